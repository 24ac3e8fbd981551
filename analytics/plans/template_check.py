"""A template against the lifter's own targets: what its week counts for, and whether it is too much.

The week is counted as if it had been done for as many weeks as judgements pool, by the metrics' own arithmetic
(`outlook.frames`). Too much for a level is more of a muscle than the range of the next level up ends with, or than its
amber mark; no study draws that line, it only says out loud what the bands say (rulebook A6). Too big a rise is more
than one week's advice may add (`vol.max_weekly_rise`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_, percent
from analytics.model import Level
from analytics.plans.credits import Credits
from analytics.plans.outlook import USUAL_HOUR, Workouts, frames, work_rows
from analytics.plans.templates import Template
from analytics.reference.facts import Band, Facts
from analytics.rules import POSTERIOR_FIRST, room_to_add

BACK_OF_THE_LEGS: Final = ("hamstrings", "glute_max", "glute_med", "erectors")
"""What a template without quad work is judged by; the rest is left to the lifter."""
LEFT_OUT: Final = "left out"
"""State of what a template leaves to the lifter."""
COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "measure": _("sets, rise, sessions, fullest_session, hours_between, q_h_ratio, kd_hd_ratio or curl_share"),
        "muscle": _("muscle id, or empty"),
        "value": _(
            "hard sets a week (sets), more than now (rise), sessions a week, sets, hours, ratio, or share 0 to 1"
        ),
        "low": _("lower end of what suits, empty where there is none"),
        "high": _("upper end of what suits, empty where there is none"),
        "now": _("hard sets a week now (sets, rise), mean of the last four full weeks; empty without a log"),
        "state": _("as in muscle_volume; left out; fine, too big, few, full, close, lopsided, or the ratio's level"),
        "is_too_much": _("whether it makes the template too much: for the level (sets) or to begin with (rise)"),
        "words": _("one sentence for the lifter"),
    }
)
_LIFTERS: Final[Mapping[Level, str]] = MappingProxyType(
    {"beginner": _("beginners"), "intermediate": _("intermediate lifters"), "advanced": _("advanced lifters")}
)
_NEXT: Final[Mapping[Level, Level]] = MappingProxyType({"beginner": "intermediate", "intermediate": "advanced"})
_MONDAY: Final = date(2024, 1, 1)
_HOURS_A_WEEK: Final = 168
_SOME_WEEKS: Final = 52


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a template is held against: the facts, the lifter's level, names of muscles, and hard sets a week of each
    muscle over the last four weeks (`now`, empty without a log).
    """

    facts: Facts
    level: Level
    muscle_names: Mapping[str, str]
    now: Mapping[str, float]


def counted_week(template: Template, credits: Credits, facts: Facts, *, level: Level) -> dict[str, pd.DataFrame]:
    """The metrics of `outlook.frames` in the last of four weeks (`bal.window_weeks`) of doing the template as it is."""
    weeks = int(facts.number("bal.window_weeks"))
    rows = work_rows(
        (datetime.combine(_MONDAY, USUAL_HOUR) + timedelta(weeks=week, days=day), exercise_id, sets)
        for week in range(weeks)
        for day, exercise_id, sets in template.work()
        if credits.knows(exercise_id)
    )
    last = _MONDAY + timedelta(weeks=weeks - 1)
    known = frames(Workouts(rows, _MONDAY, is_from_start=True), credits, facts, level=level, to_week=last)
    at = {name: "later_at" if name == "session_spacing" else "week" for name in known}
    return {name: frame[frame[at[name]] >= pd.Timestamp(last)] for name, frame in known.items()}


def check(template: Template, *, credits: Credits, yardstick: Yardstick) -> pd.DataFrame:
    """The template's week against the lifter's targets, one row a measure and muscle (`COLUMNS`), the muscles first."""
    week = counted_week(template, credits, yardstick.facts, level=yardstick.level)
    volume = {str(row["muscle"]): row for __, row in week["muscle_volume"].iterrows()}
    ratios, balance = week["quad_posterior_ratio"].iloc[-1], week["hinge_curl_balance"].iloc[-1]
    legs = tuple(muscle for muscle in credits.muscles if muscle in POSTERIOR_FIRST)
    rows = [
        *(_sets(template, volume[muscle], muscle, yardstick) for muscle in legs),
        *(_rise(float(volume[each]["week_sets"]), each, yardstick) for each in _judged(template, legs, yardstick)),
        *(_ratio(template, ratios, name, yardstick.facts) for name in _RATIOS),
        _curl_share(balance, yardstick.facts),
        *_sessions(week["weekly_hard_sets"], legs, yardstick),
        *_hours(week["session_spacing"], yardstick.facts),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(("value", "low", "high", "now"), "float64"))


def too_much(checked: pd.DataFrame) -> tuple[str, ...]:
    """The sentences that say a template is too much, none where it is not."""
    return tuple(checked.loc[checked["is_too_much"], "words"])


