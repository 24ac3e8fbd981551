"""FitNotes on Android, the header with unit and comment: date only, no workout, no warm-up mark, no effort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sample_data.broken import cut_short, day_of, with_broken_workouts
from sample_data.workouts import PerformedSet, Workout

NAMES: Final = {
    "back_squat": ("Barbell Squat", "Legs"),
    "front_squat": ("Barbell Front Squat", "Legs"),
    "leg_press": ("Leg Press", "Legs"),
    "leg_extension": ("Leg Extension Machine", "Legs"),
    "lunge": ("Dumbbell Lunge", "Legs"),  # typed in by the lifter: the app has no lunge
    "deadlift": ("Deadlift", "Back"),
    "romanian_deadlift": ("Romanian Deadlift", "Legs"),
    "seated_leg_curl": ("Seated Leg Curl Machine", "Legs"),
    "lying_leg_curl": ("Lying Leg Curl Machine", "Legs"),
    "standing_calf_raise": ("Standing Calf Raise Machine", "Legs"),
    "bench_press": ("Flat Barbell Bench Press", "Chest"),
    "incline_press": ("Incline Dumbbell Bench Press", "Chest"),
    "overhead_press": ("Overhead Press", "Shoulders"),
    "barbell_row": ("Barbell Row", "Back"),
    "cable_row": ("Seated Cable Row", "Back"),
    "lat_pulldown": ("Lat Pulldown", "Back"),
    "pull_up": ("Pull Up", "Back"),
    "weighted_pull_up": ("Pull Up", "Back"),
    "lateral_raise": ("Lateral Dumbbell Raise", "Shoulders"),
    "barbell_curl": ("Barbell Curl", "Biceps"),
    "hammer_curl": ("Dumbbell Hammer Curl", "Biceps"),
    "triceps_pushdown": ("V-Bar Push Down", "Triceps"),
    "skullcrusher": ("EZ-Bar Skullcrusher", "Triceps"),
    "hanging_leg_raise": ("Hanging Leg Raise", "Abs"),
    "plank": ("Plank", "Abs"),
    "garage_pulls": ("Grandma's Garage Pulls", "Back"),
    "run": ("Running (Outdoor)", "Cardio"),
}
"""Exercise and the category it stands in."""
HEADER: Final = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment"


def write(year: tuple[Workout, ...]) -> bytes:
    """The year as a FitNotes spreadsheet export, its three broken lines included."""
    lines = [HEADER, *(line for workout in with_broken_workouts(year) for line in _workout(workout))]
    text = "\n".join(lines) + "\n"
    return cut_short(text, exercise=NAMES[year[-1].blocks[-1].exercise][0]).encode()


def _workout(workout: Workout) -> Iterator[str]:
    day = f"{workout.started_at:%Y-%m}-{day_of(workout):02d}"
    for block in workout.blocks:
        name, category = NAMES[block.exercise]
        for index, performed in enumerate(block.sets):
            yield f"{day},{name},{category},{_numbers(performed)},{_quoted(block.note if index == 0 else '')}"


def _numbers(performed: PerformedSet) -> str:
    weight = "" if performed.reps is None else f"{performed.weight_kg or 0:.1f},kgs"
    distance = "," if performed.distance_m is None else f"{performed.distance_m / 1000:g},km"
    return (
        f"{weight or ','},{'' if performed.reps is None else performed.reps},{distance},{_clock(performed.duration_s)}"
    )


def _clock(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _quoted(comment: str) -> str:
    return '"' + comment.replace('"', '""') + '"'
