"""What each exercise gave each muscle in the last full weeks; shared by exercise_functions and missing_functions."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.reference.functions import function_of, length_of


def exercise_functions(request: MetricRequest) -> pd.DataFrame:
    """One row a muscle and exercise with hard sets in the window, most sets first within a muscle; columns as in the
    metric exercise_functions.
    """
    rows = request.rows(metric_sql("exercise_functions"))
    rows["share"] = rows["hard_sets"] / rows.groupby("muscle")["hard_sets"].transform("sum")
    rows["function"] = _texts(
        function_of(muscle, pattern, exercise)
        for muscle, pattern, exercise in zip(rows["muscle"], rows["pattern"], rows["exercise_id"], strict=True)
    )
    rows["length"] = _texts(
        length_of(muscle, pattern, length, direct=direct)
        for muscle, pattern, length, direct in zip(
            rows["muscle"], rows["pattern"], rows["ham_length"], rows["direct"], strict=True
        )
    )
    rows["legs"] = rows["unilateral"].map({True: "single", False: "both"}).astype("str")
    return rows


def _texts(values: Iterable[str]) -> pd.Series[str]:
    return pd.Series(list(values), dtype="str")
