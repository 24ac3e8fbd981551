"""What a lifter changes in a plan by hand before keeping it: small steps that are taken in whatever plan stands.

A step that no longer fits (its line is gone since the log changed) does nothing. Every step is noted among the plan's
changes, so that a kept plan tells who decided what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from analytics.language import _
from analytics.plans.load_terms import mode_of
from analytics.plans.loads import LoadBook
from analytics.plans.model import SLOTS, Change, Line, Plan, Session, Slot, change_kind
from analytics.plans.order import prescribe
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts
from analytics.units import MassUnit

OWN_CHANGE: Final = _("You changed this.")


@dataclass(frozen=True, slots=True)
class Edit:
    """One step: other `sets` of an exercise on a day (0 takes it out), a `swap` for `other`, or an `add`ed line."""

    kind: Literal["sets", "swap", "add"]
    day: date
    exercise_id: str
    sets: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Gear:
    """What a new line is made with: the catalogue, the facts, what the log says about loads (looked up when the first
    one is needed), and the unit they are in.
    """

    catalogue: Catalogue
    facts: Facts
    book: Callable[[], LoadBook]
    unit: MassUnit

    def line(self, plan: Plan, exercise_id: str, sets: int, slot: Slot = "accessory") -> Line:
        """An exercise that is new to the plan: its usual reps, effort and rest, and the load that the log says."""
        line = prescribe(exercise_id, sets, slot, goal=plan.goal, catalogue=self.catalogue, facts=self.facts)
        loaded = self.book().loaded(line, mode=mode_of(plan.kind, plan.goal), unit=self.unit)
        return replace(loaded, reasons=(OWN_CHANGE,))


def edited(plan: Plan, edits: Iterable[Edit], gear: Gear) -> Plan:
    """The plan with the steps taken; a session that loses its last line goes too."""
    for edit in edits:
        plan = _STEPS[edit.kind](plan, edit, gear)
    return replace(plan, sessions=tuple(session for session in plan.sessions if session.lines))


def is_by_hand(plan: Plan) -> bool:
    """Whether the lifter took a step in the plan."""
    return any(change.reason.endswith(OWN_CHANGE) for change in plan.changes)


def sets_on(plan: Plan, day: date, exercise_id: str) -> int:
    """How many sets of an exercise a plan holds on a day."""
    return sum(line.sets for session, line in plan.lines() if (session.day, line.exercise_id) == (day, exercise_id))


def sets_a_week(plan: Plan) -> dict[str, int]:
    """Exercise -> its sets in the week, in the order of the week."""
    totals: Counter[str] = Counter()
    for __, line in plan.lines():
        totals[line.exercise_id] += line.sets
    return dict(totals)


def spread(plan: Plan, exercise_id: str, total: int) -> list[Edit]:
    """The steps that bring an exercise to so many sets a week: one set at a time, to the day that has fewest of it (the
    earlier one of two) and from the day that has most (the later one).
    """
    days = {session.day: line.sets for session, line in plan.lines() if line.exercise_id == exercise_id}
    wanted = dict(days)
    while wanted and sum(wanted.values()) < total:
        wanted[min(wanted, key=lambda day: (wanted[day], day))] += 1
    while sum(wanted.values()) > total:
        wanted[max(wanted, key=lambda day: (wanted[day], day))] -= 1
    return [Edit("sets", day, exercise_id, sets) for day, sets in wanted.items() if sets != days[day]]


def usual_week(plan: Plan, gear: Gear) -> Plan:
    """The week that the plan's changes start from: each exercise with the sets it had before them."""
    week = replace(plan, changes=(), claims=(), foreseen=(), notes=(), kind="usual", plan_id=None)
    for change in reversed(plan.changes):
        week = _undone(week, change, gear)
    return replace(week, sessions=tuple(session for session in week.sessions if session.lines))


def _undone(week: Plan, change: Change, gear: Gear) -> Plan:
    if change.kind == "swap_exercise" and change.instead_of:
        return _with_line(
            week, change.day, change.exercise_id, lambda line: replace(line, exercise_id=change.instead_of)
        )
    if sets_on(week, change.day, change.exercise_id):
        return week.with_sets(change.day, change.exercise_id, change.before)
    if not change.before:
        return week
    return _with_session_line(week, change.day, gear.line(week, change.exercise_id, change.before))


