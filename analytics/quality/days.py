"""Days and workouts that cannot be: very many sets of one lift, very many hours, a date in the future or long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pandas as pd

from analytics.language import _, day, n_
from analytics.model import Doubt, DoubtedValue, Proposal
from analytics.quality._base import QualityRequest, doubt, groups, is_missing, minute, quality_sql
from analytics.quality.amounts import seconds_for_minutes, spoken_time


def many_set_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a day and lift with more sets than anybody does."""
    return [
        _many_sets(request, group)
        for group in groups(request.rows("many_sets"), ("day", "exercise"))
        if ("many_sets", _many_value(group)) not in request.confirmed
    ]


def date_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout that lies in the future, or before anybody logged."""
    rows = request.store.query(quality_sql("odd_dates"), athlete=request.athlete, today=request.today)
    found = [_odd_date(request, group) for group in groups(rows, ("started_at",))]
    return [each for each in found if (each.kind, each.values[0]) not in request.confirmed]


def long_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout whose own sets last longer than a day allows."""
    return [
        _long(request, group)
        for group in groups(request.rows("long_workouts"), ("started_at",))
        if ("long", _long_value(group)) not in request.confirmed
    ]


def other_dates(stated: date, *, today: date, first_year: int) -> Iterator[tuple[date, str]]:
    """What a date was perhaps meant to be, none later than `today`: day and month swapped, this year, a century on."""
    tried = (
        (_("day and month swapped"), stated.year, stated.day, stated.month),
        (_("this year"), today.year, stated.month, stated.day),
        (_("last year"), today.year - 1, stated.month, stated.day),
        (_("a century later"), stated.year + 100, stated.month, stated.day),
    )
    for how, year, month, day_of_month in tried:
        meant = _date(year, month, day_of_month)
        if meant is not None and meant != stated and first_year <= meant.year and meant <= today:
            yield meant, how


def _many_value(rows: pd.DataFrame) -> DoubtedValue:
    return DoubtedValue(minute(rows["day"].iloc[0]), str(rows["exercise"].iloc[0]), f"{len(rows)} sets")


def _many_sets(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    most = rows["usual_most"].iloc[0]
    said = {"exercise": rows["exercise"].iloc[0].strip(), "day": day(rows["day"].iloc[0])}
    return doubt(
        request,
        "many_sets",
        rows,
        n_(
            "{exercise}: {number} set on {day}; you did it on no other day.",
            "{exercise}: {number} sets on {day}; you did it on no other day.",
            len(rows),
            **said,
        )
        if is_missing(most)
        else n_(
            "{exercise}: {number} set on {day}; on other days you did {most} at most.",
            "{exercise}: {number} sets on {day}; on other days you did {most} at most.",
            len(rows),
            most=f"{most:.0f}",
            **said,
        ),
        facts=("quality.day_sets",),
        values=[_many_value(rows)],
    )


def _odd_date(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    started_at = pd.Timestamp(rows["started_at"].iloc[0]).to_pydatetime()
    ahead = rows["is_future"].iloc[0]
    first_year = int(request.facts.number("quality.first_year"))
    meant = list(other_dates(started_at.date(), today=request.today, first_year=first_year))
    return doubt(
        request,
        "future" if ahead else "early",
        rows,
        n_(
            "{number} set dated {day}, which is after today, {today}.",
            "{number} sets dated {day}, which is after today, {today}.",
            len(rows),
            day=day(started_at),
            today=day(request.today),
        )
        if ahead
        else n_(
            "{number} set dated {day}, before {year}.",
            "{number} sets dated {day}, before {year}.",
            len(rows),
            day=day(started_at),
            year=first_year,
        ),
        facts=() if ahead else ("quality.first_year",),
        values=[DoubtedValue(minute(started_at), "", "date")],
        whole_workout=True,
        proposals=[_moved(rows, started_at, to, how) for to, how in meant[:2]],
    )


def _moved(rows: pd.DataFrame, started_at: datetime, to: date, how: str) -> Proposal:
    at = datetime.combine(to, started_at.time())
    return Proposal(day(to), how, changes={int(set_id): {"started_at": at} for set_id in rows["set_id"]})


def _long_value(rows: pd.DataFrame) -> DoubtedValue:
    return DoubtedValue(minute(rows["started_at"].iloc[0]), "", f"{rows['duration_s'].sum():.0f} s")


def _long(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    longest, hours = rows.iloc[[0]], request.facts.number("quality.workout_hours")
    total = rows["duration_s"].sum()
    proposal = seconds_for_minutes(longest)
    shorter = total - longest["duration_s"].iloc[0] * (1 - 1 / 60)
    return doubt(
        request,
        "long",
        rows,
        _(
            "The sets of this workout last {time} together; the longest is {exercise} with {its_time}.",
            time=spoken_time(total),
            exercise=longest["exercise"].iloc[0].strip(),
            its_time=spoken_time(longest["duration_s"].iloc[0]),
        ),
        facts=("quality.workout_hours",),
        values=[_long_value(rows)],
        whole_workout=True,
        proposals=[proposal] if shorter <= hours * 3600 else (),
    )


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
