"""Tables that people keep by hand: read without loss, asked about, or kindly refused."""

from __future__ import annotations

import contextlib
import os
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import importers
from analytics.errors import HindsightError, Undecided, UnknownFormat, UnreadableFile, WrongRequest
from analytics.importers import read, template
from analytics.importers._upload import Upload
from analytics.model import READ_COLUMNS, Choices, Layout
from tests.importers._reading import assert_accounted, column, problem, read_block

KG = Choices(unit="kg")
FOLDER = os.environ.get("HINDSIGHT_EXPORTS")
EXPORTS = sorted((Path(FOLDER) / "generic").glob("*.csv")) if FOLDER else []


def test_a_row_for_each_set() -> None:
    reading = read_block(
        """
        Datum;Übung;Satz;Gewicht (kg);Wdh.;RPE;Bemerkung
        05.01.2025;Kniebeuge;1;102,5;5;8;gut
        05.01.2025;Kniebeuge;2;102,5;4;8,5;
        13.01.2025;Beinbeuger;1;40;12;;
        """
    )
    assert (reading.format, reading.unit.value, reading.date_order.value) == ("generic", "kg", "dmy")
    assert column(reading, "weight_kg") == [102.5, 102.5, 40]
    assert column(reading, "reps") == [5, 4, 12]
    assert column(reading, "rir") == [2, 1.5, None]  # 10 - 8, 10 - 8.5
    assert column(reading, "set_number") == [1, 2, 1]
    assert column(reading, "note") == ["gut", None, None]
    assert column(reading, "started_at")[2] == datetime(2025, 1, 13)


def test_a_row_for_each_exercise_is_expanded_to_its_sets_and_says_so() -> None:
    reading = read_block(
        """
        Date,Exercise,Sets,Reps,Weight (kg),Notes
        2025-01-05,Squat,3,5,100,fine
        2025-01-05,Leg Curl,2,10,40,
        """
    )
    assert reading.rows == 5
    assert column(reading, "reps") == [5, 5, 5, 10, 10]
    assert column(reading, "note") == ["fine", None, None, None, None]
    assert column(reading, "source_line") == [2, 2, 2, 3, 3]
    assert "Rows with a number of sets were expanded; the sets of such a row are taken as equal." in reading.notes


def test_lists_of_loads_and_repetitions_give_each_set_its_own() -> None:
    reading = read_block(
        """
        Date,Exercise,Sets,Reps,Weight
        2025-01-05,Dip,4,"[6,5,5,4]","[40,30,20,0]"
        2025-01-05,Squat,5,5,40-60-65-70-70
        2025-01-05,Curl,,12/10/8,20
        """,
        choices=KG,
    )
    assert column(reading, "reps") == [6, 5, 5, 4] + [5] * 5 + [12, 10, 8]
    assert column(reading, "weight_kg") == [40, 30, 20, None, 40, 60, 65, 70, 70, 20, 20, 20]


def test_repetitions_in_every_way_they_are_written() -> None:
    reading = read_block(
        """
        Date,Exercise,Reps,Weight
        2025-01-05,Clean complex,1+1+1,60
        2025-01-05,Row,8-10,60
        2025-01-05,Plank,0:20,
        2025-01-05,Lunge,10/side,20
        2025-01-05,Press,5+,50
        2025-01-05,Sled,30m,90
        2025-01-05,Pull Up,AMRAP,
        2025-01-05,Curl,failure,20
        """,
        choices=KG,
    )
    assert column(reading, "reps") == [3, 8, None, 10, 5, None, None]
    assert column(reading, "duration_s")[2] == 20
    assert column(reading, "distance_m")[5] == 30
    assert column(reading, "note")[:2] == ["1+1+1", "8-10"]
    assert column(reading, "set_type")[6] == "failure"
    assert reading.skipped == {"empty": 1}  # nobody counted the repetitions of the pull-ups


def test_packed_cells_whose_order_is_certain_are_read() -> None:
    reading = read_block(
        """
        Date,Exercise,Work
        2025-01-05,Squat,"100x5,100x5,110x3"
        2025-01-05,Pull Up,0x10
        """,
        choices=KG,
    )
    assert column(reading, "weight_kg") == [100, 100, 110, None]
    assert column(reading, "reps") == [5, 5, 3, 10]
    assert reading.layout is not None
    assert reading.layout.packed == "load_reps"


