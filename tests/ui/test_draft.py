"""A session while it is typed in."""

from datetime import datetime
from pathlib import Path

from ui.draft import DRAFT_FILE, Draft, DraftSet, keep_draft, load_draft

SQUAT = DraftSet("Squat", 100.0, 5.0, 2.0)
CURL = DraftSet("Leg curl", 40.0, 12.0)
AT = datetime(2025, 11, 7, 18, 0)


def test_an_exercise_that_is_come_back_to_gets_a_second_block() -> None:
    rows = Draft((SQUAT, SQUAT, CURL, SQUAT)).rows(started_at=AT, workout="Legs")
    assert list(zip(rows["exercise"], rows["block"], rows["set_number"], strict=True)) == [
        ("Squat", 1, 1),
        ("Squat", 1, 2),
        ("Leg curl", 1, 1),
        ("Squat", 2, 1),
    ]


def test_a_corrected_set_goes_back_to_its_place() -> None:
    draft = Draft((SQUAT, CURL)).without(0).with_set(SQUAT, at=0)
    assert draft.sets == (SQUAT, CURL)


def test_a_closed_browser_loses_nothing(tmp_path: Path) -> None:
    keep_draft(Draft((SQUAT, CURL)), tmp_path)
    assert load_draft(tmp_path) == Draft((SQUAT, CURL))


def test_a_saved_session_leaves_no_draft_behind(tmp_path: Path) -> None:
    keep_draft(Draft((SQUAT,)), tmp_path)
    keep_draft(Draft(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_draft_file_is_an_empty_draft(tmp_path: Path) -> None:
    for damage in ("", "[", '{"a": 1}', '[{"weight": 3}]', "[1]"):
        (tmp_path / DRAFT_FILE).write_text(damage)
        assert load_draft(tmp_path) == Draft()
