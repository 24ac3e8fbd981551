"""The table in a sheet that somebody keeps by hand: titles above the header, a header of two lines, rows that end
early, dates that stand as headings between the rows.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.importers._days import are_days
from analytics.importers._header_words import factors_in, is_known
from analytics.importers._table import DELIMITERS, Table, tokenise
from analytics.importers._text import Text

Mask = npt.NDArray[np.bool_]
_LINES_ABOVE: Final = 30
_LONGEST_LINE: Final = 20_000
_CELLS: Final = 100
_LONGEST_NAME: Final = 200
_ENOUGH: Final = 2
DATE_HEADING: Final = "Date"
"""The name of the column that dates between the rows are put into."""


def grid(text: Text) -> Table:
    """The table in a text, from its header on, with the line numbers of the file. UnreadableFile when there is none."""
    above = lines_above(text)
    below = text.content.split("\n", above)[-1]
    table = tokenise(text.name, replace(text, content=below))
    table = replace(table, lines=table.lines + above)
    return _with_day_headings(_with_one_header(table))


def filled_up(table: Table) -> Table:
    """The table with every uneven record cut or filled to the width of the header: to look at, not to read."""
    width = len(table.header)
    return table.repaired({n: [*record[:width], *[""] * (width - len(record))] for n, record in table.ragged.items()})


def completed(table: Table, *, needed: int, glued: int | None) -> Table:
    """The table with its uneven records put right, where it is plain how.

    A record that ends early is filled up when it has its first `needed` cells; cells too many are cut when they are
    blank, and belong to the last column when that is `glued`.
    """
    width = len(table.header)
    repaired: dict[int, list[str]] = {}
    for position, record in table.ragged.items():
        cells = list(record)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if needed <= len(cells) <= width:
            repaired[position] = cells + [""] * (width - len(cells))
        elif len(cells) > width and glued == width - 1:
            repaired[position] = [*cells[: width - 1], table.delimiter.join(cells[width - 1 :])]
    return table.repaired(repaired)


def lines_above(text: Text) -> int:
    """How many lines stand above the header: the line that knows most words for columns, the first of equals."""
    lines = text.content.split("\n", _LINES_ABOVE)[:_LINES_ABOVE]  # to split a large file costs many times its room
    scores = [_words_known(line) for line in lines]
    best = max(range(len(scores)), key=lambda n: (scores[n], -n))
    return best if scores[best] >= _ENOUGH and scores[best] > scores[0] else 0


def _words_known(line: str) -> int:
    """The cells of a line that name a column."""
    if len(line) > _LONGEST_LINE:
        return 0
    delimiter = max(DELIMITERS, key=line.count)
    try:
        cells = next(csv.reader([line.rstrip("\r")], delimiter=delimiter), [])
    except csv.Error:
        return 0
    names = {cell.strip().casefold() for cell in cells[:_CELLS] if len(cell) <= _LONGEST_NAME}
    return sum(is_known(name) or bool(factors_in(name)) for name in names)


def _with_one_header(table: Table) -> Table:
    """A header of two lines as one: `Set 1` above `Reps` is `Set 1 Reps`."""
    if not table.has_header or len(table) < 2 or 0 in table.ragged:
        return table
    second = [str(cell).strip() for cell in table.columns.iloc[0]]
    filled = [cell for cell in second if cell]
    known = sum(is_known(cell) for cell in filled)
    if known < _ENOUGH or known < len(filled) / 2 or any(_is_amount(cell) for cell in filled):
        return table
    names: list[str] = []
    upper = ""
    for first, below in zip(table.header, second, strict=True):
        upper = first or (upper if below else "")
        names.append(f"{upper} {below}".strip())
    rows = np.arange(1, len(table))
    return replace(
        table,
        header=tuple(names),
        words=tuple(column.taken(rows) for column in table.words),
        lines=table.lines[1:],
        ragged={position - 1: record for position, record in table.ragged.items()},
    )


def _is_amount(cell: str) -> bool:
    return cell[:1].isdigit()


def _with_day_headings(table: Table) -> Table:
    """A column of dates made from rows that hold nothing but a date, in a table without a column of them."""
    blank = table.columns.apply(lambda cells: cells.str.strip().eq(""))
    alone = (~blank).sum(axis="columns").to_numpy() == 1
    if not alone.any() or any(are_days(_some(table.column(n))) > 0.5 for n in range(len(table.header))):
        return table
    for number in range(len(table.header)):
        cells = table.column(number).str.strip()
        is_heading: Mask = np.zeros(len(table), dtype=bool)
        rows = np.flatnonzero(alone & cells.ne("").to_numpy(dtype=bool))
        is_heading[rows] = [are_days([cells.iloc[row]]) == 1 for row in rows]
        if len(rows) and is_heading.any() and is_heading[: int(np.argmax(~alone)) + 1].any():
            return _moved(table, number, is_heading)
    return table


def _moved(table: Table, number: int, is_heading: Mask) -> Table:
    columns = table.columns.copy()
    columns[len(table.header)] = columns[number].where(is_heading, "").astype("str")
    columns[number] = columns[number].mask(is_heading, "").astype("str")
    ragged: Mapping[int, tuple[str, ...]] = {n: (*record, "") for n, record in table.ragged.items()}
    return replace(table.with_columns(columns), header=(*table.header, DATE_HEADING), ragged=ragged)


def _some(cells: pd.Series[str]) -> list[str]:
    return [cell for cell in cells.unique()[:200] if cell.strip()]
