"""The articles' plans as data: what they count for, how they come onto the lifter's days, when they are too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import BrokenReference, NotFound
from analytics.metrics import MetricRequest
from analytics.model import EQUIPMENT, Choices, Equipment, Level, Lifter
from analytics.plans.credits import Credits
from analytics.plans.model import Line, Plan
from analytics.plans.template_check import Yardstick, check, counted_week, most_for, too_much
from analytics.plans.templates import (
    Template,
    fitted,
    load_templates,
    read_templates,
    template_of,
    template_week,
    weekdays,
)
from analytics.reference.equipment import allows
from analytics.reference.facts import LEVELS, Band, load_facts
from analytics.rules import POSTERIOR_FIRST
from analytics.training_log import TrainingLog
from tests.metrics.conftest import Gym, gym  # noqa: F401 one log with the shipped facts
from tests.metrics.conftest import Lifter as LoggedLifter
from tests.metrics.rows import Row, sets
from tests.metrics.test_balance import MONDAY as LOGGED
from tests.metrics.test_balance import TEMPLATES as GOLDEN
from tests.metrics.test_balance import golden_columns

MONDAY = date(2026, 11, 23)
FACTS = load_facts()
GOLDEN_WEEKS = {
    "full_twice": "article000_two_days",
    "two_day_lower": "article001_two_day_lower",
    "glute_ham_day": "article001_glute_ham_day",
    "three_day_athlete": "article001_three_day_athlete",
    "circuit": "article002_circuit",
    "beginner": "article003_beginner",
    "intermediate": "article003_intermediate",
    "advanced": "article003_advanced",
    "rp_three_days": "article004_option1",
    "rp_two_days": "article004_option2",
}
"""Template -> its row in golden_weekly_templates.csv."""
TOO_MUCH_FOR_ALL = {"full_twice", "circuit"}
"""21 hamstring sets a week (rulebook A6), where the amber mark is 18."""
SMALL = """
[small]
title = "Small"
articles = ["article_001"]
levels = ["beginner"]
covers = "legs"
place = "gym"
about = "A day."
assumption = ""

