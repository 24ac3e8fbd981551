"""`python -m benchmarks.hostile.faults`: what Hindsight says, and what it keeps, when the machine fails it.

Each fault is made for real: a disk of a few megabytes that is full, a folder that may not be written, a file that goes
away under the open log, bytes that turned, a clock that went backwards, two processes at once. Hindsight must say what
is wrong in a sentence of its own (a `HindsightError`, never a traceback), and the log must afterwards be worth what it
was before or after the act. Ends with one line of figures; exit code 1 where one of them went wrong.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from analytics.errors import HindsightError
from analytics.model import Choices
from analytics.training_log import TrainingLog
from benchmarks.hostile.acts import ACTS, LATER, LOG, NOW, begin, copied, earlier_years, worth

_DISK: Final = "24m"
"""Size of the disk that is full: the log and its backup fit, a second copy does not."""
_NOBODY: Final = 65534
_CONTEXT: Final = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault: what was said, and whether the log is whole."""

    fault: str
    said: str
    kept: str
    is_good: bool


class NotTried(Exception):
    """This machine does not let the fault be made; the reason is said."""


def main() -> None:
    """Make each fault, print what was said, and end with one line of figures."""
    outcomes, left_out = [], []
    with tempfile.TemporaryDirectory(prefix="hindsight-faults-") as folder:
        work = Path(folder)
        begin(work / "start")
        for fault in FAULTS:
            try:
                outcomes.append(_one(fault, work))
            except NotTried as reason:
                left_out.append(f"{_name(fault)}: not tried, {reason}")
    for outcome in outcomes:
        print(f"{'good' if outcome.is_good else 'BAD ':<5} {outcome.fault:<42} {outcome.kept:<10} {outcome.said}")
    print(*left_out, sep="\n")
    bad = sum(not outcome.is_good for outcome in outcomes)
    print(f"faults: {len(outcomes)} tried, {len(outcomes) - bad} told in a sentence and nothing lost, {bad} not")
    sys.exit(1 if bad else 0)


Fault = Callable[[Path, Path], tuple[str, Sequence[str]]]
"""Takes a log to fail and a folder to work in; returns what was said and what the log may be worth afterwards."""


def _one(fault: Fault, work: Path) -> Outcome:
    victim = copied(work / "start", work / "victim")
    try:
        said, allowed = fault(victim, work)
        found = _worth(victim)
        kept = "whole" if found in allowed else found
        is_said = bool(said) and not said.startswith("BUG")
        return Outcome(_name(fault), said, kept, is_said and kept == "whole")
    finally:
        shutil.rmtree(victim, ignore_errors=True)


def _name(fault: Fault) -> str:
    return fault.__name__.strip("_").replace("_", " ")


def _worth(folder: Path) -> str:
    try:
        return worth(folder)
    except HindsightError as error:
        return f"cannot be opened: {error}"


def _said(act: Callable[[], object]) -> str:
    """What is told to the lifter when `act` fails; "no word" where it does not fail."""
    try:
        act()
    except HindsightError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 whatever is no sentence of ours is what is looked for
        return f"BUG {type(error).__name__}: {str(error).splitlines()[0][:120]}"
    return "no word"


# disks ---------------------------------------------------------------------------------------------------------------


@contextmanager
def _small_disk(victim: Path, *, free_bytes: int) -> Iterator[Path]:
    """The log moved to a disk of its own with little room left; it is moved back afterwards."""
    if os.geteuid() != 0:
        raise NotTried("mounting a small disk takes root")
    disk = victim.with_name("disk")
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(disk)], check=False)  # noqa: S607
    if mounted.returncode:
        raise NotTried("this machine mounts no small disk")
    try:
        shutil.copytree(victim, disk / "log")
        room = os.statvfs(disk)
        ballast = disk / "ballast"
        ballast.write_bytes(b"\0" * max(0, room.f_bavail * room.f_frsize - free_bytes))
        yield disk / "log"
        ballast.unlink()
        shutil.rmtree(victim)
        shutil.copytree(disk / "log", victim)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S607
        disk.rmdir()


