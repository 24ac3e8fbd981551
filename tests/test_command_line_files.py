"""Every path that a command takes: one clear sentence with the path as it was given, and nothing lost."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.command_line import in_and_out
from tests.conftest import Run

LOG = "started_at,exercise,weight_kg,reps,rir\n2026-11-18 18:00:00,back_squat,100,5,2\n"
FULL = Path("/dev/full")
TOO_LONG = "x" * 300
WRITERS = [("export", "--output"), ("plan", "--output"), ("template", "--output"), ("report", "--output"), ("backup",)]
READERS = [("import",), ("restore",), ("rebuild", "--journal")]

needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


@pytest.fixture
def home(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the test, with a log of one set as `log.csv` imported, a backup of it and a folder."""
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG)
    Path("folder").mkdir()
    assert main(["import", "log.csv"]) == 0
    return data_dir


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a command refuses with."""
    capsys.readouterr()
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert "HINDSIGHT_DATA_DIR" not in printed.err
    return printed.err


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer[0])
def test_a_folder_is_no_file_to_write(capsys: pytest.CaptureFixture[str], writer: tuple[str, ...]) -> None:
    assert said(capsys, *writer, "folder") == "folder is a folder, not a file. Name a file in it.\n"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("writer", [("template", "--output"), ("backup",)], ids=lambda writer: writer[0])
def test_where_nothing_can_be_written_is_said_with_its_path(
    capsys: pytest.CaptureFixture[str], writer: tuple[str, ...]
) -> None:
    for path in ("nowhere/x", "log.csv/x"):
        folder = path.removesuffix("/x")
        assert said(capsys, *writer, path).startswith(f"{path} cannot be written: there is no folder {folder}. Make")
    assert said(capsys, *writer, TOO_LONG).startswith(f"The disk takes no name as long as {TOO_LONG}. Choose")
    assert not list(Path().glob("*.part"))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader[0])
def test_what_cannot_be_read_is_said_with_its_path(capsys: pytest.CaptureFixture[str], reader: tuple[str, ...]) -> None:
    assert said(capsys, *reader, "folder") == "folder is a folder, not a file. Name a file in it.\n"
    for path in ("nowhere", "log.csv/x", TOO_LONG):
        assert said(capsys, *reader, path) == f"There is no file {path}. Check the path.\n"


@pytest.mark.usefixtures("home")
def test_what_is_no_file_on_a_disk_is_neither_replaced_nor_restored(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    for command in (("backup", "pipe"), ("restore", "pipe"), ("rebuild", "--journal", "pipe")):
        assert said(capsys, *command) == "pipe is a device or a pipe, not a file. Name a file on a disk.\n"
    assert Path("pipe").is_fifo()


def test_a_backup_never_takes_the_place_of_the_log(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = home / "hindsight.duckdb"
    assert said(capsys, "backup", str(log)).startswith(f"{log} is the log itself.")
    assert main(["export"]) == 0


@needs_full
@pytest.mark.usefixtures("home")
def test_a_full_disk_is_said_with_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "export", "--output", str(FULL)).startswith("/dev/full cannot be written: the disk is full.")


@needs_full
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["export", "findings", "metrics"])
def test_an_output_that_takes_nothing_is_said_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    capsys.readouterr()
    with FULL.open("w") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        assert main([command]) == 1
    assert capsys.readouterr().err.startswith("The output cannot be written: No space left on device.")


@needs_full
@pytest.mark.usefixtures("home")
def test_where_nothing_can_be_said_at_all_only_the_exit_code_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    with FULL.open("w") as out, FULL.open("w") as err, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        assert main(["export"]) == 1


@pytest.mark.usefixtures("home")
def test_a_reader_that_has_seen_enough_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as gone, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", gone)
        assert main(["export"]) == 0


@pytest.mark.usefixtures("home")
def test_without_an_output_a_command_does_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:  # as `command >&-` and some services start a process
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        assert main(["export"]) == 0
        assert main(["undo", "99"]) == 1


@pytest.mark.usefixtures("home")
def test_a_hyphen_is_the_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for command, begins, ends in (("export", "athlete,", ",2\n"), ("report", "<!doctype html>", "</html>\n")):
        assert main([command, "--output", "-"]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith(begins)
        assert printed.endswith(ends)
    assert not Path("-").exists()


def test_a_name_that_is_no_text_is_a_files_name_as_any(run: Run, tmp_path: Path) -> None:
    strange = tmp_path / os.fsdecode(b"log-\xff.csv")
    strange.write_text(LOG)
    run("import", strange)
    assert "\\udcff" in run("backup", tmp_path / os.fsdecode(b"\xff.zip"))
    run("restore", tmp_path / os.fsdecode(b"\xff.zip"))


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system names no open files")
def test_a_pipe_is_read_to_its_end(run: Run) -> None:
    reader, writer = os.pipe()
    os.write(writer, LOG.encode())
    os.close(writer)
    assert "1 added" in run("import", f"/dev/fd/{reader}")
    os.close(reader)


def test_what_never_ends_is_refused_where_no_log_is_as_long(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_and_out, "LARGEST_FILE_MB", 1)
    assert run("import", "/dev/zero", expect=1).startswith("/dev/zero has more than 1 MB, which is the limit.")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED], ids=str)
@pytest.mark.usefixtures("home")
def test_a_damaged_archive_is_no_backup_however_it_is_packed(capsys: pytest.CaptureFixture[str], method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("hindsight.duckdb", LOG * 50)
    content = bytearray(packed.getvalue())
    begins = content.index(b"hindsight.duckdb") + len("hindsight.duckdb")
    content[begins + 9] ^= 0xFF
    Path("damaged.zip").write_bytes(content)
    assert "damaged.zip is " in said(capsys, "restore", "damaged.zip")
    assert main(["export"]) == 0


# the log itself -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.csv", LOG.encode()),
        ("c.csv", b""),
        ("c.parquet", b"PAR1" * 9),
        ("c.duckdb", LOG.encode()),
        ("c.duckdb", b""),
    ],
)
@pytest.mark.usefixtures("home")
def test_a_file_to_import_is_never_opened_as_the_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes
) -> None:
    slip = tmp_path / name
    slip.write_bytes(content)
    slip.chmod(0o644)
    for command in (["import", "log.csv"], ["imports"], ["restore", "log.csv"]):
        assert said(capsys, "--database", name, *command).startswith(f"{slip} is not a log of Hindsight.")
    assert slip.read_bytes() == content
    assert slip.stat().st_mode & 0o777 == 0o644
    assert not Path(f"{name}.files").exists()


@pytest.mark.usefixtures("home")
def test_a_folder_or_a_device_is_no_place_for_a_log(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    os.mkfifo("pipe")
    for named, meant in (
        ("folder", tmp_path / "folder"),
        ("", tmp_path),
        ("/", Path("/")),
        ("pipe", tmp_path / "pipe"),
    ):
        assert said(capsys, "--database", named, "imports").startswith(
            f"The log cannot be {meant}: that is a folder or"
        )
    assert not Path("folder.files").exists()


@pytest.mark.parametrize("sign", ["?", "\\", os.fsdecode(b"\xff")], ids=["question mark", "backslash", "no text"])
def test_a_name_that_the_database_does_not_take_is_refused_before_anything_is_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    place = tmp_path / f"a{sign}b"
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(place))
    for arguments in (["imports"], ["imports", "--database", f"{place}.duckdb"]):
        assert main(arguments) == 1
        assert capsys.readouterr().err.startswith("The database takes no name with ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [":memory:", "~md:*[ab]{c} a'b;%20$HOME.duckdb"])
def test_a_log_may_have_any_other_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG)
    for arguments in (["import", "log.csv"], ["backup", "log.zip"], ["restore", "log.zip"]):
        assert main(["--database", name, *arguments]) == 0, capsys.readouterr().err
    assert (tmp_path / name).is_file()


@pytest.mark.usefixtures("data_dir")
def test_the_own_folder_of_a_log_may_be_written_as_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["--database=~/log.duckdb", "imports"]) == 0
    assert (tmp_path / "log.duckdb").is_file()


# days and numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-03", "1969-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_beyond_the_years_of_a_log_is_refused(run: Run, capsys: pytest.CaptureFixture[str], day: str) -> None:
    for arguments in (
        ["plan", "--date"], ["plan", "--week"], ["findings", "--date"], ["sufficiency", "--date"], ["report", "--date"],
        ["metric", "weekly_hard_sets", "--from"], ["metric", "weekly_hard_sets", "--to"],
    ):  # fmt: skip
        with pytest.raises(SystemExit, match="2"):
            run(*arguments, day)
        assert f"{day} is no day of the years 1970 to 2100" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1970-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_of_all_years_can_be_asked_for(run: Run, day: str) -> None:
    for command in (["plan", "--week"], ["findings", "--date"], ["report", "--output", os.devnull, "--date"]):
        run(*command, day)


@pytest.mark.parametrize("year", ["0", "-1", "99999", "nan", "1e400", ""])
def test_a_year_beyond_those_of_a_log_is_refused(run: Run, capsys: pytest.CaptureFixture[str], year: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("import", "log.csv", f"--year={year}")
    assert f"{year} is no year from 1970 to 2100" in capsys.readouterr().err