def test_packed_cells_whose_order_is_open_are_asked_about_and_read_with_the_answer() -> None:
    block = "Date,Exercise,Work\n2025-01-05,Squat,5x5x5\n"
    with pytest.raises(Undecided) as asked:
        read_block(block, choices=KG)
    question, layout = asked.value.question, asked.value.layout
    assert question.about == "layout"
    assert '"5x5x5"' in question.text
    assert "sets_reps_load" in dict(question.options)
    assert "sets_reps_load (3x8x60 is 3 sets of 8 reps with 60)" in asked.value.hint
    assert layout is not None
    answered = Choices(unit="kg", layout=Layout(layout.columns, packed="sets_reps_load"))
    assert column(read_block(block, choices=answered), "weight_kg") == [5] * 5


def test_an_order_that_does_not_exist_is_a_wrong_request() -> None:
    layout = Layout({"date": "Date", "exercise": "Exercise", "packed": "Work"}, packed="upside_down")
    with pytest.raises(WrongRequest, match='"upside_down" is no order'):
        read_block("Date,Exercise,Work\n2025-01-05,Squat,5x5x5\n", choices=Choices(layout=layout))


def test_a_packed_column_beside_a_column_of_loads() -> None:
    reading = read_block(
        """
        Date,Exercise,Sets x Reps,Weight
        2025-01-05,Squat,3x5,100
        2025-01-05,Dip,2x10,BW
        2025-01-05,Dip,1x8,BW+10
        """,
        choices=KG,
    )
    assert column(reading, "weight_kg") == [100, 100, 100, None, None, 10]
    assert column(reading, "load_kind") == [None, None, None, "bodyweight", "bodyweight", "bodyweight"]


def test_a_column_for_each_lift() -> None:
    reading = read_block(
        """
        Date|Squat|Bench|Notes
        01/13/2025|110,5,5,5|80,5|
        01/15/2025|115,5,4,0||tired
        01/17/2025|||yards
        01/19/2025|||
        """,
        choices=Choices(unit="lb"),
    )
    assert column(reading, "exercise") == ["Squat"] * 3 + ["Bench"] + ["Squat"] * 3
    assert column(reading, "reps") == [5, 5, 5, 5, 5, 4, 0]
    assert column(reading, "weight_kg")[0] == pytest.approx(110 * 0.45359237)
    assert column(reading, "note") == [None, None, None, None, "tired", None, None]
    assert reading.skipped == {"note": 1, "empty": 1}


def test_a_column_for_each_set() -> None:
    reading = read_block(
        """
        Date,Exercise,Weight (kg),Set 1,Set 2,Set 3
        2025-01-05,Squat,100,5,5,4
        2025-01-05,Leg Curl,40,10,,
        """
    )
    assert column(reading, "reps") == [5, 5, 4, 10]
    assert column(reading, "weight_kg") == [100, 100, 100, 40]


def test_a_date_and_an_exercise_hold_until_the_next() -> None:
    reading = read_block(
        """
        Date,Exercise,Weight,Reps
        2025-01-05,Squat,100,5
        ,,105,5
        ,Leg Curl,40,10
        2025-01-07,Deadlift,140,3
        """,
        choices=KG,
    )
    assert column(reading, "exercise") == ["Squat", "Squat", "Leg Curl", "Deadlift"]
    assert [moment.day for moment in column(reading, "started_at")] == [5, 5, 5, 7]  # type: ignore[attr-defined]


def test_a_new_day_without_an_exercise_does_not_take_the_one_of_the_day_before() -> None:
    reading = read_block(
        """
        Date,Exercise,Weight,Reps
        2025-01-05,Squat,100,5
        2025-01-07,,140,3
        """,
        choices=KG,
    )
    assert problem(reading) == (3, "Exercise", "", "no exercise")


def test_dates_between_the_rows_head_the_rows_below() -> None:
    reading = read_block(
        """
        Exercise,Weight,Reps
        2025-01-05,,
        Squat,100,5
        2025-01-07,,
        Deadlift,140,3
        """,
        choices=KG,
    )
    assert [moment.day for moment in column(reading, "started_at")] == [5, 7]  # type: ignore[attr-defined]
    assert reading.skipped == {"empty": 2}


