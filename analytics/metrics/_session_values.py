"""Session values: what a lift's best set of a day says about strength (rulebook C3).

Shared by session_strength and strength_trend.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.metrics.e1rm import (
    FORMULAS,
    ErrorSettings,
    epley_mod,
    leg_press_1rm,
    one_rep_sd_pct,
    reference_rep_strength,
)
from analytics.reference.facts import Facts

ONE_REP: Final = "one_rep"
REFERENCE_REPS: Final = "reference_reps"


def session_values(request: MetricRequest) -> pd.DataFrame:
    """One row a day and lift, oldest first; columns as in the metric session_strength, and `day`.

    The highest eligible value of the day, ties to the heavier load; a tested single is never replaced by a higher
    estimate.
    """
    sets = request.rows(metric_sql("session_strength"))
    sets["is_tested_single"] = (sets["reps"] == 1) & (sets["rir"] == 0)
    sets["kind"] = np.where(sets["median_reps"] > request.facts.number("e1rm.max_n"), REFERENCE_REPS, ONE_REP)
    sets["reference_reps"] = _reference_reps(sets, request.facts)
    sets["e1rm_kg"] = strength_kg(sets, request.facts)
    best = (
        sets.dropna(subset="e1rm_kg")
        .sort_values(
            ["day", "exercise_id", "is_tested_single", "e1rm_kg", "weight_kg", "started_at", "set_id"],
            ascending=[True, True, False, False, False, True, True],
        )
        .drop_duplicates(["day", "exercise_id"])
        .reset_index(drop=True)
    )
    return _with_error(best, request.facts)


def strength_kg(sets: pd.DataFrame, facts: Facts) -> npt.NDArray[np.float64]:
    """The strength value of each set in kg; NaN where its effective reps are out of reach of the lift's kind."""
    load, reps = sets["weight_kg"].to_numpy(float), sets["effective_reps"].to_numpy(float)
    reference = sets["reference_reps"].to_numpy(float)
    k = facts.number("e1rm.k")
    formula = facts.text("e1rm.formula")
    general = epley_mod(load, reps, k=k) if formula == "epley_mod" else FORMULAS[formula](load, reps)
    one_rep = np.where(sets["is_leg_press"], leg_press_1rm(load, reps), general)
    is_near = np.abs(reps - reference) <= facts.number("e1rm.reference.max_distance")
    return np.select(
        [
            (sets["kind"] == ONE_REP).to_numpy(bool) & (reps <= facts.number("e1rm.max_n_soft")),
            (sets["kind"] == REFERENCE_REPS).to_numpy(bool) & is_near,
        ],
        [one_rep, reference_rep_strength(load, reps, reference, k=k)],
        default=np.nan,
    )


def _reference_reps(sets: pd.DataFrame, facts: Facts) -> pd.Series[float]:
    """X: the lift's most frequent effective reps, inside the facts' range; NaN for lifts that have a 1RM estimate."""
    modal = sets["modal_reps"].clip(facts.number("e1rm.reference.min"), facts.number("e1rm.reference.max"))
    return modal.where(sets["kind"] == REFERENCE_REPS)


def _with_error(best: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The band of one standard deviation around each value.

    The published level errors end at 15 reps; the last one is kept beyond.
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
