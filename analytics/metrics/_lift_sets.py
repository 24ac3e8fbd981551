"""Sets that say something about strength, as columns, and what each lift's values are made by (rulebook C3).

Columns of numbers, and lifts by number: a log of a million sets is a few dozen operations on arrays, and a small one no
frame that is made anew at every step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Times = npt.NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, eq=False)
class LiftSets:
    """One value a set in each column, by lift and then time. `lift` is the place of its lift in `exercise_ids`, which
    ascend. `rir` is NaN where it was not logged; `weight_kg` is the load as logged, for lifts of the whole body what
    was added. `is_leg_press` and `is_bodyweight` have one value a lift.
    """

    exercise_ids: npt.NDArray[Any]
    is_leg_press: Flags
    is_bodyweight: Flags
    lift: Places
    day: Times
    started_at: Times
    set_id: npt.NDArray[np.int64]
    weight_kg: Values
    reps: Values
    rir: Values
    is_failure: Flags

    @classmethod
    def of(cls, rows: pa.Table) -> Self:
        """The rows of `session_strength.sql`, in any order; of sets at the same time the first comes first."""
        exercise_ids, lift = numbered(rows["exercise_id"])
        columns = {name: numbers(rows[name]) for name in _COLUMNS}
        place = in_order(lift, columns["started_at"])
        if place is not None:
            lift, columns = lift[place], {name: column[place] for name, column in columns.items()}
        first = np.searchsorted(lift, np.arange(len(exercise_ids)))
        of_lifts = {name: columns.pop(name)[first] for name in ("is_leg_press", "is_bodyweight")}
        return cls(exercise_ids=exercise_ids, lift=lift, **of_lifts, **columns)

    @property
    def effective_reps(self) -> Values:
        """Reps done and those left in reserve; unknown ones count none."""
        return self.reps + np.where(np.isnan(self.rir), 0.0, self.rir)

    @property
    def is_tested_single(self) -> Flags:
        """One rep with none left: measured, not estimated."""
        return np.asarray((self.reps == 1) & (self.rir == 0))

    def __getitem__(self, place: Any) -> Self:
        """The sets at some places."""
        return type(self)(
            self.exercise_ids, self.is_leg_press, self.is_bodyweight, *(getattr(self, name)[place] for name in _OF_SETS)
        )


def numbered(names: pa.ChunkedArray) -> tuple[npt.NDArray[Any], Places]:
    """The different names in ascending order, and the place of each of `names` among them."""
    codes = names.dictionary_encode().combine_chunks()
    if isinstance(codes, pa.ChunkedArray):  # no chunk at all, or several
        codes = pa.concat_arrays(codes.chunks) if codes.num_chunks else pa.array([], pa.string()).dictionary_encode()
    known = np.array(codes.dictionary.to_pylist(), dtype=object)
    order = np.argsort(known)
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    return known[order], rank[codes.indices.to_numpy(zero_copy_only=False)]


def numbers(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    """Numbers, flags and times as NumPy has them: an empty cell is NaN, a day a datetime64 in days."""
    return np.asarray(column.to_numpy())


def words(codes: npt.NDArray[Any], of: Sequence[str] | npt.NDArray[Any]) -> pd.api.extensions.ExtensionArray:
    """Words by their places in `of`, as a column of a frame."""
    return pd.array(list(of), dtype="str").take(codes)


def in_order(lift: Places, at: Times) -> Places | None:
    """Where the rows stand by lift and time; None where they stand so already, as they are kept."""
    time = at.view(np.int64)
    is_same, is_later = lift[1:] == lift[:-1], time[1:] >= time[:-1]
    if np.where(is_same, is_later, lift[1:] > lift[:-1]).all():
        return None
    return np.lexsort((time, lift))


def begins_of(*columns: npt.NDArray[Any]) -> Places:
    """Where something new begins: rows that differ in one of the columns from the row before."""
    is_first = np.zeros(len(columns[0]), dtype=bool)
    is_first[:1] = True
    for column in columns:
        is_first[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(is_first)


def highest(rows: Places, ranks: npt.NDArray[Any], *session: npt.NDArray[Any]) -> Places:
    """Of rows that stand by session those whose rank is the highest of it; `ranks` has one for each of them, the
    columns that tell sessions apart one for each row there is.
    """
    if not len(rows):
        return rows
    begins = begins_of(*(column[rows] for column in session))
    top = np.maximum.reduceat(ranks, begins)
    return np.asarray(rows[ranks == np.repeat(top, np.diff(begins, append=len(rows)))])


_COLUMNS: Final = (
    "day",
    "started_at",
    "set_id",
    "weight_kg",
    "reps",
    "rir",
    "is_failure",
    "is_leg_press",
    "is_bodyweight",
)
_OF_SETS: Final = tuple(field.name for field in fields(LiftSets))[3:]
