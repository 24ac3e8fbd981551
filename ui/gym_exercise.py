"""Exercises of a session: what is known about one, what was done the last time, and how it comes into a draft."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_, span
from analytics.plans.plates import Rack, load_step
from analytics.reference.catalogue import Exercise
from analytics.units import MassUnit
from ui import formats, session
from ui.draft import Draft, DraftExercise, DraftSet, Span, Target
from ui.logbook import SIDE_WORDS, TYPES_IN_A_LINE

_RECENT: Final = timedelta(days=365)
_HELD: Final = ("hold", "time")
_COMPOUND: Final = ("yes", "lp")
"""What a strength value is made of where the load is that of a lift of several joints."""


def catalogue_entry(name: str) -> Exercise | None:
    """What the catalogue knows about an exercise by its name; None for a name it does not know."""
    catalogue = session.open_log().catalogue
    exercise_id = catalogue.recognise(name)
    return catalogue.exercise(exercise_id) if exercise_id else None


def exercise_options(athlete: str, draft: Draft) -> list[str]:
    """Names to choose from: those of the session, the lifter's own of the last year of their log, latest first, then
    the catalogue's.
    """
    log = session.open_log()
    span = session.open_log().span(athlete)
    recent = session.sets(athlete, from_date=span[1] - _RECENT)["exercise"].unique().tolist() if span else []
    drafted = [each.name for each in draft.exercises]
    catalogue = sorted(log.catalogue.exercise_names.values(), key=str.lower)
    return list(dict.fromkeys([*drafted, *recent, *catalogue]))


def new_exercise(name: str, targets: Sequence[Target] = ()) -> DraftExercise:
    """An exercise as it comes into a session: a hold or not, for each side or not, with the rest that is usual."""
    known = catalogue_entry(name)
    rest_s = usual_rest(known)
    return DraftExercise(
        name,
        targets=tuple(targets),
        rest_s=(rest_s, rest_s),
        is_hold=known is not None and known.load_mode in _HELD,
        is_sided=known is not None and known.unilateral,
    )


def usual_rest(known: Exercise | None) -> int:
    """Seconds between sets where no plan says: those of a main lift, or of an accessory."""
    is_main = known is not None and known.e1rm in _COMPOUND and not known.unilateral
    return int(session.open_log().facts.number("rest.compound_s" if is_main else "rest.accessory_s"))


def last_time(athlete: str, exercise: str) -> pd.DataFrame:
    """The sets of the latest session with this exercise, in the order they were done; empty when there is none."""
    found = _past(athlete, exercise)
    latest: pd.DataFrame = found[found["started_at"] == found["started_at"].max()].sort_values(["block", "set_number"])
    return latest


def _past(athlete: str, exercise: str) -> pd.DataFrame:
    """All sets of an exercise, newest workout first: by the name as written, else by the exercise it stands for, so
    that another app's name for it counts too.
    """
    found = session.sets(athlete, search=exercise)
    found = found[found["exercise"] == exercise]
    exercise_id = session.open_log().catalogue.recognise(exercise)
    if found.empty and exercise_id:
        found = session.sets(athlete, exercise_id=exercise_id)
    return found


def step_of(athlete: str, exercise: str, rack: Rack) -> float:
    """In which steps the load of this lifter's exercise changes, in the rack's unit."""
    known = catalogue_entry(exercise)
    past = _past(athlete, exercise)
    loads = past.loc[(past["set_type"] != "warmup") & (past["weight_kg"] > 0)].sort_values("started_at")["weight_kg"]
    equipment = known.equipment if known else ""
    return load_step(loads.tolist(), equipment=equipment, rack=rack, facts=session.open_log().facts)


def logged_set(row: dict[Any, Any]) -> DraftSet:
    """A set of the log (a row of `TrainingLog.sets`) as a set of a session."""

    def value(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    reps, side = value("reps"), row["side"]
    return DraftSet(
        weight_kg=value("weight_kg"),
        reps=reps or None,
        rir=value("rir"),
        set_type=row["set_type"],
        duration_s=None if reps else value("duration_s"),
        side=side if side in ("left", "right") else None,
    )


# in words -------------------------------------------------------------------------------------------------------------


def set_words(each: DraftSet, unit: MassUnit) -> str:
    """A set in one line: "80 kg x 8, 2 RIR, warm-up"."""
    amount = f"{formats.number(each.duration_s)} s" if each.duration_s is not None else f"{formats.number(each.reps)}"
    parts = [
        f"{formats.load(each.weight_kg, unit)} x {amount}" if each.weight_kg else _without_load(each, amount),
        SIDE_WORDS[each.side] if each.side else "",
        _("{rir} RIR", rir=formats.number(each.rir)) if each.rir is not None else "",
        TYPES_IN_A_LINE[each.set_type] if each.set_type != "working" else "",
    ]
    return ", ".join(part for part in parts if part)


def _without_load(each: DraftSet, amount: str) -> str:
    return amount if each.duration_s is not None else n_("{number} rep", "{number} reps", each.reps or 0)


def target_words(target: Target, exercise: DraftExercise, unit: MassUnit) -> str:
    """What a set is meant to be, in one line: "60 kg x 6 to 8, 1 to 2 RIR"."""
    amount = f"{_span(target.amount)}{' s' if exercise.is_hold else ''}" if target.amount else ""
    load = formats.load(target.weight_kg, unit) if target.weight_kg else ""
    reps = amount if load or exercise.is_hold or not amount else _("{amount} reps", amount=amount)
    parts = [
        " x ".join(filter(None, (load, reps))),
        SIDE_WORDS[target.side] if target.side else _("each side") if exercise.is_sided else "",
        _("{rir} RIR", rir=_span(target.rir)) if target.rir else "",
        TYPES_IN_A_LINE[target.set_type] if target.set_type != "working" else "",
    ]
    return ", ".join(part for part in parts if part)


def rest_words(rest_s: tuple[int, int] | None) -> str:
    """The pause after a set: "rest 90 s", "rest 2 to 3 min"; "" where none is known."""
    if rest_s is None:
        return ""
    if rest_s[1] <= 90:
        return _("rest {seconds} s", seconds=_span(rest_s))
    return _("rest {minutes} min", minutes=_span((round(rest_s[0] / 60, 1), round(rest_s[1] / 60, 1))))


def _span(ends: Span) -> str:
    low, high = (formats.number(each) for each in ends)
    return span(low, high)


# what the next set is likely to be -----------------------------------------------------------------------------------


def next_set(exercise: DraftExercise, athlete: str) -> DraftSet:
    """What the form starts from: the other side of the set before, else what is planned, else the set before, else the
    first working set of the last time.
    """
    before = exercise.sets[-1] if exercise.sets else None
    if before and before.side and exercise.done % 1:
        return DraftSet(
            before.weight_kg, before.reps, before.rir, before.set_type, before.duration_s,
            "right" if before.side == "left" else "left",
        )  # fmt: skip
    if exercise.target is not None:
        return _as_planned(exercise, exercise.target, athlete)
    if before:
        return DraftSet(before.weight_kg, before.reps, before.rir, before.set_type, before.duration_s, before.side)
    return _as_last_time(exercise.name, athlete)


def _as_planned(exercise: DraftExercise, target: Target, athlete: str) -> DraftSet:
    amount = target.aim if target.aim is not None else target.amount[0] if target.amount else None
    return DraftSet(
        weight_kg=_planned_load(exercise, target, athlete),
        reps=None if exercise.is_hold else amount,
        rir=_middle(target.rir),
        set_type=target.set_type,
        duration_s=amount if exercise.is_hold else None,
        side=target.side,
    )


def _middle(rir: Span | None) -> float | None:
    """Reps in reserve as planned: the middle of the span, rounded up where it lies between two taps."""
    if rir is None or rir[0] == rir[1]:
        return rir[0] if rir else None
    return float(math.ceil(sum(rir) / 2))


def _planned_load(exercise: DraftExercise, target: Target, athlete: str) -> float | None:
    """The planned load, or the one that the lifter took instead for the planned set before; without a plan the last."""
    done = exercise.last_work
    work = [each for each in exercise.targets if each.set_type != "warmup"]
    planned_before = work[int(exercise.done) - 1].weight_kg if exercise.done >= 1 else None
    if done and target.set_type != "warmup" and planned_before == target.weight_kg:
        return done.weight_kg
    return target.weight_kg if target.weight_kg is not None else _as_last_time(exercise.name, athlete).weight_kg


def _as_last_time(name: str, athlete: str) -> DraftSet:
    sets = last_time(athlete, name)
    working = sets[sets["set_type"] != "warmup"]
    if working.empty:
        return DraftSet()
    first = logged_set(working.iloc[0].to_dict())
    return DraftSet(first.weight_kg, first.reps, None, "working", first.duration_s)
