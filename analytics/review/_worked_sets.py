"""Derivations of what is counted in sets: hard sets, warm-ups, weekly volume, both ratios, hinges and curls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_, percent
from analytics.language.reasons import reason_words
from analytics.metrics.muscle_volume import STATE_WORDS
from analytics.review._arithmetic import added, mass, short_day, shown
from analytics.review._evidence import MUSCLE, Evidence

HIP_EXTENSION: Final = ("hinge", "bridge", "hip_ext_iso", "swing")
KNEE_FLEXION: Final = ("knee_flexion", "iso_hold")
_LEVEL: Final = _("level")
_CURL_SHARE: Final = _("curl share")
_LONG_SHARE: Final = _("long-length share")
_LEVEL_WORDS: Final[Mapping[str, str]] = {
    "ok": _("ok"),
    "watch": _("watch"),
    "warn": _("warn"),
    "strong": _("strong"),
}


def hard_sets(evidence: Evidence) -> str | None:
    """How many sets of the last full week were hard, why the others were not, and the newest hard one step by step."""
    week = evidence.sets_of_week()
    if week.empty:
        return None
    hard = week[week["is_hard"]]
    reasons = week.loc[~week["is_hard"], "why_not"].value_counts()
    others = [
        _("{sets} not: {reason}", sets=count, reason=reason_words(str(reason))) for reason, count in reasons.items()
    ]
    counted = _(
        "{week}: {sets} sets of known exercises, {hard} of them hard",
        week=evidence.week_words,
        sets=len(week),
        hard=len(hard),
    )
    newest = [] if hard.empty else [_one_hard_set(hard.iloc[-1], evidence)]
    return "\n".join([counted, *(f"  {line}" for line in others), *newest])


def warm_ups(evidence: Evidence) -> str | None:
    """The newest set of the pooled weeks that was taken for a warm-up, with the load or the reps left that say so."""
    sets = evidence.sets[evidence.sets["inferred_warmup"]]
    if sets.empty:
        return None
    row, facts = sets.iloc[-1], evidence.case.facts
    share = 100 * row["weight_kg"] / row["top_kg"]
    light, usual = facts.number("hard.warmup_load_pct"), row["usual_e1rm_kg"]
    told = _(
        "{exercise}, {day}: {set} before the top set of {load}, {share} of it",
        exercise=evidence.exercise(row),
        day=short_day(row["started_at"]),
        set=evidence.load(row),
        load=mass(row["top_kg"], evidence.unit),
        share=percent(share / 100),
    )
    if share <= light or pd.isna(usual):
        why = _("{share} <= {limit} %: an inferred warm-up", share=percent(share / 100), limit=shown(light))
        return f"{told}\n{why}"
    k, limit = facts.number("e1rm.k"), facts.number("hard.warmup_infer_rir")
    left = 1 + (usual / row["weight_kg"] - 1) / k - row["reps"]
    quotient = f"{mass(usual, evidence.unit)} / {mass(row['weight_kg'], evidence.unit)}"
    sum_words = _(
        "reps left = {sum} = {left}",
        sum=f"1 + ({quotient} - 1) / {shown(k, 4)} - {shown(row['reps'])}",
        left=shown(left, 1),
    )
    why = _("{left} > {limit}: an inferred warm-up", left=shown(left, 1), limit=shown(limit))
    return f"{told}\n{sum_words}\n{why}"


def weekly_hard_sets(evidence: Evidence) -> str | None:
    """The last full week's hard sets of one muscle, exercise by exercise, and how many had a known effort."""
    rows = evidence.case.last_week_of(evidence.case.frame("weekly_hard_sets"))
    trained = rows[rows["hard_sets"] > 0].set_index("muscle")
    if trained.empty:
        return None
    muscle = MUSCLE if MUSCLE in trained.index else str(trained["hard_sets"].idxmax())
    row = next(each for __, each in trained.loc[[muscle]].iterrows())
    sets = evidence.credits_of(muscle, from_week=evidence.case.last_full_week)
    known = float(row["effort_known_share"])
    return "\n".join(
        (
            f"{evidence.muscle(muscle)}, {evidence.week_words}",
            _by_exercise(sets, evidence),
            _(
                "hard sets {sets}, direct {direct_sets}",
                sets=shown(row["hard_sets"]),
                direct_sets=shown(row["direct_sets"]),
            ),
            _(
                "reps left logged for {known} of {sets}: {share}",
                known=shown(known * row["hard_sets"]),
                sets=shown(row["hard_sets"]),
                share=f"{shown(100 * known, 0)} %",
            ),
        )
    )


