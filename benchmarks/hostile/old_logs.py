"""`python -m benchmarks.hostile.old_logs`: a log as this Hindsight writes it, kept to see that later ones can read it.

Every schema version has a log in `tests/store/schemas`: a data directory packed as `NAME.tar.xz`, and beside it what
the code that wrote it exported, `NAME.csv`. Its life is the same in each as far as the version knew how: two exports
of an app, one of somebody else taken back, a session typed in, edits, a deletion, names taught, an own exercise,
settings, answers, a kept plan. Run it before a migration is added, and commit what it writes.

`--commit REV` lets the code of an earlier commit write its log. `--from NAME --stop-at VERSION` brings a kept log
forward by that code and no further: what a kill between two migrations leaves, for a version that no commit ended at.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from analytics.model import Choices
from analytics.store import schema
from analytics.store.database import Database
from analytics.training_log import DATABASE_NAME, TrainingLog

PROJECT: Final = Path(__file__).resolve().parents[2]
KEPT: Final = PROJECT / "tests" / "store" / "schemas"
MIGRATIONS: Final = KEPT / "migrations.sha256"
ENDING: Final = ".tar.xz"
WEEKS: Final = 6
FIRST_DAY: Final = datetime(2026, 9, 7, 18)
"""A Monday: two sessions a week from here, on Mondays and Thursdays."""
SESSION: Final = (
    ("Squat (Barbell)", 100, 3),
    ("Romanian Deadlift (Barbell)", 90, 3),
    ("Ham Thing", 40, 2),
    ("Sled Shove", 60, 1),
)
"""(exercise, kg, sets) of every session; the last two are names that no catalogue knows."""
NOW: Final = datetime(2026, 11, 2, 12)
_HEADER: Final = "title,start_time,end_time,exercise_title,exercise_notes,set_index,set_type,weight_kg,reps,rpe"
_WORLD: Final = ("PATH", "HOME", "LANG", "TZ", "TMPDIR")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write one kept log; prints where it lies and how large it is."""
    wanted = _parser().parse_args(arguments)
    if wanted.into:  # by the code of the commit, in a process of its own
        _bring_forward(wanted.into, wanted.stop_at) if wanted.stop_at else write(wanted.into)
        return
    with tempfile.TemporaryDirectory(prefix="hindsight-old-log-") as work:
        folder = Path(work) / "log"
        if wanted.start:
            unpack(wanted.start, folder)
        else:
            folder.mkdir()
        _write_by(wanted.commit, folder, Path(work) / "code", wanted.stop_at)
        exported = folder / "export.csv"
        if wanted.start:
            shutil.copyfile(KEPT / f"{wanted.start}.csv", exported)
        name = f"schema_{version_in(folder / DATABASE_NAME)}" + (f"_{wanted.commit}" if wanted.commit else "")
        KEPT.mkdir(exist_ok=True)
        exported.replace(KEPT / f"{name}.csv")
        _pack(folder, KEPT / f"{name}{ENDING}")
    if not wanted.commit:
        gone_through = prints_of_migrations()[: schema_of(name)]
        MIGRATIONS.write_text("".join(f"{line}\n" for line in gone_through), encoding="utf-8")
    print(f"{name}: {(KEPT / (name + ENDING)).stat().st_size / 1024:.0f} KB in {KEPT.relative_to(PROJECT)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile.old_logs", description=__doc__)
    parser.add_argument("--commit", default="", help="let the code of this commit write it")
    parser.add_argument("--from", dest="start", default="", metavar="NAME", help="begin with this kept log")
    parser.add_argument("--stop-at", type=int, default=0, metavar="VERSION", help="bring it forward no further")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    return parser


# what is kept --------------------------------------------------------------------------------------------------------


def names() -> list[str]:
    """The kept logs, oldest schema first."""
    found = [path.name.removesuffix(ENDING) for path in KEPT.glob(f"*{ENDING}")]
    return sorted(found, key=lambda name: (schema_of(name), name))


def schema_of(name: str) -> int:
    """The schema version that a kept log is named by."""
    return int(name.split("_")[1])


def exported(name: str) -> bytes:
    """What the code that wrote a kept log exported."""
    return (KEPT / f"{name}.csv").read_bytes()


def unpack(name: str, folder: Path) -> Path:
    """The data directory of a kept log, as `folder`."""
    with tarfile.open(KEPT / f"{name}{ENDING}") as archive:
        archive.extractall(folder, filter="data")
    return folder


def version_in(database_file: Path) -> int:
    """The schema version of a file that nobody has open."""
    with closing(duckdb.connect(str(database_file), read_only=True)) as connection:
        return int(connection.execute("select max(version) from schema_version").fetchall()[0][0])


def prints_of_migrations() -> list[str]:
    """One line a migration, its SHA-256: what a log has gone through is never changed afterwards."""
    return [hashlib.sha256(script.encode()).hexdigest() for script in schema.migrations()]


