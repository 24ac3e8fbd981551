"""Strength from a set that was not a maximum: 1RM estimates, reference-rep strength, and how far off they may be.

All functions take arrays (or numbers) and return arrays of float; what has no answer is NaN: a load of 0 or less, fewer
than one effective repetition, or reps beyond a formula's range. "Effective reps" n are the repetitions done plus those
left in reserve (Helms 2016); no study has tested an estimate from reps + RIR against a measured maximum. Loads are
kilograms, and every formula but Fitbod's is proportional to the load.

The level of an estimate is good to about 5 % (one standard deviation between people) up to 7 reps and 8 % at 12 (Nuzzo
2024). Traps met in public code, and kept out by the worked examples in the tests: Mayhew's and Wathan's constants
swapped, Epley with 0.333, Brzycki with a plus, a "Nuzzo bench table" that is not in the paper."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]
Formula = Callable[[npt.ArrayLike, npt.ArrayLike], Values]
"""Load in kg and effective reps in, estimated 1RM in kg out."""
Curve = Literal["general", "bench_press", "leg_press"]

PUBLISHED_K: Final = 0.0353
"""Slope per repetition of the modified Epley formula (Jovanović, STMr); a lifter may change the fact `e1rm.k`."""
FITBOD_LEAST_DENOMINATOR: Final = 4.58
"""Below about 4.74 kg Fitbod's denominator falls under this and its curve turns over; it is held here."""


# --- eleven formulas --------------------------------------------------------------------------------------------------


