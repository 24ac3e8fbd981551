"""Logging a session at the gym: from the plan, from a past session, from nothing."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.plans.model import Line, Load, Plan, Session
from tests.ui.log.steps import STRONG_WEEK, brought, texts, visit
from ui import session
from ui.draft import DRAFT_FILE, Draft, Rest, draft_file, load_draft
from ui.gym_start import from_past

PLAN = Plan(
    "me",
    date(2025, 11, 3),
    "balanced",
    "usual",
    (
        Session(
            date(2025, 11, 7),
            "Lower B",
            (
                Line(
                    "back_squat", 2, (5, 6), (1, 2), (120, 180), "main", Load("same", "Hold the load.", 100.0, reps=6)
                ),
                Line("seated_leg_curl", 1, (10, 12), (1, 2), (60, 90), "accessory", Load("find", "Look for a load.")),
            ),
            time(18, 0),
        ),
        Session(date(2025, 11, 5), "Upper", (Line("bench_press", 3, (6, 8), (1, 2), (120, 180), "main"),)),
    ),
)
"""Friday: two sets of squats and one of curls; and a Wednesday."""
SAVE_ONE, SAVE_TWO = (f"**Save {sets}**  \n:small[as one workout]" for sets in ("1 set", "2 sets"))


@pytest.fixture
def opened(app: AppTest) -> AppTest:
    return visit(app, "log/add_session")


def run(opened: AppTest) -> AppTest:
    opened.run()
    assert not opened.exception
    return opened


def tap(opened: AppTest, key: str) -> AppTest:
    opened.button(key=key).click()
    return run(opened)


def pick(opened: AppTest, exercise: str | None = None) -> AppTest:
    """Pick an exercise; any one of the catalogue when it does not matter. (Only a browser can type a new name.)"""
    box = opened.selectbox(key="entry-exercise")
    box.set_value(exercise or next(name for name in box.options if "bench press" in name.lower()))
    return run(opened)


def add(opened: AppTest, weight: float | None, reps: int | None, rir: int | None = None) -> AppTest:
    opened.number_input(key="entry-weight").set_value(weight)
    opened.number_input(key="entry-reps").set_value(reps)
    if rir is not None:
        tap(opened, f"rir-{rir}")
    return tap(opened, "add-set")


def choose(opened: AppTest, number: int, what: str) -> AppTest:
    """Choose in the menu of a set, counted from 1 over the sets that are shown."""
    opened.menu_button[number - 1].click(what)
    return run(opened)


def kept(folder: Path) -> Draft:
    return load_draft(folder, "me")


def planned(opened: AppTest) -> AppTest:
    """The page with today's part of the kept plan begun."""
    session.open_log().keep_plan(PLAN, now=session.now())
    return tap(run(opened), "start-plan-0")


def label(opened: AppTest, key: str) -> str:
    """The words of a button, without the colour and the icon of a filled one."""
    words = str(opened.button(key=key).label).replace("\\", "").replace(":material/save: ", "")
    return "  \n".join(
        line.removeprefix(":violet[").removesuffix("]") if line.startswith(":violet") else line
        for line in words.split("  \n")
    )


# from nothing ---------------------------------------------------------------------------------------------------------


def test_a_session_typed_in_lands_in_the_log_as_one_workout_and_saving_is_undone_with_one_tap(opened: AppTest) -> None:
    assert "No plan is kept for this week." in texts(opened)
    pick(opened)
    add(add(opened, 50.0, 8, 2), 52.5, 6)
    opened.text_input(key="entry-workout").set_value("Upper A")
    tap(run(opened), "save-session")
    logged = session.open_log().sets("me").sort_values("set_number")
    assert logged["weight_kg"].tolist() == [50.0, 52.5]
    assert logged["reps"].tolist() == [8.0, 6.0]
    assert logged["rir"].tolist() == [2.0, 2.0]  # the next set starts as a copy of the last
    assert set(logged["workout"]) == {"Upper A"}
    assert logged["started_at"].nunique() == 1
    assert logged[["note", "side"]].isna().all(axis=None)
    assert "Saved 2 sets" in texts(opened)
    with pytest.raises(KeyError):
        opened.button(key="bring-back")  # it is in the log
    tap(opened, "undo-last")
    assert session.open_log().is_empty()
    tap(opened, "bring-back")
    assert label(opened, "save-session") == SAVE_TWO


