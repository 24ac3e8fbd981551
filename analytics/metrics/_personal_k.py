"""A lift's own growth a rep (rulebook C3, last line): how fast this lifter's load falls with the reps, on this lift.

Read from sets near failure: with the right k all of them say the same strength, so the k is taken under which they
differ least. Optional, off by default; no study has measured what it gains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]
STEP: Final = 0.0001
"""Fineness of the search: a ten-thousandth changes an estimate from ten reps by a thousandth."""


@dataclass(frozen=True, slots=True)
class PersonalKSettings:
    """The facts behind a lift's own k."""

    general: float
    lowest: float
    highest: float
    least_sets: float
    window_days: float
    least_spread_reps: float
    shrink_sets: float
    near_rir: float

    @classmethod
    def from_facts(cls, facts: Facts) -> PersonalKSettings:
        """The settings that `e1rm.k` and `e1rm.k_personal*` describe; "near failure" is the fact `hard.close_rir`."""
        return cls(
            general=facts.number("e1rm.k"),
            lowest=facts.number("e1rm.k_personal.low"),
            highest=facts.number("e1rm.k_personal.high"),
            least_sets=facts.number("e1rm.k_personal_min_sets"),
            window_days=facts.number("e1rm.k_personal_window_days"),
            least_spread_reps=facts.number("e1rm.k_personal_min_spread"),
            shrink_sets=facts.number("e1rm.k_personal_shrink_sets"),
            near_rir=facts.number("hard.close_rir"),
        )


def personal_k(sets: pd.DataFrame, facts: Facts) -> Mapping[str, float]:
    """Exercise id -> its own k, for the lifts whose sets carry one; the others are left out.

    `sets` has exercise_id, day, load_kg, effective_reps and rir (NaN when not logged, which is never near failure),
    the heaviest of a day at each reps and RIR: the same set done again says nothing new. A lift has one k, that of the
    newest window of 28 days that carries it, so that its sessions stay comparable with each other.
    """
    settings = PersonalKSettings.from_facts(facts)
    near = sets[sets["rir"] <= settings.near_rir].sort_values(["exercise_id", "day"], kind="stable")
    found = {}
    for exercise_id, of_lift in near.groupby("exercise_id", sort=False):
        if len(of_lift) >= settings.least_sets:
            k = _of_lift(of_lift, settings)
            if k is not None:
                found[str(exercise_id)] = k
    return found


def _of_lift(near: pd.DataFrame, settings: PersonalKSettings) -> float | None:
    reps = near["effective_reps"].to_numpy(float)
    days = near["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    window = newest_window(days, reps, settings)
    if window is None:
        return None
    return shrunk(
        least_varying_k(near["load_kg"].to_numpy(float)[window], reps[window], settings),
        sets=window.stop - window.start,
        settings=settings,
    )


def newest_window(days: npt.NDArray[np.int64], reps: Values, settings: PersonalKSettings) -> slice | None:
    """The newest stretch of days with enough sets over enough reps; None where there is none. `days` ascend."""
    firsts = np.searchsorted(days, days - settings.window_days, side="right")
    lasts = np.searchsorted(days, days, side="right")
    for first, last in sorted(set(zip(firsts.tolist(), lasts.tolist(), strict=True)), key=lambda ends: -ends[1]):
        if last - first >= settings.least_sets and np.ptp(reps[first:last]) >= settings.least_spread_reps:
            return slice(first, last)
    return None


def least_varying_k(load_kg: Values, reps: Values, settings: PersonalKSettings) -> float:
    """The k under which ln(load x (1 + k(n - 1))) has the smallest standard deviation, within the facts' range."""
    steps = round((settings.highest - settings.lowest) / STEP)
    candidates = np.linspace(settings.lowest, settings.highest, steps + 1)
    logs = np.log(load_kg)[:, None] + np.log1p(candidates * (reps - 1)[:, None])
    return float(candidates[np.argmin(logs.std(axis=0))])


def shrunk(k: float, *, sets: int, settings: PersonalKSettings) -> float:
    """Drawn towards the general k, the less the more sets speak: weight m/(m + 8) for m sets."""
    return settings.general + (k - settings.general) * sets / (sets + settings.shrink_sets)
