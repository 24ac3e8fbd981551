"""Hard sets per muscle against its bands: the four-week mean, and each week alone (rulebook C2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.metrics._base import Metric, MetricRequest, metric_sql, rows_from
from analytics.reference.facts import Facts

TOO_LITTLE_DATA: Final = "too_little_data"
SO_FAR: Final = "so far"


def compute(request: MetricRequest) -> pd.DataFrame:
    """One row a week and muscle. Until the log is four weeks long no mean is judged, and a running week never alone."""
    volume = rows_from(request.rows(metric_sql("muscle_volume")), request.from_date)
    return judged(volume, request.facts, level=request.lifter.level, to_date=request.to_date)


def judged(volume: pd.DataFrame, facts: Facts, *, level: str, to_date: date | None) -> pd.DataFrame:
    """Means and sets, one row a week and muscle (week, muscle, mean_sets, week_sets, direct_mean_sets, weeks), with the
    muscle's bands and its states.
    """
    bands = bands_by_muscle(facts, level, tuple(volume["muscle"].unique()))
    banded = volume.merge(bands, on="muscle", how="left")
    too_short = banded["weeks"] < facts.number("bal.window_weeks")
    banded["state"] = volume_states(banded, facts, sets="mean_sets", but={TOO_LITTLE_DATA: too_short})
    banded["week_state"] = volume_states(
        banded, facts, sets="week_sets", but={SO_FAR: is_running(banded["week"], to_date)}
    )
    return banded


def is_running(weeks: pd.Series[Any], to_date: date | None) -> pd.Series[bool]:
    """Which weeks (Mondays) had not ended on `to_date`; none where no day is named."""
    if to_date is None:
        return pd.Series(False, index=weeks.index)
    return pd.to_datetime(weeks) + pd.Timedelta(days=6) > pd.Timestamp(to_date)


def bands_by_muscle(facts: Facts, level: str, muscles: tuple[str, ...]) -> pd.DataFrame:
    """One row a muscle: floor, band_low, band_high, high, very_high (sets a week); NA where no landmark is known."""
    bands = [facts.band(muscle, level) for muscle in muscles]
    return pd.DataFrame(
        {
            "muscle": pd.array(muscles, dtype="str"),
            "floor": pd.array([band.floor for band in bands], dtype="float64"),
            "band_low": pd.array([band.low for band in bands], dtype="float64"),
            "band_high": pd.array([band.high for band in bands], dtype="float64"),
            "high": pd.array([band.amber for band in bands], dtype="float64"),
            "very_high": pd.array([band.red for band in bands], dtype="float64"),
        }
    )


def volume_states(
    volume: pd.DataFrame, facts: Facts, *, sets: str, but: Mapping[str, pd.Series[bool]]
) -> npt.NDArray[np.str_]:
    """The state of each row by its column `sets`; comparisons with a missing bound are never true.

    `but` names the rows that are not judged, by the word that stands there instead. A muscle whose floor is 0 needs no
    work of its own, so nothing is a gap there.
    """
    count = volume[sets]
    has_band = volume["band_low"].notna() & volume["band_high"].notna()
    states = {
        **but,
        "very high": count > volume["very_high"],
        "high": count > volume["high"],
        "no band": ~has_band,
        "gap": (count < facts.number("vol.gap_below")) & (volume["floor"] > 0),
        "below floor": count < volume["floor"],
        "low": count < volume["band_low"],
        "in band": count <= volume["band_high"],
    }
    return np.select([mask.to_numpy(bool) for mask in states.values()], list(states), default="above band")


STATE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        TOO_LITTLE_DATA: _("too little data"),
        "gap": _("untrained"),
        "below floor": _("below floor"),
        "low": _("below range"),
        "in band": _("in range"),
        "above band": _("above range"),
        "high": _("high"),
        "very high": _("very high"),
        "no band": _("no range"),
    }
)
"""A state -> its words for the lifter, whose band is called their range."""

METRIC: Final = Metric(
    name="muscle_volume",
    columns=MappingProxyType(
        {
            "week": _("Monday of the ISO week"),
            "muscle": _("muscle id"),
            "mean_sets": _(
                "hard sets a week: mean of the four weeks up to and including this one (fewer at the start)"
            ),
            "week_sets": _("hard sets of this week"),
            "direct_mean_sets": _("as mean_sets, only sets in which the muscle is a main mover"),
            "floor": _("sets a week below which growth can hardly be measured; empty where nobody published one"),
            "band_low": _("lower end of the weekly range of the lifter's level"),
            "band_high": _("upper end of that range"),
            "high": _("sets a week above which performance and soreness want watching"),
            "very_high": _("sets a week beyond what is usually recoverable"),
            "state": _(
                "of mean_sets: too_little_data, gap, below floor, low, in band, above band, high, very high, or no band"
            ),
            "weeks": _("weeks of the log in the mean, 1 to 4"),
            "week_state": _("of week_sets alone, in the same words; so far for a week that had not ended"),
        }
    ),
    compute=compute,
    facts=("hard.", "count.", "isometric.", "vol.", "bal.window_weeks"),
)
