"""Logs that earlier code wrote (`benchmarks.hostile.old_logs`) are opened by today's with nothing lost, also where the
first opening was cut off in the middle.

All of them lived the same life, as far as their version knew how: twelve sessions of nine sets in one export, fourteen
in the next, Ben's two sets taken back, two typed in, one deleted: 14 x 9 + 2 - 1 = 127 sets.
"""

from __future__ import annotations

import multiprocessing
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

import duckdb
import pytest

from analytics.store import schema
from analytics.training_log import DATABASE_NAME, TrainingLog
from benchmarks.hostile import old_logs
from benchmarks.hostile.acts import migrate_and_die

if TYPE_CHECKING:  # Windows has none
    from multiprocessing.context import ForkServerContext

LATER: Final = datetime(2026, 11, 21, 9)
TODAY: Final = LATER.date()
THE_FIRST, THE_SECOND, OF_BEN, TYPED_IN, EDIT, EDIT_TAKEN_BACK, DELETION = range(1, 8)
NEWEST: Final = len(schema.migrations())
EACH: Final = [pytest.param(name, marks=pytest.mark.xdist_group(name), id=name) for name in old_logs.names()]
"""The tests of one log stay together, on one worker too, where it is opened once."""
OUTDATED: Final = [each for each in EACH if old_logs.schema_of(str(each.id)) < NEWEST]
SHIPPED_OR_DERIVED: Final = {
    "schema_version", "reference_stamp", "exercises", "contributions", "muscles", "facts", "judged", "judged_fresh",
    "credited", "lifted",
}  # fmt: skip

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(params=EACH, scope="module")
def kept(request: pytest.FixtureRequest) -> str:
    """The name of each kept log in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def as_kept(kept: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a kept log, as it was when its own code closed it; for tests that only look."""
    return old_logs.unpack(kept, tmp_path_factory.mktemp(kept) / "home")


@pytest.fixture
def home(as_kept: Path, tmp_path: Path) -> Path:
    """The same for a test of its own."""
    return shutil.copytree(as_kept, tmp_path / "home")


@dataclass(frozen=True)
class Opened:
    """A kept log that today's code has opened and closed: where it lies, and its rows before and after."""

    home: Path
    before: Rows
    after: Rows


