"""A log that an earlier Hindsight wrote is brought up to date with nothing lost."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.store import schema
from analytics.training_log import DATABASE_NAME, TrainingLog
from tests.store.conftest import NOW, bring, counts

FIRST_SCHEMA = 1
SQUAT = "2026-11-02 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n"


def import_row(import_id: int, kind: str, sha256: str | None, undone_at: str | None = None) -> tuple[object, ...]:
    return (
        import_id, kind, "2026-11-03", "me", "log.csv", sha256, "hindsight", "kg", "", "ymd", "", "local", "", "utf-8",
        ",", 1, 1, 0, 0, 0, 0, "{}", "2026-11-02 18:00", "2026-11-02 18:00", undone_at,
    )  # fmt: skip


def set_row(
    set_id: int, *, kg: float, reps: float, import_id: int, retired_by: int | None, replaces: int | None = None
):
    return (
        set_id, "me", "2026-11-02 18:00:00", "Legs", "Squat (Barbell)", None, 1, 1, "working", None, kg, reps, 2.0,
        None, None, None, None, "strong", import_id, 2, retired_by, replaces,
    )  # fmt: skip


@pytest.fixture
def old_home(tmp_path: Path) -> Path:
    """A log of the first schema: import 1 brought 95 x 5, import 2 corrected it to 100 x 5, edit 3 made 6 reps of it,
    and edit 4 (taken back) had made it 7."""
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as old:
        old.execute(schema.migrations()[FIRST_SCHEMA - 1])
        old.execute("create table schema_version (version integer not null)")
        old.execute("insert into schema_version values (1)")
        old.execute("insert into exercise_names values ('Squat (Barbell)', 'squat barbell', 'back_squat')")
        for row in (
            import_row(1, "file", "a"),
            import_row(2, "file", "b"),
            import_row(3, "edit", None),
            import_row(4, "edit", None, "2026-11-05"),
        ):
            old.execute("insert into imports values (?" + ", ?" * (len(row) - 1) + ")", row)
        for row in (
            set_row(1, kg=95, reps=5, import_id=1, retired_by=2),
            set_row(2, kg=100, reps=5, import_id=2, retired_by=3),
            set_row(3, kg=100, reps=6, import_id=3, retired_by=None, replaces=2),
            set_row(4, kg=100, reps=7, import_id=4, retired_by=4, replaces=3),
        ):
            old.execute("insert into sets values (?" + ", ?" * (len(row) - 1) + ")", row)
        for sequence, last in (("set_ids", 4), ("change_ids", 4)):
            for _ in range(last):
                old.execute(f"select nextval('{sequence}')").fetchall()
    return tmp_path


def test_what_was_current_stays_current(old_home: Path) -> None:
    with TrainingLog.open(old_home) as log:
        assert log.sets()[["weight_kg", "reps"]].to_numpy().tolist() == [[100, 6]]


def test_every_change_can_still_be_taken_back(old_home: Path) -> None:
    with TrainingLog.open(old_home) as log:
        for change, left in ((3, [[100, 5]]), (2, [[95, 5]]), (1, [])):
            log.undo(change, now=NOW)
            assert log.sets()[["weight_kg", "reps"]].to_numpy().tolist() == left


def test_the_old_file_adds_nothing_when_it_comes_again(old_home: Path) -> None:
    with TrainingLog.open(old_home) as log:
        assert counts(bring(log, SQUAT)) == (0, 1, 0, 0, 0)
        assert log.sets()["reps"].tolist() == [6]


def test_a_backup_is_made_before_the_schema_changes(old_home: Path) -> None:
    TrainingLog.open(old_home).close()
    newest = len(schema.migrations())
    assert [path.name for path in (old_home / "backups").iterdir()] == [f"before-schema-{newest}-1.zip"]


def test_a_damaged_raw_file_does_not_keep_an_old_log_closed(old_home: Path) -> None:
    (old_home / "uploads").mkdir()
    (old_home / "uploads" / ("0" * 64)).write_bytes(b"not what was imported")
    with TrainingLog.open(old_home) as log:
        assert log.sets()["reps"].tolist() == [6]
    assert list((old_home / "backups").glob("before-schema-*.zip"))
