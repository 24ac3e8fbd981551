"""Next week's plan: the usual week, changed as little as settles what stands out, with loads and reasons.

The first week is searched for (`search`), then the weeks after it in the same way, each from those before, so that the
plan can say after how many weeks a finding will be gone. Those later weeks are counted by the metrics' own arithmetic
and judged by the rules themselves (`outlook`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd

from analytics.language import _, percent
from analytics.model import Finding
from analytics.plans.claims import claims_of
from analytics.plans.course import Ask, Course, past_of
from analytics.plans.credits import Credits
from analytics.plans.load_terms import mode_of
from analytics.plans.loads import LoadBook
from analytics.plans.model import Change, Kind, Line, Plan, Session, UsualLine, change_kind
from analytics.plans.order import Placed, in_order, prescribe
from analytics.plans.outlook import ADDRESSED, Outlook, planned_rows
from analytics.plans.outlook import outlook as look_ahead
from analytics.plans.reasons import Explainer
from analytics.rules import Case

LOOKED_AT: Final = (*ADDRESSED, "pain_note", "deload")
"""The rules whose findings a plan is made from."""


def make_plan(ask: Ask, findings: Sequence[Finding], book: LoadBook) -> Plan:
    """The plan of a week. `findings` are those that stand today; a note of pain stops it (kind "stopped"), and a log
    without a usual week leaves it empty (kind "empty").
    """
    blank = Plan(ask.request.athlete, ask.week, ask.goal, "empty")
    if pain := pain_in(findings):
        return replace(blank, kind="stopped", notes=pain)
    if not ask.habit.sessions:
        return replace(
            blank, notes=(_("The log shows no usual week yet: it takes one full week with strength training."),)
        )
    kind = _kind(ask, findings)
    course = Course.of(ask, kind)
    sessions, changes = _first_week(course, book)
    claims, foreseen = claims_of(course, findings)
    return replace(
        blank,
        kind=kind,
        sessions=sessions,
        changes=changes,
        claims=claims,
        foreseen=foreseen,
        notes=(*_kind_notes(course), *ask.habit.notes),
    )


def pain_in(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What notes of pain say, for which no plan is made; none without such a note."""
    return tuple(finding.text for finding in findings if finding.rule == "pain_note")


def outlook_of(ask: Ask, plan: Plan, *, weeks: int) -> Outlook:
    """What follows from doing a plan, however it was made, and doing it again each week."""
    credits = Credits.of(ask.request)
    past = past_of(ask, credits)

    def follow(number: int) -> pd.DataFrame:
        return planned_rows(plan, credits, weeks_later=number)

    return look_ahead(ask.case, past, credits, follow, week=plan.week, weeks=weeks)


def _kind(ask: Ask, findings: Sequence[Finding]) -> Kind:
    if ask.is_away:
        return "return"
    is_due = any(finding.rule == "deload" for finding in findings) and not _had_light_week(ask.case)
    return "deload" if is_due else "usual"


def _had_light_week(case: Case) -> bool:
    """Whether an easier week was taken not long ago, so that signs of tiredness do not call for another."""
    signals = case.frame("deload_signals")
    weeks = signals.loc[signals["signal"] == "no_light_week", "value"]
    return bool((weeks < case.facts.number("plan.between_easy_weeks")).any())


# the first week, line by line -----------------------------------------------------------------------------------------


def _first_week(course: Course, book: LoadBook) -> tuple[tuple[Session, ...], tuple[Change, ...]]:
    planned, ground, ask = course.weeks[0], course.ground, course.ask
    lately = course.before[-int(ask.case.facts.number("bal.window_weeks")) :].mean(axis=0)
    explainer = Explainer(ground, planned, ask.case.facts, ask.case.lifter.level, ask.case.muscle_names, lately)
    sessions, changes = [], []
    for number, session in enumerate(ask.habit.sessions):
        usual = {line.exercise_id: line for line in session.lines}
        changed = _changes(course, explainer, number, session.day)
        reasons = {change.exercise_id: (change.reason,) for change in changed if change.kind != "fewer"}
        sets = dict(zip(ground.pool.exercises, planned[number].tolist(), strict=True))
        there = [each for each in dict.fromkeys((*usual, *ground.pool.exercises)) if sets.get(each)]
        lines = tuple(
            _line(course, book, placed, sets[placed.exercise_id], usual.get(placed.exercise_id),
                  reasons.get(placed.exercise_id, ()))
            for placed in in_order(there, course.credits)
        )  # fmt: skip
        sessions += [Session(session.day, session.title, lines, session.at)] if lines else []
        changes += changed
    return tuple(sessions), tuple(changes)


def _line(
    course: Course, book: LoadBook, placed: Placed, sets: int, usual: UsualLine | None, reasons: tuple[str, ...]
) -> Line:
    """One line of the plan; `usual` is what the usual session holds of it, if anything."""
    ask = course.ask
    line = prescribe(
        placed.exercise_id,
        sets,
        placed.slot,
        usual=usual,
        goal=ask.goal,
        catalogue=ask.request.store.catalogue,
        facts=ask.case.facts,
    )
    begins_lighter = usual is None and _was_away(ask, placed.exercise_id)
    mode = "return" if begins_lighter else mode_of(course.kind, ask.goal)
    return replace(book.loaded(line, mode=mode, unit=ask.unit), reasons=reasons)


def _was_away(ask: Ask, exercise_id: str) -> bool:
    """Whether a lift was done before, and not for so long that it begins lighter."""
    logged = ask.case.logged
    last = logged.loc[logged["exercise_id"] == exercise_id, "last_day"].max()
    return bool((pd.Timestamp(ask.week) - pd.Timestamp(last)).days > ask.case.facts.number("layoff.days"))


def _changes(course: Course, explainer: Explainer, number: int, day: date) -> list[Change]:
    """What is different in one session, in the order of its exercises."""
    ground, planned = course.ground, course.weeks[0]
    found = []
    for place, exercise_id in enumerate(ground.pool.exercises):
        before, after = int(ground.usual[number, place]), int(planned[number, place])
        if before == after:
            continue
        if course.kind in _EASED and 0 < after < before:
            found.append(Change("fewer", day, exercise_id, before, after, _EASED[course.kind]))
            continue
        reason = explainer.reason(number, place)
        kind = change_kind(before, after)
        found.append(Change(kind, day, exercise_id, before, after, reason.text, (reason.rule,), reason.facts))
    return found


_EASED: Final[Mapping[Kind, str]] = {
    "deload": _("An easier week: the same sessions with fewer sets."),
    "return": _("A restart: a part of your former sets."),
}


# what is said about it as a whole -----------------------------------------------------------------------------------


def _kind_notes(course: Course) -> tuple[str, ...]:
    number = course.ask.case.facts.number
    if course.is_irregular and course.kind == "usual":
        return (
            _(
                "Your last weeks differ a good deal from each other. The plan takes the sessions that come again most, "
                "and adds {weeks} weeks to what it says about findings.",
                weeks=f"{number('plan.irregular_slack_weeks'):g}",
            ),
        )
    if course.kind == "deload":
        return (
            _(
                "Several signs of tiredness came together, so this is an easier week: the same sessions with about "
                "{share} fewer sets. That is common practice, not shown to speed growth.",
                share=percent(number("deload.sets_cut_pct") / 100),
            ),
        )
    if course.kind == "return":
        return (
            _(
                "After a break: about {share} of your former sets, and a little more each week. The share is practice, "
                "not research.",
                share=percent(number("layoff.restart_pct") / 100),
            ),
        )
    return ()
