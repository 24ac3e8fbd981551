"""The logs that the benchmarks read: drawn from a seed, as Strong and as Hevy write them.

Four workouts that take turns, six lifts each, a warm-up and 24 working sets; loads grow slowly, effort is logged for
six sets of ten, one lift of fifty has a note, one line of 5,000 an impossible number of repetitions, and one of the
lifts the catalogue does not know. An athlete trains four times a week up to `LAST_DAY`; a log too long for that since
1972 trains more often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]

SEED: Final = 20261121
LAST_DAY: Final = datetime(2026, 11, 20)
"""The day of everybody's last workout."""
SETS_A_WORKOUT: Final = 25
_FIRST_DAY: Final = datetime(1972, 1, 3)
_DAYS_BETWEEN: Final = 1.75
_WORKOUTS: Final[Mapping[str, Mapping[str, float]]] = {
    "Lower A": {
        "Squat (Barbell)": 100, "Romanian Deadlift (Barbell)": 90, "Leg Press": 160,
        "Seated Leg Curl (Machine)": 45, "Leg Extension (Machine)": 50, "Standing Calf Raise (Machine)": 80,
    },
    "Upper A": {
        "Bench Press (Barbell)": 80, "Bent Over Row (Barbell)": 70, "Overhead Press (Barbell)": 50,
        "Lat Pulldown (Cable)": 60, "Lateral Raise (Dumbbell)": 10, "Bicep Curl (Barbell)": 30,
    },
    "Lower B": {
        "Deadlift (Barbell)": 130, "Front Squat (Barbell)": 70, "Lunge (Dumbbell)": 20,
        "Lying Leg Curl (Machine)": 40, "Hip Thrust (Barbell)": 110, "Seated Calf Raise (Machine)": 50,
    },
    "Upper B": {
        "Incline Bench Press (Dumbbell)": 30, "Seated Row (Cable)": 60, "Chest Fly": 25,
        "Grandma's Garage Pulls": 40, "Hammer Curl (Dumbbell)": 14, "Skullcrusher (Barbell)": 30,
    },
}  # fmt: skip
"""Workout -> lift -> kilograms at the start."""
_REST_S: Final = 150
_TOO_MANY_REPS: Final = 20_000
_STRONG: Final = """
    copy (
        select "Date", "Workout Name", '1h 5m' as "Duration", "Exercise Name",
               case when is_rest then 'Rest Timer' when warmup then 'W' else number::varchar end as "Set Order",
               case when is_rest then 0 else weight_kg end as "Weight",
               case when is_rest then 0 else reps end as "Reps",
               0 as "Distance", case when is_rest then {rest_s} else 0 end as "Seconds",
               case when is_rest then null else note end as "Notes", null as "Workout Notes",
               case when is_rest then null else rpe end as "RPE"
        from (
            select *, strftime(started_at, '%Y-%m-%d %H:%M:%S') as "Date", workout as "Workout Name",
                   exercise as "Exercise Name", unnest(case when rests then [false, true] else [false] end) as is_rest
            from drawn
        )
        order by place, is_rest
    ) to '{path}' (header, force_quote ("Workout Name", "Exercise Name", "Notes", "Workout Notes"))
"""
_HEVY: Final = """
    copy (
        select workout as title, strftime(started_at, '%-d %b %Y, %H:%M') as start_time,
               strftime(started_at + interval 65 minutes, '%-d %b %Y, %H:%M') as end_time, '' as description,
               exercise as exercise_title, null as superset_id, coalesce(note, '') as exercise_notes,
               "index" as set_index,
               case when warmup then 'warmup' else 'normal' end as set_type, weight_kg, reps, null as distance_km,
               null as duration_seconds, rpe
        from drawn order by started_at desc, place
    ) to '{path}' (
        header, force_quote (title, start_time, end_time, description, exercise_title, exercise_notes, set_type)
    )
"""
_WRITTEN: Final = {"strong": _STRONG, "hevy": _HEVY}
FORMS: Final = tuple(_WRITTEN)


@dataclass(frozen=True, slots=True)
class LogFile:
    """One athlete's export on disk, and how many sets it holds (lines that are no sets, or refused, come on top)."""

    athlete: str
    path: Path
    sets: int