# the steps -----------------------------------------------------------------------------------------------------------


def _other_sets(plan: Plan, edit: Edit, gear: Gear) -> Plan:
    del gear
    before = sets_on(plan, edit.day, edit.exercise_id)
    if before in (0, edit.sets):
        return plan
    changed = plan.with_sets(edit.day, edit.exercise_id, edit.sets)
    return _noted(changed, Change("add_sets", edit.day, edit.exercise_id, before, edit.sets, OWN_CHANGE))


def _swap(plan: Plan, edit: Edit, gear: Gear) -> Plan:
    """Another exercise in the same place, for as many sets."""
    sets = sets_on(plan, edit.day, edit.exercise_id)
    if not sets or sets_on(plan, edit.day, edit.other):
        return plan

    def swapped(line: Line) -> Line:
        return gear.line(plan, edit.other, line.sets, line.slot)

    changed = _with_line(plan, edit.day, edit.exercise_id, swapped)
    note = Change("swap_exercise", edit.day, edit.other, sets, sets, OWN_CHANGE, instead_of=edit.exercise_id)
    return _noted(changed, note)


def _add(plan: Plan, edit: Edit, gear: Gear) -> Plan:
    if all(session.day != edit.day for session in plan.sessions):
        return plan
    before = sets_on(plan, edit.day, edit.exercise_id)
    if before:
        return _other_sets(plan, replace(edit, kind="sets", sets=before + edit.sets), gear)
    line = gear.line(plan, edit.exercise_id, edit.sets)
    note = Change("add_exercise", edit.day, edit.exercise_id, 0, edit.sets, OWN_CHANGE)
    return _noted(_with_session_line(plan, edit.day, line), note)


_STEPS: Final[Mapping[str, Callable[[Plan, Edit, Gear], Plan]]] = {
    "sets": _other_sets,
    "swap": _swap,
    "add": _add,
}


def _noted(plan: Plan, change: Change) -> Plan:
    """The plan with one more change. Several changes of one line's sets become one, from where the first began, with
    the reasons of all; none is left where the line ends as it began.
    """
    if change.kind == "swap_exercise":
        return replace(plan, changes=(*plan.changes, change))
    line = (change.day, change.exercise_id)
    earlier = [each for each in plan.changes if (each.day, each.exercise_id) == line and each.kind != "swap_exercise"]
    others = tuple(each for each in plan.changes if each not in earlier)
    if earlier:
        reasons = dict.fromkeys((*(each.reason for each in earlier), change.reason))
        told = " ".join(reason for reason in reasons if reason != OWN_CHANGE)
        told = told if told.endswith(OWN_CHANGE) else f"{told} {OWN_CHANGE}".strip()
        change = replace(earlier[0], after=change.after, reason=told)
    if change.before == change.after:
        return replace(plan, changes=others)
    return replace(plan, changes=(*others, replace(change, kind=change_kind(change.before, change.after))))


def _with_line(plan: Plan, day: date, exercise_id: str, change: Callable[[Line], Line]) -> Plan:
    """The plan with the lines of an exercise on a day changed."""

    def each(session: Session) -> Session:
        if session.day != day:
            return session
        lines = (change(line) if line.exercise_id == exercise_id else line for line in session.lines)
        return replace(session, lines=tuple(lines))

    return replace(plan, sessions=tuple(each(session) for session in plan.sessions))


def _with_session_line(plan: Plan, day: date, line: Line) -> Plan:
    """The plan with one more line in the first session of a day: after the last line of its slot or an earlier one."""
    place = next((place for place, session in enumerate(plan.sessions) if session.day == day), None)
    if place is None:
        return plan
    session, rank = plan.sessions[place], SLOTS.index(line.slot)
    at = sum(SLOTS.index(each.slot) <= rank for each in session.lines)
    grown = replace(session, lines=(*session.lines[:at], line, *session.lines[at:]))
    return replace(plan, sessions=(*plan.sessions[:place], grown, *plan.sessions[place + 1 :]))
