"""The table of the benchmarks: what was measured, what the bare engine took for it in the same run, and their ratio.

Times are processor time, all threads of a process together, so that a machine's other work hardly touches them; what
is left of it moves both sides of a ratio alike, since they take turns. Ratios can be compared from machine to machine.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

MILLISECONDS: Final = "ms"
MEGABYTES: Final = "MB"
_FORMATS: Final = {MILLISECONDS: "{:,.1f}", MEGABYTES: "{:,.0f}", "kB": "{:,.0f}", "times": "{:,.0f}"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured, in `unit`, against `bare` in the same unit (None: nothing to compare with).

    `times` is the most that it may take of `bare`, `beyond` the most that it may take more than it; None: no bound.
    """

    name: str
    value: float
    bare: float | None = None
    unit: str = MILLISECONDS
    times: float | None = None
    beyond: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the bare engine's."""
        return None if not self.bare else self.value / self.bare

    @property
    def holds(self) -> bool | None:
        """Whether the bound holds; None where there is none."""
        if self.bare is None or (self.times is None and self.beyond is None):
            return None
        return self.value <= (self.bare + self.beyond if self.beyond is not None else self.bare * (self.times or 0))

    def cells(self) -> tuple[str, ...]:
        """As a row of the table."""
        shown = _FORMATS[self.unit]
        return (
            self.name,
            f"{shown.format(self.value)} {self.unit}".strip(),
            "" if self.bare is None else f"{shown.format(self.bare)} {self.unit}".strip(),
            "" if self.ratio is None else f"{self.ratio:.2f} x",
            self._bound(),
            {None: "", True: "yes", False: "NO"}[self.holds],
        )

    def _bound(self) -> str:
        if self.beyond is not None:
            return f"bare + {self.beyond:g} {self.unit}"
        return "" if self.times is None else f"{self.times:g} x"


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a heading; `bare` says in words what they are held against, `how` what has to be known."""

    title: str
    bare: str
    lines: Sequence[Line] = field(default_factory=tuple)
    how: str = ""

    @property
    def kept(self) -> tuple[int, int]:
        """How many bounds hold, of how many."""
        bounds = [line.holds for line in self.lines if line.holds is not None]
        return sum(bounds), len(bounds)

    def text(self) -> str:
        """The section in Markdown, its columns aligned."""
        head = ("", "Hindsight", "bare", "ratio", "bound", "holds")
        rows = [head, *(line.cells() for line in self.lines)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
        rule = "|".join(["", *("-" * (width + 1) + (":" if place else "-") for place, width in enumerate(widths)), ""])
        body = [_row(row, widths) for row in rows]
        said = " ".join(part for part in (f"Bare: {self.bare}.", self.how) if part)
        return "\n".join([f"### {self.title}", "", said, "", body[0], rule, *body[1:], ""])


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]) + " |"


def seconds(work: Callable[[], object]) -> float:
    """How much processor time a piece of work takes in this process, its threads together."""
    started = time.process_time()
    work()
    return time.process_time() - started


def taking_turns(work: Callable[[], float], bare: Callable[[], float], repeat: int) -> tuple[float, float]:
    """The medians of two timings (in ms) that take turns, so that a machine's other work meets both."""
    pairs = [(work(), bare()) for _ in range(repeat)]
    return 1000 * statistics.median(own for own, _ in pairs), 1000 * statistics.median(other for _, other in pairs)


def typical(lines: Iterable[Line]) -> float:
    """The geometric mean of the ratios."""
    return statistics.geometric_mean(line.ratio for line in lines if line.ratio)
