"""Strength in words and tables: a lift's trend, its outlook, what made its values, its bests. Frames in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analytics.language import _, listed, n_, span
from analytics.model import TREND_WORDS
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts
from analytics.reference.populations import Quantiles
from analytics.units import MassUnit, mass_in
from ui import formats
from ui.charts.compare import Course
from ui.charts.strength import set_texts, strength_words
from ui.words import plain, thin

_LEAST_CHANCE, _MOST_CHANCE = 0.01, 0.99
_REP_RANGES: Final = ((1, 3), (4, 6), (7, 9), (10, 12), (13, 15))
"""The ranges of reps by which the error of an estimate is known."""
BEYOND_ORDINARY: Final = _("larger than ordinary variation")
WITHIN_ORDINARY: Final = _("within ordinary day-to-day variation")
TREND_TITLES: Final[Mapping[str, str]] = {
    "clearly rising": _("Clearly rising"),
    "likely rising": _("Likely rising"),
    "flat": _("Flat"),
    "likely falling": _("Likely falling"),
    "clearly falling": _("Clearly falling"),
    "unclear": _("Unclear"),
}
"""Class of a trend -> as it stands inside a sentence or a table, and before one."""
FORMULAS: Final[Mapping[str, str]] = {
    "epley_mod": _("the modified Epley formula"),
    "epley": _("Epley's formula"),
    "brzycki": _("Brzycki's formula"),
    "epley_brzycki_mean": _("the mean of Epley's and Brzycki's formulas"),
    "lander": _("Lander's formula"),
    "lombardi": _("Lombardi's formula"),
    "mayhew": _("Mayhew's formula"),
    "oconner": _("O'Conner's formula"),
    "wathan": _("Wathan's formula"),
    "fitbod": _("Fitbod's formula"),
    "rts_chart": _("the RPE chart of Reactive Training Systems"),
}


def lifts_table(
    trends: pd.DataFrame,
    outlook: pd.DataFrame,
    sessions: pd.DataFrame,
    *,
    names: Mapping[str, str],
    unit: MassUnit,
) -> pd.DataFrame:
    """All lifts, most sessions first: Lift, Course, Trend, Rising (chance in words), Per week, Range, Level, Sessions,
    and Id, the exercise's.

    Level is in `unit`; the rate and its 80 % range in percent a week. `outlook` has the rows of strength_outlook.
    """
    by_lift = sessions.sort_values("started_at").groupby("exercise_id")["e1rm_kg"]
    courses = {lift: [mass_in(float(kg), unit) for kg in values] for lift, values in by_lift}
    rows = trends[trends["exercise_id"].isin(list(courses))]
    of_lift = outlook.set_index("exercise_id")
    table = pd.DataFrame(
        {
            "Lift": rows["exercise_id"].map(names).fillna(rows["exercise_id"]),
            "Course": rows["exercise_id"].map(courses),
            "Trend": rows["class"].map(TREND_WORDS),
            "Rising": rows["exercise_id"].map(of_lift["p_rising"]).map(chance, na_action="ignore"),
            "Per week": rows["pct_per_week"].round(2) + 0.0,
            "Range": [
                formats.MISSING
                if pd.isna(low)
                else _("{low} to {high}", low=formats.signed(low), high=formats.signed(high))
                for low, high in zip(rows["low_pct"], rows["high_pct"], strict=True)
            ],
            "Level": rows["exercise_id"]
            .map(of_lift["level_kg"])
            .map(lambda kg: mass_in(float(kg), unit), na_action="ignore"),
            "Sessions": rows["exercise_id"].map({lift: len(values) for lift, values in courses.items()}),
            "Id": rows["exercise_id"],
        }
    )
    return table.sort_values("Sessions", ascending=False, ignore_index=True)


def trend_title(trends: pd.DataFrame, lift: str) -> str:
    """What the chart of a lift shows: "Clearly rising: +0.42 % a week"; what it is where there is no trend."""
    rows = trends[trends["exercise_id"] == lift]
    if rows.empty or pd.isna(rows.iloc[-1]["pct_per_week"]):
        return _("Strength by session")
    row = rows.iloc[-1]
    words = _("No clear direction") if row["class"] == "unclear" else TREND_TITLES[str(row["class"])]
    return f"{words}: {formats.rate(row['pct_per_week'])}"


def how_to_read(facts: Facts) -> str:
    """What the chart of a lift looks at, and what its values are."""
    return _(
        "The trend looks at the last {weeks} weeks, the band and the chance at all sessions. Compare a lift with "
        "itself. Lifts done with many reps are shown as the load at your usual reps, not as a 1RM.",
        weeks=formats.number(facts.number("trend.window_weeks")),
    )


def class_words(trends: pd.DataFrame, lift: str) -> str:
    """The class of a lift's trend as words; "unclear" where it has none."""
    of_lift = trends.loc[trends["exercise_id"] == lift, "class"]
    return TREND_WORDS[str(of_lift.iloc[-1]) if len(of_lift) else "unclear"]


