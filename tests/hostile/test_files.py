"""Files made to harm: each is refused in a sentence or read as the log it is, touches nothing else, and stays small."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd
import pytest

from analytics.errors import HindsightError, UnreadableFile, WrongRequest
from analytics.importers import LARGEST_FILE_MB, read
from analytics.importers._containers import unpack
from analytics.model import Choices
from analytics.store.backups import kept_files
from analytics.texts import LONGEST_NAME, file_name
from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT
from benchmarks.hostile.files import FILES, LOG, PATHS, zipped
from benchmarks.hostile.texts import NOW

DIGEST: Final = hashlib.sha256(LOG).hexdigest()


def told(name: str, content: bytes) -> tuple[int, list[str]]:
    """How many sets a file brings, and what is said where it is refused."""
    sets, said = 0, []
    try:
        for member in unpack(name, content):
            try:
                if member.refused:
                    raise member.refused
                sets += len(read(member.name, member.content, Choices()).sets)
            except HindsightError as refused:
                said.append(str(refused))
    except HindsightError as refused:
        said.append(str(refused))
    return sets, said


@pytest.mark.parametrize("label", FILES)
def test_a_hostile_file_is_refused_in_a_sentence_or_is_the_log_it_holds(label: str) -> None:
    file = FILES[label]
    sets, said = told(file.name, file.made())
    assert (sets > 0) == file.is_a_log
    assert bool(said) != file.is_a_log
    assert not any("Traceback" in each or "Error" in each for each in said)


def test_a_log_of_hindsight_says_how_it_is_brought_back() -> None:
    for label in ("log of Hindsight", "backup of Hindsight"):
        (said,) = told(FILES[label].name, FILES[label].made())[1]
        assert said.endswith("A backup of it is brought back whole: on the Backups page, or with `restore`.")


def test_no_path_in_an_archive_leads_anywhere(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path / "a" / "log") as log:
        for path in PATHS:
            (member,) = log.unpack("logs.zip", zipped({path: LOG}))
            log.import_file(member.name, member.content, now=NOW)
        names = list(log.imports()["file"])
    assert {len(name) <= LONGEST_NAME and name.isprintable() for name in names} == {True}
    assert [kept.name for kept in (tmp_path / "a" / "log" / "uploads").iterdir()] == [DIGEST]
    assert [found.name for found in tmp_path.rglob("*.csv")] == []


def test_the_name_of_a_file_is_kept_without_what_has_no_shape() -> None:
    assert file_name("log\u202evsc.exe\x1b[2J\nx\ud800.csv") == "logvsc.exe[2J x\ufffd.csv"
    assert len(file_name("x" * 100_000)) == LONGEST_NAME


# names without an end ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["exercise", "workout", "athlete"])
def test_a_name_longer_than_any_is_refused_with_its_line(field: str) -> None:
    cells = {"started_at": "2026-03-01", "exercise": "Squat", "workout": "Legs", "athlete": "Ann", "reps": "5"}
    lines = [list(cells), list((cells | {field: "x" * LONGEST_NAME}).values())]
    lines.append(list((cells | {field: "x" * 100_000}).values()))
    reading = read("log.csv", "\n".join(map(",".join, lines)).encode(), Choices())
    (problem,) = reading.problems
    assert len(reading.sets) == 1
    assert (problem.line, problem.column, problem.reason) == (3, field, "100,000 characters; the limit is 500")
    assert len(problem.value) < 200


def test_a_name_longer_than_any_is_refused_where_it_is_typed(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.import_file("log.csv", LOG, now=NOW)
        (set_id,) = log.sets()["set_id"]
        with pytest.raises(WrongRequest, match="too long as exercise"):
            log.edit_set(int(set_id), {"exercise": "x" * (LONGEST_NAME + 1)}, now=NOW)
        typed = pd.DataFrame({"started_at": [NOW], "exercise": ["x" * (LONGEST_NAME + 1)], "reps": [5]})
        with pytest.raises(WrongRequest, match="A text of 501 characters is too long"):
            log.add_sets(typed, now=NOW)
        with pytest.raises(WrongRequest, match="A name of 501 characters is too long"):
            log.import_file("log.csv", LOG, choices=Choices(athlete="x" * (LONGEST_NAME + 1)), now=NOW)


# backups -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data directory `home`, a log of one set, and the file backup.zip beside it. Only for copies."""
    folder = tmp_path_factory.mktemp("made")
    with TrainingLog.open(folder / "home") as log:
        log.import_file("log.csv", LOG, now=NOW)
        log.backup(folder / "backup.zip")
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """The data directory of that log, of this test alone, and the file backup.zip beside it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "home"


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A backup with other entries."""
    with zipfile.ZipFile(backup) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    hostile = backup.with_name("hostile.zip")
    hostile.write_bytes(zipped(entries))
    return hostile


def with_statement(statement: str, folder: Path, *values: str) -> Callable[[dict[str, bytes]], None]:
    """A change of the database in a backup."""

    def change(entries: dict[str, bytes]) -> None:
        file = folder / "changed.duckdb"
        file.write_bytes(entries["hindsight.duckdb"])
        with closing(duckdb.connect(str(file))) as connection:
            connection.execute(statement, values)
        entries["hindsight.duckdb"] = file.read_bytes()

    return change


