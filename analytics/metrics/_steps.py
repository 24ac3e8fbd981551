"""Steps of load: a lift's sessions of hard sets, its smallest step, and when the next step is due (two for two).

Shared by the metric ready_to_progress and the loads of plans. After ACSM 2009: add 2 to 10 % of load once every set was
at the top of its rep range in two sessions in a row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.reference.facts import Facts

_BY_EQUIPMENT: Final = {"barbell": "barbell", "dumbbell": "dumbbell", "kettlebell": "dumbbell"}
_ROUNDING: Final = 1e-9
"""2 % of 100 kg are 2 kg, also in floating point."""

Values = npt.NDArray[np.float64]


def lift_sessions(request: MetricRequest) -> pd.DataFrame:
    """One row a lift and day with a hard set, by exercise id, oldest first.

    Columns: exercise_id, equipment, is_main, top_reps (of the catalogue's range; NaN or 0: none), day, load_kind,
    weight_kg (top load; 0 without one or with assistance), fewest_reps (of all hard sets), fewest_at_top, most_at_top
    (of those at the top load), least_rir (NaN: none logged), step_kg (smallest difference between two working loads of
    the lift so far; NaN with a single one).
    """
    return request.once("lift_sessions", lambda: request.rows(metric_sql("lift_sessions")))


@dataclass(frozen=True, slots=True)
class LiftPast:
    """The sessions of one lift, oldest first, one at least: a number for each (NaN: none), as in `lift_sessions`, and
    what holds as of the last one.
    """

    equipment: str
    load_kind: str
    is_main: bool
    top_reps: float
    step_kg: float
    weight_kg: Values
    fewest_reps: Values
    fewest_at_top: Values
    most_at_top: Values
    least_rir: Values


def lift_pasts(sessions: pd.DataFrame) -> dict[str, LiftPast]:
    """The past of each lift in rows of `lift_sessions`, by exercise id."""
    names, begins = np.unique(sessions["exercise_id"].to_numpy(str), return_index=True)
    last = sessions.drop_duplicates("exercise_id", keep="last")
    numbers = {name: np.split(sessions[name].to_numpy(float, na_value=np.nan), begins[1:]) for name in _NUMBERS}
    return {
        str(name): LiftPast(
            equipment=str(equipment),
            load_kind=str(load_kind),
            is_main=bool(is_main),
            top_reps=float(top_reps),
            step_kg=float(smallest_kg),
            **{column: numbers[column][place] for column in _NUMBERS},
        )
        for place, (name, equipment, load_kind, is_main, top_reps, smallest_kg) in enumerate(
            zip(names, *(last[column].tolist() for column in _OF_LIFT), strict=True)
        )
    }


_OF_LIFT: Final = ("equipment", "load_kind", "is_main", "top_reps", "step_kg")
_NUMBERS: Final = ("weight_kg", "fewest_reps", "fewest_at_top", "most_at_top", "least_rir")


def next_load(weight_kg: float, step_kg: float, *, least_pct: float, most_pct: float) -> float | None:
    """The load of the next step: as many smallest steps as make `least_pct` %; None where that is over `most_pct` %.

    100 kg, steps of 1.25, 2 to 10 %: two steps, 102.5 kg. 20 kg in steps of 2.5 is 12.5 %: None, so add reps first.
    """
    steps = max(1, math.ceil(weight_kg * least_pct / 100 / step_kg - _ROUNDING))
    rise = steps * step_kg
    return None if rise > weight_kg * most_pct / 100 + _ROUNDING else weight_kg + rise


def sessions_in_a_row(reached: npt.ArrayLike) -> int:
    """How many of the last sessions reached the top, without one that did not; oldest first."""
    return int(np.cumprod(np.asarray(reached, dtype=bool)[::-1]).sum())


def at_the_top(past: LiftPast, facts: Facts, *, top_reps: float) -> npt.NDArray[np.bool_]:
    """Which of a lift's sessions count for two for two: every hard set reached `top_reps`, none went deeper than the
    lift's target RIR (sets without a logged RIR do not stand in the way), at the top load of the last session.
    """
    target = facts.number(f"rir.{'main' if past.is_main else 'accessory'}.low")
    is_too_hard = past.least_rir < target  # never where no RIR is known
    return same_load(past, facts) & ~is_too_hard & (past.fewest_reps >= top_reps)


def same_load(past: LiftPast, facts: Facts) -> npt.NDArray[np.bool_]:
    """Which of a lift's sessions had the top load of the last one."""
    return np.asarray(np.abs(past.weight_kg - past.weight_kg[-1]) < facts.number("prog.least_step_kg"))


def usual_step_kg(equipment: str, facts: Facts) -> float:
    """What equipment allows where only one load was ever used, kg."""
    return facts.number(f"prog.step_kg.{_BY_EQUIPMENT.get(equipment, 'stack')}")


def step_kg(past: LiftPast, facts: Facts) -> float:
    """The smallest difference between two working loads of this lift, else what its equipment usually allows."""
    return usual_step_kg(past.equipment, facts) if math.isnan(past.step_kg) else past.step_kg
