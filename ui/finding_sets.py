"""The sets that a finding looked at: one line a lift and day, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, inside, listed, n_
from analytics.model import Finding
from analytics.units import MassUnit, mass_in
from ui import formats, session
from ui.words import plain

MOST_LINES: Final = 12
_COMPARED: Final[Mapping[str, tuple[str, ...]]] = {
    "quad_dominance": ("quads", "hamstrings"),
    "quads_get_little": ("quads", "hamstrings"),
}
"""Rule -> the muscles whose sets it holds against each other."""


def sets_of(finding: Finding, *, athlete: str, unit: MassUnit, names: Mapping[str, str]) -> None:
    """The sets behind a finding about muscles or lifts, in its period; nothing for one about the whole log."""
    known = set(session.open_log().catalogue.muscles["id"])
    muscles = [muscle for muscle in _COMPARED.get(finding.rule, (finding.subject,)) if muscle in known]
    lifts = finding.exercises or ((finding.subject,) if finding.subject else ())
    if muscles:
        done = _that_count(finding, muscles, athlete)
        totals = done.groupby("muscle")["hard_sets"].sum().reindex(muscles, fill_value=0.0)
        sums = (f"{plain(inside(names[str(muscle)]))} {formats.number(float(hard))}" for muscle, hard in totals.items())
        st.markdown(_("The sets that count here: {sums}.", sums=listed(sums)))
        _show(done.drop_duplicates("set_id"), finding, unit)
    elif lifts:
        done = session.sets(athlete, from_date=finding.period_from, to_date=finding.period_to)
        _show(done[done["exercise_id"].isin(lifts)], finding, unit)


def sets_table(done: pd.DataFrame, unit: MassUnit) -> pd.DataFrame:
    """Sets as text, one row a lift and workout, newest first: Day, Exercise (as written), Sets as load x reps."""
    in_order = done.sort_values(["block", "set_number"], kind="stable").assign(text=lambda sets: _texts(sets, unit))
    lines = in_order.groupby(["started_at", "exercise"], sort=False)["text"].agg(", ".join).reset_index()
    newest = lines.sort_values("started_at", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Day"): [formats.day(at) for at in newest["started_at"]],
            _("Exercise"): [plain(str(name)) for name in newest["exercise"]],
            _("Sets ({unit} x reps)", unit=unit): newest["text"],
        }
    )


def _that_count(finding: Finding, muscles: list[str], athlete: str) -> pd.DataFrame:
    credits = session.set_credits(athlete, finding.period_from, finding.period_to)
    return credits[credits["muscle"].isin(muscles) & (credits["hard_sets"] > 0)]


def _show(done: pd.DataFrame, finding: Finding, unit: MassUnit) -> None:
    table = sets_table(done, unit)
    if table.empty:
        return
    st.table(
        table.head(MOST_LINES), hide_index=True, alt=_("The sets behind it: {headline}", headline=finding.headline)
    )
    if len(table) > MOST_LINES:
        more = len(table) - MOST_LINES
        st.caption(n_("And {number} line before these.", "And {number} lines before these.", more))


def _texts(sets: pd.DataFrame, unit: MassUnit) -> list[str]:
    return [_text(kg, reps, unit) for kg, reps in zip(sets["weight_kg"], sets["reps"], strict=True)]


def _text(kg: Any, reps: Any, unit: MassUnit) -> str:
    times = formats.number(reps, 0)
    return times if formats.is_missing(kg) or not kg else f"{formats.number(mass_in(float(kg), unit), 2)} x {times}"
