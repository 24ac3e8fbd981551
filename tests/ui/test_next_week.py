"""The page Next week on a small log: what it says of a plan, and how the plan is changed, kept and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import DEFAULT_ATHLETE
from analytics.plans.edits import sets_on
from analytics.plans.model import Plan
from tests.plans.examples import DELOAD, EMPTY, MONDAY, STOPPED, USUAL, WEEK
from tests.ui.conftest import NOW, TODAY
from tests.ui.insights.conftest import _app_on
from ui import plan as page
from ui import plan_done, session


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    yield from _app_on(tmp_path, TODAY, monkeypatch)


def drawn(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def opened(app: AppTest, kept: Plan | None = None) -> AppTest:
    """The page, on which a plan by hand stands where one is given: a kept plan is shown as it is."""
    app.run()
    if kept is not None:
        session.open_log().keep_plan(replace(kept, athlete=DEFAULT_ATHLETE), now=NOW)
    app.switch_page("pages/plan/next_week.py")
    return drawn(app.run())


def words(app: AppTest) -> str:
    told = [element.value for kind in ("markdown", "caption") for element in app.get(kind)]
    boxes = [f"{box.proto.title} {box.value}" for kind in ("error", "info") for box in app.get(kind)]
    return " ".join([*told, *boxes]).replace("\\", "")


def press(app: AppTest, key: str) -> AppTest:
    return drawn(app.button(key=key).click().run())


def keys(app: AppTest) -> set[str]:
    return {str(widget.key) for kind in ("button", "download_button") for widget in app.get(kind)}


# what it says --------------------------------------------------------------------------------------------------------


def test_an_empty_log_says_what_will_be_here(empty: AppTest) -> None:
    opened(empty)
    assert "The plan of your next week will appear here" in words(empty)
    assert keys(empty) == {"try-sample"}


def test_a_plan_reads_from_the_change_to_the_set(plan_app: AppTest) -> None:
    text = words(opened(plan_app, USUAL))
    assert [header.value for header in plan_app.header] == ["Week of 23 to 29 Nov 2026"]
    assert "Your usual week, with 3 changes." in text
    assert "**Seated leg curl comes in: 2 sets each on Monday and Thursday.** Nothing bent the knee" in text
    assert "**Quads get far more work than hamstrings.** A warning now; milder after 3 weeks of plans like this" in text
    assert "**Calves below their range.** A hint now; not gone with this plan. Your week has no room" in text
    assert "#### Monday 23 Nov: Lower A" in text
    assert "18:00, 10 sets, about 35 min with warm-up" in text
    assert "**Leg press** :orange-badge[2 sets fewer]  \n2 x 10 to 12, **140 kg (137.5 to 142.5)**" in text
    assert "**Seated leg curl** :green-badge[New]  \n2 x 8 to 12, **find your load**" in text
    assert "Kept on 21 Nov 2026." in text
    slots = [element.value for element in plan_app.markdown if element.value.startswith(":gray[")]
    assert slots == [
        ":gray[Main lift]", ":gray[Second lift]", ":gray[Accessories]", ":gray[Finisher, if there is time]",
        ":gray[Main lift]", ":gray[Accessories]",
    ]  # fmt: skip


def test_a_note_of_pain_leaves_its_words_and_no_training_advice(plan_app: AppTest) -> None:
    text = words(opened(plan_app, STOPPED))
    assert "A note of 18 Nov speaks of a sharp pain. Stop this movement for now." in text
    assert "answer the note on the Overview" in text
    assert "plan-ics" not in keys(plan_app)
    assert not plan_app.get("table")


def test_without_a_usual_week_it_says_what_is_missing(plan_app: AppTest) -> None:
    text = words(opened(plan_app, EMPTY))
    assert "No plan yet" in text
    assert "The log holds 1 full week; a usual week takes 2." in text


def test_an_easier_week_and_one_without_changes_have_their_own_words() -> None:
    assert page.opening_line(DELOAD, 0).startswith("An easier week: the same days, fewer sets")
    assert page.opening_line(replace(USUAL, changes=()), 0).startswith("Nothing has to change")
    assert page.opening_line(USUAL, 1) == "Your usual week, with 1 change."


# changing, keeping and taking back -----------------------------------------------------------------------------------


def test_a_new_plan_is_kept_made_anew_and_taken_back(plan_app: AppTest) -> None:
    opened(plan_app)
    assert {"keep-plan", "plan-ics", "plan-csv"} <= keys(plan_app)
    press(plan_app, "keep-plan")
    assert "Kept the plan for the week of 23 to 29 Nov 2026." in words(plan_app)
    press(plan_app, "plan-anew")
    assert {"keep-plan", "plan-back"} <= keys(plan_app)
    press(plan_app, "plan-back")
    assert "plan-anew" in keys(plan_app)
    assert session.open_log().kept_plan(WEEK) is not None
    press(plan_app, "undo-plan")
    assert session.open_log().kept_plan(WEEK) is None
    assert "keep-plan" in keys(plan_app)


def test_other_sets_and_a_swap_are_tried_kept_or_taken_back(plan_app: AppTest) -> None:
    opened(plan_app, USUAL)
    plan_app.session_state["more-0-back_squat"] = True
    drawn(plan_app.run())
    drawn(plan_app.number_input(key="sets-0-back_squat").set_value(3).run())
    assert "1 change by you, not kept yet." in words(plan_app)
    assert "This is said of the plan before your own changes." in words(plan_app)
    press(plan_app, "plan-edits-back")
    assert "not kept yet" not in words(plan_app)
    others = plan_app.selectbox(key="swap-0-back_squat")
    drawn(others.select_index(0).run())
    press(plan_app, "keep-plan")
    kept = session.open_log().kept_plan(WEEK)
    assert kept is not None
    assert sets_on(kept, MONDAY, "back_squat") == 0
    assert "swap_exercise" in {change.kind for change in kept.changes}


def test_the_goal_is_a_setting_that_can_be_undone(plan_app: AppTest) -> None:
    opened(plan_app, STOPPED)
    drawn(plan_app.selectbox(key="plan-goal").set_value("strength").run())
    assert session.open_log().lifter.goal == "strength"
    press(plan_app, "undo-settings")
    assert session.open_log().lifter.goal == "balanced"


def test_the_running_week_shows_its_kept_plan_against_what_was_done(plan_app: AppTest) -> None:
    monday = WEEK - timedelta(weeks=1)
    sessions = tuple(replace(each, day=each.day - timedelta(weeks=1)) for each in USUAL.sessions)
    opened(plan_app, replace(USUAL, week=monday, sessions=sessions, changes=()))
    drawn(plan_app.button_group(key="plan-week").set_value("This week").run())
    assert "Plan against done" in [header.value for header in plan_app.subheader]
    table = next(table.value for table in plan_app.table if "Done" in table.value.columns)
    squats = table.iloc[0]
    assert squats["Exercise"].startswith("Mon: ")
    assert (squats["Planned"], squats["Done"]) == ("4 x 5 to 6, 100\u202fkg", "4 x 8, 80\u202fkg")


# words ---------------------------------------------------------------------------------------------------------------


def test_the_week_to_come_stands_first_and_on_a_monday_the_one_that_begins() -> None:
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    assert page.weeks_to_plan(saturday, saturday) == {
        "Next week": (date(2026, 11, 23), saturday), "This week": (date(2026, 11, 16), saturday),
    }  # fmt: skip
    assert list(page.weeks_to_plan(monday, monday)) == ["This week", "Next week"]


def test_a_log_that_ended_is_planned_on_from_its_end() -> None:
    weeks = page.weeks_to_plan(date(2029, 3, 14), date(2026, 11, 16))
    assert next(iter(weeks.items())) == ("After its last week", (date(2026, 11, 16), date(2026, 11, 16)))
    assert weeks["Next week"] == (date(2029, 3, 19), date(2029, 3, 14))


def test_what_was_not_done_and_what_was_not_planned_have_a_dash() -> None:
    row = {
        "day": pd.Timestamp("2026-11-16"), "exercise_id": "plank", "planned_sets": 0, "done_sets": 2,
        "planned_reps_low": pd.NA, "planned_reps_high": pd.NA, "done_reps": 30.0, "planned_kg": pd.NA, "done_kg": pd.NA,
        "state": "extra",
    }  # fmt: skip
    told = plan_done.done_table(pd.DataFrame([row]), {"plank": "Plank"}, "kg")
    assert told.iloc[0].tolist() == ["Mon: Plank", r"\-", "2 x 30", "extra"]  # a bare dash is a list in Markdown


def test_the_name_of_an_own_exercise_is_shown_letter_for_letter() -> None:
    row = {
        "day": pd.Timestamp("2026-11-16"), "exercise_id": "own_x", "planned_sets": 2, "done_sets": 0,
        "planned_reps_low": 8, "planned_reps_high": 10, "done_reps": pd.NA, "planned_kg": 20.0, "done_kg": pd.NA,
        "state": "not done",
    }  # fmt: skip
    told = plan_done.done_table(pd.DataFrame([row]), {"own_x": "![x](http://a)"}, "kg")
    assert told.iloc[0].tolist() == [
        "Mon: \\!\\[x\\]\\(http\\:\u2060//a\\)", "2 x 8 to 10, 20\u202fkg", r"\-", "not done",
    ]  # fmt: skip


def test_sets_of_the_week_stand_beside_the_mean_before_and_the_range() -> None:
    volume = pd.DataFrame(
        {
            "week": pd.to_datetime(["2026-11-16", "2026-11-23", "2026-11-23"]),
            "muscle": ["quads", "quads", "calves"],
            "mean_sets": [9.5, 9.0, 0.5],
            "week_sets": [10.0, 8.0, 2.0],
            "band_low": [8.0, 8.0, float("nan")],
            "band_high": [16.0, 16.0, float("nan")],
        }
    )
    names = {"quads": "Quads", "calves": "Calves"}
    table = page.week_in_sets(volume, names, week=WEEK, last_full_week=date(2026, 11, 16))
    # calves are new this week: no mean before, and no range
    assert table.to_numpy().tolist() == [["Quads", r"9\.5", "8", "8 to 16"], ["Calves", r"\-", "2", ""]]
