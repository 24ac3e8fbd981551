"""A session under way: what comes next in it, and how it is kept."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import WrongRequest
from ui.draft import (
    DRAFT_FILE,
    Draft,
    DraftExercise,
    DraftSet,
    Rest,
    Target,
    Typed,
    change_draft,
    draft_file,
    keep_draft,
    keep_typed,
    load_draft,
)

SQUAT = DraftSet(100.0, 5.0, 2.0)
CURL = DraftSet(40.0, 12.0)
WARM_UP = DraftSet(60.0, 5.0, set_type="warmup")
AT = datetime(2025, 11, 7, 18, 0)
TARGET = Target((5.0, 6.0), 100.0, (1.0, 2.0))


def exercise(name: str, *sets: DraftSet, planned: int = 0, group: str = "") -> DraftExercise:
    return DraftExercise(name, (TARGET,) * planned, sets, rest_s=(120, 180), group=group, key=name)


# into the log ---------------------------------------------------------------------------------------------------------


def test_an_exercise_that_is_come_back_to_gets_a_second_block() -> None:
    draft = Draft((exercise("Squat", SQUAT, SQUAT), exercise("Leg curl", CURL), exercise("Squat", SQUAT)))
    rows = draft.rows(started_at=AT)
    assert list(zip(rows["exercise"], rows["block"], rows["set_number"], strict=True)) == [
        ("Squat", 1, 1),
        ("Squat", 1, 2),
        ("Leg curl", 1, 1),
        ("Squat", 2, 1),
    ]


def test_notes_sides_and_supersets_go_into_the_log() -> None:
    lunge = replace(exercise("Lunge", replace(CURL, side="left", note="wobbly"), CURL, group="A"), note="long steps")
    draft = Draft((lunge, exercise("Leg curl", CURL, group="A"), exercise("Calf raise", group="A")), workout=" Legs ")
    rows = draft.rows(started_at=AT)
    assert rows["note"].fillna("").tolist() == ["Superset A; long steps; wobbly", "", "Superset A"]
    assert rows["side"].fillna("").tolist() == ["left", "", ""]
    assert set(rows["workout"]) == {"Legs"}
    alone = Draft((exercise("Leg curl", CURL, group="A"),)).rows(started_at=AT)
    assert alone["note"].isna().all()


# what comes next ------------------------------------------------------------------------------------------------------


def test_warm_ups_do_not_use_up_planned_sets_and_are_not_asked_for_once_work_has_begun() -> None:
    targets = (replace(TARGET, set_type="warmup"), TARGET, TARGET)
    squat = replace(exercise("Squat"), targets=targets)
    assert squat.target == targets[0]
    assert replace(squat, sets=(WARM_UP,)).target == TARGET
    assert replace(squat, sets=(WARM_UP, WARM_UP, SQUAT)).done == 1
    assert replace(squat, sets=(SQUAT,)).target == TARGET
    assert replace(squat, sets=(SQUAT, SQUAT)).target is None
    assert squat.planned == 2


def test_one_side_is_half_a_planned_set_and_the_other_side_follows() -> None:
    left, right = (replace(CURL, side=side) for side in ("left", "right"))
    draft = Draft((exercise("Lunge", left, planned=2), exercise("Squat", planned=1)))
    assert draft.exercises[0].done == 0.5
    assert draft.turn_after("Lunge") == "Lunge"
    assert not draft.rests_after("Lunge")
    both = draft.with_set("Lunge", right)
    assert both.exercises[0].done == 1
    assert both.rests_after("Lunge")


def test_the_turn_goes_on_when_the_plan_of_an_exercise_is_done() -> None:
    draft = Draft((exercise("Squat", SQUAT, planned=2), exercise("Leg curl", planned=1)))
    assert draft.turn_after("Squat") == "Squat"
    done = draft.with_set("Squat", SQUAT)
    assert done.turn_after("Squat") == "Leg curl"
    assert done.rests_after("Squat")
    assert done.with_set("Leg curl", CURL).turn_after("Leg curl") == "Leg curl"  # nothing is left
    assert Draft((exercise("Squat", SQUAT), exercise("Leg curl"))).turn_after("Squat") == "Squat"  # without a plan


def test_exercises_of_a_superset_take_turns_and_rest_after_the_round() -> None:
    draft = Draft(
        (exercise("A1", planned=2, group="A"), exercise("A2", planned=2, group="A"), exercise("Last", planned=1))
    )
    at, turns, rests = "A1", [], []
    for _ in range(4):
        draft = draft.with_set(at, CURL)
        rests.append(draft.rests_after(at))
        at = draft.turn_after(at)
        turns.append(at)
    assert turns == ["A2", "A1", "A2", "Last"]
    assert rests == [False, True, False, True]


def test_no_rest_follows_a_warm_up() -> None:
    assert not Draft((exercise("Squat", WARM_UP, planned=2),)).rests_after("Squat")


def test_a_rest_counts_down_to_nought_and_no_further() -> None:
    rest = Rest(AT, 120, 180)
    assert rest.left(AT) == 120
    assert rest.left(AT.replace(minute=1, second=30)) == 30
    assert rest.left(AT.replace(hour=20)) == 0
    assert rest.left(AT.replace(hour=17)) == 120  # a clock that was set back


# changing it ----------------------------------------------------------------------------------------------------------


def test_a_corrected_set_keeps_its_place_and_a_removed_one_can_be_put_back() -> None:
    draft = Draft((exercise("Squat", SQUAT, CURL),))
    key = draft.exercises[0].sets[0].key
    assert draft.with_corrected(key, WARM_UP).exercises[0].sets == (WARM_UP, CURL)
    assert draft.without_set(key).with_set("Squat", SQUAT, at=0) == draft


def test_a_swap_takes_over_what_is_left_without_the_loads() -> None:
    draft = Draft((exercise("Squat", SQUAT, planned=3, group="B"), exercise("Leg curl")))
    swapped = draft.swapped("Squat", DraftExercise("Leg press", key="new"))
    assert [(each.name, each.planned, each.group) for each in swapped.exercises] == [
        ("Squat", 1, "B"),
        ("Leg press", 2, "B"),
        ("Leg curl", 0, ""),
    ]
    assert swapped.exercises[1].targets[0] == Target((5.0, 6.0), None, (1.0, 2.0))
    assert swapped.at == "new"
    fresh = Draft((exercise("Squat", planned=3),)).swapped("Squat", DraftExercise("Leg press", key="new"))
    assert [(each.name, each.planned) for each in fresh.exercises] == [("Leg press", 3)]


def test_exercises_change_places_within_the_session() -> None:
    draft = Draft((exercise("A"), exercise("B"), exercise("C")))
    assert [each.name for each in draft.moved("C", -1).exercises] == ["A", "C", "B"]
    assert [each.name for each in draft.moved("A", -1).exercises] == ["A", "B", "C"]


def test_what_another_tab_took_out_is_refused_kindly() -> None:
    for change in (lambda d: d.with_set("Squat", SQUAT), lambda d: d.without_set("x"), lambda d: d.moved("Squat", 1)):
        with pytest.raises(WrongRequest, match="no longer in this session"):
            change(Draft())


# the file -------------------------------------------------------------------------------------------------------------


def test_a_closed_browser_loses_nothing(tmp_path: Path) -> None:
    target = Target((30.0, 45.0), None, None, "warmup", "left", 40.0)
    lunge = DraftExercise("Lunge", (target, TARGET), (SQUAT,), (60, 90), True, True, "A", "note", "how")
    draft = Draft((lunge,), AT, "Legs", lunge.key, Rest(AT, 60, 90))
    keep_draft(draft, tmp_path, "me")
    again = load_draft(tmp_path, "me")
    assert again == draft
    assert again.exercises[0].key == lunge.key


def test_what_is_typed_belongs_to_the_set_that_is_due(tmp_path: Path) -> None:
    keep_draft(Draft((exercise("Squat", SQUAT),), revision=3), tmp_path, "me")
    keep_typed(tmp_path, "me", "Squat", Typed(1, CURL))
    draft = load_draft(tmp_path, "me")
    assert (draft.exercise("Squat").under_way, draft.revision) == (CURL, 3)
    assert draft.with_set("Squat", SQUAT).exercise("Squat").typed is None
    keep_typed(tmp_path, "me", "Squat", Typed(0, CURL))  # from a tab that has not seen the first set
    assert load_draft(tmp_path, "me").exercise("Squat").under_way is None


def test_a_session_that_ended_leaves_no_file_behind(tmp_path: Path) -> None:
    keep_draft(Draft((exercise("Squat"),)), tmp_path, "me")
    keep_draft(Draft(), tmp_path, "me")
    assert list(tmp_path.iterdir()) == []


def test_each_athlete_has_a_session_of_their_own(tmp_path: Path) -> None:
    keep_draft(Draft((exercise("Squat", SQUAT),)), tmp_path, "Ann")
    keep_draft(Draft((exercise("Leg curl", CURL),)), tmp_path, "../Bob")
    assert load_draft(tmp_path, "Ann").exercises[0].name == "Squat"
    assert load_draft(tmp_path, "../Bob").exercises[0].name == "Leg curl"
    assert load_draft(tmp_path, "Cem") == Draft()


def test_tabs_add_to_one_session_and_lose_no_set(tmp_path: Path) -> None:
    keep_draft(Draft((exercise("Squat"),)), tmp_path, "me")
    with ThreadPoolExecutor(8) as tabs:
        done = [tabs.submit(change_draft, tmp_path, "me", lambda d: d.with_set("Squat", SQUAT)) for _ in range(40)]
    assert {each.result().revision for each in done} == set(range(1, 41))
    assert load_draft(tmp_path, "me").set_count == 40


def test_a_refused_change_changes_nothing(tmp_path: Path) -> None:
    keep_draft(Draft((exercise("Squat"),)), tmp_path, "me")
    with pytest.raises(WrongRequest):
        change_draft(tmp_path, "me", lambda draft: draft.without_exercise("gone"))
    assert load_draft(tmp_path, "me").revision == 0


def test_a_session_of_an_earlier_version_is_gone_on_with(tmp_path: Path) -> None:
    kept = [
        {"exercise": "Squat", "weight_kg": 100.0, "reps": 5.0, "rir": 2.0, "set_type": "working", "duration_s": None},
        {"exercise": "Squat", "weight_kg": 100.0, "reps": 5.0, "rir": 2.0, "set_type": "working", "duration_s": None},
        {"exercise": "Plank", "weight_kg": None, "reps": None, "rir": None, "set_type": "working", "duration_s": 45.0},
    ]
    (tmp_path / DRAFT_FILE).write_text(json.dumps(kept))
    draft = load_draft(tmp_path, "me")
    assert [(each.name, each.sets, each.is_hold) for each in draft.exercises] == [
        ("Squat", (SQUAT, SQUAT), False),
        ("Plank", (DraftSet(duration_s=45.0),), True),
    ]
    change_draft(tmp_path, "me", lambda old: old.with_exercise(exercise("Leg curl")))
    assert [path.name for path in tmp_path.iterdir()] == [draft_file(tmp_path, "me").name]
    assert load_draft(tmp_path, "me").set_count == 3


def test_a_damaged_file_is_put_aside_and_the_session_is_empty(tmp_path: Path) -> None:
    for damage in ("", "[", '{"a": 1}', '[{"weight": 3}]', "[1]", '{"exercises": [{}], "rest": null}'):
        for file in (tmp_path / DRAFT_FILE, draft_file(tmp_path, "me")):
            file.write_text(damage)
            assert load_draft(tmp_path, "me") == Draft()
            assert not file.exists()
            assert file.with_suffix(".damaged").read_text() == damage
