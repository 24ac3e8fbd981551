"""Real exports, end to end: every row accounted for, nothing twice, undo exact, export and import give the same log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import UnknownFormat
from analytics.training_log import TrainingLog

pytestmark = pytest.mark.exports
NOW = datetime(2026, 11, 21, 9, 0)
SUPPORTED = ("strong/*.csv", "hevy/*.csv", "fitnotes/android*.csv")


def supported(exports: Path) -> list[Path]:
    return sorted(path for pattern in SUPPORTED for path in exports.glob(pattern))


def test_every_row_is_accounted_for_and_the_second_import_adds_nothing(exports: Path, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        for path in supported(exports):
            first = log.import_file(path.name, path.read_bytes(), now=NOW)
            assert first.rows == (
                first.added + first.unchanged + first.updated + sum(first.skipped.values()) + first.rejected
            ), path.name
            again = log.import_file(path.name, path.read_bytes(), now=NOW)
            assert (again.added, again.updated) == (0, 0), path.name
            before = log.export()
            extra = path.read_bytes()
            with TrainingLog.open(tmp_path / "alone" / path.parent.name / path.stem) as alone:
                report = alone.import_file(path.name, extra, now=NOW)
                exported = alone.export()
                with TrainingLog.open(tmp_path / "back" / path.parent.name / path.stem) as back:
                    back.import_file("export.csv", exported, now=NOW)
                    assert back.export() == exported, path.name
                alone.undo(report.import_id, now=NOW)
                assert alone.is_empty(), path.name
            assert log.export() == before


def test_undoing_every_import_in_any_order_empties_the_log(exports: Path, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        ids = [log.import_file(path.name, path.read_bytes(), now=NOW).import_id for path in supported(exports)]
        for import_id in ids[::2] + ids[1::2]:
            log.undo(import_id, now=NOW)
        assert log.is_empty()


def test_the_other_app_that_is_called_fit_notes_is_refused_kindly(exports: Path, tmp_path: Path) -> None:
    path = exports / "fitnotes" / "other-app-same-name-realm.csv"
    with TrainingLog.open(tmp_path) as log, pytest.raises(UnknownFormat, match="not an export that Hindsight knows"):
        log.import_file(path.name, path.read_bytes(), now=NOW)


def test_every_real_log_can_be_measured_and_judged(exports: Path, tmp_path: Path) -> None:
    for path in supported(exports):
        with TrainingLog.open(tmp_path / path.parent.name / path.stem) as log:
            log.import_file(path.name, path.read_bytes(), now=NOW)
            on = log.judged_on(NOW.date())
            for name in log.metric_columns():
                assert list(log.metric(name).columns)
            for finding in log.findings(on=on):
                assert "nan" not in f"{finding.headline} {finding.text} {finding.step}".lower().split()
            assert "<html" in log.report(on=on)
