"""What if: other sets for the exercises of the legs, and what the coming weeks would then look like."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_, written
from analytics.model import Finding
from analytics.plans import wording
from analytics.plans.edits import Edit, sets_a_week, spread
from analytics.plans.model import Plan
from analytics.plans.outlook import Outlook
from analytics.reference.catalogue import Catalogue
from ui import formats, session
from ui.basis import basis
from ui.buttons import filled_button
from ui.plan import WEEK_MUSCLES
from ui.plan_draft import Asked, keep
from ui.words import plain

_LEVELS: Final[Mapping[str, str]] = {
    "strong": _("strong signal"),
    "warn": _("warning"),
    "hint": _("hint"),
    "info": _("for information"),
}
METRICS: Final = ("quad_posterior_ratio", "hinge_curl_balance", "muscle_volume")
WEEKS: Final = 8
"""As many weeks ahead as the page looks."""
MOST_A_WEEK: Final = 30
STARTS: Final = (_("The plan"), _("Your usual week"))
LIMITS: Final = ("big_jump", "crowded_session", "very_high_volume", "sets_close_together")
"""Rules that say when a week asks too much; their words stand above the charts."""


def start_control() -> str:
    """Choose what the changes start from."""
    chosen = st.segmented_control(
        _("Start from"), STARTS, default=STARTS[0], required=True, key="what-if-start", bind="query-params"
    )
    return str(chosen)


def starting_plan(plan: Plan, asked: Asked, start: str) -> Plan:
    """The plan, or the usual week that it changes."""
    return plan if start == STARTS[0] else session.week_before_changes(plan, asked.on)


def edits_of(asked: Asked, start: str) -> tuple[Edit, ...]:
    """The steps tried out so far."""
    edits: tuple[Edit, ...] = session.recall(_key(asked, start), ())
    return edits


def tried(base: Plan, asked: Asked, start: str) -> Plan:
    """The week with the steps tried out."""
    return session.edited(base, edits_of(asked, start), asked.on)


def leg_exercises(catalogue: Catalogue) -> list[str]:
    """Every strength exercise that is direct work for the legs, in the catalogue's order."""
    strength = catalogue.exercises[catalogue.exercises["kind"] == "strength"]
    return [each for each in strength["id"] if set(catalogue.main_muscles.get(each, ())) & set(WEEK_MUSCLES)]


# controls ------------------------------------------------------------------------------------------------------------


def sets_controls(base: Plan, names: Mapping[str, str], *, legs: Collection[str], asked: Asked, start: str) -> None:
    """A number for the weekly sets of each leg exercise: those of the start, and what was added."""
    weekly, before = sets_a_week(tried(base, asked, start)), sets_a_week(base)
    shown = [each for each in dict.fromkeys((*before, *weekly)) if each in legs]
    with st.grid(3, min_column_width=150):
        for exercise_id in shown:
            key, was = f"what-if-{exercise_id}", before.get(exercise_id, 0)
            session.remember(key, weekly.get(exercise_id, 0))
            st.number_input(
                plain(names.get(exercise_id, exercise_id)),
                min_value=0,
                max_value=MOST_A_WEEK,
                step=1,
                key=key,
                on_change=_try_sets,
                args=(base, asked, start, exercise_id, key),
                help=n_(
                    "{number} set a week to start with. 0 drops it.",
                    "{number} sets a week to start with. 0 drops it.",
                    was,
                ),
            )


def add_control(now: Plan, names: Mapping[str, str], *, legs: Sequence[str], asked: Asked, start: str) -> None:
    """Add an exercise: which, on which day, how many sets."""
    held = sets_a_week(now)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        exercise_id = st.selectbox(
            _("Add an exercise"),
            [each for each in legs if each not in held],
            index=None,
            format_func=lambda each: names.get(each, each),
            key="what-if-add",
            placeholder=_("Seated leg curl, hip thrust ..."),
            width=300,
        )
        day = st.selectbox(
            _("On"),
            [planned.day for planned in now.sessions],
            format_func=wording.spoken_day,
            key="what-if-day",
            width=180,
        )
        sets = st.number_input(_("Sets"), min_value=1, max_value=10, value=3, step=1, key="what-if-sets", width=120)
        st.button(
            _("Add"),
            key="what-if-add-it",
            icon=":material/add:",
            disabled=exercise_id is None,
            on_click=_try,
            args=(asked, start, Edit("add", day, exercise_id or "", int(sets))),
        )


def decide(now: Plan, asked: Asked, start: str) -> None:
    """All steps back at once, where there are any, and keeping the week as it stands."""
    with st.container(horizontal=True):
        if edits_of(asked, start):
            st.button(
                _("Back to the start"), key="what-if-back", icon=":material/undo:", on_click=session.forget,
                args=(_key(asked, start),),
            )  # fmt: skip
        filled_button(
            _("Use this as the plan of the week"), key="what-if-keep", icon=":material/bookmark_add:",
            on_click=_use, args=(now, asked),
        )  # fmt: skip


def _use(now: Plan, asked: Asked) -> None:
    """Keep the week. The steps are in the plan from now on, so they are not taken in it once more. A callback."""
    keep(now, asked)
    session.forget(_key(asked, STARTS[0]))


