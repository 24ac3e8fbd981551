"""From logged sets to hard sets (rulebook C1), seen through weekly_hard_sets and the sets behind it."""

from __future__ import annotations

import pytest

from analytics.errors import NotFound
from analytics.settings import PRESETS
from tests.metrics.conftest import Gym, Lifter
from tests.metrics.rows import sets

DAY = "2026-01-05"  # a Monday
CURL, SQUAT, SWING = "lying_leg_curl", "back_squat", "kettlebell_swing"


def reasons(lifter: Lifter, muscle: str) -> list[str | None]:
    """why_not of each set of a muscle, in the order done; None for a hard set."""
    credits = lifter.credits(muscle).sort_values("set_number")
    return [
        None if is_hard else why_not for is_hard, why_not in zip(credits["is_hard"], credits["why_not"], strict=True)
    ]


def test_warm_ups_never_count_as_hard_sets(gym: Gym) -> None:
    lifter = gym.lifter(sets(DAY, CURL, 40, 12, set_type="warmup", times=2), sets(DAY, CURL, 40, 12, times=3))

    assert lifter.hard_sets("hamstrings") == [3]
    assert reasons(lifter, "hamstrings") == ["warm-up", "warm-up", None, None, None]


@pytest.mark.parametrize(
    ("reps", "why_not"), [(2, "fewer than 3 reps"), (3, None), (30, None), (31, "more than 30 reps"), (None, "no reps")]
)
def test_a_hard_set_has_three_to_thirty_reps(gym: Gym, reps: int | None, why_not: str | None) -> None:
    assert reasons(gym.lifter(sets(DAY, CURL, 40, reps)), "hamstrings") == [why_not]


@pytest.mark.parametrize(("rir", "why_not"), [(0, None), (4, None), (4.5, "4.5 reps left"), (5, "5 reps left")])
def test_a_hard_set_has_at_most_four_reps_left(gym: Gym, rir: float, why_not: str | None) -> None:
    assert reasons(gym.lifter(sets(DAY, CURL, 40, 10, rir=rir)), "hamstrings") == [why_not]


def test_a_set_without_logged_effort_counts_and_lowers_the_known_share(gym: Gym) -> None:
    week = gym.lifter(
        sets(DAY, CURL, 40, 10, times=3), sets(DAY, CURL, 40, 10, rir=1), sets(DAY, CURL, 40, 10, rir=3)
    ).muscle("hamstrings")

    assert week["hard_sets"].tolist() == [5]
    assert week["effort_known_share"].tolist() == [2 / 5]
    assert week["close_share"].tolist() == [1 / 5]  # only RIR 1 is within 0-2


def test_sets_without_logged_effort_can_be_left_out(own_gym: Gym) -> None:
    own_gym.log.change_fact("hard.unknown_rir", "exclude")
    lifter = own_gym.lifter(sets(DAY, CURL, 40, 10), sets(DAY, CURL, 40, 10, rir=2))

    assert reasons(lifter, "hamstrings") == ["effort not logged", None]


def test_a_set_to_failure_left_nothing_in_reserve(gym: Gym) -> None:
    week = gym.lifter(sets(DAY, CURL, 40, 10, set_type="failure")).muscle("hamstrings")

    assert (week["effort_known_share"].item(), week["close_share"].item()) == (1, 1)


def test_sides_logged_apart_are_one_set_together(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, "standing_leg_curl", 20, 10, side="left", times=3),
        sets(DAY, "standing_leg_curl", 20, 10, side="right", times=3),
    )

    assert lifter.hard_sets("hamstrings") == [3]  # 6 x 0.5


def test_sides_of_unequal_sets_count_their_mean(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, "standing_leg_curl", 20, 10, side="left", times=3),
        sets(DAY, "standing_leg_curl", 20, 10, side="right", times=2),
    )

    assert lifter.hard_sets("hamstrings") == [2.5]  # (3 + 2) / 2


def test_a_one_sided_exercise_without_a_side_counts_each_set_once(gym: Gym) -> None:
    assert gym.lifter(sets(DAY, "standing_leg_curl", 20, 10, times=3)).hard_sets("hamstrings") == [3]


@pytest.mark.parametrize(("set_type", "weight_kg"), [("working", 40), ("failure", 40), ("failure", None)])
def test_a_missed_attempt_is_no_hard_set(gym: Gym, set_type: str, weight_kg: float | None) -> None:
    lifter = gym.lifter(sets(DAY, CURL, weight_kg, 0, set_type=set_type), sets(DAY, CURL, 40, 10))

    assert reasons(lifter, "hamstrings") == ["missed attempt: no rep was done", None]


def test_a_set_with_a_failed_repetition_counts_the_reps_done(gym: Gym) -> None:
    week = gym.lifter(sets(DAY, CURL, 40, 3, set_type="failure")).muscle("hamstrings")

    assert (week["hard_sets"].item(), week["close_share"].item()) == (1, 1)


