"""Metrics summed up for cards and tables: what a page says in one number or one row. Pure: frames in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.reference.catalogue import Catalogue
from ui import formats
from ui.words import counted, listed

RISING: Final = ("clearly rising", "likely rising")
WEEK_MUSCLES: Final = ("quads", "hamstrings", "glute_max")
RATIO_WORDS: Final[Mapping[str, str]] = {
    "ok": "in order",
    "watch": "leans to the quads",
    "warn": "quad-dominant",
    "strong": "very quad-dominant",
    "too_little_data": "too little data",
}
SPLIT_WORDS: Final[Mapping[str, str]] = {
    "ok": "a good split",
    "hint": "a little one-sided",
    "warn": "one-sided",
    "too_little_data": "too little data",
}
"""Levels of the ratio and of the curl share, in few letters."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One number of the overview: what it is, its value with unit, a note of few letters (half a phone is narrow) and
    more to it, its recent course for a sparkline, and the muscle or lift (id) that it is about, where it is about one.
    """

    label: str
    value: str
    note: str
    course: tuple[float, ...]
    explanation: str
    subject: str = ""
    detail: str = ""


def muscles_in(catalogue: Catalogue, regions: Collection[str]) -> list[str]:
    """The ids of the muscles of some regions ("lower", "core", "upper"), in the catalogue's order."""
    muscles = catalogue.muscles.sort_values("sort")
    return list(muscles.loc[muscles["region"].isin(list(regions)), "id"])


def headlines(
    volume: pd.DataFrame,
    ratios: pd.DataFrame,
    balance: pd.DataFrame,
    trends: pd.DataFrame,
    sessions: pd.DataFrame,
    names: Mapping[str, str],
) -> tuple[Headline, ...]:
    """The four numbers of the overview, from metrics that end with the last full week."""
    return (
        hamstring_sets(volume),
        quad_hamstring_ratio(ratios),
        curl_share(balance),
        lifts_rising(trends, sessions, names),
    )


def hamstring_sets(volume: pd.DataFrame) -> Headline:
    """The four-week mean of hamstring sets against the lifter's range."""
    rows = volume[volume["muscle"] == "hamstrings"].sort_values("week")
    label, explanation = "Hamstring sets a week", "Fractional hard sets, mean of the last four full weeks."
    about = "hamstrings"
    if rows.empty:
        return Headline(label, formats.MISSING, "no full week yet", (), explanation, about)
    last = rows.iloc[-1]
    note, usual = formats.words(str(last["state"])), f"range {_from_to(last['band_low'], last['band_high'])}"
    return Headline(
        label, formats.number(last["mean_sets"]), note, course(rows["mean_sets"]), explanation, about, usual
    )


def quad_hamstring_ratio(ratios: pd.DataFrame) -> Headline:
    """Quad to hamstring sets of the last four full weeks, with its level as a word."""
    label, explanation = (
        "Quad : hamstring sets",
        "Fractional hard sets of the last four full weeks. Counts work, not strength.",
    )
    if ratios.empty:
        return Headline(label, formats.MISSING, "no full week yet", (), explanation)
    rows = ratios.sort_values("week")
    last = rows.iloc[-1]
    value = formats.ratio(last["q_h_ratio"], last["quad_sets"], last["hamstring_sets"])
    counts = f"{formats.number(last['quad_sets'])} to {formats.number(last['hamstring_sets'])} in four weeks"
    return Headline(label, value, level_words(last["level"]), course(rows["q_h_ratio"]), explanation, detail=counts)


def curl_share(balance: pd.DataFrame) -> Headline:
    """The share of leg curls and other knee flexion in the hamstring sets of the last four full weeks."""
    label = "Curl share"
    explanation = "Share of the hamstring sets that bend the knee (curls); the rest are hinges. Last four full weeks."
    if balance.empty:
        return Headline(label, formats.MISSING, "no full week yet", (), explanation)
    rows = balance.sort_values("week")
    last = rows.iloc[-1]
    note = SPLIT_WORDS.get(str(last["level"]), str(last["level"]))
    counts = f"{formats.number(last['knee_sets'])} curl, {formats.number(last['hip_sets'])} hinge sets"
    return Headline(
        label, formats.percent(last["curl_share"]), note, course(100 * rows["curl_share"]), explanation, detail=counts
    )


def lifts_rising(trends: pd.DataFrame, sessions: pd.DataFrame, names: Mapping[str, str]) -> Headline:
    """How many of the lifts with enough sessions are rising, and the course of the one that rises fastest."""
    label = "Lifts rising"
    explanation = (
        "Lifts whose strength trend of the last eight weeks is likely or clearly rising, of those that can be told."
    )
    told = trends[trends["pct_per_week"].notna()]
    if told.empty:
        return Headline(label, formats.MISSING, "too few sessions for a trend", (), explanation)
    rising = told[told["class"].isin(RISING)]
    value = f"{len(rising)} of {len(told)}"
    if rising.empty:
        return Headline(label, value, "none is certain", (), explanation)
    fastest = rising.sort_values("pct_per_week").iloc[-1]
    of_fastest = sessions[sessions["exercise_id"] == fastest["exercise_id"]].sort_values("started_at")
    lift, rate = str(fastest["exercise_id"]), formats.rate(fastest["pct_per_week"])
    detail = f"fastest: {names.get(lift, lift)}"
    return Headline(label, value, rate, course(of_fastest["e1rm_kg"]), explanation, lift, detail)