def test_what_cannot_be_a_set_is_refused_kindly_and_a_hold_has_seconds(opened: AppTest) -> None:
    add(pick(opened), 50.0, None)
    assert "needs its reps" in texts(opened)
    add(opened, 100_000.0, 5)
    assert "more than anyone has lifted" in texts(opened)
    with pytest.raises(KeyError):
        opened.button(key="save-session")
    pick(opened, next(name for name in opened.selectbox(key="entry-exercise").options if name.startswith("Plank")))
    opened.number_input(key="entry-seconds").set_value(45)
    tap(tap(run(opened), "add-set"), "save-session")
    assert session.open_log().sets("me")["duration_s"].tolist() == [45.0]


def test_own_exercises_come_first_and_start_from_the_last_time(app: AppTest) -> None:
    opened = visit(brought(app, "strong.csv", STRONG_WEEK), "log/add_session")
    assert opened.selectbox(key="entry-exercise").options[:2] == ["Zorble Press", "Bench Press (Barbell)"]
    pick(opened, "Squat (Barbell)")
    assert "Last time, 3 Nov 2025: 60\u202fkg x 5, warm-up, 100\u202fkg x 5, 2 RIR, 100\u202fkg x 5, 2 RIR" in texts(
        opened
    )
    assert opened.number_input(key="entry-weight").value == 100.0
    assert opened.number_input(key="entry-reps").value == 5
    assert "Each side: 25 + 15\u202fkg, on a bar of 20\u202fkg." in texts(opened)  # (100 - 20) / 2 = 40
    tap(tap(opened, "entry-weight+2.5"), "entry-reps-1")
    assert (opened.number_input(key="entry-weight").value, opened.number_input(key="entry-reps").value) == (102.5, 4)


# sets -----------------------------------------------------------------------------------------------------------------


def test_a_set_is_corrected_repeated_removed_put_back_and_noted(opened: AppTest, own_log: Path) -> None:
    pick(opened)
    add(add(opened, 50.0, 8), 55.0, 6)
    choose(opened, 1, "Correct")
    assert opened.number_input(key="entry-weight").value == 50.0
    add(opened, 47.5, 9)
    choose(opened, 2, "Do again")
    assert [each.weight_kg for each in kept(own_log).exercises[0].sets] == [47.5, 55.0, 55.0]
    choose(opened, 1, "Remove")
    assert label(opened, "save-session") == SAVE_TWO
    tap(opened, "undo-gym")
    assert [each.weight_kg for each in kept(own_log).exercises[0].sets] == [47.5, 55.0, 55.0]
    opened.segmented_control(key="entry-type").set_value("warmup")
    opened.text_input(key="entry-note").set_value("  easy ")
    opened.segmented_control(key="entry-side").set_value("left")
    add(run(opened), 20.0, 10)
    each = kept(own_log).exercises[0].sets[-1]
    assert (each.set_type, each.note, each.side) == ("warmup", "easy", "left")


# the plan -------------------------------------------------------------------------------------------------------------


def test_todays_plan_is_done_set_by_set_with_single_taps(opened: AppTest, own_log: Path) -> None:
    planned(opened)
    assert "Lower B, 7 Nov 2025" in texts(opened)
    assert "Set 1 of 2: 100\u202fkg x 5 to 6, 1 to 2 RIR, rest 2 to 3\u202fmin" in texts(opened).replace("*", "")
    assert label(opened, "add-set") == "**Done as planned**  \n100\u202fkg x 6, 2 RIR"
    tap(opened, "add-set")
    assert "Set before: **100\u202fkg x 6, 2 RIR**" in texts(opened)
    rest = kept(own_log).rest
    assert rest is not None
    assert (rest.seconds, rest.up_to) == (120, 180)
    tap(opened, "rest-more")
    assert kept(own_log).rest == Rest(rest.since, 150, 180)  # 120 + 30
    tap(opened, "rest-skip")
    assert kept(own_log).rest is None
    tap(opened, "entry-weight-2.5")
    assert label(opened, "add-set") == "**Add set**  \n97.5\u202fkg x 6, 2 RIR"
    tap(opened, "add-set")
    assert opened.title[0].value == "Seated leg curl"  # the squats are done, so it is its turn
    assert "Look for a load." in texts(opened)
    tap(add(opened, 40.0, 12), "save-session")
    done = session.open_log().plan_against_done(date(2025, 11, 7), "me", on=session.today())
    assert done["state"].tolist()[-2:] == ["done", "done"]


