"""Sets that stand twice: a block written twice in one workout, a workout that came under two start times."""

from __future__ import annotations

import hashlib

import pandas as pd

from analytics.model import Doubt, DoubtedValue, Proposal
from analytics.quality._base import (
    QualityRequest,
    counted,
    doubt,
    groups,
    listed,
    minute,
    records,
    spoken_day,
    value_of,
)


def repeated_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout that holds lifts twice, value for value; its sets are the second copies."""
    return [
        _repeated(request, group)
        for group in groups(request.rows("repeated_blocks"), ("started_at",))
        if ("repeated", workout_value(group)) not in request.confirmed
    ]


def twin_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout whose sets another one of the same day holds too; its sets are the later workout's."""
    return [
        _twin(request, group)
        for group in groups(request.rows("twin_workouts"), ("started_at",))
        if ("twin", workout_value(group)) not in request.confirmed
    ]


def workout_value(rows: pd.DataFrame) -> DoubtedValue:
    """Several sets of a workout as one value: a fingerprint of what they hold, whatever their order."""
    contents = sorted(f"{row['exercise']}|{value_of(row).content}" for row in records(rows))
    print_ = hashlib.sha256("\n".join(contents).encode()).hexdigest()[:32]
    return DoubtedValue(minute(rows["started_at"].iloc[0]), "", print_)


def _repeated(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    lifts = list(dict.fromkeys(name.strip() for name in rows["exercise"]))
    stands = "stands" if len(lifts) == 1 else "stand"
    return doubt(
        request,
        "repeated",
        rows,
        f"{listed(lifts)} {stands} in this workout twice, value for value: "
        f"{counted(len(rows), 'set')} in the second copy.",
        facts=("quality.repeated_sets",),
        values=[workout_value(rows)],
        whole_workout=True,
        proposals=[_without(rows, "the second copy deleted")],
    )


def _twin(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    first_at = rows["first_at"].iloc[0]
    return doubt(
        request,
        "twin",
        rows,
        f"The workout that starts at {rows['started_at'].iloc[0]:%H:%M} on {spoken_day(first_at)} holds the same "
        f"{counted(len(rows), 'set')} as the one at {first_at:%H:%M}.",
        facts=("quality.repeated_sets",),
        values=[workout_value(rows)],
        whole_workout=True,
        proposals=[_without(rows, "the later workout deleted")],
    )


def _without(rows: pd.DataFrame, how: str) -> Proposal:
    return Proposal(f"{counted(len(rows), 'set')} less", how, deletes=tuple(int(key) for key in rows["set_id"]))
