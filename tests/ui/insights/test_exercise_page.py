"""The Exercise page on the sample log: all about one lift, chosen by its id in the address."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.plans.model import Line, Plan, Session
from tests.ui.insights.test_pages import alts, figures, visit, words
from ui import session

HINGE = "romanian_deadlift"


def exercise(app: AppTest, exercise_id: str, **query: str) -> AppTest:
    return visit(app, "exercise", exercise=exercise_id, **query)


def frame(app: AppTest, column: str) -> pd.DataFrame:
    """The first table with that column."""
    return next(each.value for each in app.dataframe if column in each.value)


def told(app: AppTest) -> str:
    return words(app).replace("\\", "")


def test_everything_about_a_lift_is_on_its_page(sample: AppTest) -> None:
    exercise(sample, HINGE)
    assert [header.value.replace("\\", "") for header in sample.header] == [
        "Romanian deadlift (barbell)", "How often and how much", "Strength", "Bests", "Last sessions", "Notes",
        "Names in your log",
    ]  # fmt: skip
    muscles = sample.table[0].value.set_index("Muscle")
    assert muscles.loc["Hamstrings"].tolist() == ["1", "extending the hip", "at long length"]
    assert muscles.loc["Adductors", "A hard set counts"] == "0.5"
    assert [metric.label for metric in sample.metric] == [
        "Since last time",
        "Hard sets a week",
        "Days trained",
        "Level",
    ]
    assert len(figures(sample)) == 2
    assert all(len(alt) > 20 for alt in alts(sample))
    assert len(frame(sample, "Allows")) == 12
    assert "hard sets a week, in" in figures(sample)[0]["layout"]["title"]["text"]
    assert frame(sample, "Written as")["Sets"].sum() == len(session.sets("me", exercise_id=HINGE))


def test_the_bars_are_the_hard_sets_of_the_week(sample: AppTest) -> None:
    exercise(sample, "conventional_deadlift")
    hard = figures(sample)[0]["data"][0]
    by_week = dict(zip(hard["x"], hard["y"], strict=True))
    credits = session.open_log().set_credits("me", from_date=date(2026, 11, 9), to_date=date(2026, 11, 15))
    of_it = credits[(credits["exercise_id"] == "conventional_deadlift") & (credits["muscle"] == "hamstrings")]
    assert by_week["2026-11-09"] == of_it["hard_sets"].sum() > 0


def test_the_sets_of_a_day_have_their_file_and_line(sample: AppTest) -> None:
    exercise(sample, HINGE, **{"exercise-day": "3 Sep 2026"})
    listed = frame(sample, "source_line")
    assert pd.to_datetime(listed["day"]).dt.date.unique().tolist() == [date(2026, 9, 3)]
    assert listed["source_line"].gt(0).all()


def test_the_address_and_the_choice_go_together_and_nonsense_gives_the_most_done(sample: AppTest) -> None:
    exercise(sample, "no_such_lift")
    most_done = session.open_log().logged_exercises("me")["exercise_id"].iloc[0]
    assert sample.query_params["exercise"] in (most_done, [most_done])
    sample.selectbox(key="exercise-box").set_value(HINGE).run()
    assert sample.query_params["exercise"] in (HINGE, [HINGE])
    sample.query_params["exercise"] = "Barbell back squat (full depth)"  # as other pages write it
    sample.run()
    assert sample.selectbox(key="exercise-box").value == "back_squat"


def test_an_exercise_never_done_says_so_and_still_says_what_it_trains(sample: AppTest) -> None:
    exercise(sample, "nordic_curl")
    assert "You have not logged it yet" in sample.info[0].value
    assert sample.table[0].value["Muscle"].iloc[0] == "Hamstrings"
    assert not figures(sample)


def test_a_stretch_counts_nowhere(sample: AppTest) -> None:
    catalogue = session.open_log().catalogue.exercises
    exercise(sample, str(catalogue.loc[catalogue["kind"] == "stretching", "id"].iloc[0]))
    assert "Not for strength work" in str(sample.table[0].value)


def test_swaps_are_worked_out_when_they_are_opened(sample: AppTest) -> None:
    exercise(sample, "leg_press")
    assert "All swaps" not in str([link.proto.label for link in sample.get("page_link")])
    session_state = sample.session_state
    session_state["instead"] = True
    sample.run()
    assert any("All swaps" in link.proto.label for link in sample.get("page_link"))


def test_its_place_in_a_kept_plan_is_said(plan_app: AppTest) -> None:
    visit(plan_app, "exercise", exercise="back_squat")
    assert "In your plan" not in [header.value for header in plan_app.header]
    line = Line(exercise_id="back_squat", sets=3, reps=(6, 8), rir=(1, 2), rest_s=(120, 180), slot="main")
    monday = date(2026, 11, 23)
    plan = Plan("me", monday, "balanced", "usual", (Session(monday, "Lower A", (line,)),))
    session.open_log().keep_plan(plan, now=datetime(2026, 11, 21, 9))
    plan_app.run()
    assert "In your plan" in [header.value for header in plan_app.header]
    assert "**Monday 23 Nov**" in told(plan_app)
    assert "3 x 6 to 8, 1 to 2 reps in reserve" in told(plan_app)
