"""What a set can be at most, as widgets say it. A number beyond them is one that the log would refuse."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from analytics.model import FIRST_DAY, LAST_DAY, MOST
from analytics.units import MassUnit, mass_in

_DECIMALS: Final = 2
FIRST_MOMENT: Final = datetime.combine(FIRST_DAY, time.min)
LAST_MOMENT: Final = datetime.combine(LAST_DAY, time(23, 59))


def heaviest(unit: MassUnit) -> float:
    """The most that a set can weigh, in `unit`."""
    return round(mass_in(float(MOST["weight_kg"]), unit), _DECIMALS)


def within(moment: datetime) -> datetime:
    """A moment that a set can have, the nearest to this one: a log may hold older ones that it would now refuse."""
    return min(max(moment, FIRST_MOMENT), LAST_MOMENT)
