"""Is one side weaker, and not by chance? (rulebook C6)

It has no SQL of its own: it reads the values of each side. The weaker side often changes from test to test (Bishop
2021), so a difference says something only when it is always the same side, and larger than it varies by itself.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import pandas as pd

from analytics.language import _, counted
from analytics.metrics._base import Metric, MetricRequest
from analytics.metrics._sides import Values, paired, side_values
from analytics.reference.facts import Facts

Level = Literal["ok", "watch", "warn", "too_little_data"]
VARIES: Final = "varies"
_DAYS_A_WEEK: Final = 7


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a lift with sets logged a side at a time, by exercise id; lifts last done so before `from_date` left out.

    The weeks looked at end with `to_date`, or with the last day of such sets in the whole log.
    """
    sides = side_values(request)
    as_of = _as_of(sides, request.to_date)
    if request.from_date is not None:
        last_days = sides.groupby("exercise_id")["day"].transform("max")
        sides = sides[last_days >= pd.Timestamp(request.from_date)]
    weeks = request.facts.number("asym.window_weeks")
    pairs = paired(sides)
    recent = pairs[pairs["day"] > as_of - pd.Timedelta(days=_DAYS_A_WEEK * weeks)]
    rows = [
        _lift(str(exercise_id), recent[recent["exercise_id"] == exercise_id], as_of, request.facts)
        for exercise_id in sorted(sides["exercise_id"].unique())
    ]
    return pd.DataFrame(rows, columns=list(METRIC.columns)).astype(_DTYPES)


def asymmetry_level(asym_pct: Values, *, is_one_sided: bool, difference_sd_pct: float, facts: Facts) -> Level:
    """The level of a lift by the differences (%) of its paired sessions.

    Watch and warn only if the weaker side is the same in all of them and their mean is more than the SD of the paired
    differences.
    """
    if len(asym_pct) < facts.number("asym.min_pairs"):
        return "too_little_data"
    mean = round(float(asym_pct.mean()), 6)
    if not is_one_sided or mean <= round(difference_sd_pct, 6) or mean < facts.number("asym.watch"):
        return "ok"
    return "warn" if mean >= facts.number("asym.warn") else "watch"


def _as_of(sides: pd.DataFrame, to_date: date | None) -> pd.Timestamp:
    return pd.Timestamp(to_date) if to_date is not None else pd.Timestamp(sides["day"].max())


def _lift(exercise_id: str, pairs: pd.DataFrame, as_of: pd.Timestamp, facts: Facts) -> dict[str, object]:
    asym_pct = pairs["asym_pct"].to_numpy(float)
    signed_pct = np.where(pairs["weaker"] == "left", -asym_pct, asym_pct)
    sides = set(pairs["weaker"])
    weaker = sides.pop() if len(sides) == 1 else VARIES if sides else None
    spread = float(signed_pct.std(ddof=1)) if len(pairs) > 1 else float("nan")
    level = asymmetry_level(asym_pct, is_one_sided=weaker in ("left", "right"), difference_sd_pct=spread, facts=facts)
    return {
        "exercise_id": exercise_id,
        "as_of": as_of,
        "pairs": len(pairs),
        "mean_asym_pct": float(asym_pct.mean()) if len(pairs) else None,
        "difference_sd_pct": spread,
        "weaker": weaker,
        "level": level,
        "missing": _missing(len(pairs), facts) if level == "too_little_data" else "",
    }


def _missing(pairs: int, facts: Facts) -> str:
    return _(
        "{pairs} of {needed} sessions with both sides in the last {weeks} weeks",
        pairs=pairs,
        needed=counted(facts.number("asym.min_pairs")),
        weeks=counted(facts.number("asym.window_weeks")),
    )


METRIC: Final = Metric(
    name="asymmetry",
    columns=MappingProxyType(
        {
            "exercise_id": _("exercise id"),
            "as_of": _("day with which the weeks looked at end"),
            "pairs": _("sessions in these weeks with a value of both sides"),
            "mean_asym_pct": _("mean difference of the sides, % of the stronger side of each session"),
            "difference_sd_pct": _("SD of the paired differences, %: how much the difference varies by itself"),
            "weaker": _("left, right or even when it is the same in all of them, else varies; empty without a pair"),
            "level": _("ok, watch, warn, or too_little_data"),
            "missing": _("what is missing for a judgement, in words; empty when nothing is"),
        }
    ),
    compute=compute,
    facts=("asym.", "e1rm."),
    ends_with_full_week=False,
)

_DTYPES: Final = {
    **dict.fromkeys(("exercise_id", "weaker", "level", "missing"), "str"),
    **dict.fromkeys(("mean_asym_pct", "difference_sd_pct"), "float64"),
    "pairs": "int64",
    "as_of": "datetime64[us]",
}
