"""What a training year is made of: frozen values that know no app and no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

SetType = Literal["warmup", "working", "drop", "failure"]


@dataclass(frozen=True, slots=True)
class PerformedSet:
    """One set: reps with a load in kg, or metres and seconds.

    `weight_kg` is one dumbbell where there are two, the added load on pull-ups, None without any. `rir` is what the
    lifter wrote down, in half reps, None when nothing was. `rest_s` is the rest after the set.
    """

    set_type: SetType
    weight_kg: float | None = None
    reps: int | None = None
    rir: float | None = None
    distance_m: int | None = None
    duration_s: int | None = None
    rest_s: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The sets of one exercise in a row.

    `exercise` is a key of `programme.LIFTS`; `superset` numbers the pair it was done in, from 0.
    """

    exercise: str
    sets: tuple[PerformedSet, ...]
    note: str = ""
    superset: int | None = None


@dataclass(frozen=True, slots=True)
class Workout:
    """One session, in local wall-clock time."""

    started_at: datetime
    minutes: int
    title: str
    blocks: tuple[Block, ...]
    note: str = ""

    @property
    def ended_at(self) -> datetime:
        """When the lifter pressed "finish"."""
        return self.started_at + timedelta(minutes=self.minutes)
