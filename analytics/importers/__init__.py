"""Importers: from an app's export to the sets of `analytics.model.READ_COLUMNS`.

An importer is one module of this package without a leading underscore; it holds an `IMPORTER` that says how its file is
recognised and read. A module that exists is registered. What importers share lies in the underscore modules; no
importer knows another.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from analytics.errors import UnknownFormat, UnreadableFile
from analytics.importers._base import Importer
from analytics.importers._table import Table, tokenise
from analytics.importers._text import decode
from analytics.model import Choices, Reading

__all__ = ["FORMATS", "read"]

_COLUMNS_SHOWN: Final = 12


def _discovered() -> dict[str, Importer]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name[0] != "_")
    importers: list[Importer] = [module.IMPORTER for module in modules]
    return {importer.name: importer for importer in importers}


_IMPORTERS: Final = _discovered()
FORMATS: Final = tuple(_IMPORTERS)
"""The names of the importers, as `Choices.format` takes them."""


def read(name: str, content: bytes, choices: Choices) -> Reading:
    """The sets of one uploaded file, with the account of every row that is none.

    `name` is the file's name, for messages. Raises UnreadableFile (no text, no table, no rows), UnknownFormat (no
    importer recognises it, or it is not what `choices.format` says) or WrongRequest (an unknown time zone).
    """
    table = tokenise(name, decode(name, content))
    importer = _chosen(table, choices.format) if choices.format else _recognised(table)
    _refuse_misfit(table)
    return importer.read(table, choices)


def recognised_by(table: Table) -> tuple[str, ...]:
    """The names of the importers that recognise a table: exactly one for a file that is supported."""
    return tuple(importer.name for importer in _IMPORTERS.values() if importer.recognises(table))


def _recognised(table: Table) -> Importer:
    names = recognised_by(table)
    if len(names) == 1:
        return _IMPORTERS[names[0]]
    if names:
        raise UnknownFormat(
            f"{table.name} is recognised by more than one importer: {', '.join(names)}.", "Choose the format yourself."
        )
    _refuse_sister(table)
    raise UnknownFormat(f"{table.name} is not an export that Hindsight knows. {_seen(table)}", _supported())


def _chosen(table: Table, name: str) -> Importer:
    if name not in _IMPORTERS:
        raise UnknownFormat(f'There is no format "{name}".', f"Formats: {', '.join(FORMATS)}.")
    importer = _IMPORTERS[name]
    if importer.recognises(table):
        return importer
    looks_like = [_IMPORTERS[other].title for other in recognised_by(table)]
    hint = f"It looks like an export of {looks_like[0]}." if looks_like else _seen(table)
    raise UnknownFormat(f"{table.name} is not an export of {importer.title}.", hint)


def _refuse_sister(table: Table) -> None:
    for importer in _IMPORTERS.values():
        if kind := importer.sister(table):
            raise UnreadableFile(
                f"{table.name} is {importer.title}'s file of {kind}; it holds no sets.",
                "Export the workouts and import that file.",
            )


def _refuse_misfit(table: Table) -> None:
    """When not one row has as many columns as the header, the delimiter is wrong, not the rows."""
    if len(table.ragged) == len(table):
        raise UnreadableFile(
            f'{table.name} has a header of {len(table.header)} columns (separated by "{table.delimiter}"), '
            "and not one row has as many.",
            "Export the log again and import that file unchanged.",
        )


def _seen(table: Table) -> str:
    if not table.has_header:
        return f"It has no header, and {len(table.header)} columns."
    names = [name for name in table.header if name]
    shown = ", ".join(name[:40] for name in names[:_COLUMNS_SHOWN])
    more = f" and {len(names) - _COLUMNS_SHOWN} more" if len(names) > _COLUMNS_SHOWN else ""
    return f"Its columns are: {shown}{more}."


def _supported() -> str:
    return f"Supported: the CSV exports of {', '.join(importer.title for importer in _IMPORTERS.values())}."
