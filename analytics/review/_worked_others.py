"""Derivations of comparisons: deadlift against squat, left against right, bests, the outlook, what trains what."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, n_, span
from analytics.reference.functions import words_for
from analytics.review._arithmetic import mass, short_day, shown
from analytics.review._evidence import MUSCLE, Evidence
from analytics.rules.deload import SIGNS
from analytics.rules.rep_range import KINDS

_SIDE_WORDS: Final = {"left": _("left"), "right": _("right")}
_LEVEL_WORDS: Final = {
    "ok": _("ok"),
    "watch": _("watch"),
    "warn": _("warn"),
    "too_little_data": _("too little data"),
}


def deadlift_squat(evidence: Evidence) -> str | None:
    """The ratio with both levels and its interval, and the middle half of raw powerlifters where the sex is stated."""
    row = _first(evidence, "deadlift_squat_ratio")
    if row is None or row["missing"]:
        return None
    names = evidence.case.exercise_names
    deadlift, squat = mass(row["deadlift_kg"], evidence.unit), mass(row["squat_kg"], evidence.unit)
    others = _("say man or woman in the settings to see raw powerlifters beside it")
    if not pd.isna(row["median"]):
        others = _(
            "raw powerlifters: middle half {low} to {high}, 5 of 100 below {least}; about {yours} of 100 are below you",
            low=shown(row["p25"]),
            high=shown(row["p75"]),
            least=shown(row["p5"]),
            yours=shown(row["percentile"], 0),
        )
    return "\n".join(
        (
            _middle(names[str(row["deadlift_exercise"])], deadlift, row["deadlift_sessions"]),
            _middle(names[str(row["squat_exercise"])], squat, row["squat_sessions"]),
            _(
                "{quotient} = {ratio} (80 % interval {low} to {high})",
                quotient=f"{deadlift} / {squat}",
                ratio=shown(row["ratio"]),
                low=shown(row["low_80"]),
                high=shown(row["high_80"]),
            ),
            others,
        )
    )


def _middle(name: str, load: str, sessions: int) -> str:
    return n_(
        "{exercise}: {load}, the middle of {number} session",
        "{exercise}: {load}, the middle of {number} sessions",
        sessions,
        exercise=name,
        load=load,
    )


def asymmetry(evidence: Evidence) -> str | None:
    """The newest day with both sides of the lift that has most of them, and the mean of its days."""
    lifts = evidence.case.frame("asymmetry")
    row = _first_of(lifts[lifts["pairs"] > 0].sort_values("pairs", ascending=False, kind="stable"))
    if row is None:
        return None
    days = evidence.case.frame("left_right")
    last = _first_of(days[days["exercise_id"] == row["exercise_id"]].sort_values("day", ascending=False))
    if last is None:
        return None
    strong, weak = (mass(kg, evidence.unit) for kg in sorted((last["left_kg"], last["right_kg"]), reverse=True))
    return "\n".join(
        (
            _(
                "{exercise}, {day}: left {left}, right {right}",
                exercise=evidence.exercise(row),
                day=short_day(last["day"]),
                left=mass(last["left_kg"], evidence.unit),
                right=mass(last["right_kg"], evidence.unit),
            ),
            f"100 x ({strong} - {weak}) / {strong} = {shown(last['asym_pct'])} %",
            _(
                "mean of {days} days: {mean} %, weaker side: {side} (a level from {least} days on: {level})",
                days=row["pairs"],
                mean=shown(row["mean_asym_pct"]),
                side=_SIDE_WORDS.get(str(row["weaker"]), str(row["weaker"])),
                least=shown(evidence.case.facts.number("asym.min_pairs")),
                level=_LEVEL_WORDS[str(row["level"])],
            ),
        )
    )


def personal_bests(evidence: Evidence) -> str | None:
    """The newest best against the one before it."""
    row = _first_of(evidence.case.frame("personal_bests").sort_values("started_at", ascending=False, kind="stable"))
    if row is None:
        return None
    facts = evidence.case.facts
    margin, ordinary = facts.number("trend.best_margin_pct"), facts.number("trend.single_day_pct")
    new, old = mass(row["value_kg"], evidence.unit), mass(row["previous_kg"], evidence.unit)
    head = f"{evidence.exercise(row)}, {short_day(row['started_at'])}"
    told = _(
        "over {margin} %: best yet; {ordinary} % would be beyond one day's variation: within ordinary variation",
        margin=shown(margin),
        ordinary=shown(ordinary),
    )
    if row["beyond_ordinary"]:
        told = _(
            "over {margin} %: best yet; {ordinary} % would be beyond one day's variation: larger than ordinary "
            "variation",
            margin=shown(margin),
            ordinary=shown(ordinary),
        )
    return f"{head}: 100 x ({new} / {old} - 1) = {shown(row['gain_pct'])} %\n{told}"


def strength_outlook(evidence: Evidence) -> str | None:
    """What the model believes of one lift: level, pace, chance of rising, and the next session."""
    lifts = evidence.case.frame("strength_outlook")
    row = _first_of(evidence.in_order(lifts[lifts["missing"] == ""]))
    if row is None:
        return None
    low, middle, high = (mass(row[f"next_{part}kg"], evidence.unit, 1) for part in ("low_", "", "high_"))
    return "\n".join(
        (
            _(
                "{exercise} after {sessions} sessions, as of {day}",
                exercise=evidence.exercise(row),
                sessions=row["sessions"],
                day=short_day(row["as_of"]),
            ),
            _(
                "level {level} (80 %: {low} to {high})",
                level=mass(row["level_kg"], evidence.unit, 1),
                low=mass(row["level_low_kg"], evidence.unit, 1),
                high=mass(row["level_high_kg"], evidence.unit, 1),
            ),
            _(
                "pace {rate} % a week ({low} to {high}), chance of rising {chance}",
                rate=shown(row["pct_per_week"]),
                low=shown(row["low_pct"]),
                high=shown(row["high_pct"]),
                chance=f"{shown(100 * row['p_rising'], 0)} %",
            ),
            _(
                "next session, about {day}: {load} ({low} to {high}, with the session's own noise)",
                day=short_day(row["next_on"]),
                load=middle,
                low=low,
                high=high,
            ),
        )
    )


def next_session(evidence: Evidence) -> str | None:
    """What the next session of one lift will bring at the load of its last one."""
    lifts = evidence.case.frame("next_session")
    row = _first_of(evidence.in_order(lifts[lifts["missing"] == ""]))
    if row is None:
        return None
    load = mass(row["weight_kg"], evidence.unit)
    last = _(
        "{exercise}: {sessions} sessions, the last on {day} with {load} x {reps}",
        exercise=evidence.exercise(row),
        sessions=row["sessions"],
        day=short_day(row["as_of"]),
        load=load,
        reps=row["last_reps"],
    )
    coming = _(
        "next time at {load}: {reps} reps (4 of 5: {low_80} to {high_80}; 19 of 20: {low_95} to {high_95})",
        load=load,
        **{each: row[each] for each in ("reps", "low_80", "high_80", "low_95", "high_95")},
    )
    return f"{last}\n{coming}"


def exercise_functions(evidence: Evidence) -> str | None:
    """Which exercises gave the hamstrings their sets, with their shares."""
    rows = evidence.case.frame("exercise_functions")
    rows = rows[rows["muscle"] == MUSCLE].sort_values("hard_sets", ascending=False, kind="stable")
    if rows.empty:
        return None
    total = rows["hard_sets"].sum()
    lines = [
        f"  {evidence.exercise(row)}: {shown(row['hard_sets'])} / {shown(total)} = {shown(100 * row['share'], 0)} % "
        f"({words_for('function', str(row['function']))}, {_length(str(row['length']))})"
        for __, row in rows.iterrows()
    ]
    first, last = (short_day(rows.iloc[0][end]) for end in ("window_from", "window_to"))
    return "\n".join([f"{evidence.muscle(MUSCLE)}, {span(first, last)}", *lines])


def _length(length: str) -> str:
    return _("no length known") if length == "na" else words_for("length", length)


def rep_ranges(evidence: Evidence) -> str | None:
    """The share of hard sets inside the usual reps, by kind of lift."""
    rows = evidence.case.last_week_of(evidence.case.frame("rep_ranges"))
    rows = rows[rows["sets"] > 0]
    if rows.empty:
        return None
    lines = [_reps_inside(row) for __, row in rows.iterrows()]
    weeks = shown(evidence.case.facts.number("bal.window_weeks"))
    head = _("{weeks} weeks to {day}", weeks=weeks, day=short_day(evidence.case.window_to))
    return "\n".join([head, *(f"  {line}" for line in lines)])


def _reps_inside(row: pd.Series[Any]) -> str:
    return _(
        "{lifts}, {low} to {high} reps: {inside} / {sets} sets = {share} inside",
        lifts=KINDS[str(row["group"])],
        low=shown(row["low"]),
        high=shown(row["high"]),
        inside=shown(row["inside_share"] * row["sets"]),
        sets=shown(row["sets"]),
        share=f"{shown(100 * row['inside_share'], 0)} %",
    )


def progress(evidence: Evidence) -> str | None:
    """The lift that is nearest to more load, with its sessions in a row and its next step."""
    lifts = evidence.in_order(evidence.case.frame("ready_to_progress"))
    row = _first_of(lifts.sort_values("sessions_in_a_row", ascending=False, kind="stable"))
    if row is None:
        return None
    need, load = shown(evidence.case.facts.number("prog.two_for_two")), mass(row["weight_kg"], evidence.unit)
    told = _(
        "{exercise}, {day}: {sessions} sessions in a row with {load} and every hard set at {reps} reps ({needed} "
        "needed)",
        exercise=evidence.exercise(row),
        day=short_day(row["as_of"]),
        sessions=row["sessions_in_a_row"],
        load=load,
        reps=shown(row["top_reps"]),
        needed=need,
    )
    if not row["is_ready"]:
        return _("{told}: not ready yet", told=told)
    if pd.isna(row["next_weight_kg"]):
        return _("{told}: ready, but the smallest step is too large; add reps first", told=told)
    step, pct = mass(row["step_kg"], evidence.unit), 100 * row["step_kg"] / row["weight_kg"]
    ready = _("{told}: ready", told=told)
    return f"{ready}\n{load} + {step} ({shown(pct, 1)} %) = {mass(row['next_weight_kg'], evidence.unit)}"


def deload(evidence: Evidence) -> str | None:
    """The five signs with their numbers, and how many of them are given."""
    signs = evidence.case.frame("deload_signals")
    if signs.empty:
        return None
    lines = [f"  {_sign(row)}" for __, row in signs.iterrows()]
    given = _(
        "{given} of {signs} signs; {needed} together suggest an easier week",
        given=int(signs["on"].sum()),
        signs=len(signs),
        needed=shown(evidence.case.facts.number("deload.signals_needed")),
    )
    return "\n".join([*lines, given])


def _sign(row: pd.Series[Any]) -> str:
    sign, value, least = SIGNS[str(row["signal"])], shown(row["value"]), shown(row["threshold"])
    if row["on"]:
        return _("{sign}: {value}, a sign from {least} on: yes", sign=sign, value=value, least=least)
    return _("{sign}: {value}, a sign from {least} on: no", sign=sign, value=value, least=least)


def _first(evidence: Evidence, metric: str) -> pd.Series[Any] | None:
    return _first_of(evidence.case.frame(metric))


def _first_of(rows: pd.DataFrame) -> pd.Series[Any] | None:
    return next((row for __, row in rows.iterrows()), None)
