"""The trace from a bar in a chart to the sets behind it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.metrics._base import metric_sql
from analytics.store import Store


def set_credits(
    store: Store, *, athlete: str, from_date: date | None = None, to_date: date | None = None, muscle: str | None = None
) -> pd.DataFrame:
    """One row a set and muscle it works, newest workout first: the columns of `current_sets`, and how it was judged.

    is_hard, why_not (plain words; empty for a hard set), inferred_warmup, effort_rir, effort_known, is_close,
    performed_sets (1, or what a set of one side counts), top_kg (the day's top load of the lift), usual_e1rm_kg, credit
    (what the set counts at weight 1), weight (the muscle's share), is_direct, and hard_sets = credit x weight, which
    adds up to the metric's number; 0 for sets not hard.
    """
    return store.query_judged(
        metric_sql("set_credits"), athlete=athlete, from_date=from_date, to_date=to_date, muscle=muscle
    )


def set_judgements(store: Store, *, athlete: str, from_date: date, to_date: date) -> pd.DataFrame:
    """One row a strength (or unrecognised) set of these days: set_id, is_hard, inferred_warmup, credit (hard sets it
    counts for a main mover) and why_not (plain words; empty for a hard set).
    """
    return store.query_judged(metric_sql("set_judgements"), athlete=athlete, from_date=from_date, to_date=to_date)
