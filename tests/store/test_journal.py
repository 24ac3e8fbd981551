"""Each change of the log has its line in the journal, on the disk before it is committed; the two never disagree."""

from __future__ import annotations

import errno
import inspect
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics import intake
from analytics.errors import DamagedLog, DatabaseProblem
from analytics.model import Answer
from analytics.store import Store, journal
from analytics.store.own_exercises import Part
from analytics.training_log import DATABASE_NAME, TrainingLog
from tests.store.conftest import NOW, bring, counts
from tests.store.test_rebuilding import DOUBT

SQUAT = "2026-11-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n"
TYPED = intake.typed_in(pd.DataFrame({"started_at": [datetime(2026, 11, 3, 18)], "exercise": ["Squat"], "reps": [5.0]}))
ANSWER = Answer(0, "known", None, "I row", NOW, rule="quad_dominance", subject="hamstrings")
LOOKS = frozenset(
    {
        "version", "catalogue", "facts", "close", "query", "query_judged", "query_everybody", "columns_judged",
        "columns_of_everybody", "known_reading", "rehearse", "answers", "last_told", "last_told_to_all", "kept_plan",
        "kept_plans", "upload", "imports", "problems", "sets", "found_sets", "files", "set_history", "athletes",
        "span", "size", "unrecognised", "mappings", "taught_keys", "decisions", "setting", "settings", "export",
        "backup", "damaged_files", "back_up_daily", "backups", "backup_file", "journal_beside", "room",
    }
)  # fmt: skip
"""What only looks, or copies."""
APART = frozenset({"add", "add_again", "restore", "tell", "together", "undo_all"})
"""Changes with tests of their own, below and in `test_one_act`; and `tell`, which keeps what was said and changes
nothing of the log.
"""
CHANGES: dict[str, Callable[[Store, int], Any]] = {
    "add_sets": lambda store, _: store.add_sets(TYPED, athlete="me", now=NOW),
    "edit_sets": lambda store, set_id: store.edit_sets({set_id: {"reps": 6.0}}, now=NOW),
    "delete_sets": lambda store, set_id: store.delete_sets([set_id], now=NOW),
    "undo": lambda store, _: store.undo(1, now=NOW),
    "confirm": lambda store, _: store.confirm([DOUBT], now=NOW),
    "take_back_confirmation": lambda store, _: store.take_back_confirmation(1, now=NOW),
    "answer": lambda store, _: store.answer(ANSWER),
    "take_back_answer": lambda store, _: store.take_back_answer(1, now=NOW),
    "end_answers": lambda store, _: store.end_answers([1], on=NOW.date()),
    "keep_plan": lambda store, _: store.keep_plan("{}", athlete="me", week=date(2026, 11, 23), now=NOW),
    "take_back_plan": lambda store, _: store.take_back_plan(1, now=NOW),
    "decide": lambda store, _: store.decide([Part("name", "ham thing", "back_squat", "Ham Thing")], now=NOW),
    "undo_decision": lambda store, _: store.undo_decision(1, now=NOW),
    "change_setting": lambda store, _: store.change_setting("unit", "lb"),
    "change_facts": lambda store, _: store.change_facts({"hard.max_rir": 3}),
}
PREPARED = {"take_back_confirmation": "confirm", "take_back_answer": "answer", "take_back_plan": "keep_plan",
            "undo_decision": "decide"}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def log(home: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(home) as opened:
        bring(opened, SQUAT)
        yield opened


def lines(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home / journal.NAME).read_text(encoding="utf-8").splitlines()]


def in_database(log: TrainingLog) -> str:
    kept = log._store.query("select line from journal order by entry")["line"]
    return "".join(f"{line}\n" for line in kept)


def test_every_method_of_the_store_is_known_to_look_or_to_leave_a_line() -> None:
    """Whoever adds one decides here; one that changes without a line fails by itself, since `write` asks for one."""
    public = {name for name, _member in inspect.getmembers(Store) if not name.startswith("_")}
    assert public == LOOKS | APART | CHANGES.keys()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_leaves_one_line_on_the_disk_and_in_the_database(log: TrainingLog, home: Path, name: str) -> None:
    set_id = int(log.sets()["set_id"].iloc[0])
    if name in PREPARED:
        CHANGES[PREPARED[name]](log._store, set_id)
    before = len(lines(home))
    CHANGES[name](log._store, set_id)
    assert len(lines(home)) == before + 1
    assert (home / journal.NAME).read_text(encoding="utf-8") == in_database(log)


def test_a_change_that_is_not_noted_is_refused(log: TrainingLog, home: Path) -> None:
    before = (home / journal.NAME).read_bytes()
    with pytest.raises(RuntimeError, match="not noted"), log._store._database.write() as cursor:
        cursor.execute("delete from sets")
    assert len(log.sets()) == 1
    assert (home / journal.NAME).read_bytes() == before


