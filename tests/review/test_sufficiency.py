"""What a log can answer yet: what is missing, and about when it is there at the lifter's own pace."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.__main__ import main
from analytics.review.sufficiency import COLUMNS, pace_words
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, csv_of, sets
from tests.review.conftest import MONDAYS, ON, Lifter


def weekly_squats(weeks: int, *, reps: int = 5) -> list[Row]:
    """One session a week of three squats, the last on Monday 16 November."""
    last = date(2026, 11, 16)
    days = [str(last - timedelta(weeks=back)) for back in range(weeks)]
    return [row for day in reversed(days) for row in sets(day, "back_squat", 100, reps, rir=2, times=3)]


def row_of(table: pd.DataFrame, metric: str, subject: str = "") -> pd.Series:
    rows = table[(table["metric"] == metric) & (table["subject"] == subject)]
    assert len(rows) == 1
    return rows.iloc[0]


def asked(log: TrainingLog, who: str) -> pd.DataFrame:
    return log.sufficiency(on=ON, athlete=who)


def test_volume_speaks_after_four_full_weeks(log: TrainingLog, lifter: Lifter) -> None:
    young = row_of(asked(log, lifter(weekly_squats(3))), "muscle_volume")  # since 2 November: two full weeks
    assert (young["have"], young["need"], young["speaks"]) == (2, 4, False)
    assert young["ready_on"] == pd.Timestamp("2026-11-30")  # the Monday after the weeks of the 16th and the 23rd
    assert young["missing"] == "2 more full weeks, at your pace about 9 days"
    assert row_of(asked(log, lifter(weekly_squats(5))), "muscle_volume")["speaks"]


def test_a_balance_needs_its_sets_within_four_weeks(log: TrainingLog, lifter: Lifter) -> None:
    balanced = [row for monday in MONDAYS for row in sets(monday, "back_squat", 100, 5, rir=2, times=3)]
    assert row_of(asked(log, lifter(balanced)), "quad_posterior_ratio")["speaks"]  # 4 x 3 = 12 of 12
    less = row_of(asked(log, lifter(balanced[1:])), "quad_posterior_ratio")
    assert (less["have"], less["need"], less["speaks"]) == (11, 12, False)
    assert less["missing"] == "1 more quad or hamstring set within 4 weeks"
    assert pd.isna(less["ready_on"])  # 2.75 sets a week are 11 in four weeks, for ever


def test_a_young_log_reaches_the_balance_at_its_pace(log: TrainingLog, lifter: Lifter) -> None:
    row = row_of(asked(log, lifter(weekly_squats(3))), "quad_posterior_ratio")  # 6 sets in 2 full weeks
    assert row["missing"] == "6 more quad or hamstring sets within 4 weeks, at your pace about 9 days"
    assert row["ready_on"] == pd.Timestamp("2026-11-30")  # 3 a week: 12 after four full weeks


def test_hinges_and_curls_need_a_hamstring_set(log: TrainingLog, lifter: Lifter) -> None:
    row = row_of(asked(log, lifter(weekly_squats(5))), "hinge_curl_balance")
    assert not row["speaks"]
    assert row["missing"] == "a hamstring set in the last four weeks"


def test_a_trend_says_how_many_sessions_and_when(log: TrainingLog, lifter: Lifter) -> None:
    row = row_of(asked(log, lifter(weekly_squats(4))), "strength_trend", "back_squat")
    assert (row["have"], row["need"], row["unit"]) == (4, 6, "sessions")
    assert row["missing"] == "2 more sessions, at your pace about 14 days"  # 4 in 28 days
    assert row["ready_on"] == pd.Timestamp("2026-12-05")


def test_a_trend_with_enough_sessions_and_days_speaks(log: TrainingLog, lifter: Lifter) -> None:
    row = row_of(asked(log, lifter(weekly_squats(6))), "strength_trend", "back_squat")  # 35 days from first to last
    assert (row["speaks"], row["missing"]) == (True, "")
    assert pd.isna(row["ready_on"])


def test_sessions_too_close_together_lack_days(log: TrainingLog, lifter: Lifter) -> None:
    days = [str(date(2026, 11, 1) + timedelta(days=3 * step)) for step in range(6)]  # 1 to 16 November: 15 days
    who = lifter([row for day in days for row in sets(day, "back_squat", 100, 5, rir=2)])
    row = row_of(asked(log, who), "strength_trend", "back_squat")
    assert (row["have"], row["need"], row["unit"]) == (15, 35, "days")
    assert row["missing"] == "20 more days between the first and the last session"


def test_a_lift_that_was_given_up_has_no_date(log: TrainingLog, lifter: Lifter) -> None:
    gone = [row for day in ("2026-08-03", "2026-08-10") for row in sets(day, "back_squat", 100, 5, rir=2)]
    row = row_of(asked(log, lifter(gone)), "strength_trend", "back_squat")
    assert row["missing"] == "4 more sessions"
    assert pd.isna(row["ready_on"])


def test_a_lift_without_any_strength_value_is_named(log: TrainingLog, lifter: Lifter) -> None:
    row = row_of(asked(log, lifter(sets("2026-11-16", "plank", duration_s=60))), "strength_trend", "plank")
    assert (row["have"], row["speaks"]) == (0, False)


def test_effort_needs_half_of_the_sets(log: TrainingLog, lifter: Lifter) -> None:
    def of(known: int) -> list[Row]:
        day = "2026-11-09"
        unknown = sets(day, "back_squat", 100, 5, times=4 - known)
        return [*sets(day, "back_squat", 100, 5, rir=2, times=known), *unknown]

    assert row_of(asked(log, lifter(of(2))), "effort_known")["speaks"]
    below = row_of(asked(log, lifter(of(1))), "effort_known")
    assert (below["have"], below["missing"]) == (0.25, "the reps left of at least 50 % of your sets; you log 25 %")


def test_deadlift_over_squat_waits_for_the_slower_lift(log: TrainingLog, lifter: Lifter) -> None:
    squats = [row for monday in MONDAYS for row in sets(monday, "back_squat", 100, 3, rir=1)]
    pulls = [row for monday in MONDAYS[2:] for row in sets(monday, "conventional_deadlift", 120, 3, rir=1)]
    row = row_of(asked(log, lifter(squats, pulls)), "deadlift_squat_ratio")
    assert (row["have"], row["need"], row["speaks"]) == (2, 3, False)
    assert row["missing"].endswith(", at your pace about 14 days")  # 2 in 28 days: one more in 14
    assert row["ready_on"] == pd.Timestamp("2026-12-05")


def test_left_and_right_count_days_with_both_sides(log: TrainingLog, lifter: Lifter) -> None:
    rows = [*sets("2026-11-09", "single_leg_rdl", 30, 8, rir=1, side="left")]
    rows += sets("2026-11-09", "single_leg_rdl", 30, 8, rir=1, side="right")
    row = row_of(asked(log, lifter(rows)), "asymmetry", "single_leg_rdl")
    assert (row["have"], row["need"], row["unit"]) == (1, 3, "paired sessions")
    assert row["missing"].startswith("2 more paired sessions")


def test_a_rep_curve_of_ones_own_is_asked_for_only_by_those_who_want_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with TrainingLog.open(tmp_path_factory.mktemp("own-curve")) as own:
        rows = csv_of(sets("2026-11-09", "back_squat", 100, 5, rir=1))
        own.import_file("log.csv", rows, now=datetime(2026, 11, 21, 12))
        assert "personal_k" not in set(own.sufficiency(on=ON)["metric"])
        own.change_fact("e1rm.personal_k", "on")
        row = row_of(own.sufficiency(on=ON), "personal_k", "back_squat")
    assert row["missing"] == "6 sets near failure within 28 days that span 4 reps"


def test_every_row_that_does_not_speak_says_what_is_missing(sample: TrainingLog) -> None:
    table = sample.sufficiency(on=ON)
    assert list(table.columns) == list(COLUMNS)
    assert (table["missing"] == "").equals(table["speaks"])
    assert table.loc[table["speaks"], "ready_on"].isna().all()
    assert (table["ready_on"].dropna() > pd.Timestamp(ON)).all()


def test_what_speaks_is_what_the_trend_says(sample: TrainingLog) -> None:
    table, trends = sample.sufficiency(on=ON), sample.metric("strength_trend", to_date=ON)
    of_trend = table[(table["metric"] == "strength_trend") & table["subject"].isin(trends["exercise_id"])]
    spoken = set(of_trend.loc[of_trend["speaks"], "subject"])
    assert spoken == set(trends.loc[trends["missing"] == "", "exercise_id"])


def test_an_empty_log_has_no_rows(tmp_path_factory: pytest.TempPathFactory) -> None:
    with TrainingLog.open(tmp_path_factory.mktemp("nothing")) as empty:
        assert empty.sufficiency(on=ON).empty


def test_the_command_line_gives_the_rows_as_text_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(csv_of(weekly_squats(4)))
    where = ("--database", str(tmp_path / "log.duckdb"))
    assert main(["import", str(log), *where]) == 0
    capsys.readouterr()
    assert main(["sufficiency", "--date", "2026-11-21", "--json", *where]) == 0
    rows = {(row["metric"], row["subject"]): row for row in json.loads(capsys.readouterr().out)}
    assert list(rows["muscle_volume", ""]) == list(COLUMNS)
    assert rows["strength_trend", "back_squat"]["missing"] == "2 more sessions, at your pace about 14 days"
    assert main(["sufficiency", "--date", "2026-11-21", *where]) == 0
    assert "2 more sessions, at your pace about 14 days" in capsys.readouterr().out


def test_words_agree_with_their_numbers() -> None:
    tomorrow = ON + timedelta(days=1)
    assert pace_words("1 more session", tomorrow, on=ON) == "1 more session, at your pace about 1 day"
    assert pace_words("2 more sessions", None, on=ON) == "2 more sessions"
