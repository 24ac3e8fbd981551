"""Weeks that have not been trained yet, counted as if they had been.

Past and planned workouts become the frames that metrics give, judged by the same thresholds and the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final, cast

import numpy as np
import pandas as pd

from analytics.metrics import MetricRequest, hinge_curl_balance, muscle_volume, quad_posterior_ratio
from analytics.model import Finding
from analytics.plans.credits import Credits, plan_sql
from analytics.plans.model import Plan
from analytics.reference.facts import Facts
from analytics.rules import POSTERIOR_FIRST, Case, findings

WEEK: Final = timedelta(weeks=1)
USUAL_HOUR: Final = time(18)
"""Where a session's hour is unknown; only the distance between sessions depends on it."""
SETTLED_AFTER: Final = 5
"""Weeks without a change: by then whatever the rules look back on is made of these weeks."""
ADDRESSED: Final = (
    "missing_function",
    "muscle_without_work",
    "quad_dominance",
    "below_floor",
    "very_high_volume",
    "low_volume",
    "high_volume",
    "quads_get_little",
    "lopsided_function",
    "low_frequency",
    "sets_close_together",
    "crowded_session",
    "big_jump",
    "short_length",
    "no_side_hip_work",
)
"""The rules that a plan can answer: those that look at sets alone."""


@dataclass(frozen=True, slots=True)
class Workouts:
    """Past and planned work: one row a workout and exercise (`started_at`, `exercise_id`, `sets`: performed hard sets,
    whatever an exercise's set credit). `first_week` is the Monday of the first week that is counted, `is_from_start`
    whether the log begins there.
    """

    rows: pd.DataFrame
    first_week: date
    is_from_start: bool

    def before(self, day: date) -> Workouts:
        """The workouts before a day."""
        return replace(self, rows=self.rows[self.rows["started_at"] < pd.Timestamp(day)])

    def then(self, planned: pd.DataFrame) -> Workouts:
        """These workouts, and planned ones after them."""
        return replace(self, rows=pd.concat([self.rows, planned], ignore_index=True))


def workouts_of(request: MetricRequest, credits: Credits, *, from_week: date) -> Workouts:
    """What was done from the week `from_week` to the day of the request; `first_week` is later where the log is."""
    done = request.rows(plan_sql("done_sets"), from_day=from_week.isoformat())
    begins = done["first_week"].iloc[0].date() if len(done) else from_week
    rows = done[["started_at", "exercise_id"]].assign(
        sets=done["hard_sets"] / done["exercise_id"].map(credits.exercises["set_credit"])
    )
    return Workouts(rows, first_week=max(begins, from_week), is_from_start=begins >= from_week)


def planned_rows(plan: Plan, credits: Credits, *, weeks_later: int = 0) -> pd.DataFrame:
    """The lines of a plan as rows of `Workouts`, in its own week or so many weeks later."""
    return work_rows(
        (datetime.combine(session.day, session.at or USUAL_HOUR) + weeks_later * WEEK, line.exercise_id, line.sets)
        for session, line in plan.lines()
        if credits.knows(line.exercise_id)
    )


def work_rows(work: Iterable[tuple[datetime, str, float]]) -> pd.DataFrame:
    """Work given as (hour of the session, exercise id, sets) as rows of `Workouts`."""
    rows = pd.DataFrame(list(work), columns=["started_at", "exercise_id", "sets"])
    return rows.astype({"started_at": "datetime64[us]", "exercise_id": "str", "sets": "float64"})


def frames(workouts: Workouts, credits: Credits, facts: Facts, *, level: str, to_week: date) -> dict[str, pd.DataFrame]:
    """The metrics weekly_hard_sets, muscle_volume, quad_posterior_ratio, hinge_curl_balance and session_spacing of
    these workouts, for the muscles of the legs, from `first_week` to `to_week` (Mondays).

    Where the log began earlier, the first rows of four-week means and sums look back too little.
    """
    mondays = pd.date_range(workouts.first_week, to_week, freq="7D", unit="us")
    sessions = _by_session(workouts, credits.counts)
    direct = _by_session(workouts, credits.direct)
    week_of = _mondays(sessions)
    weekly, direct_weekly = (_by_week(each, mondays) for each in (sessions, direct))
    window = int(facts.number("bal.window_weeks"))
    return {
        "weekly_hard_sets": _weekly_hard_sets(sessions, direct, week_of, mondays, POSTERIOR_FIRST, facts),
        "muscle_volume": _muscle_volume(weekly, direct_weekly, POSTERIOR_FIRST, window, facts, level),
        "quad_posterior_ratio": _quad_posterior_ratio(weekly, window, facts),
        "hinge_curl_balance": _hinge_curl_balance(weekly, window, facts),
        "session_spacing": _session_spacing(sessions, POSTERIOR_FIRST, facts),
    }


