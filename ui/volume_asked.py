"""What the Volume page is asked: view, muscle, count and groups, under the same names in the address in every view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.training_log import TrainingLog
from ui import session, summaries
from ui.charts.volume import Count
from ui.draw import sets_behind
from ui.filters import Filters

STACKED: Final = _("Muscles stacked")
ONE: Final = _("One muscle and its range")
EVERY: Final = _("Every muscle")
CELLS: Final = _("Muscle by week")
SOURCES: Final = _("By exercise")
DAYS: Final = _("Days and hours")
VIEWS: Final = (STACKED, ONE, EVERY, CELLS, SOURCES, DAYS)
LOWER: Final = _("Lower body")
GROUPS: Final = {LOWER: "lower", _("Core"): "core", _("Upper body"): "upper"}
"""Group of muscles -> its region in the catalogue."""
FRACTIONAL: Final = _("Fractional")
COUNTS: Final[dict[str, Count]] = {FRACTIONAL: "hard_sets", _("Direct"): "direct_sets"}
"""Way of counting -> the column of weekly_hard_sets."""
CHART_KEY: Final = "volume-chart"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked: the bar of filters, the view, a muscle, the muscles of the chosen groups, the count."""

    log: TrainingLog
    chosen: Filters
    view: str
    muscle: str
    muscles: Sequence[str]
    count: Count

    @property
    def names(self) -> Mapping[str, str]:
        """Muscle id -> name."""
        return self.log.catalogue.muscle_names

    @property
    def name(self) -> str:
        """The name of the chosen muscle."""
        return self.names[self.muscle]

    def metric(self, name: str) -> pd.DataFrame:
        """A metric over the period of the page."""
        return session.metric(name, self.chosen.athlete, self.chosen.from_date, self.chosen.to_date)


def controls(log: TrainingLog, chosen: Filters) -> Asked:
    """Draw the page's controls: those that mean something in the open view."""
    names = log.catalogue.muscle_names
    view = st.pills(_("View"), VIEWS, default=STACKED, required=True, key="view", bind="query-params")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        muscle = st.selectbox(
            _("Muscle") if view in (ONE, SOURCES) else _("Muscle (list below)"),
            list(names),
            index=list(names).index("hamstrings"),
            format_func=names.__getitem__,
            key="muscle",
            bind="query-params",
            width=220,
        )
        count = FRACTIONAL if view in (ONE, DAYS) else _count_control()
        groups = [] if view in (ONE, SOURCES) else _groups_control()
    regions = [GROUPS[group] for group in groups] or list(GROUPS.values())
    return Asked(log, chosen, str(view), str(muscle), summaries.muscles_in(log.catalogue, regions), COUNTS[count])


def _count_control() -> str:
    return str(
        st.segmented_control(
            _("Count"),
            list(COUNTS),
            default=FRACTIONAL,
            required=True,
            key="count",
            bind="query-params",
            help=_("Fractional: 1 for a main mover, 0.5 for a helper. Direct: main movers only."),
        )
    )


def _groups_control() -> list[str]:
    chosen = st.pills(
        _("Muscle groups"),
        list(GROUPS),
        selection_mode="multi",
        default=[LOWER],
        key="groups",
        bind="query-params",
    )
    return list(chosen)


def list_sets(asked: Asked, from_date: date, to_date: date, *, title: str, exercise_id: str | None = None) -> None:
    """The sets of the muscle in these days, of all exercises or of one, as the page counts them."""
    credits = session.set_credits(asked.chosen.athlete, from_date, to_date, asked.muscle)
    if asked.count == "direct_sets":
        credits = credits[credits["is_direct"]]
    if exercise_id is not None:
        credits = credits[credits["exercise_id"] == exercise_id]
    sets_behind(credits, unit=asked.chosen.unit, muscle_names=asked.names, key="sets-behind", title=title)
