"""What the last full weeks held none of, among the ways of working a muscle that are worth having.

What is worth having is data with sources (`reference/functions.csv`); how few sets count as none is a fact.
"""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql
from analytics.metrics._functions import exercise_functions
from analytics.model import Equipment
from analytics.reference.functions import WorthHaving, words_for, worth_having
from analytics.reference.swaps import choose

_UNKNOWN: Final = "na"
_BETWEEN: Final = "; "


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a muscle and dimension of `functions.csv`, in its order; empty for a log without sets."""
    done = set(request.rows(metric_sql("logged_exercises"))["exercise_id"])
    sets = exercise_functions(request)
    pairs = dict.fromkeys((each.muscle, each.dimension) for each in worth_having()) if done else {}
    rows = [_row(request, sets[sets["muscle"] == muscle], muscle, dimension, done) for muscle, dimension in pairs]
    return pd.DataFrame(rows, columns=list(METRIC.columns)).astype(_DTYPES)


def _row(
    request: MetricRequest, sets: pd.DataFrame, muscle: str, dimension: str, done: Collection[str]
) -> dict[str, object]:
    least = request.facts.number("func.least_sets")
    by_value = sets.groupby(dimension)["hard_sets"].sum().sort_values(ascending=False, kind="stable")
    present = [str(value) for value, hard_sets in by_value.items() if hard_sets >= least and value != _UNKNOWN]
    missing = [
        each
        for each in worth_having()
        if (each.muscle, each.dimension) == (muscle, dimension)
        and by_value.reindex(list(each.values)).fillna(0.0).sum() < least
    ]
    return {
        "muscle": muscle,
        "dimension": dimension,
        "present": _BETWEEN.join(words_for(dimension, value) for value in present),
        "missing": _BETWEEN.join(each.words for each in missing),
        "sets": float(sets["hard_sets"].sum()),
        "bring": " ".join(_exercise(each, done, request.lifter.equipment) for each in missing),
        "confidence": " ".join(each.confidence for each in missing),
        "why": " ".join(dict.fromkeys(each.why for each in missing)),
        "sources": " ".join(dict.fromkeys(source for each in missing for source in each.sources)),
    }


def _exercise(each: WorthHaving, done: Collection[str], equipment: Equipment) -> str:
    return choose(each.exercises, done=done, equipment=equipment)


METRIC: Final = Metric(
    name="missing_functions",
    columns=MappingProxyType(
        {
            "muscle": _("muscle id"),
            "dimension": _("function (what the muscle does), length (at which it is loaded), or legs (both or one)"),
            "present": _("what the window held enough sets of, most sets first, in words; several by semicolons"),
            "missing": _(
                "what is worth having and was missing, in words; several by semicolons; empty when nothing is"
            ),
            "sets": _("fractional hard sets of the muscle in the window"),
            "bring": _(
                "an exercise id for each thing missing, in the same order: one the lifter has logged, else a "
                "usual first choice among those that can be done with what there is to train with"
            ),
            "confidence": _("the grade, A to D, of each thing missing, in the same order"),
            "why": _("why it is worth having, in sentences"),
            "sources": _("ids of the works that say so"),
        }
    ),
    compute=compute,
    facts=("func.", "hard.", "count.", "isometric.", "bal.window_weeks"),
)

_DTYPES: Final = {**dict.fromkeys(METRIC.columns, "str"), "sets": "float64"}