def test_titles_above_the_header_are_no_rows_and_totals_no_sets() -> None:
    reading = read_block(
        """
        My training log,,,
        started in 2025,,,

        Date,Exercise,Weight (kg),Reps
        2025-01-05,Squat,100,5
        Total,,500,5
        """
    )
    assert column(reading, "source_line") == [5]
    assert reading.rows == 2
    assert reading.skipped == {"summary": 1}


def test_units_by_row_and_by_cell() -> None:
    by_row = read_block("Date,Exercise,Weight,Unit,Reps\n2025-01-05,Squat,225,lbs,5\n2025-01-05,Squat,100,kg,5\n")
    by_cell = read_block("Date,Exercise,Weight,Reps\n2025-01-05,Squat,225 lb,5\n2025-01-05,Squat,100kg,5\n")
    for reading in (by_row, by_cell):
        assert reading.unit.value == "mixed"
        assert column(reading, "weight_kg") == pytest.approx([225 * 0.45359237, 100])


def test_a_number_of_seconds_or_calories_is_no_load() -> None:
    reading = read_block(
        """
        date,exercise,value,unit,sets,reps
        2025-01-05,Squat,60,kg,2,5
        2025-01-05,Hold,30,sec,2,
        2025-01-05,Row,400,m,1,
        2025-01-05,Bike,25,cal,1,
        """
    )
    assert column(reading, "weight_kg") == [60, 60, None, None, None]
    assert column(reading, "duration_s") == [None, None, 30, 30, None]
    assert column(reading, "distance_m") == [None] * 4 + [400]
    assert reading.skipped == {"empty": 1}


def test_warm_ups_sides_and_sets_that_were_not_done() -> None:
    reading = read_block(
        """
        Date,Time,Exercise,Warm-up,Weight (kg),Reps,RIR,Side,Done
        2025-01-05,18:30,Split Squat,TRUE,20,8,,L,TRUE
        2025-01-05,18:30,Split Squat,FALSE,20,8,2,R,TRUE
        2025-01-05,18:30,Split Squat,FALSE,20,8,2,R,FALSE
        """
    )
    assert column(reading, "set_type") == ["warmup", "working"]
    assert column(reading, "side") == ["left", "right"]
    assert column(reading, "rir") == [None, 2]
    assert column(reading, "started_at")[0] == datetime(2025, 1, 5, 18, 30)
    assert reading.skipped == {"not_performed": 1}


def test_set_types_in_words() -> None:
    reading = read_block(
        """
        Datum,Übung,Satztyp,Gewicht (kg),Wdh
        2025-01-05,Kniebeuge,Aufwärmen,60,5
        2025-01-05,Kniebeuge,Arbeitssatz,100,5
        2025-01-05,Kniebeuge,Dropset,80,8
        2025-01-05,Kniebeuge,bis zum Versagen,80,8
        """
    )
    assert column(reading, "set_type") == ["warmup", "working", "drop", "failure"]


def test_a_negative_load_and_the_word_assisted_are_assistance() -> None:
    reading = read_block(
        "Date,Exercise,Weight,Reps\n2025-01-05,Pull Up,-20,8\n2025-01-05,Dip,assisted 15kg,8\n", choices=KG
    )
    assert column(reading, "weight_kg") == [20, 15]
    assert column(reading, "load_kind") == ["assisted", "assisted"]


def test_an_effort_for_each_set_a_range_and_words() -> None:
    reading = read_block(
        """
        Date,Exercise,Sets,Reps,Load (kg),RPE
        2025-01-05,Squat,3,5,100,"7,8,9"
        2025-01-05,Bench,1,5,60,7-8
        2025-01-05,Row,1,5,60,9
        2025-01-05,Curl,1,5,20,hard
        """
    )
    assert column(reading, "rir") == [3, 2, 1, 2.5, 1, None]
    assert "Efforts that are no numbers were left out: 1." in reading.notes


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-W34-1", datetime(2025, 8, 18)),
        ("1736099000", datetime(2025, 1, 5, 17, 43, 20)),
        ("45662", datetime(2025, 1, 5)),
        ("2025年1月5日(日)", datetime(2025, 1, 5)),
        ("Mon 6 Jan 2025", datetime(2025, 1, 6)),
        ('"Monday, January 6, 2025"', datetime(2025, 1, 6)),
        ("5 января 2025", datetime(2025, 1, 5)),
        ("20250105", datetime(2025, 1, 5)),
    ],
)
def test_dates_as_people_and_programs_write_them(written: str, day: datetime) -> None:
    reading = read_block(f"Date,Exercise,Weight,Reps\n{written},Squat,100,5\n", choices=KG)
    assert column(reading, "started_at") == [day]


