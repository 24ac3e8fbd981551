"""Two for two: is a lift ready for more load, and how much is the next step? (rulebook, progress rule)

After ACSM 2009: add 2 to 10 % of load once every set was at the top of its rep range in two sessions in a row.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, days_from
from analytics.metrics._steps import (
    LiftPast,
    at_the_top,
    lift_pasts,
    lift_sessions,
    next_load,
    sessions_in_a_row,
    step_kg,
)
from analytics.reference.facts import Facts


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a loaded lift with a rep range, by exercise id; lifts last done before `from_date` are left out.

    A session counts when each of its hard sets reached the top of the catalogue's rep range, none went deeper than the
    lift's target RIR (sets without a logged RIR do not stand in the way), and its top load is that of the last session:
    more load ends a row, because the step was made.
    """
    sessions = lift_sessions(request)
    loaded = sessions[
        (sessions["load_kind"] == "external") & (sessions["weight_kg"] > 0)
        & (sessions["top_reps"] > 0) & (sessions["fewest_reps"] > 0)
    ]  # fmt: skip
    as_of = loaded.groupby("exercise_id", sort=True)["day"].last()
    rows = [_lift(name, past, as_of[name], request.facts) for name, past in lift_pasts(loaded).items()]
    lifts = pd.DataFrame(rows, columns=list(METRIC.columns)).astype(_DTYPES)
    return days_from(lifts, "as_of", request.from_date)


def _lift(exercise_id: str, past: LiftPast, as_of: pd.Timestamp, facts: Facts) -> dict[str, object]:
    row = sessions_in_a_row(at_the_top(past, facts, top_reps=past.top_reps))
    is_ready = row >= facts.number("prog.two_for_two")
    weight_kg, smallest_kg = float(past.weight_kg[-1]), step_kg(past, facts)
    next_kg = next_load(
        weight_kg,
        smallest_kg,
        least_pct=facts.number("prog.load_step_pct.low"),
        most_pct=facts.number("prog.load_step_pct.high"),
    )
    return {
        "exercise_id": exercise_id,
        "as_of": as_of,
        "sessions_in_a_row": row,
        "top_reps": past.top_reps,
        "weight_kg": weight_kg,
        "next_weight_kg": next_kg,
        "advice": _advice(weight_kg, smallest_kg, next_kg) if is_ready else "",
        "step_kg": smallest_kg,
        "is_ready": is_ready,
    }


def _advice(weight_kg: float, smallest_kg: float, next_kg: float | None) -> str:
    if next_kg is None:
        return _("add reps first: your smallest step is {percent} %", percent=f"{100 * smallest_kg / weight_kg:+.0f}")
    percent = f"{100 * (next_kg / weight_kg - 1):+.1f}".removesuffix(".0")
    return _("take the next step, about {percent} %", percent=percent)


METRIC: Final = Metric(
    name="ready_to_progress",
    columns=MappingProxyType(
        {
            "exercise_id": _("exercise id"),
            "as_of": _("day of the lift's last session with a hard set"),
            "sessions_in_a_row": _(
                "last sessions in a row with this load and every hard set at the top of the rep range"
            ),
            "top_reps": _("top of the lift's rep range in the catalogue, reps"),
            "weight_kg": _("top load of the last session, kg"),
            "next_weight_kg": _("load of the next step, kg; empty where the smallest step is too large"),
            "advice": _("what to do, in words; empty while the lift is not ready"),
            "step_kg": _(
                "smallest difference between two working loads of the lift, kg; else what its equipment allows"
            ),
            "is_ready": _("whether so many sessions in a row are enough"),
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
