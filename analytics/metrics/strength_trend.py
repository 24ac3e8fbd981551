"""The trend of each lift (rulebook C4), as of its last session, and over how many weeks it has been flat.

It has no SQL of its own: it reads the session values. A plateau is judged over weeks of its own (8 or 12): in the
trend's 8 weeks alone, ordinary variation hides a normal gain, and nearly every lift is unclear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._lift_sets import LiftSets
from analytics.metrics._session_values import KINDS, SessionValues, session_values
from analytics.metrics.trend import DAYS_PER_WEEK, Trend, TrendSettings, trend
from analytics.reference.facts import Facts

WEEK: Final = np.timedelta64(1, "W")


@dataclass(frozen=True, slots=True)
class PlateauSettings:
    """Over how many weeks a lift may be judged flat, longest first, and how many days may be missing at their ends."""

    weeks: tuple[float, ...]
    grace_days: float

    @classmethod
    def from_facts(cls, facts: Facts) -> PlateauSettings:
        """The settings that `trend.plateau_*` describe."""
        lengths = {facts.number("trend.plateau_weeks"), facts.number("trend.plateau_weeks_slow")}
        return cls(tuple(sorted(lengths, reverse=True)), facts.number("trend.plateau_grace_days"))


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a lift that has session values, by exercise id; lifts last done before `from_date` are left out."""
    settings = TrendSettings.from_facts(request.facts)
    plateau = PlateauSettings.from_facts(request.facts)
    values = session_values(request)
    rows = [_lift(exercise_id, _Lift.of(values, place), settings, plateau) for exercise_id, place in values.lifts()]
    trends = pd.DataFrame(rows, columns=list(METRIC.columns)).astype(_DTYPES)
    return days_from(trends, "as_of", request.from_date)


@dataclass(frozen=True, slots=True, eq=False)
class _Lift:
    """The session values of one lift, and how they are made."""

    kg: npt.NDArray[np.float64]
    sets: LiftSets
    is_one_rep: bool
    reference_reps: float

    @classmethod
    def of(cls, values: SessionValues, place: slice) -> Self:
        """The lift whose sessions stand at a place of all values."""
        lift, made_by = values.sets.lift[place.start], values.kinds
        reference_reps = float(made_by.reference_reps[lift])
        return cls(values.kg[place], values.sets[place], bool(made_by.is_one_rep[lift]), reference_reps)

    @property
    def weeks(self) -> npt.NDArray[np.float64]:
        """Weeks since the first session, by the clock."""
        return np.asarray((self.sets.started_at - self.sets.started_at[0]) / WEEK, dtype=np.float64)

    def since(self, first: int) -> Self:
        """The lift from one of its sessions on."""
        return replace(self, kg=self.kg[first:], sets=self.sets[first:])


def _lift(exercise_id: str, lift: _Lift, settings: TrendSettings, plateau: PlateauSettings) -> dict[str, object]:
    longest = max(settings.window_weeks, *plateau.weeks)
    recent = lift.since(_first_that_matters(lift.weeks, replace(settings, window_weeks=longest)))
    over = _over_weeks(recent, settings)
    found = over(settings.window_weeks)
    flat_weeks, flat = _flat(over, plateau)
    known = ~np.isnan(recent.sets.rir)[found.fitted]
    return {
        "exercise_id": exercise_id,
        "class": found.name,
        "pct_per_week": found.pct_per_week,
        "low_pct": found.low_pct,
        "high_pct": found.high_pct,
        "sessions": found.sessions,
        "span_days": round(found.span_days, 1),
        "level_kg": found.level_kg,
        "as_of": recent.sets.day[-1],
        "low_95_pct": found.low_95_pct,
        "high_95_pct": found.high_95_pct,
        "kg_per_month": found.kg_per_month,
        "kind": KINDS[lift.is_one_rep],
        "reference_reps": lift.reference_reps,
        "rep_shift": found.rep_shift,
        "rep_range_changed": found.rep_range_changed,
        "effort_known_share": known.mean() if known.size else None,
        "outliers": int(found.outliers.sum()),
        "missing": found.missing,
        "flat_weeks": flat_weeks,
        "flat_sessions": flat.sessions if flat else 0,
        "flat_pct_per_week": flat.pct_per_week if flat else None,
        "flat_low_pct": flat.low_pct if flat else None,
        "flat_high_pct": flat.high_pct if flat else None,
    }


