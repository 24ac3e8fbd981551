"""Numbers, units and dates as words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from ui import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [(4.0, "4"), (4.5, "4.5"), (5.25, "5.3"), (-0.04, "0"), (0.04, "0"), (1234.0, "1234"), (None, "-"), (pd.NA, "-")],
)
def test_a_number_has_no_needless_decimals(value: Any, text: str) -> None:
    assert formats.number(value) == text


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "text"),
    [(2.14, 15, 7, "2.1 : 1"), (None, 15, 0, "no sets on the second side"), (float("nan"), 0, 0, "-")],
)
def test_a_ratio_without_a_second_side_says_so(value: Any, numerator: float, denominator: float, text: str) -> None:
    assert formats.ratio(value, numerator, denominator) == text


def test_loads_are_said_in_the_lifters_unit() -> None:
    assert formats.load(102.5, "kg") == "102.5\u202fkg"
    assert formats.load(102.05828325, "lb") == "225\u202flb"  # 225 x 0.45359237


def test_a_rate_has_its_sign() -> None:
    assert formats.rate(0.4) == "+0.40\u202f% a week"
    assert formats.rate(-0.25) == "-0.25\u202f% a week"
    assert formats.rate(-0.0004) == "+0.00\u202f% a week"


def test_a_month_is_a_word() -> None:
    assert formats.day(date(2025, 3, 4)) == "4 Mar 2025"
    assert formats.week(pd.Timestamp("2025-03-03")) == "week of 3 Mar 2025"


def test_a_year_is_named_twice_only_when_it_changes() -> None:
    assert formats.period(date(2025, 3, 3), date(2025, 3, 30)) == "3 Mar to 30 Mar 2025"
    assert formats.period(date(2024, 12, 30), date(2025, 1, 26)) == "30 Dec 2024 to 26 Jan 2025"


def test_shares_are_percentages() -> None:
    assert formats.percent(0.4286) == "43\u202f%"
    assert formats.percent(None) == "-"
