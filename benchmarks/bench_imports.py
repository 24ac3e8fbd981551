"""Imports: a file into the log, against DuckDB's own reading of the same file into a table on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb

from analytics.model import Choices
from analytics.training_log import TrainingLog
from benchmarks.bench_log import FORMS, LogFile, exports
from benchmarks.bench_table import Line, Section, seconds, taking_turns

NOW: Final = datetime(2026, 11, 21, 12, 0)
_ALL_OF_THEM: Final = 1_000_000
_REPEATS: Final = {10_000: 5, 100_000: 3, _ALL_OF_THEM: 2}
_MOST: Final = 2.0
_MOST_AGAIN: Final = 1.0


def imports(work: Path, sizes: Sequence[int]) -> Section:
    """One athlete's file of each app and size, first and once more; files lie in the folder `work`."""
    lines = [line for form in FORMS for sets in sizes for line in _of_one(work, form, sets)]
    return Section(
        "Import",
        "`create table as select * from read_csv(file)`, onto disk, as the import is",
        [*lines, *_growth(lines, sizes)],
        "Both start from nothing, an empty log and an empty database. Once more: the same bytes, into that log.",
    )


def _of_one(work: Path, form: str, sets: int) -> list[Line]:
    (file,) = exports(work, sets=sets, form=form)
    again: list[float] = []

    def first() -> float:
        with tempfile.TemporaryDirectory(dir=work) as folder, TrainingLog.open(Path(folder)) as log:
            took = seconds(lambda: import_all(log, [file]))
            again.append(1000 * seconds(lambda: import_all(log, [file])))
            return took

    own, bare = taking_turns(first, lambda: _bare_seconds(work, [file]), _REPEATS.get(sets, 3))
    is_judged = sets >= _ALL_OF_THEM
    name = _name(form, sets)
    return [
        Line(name, own, bare, times=_MOST if is_judged else None),
        Line(f"{name}, once more", sorted(again)[len(again) // 2], bare, times=_MOST_AGAIN if is_judged else None),
    ]


def _growth(lines: Sequence[Line], sizes: Sequence[int]) -> list[Line]:
    """How much longer the largest file takes than the smallest, beside the same for the bare engine."""
    small, large = min(sizes), max(sizes)
    found = {line.name: line for line in lines}
    growths = []
    for form in FORMS:
        few, many = (found[_name(form, sets)] for sets in (small, large))
        bare = (many.bare or 0) / (few.bare or 1)
        growths.append(
            Line(f"{form.capitalize()}, growth {small:,} to {large:,}", many.value / few.value, bare, "times")
        )
    return growths


def _name(form: str, sets: int) -> str:
    return f"{form.capitalize()}, {sets:,} sets of one athlete"


def roster(work: Path, folder: Path, *, sets: int, athletes: int) -> Line:
    """Every athlete's own file, Strong's and Hevy's in turn, into the log in `folder`, which is kept."""
    files = list(exports(work, sets=sets, athletes=athletes, form="both"))
    with TrainingLog.open(folder) as log:
        own = seconds(lambda: import_all(log, files))
    bare = _bare_seconds(work, files)
    return Line(f"{athletes} files of {athletes} athletes, {sets:,} sets", 1000 * own, 1000 * bare)


def with_line(section: Section, line: Line) -> Section:
    """The section and one more line."""
    return replace(section, lines=[*section.lines, line])


def import_all(log: TrainingLog, files: Sequence[LogFile]) -> None:
    """Import files as a person would drop them, each for its athlete. Fewer sets than there should be are an error of
    the benchmark.
    """
    for file in files:
        found = log.import_file(
            file.path.name, file.path.read_bytes(), now=NOW, choices=Choices(athlete=file.athlete, unit="kg")
        )
        if found.added + found.unchanged + found.rejected != file.sets:
            raise SystemExit(f"{file.path.name}: {found.added + found.unchanged:,} of {file.sets:,} sets came in.")


def bare_table(folder: Path, files: Sequence[LogFile]) -> Path:
    """A database with the table `bare`: DuckDB's own reading of Strong files."""
    path = folder / "bare.duckdb"
    with closing(duckdb.connect(path)) as engine:
        _load(engine, [file for file in files if file.path.name.startswith("strong")])
    return path


def _bare_seconds(work: Path, files: Sequence[LogFile]) -> float:
    with (
        tempfile.TemporaryDirectory(dir=work) as folder,
        closing(duckdb.connect(Path(folder, "bare.duckdb"))) as engine,
    ):
        return sum(
            seconds(lambda part=part: _load(engine, part))  # type: ignore[misc]
            for form in FORMS
            if (part := [file for file in files if file.path.name.startswith(form)])
        )


def _load(engine: duckdb.DuckDBPyConnection, files: Sequence[LogFile]) -> None:
    paths = ", ".join(f"'{file.path}'" for file in files)
    engine.execute(f"create or replace table bare as select * from read_csv([{paths}])").fetchall()  # noqa: S608 - our files


def of_one(work: Path, file: LogFile) -> Path:
    """A folder with the log of one athlete's file."""
    folder = work / "alone"
    with TrainingLog.open(folder) as log:
        import_all(log, [file])
    return folder
