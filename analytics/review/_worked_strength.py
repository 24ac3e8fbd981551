"""Derivations of strength: a session's value and its band, strength at the usual reps, the trend, expected gains."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.metrics.e1rm import ErrorSettings, curve_pct, growth, level_sd_pct, rir_sd_reps
from analytics.metrics.trend import TrendSettings, kendall_variance, pairwise_slopes, trend
from analytics.review._arithmetic import day, mass, shown
from analytics.review._evidence import Evidence

WEEK: Final = np.timedelta64(1, "W")
SAME: Final = 0.005
"""Relative difference within which a derivation and a metric's number are the same: both are rounded on the screen."""


def session_strength(evidence: Evidence) -> str | None:
    """The estimated maximum of the newest session: its best set, the formula filled in, the band."""
    row = _newest(evidence, "one_rep")
    if row is None:
        return None
    formula, reps = evidence.case.facts.text("e1rm.formula"), float(row["effective_reps"])
    value = mass(row["e1rm_kg"], evidence.unit)
    load, load_words = _load(row, evidence)
    if not pd.isna(row["k"]) and _is(load * growth(reps, k=row["k"]), row["e1rm_kg"]):
        g = shown(growth(reps, k=row["k"]), 5)
        how = f"g = 1 + {shown(row['k'], 4)} x ({shown(reps)} - 1) = {g}\ne1RM = {load_words} x {g} = {value}"
    elif _is(100 * load / curve_pct(reps, "leg_press"), row["e1rm_kg"]):
        share = shown(curve_pct(reps, "leg_press"), 1)
        how = f"leg press: {shown(reps)} reps are {share} % of a maximum\ne1RM = {load_words} / {share} % = {value}"
    else:
        how = f"e1RM = {value} (formula {formula.replace('_', ' ')})"
    return "\n".join([_best_set(row, evidence), how, _band(row, evidence)])


def reference_reps(evidence: Evidence) -> str | None:
    """The newest session of a lift that is followed by its load for the usual reps."""
    row = _newest(evidence, "reference_reps")
    if row is None:
        return None
    reps, reference = float(row["effective_reps"]), float(row["reference_reps"])
    g_n, g_x = (shown(growth(number, k=row["k"]), 4) for number in (reps, reference))
    _, load = _load(row, evidence)
    return (
        f"{_best_set(row, evidence)}; usual reps X = {shown(reference)}\n"
        f"{load} x g({shown(reps)}) / g({shown(reference)}) = {load} x {g_n} / {g_x} = "
        f"{mass(row['e1rm_kg'], evidence.unit)} for {shown(reference)} reps\n{_band(row, evidence)}"
    )


def strength_trend(evidence: Evidence) -> str | None:
    """The trend of one lift, from its pairs of sessions to its class."""
    trends = evidence.case.frame("strength_trend")
    row = _most_telling(trends[trends["missing"] == ""], evidence)
    if row is None:
        return None
    sessions = evidence.case.frame("session_strength")
    sessions = sessions[sessions["exercise_id"] == row["exercise_id"]]
    settings = TrendSettings.from_facts(evidence.case.facts)
    started_at = sessions["started_at"].to_numpy()
    weeks = np.asarray((started_at - started_at[0]) / WEEK, dtype=np.float64)
    values = sessions["e1rm_kg"].to_numpy(float)
    fitted = trend(weeks, values, settings=settings).fitted
    slopes = 100 * pairwise_slopes(weeks[fitted], np.log(values[fitted]))
    variance = kendall_variance(weeks[fitted], values[fitted])
    first, last = started_at[fitted][0], started_at[fitted][-1]
    total = float(row["pct_per_week"]) * float((last - first) / WEEK)
    return "\n".join(
        (
            f"{evidence.exercise(row)}: n = {row['sessions']} sessions, {day(pd.Timestamp(first))} to "
            f"{day(pd.Timestamp(last))}, {shown(row['span_days'], 0)} days; {len(slopes)} pairs of sessions",
            _two_sessions(weeks[fitted], values[fitted], evidence),
            f"median of the {len(slopes)} slopes: {shown(row['pct_per_week'], 3)} % a week",
            _variance(len(values[fitted]), variance),
            _interval(slopes, variance, settings.likely_level),
            _interval(slopes, variance, settings.clear_level),
            f"in all {shown(row['pct_per_week'], 3)} % x {shown((last - first) / WEEK)} weeks = {shown(total, 1)} %: "
            f"{row['class']}",
        )
    )


def gain(evidence: Evidence) -> str | None:
    """What the expected gains of the lifter's level amount to on the lift of the trend's derivation."""
    trends = evidence.case.frame("strength_trend")
    row = _most_telling(trends[trends["missing"] == ""], evidence)
    if row is None:
        return None
    level = evidence.case.lifter.level
    low, high = (evidence.case.facts.number(f"gain.expected_pct_per_week.{level}.{end}") for end in ("low", "high"))
    least, most = (mass(row["level_kg"] * share / 100, evidence.unit) for share in (low, high))
    return (
        f"{evidence.exercise(row)} at {mass(row['level_kg'], evidence.unit, 1)}, level {level}: {shown(low)} to "
        f"{shown(high)} % a week are {least} to {most} a week\nyours: {shown(row['pct_per_week'], 2)} % a week "
        f"({shown(row['low_pct'], 2)} to {shown(row['high_pct'], 2)})"
    )


