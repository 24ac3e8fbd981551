"""A plan in words: how a line, a load, a change and a claim read, the same on every page, in files and on paper.

Plain text, nothing escaped: whoever shows it does that for its own ground. Loads are in the lifter's unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final, Literal

from analytics import language
from analytics.language import _, listed, n_, written
from analytics.model import Severity
from analytics.plans.model import GOAL_WORDS, Change, ChangeKind, Claim, Foreseen, Kind, Line, Load, Plan, Session, Slot
from analytics.reference.facts import Facts
from analytics.units import MassUnit, mass_in

SLOT_WORDS: Final[Mapping[Slot, str]] = {
    "main": _("Main lift"),
    "second": _("Second lift"),
    "accessory": _("Accessories"),
    "finisher": _("Finisher, if there is time"),
    "other": _("The rest of the session"),
}
"""What stands above the lines of a slot, in the order of a session."""
SEVERITY_WORDS: Final[Mapping[Severity, str]] = {
    "strong": _("a strong signal"),
    "warn": _("a warning"),
    "hint": _("a hint"),
    "info": _("for information"),
}
SEVERITY_TITLES: Final[Mapping[Severity, str]] = {
    "strong": _("A strong signal"),
    "warn": _("A warning"),
    "hint": _("A hint"),
    "info": _("For information"),
}
"""The same for the beginning of a sentence."""
_NOW: Final[Mapping[Severity, str]] = {
    "strong": _("A strong signal now"),
    "warn": _("A warning now"),
    "hint": _("A hint now"),
    "info": _("For information now"),
}
KIND_WORDS: Final[Mapping[Kind, str]] = {
    "usual": _("Your usual week"),
    "deload": _("An easier week"),
    "return": _("A week back in"),
    "template": _("A template, with your loads"),
    "stopped": _("No plan while a note of pain stands"),
    "empty": _("No plan yet"),
}
SECONDS_UP_TO: Final = 90
"""Rests up to here are said in seconds, longer ones in minutes."""
Mark = Literal["", "new", "more", "fewer"]
"""How a line differs from the usual week."""


# a line -------------------------------------------------------------------------------------------------------------


def dose(line: Line, *, sets: str = "") -> str:
    """Sets (those of the line unless given in words) and reps: "3 x 6 to 8", "2 x 10 each side", "3 x 30 s"."""
    amount = f"{sets or line.sets} x {reps(line)}"
    return _("{amount} each side", amount=amount) if line.per_side else amount


def reps(line: Line) -> str:
    """Reps of a set, or how long it is held: "6 to 8", "30 s"."""
    return span(*line.reps) + (" s" if line.is_hold else "")


def effort(line: Line) -> str:
    """How many reps to keep back: "1 to 2 reps in reserve"."""
    low, high = line.rir
    if high == 0:
        return _("to failure")
    return n_("{rir} rep in reserve", "{rir} reps in reserve", high, rir=span(low, high))


def rest(line: Line) -> str:
    """The pause between two sets: "rest 60 to 90 s", "rest 2 to 3 min"."""
    return _("rest {time}", time=rest_time(line))


def rest_time(line: Line) -> str:
    """How long the pause is: "60 to 90 s", "2 to 3 min"."""
    low, high = line.rest_s
    if high <= SECONDS_UP_TO:
        return f"{span(low, high)} s"
    return f"{span(*(round(seconds / 60, 1) for seconds in (low, high)))} min"


def load_words(load: Load, unit: MassUnit, *, with_unit: bool = True) -> str:
    """What to lift with its range: "60 kg (57.5 to 62.5)", or with the reps to expect where it lies below its range:
    "60 kg (about 9 reps)"; a load to look for in words; "" for a lift without one.
    """
    if load.kg is None:
        return _("find your load") if load.step == "find" else ""
    if not load.kg:
        return _("no added load")
    words = f"{mass(load.kg, unit)} {unit}" if with_unit else mass(load.kg, unit)
    if load.low_kg is None or load.high_kg is None:
        return words
    if load.kg < load.low_kg and load.reps is not None:  # the fewest planned reps would hold at more
        return n_("{load} (about {number} rep)", "{load} (about {number} reps)", load.reps, load=words)
    low, high = (f"{mass_in(kg, unit):.1f}".removesuffix(".0") for kg in (load.low_kg, load.high_kg))
    return words if low == high else f"{words} ({language.span(low, high)})"


def last_time(load: Load, unit: MassUnit) -> str:
    """What was lifted last: "Last time: 57.5 kg for 8 reps."; "" where nothing was."""
    if load.last_kg is None or load.last_reps is None:
        return ""
    return n_(
        "Last time: {load} for {number} rep.",
        "Last time: {load} for {number} reps.",
        load.last_reps,
        load=f"{mass(load.last_kg, unit)} {unit}",
    )


def forecast(load: Load) -> str:
    """What the forecast expects at the planned load: "About 9 reps are likely at this load, 7 to 11 in four of five
    cases."; "" without a forecast.
    """
    if load.reps is None or load.reps_low is None or load.reps_high is None:
        return ""
    return n_(
        "About {number} rep is likely at this load, {span} in four of five cases.",
        "About {number} reps are likely at this load, {span} in four of five cases.",
        load.reps,
        span=span(load.reps_low, load.reps_high),
    )


def mark(line: Line) -> str:
    """How a line differs from the usual week: "new", "1 set more", "2 sets fewer", or ""."""
    sets = abs(line.sets - line.usual_sets)
    return {
        "": "",
        "new": _("new"),
        "more": n_("{number} set more", "{number} sets more", sets),
        "fewer": n_("{number} set fewer", "{number} sets fewer", sets),
    }[mark_of(line)]


def mark_of(line: Line) -> Mark:
    """Whether a line is new, or has more or fewer sets than the usual week; "" where it is as usual."""
    if line.sets == line.usual_sets:
        return ""
    if not line.usual_sets:
        return "new"
    return "more" if line.sets > line.usual_sets else "fewer"


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
    first = written(monday, "d") if monday.month == sunday.month else written(monday, _("d MMM"))
    return language.span(first, language.day(sunday))


def spoken_day(day: date) -> str:
    """A day of the plan: "Monday 23 Nov"."""
    return written(day, _("EEEE d MMM"))


def weekday(day: date) -> str:
    """A day by its name: "Monday"."""
    return written(day, _("EEEE"))


def size(plan: Plan) -> str:
    """How much a week holds: "46 sets in 4 sessions"."""
    return _(
        "{sets} in {sessions}",
        sets=n_("{number} set", "{number} sets", plan.sets),
        sessions=n_("{number} session", "{number} sessions", len(plan.sessions)),
    )


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
    days = listed(weekday(change.day) for change in changes)
    kinds: set[ChangeKind] = {change.kind for change in changes}
    if kinds == {"add_exercise"}:
        return _comes_in(name, other, _sets_by_day(changes))
    if kinds == {"drop_exercise"}:
        sets = listed(n_("{number} set", "{number} sets", change.before) for change in changes)
        return _("{exercise} goes out on {days} ({sets}).", exercise=name, days=days, sets=sets)
    if kinds == {"swap_exercise"}:
        return _(
            "{exercise} takes the place of {other}: {sets}.", exercise=name, other=other, sets=_sets_by_day(changes)
        )
    if kinds == {"add_session"}:
        if name:
            return _("One more session, on {days}, with {exercise}.", days=days, exercise=name)
        return _("One more session, on {days}.", days=days)
    steps = listed(map(_step, changes))
    if _rank(changes) == 2:
        return _("Fewer sets of {exercise}: {steps}.", exercise=name, steps=steps)
    return _("More sets of {exercise}: {steps}.", exercise=name, steps=steps)


def _comes_in(name: str, other: str, sets: str) -> str:
    if other:
        return _("{exercise} comes in: {sets}, in the place of {other}.", exercise=name, sets=sets, other=other)
    return _("{exercise} comes in: {sets}.", exercise=name, sets=sets)


def _step(change: Change) -> str:
    day = weekday(change.day)
    if change.after:
        return _("{sets} instead of {before} on {day}", sets=change.after, before=change.before, day=day)
    return _("none instead of {before} on {day}", before=change.before, day=day)


def _sets_by_day(changes: Sequence[Change]) -> str:
    sets = changes[0].after
    if any(change.after != sets for change in changes):
        return listed(_sets_on(change.after, weekday(change.day)) for change in changes)
    days = listed(weekday(change.day) for change in changes)
    if len(changes) > 1:
        return n_("{number} set each on {days}", "{number} sets each on {days}", sets, days=days)
    return _sets_on(sets, days)


def _sets_on(sets: int, day: str) -> str:
    return n_("{number} set on {day}", "{number} sets on {day}", sets, day=day)


def claim_words(claim: Claim) -> str:
    """What a plan promises about a finding: "A warning now; milder after 3 weeks of plans like this, gone after 6"."""
    now, first, last = _NOW[claim.severity], claim.milder_after, claim.weeks
    if last is None:
        words = _not_gone(now, first)
        return f"{words}. {claim.why_not.removesuffix('.')}" if claim.why_not else words
    if first and first < last:
        return n_(
            "{now}; milder after {number} week of plans like this, gone after {last}",
            "{now}; milder after {number} weeks of plans like this, gone after {last}",
            first,
            now=now,
            last=last,
        )
    return n_(
        "{now}; gone after {number} week of plans like this",
        "{now}; gone after {number} weeks of plans like this",
        last,
        now=now,
    )


def _not_gone(now: str, milder_after: int | None) -> str:
    if not milder_after:
        return _("{now}; not gone with this plan", now=now)
    return n_(
        "{now}; milder after {number} week of plans like this; not gone with this plan",
        "{now}; milder after {number} weeks of plans like this; not gone with this plan",
        milder_after,
        now=now,
    )


def foreseen_words(coming: Foreseen) -> str:
    """When a finding comes up on the way: "A hint from week 2 to week 4"."""
    severity, first, last = SEVERITY_TITLES[coming.severity], coming.first, coming.last
    if last is None:
        return _("{severity} from week {first} on", severity=severity, first=first)
    if last == first:
        return _("{severity} after week {week}, gone a week later", severity=severity, week=first)
    return _("{severity} from week {first} to week {last}", severity=severity, first=first, last=last)


def span(low: float, high: float) -> str:
    """From and to in words, one number where they are the same: "6 to 8", "5"."""
    return language.span(f"{low:g}", f"{high:g}")
