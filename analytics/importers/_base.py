"""What an importer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from analytics.importers._database import Database
from analytics.importers._table import Table
from analytics.importers._text import Text
from analytics.model import Choices, Reading

Form = TypeVar("Form", Table, Text, Database)


def _no_sister(_: object) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Importer(Generic[Form]):
    """One app's export: how its file is recognised, and how it is read.

    `name` is what a person types and what a set's `source` says; `title` is the app's name on screen. `form` is what
    the importer wants to be given of a file: the Table of a CSV, the Text where the export is no table, the Database
    of an app's backup. `recognises` looks at that form without judging its rows, and must be false for every other
    importer's files. `sister` names a file of the same app that holds no sets ("body measurements"), so that it can be
    refused kindly.
    """

    name: str
    title: str
    form: type[Form]
    recognises: Callable[[Form], bool]
    read: Callable[[Form, Choices], Reading]
    sister: Callable[[Form], str | None] = _no_sister
