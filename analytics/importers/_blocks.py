"""Blocks and set numbers: an exercise that comes twice in one workout is two blocks, each counted from 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._numbers import Floats

Ints = npt.NDArray[np.int64]
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
    pair, _ = pd.factorize(workout * (int(exercise.max(initial=0)) + 1) + exercise)
    starts = np.ones(len(pair), dtype=bool)
    starts[1:] = pair[1:] != pair[:-1]
    if order is not None:
        starts |= _restarts(starts, order, np.zeros(len(pair), dtype=bool) if warmup is None else warmup)
    first = np.flatnonzero(starts)
    run = np.cumsum(starts) - 1
    block = pd.Series(first).groupby(pair[first]).cumcount().to_numpy(dtype=np.int64) + 1
    return Numbering(block[run], np.arange(len(pair)) - first[run] + 1)


def _restarts(starts: Mask, order: Floats, warmup: Mask) -> Mask:
    """Where a set's own number is not above the last one of the same run, moved to the warm-ups in front of it."""
    row = np.arange(len(order))
    run_start = np.maximum.accumulate(np.where(starts, row, 0))
    last = _last_before(order, run_start)
    before = np.maximum.accumulate(np.where(warmup, -1, row))
    first_warmup = np.concatenate(([0], before[:-1] + 1)) if len(row) else row
    moved = np.zeros(len(order), dtype=bool)
    moved[np.maximum(first_warmup, run_start)[order <= last]] = True
    return moved


def _last_before(order: Floats, run_start: npt.NDArray[np.intp]) -> Floats:
    """The last number before each set in its run; NaN where there is none."""
    row = np.arange(len(order))
    numbered = np.maximum.accumulate(np.where(np.isnan(order), -1, row))
    place = np.concatenate(([-1], numbered[:-1])) if len(row) else row
    return np.where(place >= run_start, order[place], np.nan)
