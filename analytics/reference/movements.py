"""Movement patterns: what kind of lift an exercise is, and what follows from it.

`movements.csv` holds one row a pattern of the rulebook (C5, C8): how a set is shared between the knee-dominant and the
hip-dominant side, what the hamstrings do in it and at what length, what a set is worth, what it is counted by, whether
a one-rep maximum can be estimated, and the muscles it usually works. The catalogue's own entries state all this one by
one; an exercise that a lifter adds takes it from its pattern.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language.tables import read_out

COUNTED_BY: Final = ("reps", "seconds", "metres")
HAM_FUNCTIONS: Final = ("none", "hip_ext", "knee_flex", "both")
HAM_LENGTHS: Final = ("long", "mid", "short")


@dataclass(frozen=True, slots=True)
class Movement:
    """One pattern. `words` and `examples` are for the screen; `muscles` maps muscle -> share (0.5 or 1), a proposal."""

    pattern: str
    words: str
    examples: str
    kd_share: float
    hd_share: float
    ham_function: str
    ham_length: str
    set_credit: float
    counted_by: str
    gives_e1rm: bool
    muscles: Mapping[str, float]


@cache
def movements() -> Mapping[str, Movement]:
    """Every pattern by its id, in the file's order: lower body first."""
    with resources.files("analytics.reference").joinpath("movements.csv").open(encoding="utf-8") as file:
        rows = pd.read_csv(file, dtype="str", keep_default_na=False).to_dict("records")
    return MappingProxyType(
        {
            str(row["pattern"]): _movement({str(k): str(v) for k, v in row.items()})
            for row in read_out(rows, "reference/movements.csv")
        }
    )


def _movement(row: Mapping[str, str]) -> Movement:
    shares = (stated.split("=") for stated in row["muscles"].split())
    return Movement(
        pattern=row["pattern"],
        words=row["words"],
        examples=row["examples"],
        kd_share=float(row["kd_share"]),
        hd_share=float(row["hd_share"]),
        ham_function=row["ham_function"],
        ham_length=row["ham_length_bias"],
        set_credit=float(row["set_credit"]),
        counted_by=row["counted_by"],
        gives_e1rm=row["e1rm"] == "yes",
        muscles=MappingProxyType({muscle: float(share) for muscle, share in shares}),
    )
