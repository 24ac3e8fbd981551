"""The week in five sentences, true for odd weeks too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from analytics.review.sentences import five_sentences
from analytics.training_log import TrainingLog
from tests.metrics.rows import Row, sets
from tests.review.conftest import MONDAYS, ON, Lifter

Said = Callable[..., tuple[str, ...]]


@pytest.fixture(scope="module")
def said(log: TrainingLog, lifter: Lifter) -> Said:
    """The sentences about a lifter with these sets, as of a day."""

    def sentences(*rows: list[Row], on: date = ON) -> tuple[str, ...]:
        return five_sentences(log.reviewed_week(on=on, athlete=lifter(*rows), unit="kg"))

    return sentences


def legs(monday: str, *, squats: int = 6, hinges: int = 4, curls: int = 2) -> list[Row]:
    """One workout on a Monday: squats for the quads, hinges and curls for the hamstrings."""
    return [
        *sets(monday, "back_squat", 100, 5, rir=2, times=squats),
        *sets(monday, "romanian_deadlift", 100, 8, rir=2, times=hinges),
        *sets(monday, "seated_leg_curl", 40, 12, rir=1, times=curls),
    ]


def test_an_ordinary_week_is_told_with_its_numbers_and_their_weeks(said: Said) -> None:
    workouts, hamstrings, quads, curls, strength = said(*(legs(monday) for monday in MONDAYS))
    assert workouts == (
        "In the week of 9 Nov 2026 you did 1 workout with 12 sets, 12 of them hard; in the 3 weeks before it was "
        "1 workout a week."
    )
    assert hamstrings == (  # 4 hinges and 2 curls, each a main mover
        "Your hamstrings had 6 hard sets, as in the week before; the four-week mean of 6 a week leaves room up to your "
        "range of 8 to 14."
    )
    assert quads == (  # 4 x 6 against 4 x 6
        "Over 4 weeks your quads had 24 hard sets and your hamstrings 24: 1 to 1, which is in order (many coaches stay "
        "below 1.5 to 1)."
    )
    assert curls == (  # 8 of 24
        "Over 4 weeks 8 of your 24 hamstring sets came from curls, the others from hinges and bridges: 33 % curls, "
        "inside the 20 to 80 % in which both have room."
    )
    assert strength == "Over 8 weeks no lift has the 6 sessions over 35 days that a trend takes."


def test_the_first_week_has_nothing_to_be_compared_with(said: Said) -> None:
    workouts, hamstrings, quads, _, _ = said(legs(MONDAYS[-1], squats=9))
    assert workouts.endswith("; it is the first week of your log.")
    assert hamstrings == (
        "Your hamstrings had 6 hard sets; a four-week mean takes four weeks, and this is week 1 of your log."
    )
    assert quads.startswith("In this week your quads had 9 hard sets and your hamstrings 6: 1.5 to 1")


def test_before_the_first_full_week_there_is_one_sentence(said: Said) -> None:
    assert said(legs("2026-11-18")) == (
        "Your log begins on 18 Nov 2026, so no full week lies behind you yet; the first review comes on 23 Nov 2026.",
    )


def test_a_holiday_names_the_last_workout_before_it(said: Said) -> None:
    workouts, hamstrings, *_ = said(*(legs(monday) for monday in MONDAYS[:3]), legs("2026-11-16"))
    assert workouts == (
        "In the week of 9 Nov 2026 you logged no workout: the last one before was on 2 Nov 2026, and a week off counts "
        "as zero sets."
    )
    assert hamstrings.startswith("Your hamstrings had no hard set, after 6 the week before;")


def test_a_log_that_ended_says_when(said: Said) -> None:
    told = said(legs(MONDAYS[0]), on=ON + timedelta(weeks=20))
    assert told[0] == "In the week of 29 Mar 2027 you logged no workout: your log ends on 19 Oct 2026."
    assert told[1].endswith("; the weeks before that count with it had none either.")
    assert told[2] == "Over 4 weeks neither quads nor hamstrings had a hard set, so there is nothing to compare."
    assert told[3] == "Without a hamstring set in four weeks there is nothing to say about hinges and curls."
    assert told[4] == "Over 8 weeks no lift was done whose strength could be told."


def test_a_month_of_upper_body_work_has_no_legs_to_speak_of(said: Said) -> None:
    benches = [row for monday in MONDAYS for row in sets(monday, "bench_press_barbell", 80, 5, rir=2, times=3)]
    workouts, hamstrings, quads, curls, _ = said(benches)
    assert "1 workout with 3 sets, 3 of them hard" in workouts
    assert hamstrings.startswith("Your hamstrings had no hard set, as in the week before;")
    assert "neither quads nor hamstrings" in quads
    assert curls.startswith("Without a hamstring set")


def test_work_of_one_kind_only_is_said_so(said: Said) -> None:
    *_, hinges_only, _ = said(*(legs(monday, curls=0) for monday in MONDAYS))
    assert hinges_only == (
        "Over 4 weeks none of your 16 hamstring sets came from curls, all from hinges and bridges: 0 % curls, outside "
        "the 20 to 80 % in which both have room."
    )


def test_too_few_sets_are_not_compared(said: Said) -> None:
    _, _, quads, curls, _ = said(legs(MONDAYS[-1], squats=2, hinges=1, curls=0))
    assert quads == ("In this week quads and hamstrings had 3 hard sets together, too few to compare: it takes 12.")
    assert curls.endswith("all from hinges and bridges, too few sets to call it a habit.")


def test_quads_without_any_hamstring_work(said: Said) -> None:
    _, _, quads, _, _ = said(*(legs(monday, hinges=0, curls=0) for monday in MONDAYS))
    assert quads == "Over 4 weeks your quads had 24 hard sets and your hamstrings none."


def test_lifts_that_move_are_counted_and_the_fastest_is_named(said: Said) -> None:
    last = date(2026, 11, 10)
    rising = [  # 2 % a week for nine weeks, as regular as it gets
        row
        for back in range(9)
        for row in sets(str(last - timedelta(weeks=back)), "back_squat", round(100 * 1.02 ** (8 - back), 1), 5, rir=1)
    ]
    *_, strength = said(rising)
    assert strength.startswith("Over 8 weeks, of 1 lift with enough sessions, 1 is rising (Barbell back squat")
    assert strength.endswith("none is falling, and none is flat or not yet to be told.")
