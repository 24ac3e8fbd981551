"""How the hamstrings' work is shared between hip extension and knee flexion (rulebook C5).

The two kinds grow different parts of the muscle (Maeo 2021, Morin 2024); no study gives a share. The band is set so
that every published plan with both kinds passes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from
from analytics.reference.facts import Facts


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week: the four weeks up to and including it, summed."""
    return rows_from(judged(request.rows(metric_sql("hinge_curl_balance")), request.facts), request.from_date)


def judged(sums: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Sums of hamstring sets, one row a week, oldest first (the columns of the SQL), with shares and levels."""
    sets = sums.copy()
    hamstring_sets = (sets["hip_sets"] + sets["knee_sets"]).replace(0, np.nan)
    sets["curl_share"] = sets["knee_sets"] / hamstring_sets
    sets["long_length_share"] = sets["long_sets"] / hamstring_sets
    sets["level"] = levels(sets, facts)
    sets["missing"] = missing_function(sets, facts)
    return sets


def levels(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.str_]:
    """ok inside the band of curl shares, hint in the margin around it, warn outside; too_little_data with few sets."""
    share = sets["curl_share"]
    too_little = share.isna() | (sets["quad_and_hamstring_sets"] < facts.number("bal.min_sets"))

    def within(band: str) -> npt.NDArray[np.bool_]:
        low, high = (facts.number(f"bal.curl_share.{band}_{end}") for end in ("low", "high"))
        return share.between(low, high).to_numpy(bool)

    return np.select(
        [too_little.to_numpy(bool), within("ok"), within("watch")], ["too_little_data", "ok", "hint"], default="warn"
    )


def missing_function(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.str_]:
    """What the last two weeks held none of beside enough of the other: "hinge", "curl", or nothing ("")."""
    enough = sets["last_weeks"] >= facts.number("bal.curl_share.missing_weeks")
    enough &= sets["last_hip_sets"] + sets["last_knee_sets"] >= facts.number("bal.curl_share.missing_min_sets")
    none = facts.number("bal.curl_share.missing")
    no_hinge = enough & (sets["last_hip_sets"] <= none)
    no_curl = enough & (sets["last_knee_sets"] <= none)
    return np.select([no_hinge.to_numpy(bool), no_curl.to_numpy(bool)], ["hinge", "curl"], default="")


METRIC: Final = Metric(
    name="hinge_curl_balance",
    columns=MappingProxyType(
        {
            "week": _("Monday of the last of the four ISO weeks that the row sums up"),
            "hip_sets": _("hamstring sets from hip extension in the four weeks (hinges, bridges, swings)"),
            "knee_sets": _("hamstring sets from knee flexion in the four weeks (curls, holds)"),
            "curl_share": _("knee_sets / (hip_sets + knee_sets), 0 to 1; empty without hamstring sets"),
            "long_length_share": _(
                "share (0 to 1) of these sets that load the hamstrings stretched; empty without any"
            ),
            "level": _("ok, hint, warn, or too_little_data"),
            "missing": _("hinge or curl, where the last two weeks held none beside at least six sets of the other"),
            "weeks": _("weeks of the log in the sums, 1 to 4"),
            "week_hip_sets": _("hamstring sets from hip extension in this week alone"),
            "week_knee_sets": _("hamstring sets from knee flexion in this week alone"),
        }
    ),
    compute=compute,
    facts=("bal.curl_share.", "bal.long_share", "bal.min_sets", "bal.window_weeks", "hard.", "count."),
)
