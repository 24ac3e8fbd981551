"""Lifts beside each other, records, and best loads by reps: small frames in, traces, tables and words out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.reference.populations import deadlift_squat
from tests.ui.frames import trends
from tests.ui.test_charts import sessions
from ui import rep_maxima, strength
from ui.charts import compare, maxima

NAMES = {"squat": "Squat", "row": "Row"}


def rows_of(lift: str, *kg: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of session_strength and strength_band of one lift; the level is the session's value."""
    of_sessions = sessions(list(kg)).assign(exercise_id=lift)
    band = pd.DataFrame({"day": of_sessions["started_at"].dt.normalize(), "exercise_id": lift, "level_kg": kg})
    return of_sessions, band.assign(low_80_kg=band["level_kg"] - 2, high_80_kg=band["level_kg"] + 2)


def two_lifts() -> list[compare.Course]:
    both = [rows_of("squat", 100.0, 104.0, 110.0), rows_of("row", 50.0, 49.0)]
    of_sessions, band = (pd.concat(frames) for frames in zip(*both, strict=True))
    return compare.courses(of_sessions, band, ["row", "squat", "never done"], NAMES)


def bests(**columns: Any) -> pd.DataFrame:
    """Rows of personal_bests: a squat that is more than ordinary, a row that is not."""
    frame = sessions([110.0, 120.0]).assign(
        exercise_id=["squat", "row"], value_kg=[110.0, 120.0], gain_pct=[9.0, 1.0], beyond_ordinary=[True, False],
        what=["estimated 1RM", "12-rep strength"], reps=[5.0, 16.0],
    )  # fmt: skip
    return frame.assign(**columns)


def reps(weight_kg: list[float | None], **columns: Any) -> pd.DataFrame:
    """Rows of rep_maxima from one rep on."""
    count = len(weight_kg)
    usual = {
        "reps": range(1, count + 1), "weight_kg": pd.array(weight_kg, dtype="Float64").astype("float64"),
        "done_reps": pd.array([None if kg is None else 5 for kg in weight_kg], dtype="Int64"),
        "started_at": [None if kg is None else pd.Timestamp("2026-11-02 18:00") for kg in weight_kg],
        "rir": [1.0] * count, "is_bodyweight": False, "sets": [2] * count, "estimate_kg": [100.0] * count,
        "low_80_kg": [95.0] * count, "high_80_kg": [106.0] * count,
    }  # fmt: skip
    return pd.DataFrame(usual | columns)


def test_each_line_begins_at_its_own_start() -> None:
    shown = two_lifts()
    assert [course.exercise_id for course in shown] == ["row", "squat"]
    figure = compare.compare(shown, unit="kg", as_share=True, gap_days=21)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert lines[1].y == (100, 104, 110)
    assert lines[0].y == (100, 98)
    assert figure.layout.title.text == "Squat gained most: +10.0 %"
    assert [trace.name for trace in lines] == ["Row: -2.0 %", "Squat: +10.0 %"]
    points = next(trace for trace in figure.data if trace.mode == "markers")
    assert points.customdata[0][:2] == ["row", "2025-03-03"]


def test_loads_are_in_the_lifters_unit() -> None:
    figure = compare.compare(two_lifts(), unit="lb", as_share=False, gap_days=21)
    assert figure.layout.yaxis.title.text == "strength (lb)"
    assert figure.data[3].y[0] == pytest.approx(100 / 0.45359237, abs=0.001)


def test_a_break_ends_a_line() -> None:
    shown = two_lifts()
    figure = compare.compare(shown, unit="kg", as_share=True, gap_days=5)  # sessions are seven days apart
    assert next(trace for trace in figure.data if trace.mode == "lines").y == (100, None, 98)


def test_where_all_lost_the_title_says_which_lost_least() -> None:
    of_sessions, band = rows_of("row", 50.0, 49.0)
    assert compare.title(compare.courses(of_sessions, band, ["row"], NAMES)) == "Row lost least: -2.0 %"


