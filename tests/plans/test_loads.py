"""What load to put on the bar. Steps of 2.5 kg and the facts as shipped, unless a test says otherwise.

The arithmetic stands beside each case. Forecasts are those of `analytics.metrics.forecast`, tested there; here counts
what is made of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.metrics import MetricRequest
from analytics.metrics._steps import LiftPast
from analytics.metrics.forecast import general_scores
from analytics.model import Choices
from analytics.plans.load_reps import Lift, Outlook
from analytics.plans.load_steps import steps_of
from analytics.plans.load_terms import LoadTerms, Mode
from analytics.plans.loads import Asked, LoadBook, planned_load
from analytics.plans.model import Load
from analytics.reference.facts import load_facts
from analytics.store import Store
from analytics.training_log import TrainingLog
from analytics.units import KG_PER_LB, MassUnit
from tests.metrics.rows import Row, csv_of, sets

TERMS = LoadTerms.from_facts(load_facts())
REACH = (float(np.quantile(general_scores(), 0.8)), float(np.quantile(general_scores(), 0.95)))
NO_RIR = math.nan
Done = tuple[float, list[int]]


def lift(
    *done: Done, step_kg: float = 2.5, forecast: bool = True, kind: str = "external", rir: float = NO_RIR, top: int = 10
) -> Lift:
    """Sessions of (kg, reps of each set), oldest first; without `forecast`, as of a lift that has none."""
    kg, reps = np.array([load for load, _ in done], dtype=float), [each for _, each in done]
    fewest, most = (np.array([end(each) for each in reps], dtype=float) for end in (min, max))
    past = LiftPast("barbell", kind, True, top, step_kg, kg, fewest, fewest, most, np.full(len(kg), rir))
    best = len(kg) if forecast else 0
    return Lift(past, kg[:best], most[:best].astype(np.int64))


def said(
    of: Lift, reps: tuple[int, int] = (5, 8), *, mode: Mode = "usual", unit: MassUnit = "kg", terms: LoadTerms = TERMS
) -> Load:
    return planned_load(of, Asked(reps, mode, unit), REACH, terms)


def test_two_sessions_at_the_top_are_answered_with_the_next_step() -> None:
    load = said(lift(*[(100, [6, 6, 6])] * 4, (100, [8, 8, 8]), (100, [8, 8, 8])))

    assert (load.step, load.kg, load.last_kg, load.last_reps) == ("more_load", 102.5, 100, 8)  # 2 % are 2 kg: one step
    assert load.how == "The last 2 sessions reached 8 reps in every set, so take the next step up."
    assert load.high_kg is not None
    assert load.kg <= load.high_kg


def test_one_session_at_the_top_is_repeated() -> None:
    load = said(lift(*[(100, [6, 6, 6])] * 5, (100, [8, 8, 8])))

    assert (load.step, load.kg) == ("same", 100)
    assert load.how == "Every set reached 8 reps: do that once more, then take the next step up."


def test_the_top_of_the_catalogue_counts_where_the_planned_one_is_higher() -> None:
    """So that the plan and the finding "ready for the next step" say the same."""
    tens = lift(*[(100, [10, 10, 10])] * 6, top=10)

    assert said(tens, (8, 12)).step == "more_load"
    assert said(lift(*[(100, [10, 10, 10])] * 6, top=15), (8, 12)).step == "more_reps"


def test_a_step_of_more_than_ten_per_cent_waits_for_reps() -> None:
    load = said(lift(*[(20, [8, 8, 8])] * 6))  # 2.5 of 20 kg are 12.5 %

    assert (load.step, load.kg) == ("more_reps", 20)


def test_sets_deeper_than_the_target_effort_earn_no_step() -> None:
    assert said(lift(*[(100, [8, 8, 8])] * 6, rir=0)).step == "same"
    assert said(lift(*[(100, [8, 8, 8])] * 6, rir=1)).step == "more_load"


def test_inside_the_range_the_load_stays_for_a_rep_more() -> None:
    load = said(lift(*[(100, [7, 6, 6])] * 6))

    assert (load.step, load.kg) == ("more_reps", 100)
    assert load.how == "Keep the load and aim for 7 reps or more in every set, up to 8."
    assert load.reps == 7
    assert load.reps_low is not None
    assert load.reps_high is not None
    assert load.reps_low <= 7 <= load.reps_high


@pytest.mark.parametrize(
    ("done", "step", "kg"),
    [
        ([(97.5, [5]), (100, [6, 5, 4])], "same", 100),
        ([(100, [5, 5, 4]), (100, [6, 5, 4])], "less_load", 95),  # 5 % of 100 kg
        ([(61, [5, 4]), (61, [5, 4])], "less_load", 56),  # 57.95 at the most: 61 - 2 x 2.5, 8.2 % less
        ([(100, [4]), (100, [5, 5, 5])], "more_reps", 100),  # the last session was no miss
        ([(20, [5, 4]), (20, [5, 4])], "same", 20),  # the next load down is 12.5 % lighter: hold
    ],
)
def test_a_miss_is_held_and_two_go_down(done: list[Done], step: str, kg: float) -> None:
    load = said(lift(*[(done[0][0], [6])] * 5, *done))

    assert (load.step, load.kg) == (step, kg)


def test_a_large_step_down_is_taken_where_it_leads_back_into_the_reps() -> None:
    """17.5 kg are 12.5 % lighter: 8.3 + 28.3 x ln(20 / 17.5) = 12.1 reps. Fits 8 to 15, not 8 to 10."""
    missed = lift(*[(20, [8, 7])] * 8)

    assert (said(missed, (8, 15)).step, said(missed, (8, 15)).kg) == ("less_load", 17.5)
    assert (said(missed, (8, 10)).step, said(missed, (8, 10)).kg) == ("same", 20)


def test_how_far_and_after_how_many_misses_the_load_goes_down_are_facts() -> None:
    misses = lift(*[(100, [6])] * 5, (100, [5, 4]), (100, [5, 4]))

    assert said(misses, terms=replace(TERMS, back_off_pct=10)).kg == 90
    assert said(misses, terms=replace(TERMS, back_off_sessions=3)).step == "same"


def test_an_easier_week_and_a_return_take_five_to_ten_per_cent_off() -> None:
    squats = lift(*[(100, [6, 6])] * 6)

    assert [(said(squats, mode=mode).step, said(squats, mode=mode).kg) for mode in ("deload", "return")] == [
        ("light", 95),
        ("light", 95),
    ]
    coarse = said(lift(*[(50, [6, 6])] * 6, step_kg=10), mode="deload")  # the next load down is 20 % lighter
    assert (coarse.step, coarse.kg, coarse.how) == ("light", 50, "An easier week: stop with 2 more reps left.")


def test_maintenance_keeps_the_load_whatever_was_earned() -> None:
    load = said(lift(*[(100, [8, 8])] * 6), mode="maintenance")

    assert (load.step, load.kg) == ("same", 100)


def test_other_reps_than_last_time_are_looked_up_on_the_lifts_own_curve() -> None:
    """Tens, planned for 4 to 6, along the general curve of 28.3 reps for a logarithm of load: the median is six where
    the curve gives 6.5, 100 kg x exp((10.3 - 6.5) / 28.3) = 114.4; but not more than 10 % in one go: 110.
    Fives, planned for 8 to 12: nine, so 8.5, at 100 x exp((5.3 - 8.5) / 28.3) = 89.3, which is 87.5 on the steps.
    """
    heavier, lighter = said(lift(*[(100, [10])] * 6), (4, 6)), said(lift(*[(100, [5])] * 6), (8, 12))

    assert (heavier.step, heavier.kg) == ("more_load", 110)
    assert (lighter.step, lighter.kg) == ("less_load", 87.5)


def test_a_load_lifted_lately_may_come_back_at_once() -> None:
    """10 % above 90 kg are 99, so 97.5 on the steps; 120 kg for fives is three sessions ago, or seven."""
    lately, long_ago = (said(lift(*[(120, [5])] * 4, *[(90, [12])] * count), (4, 6)) for count in (3, 7))

    assert lately.kg is not None
    assert 99 < lately.kg <= 120
    assert (long_ago.kg, long_ago.how) == (97.5, "The last sets were longer than planned; go there step by step.")


def test_one_odd_session_does_not_turn_the_load_round() -> None:
    """Fours at 100 kg and one of fourteen: the curve still expects fewer than planned there, so nothing goes up."""
    load = said(lift(*[(100, [4])] * 12, (100, [14])), (9, 10))

    assert load.step != "more_load"
    assert load.how != "The last sets were shorter than planned; your own curve gives this load."


def test_no_load_is_planned_above_the_range_of_the_forecast() -> None:
    """Twos and a four at 100 kg; planned for five and more, within two reps of it: holding would be too heavy."""
    load = said(lift(*[(100, [2])] * 8, (100, [4])), (6, 8))

    assert load.step == "less_load"
    assert load.kg == load.high_kg
    assert load.kg is not None
    assert load.kg < 100


def test_where_no_load_was_ever_good_for_the_reps_one_is_to_be_found() -> None:
    load = said(lift(*[(2.5, [3])] * 8), (25, 30))  # there is no lighter load than one step

    assert (load.step, load.kg, load.high_kg) == ("find", None, None)


def test_few_sessions_keep_the_load_without_a_forecast() -> None:
    load = said(lift(*[(100, [7, 6])] * 3, forecast=False))

    assert (load.step, load.kg, load.low_kg, load.high_kg, load.reps) == ("same", 100, None, None, None)
    assert load.how == "Too few sessions for a forecast yet, so take the last load again."


def test_added_load_of_a_lift_of_the_body_takes_one_step() -> None:
    """2.5 on 10 kg are 25 % of what is added, but little of what is lifted."""
    load = said(lift(*[(10, [8, 8])] * 6, forecast=False, kind="bodyweight"))
    missed = said(lift(*[(10, [6])] * 3, (10, [4]), (10, [4]), forecast=False, kind="bodyweight"))

    assert (load.step, load.kg) == ("more_load", 12.5)
    assert (missed.step, missed.kg) == ("less_load", 7.5)


# --- pounds -----------------------------------------------------------------------------------------------------------


def pounds(kg: float | None) -> float:
    assert kg is not None
    return kg / KG_PER_LB


def test_a_lifter_in_pounds_gets_loads_that_exist_in_pounds() -> None:
    """225 lb as apps round it: 102.06 kg; the next step of 5 lb is 230 lb, 5 % less is 213.75, so 210 lb."""
    ready = lift(*[(102.06, [8, 8])] * 6, step_kg=2.27)
    missed = lift(*[(102.06, [6])] * 4, (102.06, [4]), (102.06, [4]), step_kg=2.27)

    for unit in ("lb", "kg"):  # the plates are pounds, whatever the screen says
        assert pounds(said(ready, unit=unit).kg) == pytest.approx(230)
        assert pounds(said(missed, unit=unit).kg) == pytest.approx(210)


def test_without_another_load_the_step_in_pounds_is_a_fact() -> None:
    ready = lift(*[(61.23, [8, 8])] * 6, step_kg=math.nan)  # 135 lb

    assert pounds(said(ready, unit="lb").kg) == pytest.approx(140)
    assert pounds(said(ready, unit="lb", terms=replace(TERMS, step_lb=10)).kg) == pytest.approx(145)


def test_kilograms_shown_in_pounds_are_brought_to_pounds() -> None:
    """100 kg are 220.5 lb: 220 lb is the load that exists. 2.5 kg are 5.5 lb: steps of 5."""
    load = said(lift(*[(100, [7, 6])] * 6), unit="lb")

    assert pounds(load.kg) == pytest.approx(220)
    assert all(
        pounds(kg) % 5 == pytest.approx(0) or pounds(kg) % 5 == pytest.approx(5) for kg in (load.low_kg, load.high_kg)
    )


# --- properties -------------------------------------------------------------------------------------------------------

histories = st.lists(
    st.tuples(st.integers(8, 80).map(lambda steps: 2.5 * steps), st.lists(st.integers(1, 20), min_size=1, max_size=4)),
    min_size=1,
    max_size=12,
)
ranges = st.tuples(st.integers(1, 15), st.integers(0, 7)).map(lambda pair: (pair[0], pair[0] + pair[1]))
modes = st.sampled_from(("usual", "deload", "return", "maintenance"))
units = st.sampled_from(("kg", "lb"))


@given(histories, ranges, modes, units)
def test_loads_lie_on_the_lifters_steps_and_never_above_the_forecast(
    done: list[Done], reps: tuple[int, int], mode: Mode, unit: MassUnit
) -> None:
    of = lift(*done)
    load, steps = said(of, reps, mode=mode, unit=unit), steps_of(of.past, unit, TERMS)

    for kg in (load.kg, load.low_kg, load.high_kg):
        if kg is not None:
            away = (kg - steps.last_kg) / steps.step_kg
            assert kg > 0
            assert away == pytest.approx(round(away), abs=1e-6)
    if load.kg is not None and load.high_kg is not None:
        assert load.kg <= load.high_kg + 1e-9
        outlook = Outlook.of(of, REACH, TERMS)
        assert outlook is not None
        assert outlook.allowed(load.high_kg).ranges[0][1] >= reps[0]
    if load.low_kg is not None and load.high_kg is not None:
        assert load.low_kg <= load.high_kg
    assert (load.kg is None) == (load.step == "find")
    assert load.how


@given(histories, ranges, modes, st.sampled_from((2.0, 4.0)))
def test_twice_the_loads_on_twice_the_steps_are_twice_the_plan(
    done: list[Done], reps: tuple[int, int], mode: Mode, by: float
) -> None:
    """Not in pounds, and not so light that the unit cannot be told: ratios alone count."""
    one = said(lift(*done, step_kg=2.5), reps, mode=mode)
    other = said(lift(*[(by * kg, each) for kg, each in done], step_kg=2.5 * by), reps, mode=mode)

    assert (other.step, other.reps) == (one.step, one.reps)
    for kg, scaled in ((one.kg, other.kg), (one.low_kg, other.low_kg), (one.high_kg, other.high_kg)):
        assert (kg is None) == (scaled is None)
        assert kg is None or scaled == pytest.approx(by * kg)


@given(st.integers(3, 12), ranges, st.integers(5, 12))
def test_more_sessions_alike_do_not_change_the_direction(done: int, reps: tuple[int, int], sessions: int) -> None:
    some, more = (said(lift(*[(100.0, [done, done])] * count), reps) for count in (sessions, sessions + 6))

    assert (some.step, some.kg) == (more.step, more.kg)


@given(ranges, st.integers(3, 20))
def test_more_reps_done_never_mean_less_load(reps: tuple[int, int], done: int) -> None:
    fewer, more = (said(lift(*[(100.0, [count, count])] * 6), reps).kg for count in (done, done + 1))

    assert fewer is None or (more is not None and more >= fewer)


# --- from a log -------------------------------------------------------------------------------------------------------

SQUAT, CURL, PULL_UP, PUSH_UP = "back_squat", "lying_leg_curl", "pull_up", "push_up"
NOW = datetime(2026, 11, 21, 12)


class Shelf:
    """A log of several lifters, each with a book of loads."""

    def __init__(self, store: Store, log: TrainingLog) -> None:
        self.store, self.log, self.count = store, log, 0

    def book(self, *rows: list[Row], to_date: date | None = None) -> LoadBook:
        self.count += 1
        athlete = f"lifter {self.count}"
        content = csv_of([row for some in rows for row in some])
        self.log.import_file(f"{athlete}.csv", content, now=NOW, choices=Choices(athlete=athlete))
        return LoadBook.of(MetricRequest(self.store, self.log.facts, athlete=athlete, to_date=to_date))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("shelf")
    store = Store(folder / "log.duckdb", files=folder / "files")
    with TrainingLog(store) as log:
        yield Shelf(store, log)


def weekly(
    exercise: str, done: list[Done], *, start: date = date(2026, 1, 5), load_kind: str | None = None
) -> list[Row]:
    return [
        row
        for week, (kg, reps) in enumerate(done)
        for each in reps
        for row in sets((start + timedelta(weeks=week)).isoformat(), exercise, kg, each, load_kind=load_kind)
    ]


def test_a_log_gives_each_lift_its_load(shelf: Shelf) -> None:
    book = shelf.book(
        weekly(SQUAT, [(97.5, [8, 8]), *[(100, [7, 7])] * 4, (100, [8, 8]), (100, [8, 8])]),
        weekly(CURL, [(40, [10, 9])] * 2),
        weekly(PUSH_UP, [(None, [12, 10])] * 2, load_kind="bodyweight"),  # type: ignore[list-item]
    )

    squat = book.load_for(SQUAT, reps=(5, 8), rir=(1, 2))
    assert (squat.step, squat.kg, squat.reps) == ("more_load", 102.5, 8)
    curl = book.load_for(CURL, reps=(8, 12), rir=(1, 2))
    assert (curl.step, curl.kg, curl.reps, curl.last_reps) == ("same", 40, None, 10)
    push_up = book.load_for(PUSH_UP, reps=(8, 15), rir=(1, 2))
    assert (push_up.step, push_up.kg, push_up.last_reps) == ("no_load", None, 12)
    assert push_up.how == "Aim for 11 reps or more in every set, up to 15."

    new = book.load_for("leg_press", reps=(8, 12), rir=(1, 2))
    assert (new.step, new.kg) == ("find", None)
    assert new.how == "Begin light, stop with about 2 reps left, and add load set by set."
    assert book.load_for("nordic_curl", reps=(3, 8), rir=(1, 2)).step == "no_load"


def test_back_off_sets_are_no_misses_and_warm_ups_no_sessions(shelf: Shelf) -> None:
    """The top load counts: 100 kg for 6 and 6; sets of 3 at 80 kg after it are no miss at 100."""
    rows = weekly(SQUAT, [(100, [6, 6])] * 6) + weekly(SQUAT, [(80, [3])] * 6)
    book = shelf.book(rows, sets("2026-03-02", SQUAT, 60, 5, set_type="warmup"))

    load = book.load_for(SQUAT, reps=(5, 8), rir=(1, 2))

    assert (load.step, load.last_kg, load.last_reps) == ("more_reps", 100, 6)


def test_later_sets_are_not_seen(shelf: Shelf) -> None:
    early, late = weekly(SQUAT, [(100, [6, 6])] * 6), weekly(SQUAT, [(140, [9])] * 3, start=date(2026, 6, 1))

    before, short = shelf.book(early, late, to_date=date(2026, 5, 1)), shelf.book(early)

    asked = {"reps": (5, 8), "rir": (1, 2)}
    assert before.load_for(SQUAT, **asked) == short.load_for(SQUAT, **asked)  # type: ignore[arg-type]


def test_the_forecast_of_the_same_load_is_that_of_the_next_session(shelf: Shelf) -> None:
    rows = weekly(SQUAT, [(100, [5]), (100, [6]), (95, [8]), (100, [6]), (100, [7]), (100, [6])])
    book = shelf.book(rows, weekly(CURL, [(40, [12])] * 6))

    load = book.load_for(SQUAT, reps=(5, 8), rir=(1, 2))
    shown = shelf.log.metric("next_session", athlete=f"lifter {shelf.count}").set_index("exercise_id").loc[SQUAT]

    assert load.kg == shown["weight_kg"] == 100
    assert (load.reps, load.reps_low, load.reps_high) == (shown["reps"], shown["low_80"], shown["high_80"])


def test_an_empty_log_has_an_empty_book(shelf: Shelf) -> None:
    assert shelf.book(weekly(PUSH_UP, [(None, [12])])).load_for(SQUAT, reps=(5, 8), rir=(1, 2)).step == "find"  # type: ignore[list-item]