def trend_words(trends: pd.DataFrame, lift: str, *, facts: Facts) -> str:
    """A lift's trend in Markdown: class, rate with its 80 % range, what it looked at, and what to be wary of."""
    rows = trends[trends["exercise_id"] == lift]
    if rows.empty or pd.isna(rows.iloc[-1]["pct_per_week"]):
        if rows.empty or pd.isna(rows.iloc[-1]["missing"]):
            return _("**No trend yet**.")
        return _("**No trend yet**: {missing}.", missing=plain(str(rows.iloc[-1]["missing"])))
    row = rows.iloc[-1]
    trend = _(
        "**{trend}**: {rate} (80 % range {low} to {high}), from {sessions} over {days} up to {day}.",
        trend=TREND_TITLES[str(row["class"])],
        rate=formats.rate(row["pct_per_week"]),
        low=formats.signed(row["low_pct"]),
        high=formats.signed(row["high_pct"]),
        sessions=n_("{number} session", "{number} sessions", int(row["sessions"])),
        days=n_("{number} day", "{number} days", round(row["span_days"])),
        day=formats.day(row["as_of"]),
    )
    return " ".join([trend, *_wary_of(row, facts)])


def _wary_of(row: pd.Series[Any], facts: Facts) -> list[str]:
    cautions = []
    if row["low_pct"] == row["high_pct"]:
        cautions.append(_("The same values come again and again; less than one step of load or reps cannot be seen."))
    if row["outliers"]:
        cautions.append(
            n_(
                "{number} session set aside as far from the others.",
                "{number} sessions set aside as far from the others.",
                int(row["outliers"]),
            )
        )
    if row["rep_range_changed"]:
        cautions.append(_("Your rep range changed; part of this may be the formula."))
    if row["effort_known_share"] < facts.number("hard.effort_known_low"):
        cautions.append(_("For most of these sessions the RIR was not logged."))
    return cautions


def outlook_words(outlook: pd.DataFrame, lift: str, *, unit: MassUnit) -> str:
    """How likely a lift is rising now, and its level, in Markdown; empty where there are too few sessions."""
    rows = outlook[outlook["exercise_id"] == lift]
    if rows.empty or pd.isna(rows.iloc[-1]["p_rising"]):
        return ""
    row = rows.iloc[-1]
    return _(
        "Chance that it is rising now: **{chance}**. Level: {level} (80 % range {range}).",
        chance=chance(float(row["p_rising"])),
        level=formats.load(row["level_kg"], unit),
        range=_span(row["level_low_kg"], row["level_high_kg"], unit),
    )


def chance(share: float) -> str:
    """A probability in words of a percent, never certain: "87 %", "over 99 %", "under 1 %"."""
    if share > _MOST_CHANCE:
        return thin(_("over 99 %"))
    return thin(_("under 1 %")) if share < _LEAST_CHANCE else formats.percent(share)