def test_a_time_for_each_set_is_one_workout_a_day() -> None:
    reading = read_block(
        """
        Timestamp,Exercise,Weight,Reps
        2025-01-05 18:00:10,Squat,100,5
        2025-01-05 18:04:30,Squat,100,5
        2025-01-07 18:00:10,Squat,100,5
        2025-01-07 18:03:50,Squat,100,5
        """,
        choices=KG,
    )
    assert (
        column(reading, "started_at") == [datetime(2025, 1, 5, 18, 0, 10)] * 2 + [datetime(2025, 1, 7, 18, 0, 10)] * 2
    )
    assert column(reading, "set_number") == [1, 2, 1, 2]


def test_dates_without_a_year_are_asked_about() -> None:
    block = "Date,Exercise,Weight,Reps\n30-Dec,Squat,100,5\n2-Jan,Squat,100,5\n"
    with pytest.raises(Undecided) as asked:
        read_block(block, choices=KG)
    assert asked.value.question.about == "year"
    reading = read_block(block, choices=Choices(unit="kg", year=2024))
    assert column(reading, "started_at") == [datetime(2024, 12, 30), datetime(2025, 1, 2)]


def test_what_cannot_be_read_refuses_its_row_and_the_others_land() -> None:
    reading = read_block(
        """
        Date,Exercise,Weight,Reps,Sets
        2025-01-05,Squat,abc 5,5,3
        2025-01-05,Squat,100,x5y,3
        2025-01-05,Squat,100,5,999
        2025-13-45,Squat,100,5,1
        2025-01-05,Squat,5000,5,1
        2025-01-05,Squat,100,5
        2025-01-05,Squ
        """,
        choices=KG,
    )
    assert [(p.line, p.column, p.reason) for p in reading.problems] == [
        (2, "Weight", "not a load"),
        (3, "Reps", "cannot be read as repetitions"),
        (4, "Sets", "not a number of sets"),
        (5, "Date", "there is no such date"),
        (6, "Weight", "5,000 kg is outside 0 to 1,000 kg"),
        (8, "line", "the line breaks off: 2 of 5 columns"),
    ]
    assert column(reading, "source_line") == [7]  # only the sets are missing there, and one is meant


def test_a_layout_that_a_person_chose_is_used() -> None:
    block = "Tag,Was,Menge,Mal\n2025-01-05,Squat,100,5\n"
    layout = Layout({"date": "Tag", "exercise": "Was", "weight": "Menge", "reps": "Mal"})
    reading = read_block(block, choices=Choices(unit="kg", format="generic", layout=layout))
    assert column(reading, "weight_kg") == [100]
    assert reading.layout == layout


def test_a_table_without_names_is_read_when_a_person_says_what_its_columns_are() -> None:
    block = "2025-01-05,Squat,100,5\n"
    layout = Layout({"date": "column 1", "exercise": "column 2", "weight": "column 3", "reps": "column 4"})
    assert column(read_block(block, choices=Choices(unit="kg", format="generic", layout=layout)), "reps") == [5]
    with pytest.raises(UnknownFormat, match="no line of column names"):
        read_block(block, choices=Choices(format="generic"))


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("Item,Quantity,Price\nMilk,2,1.20\n", "There is no column of dates."),
        ("Date,Description,Amount\n2025-01-05,Gym,-30\n2025-01-06,Food,-5\n", "There is no column of exercises."),
        ("Date,Weight\n2025-01-05,82.5\n", "There is no column of exercises."),
        ("Date,Exercise,Distance,Time\n2025-01-05,Run,5.2,26:10\n", "There is no column of repetitions."),
        ("Exercise,Week 1,Week 2\nSquat,100x5,105x5\n", "Its weeks seem to run across the columns"),
    ],
)
def test_a_table_of_something_else_is_refused_with_its_columns_and_the_template(block: str, why: str) -> None:
    with pytest.raises(UnknownFormat) as refused:
        read_block(block)
    assert block.split(",", 1)[0] in refused.value.headline
    assert why in refused.value.hint
    assert "template" in refused.value.hint
    with pytest.raises(UnknownFormat, match=why):
        read_block(block, choices=Choices(format="generic"))


