"""The week in five sentences: workouts, hamstrings, quads against hamstrings, hinges and curls, strength.

Each is true for odd weeks too: no training, the first week, only upper body, a holiday, a log that ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.review._arithmetic import counted, day, shown
from analytics.review._week import Week
from analytics.rules import percent, signed

_RATIO_WORDS: Final[Mapping[str, str]] = {
    "ok": "which is in order",
    "watch": "which leans towards the quads",
    "warn": "which is quad-dominant",
    "strong": "which is strongly quad-dominant",
}
_RISING: Final = ("clearly rising", "likely rising")
_FALLING: Final = ("clearly falling", "likely falling")


def five_sentences(week: Week) -> tuple[str, ...]:
    """The five, or one that says when the first review comes."""
    if not week.is_in_log:
        first = week.first_day + timedelta(days=7 - week.first_day.weekday())
        began = f"Your log begins on {_date(week.first_day)}"
        return (f"{began}, so no full week lies behind you yet; the first review comes on {_date(first)}.",)
    return (_workouts(week), _hamstrings(week), _quads(week), _curls(week), _strength(week))


# --- workouts ---------------------------------------------------------------------------------------------------------


def _workouts(week: Week) -> str:
    when = f"In the week of {_date(week.monday)}"
    if not week.workouts:
        return f"{when} you logged no workout: {_absence(week)}."
    done = f"{when} you did {counted(week.workouts, 'workout')} {_with_sets(week)}"
    if week.is_first:
        return f"{done}; it is the first week of your log."
    usual = week.workouts_by_week.reindex(_weeks_before(week), fill_value=0)
    return f"{done}; {_span_before(len(usual))} it was {counted(usual.mean(), 'workout')} a week."


def _absence(week: Week) -> str:
    if week.last_day < week.monday:
        return f"your log ends on {_date(week.last_day)}"
    last = week.sets["started_at"].max()
    if pd.isna(last):
        return "a week off counts as zero sets in all that follows"
    return f"the last one before was on {_date(pd.Timestamp(last))}, and a week off counts as zero sets"


def _with_sets(week: Week) -> str:
    sets, hard = len(week.judgements), int(week.judgements["is_hard"].sum())
    if not sets:
        return "without a strength set that Hindsight knows"
    return f"with {counted(sets, 'set')}, {hard or 'none'} of them hard"


def _weeks_before(week: Week) -> pd.DatetimeIndex:
    """The Mondays of the weeks before, as many as are pooled, and none before the log began."""
    most = int(week.case.facts.number("bal.window_weeks"))
    weeks = pd.date_range(end=pd.Timestamp(week.monday) - pd.Timedelta(weeks=1), periods=most, freq="7D")
    first = pd.Timestamp(week.first_day - timedelta(days=week.first_day.weekday()))
    return weeks[weeks >= first]


def _span_before(weeks: int) -> str:
    return "in the week before" if weeks == 1 else f"in the {weeks} weeks before"


# --- hamstrings -------------------------------------------------------------------------------------------------------


def _hamstrings(week: Week) -> str:
    row = week.row("muscle_volume", muscle="hamstrings")
    if row is None:
        return "Your hamstrings had no set that this log knows of."
    earlier = week.row_before("muscle_volume", muscle="hamstrings")
    return f"Your hamstrings had {_hard_sets(row['week_sets'])}{_after(row, earlier)}; {_mean_words(row)}."


def _after(row: pd.Series[Any], earlier: pd.Series[Any] | None) -> str:
    if earlier is None:
        return ""
    if earlier["week_sets"] == row["week_sets"]:
        return ", as in the week before"
    return f", after {shown(earlier['week_sets'], 1)} the week before"


def _mean_words(row: pd.Series[Any]) -> str:
    """The four-week mean against the lifter's range, by its state."""
    if not row["mean_sets"]:
        return "the weeks before that count with it had none either"
    state, mean = str(row["state"]), f"the four-week mean of {shown(row['mean_sets'], 1)} a week"
    usual = f"your range of {shown(row['band_low'], 1)} to {shown(row['band_high'], 1)}"
    words = {
        "too_little_data": f"a four-week mean takes four weeks, and this is week {row['weeks']:.0f} of your log",
        "gap": f"{mean} is as good as no work, and {usual} is far off",
        "below floor": f"{mean} lies under {shown(row['floor'], 1)}, below which research can hardly see growth",
        "low": f"{mean} leaves room up to {usual}",
        "in band": f"{mean} lies inside {usual}",
        "above band": f"{mean} lies above {usual}, where each set more adds little",
        "high": f"{mean} lies above {shown(row['high'], 1)}, where performance and soreness want watching",
        "very high": f"{mean} lies above {shown(row['very_high'], 1)}, which few recover from",
    }
    return words.get(state, mean)


