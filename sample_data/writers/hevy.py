"""Hevy's `workout_data.csv`: 14 columns, newest workout first, text quoted, kilograms and kilometres in the header."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sample_data.broken import cut_short, day_of, with_broken_workouts
from sample_data.workouts import Block, PerformedSet, Workout

NAMES: Final = {
    "back_squat": "Squat (Barbell)",
    "front_squat": "Front Squat",
    "leg_press": "Leg Press (Machine)",
    "leg_extension": "Leg Extension (Machine)",
    "lunge": "Lunge (Dumbbell)",
    "deadlift": "Deadlift (Barbell)",
    "romanian_deadlift": "Romanian Deadlift (Barbell)",
    "seated_leg_curl": "Seated Leg Curl (Machine)",
    "lying_leg_curl": "Lying Leg Curl (Machine)",
    "standing_calf_raise": "Standing Calf Raise (Machine)",
    "bench_press": "Bench Press (Barbell)",
    "incline_press": "Incline Bench Press (Dumbbell)",
    "overhead_press": "Overhead Press (Barbell)",
    "barbell_row": "Bent Over Row (Barbell)",
    "cable_row": "Seated Cable Row - V Grip (Cable)",
    "lat_pulldown": "Lat Pulldown (Cable)",
    "pull_up": "Pull Up",
    "weighted_pull_up": "Pull Up (Weighted)",
    "lateral_raise": "Lateral Raise (Dumbbell)",
    "barbell_curl": "Bicep Curl (Barbell)",
    "hammer_curl": "Hammer Curl (Dumbbell)",
    "triceps_pushdown": "Triceps Pushdown",
    "skullcrusher": "Skullcrusher (Barbell)",
    "hanging_leg_raise": "Hanging Leg Raise",
    "plank": "Plank",
    "garage_pulls": "Grandma's Garage Pulls",
    "run": "Running",
}
HEADER: Final = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",'
    '"weight_kg","reps","distance_km","duration_seconds","rpe"'
)
# Written out, because the month names of strftime follow the computer's language.
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SET_TYPES: Final = {"warmup": "warmup", "working": "normal", "drop": "dropset", "failure": "failure"}


def write(year: tuple[Workout, ...]) -> bytes:
    """The year as Hevy's `workout_data.csv`, its three broken lines included."""
    lines = [HEADER, *(line for workout in reversed(with_broken_workouts(year)) for line in _workout(workout))]
    text = "\n".join(lines) + "\n"
    return cut_short(text, exercise=NAMES[year[0].blocks[-1].exercise]).encode()


def _workout(workout: Workout) -> Iterator[str]:
    day = day_of(workout)
    session = (
        f'{_quoted(workout.title)},"{_stamp(workout.started_at, day)}","{_stamp(workout.ended_at, day)}",'
        f"{_quoted(workout.note)}"
    )
    for block in workout.blocks:
        for index, performed in enumerate(block.sets):
            yield f"{session},{_exercise(block)},{index},{_set(performed)}"


def _exercise(block: Block) -> str:
    superset = "" if block.superset is None else str(block.superset)
    return f"{_quoted(NAMES[block.exercise])},{superset},{_quoted(block.note)}"


def _set(performed: PerformedSet) -> str:
    numbers = (
        performed.weight_kg,
        performed.reps,
        None if performed.distance_m is None else performed.distance_m / 1000,
        performed.duration_s,
        None if performed.rir is None else 10 - performed.rir,
    )
    return ",".join([f'"{_SET_TYPES[performed.set_type]}"', *("" if n is None else f"{n:.10g}" for n in numbers)])


def _stamp(at: datetime, day: int) -> str:
    return f"{day} {_MONTHS[at.month - 1]} {at:%Y}, {at:%H:%M}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
