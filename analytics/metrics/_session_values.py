"""Session values: what a lift's best set of a day says about strength (rulebook C3).

Shared by the metrics of strength. A value is the set's load times a growth with its effective reps. The load is that on
the bar, or bodyweight and what is added where a lift moves the whole body; assistance never counts, and no fraction of
the body is ever invented. A tested single (one rep, none left) is its own load whatever formula is chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.metrics._outliers import outliers
from analytics.metrics._personal_k import personal_k
from analytics.metrics.e1rm import (
    FORMULAS,
    ErrorSettings,
    epley_mod,
    leg_press_1rm,
    one_rep_sd_pct,
    reference_rep_strength,
)
from analytics.metrics.trend import TrendSettings
from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]
BEST_FIRST: Final = [
    "day", "exercise_id", "is_tested_single", "e1rm_kg", "load_kg", "reps", "rir", "is_failure", "started_at", "set_id",
]  # fmt: skip
"""The order in which a day's sets compete; what a later key decides must not depend on the order of the file's rows."""
ONE_REP: Final = "one_rep"
REFERENCE_REPS: Final = "reference_reps"
MODIFIED_EPLEY: Final = "epley_mod"


def session_values(request: MetricRequest) -> pd.DataFrame:
    """One row a day and lift, oldest first; columns as in the metric session_strength, and `day`.

    The highest eligible value of the day, ties to the heavier load, then to more reps done (fewer guessed); a
    tested single is never replaced by a higher estimate.
    """
    return request.once("session_values", lambda: _session_values(request))


def _session_values(request: MetricRequest) -> pd.DataFrame:
    return best_of_days(eligible_sets(request), request.facts)


def best_of_days(sets: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The best of each day and lift in sets as of `valued`, with its error, and whether it stands out."""
    best = (
        sets.dropna(subset="e1rm_kg")
        .sort_values(BEST_FIRST, ascending=[True, True, False, False, False, False, True, False, True, True])
        .drop_duplicates(["day", "exercise_id"])
        .reset_index(drop=True)
    )
    best["is_outlier"] = outliers(best, TrendSettings.from_facts(facts))
    return _with_error(best, facts)


def eligible_sets(request: MetricRequest) -> pd.DataFrame:
    """Every set fit for a strength value, the heaviest of a day at each reps and RIR: the columns of
    `session_strength.sql`, and load_kg, is_tested_single, kind, reference_reps, k and e1rm_kg (NaN where its reps are
    out of reach).
    """
    return request.once("eligible_sets", lambda: _eligible_sets(request))


def _eligible_sets(request: MetricRequest) -> pd.DataFrame:
    rows = request.rows(
        metric_sql("session_strength"), bodyweight_kg=request.lifter.bodyweight_kg, from_date=None, since=None
    )
    return valued(rows, request.facts)


def valued(rows: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Rows of `session_strength.sql` with their load and strength; `exercise_id` may name any lift of anybody."""
    sets = rows.copy()
    sets["bodyweight_kg"] = sets["bodyweight_kg"].astype("float64")
    sets["load_kg"] = sets["weight_kg"] + sets["bodyweight_kg"].fillna(0.0)
    sets["is_tested_single"] = (sets["reps"] == 1) & (sets["rir"] == 0)
    sets["kind"] = np.where(sets["median_reps"] > facts.number("e1rm.max_n"), REFERENCE_REPS, ONE_REP)
    sets["reference_reps"] = _reference_reps(sets, facts)
    sets["k"] = _k_in_use(sets, facts)
    sets["e1rm_kg"] = strength_kg(sets, facts)
    return sets


def strength_kg(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.float64]:
    """The strength value of each set in kg; NaN where its effective reps are out of reach of the lift's kind.

    Reference-rep strength always grows by the line of `k`: the other formulas were made for few reps, and some end
    before such lifts begin.
    """
    return strength_by_load(sets, facts)(sets["load_kg"].to_numpy(float))


def strength_by_load(sets: pd.DataFrame, facts: Facts) -> Callable[[Values], Values]:
    """`strength_kg` of the same sets with other loads, for who asks about many."""
    reps, reference = sets["effective_reps"].to_numpy(float), sets["reference_reps"].to_numpy(float)
    k, formula = sets["k"].to_numpy(float), facts.text("e1rm.formula")
    is_leg_press, is_tested = sets["is_leg_press"].to_numpy(bool), sets["is_tested_single"].to_numpy(bool)
    kinds = [_has_one_rep_value(sets, facts), _has_reference_value(sets, facts)]

    def strength(load: Values) -> Values:
        general = epley_mod(load, reps, k=k) if formula == MODIFIED_EPLEY else FORMULAS[formula](load, reps)
        estimated = np.where(is_leg_press, leg_press_1rm(load, reps), general)
        values = [np.where(is_tested, load, estimated), reference_rep_strength(load, reps, reference, k=k)]
        return np.select(kinds, values, default=np.nan)

    return strength


def _has_one_rep_value(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.bool_]:
    near_enough = sets["effective_reps"] <= facts.number("e1rm.max_n_soft")
    return ((sets["kind"] == ONE_REP) & near_enough).to_numpy(bool)


def _has_reference_value(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.bool_]:
    distance = (sets["effective_reps"] - sets["reference_reps"]).abs()
    return ((sets["kind"] == REFERENCE_REPS) & (distance <= facts.number("e1rm.reference.max_distance"))).to_numpy(bool)


def _reference_reps(sets: pd.DataFrame, facts: Facts) -> pd.Series[float]:
    """X: the lift's most frequent effective reps, inside the facts' range; NaN for lifts that have a 1RM estimate."""
    modal = sets["modal_reps"].clip(facts.number("e1rm.reference.min"), facts.number("e1rm.reference.max"))
    return modal.where(sets["kind"] == REFERENCE_REPS)


def _k_in_use(sets: pd.DataFrame, facts: Facts) -> pd.Series[float]:
    """The growth a rep: the lift's own where the lifter chose so and it can be told, else the general one.

    NaN where another curve gives the value: the leg press, and estimated maximums by another formula.
    """
    speaks = sets["kind"] == REFERENCE_REPS
    if facts.text("e1rm.formula") == MODIFIED_EPLEY:
        speaks |= ~sets["is_leg_press"]
    general = pd.Series(facts.number("e1rm.k"), index=sets.index).where(speaks)
    if facts.text("e1rm.personal_k") != "on" or facts.text("e1rm.formula") != MODIFIED_EPLEY:
        return general
    usable = speaks & (_has_one_rep_value(sets, facts) | _has_reference_value(sets, facts))
    own = sets["exercise_id"].map(personal_k(sets[usable], facts)).astype("float64")
    return own.where(speaks).fillna(general)


def _with_error(best: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The band of one standard deviation around each value.

    The published level errors end at 15 reps; the last one is kept beyond. It is the same for every formula: it is the
    spread between people. For a tested single it is close to what a tested maximum varies from day to day (4.2 %).
    """
    settings = ErrorSettings.from_facts(facts)
    known_reps = best["effective_reps"].clip(upper=settings.level_pct[-1][0])
    error = best["e1rm_kg"] * one_rep_sd_pct(known_reps, best["rir"], best["is_failure"], settings) / 100
    return best.assign(
        low_kg=best["e1rm_kg"] - error,
        high_kg=best["e1rm_kg"] + error,
        low_confidence=(best["kind"] == ONE_REP) & (best["effective_reps"] > facts.number("e1rm.max_n")),
        is_lower_bound=best["rir"].isna(),
    )