def _pack(folder: Path, target: Path) -> None:
    with tarfile.open(target, "w:xz", preset=9) as archive:
        for path in (folder / DATABASE_NAME, *sorted((folder / "uploads").iterdir())):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size, entry.mtime = path.stat().st_size, NOW.timestamp()
            archive.addfile(entry, io.BytesIO(path.read_bytes()))


# whose code writes it ------------------------------------------------------------------------------------------------


def _write_by(commit: str, folder: Path, house: Path, stop_at: int) -> None:
    """Write the log of `folder` in a process whose `analytics` is that of a commit, or of this folder."""
    if commit:
        house.mkdir()
        packed = subprocess.run(["git", "archive", commit], cwd=PROJECT, capture_output=True, check=True)  # noqa: S607
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(house, filter="data")
    command = [sys.executable, "-P", __file__, "--into", str(folder), "--stop-at", str(stop_at)]
    world = {name: os.environ[name] for name in _WORLD if name in os.environ}
    subprocess.run(command, cwd=folder, env={**world, "PYTHONPATH": str(house if commit else PROJECT)}, check=True)


def _bring_forward(folder: Path, version: int) -> None:
    scripts = schema.migrations()[:version]
    schema.migrations = lambda: scripts
    with closing(Database(folder / DATABASE_NAME, backups=folder / "backups")) as database:
        schema.migrate(database, from_version=schema.version_of(database))


# its life ------------------------------------------------------------------------------------------------------------


def write(folder: Path) -> None:
    """Live the whole life in `folder`, and export at its end. Each act only where this version has it."""
    with TrainingLog.open(folder) as log:
        log.import_file("august.csv", app_export(WEEKS), now=NOW)
        log.import_file("october.csv", app_export(WEEKS + 1, corrected=True), now=NOW + timedelta(days=1))
        theirs = log.import_file("ben.csv", OF_BEN, now=NOW, choices=Choices(athlete="Ben"))
        log.undo(theirs.import_id, now=NOW)
        _type_in_and_correct(log)
        log.map_exercise("Ham Thing", "seated_leg_curl", now=NOW)
        log.change_setting("unit", "lb")
        log.change_fact("hard.max_rir", 3)
        if hasattr(log, "add_exercise"):
            log.add_exercise("Sled Shove", now=NOW, pattern="squat", muscles={"quads": 1})
        if hasattr(log, "confirm"):
            log.confirm(log.doubts("me", today=NOW.date())[:1], now=NOW)
        if hasattr(log, "answer_finding"):
            on = log.judged_on(NOW.date(), athlete="me")
            found = log.findings(on=on, athlete="me")
            log.answer_finding(found[0], kind="known", because="A heavy block", now=NOW, athlete="me")
            log.told("screen", on=on, now=NOW, athlete="me")
        if hasattr(log, "keep_plan"):
            log.keep_plan(log.plan(on=date(2026, 11, 2), athlete="me"), now=NOW)
        (folder / "export.csv").write_bytes(log.export())


def _type_in_and_correct(log: TrainingLog) -> None:
    """A session of two sets typed in, a set corrected, another corrected and put back, one deleted."""
    typed = {"started_at": datetime(2026, 10, 30, 7), "exercise": "Hip Thrust (Barbell)", "reps": 8.0}
    log.add_sets(pd.DataFrame([{**typed, "weight_kg": kg} for kg in (120.0, 125.0)]), athlete="me", now=NOW)
    first_day = log.sets("me", to_date=FIRST_DAY.date()).sort_values("set_id")
    squats, sleds = (
        first_day.loc[first_day["exercise"] == name, "set_id"] for name in ("Squat (Barbell)", "Sled Shove")
    )
    log.edit_set(int(squats.iloc[0]), {"reps": 4}, now=NOW)
    log.undo(log.edit_set(int(squats.iloc[1]), {"reps": 12}, now=NOW), now=NOW)
    log.delete_sets([int(sleds.iloc[0])], now=NOW)


def app_export(weeks: int, *, corrected: bool = False) -> bytes:
    """An export of Hevy: two sessions a week; `corrected`, the twelfth session begins with six squats, not with five.
    In the last one a load was typed with a nought too many.
    """
    days = [FIRST_DAY + timedelta(days=7 * week + day) for week in range(weeks) for day in (0, 3)]
    lines = [_HEADER]
    for number, start in enumerate(days):
        at = f"{start:%d %b %Y, %H:%M}"
        for exercise, kg, sets in SESSION:
            for index in range(sets):
                reps = 6 if corrected and (number, exercise, index) == (11, "Squat (Barbell)", 0) else 5
                load = 900 if (number, exercise, index) == (10, "Romanian Deadlift (Barbell)", 1) else kg + 2 * number
                lines.append(f'Legs,"{at}","{at}",{exercise},,{index},normal,{load},{reps},8')
    return ("\n".join(lines) + "\n").encode()


OF_BEN: Final = b"""started_at,exercise,reps,weight_kg
2026-10-01T19:00:00,Squat (Barbell),5,60
2026-10-01T19:00:00,Squat (Barbell),5,62.5
"""


if __name__ == "__main__":
    main()
