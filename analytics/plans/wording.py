"""A plan in words: how a line, a load, a change and a claim read, the same on every page, in files and on paper.

Plain text, nothing escaped: whoever shows it does that for its own ground. Loads are in the lifter's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from analytics.model import Severity
from analytics.plans.model import GOAL_WORDS, Change, ChangeKind, Claim, Foreseen, Kind, Line, Load, Plan, Session, Slot
from analytics.reference.facts import Facts
from analytics.units import MassUnit, mass_in

SLOT_WORDS: Final[Mapping[Slot, str]] = {
    "main": "Main lift",
    "second": "Second lift",
    "accessory": "Accessories",
    "finisher": "Finisher, if there is time",
    "other": "The rest of the session",
}
"""What stands above the lines of a slot, in the order of a session."""
SEVERITY_WORDS: Final[Mapping[Severity, str]] = {
    "strong": "a strong signal",
    "warn": "a warning",
    "hint": "a hint",
    "info": "for information",
}
KIND_WORDS: Final[Mapping[Kind, str]] = {
    "usual": "Your usual week",
    "deload": "An easier week",
    "return": "A week back in",
    "template": "A template, with your loads",
    "stopped": "No plan while a note of pain stands",
    "empty": "No plan yet",
}
SECONDS_UP_TO: Final = 90
"""Rests up to here are said in seconds, longer ones in minutes."""


# a line -------------------------------------------------------------------------------------------------------------


def dose(line: Line) -> str:
    """Sets and reps: "3 x 6 to 8", "2 x 10 each side", "3 x 30 s"."""
    many = span(*line.reps) + (" s" if line.is_hold else "")
    return f"{line.sets} x {many}{' each side' if line.per_side else ''}"


def effort(line: Line) -> str:
    """How many reps to keep back: "1 to 2 reps in reserve"."""
    low, high = line.rir
    return "to failure" if high == 0 else f"{span(low, high)} {'rep' if high == 1 else 'reps'} in reserve"


def rest(line: Line) -> str:
    """The pause between two sets: "rest 60 to 90 s", "rest 2 to 3 min"."""
    low, high = line.rest_s
    if high <= SECONDS_UP_TO:
        return f"rest {span(low, high)} s"
    return f"rest {span(*(round(seconds / 60, 1) for seconds in (low, high)))} min"


def load_words(load: Load, unit: MassUnit) -> str:
    """What to lift with its range: "60 kg (57.5 to 62.5)", or with the reps to expect where it lies below its range:
    "60 kg (about 9 reps)"; a load to look for in words; "" for a lift without one.
    """
    if load.kg is None:
        return "find your load" if load.step == "find" else ""
    words = f"{mass(load.kg, unit)} {unit}" if load.kg else "no added load"
    if not load.kg or load.low_kg is None or load.high_kg is None:
        return words
    low, high = (f"{mass_in(kg, unit):.1f}".removesuffix(".0") for kg in (load.low_kg, load.high_kg))
    if load.kg < load.low_kg and load.reps is not None:  # the fewest planned reps would hold at more
        return f"{words} (about {counted(load.reps, 'rep')})"
    return words if low == high else f"{words} ({low} to {high})"


def last_time(load: Load, unit: MassUnit) -> str:
    """What was lifted last: "Last time: 57.5 kg for 8 reps."; "" where nothing was."""
    if load.last_kg is None or load.last_reps is None:
        return ""
    return f"Last time: {mass(load.last_kg, unit)} {unit} for {counted(load.last_reps, 'rep')}."


def forecast(load: Load) -> str:
    """What the forecast expects at the planned load: "About 9 reps are likely at this load, 7 to 11 in four of five
    cases."; "" without a forecast.
    """
    if load.reps is None or load.reps_low is None or load.reps_high is None:
        return ""
    likely = span(load.reps_low, load.reps_high)
    verb = "is" if load.reps == 1 else "are"
    return f"About {counted(load.reps, 'rep')} {verb} likely at this load, {likely} in four of five cases."


def mark(line: Line) -> str:
    """How a line differs from the usual week: "new", "1 set more", "2 sets fewer", or ""."""
    more = line.sets - line.usual_sets
    if not more:
        return ""
    if not line.usual_sets:
        return "new"
    return f"{counted(abs(more), 'set')} {'more' if more > 0 else 'fewer'}"


def mass(kg: float, unit: MassUnit) -> str:
    """A load as a number in the lifter's unit, with at most two decimals."""
    return f"{round(mass_in(kg, unit), 2):g}"


# a session and a week -----------------------------------------------------------------------------------------------


def by_slot(lines: Sequence[Line]) -> list[tuple[Slot, tuple[Line, ...]]]:
    """Runs of lines of one slot, in the order of the session."""
    return [(slot, tuple(run)) for slot, run in groupby(lines, key=lambda line: line.slot)]


def minutes(session: Session, facts: Facts) -> int:
    """How long a session takes, in minutes rounded to five: an estimate from sets, reps and rests, plus a warm-up."""
    a_rep = facts.number("plan.seconds_per_rep")
    seconds = sum(line.sets * (_seconds_under_load(line, a_rep) + sum(line.rest_s) / 2) for line in session.lines)
    return int(5 * round((facts.number("plan.warm_up_minutes") + seconds / 60) / 5))


