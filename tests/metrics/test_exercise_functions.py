"""exercise_functions and missing_functions: which exercises gave a muscle its sets, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import Row, sets

MONDAY = date(2026, 1, 5)
SUNDAY = MONDAY + timedelta(days=6)


def week(number: int = 0, **exercises: int) -> list[Row]:
    """The Monday of a week: so many hard sets of each exercise."""
    day = str(MONDAY + timedelta(weeks=number))
    return [row for exercise, times in exercises.items() for row in sets(day, exercise, 60, 8, rir=2, times=times)]


def functions(lifter: Lifter, muscle: str, to_date: date = SUNDAY) -> dict[str, tuple[object, ...]]:
    """Exercise -> what it had the muscle do: hard sets, share, direct, function, length, legs."""
    rows = lifter.metric("exercise_functions", to_date=to_date)
    rows = rows[rows["muscle"] == muscle].set_index("exercise_id")
    return {
        str(exercise): tuple(row[["hard_sets", "share", "direct", "function", "length", "legs"]])
        for exercise, row in rows.iterrows()
    }


def missing(lifter: Lifter, muscle: str, dimension: str, to_date: date = SUNDAY) -> tuple[str, str]:
    """What is missing of a muscle in one dimension, and the exercises that would bring it."""
    rows = lifter.metric("missing_functions", to_date=to_date)
    row = rows[(rows["muscle"] == muscle) & (rows["dimension"] == dimension)].iloc[0]
    return str(row["missing"]), str(row["bring"])


def test_each_exercise_of_a_muscle_has_its_sets_and_what_the_muscle_does(gym: Gym) -> None:
    lifter = gym.lifter(week(romanian_deadlift=2, seated_leg_curl=3, hip_thrust=4, single_leg_rdl=1))

    # 2 + 3 + 4 x 0.5 + 1 = 8 hamstring sets
    assert functions(lifter, "hamstrings") == {
        "seated_leg_curl": (3, 3 / 8, True, "knee_flexion", "long", "both"),
        "hip_thrust": (2, 2 / 8, False, "hip_extension", "short", "both"),
        "romanian_deadlift": (2, 2 / 8, True, "hip_extension", "long", "both"),
        "single_leg_rdl": (1, 1 / 8, True, "hip_extension", "long", "single"),
    }


def test_one_exercise_has_each_muscle_do_its_own(gym: Gym) -> None:
    lifter = gym.lifter(week(back_squat=2))
    rows = lifter.metric("exercise_functions", to_date=SUNDAY).set_index("muscle")

    assert rows["function"].to_dict() == {
        "quads": "squat",
        "glute_max": "hip_extension",
        "adductors": "hip_extension",
        "erectors": "spine_extension",
    }
    assert rows["length"].to_dict() == {"quads": "na", "glute_max": "long", "adductors": "na", "erectors": "na"}


def test_a_seated_calf_raise_is_done_with_bent_knees(gym: Gym) -> None:
    lifter = gym.lifter(week(standing_calf_raise=1, seated_calf_raise=2))

    found = {exercise: row[3] for exercise, row in functions(lifter, "calves").items()}

    assert found == {"standing_calf_raise": "plantarflexion_straight", "seated_calf_raise": "plantarflexion_bent"}


def test_above_the_waist_the_function_is_the_movement(gym: Gym) -> None:
    assert functions(gym.lifter(week(bench_press_barbell=2)), "chest")["bench_press_barbell"][3] == "press"


def test_the_window_is_the_four_full_weeks_up_to_the_day(gym: Gym) -> None:
    lifter = gym.lifter(week(0, leg_extension=1), week(1, leg_extension=2), week(4, leg_extension=4))
    fifth_sunday = SUNDAY + timedelta(weeks=4)

    assert functions(lifter, "quads", fifth_sunday)["leg_extension"][0] == 6  # weeks 1 to 4, so 2 + 4
    assert functions(lifter, "quads", fifth_sunday - timedelta(days=1))["leg_extension"][0] == 3  # weeks 0 to 3
    rows = lifter.metric("exercise_functions", to_date=fifth_sunday)
    assert rows["window_from"].iloc[0].date() == MONDAY + timedelta(weeks=1)
    assert rows["window_to"].iloc[0].date() == fifth_sunday


def test_without_a_day_the_window_ends_with_the_last_week_of_the_log(gym: Gym) -> None:
    lifter = gym.lifter(week(0, leg_extension=1), week(1, leg_extension=2))

    assert lifter.metric("exercise_functions")["hard_sets"].tolist() == [3]


def test_shares_of_a_muscle_add_up_to_one(gym: Gym) -> None:
    rows = gym.lifter(week(back_squat=3, leg_press=2, walking_lunge=3, conventional_deadlift=1)).metric(
        "exercise_functions", to_date=SUNDAY
    )

    assert rows.groupby("muscle")["share"].sum().tolist() == pytest.approx([1.0] * rows["muscle"].nunique())


def test_a_missing_function_comes_with_an_exercise_that_brings_it(gym: Gym) -> None:
    lifter = gym.lifter(week(romanian_deadlift=4))

    assert missing(lifter, "hamstrings", "function") == ("bending the knee", "seated_leg_curl")
    assert missing(lifter, "hamstrings", "length") == ("", "")
    assert missing(lifter, "hamstrings", "legs") == ("on one leg", "single_leg_rdl")


def test_an_exercise_that_the_lifter_has_done_before_is_named_first(gym: Gym) -> None:
    lifter = gym.lifter(week(0, lying_leg_curl=3), week(8, romanian_deadlift=4))

    later = SUNDAY + timedelta(weeks=8)
    assert missing(lifter, "hamstrings", "function", later) == ("bending the knee", "lying_leg_curl")


def test_at_home_an_exercise_without_a_machine_is_named(own_gym: Gym) -> None:
    lifter = own_gym.lifter(week(0, lying_leg_curl=3), week(8, romanian_deadlift=4))
    own_gym.log.change_setting("equipment", "home")

    later = SUNDAY + timedelta(weeks=8)
    assert missing(lifter, "hamstrings", "function", later) == ("bending the knee", "ball_leg_curl")


def test_one_set_is_enough_not_to_be_missing_and_half_a_set_is_not(gym: Gym) -> None:
    one = gym.lifter(week(romanian_deadlift=4, seated_leg_curl=1))
    half = gym.lifter(week(seated_leg_curl=4, hip_thrust=1))

    assert missing(one, "hamstrings", "function")[0] == ""
    assert missing(half, "hamstrings", "function")[0] == "extending the hip"


def test_squats_leave_the_knee_extension_missing(gym: Gym) -> None:
    lifter = gym.lifter(week(back_squat=6))
    rows = lifter.metric("missing_functions", to_date=SUNDAY).set_index(["muscle", "dimension"])

    quads = rows.loc[("quads", "function")]
    assert (quads["missing"], quads["bring"], quads["confidence"]) == (
        "straightening the knee alone",
        "leg_extension",
        "A",
    )
    assert "rectus femoris" in quads["why"]
    assert quads["sources"] == "kubo_2019"
    assert quads["sets"] == 6


def test_seated_raises_alone_leave_the_straight_knee_missing_but_not_the_other_way_round(gym: Gym) -> None:
    seated, standing = gym.lifter(week(seated_calf_raise=3)), gym.lifter(week(standing_calf_raise=3))

    assert missing(seated, "calves", "function") == ("calf raises with straight knees", "standing_calf_raise")
    assert missing(standing, "calves", "function") == ("", "")


def test_any_of_two_ways_will_do_for_the_side_glutes(gym: Gym) -> None:
    assert missing(gym.lifter(week(walking_lunge=2)), "glute_med", "function")[0] == ""
    assert missing(gym.lifter(week(side_lying_abduction=1)), "glute_med", "function")[0] == ""
    neither = missing(gym.lifter(week(back_squat=2)), "glute_med", "function")
    assert neither == ("leg out to the side or steadying the hip on one leg", "side_lying_abduction")
