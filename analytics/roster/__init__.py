"""Everybody of a log side by side: a coach's roster, in a fixed number of queries however many athletes there are.

The numbers are those of the metrics as of the last full week (tests hold them to that); what takes a look at one log by
itself, such as its findings, is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.language import _
from analytics.metrics._lift_sets import LiftSets
from analytics.metrics._session_values import SessionValues, best_of_days
from analytics.metrics.hinge_curl_balance import judged as hinge_curl
from analytics.metrics.muscle_volume import judged as volume
from analytics.metrics.quad_posterior_ratio import judged as quad_posterior
from analytics.metrics.trend import TrendSettings, trend
from analytics.model import Lifter
from analytics.store import Store

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "athlete": _("whose row"),
        "first_day": _("day of the first set"),
        "last_day": _("day of the last session, of cardio too"),
        "weeks": _("full weeks of the log up to the last one; 0 in its first week"),
        "has_ended": _(
            "true where none of the full weeks that are pooled holds a set; then nothing below "
            "`workouts` and `leg_sets` is said"
        ),
        "workouts": _("workouts in the last full week, cardio too"),
        "leg_sets": _("hard sets in that week with a muscle of the lower body as a main mover, each counted once"),
        "muscles_reached": _(
            "leg muscles whose sets of that week reached the lower end of their range; empty before the first full week"
        ),
        "muscles_with_range": _("leg muscles that have a range with a lower end above 0"),
        "hamstring_sets": _("fractional hard sets of the hamstrings in that week"),
        "hamstring_low": _("lower end of the hamstrings' weekly range"),
        "hamstring_high": _("upper end of that range"),
        "q_h_ratio": _("quad to hamstring sets of the four weeks; empty without hamstring sets"),
        "level": _("ok, watch, warn, strong or too_little_data, as in quad_posterior_ratio"),
        "curl_share": _("share (0 to 1) of curls in the hamstring sets of the four weeks; empty without any"),
        "curl_level": _("ok, hint, warn or too_little_data, as in hinge_curl_balance"),
        "lifts_rising": _("lifts done in the trend's weeks that are likely or clearly rising"),
        "lifts_told": _("lifts done in these weeks with enough sessions for a trend"),
    }
)
_RISING: Final = ("clearly rising", "likely rising")
_BETWEEN: Final = "\x1f"
"""Between athlete and exercise in the name of a lift (`lifts.sql`); no id of an exercise holds it."""
_OF_LIFT: Final = ["athlete", "is_rising"]
_WEEK: Final = timedelta(weeks=1)
_BEFORE_WINDOW: Final = timedelta(weeks=12)
"""Sessions before a trend's weeks that its outlier rule may look at: a dozen of a lift that is done once a week."""
_OF_GOING_LOGS: Final = tuple(COLUMNS)[tuple(COLUMNS).index("muscles_reached") :]