def test_an_import_is_told_by_its_file_and_what_was_chosen_and_by_none_of_its_sets(
    log: TrainingLog, home: Path
) -> None:
    bring(log, SQUAT + SQUAT.replace("11-02", "11-05") * 500, athlete="Kim")
    newest = lines(home)[-1]
    assert newest["act"] == "import"
    assert newest["file"] == "log.csv"
    assert newest["choices"] == {"athlete": "Kim"}
    assert (home / "uploads" / newest["sha256"]).is_file()
    assert len(json.dumps(newest)) < 500


def test_the_same_bytes_again_are_told_again(log: TrainingLog, home: Path) -> None:
    assert counts(bring(log, SQUAT)) == (0, 1, 0, 0, 0)
    assert [line["number"] for line in lines(home) if line["act"] == "import"] == [1, 2]


def test_a_set_is_named_by_its_file_and_line(log: TrainingLog, home: Path) -> None:
    change = log.edit_set(int(log.sets()["set_id"].iloc[0]), {"reps": 6}, now=NOW)
    log.delete_sets([int(log.sets()["set_id"].iloc[0])], now=NOW)
    (first,), (last,) = (line["sets"] for line in lines(home)[-2:])
    assert first["to"] == {"reps": 6}
    assert (first["set"]["change"], first["set"]["line"], first["set"]["nth"]) == (1, 2, 1)
    assert (last["change"], last["line"], last["nth"], last["edit"]) == (1, 2, 1, change)


def test_only_the_lifter_reads_it(log: TrainingLog, home: Path) -> None:
    assert len(log.sets()) == 1
    assert (home / journal.NAME).stat().st_mode & 0o777 == 0o600


def test_a_full_disk_refuses_the_change_in_a_sentence_and_leaves_nothing(
    log: TrainingLog, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = (home / journal.NAME).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DatabaseProblem, match="is full"):
            log.change_setting("unit", "lb")
    assert log.unit == "kg"
    assert (home / journal.NAME).read_bytes() == before
    log.change_setting("unit", "lb")  # with room again, the same open log takes it
    assert lines(home)[-1] == {"act": "set", "key": "unit", "value": "lb", "check": lines(home)[-1]["check"]}


@pytest.mark.parametrize("surplus", [b'{"act": "set", "key": "unit", "va', b'{"act": "set"}\n'])
def test_what_was_never_committed_is_struck_at_opening(home: Path, log: TrainingLog, surplus: bytes) -> None:
    log.close()
    whole = (home / journal.NAME).read_bytes()
    (home / journal.NAME).write_bytes(whole + surplus)
    TrainingLog.open(home).close()
    assert (home / journal.NAME).read_bytes() == whole
    assert list((home / "backups").iterdir()) == []


@pytest.mark.parametrize("left", [None, 0, 40])
def test_a_journal_that_is_gone_or_cut_is_written_anew(home: Path, log: TrainingLog, left: int | None) -> None:
    log.close()
    whole = (home / journal.NAME).read_bytes()
    if left is None:
        (home / journal.NAME).unlink()
    else:
        (home / journal.NAME).write_bytes(whole[:left])
    TrainingLog.open(home).close()
    assert (home / journal.NAME).read_bytes() == whole


def test_a_journal_that_goes_away_under_the_open_log_is_written_anew_with_the_next_change(
    home: Path, log: TrainingLog
) -> None:
    (home / journal.NAME).unlink()
    log.change_setting("unit", "lb")
    assert (home / journal.NAME).read_text(encoding="utf-8") == in_database(log)


def test_a_journal_that_knows_more_than_the_database_is_kept_whole(home: Path, log: TrainingLog) -> None:
    log.close()
    shutil.copyfile(home / DATABASE_NAME, home / "old.duckdb")
    with TrainingLog.open(home) as later:
        later.change_setting("unit", "lb")
        later.change_setting("level", "beginner")
    more = (home / journal.NAME).read_bytes()
    shutil.move(home / "old.duckdb", home / DATABASE_NAME)  # an older copy, put back by hand
    with TrainingLog.open(home) as older:
        assert (home / journal.NAME).read_text(encoding="utf-8") == in_database(older)
    (kept,) = (home / "backups").glob("journal-*.jsonl")
    assert kept.read_bytes() == more
    TrainingLog.rebuild(home, now=NOW, journal=kept)
    with TrainingLog.open(home) as again:
        assert (again.unit, again.settings()["level"]) == ("lb", "beginner")


