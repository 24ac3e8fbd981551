"""Metrics summed up for cards and tables: what a page says in one number or one row. Pure: frames in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.reference.catalogue import Catalogue
from analytics.units import MassUnit, mass_in
from ui import formats
from ui.words import counted, listed, plain

RISING: Final = ("clearly rising", "likely rising")
MOSTLY: Final = 0.5
WEEK_MUSCLES: Final = ("quads", "hamstrings", "glute_max")
RATIO_WORDS: Final[Mapping[str, str]] = {"too_little_data": "too little data"}


@dataclass(frozen=True, slots=True)
class Headline:
    """One number of the overview: what it is, its value with unit, a note, and its recent course for a sparkline."""

    label: str
    value: str
    note: str
    course: tuple[float, ...]
    explanation: str


def muscle_names(catalogue: Catalogue) -> dict[str, str]:
    """Muscle id -> name, in the catalogue's order: legs first."""
    muscles = catalogue.muscles.sort_values("sort")
    return dict(zip(muscles["id"], muscles["name"], strict=True))


def muscles_in(catalogue: Catalogue, regions: Collection[str]) -> list[str]:
    """The ids of the muscles of some regions ("lower", "core", "upper"), in the catalogue's order."""
    muscles = catalogue.muscles.sort_values("sort")
    return list(muscles.loc[muscles["region"].isin(list(regions)), "id"])


def exercise_names(catalogue: Catalogue) -> dict[str, str]:
    """Exercise id -> name."""
    return dict(zip(catalogue.exercises["id"], catalogue.exercises["name"], strict=True))


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
    if rows.empty:
        return Headline(label, formats.MISSING, "no full week yet", (), explanation)
    last = rows.iloc[-1]
    usual = f"range {formats.number(last['band_low'])} to {formats.number(last['band_high'])}"
    note = f"{formats.words(str(last['state']))}, {usual}"
    return Headline(label, formats.number(last["mean_sets"]), note, course(rows["mean_sets"]), explanation)


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
    return Headline(label, value, f"level: {level_words(last['level'])}", course(rows["q_h_ratio"]), explanation)


def curl_share(balance: pd.DataFrame) -> Headline:
    """The share of leg curls and other knee flexion in the hamstring sets of the last four full weeks."""
    label = "Curl share"
    explanation = "Share of the hamstring sets that bend the knee (curls); the rest are hinges. Last four full weeks."
    if balance.empty:
        return Headline(label, formats.MISSING, "no full week yet", (), explanation)
    rows = balance.sort_values("week")
    last = rows.iloc[-1]
    counts = f"{formats.number(last['knee_sets'])} curl, {formats.number(last['hip_sets'])} hinge sets"
    return Headline(label, formats.percent(last["curl_share"]), counts, course(100 * rows["curl_share"]), explanation)


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
        return Headline(label, value, "none with enough certainty", (), explanation)
    fastest = rising.sort_values("pct_per_week").iloc[-1]
    of_fastest = sessions[sessions["exercise_id"] == fastest["exercise_id"]].sort_values("started_at")
    name = names.get(fastest["exercise_id"], fastest["exercise_id"])
    return Headline(label, value, f"fastest: {name}", course(of_fastest["e1rm_kg"]), explanation)


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
    """Workouts of an ISO week in a frame of current sets."""
    return int(sets.loc[pd.to_datetime(sets["week"]) == pd.Timestamp(week), "started_at"].nunique())


def volume_table(
    volume: pd.DataFrame, weekly: pd.DataFrame, *, week: date, count: str, muscle_names: Mapping[str, str]
) -> pd.DataFrame:
    """All muscles in the week `week`: Muscle, Mean, Last week, Range, State, Sessions, RIR known and 0 to 2 RIR (in %).

    Range and State are for fractional counts and left out of direct ones.
    """
    monday = pd.Timestamp(week)
    means = volume[pd.to_datetime(volume["week"]) == monday]
    weeks = weekly[pd.to_datetime(weekly["week"]) == monday]
    rows = means.merge(weeks, on="muscle", suffixes=("", "_week"))
    direct = count == "direct_sets"
    table = pd.DataFrame(
        {
            "Muscle": rows["muscle"].map(muscle_names).fillna(rows["muscle"]),
            "Mean": rows["direct_mean_sets" if direct else "mean_sets"],
            "Last week": rows["direct_sets" if direct else "hard_sets"],
            "Range": [
                formats.MISSING if pd.isna(low) else f"{formats.number(low)} to {formats.number(high)}"
                for low, high in zip(rows["band_low"], rows["band_high"], strict=True)
            ],
            "State": [formats.words(str(state)) for state in rows["state"]],
            "Sessions": rows["sessions"],
            "RIR known": 100 * rows["effort_known_share"],
            "0 to 2 RIR": 100 * rows["close_share"],
        }
    )
    return table.drop(columns=["Range", "State"]) if direct else table