def most_for(band: Band, above: Band) -> float | None:
    """Hard sets a week of a muscle above which a template is too much for a level: the end of the next level's range,
    or the amber mark where that is lower; None where neither is known.
    """
    known = [mark for mark in (above.high, band.amber) if mark is not None]
    return min(known) if known else None


# muscles --------------------------------------------------------------------------------------------------------------


def _sets(template: Template, volume: pd.Series[Any], muscle: str, yardstick: Yardstick) -> dict[str, object]:
    band = yardstick.facts.band(muscle, yardstick.level)
    sets, state = float(volume["week_sets"]), str(volume["week_state"])
    name, now = yardstick.muscle_names.get(muscle, muscle), yardstick.now.get(muscle)
    if template.covers == "back" and muscle not in BACK_OF_THE_LEGS:
        words = _("{muscle}: {sets} here; your own work for it stays yours.", muscle=name, sets=_n(sets))
        return _row("sets", muscle, sets, band.low, band.high, LEFT_OUT, False, words, now=now)
    most = most_for(band, yardstick.facts.band(muscle, _NEXT.get(yardstick.level, yardstick.level)))
    beyond = most is not None and sets > most
    if beyond:
        words = _(
            "{muscle}: {sets} hard sets a week, where {lifters} do well with {low} to {high} and seldom need more than "
            "{most}.",
            muscle=name,
            sets=_n(sets),
            lifters=_LIFTERS[yardstick.level],
            low=_n(band.low or 0),
            high=_n(band.high or 0),
            most=_n(most or 0),
        )
    elif not sets:
        words = _("{muscle}: none in it. Add some, or keep what you do for it now.", muscle=name)
    else:
        words = _judgement(name, sets, state, band)
    return _row("sets", muscle, sets, band.low, band.high, state, beyond, words, now=now)


def _judgement(name: str, sets: float, state: str, band: Band) -> str:
    """A muscle's sets by their state."""
    told = {"muscle": name, "sets": _n(sets)}
    low, high, floor, amber, red = (_n(mark or 0) for mark in (band.low, band.high, band.floor, band.amber, band.red))
    more = _n((band.low or 0) - sets)
    match state:
        case "gap":
            return _("{muscle}: {sets} hard sets a week, hardly any. Add some, or keep what you do for it now.", **told)
        case "below floor":
            return _("{muscle}: {sets} hard sets a week, below about {floor}: enough for upkeep.", floor=floor, **told)
        case "low":
            return _(
                "{muscle}: {sets} hard sets a week, below your range {low} to {high}: room for {more} more.",
                low=low, high=high, more=more, **told,
            )  # fmt: skip
        case "in band":
            return _(
                "{muscle}: {sets} hard sets a week, inside your range {low} to {high}.", low=low, high=high, **told
            )
        case "above band":
            return _(
                "{muscle}: {sets} hard sets a week, above your range {low} to {high}: each extra set adds little.",
                low=low, high=high, **told,
            )  # fmt: skip
        case "high":
            return _(
                "{muscle}: {sets} hard sets a week, more than {most}: watch performance and soreness.",
                most=amber, **told,
            )  # fmt: skip
        case "very high":
            return _(
                "{muscle}: {sets} hard sets a week, more than {most}, beyond what is usually recoverable.",
                most=red, **told,
            )  # fmt: skip
        case _:
            return _("{muscle}: {sets} hard sets a week, for which no range is known.", **told)


def _judged(template: Template, legs: Sequence[str], yardstick: Yardstick) -> tuple[str, ...]:
    """The muscles whose rise is looked at: those with a floor, that the template means to train; none without a log."""
    meant = BACK_OF_THE_LEGS if template.covers == "back" else legs
    with_floor = (each for each in meant if yardstick.facts.band(each, yardstick.level).floor)
    return tuple(with_floor) if yardstick.now else ()


def _rise(sets: float, muscle: str, yardstick: Yardstick) -> dict[str, object]:
    now = yardstick.now.get(muscle, 0.0)
    rise, room = sets - now, room_to_add(now, yardstick.facts)
    name = yardstick.muscle_names.get(muscle, muscle)
    if rise <= room:
        words = _(
            "{muscle}: {now} now, {sets} with it: a step that one week may take.",
            muscle=name,
            now=_n(now),
            sets=_n(sets),
        )
        return _row("rise", muscle, rise, None, room, "fine", False, words, now=now)
    weeks = _weeks_to(sets, now, yardstick.facts)
    words = _(
        "{muscle}: {now} hard sets a week now, {sets} with it. One week adds at most {most}, so begin with fewer sets "
        "and take about {weeks} weeks to get there.",
        muscle=name,
        now=_n(now),
        sets=_n(sets),
        most=_n(room),
        weeks=weeks,
    )
    return _row("rise", muscle, rise, None, room, "too big", True, words, now=now)