# --- balance ----------------------------------------------------------------------------------------------------------


def _quads(week: Week) -> str:
    row = week.row("quad_posterior_ratio")
    if row is None:
        return "Quads against hamstrings: no set of either."
    quads, hamstrings, over = row["quad_sets"], row["hamstring_sets"], _over(row)
    if not quads + hamstrings:
        return f"{over} neither quads nor hamstrings had a hard set, so there is nothing to compare."
    if row["level"] == "too_little_data":
        least = week.case.facts.number("bal.min_sets")
        return (
            f"{over} quads and hamstrings had {shown(quads + hamstrings, 1)} hard sets together, too few to compare: "
            f"it takes {least:g}."
        )
    if not hamstrings:
        return f"{over} your quads had {_hard_sets(quads)} and your hamstrings none."
    ratio = f"{shown(row['q_h_ratio'], 1)} to 1"
    level = _RATIO_WORDS[str(row["level"])]
    return (
        f"{over} your quads had {_hard_sets(quads)} and your hamstrings {shown(hamstrings, 1)}: {ratio}, {level} "
        f"(many coaches stay below {week.case.facts.number('bal.q_h.watch'):g} to 1)."
    )


def _curls(week: Week) -> str:
    row = week.row("hinge_curl_balance")
    if row is None or not row["hip_sets"] + row["knee_sets"]:
        return "Without a hamstring set in four weeks there is nothing to say about hinges and curls."
    total, curls = row["hip_sets"] + row["knee_sets"], row["knee_sets"]
    split = f"{_over(row)} {_part(curls)} of your {counted(total, 'hamstring set')} came from curls, {_rest(row)}"
    if row["level"] == "too_little_data":
        return f"{split}, too few sets to call it a habit."
    low, high = (100 * week.case.facts.number(f"bal.curl_share.ok_{end}") for end in ("low", "high"))
    inside = "inside" if row["level"] == "ok" else "outside"
    return f"{split}: {percent(row['curl_share'])} curls, {inside} the {low:g} to {high:g} % in which both have room."


def _rest(row: pd.Series[Any]) -> str:
    if not row["hip_sets"]:
        return "none from hinges or bridges"
    return "the others from hinges and bridges" if row["knee_sets"] else "all from hinges and bridges"


def _over(row: pd.Series[Any]) -> str:
    return "In this week" if row["weeks"] == 1 else f"Over {row['weeks']:.0f} weeks"


def _part(sets: float) -> str:
    return shown(sets, 1) if sets else "none"


# --- strength ---------------------------------------------------------------------------------------------------------


def _strength(week: Week) -> str:
    facts = week.case.facts
    trends = week.case.frame("strength_trend")
    since = pd.Timestamp(week.sunday) - pd.Timedelta(weeks=facts.number("trend.window_weeks"))
    recent = trends[pd.to_datetime(trends["as_of"]) > since]
    span = f"Over {facts.number('trend.window_weeks'):g} weeks"
    if recent.empty:
        return f"{span} no lift was done whose strength could be told."
    told = recent[recent["pct_per_week"].notna()]
    if told.empty:
        least, days = facts.number("trend.min_sessions"), facts.number("trend.min_span_days")
        return f"{span} no lift has the {least:g} sessions over {days:g} days that a trend takes."
    rising, falling = told[told["class"].isin(_RISING)], told[told["class"].isin(_FALLING)]
    others = f"{_are(len(told) - len(rising) - len(falling))} flat or not yet to be told"
    up, down = (
        _moving(week, rising, "rising", ascending=False),
        _moving(week, falling, "falling", ascending=True),
    )
    return f"{span}, of {counted(len(told), 'lift')} with enough sessions, {up}, {down}, and {others}."


def _are(number: int) -> str:
    return f"{number or 'none'} {'is' if number < 2 else 'are'}"


def _moving(week: Week, lifts: pd.DataFrame, word: str, *, ascending: bool) -> str:
    """How many lifts move, and the one that moves most."""
    if lifts.empty:
        return f"none is {word}"
    most = lifts.sort_values("pct_per_week", ascending=ascending).iloc[0]
    name = week.case.exercise_names[str(most["exercise_id"])]
    rate = signed(most["pct_per_week"]).replace("-", "\N{MINUS SIGN}")
    return f"{_are(len(lifts))} {word} ({'most: ' if len(lifts) > 1 else ''}{name}, {rate} % a week)"


# --- words ------------------------------------------------------------------------------------------------------------


def _hard_sets(sets: float) -> str:
    return f"{shown(sets, 1) if sets else 'no'} hard {'set' if sets in (0, 1) else 'sets'}"


def _date(value: Any) -> str:
    return f"{day(value)} {value:%Y}"
