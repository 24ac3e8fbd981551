"""What is decided about every reading alike, whatever app wrote the file: whether a unit that is not stated has to be
asked for, whether it changed on the way, which unit the lifter thinks in, and whose word counts for warm-ups.

An importer reads what the file says; a `Reading` leaves `importers.read` only after it has passed here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from analytics.importers._numbers import Floats
from analytics.importers._plates import share_of_pounds
from analytics.importers._sets import without
from analytics.importers._unit_switch import Jump, Switch, find_switch
from analytics.importers._units import kg_in
from analytics.language import _, n_, written
from analytics.model import Choices, Decision, Question, Reading
from analytics.units import MassUnit, mass_in

_UNIT_OPTIONS: Final = (("kg", _("Kilograms")), ("lb", _("Pounds")))
_JUMPS_NAMED: Final = 5
_WHOLE_POUNDS: Final = 0.6
_FEWEST_LOADS: Final = 20
_NOISE_DECIMALS: Final = 9


def decided(reading: Reading, choices: Choices) -> Reading:
    """The reading with its open questions, and with the choices applied that concern every format."""
    return _with_warmups(_with_lifters_unit(_with_unit(reading, choices)), choices)


def _with_unit(reading: Reading, choices: Choices) -> Reading:
    if reading.unit.basis == "stated":
        return reading
    if choices.unit_switch is not None:
        return _switched(reading, *choices.unit_switch)
    if reading.unit.basis == "open":
        reading = _asked(reading, Question("unit", _which_unit(reading), _UNIT_OPTIONS))
    switch = find_switch(reading.found["started_at"], reading.found["exercise"], _loads_as_written(reading))
    return _asked(reading, _question(switch)) if switch else reading


def _asked(reading: Reading, question: Question) -> Reading:
    """With one more question, unless the importer has already put it."""
    if any(asked.about == question.about for asked in reading.questions):
        return reading
    return replace(reading, questions=(*reading.questions, question))


def _which_unit(reading: Reading) -> str:
    often = reading.found["weight_kg"].value_counts().index[:3]
    loads = ", ".join(f"{load:g}" for load in often)
    return _(
        "The file does not say whether its loads ({loads} ...) are kilograms or pounds, and they do not tell. Which?",
        loads=loads,
    )


def _loads_as_written(reading: Reading) -> Floats:
    weight_kg = reading.found["weight_kg"].to_numpy(dtype=np.float64, na_value=np.nan)
    assisted = (reading.found["load_kind"] == "assisted").to_numpy(dtype=bool, na_value=False)
    return without(weight_kg / kg_in(_taken(reading)), assisted)


def _taken(reading: Reading) -> MassUnit:
    return "lb" if reading.unit.value == "lb" else "kg"


def _question(switch: Switch) -> Question:
    day, before = _long_day(switch.day), _other(switch.unit)
    jumps = "; ".join(_described(jump) for jump in switch.jumps[:_JUMPS_NAMED])
    return Question(
        "unit_switch",
        _(
            "On {day} the loads of {number} of {compared} exercises change as if the app had been switched from "
            "{before} to {after}: {changes}. Was it?",
            day=day,
            number=len(switch.jumps),
            compared=switch.compared,
            before=before,
            after=switch.unit,
            changes=jumps,
        ),
        (
            (
                f"{switch.day.isoformat()}={switch.unit}",
                _("Yes, {before} before, and from {day} on {after}", before=before, day=day, after=switch.unit),
            ),
            ("none", _("No, all in one unit")),
        ),
    )


def _described(jump: Jump) -> str:
    return _(
        "{exercise} from {before} to {after}",
        exercise=jump.exercise.strip(),
        before=f"{round(jump.before, 2):g}",
        after=f"{round(jump.after, 2):g}",
    )


def _switched(reading: Reading, day: date, unit: str) -> Reading:
    """Loads from a day on are in `unit`, those before in the other one."""
    after: MassUnit = "lb" if unit == "lb" else "kg"
    before, taken = _other(after), _taken(reading)
    is_after = (reading.found["started_at"] >= np.datetime64(day)).to_numpy(dtype=bool)
    factor = np.where(is_after, kg_in(after), kg_in(before)) / kg_in(taken)
    weight_kg = (reading.found["weight_kg"] * factor).round(_NOISE_DECIMALS)
    how = _(
        "no unit in the file; {before} before {day}, {after} from then on, as chosen at the import",
        before=before,
        day=_long_day(day),
        after=after,
    )
    return replace(reading, found=reading.found.assign(weight_kg=weight_kg), unit=Decision("mixed", how, "inferred"))


def _with_lifters_unit(reading: Reading) -> Reading:
    """A lifter of pounds whose app writes kilograms should see pounds; what is stored stays what the file says."""
    weight_kg = reading.found["weight_kg"].to_numpy(dtype=np.float64, na_value=np.nan)
    is_enough = np.count_nonzero(weight_kg > 0) >= _FEWEST_LOADS
    if reading.unit.value != "kg" or not is_enough or share_of_pounds(weight_kg) < _WHOLE_POUNDS:
        return reading
    usual = float(reading.found["weight_kg"].dropna().mode().iloc[0])
    example = _("{kg} kg is {lb} lb", kg=f"{round(usual, 2):g}", lb=f"{round(mass_in(usual, 'lb') * 2) / 2:g}")
    note = _("The file is in kg, but most loads are whole pounds ({example}): they are shown in lb.", example=example)
    return replace(reading, lifter_unit="lb", notes=(*reading.notes, note))


def _with_warmups(reading: Reading, choices: Choices) -> Reading:
    is_warmup = (reading.found["set_type"] == "warmup").to_numpy(dtype=bool, na_value=False)
    marked = int(np.count_nonzero(is_warmup))
    if not marked:
        how = _(
            "the file marks no warm-ups; light sets before the top set are taken as warm-ups where the numbers say so"
        )
        return replace(reading, warmups=Decision("unmarked", how))
    if choices.warmups != "none":
        how = n_(
            "{number} set is marked as warm-up by the file", "{number} sets are marked as warm-ups by the file", marked
        )
        return replace(reading, warmups=Decision("marked", how))
    working = reading.found.assign(set_type=reading.sets["set_type"].mask(is_warmup, "working").astype("category"))
    how = n_(
        "{number} set is marked as warm-up by the file, but taken as a working set, as chosen at the import",
        "{number} sets are marked as warm-ups by the file, but taken as working sets, as chosen at the import",
        marked,
    )
    return replace(reading, found=working, warmups=Decision("none", how))


def _other(unit: MassUnit) -> MassUnit:
    return "kg" if unit == "lb" else "lb"


def _long_day(day: date) -> str:
    return written(day, _("d MMMM y"))
