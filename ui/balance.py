"""The balance of the legs as sentences and lists of sets for its page. Pure: rows of the metrics in, Markdown out."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.language import _, listed
from analytics.plans.credits import HIP_PATTERNS, KNEE_PATTERNS
from analytics.reference.catalogue import Catalogue
from ui import formats, summaries
from ui.charts.balance import RAW_LIFTERS
from ui.charts.hamstring_shares import CURLS, HINGES, LONG
from ui.words import plain

ORDER: Final = ("ok", "watch", "warn", "strong")
TOO_LITTLE: Final = "too_little_data"
BOTH: Final = _("Both sides")
PATTERNS: Final = {CURLS: KNEE_PATTERNS, HINGES: HIP_PATTERNS, LONG: (*KNEE_PATTERNS, *HIP_PATTERNS)}
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
        return _("**Too little data**: these weeks hold too few quad and hamstring sets to say anything about balance.")
    by_muscle = formats.ratio(row["q_h_ratio"], row["quad_sets"], row["hamstring_sets"])
    by_movement = formats.ratio(row["kd_hd_ratio"], row["knee_dominant_sets"], row["hip_dominant_sets"])
    return _(
        "**Level {level}** in the four weeks up to the {week}: quads to hamstrings {by_muscle} "
        "({q_h_level}), knee- to hip-dominant {by_movement} ({kd_hd_level}). {held}",
        level=formats.words(row["level"]),
        week=formats.week(row["week"]),
        by_muscle=by_muscle,
        q_h_level=formats.words(row["q_h_level"]),
        by_movement=by_movement,
        kd_hd_level=formats.words(row["kd_hd_level"]),
        held=held(row),
    )


def held(row: pd.Series[Any]) -> str:
    """Whether the level shown is that of the weeks together, of single weeks, or of both."""
    level, pooled = (ORDER.index(str(row[column])) for column in ("level", "pooled_level"))
    weeks, reached = int(row["weeks"]), int(row["weeks_at_level"])
    if level == 0:
        return _("Both are in order, the weeks together and most of them alone.")
    if pooled == level:
        return _(
            "The weeks together are at it; {reached} of {weeks} single weeks reached it.", reached=reached, weeks=weeks
        )
    return _(
        "The weeks together stay below it; {reached} of {weeks} single weeks reached it.", reached=reached, weeks=weeks
    )


def shares_line(row: pd.Series[Any], *, least_long: float) -> str:
    """Curl share and long-length share of a row of hinge_curl_balance, with what they are measured by."""
    if pd.isna(row["curl_share"]):
        return _("No hamstring set in these four weeks, so there is no share to show.")
    curls = _(
        "**{share}** of the hamstring sets were curls ({level})",
        share=formats.percent(row["curl_share"]),
        level=formats.words(str(row["level"])),
    )
    line = _("{parts}.", parts=listed([curls, _long_length(float(row["long_length_share"]), least_long)]))
    return " ".join(filter(None, [line, _NONE_LATELY.get(str(row["missing"]), "")]))


_NONE_LATELY: Final = {"curl": _("**No curl in two weeks.**"), "hinge": _("**No hinge in two weeks.**")}


def _long_length(share: float, least: float) -> str:
    said = formats.percent(share)
    if share >= least:
        return _("**{share}** worked them at long length (fine)", share=said)
    return _(
        "**{share}** worked them at long length (a hint is due below {least})", share=said, least=formats.percent(least)
    )


def no_deadlift_line(pulls: pd.DataFrame) -> str:
    """What is missing for a ratio of deadlift and squat, in a sentence."""
    why = _("no session with an estimated maximum yet") if pulls.empty else plain(str(pulls.iloc[0]["missing"]))
    return _("Nothing to compare yet: {why}. It takes a conventional or sumo deadlift and a full back squat.", why=why)


def deadlift_squat_line(pulls: pd.DataFrame, sex: str) -> str:
    """What the rows of deadlift_squat_ratio say, or what is missing for it."""
    if pulls.empty or pulls.iloc[0]["missing"]:
        return no_deadlift_line(pulls)
    return deadlift_line(pulls.iloc[0], sex)


def deadlift_line(row: pd.Series[Any], sex: str) -> str:
    """Deadlift over squat in words: the ratio with its interval, and its place where a population is stated."""
    ratio = _(
        "Your deadlift is **{ratio}** times your squat (80 % interval {low} to {high}).",
        ratio=f"{row['ratio']:.2f}",
        low=f"{row['low_80']:.2f}",
        high=f"{row['high_80']:.2f}",
    )
    if pd.isna(row["percentile"]):
        where = _("Say on the Settings page whom to compare with, and its place is given too.")
    else:
        where = place(float(row["percentile"]), sex)
    return f"{ratio} {where}"


def place(percentile: float, sex: str) -> str:
    """A percentile in words; the ends of the known range stand for all beyond them."""
    lifters = RAW_LIFTERS[sex]
    if percentile <= LEAST_PLACE:
        return _("That is lower than in about 95 of 100 {lifters} who compete in powerlifting.", lifters=lifters)
    if percentile >= 100 - LEAST_PLACE:
        return _("That is higher than in about 95 of 100 {lifters} who compete in powerlifting.", lifters=lifters)
    return _(
        "About {number} of 100 {lifters} who compete in powerlifting have a lower one.",
        number=f"{percentile:.0f}",
        lifters=lifters,
    )
