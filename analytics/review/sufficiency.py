"""What a log can answer yet: for each metric and what it is about, whether it speaks, what is missing and until when.

Silence is a result, and this is its reason. Dates are where the lifter's own pace of the last weeks leads; where that
pace never gets there, the date stays empty. Nothing here is a target.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_, percent
from analytics.metrics import METRICS
from analytics.review._arithmetic import shown
from analytics.rules import Case

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "metric": _(
            "name of the metric; effort_known is the share of sets with known reps left, personal_k a "
            "lift's own rep curve"
        ),
        "subject": _("exercise id or muscle id that the row is about; empty for the whole log"),
        "speaks": _("true when the log is enough for an answer, which may still be that nobody can tell"),
        "have": _("what the log holds of the unit that is short; empty when unknown"),
        "need": _("how much of it the metric needs; empty when unknown"),
        "unit": _("weeks, sets, sessions, days, share of sets, ..."),
        "missing": _("what is missing, in words; empty when nothing is"),
        "ready_on": _("day on which it is there at the lifter's own recent pace; empty when it speaks, or never will"),
    }
)


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """One row: see `COLUMNS`."""

    metric: str
    subject: str
    speaks: bool
    have: float
    need: float
    unit: str
    missing: str = ""
    ready_on: date | None = None


def sufficiency(case: Case | None) -> pd.DataFrame:
    """One row a metric and subject, with the columns of `COLUMNS`; lifts done most come first. None is an empty log."""
    answers = [] if case is None else [row for ask in _QUESTIONS for row in ask(case)]
    table = pd.DataFrame([asdict(row) for row in answers], columns=list(COLUMNS))
    return table.astype({"speaks": "bool", "have": "float64", "need": "float64", "ready_on": "datetime64[us]"})


def pace_words(missing: str, ready_on: date | None, *, on: date) -> str:
    """What is missing and how long it takes at the lifter's pace: "2 more sessions, at your pace about 9 days"."""
    if ready_on is None:
        return missing
    return n_(
        "{missing}, at your pace about {number} day",
        "{missing}, at your pace about {number} days",
        (ready_on - on).days,
        missing=missing,
    )


def _more_weeks(number: float) -> str:
    return n_("{number} more full week", "{number} more full weeks", round(number))


def _more_sessions(number: float) -> str:
    return n_("{number} more session", "{number} more sessions", round(number))


def _more_pairs(number: float) -> str:
    return n_("{number} more paired session", "{number} more paired sessions", round(number))


def _weeks_of_volume(case: Case) -> Iterator[Sufficiency]:
    """The four full weeks that a verdict on volume looks at."""
    need = case.facts.number("bal.window_weeks")
    have = float(len(_full_weeks(case)))
    ready_on = None if have >= need else case.last_full_week + timedelta(weeks=math.ceil(need - have) + 1)
    missing = "" if have >= need else pace_words(_more_weeks(need - have), ready_on, on=case.on)
    yield Sufficiency("muscle_volume", "", have >= need, have, need, "weeks", missing, ready_on)


def _sets_for_balance(case: Case) -> Iterator[Sufficiency]:
    """Quad and hamstring sets of the pooled weeks, for both ratios and for hinges against curls."""
    need, pooled = case.facts.number("bal.min_sets"), case.facts.number("bal.window_weeks")
    rows = case.last_week_of(case.frame("quad_posterior_ratio"))
    have = 0.0 if rows.empty else float(rows.iloc[0]["quad_sets"] + rows.iloc[0]["hamstring_sets"])
    weeks = max(len(_full_weeks(case)), 1)
    ready_on = None
    if 0 < have < need and math.ceil(need / (have / weeks)) <= pooled:
        ready_on = case.last_full_week + timedelta(weeks=math.ceil(need / (have / weeks)) - weeks + 1)
    missing = ""
    if have < need:
        more = n_(
            "{number} more quad or hamstring set within {weeks} weeks",
            "{number} more quad or hamstring sets within {weeks} weeks",
            math.ceil(need - have),
            weeks=shown(pooled),
        )
        missing = pace_words(more, ready_on, on=case.on)
    yield Sufficiency("quad_posterior_ratio", "", have >= need, have, need, "sets", missing, ready_on)
    no_hamstrings = not rows.empty and rows.iloc[0]["hamstring_sets"] == 0
    nothing = _("a hamstring set in the last four weeks") if no_hamstrings and not missing else missing
    yield Sufficiency("hinge_curl_balance", "", not nothing, have, need, "sets", nothing, ready_on)


