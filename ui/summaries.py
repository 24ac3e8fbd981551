"""Metrics summed up for cards and tables: what a page says in one number or one row. Pure: frames in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.language import _, inside, listed, n_
from analytics.model import BALANCE_WORDS
from analytics.reference.catalogue import Catalogue
from ui import formats

RISING: Final = ("clearly rising", "likely rising")
WEEK_MUSCLES: Final = ("quads", "hamstrings", "glute_max")
SPLIT_WORDS: Final[Mapping[str, str]] = {
    "ok": _("a good split"),
    "hint": _("a little one-sided"),
    "warn": _("one-sided"),
    "too_little_data": _("too little data"),
}
"""Levels of the curl share, in few letters."""


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
    label, explanation = _("Hamstring sets a week"), _("Fractional hard sets, mean of the last four full weeks.")
    about = "hamstrings"
    if rows.empty:
        return Headline(label, formats.MISSING, _("no full week yet"), (), explanation, about)
    last = rows.iloc[-1]
    value, note = formats.number(last["mean_sets"]), formats.words(str(last["state"]))
    usual = _("range {from_to}", from_to=formats.span(last["band_low"], last["band_high"]))
    return Headline(label, value, note, course(rows["mean_sets"]), explanation, about, usual)


def quad_hamstring_ratio(ratios: pd.DataFrame) -> Headline:
    """Quad to hamstring sets of the last four full weeks, with its level as a word."""
    label = _("Quad : hamstring sets")
    explanation = _("Fractional hard sets of the last four full weeks. Counts work, not strength.")
    if ratios.empty:
        return Headline(label, formats.MISSING, _("no full week yet"), (), explanation)
    rows = ratios.sort_values("week")
    last = rows.iloc[-1]
    value = formats.ratio(last["q_h_ratio"], last["quad_sets"], last["hamstring_sets"])
    counts = _(
        "{quad_sets} to {hamstring_sets} in four weeks",
        quad_sets=formats.number(last["quad_sets"]),
        hamstring_sets=formats.number(last["hamstring_sets"]),
    )
    return Headline(label, value, level_words(last["level"]), course(rows["q_h_ratio"]), explanation, detail=counts)


def curl_share(balance: pd.DataFrame) -> Headline:
    """The share of leg curls and other knee flexion in the hamstring sets of the last four full weeks."""
    label = _("Curl share")
    explanation = _(
        "Share of the hamstring sets that bend the knee (curls); the rest are hinges. Last four full weeks."
    )
    if balance.empty:
        return Headline(label, formats.MISSING, _("no full week yet"), (), explanation)
    rows = balance.sort_values("week")
    last = rows.iloc[-1]
    note = SPLIT_WORDS.get(str(last["level"]), str(last["level"]))
    counts = _(
        "{knee_sets} curl, {hip_sets} hinge sets",
        knee_sets=formats.number(last["knee_sets"]),
        hip_sets=formats.number(last["hip_sets"]),
    )
    return Headline(
        label, formats.percent(last["curl_share"]), note, course(100 * rows["curl_share"]), explanation, detail=counts
    )


def lifts_rising(trends: pd.DataFrame, sessions: pd.DataFrame, names: Mapping[str, str]) -> Headline:
    """How many of the lifts with enough sessions are rising, and the course of the one that rises fastest."""
    label = _("Lifts rising")
    explanation = _(
        "Lifts whose strength trend of the last eight weeks is likely or clearly rising, of those that can be told."
    )
    told = trends[trends["pct_per_week"].notna()]
    if told.empty:
        return Headline(label, formats.MISSING, _("too few sessions for a trend"), (), explanation)
    rising = told[told["class"].isin(RISING)]
    value = _("{part} of {whole}", part=len(rising), whole=len(told))
    if rising.empty:
        return Headline(label, value, _("none is certain"), (), explanation)
    fastest = rising.sort_values("pct_per_week").iloc[-1]
    of_fastest = sessions[sessions["exercise_id"] == fastest["exercise_id"]].sort_values("started_at")
    lift, rate = str(fastest["exercise_id"]), formats.rate(fastest["pct_per_week"])
    detail = _("fastest: {lift}", lift=names.get(lift, lift))
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
"""State of muscle_volume -> its state on the body map, a key of `ui.charts.body.FILLS`."""


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
                _state_words(state, told, formats.span(low, high))
                for state, told, low, high in zip(
                    states, rows["state"], rows["band_low"], rows["band_high"], strict=True
                )
            ],
            "has_floor": rows["floor"] > 0,
        }
    ).reset_index(drop=True)


def _state_words(state: str, told: str, usual: str) -> str:
    words = {"untrained": _("not trained"), "too early": _("too early to tell"), "no range": _("no range known")}
    said = words.get(state, formats.words(told))
    return said if usual == formats.MISSING else _("{state}, range {from_to}", state=said, from_to=usual)


def course(column: pd.Series[Any]) -> tuple[float, ...]:
    """The known values of a column in order, for a sparkline; empty below two, which draw nothing."""
    known = tuple(float(value) for value in column.dropna())
    return known if len(known) > 1 else ()


SIDE_NAMES: Final[Mapping[str, str]] = {"kd_share": _("knee-dominant side"), "hd_share": _("hip-dominant side")}
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
    return BALANCE_WORDS.get(level, level)


def week_line(weekly: pd.DataFrame, week: date, *, workouts: int, muscle_names: Mapping[str, str]) -> str:
    """A week in one line: workouts, and hard sets of the thighs and glutes. No judgement in it."""
    rows = weekly[pd.to_datetime(weekly["week"]) == pd.Timestamp(week)].set_index("muscle")["hard_sets"]
    counts = [
        f"{inside(muscle_names.get(muscle, muscle))} {formats.number(rows.get(muscle, 0.0))}" for muscle in WEEK_MUSCLES
    ]
    return n_(
        "{number} workout. Hard sets: {muscles_and_counts}.",
        "{number} workouts. Hard sets: {muscles_and_counts}.",
        workouts,
        muscles_and_counts=listed(counts),
    )


def workouts_in(sets: pd.DataFrame, week: date) -> int:
    """Workouts of the seven days from `week`, the first of them, in a frame of current sets."""
    days = pd.to_datetime(sets["started_at"]).dt.normalize() - pd.Timestamp(week)
    return int(sets.loc[days.dt.days.between(0, 6), "started_at"].nunique())


SESSION_WEEKS: Final = 4
"""Weeks over which sessions a week are averaged, as the mean of the sets is."""
REP_KINDS: Final[Mapping[str, str]] = {
    "deadlift": _("Deadlifts"),
    "hinge": _("Other hinges"),
    "thrust": _("Hip thrusts"),
    "curl": _("Leg curls"),
    "single_leg": _("Single-leg lifts"),
    "swing": _("Swings"),
}
ROLE_NAMES: Final[Mapping[str, str]] = {"main": _("Main lifts"), "accessory": _("Accessories")}


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
            _("Muscle"): rows["muscle"].map(muscle_names).fillna(rows["muscle"]),
            _("Mean"): rows["mean_sets"],
            _("State"): [formats.words(str(state)) for state in rows["state"]],
            _("Last week"): rows["week_sets"],
            _("Week's state"): [formats.words(str(state)) for state in rows["week_state"]],
            _("Direct mean"): rows["direct_mean_sets"],
            _("Range"): list(map(formats.span, rows["band_low"], rows["band_high"])),
            _("Sessions"): rows["muscle"].map(sessions_a_week(weekly, week)),
            _("In one session"): rows["max_session_sets"],
            _("RIR known"): 100 * rows["effort_known_share"],
            _("0 to 2 RIR"): 100 * rows["close_share"],
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
    sets = formats.number(least_sets)
    if hours.empty:
        return _(
            "{muscle}: fewer than two sessions of {sets} or more hard sets in this period.", muscle=name, sets=sets
        )
    return n_(
        "{muscle}: sessions of {sets} or more hard sets usually lie {median} h apart (median); {close} of {number} "
        "pair less than {least} h.",
        "{muscle}: sessions of {sets} or more hard sets usually lie {median} h apart (median); {close} of {number} "
        "pairs less than {least} h.",
        len(hours),
        muscle=name,
        sets=sets,
        median=formats.number(hours.median(), 0),
        close=int((hours < least_hours).sum()),
        least=formats.number(least_hours),
    )


def close_pairs(pairs: pd.DataFrame, muscle: str, *, least_hours: float) -> pd.DataFrame:
    """Pairs of sessions of a muscle closer than `least_hours`, newest first: Earlier, Sets, Later, Sets then, Hours."""
    close = pairs[(pairs["muscle"] == muscle) & (pairs["hours"] < least_hours)].sort_values("later_at", ascending=False)
    return pd.DataFrame(
        {
            _("Earlier"): close["earlier_at"],
            _("Sets"): close["earlier_sets"],
            _("Later"): close["later_at"],
            _("Sets then"): close["later_sets"],
            _("Hours"): close["hours"],
        }
    )


def rep_table(rep_ranges: pd.DataFrame, *, week: date) -> pd.DataFrame:
    """Kinds of lifts done in the four weeks up to `week`: Kind, Usual reps, Sets, and Inside, Fewer, More (in %)."""
    rows = _rows_of(rep_ranges, week)
    return _shares(
        rows[rows["sets"] > 0], "group", REP_KINDS, target=_("Usual reps"), below=_("Fewer"), above=_("More")
    )


def effort_table(effort_targets: pd.DataFrame, *, week: date) -> pd.DataFrame:
    """Main lifts and accessories of the four weeks up to `week`: Kind, Target RIR, Sets, and Inside, Nearer to
    failure, Easier (in % of the sets with known RIR), RIR known (in %).
    """
    rows = _rows_of(effort_targets, week)
    rows = rows[rows["sets"] > 0]
    shares = _shares(rows, "role", ROLE_NAMES, target=_("Target RIR"), below=_("Nearer to failure"), above=_("Easier"))
    return shares.assign(**{_("RIR known"): 100 * rows["effort_known_share"]})


def _shares(
    rows: pd.DataFrame, kind: str, names: Mapping[str, str], *, target: str, below: str, above: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Kind"): rows[kind].map(names),
            target: list(map(formats.span, rows["low"], rows["high"])),
            _("Sets"): rows["sets"],
            _("Inside"): 100 * rows["inside_share"],
            below: 100 * rows["below_share"],
            above: 100 * rows["above_share"],
        }
    )


def _rows_of(frame: pd.DataFrame, week: date) -> pd.DataFrame:
    return frame[pd.to_datetime(frame["week"]) == pd.Timestamp(week)]