def test_the_template_is_hindsights_own_format() -> None:
    reading = read("template.csv", template(), Choices())
    assert (reading.format, len(reading.sets), len(reading.problems)) == ("hindsight", 2, 0)


def test_an_app_that_is_recognised_comes_first() -> None:
    header = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time"
    reading = read_block(f"{header}\n2025-01-05,Squat,Legs,100,kgs,5,,,\n")
    assert reading.format == "fitnotes"


CELLS = st.sampled_from(
    [
        *("", "0", "1", "5", "100", "22,5", "-3", "1e400", "nan", "99999999999", "\u0663", "0:01:00", "BW", "BW+10"),
        *("2025-01-05", "05/01/2025", "5-Jan", "2025-W34-1", "45662", "1736099000", "Total", "Rest", "TRUE", "x"),
        *("3x8", "3x8@100", "100x5,100x5", "110,5,5,5", "5x5x5", "40-60-70", "[5,5]", "8-10", "AMRAP", "W", "L", "kg"),
        *("Squat", "Leg Curl", "lb", "7-8", "3xfailure", "1x10x90lb;2x10x140lb", '"', "🏋", "\u202f"),
    ]
)
HEADERS = (
    "Date,Exercise,Weight,Reps,Sets",
    "Date,Exercise,Sets x Reps x Weight,RPE,Notes",
    "Date,Squat,Bench,Deadlift,Notes",
    "Date,Time,Exercise,Set 1,Set 2",
    "Date,Exercise,Weight 1,Reps 1,Weight 2,Reps 2",
    "Exercise,Value,Unit,Sets,Reps,Done,Side,Set Type",
)


@given(st.sampled_from(HEADERS), st.data(), st.sampled_from([None, 2024]), st.sampled_from([None, "generic"]))
def test_any_cells_below_a_header_of_ones_own(
    header: str, data: st.DataObject, year: int | None, name: str | None
) -> None:
    width = header.count(",") + 1
    records = data.draw(st.lists(st.lists(CELLS, min_size=width - 1, max_size=width + 1), max_size=6))
    content = "\n".join([header, *(",".join(cells) for cells in records)]).encode()
    with contextlib.suppress(HindsightError):
        reading = read("log.csv", content, Choices(unit="kg", year=year, format=name))
        assert_accounted(reading)
        assert {name: str(dtype) for name, dtype in reading.sets.dtypes.items()} == dict(READ_COLUMNS)
        assert reading.sets[["started_at", "exercise", "block", "set_number", "set_type"]].notna().all(axis=None)
        assert not reading.sets[["weight_kg", "reps", "distance_m", "duration_s"]].isna().all(axis="columns").any()
        again = read("log.csv", content, Choices(unit="kg", year=year, format="generic", layout=reading.layout))
        assert again.sets.equals(reading.sets) or reading.format != "generic"


COUNTED_BY_HAND = {
    "cyrillic": 45,
    "pipe-one-column-per-lift": 1_525,
    "powerlifting-derived-columns-unsorted": 10_768,
    "sheet-sets-x-reps-lb": 634,
}
"""A real table -> its sets."""