def test_a_restored_log_reads_no_file_that_is_none_of_its_own(home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("what is nobody's business")
    for digest in (str(tmp_path / "secret"), "../../secret", f"{DIGEST}/../../../secret"):
        hostile = rewritten(tmp_path / "backup.zip", with_statement("update imports set sha256 = ?", tmp_path, digest))
        with TrainingLog.open(home) as log:
            log.restore(hostile, now=NOW)
            number = int(log.imports()["import_id"].max())
            with pytest.raises(HindsightError, match="No file of import"):
                log.raw_line(number, 1)


def test_raw_files_of_a_backup_lie_under_their_own_digest_or_nowhere(home: Path, tmp_path: Path) -> None:
    other = hashlib.sha256(b"another file").hexdigest()

    def change(entries: dict[str, bytes]) -> None:
        entries |= {f"uploads/{DIGEST}": b"not what was imported", f"uploads/{other}": b"another file"}
        entries |= {
            "uploads/..": b"x",
            "uploads/../../up.txt": b"x",
            "uploads/x.txt": b"x",
            f"uploads/{'0' * 64}": b"x",
        }

    with TrainingLog.open(home) as log:
        log.restore(rewritten(tmp_path / "backup.zip", change), now=NOW)
    assert {kept.name: kept.read_bytes() for kept in (home / "uploads").iterdir()} == {
        DIGEST: LOG,
        other: b"another file",
    }
    assert not (tmp_path / "up.txt").exists()


@pytest.mark.parametrize(
    ("statement", "headline"),
    [
        ("drop view if exists current_sets cascade; alter table problems rename to p; create view problems as from p",
         "The database in that backup is not a log of Hindsight."),
        ("delete from schema_version", "The database in that backup is not a log of Hindsight."),
        ("alter table settings drop column value; alter table settings add column value integer[]",
         "The database in that backup is not a log of Hindsight."),
        ("update imports set import_id = 2000000000", "The database in that backup is not a log of Hindsight."),
    ],
    ids=["view", "no version", "other columns", "endless numbers"],
)  # fmt: skip
def test_a_database_that_only_looks_like_a_log_is_refused_and_the_log_stays(
    home: Path, tmp_path: Path, statement: str, headline: str
) -> None:
    hostile = rewritten(tmp_path / "backup.zip", with_statement(statement, tmp_path))
    with TrainingLog.open(home) as log:
        before = log.export()
        with pytest.raises(UnreadableFile) as refused:
            log.restore(hostile, now=NOW)
        assert refused.value.headline == headline
        assert log.export() == before


@pytest.mark.parametrize("kind", ["bomb", "password", "no archive", "cut"])
def test_an_archive_that_is_no_backup_is_refused_before_it_is_unpacked(home: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "made.zip"
    whole = (tmp_path / "backup.zip").read_bytes()
    file.write_bytes(
        {
            "bomb": zipped({"hindsight.duckdb": bytes(80_000_000)}),
            "password": FILES["archive with a password"].made(),
            "no archive": LOG,
            "cut": whole[: len(whole) // 2],
        }[kind]
    )
    with TrainingLog.open(home) as log:
        before = log.export()
        with pytest.raises(UnreadableFile, match=r"made.zip is not a backup of Hindsight."):
            log.restore(file, now=NOW)
        assert log.export() == before
    assert [left.name for left in (home / "backups").iterdir() if left.suffix == ".duckdb"] == []


def test_a_strange_file_among_the_raw_ones_stops_no_backup(home: Path, tmp_path: Path) -> None:
    (home / "uploads" / ".DS_Store").write_bytes(b"x")
    (home / "uploads" / ("0" * 64)).mkdir()
    assert [kept.name for kept in kept_files(home / "uploads")] == [DIGEST]
    with TrainingLog.open(home) as log:
        log.backup(tmp_path / "again.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "again.zip").read_bytes())) as archive:
        assert sorted(archive.namelist()) == ["hindsight.duckdb", f"uploads/{DIGEST}"]


# memory --------------------------------------------------------------------------------------------------------------

PEAK: Final = """
import resource, sys
from benchmarks.hostile.files import FILES
from tests.hostile.test_files import told
files = {name: FILES[name] for name in sys.argv[1:]}
contents = {name: file.made() for name, file in files.items()}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name, file in files.items():
    assert told(file.name, contents[name])[1], name
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // (1024 if sys.platform != "darwin" else 1024**2))
"""
BOMBS: Final = (
    "archive that unpacks to too much", "archives in archives", "archive that lies about sizes", "gzip bomb",
    "workbook of entities of entities", "workbook as wide as Excel goes", "workbook of one long text everywhere",
    "database with an endless view",
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the resource module tells no peaks on Windows")
def test_bombs_take_less_room_than_a_file_may() -> None:
    ran = subprocess.run([sys.executable, "-c", PEAK, *BOMBS], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(ran.stdout) < LARGEST_FILE_MB
