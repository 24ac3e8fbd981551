"""The trend of one lift: is it going up, going down, or can nobody tell yet?

Pure functions over one exercise's session values. Theil-Sen slope on the logarithm of the value with Sen's interval
(Theil 1950, Sen 1968), after Hampel's outlier rule; gaps cut the series, and the first sessions back are not judged.
The classes include "unclear": at ordinary day-to-day noise a normal intermediate gain (0.2 % a week) is found in only a
quarter of cases after eight weeks, and saying "plateau" there would be reading noise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from analytics.language import _, counted
from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
TrendClass = Literal["clearly rising", "likely rising", "flat", "likely falling", "clearly falling", "unclear"]
TREND_CLASSES: Final[tuple[TrendClass, ...]] = (
    "clearly rising",
    "likely rising",
    "flat",
    "likely falling",
    "clearly falling",
    "unclear",
)

WEEKS_PER_MONTH: Final = 4.345
DAYS_PER_WEEK: Final = 7
NORMAL_MAD: Final = 1.4826
"""What makes the median absolute deviation of normal noise equal its standard deviation."""


@dataclass(frozen=True, slots=True)
class TrendSettings:
    """The facts a trend is judged by; percentages in per cent, confidence levels as shares."""

    window_weeks: float
    min_sessions: float
    min_span_days: float
    likely_level: float
    clear_level: float
    smallest_change_pct: float
    flat_band_pct: float
    outlier_mads: float
    outlier_window: int
    outlier_floor_pct: float
    gap_days: float
    fresh_sessions_skipped: int
    rep_shift: float

    @classmethod
    def from_facts(cls, facts: Facts) -> TrendSettings:
        """The settings that `trend.*` in the facts describe."""
        return cls(
            window_weeks=facts.number("trend.window_weeks"),
            min_sessions=facts.number("trend.min_sessions"),
            min_span_days=facts.number("trend.min_span_days"),
            likely_level=facts.number("trend.ci_likely"),
            clear_level=facts.number("trend.ci_clear"),
            smallest_change_pct=facts.number("trend.swc_pct"),
            flat_band_pct=facts.number("trend.flat_band"),
            outlier_mads=facts.number("trend.outlier_k"),
            outlier_window=int(facts.number("trend.outlier_window")),
            outlier_floor_pct=facts.number("trend.outlier_floor_pct"),
            gap_days=facts.number("trend.gap_days"),
            fresh_sessions_skipped=int(facts.number("trend.fresh_sessions_skipped")),
            rep_shift=facts.number("trend.rep_shift"),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A Theil-Sen line through ln(kg) over weeks.

    `slope` and Sen's intervals at the likely and the clear level are per week, as shares (0.01 is 1 %); `level_kg` is
    the fitted value at the last session.
    """

    slope: float
    likely: tuple[float, float]
    clear: tuple[float, float]
    level_kg: float

    @property
    def kg_per_month(self) -> float:
        """Kilograms that a month (4.345 weeks) of this slope adds to the level."""
        return math.expm1(self.slope * WEEKS_PER_MONTH) * self.level_kg


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """What one lift's recent sessions say.

    `name` is the class. `pct_per_week` is 100 x the slope of ln(value) per week; `low_pct`..`high_pct` its interval at
    the likely level (80 %), `low_95_pct`..`high_95_pct` at the clear level (95 %). All five, `level_kg` and
    `kg_per_month` are None when there is too little data; `missing` then says what is missing, in words. `sessions`
    and `span_days` describe the fitted sessions. `level_kg` is the fitted value on the last fitted day. `rep_shift` is
    the change of the median effective reps between the two halves (None when they are unknown); `rep_range_changed`
    that it is large enough to be part of the trend. `fitted` and `outliers` flag the given sessions, in the order
    given; a session that is in neither lies outside the window, before a gap, or is one of the first back.
    """

    name: TrendClass
    pct_per_week: float | None
    low_pct: float | None
    high_pct: float | None
    low_95_pct: float | None
    high_95_pct: float | None
    sessions: int
    span_days: float
    level_kg: float | None
    kg_per_month: float | None
    rep_shift: float | None
    rep_range_changed: bool
    missing: str
    fitted: Flags
    outliers: Flags


