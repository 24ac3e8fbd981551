"""What loads say about the unit they were written in.

Nobody loads any number: bars, plates, dumbbells and stacks allow few, and others in kilograms than in pounds. A bar of
45 with pairs of 45s and 25s makes 95, 135, 185, 225; dumbbells of 12, 14, 16 exist in kilograms only; and an app that
turns one unit into the other leaves fractions that no plate has (38.56 kg is 85 lb).

Each different load of each exercise adds the logarithm of how much likelier it is in pounds than in kilograms. The
likelihoods are shares among the different loads of some forty real logs of either unit, every lifter counted alike,
rounded. Loads of one lifter are no independent witnesses, so they are discounted, and each kind of equipment speaks at
most as loud as a fixed number of loads. How heavy the big lifts are is one more witness: strong for pounds, since few
lift 225 kg, weak for kilograms, since many are light.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._distinct import Cells, distinct
from analytics.importers._numbers import Floats
from analytics.units import KG_PER_LB

_BARBELL, _DUMBBELL, _OTHER = range(3)
_OTHER_WORDS: Final = re.compile(
    r"machine|cable|lever|sled|pulldown|pushdown|leg press|leg extension|leg curl|calf|"
    r"m[aá]quina|macchina|makine|polia|cavo"
)
_DUMBBELL_WORDS: Final = re.compile(
    r"dumb+ell|kettlebell|\bdb\b|\bkb\b|kurzhantel|manubri|mancuern|halter(?!\))|dambıl|goblet|hammer curl|arnold"
)
_BARBELL_WORDS: Final = re.compile(
    r"barbell|\bbar\b|\bbarra\b|bilanciere|langhantel|smith|\bbb\b|bench|squat|deadlift|overhead press"
)

_LIKELIER_IN_LB: Final[dict[str, tuple[float, float, float]]] = {
    # what a load is: the logarithm of (share in lb / share in kg) on barbells, on dumbbells, on all else
    "plates of 45 and 25 pounds": (2.0, 0.0, 0.0),
    "plates of 45 pounds": (0.0, 0.0, 1.0),
    "the bar of 45 pounds": (0.5, 0.0, 0.0),
    "plates of 10 and 20 kilograms": (-0.25, 0.0, 0.0),
    "dumbbells of 50 pounds and more": (0.0, 1.25, 0.0),
    "tens": (0.0, 0.25, 0.0),
    "fives": (0.4, 0.4, 0.2),
    "kilogram plates read in pounds": (0.25, 0.0, 0.75),  # 22, 33, 44: 10, 15, 20 kg
    "pound stacks read in kilograms": (-0.4, -2.0, -1.2),  # 14, 18, 23: 30, 40, 50 lb; also dumbbells of 14 and 18 kg
    "even": (-0.4, -2.0, -0.6),
    "odd": (-0.4, -0.4, -0.6),
    "half fives": (-1.75, -0.5, -0.1),
    "halves": (-1.0, -0.4, -1.0),
    "quarters": (-1.0, -1.0, -1.5),
    "fractions": (-0.5, -0.5, -0.5),
}
_GRAINS: Final = tuple(_LIKELIER_IN_LB)
_WEIGHTS: Final = np.array(list(_LIKELIER_IN_LB.values()), dtype=np.float64)
_CONVERTED: Final = 1.5
"""What a load adds that is a plate only once it is turned into the other unit."""

_POUND_PLATES: Final = np.array([95, 115, 135, 155, 185, 205, 225, 245, 275, 295, 315, 335, 365, 405, 455, 495])
_POUND_DISCS: Final = np.array([90, 135, 180, 225, 270, 315, 360, 405, 450])
_KILOGRAM_PLATES: Final = np.arange(20, 201, 20)
_POUND_STACKS_IN_KG: Final = np.round(np.arange(10, 600, 10) * KG_PER_LB)

_WITNESS: Final = 0.6
"""What a further load of a lifter is worth beside an independent one."""
_LOADS_HEARD: Final = np.array([25, 25, 16])
"""Different loads of a kind of equipment after which more of them add nothing."""
_ONE_LOAD: Final = 2.0
"""The most that one load adds, however many exercises it serves: somebody's only kettlebell is one witness."""

