"""A lifter who changed the app from kilograms to pounds, or back, in the middle of a log that states no unit.

The numbers of all exercises then jump by 2.2 from one day to the next and stay there, which no training does. The jump
is looked for day by day, and never acted upon unless the lifter says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._blocks import beginnings
from analytics.importers._distinct import words_of
from analytics.importers._numbers import Floats
from analytics.units import KG_PER_LB, MassUnit

_JUMP: Final = float(-np.log(KG_PER_LB))
_TOLERANCE: Final = 0.3
"""Of the logarithm: a ratio between 1.6 and 3, since plates of the other unit are never quite as heavy, and lifters
vary their loads besides."""
_LEAST_RATIO: Final = float(np.exp(_JUMP - _TOLERANCE - 1e-6))
"""Of two medians a jump apart; smaller by a hair than the smallest, since it is compared in another way."""
_AROUND: Final = 3
"""Days of an exercise that are compared on either side; a median of them is not moved by one odd day."""
_FEWEST_DAYS: Final = 2
_FEWEST_EXERCISES: Final = 4
_MOST: Final = 0.6
"""Of the exercises that are compared, and one more: all of four, four of five, seven of ten."""
_LONGEST_GAP: Final = np.timedelta64(120, "D")
"""What was last done longer ago tells nothing about a day."""
_CLOSE: Final = 0.15
"""How near the jumps' median has to come to 2.2, as a logarithm."""

_Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class Jump:
    """One exercise around the switch: its top load before and after, as the file writes them."""

    exercise: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Switch:
    """From `day` on, loads seem to be in `unit` instead. `jumps` are of the exercises that say so, most sets first, of
    `compared` exercises done before and after."""

    day: date
    unit: MassUnit
    jumps: tuple[Jump, ...]
    compared: int


def find_switch(started_at: pd.Series[Any], exercises: pd.Series[str], loads: Floats) -> Switch | None:
    """The clearest jump between kilograms and pounds, if there is one. Loads are as the file writes them, NaN for
    none."""
    names, top = _top_loads(started_at, exercises, loads)
    steps = _steps(top)
    both: tuple[MassUnit, ...] = ("lb", "kg")
    found = [switch for unit in both if (switch := _clearest(steps, unit, names))]
    return max(found, key=lambda switch: len(switch.jumps), default=None)


def _top_loads(
    started_at: pd.Series[Any], exercises: pd.Series[str], loads: Floats
) -> tuple[Sequence[str], pd.DataFrame]:
    """The exercises in alphabetical order, and a row per exercise (its place there) and day, in order: the heaviest
    load and the number of sets."""
    words = words_of(exercises)
    names = sorted(words.spellings)
    places = {name: place for place, name in enumerate(names)}
    loaded = np.flatnonzero(loads > 0)
    exercise = words.filled(np.array([places[name] for name in words.spellings], dtype=np.int32))[loaded]
    day = started_at.to_numpy(dtype="datetime64[us]")[loaded].astype("datetime64[D]").astype(np.int32)
    first = np.flatnonzero(beginnings([exercise, day]))
    heaviest = np.maximum.reduceat(loads[loaded], first) if len(first) else loads[loaded]
    order = np.lexsort((day[first], exercise[first]))
    exercise, day, heaviest = exercise[first][order], day[first][order], heaviest[order]
    begins = np.flatnonzero(beginnings([exercise, day]))
    often = np.diff(first, append=len(loaded))[order]
    return names, pd.DataFrame(
        {
            "exercise": exercise[begins],
            "day": day[begins].astype("datetime64[D]").astype("datetime64[us]"),
            "max": np.maximum.reduceat(heaviest, begins) if len(begins) else heaviest,
            "size": np.add.reduceat(often, begins) if len(begins) else often,
        }
    )


def _steps(top: pd.DataFrame) -> pd.DataFrame:
    """A row per two days of an exercise that follow each other: exercise, last, day, before and after (median loads of
    the days up to `last`, and from `day` on), step (their logarithmic ratio; these three only where the loads lie far
    enough apart for a jump, else NaN), sharp (that of the two days alone), sets.
    """
    load, name = top["max"].to_numpy(dtype=np.float64), top["exercise"].to_numpy()
    before = np.stack([_shifted(load, name, -back) for back in range(1, _AROUND + 1)])
    after = np.stack([_shifted(load, name, ahead) for ahead in range(_AROUND)])
    place = np.flatnonzero(_are_enough(before) & _are_enough(after))
    around = [np.full(len(load), np.nan) for _ in range(2)]
    apart = place[_are_apart(before[:, place], after[:, place])]
    for medians, loads in zip(around, (before, after), strict=True):
        medians[apart] = _medians(loads[:, apart])
    steps = top.iloc[place][["exercise", "day"]].assign(
        last=top["day"].to_numpy()[place - 1],
        before=around[0][place],
        after=around[1][place],
        step=np.log(around[1][place] / around[0][place]),
        sharp=np.log(load[place] / load[place - 1]),
        sets=np.bincount(name, weights=top["size"].to_numpy())[name[place]].astype(np.int64),
    )
    return steps[steps["day"] - steps["last"] <= _LONGEST_GAP]