def trend(
    when: npt.NDArray[np.datetime64] | Values,
    kg: Values,
    effective_reps: Values | None = None,
    *,
    settings: TrendSettings,
) -> Trend:
    """The trend of one lift, as of its last session.

    `when` holds days (datetime64) or weeks (floats), ascending, one value a day; `kg` the session values (1RM estimates
    or reference-rep strength), all above 0; `effective_reps` those of the sets behind them, NaN when unknown. Lift by
    lift: never mix exercises, nor 1RM estimates with reference-rep values.
    """
    days = _as_days(when)
    inside = judged_sessions(days, settings)
    outliers = np.zeros(len(kg), dtype=bool)
    outliers[inside] = hampel_outliers(kg[inside], settings)
    if days.size:
        inside &= days >= days[-1] - settings.window_weeks * DAYS_PER_WEEK
    fitted = inside & ~outliers
    sessions = int(fitted.sum())
    span_days = float(np.ptp(days[fitted])) if sessions else 0.0
    missing = _missing(sessions, span_days, settings)
    line = None if missing else fit_line(days[fitted] / DAYS_PER_WEEK, kg[fitted], settings)
    shift = None if effective_reps is None else rep_range_shift(effective_reps[fitted])
    return Trend(
        name=classify(line, span_weeks=span_days / DAYS_PER_WEEK, settings=settings) if line else "unclear",
        pct_per_week=100 * line.slope if line else None,
        low_pct=100 * line.likely[0] if line else None,
        high_pct=100 * line.likely[1] if line else None,
        low_95_pct=100 * line.clear[0] if line else None,
        high_95_pct=100 * line.clear[1] if line else None,
        sessions=sessions,
        span_days=span_days,
        level_kg=line.level_kg if line else None,
        kg_per_month=line.kg_per_month if line else None,
        rep_shift=shift,
        rep_range_changed=shift is not None and abs(shift) >= settings.rep_shift,
        missing=missing,
        fitted=fitted,
        outliers=outliers & inside,
    )


def judged_sessions(days: Values, settings: TrendSettings) -> Flags:
    """The sessions of the newest stretch without a gap; after a gap, the first sessions back are not judged."""
    judged = np.ones(len(days), dtype=bool)
    gaps = np.flatnonzero(np.diff(days) > settings.gap_days)
    if gaps.size:
        judged[: gaps[-1] + 1 + settings.fresh_sessions_skipped] = False
    return judged


def hampel_outliers(kg: Values, settings: TrendSettings) -> Flags:
    """Sessions further from the running median of 7 than 3 scaled MADs of the same sessions (Hampel 1974), in ln(kg).

    At the ends the running window is cut short. A lifter who repeats one load has a MAD of 0, and every step up would
    be an outlier; so the scale never falls below `outlier_floor_pct`, ordinary day-to-day variation.
    """
    if not kg.size:
        return np.zeros(0, dtype=bool)
    half = settings.outlier_window // 2
    logs = np.log(kg)
    around = sliding_window_view(np.pad(logs, half, constant_values=np.nan), 2 * half + 1)
    centre = _medians(around)
    mad = _medians(np.abs(around - centre[:, None]))
    scale = np.maximum(NORMAL_MAD * mad, settings.outlier_floor_pct / 100)
    return np.asarray(np.abs(logs - centre) > settings.outlier_mads * scale)


def fit_line(weeks: Values, kg: Values, settings: TrendSettings) -> Line:
    """The Theil-Sen line of ln(kg) over weeks: the median pairwise slope, at a height with half the sessions above.

    Needs two sessions at different times; whether there are enough to say anything is `trend`'s to judge.
    """
    logs = np.log(kg)
    slopes = pairwise_slopes(weeks, logs)
    slope = float(np.median(slopes))
    variance = kendall_variance(weeks, kg)
    return Line(
        slope=slope,
        likely=sen_interval(slopes, variance, settings.likely_level),
        clear=sen_interval(slopes, variance, settings.clear_level),
        level_kg=math.exp(float(np.median(logs - slope * weeks)) + slope * float(weeks[-1])),
    )


