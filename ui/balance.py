"""The balance of the legs as sentences and lists of sets for its page. Pure: rows of the metrics in, Markdown out."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.plans.credits import HIP_PATTERNS, KNEE_PATTERNS
from analytics.reference.catalogue import Catalogue
from ui import formats, summaries
from ui.charts.hamstring_shares import LONG
from ui.words import listed, plain

ORDER: Final = ("ok", "watch", "warn", "strong")
TOO_LITTLE: Final = "too_little_data"
BOTH: Final = "Both sides"
PATTERNS: Final = {"Curls": KNEE_PATTERNS, "Hinges": HIP_PATTERNS, LONG: (*KNEE_PATTERNS, *HIP_PATTERNS)}
"""Part of the hamstring sets -> the movements that are in it."""
PARTS: Final = (BOTH, *PATTERNS)
LEAST_PLACE: Final = 5
"""The known percentiles of a population begin and end so far from its ends."""


def part_sets(credits: pd.DataFrame, part: str, *, ratio: str, catalogue: Catalogue) -> pd.DataFrame:
    """The sets behind a point or bar, from `set_credits`: both sides of a ratio, or a part of the hamstring sets."""
    if part == BOTH:
        return summaries.side_sets(credits, ratio=ratio)
    exercises = catalogue.exercises
    wanted = exercises["pattern"].isin(list(PATTERNS[part]))
    if part == LONG:
        wanted &= exercises["ham_length_bias"] == "long"
    return credits[(credits["muscle"] == "hamstrings") & credits["exercise_id"].isin(list(exercises.loc[wanted, "id"]))]


def levels_line(row: pd.Series[Any]) -> str:
    """Both ratios of a row of quad_posterior_ratio with their levels, the one that counts, and whether it held."""
    if row["level"] == TOO_LITTLE:
        return "**Too little data**: these weeks hold too few quad and hamstring sets to say anything about balance."
    by_muscle = formats.ratio(row["q_h_ratio"], row["quad_sets"], row["hamstring_sets"])
    by_movement = formats.ratio(row["kd_hd_ratio"], row["knee_dominant_sets"], row["hip_dominant_sets"])
    return (
        f"**Level {row['level']}** in the four weeks up to the {formats.week(row['week'])}: quads to hamstrings "
        f"{by_muscle} ({row['q_h_level']}), knee- to hip-dominant {by_movement} ({row['kd_hd_level']}). {held(row)}"
    )


def held(row: pd.Series[Any]) -> str:
    """Whether the level shown is that of the weeks together, of single weeks, or of both."""
    level, pooled = (ORDER.index(str(row[column])) for column in ("level", "pooled_level"))
    weeks, reached = int(row["weeks"]), int(row["weeks_at_level"])
    if level == 0:
        return "Both are in order, the weeks together and most of them alone."
    together = "The weeks together are at it" if pooled == level else "The weeks together stay below it"
    return f"{together}; {reached} of {weeks} single weeks reached it."


def shares_line(row: pd.Series[Any], *, least_long: float) -> str:
    """Curl share and long-length share of a row of hinge_curl_balance, with what they are measured by."""
    if pd.isna(row["curl_share"]):
        return "No hamstring set in these four weeks, so there is no share to show."
    long_words = (
        "fine" if row["long_length_share"] >= least_long else f"a hint is due below {formats.percent(least_long)}"
    )
    parts = [
        f"**{formats.percent(row['curl_share'])}** of the hamstring sets were curls "
        f"({formats.words(str(row['level']))})",
        f"**{formats.percent(row['long_length_share'])}** worked them at long length ({long_words})",
    ]
    missing = f" **No {row['missing']} in two weeks.**" if row["missing"] else ""
    return f"{listed(parts)}.{missing}"


def no_deadlift_line(pulls: pd.DataFrame) -> str:
    """What is missing for a ratio of deadlift and squat, in a sentence."""
    why = "no session with an estimated maximum yet" if pulls.empty else plain(str(pulls.iloc[0]["missing"]))
    return f"Nothing to compare yet: {why}. It takes a conventional or sumo deadlift and a full back squat."


def deadlift_line(row: pd.Series[Any], sex: str) -> str:
    """Deadlift over squat in words: the ratio with its interval, and its place where a population is stated."""
    interval = f"80 % interval {row['low_80']:.2f} to {row['high_80']:.2f}"
    ratio = f"Your deadlift is **{row['ratio']:.2f}** times your squat ({interval})."
    if pd.isna(row["percentile"]):
        return f"{ratio} Say on the Settings page whom to compare with, and its place is given too."
    return f"{ratio} {place(float(row['percentile']), sex)}"


def place(percentile: float, sex: str) -> str:
    """A percentile in words; the ends of the known range stand for all beyond them."""
    if percentile <= LEAST_PLACE:
        return f"That is lower than in about 95 of 100 raw {sex} who compete in powerlifting."
    if percentile >= 100 - LEAST_PLACE:
        return f"That is higher than in about 95 of 100 raw {sex} who compete in powerlifting."
    return f"About {percentile:.0f} of 100 raw {sex} who compete in powerlifting have a lower one."
