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
from analytics.metrics._local_trends import Z_80, local_trends
from analytics.metrics._session_values import ONE_REP, eligible_sets, session_values, strength_by_load
from analytics.metrics.e1rm import ErrorSettings, level_sd_pct
from analytics.reference.facts import Facts

MOST_REPS: Final = 12
"""Beyond it an estimate of a maximum is not taken, and the table would grow long."""
_TURNS: Final = 8
"""Formulas in proportion to the load are turned round in one step, the one that is not to a gram in eight."""
_OF_THE_LIFT: Final = ["kind", "reference_reps", "k", "is_leg_press", "bodyweight_kg", "median_reps"]
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


def _slips(request: MetricRequest) -> pd.Series[int]:
    """The sets behind sessions that stand out upwards."""
    values = session_values(request)
    usual_kg = values.groupby("exercise_id")["e1rm_kg"].transform("median")
    return values.loc[values["is_outlier"] & (values["e1rm_kg"] > usual_kg), "set_id"]


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
    """exercise_id, reps, estimate_kg, low_80_kg, high_80_kg of every lift with enough sessions; loads as logged."""
    lifts = _levels(request)
    asked = lifts.merge(pd.DataFrame({"reps": np.arange(1, MOST_REPS + 1)}), how="cross")
    asked = asked.assign(effective_reps=asked["reps"].astype("float64"), is_tested_single=asked["reps"] == 1)
    total_kg = _load_for(asked, request.facts)
    spread = Z_80 * np.hypot(asked["level_sd"].to_numpy(float), _curve_sd(asked, request.facts))
    body_kg = asked["bodyweight_kg"].fillna(0.0).to_numpy(float)
    added_kg = total_kg - body_kg
    is_load = added_kg >= 0  # less than the body is no load that can be added
    return asked[["exercise_id", "reps"]].assign(
        estimate_kg=np.where(is_load, added_kg, np.nan),
        low_80_kg=np.where(is_load, np.maximum(total_kg * np.exp(-spread) - body_kg, 0), np.nan),
        high_80_kg=np.where(is_load, total_kg * np.exp(spread) - body_kg, np.nan),
    )


def _levels(request: MetricRequest) -> pd.DataFrame:
    """One row a lift with as many sessions as a trend needs: its level and the level's error, and how its values are
    made.
    """
    trends = local_trends(request)
    by_lift = trends.sessions.groupby("lift")
    last = trends.states[by_lift["row"].max().to_numpy(dtype=np.intp), np.arange(len(trends.exercise_ids))]
    last = last.widened(trends.spread)
    fitted = (~trends.sessions["is_outlier"]).groupby(trends.sessions["lift"]).sum()
    levels = pd.DataFrame(
        {"exercise_id": trends.exercise_ids, "level_kg": np.exp(last.level), "level_sd": last.level_sd}
    ).astype({"exercise_id": "str"})
    levels = levels[fitted.to_numpy() >= request.facts.number("trend.min_sessions")]
    made_by = eligible_sets(request).drop_duplicates("exercise_id")[["exercise_id", *_OF_THE_LIFT]]
    return levels.merge(made_by, on="exercise_id")


def _load_for(asked: pd.DataFrame, facts: Facts) -> Values:
    """The load whose value is the level when it is done for the reps asked; NaN where the reps are out of reach."""
    level_kg = asked["level_kg"].to_numpy(float)
    load_kg, strength = level_kg, strength_by_load(asked, facts)
    for __ in range(_TURNS):
        load_kg = load_kg * level_kg / strength(load_kg)
    return load_kg


def _curve_sd(asked: pd.DataFrame, facts: Facts) -> Values:
    """How far off (one SD, a share) the curve is between the lift's usual reps and those asked."""
    settings = ErrorSettings.from_facts(facts)
    usual = asked["median_reps"].where(asked["kind"] == ONE_REP, asked["reference_reps"])
    away = 1 + (asked["reps"] - usual).abs()
    return np.asarray(level_sd_pct(away.clip(upper=settings.level_pct[-1][0]), settings) / 100)


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