_BIG_LIFTS: Final = (
    (re.compile("squat|kniebeuge|agachamento|sentadilla"), 90.0),
    (re.compile("deadlift|kreuzheben|levantamento terra|stacco"), 100.0),
    (re.compile("bench press|bankdrücken|supino|panca"), 62.0),
)
"""Lifts with the load in kilograms that a lifter of middling strength has near the top of a log."""
_HIGH: Final = 0.8
_USUAL_KG: Final = (40.0, 15.0, 32.0)
_LB_PER_KG_LOG: Final = float(-np.log(KG_PER_LB))
_SPREAD_OF_LIFTERS: Final = 0.45
_SPREAD_OF_KINDS: Final = 0.6
"""Standard deviations of the logarithm of such a load: among lifters, and where the lift is unknown besides."""
_HEAVY, _LIGHT = 2.5, -1.0
_HEAVY_OF_A_KIND, _LIGHT_OF_A_KIND = 0.8, -0.6
_ENOUGH_OF_A_KIND: Final = 3


@dataclass(frozen=True, slots=True)
class PlateEvidence:
    """What a log's loads say together.

    `score` is the logarithm of the odds, above zero for pounds. `without_best` is what is left of it without the one
    load that says most. `telling` are the loads that speak for the more likely unit, the most frequent first.
    """

    score: float
    without_best: float
    telling: tuple[float, ...]
    heavy: float


