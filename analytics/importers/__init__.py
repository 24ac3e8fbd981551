"""Importers: from an app's export to the sets of `analytics.model.READ_COLUMNS`.

An importer is one module of this package without a leading underscore; it holds an `IMPORTER` that says how its file is
recognised and read. A module that exists is registered. What importers share lies in the underscore modules; no
importer knows another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import import_module, resources
from pkgutil import iter_modules
from typing import Any, Final, TypeAlias

from analytics.errors import UnknownFormat, UnreadableFile
from analytics.importers import generic
from analytics.importers._base import Importer
from analytics.importers._containers import Member, unpack
from analytics.importers._database import Database
from analytics.importers._decided import decided
from analytics.importers._limits import LARGEST_FILE_MB
from analytics.importers._table import Table, columns_in_words
from analytics.importers._text import Text
from analytics.importers._upload import Upload
from analytics.language import LANGUAGE, _
from analytics.model import Choices, Reading, Stage

__all__ = [
    "FORMATS", "LARGEST_FILE_MB", "PACKED_ORDERS", "TITLES", "Member", "columns_of", "fingerprint", "lines_of", "read",
    "template", "unpack",
]  # fmt: skip

PACKED_ORDERS: Final = generic.PACKED_ORDERS
"""The orders of the numbers in a packed cell, as `Layout.packed` takes them, each with an example in words."""

_TEMPLATE: Final = """\
started_at,workout,exercise,set_type,weight_kg,reps,rir,side,note
2025-01-06 18:00,Legs,Romanian Deadlift (Barbell),warmup,40,8,,,
2025-01-06 18:00,Legs,Romanian Deadlift (Barbell),working,80,8,2,,overwrite these two rows
"""


AnyImporter: TypeAlias = "Importer[Table] | Importer[Text] | Importer[Database]"


def _discovered() -> dict[str, AnyImporter]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name[0] != "_")
    importers: list[AnyImporter] = [module.IMPORTER for module in modules if hasattr(module, "IMPORTER")]
    return {importer.name: importer for importer in importers}


_IMPORTERS: Final = _discovered()
FORMATS: Final = tuple(_IMPORTERS)
"""The names of the importers, as `Choices.format` takes them."""
TITLES: Final = {importer.name: importer.title for importer in _IMPORTERS.values()}
"""The apps' names on screen, by importer."""


def _silent(stage: Stage) -> None:
    """Where nobody is told how far a reading is."""


def read(name: str, content: bytes, choices: Choices, *, tell: Callable[[Stage], None] = _silent) -> Reading:
    """The sets of one uploaded file, with the account of every row that is none.

    `name` is the file's name, for messages; `tell` is told what is being done. Raises UnreadableFile (no text, no
    table, no rows), UnknownFormat (no importer recognises it, or it is not what `choices.format` says), Undecided (a
    table of one's own, understood but for one thing) or WrongRequest (an unknown time zone).
    """
    tell("recognising")
    upload = Upload(name, content)
    importer = _chosen(upload, choices.format) if choices.format else _recognised(upload, choices)
    tell("reading")
    if importer.form is Table:
        _refuse_misfit(upload.table())
    form: Any = upload.form(importer.form)
    return decided(importer.read(form, choices), choices)


def recognised_by(upload: Upload) -> tuple[str, ...]:
    """The names of the apps' importers that recognise a file: exactly one for a file of a supported app.

    The one for tables of one's own is not among them: it takes what none of them knows.
    """
    apps = (importer for importer in _IMPORTERS.values() if importer.name != generic.IMPORTER.name)
    return tuple(importer.name for importer in apps if _recognises(importer, upload))


def columns_of(name: str, content: bytes) -> dict[str, tuple[str, ...]]:
    """The columns of a table that no app wrote, each with some of its values; empty for an app's file."""
    upload = Upload(name, content)
    text = upload.form(Text)
    return {} if recognised_by(upload) or not isinstance(text, Text) else generic.columns(text)