def lifts_table(
    trends: pd.DataFrame, sessions: pd.DataFrame, *, names: Mapping[str, str], unit: MassUnit
) -> pd.DataFrame:
    """All lifts, most sessions first: Lift, Course, Trend, Per week, 80 % from, 80 % to, Level, Sessions.

    Level is in `unit`; the others in percent a week.
    """
    by_lift = sessions.sort_values("started_at").groupby("exercise_id")["e1rm_kg"]
    courses = {lift: [mass_in(float(kg), unit) for kg in values] for lift, values in by_lift}
    rows = trends[trends["exercise_id"].isin(list(courses))]
    table = pd.DataFrame(
        {
            "Lift": rows["exercise_id"].map(names).fillna(rows["exercise_id"]),
            "Course": rows["exercise_id"].map(courses),
            "Trend": rows["class"],
            "Per week": rows["pct_per_week"].round(2) + 0.0,
            "80 % from": rows["low_pct"].round(2) + 0.0,
            "80 % to": rows["high_pct"].round(2) + 0.0,
            "Level": rows["level_kg"].map(lambda kg: mass_in(float(kg), unit), na_action="ignore"),
            "Sessions": rows["exercise_id"].map({lift: len(values) for lift, values in courses.items()}),
        }
    )
    return table.sort_values("Sessions", ascending=False, ignore_index=True)


def class_words(trends: pd.DataFrame, lift: str) -> str:
    """The class of a lift's trend as words; "unclear" where it has none."""
    of_lift = trends.loc[trends["exercise_id"] == lift, "class"]
    return str(of_lift.iloc[-1]) if len(of_lift) else "unclear"


def trend_words(trends: pd.DataFrame, lift: str, *, unit: MassUnit) -> str:
    """A lift's trend in Markdown: class, rate with its 80 % range, what it looked at, level, and what to be wary of."""
    rows = trends[trends["exercise_id"] == lift]
    if rows.empty or pd.isna(rows.iloc[-1]["pct_per_week"]):
        missing = "" if rows.empty or pd.isna(rows.iloc[-1]["missing"]) else f": {plain(str(rows.iloc[-1]['missing']))}"
        return f"**No trend yet**{missing}."
    row = rows.iloc[-1]
    interval = f"80 % range {formats.signed(row['low_pct'])} to {formats.signed(row['high_pct'])}"
    looked_at = f"{counted(int(row['sessions']), 'session')} over {counted(round(row['span_days']), 'day')}"
    return " ".join(
        [
            f"**{str(row['class']).capitalize()}**: {formats.rate(row['pct_per_week'])} ({interval}),",
            f"from {looked_at} up to {formats.day(row['as_of'])}.",
            f"Level there: {formats.load(row['level_kg'], unit)}.",
            *_wary_of(row),
        ]
    )


def _wary_of(row: pd.Series[Any]) -> list[str]:
    cautions = []
    if row["rep_range_changed"]:
        cautions.append("Your rep range changed; part of this may be the formula.")
    if row["effort_known_share"] < MOSTLY:
        cautions.append("For most of these sessions the RIR was not logged.")
    return cautions


def bests_table(bests: pd.DataFrame, *, unit: MassUnit) -> pd.DataFrame:
    """Best values so far, newest first: Day, Strength, From (the set behind it), Kind."""
    return pd.DataFrame(
        {
            "Day": pd.to_datetime(bests["started_at"]).dt.date,
            "Strength": bests["e1rm_kg"].map(lambda kg: round(mass_in(float(kg), unit), 1), na_action="ignore"),
            "From": [_set_words(row, unit) for _, row in bests.iterrows()],
        }
    )


def _set_words(row: pd.Series[Any], unit: MassUnit) -> str:
    effort = "RIR not logged" if pd.isna(row["rir"]) else f"{formats.number(row['rir'])} RIR"
    return f"{formats.number(row['reps'])} reps with {formats.load(row['weight_kg'], unit)}, {effort}"