def weekly_counts(workouts: Workouts, credits: Credits, *, to_week: date) -> pd.DataFrame:
    """What each week counts for, with its zeros: index Mondays from `first_week` to `to_week`, columns those of
    `Credits.counts`.
    """
    mondays = pd.date_range(workouts.first_week, to_week, freq="7D", unit="us")
    return _by_week(_by_session(workouts, credits.counts), mondays)


def _by_week(sessions: pd.DataFrame, mondays: pd.DatetimeIndex) -> pd.DataFrame:
    return sessions.groupby(_mondays(sessions)).sum().reindex(mondays, fill_value=0.0)


def _mondays(sessions: pd.DataFrame) -> pd.DatetimeIndex:
    started_at = pd.DatetimeIndex(sessions.index)
    return pd.DatetimeIndex(started_at.normalize() - pd.to_timedelta(started_at.day_of_week.to_numpy(), unit="D"))


def _by_session(workouts: Workouts, counts: pd.DataFrame) -> pd.DataFrame:
    """What each workout counts for: index started_at."""
    rows = workouts.rows
    worth = counts.reindex(rows["exercise_id"]).fillna(0.0).to_numpy() * rows["sets"].to_numpy(float)[:, None]
    return pd.DataFrame(worth, columns=counts.columns).groupby(pd.DatetimeIndex(rows["started_at"])).sum()


def _weekly_hard_sets(
    sessions: pd.DataFrame,
    direct: pd.DataFrame,
    week_of: pd.DatetimeIndex,
    mondays: pd.DatetimeIndex,
    muscles: Sequence[str],
    facts: Facts,
) -> pd.DataFrame:
    of_muscles = sessions[list(muscles)]
    counted = (of_muscles >= facts.number("freq.session_counts_from")).astype("int64")
    columns = {
        "hard_sets": of_muscles.groupby(week_of).sum(),
        "direct_sets": direct[list(muscles)].groupby(week_of).sum(),
        "sessions": counted.groupby(week_of).sum(),
        "max_session_sets": of_muscles.groupby(week_of).max(),
    }
    long = {name: _long(table.reindex(mondays, fill_value=0), muscles) for name, table in columns.items()}
    table = pd.DataFrame(long).reset_index()
    return table.assign(effort_known_share=np.nan, close_share=np.nan)


def _long(table: pd.DataFrame, muscles: Sequence[str]) -> pd.Series[float]:
    return cast("pd.Series[float]", table[list(muscles)].rename_axis(index="week", columns="muscle").stack())


def _muscle_volume(
    weekly: pd.DataFrame, direct: pd.DataFrame, muscles: Sequence[str], window: int, facts: Facts, level: str
) -> pd.DataFrame:
    rolled = weekly[list(muscles)].rolling(window, min_periods=1)
    columns = {
        "mean_sets": rolled.mean(),
        "week_sets": weekly,
        "direct_mean_sets": direct[list(muscles)].rolling(window, min_periods=1).mean(),
        "weeks": rolled.count().astype("int64"),
    }
    volume = pd.DataFrame({name: _long(table, muscles) for name, table in columns.items()}).reset_index()
    return muscle_volume.judged(volume, facts, level=level, to_date=None)


def _quad_posterior_ratio(weekly: pd.DataFrame, window: int, facts: Facts) -> pd.DataFrame:
    week = weekly.rename(
        columns={
            "knee_dominant": "knee_dominant_sets",
            "hip_dominant": "hip_dominant_sets",
            "quads": "quad_sets",
            "hamstrings": "hamstring_sets",
            "glute_max": "glute_sets",
        }
    )
    summed = ["knee_dominant_sets", "hip_dominant_sets", "quad_sets", "hamstring_sets", "glute_sets"]
    sums = week[summed].rolling(window, min_periods=1).sum()
    alone = (
        week[summed]
        .add_prefix("week_")
        .assign(week_glute_med_sets=weekly["glute_med"], week_single_leg_sets=weekly["single_leg"])
    )
    table = sums.join(alone).assign(weeks=_weeks(weekly, window)).rename_axis("week").reset_index()
    return quad_posterior_ratio.judged(table, facts)