def lines_of(name: str, content: bytes) -> list[str]:
    """The lines of a text as they stand in the file, without their ends; none for a database."""
    text = Upload(name, content).form(Text)
    return text.content.replace("\r\n", "\n").replace("\r", "\n").split("\n") if isinstance(text, Text) else []


@cache
def fingerprint() -> str:
    """What the readings of this version of Hindsight are known by: the importers' own code, and the language that they
    speak."""
    digest = hashlib.sha256(LANGUAGE.encode())
    for file in sorted(resources.files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def template() -> bytes:
    """A CSV file in Hindsight's own format with two rows to overwrite, for a log that cannot be read as it is."""
    return _TEMPLATE.encode()


def _recognises(importer: AnyImporter, upload: Upload) -> bool:
    form: Any = upload.form(importer.form)
    return form is not None and importer.recognises(form)


def _recognised(upload: Upload, choices: Choices) -> AnyImporter:
    names = recognised_by(upload)
    if len(names) == 1:
        return _IMPORTERS[names[0]]
    if names:
        raise UnknownFormat(
            _("{name} is recognised by more than one importer: {apps}.", name=upload.name, apps=", ".join(names)),
            _("Choose the format yourself."),
        )
    _refuse_sister(upload)
    text = upload.form(Text)
    if isinstance(text, Text) and generic.starts_at_the_top(text):
        upload.table()  # what is beyond a bound is refused here, before it is looked at once more
    why = generic.obstacle(text) if isinstance(text, Text) else ""
    is_mapped = choices.layout is not None and isinstance(text, Text)
    if why is None or is_mapped:
        return generic.IMPORTER
    raise UnknownFormat(
        _("{name} is not an export that Hindsight knows. {seen}", name=upload.name, seen=_seen(upload)),
        _lacking(upload, why) or _supported(),
    )


def _lacking(upload: Upload, why: str | None) -> str:
    """What a table of one's own lacks; that it has no column names is said already where its columns are told."""
    if not why:
        return ""
    return f"{why} {generic.TEMPLATE_HINT}" if upload.table().has_header else generic.TEMPLATE_HINT


def _chosen(upload: Upload, name: str) -> AnyImporter:
    if name not in _IMPORTERS:
        raise UnknownFormat(
            _('There is no format "{format}".', format=name), _("Formats: {formats}.", formats=", ".join(FORMATS))
        )
    importer = _IMPORTERS[name]
    if _recognises(importer, upload) or (importer is generic.IMPORTER and not upload.is_database):
        return importer  # the importer of unknown tables says itself what it misses
    looks_like = [_IMPORTERS[other].title for other in recognised_by(upload)]
    hint = _("It looks like an export of {app}.", app=looks_like[0]) if looks_like else _seen(upload)
    raise UnknownFormat(_("{name} is not an export of {app}.", name=upload.name, app=importer.title), hint)


def _refuse_sister(upload: Upload) -> None:
    for importer in _IMPORTERS.values():
        form: Any = upload.form(importer.form)
        if form is not None and (kind := importer.sister(form)):
            raise UnreadableFile(
                _(
                    "{name} is {app}'s file of {kind}; it holds no sets.",
                    name=upload.name,
                    app=importer.title,
                    kind=kind,
                ),
                _("Export the workouts and import that file."),
            )


def _refuse_misfit(table: Table) -> None:
    """When not one row has as many columns as the header, the delimiter is wrong, not the rows."""
    if len(table.ragged) == len(table):
        raise UnreadableFile(
            _(
                '{name} has a header of {columns} columns (separated by "{delimiter}"), and not one row has as many.',
                name=table.name,
                columns=len(table.header),
                delimiter=table.delimiter,
            ),
            _("Export the log again and import that file unchanged."),
        )


def _seen(upload: Upload) -> str:
    if upload.is_database:
        return _("It is a database of another program.")
    table = upload.table()
    if not table.has_header:
        return _("It has {columns} columns, and no line that names them.", columns=len(table.header))
    return columns_in_words(table)


def _supported() -> str:
    titles = (importer.title for importer in _IMPORTERS.values() if importer is not generic.IMPORTER)
    return _("Supported: the exports of {apps}, and a table of your own.", apps=", ".join(titles))
