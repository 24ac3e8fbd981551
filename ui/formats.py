"""Numbers, units and dates as words on the screen. All come in as stored: kilograms, shares, percentages, dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import pandas as pd

from analytics import language
from analytics.language import _, written
from analytics.reference.facts import in_words
from analytics.units import MassUnit, mass_in
from ui.words import THIN, thin

MISSING: Final = "-"
"""What stands where there is no value."""
_CODE_WORDS: Final[Mapping[str, str]] = {
    "in band": _("in range"),
    "above band": _("above range"),
    "no band": _("no range"),
    "below floor": _("below floor"),
    "gap": _("untrained"),
    "low": _("below range"),
    "high": _("high"),
    "very high": _("very high"),
    "so far": _("so far"),
    "ok": _("ok"),
    "hint": _("hint"),
    "watch": _("watch"),
    "warn": _("warn"),
    "strong": _("strong"),
    "too_little_data": _("too little data"),
    "barbell": _("barbell"),
    "dumbbell": _("dumbbell"),
    "kettlebell": _("kettlebell"),
    "machine": _("machine"),
    "cable": _("cable"),
    "band": _("band"),
    "bodyweight": _("bodyweight"),
    "ball": _("ball"),
    "slider": _("slider"),
    "sled": _("sled"),
    "none": _("none"),
    "strength": _("strength"),
    "cardio": _("cardio"),
    "stretching": _("stretching"),
    "other": _("other"),
}
"""States of a muscle's volume, levels of balance, equipment and kinds of exercises -> as the screen says them. It calls
a lifter's band their range.
"""


def is_missing(value: Any) -> bool:
    """Whether a cell holds no value (None, NA, NaN or NaT)."""
    return value is None or bool(pd.isna(value))


def day(value: date | datetime | pd.Timestamp) -> str:
    """A calendar day: "3 Mar 2025". The month is a word, so that no reader takes it for the day."""
    return MISSING if is_missing(value) else language.day(value)


def week(monday: date | pd.Timestamp) -> str:
    """An ISO week named by its Monday: "week of 3 Mar 2025"."""
    return _("week of {monday}", monday=day(monday))


def period(first: date, last: date) -> str:
    """A span of days: "3 Feb to 2 Mar 2025", with the first year only where it differs."""
    start = written(first, _("d MMM")) if first.year == last.year else day(first)
    return _("{first_day} to {last_day}", first_day=start, last_day=day(last))


def number(value: float | None, digits: int = 1) -> str:
    """A number with at most `digits` decimals and no trailing zeros: 4, 4.5. Halves go up, as in Streamlit's tables."""
    if is_missing(value):
        return MISSING
    rounded = Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = str(rounded + 0)  # adding nought turns -0 into 0
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(low: float | None, high: float | None) -> str:
    """From one number to another: "8 to 14"."""
    return MISSING if is_missing(low) else _("{low} to {high}", low=number(low), high=number(high))


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 0 to 1 as "45 %"."""
    return MISSING if is_missing(share) else f"{number(float(share or 0.0) * 100, digits)}{THIN}%"


def rate(pct_per_week: float | None) -> str:
    """A weekly rate of change with its sign: "+0.42 % a week"."""
    if is_missing(pct_per_week):
        return MISSING
    return thin(_("{percent} % a week", percent=signed(float(pct_per_week or 0.0))))


def signed(value: float) -> str:
    """A number with its sign and two decimals; nought is never negative: +0.42, +0.00."""
    return f"{round(value, 2) + 0.0:+.2f}"


def ratio(value: float | None, numerator: float, denominator: float) -> str:
    """A ratio "2.1 : 1"; words where the denominator holds no sets."""
    if not is_missing(value):
        return f"{value:.1f} : 1"
    return _("no sets on the second side") if numerator > 0 and not denominator else MISSING


def load(kg: float | None, unit: MassUnit) -> str:
    """A load in the lifter's unit: "102.5 kg"."""
    return MISSING if is_missing(kg) else f"{number(mass_in(float(kg or 0.0), unit))}{THIN}{unit}"


def words(name: str) -> str:
    """A code as words: a state, a level, equipment, the value of a fact. "below floor", "in band" is "in range"."""
    return _CODE_WORDS.get(name) or in_words(name)
