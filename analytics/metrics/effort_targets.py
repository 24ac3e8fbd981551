"""How near to failure main lifts and accessories are taken, against their targets (rulebook C9; articles 000, 001)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week and role of a lift: the four weeks up to and including it. Shares are of sets with a known RIR."""
    targets = request.rows(metric_sql("effort_targets"))
    known = targets["known_sets"].replace(0, np.nan)
    targets["effort_known_share"] = targets["known_sets"] / targets["sets"].replace(0, np.nan)
    targets["below_share"] = targets["below_sets"] / known
    targets["above_share"] = targets["above_sets"] / known
    targets["inside_share"] = (known - targets["below_sets"] - targets["above_sets"]) / known
    return rows_from(targets, request.from_date)


METRIC: Final = Metric(
    name="effort_targets",
    columns=MappingProxyType(
        {
            "week": _("Monday of the last of the four ISO weeks that the row sums up"),
            "role": _(
                "main (lifts of several joints, both sides at once, that give an estimated maximum) or accessory"
            ),
            "low": _("fewest reps in reserve of the target"),
            "high": _("most reps in reserve of the target"),
            "sets": _("working sets in the four weeks, easy ones too; a set of one side alone is half a set"),
            "known_sets": _("of these, sets whose reps in reserve are known: logged, or 0 for a set to failure"),
            "effort_known_share": _("known_sets / sets; empty without sets"),
            "inside_share": _("share (0 to 1) of known_sets inside the target; empty without them"),
            "below_share": _("share nearer to failure than the target"),
            "above_share": _("share easier than the target"),
        }
    ),
    compute=compute,
    facts=("hard.", "rir.", "reps.least_sets", "reps.inside_low", "bal.window_weeks"),
)