def test_the_one_line_that_an_older_database_does_not_know_is_kept_whole(home: Path, log: TrainingLog) -> None:
    """As after a copy that was put back by hand, or on a disk that lost its last commit in a power cut."""
    log.close()
    shutil.copyfile(home / DATABASE_NAME, home / "old.duckdb")
    with TrainingLog.open(home) as later:
        later._store.add_sets(TYPED, athlete="me", now=NOW)
    more = (home / journal.NAME).read_bytes()
    shutil.move(home / "old.duckdb", home / DATABASE_NAME)
    with TrainingLog.open(home) as older:
        assert len(older.sets()) == 1
    (kept,) = (home / "backups").glob("journal-*.jsonl")
    assert kept.read_bytes() == more
    TrainingLog.rebuild(home, now=NOW, journal=kept)
    with TrainingLog.open(home) as again:
        assert len(again.sets()) == 2


def test_the_newest_journals_that_were_kept_aside_stay_and_each_lies_there_once(tmp_path: Path) -> None:
    for place, number in enumerate([*range(10), 0, 10, 11]):  # the first one is met again
        (tmp_path / journal.NAME).write_text(f"{number}\n")
        kept = journal.keep_aside(tmp_path / journal.NAME, tmp_path)
        assert kept is not None
        if place < 10:
            os.utime(kept, ns=(place, place))
    told = {int(path.read_text()) for path in tmp_path.glob("journal-*.jsonl")}
    assert told == {0, 3, 4, 5, 6, 7, 8, 9, 10, 11}


def test_the_journal_of_a_restored_log_is_that_logs(home: Path, log: TrainingLog, tmp_path: Path) -> None:
    log.backup(tmp_path / "log.zip")
    log.change_setting("unit", "lb")
    log.restore(tmp_path / "log.zip", now=NOW)
    assert (home / journal.NAME).read_text(encoding="utf-8") == in_database(log)
    assert [line["act"] for line in lines(home)] == ["import", "set"]  # and the unit that the import set
    log.close()
    TrainingLog.rebuild(home, now=NOW)
    with TrainingLog.open(home) as again:
        assert again.unit == "kg"


def test_the_newest_row_is_found_where_older_ones_were_deleted(home: Path, tmp_path: Path) -> None:
    """The engine's `row_group_pruner` answers "order by ... limit 1" with nothing there: what was on the disk is
    deleted, what came since lies behind it.
    """
    with TrainingLog.open(home) as log:
        bring(log, SQUAT)
        log.backup(tmp_path / "earlier.zip")
        for unit in ("lb", "kg", "lb"):
            log.change_setting("unit", unit)
    with TrainingLog.open(home) as log:
        log.restore(tmp_path / "earlier.zip", now=NOW)
        assert (home / journal.NAME).read_text(encoding="utf-8") == in_database(log) != ""
        assert len(log._store.query("select line from journal order by entry desc limit 1")) == 1


def test_a_byte_that_turned_is_found_and_mended_with_the_days_backup(home: Path, log: TrainingLog) -> None:
    whole = (home / journal.NAME).read_bytes()
    (home / journal.NAME).write_bytes(whole.replace(b"log.csv", b"lag.csv"))
    entries, unreadable = journal.read(home / journal.NAME)
    assert (len(entries), unreadable) == (1, 1)
    log.back_up_daily(today=NOW.date())
    assert (home / journal.NAME).read_bytes() == whole


@pytest.mark.parametrize(
    ("left", "said", "to_move"),
    [
        ((), "its journal is there", "journal.jsonl and uploads"),
        ((journal.NAME,), "its journal is there", "journal.jsonl and uploads"),
        (("uploads",), "the files that were imported are there", "move uploads away"),
    ],
)
def test_a_log_that_is_gone_is_no_new_log_while_anything_is_there_to_make_it_from(
    home: Path, log: TrainingLog, left: tuple[str, ...], said: str, to_move: str
) -> None:
    log.close()
    (home / DATABASE_NAME).unlink()
    if left == (journal.NAME,):
        (home / journal.NAME).write_bytes(b"\0" * 300)
    if left == ("uploads",):
        (home / journal.NAME).unlink()
    with pytest.raises(DamagedLog, match=f"is gone, but {said}") as told:
        TrainingLog.open(home)
    assert to_move in told.value.hint
    assert not (home / DATABASE_NAME).exists()


def test_a_log_that_is_gone_while_its_journal_is_there_is_no_new_log(home: Path, log: TrainingLog) -> None:
    exported = log.export()
    log.close()
    (home / DATABASE_NAME).unlink()
    with pytest.raises(DamagedLog, match="is gone, but its journal is there"):
        TrainingLog.open(home)
    TrainingLog.rebuild(home, now=NOW)
    with TrainingLog.open(home) as again:
        assert again.export() == exported
