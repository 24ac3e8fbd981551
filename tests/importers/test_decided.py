"""What is decided about every reading alike: open questions, a switched unit, the lifter's unit, warm-ups."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.importers import read
from analytics.importers._decided import decided
from analytics.importers._unit_switch import find_switch
from analytics.model import Choices, Decision, Question, Reading
from analytics.units import KG_PER_LB
from tests.importers._reading import column, read_block

EXPORTS = os.environ.get("HINDSIGHT_EXPORTS")
FILES = sorted(path for path in Path(EXPORTS).glob("*/*") if path.is_file()) if EXPORTS else []
FIRST_DAY = date(2021, 1, 4)
LIFTS = {
    "Squat (Barbell)": 62.5,
    "Bench Press (Barbell)": 47.5,
    "Deadlift (Barbell)": 82.5,
    "Overhead Press (Barbell)": 32.5,
    "Curl (Dumbbell)": 14.0,
}
HEADER = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes\n"


def log(*, days: int = 12, lb_from: int | None = None, order: str = "1") -> str:
    """A log that states no unit: every third day the five lifts, and 1 % more each time; in lb from a day on."""
    lines = []
    for day in range(days):
        for name, kg in LIFTS.items():
            load = kg * 1.01**day
            written = round(load / KG_PER_LB / 5) * 5 if lb_from is not None and day >= lb_from else round(load * 2) / 2
            lines.append(f"{FIRST_DAY + timedelta(days=3 * day)} 18:00:00,Evening,{name},{order},{written},5,0,0,,")
    return HEADER + "\n".join(lines)


def questions(reading: Reading) -> list[str]:
    return [question.about for question in reading.questions]


def test_a_unit_that_the_loads_do_not_tell_is_asked_for() -> None:
    reading = read_block(HEADER + "2021-01-04 18:00:00,Evening,Leg Press,1,100,10,0,0,,")
    assert reading.unit.how.startswith("unsure, please choose")
    assert reading.questions == (
        Question(
            "unit",
            "The file does not say whether its loads (100 ...) are kilograms or pounds, and they do not tell. Which?",
            (("kg", "Kilograms"), ("lb", "Pounds")),
        ),
    )


def test_the_answer_ends_the_question() -> None:
    block = HEADER + "2021-01-04 18:00:00,Evening,Leg Press,1,100,10,0,0,,"
    reading = read_block(block, choices=Choices(unit="lb"))
    assert (column(reading, "weight_kg"), reading.questions) == ([45.359237], ())


def test_a_question_that_the_importer_has_put_is_not_put_twice() -> None:
    reading = read_block(HEADER + "2021-01-04 18:00:00,Evening,Leg Press,1,100,10,0,0,,")
    assert questions(decided(reading, Choices())) == ["unit"]


def test_a_log_in_one_unit_is_asked_nothing() -> None:
    assert read_block(log()).questions == ()


def test_a_switch_to_pounds_is_noticed_with_its_day_and_its_exercises() -> None:
    (asked,) = [question for question in read_block(log(lb_from=6)).questions if question.about == "unit_switch"]
    # the seventh day is 4 January + 6 x 3 days; squat 62.5 x 1.01^4 = 65, and 62.5 x 1.01^7 = 67 kg = 148 lb
    assert asked.options == (
        ("2021-01-22=lb", "Yes, kg before, and from 22 January 2021 on lb"),
        ("none", "No, all in one unit"),
    )
    assert asked.text == (
        "On 22 January 2021 the loads of 5 of 5 exercises change as if the app had been switched from kg to lb: "
        "Bench Press (Barbell) from 49.5 to 110; Curl (Dumbbell) from 14.5 to 35; Deadlift (Barbell) from 86 to 195; "
        "Overhead Press (Barbell) from 34 to 75; Squat (Barbell) from 65 to 150. Was it?"
    )


def test_nothing_is_converted_without_an_answer() -> None:
    # the unit itself may be open too: half of the loads are in the other one
    asked = read_block(log(lb_from=6))
    weights = np.array(column(asked, "weight_kg"), dtype=float)
    unit = KG_PER_LB if asked.unit.value == "lb" else 1.0
    assert weights[:5] / unit == pytest.approx([62.5, 47.5, 82.5, 32.5, 14.0])


@pytest.mark.parametrize("unit", ["auto", "kg", "lb"])
def test_the_answer_reads_the_loads_from_that_day_on_in_the_other_unit(unit: str) -> None:
    choices = Choices(unit=unit, unit_switch=(date(2021, 1, 22), "lb"))
    reading = read_block(log(lb_from=6), choices=choices)
    weights = column(reading, "weight_kg")
    assert weights[:2] == [62.5, 47.5]  # before: kg
    # 62.5 x 1.01^6 = 66.3 kg = 146 lb, written 145; 47.5 x 1.01^6 = 50.4 kg = 111 lb, written 110
    assert weights[30:32] == pytest.approx([145 * KG_PER_LB, 110 * KG_PER_LB])
    assert reading.unit == Decision(
        "mixed", "no unit in the file; kg before 22 January 2021, lb from then on, as chosen at the import"
    )
    assert reading.questions == ()


def test_a_switch_back_to_kilograms_is_noticed_too() -> None:
    rows = pd.DataFrame({"day": np.repeat(np.arange(12), 5), "exercise": list(LIFTS) * 12})
    loads = np.tile(np.array(list(LIFTS.values())), 12) / np.where(rows["day"] < 6, KG_PER_LB, 1.0)
    started_at = pd.Series(np.datetime64("2021-01-04T18:00", "us") + rows["day"].to_numpy() * np.timedelta64(3, "D"))
    switch = find_switch(started_at, rows["exercise"].astype("str"), loads)
    assert switch is not None
    assert (switch.day, switch.unit, len(switch.jumps)) == (date(2021, 1, 22), "kg", 5)


def test_a_break_after_which_everything_is_halved_for_two_lifts_is_no_switch() -> None:
    block = log().splitlines()
    halved = [
        line.replace(",47.5,", ",20,") if "Bench" in line and index > 40 else line for index, line in enumerate(block)
    ]
    assert read_block("\n".join(halved)).questions == ()


def test_a_switch_is_not_looked_for_where_the_file_states_its_unit() -> None:
    stated = log(lb_from=6).replace(",Weight,", ",Weight (kg),", 1)
    assert read_block(stated).questions == ()


def test_marked_warm_ups_are_counted() -> None:
    marked = read_block(log(days=3, order="W"))
    assert marked.warmups == Decision("marked", "15 sets are marked as warm-ups by the file")
    assert set(column(marked, "set_type")) == {"warmup"}


def test_marks_that_are_not_believed_make_working_sets() -> None:
    reading = read_block(log(days=3, order="W"), choices=Choices(warmups="none"))
    assert set(column(reading, "set_type")) == {"working"}
    assert reading.warmups.value == "none"
    assert reading.warmups.how == (
        "15 sets are marked as warm-ups by the file, but taken as working sets, as chosen at the import"
    )


def test_a_file_without_marks_says_what_is_done_instead() -> None:
    assert read_block(log()).warmups == Decision(
        "unmarked",
        "the file marks no warm-ups; light sets before the top set are taken as warm-ups where the numbers say so",
    )


HEVY = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps\n"


def hevy(loads: list[float]) -> str:
    rows = [f'Push,"4 Jan 2021, 18:00","4 Jan 2021, 19:00",Row,{n},normal,{load},5' for n, load in enumerate(loads)]
    return HEVY + "\n".join(rows)


def test_a_lifter_of_pounds_whose_file_is_in_kilograms_sees_pounds() -> None:
    # 38.56 kg is 85 lb, 20.41 kg 45 lb; 20 and 40 kg are a guest's
    reading = read_block(hevy([38.56] * 12 + [20.41] * 6 + [20, 40]))
    assert reading.lifter_unit == "lb"
    assert reading.unit.value == "kg"
    assert reading.notes == (
        "The file is in kg, but most loads are whole pounds (38.56 kg is 85 lb): they are shown in lb.",
    )
    assert column(reading, "weight_kg")[0] == 38.56  # as the file says


def test_some_pounds_among_kilograms_make_no_lifter_of_pounds() -> None:
    assert read_block(hevy([38.56] * 10 + [20, 40] * 5)).lifter_unit is None


def test_a_handful_of_loads_tells_no_unit_of_the_lifter() -> None:
    assert read_block(hevy([38.56] * 19)).lifter_unit is None
    assert read_block(hevy([38.56] * 20)).lifter_unit == "lb"


def test_a_file_in_pounds_needs_no_other_unit() -> None:
    assert read_block(hevy([85.0] * 30).replace("weight_kg", "weight_lbs")).lifter_unit is None


def test_deciding_twice_is_deciding_once() -> None:
    for reading in (read_block(log()), read_block(log(lb_from=6)), read_block(log(order="W"))):
        again = decided(reading, Choices())
        pd.testing.assert_frame_equal(again.sets, reading.sets)
        assert replace(again, found=reading.found) == reading


@pytest.mark.exports
@pytest.mark.skipif(not FILES, reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
class TestRealFiles:
    def sets(self, name: str) -> pd.DataFrame:
        path = next(path for path in FILES if path.name == name)
        return read(path.name, path.read_bytes(), Choices()).sets.sort_values("started_at", kind="stable")

    @pytest.mark.parametrize("path", [path for path in FILES if path.parent.name in ("strong", "hevy", "fitnotes")])
    def test_no_real_log_is_suspected_of_a_switch(self, path: Path) -> None:
        sets = read(path.name, path.read_bytes(), Choices()).sets
        loads = sets["weight_kg"].to_numpy(dtype=np.float64, na_value=np.nan)
        assert find_switch(sets["started_at"], sets["exercise"], loads) is None

    @pytest.mark.parametrize(
        ("name", "day", "unit"),
        [
            ("android-2025-semicolon-quoted-kg.csv", "2023-03-01", "lb"),
            ("2025-rpe-all-set-types-kg.csv", "2025-04-14", "lb"),
            ("ios-2018-10col-unit-unstated-lb.csv", "2017-06-01", "kg"),
            ("ios-2026-five-years-w-f-d-rest-lb.csv", "2023-03-06", "kg"),
        ],
    )
    def test_a_switch_put_into_a_real_log_is_found_within_days(self, name: str, day: str, unit: str) -> None:
        sets = self.sets(name)
        kg = sets["weight_kg"].to_numpy(dtype=np.float64, na_value=np.nan)
        is_after = (sets["started_at"] >= np.datetime64(day)).to_numpy()
        lb = np.maximum(np.round(kg / KG_PER_LB / 5), 1) * 5
        loads = np.where(is_after == (unit == "lb"), lb, kg)
        switch = find_switch(sets["started_at"], sets["exercise"], loads)
        assert switch is not None
        assert switch.unit == unit
        assert abs((switch.day - date.fromisoformat(day)).days) <= 7

    @pytest.mark.parametrize(
        ("name", "unit"),
        [
            ("2021-kg-from-lb-warmups.csv", "lb"),
            ("2020-excel-resaved.csv", "lb"),
            ("2026-kg.csv", None),
            ("2025-rpe-all-set-types-kg.csv", None),
            ("2026-supersets-kg-from-lb.csv", None),
            ("2026-lbs-and-miles.csv", None),
        ],
    )
    def test_the_lifters_own_unit_is_told_from_the_loads(self, name: str, unit: str | None) -> None:
        path = next(path for path in FILES if path.name == name)
        assert read(path.name, path.read_bytes(), Choices()).lifter_unit == unit

    def test_marked_warm_ups_of_a_real_file_are_counted(self) -> None:
        path = next(path for path in FILES if path.name == "2026-portuguese-lower-body-kg.csv")
        assert read(path.name, path.read_bytes(), Choices()).warmups == Decision(
            "marked", "1,513 sets are marked as warm-ups by the file"
        )
