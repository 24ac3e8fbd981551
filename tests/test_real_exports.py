"""Real exports, end to end: every row accounted for, nothing twice, undo exact, export and import give the same log."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import UnknownFormat
from analytics.training_log import TrainingLog

pytestmark = pytest.mark.exports
NOW = datetime(2026, 11, 21, 9, 0)
SUPPORTED = ("strong/*.csv", "hevy/*.csv", "fitnotes/android*.csv")


def supported() -> list[Path]:
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    return sorted(path for pattern in SUPPORTED for path in Path(folder).glob(pattern)) if folder else []


each_export = pytest.mark.parametrize(
    "path",
    supported()
    or [pytest.param(Path(), marks=pytest.mark.skip(reason="real exports: set HINDSIGHT_EXPORTS to a folder of them"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)


@each_export
def test_every_row_is_accounted_for_nothing_comes_twice_and_undo_is_exact(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    with TrainingLog.open(tmp_path) as log:
        first = log.import_file(path.name, content, now=NOW)
        skipped = sum(first.skipped.values())
        assert first.rows == first.added + first.unchanged + first.updated + skipped + first.rejected
        again = log.import_file(path.name, content, now=NOW)
        assert (again.added, again.updated) == (0, 0)
        exported = log.export()
        with TrainingLog.open(tmp_path / "back") as back:
            back.import_file("export.csv", exported, now=NOW)
            assert back.export() == exported
        log.undo(again.import_id, now=NOW)
        assert log.export() == exported
        log.undo(first.import_id, now=NOW)
        assert log.is_empty()


@each_export
def test_every_real_log_can_be_measured_and_judged(path: Path, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.import_file(path.name, path.read_bytes(), now=NOW)
        on = log.judged_on(NOW.date())
        for name, columns in log.metric_columns().items():
            assert list(log.metric(name).columns) == list(columns)
        for finding in log.findings(on=on):
            assert "nan" not in f"{finding.headline} {finding.text} {finding.step}".lower().split()
        assert "<html" in log.report(on=on)


def test_undoing_every_import_in_any_order_empties_the_log(exports: Path, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        ids = [log.import_file(path.name, path.read_bytes(), now=NOW).import_id for path in supported()]
        assert ids, exports
        for import_id in ids[::2] + ids[1::2]:
            log.undo(import_id, now=NOW)
        assert log.is_empty()


def test_the_other_app_that_is_called_fit_notes_is_refused_kindly(exports: Path, tmp_path: Path) -> None:
    path = exports / "fitnotes" / "other-app-same-name-realm.csv"
    with TrainingLog.open(tmp_path) as log, pytest.raises(UnknownFormat, match="not an export that Hindsight knows"):
        log.import_file(path.name, path.read_bytes(), now=NOW)


def test_an_app_that_took_over_anothers_history_adds_it_once(exports: Path, tmp_path: Path) -> None:
    path = exports / "strong" / "migrated-to-lyfta-kg.csv"
    with TrainingLog.open(tmp_path) as log:
        sets = log.import_file(path.name, path.read_bytes(), now=NOW).added
        moved = log.export().replace(b",strong,", b",elsewhere,")
        report = log.import_file("moved.csv", moved, now=NOW)
        assert report.added == 0
        assert report.skipped == {"duplicate_of_other_app": sets}