def _newest(evidence: Evidence, kind: str) -> pd.Series[Any] | None:
    """The newest session value of a kind: with a known effort where the last day has one, the heaviest of those."""
    values = evidence.case.frame("session_strength")
    values = values[values["kind"] == kind]
    if values.empty:
        return None
    last_day = values[values["started_at"].dt.normalize() == values["started_at"].max().normalize()]
    ordered: pd.DataFrame = last_day.sort_values(["is_lower_bound", "e1rm_kg"], ascending=[True, False], kind="stable")
    return next(row for _, row in ordered.iterrows())


def _most_telling(trends: pd.DataFrame, evidence: Evidence) -> pd.Series[Any] | None:
    """The trend to explain: one that says something, about the back of the legs where there is one, of the lift done
    most.
    """
    if trends.empty:
        return None
    ordered = evidence.in_order(trends)
    telling = ordered.sort_values("class", key=lambda names: names == "unclear", kind="stable")
    return next(row for _, row in telling.iterrows())


def _best_set(row: pd.Series[Any], evidence: Evidence) -> str:
    left = "reps left not logged, so 0" if pd.isna(row["rir"]) else f"{shown(row['rir'])} left"
    return (
        f"{evidence.exercise(row)}, {day(row['started_at'])}: {evidence.load(row)} ({left}), n = "
        f"{shown(row['effective_reps'])}"
    )


def _load(row: pd.Series[Any], evidence: Evidence) -> tuple[float, str]:
    """The load that was moved, in kg and in words: what is logged, and the body where the lift moves all of it."""
    if pd.isna(row["bodyweight_kg"]):
        return float(row["weight_kg"]), mass(row["weight_kg"], evidence.unit)
    added = 0.0 if pd.isna(row["weight_kg"]) else float(row["weight_kg"])
    body = float(row["bodyweight_kg"])
    return body + added, f"({mass(body, evidence.unit)} + {mass(added, evidence.unit)})"


def _band(row: pd.Series[Any], evidence: Evidence) -> str:
    """The band as the two errors joined in quadrature, where that is what the metric's band is made of."""
    settings = ErrorSettings.from_facts(evidence.case.facts)
    reps = min(float(row["effective_reps"]), settings.level_pct[-1][0])
    width, low, high = (row["high_kg"] - row["low_kg"]) / 2, row["low_kg"], row["high_kg"]
    span = f"{mass(low, evidence.unit, 1)} to {mass(high, evidence.unit, 1)}"
    level = float(level_sd_pct(reps, settings))
    for failed in (False, True):
        effort = float(rir_sd_reps(row["rir"], failed, settings))
        pct = float(np.hypot(level, settings.pct_per_rep * effort))
        if _is(row["e1rm_kg"] * pct / 100, width):
            return (
                f"band: sqrt({shown(level)}^2 + ({shown(settings.pct_per_rep)} x {shown(effort)})^2) = {shown(pct)} % "
                f"= {mass(width, evidence.unit, 1)}, so {span}"
            )
    return f"band: {span}"


def _two_sessions(weeks: np.ndarray[Any, Any], values: np.ndarray[Any, Any], evidence: Evidence) -> str:
    """One of the slopes: the first session against the last."""
    step = weeks[-1] - weeks[0]
    slope = 100 * np.log(values[-1] / values[0]) / step
    return (
        f"e.g. first and last: (ln {mass(values[-1], evidence.unit)} - ln {mass(values[0], evidence.unit)}) / "
        f"{shown(step)} weeks = {shown(slope, 3)} % a week"
    )


def _variance(sessions: int, variance: float) -> str:
    """The variance under Sen's interval, with what equal values take from it."""
    n, whole = sessions, sessions * (sessions - 1) * (2 * sessions + 5) / 18
    ties = (
        "" if np.isclose(whole, variance) else f", less {shown(whole - variance)} for equal values: {shown(variance)}"
    )
    return f"variance: {n} x {n - 1} x {2 * n + 5} / 18 = {shown(whole)}{ties}"


def _interval(slopes: np.ndarray[Any, Any], variance: float, level: float) -> str:
    """Sen's interval with the places that it takes, counted from 1."""
    z, pairs = NormalDist().inv_cdf((1 + level) / 2), len(slopes)
    spread = z * np.sqrt(variance)
    low, high = max(round((pairs - spread) / 2) - 1, 0), min(round((pairs + spread) / 2), pairs - 1)
    places = f"C = {shown(z, 4)} x sqrt({shown(variance)}) = {shown(spread, 1)}, slopes number {low + 1} and {high + 1}"
    bounds = f"{shown(slopes[low], 3)} to {shown(slopes[high], 3)} % a week"
    return f"{shown(100 * level, 1)} % interval: {places} of {pairs}: {bounds}"


def _is(derived: Any, told: Any) -> bool:
    return bool(np.isclose(float(derived), float(told), rtol=SAME, atol=0))
