"""A plan as a calendar, a table and Markdown: what other programs find in them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import UnknownFormat, WrongRequest
from analytics.importers import read
from analytics.model import Choices
from analytics.plans import wording
from analytics.plans.model import Plan
from analytics.plans.output import CSV_COLUMNS, to_csv, to_ics, to_markdown
from analytics.reference.facts import load_facts
from tests.plans.examples import EMPTY, NAMES, STOPPED, USUAL

FACTS = load_facts()
BERLIN = timezone(timedelta(hours=1))
STAMP = datetime(2026, 11, 21, 9, 30, tzinfo=BERLIN)


def calendar_of(plan: Plan) -> str:
    return to_ics(plan, NAMES, unit="kg", facts=FACTS, stamp=STAMP)


def events(plan: Plan) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(calendar_of(plan)).walk("VEVENT"))


def rows(plan: Plan, unit: str = "kg") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(plan, NAMES, unit).decode("utf-8-sig"))))


# calendar -----------------------------------------------------------------------------------------------------------


def test_each_session_is_an_event_at_the_usual_hour_in_floating_local_time() -> None:
    text = calendar_of(USUAL)
    assert text.count("BEGIN:VEVENT") == 4
    assert "DTSTART:20261123T180000\r\n" in text  # no Z and no zone: six in the evening wherever the lifter is


def test_a_session_without_an_hour_lasts_all_day_and_takes_no_time_away() -> None:
    friday = events(USUAL)[3]
    assert (friday["dtstart"].dt, friday["dtend"].dt) == (date(2026, 11, 27), date(2026, 11, 28))
    assert friday["transp"] == "TRANSPARENT"


def test_an_event_lasts_as_long_as_warm_up_sets_and_rests_take_rounded_to_five_minutes() -> None:
    bench = USUAL.sessions[1]
    # 10 min of warm-up + 3 sets x (7 reps x 4 s + 120 s rest) = 600 s + 444 s = 17.4 min -> 15 min
    assert wording.minutes(bench, FACTS) == 15
    event = events(USUAL)[1]
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=15)
    assert "About 15 minutes: an estimate" in event["description"]


def test_both_legs_take_twice_the_time_and_a_hold_its_own_seconds() -> None:
    split_squats, planks = USUAL.sessions[2].lines[1], USUAL.sessions[0].lines[3]
    # 10 min + 3 x (9 reps x 4 s x 2 legs + 90 s) = 600 + 486 s = 18.1 min -> 20
    assert wording.minutes(replace(USUAL.sessions[2], lines=(split_squats,)), FACTS) == 20
    # 10 min + 2 x (30 s + 60 s) = 600 + 180 s = 13 min -> 15
    assert wording.minutes(replace(USUAL.sessions[0], lines=(planks,)), FACTS) == 15


def test_an_event_keeps_its_uid_when_the_plan_of_its_day_changes_and_another_athlete_has_another() -> None:
    changed = replace(USUAL, sessions=(replace(USUAL.sessions[0], title="Legs"), *USUAL.sessions[1:]))
    uids = [event["uid"] for event in events(USUAL)]
    assert [event["uid"] for event in events(changed)] == uids
    assert len(set(uids)) == 4
    assert not set(uids) & {event["uid"] for event in events(replace(USUAL, athlete="Anna"))}
    assert "Anna" not in calendar_of(replace(USUAL, athlete="Anna"))


def test_two_sessions_of_a_day_are_two_events() -> None:
    twice = replace(USUAL, sessions=(USUAL.sessions[0], replace(USUAL.sessions[1], day=USUAL.sessions[0].day)))
    assert len({event["uid"] for event in events(twice)}) == 2


def test_the_stamp_is_written_in_universal_time() -> None:
    assert events(USUAL)[0]["dtstamp"].dt == datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_any_title_comes_back_and_no_line_is_longer_than_75_octets(title: str) -> None:
    plan = replace(USUAL, sessions=(replace(USUAL.sessions[0], title=title),))
    text = calendar_of(plan)
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    (event,) = events(plan)
    assert str(event["summary"]) == title


def test_a_description_holds_every_line_with_its_load() -> None:
    told = str(events(USUAL)[0]["description"]).split("\n")
    assert told[0] == (
        "Barbell back squat: 4 x 5 to 6, 100 kg (97.5 to 102.5), 1 to 2 reps in reserve, rest 2 to 3 min"
    )
    assert told[2] == ("Seated leg curl: 2 x 8 to 12, find your load, 1 to 2 reps in reserve, rest 60 to 90 s, new")


@pytest.mark.parametrize("plan", [STOPPED, EMPTY])
def test_a_plan_without_sessions_makes_no_calendar_and_says_why(plan: Plan) -> None:
    with pytest.raises(WrongRequest) as refused:
        calendar_of(plan)
    assert plan.notes[0] in refused.value.hint


# table --------------------------------------------------------------------------------------------------------------


def test_the_table_has_one_row_per_set() -> None:
    table = rows(USUAL)
    assert tuple(table[0]) == CSV_COLUMNS
    assert len(table) == USUAL.sets == 4 + 2 + 2 + 2 + 3 + 3 + 3 + 2 + 3
    assert list(table[1].values()) == [
        "2026-11-23", "Lower A", "Barbell back squat", "2", "5 to 6", "100", "kg", "1 to 2", "120 to 180", "",
    ]  # fmt: skip


def test_pounds_are_written_as_pounds() -> None:
    # 100 kg / 0.45359237 = 220.46 lb
    assert (rows(USUAL, "lb")[0]["weight"], rows(USUAL, "lb")[0]["unit"]) == ("220.46", "lb")


def test_what_the_columns_cannot_say_stands_in_the_note() -> None:
    notes = {row["exercise"]: row["note"] for row in rows(USUAL)}
    assert notes["Bulgarian split squat"] == "each side"
    assert notes["Plank"] == "seconds, not reps"
    assert notes["Seated leg curl"] == "new; look for your load"
    assert notes["Leg press"] == "2 sets fewer"


def test_a_lift_without_a_load_has_no_unit_either() -> None:
    (plank, _) = (row for row in rows(USUAL) if row["exercise"] == "Plank")
    assert (plank["weight"], plank["unit"], plank["target_reps"]) == ("", "", "30")


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless_and_no_span_reads_as_a_date() -> None:
    text = to_csv(USUAL, NAMES, "kg").decode("utf-8-sig")
    assert ",'=2+3 (my *own* lift)," in text
    assert "5-6" not in text


def test_a_plan_is_no_log_so_the_importer_takes_no_set_from_it() -> None:
    fives = [replace(each, lines=tuple(replace(line, reps=(5, 5)) for line in each.lines)) for each in USUAL.sessions]
    for plan in (USUAL, replace(USUAL, sessions=tuple(fives))):
        with pytest.raises(UnknownFormat):
            read("plan.csv", to_csv(plan, NAMES, "kg"), Choices())


# Markdown -----------------------------------------------------------------------------------------------------------


def test_markdown_tells_sessions_changes_claims_and_notes() -> None:
    text = to_markdown(USUAL, NAMES, "kg")
    assert text.startswith("# Plan for the week of 23 to 29 Nov 2026\n\nYour usual week. Goal: Balanced. 24 sets in 4")
    assert "\n## Monday 23 Nov, 18:00: Lower A\n\n1. Barbell back squat: 4 x 5 to 6, 100 kg (97.5 to 102.5)," in text
    assert (
        "- Seated leg curl comes in: 2 sets each on Monday and Thursday. Nothing bent the knee against a load in the "
        "last two weeks.\n"
    ) in text
    assert "- Fewer sets of Leg press: 2 instead of 4 on Monday. Your quads" in text
    assert "- More sets of Romanian deadlift: 3 instead of 2 on Thursday." in text
    assert (
        "- Quads get far more work than hamstrings. A warning now; milder after 3 weeks of plans like this, gone "
        "after 6.\n" in text
    )
    assert "- Calves below their range. A hint now; not gone with this plan. Your week has no room for more.\n" in text
    assert "## What comes up on the way\n\n- Quads: 5 sets a week, below 6. A hint from week 2 to week 4.\n" in text
    assert text.endswith("## Notes\n\n- Tuesday and Friday stay as they are.\n")


def test_a_reason_that_several_changes_share_is_given_once_from_the_top() -> None:
    again = replace(USUAL.changes[2], exercise_id="back_squat")
    text = to_markdown(replace(USUAL, changes=(*USUAL.changes, again)), NAMES, "kg")
    assert text.count("Your quads have more than twice") == 1
    assert "- Fewer sets of Barbell back squat: 2 instead of 4 on Monday.\n" in text


def test_markdown_shows_a_name_as_it_is_written() -> None:
    assert "1. =2+3 (my \\*own\\* lift): 3 x 8" in to_markdown(USUAL, NAMES, "kg")


def test_a_stopped_plan_in_markdown_is_its_note_alone() -> None:
    assert to_markdown(STOPPED, NAMES, "kg") == (
        "# Plan for the week of 23 to 29 Nov 2026\n\nNo plan while a note of pain stands.\n\n"
        "## Notes\n\n- A note of 18 Nov speaks of a sharp pain. Stop this movement for now.\n"
    )