def next_words(next_session: pd.DataFrame, lift: str, *, unit: MassUnit) -> str:
    """What the next session may bring at the load last used, in Markdown; empty where that cannot be said."""
    rows = next_session[next_session["exercise_id"] == lift]
    if rows.empty or pd.isna(rows.iloc[-1]["reps"]):
        return ""
    row = rows.iloc[-1]
    said = {
        "load": formats.load(row["weight_kg"], unit),
        "reps": n_("{number} rep", "{number} reps", round(row["reps"])),
        "low": formats.number(row["low_80"], 0),
        "high": formats.number(row["high_80"], 0),
    }
    if pd.isna(row["last_reps"]):
        return _("Next time with {load}: about **{reps}** (80 % range {low} to {high}).", **said)
    return _(
        "Next time with {load}: about **{reps}** (80 % range {low} to {high}; last time {last}).",
        last=formats.number(row["last_reps"]),
        **said,
    )


def _span(low_kg: float, high_kg: float, unit: MassUnit) -> str:
    return span(formats.number(mass_in(low_kg, unit)), formats.load(high_kg, unit))


def bests_table(bests: pd.DataFrame, *, unit: MassUnit) -> pd.DataFrame:
    """Best values so far, newest first: Day, Strength, Gain (% over the best before), Reps (the range of the set's
    reps), Meaning, From (the set behind).

    `bests` has the rows of personal_bests of one lift.
    """
    newest_first = bests.sort_values("started_at", ascending=False)
    return pd.DataFrame(
        {
            "Day": pd.to_datetime(newest_first["started_at"]).dt.date,
            "Strength": newest_first["value_kg"].map(lambda kg: round(mass_in(float(kg), unit), 1)),
            "Gain": newest_first["gain_pct"],
            "Reps": newest_first["reps"].map(rep_range),
            "Meaning": newest_first["beyond_ordinary"].map({True: BEYOND_ORDINARY, False: WITHIN_ORDINARY}),
            "From": set_texts(newest_first, unit),
        }
    )


def records_table(bests: pd.DataFrame, *, names: Mapping[str, str], unit: MassUnit) -> pd.DataFrame:
    """`bests_table` of several lifts: Day, Lift, Strength, What (the value is), Gain, From, Reps, Meaning.

    `bests` has the rows of personal_bests with the column `what`.
    """
    table = bests_table(bests, unit=unit)
    newest_first = bests.sort_values("started_at", ascending=False)
    table.insert(1, "Lift", newest_first["exercise_id"].map(lambda lift: names.get(lift, lift)))
    table.insert(3, "What", newest_first["what"])
    return table[["Day", "Lift", "Strength", "What", "Gain", "From", "Reps", "Meaning"]]


def rep_range(reps: float) -> str:
    """The range of reps that a set belongs to: "4 to 6", "16 or more"."""
    for low, high in _REP_RANGES:
        if reps < high + 1:
            return span(str(low), str(high))
    return _("{number} or more", number=_REP_RANGES[-1][1] + 1)


def value_words(sessions: pd.DataFrame) -> dict[str, str]:
    """Exercise id -> what its strength values are, from rows of session_strength."""
    return {str(lift): strength_words(rows) for lift, rows in sessions.groupby("exercise_id")}


def compared_table(shown: Sequence[Course], trends: pd.DataFrame, *, unit: MassUnit) -> pd.DataFrame:
    """The lifts of a comparison, the largest gain first: Lift, Start, End (levels), Change (%), Trend, Sessions."""
    rows = [
        {
            "Lift": course.name,
            "Start": round(mass_in(course.start_kg, unit), 1),
            "End": round(mass_in(course.end_kg, unit), 1),
            "Change": course.change_pct,
            "Trend": class_words(trends, course.exercise_id),
            "Sessions": len(course.sessions),
        }
        for course in shown
    ]
    return pd.DataFrame(rows).sort_values("Change", ascending=False, ignore_index=True)