def test_the_comparison_is_a_table_and_a_sentence_too() -> None:
    table = strength.compared_table(two_lifts(), trends(("squat", "flat", 0.1)), unit="kg")
    assert table["Lift"].tolist() == ["Squat", "Row"]
    assert table["Trend"].tolist() == ["flat", "unclear"]
    assert "Squat: 100\u202fkg on 3 Mar 2025, 110\u202fkg on 17 Mar 2025, +10.0 %." in compare.describe(
        two_lifts(), unit="kg"
    )


def test_records_larger_than_ordinary_have_another_mark() -> None:
    figure = compare.records(bests(), names=NAMES, unit="kg")
    assert figure.layout.title.text == "2 records on 2 lifts"
    assert [(trace.marker.symbol, trace.customdata[0][0]) for trace in figure.data] == [
        ("star", "squat"), ("circle-open", "row"),
    ]  # fmt: skip
    assert "Row, 120\u202fkg on 10 Mar 2025" in compare.describe_records(bests(), names=NAMES, unit="kg")


def test_many_lifts_leave_the_oldest_records_to_the_table() -> None:
    many = pd.concat(
        [
            bests(exercise_id=f"lift {n:02}", started_at=pd.Timestamp("2026-01-01") + pd.Timedelta(days=n))
            for n in range(20)
        ]
    )
    figure = compare.records(many, names={}, unit="kg")
    assert len(figure.layout.yaxis.ticktext) == compare.MOST_ROWS
    assert figure.layout.yaxis.ticktext[-1] == "lift 19"
    assert len(strength.records_table(many, names={}, unit="kg")) == len(many)


def test_records_say_their_range_of_reps() -> None:
    table = strength.records_table(bests(), names=NAMES, unit="kg")
    assert table["Lift"].tolist() == ["Row", "Squat"]
    assert table["Reps"].tolist() == ["16 or more", "4 to 6"]
    assert [strength.rep_range(each) for each in (1, 3, 3.5, 4, 9, 12, 15)] == [
        "1 to 3", "1 to 3", "1 to 3", "4 to 6", "7 to 9", "10 to 12", "13 to 15",
    ]  # fmt: skip


def test_the_population_is_named_with_what_it_is_not() -> None:
    men = {"men": deadlift_squat()["men"]}
    assert strength.population_words(men).startswith("**Compared with** 1,551 men who compete")
    assert "**It is not** a target" in strength.population_words(men)


def test_best_loads_stand_beside_their_estimates() -> None:
    ever, recent = reps([120.0, 110.0, None]), reps([115.0, 110.0, None])
    table = rep_maxima.maxima_table(ever, recent, unit="kg")
    assert table["Best"].tolist()[:2] == [120, 110]
    assert table["Period"].tolist()[:2] == [115, 110]
    assert table["Done"].tolist() == ["5 reps, 1 RIR", "5 reps, 1 RIR", ""]
    assert table["Range"][0] == "95 to 106"
    assert "Period" not in rep_maxima.maxima_table(ever, ever, unit="kg")
    figure = maxima.rep_maxima(ever, name="Squat", unit="kg", of_period=recent)
    by_name = {trace.name: trace for trace in figure.data if trace.name}
    assert by_name[maxima.EVER].y == (120, 110)
    assert by_name[maxima.OF_PERIOD].y == (115,)  # the other is the best ever
    assert by_name[maxima.EVER].customdata[0][0] == "2026-11-02"
    assert figure.layout.title.text == "Best for 1 rep: 120\u202fkg"
    assert "Estimated for 1 rep today: 100\u202fkg." in maxima.describe(ever, name="Squat", unit="kg")


def test_lifts_of_the_body_speak_of_added_load() -> None:
    added = reps([10.0, 0.0], is_bodyweight=True, estimate_kg=[None, None])
    figure = maxima.rep_maxima(added, name="Pull-up", unit="kg", of_period=added)
    assert figure.layout.yaxis.title.text == "added load (kg)"
    assert [trace.name for trace in figure.data] == [maxima.EVER]
    assert "Estimated" not in maxima.describe(added, name="Pull-up", unit="kg")
