"""strength_band and strength_outlook through the public metrics (rulebook C4, the local linear trend)."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.metrics._local_trends import session_noise_pct
from analytics.metrics.kalman import LocalTrendSettings, filtered, smoothed
from analytics.metrics.trend import TrendSettings, hampel_outliers
from analytics.reference.facts import load_facts
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

START = datetime(2026, 1, 5, 18)
SQUAT, CURL = "back_squat", "lying_leg_curl"
NUMBERS = ["p_rising", "pct_per_week", "low_pct", "high_pct", "level_kg", "level_low_kg", "level_high_kg",
           "next_low_kg", "next_kg", "next_high_kg"]  # fmt: skip


def single(days: int, kg: float, *, rir: float | None = 0, exercise: str = SQUAT) -> list[Row]:
    """One rep, so that the session value is the load (with a rep more for each one left)."""
    return sets(str((START + timedelta(days=days)).date()), exercise, kg, 1, rir=rir)


def rising(sessions: int = 12, *, step_days: int = 7, rir: float | None = 0) -> list[Row]:
    """100 kg and 1 kg more from session to session, with a wobble of 2 kg."""
    return [row for n in range(sessions) for row in single(n * step_days, 100 + n + 2 * (-1) ** n, rir=rir)]


def outlook(lifter: Lifter, **period: date) -> pd.Series:
    rows = lifter.metric("strength_outlook", **period)
    assert len(rows) == 1
    return rows.iloc[0]


def test_band_and_outlook_are_the_filter_over_the_session_values(gym: Gym) -> None:
    lifter = gym.lifter(rising())
    values = lifter.metric("session_strength")
    settings = LocalTrendSettings.from_facts(load_facts())
    steps = np.array([0.0, *([1.0] * 11)])[:, None]
    logs, noise = np.log(values["e1rm_kg"].to_numpy())[:, None], np.full((12, 1), 0.029)  # 0 left, no failure mark

    states = filtered(steps, logs, noise, settings)
    smooth = smoothed(steps, states, settings)
    band, found = lifter.metric("strength_band"), outlook(lifter)

    assert band["day"].tolist() == values["started_at"].dt.normalize().tolist()
    assert band["level_kg"].tolist() == pytest.approx(np.exp(smooth.level[:, 0]))
    assert band["low_80_kg"].tolist() == pytest.approx(np.exp(smooth.level - 1.28155 * smooth.level_sd)[:, 0])
    assert band["high_95_kg"].tolist() == pytest.approx(np.exp(smooth.level + 1.95996 * smooth.level_sd)[:, 0])
    assert found["pct_per_week"] == pytest.approx(100 * states.slope[-1, 0])
    assert found["high_pct"] == pytest.approx(100 * (states.slope + 1.28155 * states.slope_sd)[-1, 0])
    assert found["level_kg"] == pytest.approx(band["level_kg"].iloc[-1])
    assert (found["sessions"], found["missing"]) == (12, "")


def test_the_next_session_is_a_usual_step_ahead_and_its_own_noise_is_in_the_interval(gym: Gym) -> None:
    found = outlook(gym.lifter(rising(step_days=4)))

    assert found["as_of"] == pd.Timestamp("2026-02-18")  # 11 * 4 days after 5 January
    assert found["next_on"] == pd.Timestamp("2026-02-22")
    assert found["next_kg"] == pytest.approx(found["level_kg"] * np.exp(found["pct_per_week"] / 100 * 4 / 7))
    below, above = np.log(found["next_kg"] / found["next_low_kg"]), np.log(found["next_high_kg"] / found["next_kg"])
    assert below == pytest.approx(above)
    noise_alone = 1.28155 * 0.029
    level_alone = np.log(found["level_high_kg"] / found["level_kg"])
    assert above > np.hypot(noise_alone, level_alone)  # four days more make the level a little less sure


def test_below_six_sessions_every_number_is_empty_and_the_words_say_why(gym: Gym) -> None:
    five, six = outlook(gym.lifter(rising(5))), outlook(gym.lifter(rising(6)))

    assert five[NUMBERS].isna().all()
    assert pd.isna(five["next_on"])
    assert (five["sessions"], five["missing"], five["as_of"]) == (5, "5 of 6 sessions", pd.Timestamp("2026-02-02"))
    assert six[NUMBERS].notna().all()
    assert six["missing"] == ""


def test_sessions_after_the_day_asked_for_are_not_seen(gym: Gym) -> None:
    until = date(2026, 3, 2)
    whole = gym.lifter(rising(20))
    cut = gym.lifter([row for row in rising(20) if str(row["started_at"]) < "2026-03-03"])

    for metric in ("strength_outlook", "strength_band"):
        pd.testing.assert_frame_equal(whole.metric(metric, to_date=until), cut.metric(metric))
    assert outlook(whole)["as_of"] > outlook(whole, to_date=until)["as_of"]


def test_from_date_chooses_rows_and_not_what_is_known(gym: Gym) -> None:
    lifter = gym.lifter(rising())
    band = lifter.metric("strength_band")

    late = lifter.metric("strength_band", from_date=date(2026, 3, 1))

    pd.testing.assert_frame_equal(late, band[band["day"] >= "2026-03-01"].reset_index(drop=True))
    assert lifter.metric("strength_outlook", from_date=date(2026, 3, 23)).shape[0] == 1  # the day of the last session
    assert lifter.metric("strength_outlook", from_date=date(2026, 3, 24)).empty


def test_the_order_of_the_rows_does_not_matter(gym: Gym) -> None:
    rows = rising() + [row for n in range(8) for row in single(3 * n, 40 + n, exercise=CURL)]
    shuffled = random.Random(4).sample(rows, len(rows))

    for metric in ("strength_outlook", "strength_band"):
        pd.testing.assert_frame_equal(gym.lifter(rows).metric(metric), gym.lifter(shuffled).metric(metric))


def test_twice_the_kilograms_are_twice_the_level_and_the_same_chance_of_rising(gym: Gym) -> None:
    light, heavy = rising(), rising()
    for row in heavy:
        row["weight_kg"] = 2 * float(str(row["weight_kg"]))

    one, two = outlook(gym.lifter(light)), outlook(gym.lifter(heavy))

    in_kg = [name for name in NUMBERS if name.endswith("_kg")]
    assert two[in_kg].tolist() == pytest.approx((2 * one[in_kg]).tolist())
    assert two["p_rising"] == pytest.approx(one["p_rising"])


def test_lifts_do_not_touch_each_other(gym: Gym) -> None:
    curls = [row for n in range(30) for row in single(2 * n, 40 - n / 2, exercise=CURL)]

    both = gym.lifter(rising(), curls).metric("strength_outlook").set_index("exercise_id")

    alone = gym.lifter(rising()).metric("strength_outlook").set_index("exercise_id")
    pd.testing.assert_series_equal(both.loc[SQUAT], alone.loc[SQUAT])
    assert both.loc[CURL, "p_rising"] < 0.1 < 0.9 < both.loc[SQUAT, "p_rising"]


def test_where_reps_left_were_not_logged_the_band_is_wider(gym: Gym) -> None:
    known, unknown = (
        gym.lifter(rising(rir=0)).metric("strength_band"),
        gym.lifter(rising(rir=None)).metric("strength_band"),
    )

    assert known["level_kg"].iloc[0] == pytest.approx(unknown["level_kg"].iloc[0], rel=0.03)
    assert (unknown["high_80_kg"] / unknown["low_80_kg"] > known["high_80_kg"] / known["low_80_kg"]).all()


@pytest.mark.parametrize(
    ("rir", "failed", "noise"),
    [(0, True, 2.2), (None, True, 2.2), (0, False, 2.9), (2, False, 2.9), (2.5, False, 4), (4, False, 4),
     (None, False, 5.8)],
)  # fmt: skip
def test_a_session_is_as_noisy_as_the_effort_behind_it_is_unsure(rir: float | None, failed: bool, noise: float) -> None:
    assert session_noise_pct([np.nan if rir is None else rir], [failed], load_facts()) == [noise]


def test_a_lift_with_heavy_and_light_days_has_intervals_that_hold_both(gym: Gym) -> None:
    steady = gym.lifter([row for n in range(30) for row in single(4 * n, 100 + n % 2)])
    both = gym.lifter([row for n in range(30) for row in single(4 * n, (100, 115, 86)[n % 3])])

    assert outlook(steady)["spread"] == 1
    found = outlook(both)
    # half of the distance from the light to the heavy day, ln(115 / 86) / 2 = 14.5 %, is five times the noise of 2.9 %
    assert 3 < found["spread"] < 6
    assert found["next_low_kg"] < 86
    assert found["next_high_kg"] > 115
    band = both.metric("strength_band")
    assert (band["high_80_kg"] - band["low_80_kg"] > 5).all()


def test_an_outlier_is_passed_by(gym: Gym) -> None:
    slip = single(38, 140)  # between 104 and 106 kg

    plain, slipped = gym.lifter(rising()), gym.lifter(rising(), slip)

    assert outlook(slipped)["sessions"] == 12  # of 13
    assert outlook(slipped)["level_kg"] == pytest.approx(outlook(plain)["level_kg"], rel=1e-6)
    band = slipped.metric("strength_band").set_index("day")
    assert 103 < band.loc["2026-02-12", "level_kg"] < 108  # the level on that day, not the slip


def test_outliers_are_looked_for_between_breaks(gym: Gym) -> None:
    # a lift taken up again 15 % lower after eight weeks: its first sessions are no outliers of the old ones
    before, after = [100 + n % 2 for n in range(10)], [85, 86]
    rows = [row for n, kg in enumerate(before) for row in single(3 * n, kg)]
    rows += [row for n, kg in enumerate(after) for row in single(90 + 3 * n, kg)]

    assert hampel_outliers(np.array(before + after, dtype=float), TrendSettings.from_facts(load_facts())).any()
    lifter = gym.lifter(rows)
    assert outlook(lifter)["sessions"] == 12
    assert outlook(lifter)["level_kg"] < 90


def test_the_band_opens_over_a_break(gym: Gym) -> None:
    weekly = [row for n in range(8) for row in single(7 * n, 100 + n % 2)]
    back = single(7 * 8 + 70, 100)

    band = gym.lifter(weekly, back).metric("strength_band")

    width = np.log(band["high_80_kg"] / band["low_80_kg"])
    assert width.iloc[-1] > 1.5 * width.iloc[4]


def test_a_log_without_session_values_has_no_rows(gym: Gym) -> None:
    lifter = gym.lifter(sets("2026-01-05", "plank", duration_s=40))

    assert lifter.metric("strength_outlook").empty
    assert lifter.metric("strength_band").empty
