"""The week in five sentences: workouts, hamstrings, quads against hamstrings, hinges and curls, strength.

Each is true for odd weeks too: no training, the first week, only upper body, a holiday, a log that ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from analytics.language import _, day, n_, percent
from analytics.review._arithmetic import shown
from analytics.review._week import Week
from analytics.rules import signed

_RATIO_WORDS: Final[Mapping[str, str]] = {
    "ok": _("which is in order"),
    "watch": _("which leans towards the quads"),
    "warn": _("which is quad-dominant"),
    "strong": _("which is strongly quad-dominant"),
}
_RISING: Final = ("clearly rising", "likely rising")
_FALLING: Final = ("clearly falling", "likely falling")


def five_sentences(week: Week) -> tuple[str, ...]:
    """The five, or one that says when the first review comes."""
    if not week.is_in_log:
        first = week.first_day + timedelta(days=7 - week.first_day.weekday())
        return (
            _(
                "Your log begins on {first_day}, so no full week lies behind you yet; the first review comes on "
                "{review_day}.",
                first_day=day(week.first_day),
                review_day=day(first),
            ),
        )
    return (_workouts(week), _hamstrings(week), _quads(week), _curls(week), _strength(week))


# --- workouts ---------------------------------------------------------------------------------------------------------


def _workouts(week: Week) -> str:
    when = day(week.monday)
    if not week.workouts:
        return _("In the week of {monday} you logged no workout: {why}.", monday=when, why=_absence(week))
    done = n_(
        "In the week of {monday} you did {number} workout {with_sets}",
        "In the week of {monday} you did {number} workouts {with_sets}",
        week.workouts,
        monday=when,
        with_sets=_with_sets(week),
    )
    if week.is_first:
        return _("{done}; it is the first week of your log.", done=done)
    usual = week.workouts_by_week.reindex(_weeks_before(week), fill_value=0)
    workouts = n_("{number} workout", "{number} workouts", round(float(usual.mean()), 1))
    return n_(
        "{done}; in the week before it was {workouts} a week.",
        "{done}; in the {number} weeks before it was {workouts} a week.",
        len(usual),
        done=done,
        workouts=workouts,
    )


def _absence(week: Week) -> str:
    if week.last_day < week.monday:
        return _("your log ends on {day}", day=day(week.last_day))
    last = week.sets["started_at"].max()
    if pd.isna(last):
        return _("a week off counts as zero sets in all that follows")
    return _("the last one before was on {day}, and a week off counts as zero sets", day=day(pd.Timestamp(last)))


def _with_sets(week: Week) -> str:
    count, hard = len(week.judgements), int(week.judgements["is_hard"].sum())
    if not count:
        return _("without a strength set that Hindsight knows")
    sets = n_("{number} set", "{number} sets", count)
    return (
        _("with {sets}, {hard} of them hard", sets=sets, hard=hard)
        if hard
        else _("with {sets}, none of them hard", sets=sets)
    )


def _weeks_before(week: Week) -> pd.DatetimeIndex:
    """The Mondays of the weeks before, as many as are pooled, and none before the log began."""
    most = int(week.case.facts.number("bal.window_weeks"))
    weeks = pd.date_range(end=pd.Timestamp(week.monday) - pd.Timedelta(weeks=1), periods=most, freq="7D")
    first = pd.Timestamp(week.first_day - timedelta(days=week.first_day.weekday()))
    return weeks[weeks >= first]


# --- hamstrings -------------------------------------------------------------------------------------------------------


def _hamstrings(week: Week) -> str:
    row = week.row("muscle_volume", muscle="hamstrings")
    if row is None:
        return _("Your hamstrings had no set that this log knows of.")
    earlier = week.row_before("muscle_volume", muscle="hamstrings")
    sets, mean = _hard_sets(row["week_sets"]), _mean_words(row)
    if earlier is None:
        return _("Your hamstrings had {hard_sets}; {mean}.", hard_sets=sets, mean=mean)
    if earlier["week_sets"] == row["week_sets"]:
        return _("Your hamstrings had {hard_sets}, as in the week before; {mean}.", hard_sets=sets, mean=mean)
    return _(
        "Your hamstrings had {hard_sets}, after {before} the week before; {mean}.",
        hard_sets=sets,
        before=shown(earlier["week_sets"], 1),
        mean=mean,
    )


def _mean_words(row: pd.Series[Any]) -> str:
    """The four-week mean against the lifter's range, by its state."""
    if not row["mean_sets"]:
        return _("the weeks before that count with it had none either")
    mean = _("the four-week mean of {sets} a week", sets=shown(row["mean_sets"], 1))
    usual = _("your range of {low} to {high}", low=shown(row["band_low"], 1), high=shown(row["band_high"], 1))
    match str(row["state"]):
        case "too_little_data":
            weeks = f"{row['weeks']:.0f}"
            return _("a four-week mean takes four weeks, and this is week {week} of your log", week=weeks)
        case "gap":
            return _("{mean} is as good as no work, and {range} is far off", mean=mean, range=usual)
        case "below floor":
            floor = shown(row["floor"], 1)
            return _("{mean} lies under {floor}, below which research can hardly see growth", mean=mean, floor=floor)
        case "low":
            return _("{mean} leaves room up to {range}", mean=mean, range=usual)
        case "in band":
            return _("{mean} lies inside {range}", mean=mean, range=usual)
        case "above band":
            return _("{mean} lies above {range}, where each set more adds little", mean=mean, range=usual)
        case "high":
            high = shown(row["high"], 1)
            return _("{mean} lies above {high}, where performance and soreness want watching", mean=mean, high=high)
        case "very high":
            return _("{mean} lies above {high}, which few recover from", mean=mean, high=shown(row["very_high"], 1))
        case _:
            return mean


