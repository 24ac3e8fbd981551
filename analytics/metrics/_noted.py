"""What the notes of a log say: shared by the metrics noted_words and deload_signals."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.reference.pain_words import noted

COLUMNS: Final = ("day", "exercise_id", "note_kind", "word", "set_id")


def noted_sets(request: MetricRequest, *, from_date: date | None) -> pd.DataFrame:
    """One row a set and kind of what its note says, oldest first; columns as in the metric noted_words."""
    sets = request.store.query(
        metric_sql("noted_words"), athlete=request.athlete, from_date=from_date, to_date=request.to_date
    )
    said = [(note, each.kind, each.words) for note in sets["note"].unique() for each in noted(str(note))]
    told = pd.DataFrame(said, columns=["note", "note_kind", "word"], dtype="str")
    return sets.astype({"note": "str"}).merge(told, on="note", how="inner")[list(COLUMNS)]
