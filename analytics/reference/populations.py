"""Where the deadlift of raw powerlifters lies next to their squat.

`deadlift_squat.csv` holds quantiles of deadlift over squat for men and women: best raw full-power meet of each lifter
in OpenPowerlifting data to July 2020 (openpowerlifting.org, public domain), computed for this program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A population's ratio: `ratio` maps a percentile (5 to 95) to deadlift over squat; `n` lifters, from `source`."""

    n: int
    ratio: Mapping[int, float]
    source: str

    def percentile(self, ratio: float) -> float:
        """The percentile of a ratio, straight between the known ones; 5 and 95 stand for all beyond them."""
        return float(np.interp(ratio, list(self.ratio.values()), list(self.ratio)))


@cache
def deadlift_squat() -> Mapping[str, Quantiles]:
    """The quantiles by population: men, women."""
    with resources.files("analytics.reference").joinpath("deadlift_squat.csv").open(encoding="utf-8") as file:
        rows = pd.read_csv(file, index_col="population")
    places = {int(column[1:]): column for column in rows.columns if column[0] == "p"}
    return MappingProxyType(
        {
            str(population): Quantiles(
                n=int(row["n"]),
                ratio=MappingProxyType({place: float(row[column]) for place, column in places.items()}),
                source=str(row["source"]),
            )
            for population, row in rows.iterrows()
        }
    )