# --- balance ----------------------------------------------------------------------------------------------------------


def _quads(week: Week) -> str:
    row = week.row("quad_posterior_ratio")
    if row is None:
        return _("Quads against hamstrings: no set of either.")
    quads, hamstrings, over = row["quad_sets"], row["hamstring_sets"], _over(row)
    if not quads + hamstrings:
        return _("{over} neither quads nor hamstrings had a hard set, so there is nothing to compare.", over=over)
    if row["level"] == "too_little_data":
        return _(
            "{over} quads and hamstrings had {sets} hard sets together, too few to compare: it takes {least}.",
            over=over,
            sets=shown(quads + hamstrings, 1),
            least=f"{week.case.facts.number('bal.min_sets'):g}",
        )
    if not hamstrings:
        return _("{over} your quads had {hard_sets} and your hamstrings none.", over=over, hard_sets=_hard_sets(quads))
    return _(
        "{over} your quads had {hard_sets} and your hamstrings {hamstrings}: {ratio} to 1, {level} (many coaches stay "
        "below {usual} to 1).",
        over=over,
        hard_sets=_hard_sets(quads),
        hamstrings=shown(hamstrings, 1),
        ratio=shown(row["q_h_ratio"], 1),
        level=_RATIO_WORDS[str(row["level"])],
        usual=f"{week.case.facts.number('bal.q_h.watch'):g}",
    )


def _curls(week: Week) -> str:
    row = week.row("hinge_curl_balance")
    if row is None or not row["hip_sets"] + row["knee_sets"]:
        return _("Without a hamstring set in four weeks there is nothing to say about hinges and curls.")
    split = _split(row)
    if row["level"] == "too_little_data":
        return _("{split}, too few sets to call it a habit.", split=split)
    low, high = (f"{100 * week.case.facts.number(f'bal.curl_share.ok_{end}'):g}" for end in ("low", "high"))
    share = percent(row["curl_share"])
    if row["level"] == "ok":
        return _(
            "{split}: {share} curls, inside the {low} to {high} % in which both have room.",
            split=split, share=share, low=low, high=high,
        )  # fmt: skip
    return _(
        "{split}: {share} curls, outside the {low} to {high} % in which both have room.",
        split=split, share=share, low=low, high=high,
    )  # fmt: skip


