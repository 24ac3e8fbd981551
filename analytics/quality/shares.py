"""How much of what the metrics need a log holds."""

from __future__ import annotations

import pandas as pd

from analytics.quality._base import quality_sql
from analytics.store import Store

COUNTS: tuple[str, ...] = (
    "sets", "rated_sets", "with_effort", "recognised", "loaded_sets", "with_load", "with_time", "warmups",
)  # fmt: skip


def shares(store: Store, *, athlete: str) -> pd.DataFrame:
    """One row a file behind the athlete's current sets (sets typed in or edited here among them), most sets first.

    file, source, sets; rated_sets (strength sets that are no warm-up) and with_effort (of those: reps left or failure
    logged); recognised; loaded_sets (of exercises that are done with a load) and with_load; with_time (the start of the
    workout is known to the minute); warmups (marked as such). All are counts of sets.
    """
    return store.query(quality_sql("shares"), athlete=athlete)
