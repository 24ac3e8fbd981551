"""Loads far off what the lifter does in that lift: a digit too many, a lost decimal point, pounds for kilograms."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.language import _, n_
from analytics.model import Doubt, Proposal
from analytics.quality._base import QualityRequest, doubt, few, groups, is_missing, number
from analytics.units import KG_PER_LB

_SLIPS: Final[tuple[tuple[str, float], ...]] = (
    (_("divided by 10"), 0.1),
    (_("divided by 100"), 0.01),
    (_("times 10"), 10.0),
    (_("pounds taken for kilograms"), KG_PER_LB),
    (_("kilograms taken for pounds"), 1 / KG_PER_LB),
)
"""The slips that happen, and what undoes each."""
_MOST_PROPOSALS: Final = 2
_HISTORY: Final = ("quality.spreads", "quality.least_spread", "quality.workouts_around", "quality.least_workouts")


def load_doubts(request: QualityRequest) -> list[Doubt]:
    """One doubt a workout and lift whose load is far above or below the workouts around it, or its own neighbours."""
    rows = request.open_sets(request.rows("loads"), "load")
    return [_doubt(request, group) for group in groups(rows, ("started_at", "exercise", "how_off"))]


def _doubt(request: QualityRequest, rows: pd.DataFrame) -> Doubt:
    ratio = "quality.load_ratio" if rows["how_off"].iloc[0] == "above" else "quality.slip_ratio"
    history = () if rows["how_off"].iloc[0] == "between" else _HISTORY
    return doubt(
        request,
        "load",
        rows,
        _sentence(request, rows),
        facts=(ratio, *history),
        proposals=_proposals(request, rows),
    )


def _sentence(request: QualityRequest, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    said = {"sets": _sets(request, rows), "usual": request.span(first["usual_low_kg"], first["usual_high_kg"])}
    if first["how_off"] == "between":
        return _("{sets}; the sets before and after it are at {usual}.", **said)
    return n_(
        "{sets}; in the {number} workout around it your top load was {usual}.",
        "{sets}; in the {number} workouts around it your top load was {usual}.",
        int(first["workouts"]),
        **said,
    )


def _sets(request: QualityRequest, rows: pd.DataFrame) -> str:
    """What was logged: "180 kg x 5"; for several sets their loads, once each."""
    name = rows["exercise"].iloc[0].strip()
    if len(rows) == 1:
        reps = rows["reps"].iloc[0]
        done = "" if is_missing(reps) else f" x {number(reps)}"
        return f"{name}: {request.load(rows['weight_kg'].iloc[0])}{done}"
    loads = [request.load(kg) for kg in dict.fromkeys(rows["weight_kg"])]
    return n_(
        "{exercise}: {loads} in {number} set",
        "{exercise}: {loads} in {number} sets",
        len(rows),
        exercise=name,
        loads=few(loads),
    )


def _proposals(request: QualityRequest, rows: pd.DataFrame) -> list[Proposal]:
    """The slips whose correction brings the top load back to what is usual, the nearest first."""
    ratio = request.facts.number("quality.load_ratio")
    top, low, high = rows["weight_kg"].max(), rows["usual_low_kg"].iloc[0], rows["usual_high_kg"].iloc[0]
    plausible = [(how, factor) for how, factor in _SLIPS if low / ratio <= top * factor <= high * ratio]
    plausible.sort(key=lambda slip: _distance(top * slip[1], low, high))
    return [_proposal(request, rows, how, factor) for how, factor in plausible[:_MOST_PROPOSALS]]


def _distance(kg: float, low: float, high: float) -> float:
    """How many times a load is beyond the usual ones; 1 inside them."""
    return max(low / kg, kg / high, 1.0)


def _proposal(request: QualityRequest, rows: pd.DataFrame, how: str, factor: float) -> Proposal:
    corrected = {int(set_id): kg * factor for set_id, kg in zip(rows["set_id"], rows["weight_kg"], strict=True)}
    return Proposal(
        what=few([request.load(kg) for kg in dict.fromkeys(corrected.values())]),
        how=how,
        changes={set_id: {"weight_kg": kg} for set_id, kg in corrected.items()},
    )
