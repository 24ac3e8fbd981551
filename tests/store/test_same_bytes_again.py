"""The same bytes by the same decisions are not read again, and what comes of them is what reading them again gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from analytics import importers
from analytics.model import Choices, ImportReport
from analytics.training_log import TrainingLog
from tests.store.conftest import HEADER, NOW

FILE = (
    "2026-11-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n"
    "2026-11-02 18:00:00,Legs,Squat (Barbell),1,2,working,100,many,1,strong\n"  # a problem
    "2026-11-02 18:00:00,Legs,Grandma's Garage Pulls,1,1,working,40,12,1,strong\n"  # an unknown name
    "2026-11-04 18:00:00,Pull,Deadlift (Barbell),1,1,working,140,5,2,strong\n"
)
LATER = FILE.replace(",100,5,", ",105,5,") + "2026-11-06 18:00:00,Pull,Deadlift (Barbell),1,1,working,145,5,2,strong\n"
OTHER_APP = FILE.replace(",strong", ",hevy")
Step = Callable[[TrainingLog], Any]


def bring(log: TrainingLog, rows: str, *, choices: Choices | None = None) -> ImportReport:
    return log.import_file("log.csv", (HEADER + rows).encode(), now=NOW, choices=choices or Choices())


def nothing(log: TrainingLog) -> None:
    del log


def a_later_export(log: TrainingLog) -> None:
    bring(log, LATER)


def another_app(log: TrainingLog) -> None:
    bring(log, OTHER_APP)


def an_edit(log: TrainingLog) -> None:
    log.edit_sets({int(log.sets()["set_id"].iloc[0]): {"reps": 6.0}}, now=NOW)


def a_deletion(log: TrainingLog) -> None:
    log.delete_sets([int(log.sets()["set_id"].iloc[0])], now=NOW)


def taken_back(log: TrainingLog) -> None:
    log.undo(int(log.imports()["import_id"].iloc[0]), now=NOW)


def for_somebody_else(log: TrainingLog) -> None:
    bring(log, FILE, choices=Choices(athlete="Kim"))


def seen(log: TrainingLog, report: ImportReport) -> tuple[Any, ...]:
    """All that can be seen of a log after an import."""
    sets = {athlete: log.sets(athlete).astype("str").to_numpy().tolist() for athlete in log.athletes()}
    changes = log.imports().astype("str").to_numpy().tolist()
    return asdict(report), sets, changes


@pytest.mark.parametrize(
    "between", [nothing, a_later_export, another_app, an_edit, a_deletion, taken_back, for_somebody_else]
)
def test_the_same_bytes_give_what_reading_them_again_gives(
    between: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for version in ("", "another version of the importers"):
        with TrainingLog.open(tmp_path / (version or "same")) as log:
            bring(log, FILE)
            between(log)
            if version:
                monkeypatch.setattr(importers, "fingerprint", lambda: "another version of the importers")
            again = seen(log, bring(log, FILE))
            log.undo(int(again[0]["import_id"]), now=NOW)
            found.append((again, seen(log, bring(log, LATER))))
    assert found[0] == found[1]


def test_the_same_bytes_are_not_read_again(log: TrainingLog, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bring(log, FILE)
    monkeypatch.delattr(importers, "read")
    again = bring(log, FILE)
    assert (again.unchanged, again.added, again.rejected) == (first.added, 0, 1)
    assert (again.problems, again.unrecognised, again.questions) == (
        first.problems,
        first.unrecognised,
        first.questions,
    )


def test_the_same_bytes_by_another_decision_are_read_again(log: TrainingLog) -> None:
    rows = "Date,Exercise,Weight,Reps\n02/03/2026,Squat,100,5\n"
    read = [
        log.import_file("log.csv", rows.encode(), now=NOW, choices=Choices(date_order=order, unit="kg"))
        for order in ("dmy", "mdy")
    ]
    assert [f"{report.first_at:%Y-%m-%d}" for report in read] == ["2026-03-02", "2026-02-03"]
    assert len(log.sets()) == 1
