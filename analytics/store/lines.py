"""What the lines of the journal say of sets, rows and choices, and what these are again when a line is read.

A set is named by what it is: the change that brought it, its line there, and the edit it came from. Numbers of sets are
given out anew when a log is made again; numbers of changes are not, so they may be named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.model import Choices, Layout
from analytics.store.database import sql

_NAMED: Final[Mapping[str, str]] = {
    "place": "int64", "change": "Int64", "line": "Int64", "nth": "Int64", "edit": "Int64", "athlete": "str",
    "started_at": "datetime64[us]", "exercise": "str", "block": "Int64", "set_number": "Int64", "weight_kg": "Float64",
    "reps": "Float64",
}  # fmt: skip


def names_of(cursor: duckdb.DuckDBPyConnection, set_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Sets by what they are, in the order of their numbers' list; what is missing of one is left out."""
    found = cursor.execute(sql("sql/named_sets"), {"set_ids": list(set_ids)}).df().set_index("set_id")
    return rows_told(found.loc[list(set_ids)])


def ids_of(cursor: duckdb.DuckDBPyConnection, named: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """The numbers of sets that `names_of` named; None for what this log does not hold."""
    cursor.register("named", in_columns([{"place": place, **each} for place, each in enumerate(named)], **_NAMED))
    found = dict(cursor.execute(sql("sql/find_named")).fetchall())
    cursor.unregister("named")
    return [found.get(place) for place in range(len(named))]


def rows_told(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """One object a row, without what is missing."""
    kept = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items() if value is not None} for row in kept]


def in_columns(rows: Sequence[Mapping[str, Any]], **dtypes: str) -> pd.DataFrame:
    """Rows of a line in these columns and dtypes."""
    return pd.DataFrame(list(rows)).reindex(columns=list(dtypes)).astype(dtypes)


def choices_told(choices: Choices) -> dict[str, Any]:
    """What a person chose at an import; what they left to the file is left out."""
    usual = Choices()
    chosen = {each.name: getattr(choices, each.name) for each in fields(Choices)}
    told = {name: value for name, value in chosen.items() if value != getattr(usual, name)}
    return {name: asdict(value) if isinstance(value, Layout) else value for name, value in told.items()}


def choices_of(told: Mapping[str, Any]) -> Choices:
    """`choices_told` read again."""
    chosen = dict(told)
    if layout := chosen.get("layout"):
        chosen["layout"] = Layout(layout["columns"], tuple(layout["lifts"]), layout["packed"])
    if switch := chosen.get("unit_switch"):
        chosen["unit_switch"] = (date.fromisoformat(switch[0]), switch[1])
    return Choices(**chosen)