def _hinge_curl_balance(weekly: pd.DataFrame, window: int, facts: Facts) -> pd.DataFrame:
    last = int(facts.number("bal.curl_share.missing_weeks"))
    alone = pd.DataFrame(
        {
            "hip_sets": weekly["hip"],
            "knee_sets": weekly["knee"],
            "long_sets": weekly["long"],
            "quad_and_hamstring_sets": weekly["quads"] + weekly["hamstrings"],
        }
    )
    lately = alone[["hip_sets", "knee_sets"]].rolling(last, min_periods=1).sum().add_prefix("last_")
    table = (
        alone.rolling(window, min_periods=1)
        .sum()
        .join(alone[["hip_sets", "knee_sets"]].add_prefix("week_"))
        .join(lately)
        .assign(weeks=_weeks(weekly, window), last_weeks=_weeks(weekly, last))
    )
    return hinge_curl_balance.judged(table.rename_axis("week").reset_index(), facts)


def _weeks(weekly: pd.DataFrame, window: int) -> list[int]:
    return [min(number, window) for number in range(1, len(weekly) + 1)]


def _session_spacing(sessions: pd.DataFrame, muscles: Sequence[str], facts: Facts) -> pd.DataFrame:
    least = facts.number("space.min_sets")
    found = []
    for muscle in muscles:
        full = sessions.loc[sessions[muscle] >= least, muscle]
        found.append(
            pd.DataFrame(
                {
                    "muscle": muscle,
                    "earlier_at": full.index[:-1],
                    "later_at": full.index[1:],
                    "earlier_sets": full.to_numpy()[:-1],
                    "later_sets": full.to_numpy()[1:],
                }
            )
        )
    pairs = pd.concat(found, ignore_index=True)
    return pairs.assign(hours=(pairs["later_at"] - pairs["earlier_at"]).dt.total_seconds() / 3600)


# judging --------------------------------------------------------------------------------------------------------------


def case_after(case: Case, known: Mapping[str, pd.DataFrame], *, week: date) -> Case:
    """The case of the Monday after `week`, as if the workouts behind `known` had been done.

    What is not in `known` is as it is today.
    """
    until = pd.Timestamp(week)

    @cache
    def frame(name: str) -> pd.DataFrame:
        if name not in known:
            return case.frame(name)
        rows = known[name]
        return rows[rows["later_at" if name == "session_spacing" else "week"] < until + WEEK]

    return replace(case, on=week + WEEK, last_full_week=week, frame=frame)


def said_after(
    case: Case, known: Mapping[str, pd.DataFrame], *, week: date, rules: Collection[str] = ADDRESSED
) -> list[Finding]:
    """What the rules about sets would say on the Monday after `week`."""
    return findings(case_after(case, known, week=week), only=rules)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan would do, week by week, if it were done and repeated.

    `frames`: metric -> its rows for past and planned weeks. `first_planned` is the Monday from which weeks are planned.
    `findings` gives, by the Monday of each planned week, what the rules about sets would say after it.
    """

    frames: Mapping[str, pd.DataFrame]
    first_planned: date
    findings: Mapping[date, tuple[Finding, ...]]


Follow = Callable[[int], pd.DataFrame]
"""Week after the planned one (0: that week) -> its workouts as rows of `Workouts`."""


def outlook(case: Case, workouts: Workouts, credits: Credits, follow: Follow, *, week: date, weeks: int) -> Outlook:
    """The outlook from `week` on: `follow` gives the workouts of each week, the same ones every week."""
    for number in range(weeks):
        workouts = workouts.then(follow(number))
    last = week + (weeks - 1) * WEEK
    known = frames(workouts, credits, case.facts, level=case.lifter.level, to_week=last)
    said: dict[date, tuple[Finding, ...]] = {}
    for number in range(weeks):
        monday = week + number * WEEK
        again = number > SETTLED_AFTER  # the same weeks stand behind it as behind the one before
        said[monday] = said[monday - WEEK] if again else tuple(said_after(case, known, week=monday))
    return Outlook(known, week, said)
