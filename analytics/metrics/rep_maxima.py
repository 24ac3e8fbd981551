"""Rep maxima: the heaviest load a lift was done with for 1 to 12 reps, and what its level would allow (rulebook C3).

A set of eight reps is one of five too: what was lifted for more reps counts for fewer. What the level would allow is
the formula of the estimates turned round, for a set with nothing left. It is the less sure the further the reps lie
from those the lift is usually done for, as an estimated maximum is: so many reps away from the usual ones it is taken
to be off as far as an estimate from so many reps.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql
from analytics.metrics._lift_sets import words
from analytics.metrics._local_trends import Z_80, local_trends
from analytics.metrics._session_values import LiftKinds, session_outliers, session_values, strength_kg
from analytics.metrics.e1rm import ErrorSettings, level_sd_pct
from analytics.reference.facts import Facts

MOST_REPS: Final = 12
"""Beyond it an estimate of a maximum is not taken, and the table would grow long."""
_TURNS: Final = 8
"""Formulas in proportion to the load are turned round in one step, the one that is not to a gram in eight."""
Values = npt.NDArray[np.float64]


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row an exercise and number of reps from 1 to 12 that it was done for or has an estimate of, by id and reps.

    `from_date` leaves out the sets before it; the estimates stay those of the level after the last session. Warm-ups,
    assistance, and sets by which a session stands out upwards as an outlier do not count.
    """
    from_date = None if request.from_date is None else request.from_date.isoformat()
    sets = request.rows(metric_sql("rep_maxima"), from_date=from_date)
    sets = sets[~sets["set_id"].isin(_slips(request))]
    best = _best(sets).merge(_sets_at(sets), how="left", on=["exercise_id", "reps"])
    estimates = _estimates(request)
    estimates = estimates[estimates["exercise_id"].isin(best["exercise_id"])].dropna(subset="estimate_kg")
    rows = best.merge(estimates, how="outer", on=["exercise_id", "reps"]).fillna({"sets": 0})
    rows["is_bodyweight"] = rows.groupby("exercise_id")["is_bodyweight"].transform("first")
    return rows.sort_values(["exercise_id", "reps"], ignore_index=True)[list(METRIC.columns)].astype(_DTYPES)


