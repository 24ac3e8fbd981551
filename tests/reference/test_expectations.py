"""Steele's curve of usual gains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reference.expectations import beginner_gain_pct
from analytics.reference.facts import load_facts

FACTS = load_facts()


def test_a_year_gives_the_gain_of_a_year_and_no_week_gives_none() -> None:
    assert beginner_gain_pct(52, FACTS) == pytest.approx((30, 50))  # ln(53) / ln(53)
    assert beginner_gain_pct(0, FACTS) == (0, 0)


def test_twelve_weeks_give_two_thirds_of_it() -> None:
    # ln(13) / ln(53) = 2.5649 / 3.9703 = 0.6460
    assert beginner_gain_pct(12, FACTS) == pytest.approx((19.38, 32.30), abs=0.01)


@given(weeks=st.floats(1, 200))
def test_each_doubling_of_the_weeks_adds_the_same(weeks: float) -> None:
    low, _ = beginner_gain_pct(weeks, FACTS)
    twice, _ = beginner_gain_pct(2 * (weeks + 1) - 1, FACTS)
    assert twice - low == pytest.approx(30 * 0.6931472 / 3.9702919, rel=1e-5)
