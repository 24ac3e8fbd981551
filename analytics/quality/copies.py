"""Sets that stand twice: a block written twice in one workout, a workout that came under two start times."""

from __future__ import annotations

import hashlib

import pandas as pd

from analytics.language import _, day, n_
from analytics.model import Doubt, DoubtedValue, Proposal
from analytics.quality._base import QualityRequest, doubt, few, groups, minute, records, value_of


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
    sets = n_("{number} set", "{number} sets", len(rows))
    return doubt(
        request,
        "repeated",
        rows,
        n_(
            "{lifts} stands in this workout twice, value for value: {sets} in the second copy.",
            "{lifts} stand in this workout twice, value for value: {sets} in the second copy.",
            len(lifts),
            lifts=few(lifts),
            sets=sets,
        ),
        facts=("quality.repeated_sets",),
        values=[workout_value(rows)],
        whole_workout=True,
        proposals=[_without(rows, _("the second copy deleted"))],
    )


def _twin(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    first_at = rows["first_at"].iloc[0]
    later = f"{rows['started_at'].iloc[0]:%H:%M}"
    return doubt(
        request,
        "twin",
        rows,
        n_(
            "The workout that starts at {later} on {day} holds the same {number} set as the one at {earlier}.",
            "The workout that starts at {later} on {day} holds the same {number} sets as the one at {earlier}.",
            len(rows),
            later=later,
            day=day(first_at),
            earlier=f"{first_at:%H:%M}",
        ),
        facts=("quality.repeated_sets",),
        values=[workout_value(rows)],
        whole_workout=True,
        proposals=[_without(rows, _("the later workout deleted"))],
    )


def _without(rows: pd.DataFrame, how: str) -> Proposal:
    return Proposal(
        n_("{number} set less", "{number} sets less", len(rows)),
        how,
        deletes=tuple(int(key) for key in rows["set_id"]),
    )
