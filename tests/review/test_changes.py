"""Whether a change is more than this lifter's ordinary ups and downs."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reference.facts import load_facts
from analytics.review.changes import UsualSettings, day_band, metric_changes
from analytics.review.model import MetricChange
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, sets
from tests.review.conftest import ON, Lifter

FACTS = load_facts()
SETTINGS = UsualSettings.from_facts(FACTS)
LAST_MONDAY = date(2026, 11, 9)


def weeks_of(log_: TrainingLog, lifter: Lifter, counts: list[int], **also: list[int]) -> dict[str, MetricChange]:
    """The rows of a lifter with so many curls, and sets of other lifts, on the Monday of each of the last weeks, the
    reviewed one last.
    """
    rows: list[Row] = []
    for exercise, times in {"seated_leg_curl": counts, **also}.items():
        for back, count in enumerate(reversed(times)):
            rows += sets(str(LAST_MONDAY - timedelta(weeks=back)), exercise, 40, 12, rir=1, times=count)
    week = log_.reviewed_week(on=ON, athlete=lifter(rows), unit="kg")
    return {change.what: change for change in metric_changes(week)}


def test_the_reach_comes_from_the_steps_between_weeks() -> None:
    earlier = np.array([4.0, 6, 5, 6, 8, 6, 5, 7])  # steps 2, 1, 1, 2, 2, 1, 2: the median is 2
    expected = 2.5 * (1.4826 * 2 / sqrt(2)) * sqrt(1 + 1 / 4)
    assert SETTINGS.reach(earlier, least=1) == pytest.approx(expected)  # 5.86


def test_one_set_is_never_a_change() -> None:
    assert SETTINGS.reach(np.full(8, 5.0), least=1) == 1


def test_a_habit_that_changed_is_one_step_and_no_noise() -> None:
    assert SETTINGS.reach(np.array([11.0] * 4 + [5] * 4), least=1) == 1


@given(st.lists(st.floats(0, 40), min_size=8, max_size=12), st.floats(-20, 20))
def test_the_reach_knows_no_level_and_is_never_below_the_least(weeks: list[float], more: float) -> None:
    earlier = np.array(weeks)
    reach = SETTINGS.reach(earlier, least=1)
    assert reach >= 1
    assert SETTINGS.reach(earlier + more, least=1) == pytest.approx(reach)


def test_a_week_like_the_others_is_within_the_usual_range(log: TrainingLog, lifter: Lifter) -> None:
    row = weeks_of(log, lifter, [5, 6, 5, 6, 5, 6, 5, 6, 5])["Hamstrings"]
    assert (row.now, row.before, row.change) == ("5", "5.5", "\N{MINUS SIGN}0.5")  # 5, 6, 5, 6 are the last four before
    # steps of 1: 2.5 x 1.4826 / 1.4142 x 1.118 = 2.93, so 5.5 - 2.93 to 5.5 + 2.93
    assert (row.usual, row.verdict, row.words) == ("2.6 to 8.4", "usual", "within your usual range")


def test_a_jump_is_more_than_usual_and_a_drop_less(log: TrainingLog, lifter: Lifter) -> None:
    rows = weeks_of(log, lifter, [5] * 8 + [9], leg_extension=[5] * 8 + [3], standing_calf_raise=[5] * 8 + [6])
    assert rows["Hamstrings"].words == "more than usual"
    assert rows["Quads"].words == "less than usual"
    assert rows["Calves"].words == "within your usual range"  # one set is no change


def test_too_few_weeks_have_no_verdict_and_say_what_is_missing(log: TrainingLog, lifter: Lifter) -> None:
    row = weeks_of(log, lifter, [5] * 7 + [9])["Hamstrings"]
    assert (row.usual, row.verdict, row.words) == ("-", "unsaid", "too few weeks before: 7 of 8")


def test_weeks_without_a_workout_say_nothing_about_a_usual_one(log: TrainingLog, lifter: Lifter) -> None:
    row = weeks_of(log, lifter, [5, 5, 5, 5, 0, 5, 5, 0, 5, 5, 5])["Hamstrings"]  # two weeks off among ten
    assert (row.before, row.usual, row.verdict) == ("5", "4 to 6", "usual")


def test_a_week_off_is_not_judged(log: TrainingLog, lifter: Lifter) -> None:
    rows = weeks_of(log, lifter, [5] * 9 + [0])
    assert {row.words for row in rows.values()} == {"no training this week"}


def test_a_ratio_is_judged_by_the_share_of_the_hamstrings(log: TrainingLog, lifter: Lifter) -> None:
    row = weeks_of(log, lifter, [5] * 8 + [2], leg_extension=[5] * 9)["Quads : hamstrings"]
    assert (row.now, row.before, row.change) == ("2.5 : 1", "1 : 1", "+1.5")
    # half of ten sets, and one set of ten is no change: shares of 0.4 to 0.6, so ratios of 0.67 to 1.5
    assert (row.usual, row.verdict, row.words) == ("0.7 to 1.5 : 1", "more", "more quads than usual")


def test_a_week_without_hamstring_sets_still_has_a_ratio_to_judge(log: TrainingLog, lifter: Lifter) -> None:
    row = weeks_of(log, lifter, [5] * 8 + [0], leg_extension=[5] * 9)["Quads : hamstrings"]
    assert (row.now, row.change, row.words) == ("5 : 0", "", "more quads than usual")


def test_a_handful_of_sets_makes_no_ratio(log: TrainingLog, lifter: Lifter) -> None:
    row = weeks_of(log, lifter, [5] * 8 + [2])["Quads : hamstrings"]  # 12 sets in four weeks are 3 in one
    assert row.words == "too few sets this week"


def band_row(level_kg: float, reach: float) -> pd.Series:
    """A row of strength_band whose 95 % interval reaches so far on the logarithm."""
    return pd.Series({"level_kg": level_kg, "low_95_kg": level_kg * exp(-reach), "high_95_kg": level_kg * exp(reach)})


def test_a_days_band_joins_the_level_and_the_day() -> None:
    low, high = day_band(band_row(100, 0.03), pd.Series({"rir": 1.0}), FACTS)
    reach = sqrt(0.03**2 + (1.959964 * 0.029) ** 2)  # 2.9 % from day to day at 0 to 2 reps left
    assert (log(100 / low), log(high / 100)) == (pytest.approx(reach), pytest.approx(reach))
    wide, _ = day_band(band_row(100, 0.03), pd.Series({"rir": np.nan}), FACTS)
    assert wide < low  # nothing logged: 5.8 %


def squat_weeks(loads: list[float]) -> list[Row]:
    return [
        row
        for place, load in enumerate(reversed(loads))
        for row in sets(str(LAST_MONDAY - timedelta(weeks=place)), "back_squat", load, 5, rir=1)
    ]


def lift_row(log_: TrainingLog, lifter: Lifter, loads: list[float]) -> MetricChange:
    week = log_.reviewed_week(on=ON, athlete=lifter(squat_weeks(loads)), unit="kg")
    return next(change for change in metric_changes(week) if change.group == "strength")


def test_a_lift_is_held_against_its_own_band(log: TrainingLog, lifter: Lifter) -> None:
    row = lift_row(log, lifter, [100, 101, 100, 99, 100, 101, 100, 101])
    assert row.words == "within its day-to-day band"
    assert row.now == "118.8 kg"  # 101 x (1 + 0.0353 x 5): five reps and one left are six
    low = lift_row(log, lifter, [100, 101, 100, 99, 100, 101, 100, 93])
    far = "below its day-to-day band, far from its neighbours: the next session tells"
    assert (low.verdict, low.words) == ("less", far)


def test_a_young_lift_has_no_verdict(log: TrainingLog, lifter: Lifter) -> None:
    assert lift_row(log, lifter, [100, 101, 100, 99, 100, 120]).words == "too few sessions before: 5 of 6"