def epley(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """w(1 + n/30), Epley 1985. A poundage chart, no study. It gives 103.3 % at one rep, which is taken as it stands."""
    load, reps = _valid(load_kg, effective_reps)
    return np.where(reps == 1, load, load * (1 + reps / 30))


def epley_mod(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike, *, k: npt.ArrayLike = PUBLISHED_K) -> Values:
    """w(1 + k(n - 1)), modified Epley (Jovanović, STMr). Exact at one rep; 2.4-4.8 % over Nuzzo's mean at 3-10."""
    load, reps = _valid(load_kg, effective_reps)
    return load * growth(reps, k=k)


def brzycki(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """36w / (37 - n), Brzycki 1993. Exact at one rep, NaN from 37 reps; 9.6 % high at 12 reps, 13.5 % at 15."""
    load, reps = _valid(load_kg, effective_reps)
    return 36 * load / _positive(37 - reps)


def epley_brzycki_mean(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """The mean of Epley (one rep as it stands) and Brzycki, common in apps; NaN from 37 reps."""
    return (epley(load_kg, effective_reps) + brzycki(load_kg, effective_reps)) / 2


def lander(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """100w / (101.3 - 2.67123n), Lander 1985. 101.4 % at one rep, undefined from 38 reps (NaN)."""
    load, reps = _valid(load_kg, effective_reps)
    return 100 * load / _positive(101.3 - 2.67123 * reps)


def lombardi(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """w n^0.10, Lombardi 1989. Exact at one rep; from 7 % high at 3 reps to 8 % low at 15 against Nuzzo's mean."""
    load, reps = _valid(load_kg, effective_reps)
    return load * reps**0.10


def mayhew(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """100w / (52.2 + 41.9 e^(-0.055n)), Mayhew 1992, from 435 students on the bench press. 108.9 % at one rep."""
    load, reps = _valid(load_kg, effective_reps)
    return 100 * load / (52.2 + 41.9 * np.exp(-0.055 * reps))


def oconner(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """w(1 + n/40), O'Conner 1989. 102.5 % at one rep."""
    load, reps = _valid(load_kg, effective_reps)
    return load * (1 + reps / 40)


def wathan(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """100w / (48.8 + 53.8 e^(-0.075n)), Wathan 1994. 101.3 % at one rep."""
    load, reps = _valid(load_kg, effective_reps)
    return 100 * load / (48.8 + 53.8 * np.exp(-0.075 * reps))


def fitbod(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """w(1 + (n - 1)^0.85 / (4.58 ln w - 2.55)), Marzagão 2026. Exact at one rep; depends on the load in kg (never give
    it pounds).

    Fitted to logs without a measured maximum: fair for like-with-like trends of light lifts, weak for the level.
    """
    load, reps = _valid(load_kg, effective_reps)
    denominator = np.maximum(4.58 * np.log(load) - 2.55, FITBOD_LEAST_DENOMINATOR)
    return load * (1 + (reps - 1) ** 0.85 / denominator)


def rts_chart(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """w / pct(n) by the chart of Reactive Training Systems (Tuchscherer); linear between half reps, NaN above 16."""
    load, reps = _valid(load_kg, effective_reps)
    return 100 * load / rts_pct(reps)


FORMULAS: Final[Mapping[str, Formula]] = MappingProxyType(
    {
        "epley": epley,
        "epley_mod": epley_mod,
        "brzycki": brzycki,
        "epley_brzycki_mean": epley_brzycki_mean,
        "lander": lander,
        "lombardi": lombardi,
        "mayhew": mayhew,
        "oconner": oconner,
        "wathan": wathan,
        "fitbod": fitbod,
        "rts_chart": rts_chart,
    }
)
"""Every formula a lifter may choose as `e1rm.formula`."""


# --- charts and curves ------------------------------------------------------------------------------------------------


def rts_pct(effective_reps: npt.ArrayLike) -> Values:
    """Per cent of 1RM at n effective reps by the RTS chart, n from 1 to 16: 5 reps at RPE 8 are n = 7, 81.1 %."""
    return _interpolate(effective_reps, _points("rts_chart.csv")["rts"])


def curve_pct(effective_reps: npt.ArrayLike, curve: Curve) -> Values:
    """Per cent of 1RM at which people on average reach failure after n reps (Nuzzo 2024), linear between the published
    points.

    Ranges: general 1-17.11 reps, bench press 1-16.59, leg press 1-18.96; NaN beyond.
    """
    return _interpolate(effective_reps, _points("nuzzo_curves.csv")[curve])


def leg_press_1rm(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> Values:
    """w / pct(n) by Nuzzo's leg-press curve, up to 18.96 reps. General formulas overshoot by 14-18 % here."""
    load, reps = _valid(load_kg, effective_reps)
    return 100 * load / curve_pct(reps, "leg_press")


def growth(effective_reps: npt.ArrayLike, *, k: npt.ArrayLike) -> Values:
    """g(n) = 1 + k(n - 1): how much heavier than the load a maximum is."""
    return np.asarray(1 + np.asarray(k, dtype=np.float64) * (np.asarray(effective_reps, dtype=np.float64) - 1))


def reference_rep_strength(
    load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike, reference_reps: npt.ArrayLike, *, k: npt.ArrayLike
) -> Values:
    """S_X = load x g(n) / g(X): the load for X reps, for exercises usually done above 10 reps (curls, calves,
    extensions).

    45 kg for 15 with 1 left, X = 12: 45 x 1.5295 / 1.3883 = 49.58 kg "for 12". Not a 1RM; small single-joint lifts do
    not have one that a formula could find (Hutchins 2010: 10-14 % off on curls).
    """
    load, reps = _valid(load_kg, effective_reps)
    return load * growth(reps, k=k) / growth(reference_reps, k=k)


# --- how far off ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ErrorSettings:
    """The facts behind the band of an estimate: `level_pct` by the upper end of a rep range, RIR errors in reps."""

    level_pct: tuple[tuple[float, float], ...]  # (effective reps up to, % SD), ascending
    rir_failure: float
    rir_near: float
    rir_far: float
    rir_unknown: float
    close_rir: float
    max_rir: float
    pct_per_rep: float

    @classmethod
    def from_facts(cls, facts: Facts) -> ErrorSettings:
        """The settings that `e1rm.level_error.*`, `e1rm.rir_error.*` and `e1rm.pct_per_rep` describe."""
        return cls(
            level_pct=tuple((float(n), facts.number(f"e1rm.level_error.n{n}")) for n in (3, 6, 9, 12, 15)),
            rir_failure=facts.number("e1rm.rir_error.failure"),
            rir_near=facts.number("e1rm.rir_error.near"),
            rir_far=facts.number("e1rm.rir_error.far"),
            rir_unknown=facts.number("e1rm.rir_error.unknown"),
            close_rir=facts.number("hard.close_rir"),
            max_rir=facts.number("e1rm.max_rir"),
            pct_per_rep=facts.number("e1rm.pct_per_rep"),
        )


def level_sd_pct(effective_reps: npt.ArrayLike, settings: ErrorSettings) -> Values:
    """Between-person error of an estimate's level, % (one SD): 4 up to 3 effective reps ... 10 up to 15; NaN above."""
    reps = np.asarray(effective_reps, dtype=np.float64)
    edges = [upto for upto, _ in settings.level_pct]
    errors = np.array([error for _, error in settings.level_pct] + [np.nan])
    return np.where(np.isnan(reps), np.nan, errors[np.searchsorted(edges, reps, side="left")])


def rir_sd_reps(rir: npt.ArrayLike, failed: npt.ArrayLike, settings: ErrorSettings) -> Values:
    """Error of the reps left, in reps (one SD): marked as failure 0.3, RIR 0-2 0.8, 3-4 1.3, else 2.0."""
    left = np.asarray(rir, dtype=np.float64)
    conditions = [np.asarray(failed, dtype=bool), left <= settings.close_rir, left <= settings.max_rir]
    return np.select(conditions, [settings.rir_failure, settings.rir_near, settings.rir_far], settings.rir_unknown)


def one_rep_sd_pct(
    effective_reps: npt.ArrayLike, rir: npt.ArrayLike, failed: npt.ArrayLike, settings: ErrorSettings
) -> Values:
    """One SD of a 1RM estimate, %: the level error and 2.7 % per rep of RIR error, joined in quadrature."""
    effort = settings.pct_per_rep * rir_sd_reps(rir, failed, settings)
    return np.hypot(level_sd_pct(effective_reps, settings), effort)


# --- reading and guarding ---------------------------------------------------------------------------------------------


def _valid(load_kg: npt.ArrayLike, effective_reps: npt.ArrayLike) -> tuple[Values, Values]:
    load = np.asarray(load_kg, dtype=np.float64)
    reps = np.asarray(effective_reps, dtype=np.float64)
    return np.where(load > 0, load, np.nan), np.where(reps >= 1, reps, np.nan)


def _positive(divisor: Values) -> Values:
    return np.where(divisor > 0, divisor, np.nan)


def _interpolate(reps: npt.ArrayLike, points: tuple[Values, Values]) -> Values:
    known_reps, pct = points
    return np.asarray(np.interp(np.asarray(reps, dtype=np.float64), known_reps, pct, left=np.nan, right=np.nan))


@cache
def _points(file: str) -> Mapping[str, tuple[Values, Values]]:
    """The (effective reps, % of 1RM) points of each curve in a file of the reference folder, ascending in reps."""
    text = (files("analytics.reference") / file).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {
        name: (
            np.array([float(row["effective_reps"]) for row in points]),
            np.array([float(row["pct_1rm"]) for row in points]),
        )
        for name, points in ((name, list(group)) for name, group in groupby(rows, key=lambda row: row["curve"]))
    }
