"""Everybody side by side: the same numbers as each athlete's own metrics, and who has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

from analytics.model import Choices
from analytics.roster import COLUMNS
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, csv_of, sets

ON: Final = date(2026, 11, 20)
"""A Friday; the last full week is that of 9 Nov 2026."""
SUNDAY: Final = date(2026, 11, 15)
SAMPLE: Final = Path(__file__).resolve().parents[2] / "sample_data" / "hindsight.csv"


def weeks_of(*days: list[Row]) -> bytes:
    return csv_of([row for rows in days for row in rows])


def mondays(weeks: int, exercise: str, *, times: int, weight_kg: float = 80) -> list[Row]:
    """The same hard sets on each of so many Mondays up to 9 Nov 2026."""
    days = [date(2026, 11, 9) - timedelta(weeks=week) for week in range(weeks)]
    return [row for day in days for row in sets(day.isoformat(), exercise, weight_kg, 8, rir=2, times=times)]


LOGS: Final = {
    "ann": SAMPLE.read_bytes(),
    # hinges and curls as often as squats, over six weeks: 4 of each a week
    "ben": weeks_of(*(mondays(6, lift, times=4) for lift in ("back_squat", "romanian_deadlift", "lying_leg_curl"))),
    "cat": weeks_of(sets("2026-11-18", "back_squat", 100, 5, rir=2, times=3)),
    "dan": weeks_of(sets("2026-05-04", "back_squat", 100, 5, rir=2, times=3)),
    "eve": weeks_of(mondays(2, "leg_press", times=5)),
    "fay, jr": weeks_of(sets("2026-11-02", "romanian_deadlift", 70, 8, rir=1, times=3)),
}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path_factory.mktemp("roster")) as opened:
        for athlete, content in LOGS.items():
            opened.import_file(
                f"{athlete}.csv", content, now=datetime(2026, 11, 20, 9), choices=Choices(athlete=athlete)
            )
        yield opened


@pytest.fixture(scope="module")
def rows(log: TrainingLog) -> pd.DataFrame:
    return log.roster(on=ON).set_index("athlete")


def last(frame: pd.DataFrame, **where: Any) -> pd.Series[Any]:
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame.iloc[-1]


def test_everybody_has_one_row_in_order_with_the_columns_as_said(log: TrainingLog, rows: pd.DataFrame) -> None:
    assert list(rows.index) == list(LOGS)
    assert list(log.roster(on=ON).columns) == list(COLUMNS)


@pytest.mark.parametrize("athlete", ["ann", "ben", "eve", "fay, jr"])
def test_the_numbers_are_those_of_the_athletes_own_metrics(log: TrainingLog, rows: pd.DataFrame, athlete: str) -> None:
    row = rows.loc[athlete]
    volume = log.metric("muscle_volume", athlete=athlete, to_date=SUNDAY)
    hamstrings = last(volume, muscle="hamstrings")
    assert row["hamstring_sets"] == pytest.approx(hamstrings["week_sets"])
    assert (row["hamstring_low"], row["hamstring_high"]) == (hamstrings["band_low"], hamstrings["band_high"])
    ratios = last(log.metric("quad_posterior_ratio", athlete=athlete, to_date=SUNDAY))
    assert row["level"] == ratios["level"]
    assert row["q_h_ratio"] == pytest.approx(ratios["q_h_ratio"], nan_ok=True)
    curls = last(log.metric("hinge_curl_balance", athlete=athlete, to_date=SUNDAY))
    assert row["curl_level"] == curls["level"]
    assert row["curl_share"] == pytest.approx(curls["curl_share"], nan_ok=True)
    trends = log.metric("strength_trend", athlete=athlete, to_date=SUNDAY)
    recent = trends[(trends["as_of"] > pd.Timestamp(SUNDAY) - pd.Timedelta(weeks=8)) & trends["pct_per_week"].notna()]
    assert row["lifts_told"] == len(recent)
    assert row["lifts_rising"] == recent["class"].str.contains("rising").sum()


def test_leg_sets_count_each_set_once_and_workouts_count_the_week_alone(rows: pd.DataFrame) -> None:
    # ben: 4 squats + 4 hinges + 4 curls on Monday, 9 Nov, in one workout; each is one hard leg set
    assert (rows.loc["ben", "workouts"], rows.loc["ben", "leg_sets"]) == (1, 12)
    assert (rows.loc["fay, jr", "workouts"], rows.loc["fay, jr", "leg_sets"]) == (0, 0)


def test_leg_muscles_at_their_range_are_counted_by_the_week(log: TrainingLog, rows: pd.DataFrame) -> None:
    volume = log.metric("muscle_volume", athlete="ben", to_date=SUNDAY)
    legs = log.catalogue.muscles.query("region == 'lower'")["id"]
    week = volume[(volume["week"] == volume["week"].max()) & volume["muscle"].isin(legs) & (volume["band_low"] > 0)]
    reached = int((week["week_sets"] >= week["band_low"]).sum())
    assert (rows.loc["ben", "muscles_reached"], rows.loc["ben", "muscles_with_range"]) == (reached, len(week))
    assert reached > 0


def test_a_first_week_is_not_judged_and_an_ended_log_says_nothing_but_its_zeros(rows: pd.DataFrame) -> None:
    cat, dan = rows.loc["cat"], rows.loc["dan"]
    assert (cat["weeks"], cat["has_ended"], cat["workouts"], cat["level"]) == (0, False, 0, "too_little_data")
    assert pd.isna(cat["muscles_reached"])
    assert pd.isna(cat["curl_share"])
    assert (dan["has_ended"], dan["workouts"], dan["leg_sets"]) == (True, 0, 0)
    assert pd.isna(dan["level"])
    assert pd.isna(dan["lifts_told"])


def test_the_roster_asks_a_fixed_number_of_questions_however_many_athletes(
    log: TrainingLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = log._store
    asked: list[str] = []

    def counting(ask: Callable[..., Any]) -> Callable[..., Any]:
        return lambda statement, /, **parameters: asked.append(statement) or ask(statement, **parameters)

    for way in ("read", "columns"):
        monkeypatch.setattr(store._database, way, counting(getattr(store._database, way)))
    log.roster(on=ON)
    assert len(asked) == 4


def test_what_matters_most_is_the_first_headline_of_the_findings(log: TrainingLog) -> None:
    for athlete in ("ann", "eve"):
        headlines = [found for found in log.findings(on=ON, athlete=athlete) if found.is_headline]
        assert log.most_important(on=ON, athlete=athlete) == (headlines[0] if headlines else None)


def test_an_empty_log_has_an_empty_roster(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as empty:
        assert empty.roster(on=ON).empty
