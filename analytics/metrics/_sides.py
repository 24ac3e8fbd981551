"""Left against right (rulebook C6): the strength of each side, and how far apart they are.

Shared by the metrics left_right and asymmetry.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.metrics._session_values import session_values, strength_kg

Values = npt.NDArray[np.float64]
_DIGITS: Final = 9
"""Rounded here, so that 30 against 25.5 kg is 15 % whatever the reps multiply it by."""


def asymmetry_pct(left: npt.ArrayLike, right: npt.ArrayLike) -> Values:
    """How much weaker the weaker side is, in % of the stronger: 100 x (strong - weak) / strong.

    30 and 25.5 kg are 15 %. NaN where a side has no value above 0. The formula for tests of one limb (Bishop 2018).
    """
    sides = np.stack(np.broadcast_arrays(np.asarray(left, dtype=np.float64), np.asarray(right, dtype=np.float64)))
    sides = np.where(sides > 0, sides, np.nan)
    strong, weak = np.max(sides, axis=0), np.min(sides, axis=0)
    return np.asarray(np.round(100 * (strong - weak) / strong, _DIGITS))


def side_values(request: MetricRequest) -> pd.DataFrame:
    """One row a day and lift with a set for one side: day, exercise_id, left_kg, right_kg (NaN for a side without).

    Each is the best eligible value of that side (1RM estimate or reference-rep strength), as in session_strength.
    """
    sets = request.rows(metric_sql("left_right"))
    if not sets.empty:
        values = session_values(request)
        lift = pd.Index(values.sets.exercise_ids).get_indexer(sets["exercise_id"])
        sets, kinds = sets[lift >= 0].reset_index(drop=True), values.kinds[lift[lift >= 0]]
    if sets.empty:
        return _no_sides()
    is_tested = ((sets["reps"] == 1) & (sets["rir"] == 0)).to_numpy()
    sets["is_tested_single"] = is_tested
    sets["kg"] = strength_kg(
        sets["load_kg"].to_numpy(float),
        sets["effective_reps"].to_numpy(float),
        kinds,
        request.facts,
        is_tested_single=is_tested,
    )
    best = (
        sets.dropna(subset="kg")
        .sort_values(["is_tested_single", "kg"], ascending=False)
        .drop_duplicates(["day", "exercise_id", "side"])
        .pivot(index=["day", "exercise_id"], columns="side", values="kg")
        .reindex(columns=["left", "right"])
        .astype("float64")
    )
    return best.rename(columns={"left": "left_kg", "right": "right_kg"}).rename_axis(columns=None).reset_index()


def paired(sides: pd.DataFrame) -> pd.DataFrame:
    """The days on which both sides have a value, with asym_pct and the weaker side (left, right or even)."""
    pairs = sides.dropna(subset=["left_kg", "right_kg"]).reset_index(drop=True)
    asym_pct = asymmetry_pct(pairs["left_kg"], pairs["right_kg"])
    weaker = np.where(pairs["left_kg"] < pairs["right_kg"], "left", "right")
    return pairs.assign(asym_pct=asym_pct, weaker=pd.array(np.where(asym_pct == 0, "even", weaker), dtype="str"))


def _no_sides() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "day": pd.Series(dtype="datetime64[us]"),
            "exercise_id": pd.Series(dtype="str"),
            "left_kg": pd.Series(dtype="float64"),
            "right_kg": pd.Series(dtype="float64"),
        }
    )