def population_words(populations: Mapping[str, Quantiles]) -> str:
    """Who the lifter is compared with, and what that is not, in Markdown."""
    return _(
        "**Compared with** {who} who compete in powerlifting without equipment: the best meet of each in the data of "
        "OpenPowerlifting up to July 2020 (public domain), reckoned for this program. Theirs are maxima tested on one "
        "day; yours are estimates from training. **It is not** a target, nor a measure of the back of your legs: "
        "build, technique and how often you pull explain much of it, and people who compete are no sample of those "
        "who train.",
        who=listed(_people(name, known.n) for name, known in populations.items()),
    )


def _people(population: str, number: int) -> str:
    if population == "women":
        return n_("{number} woman", "{number} women", number)
    return n_("{number} man", "{number} men", number)


def made_by(sessions: pd.DataFrame, *, facts: Facts, is_leg_press: bool) -> list[str]:
    """What made a lift's values where it is not the usual formula alone: one sentence each, none where it is.

    `sessions` has the rows of session_strength of one lift.
    """
    last = sessions.sort_values("started_at").iloc[-1]
    is_estimate = last["kind"] == "one_rep"
    formula = facts["e1rm.formula"]
    notes = []
    if is_estimate and is_leg_press:
        notes.append(_("Estimated by the leg press's own curve of reps."))
    elif is_estimate and formula.is_changed:
        notes.append(
            _(
                "Estimated by {formula}, as you chose; tested singles stand as they are.",
                formula=FORMULAS[str(formula.value)],
            )
        )
    elif not pd.isna(last["k"]) and last["k"] != facts.number("e1rm.k"):
        notes.append(
            _(
                "By this lift's own rep curve: {own} a rep instead of {usual}, from your sets near failure; one curve "
                "for all its history.",
                own=formats.number(last["k"], 4),
                usual=formats.number(facts.number("e1rm.k"), 4),
            )
        )
    elif facts.text("e1rm.personal_k") == "on" and not formula.is_changed:
        notes.append(_("Too few sets near failure for a rep curve of its own yet: the usual one is in use."))
    if not pd.isna(last["bodyweight_kg"]):
        notes.append(_("Total load: your bodyweight, as Settings has it now, and what you added."))
    return notes


def without_bodyweight(lifts: Collection[str], catalogue: Catalogue) -> str:
    """Which of these lifts wait for a bodyweight, as a sentence; empty where none does."""
    whole_body = catalogue.exercises[catalogue.exercises["e1rm"] == "bw"]
    asked = set(lifts)
    waiting = [catalogue.exercise_names[each] for each in whole_body["id"] if each in asked]
    if not waiting:
        return ""
    return n_(
        "{lifts} has no strength value until Settings knows your bodyweight.",
        "{lifts} have no strength value until Settings knows your bodyweight.",
        len(waiting),
        lifts=listed(waiting),
    )


def session_words(row: pd.Series[Any], *, name: str, unit: MassUnit) -> str:
    """A session in one line: day, value with one standard deviation to either side, and the set behind it."""
    what = _("a tested single") if row["is_tested_single"] else set_texts(row.to_frame().T, unit)[0]
    return _(
        "{lift}, {day}: {value} (give or take: {range}) from {what}",
        lift=name,
        day=formats.day(row["started_at"]),
        value=formats.load(row["e1rm_kg"], unit),
        range=_span(row["low_kg"], row["high_kg"], unit),
        what=what,
    )


def sets_of(credits: pd.DataFrame, lift: str, *, muscles: Collection[str]) -> pd.DataFrame:
    """The rows of `set_credits` of one lift, each set once: with the muscle that it counts most for, the first of
    `muscles` among equals.
    """
    order = {muscle: place for place, muscle in enumerate(muscles)}
    of_lift = credits[credits["exercise_id"] == lift]
    ranked = of_lift.assign(_place=of_lift["muscle"].map(order)).sort_values(
        ["weight", "_place"], ascending=[False, True]
    )
    return ranked.drop(columns="_place").drop_duplicates("set_id")