def exports(folder: Path, *, sets: int, athletes: int = 1, form: str = "strong") -> Iterator[LogFile]:
    """One file an athlete, since neither app's export says whose it is; all of them together hold `sets` sets.

    `form` is "strong", "hevy", or "both": every other athlete uses the other app. The same athlete with as many sets
    has the same log in every roster.
    """
    each = sets // athletes
    for number in range(athletes):
        app = FORMS[number % 2] if form == "both" else form
        path = folder / f"{app}-{sets}-{number + 1:03d}-of-{athletes}.csv"
        _write(drawn(each, number), app, path)
        yield LogFile(f"Athlete {number + 1:03d}", path, each)


def drawn(sets: int, athlete: int) -> pa.Table:
    """One row a set, in the order it was done: place, started_at, workout, exercise, number (of a working set in its
    lift, from 1), index (of any set in its lift, from 0), warmup, rests (its rest was timed), weight_kg, reps, rpe,
    note.
    """
    rng = np.random.default_rng([SEED, athlete])
    row = np.arange(sets)
    session, slot = row // SETS_A_WORKOUT, row % SETS_A_WORKOUT
    lift = np.maximum(slot - 1, 0) // 4  # the warm-up and four sets of the first lift, four of every other
    names, base = _lifts()
    which = (session % len(_WORKOUTS)) * 6 + lift
    warmup = slot == 0
    gain = 1 + 0.25 * session / max(session[-1], 1) + rng.normal(0, 0.02, session[-1] + 1)[session]
    kilograms = base[which] * rng.uniform(0.7, 1.3) * gain * np.where(warmup, 0.5, 1)
    reps = np.where(rng.random(sets) < 1 / 5_000, _TOO_MANY_REPS, rng.integers(5, 13, sets))
    return pa.table(
        {
            "place": row,
            "started_at": pa.array(_starts(int(session[-1]) + 1, rng)[session]),
            "workout": pa.array(list(_WORKOUTS)).take(pa.array(session % len(_WORKOUTS))),
            "exercise": pa.array(names).take(pa.array(which)),
            "number": (slot - 1) % 4 + 1,
            "index": np.where(lift == 0, slot, (slot - 1) % 4),
            "warmup": warmup,
            "rests": (lift == 0) & ~warmup,
            "weight_kg": np.maximum(np.round(kilograms / 2.5) * 2.5, 2.5),
            "reps": reps,
            "rpe": pa.array(rng.integers(14, 21, sets) / 2, mask=rng.random(sets) > 0.6),
            "note": _notes(rng, sets, first=(slot - 1) % 4 == 0),
        }
    )


def _lifts() -> tuple[list[str], npt.NDArray[np.float64]]:
    lifts = [(name, kg) for workout in _WORKOUTS.values() for name, kg in workout.items()]
    return [name for name, _ in lifts], np.array([kg for _, kg in lifts], dtype=np.float64)


def _starts(workouts: int, rng: np.random.Generator) -> npt.NDArray[np.datetime64]:
    """When each workout began, to the minute: late afternoon, or evenly over the day where there are several a day."""
    days = min(workouts * _DAYS_BETWEEN, (LAST_DAY - _FIRST_DAY).days)
    ago = np.linspace(days, 0, workouts) if workouts > 1 else np.zeros(1)
    is_daily = workouts <= days
    minutes = np.round(np.floor(ago) * 1440 if is_daily else ago * 1440).astype(np.int64)
    of_day = 17 * 60 + (rng.integers(0, 120, workouts) if is_daily else 0)
    begin: npt.NDArray[np.datetime64] = np.datetime64(LAST_DAY, "m") - minutes + of_day
    return begin.astype("datetime64[us]")


def _notes(rng: np.random.Generator, sets: int, *, first: npt.NDArray[np.bool_]) -> pa.Array:
    words = np.array(["felt heavy", "easy", "grip slipped", "new belt", "left knee stiff", "long rests", "PR, at last"])
    number = rng.integers(0, 1_000, sets)
    noted = first & (rng.random(sets) < 0.02)
    texts = np.full(sets, None, dtype=object)
    texts[noted] = [f"{words[n % len(words)]}, {n // 10} s of rest" for n in number[noted].tolist()]
    return pa.array(texts, pa.string())


def _write(sets: pa.Table, form: str, path: Path) -> None:
    with closing(duckdb.connect()) as engine:
        engine.register("drawn", sets)
        engine.execute(_WRITTEN[form].format(path=path, rest_s=_REST_S)).fetchall()
