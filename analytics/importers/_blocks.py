"""Blocks and set numbers: an exercise that comes twice in one workout is two blocks, each counted from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._numbers import Floats

Ints = npt.NDArray[np.integer[Any]]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Numbering:
    """For each set: the block of its exercise in its workout, and its place in the block, both from 1."""

    block: Ints
    set_number: Ints


def number_sets(workout: Ints, exercise: Ints, *, order: Floats | None = None, warmup: Mask | None = None) -> Numbering:
    """Number the sets of a file, given in file order.

    A block ends where another exercise begins, and where the app's own `order` of the set starts again; warm-ups that
    lead into such a start, which some apps leave without a number, belong to the new block.
    """
    if not (workout[1:] < workout[:-1]).any():
        return _number_contiguous(workout, exercise, order=order, warmup=warmup)
    by_workout = np.argsort(workout, kind="stable")
    numbering = _number_contiguous(
        workout[by_workout],
        exercise[by_workout],
        order=None if order is None else order[by_workout],
        warmup=None if warmup is None else warmup[by_workout],
    )
    back = np.argsort(by_workout, kind="stable")
    return Numbering(numbering.block[back], numbering.set_number[back])


def _number_contiguous(workout: Ints, exercise: Ints, *, order: Floats | None, warmup: Mask | None) -> Numbering:
    starts = beginnings([workout, exercise])
    if order is not None:
        starts[_restarts(starts, order, np.zeros(len(starts), dtype=bool) if warmup is None else warmup)] = True
    first = np.flatnonzero(starts)
    run = workout[first].astype(np.int64) * (int(exercise.max(initial=0)) + 1) + exercise[first]
    block = pd.Series(first, copy=False).groupby(run).cumcount().to_numpy(dtype=np.int32) + np.int32(1)
    often = np.diff(first, append=len(starts))
    before = np.repeat(first.astype(np.int32), often)
    return Numbering(np.repeat(block, often), np.arange(1, len(starts) + 1, dtype=np.int32) - before)


def beginnings(parts: Sequence[npt.NDArray[Any]]) -> Mask:
    """The rows that differ from the one before in any part, the first among them."""
    begins = np.zeros(len(parts[0]), dtype=bool)
    begins[:1] = True
    for part in parts:
        begins[1:] |= part[1:] != part[:-1]
    return begins


def _restarts(starts: Mask, order: Floats, warmup: Mask) -> npt.NDArray[np.intp]:
    """Where a set's own number is not above the last one of the same run, moved to the warm-ups in front of it."""
    numbered = np.flatnonzero(~np.isnan(order))
    number, run = order[numbered], np.cumsum(starts, dtype=np.int32)[numbered]
    again = numbered[1:][(number[1:] <= number[:-1]) & (run[1:] == run[:-1])]
    no_warmup = np.append(-1, np.flatnonzero(~warmup)) if len(again) else again
    after_last = no_warmup[np.searchsorted(no_warmup, again) - 1] + 1
    run_start = np.flatnonzero(starts)
    begins: npt.NDArray[np.intp] = np.maximum(
        after_last, run_start[np.searchsorted(run_start, again, side="right") - 1]
    )
    return begins
