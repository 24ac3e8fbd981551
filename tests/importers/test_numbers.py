from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.importers._numbers import durations, numbers


def column(*cells: str) -> pd.Series[str]:
    return pd.Series(list(cells), dtype="str")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("80", "82.5", " 100 ", "8.0"), [80, 82.5, 100, 8]),
        (("22,5", "80"), [22.5, 80]),
        (("1,080.5", "20"), [1080.5, 20]),
        (("1.080,5", "20"), [1080.5, 20]),
        (("1.080,5", "1.080"), [1080.5, 1080]),
        (("1\u00a0080,5", "1\u202f080"), [1080.5, 1080]),
        (("1'080.5",), [1080.5]),
        (("1,500", "135.5"), [1500, 135.5]),
        (("1,500", "22,5"), [1.5, 22.5]),
        (("37.49999999999999", "1e2", "-5"), [37.49999999999999, 100, -5]),
    ],
)
def test_numbers_are_read_in_the_convention_of_their_column(cells: tuple[str, ...], values: list[float]) -> None:
    assert numbers(column(*cells)).values.tolist() == values


def test_a_file_from_a_decimal_comma_locale_settles_what_the_column_leaves_open() -> None:
    assert numbers(column("61,235"), decimal_comma=True).values.tolist() == [61.235]
    assert numbers(column("61,235")).values.tolist() == [61235]


@pytest.mark.parametrize("blank", ["", "  ", "NaN", "null", "-", "\u2014", "N/A"])
def test_a_blank_is_missing_and_not_wrong(blank: str) -> None:
    found = numbers(column(blank))
    assert math.isnan(found.values[0])
    assert found.refused == {}


@pytest.mark.parametrize("cell", ["eight", "8-10", "5 5", "0x10", "1,2,3", "1e999", "\u0663", "AMRAP"])
def test_what_is_no_number_is_refused_where_it_stands(cell: str) -> None:
    found = numbers(column("8", cell, "9", cell))
    assert found.refused == {1: "not a number", 3: "not a number"}


def test_durations_are_read_as_clock_or_seconds() -> None:
    cells = column("0:09:21", "1:00:00", "2:30", "45", "", "0:00:00")
    assert durations(cells).values.tolist()[:4] == [561, 3600, 150, 45]
    assert durations(column("soon")).refused == {0: "not a duration (hours:minutes:seconds)"}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_what_python_writes_is_read_back_to_the_last_bit(values: list[float]) -> None:
    assert numbers(column(*(repr(value) for value in values))).values.tolist() == values


@pytest.mark.parametrize("cell", ["9" * 5_000 + ":00:00", "9" * 400 + ":00:00", "1e308", "9" * 400])
def test_numbers_beyond_all_measure_are_none(cell: str) -> None:
    """Neither an overflow when a unit is converted, nor more digits than Python takes for a whole number."""
    assert durations(pd.Series([cell], dtype="str")).refused == {0: "not a duration (hours:minutes:seconds)"}


def test_a_cell_of_nothing_but_digits_is_refused_in_no_time() -> None:
    """A pattern that could share the digits out in two ways would try all of them: hours for a long cell."""
    assert numbers(pd.Series(["9" * 200_000 + "!"], dtype="str")).refused == {0: "not a number"}
