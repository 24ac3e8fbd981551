"""The words of the Overview, and the calendar of a year: frames in, sentences and cells out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics.model import Finding
from tests.ui.test_answers import FINDING
from ui import overview
from ui.charts import calendar as charts
from ui.charts.calendar import Year

YEAR = Year(date(2026, 1, 5), date(2026, 2, 8))  # five weeks from a Monday


def days(*told: tuple[str, float]) -> pd.DataFrame:
    """Rows of training_days with the sets that are counted."""
    rows = [(pd.Timestamp(day), 1, sets, sets, sets) for day, sets in told]
    frame = pd.DataFrame(rows, columns=["day", "workouts", "sets", "hard_sets", "leg_hard_sets"])
    return frame.astype({"day": "datetime64[us]"})


def streaks(*told: tuple[str, str, int, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(told, columns=["first_week", "last_week", "weeks", "goes_on"])
    return frame.astype({"first_week": "datetime64[us]", "last_week": "datetime64[us]"})


def breaks(*told: tuple[str, str | None, int]) -> pd.DataFrame:
    frame = pd.DataFrame(told, columns=["last_day", "back_day", "days"])
    return frame.astype({"last_day": "datetime64[us]", "back_day": "datetime64[us]"})


def test_a_year_is_strips_of_half_a_year_that_begin_on_the_lifters_day() -> None:
    year = Year(date(2026, 1, 1), date(2026, 12, 31))  # begins on a Thursday
    assert year.place(date(2026, 1, 1)) == (0, 3)
    assert year.place(date(2026, 1, 5)) == (1, 0)
    assert year.place(date(2026, 7, 6)) == (0, 9)  # 27 weeks on: the second strip, nine rows down
    assert year.strips == 2
    assert Year(date(2026, 1, 1), date(2026, 12, 31), "sunday").place(date(2026, 1, 4)) == (1, 0)


def test_a_cell_is_larger_and_darker_the_more_sets_a_day_has() -> None:
    figure = charts.calendar(days(("2026-01-05", 4), ("2026-01-06", 16), ("2026-01-07", 0)), YEAR, words="leg sets")
    cells = {trace.name: trace for trace in figure.data}
    assert list(cells) == ["No training", "Training without leg sets", "1 to 4 leg sets", "13 to 16 leg sets"]
    assert len(cells["No training"].x) == 35 - 3
    assert cells["No training"].customdata is None  # nothing to open
    assert cells["13 to 16 leg sets"].customdata[0][0] == "2026-01-06"
    assert cells["13 to 16 leg sets"].width > cells["1 to 4 leg sets"].width
    assert cells["13 to 16 leg sets"].hovertext[0] == "Tue 6 Jan 2026<br>16 leg sets, 1 workout"
    assert figure.layout.title.text == "2 days with leg sets, 20 in all"


def test_the_calendar_in_words_goes_month_by_month_and_leaves_out_other_years() -> None:
    told = days(("2025-12-30", 9), ("2026-01-05", 4), ("2026-02-02", 3), ("2026-02-03", 1))
    words = charts.describe(told, YEAR, words="hard sets")
    assert "3 days with hard sets, 8 in all" in words
    assert "Jan 2026 1; Feb 2026 2" in words
    assert charts.describe(days(), YEAR, words="hard sets") == (
        "Calendar of 5 Jan to 8 Feb 2026: 0 days with hard sets, 0 in all."
    )


def test_streaks_and_breaks_are_told_with_their_dates() -> None:
    words = overview.regularity_words(
        days(("2026-01-05", 4), ("2026-01-12", 4), ("2026-02-02", 4)),
        streaks(("2026-01-05", "2026-01-12", 2, False), ("2026-02-02", "2026-02-02", 1, True)),
        breaks(("2026-01-12", "2026-02-02", 21)),
        year=YEAR,
        break_days=14,
    )
    assert words.splitlines() == [
        "- Training in **3 of 5 full weeks**.",
        "- **1 week in a row** since the week of 2 Feb 2026, this week included. "
        "The longest run of this log: 2 weeks, 5 Jan to 18 Jan 2026.",
        "- Breaks of 14 days or more: 21 days from 12 Jan 2026 to 2 Feb 2026.",
    ]


def test_a_week_that_is_not_over_breaks_no_run_and_none_counts_against_the_lifter() -> None:
    year = replace(YEAR, last=date(2026, 1, 20))
    words = overview.regularity_words(
        days(("2026-01-07", 4), ("2026-01-12", 4)),
        streaks(("2026-01-05", "2026-01-12", 2, True)),
        breaks(),
        year=year,
        break_days=14,
    )
    assert "Training in **2 of 2 full weeks**" in words
    assert "**2 weeks in a row** since the week of 5 Jan 2026, last week included. It is the longest run" in words
    assert "No break of 14 days or more." in words


def test_a_break_that_goes_on_is_said_without_blame() -> None:
    words = overview.regularity_words(
        days(("2026-01-05", 4)),
        streaks(("2026-01-05", "2026-01-05", 1, False)),
        breaks(("2026-01-05", None, 34)),
        year=YEAR,
        break_days=14,
    )
    assert "No training since 5 Jan 2026. The longest run of this log: 1 week, 5 Jan to 11 Jan 2026." in words
    assert "34 days so far, since 5 Jan 2026." in words


def test_what_is_untrained_is_named_and_what_nobody_must_train_apart() -> None:
    states = pd.DataFrame(
        [
            ("Calves", "untrained", True), ("Neck", "untrained", False), ("Traps", "untrained", False),
            ("Hamstrings", "below floor", True), ("Chest", "in range", True),
        ],
        columns=["name", "state", "has_floor"],
    )  # fmt: skip
    assert overview.untrained_words(states, trained_from=1) == (
        "**Not trained in these weeks:** calves. **Below the floor:** hamstrings. "
        "Not trained either, which is no gap: neck and traps."
    )
    assert overview.untrained_words(states[4:], trained_from=1) == "Every muscle got 1 set a week or more."


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([replace(FINDING, is_headline=True, step="Do *two*.")], r"- Do \*two\*\."),
        ([], "Nothing has to change. Go on as you do."),
        ([replace(FINDING, is_headline=False, step="Do two.")], "Nothing has to change. Go on as you do."),
    ],
)
def test_what_next_is_a_step_a_line_or_nothing(found: list[Finding], words: str) -> None:
    assert overview.next_words(found, None) == words


def test_the_warning_does_not_say_its_step_twice() -> None:
    warning = replace(FINDING, is_headline=True, step="Do two.")
    assert overview.next_words([warning], warning) == "Do what the warning says."
