"""Deadlift over squat, and where that lies among raw powerlifters (rulebook B3, C5).

The ratio says as much about build, technique and practice as about the back of the legs. A lift's level is the middle
(median) of its session values in the trend's window, so that one good or bad day does not count; the interval is that
of the estimates' level error, taken as independent for the two lifts, on the logarithm.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot
from statistics import NormalDist
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _, counted
from analytics.metrics._base import Metric, MetricRequest
from analytics.metrics._session_values import SessionValues, error_kg, session_values
from analytics.model import Sex
from analytics.reference.facts import Facts
from analytics.reference.populations import deadlift_squat

DEADLIFTS: Final = ("conventional_deadlift", "sumo_deadlift")
SQUATS: Final = ("back_squat",)
_Z_80: Final = NormalDist().inv_cdf(0.9)
_SHOWN: Final = (5, 25, 50, 75)


@dataclass(frozen=True, slots=True)
class _Level:
    """The strength of the best of some variants: `sd` is the error of the level as a share; sessions of that variant.

    `exercise` is empty where none of them has a session.
    """

    exercise: str = ""
    kg: float = float("nan")
    sd: float = float("nan")
    sessions: int = 0


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row, as of the last session of either lift; no row for a log without estimated maximums."""
    values = session_values(request)
    days = values.sets.day[values.kinds.is_one_rep[values.sets.lift]]
    if not len(days):
        return pd.DataFrame(columns=list(METRIC.columns)).astype(_DTYPES)
    as_of = pd.Timestamp(request.to_date or days.max())
    weeks = request.facts.number("trend.window_weeks")
    recent = _recent(values, as_of - pd.Timedelta(weeks=weeks), request.facts)
    needed = int(request.facts.number("bal.dl_sq.min_sessions"))
    deadlift, squat = _level(recent, DEADLIFTS, needed), _level(recent, SQUATS, needed)
    row = {
        "as_of": as_of,
        "deadlift_exercise": deadlift.exercise,
        "squat_exercise": squat.exercise,
        "deadlift_sessions": deadlift.sessions,
        "squat_sessions": squat.sessions,
        "missing": _missing(deadlift, squat, needed, weeks),
        **_ratio(deadlift, squat, needed, request.lifter.sex),
    }
    return pd.DataFrame([row], columns=list(METRIC.columns)).astype(_DTYPES)


def _recent(values: SessionValues, since: pd.Timestamp, facts: Facts) -> pd.DataFrame:
    """exercise_id, kg and the error's share of it: the estimated maximums of the lifts in question after a day."""
    lift = values.sets.lift
    is_asked = np.isin(values.sets.exercise_ids, [*DEADLIFTS, *SQUATS]) & values.kinds.is_one_rep
    place = np.flatnonzero(is_asked[lift] & (values.sets.day > since.to_datetime64()))
    kg, error = values.kg[place], error_kg(values, facts, place)
    return pd.DataFrame(
        {"exercise_id": values.sets.exercise_ids[lift[place]], "kg": kg, "error": (kg + error - kg) / kg}
    )


def _level(recent: pd.DataFrame, variants: tuple[str, ...], needed: int) -> _Level:
    """The highest level among the variants with enough sessions; the most trained one where none has enough."""
    levels = [
        _Level(
            exercise=variant,
            kg=float(sessions["kg"].median()),
            sd=float(sessions["error"].median()),
            sessions=len(sessions),
        )
        for variant in variants
        if len(sessions := recent[recent["exercise_id"] == variant])
    ]
    enough = [level for level in levels if level.sessions >= needed]
    if enough:
        return max(enough, key=lambda level: level.kg)
    return max(levels, key=lambda level: level.sessions, default=_Level())


def _ratio(deadlift: _Level, squat: _Level, needed: int, sex: Sex) -> dict[str, float]:
    """The columns with numbers; none of them while a lift has too few sessions."""
    if min(deadlift.sessions, squat.sessions) < needed:
        return {}
    ratio = deadlift.kg / squat.kg
    error = _Z_80 * hypot(deadlift.sd, squat.sd)
    population = deadlift_squat().get(sex)
    places = {} if population is None else {_COLUMN[place]: population.ratio[place] for place in _SHOWN}
    return {
        "deadlift_kg": deadlift.kg,
        "squat_kg": squat.kg,
        "ratio": ratio,
        "low_80": ratio * exp(-error),
        "high_80": ratio * exp(error),
        **places,
        "percentile": np.nan if population is None else population.percentile(ratio),
    }


def _missing(deadlift: _Level, squat: _Level, needed: int, weeks: float) -> str:
    short = [
        _(
            "{lift}: {sessions} of {needed} sessions with an estimated maximum in the last {weeks} weeks",
            lift=lift,
            sessions=level.sessions,
            needed=needed,
            weeks=counted(weeks),
        )
        for lift, level in ((_("deadlift"), deadlift), (_("squat"), squat))
        if level.sessions < needed
    ]
    return "; ".join(short)


_COLUMN: Final = {5: "p5", 25: "p25", 50: "median", 75: "p75"}

METRIC: Final = Metric(
    name="deadlift_squat_ratio",
    columns=MappingProxyType(
        {
            "as_of": _("the day it is for: the day asked for, else that of the last session"),
            "deadlift_exercise": _(
                "the deadlift that counts: conventional or sumo, the stronger of those with enough sessions; "
                "empty without one"
            ),
            "squat_exercise": _("the squat that counts: the full back squat; empty without one"),
            "deadlift_kg": _("median estimated 1RM of its sessions in eight weeks, kg; empty with too few sessions"),
            "squat_kg": _("the same of the squat, kg"),
            "ratio": _("deadlift_kg / squat_kg; empty while a lift has too few sessions"),
            "low_80": _("lower end of the ratio's 80 % interval, from the level error of both estimates"),
            "high_80": _("upper end of that interval"),
            "deadlift_sessions": _("days with an estimated maximum of that deadlift in the eight weeks"),
            "squat_sessions": _("the same of the squat"),
            "p5": _(
                "ratio that 5 of 100 raw powerlifters of the lifter's stated sex stay below; empty where none is stated"
            ),
            "median": _("the middle one of their ratios"),
            "p25": _("where the middle half of them begins"),
            "p75": _("where the middle half of them ends"),
            "percentile": _("where among them the ratio lies, 5 to 95; the ends stand for all beyond them"),
            "missing": _("what is missing for a ratio, in words; empty when nothing is"),
        }
    ),
    compute=compute,
    facts=("bal.dl_sq.", "trend.window_weeks", "e1rm."),
    ends_with_full_week=False,
)

_DTYPES: Final = {
    **dict.fromkeys(METRIC.columns, "float64"),
    **dict.fromkeys(("deadlift_exercise", "squat_exercise", "missing"), "str"),
    **dict.fromkeys(("deadlift_sessions", "squat_sessions"), "int64"),
    "as_of": "datetime64[us]",
}
