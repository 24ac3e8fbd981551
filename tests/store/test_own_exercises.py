"""Exercises of one's own, other muscles, taught names: every decision holds at once, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import HindsightError, NotFound, WrongRequest
from analytics.reference.catalogue import load_catalogue
from analytics.store import schema
from analytics.training_log import DATABASE_NAME, NOT_A_LIFT, TrainingLog
from tests.store.conftest import NOW, bring

ROWS = (
    "2026-11-16 18:00,Legs,Zorble Press,1,1,working,50,8,2,strong\n"
    "2026-11-16 18:00,Legs,Zorble Press,1,2,working,50,8,2,strong\n"
    "2026-11-16 18:00,Legs,Frobnicate,1,1,working,20,10,2,strong\n"
    "2026-11-16 18:00,Legs,Leg Press,1,1,working,100,10,2,strong\n"
)
GLUTE_THING = {"pattern": "bridge", "muscles": {"glute_max": 1, "hamstrings": 0.5}, "equipment": "machine"}


@pytest.fixture
def filled(log: TrainingLog) -> TrainingLog:
    """Four sets: two of a Zorble Press and one of Frobnicate, which nobody knows, and one leg press."""
    bring(log, ROWS)
    return log


def unknown(log: TrainingLog) -> dict[str, int]:
    return {name.name: name.sets for name in log.unrecognised()}


def exercise_of(log: TrainingLog, written: str) -> list[str | None]:
    sets = log.sets()
    found = sets.loc[sets["exercise"] == written, "exercise_id"]
    return [None if is_missing else each for each, is_missing in zip(found, found.isna(), strict=True)]


def weekly_sets(log: TrainingLog, muscle: str) -> float:
    volume = log.metric("weekly_hard_sets")
    return float(volume.loc[volume["muscle"] == muscle, "hard_sets"].sum())


def newest(log: TrainingLog) -> int:
    return log.decisions()[0].decision_id


# exercises of one's own ----------------------------------------------------------------------------------------------


def test_an_own_exercise_counts_at_once_for_sets_that_bear_its_name(filled: TrainingLog) -> None:
    before = weekly_sets(filled, "glute_max")
    own = filled.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    assert exercise_of(filled, "Zorble Press") == [own, own]
    assert unknown(filled) == {"Frobnicate": 1}
    # two sets, glutes 1 and hamstrings 0.5 each
    assert weekly_sets(filled, "glute_max") == before + 2
    assert weekly_sets(filled, "hamstrings") == 1


def test_an_own_exercise_takes_from_its_movement_what_nobody_said(log: TrainingLog) -> None:
    own = log.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    row = log.exercises().set_index("id").loc[own]
    assert (row["kd_share"], row["hd_share"]) == (0, 1)
    assert (row["ham_function"], row["ham_length_bias"]) == ("hip_ext", "short")
    assert (row["load_mode"], row["e1rm"], row["set_credit"]) == ("stack", "yes", 1)


def test_the_length_of_the_hamstrings_may_be_said(log: TrainingLog) -> None:
    own = log.add_exercise("Zorble Curl", pattern="knee_flexion", muscles={"hamstrings": 1}, ham_length="long", now=NOW)
    row = log.exercises().set_index("id").loc[own]
    assert (row["ham_function"], row["ham_length_bias"]) == ("knee_flex", "long")


def test_without_hamstrings_among_the_muscles_they_do_nothing(log: TrainingLog) -> None:
    own = log.add_exercise("Zorble Kick", pattern="hip_ext_iso", muscles={"glute_max": 1}, now=NOW)
    row = log.exercises().set_index("id").loc[own]
    assert (row["ham_function"], row["ham_length_bias"]) == ("none", "na")


@pytest.mark.parametrize(
    "stated",
    [
        {"load_kind": "bodyweight"},
        {"load_kind": "assisted"},
        {"equipment": "band"},
        {"counted_by": "seconds"},
        {"pattern": "swing"},
    ],
)
def test_a_lift_whose_load_tells_no_strength_gives_no_one_rep_maximum(log: TrainingLog, stated: dict[str, str]) -> None:
    own = log.add_exercise("Zorble Press", **{**GLUTE_THING, **stated}, now=NOW)
    assert log.catalogue.exercise(own).e1rm == "no"


def test_cardio_of_ones_own_counts_for_no_muscle_and_is_known(filled: TrainingLog) -> None:
    own = filled.add_exercise("Frobnicate", kind="cardio", now=NOW)
    assert exercise_of(filled, "Frobnicate") == [own]
    assert filled.catalogue.exercise(own).muscles == {}
    assert "Frobnicate" not in unknown(filled)


def test_other_names_may_mean_the_new_exercise_in_the_same_decision(filled: TrainingLog) -> None:
    own = filled.add_exercise("My machine", **GLUTE_THING, names=["Zorble Press", "Frobnicate"], now=NOW)
    assert unknown(filled) == {}
    assert exercise_of(filled, "Frobnicate") == [own]
    filled.undo_decision(newest(filled), now=NOW)
    assert unknown(filled) == {"Zorble Press": 2, "Frobnicate": 1}


def test_the_id_comes_from_the_name_and_is_never_one_of_the_shipped(log: TrainingLog) -> None:
    assert log.add_exercise("Zorble Press (Machine)", **GLUTE_THING, now=NOW) == "own_zorble_press_machine"
    assert not load_catalogue().exercises["id"].str.startswith("own_").any()


def test_an_id_that_is_taken_gets_a_number(log: TrainingLog) -> None:
    first = log.add_exercise("Zorble", **GLUTE_THING, now=NOW)
    log.change_exercise(first, {"name": "Zorble the first"}, now=NOW)
    assert log.add_exercise("Zorble", **GLUTE_THING, now=NOW) == "own_zorble_2"


def test_a_name_in_other_letters_makes_an_id_too(log: TrainingLog) -> None:
    own = log.add_exercise("Жим Зорбла", **GLUTE_THING, now=NOW)
    assert log.catalogue.recognise("жим зорбла") == own


def test_a_changed_exercise_counts_otherwise_at_once(filled: TrainingLog) -> None:
    own = filled.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    filled.change_exercise(own, {"muscles": {"calves": 1}, "pattern": "calf"}, now=NOW)
    assert weekly_sets(filled, "calves") == 2
    assert weekly_sets(filled, "hamstrings") == 0


def test_a_removed_exercise_leaves_its_names_unknown_again(filled: TrainingLog) -> None:
    own = filled.add_exercise("My machine", **GLUTE_THING, names=["Zorble Press"], now=NOW)
    filled.remove_exercise(own, now=NOW)
    assert unknown(filled) == {"Zorble Press": 2, "Frobnicate": 1}
    filled.undo_decision(newest(filled), now=NOW)
    assert exercise_of(filled, "Zorble Press") == [own, own]


def test_a_name_taught_before_becomes_the_new_exercise(filled: TrainingLog) -> None:
    filled.map_exercise("Zorble Press", "leg_press", now=NOW)
    own = filled.add_exercise("zorble press", **GLUTE_THING, now=NOW)
    assert exercise_of(filled, "Zorble Press") == [own, own]
    filled.undo_decision(newest(filled), now=NOW)
    assert exercise_of(filled, "Zorble Press") == ["leg_press", "leg_press"]


def test_own_exercises_survive_closing_and_a_backup(filled: TrainingLog, tmp_path: Path) -> None:
    own = filled.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    filled.override_muscles("leg_press", {"glute_max": 1}, now=NOW)
    filled.backup(tmp_path / "all.zip")
    filled.close()
    with TrainingLog.open(tmp_path / "home") as again:
        assert exercise_of(again, "Zorble Press") == [own, own]
    with TrainingLog.open(tmp_path / "other") as other:
        other.map_exercise("Something", NOT_A_LIFT, now=NOW)
        other.restore(tmp_path / "all.zip", now=NOW)
        assert exercise_of(other, "Zorble Press") == [own, own]
        assert other.catalogue.exercise("leg_press").muscles == {"glute_max": 1}
        other.remove_exercise(own, now=NOW)  # numbers go on after those of the backup
        assert [decision.decision_id for decision in other.decisions()] == [3, 2, 1]


def test_an_export_of_own_exercises_is_read_back_where_they_exist(filled: TrainingLog) -> None:
    own = filled.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    assert f",{own}," in filled.export().decode()


# what is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "x" * 101}, "101 characters is too long"),
        ({"name": "Leg Press"}, "Leg Press is known already"),
        ({"muscles": {}}, "works at least one muscle"),
        ({"muscles": {"tail": 1}}, "There is no muscle tail"),
        ({"muscles": {"quads": 0.7}}, "share of quads must be 1 or 0.5, not 0.7"),
        ({"pattern": "wiggle"}, "There is no movement wiggle"),
        ({"pattern": ""}, "The movement is missing"),
        ({"kind": "dance"}, "There is no kind of exercise dance"),
        ({"kind": "cardio"}, "counts for no muscle"),
        ({"load_kind": "heavy"}, "There is no kind of load heavy"),
        ({"equipment": "rocket"}, "There is no equipment rocket"),
        ({"counted_by": "smiles"}, "There is no way of counting smiles"),
        ({"ham_length": "huge"}, "There is no hamstring length huge"),
    ],
)
def test_what_contradicts_itself_is_refused_in_one_sentence(
    log: TrainingLog, stated: dict[str, object], said: str
) -> None:
    with pytest.raises(WrongRequest, match=said):
        log.add_exercise(**{"name": "Zorble Press", **GLUTE_THING, **stated}, now=NOW)  # type: ignore[arg-type]
    assert log.decisions() == []


def test_two_own_exercises_cannot_have_one_name(log: TrainingLog) -> None:
    log.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    with pytest.raises(WrongRequest, match="known already: it is Zorble Press"):
        log.add_exercise("ZORBLE press", **GLUTE_THING, now=NOW)


def test_a_shipped_exercise_is_neither_changed_nor_removed(log: TrainingLog) -> None:
    with pytest.raises(WrongRequest, match="not an exercise of your own"):
        log.remove_exercise("leg_press", now=NOW)
    with pytest.raises(WrongRequest, match="not an exercise of your own"):
        log.change_exercise("leg_press", {"name": "Mine"}, now=NOW)


def test_a_change_that_changes_nothing_is_no_decision(log: TrainingLog) -> None:
    own = log.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    with pytest.raises(WrongRequest, match="Nothing of Zorble Press is different"):
        log.change_exercise(own, {"name": "Zorble Press"}, now=NOW)


def test_an_unknown_exercise_or_decision_is_said_to_be_unknown(log: TrainingLog) -> None:
    with pytest.raises(NotFound, match="no exercise own_nothing"):
        log.remove_exercise("own_nothing", now=NOW)
    with pytest.raises(NotFound, match="no decision 7"):
        log.undo_decision(7, now=NOW)
    with pytest.raises(NotFound, match="was not taught"):
        log.forget_mapping("Zorble Press", now=NOW)


# other muscles -------------------------------------------------------------------------------------------------------


def test_other_muscles_of_a_shipped_exercise_hold_at_once_and_go_back(filled: TrainingLog) -> None:
    shipped = filled.catalogue.exercise("leg_press").muscles
    assert weekly_sets(filled, "quads") == 1
    filled.override_muscles("leg_press", {"glute_max": 1, "quads": 0.5}, now=NOW)
    assert (weekly_sets(filled, "quads"), weekly_sets(filled, "glute_max")) == (0.5, 1)
    assert weekly_sets(filled, "adductors") == 0
    assert filled.catalogue.main_muscles["leg_press"] == ("glute_max",)
    filled.override_muscles("leg_press", None, now=NOW)
    assert filled.catalogue.exercise("leg_press").muscles == shipped
    filled.undo_decision(newest(filled), now=NOW)
    assert weekly_sets(filled, "quads") == 0.5


def test_muscles_are_refused_where_they_make_no_sense(log: TrainingLog) -> None:
    own = log.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    for exercise_id, muscles, said in (
        ("running", {"quads": 1}, "no strength exercise"),
        ("leg_press", {}, "at least one muscle"),
        ("leg_press", {"quads": 2}, "must be 1 or 0.5, not 2"),
        ("leg_press", None, "shipped muscles already"),
        (own, {"quads": 1}, "your own exercise"),
    ):
        with pytest.raises(WrongRequest, match=said):
            log.override_muscles(exercise_id, muscles, now=NOW)  # type: ignore[arg-type]


# names and the list of decisions -------------------------------------------------------------------------------------


def test_many_names_are_one_decision_and_one_undo(filled: TrainingLog) -> None:
    filled.map_names({"Zorble Press": "leg_press", "Frobnicate": NOT_A_LIFT}, now=NOW)
    assert unknown(filled) == {}
    assert len(filled.decisions()) == 1
    filled.undo_decision(newest(filled), now=NOW)
    assert unknown(filled) == {"Zorble Press": 2, "Frobnicate": 1}


def test_one_unknown_exercise_among_many_names_changes_nothing(filled: TrainingLog) -> None:
    with pytest.raises(NotFound, match="no exercise leg_pres "):
        filled.map_names({"Zorble Press": "leg_press", "Frobnicate": "leg_pres"}, now=NOW)
    assert len(unknown(filled)) == 2


def test_an_older_decision_is_taken_back_without_the_newer_one(filled: TrainingLog) -> None:
    first = filled.map_exercise("Zorble Press", "leg_press", now=NOW)
    filled.map_exercise("Zorble Press", "back_squat", now=NOW)
    filled.undo_decision(first, now=NOW)
    assert exercise_of(filled, "Zorble Press") == ["back_squat", "back_squat"]
    filled.undo_decision(newest(filled), now=NOW)
    assert exercise_of(filled, "Zorble Press") == [None, None]


def test_undoing_a_new_exercise_undoes_its_changes_with_it(filled: TrainingLog) -> None:
    own = filled.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    made = newest(filled)
    filled.change_exercise(own, {"equipment": "cable"}, now=NOW)
    filled.undo_decision(made, now=NOW)
    assert own not in set(filled.exercises()["id"])
    assert "Zorble Press" in unknown(filled)


def test_undoing_one_change_keeps_the_other(log: TrainingLog) -> None:
    own = log.add_exercise("Zorble Press", **GLUTE_THING, now=NOW)
    first = log.change_exercise(own, {"equipment": "cable"}, now=NOW)
    log.change_exercise(own, {"unilateral": True}, now=NOW)
    log.undo_decision(first, now=NOW)
    entry = log.catalogue.exercise(own)
    assert (entry.equipment, entry.unilateral) == ("machine", True)


def test_a_decision_is_taken_back_once(filled: TrainingLog) -> None:
    decision = filled.map_exercise("Zorble Press", "leg_press", now=NOW)
    filled.undo_decision(decision, now=NOW)
    with pytest.raises(WrongRequest, match="already taken back"):
        filled.undo_decision(decision, now=NOW)


def test_decisions_are_told_in_plain_words_newest_first(filled: TrainingLog) -> None:
    own = filled.add_exercise("My machine", **GLUTE_THING, names=["Zorble Press"], now=NOW)
    filled.change_exercise(own, {"load_kind": "assisted"}, now=NOW)
    filled.override_muscles("leg_press", {"quads": 1, "glute_max": 0.5}, now=NOW)
    filled.override_muscles("leg_press", None, now=NOW)
    filled.map_names(dict.fromkeys(("a1", "a2", "a3", "a4", "a5"), NOT_A_LIFT), now=NOW)
    filled.forget_mapping("a1", now=NOW)
    filled.remove_exercise(own, now=NOW)
    press = filled.exercise_name("leg_press")
    assert [decision.text for decision in filled.decisions()] == [
        "My machine removed",
        "“a1” was forgotten",
        "“a1”, “a2”, “a3” and 2 more are no lifts",
        f"{press} has its shipped muscles again",
        f"{press} counts for Quads 1, Glutes (max) 0.5",
        "My machine changed: kind of load",
        "New exercise My machine; “Zorble Press” is My machine",
    ]


def test_names_taught_before_decisions_were_kept_can_be_taken_back(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as old:
        old.execute(schema.migrations()[0])
        old.execute("create table schema_version (version integer not null)")
        old.execute("insert into schema_version values (1)")
        old.execute("insert into mappings values ('zorble press', 'Zorble Press', 'leg_press', '2026-01-01')")
    with TrainingLog.open(tmp_path) as log:
        assert log.mappings()["as_written"].tolist() == ["Zorble Press"]
        assert [decision.text for decision in log.decisions()] == ["“Zorble Press” is Leg press"]
        log.undo_decision(newest(log), now=NOW)
        assert log.mappings().empty


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("map"), st.sampled_from(["Zorble Press", "Frobnicate", "Leg Press"]), st.integers(0, 4)),
        st.tuples(st.just("add"), st.sampled_from(["Zorble Press", "Frobnicate", "Third"]), st.integers(0, 4)),
        st.tuples(st.just("change"), st.sampled_from(["cable", "band", "none"]), st.integers(0, 4)),
        st.tuples(st.just("remove"), st.just(""), st.integers(0, 4)),
        st.tuples(st.just("muscles"), st.sampled_from(["quads", "calves"]), st.integers(0, 4)),
        st.tuples(st.just("undo"), st.just(""), st.integers(0, 12)),
    ),
    max_size=10,
)


def act(log: TrainingLog, what: str, word: str, number: int) -> None:
    ids = [*(own.id for own in log.catalogue.own.exercises), "leg_press", NOT_A_LIFT]
    if what == "map":
        log.map_exercise(word, ids[number % len(ids)], now=NOW)
    elif what == "add":
        log.add_exercise(word, **GLUTE_THING, now=NOW)
    elif what == "change":
        log.change_exercise(ids[number % len(ids)], {"equipment": word}, now=NOW)
    elif what == "remove":
        log.remove_exercise(ids[number % len(ids)], now=NOW)
    elif what == "muscles":
        log.override_muscles("leg_press", {word: 1} if number else None, now=NOW)
    else:
        log.undo_decision(number, now=NOW)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> TrainingLog:
    """One log for all examples: each of them takes back whatever it did."""
    log = TrainingLog.open(tmp_path_factory.mktemp("shared"))
    bring(log, ROWS)
    return log


@settings(max_examples=settings.default.max_examples // 3)  # type: ignore[union-attr]
@given(acts=ACTS, shuffle=st.randoms(use_true_random=False))
def test_taking_everything_back_in_any_order_leaves_what_is_shipped(
    shared: TrainingLog,
    acts: list[tuple[str, str, int]],
    shuffle: Random,
) -> None:
    for what, word, number in acts:
        try:
            act(shared, what, word, number)
        except HindsightError:  # such as changing what is not there: refused, and nothing happened
            continue
        known = set(shared.exercises()["id"])
        assert all(set(exercise_of(shared, name)) <= {None, *known} for name in ("Zorble Press", "Frobnicate"))
    standing = [decision.decision_id for decision in shared.decisions() if decision.undone_at is None]
    shuffle.shuffle(standing)
    for decision_id in standing:
        shared.undo_decision(decision_id, now=NOW)
    assert unknown(shared) == {"Zorble Press": 2, "Frobnicate": 1}
    assert exercise_of(shared, "Leg Press") == ["leg_press"]
    assert shared.catalogue.exercises.equals(load_catalogue().exercises)
    assert shared.mappings().empty