def _slips(request: MetricRequest) -> npt.NDArray[np.int64]:
    """The sets behind sessions that stand out upwards."""
    values, is_outlier = session_values(request), session_outliers(request)
    found = [
        values.sets.set_id[place][is_outlier[place] & (values.kg[place] > np.median(values.kg[place]))]
        for __, place in values.lifts()
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _best(sets: pd.DataFrame) -> pd.DataFrame:
    """For each number of reps the heaviest set of at least so many; of equals the longest, then the first."""
    ordered = sets.drop(columns="sets").sort_values(
        ["exercise_id", "weight_kg", "reps", "started_at", "set_id"], ascending=[True, False, False, True, True]
    )
    asked = np.arange(1, MOST_REPS + 1)
    exercise, done = pd.factorize(ordered["exercise_id"])[0], ordered["reps"].to_numpy(float)
    begins = np.flatnonzero(np.diff(exercise, prepend=-1))  # no row is before the first one of its exercise
    row = np.arange(len(ordered))
    first = [np.minimum.reduceat(np.where(done >= reps, row, len(row)), begins) if len(row) else row for reps in asked]
    kept = [places[places < len(row)] for places in first]
    best = ordered.rename(columns={"reps": "done_reps"}).iloc[np.concatenate(kept)]
    return best.assign(reps=np.repeat(asked, [len(places) for places in kept]))


def _sets_at(sets: pd.DataFrame) -> pd.DataFrame:
    return sets.groupby(["exercise_id", "reps"])["sets"].sum().reset_index()


def _estimates(request: MetricRequest) -> pd.DataFrame:
    """exercise_id, reps, estimate_kg, low_80_kg, high_80_kg of every lift with as many sessions as a trend needs; loads
    as logged.
    """
    trends, values = local_trends(request), session_values(request)
    last = trends.last().widened(trends.spread)
    enough = np.flatnonzero(trends.fitted_sessions() >= request.facts.number("trend.min_sessions"))
    lift, reps = np.repeat(enough, MOST_REPS), np.tile(np.arange(1, MOST_REPS + 1), len(enough))
    number = values.sets.lift[trends.row == 0][lift]
    by, body_kg = values.kinds[number], np.where(values.sets.is_bodyweight[number], values.bodyweight_kg, 0.0)
    total_kg = _load_for(np.exp(last.level)[lift], reps.astype(np.float64), by, request.facts)
    spread = Z_80 * np.hypot(last.level_sd[lift], _curve_sd(reps, by, request.facts))
    added_kg = total_kg - body_kg
    is_load = added_kg >= 0  # less than the body is no load that can be added
    return pd.DataFrame(
        {
            "exercise_id": words(lift, trends.exercise_ids),
            "reps": reps,
            "estimate_kg": np.where(is_load, added_kg, np.nan),
            "low_80_kg": np.where(is_load, np.maximum(total_kg * np.exp(-spread) - body_kg, 0), np.nan),
            "high_80_kg": np.where(is_load, total_kg * np.exp(spread) - body_kg, np.nan),
        }
    )


def _load_for(level_kg: Values, reps: Values, by: LiftKinds, facts: Facts) -> Values:
    """The load whose value is the level when it is done for these reps; NaN where the reps are out of reach."""
    load_kg = level_kg
    for __ in range(_TURNS):
        load_kg = load_kg * level_kg / strength_kg(load_kg, reps, by, facts, is_tested_single=reps == 1)
    return load_kg


def _curve_sd(reps: npt.NDArray[np.int64], by: LiftKinds, facts: Facts) -> Values:
    """How far off (one SD, a share) the curve is between the lift's usual reps and those asked."""
    settings = ErrorSettings.from_facts(facts)
    away = 1 + np.abs(reps - np.where(by.is_one_rep, by.median_reps, by.reference_reps))
    return np.asarray(level_sd_pct(np.minimum(away, settings.level_pct[-1][0]), settings) / 100)


METRIC: Final = Metric(
    name="rep_maxima",
    columns=MappingProxyType(
        {
            "exercise_id": _("exercise id"),
            "reps": _("repetitions that the row is for, 1 to 12"),
            "weight_kg": _(
                "heaviest load of a set of at least so many reps, kg as logged; where is_bodyweight, what "
                "was added, 0 for the body alone; empty, as what belongs to it, where no set was so long"
            ),
            "done_reps": _("repetitions of that set; the fraction of a rep is left out"),
            "started_at": _("start of the workout that held it first, local time"),
            "set_id": _("that set"),
            "rir": _("its reps in reserve; empty when not logged"),
            "is_bodyweight": _("true where the load is what was added to the body"),
            "sets": _("sets of exactly so many reps, whatever their load"),
            "estimate_kg": _(
                "load that the lift's level after its last session would allow for so many reps with none "
                "left, kg (added load where is_bodyweight); empty with too few sessions, or with reps out of "
                "reach"
            ),
            "low_80_kg": _("lower end of its 80 % range, kg: the level's own error and that of the curve"),
            "high_80_kg": _("upper end of it, kg"),
        }
    ),
    compute=compute,
    facts=(
        "e1rm.",
        "kalman.",
        "hard.warmup",
        "hard.close_rir",
        "trend.min_sessions",
        "trend.outlier",
        "trend.gap_days",
    ),
    ends_with_full_week=False,
)

_DTYPES: Final = {
    "exercise_id": "str",
    **dict.fromkeys(("reps", "sets"), "int64"),
    **dict.fromkeys(("done_reps", "set_id"), "Int64"),
    **dict.fromkeys(("weight_kg", "rir", "estimate_kg", "low_80_kg", "high_80_kg"), "float64"),
    "started_at": "datetime64[us]",
    "is_bodyweight": "bool",
}