def plate_evidence(loads: Floats, exercises: Cells) -> PlateEvidence:
    """Weigh loads above zero, each with its exercise's name."""
    codes, names = distinct(exercises)
    kind_of_name, lift_of_name = _kinds_and_lifts(names)
    value, values = pd.factorize(np.round(loads, 6), sort=True)
    pairs = np.sort(pd.unique(codes * len(values) + value))
    kind, load = kind_of_name[pairs // len(values)], pairs % len(values)
    says = _said(values)[load, kind]
    different = np.maximum(np.bincount(kind, minlength=3), 1)
    weight = _WITNESS * np.minimum(different, _LOADS_HEARD) / different
    by_load = np.clip(np.bincount(load, weights=says * weight[kind], minlength=len(values)), -_ONE_LOAD, _ONE_LOAD)
    heavy = _heaviness(loads, kind_of_name[codes], lift_of_name[codes])
    score = float(by_load.sum()) + heavy
    best = by_load.max() if score > 0 else by_load.min()
    often = np.bincount(value, minlength=len(values))
    return PlateEvidence(score, score - float(best), _telling(values, by_load * np.sign(score), often), heavy)


def share_of_pounds(weight_kg: Floats) -> float:
    """Which share of the loads in kilograms are plates in pounds (38.56, 20.41168) and none in kilograms."""
    loaded = weight_kg[weight_kg > 0]
    if not len(loaded):
        return 0.0
    load, loads = pd.factorize(loaded)
    often = np.bincount(load, minlength=len(loads))
    return float(often[_is_converted(loads, KG_PER_LB, 2.5) & ~_is_quarter(loads)].sum() / len(loaded))


def _kinds_and_lifts(names: list[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """For each exercise its kind of equipment, and its place among the big lifts (-1: none of them)."""
    kinds = [_kind(name.casefold()) for name in names]
    lifts = [_lift(name.casefold()) if kind == _BARBELL else -1 for name, kind in zip(names, kinds, strict=True)]
    return np.array(kinds, dtype=np.intp), np.array(lifts, dtype=np.intp)


def _kind(name: str) -> int:
    if _DUMBBELL_WORDS.search(name):
        return _DUMBBELL
    if _OTHER_WORDS.search(name) and not ("barbell" in name or "smith" in name):
        return _OTHER
    return _BARBELL if _BARBELL_WORDS.search(name) else _OTHER


def _lift(name: str) -> int:
    return next((place for place, (words, _) in enumerate(_BIG_LIFTS) if words.search(name)), -1)


def _said(values: Floats) -> Floats:
    """What each load says on each kind of equipment."""
    grains = np.stack([_grains(values, kind) for kind in range(3)], axis=1)
    said: Floats = _WEIGHTS[grains, np.arange(3)] + _CONVERTED * _conversion(values)[:, np.newaxis]
    return said


def _grains(values: Floats, kind: int) -> npt.NDArray[np.intp]:
    """The place in the table above of what each load is, the first that fits."""
    is_barbell, is_dumbbell, is_other = (kind == each for each in range(3))
    whole, fives = _is_multiple(values, 1), _is_multiple(values, 5)
    fits = (
        is_barbell & np.isin(values, _POUND_PLATES),
        is_other & np.isin(values, _POUND_DISCS),
        is_barbell & (values == 45),  # the bar
        is_barbell & np.isin(values, _KILOGRAM_PLATES),
        is_dumbbell & fives & (values >= 50),  # few racks go beyond 50 kg
        _is_multiple(values, 10),
        fives,
        _is_multiple(values, 11),
        np.isin(values, _POUND_STACKS_IN_KG),
        _is_multiple(values, 2),
        whole,
        _is_multiple(values, 2.5),
        _is_multiple(values, 0.5),
        _is_quarter(values),
        np.ones(len(values), dtype=bool),
    )
    first: npt.NDArray[np.intp] = np.argmax(np.stack(fits), axis=0)
    return first


def _conversion(values: Floats) -> Floats:
    """1 for a load that only a whole number of kilograms explains, as 132.28 lb, -1 for one of pounds, as 38.56 kg."""
    from_pounds = _is_converted(values, KG_PER_LB, 2.5)
    from_kilograms = _is_converted(values, 1 / KG_PER_LB, 1.25)
    return np.where(_is_quarter(values), 0.0, from_kilograms.astype(np.float64) - from_pounds)


def _is_converted(values: Floats, factor: float, step: float) -> npt.NDArray[np.bool_]:
    """Whether a load is a multiple of a step times a factor, as exactly as its decimals can say it."""
    nearest = np.round(values / factor / step) * step * factor
    converted: npt.NDArray[np.bool_] = np.abs(values - nearest) <= _rounding(values)
    return converted


def _rounding(values: Floats) -> Floats:
    """Half a unit of the last decimal that is written; of the third, where there are more."""
    decimals = sum((~_is_multiple(values, 10.0**-places)).astype(np.int64) for places in (0, 1, 2))
    rounding: Floats = 0.5 * 10.0 ** -np.asarray(decimals, dtype=np.float64) + 1e-6
    return rounding


def _is_multiple(values: Floats, step: float) -> npt.NDArray[np.bool_]:
    multiple: npt.NDArray[np.bool_] = np.abs(values / step - np.round(values / step)) < 1e-5
    return multiple


def _is_quarter(values: Floats) -> npt.NDArray[np.bool_]:
    return _is_multiple(values, 0.25)


def _heaviness(loads: Floats, kind: npt.NDArray[np.intp], lift: npt.NDArray[np.intp]) -> float:
    """What the weight of the big lifts says, or of the kinds of equipment where there are none."""
    lifts = [
        np.log(_high(loads[lift == place]) / kg) for place, (_, kg) in enumerate(_BIG_LIFTS) if (lift == place).any()
    ]
    if lifts:
        trust = min(1.0, 0.6 + 0.2 * len(lifts))
        return float(np.clip(trust * _heavier(lifts, _SPREAD_OF_LIFTERS), _LIGHT, _HEAVY))
    counts = np.bincount(kind, minlength=3)
    kinds = [np.log(_high(loads[kind == k]) / _USUAL_KG[k]) for k in range(3) if counts[k] >= _ENOUGH_OF_A_KIND]
    return float(np.clip(_heavier(kinds, _SPREAD_OF_KINDS), _LIGHT_OF_A_KIND, _HEAVY_OF_A_KIND)) if kinds else 0.0


def _heavier(logarithms: list[float], spread: float) -> float:
    """The logarithm of the odds between two normal distributions that lie a pound and a kilogram apart."""
    return _LB_PER_KG_LOG / spread**2 * (float(np.mean(logarithms)) - _LB_PER_KG_LOG / 2)


def _high(loads: Floats) -> float:
    """The load that a fifth of the sets exceed; unlike the heaviest one, no slip of the finger."""
    place = int(_HIGH * (len(loads) - 1))
    return float(np.partition(loads, place)[place])


def _telling(values: Floats, speaks: Floats, often: npt.NDArray[np.intp]) -> tuple[float, ...]:
    """The loads that speak at least half as loud as the loudest, by how often they were lifted; at most three."""
    if speaks.max() <= 0:
        return ()
    loud = np.flatnonzero(speaks >= speaks.max() / 2)
    return tuple(float(values[place]) for place in loud[np.argsort(-often[loud], kind="stable")][:3])
