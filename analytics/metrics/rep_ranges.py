"""How many hard sets of each kind of lift lie inside its usual reps (rulebook C9; articles 000, 001, 003, 004)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week and kind of lift: the four weeks up to and including it."""
    ranges = request.rows(metric_sql("rep_ranges"))
    sets = ranges["sets"].replace(0, np.nan)
    ranges["below_share"] = ranges["below_sets"] / sets
    ranges["above_share"] = ranges["above_sets"] / sets
    ranges["inside_share"] = (sets - ranges["below_sets"] - ranges["above_sets"]) / sets
    return rows_from(ranges, request.from_date)


METRIC: Final = Metric(
    name="rep_ranges",
    columns=MappingProxyType(
        {
            "week": _("Monday of the last of the four ISO weeks that the row sums up"),
            "group": _(
                "kind of lift: hinge, deadlift, thrust, curl, single_leg or swing; lifts of no kind are left out"
            ),
            "low": _("reps from which a set of this kind is inside its usual range"),
            "high": _("reps up to which it is; a curl may have reps.curl.near_failure_high when it ended near failure"),
            "sets": _("hard sets of the kind in the four weeks; a set of one side alone is half a set"),
            "inside_share": _("share (0 to 1) of these sets inside the range; empty without sets"),
            "below_share": _("share with fewer reps"),
            "above_share": _("share with more reps"),
        }
    ),
    compute=compute,
    facts=("hard.", "isometric.", "reps.", "bal.window_weeks"),
)
