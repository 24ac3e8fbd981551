"""What one set of an exercise counts for: for muscles, for the two sides of the leg, for the hamstrings' two functions.

The same weights that the metrics count by, read once, so that a week that has not been trained yet can be counted as if
it had been.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics import MetricRequest

Sets = npt.NDArray[np.int64]
"""Whole sets: of one week (sessions x exercises), or of several (weeks x sessions x exercises)."""
Values = npt.NDArray[np.float64]

HIP_PATTERNS: Final = ("hinge", "bridge", "hip_ext_iso", "swing")
"""Movements in which the hamstrings extend the hip, as the metric hinge_curl_balance counts them."""
KNEE_PATTERNS: Final = ("knee_flexion", "iso_hold")
"""Movements in which they bend the knee."""
SINGLE_LEG_PATTERNS: Final = ("squat", "lunge", "hinge", "bridge", "hip_ext_iso")
"""Movements that, done on one leg, ask the side of the hip to hold it level (metric quad_posterior_ratio)."""
BALANCE: Final = ("knee_dominant", "hip_dominant", "hip", "knee", "long", "single_leg")
"""The columns of `Credits.counts` beside the muscles."""
PRIME: Final = ("quads", "hamstrings", "glute_max", "glute_med", "calves", "adductors")
"""Muscles whose direct exercises are leg work; the lower back alone makes none."""
STEP: Final = 0.5
"""The smallest step in which sets are counted."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Frames with one row an exercise, index exercise_id, for every strength exercise that earns a set credit.

    `counts`: what one hard set is worth for each muscle (fractional sets) and for each of `BALANCE` (hamstring sets for
    hip, knee and long; sets for the others); the set credit is in it. `direct`: the same for muscles that are main
    movers, else 0. `exercises`: set_credit, pattern, unilateral, is_main, is_for_legs (direct work for one of `PRIME`).
    `muscles`: ids in the catalogue's order.
    """

    counts: pd.DataFrame
    direct: pd.DataFrame
    exercises: pd.DataFrame
    muscles: tuple[str, ...]

    @classmethod
    def of(cls, request: MetricRequest) -> Credits:
        """As the facts in use and the lifter's own exercises say."""
        rows = request.store.query(plan_sql("credits"))
        muscles = tuple(request.store.catalogue.muscles["id"])
        by_exercise = rows.drop_duplicates("exercise_id").set_index("exercise_id")
        weights = _wide(rows, muscles)
        credit = by_exercise["set_credit"]
        balance = _balance(by_exercise, weights["hamstrings"])
        direct = _wide(rows[rows["is_direct"]], muscles).reindex(weights.index, fill_value=0.0).mul(credit, axis=0)
        exercises = by_exercise[["set_credit", "pattern", "unilateral", "is_main"]]
        return cls(
            counts=weights.join(balance).mul(credit, axis=0),
            direct=direct,
            exercises=exercises.assign(is_for_legs=(direct[list(PRIME)] > 0).any(axis=1)),
            muscles=muscles,
        )

    def knows(self, exercise_id: str) -> bool:
        """Whether sets of this exercise are counted at all."""
        return exercise_id in self.counts.index

    def is_leg_work(self, exercise_id: str) -> bool:
        """Whether an exercise is direct work for a muscle of the legs other than the lower back."""
        return self.knows(exercise_id) and bool(self.exercises.at[exercise_id, "is_for_legs"])

    def of_sets(self, sets: Iterable[tuple[str, float]]) -> pd.Series[float]:
        """What sets, given as (exercise id, number), count for together: the columns of `counts`."""
        exercises, numbers = zip(*sets, strict=True) if (sets := list(sets)) else ((), ())
        return self.counts.loc[list(exercises)].mul(list(numbers), axis=0).sum()


def _wide(rows: pd.DataFrame, muscles: tuple[str, ...]) -> pd.DataFrame:
    table = rows.pivot_table(index="exercise_id", columns="muscle", values="weight", aggfunc="sum", observed=True)
    return table.reindex(index=rows["exercise_id"].unique(), columns=list(muscles)).fillna(0.0).astype("float64")


def _balance(exercises: pd.DataFrame, hamstrings: pd.Series[float]) -> pd.DataFrame:
    pattern = exercises["pattern"]
    hip = hamstrings.where(pattern.isin(HIP_PATTERNS), 0.0)
    knee = hamstrings.where(pattern.isin(KNEE_PATTERNS), 0.0)
    single_leg = exercises["unilateral"].astype(bool) & pattern.isin(SINGLE_LEG_PATTERNS)
    return pd.DataFrame(
        {
            "knee_dominant": exercises["kd_share"].astype("float64"),
            "hip_dominant": exercises["hd_share"].astype("float64"),
            "hip": hip,
            "knee": knee,
            "long": (hip + knee).where(exercises["is_long"].fillna(False).astype(bool), 0.0),
            "single_leg": single_leg.astype("float64"),
        }
    )


@cache
def plan_sql(name: str) -> str:
    """The text of `name.sql` in this folder."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
