"""Numbers, sums and dates as a derivation writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pandas as pd

from analytics.language import _, written
from analytics.units import MassUnit, mass_in


def shown(value: Any, digits: int = 2) -> str:
    """A number with at most `digits` decimals and no trailing zeros: 4, 4.5, 1.18."""
    text = f"{round(float(value), digits) + 0.0:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def mass(kg: Any, unit: MassUnit, digits: int = 2) -> str:
    """A load in the lifter's unit: "117.65 kg"."""
    return f"{shown(mass_in(float(kg), unit), digits)} {unit}"


def added(values: Iterable[Any], digits: int = 2) -> str:
    """A sum with its terms: "4 + 3 + 1 = 8"; a single term stands alone."""
    terms = [float(value) for value in values]
    written = " + ".join(shown(term, digits) for term in terms) or "0"
    return written if len(terms) < 2 else f"{written} = {shown(sum(terms), digits)}"


def short_day(value: date | datetime | pd.Timestamp) -> str:
    """A day in short: "9 Nov"."""
    return written(value, _("d MMM"))
