"""The three broken lines that every file gets, beyond the sets of the year: what real exports suffer from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sample_data.workouts import Block, PerformedSet, Workout

IMPOSSIBLE_REPS: Final = 925_000  # "9" and "25000" once stood in two cells
_TYPO_AFTER: Final = datetime(2026, 5, 4)
_TYPO_IN: Final = "leg_press"

FEBRUARY_31: Final = Workout(
    started_at=datetime(2026, 2, 28, 22, 5, 12),
    minutes=4,
    title="Lower C",
    blocks=(Block("back_squat", (PerformedSet("working", 100.0, 5),)),),
)
"""A workout on a day that does not exist; `day_of` gives its day."""


def day_of(workout: Workout) -> int:
    """The day of the month to write for a workout."""
    return 31 if workout is FEBRUARY_31 else workout.started_at.day


def with_broken_workouts(year: tuple[Workout, ...]) -> tuple[Workout, ...]:
    """The year with a workout on 31 February, and one leg press set of 925,000 reps in early May."""
    before = tuple(workout for workout in year if workout.started_at <= FEBRUARY_31.started_at)
    rest = year[len(before) :]
    typo = next(w for w in rest if w.started_at >= _TYPO_AFTER and any(b.exercise == _TYPO_IN for b in w.blocks))
    return (*before, FEBRUARY_31, *(_with_typo(workout) if workout is typo else workout for workout in rest))


def cut_short(text: str, *, exercise: str) -> str:
    """The file with its last line once more, cut off in the middle of `exercise`, as when a disk is full."""
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    return text + last[: last.index(exercise) + len(exercise) // 2]


def _with_typo(workout: Workout) -> Workout:
    return replace(workout, blocks=tuple(_mistyped(b) if b.exercise == _TYPO_IN else b for b in workout.blocks))


def _mistyped(block: Block) -> Block:
    typo = replace(block.sets[-1], set_type="working", reps=IMPOSSIBLE_REPS, rir=None, rest_s=None)
    return replace(block, sets=(*block.sets, typo))