def test_an_exercise_is_swapped_moved_grouped_noted_removed_and_put_back(opened: AppTest, own_log: Path) -> None:
    planned(opened)
    squat, curl = kept(own_log).exercises
    opened.session_state[f"change-{squat.key}"] = True
    run(opened)
    assert "Leg press" in " ".join(opened.selectbox(key=f"swap-{squat.key}").options[:6])  # the same work comes first
    opened.segmented_control(key=f"group-{squat.key}").set_value("A")
    opened.number_input(key=f"rest-{squat.key}").set_value(45)
    opened.text_input(key=f"note-{squat.key}").set_value("low bar")
    tap(run(opened), "move-1")
    opened.session_state[f"change-{squat.key}"] = True  # the test runner sends no state of an expander
    run(opened)
    moved = kept(own_log).exercises
    assert [each.name for each in moved] == [curl.name, squat.name]
    assert (moved[1].group, moved[1].rest_s, moved[1].note) == ("A", (45, 45), "low bar")
    tap(opened, "remove-exercise")
    assert [each.name for each in kept(own_log).exercises] == [curl.name]
    tap(opened, "undo-gym")
    assert kept(own_log).exercises == moved
    tap(opened, f"go-{squat.key}")
    opened.session_state[f"change-{squat.key}"] = True
    run(opened)
    opened.selectbox(key=f"swap-{squat.key}").set_value("Front squat")
    run(opened)
    assert [each.name for each in kept(own_log).exercises] == [curl.name, "Front squat"]
    assert opened.title[0].value == "Front squat"


# a past session -------------------------------------------------------------------------------------------------------


def test_a_past_session_is_repeated_warm_ups_among_it(app: AppTest, own_log: Path) -> None:
    opened = visit(brought(app, "strong.csv", STRONG_WEEK), "log/add_session")
    box = opened.selectbox(key="repeat-which")
    assert box.options == ["Wed 5 Nov 2025: Upper, 2 sets", "Mon 3 Nov 2025: Legs, 4 sets"]
    box.set_value(pd.Timestamp(2025, 11, 3, 18))
    tap(run(opened), "repeat")
    assert [(each.name, each.planned) for each in kept(own_log).exercises] == [
        ("Squat (Barbell)", 2),
        ("Romanian Deadlift (Barbell)", 1),
    ]
    for expected in (
        "60\u202fkg x 5, warm-up",
        "100\u202fkg x 5, 2 RIR",
        "100\u202fkg x 5, 2 RIR",
        "80\u202fkg x 8, 2 RIR",
    ):
        assert label(opened, "add-set") == f"**Done as planned**  \n{expected}"
        tap(opened, "add-set")
    tap(opened, "save-session")
    again = session.open_log().sets("me", from_date=date(2025, 11, 7))
    assert set(again["workout"]) == {"Legs"}
    assert sorted(again["set_type"]) == ["warmup", "working", "working", "working"]
    sided = {**again.iloc[0].to_dict(), "note": "Superset B; slow", "side": "left"}
    (supersetted,) = from_past([sided]).exercises
    assert (supersetted.group, supersetted.is_sided, supersetted.targets[0].side) == ("B", True, "left")


# nothing is lost ------------------------------------------------------------------------------------------------------