def _known_effort(case: Case) -> Iterator[Sufficiency]:
    """The share of hard sets whose reps in reserve were logged, over the pooled weeks and all muscles."""
    need = case.facts.number("hard.effort_known_low")
    weekly = case.frame("weekly_hard_sets")
    weekly = weekly[pd.to_datetime(weekly["week"]).between(*_window(case))]
    sets = float(weekly["hard_sets"].sum())
    have = float((weekly["hard_sets"] * weekly["effort_known_share"].fillna(0)).sum()) / sets if sets else 0.0
    missing = (
        ""
        if have >= need
        else _(
            "the reps left of at least {needed} of your sets; you log {logged}",
            needed=percent(need),
            logged=percent(have),
        )
    )
    yield Sufficiency("effort_known", "", have >= need, have, need, "share of sets", missing)


def _trends(case: Case) -> Iterator[Sufficiency]:
    """Sessions of a lift in the trend's window, and the days that they span; lifts without any value have none."""
    facts, trends = case.facts, case.frame("strength_trend")
    sessions, span = facts.number("trend.min_sessions"), facts.number("trend.min_span_days")
    for __, row in _in_order(trends, case).iterrows():
        lift, have = str(row["exercise_id"]), float(row["sessions"])
        ready_on = None
        if have < sessions:
            ready_on = _sessions_ready_on(lift, have, sessions, case)
            missing = pace_words(_more_sessions(sessions - have), ready_on, on=case.on)
            yield Sufficiency("strength_trend", lift, False, have, sessions, "sessions", missing, ready_on)
        elif row["missing"]:
            days = float(row["span_days"])
            ready_on = None if _pace(lift, case) == 0 else case.on + timedelta(days=math.ceil(span - days))
            missing = n_(
                "{number} more day between the first and the last session",
                "{number} more days between the first and the last session",
                round(span - days),
            )
            yield Sufficiency("strength_trend", lift, False, days, span, "days", missing, ready_on)
        else:
            yield Sufficiency("strength_trend", lift, True, have, sessions, "sessions")
    yield from _without_value(case, set(trends["exercise_id"]))


def _without_value(case: Case, known: set[str]) -> Iterator[Sufficiency]:
    """Lifts of the trend's window that no strength value can be taken from."""
    since = pd.Timestamp(case.on - timedelta(weeks=case.facts.number("trend.window_weeks")))
    recent = case.logged[pd.to_datetime(case.logged["last_day"]) >= since]
    missing = _("sets that strength can be estimated from: a known load, few enough reps, few enough left")
    for lift in recent["exercise_id"]:
        if lift not in known:
            need = case.facts.number("trend.min_sessions")
            yield Sufficiency("strength_trend", str(lift), False, 0, need, "sessions", missing)


def _others(case: Case) -> Iterator[Sufficiency]:
    """Every other metric of single lifts that says itself what is missing (a column `missing`)."""
    for name, metric in METRICS.items():
        columns = set(metric.columns)
        if name != "strength_trend" and {"exercise_id", "missing"} <= columns:
            for __, row in _in_order(case.frame(name), case).iterrows():
                yield _said_by_itself(name, row, case)


def _said_by_itself(name: str, row: pd.Series[Any], case: Case) -> Sufficiency:
    lift, words = str(row["exercise_id"]), str(row["missing"])
    if name not in _COUNTED:
        return Sufficiency(name, lift, not words, math.nan, math.nan, "", words)
    column, fact, unit, more = _COUNTED[name]
    have, need = float(row[column]), case.facts.number(fact)
    if not words or not have < need:
        return Sufficiency(name, lift, not words, have, need, unit, words)
    ready_on = _sessions_ready_on(lift, have, need, case)
    missing = pace_words(more(need - have), ready_on, on=case.on)
    return Sufficiency(name, lift, False, have, need, unit, missing, ready_on)


