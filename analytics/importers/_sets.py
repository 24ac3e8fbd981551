"""What blank and zero mean in a training log, and other readings that several apps share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.importers._blocks import Mask
from analytics.importers._distinct import Cells, Words, words_of
from analytics.importers._limits import DISTANCE_M, DURATION_S, LOAD_KG, REPS, RIR, RPE
from analytics.importers._numbers import Floats
from analytics.importers._sheet import Sheet
from analytics.language import _
from analytics.units import KG_PER_LB

_NOISE_DECIMALS: Final = 9
"""Apps write 37.49999999999999 for 37.5: beyond the ninth decimal of a kilogram there is only the noise of binary
fractions."""
_HALF_POUND_KG: Final = KG_PER_LB / 2
_NEAR_HALF_POUND_KG: Final = 0.02 * KG_PER_LB
"""How far a load may lie from a half pound that an app has converted to kilograms."""
_QUARTER_KG: Final = 0.25


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of each set, NaN where nothing was. Zero stands only for an attempt that failed."""

    weight_kg: Floats
    reps: Floats
    distance_m: Floats
    duration_s: Floats

    @property
    def nothing(self) -> Mask:
        """Rows that an app exports for sets that were planned and never filled in."""
        return np.isnan(self.weight_kg) & np.isnan(self.reps) & np.isnan(self.distance_m) & np.isnan(self.duration_s)

    def columns(self) -> dict[str, Floats]:
        return {
            "weight_kg": self.weight_kg,
            "reps": self.reps,
            "distance_m": self.distance_m,
            "duration_s": self.duration_s,
        }


def measures(
    sheet: Sheet, *, weight_kg: Floats, reps: Floats, distance_m: Floats, duration_s: Floats, failed: Mask
) -> Measures:
    """Read zeros as "none", and skip the rows in which nothing was measured.

    Zero reps are an attempt that failed when there is a load, or when the app marks the set as `failed`; beside a time
    or a distance they only say that reps do not apply.
    """
    weight_kg, distance_m, duration_s = (none_if_zero(x) for x in (weight_kg, distance_m, duration_s))
    timed = ~np.isnan(distance_m) | ~np.isnan(duration_s)
    attempted = failed | ~np.isnan(weight_kg)
    measured = Measures(
        weight_kg=weight_kg,
        reps=without(reps, (reps == 0) & (timed | ~attempted)),
        distance_m=distance_m,
        duration_s=duration_s,
    )
    sheet.skip(measured.nothing, "empty")
    return measured


def kilograms(sheet: Sheet, field: str, loads: Floats, kg_in_one: float | Floats) -> Floats:
    """Loads in kilograms, freed of the noise of binary fractions, within their limit."""
    with np.errstate(over="ignore"):  # a load beyond all bounds is refused below
        weight_kg = np.round(loads * kg_in_one, _NOISE_DECIMALS)
    sheet.keep_within(LOAD_KG, field, weight_kg)
    return weight_kg


def signed_kilograms(sheet: Sheet, field: str, loads: Floats, kg_in_one: float | Floats) -> tuple[Floats, Mask]:
    """Loads of an app that writes assistance as a negative load: kilograms without the sign, and where it helped."""
    return kilograms(sheet, field, np.abs(loads), kg_in_one), loads < 0


def are_converted_pounds(weight_kg: Floats) -> bool:
    """Whether kilograms are those of a lifter of pounds: most loads of the file are half pounds, as 20.4117 kg is."""
    loaded = weight_kg > 0
    return bool(_converted(weight_kg).sum() > loaded.sum() / 2)


def snapped_to_pounds(weight_kg: Floats) -> Floats:
    """Kilograms put back on the nearest half pound that they were converted from, in a file where most loads were."""
    if not are_converted_pounds(weight_kg):
        return weight_kg
    on_half_pounds = np.round(np.round(weight_kg / _HALF_POUND_KG) * _HALF_POUND_KG, _NOISE_DECIMALS)
    return np.where(_converted(weight_kg), on_half_pounds, weight_kg)


def _converted(weight_kg: Floats) -> Mask:
    """Loads near a half pound. 22 kg is near one by chance, so quarters of a kilogram are kilograms."""
    converted: Mask = (
        (weight_kg > 0)
        & (_off(weight_kg, _HALF_POUND_KG) <= _NEAR_HALF_POUND_KG)
        & (_off(weight_kg, _QUARTER_KG) > 10.0**-_NOISE_DECIMALS)
    )
    return converted


def _off(values: Floats, step: float) -> Floats:
    """How far values lie from the nearest multiple of a step."""
    off: Floats = np.abs(values - np.round(values / step) * step)
    return off


def metres(sheet: Sheet, field: str, distances: Floats, metres_in_one: float | Floats) -> Floats:
    """Distances in metres, within their limit."""
    distance_m = distances * metres_in_one
    sheet.keep_within(DISTANCE_M, field, distance_m)
    return distance_m


def repetitions(sheet: Sheet) -> Floats:
    """The field reps, within its limit."""
    reps = sheet.numbers("reps")
    sheet.keep_within(REPS, "reps", reps)
    return reps


def seconds(sheet: Sheet) -> Floats:
    """The field duration, written in seconds or as a clock, within its limit."""
    duration_s = sheet.durations("duration")
    sheet.keep_within(DURATION_S, "duration", duration_s)
    return duration_s


def stated_rir(sheet: Sheet) -> Floats:
    """The field rir, within its limit; unlike an RPE of 0, an RIR of 0 is a statement."""
    rir = sheet.numbers("rir")
    sheet.keep_within(RIR, "rir", rir)
    return rir


def reps_in_reserve(sheet: Sheet) -> Floats:
    """RIR = 10 - RPE; an RPE of 0 is none. The sheet's field is rpe."""
    rpe = sheet.numbers("rpe")
    sheet.keep_within(RPE, "rpe", rpe)
    return 10 - none_if_zero(rpe)


def load_kind(exercise: pd.Series[str]) -> pd.Series[str]:
    """`assisted` for the exercises whose name says that the load helps; nothing is claimed about the others."""
    assisted = exercise.str.contains("(Assisted)", case=False, regex=False)
    return pd.Series("", index=exercise.index, dtype="str").mask(assisted, "assisted")


def kinds_of(exercise: Words) -> Words:
    """`load_kind` by the distinct names."""
    kinds = load_kind(pd.Series(exercise.spellings, dtype="str"))
    return exercise.said(dict(zip(exercise.spellings, kinds, strict=True)).__getitem__)


def refuse_nameless(sheet: Sheet, exercise: Cells) -> None:
    """A set of no exercise cannot be used."""
    sheet.refuse_where("exercise", words_of(exercise).where(lambda name: not name.strip()), _("no exercise"))


def none_if_zero(values: Floats) -> Floats:
    """Apps write 0 where a load, a time or a distance does not apply."""
    return without(values, values == 0)


def without(values: Floats, where: Mask) -> Floats:
    """The values, NaN under the mask."""
    if not where.any():
        return values
    left = values.copy()
    np.copyto(left, np.nan, where=where)
    return left
