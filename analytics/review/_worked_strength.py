"""Derivations of strength: a session's value and its band, strength at the usual reps, the trend, expected gains."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics.e1rm import ErrorSettings, curve_pct, growth, level_sd_pct, rir_sd_reps
from analytics.metrics.trend import TrendSettings, kendall_variance, pairwise_slopes, trend
from analytics.model import LEVEL_WORDS, TREND_WORDS
from analytics.review._arithmetic import mass, short_day, shown
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
        share = f"{shown(curve_pct(reps, 'leg_press'), 1)} %"
        curve = _("leg press: {reps} reps are {share} of a maximum", reps=shown(reps), share=share)
        how = f"{curve}\ne1RM = {load_words} / {share} = {value}"
    else:
        how = _("e1RM = {load} (formula {formula})", load=value, formula=formula.replace("_", " "))
    return "\n".join([_best_set(row, evidence), how, _band(row, evidence)])


def reference_reps(evidence: Evidence) -> str | None:
    """The newest session of a lift that is followed by its load for the usual reps."""
    row = _newest(evidence, "reference_reps")
    if row is None:
        return None
    reps, reference = float(row["effective_reps"]), float(row["reference_reps"])
    g_n, g_x = (shown(growth(number, k=row["k"]), 4) for number in (reps, reference))
    __, load = _load(row, evidence)
    usual = _("usual reps X = {reps}", reps=shown(reference))
    value = _("{load} for {reps} reps", load=mass(row["e1rm_kg"], evidence.unit), reps=shown(reference))
    quotient = f"{load} x g({shown(reps)}) / g({shown(reference)}) = {load} x {g_n} / {g_x}"
    return f"{_best_set(row, evidence)}; {usual}\n{quotient} = {value}\n{_band(row, evidence)}"


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
            _(
                "{exercise}: n = {sessions} sessions, {first_day} to {last_day}, {days} days; {pairs} pairs of "
                "sessions",
                exercise=evidence.exercise(row),
                sessions=row["sessions"],
                first_day=short_day(pd.Timestamp(first)),
                last_day=short_day(pd.Timestamp(last)),
                days=shown(row["span_days"], 0),
                pairs=len(slopes),
            ),
            _two_sessions(weeks[fitted], values[fitted], evidence),
            _(
                "median of the {slopes} slopes: {rate} % a week",
                slopes=len(slopes),
                rate=shown(row["pct_per_week"], 3),
            ),
            _variance(len(values[fitted]), variance),
            _interval(slopes, variance, settings.likely_level),
            _interval(slopes, variance, settings.clear_level),
            _(
                "in all {rate} % x {weeks} weeks = {change} %: {trend}",
                rate=shown(row["pct_per_week"], 3),
                weeks=shown((last - first) / WEEK),
                change=shown(total, 1),
                trend=TREND_WORDS[str(row["class"])],
            ),
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
    expected = _(
        "{exercise} at {load}, level {level}: {low} to {high} % a week are {least} to {most} a week",
        exercise=evidence.exercise(row),
        load=mass(row["level_kg"], evidence.unit, 1),
        level=LEVEL_WORDS[level],
        low=shown(low),
        high=shown(high),
        least=least,
        most=most,
    )
    yours = _(
        "yours: {rate} % a week ({low} to {high})",
        rate=shown(row["pct_per_week"], 2),
        low=shown(row["low_pct"], 2),
        high=shown(row["high_pct"], 2),
    )
    return f"{expected}\n{yours}"


def _newest(evidence: Evidence, kind: str) -> pd.Series[Any] | None:
    """The newest session value of a kind: with a known effort where the last day has one, the heaviest of those."""
    values = evidence.case.frame("session_strength")
    values = values[values["kind"] == kind]
    if values.empty:
        return None
    last_day = values[values["started_at"].dt.normalize() == values["started_at"].max().normalize()]
    ordered: pd.DataFrame = last_day.sort_values(["is_lower_bound", "e1rm_kg"], ascending=[True, False], kind="stable")
    return next(row for __, row in ordered.iterrows())


def _most_telling(trends: pd.DataFrame, evidence: Evidence) -> pd.Series[Any] | None:
    """The trend to explain: one that says something, about the back of the legs where there is one, of the lift done
    most.
    """
    if trends.empty:
        return None
    ordered = evidence.in_order(trends)
    telling = ordered.sort_values("class", key=lambda names: names == "unclear", kind="stable")
    return next(row for __, row in telling.iterrows())


def _best_set(row: pd.Series[Any], evidence: Evidence) -> str:
    left = _("reps left not logged, so 0") if pd.isna(row["rir"]) else _("{reps} left", reps=shown(row["rir"]))
    best = f"{evidence.exercise(row)}, {short_day(row['started_at'])}: {evidence.load(row)}"
    return f"{best} ({left}), n = {shown(row['effective_reps'])}"


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
    ends = {"low": mass(low, evidence.unit, 1), "high": mass(high, evidence.unit, 1)}
    level = float(level_sd_pct(reps, settings))
    for failed in (False, True):
        effort = float(rir_sd_reps(row["rir"], failed, settings))
        pct = float(np.hypot(level, settings.pct_per_rep * effort))
        if _is(row["e1rm_kg"] * pct / 100, width):
            root = f"sqrt({shown(level)}^2 + ({shown(settings.pct_per_rep)} x {shown(effort)})^2) = {shown(pct)} %"
            return _("band: {sum}, so {low} to {high}", sum=f"{root} = {mass(width, evidence.unit, 1)}", **ends)
    return _("band: {low} to {high}", **ends)


def _two_sessions(weeks: np.ndarray[Any, Any], values: np.ndarray[Any, Any], evidence: Evidence) -> str:
    """One of the slopes: the first session against the last."""
    step = weeks[-1] - weeks[0]
    slope = 100 * np.log(values[-1] / values[0]) / step
    quotient = f"(ln {mass(values[-1], evidence.unit)} - ln {mass(values[0], evidence.unit)})"
    return _(
        "e.g. first and last: {difference} / {weeks} weeks = {rate} % a week",
        difference=quotient,
        weeks=shown(step),
        rate=shown(slope, 3),
    )


def _variance(sessions: int, variance: float) -> str:
    """The variance under Sen's interval, with what equal values take from it."""
    n, whole = sessions, sessions * (sessions - 1) * (2 * sessions + 5) / 18
    product = f"{n} x {n - 1} x {2 * n + 5} / 18 = {shown(whole)}"
    if np.isclose(whole, variance):
        return _("variance: {sum}", sum=product)
    return _(
        "variance: {sum}, less {ties} for equal values: {variance}",
        sum=product,
        ties=shown(whole - variance),
        variance=shown(variance),
    )


def _interval(slopes: np.ndarray[Any, Any], variance: float, level: float) -> str:
    """Sen's interval with the places that it takes, counted from 1."""
    z, pairs = NormalDist().inv_cdf((1 + level) / 2), len(slopes)
    spread = z * np.sqrt(variance)
    low, high = max(round((pairs - spread) / 2) - 1, 0), min(round((pairs + spread) / 2), pairs - 1)
    return _(
        "{level} % interval: {spread}, slopes number {first} and {last} of {pairs}: {low} to {high} % a week",
        level=shown(100 * level, 1),
        spread=f"C = {shown(z, 4)} x sqrt({shown(variance)}) = {shown(spread, 1)}",
        first=low + 1,
        last=high + 1,
        pairs=pairs,
        low=shown(slopes[low], 3),
        high=shown(slopes[high], 3),
    )


def _is(derived: Any, told: Any) -> bool:
    return bool(np.isclose(float(derived), float(told), rtol=SAME, atol=0))