def _try_sets(base: Plan, asked: Asked, start: str, exercise_id: str, widget: str) -> None:
    total = int(session.recall(widget))
    now = tried(base, asked, start)
    if exercise_id in sets_a_week(now):
        _try(asked, start, *spread(now, exercise_id, total))
        return
    kept = [edit for edit in edits_of(asked, start) if edit.exercise_id != exercise_id]  # dropped before: back in
    session.remember(_key(asked, start), tuple(kept))
    _try(asked, start, *spread(tried(base, asked, start), exercise_id, total))


def _try(asked: Asked, start: str, *edits: Edit) -> None:
    session.remember(_key(asked, start), (*edits_of(asked, start), *edits))


def _key(asked: Asked, start: str) -> str:
    return f"{asked.key}-what-if-{start}"


# what follows --------------------------------------------------------------------------------------------------------


def too_much(ahead: Outlook) -> list[Finding]:
    """What the rules about too much at once say of the first planned week, each once."""
    said = ahead.findings.get(ahead.first_planned, ())
    return [finding for finding in said if finding.rule in LIMITS]


def show_too_much(found: list[Finding]) -> None:
    """The rise limit and the note on one session in words, where the week passes them."""
    for finding in found:
        title = _("After the first week: {headline}", headline=plain(finding.headline))
        st.warning(plain(finding.text), title=title, icon=":material/speed:")


def findings_by_week(ahead: Outlook) -> pd.DataFrame:
    """What would stand after the planned weeks, one row a finding: its words after the first week in which it stands,
    and its levels week by week. What is only for information is left out.
    """
    mondays = sorted(ahead.findings)
    due = {monday: _due(ahead.findings[monday]) for monday in mondays}
    known: dict[tuple[str, str], Finding] = {}
    for monday in mondays:
        known |= {key: finding for key, finding in due[monday].items() if key not in known}
    rows = [
        {
            _("What would stand"): finding.headline,
            _("Week by week"): _course([due[monday].get(key) for monday in mondays], mondays),
        }
        for key, finding in known.items()
    ]
    return pd.DataFrame(rows, columns=[_("What would stand"), _("Week by week")])


def _due(said: Iterable[Finding]) -> dict[tuple[str, str], Finding]:
    return {(finding.rule, finding.subject): finding for finding in said if finding.severity != "info"}


def _course(found: Sequence[Finding | None], mondays: Sequence[date]) -> str:
    """The levels of a finding after each week: "strong signal up to 7 Dec, then warning up to 28 Dec, then gone"."""
    levels = [_LEVELS[finding.severity] if finding else "" for finding in found]
    runs = groupby(zip(levels, mondays, strict=True), itemgetter(0))
    *early, (last, __) = [(level, [day for __, day in run][-1]) for level, run in runs]
    if not early:
        return _("{level} all {weeks} weeks", level=last, weeks=len(mondays))
    return ", ".join([*(_up_to(*each) for each in early), _("then {level}", level=last) if last else _("then gone")])


def _up_to(level: str, monday: date) -> str:
    until = written(monday, _("d MMM"))
    if not level:
        return _("nothing up to the week of {monday}", monday=until)
    return _("{level} up to the week of {monday}", level=level, monday=until)


def show_findings_by_week(ahead: Outlook) -> None:
    """The table of what would stand, or that nothing would."""
    table = findings_by_week(ahead)
    if table.empty:
        st.success(_("Nothing would stand out in these weeks."), icon=":material/check_circle:")
        return
    st.table(
        table.map(plain), hide_index=True, alt=_("Findings that would stand after the planned weeks, with their levels")
    )


def in_numbers(ahead: Outlook, unchanged: Outlook) -> list[tuple[str, str, str]]:
    """Ratio, curl share and sets after the last week looked at: label, value, and the value without the changes."""
    note = _("after {weeks} weeks like this", weeks=WEEKS) if ahead is unchanged else _("the same without your changes")
    told = []
    for label, metric, column, muscle, words in (
        (_("Quad : hamstring sets"), "quad_posterior_ratio", "q_h_ratio", "", _as_ratio),
        (_("Curl share"), "hinge_curl_balance", "curl_share", "", formats.percent),
        (_("Hamstring sets a week"), "muscle_volume", "mean_sets", "hamstrings", formats.number),
        (_("Quad sets a week"), "muscle_volume", "mean_sets", "quads", formats.number),
    ):
        now, before = (words(_last(each.frames[metric], column, muscle)) for each in (ahead, unchanged))
        told.append((label, now, note if now == before else _("{value} without your changes", value=before)))
    return told


def _last(frame: pd.DataFrame, column: str, muscle: str) -> float | None:
    rows = frame[frame["muscle"] == muscle] if muscle else frame
    known = rows.sort_values("week")[column].tail(1).dropna()
    return None if known.empty else float(known.iloc[0])


def _as_ratio(value: float | None) -> str:
    return formats.MISSING if value is None else f"{value:.1f} : 1"


def more(asked: Asked) -> None:
    """The other pages that a person who tries things out may want."""
    with st.container(horizontal=True):
        st.page_link(
            "pages/plan/next_week.py", label=_("The plan, session by session"), icon=":material/event_upcoming:"
        )
        st.page_link("pages/insights/balance.py", label=_("The sets behind the past weeks"), icon=":material/list:")
    basis(*METRICS, key=f"what-if-{asked.week.isoformat()}")