def test_a_session_survives_another_page_and_a_closed_browser(opened: AppTest, own_log: Path) -> None:
    tap(planned(opened), "add-set")
    visit(visit(opened, "log/logbook"), "log/add_session")
    assert label(opened, "save-session") == SAVE_ONE
    st.cache_data.clear()
    again = visit(AppTest.from_file(opened._script_path, default_timeout=60).run(), "log/add_session")
    assert label(again, "save-session") == SAVE_ONE
    assert label(again, "add-set") == "**Done as planned**  \n100\u202fkg x 6, 2 RIR"
    assert again.button(key="rest-skip")  # the pause runs on
    tap(opened, "add-set")  # the first tab, which knows nothing of the second
    tap(again, "add-set")
    assert kept(own_log).set_count == 3
    assert "Another tab changed this session" in texts(run(opened))
    tap(again, "save-session")
    assert "was saved or put away in another tab" in texts(run(opened))
    assert len(session.open_log().sets("me")) == 3


def test_what_is_typed_and_not_yet_added_survives_a_reload(opened: AppTest, own_log: Path) -> None:
    planned(opened)
    opened.number_input(key="entry-weight").set_value(97.5)
    run(opened)
    tap(tap(opened, "entry-reps+1"), "rir-3")
    opened.text_input(key="entry-note").set_value("belt")
    run(opened)
    typed = "**Add set**  \n97.5\u202fkg x 7, 3 RIR"  # 100 kg x 6 with 2 RIR was planned
    assert label(opened, "add-set") == typed
    again = visit(AppTest.from_file(opened._script_path, default_timeout=60).run(), "log/add_session")
    assert label(again, "add-set") == typed
    assert again.text_input(key="entry-note").value == "belt"
    assert "Another tab changed this session" not in texts(run(opened))  # nothing was done yet
    tap(again, "add-set")
    assert [(each.weight_kg, each.reps, each.rir, each.note) for each in kept(own_log).exercises[0].sets] == [
        (97.5, 7.0, 3.0, "belt")
    ]
    assert label(again, "add-set") == "**Done as planned**  \n97.5\u202fkg x 6, 2 RIR"  # the load goes on


def test_what_is_typed_to_correct_a_set_is_no_new_set(opened: AppTest, own_log: Path) -> None:
    choose(tap(planned(opened), "add-set"), 1, "Correct")
    opened.number_input(key="entry-reps").set_value(4)
    run(opened)
    assert all(each.typed is None for each in kept(own_log).exercises)


def test_a_session_of_an_earlier_version_is_there_and_a_discarded_one_comes_back(
    opened: AppTest, own_log: Path
) -> None:
    old = '[{"exercise": "Leg curl", "weight_kg": 40.0, "reps": 12.0, "rir": null, "set_type": "working"}]'
    (own_log / DRAFT_FILE).write_text(old)
    tap(run(opened), "add-set")
    assert kept(own_log).set_count == 2
    assert draft_file(own_log, "me").exists()
    tap(opened, "discard-session")
    assert kept(own_log) == Draft()
    tap(opened, "bring-back")
    assert label(opened, "save-session") == SAVE_TWO


# the bar --------------------------------------------------------------------------------------------------------------


def test_ones_own_bar_and_plates_are_kept_and_pounds_are_stored_as_kilograms(opened: AppTest) -> None:
    opened.number_input(key="rack-bar-kg").set_value(15.0)
    run(opened)
    opened.get_by_key("rack-plates-kg").set_value([10.0, 1.0])
    add(pick(run(opened)), 37.0, 5)
    assert "Each side: 10 + 1\u202fkg, on a bar of 15\u202fkg." in texts(opened)  # (37 - 15) / 2 = 11
    assert opened.button(key="entry-weight+2")  # the lightest plate on both sides
    tap(opened, "rack-usual")
    assert opened.number_input(key="rack-bar-kg").value == 20.0
    opened.segmented_control(key="unit").set_value("lb")
    add(run(opened), 225.0, 5)
    assert "Each side: 2 x 45\u202flb, on a bar of 45\u202flb." in texts(opened)  # (225 - 45) / 2 = 90
    tap(opened, "save-session")
    # 225 lb x 0.45359237 = 102.058 kg
    assert session.open_log().sets("me")["weight_kg"].max().round(3) == 102.058
