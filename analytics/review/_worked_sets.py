"""Derivations of what is counted in sets: hard sets, warm-ups, weekly volume, both ratios, hinges and curls."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.review._arithmetic import added, day, mass, shown
from analytics.review._evidence import MUSCLE, Evidence

HIP_EXTENSION: Final = ("hinge", "bridge", "hip_ext_iso", "swing")
KNEE_FLEXION: Final = ("knee_flexion", "iso_hold")


def hard_sets(evidence: Evidence) -> str | None:
    """How many sets of the last full week were hard, why the others were not, and the newest hard one step by step."""
    week = evidence.sets_of_week()
    if week.empty:
        return None
    hard = week[week["is_hard"]]
    reasons = week.loc[~week["is_hard"], "why_not"].value_counts()
    others = "".join(f"\n  {count} not: {reason}" for reason, count in reasons.items())
    counted = f"{evidence.week_words}: {len(week)} sets of known exercises, {len(hard)} of them hard{others}"
    return counted if hard.empty else f"{counted}\n{_one_hard_set(hard.iloc[-1], evidence)}"


def warm_ups(evidence: Evidence) -> str | None:
    """The newest set of the pooled weeks that was taken for a warm-up, with the load or the reps left that say so."""
    sets = evidence.sets[evidence.sets["inferred_warmup"]]
    if sets.empty:
        return None
    row, facts = sets.iloc[-1], evidence.case.facts
    share = 100 * row["weight_kg"] / row["top_kg"]
    light, usual = facts.number("hard.warmup_load_pct"), row["usual_e1rm_kg"]
    told = (
        f"{evidence.exercise(row)}, {day(row['started_at'])}: {evidence.load(row)} before the top set of "
        f"{mass(row['top_kg'], evidence.unit)}, {shown(share, 0)} % of it"
    )
    if share <= light or pd.isna(usual):
        return f"{told}\n{shown(share, 0)} % <= {shown(light)} %: an inferred warm-up"
    k, limit = facts.number("e1rm.k"), facts.number("hard.warmup_infer_rir")
    left = 1 + (usual / row["weight_kg"] - 1) / k - row["reps"]
    quotient = f"{mass(usual, evidence.unit)} / {mass(row['weight_kg'], evidence.unit)}"
    return (
        f"{told}\nreps left = 1 + ({quotient} - 1) / {shown(k, 4)} - {shown(row['reps'])} = {shown(left, 1)}\n"
        f"{shown(left, 1)} > {shown(limit)}: an inferred warm-up"
    )


def weekly_hard_sets(evidence: Evidence) -> str | None:
    """The last full week's hard sets of one muscle, exercise by exercise, and how many had a known effort."""
    rows = evidence.case.last_week_of(evidence.case.frame("weekly_hard_sets"))
    trained = rows[rows["hard_sets"] > 0].set_index("muscle")
    if trained.empty:
        return None
    muscle = MUSCLE if MUSCLE in trained.index else str(trained["hard_sets"].idxmax())
    row = next(each for _, each in trained.loc[[muscle]].iterrows())
    sets = evidence.credits_of(muscle, from_week=evidence.case.last_full_week)
    total = (
        f"{evidence.muscle(muscle)}, {evidence.week_words}\n{_by_exercise(sets, evidence)}\n"
        f"hard sets {shown(row['hard_sets'])}, direct {shown(row['direct_sets'])}"
    )
    known = float(row["effort_known_share"])
    sets_known = f"{shown(known * row['hard_sets'])} of {shown(row['hard_sets'])}"
    return f"{total}\nreps left logged for {sets_known}: {shown(100 * known, 0)} %"


def muscle_volume(evidence: Evidence) -> str | None:
    """The mean of the pooled weeks of one muscle against its range."""
    row = evidence.case.volume_of(MUSCLE)
    if row is None or row["state"] == "too_little_data":
        return None
    weeks = evidence.weeks_of("muscle_volume", muscle=MUSCLE)["week_sets"]
    mean = (
        f"{evidence.muscle(MUSCLE)}, {len(weeks)} weeks to {day(evidence.case.window_to)}: "
        f"({' + '.join(shown(week) for week in weeks)}) / {len(weeks)} = {shown(row['mean_sets'])} hard sets a week"
    )
    if pd.isna(row["band_low"]):
        return mean
    band = f"range {shown(row['band_low'])} to {shown(row['band_high'])}, floor {shown(row['floor'])}"
    return f"{mean}\n{band}: {row['state']}"


