"""Two for two: is a lift ready for more load, and how much is the next step? (rulebook, progress rule)

After ACSM 2009: add 2 to 10 % of load once every set was at the top of its rep range in two sessions in a row.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from analytics.metrics._base import Metric, MetricRequest, days_from, metric_sql
from analytics.reference.facts import Facts

_BY_EQUIPMENT: Final = {"barbell": "barbell", "dumbbell": "dumbbell", "kettlebell": "dumbbell"}
_ROUNDING: Final = 1e-9
"""2 % of 100 kg are 2 kg, also in floating point."""


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a loaded lift with a rep range, by exercise id; lifts last done before `from_date` are left out.

    A session counts when each of its hard sets reached the top of the catalogue's rep range, none went deeper than the
    lift's target RIR (sets without a logged RIR do not stand in the way), and its top load is that of the last session:
    more load ends a row, because the step was made.
    """
    sessions = request.rows(metric_sql("ready_to_progress"))
    rows = [
        _lift(str(exercise_id), of_lift, request.facts)
        for exercise_id, of_lift in sessions.groupby("exercise_id", sort=True)
    ]
    lifts = pd.DataFrame(rows, columns=list(METRIC.columns)).astype(_DTYPES)
    return days_from(lifts, "as_of", request.from_date)


def next_load(weight_kg: float, step_kg: float, *, least_pct: float, most_pct: float) -> float | None:
    """The load of the next step: as many smallest steps as make `least_pct` %; None where that is over `most_pct` %.

    100 kg, steps of 1.25, 2 to 10 %: two steps, 102.5 kg. 20 kg in steps of 2.5 is 12.5 %: None, so add reps first.
    """
    steps = max(1, math.ceil(weight_kg * least_pct / 100 / step_kg - _ROUNDING))
    rise = steps * step_kg
    return None if rise > weight_kg * most_pct / 100 + _ROUNDING else weight_kg + rise


def sessions_in_a_row(reached: pd.Series[bool]) -> int:
    """How many of the last sessions reached the top, without one that did not; oldest first."""
    return int(reached.iloc[::-1].cumprod().sum())


def _lift(exercise_id: str, sessions: pd.DataFrame, facts: Facts) -> dict[str, object]:
    last = sessions.iloc[-1]
    least_rir = facts.number(f"rir.{'main' if last['is_main'] else 'accessory'}.low")
    is_same_load = (sessions["weight_kg"] - last["weight_kg"]).abs() < facts.number("prog.least_step_kg")
    is_easy_enough = ~(sessions["least_rir"] < least_rir).fillna(False).astype(bool)
    row = sessions_in_a_row(is_same_load & is_easy_enough & (sessions["fewest_reps"] >= sessions["top_reps"]))
    is_ready = row >= facts.number("prog.two_for_two")
    weight_kg, step_kg = float(last["weight_kg"]), _step_kg(last, facts)
    next_kg = next_load(
        weight_kg,
        step_kg,
        least_pct=facts.number("prog.load_step_pct.low"),
        most_pct=facts.number("prog.load_step_pct.high"),
    )
    return {
        "exercise_id": exercise_id,
        "as_of": last["day"],
        "sessions_in_a_row": row,
        "top_reps": last["top_reps"],
        "weight_kg": weight_kg,
        "next_weight_kg": next_kg,
        "advice": _advice(weight_kg, step_kg, next_kg) if is_ready else "",
        "step_kg": step_kg,
        "is_ready": is_ready,
    }


def _step_kg(last: pd.Series[Any], facts: Facts) -> float:
    """The smallest difference between two working loads of this lift, else what its equipment usually allows."""
    if pd.notna(last["step_kg"]):
        return float(last["step_kg"])
    return facts.number(f"prog.step_kg.{_BY_EQUIPMENT.get(str(last['equipment']), 'stack')}")


def _advice(weight_kg: float, step_kg: float, next_kg: float | None) -> str:
    if next_kg is None:
        return f"add reps first: your smallest step is {100 * step_kg / weight_kg:+.0f} %"
    return f"take the next step, about {100 * (next_kg / weight_kg - 1):+.1f} %".replace(".0 %", " %")


METRIC: Final = Metric(
    name="ready_to_progress",
    columns=MappingProxyType(
        {
            "exercise_id": "exercise id",
            "as_of": "day of the lift's last session with a hard set",
            "sessions_in_a_row": "last sessions in a row with this load and every hard set at the top of the rep range",
            "top_reps": "top of the lift's rep range in the catalogue, reps",
            "weight_kg": "top load of the last session, kg",
            "next_weight_kg": "load of the next step, kg; empty where the smallest step is too large",
            "advice": "what to do, in words; empty while the lift is not ready",
            "step_kg": "smallest difference between two working loads of the lift, kg; else what its equipment allows",
            "is_ready": "whether so many sessions in a row are enough",
        }
    ),
    compute=compute,
    facts=("prog.", "rir.", "hard."),
    ends_with_full_week=False,
)

_DTYPES: Final = {
    **dict.fromkeys(("exercise_id", "advice"), "str"),
    **dict.fromkeys(("top_reps", "weight_kg", "next_weight_kg", "step_kg"), "float64"),
    "sessions_in_a_row": "int64",
    "is_ready": "bool",
    "as_of": "datetime64[us]",
}