@pytest.fixture(scope="module")
def opened(as_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """A kept log brought forward, for tests that look at its files or take a copy of them."""
    home = shutil.copytree(as_kept, tmp_path_factory.mktemp("opened") / "home")
    columns = columns_of(home)
    before = rows_of(home, columns)
    TrainingLog.open(home).close()
    return Opened(home, before, rows_of(home, columns))


@pytest.fixture(scope="module")
def log(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """A kept log opened by today's code, for tests that only look."""
    with TrainingLog.open(shutil.copytree(opened.home, tmp_path_factory.mktemp("log") / "home")) as found:
        yield found


@pytest.fixture
def changed(opened: Opened, tmp_path: Path) -> Iterator[TrainingLog]:
    """The same for a test that changes it."""
    with TrainingLog.open(shutil.copytree(opened.home, tmp_path / "changed")) as found:
        yield found


def columns_of(home: Path) -> dict[str, str]:
    """The tables that hold what a person logged and decided, with their columns, as a list to select."""
    with closing(duckdb.connect(str(home / DATABASE_NAME), read_only=True)) as connection:
        found = connection.execute("select * from duckdb_columns() semi join duckdb_tables() using (table_oid)").df()
    kept = found[~found["table_name"].isin(SHIPPED_OR_DERIVED) & (found["column_name"] != "is_edge")]
    return {
        str(table): ", ".join(f'"{name}"' for name in names)
        for table, names in kept.groupby("table_name")["column_name"]
    }


def rows_of(home: Path, columns: dict[str, str]) -> Rows:
    """Every row of these columns."""
    with closing(duckdb.connect(str(home / DATABASE_NAME), read_only=True)) as connection:
        asked = {table: f"select {listed} from {table} order by all" for table, listed in columns.items()}  # noqa: S608
        return {table: connection.execute(query).fetchall() for table, query in asked.items()}


# what is kept is complete --------------------------------------------------------------------------------------------


def test_every_schema_before_the_newest_has_a_kept_log() -> None:
    missing = set(range(1, NEWEST)) - {old_logs.schema_of(name) for name in old_logs.names()}
    assert not missing, (
        f"A migration was added, and no log of schema {sorted(missing)} is kept: "
        "python -m benchmarks.hostile.old_logs --commit COMMIT, with a commit whose newest schema that is"
    )


def test_a_kept_log_has_the_schema_that_its_name_says(as_kept: Path, kept: str) -> None:
    assert old_logs.version_in(as_kept / DATABASE_NAME) == old_logs.schema_of(kept)


def test_a_migration_that_logs_have_gone_through_is_never_changed() -> None:
    prints = old_logs.MIGRATIONS.read_text(encoding="utf-8").split()
    assert prints == old_logs.prints_of_migrations()[: len(prints)], "Add a migration instead of changing one"
    assert len(prints) >= NEWEST - 1, "python -m benchmarks.hostile.old_logs keeps what a migration is"


# an old log is opened ------------------------------------------------------------------------------------------------


def test_an_old_log_opens_and_exports_what_its_own_code_exported(log: TrainingLog, kept: str) -> None:
    assert log.export() == old_logs.exported(kept)
    assert len(log.sets("me")) == 127


def test_every_row_that_a_person_logged_or_decided_is_still_there(opened: Opened) -> None:
    held = {table: rows for table, rows in opened.before.items() if rows}  # a log without a journal is given one
    assert {table: opened.after[table] for table in held} == held
    assert len(held["sets"]) > 127
    assert old_logs.version_in(opened.home / DATABASE_NAME) == NEWEST


def test_settings_names_and_answers_of_an_old_log_hold(log: TrainingLog, kept: str) -> None:
    version = old_logs.schema_of(kept)
    assert log.setting("unit", "kg") == "lb"
    assert [(fact.key, fact.value) for fact in log.facts if fact.is_changed] == [("hard.max_rir", 3)]
    assert log.mappings()[["as_written", "exercise_id"]].to_numpy().tolist() == [["Ham Thing", "seated_leg_curl"]]
    has_own_exercise = "Sled Shove" not in {name.name for name in log.unrecognised("me")}
    assert (has_own_exercise, len(log.decisions())) == ((True, 2) if version >= 3 else (False, 1))
    assert len(log.confirmations("me")) == (1 if version >= 4 else 0)
    assert [answer.because for answer in log.answers("me")] == (["A heavy block"] if version >= 7 else [])
    assert (log.last_told("screen", athlete="me") is not None) == (version >= 7)
    assert (log.kept_plan(date(2026, 11, 2), "me") is not None) == (version >= 7)


def test_every_change_of_an_old_log_can_be_taken_back(changed: TrainingLog) -> None:
    """Deleted, typed in, brought by the second file, brought by the first: 127 + 1, - 2, - 18, - 108 sets."""
    counts = []
    for change in (DELETION, EDIT, TYPED_IN, THE_SECOND, THE_FIRST):
        changed.undo(change, now=LATER)
        counts.append(len(changed.sets("me")))
    assert counts == [128, 128, 126, 108, 0]
    assert changed.imports()["undone_at"].notna().all()


def test_what_was_taken_back_in_an_old_log_stays_so(log: TrainingLog) -> None:
    assert log.athletes() == ["me"]
    undone = log.imports().set_index("import_id")["undone_at"].notna()
    assert undone[undone].index.tolist() == [EDIT_TAKEN_BACK, OF_BEN]
    assert log.sets("me", to_date=old_logs.FIRST_DAY.date())["reps"].tolist().count(4) == 1


def test_a_file_that_an_old_log_holds_adds_nothing_when_it_comes_again(changed: TrainingLog, kept: str) -> None:
    report = changed.import_file("again.csv", old_logs.app_export(7, corrected=True), now=LATER)
    assert (report.added, report.unchanged, report.updated) == (0, 126, 0)
    assert changed.export() == old_logs.exported(kept)


def test_an_old_log_is_measured_and_judged(log: TrainingLog) -> None:
    on = log.judged_on(TODAY, athlete="me")
    assert log.metric("weekly_hard_sets", athlete="me", to_date=on)["hard_sets"].sum() > 0
    assert log.findings(on=on, athlete="me")


# the backup before ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", OUTDATED, indirect=True)
def test_the_backup_made_before_holds_the_old_log_to_the_row_and_can_be_restored(
    as_kept: Path, opened: Opened, changed: TrainingLog, kept: str, tmp_path: Path
) -> None:
    (backup,) = (opened.home / "backups").glob(f"before-schema-{NEWEST}-*.zip")
    with zipfile.ZipFile(backup) as archive:
        archive.extract(DATABASE_NAME, tmp_path)
    assert rows_of(tmp_path, columns_of(as_kept)) == opened.before
    changed.undo(THE_FIRST, now=LATER)
    changed.restore(backup, now=LATER)
    assert changed.export() == old_logs.exported(kept)


# cut off in the middle -----------------------------------------------------------------------------------------------


def cut_off(kept: str) -> range:
    """The migrations to cut off: with the oldest log every one on its way, with the others the first."""
    first = old_logs.schema_of(kept) + 1
    return range(first, NEWEST + 1 if first == 2 else first + 1)


def failing_at(step: int) -> Callable[[], tuple[str, ...]]:
    """The migrations, one of which fails after all that it does, so that all of it has to be taken back."""
    scripts = list(schema.migrations())
    scripts[step - 1] += ";\nselect error('the power is gone')"
    return lambda: tuple(scripts)


@pytest.fixture
def forkserver(monkeypatch: pytest.MonkeyPatch) -> ForkServerContext:
    """Processes that are there at once, with all loaded that opening a log takes."""
    # a test of a page leaves its script there, which a new process would run
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.hostile.acts"])
    return context


@pytest.mark.parametrize("kept", OUTDATED, indirect=True)
def test_a_migration_that_fails_or_is_killed_leaves_the_log_as_it_was_and_is_done_the_next_time(
    home: Path, opened: Opened, kept: str, forkserver: ForkServerContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = columns_of(home)
    for step in cut_off(kept):
        with monkeypatch.context() as patched:
            patched.setattr(schema, "migrations", failing_at(step))
            with pytest.raises(duckdb.Error, match="the power is gone"):
                TrainingLog.open(home)
        assert old_logs.version_in(home / DATABASE_NAME) == step - 1
        assert rows_of(home, columns) == opened.before
        process = forkserver.Process(target=migrate_and_die, args=(home, step))
        process.start()
        process.join()
        assert process.exitcode == -9
    with TrainingLog.open(home) as log:
        assert log.export() == old_logs.exported(kept)
        assert log.undo(DELETION, now=LATER) == 1