def frequency(evidence: Evidence) -> str | None:
    """The workouts of the last full week with their sets of one muscle, and how many count as sessions."""
    sets = evidence.credits_of(MUSCLE, from_week=evidence.case.last_full_week)
    if sets.empty:
        return None
    rows = evidence.case.last_week_of(evidence.case.frame("weekly_hard_sets")).set_index("muscle")
    each = sets.groupby("started_at")["hard_sets"].sum()
    workouts = ", ".join(f"{day(pd.Timestamp(str(when)))}: {shown(number)} sets" for when, number in each.items())
    least = evidence.case.facts.number("freq.session_counts_from")
    return (
        f"{evidence.muscle(MUSCLE)}, {evidence.week_words}: {workouts}\n"
        f"sessions (workouts with {shown(least)} or more): {shown(rows.loc[MUSCLE, 'sessions'])}"
    )


def quad_posterior_ratio(evidence: Evidence) -> str | None:
    """Both ratios with the sums that they are made of, week by week."""
    rows = evidence.case.last_week_of(evidence.case.frame("quad_posterior_ratio"))
    if rows.empty or rows.iloc[0]["level"] == "too_little_data":
        return None
    row, weeks = rows.iloc[0], evidence.weeks_of("quad_posterior_ratio")

    def line(name: str, column: str) -> str:
        return f"{name:<16}{added(weeks[f'week_{column}'])}"

    return "\n".join(
        (
            f"{len(weeks)} weeks to {day(evidence.case.window_to)}",
            line("quads", "quad_sets"),
            line("hamstrings", "hamstring_sets"),
            _ratio("by muscle", row["quad_sets"], row["hamstring_sets"], row["q_h_ratio"]),
            line("knee-dominant", "knee_dominant_sets"),
            line("hip-dominant", "hip_dominant_sets"),
            _ratio("by movement", row["knee_dominant_sets"], row["hip_dominant_sets"], row["kd_hd_ratio"]),
            f"{'level':<16}{row['level']}",
        )
    )


def hinge_curl_balance(evidence: Evidence) -> str | None:
    """Which exercises gave the hamstring sets of the pooled weeks, and the two shares."""
    rows = evidence.case.last_week_of(evidence.case.frame("hinge_curl_balance"))
    if rows.empty or pd.isna(rows.iloc[0]["curl_share"]):
        return None
    row = rows.iloc[0]
    sets = evidence.credits_of(MUSCLE, from_week=evidence.case.window_from)
    hinges, curls = (sets[sets["pattern"].isin(patterns)] for patterns in (HIP_EXTENSION, KNEE_FLEXION))
    total = row["hip_sets"] + row["knee_sets"]
    long = row["long_length_share"] * total
    shares = (
        f"curl share         {shown(row['knee_sets'])} / ({shown(row['hip_sets'])} + {shown(row['knee_sets'])}) = "
        f"{shown(row['curl_share'])}\n"
        f"long-length share  {shown(long)} / {shown(total)} = {shown(row['long_length_share'])}"
    )
    title = f"Hamstring sets, {row['weeks']} weeks to {day(evidence.case.window_to)}"
    hips, knees = (_by_exercise(some, evidence) for some in (hinges, curls))
    return f"{title}\nhinges and bridges\n{hips}\ncurls\n{knees}\n{shares}"


def _one_hard_set(row: pd.Series[Any], evidence: Evidence) -> str:
    facts = evidence.case.facts
    effort = "reps left not logged"
    if not pd.isna(row["effort_rir"]):
        effort = f"{shown(row['effort_rir'])} left <= {shown(facts.number('hard.max_rir'))}"
    least, most = facts.number("hard.min_reps"), facts.number("hard.max_reps")
    reps = "" if pd.isna(row["reps"]) else f"{shown(least)} <= {shown(row['reps'])} reps <= {shown(most)}, "
    return f"{evidence.exercise(row)}, {day(row['started_at'])}, {evidence.load(row)}: no warm-up, {reps}{effort}: hard"


def _by_exercise(sets: pd.DataFrame, evidence: Evidence) -> str:
    """A line an exercise with what one of its sets counts, "2 x Hip thrust, 0.5 each = 1", and one for their sum."""
    groups = sets.groupby(["exercise_id", "hard_sets"], sort=False).size().reset_index(name="number")
    groups["product"] = groups["number"] * groups["hard_sets"]
    groups = groups.sort_values("product", ascending=False, kind="stable")
    lines = [
        f"  {row['number']} x {evidence.exercise(row)}, {shown(row['hard_sets'])} each = {shown(row['product'])}"
        for _, row in groups.iterrows()
    ]
    return "\n".join([*lines, f"  {added(groups['product'])}"])


def _ratio(name: str, above: float, below: float, ratio: float) -> str:
    answer = f"= {shown(ratio)} : 1" if below else "has no answer"
    return f"{name:<16}{shown(above)} / {shown(below)} {answer}"
