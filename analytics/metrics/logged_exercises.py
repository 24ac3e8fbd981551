"""What the lifter really does, so that advice can name an exercise they know."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.metrics._base import metric_sql
from analytics.store import Store


def logged_exercises(store: Store, *, athlete: str, to_date: date | None = None) -> pd.DataFrame:
    """One row a recognised strength exercise up to `to_date`: exercise_id, name, pattern, last_day, sets (most sets
    first).
    """
    return store.query(metric_sql("logged_exercises"), athlete=athlete, to_date=to_date)
