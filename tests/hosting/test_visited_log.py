"""A coach's hands: everything that looks, nothing that changes, one file at a time where it was granted."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from analytics.training_log import TrainingLog
from ui.hosting.visited_log import IMPORTS, LOOKS, NotAllowed, visited

CHANGES = frozenset(
    {
        "close", "undo", "read_again", "backup", "backups", "back_up_daily", "restore", "restore_kept", "add_sets",
        "edit_set", "edit_sets", "delete_sets", "map_exercise", "map_names", "forget_mapping", "forget_mappings",
        "add_exercise", "change_exercise", "remove_exercise", "override_muscles", "undo_decision", "confirm",
        "take_back_confirmation", "answer_finding", "take_back_answer", "told", "keep_plan", "undo_plan",
        "change_setting", "change_fact", "change_facts", "apply_preset", "set_preset", "upload", "uploads", "rebuild",
        "export_everything", "damaged_files", "room", "together", "undo_all",
    }
)  # fmt: skip
"""What changes a log, or is its lifter's alone: backups and raw files."""
MADE_WITHOUT_A_LOG = frozenset({"open", "backups_in", "recover", "rebuildable"})
NOW = datetime(2026, 11, 21, 12)
SQUAT = b"started_at,exercise,weight_kg,reps\n2026-11-18 18:00:00,back_squat,100,5\n"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """One log for all: nothing here changes it, but for the last test, which adds to it."""
    with TrainingLog.open(tmp_path_factory.mktemp("visited")) as opened:
        opened.import_file("log.csv", SQUAT, now=NOW)
        yield opened


def public_members() -> set[str]:
    return {name for name, _member in inspect.getmembers(TrainingLog) if not name.startswith("_")}


def test_every_member_of_a_log_is_known_to_look_or_to_change() -> None:
    """Whoever adds one decides here; until then a coach is refused it."""
    assert public_members() - LOOKS - IMPORTS - CHANGES - MADE_WITHOUT_A_LOG == set()
    assert set() == LOOKS & CHANGES
    assert public_members() >= LOOKS | IMPORTS


@pytest.mark.parametrize("may_import", [False, True])
@pytest.mark.parametrize("name", sorted(CHANGES & public_members()))
def test_what_changes_a_log_is_refused(log: TrainingLog, name: str, may_import: bool) -> None:
    with pytest.raises(NotAllowed, match="you may look at it, not change it"):
        getattr(visited(log, may_import=may_import, whose="Anna"), name)


def test_what_looks_gives_what_the_lifter_sees(log: TrainingLog) -> None:
    seen = visited(log, may_import=False, whose="Anna")
    assert seen.athletes() == log.athletes()
    assert seen.unit == log.unit
    assert seen.findings(on=date(2026, 11, 21)) == log.findings(on=date(2026, 11, 21))


def test_what_looks_leaves_the_version_as_it_is(log: TrainingLog) -> None:
    seen, before = visited(log, may_import=False, whose="Anna"), log.version
    for name in sorted(LOOKS):
        if callable(member := getattr(seen, name)) and not inspect.signature(member).parameters:
            member()
    seen.preview("log.csv", SQUAT, now=NOW)
    assert log.version == before


def test_a_file_is_imported_only_where_that_is_granted(log: TrainingLog) -> None:
    more = SQUAT.replace(b"18 18", b"19 18")
    with pytest.raises(NotAllowed):
        visited(log, may_import=False, whose="Anna").import_file("more.csv", more, now=NOW)
    visited(log, may_import=True, whose="Anna").import_file("more.csv", more, now=NOW)
    assert len(log.sets("me")) == 2
