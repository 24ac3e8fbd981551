"""What a set and a file can be at most. A line beyond these limits is a slip of the finger and is refused whole, never
clipped; a file beyond them is no training log, and is refused before it is taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from analytics.importers._numbers import Floats
from analytics.language import _
from analytics.model import MOST


@dataclass(frozen=True, slots=True)
class Limit:
    """The range of a quantity, both ends allowed."""

    low: float
    high: float
    unit: str

    def broken_by(self, values: Floats) -> Mapping[int, str]:
        """Row position -> reason, for the values outside; a missing value breaks nothing."""
        outside = np.flatnonzero((values < self.low) | (values > self.high))
        return {int(row): self._reason(float(values[row])) for row in outside}

    def _reason(self, value: float) -> str:
        return _(
            "{value} {unit} is outside {low} to {high} {unit}",
            value=_shown(value),
            unit=self.unit,
            low=_shown(self.low),
            high=_shown(self.high),
        )


def _shown(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.3g}"


LARGEST_FILE_MB: Final = 160
"""A million sets in the widest known export have about 150 MB; ten years of one lifter about 5."""
MOST_LINES: Final = 2_000_000
"""Lines of a text, those within notes among them: a million sets with as many rest timers."""
LONGEST_LINE: Final = 1_000_000
"""Bytes. The lines of known exports are far shorter, those that hold a workout in JSON too."""
MOST_COLUMNS: Final = 500
"""The widest known export has a pair of columns for each set of a workout, about 200."""
MOST_CELLS: Final = 30_000_000
"""Each cell costs some bytes beyond its text, so that a file of nothing but separators would fill the memory."""
LONGEST_COLUMN_NAME: Final = 1_000
MOST_REFUSED: Final = 100_000
"""Refused lines, each kept with its reason. A file with more is refused whole: it is not what it was taken for."""
LOAD_KG: Final = Limit(0, MOST["weight_kg"], "kg")
REPS: Final = Limit(0, MOST["reps"], _("reps"))
RPE: Final = Limit(0, MOST["rir"], "RPE")
RIR: Final = Limit(0, MOST["rir"], _("reps in reserve"))
DISTANCE_M: Final = Limit(0, MOST["distance_m"], "m")
DURATION_S: Final = Limit(0, MOST["duration_s"], "s")
