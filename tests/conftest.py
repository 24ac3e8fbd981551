"""What every test may lean on: Hypothesis's profile, the folder of real exports, an empty data directory."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from analytics.__main__ import main
from analytics.store import Store
from analytics.training_log import DATABASE_NAME

_HEADERS, _BLOCK = 12_288, 262_144
"""Bytes of a DuckDB file: its three headers, and each block after them."""
Run = Callable[..., str]
"""What the fixture `run` gives: a command's arguments in, what it printed out."""

# A loaded machine makes single examples slow; what counts is the whole test (pytest's timeout): no deadline for one.
settings.register_profile("default", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=20,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default"))


@pytest.fixture(scope="session")
def exports() -> Path:
    """The folder of real exports that `HINDSIGHT_EXPORTS` names; people's logs, never a part of the project."""
    stated = os.environ.get("HINDSIGHT_EXPORTS")
    if not stated:
        pytest.skip("real exports: set HINDSIGHT_EXPORTS to a folder of them")
    folder = Path(stated)
    if not folder.is_dir():
        pytest.fail(f"HINDSIGHT_EXPORTS names {folder}, which is no folder")
    return folder


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory of this test alone, which the app and the command line take for the lifter's own."""
    folder = tmp_path / "hindsight"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a log of this test; its output, or for `expect=1` what went to stderr."""

    def command(*arguments: object, expect: int = 0) -> str:
        code = main([*map(str, arguments), "--database", str(tmp_path / "log.duckdb")])
        printed = capsys.readouterr()
        assert code == expect, printed.err
        return printed.out if expect == 0 else printed.err

    return command


def damage(database: Path, table: str) -> None:
    """Overwrite the block of a small closed log that the rows of one table lie in: the log opens, and fails where they
    are read.
    """
    whole = database.read_bytes()
    for start in range(_HEADERS, len(whole), _BLOCK):
        database.write_bytes(whole[:start] + b"\xff" * _BLOCK + whole[start + _BLOCK :])
        with suppress(duckdb.Error), duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("select * from schema_version").fetchall()
            try:
                connection.execute(f"select * from {table}").fetchall()  # noqa: S608 a table of our own
            except duckdb.Error:
                return
    pytest.fail(f"no block of {database.name} holds {table} alone")


@pytest.fixture(autouse=True, scope="session")
def _new_logs_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new log is a copy of one that this session made, by all its migrations: the same file for a fraction of the
    time. Opening checks the copy as it checks any log, so other facts or another schema are still written into it.
    """
    home = tmp_path_factory.mktemp("new_log")
    original = home / DATABASE_NAME
    Store(original, files=home).close()
    opened = Store.__init__

    def open_or_copy(store: Store, database_file: Path, *, files: Path) -> None:
        if not database_file.exists():
            database_file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(original, database_file)
        opened(store, database_file, files=files)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "__init__", open_or_copy)
        yield


@pytest.fixture(autouse=True, scope="session")
def _page_runs_are_spared() -> Iterator[None]:
    """Where pages are drawn at all: `streamlit` is loaded by the tests that draw them."""
    with pytest.MonkeyPatch.context() as patched:
        if "streamlit.testing.v1" in sys.modules:
            from tests.page_runs import spare_page_runs

            spare_page_runs(patched)
        yield


@pytest.fixture(autouse=True, scope="session")
def _never_the_real_log(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test that forgets to name a data directory must not find the log of whoever runs it."""
    os.environ["HINDSIGHT_DATA_DIR"] = str(tmp_path_factory.mktemp("no-test-asked-for-this"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One plain line when the browser's or Spark's tests were left out, so that nobody takes the rest for the whole."""
    for kind, because in (
        ("browser", "there is no Chromium: install one, or set HINDSIGHT_CHROMIUM to its path."),
        ("Spark", "PySpark or Java is missing: make install-scale, and a Java 17 on the path."),
    ):
        mark = f"{kind.upper()} TESTS LEFT OUT"
        left_out = [r for r in terminalreporter.stats.get("skipped", []) if mark in str(r.longrepr)]
        if left_out:
            terminalreporter.write_line(f"{len(left_out)} {kind} tests were left out, because {because}", yellow=True)