_MAP_STATES: Final[Mapping[str, str]] = {
    "too_little_data": "too early",
    "no band": "no range",
    "gap": "untrained",
    "below floor": "below floor",
    "low": "below range",
    "in band": "in range",
    "above band": "above range",
    "high": "above range",
    "very high": "very high",
}
"""State of muscle_volume -> how the body map shows it."""


def muscle_states(
    volume: pd.DataFrame, *, week: date, muscle_names: Mapping[str, str], trained_from: float
) -> pd.DataFrame:
    """All muscles as the body map shows them, in the catalogue's order: muscle, name, mean_sets (a week, mean of four
    weeks up to `week`), state, detail (state and range in words), has_floor (below some sets hardly anything grows).

    Below `trained_from` sets a week a muscle counts as untrained, also where nothing asks for work of its own.
    """
    rows = _rows_of(volume, week)
    states = rows["state"].map(_MAP_STATES).where(rows["mean_sets"] >= trained_from, "untrained")
    states = states.where((rows["state"] != "too_little_data") | (rows["mean_sets"] == 0), "too early")
    return pd.DataFrame(
        {
            "muscle": rows["muscle"],
            "name": rows["muscle"].map(muscle_names).fillna(rows["muscle"]),
            "mean_sets": rows["mean_sets"],
            "state": states,
            "detail": [
                _state_words(state, told, _from_to(low, high))
                for state, told, low, high in zip(
                    states, rows["state"], rows["band_low"], rows["band_high"], strict=True
                )
            ],
            "has_floor": rows["floor"] > 0,
        }
    ).reset_index(drop=True)


def _state_words(state: str, told: str, usual: str) -> str:
    words = {"untrained": "not trained", "too early": "too early to tell", "no range": "no range known"}
    said = words.get(state, formats.words(told))
    return said if usual == formats.MISSING else f"{said}, range {usual}"


def course(column: pd.Series[Any]) -> tuple[float, ...]:
    """The known values of a column in order, for a sparkline; empty below two, which draw nothing."""
    known = tuple(float(value) for value in column.dropna())
    return known if len(known) > 1 else ()


SIDE_NAMES: Final[Mapping[str, str]] = {"kd_share": "knee-dominant side", "hd_share": "hip-dominant side"}
"""The two sides of the ratio of movements, under the columns that say how much of a set each gets."""


def side_sets(credits: pd.DataFrame, *, ratio: str) -> pd.DataFrame:
    """The sets on both sides of a ratio, from `set_credits`: quads and hamstrings, or each set once by its movement."""
    if ratio == "q_h_ratio":
        return credits[credits["muscle"].isin(["quads", "hamstrings"])]
    once = credits.drop_duplicates("set_id")
    return pd.concat([_one_side(once, share) for share in SIDE_NAMES], ignore_index=True)


def _one_side(once: pd.DataFrame, share: str) -> pd.DataFrame:
    of_side = once[once[share] > 0]
    return of_side.assign(muscle=share, hard_sets=of_side["credit"] * of_side[share])


def level_words(level: str) -> str:
    """A level of a ratio as words."""
    return RATIO_WORDS.get(level, level)


def week_line(weekly: pd.DataFrame, week: date, *, workouts: int, muscle_names: Mapping[str, str]) -> str:
    """A week in one line: workouts, and hard sets of the thighs and glutes. No judgement in it."""
    rows = weekly[pd.to_datetime(weekly["week"]) == pd.Timestamp(week)].set_index("muscle")["hard_sets"]
    parts = [
        f"{muscle_names.get(muscle, muscle).lower()} {formats.number(rows.get(muscle, 0.0))}" for muscle in WEEK_MUSCLES
    ]
    return f"{counted(workouts, 'workout')}. Hard sets: {listed(parts)}."


def workouts_in(sets: pd.DataFrame, week: date) -> int:
    """Workouts of the seven days from `week`, the first of them, in a frame of current sets."""
    days = pd.to_datetime(sets["started_at"]).dt.normalize() - pd.Timestamp(week)
    return int(sets.loc[days.dt.days.between(0, 6), "started_at"].nunique())


SESSION_WEEKS: Final = 4
"""Weeks over which sessions a week are averaged, as the mean of the sets is."""
REP_KINDS: Final[Mapping[str, str]] = {
    "deadlift": "Deadlifts",
    "hinge": "Other hinges",
    "thrust": "Hip thrusts",
    "curl": "Leg curls",
    "single_leg": "Single-leg lifts",
    "swing": "Swings",
}
ROLE_NAMES: Final[Mapping[str, str]] = {"main": "Main lifts", "accessory": "Accessories"}