def test_light_sets_before_the_top_set_are_warm_ups_and_after_it_are_not(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, SQUAT, 60, 10),  # 60 % of 100
        sets(DAY, SQUAT, 100, 8),
        sets(DAY, SQUAT, 60, 20),
    )

    assert reasons(lifter, "quads") == ["inferred warm-up: 60 % or less of the day's top load", None, None]
    assert lifter.credits("quads").sort_values("set_number")["inferred_warmup"].tolist() == [True, False, False]


def test_just_above_sixty_per_cent_the_reps_left_decide(gym: Gym) -> None:
    # S = 100 x (1 + 0.0353 x 7) = 124.71; 61 kg: n_max = 1 + (124.71 / 61 - 1) / 0.0353 = 30.6
    easy = gym.lifter(sets(DAY, SQUAT, 61, 10), sets(DAY, SQUAT, 100, 8))
    hard = gym.lifter(sets(DAY, SQUAT, 61, 27), sets(DAY, SQUAT, 100, 8))

    assert reasons(easy, "quads") == ["inferred warm-up: about 21 reps left, before the top set", None]
    assert reasons(hard, "quads") == [None, None]  # 3.6 left


def test_above_ninety_per_cent_nothing_is_a_warm_up(gym: Gym) -> None:
    # S = 100 x (1 + 0.0353 x 9) = 131.77; 90 kg leaves 1 + (131.77 / 90 - 1) / 0.0353 = 14.1, 91 kg 13.7: 10 after 3
    at_ninety = gym.lifter(sets(DAY, SQUAT, 90, 3), sets(DAY, SQUAT, 100, 10))
    above = gym.lifter(sets(DAY, SQUAT, 91, 3), sets(DAY, SQUAT, 100, 10))

    assert (at_ninety.hard_sets("quads"), above.hard_sets("quads")) == ([1], [2])


def test_sixty_per_cent_is_sixty_per_cent_in_pounds_too(gym: Gym) -> None:
    kg = 0.45359237  # 135 of 225 lb and 24 of 40 lb are exactly 60 %
    for light, top in ((135, 225), (24, 40)):
        lifter = gym.lifter(sets(DAY, SQUAT, light * kg, 10), sets(DAY, SQUAT, top * kg, 8))
        assert lifter.hard_sets("quads") == [1]


def test_easy_sets_on_the_way_up_are_warm_ups(gym: Gym) -> None:
    # S = 100 x (1 + 0.0353 x 4) = 114.12
    # 80 kg: n_max = 1 + (114.12 / 80 - 1) / 0.0353 = 13.08, so 8 of them were left after 5
    # 90 kg: n_max = 1 + (114.12 / 90 - 1) / 0.0353 = 8.59, so 3.6 were left: no more than 4
    lifter = gym.lifter(sets(DAY, SQUAT, 80, 5), sets(DAY, SQUAT, 90, 5), sets(DAY, SQUAT, 100, 5))

    assert reasons(lifter, "quads") == ["inferred warm-up: about 8 reps left, before the top set", None, None]


def test_a_logged_effort_beats_the_one_inferred_from_the_load(gym: Gym) -> None:
    assert reasons(gym.lifter(sets(DAY, SQUAT, 80, 5, rir=3), sets(DAY, SQUAT, 100, 5)), "quads") == [None, None]


def test_strength_for_the_inference_is_the_median_of_recent_workouts(gym: Gym) -> None:
    # Usual day: 140 x 5, 159.8 kg. On the easy day 100 is the top set and 85 comes before it (85 %).
    # S = median(159.8, 159.8, 114.1) = 159.8; 85 kg: n_max = 1 + (159.8 / 85 - 1) / 0.0353 = 25.9, 20.9 left after 5
    usual = sets("2026-01-05", SQUAT, 140, 5) + sets("2026-01-12", SQUAT, 140, 5)
    lifter = gym.lifter(usual, sets("2026-01-19", SQUAT, 85, 5), sets("2026-01-19", SQUAT, 100, 5))

    assert lifter.hard_sets("quads") == [1, 1, 1]


def test_warm_ups_are_not_inferred_for_bodyweight_lifts_or_other_set_types(gym: Gym) -> None:
    weighted = gym.lifter(
        sets(DAY, "nordic_curl", 5, 6, load_kind="bodyweight"), sets(DAY, "nordic_curl", 20, 6, load_kind="bodyweight")
    )
    drops = gym.lifter(sets(DAY, CURL, 20, 12, set_type="drop"), sets(DAY, CURL, 40, 12))

    assert (weighted.hard_sets("hamstrings"), drops.hard_sets("hamstrings")) == ([2], [2])


