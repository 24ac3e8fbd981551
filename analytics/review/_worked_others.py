"""Derivations of comparisons: deadlift against squat, left against right, bests, the outlook, what trains what."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.review._arithmetic import day, mass, shown
from analytics.review._evidence import MUSCLE, Evidence


def deadlift_squat(evidence: Evidence) -> str | None:
    """The ratio with both levels and its interval, and the middle half of raw powerlifters where the sex is stated."""
    row = _first(evidence, "deadlift_squat_ratio")
    if row is None or row["missing"]:
        return None
    names = evidence.case.exercise_names
    deadlift, squat = mass(row["deadlift_kg"], evidence.unit), mass(row["squat_kg"], evidence.unit)
    others = "say man or woman in the settings to see raw powerlifters beside it"
    if not pd.isna(row["median"]):
        others = (
            f"raw powerlifters: middle half {shown(row['p25'])} to {shown(row['p75'])}, 5 of 100 below "
            f"{shown(row['p5'])}; you are at about the {shown(row['percentile'], 0)}th of 100"
        )
    return (
        f"{names[str(row['deadlift_exercise'])]}: {deadlift}, the middle of {row['deadlift_sessions']} sessions\n"
        f"{names[str(row['squat_exercise'])]}: {squat}, the middle of {row['squat_sessions']} sessions\n"
        f"{deadlift} / {squat} = {shown(row['ratio'])} (80 % interval {shown(row['low_80'])} to "
        f"{shown(row['high_80'])})\n{others}"
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
    need = evidence.case.facts.number("asym.min_pairs")
    return (
        f"{evidence.exercise(row)}, {day(last['day'])}: left {mass(last['left_kg'], evidence.unit)}, right "
        f"{mass(last['right_kg'], evidence.unit)}\n100 x ({strong} - {weak}) / {strong} = {shown(last['asym_pct'])} %\n"
        f"mean of {row['pairs']} days: {shown(row['mean_asym_pct'])} %, weaker side: {row['weaker']} "
        f"(a level from {shown(need)} days on: {str(row['level']).replace('_', ' ')})"
    )


def personal_bests(evidence: Evidence) -> str | None:
    """The newest best against the one before it."""
    row = _first_of(evidence.case.frame("personal_bests").sort_values("started_at", ascending=False, kind="stable"))
    if row is None:
        return None
    facts = evidence.case.facts
    margin, ordinary = facts.number("trend.best_margin_pct"), facts.number("trend.single_day_pct")
    new, old = mass(row["value_kg"], evidence.unit), mass(row["previous_kg"], evidence.unit)
    words = "larger than ordinary variation" if row["beyond_ordinary"] else "within ordinary variation"
    return (
        f"{evidence.exercise(row)}, {day(row['started_at'])}: 100 x ({new} / {old} - 1) = {shown(row['gain_pct'])} %\n"
        f"over {shown(margin)} %: best yet; {shown(ordinary)} % would be beyond one day's variation: {words}"
    )


def strength_outlook(evidence: Evidence) -> str | None:
    """What the model believes of one lift: level, pace, chance of rising, and the next session."""
    lifts = evidence.case.frame("strength_outlook")
    row = _first_of(evidence.in_order(lifts[lifts["missing"] == ""]))
    if row is None:
        return None
    low, middle, high = (mass(row[f"next_{part}kg"], evidence.unit, 1) for part in ("low_", "", "high_"))
    return (
        f"{evidence.exercise(row)} after {row['sessions']} sessions, as of {day(row['as_of'])}\n"
        f"level {mass(row['level_kg'], evidence.unit, 1)} (80 %: {mass(row['level_low_kg'], evidence.unit, 1)} to "
        f"{mass(row['level_high_kg'], evidence.unit, 1)})\n"
        f"pace {shown(row['pct_per_week'])} % a week ({shown(row['low_pct'])} to {shown(row['high_pct'])}), chance of "
        f"rising {shown(100 * row['p_rising'], 0)} %\n"
        f"next session, about {day(row['next_on'])}: {middle} ({low} to {high}, with the session's own noise)"
    )


def next_session(evidence: Evidence) -> str | None:
    """What the next session of one lift will bring at the load of its last one."""
    lifts = evidence.case.frame("next_session")
    row = _first_of(evidence.in_order(lifts[lifts["missing"] == ""]))
    if row is None:
        return None
    load = mass(row["weight_kg"], evidence.unit)
    return (
        f"{evidence.exercise(row)}: {row['sessions']} sessions, the last on {day(row['as_of'])} with {load} x "
        f"{row['last_reps']}\nnext time at {load}: {row['reps']} reps (4 of 5: {row['low_80']} to {row['high_80']}; "
        f"19 of 20: {row['low_95']} to {row['high_95']})"
    )


def exercise_functions(evidence: Evidence) -> str | None:
    """Which exercises gave the hamstrings their sets, with their shares."""
    rows = evidence.case.frame("exercise_functions")
    rows = rows[rows["muscle"] == MUSCLE].sort_values("hard_sets", ascending=False, kind="stable")
    if rows.empty:
        return None
    total = rows["hard_sets"].sum()
    lines = [
        f"  {evidence.exercise(row)}: {shown(row['hard_sets'])} / {shown(total)} = {shown(100 * row['share'], 0)} % "
        f"({str(row['function']).replace('_', ' ')}, {'no length known' if row['length'] == 'na' else row['length']})"
        for _, row in rows.iterrows()
    ]
    period = f"{day(rows.iloc[0]['window_from'])} to {day(rows.iloc[0]['window_to'])}"
    return "\n".join([f"{evidence.muscle(MUSCLE)}, {period}", *lines])


def rep_ranges(evidence: Evidence) -> str | None:
    """The share of hard sets inside the usual reps, by kind of lift."""
    rows = evidence.case.last_week_of(evidence.case.frame("rep_ranges"))
    rows = rows[rows["sets"] > 0]
    if rows.empty:
        return None
    lines = [
        f"  {str(row['group']).replace('_', ' ')}, {shown(row['low'])} to {shown(row['high'])} reps: "
        f"{shown(row['inside_share'] * row['sets'])} / {shown(row['sets'])} sets = "
        f"{shown(100 * row['inside_share'], 0)} % inside"
        for _, row in rows.iterrows()
    ]
    weeks = shown(evidence.case.facts.number("bal.window_weeks"))
    return "\n".join([f"{weeks} weeks to {day(evidence.case.window_to)}", *lines])


def progress(evidence: Evidence) -> str | None:
    """The lift that is nearest to more load, with its sessions in a row and its next step."""
    lifts = evidence.in_order(evidence.case.frame("ready_to_progress"))
    row = _first_of(lifts.sort_values("sessions_in_a_row", ascending=False, kind="stable"))
    if row is None:
        return None
    need, load = shown(evidence.case.facts.number("prog.two_for_two")), mass(row["weight_kg"], evidence.unit)
    told = (
        f"{evidence.exercise(row)}, {day(row['as_of'])}: {row['sessions_in_a_row']} sessions in a row with {load} "
        f"and every hard set at {shown(row['top_reps'])} reps ({need} needed)"
    )
    if not row["is_ready"]:
        return f"{told}: not ready yet"
    if pd.isna(row["next_weight_kg"]):
        return f"{told}: ready, but the smallest step is too large; add reps first"
    step, pct = mass(row["step_kg"], evidence.unit), 100 * row["step_kg"] / row["weight_kg"]
    return f"{told}: ready\n{load} + {step} ({shown(pct, 1)} %) = {mass(row['next_weight_kg'], evidence.unit)}"


def deload(evidence: Evidence) -> str | None:
    """The five signs with their numbers, and how many of them are given."""
    signs = evidence.case.frame("deload_signals")
    if signs.empty:
        return None
    lines = [
        f"  {str(row['signal']).replace('_', ' ')}: {shown(row['value'])}, a sign from {shown(row['threshold'])} on: "
        f"{'yes' if row['on'] else 'no'}"
        for _, row in signs.iterrows()
    ]
    need = shown(evidence.case.facts.number("deload.signals_needed"))
    return "\n".join(
        [*lines, f"{int(signs['on'].sum())} of {len(signs)} signs; {need} together suggest an easier week"]
    )


def _first(evidence: Evidence, metric: str) -> pd.Series[Any] | None:
    return _first_of(evidence.case.frame(metric))


def _first_of(rows: pd.DataFrame) -> pd.Series[Any] | None:
    return next((row for _, row in rows.iterrows()), None)
