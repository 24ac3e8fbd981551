"""What an importer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analytics.importers._table import Table
from analytics.model import Choices, Reading


def _no_sister(_: Table) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Importer:
    """One app's export: how its table is recognised, and how it is read.

    `name` is what a person types and what a set's `source` says; `title` is the app's name on screen. `recognises`
    looks at a table without judging its rows, and must be false for every other importer's files. `sister` names a file
    of the same app that holds no sets ("body measurements"), so that it can be refused kindly.
    """

    name: str
    title: str
    recognises: Callable[[Table], bool]
    read: Callable[[Table, Choices], Reading]
    sister: Callable[[Table], str | None] = _no_sister