def muscle_volume(evidence: Evidence) -> str | None:
    """The mean of the pooled weeks of one muscle against its range."""
    row = evidence.case.volume_of(MUSCLE)
    if row is None or row["state"] == "too_little_data":
        return None
    weeks = evidence.weeks_of("muscle_volume", muscle=MUSCLE)["week_sets"]
    mean = _(
        "{muscle}, {weeks} weeks to {day}: {sum} = {mean} hard sets a week",
        muscle=evidence.muscle(MUSCLE),
        weeks=len(weeks),
        day=short_day(evidence.case.window_to),
        sum=f"({' + '.join(shown(week) for week in weeks)}) / {len(weeks)}",
        mean=shown(row["mean_sets"]),
    )
    if pd.isna(row["band_low"]):
        return mean
    band = _(
        "range {low} to {high}, floor {floor}: {state}",
        low=shown(row["band_low"]),
        high=shown(row["band_high"]),
        floor=shown(row["floor"]),
        state=STATE_WORDS.get(str(row["state"]), str(row["state"])),
    )
    return f"{mean}\n{band}"


def frequency(evidence: Evidence) -> str | None:
    """The workouts of the last full week with their sets of one muscle, and how many count as sessions."""
    sets = evidence.credits_of(MUSCLE, from_week=evidence.case.last_full_week)
    if sets.empty:
        return None
    rows = evidence.case.last_week_of(evidence.case.frame("weekly_hard_sets")).set_index("muscle")
    each = sets.groupby("started_at")["hard_sets"].sum()
    workouts = ", ".join(
        n_(
            "{day}: {sets} set",
            "{day}: {sets} sets",
            number,
            day=short_day(pd.Timestamp(str(when))),
            sets=shown(number),
        )
        for when, number in each.items()
    )
    least = evidence.case.facts.number("freq.session_counts_from")
    sessions = _(
        "sessions (workouts with {sets} or more): {sessions}",
        sets=shown(least),
        sessions=shown(rows.loc[MUSCLE, "sessions"]),
    )
    return f"{evidence.muscle(MUSCLE)}, {evidence.week_words}: {workouts}\n{sessions}"


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
            _("{weeks} weeks to {day}", weeks=len(weeks), day=short_day(evidence.case.window_to)),
            line(_("quads"), "quad_sets"),
            line(_("hamstrings"), "hamstring_sets"),
            _ratio(_("by muscle"), row["quad_sets"], row["hamstring_sets"], row["q_h_ratio"]),
            line(_("knee-dominant"), "knee_dominant_sets"),
            line(_("hip-dominant"), "hip_dominant_sets"),
            _ratio(_("by movement"), row["knee_dominant_sets"], row["hip_dominant_sets"], row["kd_hd_ratio"]),
            f"{_LEVEL:<16}{_LEVEL_WORDS[str(row['level'])]}",
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
    curl_share = f"{shown(row['knee_sets'])} / ({shown(row['hip_sets'])} + {shown(row['knee_sets'])})"
    title = _("Hamstring sets, {weeks} weeks to {day}", weeks=row["weeks"], day=short_day(evidence.case.window_to))
    return "\n".join(
        (
            title,
            _("hinges and bridges"),
            _by_exercise(hinges, evidence),
            _("curls"),
            _by_exercise(curls, evidence),
            f"{_CURL_SHARE:<19}{curl_share} = {shown(row['curl_share'])}",
            f"{_LONG_SHARE:<19}{shown(long)} / {shown(total)} = {shown(row['long_length_share'])}",
        )
    )


def _one_hard_set(row: pd.Series[Any], evidence: Evidence) -> str:
    facts = evidence.case.facts
    parts = [_("no warm-up")]
    if not pd.isna(row["reps"]):
        least, most = (shown(facts.number(key)) for key in ("hard.min_reps", "hard.max_reps"))
        parts.append(_("{least} <= {reps} reps <= {most}", least=least, reps=shown(row["reps"]), most=most))
    if pd.isna(row["effort_rir"]):
        parts.append(_("reps left not logged"))
    else:
        most = shown(facts.number("hard.max_rir"))
        parts.append(_("{left} left <= {most}", left=shown(row["effort_rir"]), most=most))
    return _(
        "{exercise}, {day}, {set}: {reasons}: hard",
        exercise=evidence.exercise(row),
        day=short_day(row["started_at"]),
        set=evidence.load(row),
        reasons=", ".join(parts),
    )


def _by_exercise(sets: pd.DataFrame, evidence: Evidence) -> str:
    """A line an exercise with what one of its sets counts, "2 x Hip thrust, 0.5 each = 1", and one for their sum."""
    groups = sets.groupby(["exercise_id", "hard_sets"], sort=False).size().reset_index(name="number")
    groups["product"] = groups["number"] * groups["hard_sets"]
    groups = groups.sort_values("product", ascending=False, kind="stable")
    lines = [
        _(
            "{number} x {exercise}, {credit} each = {sets}",
            number=row["number"],
            exercise=evidence.exercise(row),
            credit=shown(row["hard_sets"]),
            sets=shown(row["product"]),
        )
        for __, row in groups.iterrows()
    ]
    return "\n".join(f"  {line}" for line in (*lines, added(groups["product"])))


def _ratio(name: str, above: float, below: float, ratio: float) -> str:
    answer = f"= {shown(ratio)} : 1" if below else _("has no answer")
    return f"{name:<16}{shown(above)} / {shown(below)} {answer}"
