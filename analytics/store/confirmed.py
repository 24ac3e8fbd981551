"""Doubtful values that the lifter said are right: kept by what they are, so that a re-import does not ask again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.model import Doubt
from analytics.store import taking_back
from analytics.store.database import Database
from analytics.store.lines import rows_told

COLUMNS: Final[Mapping[str, str]] = {
    "athlete": "str", "kind": "str", "started_at": "datetime64[us]", "exercise": "str", "content": "str", "said": "str",
}  # fmt: skip
"""What a confirmed value is known by, and the question that it answers."""
_ANSWER: Final = taking_back.Numbered(
    "confirmed_values",
    "confirmation_id",
    _("There is no answer {number} to take back."),
    _("Answer {number} was already taken back on {time}."),
)


def confirm(database: Database, doubts: Sequence[Doubt], *, now: datetime) -> int:
    """Record one answer about all values of `doubts`; returns its number, which `take_back` takes."""
    values = [
        (doubt.athlete, doubt.kind, value.started_at, value.exercise, value.content, doubt.text)
        for doubt in doubts
        for value in doubt.values
    ]
    return confirm_values(database, pd.DataFrame(values, columns=list(COLUMNS)), now=now)


def confirm_values(database: Database, rows: pd.DataFrame, *, now: datetime) -> int:
    """`confirm` for values in the columns of `COLUMNS`."""
    with database.write() as cursor:
        number = int(cursor.execute("select nextval('confirmation_ids')").fetchall()[0][0])
        cursor.register("answered", rows)
        cursor.execute(
            "insert into confirmed_values by name "
            "select $number as confirmation_id, *, $now as confirmed_at from answered",
            {"number": number, "now": now},
        )
        cursor.unregister("answered")
        database.journal.note("confirm", number=number, at=now, values=rows_told(rows))
        return number


def take_back(database: Database, confirmation_id: int, *, now: datetime) -> None:
    """Take an answer back: its values are asked about again. Raises `NotFound` and `WrongRequest`."""
    with database.write() as cursor:
        taking_back.take_back(cursor, _ANSWER, confirmation_id, now=now)
        database.journal.note("take_back_confirmation", at=now, confirmation=confirmation_id)
