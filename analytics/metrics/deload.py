"""Signs of tiredness, and whether they add up to an easier week (rulebook C7).

Pure functions over numbers, so that a simulation can call them with lifters whose truth is known. Each sign alone is
weak; two of the five together are worth a hint. Strength athletes take an easier week every 5.6 weeks, give or take 2.3
(Rogerson 2024); that is practice, and no trial has shown that it speeds growth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from analytics.metrics.trend import (
    DAYS_PER_WEEK,
    NORMAL_MAD,
    TrendSettings,
    fit_line,
    hampel_outliers,
    judged_sessions,
)
from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]
Signal = Literal["falling_lifts", "below_band", "very_high", "no_light_week", "soreness"]
SIGNALS: Final[tuple[Signal, ...]] = ("falling_lifts", "below_band", "very_high", "no_light_week", "soreness")
_ROUNDING: Final = 1e-9
"""60 % of 10 sets are 6, also in floating point."""


@dataclass(frozen=True, slots=True)
class DeloadSettings:
    """The facts that the signs are judged by; shares in per cent."""

    signals_needed: int
    falling_lifts: int
    below_band_sessions: int
    weeks_since_light: int
    light_week_pct: float
    usual_weeks: int
    sore_days: int

    @classmethod
    def from_facts(cls, facts: Facts) -> DeloadSettings:
        """The settings that `deload.*` in the facts describe; the usual week is that of `bal.window_weeks`."""
        return cls(
            signals_needed=int(facts.number("deload.signals_needed")),
            falling_lifts=int(facts.number("deload.falling_lifts")),
            below_band_sessions=int(facts.number("deload.below_band_sessions")),
            weeks_since_light=int(facts.number("deload.weeks_since_light")),
            light_week_pct=facts.number("deload.light_week_pct"),
            usual_weeks=int(facts.number("bal.window_weeks")),
            sore_days=int(facts.number("deload.sore_days")),
        )

    def thresholds(self) -> Mapping[Signal, float]:
        """From how much on each sign is given: lifts, lifts, muscles, weeks, days."""
        return {
            "falling_lifts": self.falling_lifts,
            "below_band": 1,
            "very_high": 1,
            "no_light_week": self.weeks_since_light,
            "soreness": self.sore_days,
        }


def signals_on(
    *,
    falling_lifts: int,
    lifts_below_band: int,
    muscles_very_high: int,
    weeks_since_light: int,
    sore_days: int,
    settings: DeloadSettings,
) -> Mapping[Signal, bool]:
    """Which signs are given: main lifts likely or clearly falling, main lifts whose last sessions lie below their band,
    muscles above very high, full weeks since a light one, days with soreness in the notes.
    """
    counted = (falling_lifts, lifts_below_band, muscles_very_high, weeks_since_light, sore_days)
    thresholds = settings.thresholds()
    return {signal: count >= thresholds[signal] for signal, count in zip(SIGNALS, counted, strict=True)}


def deload_due(on: Iterable[bool], settings: DeloadSettings) -> bool:
    """Whether so many signs are given that an easier week is worth suggesting."""
    return sum(on) >= settings.signals_needed


def is_below_band(weeks: Values, kg: Values, *, last: int, noise_pct: float, settings: TrendSettings) -> bool:
    """Whether each of the `last` sessions of a lift lies below the band that the sessions before them foretell.

    The band is the prediction interval of the likely level (80 %) around the Theil-Sen line of the sessions before,
    within the trend's window and by its rules (gaps, outliers, enough sessions over enough days); no more is said
    without such a line. Its spread is 1.4826 x the median absolute residual, for two fitted numbers, but at least the
    session noise `noise_pct` (`e1rm.session_noise`): a few sessions that happen to agree foretell no better. It widens
    with the distance from the middle of the fitted sessions. Noise alone (3 %, eight weeks of sessions) puts two in a
    row below it in 3 or 4 of 100 lifts; a dip of 8 % is found in 6 or 7 of 10 (simulated in the tests).
    """
    judged = np.flatnonzero(judged_sessions(np.round((weeks - weeks[:1]) * DAYS_PER_WEEK, 6), settings))
    if len(judged) <= last:
        return False
    newest, earlier = judged[-last:], judged[:-last]
    earlier = earlier[~hampel_outliers(kg[earlier], settings)]
    earlier = earlier[weeks[earlier] >= weeks[earlier].max(initial=-math.inf) - settings.window_weeks]
    if len(earlier) < settings.min_sessions or np.ptp(weeks[earlier]) * DAYS_PER_WEEK < settings.min_span_days:
        return False
    return bool(
        (np.log(kg[newest]) < _lower_bound(weeks[earlier], kg[earlier], weeks[newest], noise_pct, settings)).all()
    )


def _lower_bound(weeks: Values, kg: Values, at: Values, noise_pct: float, settings: TrendSettings) -> Values:
    """Lower end of the prediction interval of ln(kg) at the weeks `at`."""
    line = fit_line(weeks, kg, settings)
    fitted = math.log(line.level_kg) + line.slope * (weeks - weeks[-1])
    residual = NORMAL_MAD * float(np.median(np.abs(np.log(kg) - fitted)))
    spread = max(residual * math.sqrt(len(kg) / (len(kg) - 2)), noise_pct / 100)
    middle = weeks.mean()
    leverage = 1 / len(weeks) + (at - middle) ** 2 / ((weeks - middle) ** 2).sum()
    reach = NormalDist().inv_cdf((1 + settings.likely_level) / 2) * spread * np.sqrt(1 + leverage)
    return np.asarray(math.log(line.level_kg) + line.slope * (at - weeks[-1]) - reach)


def light_weeks(weekly_sets: Values, settings: DeloadSettings) -> npt.NDArray[np.bool_]:
    """Which weeks were light: at most 60 % of the mean of the four before. Oldest first, one number a full week.

    The first four weeks of a log cannot be told.
    """
    light = np.zeros(len(weekly_sets), dtype=bool)
    if len(weekly_sets) > settings.usual_weeks:
        usual = np.lib.stride_tricks.sliding_window_view(weekly_sets[:-1], settings.usual_weeks).mean(axis=1)
        light[settings.usual_weeks :] = (
            weekly_sets[settings.usual_weeks :] <= settings.light_week_pct / 100 * usual + _ROUNDING
        )
    return light


def weeks_since_light(weekly_sets: Values, settings: DeloadSettings) -> int:
    """Full weeks since the last light one, 0 if the last was light; all weeks of the log where none was."""
    light = np.flatnonzero(light_weeks(weekly_sets, settings))
    return len(weekly_sets) - 1 - int(light[-1]) if light.size else len(weekly_sets)
