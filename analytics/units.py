"""Units. Everything is stored in kilograms, metres and seconds; a lifter's own unit exists only at the edges."""

from __future__ import annotations

from typing import Final, Literal

MassUnit = Literal["kg", "lb"]

KG_PER_LB: Final = 0.45359237
"""Exact by the international yard and pound agreement of 1959."""
METRES_PER_MILE: Final = 1609.344
METRES_PER_KM: Final = 1000.0
METRES_PER_FOOT: Final = 0.3048
METRES_PER_YARD: Final = 0.9144


def kg_from(value: float, unit: MassUnit) -> float:
    """Kilograms of a load written in `unit`."""
    return value * KG_PER_LB if unit == "lb" else value


def mass_in(kg: float, unit: MassUnit) -> float:
    """A load of `kg` kilograms in `unit`, unrounded."""
    return kg / KG_PER_LB if unit == "lb" else kg