_COUNTED: Final = MappingProxyType(
    {
        "strength_outlook": ("sessions", "trend.min_sessions", "sessions", _more_sessions),
        "next_session": ("sessions", "forecast.min_sessions", "sessions", _more_sessions),
        "asymmetry": ("pairs", "asym.min_pairs", "paired sessions", _more_pairs),
    }
)
"""What a metric of single lifts counts: its column, the fact that says how many it needs, their unit, and the words
for so many more.
"""


def _deadlift_and_squat(case: Case) -> Iterator[Sufficiency]:
    """Sessions of the deadlift and of the squat, whichever has fewer; nothing for a log without either."""
    need = case.facts.number("bal.dl_sq.min_sessions")
    for __, row in case.frame("deadlift_squat_ratio").iterrows():
        counted = {lift: float(row[f"{lift}_sessions"]) for lift in ("deadlift", "squat")}
        dates = [
            _sessions_ready_on(str(row[f"{lift}_exercise"]), have, need, case)
            for lift, have in counted.items()
            if have < need
        ]
        known = [when for when in dates if when is not None]
        ready_on = max(known) if known and len(known) == len(dates) else None
        missing = str(row["missing"])
        if missing and ready_on is not None:
            missing = pace_words(missing, ready_on, on=case.on)
        least = min(counted.values())
        yield Sufficiency("deadlift_squat_ratio", "", not missing, least, need, "sessions", missing, ready_on)


def _own_rep_curves(case: Case) -> Iterator[Sufficiency]:
    """Lifts with a rep curve of their own, where the lifter asked for one."""
    facts = case.facts
    if facts.text("e1rm.personal_k") != "on":
        return
    need = facts.number("e1rm.k_personal_min_sets")
    missing = _(
        "{sets} sets near failure within {days} days that span {reps} reps",
        sets=shown(need),
        days=shown(facts.number("e1rm.k_personal_window_days")),
        reps=shown(facts.number("e1rm.k_personal_min_spread")),
    )
    newest = case.frame("session_strength").drop_duplicates("exercise_id", keep="last")
    for __, row in _in_order(newest[newest["k"].notna()], case).iterrows():
        has_own = row["k"] != facts.number("e1rm.k")
        said = "" if has_own else missing
        yield Sufficiency("personal_k", str(row["exercise_id"]), has_own, math.nan, need, "sets near failure", said)


_QUESTIONS: Final[tuple[Callable[[Case], Iterator[Sufficiency]], ...]] = (
    _weeks_of_volume,
    _sets_for_balance,
    _known_effort,
    _trends,
    _others,
    _deadlift_and_squat,
    _own_rep_curves,
)


def _full_weeks(case: Case) -> pd.Index[Any]:
    """The full weeks of the log up to the last one."""
    weeks = pd.to_datetime(case.frame("quad_posterior_ratio")["week"])
    return pd.Index(weeks[weeks <= pd.Timestamp(case.last_full_week)].unique())


def _window(case: Case) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(case.window_from), pd.Timestamp(case.last_full_week)


def _pace(lift: str, case: Case) -> float:
    """Sessions of a lift a day, over the pooled number of weeks before the day of judgement."""
    days = 7 * case.facts.number("bal.window_weeks")
    values = case.frame("session_strength")
    recent = values["started_at"] >= pd.Timestamp(case.on) - pd.Timedelta(days=days - 1)
    return float((recent & (values["exercise_id"] == lift)).sum()) / days


def _sessions_ready_on(lift: str, have: float, need: float, case: Case) -> date | None:
    """When the missing sessions are there at the lift's pace; None where so few fit into the trend's window."""
    pace = _pace(lift, case)
    if pace * 7 * case.facts.number("trend.window_weeks") < need:
        return None
    return case.on + timedelta(days=math.ceil((need - have) / pace))


def _in_order(rows: pd.DataFrame, case: Case) -> pd.DataFrame:
    """The rows of lifts, those done most first."""
    done = {exercise: place for place, exercise in enumerate(case.logged["exercise_id"])}
    return rows.assign(place=rows["exercise_id"].map(done).fillna(len(done))).sort_values("place", kind="stable")
