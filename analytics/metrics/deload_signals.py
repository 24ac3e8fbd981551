"""Five signs of tiredness, each with its number and its threshold (rulebook C7); `deload.py` holds the judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _, n_
from analytics.metrics._base import Metric, MetricRequest, metric_sql
from analytics.metrics._lift_sets import LiftSets
from analytics.metrics._local_trends import session_noise_pct
from analytics.metrics._noted import noted_sets
from analytics.metrics._session_values import SessionValues, session_values
from analytics.metrics.deload import (
    DeloadSettings,
    Signal,
    is_below_band,
    light_weeks,
    signals_on,
    weeks_since_light,
)
from analytics.metrics.trend import TrendSettings, trend
from analytics.reference.facts import Facts

MAIN_PATTERNS: Final = ("squat", "lunge", "hinge", "bridge", "press", "row")
"""Patterns of the lifts that load much of the body; an exercise of the lifter's own has one too."""
_FALLING: Final = ("likely falling", "clearly falling")
_WEEK: Final = np.timedelta64(1, "W")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What was counted for one sign, in words, and the day from which on it holds (NaT where that says nothing)."""

    count: int
    words: str
    since: Any = pd.NaT


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a sign, always the five of them; none for an empty log.

    As of `to_date`, or the log's last day; the week of that day is running and does not count. `from_date` chooses
    nothing: the signs look back by themselves.
    """
    logged = request.rows(metric_sql("logged_exercises"))
    if logged.empty:
        return _frame([])
    as_of = pd.Timestamp(request.to_date or logged["last_day"].max())
    request = replace(request, to_date=as_of.date())
    settings = DeloadSettings.from_facts(request.facts)
    weekly = request.rows(metric_sql("deload_signals"))
    lifts = _main_lifts(session_values(request), logged, as_of, request.facts)
    signs: Mapping[Signal, _Sign] = {
        "falling_lifts": _falling(lifts, request.facts),
        "below_band": _below_band(lifts, settings, request.facts),
        "very_high": _very_high(weekly, settings, request.facts),
        "no_light_week": _no_light_week(weekly, settings),
        "soreness": _soreness(request, as_of),
    }
    return _frame(_rows(signs, settings))


def _rows(signs: Mapping[Signal, _Sign], settings: DeloadSettings) -> list[dict[str, object]]:
    on = signals_on(
        falling_lifts=signs["falling_lifts"].count,
        lifts_below_band=signs["below_band"].count,
        muscles_very_high=signs["very_high"].count,
        weeks_since_light=signs["no_light_week"].count,
        sore_days=signs["soreness"].count,
        settings=settings,
    )
    thresholds = settings.thresholds()
    return [
        {
            "signal": signal,
            "on": on[signal],
            "value": sign.count,
            "threshold": thresholds[signal],
            "words": sign.words,
            "since": sign.since if on[signal] else pd.NaT,
        }
        for signal, sign in signs.items()
    ]


# --- lifts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Lift:
    """The session values of a lift; `weeks` since its first session by the clock."""

    weeks: npt.NDArray[np.float64]
    kg: npt.NDArray[np.float64]
    sets: LiftSets

    @classmethod
    def of(cls, values: SessionValues, place: slice) -> Self:
        """The lift whose sessions stand at a place of all values."""
        sets = values.sets[place]
        weeks = np.asarray((sets.started_at - sets.started_at[0]) / _WEEK, dtype=np.float64)
        return cls(weeks, values.kg[place], sets)


def _main_lifts(values: SessionValues, logged: pd.DataFrame, as_of: pd.Timestamp, facts: Facts) -> dict[str, _Lift]:
    """Name -> sessions of the main lifts: still trained, and with most sessions in the trend's window (then by id)."""
    main = logged[logged["pattern"].isin(MAIN_PATTERNS)]
    names = dict(zip(main["exercise_id"], main["name"], strict=True))
    since = (as_of - timedelta(weeks=facts.number("trend.window_weeks"))).to_datetime64()
    current = (as_of - timedelta(days=facts.number("trend.gap_days"))).to_datetime64()
    recent = {
        lift: (int((values.sets.day[place] > since).sum()), place)
        for lift, place in values.lifts()
        if lift in names and values.sets.day[place][-1] >= current
    }
    chosen = sorted((lift for lift in recent if recent[lift][0]), key=lambda lift: -recent[lift][0])
    most = int(facts.number("deload.main_lifts"))
    return {_(str(names[lift])): _Lift.of(values, recent[lift][1]) for lift in chosen[:most]}


