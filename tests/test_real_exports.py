"""Real exports, end to end: every row accounted for, nothing twice, undo exact, export and import give the same log.

A file is imported once; a test that only looks shares that log, one that writes takes a copy. The tests of one file
stay together, on one worker too.
"""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from pathlib import Path

import pandas as pd
import pytest

from analytics.model import Choices, ImportReport
from analytics.training_log import TrainingLog

pytestmark = pytest.mark.exports
NOW = datetime(2026, 11, 21, 9, 0)
CHICAGO = Choices(time_zone="America/Chicago")
CUT_AT_A_LINE = ("strong", "hevy", "fitnotes", "fitbod", "lyfta", "liftosaur", "gymbook")
"""Folders whose files have a row a set, so that the first half of the lines is an export too."""
SINGLE_VALUES = ("load", "reps", "hold")
MOST_A_THOUSAND_SETS = 2.5
"""Questions about single values; 0.4 on average when this was written. Small files may ask up to three."""


def every_export() -> list[Path]:
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    return sorted(path for path in Path(folder).glob("*/*") if path.is_file()) if folder else []


def parametrized(paths: list[Path]) -> pytest.MarkDecorator:
    skipped = pytest.mark.skip(reason="real exports: set HINDSIGHT_EXPORTS to a folder of them")
    cases = [pytest.param(path, marks=pytest.mark.xdist_group(named(path)), id=named(path)) for path in paths]
    return pytest.mark.parametrize("path", cases or [pytest.param(Path(), marks=skipped)], indirect=True)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


each_export = parametrized(every_export())
each_app = parametrized(list({path.parent.name: path for path in every_export()}.values()))
"""One file of each app: what a second file of the same shape would only repeat."""
each_line_by_line = parametrized(
    [path for path in every_export() if path.parent.name in CUT_AT_A_LINE and path.suffix == ".csv"]
)


each_asked_about = parametrized([path for path in every_export() if not path.parent.name.startswith("g")])
"""Without the tables that no app wrote, whose values are their makers' own."""


def bring(log: TrainingLog, name: str, content: bytes, choices: Choices = CHICAGO) -> ImportReport:
    report = log.import_file(name, content, now=NOW, choices=choices)
    assert report.rows == (
        report.added + report.unchanged + report.updated + sum(report.skipped.values()) + report.rejected
    )
    return report


NOT_COMPARED = {"athlete", "source_line", "block", "set_number"}
"""Whose sets they are is chosen; line and numbering differ in a part of a file."""


def sets_in(exported: bytes, athlete: str = "me") -> list[tuple[str, ...]]:
    """The sets of one athlete in an export, in a canonical order, without what is not compared."""
    header, *rows = csv.reader(io.StringIO(exported.decode(), newline=""))
    compared = itemgetter(*(place for place, column in enumerate(header) if column not in NOT_COMPARED))
    whose = header.index("athlete")
    return sorted(compared(row) for row in rows if row[whose] == athlete)