def room_again_after_a_full_disk(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
    """A change fails for want of room; when there is room again, the same open log takes it."""
    done = copied(victim, work / "prepared")
    ACTS["edit"].do(done)
    with _small_disk(victim, free_bytes=0) as folder, TrainingLog.open(folder) as log:
        ids = sorted(int(set_id) for set_id in log.sets()["set_id"])[10:50]
        act = partial(log.edit_sets, {set_id: {"reps": 9} for set_id in ids}, now=LATER)
        said = _said(act)
        (folder.parent / "ballast").write_bytes(b"")
        again = _said(act)
    is_same = _exported(victim) == _exported(done)  # the numbers of changes differ: one was used up
    shutil.rmtree(done)
    return said if again == "no word" and is_same else f"BUG {again}", [worth(victim)]


def _exported(folder: Path) -> bytes:
    with TrainingLog.open(folder) as log:
        return log.export()


def _full(act: str, free_bytes: int) -> Fault:
    def fault(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
        start = copied(victim, work / "prepared")
        prepare = ACTS[act].prepare
        if prepare is not None:
            prepare(start)
            shutil.rmtree(victim)
            copied(start, victim)
        allowed = [worth(start)]
        ACTS[act].do(start)
        allowed.append(worth(start))
        shutil.rmtree(start)
        with _small_disk(victim, free_bytes=free_bytes) as folder:
            said = _said(lambda: ACTS[act].do(folder))
        return said, allowed

    fault.__name__ = f"disk_full_at_{act}_{free_bytes // 1024}_KB_left"
    return fault


# folders and files ---------------------------------------------------------------------------------------------------


def _as_nobody(act: Callable[[], str]) -> str:
    """What `act` says as a user without rights; root may write everywhere."""
    if os.geteuid() != 0:
        return act()
    receiving, sending = _CONTEXT.Pipe(duplex=False)

    def run() -> None:
        os.setegid(_NOBODY)
        os.seteuid(_NOBODY)
        sending.send(act())

    process = _CONTEXT.Process(target=run)
    process.start()
    sending.close()
    try:
        return str(receiving.recv())
    finally:
        process.join()


def read_only_folder(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
    """Nothing may be written."""
    before = worth(victim)
    everything = [victim, *victim.rglob("*")]
    for path in (work, *everything):
        path.chmod(0o755 if path.is_dir() else 0o444)
    try:
        said = _as_nobody(lambda: _said(lambda: ACTS["import"].do(victim)))
    finally:
        for path in everything:
            path.chmod(0o700 if path.is_dir() else 0o600)
    return said, [before]


def folder_is_a_file(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
    """Where the data directory should be, there is a file."""
    file = work / "a-file"
    file.write_text("not a folder")
    said = _said(lambda: TrainingLog.open(file))
    return said, [worth(victim)]


def log_removed_while_open(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
    """Somebody removes the file while the log is open; the next change must not go into the void."""
    before = worth(victim)
    with TrainingLog.open(victim) as log:
        (victim / LOG).rename(work / "taken-away")
        said = _said(lambda: log.import_file("earlier.csv", earlier_years(), now=NOW + timedelta(days=1)))
    if not (victim / LOG).exists():
        (work / "taken-away").rename(victim / LOG)
        return said, [before]
    rescued = worth(victim)
    return f"{said} (and the log was written anew)", [before, rescued]


def uploads_removed(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
    """The folder of raw files is gone: the log still opens and takes a file."""
    before = worth(victim)
    (victim / "uploads").rename(work / "uploads-taken-away")
    with TrainingLog.open(victim) as log:
        number = int(log.imports()["import_id"].min())
        said = _said(lambda: log.read_again(number, now=NOW, choices=Choices()))
    shutil.rmtree(victim / "uploads")
    (work / "uploads-taken-away").rename(victim / "uploads")
    return said, [before]


# damage --------------------------------------------------------------------------------------------------------------


def _damaged(name: str, damage: Callable[[Path], None]) -> Fault:
    def fault(victim: Path, work: Path) -> tuple[str, Sequence[str]]:
        before = worth(victim)
        whole = copied(victim, work / "whole")
        damage(victim / LOG)
        said = _said(lambda: worth(victim))
        shutil.rmtree(victim)
        whole.rename(victim)
        return said, [before]

    fault.__name__ = name
    return fault


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _zeroed(file: Path) -> None:
    with file.open("r+b") as content:
        content.write(b"\0" * 8192)


def _turned(file: Path) -> None:
    """One bit in each block turned, past the head."""
    with file.open("r+b") as content:
        for position in range(3 * 4096 + 100, file.stat().st_size, 262144):
            content.seek(position)
            byte = content.read(1)
            content.seek(position)
            content.write(bytes([byte[0] ^ 0x10]))


def _empty(file: Path) -> None:
    os.truncate(file, 0)


def _text(file: Path) -> None:
    file.write_text("Date,Workout Name\n" * 1000)


# time and others -----------------------------------------------------------------------------------------------------


def clock_went_backwards(victim: Path, _work: Path) -> tuple[str, Sequence[str]]:
    """A change stamped before the one it follows: the newest change is still the newest, and can be taken back."""
    before = worth(victim)
    with TrainingLog.open(victim) as log:
        log.import_file("earlier.csv", earlier_years(), now=NOW - timedelta(days=4000))
        newest = int(log.imports()["import_id"].max())
        took = log.undo(newest, now=NOW - timedelta(days=5000))
        whole = len(log.sets())
    with TrainingLog.open(victim) as log:
        same = len(log.sets()) == whole
    after = worth(victim)
    told = f"no word needed: {took} sets came and went" if took and same else "BUG the log is another"
    return told, [before, after]


def two_processes(victim: Path, _work: Path) -> tuple[str, Sequence[str]]:
    """A second process opens the log that the first one holds."""
    before = worth(victim)
    receiving, sending = _CONTEXT.Pipe(duplex=False)
    with TrainingLog.open(victim):
        command = [sys.executable, "-m", "analytics", "imports", "--database", str(victim / LOG)]
        other = subprocess.run(command, capture_output=True, text=True, check=False)
    sending.close()
    receiving.close()
    said = other.stderr.strip()
    return said if other.returncode == 1 and "Traceback" not in said else f"BUG {said[-120:]}", [before]


def a_file_that_is_no_log(victim: Path, _work: Path) -> tuple[str, Sequence[str]]:
    """The log itself is dropped as an upload."""
    before = worth(victim)
    content = (victim / LOG).read_bytes()
    with TrainingLog.open(victim) as log:
        said = _said(lambda: log.import_file("hindsight.duckdb", content, now=NOW))
    return said, [before]


FAULTS: Final[tuple[Fault, ...]] = (
    *(_full(act, free) for act in ("import", "edit", "undo", "teach") for free in (0, 64 * 1024, 512 * 1024)),
    *(_full(act, free) for act in ("backup", "restore", "migration") for free in (0, 256 * 1024)),
    room_again_after_a_full_disk,
    read_only_folder,
    folder_is_a_file,
    log_removed_while_open,
    uploads_removed,
    _damaged("log_cut_in_half", _cut),
    _damaged("head_of_the_log_zeroed", _zeroed),
    _damaged("bits_of_the_log_turned", _turned),
    _damaged("log_is_empty", _empty),
    _damaged("log_is_a_text", _text),
    clock_went_backwards,
    two_processes,
    a_file_that_is_no_log,
)


if __name__ == "__main__":
    main()
