"""What the search for a week moves on: exercises and what they count for, the usual week, where to and how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analytics.plans.credits import Credits, Sets, Values
from analytics.plans.targets import Limits, Targets

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pool:
    """The exercises (ids) that weeks are made of, and what is so of each: whether it is in no usual session, is direct
    work for the legs, is a main lift; and what one set of it counts for (`worth`: exercises x `columns`, which are
    those of `Credits.counts`).
    """

    exercises: tuple[str, ...]
    is_new: Marks
    is_for_legs: Marks
    is_main: Marks
    columns: tuple[str, ...]
    worth: Values

    @classmethod
    def of(cls, credits: Credits, *, usual: Sequence[str], may_enter: Sequence[str]) -> Pool:
        """The exercises of the usual sessions, and those that may come in."""
        exercises = list(dict.fromkeys((*usual, *may_enter)))
        kinds, counts = credits.exercises.loc[exercises], credits.counts.loc[exercises]
        return cls(
            tuple(exercises),
            is_new=~np.isin(exercises, usual),
            is_for_legs=kinds["is_for_legs"].to_numpy(bool),
            is_main=kinds["is_main"].to_numpy(bool),
            columns=tuple(counts.columns),
            worth=counts.to_numpy(float),
        )

    def column(self, name: str) -> int:
        """Where a column stands."""
        return self.columns.index(name)


@dataclass(frozen=True)
class Ground:
    """The ground of one week. `usual` is the usual week (sessions x exercises of the pool), `starts` are its sessions'
    hours. Exercises in `is_new` were not done before it; those for the legs may change. `former` is what to come back
    to, by the columns of the pool (None: nothing). `just_before` are hamstring sets that were done too near to the
    first session.
    """

    pool: Pool
    starts: tuple[datetime, ...]
    usual: Sets
    is_new: Marks
    targets: Targets
    limits: Limits
    former: Values | None = None
    just_before: float = 0.0

    def counted(self, week: Sets) -> Values:
        """What a week (sessions x exercises) counts for, by the columns of the pool."""
        return np.asarray(week.sum(axis=0) @ self.pool.worth, dtype=np.float64)

    @cached_property
    def usual_counts(self) -> Values:
        """What the usual week counts for."""
        return self.counted(self.usual)

    @cached_property
    def is_leg_day(self) -> Marks:
        """Which of the usual sessions work the legs."""
        return np.asarray((self.usual[:, self.pool.is_for_legs] > 0).any(axis=1))

    @cached_property
    def close_pairs(self) -> tuple[tuple[int, int], ...]:
        """Sessions that follow each other within less than `space.min_hours`, by their places: the first follows the
        last, a week later.
        """
        places = range(len(self.starts))
        again = (*self.starts, self.starts[0] + timedelta(weeks=1)) if len(places) > 1 else self.starts
        hours = [(later - earlier).total_seconds() / 3600 for earlier, later in pairwise(again)]
        return tuple(
            (place, (place + 1) % len(places)) for place, apart in enumerate(hours) if apart < self.targets.spacing_h
        )
