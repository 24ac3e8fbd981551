"""Numbers, units and dates as words on the screen. All come in as stored: kilograms, shares, percentages, dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import pandas as pd

from analytics.units import MassUnit, mass_in

MISSING: Final = "-"
"""What stands where there is no value."""
_STATE_WORDS: Final[Mapping[str, str]] = {"in band": "in range", "above band": "above range"}
"""The screen calls a lifter's band their range."""


def is_missing(value: Any) -> bool:
    """Whether a cell holds no value (None, NA, NaN or NaT)."""
    return value is None or bool(pd.isna(value))


def day(value: date | datetime | pd.Timestamp) -> str:
    """A calendar day: "3 Mar 2025". The month is a word, so that no reader takes it for the day."""
    return MISSING if is_missing(value) else f"{value.day} {value:%b %Y}"


def week(monday: date | pd.Timestamp) -> str:
    """An ISO week named by its Monday: "week of 3 Mar 2025"."""
    return f"week of {day(monday)}"


def period(first: date, last: date) -> str:
    """A span of days: "3 Feb to 2 Mar 2025", with the first year only where it differs."""
    start = f"{first.day} {first:%b}" if first.year == last.year else day(first)
    return f"{start} to {day(last)}"


def number(value: float | None, digits: int = 1) -> str:
    """A number with at most `digits` decimals and no trailing zeros: 4, 4.5. Halves go up, as in Streamlit's tables."""
    if is_missing(value):
        return MISSING
    rounded = Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = str(rounded + 0)  # adding nought turns -0 into 0
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 0 to 1 as "45 %"."""
    return MISSING if is_missing(share) else f"{number(float(share or 0.0) * 100, digits)} %"


def rate(pct_per_week: float | None) -> str:
    """A weekly rate of change with its sign: "+0.42 % a week"."""
    return MISSING if is_missing(pct_per_week) else f"{signed(float(pct_per_week or 0.0))} % a week"


def signed(value: float) -> str:
    """A number with its sign and two decimals; nought is never negative: +0.42, +0.00."""
    return f"{round(value, 2) + 0.0:+.2f}"


def ratio(value: float | None, numerator: float, denominator: float) -> str:
    """A ratio "2.1 : 1"; words where the denominator holds no sets."""
    if not is_missing(value):
        return f"{value:.1f} : 1"
    return "no sets on the second side" if numerator > 0 and not denominator else MISSING


def load(kg: float | None, unit: MassUnit) -> str:
    """A load in the lifter's unit: "102.5 kg"."""
    return MISSING if is_missing(kg) else f"{number(mass_in(float(kg or 0.0), unit))} {unit}"


def words(name: str) -> str:
    """An id of the catalogue or a level as words: "below_floor" is "below floor", "in band" is "in range"."""
    return _STATE_WORDS.get(name, name.replace("_", " "))