def test_straight_sets_are_never_taken_for_warm_ups(gym: Gym) -> None:
    assert gym.lifter(sets(DAY, SQUAT, 100, 5, times=5)).hard_sets("quads") == [5]


def test_a_set_under_thirty_per_cent_of_the_maximum_does_not_count(gym: Gym) -> None:
    # S = 114.12, of which 30 % is 34.2
    lifter = gym.lifter(sets(DAY, SQUAT, 100, 5), sets(DAY, SQUAT, 35, 25), sets(DAY, SQUAT, 34, 25))

    assert reasons(lifter, "quads") == [None, None, "load under 30 % of the estimated 1RM"]


def test_holds_count_from_ten_seconds(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, "seated_heel_drag", duration_s=9), sets(DAY, "seated_heel_drag", duration_s=10),
        sets(DAY, "seated_heel_drag", reps=10),
    )  # fmt: skip

    assert reasons(lifter, "hamstrings") == ["held for less than 10 s", None, None]


def test_swings_earn_half_a_set_and_jumps_none(gym: Gym) -> None:
    # 4 swings x 0.5 credit x 0.5 hamstrings
    lifter = gym.lifter(sets(DAY, SWING, 24, 15, times=4), sets(DAY, "jump", None, 5, times=4))

    assert lifter.hard_sets("hamstrings") == [1]


def test_an_unrecognised_exercise_is_judged_and_counts_for_nothing(gym: Gym) -> None:
    lifter = gym.lifter(sets(DAY, "Wobbly thing of my own", 40, 10), sets(DAY, CURL, 40, 10))

    assert lifter.metric("weekly_hard_sets")["hard_sets"].sum() == 1  # a curl trains the hamstrings alone


def test_squats_train_the_hamstrings_only_when_the_lifter_says_so(own_gym: Gym) -> None:
    lifter = own_gym.lifter(sets(DAY, SQUAT, 100, 8, times=4))
    assert lifter.hard_sets("hamstrings") == [0]

    own_gym.log.change_fact("count.squat_hamstring", 0.5)

    assert lifter.hard_sets("hamstrings") == [2]  # 4 x 0.5
    assert lifter.muscle("hamstrings")["direct_sets"].tolist() == [0]


def test_an_assisting_muscle_counts_half_by_default(gym: Gym) -> None:
    week = gym.lifter(sets(DAY, "hip_thrust", 100, 8, times=3)).muscle("hamstrings")

    assert (week["hard_sets"].item(), week["direct_sets"].item()) == (1.5, 0)


def test_the_sets_behind_a_bar_add_up_to_it(gym: Gym) -> None:
    lifter = gym.lifter(
        sets(DAY, SQUAT, 60, 5), sets(DAY, SQUAT, 120, 5, times=3),
        sets(DAY, "romanian_deadlift", 90, 8, rir=2, times=4),
        sets(DAY, SWING, 24, 15, times=3), sets(DAY, CURL, 35, 12, rir=6), sets(DAY, "hip_thrust", 110, 8, times=3),
    )  # fmt: skip
    weekly = lifter.metric("weekly_hard_sets").set_index("muscle")["hard_sets"]

    behind = lifter.credits().groupby("muscle")["hard_sets"].sum()

    assert weekly[weekly > 0].to_dict() == behind[behind > 0].to_dict()


def test_the_liberal_preset_credits_squats_and_the_strict_one_takes_it_back(own_gym: Gym) -> None:
    lifter = own_gym.lifter(sets(DAY, SQUAT, 100, 8, times=4), sets(DAY, "hip_thrust", 100, 8, times=4))
    assert lifter.hard_sets("hamstrings") == [2]  # 4 thrusts x 0.5

    own_gym.log.apply_preset("liberal")
    assert lifter.hard_sets("hamstrings") == [4]  # and 4 squats x 0.5

    own_gym.log.apply_preset("strict")
    assert lifter.hard_sets("hamstrings") == [2]
    assert not own_gym.log.facts["count.squat_hamstring"].is_changed


def test_a_preset_leaves_other_changed_facts_alone(own_gym: Gym) -> None:
    own_gym.log.change_fact("hard.max_rir", 3)

    own_gym.log.apply_preset("liberal")
    own_gym.log.apply_preset("strict")

    assert own_gym.log.facts.number("hard.max_rir") == 3


def test_every_preset_stays_within_the_ranges_of_its_facts(own_gym: Gym) -> None:
    for name, preset in PRESETS.items():
        own_gym.log.apply_preset(name)
        assert {key: own_gym.log.facts[key].value for key in preset.facts} == dict(preset.facts)


def test_an_unknown_preset_is_refused_with_the_known_names(gym: Gym) -> None:
    with pytest.raises(NotFound, match="strict"):
        gym.log.apply_preset("generous")