def roster(store: Store, *, on: date, lifter: Lifter) -> pd.DataFrame:
    """One row an athlete, alphabetical, as of the last full week before `on`; columns as in `COLUMNS`."""
    monday = on - timedelta(days=on.weekday())
    week = monday - _WEEK
    people = store.query_everybody(_sql("people"), week=week)
    rows = (
        people.merge(_muscles(store, week, lifter), on="athlete", how="left")
        .merge(_balance(store, week), on="athlete", how="left")
        .merge(_lifts(store, monday - timedelta(days=1), lifter), on="athlete", how="left")
    )
    first_monday = rows["first_day"] - pd.to_timedelta(rows["first_day"].dt.day_of_week, unit="D")
    rows["weeks"] = ((pd.Timestamp(monday) - first_monday).dt.days // 7).clip(lower=0)
    pooled = timedelta(weeks=store.facts.number("bal.window_weeks"))
    rows["has_ended"] = rows["last_day"] < pd.Timestamp(monday - pooled)
    counts = ["lifts_rising", "lifts_told"]
    rows[counts] = rows[counts].fillna(0)
    rows["level"] = rows["level"].where(rows["weeks"] > 0, "too_little_data")
    rows.loc[rows["has_ended"], list(_OF_GOING_LOGS)] = None
    return rows[list(COLUMNS)].astype(_DTYPES)


@cache
def _sql(name: str) -> str:
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _muscles(store: Store, week: date, lifter: Lifter) -> pd.DataFrame:
    """One row an athlete with a full week: what the leg muscles had in the last one, against their ranges."""
    sums = store.query_everybody(_sql("muscles"), week=week)
    against = volume(sums, store.facts, level=lifter.level, to_date=None)
    ranged = against[against["band_low"] > 0]
    reached = (ranged["week_sets"] >= ranged["band_low"]).groupby(ranged["athlete"])
    hamstrings = against[against["muscle"] == "hamstrings"].set_index("athlete")
    return pd.DataFrame(
        {
            "muscles_reached": reached.sum(),
            "muscles_with_range": reached.size(),
            "hamstring_sets": hamstrings["week_sets"],
            "hamstring_low": hamstrings["band_low"],
            "hamstring_high": hamstrings["band_high"],
        }
    ).rename_axis("athlete").reset_index()  # fmt: skip


def _balance(store: Store, week: date) -> pd.DataFrame:
    """One row an athlete: both balances of the four weeks. Each has all weeks of the window, so that the rows of one
    never reach into those of another.
    """
    sums = store.query_everybody(_sql("balance"), week=week)
    front, curls = quad_posterior(sums, store.facts), hinge_curl(sums, store.facts)
    both = front[["athlete", "q_h_ratio", "level"]].assign(curl_share=curls["curl_share"], curl_level=curls["level"])
    return both.drop_duplicates("athlete", keep="last")


def _lifts(store: Store, sunday: date, lifter: Lifter) -> pd.DataFrame:
    """One row an athlete with a lift done in the trend's weeks: how many have a trend, how many of those rise."""
    settings = TrendSettings.from_facts(store.facts)
    weeks, usual = settings.window_weeks, store.facts.number("e1rm.reference.window_weeks")
    since = sunday - timedelta(weeks=weeks)
    sets = store.columns_of_everybody(
        _sql("lifts"),
        to_date=sunday,
        since=since,
        from_date=since - timedelta(weeks=max(weeks, usual)) - _BEFORE_WINDOW,
        bodyweight_kg=lifter.bodyweight_kg,
    )
    values = best_of_days(LiftSets.of(sets), store.facts, bodyweight_kg=lifter.bodyweight_kg)
    told = pd.DataFrame(_classes(values, settings), columns=_OF_LIFT)
    lifts = told["is_rising"].groupby(told["athlete"])
    return pd.DataFrame({"lifts_rising": lifts.sum(), "lifts_told": lifts.size()}).rename_axis("athlete").reset_index()


def _classes(values: SessionValues, settings: TrendSettings) -> list[tuple[str, bool]]:
    """Athlete and whether it rises, of each lift with sessions enough for a trend."""
    found = []
    for lift, place in values.lifts():
        started_at = values.sets.started_at[place]
        weeks = (started_at - started_at[0]) / np.timedelta64(1, "W")
        of_lift = trend(weeks, values.kg[place], settings=settings)
        if not of_lift.missing:
            found.append((lift.split(_BETWEEN)[0], of_lift.name in _RISING))
    return found


_DTYPES: Final = {
    **dict.fromkeys(("athlete", "level", "curl_level"), "str"),
    **dict.fromkeys(("workouts", "weeks"), "int64"),
    **dict.fromkeys(("muscles_reached", "muscles_with_range", "lifts_rising", "lifts_told"), "Int64"),
    **dict.fromkeys(
        ("leg_sets", "hamstring_sets", "hamstring_low", "hamstring_high", "q_h_ratio", "curl_share"), "float64"
    ),
    "has_ended": "bool",
}