def _are_enough(loads: Floats) -> npt.NDArray[np.bool_]:
    """Which columns hold loads of as many days as are compared at the least."""
    enough: npt.NDArray[np.bool_] = np.isfinite(loads).sum(axis=0) >= _FEWEST_DAYS
    return enough


def _are_apart(before: Floats, after: Floats) -> npt.NDArray[np.bool_]:
    """Which columns' medians may lie a jump apart, by their extremes: most never come near, and need no medians."""
    up = np.fmax.reduce(after) >= _LEAST_RATIO * np.fmin.reduce(before)
    down = np.fmax.reduce(before) >= _LEAST_RATIO * np.fmin.reduce(after)
    apart: npt.NDArray[np.bool_] = up | down
    return apart


def _medians(loads: Floats) -> Floats:
    """The median of each column, which has at least two numbers; NaN are none."""
    ordered = np.sort(loads, axis=0)  # NaN come last
    count = np.isfinite(ordered).sum(axis=0)
    low, high = (ordered[place, np.arange(loads.shape[1])] for place in ((count - 1) // 2, count // 2))
    medians: Floats = (low + high) / 2
    return medians


def _shifted(load: Floats, name: npt.NDArray[np.integer[Any]], by: int) -> Floats:
    """Each row's neighbour `by` rows away, NaN where that is another exercise."""
    moved = np.full(len(load), np.nan)
    here, there = (slice(None, -by or None), slice(by, None)) if by >= 0 else (slice(-by, None), slice(None, by))
    np.copyto(moved[here], load[there], where=name[here] == name[there])
    return moved


def _clearest(steps: pd.DataFrame, unit: MassUnit, names: Sequence[str]) -> Switch | None:
    """The day on which most exercises jump, up to pounds or down to kilograms, if nearly all do on one."""
    if steps.empty:
        return None
    jump = _JUMP if unit == "lb" else -_JUMP
    is_jump = _is_near(steps["step"], jump)
    if steps["exercise"][is_jump].nunique() < _FEWEST_EXERCISES:
        return None
    days, jumped, compared = _by_day(steps, is_jump)
    _, sharp, _ = _by_day(steps, _is_near(steps["sharp"], jump))
    likely = (jumped >= _FEWEST_EXERCISES) & (jumped >= _MOST * compared + 1)
    if not likely.any():
        return None
    day = days[int(np.argmax(np.where(likely, jumped + 2 * sharp, -np.inf)))]
    across = steps[(steps["last"] < day) & (steps["day"] >= day)]
    jumping = across[_is_near(across["step"], jump)].sort_values("sets", ascending=False, kind="stable")
    if abs(float(jumping["step"].median()) - jump) > _CLOSE:
        return None
    jumps = zip((names[place] for place in jumping["exercise"]), jumping["before"], jumping["after"], strict=True)
    return Switch(pd.Timestamp(day).date(), unit, tuple(Jump(*each) for each in jumps), len(across))


def _by_day(steps: pd.DataFrame, jumps: npt.NDArray[np.bool_]) -> tuple[_Days, Floats, Floats]:
    """For each day how many of the steps that lie across it are jumps, and how many lie across it at all."""
    days = np.unique(steps["day"].to_numpy())
    begin = np.searchsorted(days, steps["last"].to_numpy(), side="right")
    end = np.searchsorted(days, steps["day"].to_numpy(), side="right")
    across = np.zeros((2, len(days) + 1))
    for row, counted in enumerate((jumps.astype(np.float64), np.ones(len(steps)))):
        across[row] += np.bincount(begin, counted, len(days) + 1) - np.bincount(end, counted, len(days) + 1)
    jumped, compared = np.cumsum(across[:, :-1], axis=1)
    return days, jumped, compared


def _is_near(step: pd.Series[Any], jump: float) -> npt.NDArray[np.bool_]:
    near: npt.NDArray[np.bool_] = np.abs(step.to_numpy(dtype=np.float64) - jump) <= _TOLERANCE
    return near