def volume_table(
    volume: pd.DataFrame, weekly: pd.DataFrame, *, week: date, muscle_names: Mapping[str, str]
) -> pd.DataFrame:
    """All muscles in the week `week`: Muscle, Mean, State, Last week, Week's state, Direct mean, Range, Sessions,
    In one session, RIR known and 0 to 2 RIR (in %).

    Mean, Last week, In one session and Range are fractional counts; Sessions is a mean of four weeks.
    """
    means = _rows_of(volume, week)
    rows = means.merge(_rows_of(weekly, week), on="muscle", suffixes=("", "_week"))
    return pd.DataFrame(
        {
            "Muscle": rows["muscle"].map(muscle_names).fillna(rows["muscle"]),
            "Mean": rows["mean_sets"],
            "State": [formats.words(str(state)) for state in rows["state"]],
            "Last week": rows["week_sets"],
            "Week's state": [formats.words(str(state)) for state in rows["week_state"]],
            "Direct mean": rows["direct_mean_sets"],
            "Range": [_from_to(low, high) for low, high in zip(rows["band_low"], rows["band_high"], strict=True)],
            "Sessions": rows["muscle"].map(sessions_a_week(weekly, week)),
            "In one session": rows["max_session_sets"],
            "RIR known": 100 * rows["effort_known_share"],
            "0 to 2 RIR": 100 * rows["close_share"],
        }
    )


def sessions_a_week(weekly: pd.DataFrame, week: date) -> pd.Series[Any]:
    """Sessions a week of each muscle, mean of the four weeks up to and including `week` (fewer at a log's start)."""
    weeks = pd.to_datetime(weekly["week"])
    first = pd.Timestamp(week) - pd.Timedelta(weeks=SESSION_WEEKS - 1)
    recent = weekly[(weeks >= first) & (weeks <= pd.Timestamp(week))]
    return recent.groupby("muscle")["sessions"].mean()


def spacing_words(pairs: pd.DataFrame, muscle: str, *, name: str, least_sets: float, least_hours: float) -> str:
    """A muscle's sessions of some size and the hours between them, from `session_spacing`, in a sentence or two."""
    hours = pairs.loc[pairs["muscle"] == muscle, "hours"]
    size = f"{formats.number(least_sets)} or more hard sets"
    if hours.empty:
        return f"{name}: fewer than two sessions of {size} in this period."
    close = int((hours < least_hours).sum())
    apart = f"{name}: sessions of {size} usually lie {formats.number(hours.median(), 0)} h apart (median)"
    return f"{apart}; {close} of {counted(len(hours), 'pair')} less than {formats.number(least_hours)} h."


def close_pairs(pairs: pd.DataFrame, muscle: str, *, least_hours: float) -> pd.DataFrame:
    """Pairs of sessions of a muscle closer than `least_hours`, newest first: Earlier, Sets, Later, Sets then, Hours."""
    close = pairs[(pairs["muscle"] == muscle) & (pairs["hours"] < least_hours)].sort_values("later_at", ascending=False)
    return pd.DataFrame(
        {
            "Earlier": close["earlier_at"],
            "Sets": close["earlier_sets"],
            "Later": close["later_at"],
            "Sets then": close["later_sets"],
            "Hours": close["hours"],
        }
    )


def rep_table(rep_ranges: pd.DataFrame, *, week: date) -> pd.DataFrame:
    """Kinds of lifts done in the four weeks up to `week`: Kind, Usual reps, Sets, and Inside, Fewer, More (in %)."""
    rows = _rows_of(rep_ranges, week)
    return _shares(rows[rows["sets"] > 0], "group", REP_KINDS, target="Usual reps", below="Fewer", above="More")


def effort_table(effort_targets: pd.DataFrame, *, week: date) -> pd.DataFrame:
    """Main lifts and accessories of the four weeks up to `week`: Kind, Target RIR, Sets, and Inside, Nearer to
    failure, Easier (in % of the sets with known RIR), RIR known (in %).
    """
    rows = _rows_of(effort_targets, week)
    rows = rows[rows["sets"] > 0]
    shares = _shares(rows, "role", ROLE_NAMES, target="Target RIR", below="Nearer to failure", above="Easier")
    return shares.assign(**{"RIR known": 100 * rows["effort_known_share"]})


def _shares(
    rows: pd.DataFrame, kind: str, names: Mapping[str, str], *, target: str, below: str, above: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Kind": rows[kind].map(names),
            target: [_from_to(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)],
            "Sets": rows["sets"],
            "Inside": 100 * rows["inside_share"],
            below: 100 * rows["below_share"],
            above: 100 * rows["above_share"],
        }
    )


def _rows_of(frame: pd.DataFrame, week: date) -> pd.DataFrame:
    return frame[pd.to_datetime(frame["week"]) == pd.Timestamp(week)]


def _from_to(low: float | None, high: float | None) -> str:
    return formats.MISSING if formats.is_missing(low) else f"{formats.number(low)} to {formats.number(high)}"
