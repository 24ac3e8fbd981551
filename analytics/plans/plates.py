"""What goes on the bar: the plates for each side, and the steps in which a lifter's load can change.

Pure arithmetic on a lifter's own bar and plates, in the unit that is stamped on them. There are enough plates of each
size; what a gym has too few of is left out of the rack.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from analytics.errors import WrongRequest
from analytics.language import _
from analytics.metrics._steps import usual_step_kg
from analytics.reference.facts import Facts
from analytics.units import MassUnit, mass_in

PLATES: Final[Mapping[MassUnit, tuple[float, ...]]] = MappingProxyType(
    {
        "kg": (25.0, 20.0, 15.0, 10.0, 5.0, 2.5, 2.0, 1.5, 1.25, 1.0, 0.5, 0.25),
        "lb": (100.0, 55.0, 45.0, 35.0, 25.0, 10.0, 5.0, 2.5, 1.25, 1.0, 0.5, 0.25),
    }
)
"""The sizes that plates are made in, heaviest first."""
HEAVIEST_BAR: Final[Mapping[MassUnit, float]] = MappingProxyType({"kg": 50.0, "lb": 110.0})
_HUNDREDTHS: Final = 100
"""Plates are whole hundredths of their unit, so that sums are exact."""
_FINEST: Final[Mapping[MassUnit, float]] = MappingProxyType({"kg": 0.25, "lb": 0.5})
"""What steps are rounded to: differences between loads of two units are no steps."""
_ON_PLATES: Final = ("barbell", "bodyweight")
_SEEN: Final = 20
"""Working sets that say in which steps a lift is loaded: people change their gym."""


@dataclass(frozen=True, slots=True)
class Rack:
    """A bar and the plates beside it, heaviest first, all in `unit`."""

    unit: MassUnit
    bar: float
    plates: tuple[float, ...]

    @property
    def step(self) -> float:
        """The smallest change of load: the lightest plate on both sides."""
        return 2 * self.plates[-1]

    def as_text(self) -> str:
        """The rack as the log keeps it; `rack_of` reads it."""
        return json.dumps({"bar": self.bar, "plates": self.plates})


DEFAULT_RACKS: Final[Mapping[MassUnit, Rack]] = MappingProxyType(
    {
        "kg": Rack("kg", 20.0, (25.0, 20.0, 15.0, 10.0, 5.0, 2.5, 1.25)),
        "lb": Rack("lb", 45.0, (45.0, 35.0, 25.0, 10.0, 5.0, 2.5)),
    }
)
"""An Olympic bar and the plates of most gyms, until the lifter says otherwise."""


@dataclass(frozen=True, slots=True)
class Loading:
    """Plates for each side, heaviest first, and what bar and plates come to, in the rack's unit. `missing` is what the
    rack cannot make up, never below 0; None for a load that is lighter than the bar, which then stays empty.
    """

    each_side: tuple[float, ...]
    total: float
    missing: float | None


def loading(load: float, rack: Rack) -> Loading:
    """The plates for a load: the heaviest that the rack makes up without passing it, with the fewest plates.

    100 kg on a 20 kg bar are 40 kg a side: 25 + 15. 101 kg with plates down to 1.25 leave 1 kg missing.
    """
    if load < rack.bar:
        return Loading((), rack.bar, None)
    each_side = _fewest_plates((load - rack.bar) / 2, rack.plates)
    total = rack.bar + 2 * sum(each_side)
    return Loading(each_side, total, round(load - total, 2))


def _fewest_plates(side: float, plates: Sequence[float]) -> tuple[float, ...]:
    """The fewest plates whose sum comes nearest to `side` from below, heaviest first."""
    hundredths = [round(plate * _HUNDREDTHS) for plate in plates]
    grain = math.gcd(*hundredths)
    sizes = sorted((each // grain for each in hundredths), reverse=True)
    last = _last_plates(math.floor(round(side * _HUNDREDTHS, 6) / grain), sizes)
    amount = max(place for place, plate in enumerate(last) if plate is not None)
    chosen = []
    while amount:
        plate = last[amount] or amount
        chosen.append(plate * grain / _HUNDREDTHS)
        amount -= plate
    return tuple(sorted(chosen, reverse=True))


def _last_plates(most: int, sizes: Sequence[int]) -> list[int | None]:
    """For each amount from 0 to `most` a plate of its shortest sum (0 for nothing); None where no sum gives it."""
    last: list[int | None] = [0, *[None] * most]
    fewest = [0.0, *[math.inf] * most]
    for amount in range(1, most + 1):
        for size in sizes:
            if size <= amount and fewest[amount - size] + 1 < fewest[amount]:
                fewest[amount], last[amount] = fewest[amount - size] + 1, size
    return last


def plates_words(found: Loading, rack: Rack) -> str:
    """What to put on, in one sentence: "Each side: 20 + 2 x 5 + 1.25 kg, on a bar of 20 kg."."""
    bar = _mass(rack.bar, rack)
    if found.missing is None:
        return _("Lighter than your bar of {bar}.", bar=bar)
    if not found.each_side:
        return " ".join([_("The empty bar of {bar}.", bar=bar), *_missing_words(found, rack)])
    counts = Counter(found.each_side)
    sizes = " + ".join(f"{plate:g}" if count == 1 else f"{count} x {plate:g}" for plate, count in counts.items())
    told = _("Each side: {plates}, on a bar of {bar}.", plates=f"{sizes} {rack.unit}", bar=bar)
    return " ".join([told, *_missing_words(found, rack)])


def _missing_words(found: Loading, rack: Rack) -> list[str]:
    if not found.missing:
        return []
    return [
        _(
            "That is {total}: {missing} less than asked for.",
            total=_mass(found.total, rack),
            missing=f"{found.missing:g}",
        )
    ]


def _mass(amount: float, rack: Rack) -> str:
    return f"{amount:g} {rack.unit}"


# the lifter's own rack ------------------------------------------------------------------------------------------------


def rack_key(unit: MassUnit) -> str:
    """The key under which the log keeps the rack in a unit."""
    return f"rack.{unit}"


def rack_of(kept: str, unit: MassUnit) -> Rack:
    """The rack that the log keeps ("": none yet); the usual one where it holds none that can be read."""
    try:
        said = json.loads(kept)
        return checked_rack(unit, float(said["bar"]), [float(plate) for plate in said["plates"]])
    except (ValueError, TypeError, KeyError, WrongRequest):
        return DEFAULT_RACKS[unit]


def checked_rack(unit: MassUnit, bar: float, plates: Iterable[float]) -> Rack:
    """A rack as a lifter states it. Raises `WrongRequest` for a bar or plates that there cannot be."""
    most = HEAVIEST_BAR[unit]
    if not 0 <= bar <= most:
        raise WrongRequest(
            _("A bar of {bar} is not possible.", bar=f"{bar:g} {unit}"),
            _("Give 0 to {most}.", most=f"{most:g} {unit}"),
        )
    sizes = tuple(sorted(set(plates), reverse=True))
    unknown = [plate for plate in sizes if plate not in PLATES[unit]]
    if unknown:
        raise WrongRequest(
            _("There is no plate of {plate}.", plate=f"{unknown[0]:g} {unit}"),
            _("Choose from those that are made."),
        )
    if not sizes:
        raise WrongRequest(_("A rack needs at least one plate."), _("Choose the plates that your gym has."))
    return Rack(unit, bar, sizes)


# steps of a load ------------------------------------------------------------------------------------------------------


def load_step(loads_kg: Sequence[float], *, equipment: str, rack: Rack, facts: Facts) -> float:
    """In which steps a lift's load changes, in the rack's unit: by the lightest pair of plates on a barbell or hung
    from the body; elsewhere by the smallest difference between the lifter's own working loads (`loads_kg`, oldest
    first), else as is usual.
    """
    if equipment in _ON_PLATES:
        return rack.step
    unit, finest = rack.unit, _FINEST[rack.unit]
    own = sorted({round(mass_in(kg, unit) / finest) for kg in loads_kg[-_SEEN:]})
    if len(own) > 1:
        return finest * min(upper - lower for lower, upper in pairwise(own))
    return facts.number("plan.step_lb") if unit == "lb" else usual_step_kg(equipment, facts)
