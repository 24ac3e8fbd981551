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

import pandas as pd

from analytics.metrics import MetricRequest

HIP_PATTERNS: Final = ("hinge", "bridge", "hip_ext_iso", "swing")
"""Movements in which the hamstrings extend the hip, as the metric hinge_curl_balance counts them."""
KNEE_PATTERNS: Final = ("knee_flexion", "iso_hold")
"""Movements in which they bend the knee."""
SINGLE_LEG_PATTERNS: Final = ("squat", "lunge", "hinge", "bridge", "hip_ext_iso")
"""Movements that, done on one leg, ask the side of the hip to hold it level (metric quad_posterior_ratio)."""
BALANCE: Final = ("knee_dominant", "hip_dominant", "hip", "knee", "long", "single_leg")
"""The columns of `Credits.counts` beside the muscles."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Frames with one row an exercise, index exercise_id, for every strength exercise that earns a set credit.

    `counts`: what one hard set is worth for each muscle (fractional sets) and for each of `BALANCE` (hamstring sets for
    hip, knee and long; sets for the others); the set credit is in it. `direct`: the same for muscles that are main
    movers, else 0. `exercises`: set_credit, pattern, unilateral, is_main. `muscles`: ids in the catalogue's order.
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
        return cls(
            counts=weights.join(balance).mul(credit, axis=0),
            direct=_wide(rows[rows["is_direct"]], muscles).reindex(weights.index, fill_value=0.0).mul(credit, axis=0),
            exercises=by_exercise[["set_credit", "pattern", "unilateral", "is_main"]],
            muscles=muscles,
        )

    def knows(self, exercise_id: str) -> bool:
        """Whether sets of this exercise are counted at all."""
        return exercise_id in self.counts.index

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