def _seconds_under_load(line: Line, a_rep: float) -> float:
    reps = sum(line.reps) / 2
    return (reps if line.is_hold else reps * a_rep) * (2 if line.per_side else 1)


def week_span(monday: date) -> str:
    """The days of a week: "23 to 29 Nov 2026"."""
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%b}"
    return f"{first} to {sunday.day} {sunday:%b %Y}"


def spoken_day(day: date) -> str:
    """A day of the plan: "Monday 23 Nov"."""
    return f"{day:%A} {day.day} {day:%b}"


def size(plan: Plan) -> str:
    """How much a week holds: "46 sets in 4 sessions"."""
    return f"{counted(plan.sets, 'set')} in {counted(len(plan.sessions), 'session')}"


def goal_title(plan: Plan) -> str:
    """The goal's name: "Balanced"."""
    return GOAL_WORDS[plan.goal].title


# changes and claims -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What a plan does to one exercise, in one sentence, with the reasons given and the facts behind them."""

    sentence: str
    reasons: tuple[str, ...]
    facts: tuple[str, ...]


def changes_told(plan: Plan, names: Mapping[str, str]) -> list[Told]:
    """Every change, those of one exercise on several days as one sentence: what comes in first, then what gets more,
    then what gets fewer or goes.
    """
    alike: dict[tuple[str, str, bool], list[Change]] = {}
    for change in plan.changes:
        key = (change.exercise_id, change.instead_of, change.kind == "add_session")
        alike.setdefault(key, []).append(change)
    return [
        Told(
            sentence=_sentence(changes, names),
            reasons=tuple(dict.fromkeys(change.reason for change in changes if change.reason)),
            facts=tuple(dict.fromkeys(fact for change in changes for fact in change.facts)),
        )
        for changes in sorted(alike.values(), key=_rank)
    ]


def each_reason_once(told: Sequence[Told]) -> list[Told]:
    """The same sentences, each reason only where it is given first: for a text that is read from the top."""
    given: set[str] = set()
    once = []
    for each in told:
        once.append(replace(each, reasons=tuple(reason for reason in each.reasons if reason not in given)))
        given.update(each.reasons)
    return once


def _rank(changes: Sequence[Change]) -> int:
    if all(change.kind in ("add_exercise", "swap_exercise", "add_session") for change in changes):
        return 0
    return 1 if sum(change.after - change.before for change in changes) > 0 else 2


def _sentence(changes: Sequence[Change], names: Mapping[str, str]) -> str:
    first = changes[0]
    name, other = (names.get(key, key) for key in (first.exercise_id, first.instead_of))
    days = _listed(f"{change.day:%A}" for change in changes)
    kinds: set[ChangeKind] = {change.kind for change in changes}
    if kinds == {"add_exercise"}:
        return f"{name} comes in: {_sets_by_day(changes)}{f', in the place of {other}' if other else ''}."
    if kinds == {"drop_exercise"}:
        return f"{name} goes out on {days} ({_listed(counted(change.before, 'set') for change in changes)})."
    if kinds == {"swap_exercise"}:
        return f"{name} takes the place of {other}: {_sets_by_day(changes)}."
    if kinds == {"add_session"}:
        return f"One more session, on {days}{f', with {name}' if name else ''}."
    steps = _listed(f"{change.after or 'none'} instead of {change.before} on {change.day:%A}" for change in changes)
    return f"{'Fewer' if _rank(changes) == 2 else 'More'} sets of {name}: {steps}."


def _sets_by_day(changes: Sequence[Change]) -> str:
    if len({change.after for change in changes}) == 1:
        each = " each" if len(changes) > 1 else ""
        days = _listed(f"{change.day:%A}" for change in changes)
        return f"{counted(changes[0].after, 'set')}{each} on {days}"
    return _listed(f"{counted(change.after, 'set')} on {change.day:%A}" for change in changes)


def claim_words(claim: Claim) -> str:
    """What a plan promises about a finding: "A warning now; milder after 3 weeks of plans like this, gone after 6"."""
    now = f"{SEVERITY_WORDS[claim.severity].capitalize()} now"
    first, last = claim.milder_after, claim.weeks
    milder = f"milder after {counted(first, 'week')}" if first and (last is None or first < last) else ""
    if last is None:
        why = f": {claim.why_not[:1].lower()}{claim.why_not[1:].removesuffix('.')}" if claim.why_not else ""
        return "; ".join(
            filter(None, (now, milder and f"{milder} of plans like this", f"not gone with this plan{why}"))
        )
    if milder:
        return f"{now}; {milder} of plans like this, gone after {last}"
    return f"{now}; gone after {counted(last, 'week')} of plans like this"


def foreseen_words(coming: Foreseen) -> str:
    """When a finding comes up on the way: "A hint from week 2 to week 4"."""
    name = SEVERITY_WORDS[coming.severity].capitalize()
    if coming.last is None:
        return f"{name} from week {coming.first} on"
    if coming.last == coming.first:
        return f"{name} after week {coming.first}, gone a week later"
    return f"{name} from week {coming.first} to week {coming.last}"


def span(low: float, high: float) -> str:
    """From and to in words, one number where they are the same: "6 to 8", "5"."""
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def counted(number: int, one: str) -> str:
    """A number with its noun: "1 set", "3 sets"."""
    return f"{number} {one if number == 1 else one + 's'}"


def _listed(parts: Iterable[str]) -> str:
    words = list(parts)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
