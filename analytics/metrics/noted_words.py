"""Pain and soreness in the lifter's own notes (rulebook C7): read, and never guessed at."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest
from analytics.metrics._noted import noted_sets


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a set and kind of what its note says, oldest first.

    The words are those of `reference/pain_words.csv`; a note that denies them ("no pain") has no row.
    """
    return noted_sets(request, from_date=request.from_date)


METRIC: Final = Metric(
    name="noted_words",
    columns=MappingProxyType(
        {
            "day": _("day of the set that carries the note"),
            "exercise_id": _("exercise id; empty for an exercise that is not recognised"),
            "note_kind": _("pain (sharp in the back, behind the knee, or a pop) or soreness"),
            "word": _("the words of the note that say so, as written"),
            "set_id": _("the set that carries the note"),
        }
    ),
    compute=compute,
    facts=("safety.",),
    ends_with_full_week=False,
)
