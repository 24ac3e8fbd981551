"""Which days the pages look at."""

from __future__ import annotations

from datetime import date

import pytest

from ui.filters import DEFAULT_PERIOD, WEEKS_OF, Filters, between, first_judged_on, monday_of

FRIDAY = date(2026, 11, 20)
LONG_AGO = date(2019, 1, 1)


@pytest.mark.parametrize(
    ("period", "from_date"),
    [
        ("8 weeks", date(2026, 9, 21)),  # Monday 16 November less 8 weeks
        ("26 weeks", date(2026, 5, 18)),
        ("1 year", date(2025, 11, 17)),
        ("all", date(2018, 12, 31)),  # the Monday of the first workout's week
    ],
)
def test_a_period_counts_full_weeks_before_the_running_one(period: str, from_date: date) -> None:
    days = between(period=period, first_day=LONG_AGO, last_day=FRIDAY, as_of=FRIDAY, has_ended=False)
    assert days == (from_date, FRIDAY)


def test_a_young_log_starts_with_its_first_week() -> None:
    from_date, _ = between(
        period=DEFAULT_PERIOD, first_day=date(2026, 11, 4), last_day=FRIDAY, as_of=FRIDAY, has_ended=False
    )
    assert from_date == date(2026, 11, 2)


def test_a_log_that_ended_is_looked_at_up_to_its_last_sunday() -> None:
    after_it = date(2025, 6, 16)
    _, to_date = between(
        period="8 weeks", first_day=LONG_AGO, last_day=date(2025, 6, 11), as_of=after_it, has_ended=True
    )
    assert to_date == date(2025, 6, 15)


def filters(*, to_date: date, as_of: date) -> Filters:
    return Filters("me", date(2026, 5, 18), to_date, DEFAULT_PERIOD, "kg", as_of)


def test_on_a_monday_the_running_week_has_just_begun() -> None:
    monday = date(2026, 11, 16)
    chosen = filters(to_date=monday, as_of=monday)
    assert chosen.running_week == monday
    assert chosen.last_full_week == date(2026, 11, 9)


def test_a_log_that_ended_has_no_running_week() -> None:
    chosen = filters(to_date=date(2025, 6, 15), as_of=date(2025, 6, 16))
    assert chosen.running_week is None
    assert chosen.last_full_week == date(2025, 6, 9)


def test_judgements_begin_on_the_monday_after_the_first_full_week() -> None:
    thursday = date(2026, 11, 19)
    assert first_judged_on(thursday, as_of=FRIDAY) == date(2026, 11, 23)
    assert first_judged_on(thursday, as_of=date(2026, 11, 22)) == date(2026, 11, 23)
    assert first_judged_on(thursday, as_of=date(2026, 11, 23)) is None


def test_weeks_begin_on_mondays() -> None:
    assert {monday_of(date(2026, 11, day)) for day in range(16, 23)} == {date(2026, 11, 16)}


def test_the_default_period_is_on_offer() -> None:
    assert DEFAULT_PERIOD in WEEKS_OF