[[small.sessions]]
title = "Day"
days = [0]
warm_up = "quick"
lines = [{ exercise = "back_squat", sets = 3, reps = [5, 8], slot = "main" }]
"""


@pytest.fixture(scope="module")
def credits(gym: Gym) -> Credits:  # noqa: F811
    """What sets count for by the shipped facts."""
    return Credits.of(MetricRequest(store=gym.log._store, facts=gym.log.facts, athlete="nobody", lifter=Lifter()))


def yardstick(level: Level = "intermediate", **now: float) -> Yardstick:
    return Yardstick(FACTS, level, {muscle: muscle.capitalize() for muscle in POSTERIOR_FIRST}, now)


# the data -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template_id", GOLDEN_WEEKS)
def test_a_template_counts_for_what_the_golden_table_says(template_id: str, credits: Credits) -> None:
    week, golden = (
        counted_week(template_of(template_id), credits, FACTS, level="intermediate"),
        GOLDEN[GOLDEN_WEEKS[template_id]],
    )
    of_muscles = week["weekly_hard_sets"].set_index("muscle")
    ratio, balance = week["quad_posterior_ratio"].iloc[-1], week["hinge_curl_balance"].iloc[-1]
    found = {
        **{f"{muscle}_fractional": of_muscles["hard_sets"][muscle] for muscle in POSTERIOR_FIRST},
        **{f"{muscle}_direct": of_muscles["direct_sets"][muscle] for muscle in POSTERIOR_FIRST},
        "hamstring_sessions_per_week": of_muscles["sessions"]["hamstrings"],
        "max_hamstring_sets_one_session": of_muscles["max_session_sets"]["hamstrings"],
        "kd_hd_ratio": ratio["kd_hd_ratio"],
        "q_h_ratio": ratio["q_h_ratio"],
        "curl_share": balance["curl_share"],
        "long_length_share": balance["long_length_share"],
    }
    assert found == pytest.approx({column: float(golden[column]) for column in found}, abs=0.01)


def logged_month(template: Template) -> Iterator[Row]:
    """The template four weeks long as sets of 8 at 2 RIR; half a set is one side."""
    for week in range(4):
        for day, exercise_id, number in template.work():
            whole, half = divmod(number, 1)
            on = str(LOGGED + timedelta(weeks=week, days=day))
            yield from sets(on, exercise_id, 100, 8, rir=2, times=int(whole))
            yield from sets(on, exercise_id, 100, 8, rir=2, side="left", times=int(half > 0))


@pytest.mark.parametrize("template_id", ["two_day_lower", "rp_two_days"])
def test_who_logs_a_template_gets_the_golden_numbers_from_the_metrics(template_id: str, gym: Gym) -> None:  # noqa: F811
    found = golden_columns(gym.lifter(list(logged_month(template_of(template_id)))))

    golden = GOLDEN[GOLDEN_WEEKS[template_id]]
    assert found == pytest.approx({column: float(golden[column]) for column in found}, abs=0.01)


@pytest.mark.parametrize(
    ("shipped", "broken", "fault"),
    [
        ('"back_squat"', '"back_squad"', "an unknown exercise"),
        ('["article_001"]', "[]", "no article"),
        ('["article_001"]', '["pelland_2026"]', "no article"),
        ('["beginner"]', '["hero"]', "an unknown one"),
        ('"gym"', '"garage"', "an unknown place"),
        ('covers = "legs"', 'covers = "arms"', "covers"),
        ("sets = 3, ", "", "no sets"),
        ("reps = [5, 8], ", "", "no reps"),
        ("reps = [5, 8]", "reps = [8, 5]", "no range"),
        ("sets = 3", "sets = 3, counted = 4", "no range"),
        ('slot = "main"', 'slot = "first"', "an unknown slot"),
        ('warm_up = "quick"', 'warm_up = "sauna"', "an unknown warm-up"),
        ("days = [0]", "days = [0, 0]", "a weekday twice"),
        ("days = [0]", "days = [7]", "none that is one"),
        ('about = "A day."', "", "no about"),
        ('title = "Day"', "title = Day", "not valid TOML"),
    ],
)
def test_what_cannot_be_stood_behind_is_refused(shipped: str, broken: str, fault: str) -> None:
    assert list(read_templates(SMALL)) == ["small"]

    with pytest.raises(BrokenReference, match=fault):
        read_templates(SMALL.replace(shipped, broken, 1))


def test_every_kind_that_the_articles_have_is_there() -> None:
    assert {article for template in load_templates().values() for article in template.articles} == {
        f"article_00{number}" for number in range(5)
    }
    assert {level for template in load_templates().values() for level in template.levels} == set(LEVELS)
    assert {template.place for template in load_templates().values()} == {"gym", "dumbbells", "bodyweight"}


def test_an_unknown_template_is_a_plain_error() -> None:
    with pytest.raises(NotFound, match="no template “five_by_five”"):
        template_of("five_by_five")


@pytest.mark.parametrize("template", load_templates().values(), ids=lambda template: template.id)
def test_leg_days_lie_48_hours_apart_and_the_heavy_lift_comes_first(template: Template) -> None:
    days = [day for day, session in template.by_day() if not session.is_own]
    assert all(later - earlier >= 2 for earlier, later in pairwise(days))
    order = ("main", "second", "accessory", "finisher")
    for session in template.sessions:
        places = [order.index(line.slot) for line in session.lines]
        assert places == sorted(places)


# on the lifter's days -------------------------------------------------------------------------------------------------


def week_of(template_id: str, days: tuple[int, ...] = (), lifter: Lifter = Lifter(), done: tuple[str, ...] = ()):  # noqa: B008
    return template_week(template_of(template_id), week=MONDAY, lifter=lifter, days=days, done=done)


def line_for(template_id: str, exercise_id: str, **stated: object) -> Line:
    lines = [line for session in week_of(template_id, **stated) for line in session.lines]  # type: ignore[arg-type]
    return next(line for line in lines if line.exercise_id == exercise_id)


@pytest.mark.parametrize(
    ("template_id", "days", "chosen"),
    [
        ("two_day_lower", (), (0, 3)),  # the article's own
        ("two_day_lower", (1, 4), (1, 4)),
        ("two_day_lower", (0, 1, 3, 5), (0, 3)),  # gaps of 3 and 4 days, as in the article
        ("two_day_lower", (0, 1), (0, 1)),  # the lifter's days come before the spacing
        ("rp_three_days", (0, 1, 2, 3, 4), (0, 2, 4)),
        ("rp_three_days", (1, 3, 5), (1, 3, 5)),
        ("two_day_lower", (2,), (2, 5)),  # one day is too few: the nearest to the article's gaps
        ("glute_ham_day", (0, 2, 5), (2,)),  # of equals the nearest to the article's Thursday
    ],
)
def test_a_template_comes_onto_the_lifters_days(
    template_id: str, days: tuple[int, ...], chosen: tuple[int, ...]
) -> None:
    assert tuple(session.day.weekday() for session in week_of(template_id, days)) == chosen


@given(
    template=st.sampled_from(list(load_templates().values())),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda chosen: tuple(sorted(chosen))),
)
def test_days_are_the_lifters_own_in_the_order_of_the_week(template: Template, days: tuple[int, ...]) -> None:
    chosen = weekdays(template, days, FACTS)

    assert list(chosen) == sorted(set(chosen))
    assert len(chosen) == len(template.by_day())
    assert len(set(chosen) - set(days)) == max(0, len(chosen) - len(days))


def test_a_line_keeps_what_the_article_says_and_takes_the_rest_from_the_facts() -> None:
    stated = line_for("full_twice", "conventional_deadlift")
    assert (stated.sets, stated.reps, stated.rir, stated.rest_s) == (3, (6, 8), (1, 2), (60, 90))

    unstated = line_for("rp_two_days", "romanian_deadlift")
    assert unstated.rir == (1, 3)  # rir.main.*
    assert unstated.rest_s == (120, 180)  # half a minute around rest.compound_s, 150


def test_of_two_to_three_sets_two_are_planned() -> None:
    assert line_for("rp_two_days", "single_leg_rdl").sets == 2


def test_optional_lines_are_not_planned() -> None:
    planned = {line.exercise_id for session in week_of("glute_ham_day") for line in session.lines}
    assert "kettlebell_swing" not in planned


def test_upper_days_are_left_to_the_lifter() -> None:
    assert [len(session.lines) for session in week_of("four_day_upper_lower")] == [5, 0, 4, 0]


def test_where_the_article_says_or_the_lifters_own_lift_is_taken() -> None:
    line = line_for("two_day_lower", "front_squat", done=("front_squat",))
    assert line.reps == (3, 8)
    assert line.reasons == (
        "In place of: Barbell back squat (full depth).",
        "The article leaves the choice; this is the one you do.",
    )


def test_who_does_both_gets_the_articles_first() -> None:
    assert line_for("two_day_lower", "back_squat", done=("front_squat", "back_squat")).reasons == ()


def test_a_swap_for_the_equipment_says_why_and_takes_reps_that_suit_it() -> None:
    line = line_for("two_day_lower", "bodyweight_squat", lifter=Lifter(equipment="bodyweight"))
    assert line.reps == (8, 15)  # 3 to 8 without a load would be no work
    assert line.reasons[1:] == ("The same movement with the body's own weight.",)


@pytest.mark.parametrize("equipment", EQUIPMENT)
@pytest.mark.parametrize("template", load_templates().values(), ids=lambda template: template.id)
def test_no_equipment_is_asked_for_that_is_not_there(template: Template, equipment: Equipment) -> None:
    possible = fitted(template, lifter=Lifter(equipment=equipment))

    for session in possible.sessions:
        planned = [line.exercise_id for line in session.lines]
        assert len(planned) == len(set(planned))
        assert all(allows(equipment, exercise_id) for exercise_id in planned)
        assert planned or session.is_own
    assert possible.left_out == ()


@pytest.mark.parametrize("template", load_templates().values(), ids=lambda template: template.id)
def test_a_template_needs_no_swap_in_the_place_that_it_was_written_for(template: Template) -> None:
    own = fitted(template, lifter=Lifter(equipment=template.place))
    named = {
        exercise
        for session in template.sessions
        for line in session.lines
        for exercise in (line.exercise_id, *line.alternatives)
    }
    assert {exercise for _, exercise, _ in own.work()} <= named


# against one's own targets --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", load_templates().values(), ids=lambda template: template.id)
def test_a_template_is_not_too_much_for_those_it_is_meant_for(template: Template, credits: Credits) -> None:
    said = {level: too_much(check(template, credits=credits, yardstick=yardstick(level))) for level in template.levels}
    assert any(said.values()) == (template.id in TOO_MUCH_FOR_ALL), said


def test_article_000_twice_a_week_is_too_much_and_says_how_much(credits: Credits) -> None:
    said = too_much(check(template_of("full_twice"), credits=credits, yardstick=yardstick("intermediate")))
    assert said == (
        "Hamstrings: 21 hard sets a week, where intermediate lifters do well with 8 to 14 and seldom need more than "
        "18.",
    )


def test_the_two_lower_days_are_too_much_for_a_beginner(credits: Credits) -> None:
    said = too_much(check(template_of("two_day_lower"), credits=credits, yardstick=yardstick("beginner")))
    assert [sentence.split(":")[0] for sentence in said] == ["Hamstrings", "Glute_max"]  # 14.5 over 14, 23 over 18


@pytest.mark.parametrize(
    ("band", "above", "most"),
    [
        (Band(4, 6, 10, 18, 22), Band(4, 8, 14, 18, 22), 14),  # the next level's range ends first
        (Band(4, 10, 18, 16, 22), Band(4, 10, 18, 16, 22), 16),  # the amber mark does
        (Band(None, None, None, 16, 20), Band(None, None, None, 16, 20), 16),
        (Band(None, None, None, None, None), Band(None, None, None, None, None), None),
    ],
)
def test_too_much_begins_at_the_next_levels_range_or_the_amber_mark(band: Band, above: Band, most: float) -> None:
    assert most_for(band, above) == most


def test_a_big_rise_says_how_many_weeks_it_takes(credits: Credits) -> None:
    now = {"hamstrings": 8.0, "glute_max": 8.5, "glute_med": 0.0}
    checked = check(template_of("rp_two_days"), credits=credits, yardstick=yardstick("intermediate", **now))

    rise = checked[checked["measure"] == "rise"].set_index("muscle")
    assert (rise.at["hamstrings", "value"], rise.at["hamstrings", "high"]) == (3.5, 2)  # 11.5 - 8; 20 % of 8 is 1.6
    assert rise.at["glute_max", "state"] == "fine"  # 8.5, as now
    assert too_much(checked) == (
        "Hamstrings: 8 hard sets a week now, 11.5 with it. One week adds at most 2, so begin with fewer sets and take "
        "about 2 weeks to get there.",  # 8, 10, 12
    )


def test_a_template_for_the_back_of_the_legs_does_not_judge_the_quads(credits: Credits) -> None:
    checked = check(template_of("rp_three_days"), credits=credits, yardstick=yardstick(hamstrings=8.0)).set_index(
        "muscle"
    )
    assert checked.loc["quads", "state"] == "left out"
    assert set(checked.loc[checked["measure"].isin(["q_h_ratio", "kd_hd_ratio"]), "state"]) == {"left out"}


def test_the_advanced_plan_is_told_that_it_holds_no_curl(credits: Credits) -> None:
    checked = check(template_of("advanced"), credits=credits, yardstick=yardstick("advanced")).set_index("measure")
    assert checked.at["curl_share", "state"] == "lopsided"
    assert str(checked.at["curl_share", "words"]).startswith("No curl in it")


# with a log -----------------------------------------------------------------------------------------------------------


def usual_month() -> list[Row]:
    """Four weeks of squats and bench presses on Mondays, deadlifts and rows on Thursdays."""
    rows: list[Row] = []
    for week in range(4):
        monday, thursday = (str(MONDAY - timedelta(weeks=4 - week) + timedelta(days=day)) for day in (0, 3))
        rows += sets(monday, "back_squat", 100, 6, rir=2, times=4) + sets(
            monday, "bench_press_barbell", 80, 8, rir=2, times=3
        )
        rows += sets(thursday, "conventional_deadlift", 120, 6, rir=2, times=3)
        rows += sets(thursday, "bent_over_row_barbell", 60, 8, rir=2, times=3)
    return rows


@pytest.fixture(scope="module")
def trained(gym: Gym) -> LoggedLifter:  # noqa: F811
    """A lifter with that month."""
    return gym.lifter(usual_month())


@pytest.fixture(scope="module")
def back_plan(trained: LoggedLifter) -> Plan:
    """Their week by a template for the back of the legs."""
    return planned(trained, "rp_two_days")


def planned(trained: LoggedLifter, template_id: str) -> Plan:
    return trained.log.plan_from_template(template_id, on=MONDAY - timedelta(days=1), athlete=trained.athlete)


def exercises_by_day(plan: Plan) -> dict[int, list[str]]:
    return {session.day.weekday(): [line.exercise_id for line in session.lines] for session in plan.sessions}


def test_a_template_takes_the_place_of_leg_work_and_leaves_the_rest(trained: LoggedLifter) -> None:
    plan = planned(trained, "home_dumbbells")

    assert (plan.kind, plan.template, plan.week) == ("template", "home_dumbbells", MONDAY)
    assert exercises_by_day(plan) == {
        0: ["db_deadlift", "glute_bridge", "reverse_lunge", "bench_press_barbell"],
        3: ["db_romanian_deadlift", "step_up", "db_leg_curl", "bent_over_row_barbell"],
    }
    assert any(note.startswith("It takes the place of your leg work") for note in plan.notes)


def test_a_template_for_the_back_of_the_legs_leaves_the_squats(back_plan: Plan) -> None:
    assert exercises_by_day(back_plan)[0] == [
        "conventional_deadlift",
        "romanian_deadlift",
        "back_squat",
        "bench_press_barbell",
    ]
    assert exercises_by_day(back_plan)[3] == ["seated_leg_curl", "single_leg_rdl", "bent_over_row_barbell"]


def test_a_planned_template_has_the_lifters_loads_and_says_what_is_too_much(back_plan: Plan) -> None:
    lines = {line.exercise_id: line for _, line in back_plan.lines()}

    assert lines["conventional_deadlift"].load.last_kg == 120
    assert lines["conventional_deadlift"].usual_sets == 3
    assert lines["seated_leg_curl"].load.step == "find"
    assert any(note.startswith("Hamstrings: 3 hard sets a week now, 11.5 with it.") for note in back_plan.notes)


def test_a_plan_from_a_template_survives_being_kept(trained: LoggedLifter, back_plan: Plan) -> None:
    trained.log.keep_plan(back_plan, now=datetime(2026, 11, 22, 9))

    assert trained.log.kept_plan(MONDAY, trained.athlete) == back_plan


def test_a_note_of_sharp_pain_stops_a_template_too(gym: Gym) -> None:  # noqa: F811
    noted = (
        b"started_at,exercise,weight_kg,reps,note\n"
        b"2026-11-20 18:00:00,romanian_deadlift,80,8,sharp pain in my lower back\n"
    )
    gym.log.import_file("hurt.csv", noted, now=datetime(2026, 11, 21, 12), choices=Choices(athlete="hurt"))

    plan = gym.log.plan_from_template("rp_two_days", on=date(2026, 11, 21), athlete="hurt")

    assert (plan.kind, plan.sessions) == ("stopped", ())
    assert "is a reason to stop" in plan.notes[0]


def test_an_empty_log_still_gets_a_check_and_a_plan(tmp_path_factory: pytest.TempPathFactory) -> None:
    with TrainingLog.open(tmp_path_factory.mktemp("empty")) as log:
        checked = log.template_check("two_day_lower", on=MONDAY)
        plan = log.plan_from_template("two_day_lower", on=MONDAY)

    assert "rise" not in set(checked["measure"])
    assert [session.day.weekday() for session in plan.sessions] == [0, 3]
    assert all(line.load.kg is None for _, line in plan.lines())
