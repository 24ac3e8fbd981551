"""Weeks to come are counted as the metrics count weeks that were."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.metrics import MetricRequest
from analytics.plans.credits import Credits
from analytics.plans.model import Line, Plan, Session
from analytics.plans.outlook import ADDRESSED, WEEK, frames, said_after, workouts_of
from analytics.rules import POSTERIOR_FIRST
from analytics.training_log import TrainingLog
from tests.plans.conftest import ON, QUAD_DOMINANT, Train

COUNTED = ("weekly_hard_sets", "muscle_volume", "quad_posterior_ratio", "hinge_curl_balance", "session_spacing")
LAST_WEEK = date(2026, 11, 9)


@pytest.fixture(scope="module")
def counted(sample_log: TrainingLog) -> dict[str, pd.DataFrame]:
    request = MetricRequest(sample_log._store, sample_log.facts, "me", to_date=ON - timedelta(days=1))
    credits = Credits.of(request)
    workouts = workouts_of(request, credits, from_week=LAST_WEEK - 7 * WEEK)
    return frames(workouts, credits, sample_log.facts, level="intermediate", to_week=LAST_WEEK)


@pytest.mark.parametrize("name", COUNTED)
def test_trained_weeks_come_out_as_the_metric_has_them(
    sample_log: TrainingLog, counted: dict[str, pd.DataFrame], name: str
) -> None:
    day = "later_at" if name == "session_spacing" else "week"
    shown = [
        column for column in sample_log.metric_columns()[name] if column not in ("effort_known_share", "close_share")
    ]

    def recent(rows: pd.DataFrame) -> pd.DataFrame:
        """The last five weeks, all of which look back over four that are counted."""
        rows = rows[rows[day] >= pd.Timestamp(LAST_WEEK - 4 * WEEK)]
        rows = rows[rows["muscle"].isin(POSTERIOR_FIRST)] if "muscle" in rows else rows
        return rows.sort_values([each for each in ("muscle", day) if each in rows])[shown].reset_index(drop=True)

    known = sample_log.metric(name, to_date=LAST_WEEK + timedelta(days=6))
    pd.testing.assert_frame_equal(recent(counted[name]), recent(known), check_dtype=False)


def test_the_rules_say_the_same_about_counted_weeks_as_about_the_log(
    sample_log: TrainingLog, counted: dict[str, pd.DataFrame]
) -> None:
    case = sample_log.reviewed_week(on=ON, athlete="me", unit="kg").case
    of_legs = [each for each in sample_log.findings(on=ON, rules=ADDRESSED) if each.subject in POSTERIOR_FIRST]
    again = [each for each in said_after(case, counted, week=LAST_WEEK) if each.subject in POSTERIOR_FIRST]
    assert [(each.rule, each.subject, each.severity) for each in again] == [
        (each.rule, each.subject, each.severity) for each in of_legs
    ]


def test_a_plan_of_curls_brings_curls_into_the_coming_weeks(train: Train) -> None:
    log = train(QUAD_DOMINANT)
    line = Line("seated_leg_curl", 3, (10, 20), (0, 3), (60, 120), "accessory")
    plan = Plan("me", ON, "balanced", "usual", (Session(ON, "Curls", (line,)),))
    ahead = log.outlook(plan, on=ON, weeks=4)
    balance = ahead.frames["hinge_curl_balance"].set_index("week")
    # last week 3 hinge sets; in the first planned one 3 curls and nothing else: 3 / (3 + 3 + 3 + 0 + 3) of four weeks
    assert balance.loc[pd.Timestamp(ON), "curl_share"] == pytest.approx(3 / 12)
    assert balance.loc[pd.Timestamp(ON + 3 * WEEK), "curl_share"] == 1
    assert {finding.rule for finding in ahead.findings[ON]} >= {"quad_dominance"}
    assert "missing_function" in {finding.rule for finding in ahead.findings[ON + 3 * WEEK]}  # no hinge for weeks
    assert ahead.first_planned == ON
