"""Repetitions and holds far off what the lifter does in that lift: 87 for 8, minutes for seconds."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import _, n_, span
from analytics.model import Doubt, Proposal
from analytics.quality._base import QualityRequest, Row, doubt, few, groups, is_missing, number, records

_MOST_PROPOSALS: Final = 2
_AROUND: Final = ("quality.workouts_around", "quality.least_workouts")
_SECONDS_A_MINUTE: Final = 60


def reps_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout and lift with a set of far too many repetitions."""
    rows = request.open_sets(request.rows("reps"), "reps")
    return [_reps_doubt(request, group) for group in groups(rows, ("started_at", "exercise"))]


def hold_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout and lift with a hold far longer than the others."""
    rows = request.open_sets(request.rows("holds"), "hold")
    return [_hold_doubt(request, group) for group in groups(rows, ("started_at", "exercise"))]


def fewer_digits(reps: float, low: float, high: float) -> list[int]:
    """What a number of reps was probably meant to be: one digit less, or half of the digits, within the usual reps."""
    digits = f"{reps:.0f}"
    shorter = [int(digits[:place] + digits[place + 1 :] or "0") for place in range(len(digits))]
    halves = [int(digits[: len(digits) // 2])] if len(digits) % 2 == 0 else []
    middle = (low + high) / 2
    return sorted({meant for meant in shorter + halves if low <= meant <= high}, key=lambda meant: abs(meant - middle))


def _reps_doubt(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    first = rows.iloc[0]
    exercise, sets = first["exercise"].strip(), few([_set_of(request, row) for row in records(rows)])
    if not first["workouts"]:
        text = _("{exercise}: {sets} in one set.", exercise=exercise, sets=sets)
        return doubt(request, "reps", rows, text, facts=("quality.most_reps",))
    return doubt(
        request,
        "reps",
        rows,
        n_(
            "{exercise}: {sets}; in the {number} workout around it you did {reps} reps.",
            "{exercise}: {sets}; in the {number} workouts around it you did {reps} reps.",
            int(first["workouts"]),
            exercise=exercise,
            sets=sets,
            reps=_reps_range(rows),
        ),
        facts=("quality.reps_ratio", "quality.reps_strength_ratio", *_AROUND),
        proposals=_reps_proposals(rows) if len(rows) == 1 else (),
    )


def _set_of(request: QualityRequest, row: Row) -> str:
    reps = number(row["reps"])
    if is_missing(row["weight_kg"]):
        return _("{reps} reps", reps=reps)
    return _("{reps} reps with {load}", reps=reps, load=request.load(row["weight_kg"]))


def _reps_range(rows: pd.DataFrame) -> str:
    low, high = number(rows["usual_low_reps"].iloc[0]), number(rows["usual_high_reps"].iloc[0])
    return span(low, high)


def _reps_proposals(rows: pd.DataFrame) -> list[Proposal]:
    first = rows.iloc[0]
    meant = fewer_digits(first["reps"], first["usual_low_reps"], first["usual_high_reps"])
    return [
        Proposal(
            _("{reps} reps", reps=reps), _("one digit too many"), changes={int(first["set_id"]): {"reps": float(reps)}}
        )
        for reps in meant[:_MOST_PROPOSALS]
    ]


def _hold_doubt(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    first = rows.iloc[0]
    times = few([spoken_time(seconds) for seconds in rows["duration_s"]])
    low, high = spoken_time(first["usual_low_s"]), spoken_time(first["usual_high_s"])
    usual = span(low, high)
    return doubt(
        request,
        "hold",
        rows,
        n_(
            "{exercise}: held for {times}; in the {number} workout around it {usual}.",
            "{exercise}: held for {times}; in the {number} workouts around it {usual}.",
            int(first["workouts"]),
            exercise=first["exercise"].strip(),
            times=times,
            usual=usual,
        ),
        facts=("quality.hold_ratio", *_AROUND),
        proposals=[seconds_for_minutes(rows)],
    )


def seconds_for_minutes(rows: pd.DataFrame) -> Proposal:
    """A sixtieth of each time: seconds that were read as minutes."""
    meant = {int(key): s / _SECONDS_A_MINUTE for key, s in zip(rows["set_id"], rows["duration_s"], strict=True)}
    return Proposal(
        few([spoken_time(seconds) for seconds in dict.fromkeys(meant.values())]),
        _("seconds taken for minutes"),
        changes={set_id: {"duration_s": seconds} for set_id, seconds in meant.items()},
    )


def spoken_time(seconds: float) -> str:
    """A time in the unit that suits it: "45 s", "3 min", "5.3 hours"."""
    if seconds < 2 * _SECONDS_A_MINUTE:
        return _("{seconds} s", seconds=number(seconds))
    minutes = seconds / _SECONDS_A_MINUTE
    if minutes < 2 * _SECONDS_A_MINUTE:
        return _("{minutes} min", minutes=number(minutes))
    return _("{hours} hours", hours=number(minutes / 60))