def pairwise_slopes(weeks: Values, logs: Values) -> Values:
    """Slopes between every two sessions, ascending; sessions at the same time make no pair."""
    first, second = np.triu_indices(len(weeks), k=1)
    step = weeks[second] - weeks[first]
    apart = step > 0
    return np.sort((logs[second] - logs[first])[apart] / step[apart])


def kendall_variance(weeks: Values, kg: Values) -> float:
    """Variance of Kendall's S under no trend: n(n - 1)(2n + 5) / 18, less the same for each group of equal values.

    Without equal values this is the rulebook's C4. With them it is what SciPy computes, and what the worked example
    with a repeated value expects; lifters repeat themselves, so it matters.
    """
    groups = np.concatenate([np.unique(values, return_counts=True)[1] for values in (weeks, kg)])
    return float(_tie_term(np.array([len(kg)])) - _tie_term(groups)) / 18


def sen_interval(slopes: Values, variance: float, level: float) -> tuple[float, float]:
    """Sen's interval (1968) of the Theil-Sen slope at a confidence `level` such as 0.80; `slopes` ascending, not empty.

    C = z * sqrt(variance), bounds at the 0-based positions round((N - C)/2) - 1 and round((N + C)/2) of the N slopes,
    kept inside the list. Equals SciPy's `theilslopes`.
    """
    pairs = len(slopes)
    spread = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(variance)
    low = max(round((pairs - spread) / 2) - 1, 0)
    high = min(round((pairs + spread) / 2), pairs - 1)
    return float(slopes[low]), float(slopes[high])


def classify(line: Line, *, span_weeks: float, settings: TrendSettings) -> TrendClass:
    """The class of a line over `span_weeks`.

    Rising or falling: the interval leaves out 0 and the change over the span is worth the name. Flat: the whole likely
    interval lies inside the flat band. Anything else is unclear.
    """
    if abs(100 * line.slope * span_weeks) >= settings.smallest_change_pct:
        if line.clear[0] > 0:
            return "clearly rising"
        if line.clear[1] < 0:
            return "clearly falling"
        if line.likely[0] > 0:
            return "likely rising"
        if line.likely[1] < 0:
            return "likely falling"
    band = settings.flat_band_pct / 100
    return "flat" if -band <= line.likely[0] and line.likely[1] <= band else "unclear"


def rep_range_shift(effective_reps: Values) -> float | None:
    """Median effective reps of the newer half of the sessions minus that of the older half; None below two known ones.

    With an odd number the middle session belongs to the newer half.
    """
    known = effective_reps[~np.isnan(effective_reps)]
    if len(known) < 2:
        return None
    half = len(known) // 2
    return float(np.median(known[half:]) - np.median(known[:half]))


def _medians(rows: npt.NDArray[np.float64]) -> Values:
    """The median of each row, NaN left out, as `np.nanmedian` has it, in a fraction of its time for short rows."""
    ordered = np.sort(rows, axis=1)  # NaN last
    known = np.count_nonzero(~np.isnan(ordered), axis=1)
    middle = np.stack([(known - 1) // 2, known // 2], axis=1)
    return np.asarray(np.take_along_axis(ordered, middle, axis=1).sum(axis=1) / 2)


def _tie_term(counts: npt.NDArray[np.int64]) -> int:
    return int((counts * (counts - 1) * (2 * counts + 5)).sum())


def _as_days(when: npt.NDArray[np.datetime64] | Values) -> Values:
    """Days since the first session. Whole days stay whole numbers, so a limit of 35 or 56 days is met exactly."""
    if np.issubdtype(when.dtype, np.datetime64):
        days = when.astype("datetime64[D]").astype(np.int64)
        return np.asarray(days - days[:1], dtype=np.float64)
    weeks = np.asarray(when, dtype=np.float64)
    # to a tenth of a second: a session exactly 56 days back must not fall out of the window by rounding
    return np.round((weeks - weeks[:1]) * DAYS_PER_WEEK, 6)


def _missing(sessions: int, span_days: float, settings: TrendSettings) -> str:
    if sessions < settings.min_sessions:
        return _("{sessions} of {needed} sessions", sessions=sessions, needed=counted(settings.min_sessions))
    if span_days < settings.min_span_days:
        return _(
            "{days} of {needed} days between the first and the last session",
            days=f"{span_days:.0f}",
            needed=counted(settings.min_span_days),
        )
    return ""
