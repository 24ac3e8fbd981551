"""Strong on iOS, the header of 2020 and later: oldest workout first, W/D/F marks, rest rows, no unit anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sample_data.broken import cut_short, day_of, with_broken_workouts
from sample_data.workouts import Block, PerformedSet, Workout

NAMES: Final = {
    "back_squat": "Squat (Barbell)",
    "front_squat": "Front Squat (Barbell)",
    "leg_press": "Leg Press",
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
    "cable_row": "Seated Row (Cable)",
    "lat_pulldown": "Lat Pulldown (Cable)",
    "pull_up": "Pull Up",
    "weighted_pull_up": "Pull Up",
    "lateral_raise": "Lateral Raise (Dumbbell)",
    "barbell_curl": "Bicep Curl (Barbell)",
    "hammer_curl": "Hammer Curl (Dumbbell)",
    "triceps_pushdown": "Triceps Pushdown (Cable - Straight Bar)",
    "skullcrusher": "Skullcrusher (Barbell)",
    "hanging_leg_raise": "Hanging Leg Raise",
    "plank": "Plank",
    "garage_pulls": "Grandma's Garage Pulls",
    "run": "Running",
}
HEADER: Final = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
)
_MARKS: Final = {"warmup": "W", "drop": "D", "failure": "F"}
_TIMED_REST_FROM_S: Final = 120  # the timer is used between the big lifts only


def write(year: tuple[Workout, ...]) -> bytes:
    """The year as Strong's `strong.csv`, its three broken lines included."""
    lines = [HEADER, *(line for workout in with_broken_workouts(year) for line in _workout(workout))]
    text = "\n".join(lines) + "\n"
    return cut_short(text, exercise=NAMES[year[-1].blocks[-1].exercise]).encode()


def _workout(workout: Workout) -> Iterator[str]:
    workout_note = _quoted(workout.note)
    for block in workout.blocks:
        head = f'{_stamp(workout)},"{workout.title}",{_duration(workout.minutes)},"{NAMES[block.exercise]}"'
        notes = f"{_quoted(block.note)},{workout_note}"
        for order, performed in _orders(block):
            yield f"{head},{order},{_numbers(performed)},{notes},{_rpe(performed)}"
            notes, workout_note = ",", ""
            if performed.set_type != "warmup" and (performed.rest_s or 0) >= _TIMED_REST_FROM_S:
                yield f"{head},Rest Timer,0,0.0,0,{performed.rest_s}.0,,,"


def _orders(block: Block) -> Iterator[tuple[str, PerformedSet]]:
    """Working sets are numbered from 1; the marked ones are not counted."""
    number = 0
    for performed in block.sets:
        mark = _MARKS.get(performed.set_type)
        number += mark is None
        yield mark or str(number), performed


def _numbers(performed: PerformedSet) -> str:
    weight = f"{performed.weight_kg:.1f}" if performed.weight_kg else "0"
    distance = f"{performed.distance_m / 1000:g}" if performed.distance_m else "0"
    return f"{weight},{float(performed.reps or 0)},{distance},{float(performed.duration_s or 0)}"


def _rpe(performed: PerformedSet) -> str:
    return "" if performed.rir is None else f"{10 - performed.rir:g}"


def _stamp(workout: Workout) -> str:
    return f"{workout.started_at:%Y-%m}-{day_of(workout):02d} {workout.started_at:%H:%M:%S}"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}h {rest}m" if hours and rest else f"{hours}h" if hours else f"{rest}m"


def _quoted(note: str) -> str:
    """Newer versions write a line break as the two characters backslash and n."""
    return '"' + note.replace('"', '""').replace("\n", "\\n") + '"'