@pytest.mark.skipif(not EXPORTS, reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
def test_every_table_that_was_counted_by_hand_is_among_the_real_ones() -> None:
    assert {path.stem for path in EXPORTS} >= set(COUNTED_BY_HAND)


@pytest.mark.skipif(not EXPORTS, reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_every_row_of_a_real_table_is_accounted_for_and_its_sets_are_as_many_as_counted_by_hand(path: Path) -> None:
    upload = Upload(path.name, path.read_bytes())
    assert importers.recognised_by(upload) == ()
    reading = read(path.name, path.read_bytes(), Choices())
    assert_accounted(reading)
    assert reading.format == "generic"
    assert len(reading.problems) <= 0.01 * reading.rows
    assert len(reading.sets) == COUNTED_BY_HAND.get(path.stem, len(reading.sets))
    again = read(path.name, path.read_bytes(), Choices(layout=reading.layout))
    assert again.sets.equals(reading.sets)
    assert again.layout == reading.layout


def test_a_total_of_sets_is_one_row_not_that_many() -> None:
    reading = read_block("""
        date,exercise,sets,reps,weight (kg)
        2025-04-03,Squat,3,5,100
        2025-04-05,Leg Curl,4,12,40
        Total,,7,,
    """)
    assert (len(reading.sets), reading.skipped) == (3 + 4, {"summary": 1})


HEADLESS = """
    2025-04-01,Squat,100,5
    2025-04-01,Squat,102.5,5
    2025-04-01,Bench Press,60,8
    2025-04-03,Squat,105,5
    2025-04-03,Bench Press,62.5,8
"""


def test_a_table_without_names_is_understood_where_its_numbers_tell() -> None:
    reading = read_block(HEADLESS, choices=KG)
    assert reading.layout
    assert reading.layout.columns == {
        "date": "column 1", "exercise": "column 2", "weight": "column 3", "reps": "column 4",
    }  # fmt: skip
    assert column(reading, "weight_kg") == [100, 102.5, 60, 105, 62.5]
    assert column(reading, "reps") == [5, 5, 8, 5, 8]


def test_a_table_without_names_may_hold_whole_sets() -> None:
    reading = read_block(
        "2025-04-01,Squat,3x8@100kg\n2025-04-02,Squat,1x5@110kg\n2025-04-03,Squat,2x5@90kg\n2025-04-03,Dip,1x5@9kg"
    )
    assert len(reading.sets) == 3 + 1 + 2 + 1


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("2025-04-03,Squat,105,5", "2025-04-03,Squat,105,five"),
        (",5", ",5,1"),  # sets or an effort
        (",10", ",1"),  # two columns of small whole numbers
        ("Squat", "Bench Press"),  # a text that never changes
    ],
)
def test_a_table_without_names_is_refused_where_a_column_may_mean_anything(written: str, instead: str) -> None:
    block = HEADLESS.replace(written, instead).replace("2.5", "2").replace("60", "10").replace("62", "12")
    with pytest.raises(UnknownFormat, match=r"no line that names them\."):
        read_block(block)


@pytest.mark.parametrize("field", range(1, 10))
@pytest.mark.parametrize("part", [" ", "1", "x", "1x", "1 ", "a", "("])
def test_a_cell_of_one_part_repeated_costs_its_own_row_at_most(field: int, part: str) -> None:
    good = ["2025-04-01", "Squat", "100", "5", "3", "8", "fine", "10", "100", "warmup"]
    odd = [*good[:field], f"1{part * 30_000}!", *good[field + 1 :]]
    header = "Date,Exercise,Weight,Reps,Sets,RPE,Notes,Duration,Distance,Set Type"
    before = process_time()
    with contextlib.suppress(UnreadableFile):
        assert len(read_block("\n".join([header, *[",".join(good)] * 5, ",".join(odd)])).sets) >= 15
    assert process_time() - before < 3


@pytest.mark.parametrize("digits", [400, 5_000])
@pytest.mark.parametrize("cell", ["{}", "-{}", "1.{}", "{} kg", "3x8@{}", "{}:00", "{} min", "1+{}", "{}-{}9", "5x{}"])
def test_a_number_of_hundreds_of_digits_is_no_traceback(cell: str, digits: int) -> None:
    odd = cell.format("9" * digits, "9" * digits)
    rows = [f"2025-04-0{day},Squat,{load},{reps}" for day, load, reps in [(1, 100, 5), (2, odd, 5), (3, 100, odd)]]
    reading = read_block("\n".join(["Date,Exercise,Weight,Reps", *rows]), choices=Choices())
    assert len(reading.sets) + len(reading.problems) >= 3


def test_durations_that_are_all_repetitions_are_no_traceback() -> None:
    reading = read_block("""
        Date,Exercise,Weight,Reps,Duration
        2025-04-01,Squat,100,5,8 reps
        2025-04-02,Squat,100,5,9 reps
    """)
    assert (len(reading.sets), len(reading.problems)) == (0, 2)
