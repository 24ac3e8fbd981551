"""A lifter who changed the app from kilograms to pounds, or back, in the middle of a log that states no unit.

The numbers of all exercises then jump by 2.2 from one day to the next and stay there, which no training does. The jump
is looked for day by day, and never acted upon unless the lifter says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._distinct import Words
from analytics.importers._numbers import Floats
from analytics.units import KG_PER_LB, MassUnit

_JUMP: Final = float(-np.log(KG_PER_LB))
_TOLERANCE: Final = 0.3
"""Of the logarithm: a ratio between 1.6 and 3, since plates of the other unit are never quite as heavy, and lifters
vary their loads besides."""
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
    steps = _steps(_top_loads(started_at, exercises, loads))
    both: tuple[MassUnit, ...] = ("lb", "kg")
    found = [switch for unit in both if (switch := _clearest(steps, unit))]
    return max(found, key=lambda switch: len(switch.jumps), default=None)


def _top_loads(started_at: pd.Series[Any], exercises: pd.Series[str], loads: Floats) -> pd.DataFrame:
    """A row per exercise and day, in order: the heaviest load and the number of sets."""
    loaded = loads > 0
    words = Words.of(exercises).taken(loaded)
    names = np.array(sorted(words.spellings), dtype=object)
    places = {name: place for place, name in enumerate(names.tolist())}
    exercise = np.array([places[name] for name in words.spellings], dtype=np.int64)[words.codes]
    days = started_at[loaded].to_numpy(dtype="datetime64[us]").astype("datetime64[D]")
    day = days.astype(np.int64)
    first, span = (int(day.min()), int(day.max() - day.min()) + 1) if len(day) else (0, 1)
    top = pd.Series(loads[loaded]).groupby(exercise * span + day - first, sort=True).agg(["max", "size"])
    place = top.index.to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            "exercise": names[place // span],
            "day": (place % span + first).astype("datetime64[D]").astype("datetime64[us]"),
            "max": top["max"].to_numpy(),
            "size": top["size"].to_numpy(),
        }
    )


def _steps(top: pd.DataFrame) -> pd.DataFrame:
    """A row per two days of an exercise that follow each other: exercise, last, day, before and after (median loads of
    the days up to `last`, and from `day` on), step (their logarithmic ratio), sharp (that of the two days alone), sets.
    """
    load = top["max"].to_numpy(dtype=np.float64)
    name, _ = pd.factorize(top["exercise"])
    before = np.stack([_shifted(load, name, -back) for back in range(1, _AROUND + 1)])
    after = np.stack([_shifted(load, name, ahead) for ahead in range(_AROUND)])
    enough = (np.isfinite(before).sum(axis=0) >= _FEWEST_DAYS) & (np.isfinite(after).sum(axis=0) >= _FEWEST_DAYS)
    place = np.flatnonzero(enough)
    steps = top.iloc[place][["exercise", "day"]].assign(
        last=top["day"].to_numpy()[place - 1],
        before=_medians(before[:, place]),
        after=_medians(after[:, place]),
        sharp=np.log(load[place] / load[place - 1]),
        sets=top["size"].groupby(name).transform("sum").to_numpy()[place],
    )
    recent = steps["day"] - steps["last"] <= _LONGEST_GAP
    return steps.assign(step=np.log(steps["after"].to_numpy() / steps["before"].to_numpy()))[recent]


def _medians(loads: Floats) -> Floats:
    """The median of each column, which has at least two numbers; NaN are none."""
    ordered = np.sort(loads, axis=0)  # NaN come last
    count = np.isfinite(ordered).sum(axis=0)
    low, high = (ordered[place, np.arange(loads.shape[1])] for place in ((count - 1) // 2, count // 2))
    medians: Floats = (low + high) / 2
    return medians


def _shifted(load: Floats, name: npt.NDArray[np.intp], by: int) -> Floats:
    """Each row's neighbour `by` rows away, NaN where that is another exercise."""
    place = np.arange(len(load)) + by
    within = (place >= 0) & (place < len(load))
    place = np.clip(place, 0, max(len(load) - 1, 0))
    return np.where(within & (name[place] == name), load[place], np.nan)


def _clearest(steps: pd.DataFrame, unit: MassUnit) -> Switch | None:
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
    jumps = zip(jumping["exercise"], jumping["before"], jumping["after"], strict=True)
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