def _falling(lifts: Mapping[str, _Lift], facts: Facts) -> _Sign:
    settings = TrendSettings.from_facts(facts)
    trends = {name: trend(lift.weeks, lift.kg, settings=settings) for name, lift in lifts.items()}
    found = [name for name, each in trends.items() if each.name in _FALLING]
    first_days = [lifts[name].sets.day[trends[name].fitted][0] for name in found]
    words = _("Falling: {lifts}", lifts=_or_none(found))
    return _Sign(len(found), words, pd.Timestamp(max(first_days)) if found else pd.NaT)


def _below_band(lifts: Mapping[str, _Lift], deload: DeloadSettings, facts: Facts) -> _Sign:
    settings, last = TrendSettings.from_facts(facts), deload.below_band_sessions
    found = [
        name
        for name, lift in lifts.items()
        if is_below_band(lift.weeks, lift.kg, last=last, noise_pct=_noise_pct(lift.sets, facts), settings=settings)
    ]
    first_days = [pd.Timestamp(lifts[name].sets.day[-last]) for name in found]
    words = _("Last {sessions} sessions below the band: {lifts}", sessions=last, lifts=_or_none(found))
    return _Sign(len(found), words, max(first_days, default=pd.NaT))


def _noise_pct(sets: LiftSets, facts: Facts) -> float:
    """How much a lift's values usually vary from day to day, by how its effort was logged: the median, %."""
    return float(np.median(session_noise_pct(sets.rir, sets.is_failure, facts)))


# --- weeks and notes --------------------------------------------------------------------------------------------------


def _very_high(weekly: pd.DataFrame, settings: DeloadSettings, facts: Facts) -> _Sign:
    """Muscles whose mean of four full weeks lies above very high."""
    weeks = weekly["week"].unique()[-settings.usual_weeks :]
    if len(weeks) < settings.usual_weeks:
        return _Sign(0, _("{weeks} of {needed} full weeks", weeks=len(weeks), needed=settings.usual_weeks))
    pooled = weekly[weekly["week"].isin(weeks)].dropna(subset="muscle")
    means = pooled.groupby(["muscle", "muscle_name"], sort=False, as_index=False)["hard_sets"].sum()
    limits = [facts.get_number(f"vol.{muscle}.very_high") for muscle in means["muscle"]]
    is_above = means["hard_sets"] / settings.usual_weeks > pd.Series(limits, index=means.index, dtype="float64")
    found = [_(str(name)) for name in means.loc[is_above, "muscle_name"]]
    words = _("Above very high: {muscles}", muscles=_or_none(found))
    return _Sign(len(found), words, pd.Timestamp(weeks[0]))


def _no_light_week(weekly: pd.DataFrame, settings: DeloadSettings) -> _Sign:
    """Full weeks since the last light one."""
    totals = weekly[weekly["muscle"].isna()].set_index("week")["hard_sets"]
    sets = totals.to_numpy(float)
    weeks = weeks_since_light(sets, settings)
    if not weeks:
        return _Sign(0, _("The last full week was light"))
    words = (
        n_("{number} full week since a light week", "{number} full weeks since a light week", weeks)
        if light_weeks(sets, settings).any()
        else n_(
            "{number} full week of the log without a light one",
            "{number} full weeks of the log without a light one",
            weeks,
        )
    )
    return _Sign(weeks, words, totals.index[-weeks])


def _soreness(request: MetricRequest, as_of: pd.Timestamp) -> _Sign:
    """Days of the last two weeks with soreness in a note."""
    days = int(request.facts.number("deload.note_days"))
    notes = noted_sets(request, from_date=(as_of - timedelta(days=days - 1)).date())
    sore = sorted(notes.loc[notes["note_kind"] == "soreness", "day"].unique())
    since = pd.Timestamp(sore[0]) if sore else pd.NaT
    return _Sign(len(sore), _("Soreness noted on {sore} of the last {days} days", sore=len(sore), days=days), since)


def _or_none(names: Sequence[str]) -> str:
    return ", ".join(names) if names else _("none")


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(METRIC.columns)).astype(_DTYPES)


METRIC: Final = Metric(
    name="deload_signals",
    columns=MappingProxyType(
        {
            "signal": _("falling_lifts, below_band, very_high, no_light_week, or soreness"),
            "on": _("whether the sign is given: value is threshold or more"),
            "value": _(
                "main lifts falling; main lifts below their band; muscles above very high; full weeks since "
                "a light one; days with soreness in a note"
            ),
            "threshold": _("from how much on it is a sign"),
            "words": _("what was found"),
            "since": _("first day of what was found; empty where the sign is not given"),
        }
    ),
    compute=compute,
    facts=("deload.", "trend.", "e1rm.session_noise", "bal.window_weeks"),
    ends_with_full_week=False,
)

_DTYPES: Final = {
    "signal": "str",
    "on": "bool",
    "value": "int64",
    "threshold": "float64",
    "words": "str",
    "since": "datetime64[us]",
}