def _split(row: pd.Series[Any]) -> str:
    """How many of the hamstring sets are curls, as the beginning of a sentence."""
    over, curls = _over(row), shown(row["knee_sets"], 1)
    sets = n_("{number} hamstring set", "{number} hamstring sets", round(row["hip_sets"] + row["knee_sets"], 1))
    if not row["knee_sets"]:
        return _("{over} none of your {sets} came from curls, all from hinges and bridges", over=over, sets=sets)
    if not row["hip_sets"]:
        return _(
            "{over} {curls} of your {sets} came from curls, none from hinges or bridges",
            over=over,
            curls=curls,
            sets=sets,
        )
    return _(
        "{over} {curls} of your {sets} came from curls, the others from hinges and bridges",
        over=over,
        curls=curls,
        sets=sets,
    )


def _over(row: pd.Series[Any]) -> str:
    return n_("In this week", "Over {number} weeks", int(row["weeks"]))


# --- strength ---------------------------------------------------------------------------------------------------------


def _strength(week: Week) -> str:
    facts = week.case.facts
    trends = week.case.frame("strength_trend")
    since = pd.Timestamp(week.sunday) - pd.Timedelta(weeks=facts.number("trend.window_weeks"))
    recent = trends[pd.to_datetime(trends["as_of"]) > since]
    weeks = f"{facts.number('trend.window_weeks'):g}"
    if recent.empty:
        return _("Over {weeks} weeks no lift was done whose strength could be told.", weeks=weeks)
    told = recent[recent["pct_per_week"].notna()]
    if told.empty:
        return _(
            "Over {weeks} weeks no lift has the {sessions} sessions over {days} days that a trend takes.",
            weeks=weeks,
            sessions=f"{facts.number('trend.min_sessions'):g}",
            days=f"{facts.number('trend.min_span_days'):g}",
        )
    rising, falling = told[told["class"].isin(_RISING)], told[told["class"].isin(_FALLING)]
    return n_(
        "Over {weeks} weeks, of {number} lift with enough sessions, {rising}, {falling}, and {others}.",
        "Over {weeks} weeks, of {number} lifts with enough sessions, {rising}, {falling}, and {others}.",
        len(told),
        weeks=weeks,
        rising=_rising(week, rising),
        falling=_falling(week, falling),
        others=_others(len(told) - len(rising) - len(falling)),
    )


def _rising(week: Week, lifts: pd.DataFrame) -> str:
    """How many lifts rise, and the one that rises most."""
    if lifts.empty:
        return _("none is rising")
    name, rate = _first(week, lifts.sort_values("pct_per_week", ascending=False))
    return n_(
        "{number} is rising ({exercise}, {rate} % a week)",
        "{number} are rising (most: {exercise}, {rate} % a week)",
        len(lifts),
        exercise=name,
        rate=rate,
    )


def _falling(week: Week, lifts: pd.DataFrame) -> str:
    """How many lifts fall, and the one that falls most."""
    if lifts.empty:
        return _("none is falling")
    name, rate = _first(week, lifts.sort_values("pct_per_week"))
    return n_(
        "{number} is falling ({exercise}, {rate} % a week)",
        "{number} are falling (most: {exercise}, {rate} % a week)",
        len(lifts),
        exercise=name,
        rate=rate,
    )


def _others(lifts: int) -> str:
    if not lifts:
        return _("none is flat or not yet to be told")
    return n_("{number} is flat or not yet to be told", "{number} are flat or not yet to be told", lifts)


def _first(week: Week, lifts: pd.DataFrame) -> tuple[str, str]:
    """The name and the weekly rate of the first lift."""
    most = lifts.iloc[0]
    return (
        week.case.exercise_names[str(most["exercise_id"])],
        signed(most["pct_per_week"]).replace("-", "\N{MINUS SIGN}"),
    )


# --- words ------------------------------------------------------------------------------------------------------------


def _hard_sets(sets: float) -> str:
    if not sets:
        return _("no hard set")
    return n_("{number} hard set", "{number} hard sets", sets, number=shown(sets, 1))