def _over_weeks(lift: _Lift, settings: TrendSettings) -> Callable[[float], Trend]:
    """The trend of the sessions by the length of its window."""
    weeks, reps = lift.weeks, lift.sets.effective_reps
    return cache(lambda window: trend(weeks, lift.kg, reps, settings=replace(settings, window_weeks=window)))


def _flat(over: Callable[[float], Trend], plateau: PlateauSettings) -> tuple[float, Trend | None]:
    """The longest of the plateau lengths over which the lift is flat, with its trend there; 0 where there is none."""
    for weeks in plateau.weeks:
        found = over(weeks)
        if found.name == "flat" and found.span_days >= weeks * DAYS_PER_WEEK - plateau.grace_days:
            return weeks, found
    return 0.0, None


def _first_that_matters(weeks: npt.NDArray[np.float64], settings: TrendSettings) -> int:
    """The first session that can touch the trend: the window's first, less what the outlier and gap rules look at."""
    first_in_window = int(np.searchsorted(weeks, weeks[-1] - settings.window_weeks))
    return max(0, first_in_window - settings.outlier_window - settings.fresh_sessions_skipped - 1)


METRIC: Final = Metric(
    name="strength_trend",
    columns=MappingProxyType(
        {
            "exercise_id": _("exercise id"),
            "class": _("clearly rising, likely rising, flat, likely falling, clearly falling, or unclear"),
            "pct_per_week": _("change in % a week (Theil-Sen on the logarithm); empty with too little data"),
            "low_pct": _("lower end of its 80 % interval, % a week"),
            "high_pct": _("upper end of its 80 % interval, % a week"),
            "sessions": _("sessions in the fit"),
            "span_days": _("days from the first to the last of them"),
            "level_kg": _("fitted strength on the last day, kg"),
            "as_of": _("day of the lift's last session"),
            "low_95_pct": _("lower end of the 95 % interval, % a week"),
            "high_95_pct": _("upper end of the 95 % interval, % a week"),
            "kg_per_month": _("what the change amounts to at this level, kg a month"),
            "kind": _("one_rep (1RM estimates) or reference_reps (strength at the usual reps)"),
            "reference_reps": _("the reps that reference_reps values are for; empty for one_rep"),
            "rep_shift": _("effective reps of the newer half of the sessions less the older half's (medians)"),
            "rep_range_changed": _("true when that shift is large enough to be part of the trend"),
            "effort_known_share": _("share (0 to 1) of the sessions in the fit whose reps in reserve were logged"),
            "outliers": _("sessions in the window set aside as outliers: shown, not fitted"),
            "missing": _("what is missing for a trend, in words; empty when nothing is"),
            "flat_weeks": _(
                "over how many weeks up to the last session the whole 80 % interval of the slope lies inside "
                "the flat band: the longest of the plateau lengths; 0 when none"
            ),
            "flat_sessions": _("sessions in the fit over those weeks"),
            "flat_pct_per_week": _("change over those weeks, % a week; empty when not flat"),
            "flat_low_pct": _("lower end of its 80 % interval, % a week"),
            "flat_high_pct": _("upper end of its 80 % interval, % a week"),
        }
    ),
    compute=compute,
    facts=("trend.",),
    ends_with_full_week=False,
)

_DTYPES: Final = {
    **dict.fromkeys(("pct_per_week", "low_pct", "high_pct", "low_95_pct", "high_95_pct", "kg_per_month"), "float64"),
    **dict.fromkeys(("level_kg", "span_days", "reference_reps", "rep_shift", "effort_known_share"), "float64"),
    **dict.fromkeys(("flat_weeks", "flat_pct_per_week", "flat_low_pct", "flat_high_pct"), "float64"),
    **dict.fromkeys(("exercise_id", "class", "kind", "missing"), "str"),
    "sessions": "int64",
    "outliers": "int64",
    "flat_sessions": "int64",
    "rep_range_changed": "bool",
    "as_of": "datetime64[us]",
}
