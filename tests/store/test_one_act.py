"""What is one act for the lifter is in the log as a whole, or not at all: an import, a fix, an undo of many changes."""

from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import DatabaseProblem, NotFound, WrongRequest
from analytics.model import Choices, Layout
from analytics.store import Store, journal
from analytics.store.journal import Journal
from analytics.training_log import TrainingLog
from tests.store.conftest import NOW, bring

OWN_TABLE = ("Datum,Uebung,Wdh,Gewicht\n" + "2026-11-02,Kniebeuge,5,225\n" * 3).encode()
CHOSEN = Choices(
    unit="lb",
    layout=Layout({"date": "Datum", "exercise": "Uebung", "reps": "Wdh", "weight": "Gewicht"}),
)
ROWS = """\
2026-03-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong
2026-03-02 18:00:00,Legs,Squat (Barbell),1,2,working,100,5,2,strong
2026-03-04 18:00:00,Pull,Deadlift (Barbell),1,1,working,140,3,1,strong
"""


def acts(log_folder: Path) -> list[str]:
    return [entry.act for entry in journal.read(log_folder / journal.NAME)[0]]


def state(log: TrainingLog) -> tuple[bytes, int, dict[str, str]]:
    """All that an act may have left half of."""
    return log.export(), len(log.imports()), log._store.settings()


def ids(log: TrainingLog) -> list[int]:
    return [int(set_id) for set_id in log.sets().sort_values("source_line")["set_id"]]


def test_an_import_brings_its_columns_and_its_unit_with_it(log: TrainingLog, tmp_path: Path) -> None:
    log.import_file("own.csv", OWN_TABLE, choices=CHOSEN, now=NOW)
    assert log.unit == "lb"
    assert sorted(key.partition(".")[0] for key in log._store.settings()) == ["layout", "layouts", "unit"]
    assert acts(tmp_path / "home") == ["import", "set", "set", "set"]


@pytest.mark.parametrize("write", [1, 2])
def test_a_disk_that_is_full_at_any_write_of_an_import_leaves_nothing_of_it(
    log: TrainingLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: int
) -> None:
    before, written, append = state(log), [0], Journal._append

    def full(*args: object, **named: object) -> None:
        written[0] += 1
        if written[0] == write:
            raise OSError(errno.ENOSPC, "No space left on device")
        append(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "_append", full)
    if write == 1:
        with pytest.raises(DatabaseProblem, match="is full"):
            log.import_file("own.csv", OWN_TABLE, choices=CHOSEN, now=NOW)
        assert state(log) == before
        assert acts(tmp_path / "home") == []
    else:  # all of it is written at once
        log.import_file("own.csv", OWN_TABLE, choices=CHOSEN, now=NOW)
        assert written == [1]


def test_an_import_that_is_killed_before_its_unit_is_known_leaves_nothing(
    log: TrainingLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    before = state(log)
    monkeypatch.setattr(Store, "change_setting", killed)
    with pytest.raises(KeyboardInterrupt):
        log.import_file("own.csv", OWN_TABLE, choices=CHOSEN, now=NOW)
    assert state(log) == before


def test_an_import_taken_back_leaves_its_columns_and_its_unit_known(log: TrainingLog) -> None:
    report = log.import_file("own.csv", OWN_TABLE, choices=CHOSEN, now=NOW)
    known = log._store.settings()
    assert log.undo(report.import_id, now=NOW) == 3
    assert log._store.settings() == known


def test_changes_made_together_are_all_in_the_log_or_none(log: TrainingLog, tmp_path: Path) -> None:
    bring(log, ROWS)
    before, lines = state(log), acts(tmp_path / "home")
    first, second, deadlift = ids(log)

    def fix(gone: int) -> None:
        with log.together():
            log.edit_sets({first: {"reps": 6.0}, second: {"reps": 7.0}}, now=NOW)
            assert log.export() == before[0]  # nothing is seen before the end
            log.delete_sets([gone], now=NOW)

    with pytest.raises(NotFound):
        fix(999)
    assert state(log) == before
    assert acts(tmp_path / "home") == lines
    fix(deadlift)
    assert log.sets().sort_values("source_line")["reps"].tolist() == [6.0, 7.0]
    assert acts(tmp_path / "home") == [*lines, "edit", "delete"]


def test_what_was_made_together_is_the_same_made_again(log: TrainingLog, tmp_path: Path) -> None:
    bring(log, ROWS)
    first, second, deadlift = ids(log)
    with log.together():
        changes = [log.edit_set(first, {"reps": 6.0}, now=NOW), log.delete_sets([deadlift], now=NOW)]
    log.undo_all(changes, now=NOW)
    log.edit_set(second, {"reps": 8.0}, now=NOW)
    log.import_file("own.csv", OWN_TABLE, choices=CHOSEN, now=NOW)
    before, written = state(log), (tmp_path / "home" / journal.NAME).read_bytes()
    log.close()
    rebuilt = TrainingLog.rebuild(tmp_path / "home", now=datetime(2026, 11, 22))
    assert any("It says the same as the log that was there" in said for said in rebuilt.told)
    assert (tmp_path / "home" / journal.NAME).read_bytes() == written
    with TrainingLog.open(tmp_path / "home") as again:
        assert state(again) == before


def test_what_a_log_knows_of_exercises_and_thresholds_goes_back_with_what_is_refused(log: TrainingLog) -> None:
    bring(log, ROWS)
    before = log.fact("hard.max_rir").value

    def decide() -> None:
        with log.together():
            log.change_fact("hard.max_rir", 3)
            log.add_exercise("Sled Shove", pattern="squat", muscles={"quads": 1.0}, now=NOW)
            log.undo(99, now=NOW)

    with pytest.raises(NotFound):
        decide()
    assert log.fact("hard.max_rir").value == before
    assert log.catalogue.recognise("Sled Shove") is None
    assert log.decisions() == []


def test_several_changes_are_taken_back_at_once_but_for_those_that_were_before(log: TrainingLog) -> None:
    bring(log, ROWS)
    before = log.export()
    changes = [log.edit_set(set_id, {"reps": 9.0}, now=NOW) for set_id in ids(log)]
    log.undo(changes[1], now=NOW)
    assert log.undo_all(changes, now=NOW) == (2, 2)
    assert log.export() == before
    assert log.undo_all(changes, now=NOW) == (0, 0)


def test_where_one_of_several_changes_is_unknown_none_is_taken_back(log: TrainingLog) -> None:
    bring(log, ROWS)
    change = log.edit_set(ids(log)[0], {"reps": 9.0}, now=NOW)
    before = state(log)
    with pytest.raises(NotFound, match="no import 99"):
        log.undo_all([99, change], now=NOW)
    with pytest.raises(NotFound, match="no import 0"):  # the change is taken back first here, and comes back
        log.undo_all([change, 0], now=NOW)
    assert state(log) == before


def test_a_set_that_is_refused_leaves_the_sets_beside_it(log: TrainingLog) -> None:
    bring(log, ROWS)
    before = state(log)

    def fix() -> None:
        with log.together():
            log.delete_sets(ids(log)[:1], now=NOW)
            log.edit_set(ids(log)[1], {"reps": -1.0}, now=NOW)

    with pytest.raises(WrongRequest):
        fix()
    assert state(log) == before