def _weeks_to(sets: float, now: float, facts: Facts) -> int:
    for week in range(1, _SOME_WEEKS):
        now += room_to_add(now, facts)
        if now >= sets:
            return week
    return _SOME_WEEKS


# the week as a whole --------------------------------------------------------------------------------------------------

_RATIOS: Final = {"q_h_ratio": "bal.q_h.watch", "kd_hd_ratio": "bal.kd_hd.watch"}


def _ratio(template: Template, row: pd.Series[Any], name: str, facts: Facts) -> dict[str, object]:
    value, limit = float(row[name]), facts.number(_RATIOS[name])
    if template.covers == "back" or pd.isna(value):
        return _row(name, "", value, None, limit, LEFT_OUT, False, _no_ratio_words(name))
    level = str(row[name.replace("_ratio", "_level")])
    return _row(name, "", value, None, limit, level, False, _ratio_words(name, _n(value), _n(limit)))


def _no_ratio_words(name: str) -> str:
    if name == "q_h_ratio":
        return _("No quad sets to speak of in it: that ratio depends on what you do beside it.")
    return _("No knee-dominant sets to speak of in it: that ratio depends on what you do beside it.")


def _ratio_words(name: str, ratio: str, usual: str) -> str:
    if name == "q_h_ratio":
        return _("{ratio} quad sets for each hamstring set; up to {usual} is usual.", ratio=ratio, usual=usual)
    return _("{ratio} knee-dominant sets for each hip-dominant one; up to {usual} is usual.", ratio=ratio, usual=usual)


def _curl_share(row: pd.Series[Any], facts: Facts) -> dict[str, object]:
    low, high = (facts.number(f"bal.curl_share.ok_{end}") for end in ("low", "high"))
    share, missing = float(row["curl_share"]), str(row["missing"])
    words = _no_such_work(missing) or _(
        "{share} of the hamstring sets bend the knee (curls); {low} to {high} is well mixed.",
        share=percent(share),
        low=percent(low),
        high=percent(high),
    )
    return _row("curl_share", "", share, low, high, "lopsided" if missing else str(row["level"]), False, words)


def _no_such_work(missing: str) -> str:
    if missing == "curl":
        return _("No curl in it: the two kinds build different parts of the hamstrings, so add one.")
    if missing:
        return _("No hinge in it: the two kinds build different parts of the hamstrings, so add one.")
    return ""


def _sessions(weekly: pd.DataFrame, legs: Sequence[str], yardstick: Yardstick) -> list[dict[str, object]]:
    facts = yardstick.facts
    wanted, crowded = facts.number("freq.min_sessions"), facts.number("vol.per_session_amber")
    by_muscle = weekly.set_index("muscle")
    sessions = float(by_muscle["sessions"].loc["hamstrings"])
    of_legs = by_muscle["max_session_sets"].loc[list(legs)].astype("float64")
    muscle, fullest = str(of_legs.idxmax()), float(of_legs.max())
    often = n_(
        "Hamstrings in {sessions} session a week; {wanted} spread the sets.",
        "Hamstrings in {sessions} sessions a week; {wanted} spread the sets.",
        sessions,
        sessions=_n(sessions),
        wanted=_n(wanted),
    )
    full = _(
        "At most {most} hard sets for one muscle in a session ({muscle}); past about {crowded}, more can no longer be "
        "told apart.",
        most=_n(fullest),
        muscle=yardstick.muscle_names.get(muscle, muscle),
        crowded=_n(crowded),
    )
    return [
        _row("sessions", "hamstrings", sessions, wanted, None, "few" if sessions < wanted else "fine", False, often),
        _row("fullest_session", muscle, fullest, None, crowded, "full" if fullest > crowded else "fine", False, full),
    ]


def _hours(spacing: pd.DataFrame, facts: Facts) -> list[dict[str, object]]:
    pairs = spacing[spacing["muscle"] == "hamstrings"]
    least, nearest = facts.number("space.min_hours"), float(pairs["hours"].min())
    if pairs.empty or nearest >= _HOURS_A_WEEK:  # one such session a week
        return []
    words = _(
        "{hours} h at least between sessions with {sets} hamstring sets or more; {best} h are best.",
        hours=_n(nearest),
        sets=_n(facts.number("space.min_sets")),
        best=_n(least),
    )
    return [
        _row("hours_between", "hamstrings", nearest, least, None, "close" if nearest < least else "fine", False, words)
    ]


def _row(
    measure: str,
    muscle: str,
    value: float,
    low: float | None,
    high: float | None,
    state: str,
    much: bool,
    words: str,
    *,
    now: float | None = None,
) -> dict[str, object]:
    return dict(zip(COLUMNS, (measure, muscle, value, low, high, now, state, much, words), strict=True))


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
