"""The schema version of a log, forward migrations, and the reference tables and views that every start brings up to
date.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import Final

import duckdb
import pandas as pd

from analytics.errors import DatabaseProblem
from analytics.language import _
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts
from analytics.reference.names import normalise
from analytics.store.database import Database, sql

_VIEWS: Final = ("sql/prints", "views", "hard_sets")


def migrations() -> tuple[str, ...]:
    """The migration scripts in order; a database's version is how many of them it has had."""
    folder = resources.files("analytics.store").joinpath("migrations")
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return tuple(entry.read_text(encoding="utf-8") for entry in files)


def version_of(database: Database) -> int:
    """The schema version of an open file; 0 when it is empty. Raises `DatabaseProblem` for somebody else's database."""
    try:
        return int(database.values("select max(version) from schema_version")[0][0])
    except duckdb.CatalogException:  # no such table; listing all tables costs more than the rest of an ordinary start
        if database.values("select table_name from duckdb_tables() where not internal"):
            raise DatabaseProblem(
                _("{name} is a database, but not one of Hindsight's.", name=database.path.name),
                _("Choose another file with --database."),
            ) from None
        return 0


def migrate(database: Database, *, from_version: int) -> None:
    """Bring the schema to the newest version, each step in a transaction of its own."""
    scripts = migrations()
    if from_version > len(scripts):
        raise DatabaseProblem(
            _(
                "{name} was written by a newer Hindsight (schema {its_version}, this one knows {ours}).",
                name=database.path.name,
                its_version=from_version,
                ours=len(scripts),
            ),
            _("Update Hindsight, or choose another file."),
        )
    for number, script in enumerate(scripts[from_version:], start=from_version + 1):
        with database.write_derived() as cursor:
            cursor.execute("create table if not exists schema_version (version integer not null)")
            cursor.execute(script)
            cursor.execute("insert into schema_version values ($version)", {"version": number})


def write_reference(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, facts: Facts) -> None:
    """Write catalogue, facts and views into the database where they differ from what it holds, and resolve its names
    anew; inside the transaction of `cursor`.
    """
    stamp = _stamp(catalogue, facts)
    cursor.execute("create table if not exists reference_stamp (stamp varchar)")
    if cursor.execute("select stamp from reference_stamp").fetchall() == [(stamp,)]:
        return
    _load_catalogue(cursor, catalogue)
    load_facts(cursor, facts)
    for name in _VIEWS:
        cursor.execute(sql(name))
    names = [name for (name,) in cursor.execute("select exercise from exercise_names").fetchall()]
    cursor.execute("delete from exercise_names")
    add_names(cursor, catalogue, names)
    cursor.execute("delete from reference_stamp")
    cursor.execute("insert into reference_stamp values ($stamp)", {"stamp": stamp})


def load_facts(cursor: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    """Replace the table `facts(key, number, word)`, from which SQL reads every threshold."""
    frame = pd.DataFrame(
        [(fact.key, fact.value if isinstance(fact.value, int | float) else None, str(fact.value)) for fact in facts],
        columns=["key", "number", "word"],
    ).astype({"number": "float64"})
    _replace_table(cursor, "facts", frame)


def add_names(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, names: list[str]) -> None:
    """Remember exercise names as written, with the catalogue entry each resolves to (NULL where none does)."""
    if not names:
        return
    frame = pd.DataFrame(
        [(name, normalise(name), catalogue.recognise(name)) for name in names],
        columns=["exercise", "name_key", "exercise_id"],
        dtype="str",
    )
    cursor.register("new_names", frame)
    cursor.execute("insert into exercise_names by name select * from new_names")
    cursor.unregister("new_names")


def _load_catalogue(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    _replace_table(cursor, "exercises", catalogue.exercises)
    _replace_table(cursor, "contributions", catalogue.contributions)
    _replace_table(cursor, "muscles", catalogue.muscles)


def _replace_table(cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    cursor.register("shipped", frame)
    # names of our own tables, never of a file
    cursor.execute(f"create or replace table {table} as select * from shipped")  # noqa: S608
    cursor.unregister("shipped")


def _stamp(catalogue: Catalogue, facts: Facts) -> str:
    """A fingerprint of all that is shipped and derived, to skip the work when nothing changed."""
    digest = hashlib.sha256(catalogue.fingerprint.encode())
    digest.update(repr([(fact.key, fact.value) for fact in facts]).encode())
    for name in _VIEWS:
        digest.update(sql(name).encode())
    return digest.hexdigest()
