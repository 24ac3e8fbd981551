"""Hindsight's own format, as typed into a sheet: one row a set, metres and seconds, effort as reps in reserve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sample_data.broken import cut_short, day_of, with_broken_workouts
from sample_data.workouts import PerformedSet, Workout

NAMES: Final = {
    "back_squat": "Back Squat",
    "front_squat": "Front Squat",
    "leg_press": "Leg Press",
    "leg_extension": "Leg Extension",
    "lunge": "Dumbbell Lunge",
    "deadlift": "Deadlift",
    "romanian_deadlift": "Romanian Deadlift",
    "seated_leg_curl": "Seated Leg Curl",
    "lying_leg_curl": "Lying Leg Curl",
    "standing_calf_raise": "Standing Calf Raise",
    "bench_press": "Bench Press",
    "incline_press": "Incline Dumbbell Bench Press",
    "overhead_press": "Overhead Press",
    "barbell_row": "Barbell Row",
    "cable_row": "Seated Cable Row",
    "lat_pulldown": "Lat Pulldown",
    "pull_up": "Pull Up",
    "weighted_pull_up": "Pull Up",
    "lateral_raise": "Lateral Raise",
    "barbell_curl": "Barbell Curl",
    "hammer_curl": "Hammer Curl",
    "triceps_pushdown": "Triceps Pushdown",
    "skullcrusher": "Skullcrusher",
    "hanging_leg_raise": "Hanging Leg Raise",
    "plank": "Plank",
    "garage_pulls": "Grandma's Garage Pulls",
    "run": "Running",
}
HEADER: Final = "started_at,workout,exercise,block,set_number,set_type,weight_kg,reps,rir,distance_m,duration_s,note"


def write(year: tuple[Workout, ...]) -> bytes:
    """The year in Hindsight's own columns, its three broken lines included."""
    lines = [HEADER, *(line for workout in with_broken_workouts(year) for line in _workout(workout))]
    text = "\n".join(lines) + "\n"
    return cut_short(text, exercise=NAMES[year[-1].blocks[-1].exercise]).encode()


def _workout(workout: Workout) -> Iterator[str]:
    session = f"{workout.started_at:%Y-%m}-{day_of(workout):02d} {workout.started_at:%H:%M:%S},{workout.title}"
    workout_note = workout.note
    blocks: Counter[str] = Counter()
    for block in workout.blocks:
        blocks[block.exercise] += 1
        head = f"{session},{NAMES[block.exercise]},{blocks[block.exercise]}"
        note = "\n".join(filter(None, (workout_note, block.note)))
        for number, performed in enumerate(block.sets, start=1):
            yield f"{head},{number},{performed.set_type},{_numbers(performed)},{_quoted(note)}"
            workout_note = note = ""


def _numbers(performed: PerformedSet) -> str:
    numbers = (performed.weight_kg, performed.reps, performed.rir, performed.distance_m, performed.duration_s)
    return ",".join("" if number is None else f"{number:.10g}" for number in numbers)


def _quoted(note: str) -> str:
    return '"' + note.replace('"', '""') + '"' if note else ""