@dataclass(frozen=True)
class Brought:
    """A log that took one file and was closed: what the import reported, the bytes, and what the log exported."""

    folder: Path
    report: ImportReport
    content: bytes
    exported: bytes

    @cached_property
    def sets(self) -> list[tuple[str, ...]]:
        """The sets of the log."""
        return sets_in(self.exported)

    def copy(self, folder: Path) -> TrainingLog:
        """The same log for a test of its own."""
        return TrainingLog.open(shutil.copytree(self.folder, folder, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def path(request: pytest.FixtureRequest) -> Path:
    """The export that a test is about."""
    chosen: Path = request.param
    return chosen


@pytest.fixture(scope="module")
def brought(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Brought:
    """The file in an empty log."""
    folder, content = tmp_path_factory.mktemp("brought"), path.read_bytes()
    with TrainingLog.open(folder) as log:
        return Brought(folder, bring(log, path.name, content), content, log.export())


@pytest.fixture(scope="module")
def looked_at(brought: Brought, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """The log of the file, open: what a test tells it, the test takes back."""
    with brought.copy(tmp_path_factory.mktemp("looked_at")) as log:
        yield log


@each_export
def test_every_row_is_accounted_for_nothing_comes_twice_and_undo_is_exact(
    path: Path, brought: Brought, tmp_path: Path
) -> None:
    with brought.copy(tmp_path / "log") as log:
        again = bring(log, path.name, brought.content)
        assert (again.added, again.updated) == (0, 0)
        log.undo(brought.report.import_id, now=NOW)
        assert log.export() == brought.exported  # the second import holds the same file
        log.undo(again.import_id, now=NOW)
        assert log.is_empty()


@each_export
def test_an_export_of_a_log_is_the_same_log(brought: Brought, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as back:
        bring(back, "export.csv", brought.exported, Choices())
        assert back.export() == brought.exported


@each_app
def test_overlapping_parts_give_the_same_log_in_any_order(path: Path, brought: Brought, tmp_path: Path) -> None:
    with brought.copy(tmp_path) as log:
        rows = pd.read_csv(io.BytesIO(brought.exported), dtype=str, keep_default_na=False).drop(columns="athlete")
        minute = rows["started_at"].str[:16]  # a workout
        minutes = sorted(minute.unique())
        third = len(minutes) // 3
        parts = [minutes[: 2 * third + 1], minutes[third:], random.Random(7).sample(minutes, third + 1)]
        random.Random(path.name).shuffle(parts)
        for position, part in enumerate(parts):
            content = rows[minute.isin(part)].to_csv(index=False).encode()
            bring(log, f"part {position}.csv", content, Choices(athlete="in parts"))
        assert sets_in(log.export(), "in parts") == brought.sets


@each_line_by_line
def test_the_first_half_of_a_file_before_or_after_the_whole_changes_nothing(
    path: Path, brought: Brought, tmp_path: Path
) -> None:
    content = brought.content
    half = content[: content.rfind(b"\n", 0, len(content) // 2) + 1]
    with brought.copy(tmp_path) as log:
        unit = brought.report.unit.value
        known = Choices(time_zone=CHICAGO.time_zone, unit=unit if unit in ("kg", "lb") else "auto")
        late = bring(log, path.name, half, known)
        assert (late.added, late.updated) == (0, 0)
        early = Choices(time_zone=known.time_zone, unit=known.unit, athlete="half first")
        bring(log, path.name, half, early)
        bring(log, path.name, content, early)
        exported = log.export()
        assert sets_in(exported) == brought.sets
        assert sets_in(exported, "half first") == brought.sets


@each_export
def test_every_real_log_can_be_measured_and_judged(looked_at: TrainingLog) -> None:
    on = looked_at.judged_on(NOW.date())
    for name, columns in looked_at.metric_columns().items():
        assert list(looked_at.metric(name, to_date=on).columns) == list(columns)
    for finding in looked_at.findings(on=on):
        assert "nan" not in f"{finding.headline} {finding.text} {finding.step}".lower().split()


@each_app
def test_every_apps_log_has_a_weekly_review(looked_at: TrainingLog) -> None:
    assert "<html" in looked_at.report(on=looked_at.judged_on(NOW.date()))


@each_asked_about
def test_a_real_log_is_asked_about_a_handful_of_values(looked_at: TrainingLog) -> None:
    found = looked_at.doubts(today=NOW.date())
    kinds = Counter(doubt.kind for doubt in found)
    current = set(looked_at.sets()["set_id"])
    assert sum(kinds[kind] for kind in SINGLE_VALUES) <= max(3, MOST_A_THOUSAND_SETS * len(current) / 1000)
    assert all(kinds[kind] == 0 for kind in ("future", "early", "long", "many_sets"))
    for doubt in found:
        assert set(doubt.set_ids) <= current
        assert doubt.where
        assert "nan" not in doubt.text.lower().split()
    if found:
        confirmed = looked_at.confirm(found, now=NOW)
        assert looked_at.doubts(today=NOW.date()) == []
        looked_at.take_back_confirmation(confirmed, now=NOW)


def test_undoing_every_import_in_any_order_empties_the_log(exports: Path, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        one_of_each = {path.parent.name: path for path in every_export()}.values()
        ids = [bring(log, path.name, path.read_bytes()).import_id for path in one_of_each]
        assert ids, exports
        for import_id in ids[::2] + ids[1::2]:
            log.undo(import_id, now=NOW)
        assert log.is_empty()


def test_an_app_that_took_over_anothers_history_adds_it_once(exports: Path, tmp_path: Path) -> None:
    """1,738 of the 1,761 sets stand in the other app's file too, three and a half or four and a half hours earlier; one
    workout of 23 sets does not."""
    files = [
        exports / "strong" / "migrated-to-lyfta-kg.csv",
        exports / "lyfta" / "holds-migrated-strong-history-kg.csv",
    ]
    logs = []
    for athlete, order in (("there", files), ("back", files[::-1])):
        with TrainingLog.open(tmp_path / athlete) as log:
            reports = [bring(log, path.name, path.read_bytes()) for path in order]
            assert reports[0].skipped == {}
            assert reports[1].skipped == {"duplicate_of_other_app": 1738}
            assert len(log.sets()) == 4810 + 23
            logs.append(sets_in(log.export()))
    assert logs[0] == logs[1]
