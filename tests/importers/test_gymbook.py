from __future__ import annotations

import contextlib
import os
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import HindsightError, UnreadableFile
from analytics.importers import read, recognised_by
from analytics.importers._upload import Upload
from analytics.model import Choices
from tests.importers._reading import assert_accounted, column, problem, read_block

ITALIAN = (
    "Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),"
    "Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato"
)
ENGLISH = (
    "Date,Workout,Time,Exercise,Region,Primary Muscles,Secondary Muscles,"
    "Set / Warm-up Set / Cool-down Set,Repetitions / Time,Weight / Distance,Notes,Skipped"
)
GERMAN = (
    "Datum,Programm,Uhrzeit,Übung,Bereich,Muskelgruppen (primär),Muskelgruppen (sekundär),"
    "Satz / Aufwärmsatz / Abkühlsatz,Wiederholungen / Zeit,Gewicht / Strecke,Notizen,Übersprungen"
)
SQUAT = '15/01/25,"Gambe",18:31,"Squat con Bilanciere",Gambe,"Quadricipite","Muscoli glutei"'
EXPORT = Path(os.environ.get("HINDSIGHT_EXPORTS", "")) / "gymbook" / "2025-italian.csv"


def test_amounts_carry_their_unit_in_words_and_their_decimal_comma() -> None:
    reading = read_block(f"""
        {ITALIAN}
        {SQUAT},Set,"8 ripetizioni","52,50 kg",lento,No
        15/01/25,"Gambe",18:40,"Plank",Addome,,,Set,"60 secondi","0,00 kg",,No
        15/01/25,"Gambe",18:45,"Corsa",Cardio,,,Set,"10 minuti","1,20 km",,No
    """)
    assert (reading.format, reading.unit.value, reading.date_order.value) == ("gymbook", "kg", "dmy")
    assert column(reading, "exercise") == ["Squat con Bilanciere", "Plank", "Corsa"]
    assert column(reading, "weight_kg") == [52.5, None, None]
    assert column(reading, "reps") == [8, None, None]
    assert column(reading, "duration_s") == [None, 60, 10 * 60]
    assert column(reading, "distance_m") == [None, None, 1.2 * 1000]
    assert column(reading, "note") == ["lento", None, None]


def test_the_header_says_which_word_is_a_warm_up() -> None:
    reading = read_block(f"""
        {ITALIAN}
        {SQUAT},Set di riscaldamento,"8 ripetizioni","20,00 kg",,No
        {SQUAT},Set,"8 ripetizioni","60,00 kg",,No
        {SQUAT},Set di defaticamento,"8 ripetizioni","20,00 kg",,No
    """)
    assert column(reading, "set_type") == ["warmup", "working", "other"]


def test_other_languages_are_read_by_the_same_places() -> None:
    english = read_block(f"""
        {ENGLISH}
        1/15/25,Legs,6:31 PM,Squat,Legs,Quads,Glutes,Warm-up Set,12 repetitions,45.00 lb,,No
        1/15/25,Legs,6:35 PM,Squat,Legs,Quads,Glutes,Set,5 repetitions,135.00 lb,,Yes
    """)
    assert (english.unit.value, english.date_order.value) == ("lb", "mdy")
    assert column(english, "started_at") == [datetime(2025, 1, 15, 18, 31)]
    assert column(english, "weight_kg") == [pytest.approx(45 * 0.45359237)]
    assert (column(english, "set_type"), english.skipped) == (["warmup"], {"not_performed": 1})
    german = read_block(
        f"""
        {GERMAN}
        15.01.25;Beine;18:31;Kniebeuge;Beine;;;Satz;5 Wiederholungen;102,5 kg;;Nein
        15.01.25;Beine;18:35;Kniebeuge;Beine;;;Satz;5 Wiederholungen;102,5 kg;;Ja
    """.replace(GERMAN, GERMAN.replace(",", ";"))
    )
    assert (column(german, "weight_kg"), column(german, "reps")) == ([102.5], [5])


@pytest.mark.parametrize("yes", ["Si", "Sì", "Yes", "Ja", "Oui", "Sí", "Sim"])
def test_skipped_sets_are_no_sets_in_any_language(yes: str) -> None:
    reading = read_block(f"""
        {ITALIAN}
        {SQUAT},Set,"8 ripetizioni","60,00 kg",,No
        {SQUAT},Set,"8 ripetizioni","60,00 kg",,{yes}
    """)
    assert (len(reading.sets), reading.skipped) == (1, {"not_performed": 1})


def test_a_day_and_a_programme_are_one_workout_that_starts_with_its_first_performed_set() -> None:
    reading = read_block(f"""
        {ITALIAN}
        16/01/25,"Gambe",18:20,"Squat",Gambe,,,Set,"8 ripetizioni","60,00 kg",,Si
        16/01/25,"Gambe",18:31,"Squat",Gambe,,,Set,"8 ripetizioni","60,00 kg",,No
        16/01/25,"Gambe",19:40,"Squat",Gambe,,,Set,"7 ripetizioni","60,00 kg",,No
        16/01/25,,19:50,"Corsa",Cardio,,,Set,"10 minuti","0,00 km",,No
        15/01/25,"Gambe",18:00,"Squat",Gambe,,,Set,"8 ripetizioni","60,00 kg",,No
    """)
    first, second = datetime(2025, 1, 16, 18, 31), datetime(2025, 1, 16, 19, 50)
    assert column(reading, "started_at") == [first, first, second, datetime(2025, 1, 15, 18)]
    assert column(reading, "workout") == ["Gambe", "Gambe", None, "Gambe"]


def test_sets_are_numbered_by_their_time_wherever_they_stand_in_the_file() -> None:
    reading = read_block(f"""
        {ITALIAN}
        16/01/25,"Gambe",18:40,"Squat",Gambe,,,Set,"6 ripetizioni","60,00 kg",,No
        15/01/25,"Gambe",18:00,"Squat",Gambe,,,Set,"9 ripetizioni","60,00 kg",,No
        16/01/25,"Gambe",18:31,"Squat",Gambe,,,Set,"8 ripetizioni","60,00 kg",,No
    """)
    assert column(reading, "reps") == [8, 6, 9]
    assert column(reading, "set_number") == [1, 2, 1]
    assert column(reading, "source_line") == [4, 2, 3]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'{SQUAT},Set,"8 colpi","60,00 kg",,No', "neither repetitions nor a time in a language that Hindsight knows"),
        (f'{SQUAT},Set,"8 reps","60,00 pud",,No', "neither a weight nor a distance in a unit that Hindsight knows"),
        (f'{SQUAT},Set,"8 ripetizioni","60,00 kg",,Forse', "neither yes nor no in a language that Hindsight knows"),
        (f'{SQUAT.replace("18:31", "tardi")},Set,"8 ripetizioni","60,00 kg",,No', "not a time of day"),
        (f'{SQUAT.replace("15/01/25", "ieri")},Set,"8 ripetizioni","60,00 kg",,No', "not a date"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_understood_is_refused_with_the_reason(line: str, expected: str) -> None:
    reading = read_block(f"""
        {ITALIAN}
        {SQUAT},Set,"8 ripetizioni","60,00 kg",,No
        {line}
        {SQUAT},Set,"8 ripetizioni","60,00 kg",,No
    """)
    where, _, _, reason = problem(reading)
    assert (where, reason) == (3, expected)


def test_a_file_that_lost_its_quotes_is_refused_for_its_columns_and_not_for_its_app() -> None:
    with pytest.raises(UnreadableFile, match="not one row has as many"):
        read_block(f"""
            {ITALIAN}
            15/01/25,Gambe,18:31,Squat,Gambe,Quadricipite,Muscoli glutei,Set,8 ripetizioni,52,50 kg,,No
        """)


def test_another_table_of_twelve_columns_is_not_taken_for_gymbook() -> None:
    header = ",".join(f"a{n} / b / c" for n in range(12))
    content = f"{header}\n{','.join('1' * 12)}\n".encode()
    assert "gymbook" not in recognised_by(Upload("log.csv", content))


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_irrelevant(random: Random) -> None:
    rows = [f'1{d}/01/25,P,18:{m},Squat,,,,Set,{m} reps,"{m},5 kg",,No' for d in range(3, 6) for m in range(10, 40, 7)]
    shuffled = random.sample(rows, len(rows))
    by_time = [read_block("\n".join([ITALIAN, *some])).sets for some in (rows, shuffled)]
    plain, mixed = (
        sets.drop(columns="source_line").sort_values(["started_at", "set_number"], ignore_index=True)
        for sets in by_time
    )
    assert plain.equals(mixed)


CELLS = st.sampled_from(
    ["", "15/01/25", "40/40/40", "18:31", "x", "8 reps", "1:30 min", "8", "- kg", "60,5 kg", "1.000,5 km", "No",
     "Si", '"']
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=11, max_size=13), max_size=6))
def test_any_cells_are_read_or_kindly_refused(rows: list[list[str]]) -> None:
    lines = [ITALIAN, f'{SQUAT},Set,"8 reps","60 kg",,No', *(",".join(cells) for cells in rows)]
    with contextlib.suppress(HindsightError):
        assert_accounted(read("log.csv", "\n".join(lines).encode(), Choices()))


@pytest.mark.skipif(not EXPORT.is_file(), reason="HINDSIGHT_EXPORTS does not name a folder of real exports")
def test_every_row_of_the_real_export_is_explained() -> None:
    reading = read(EXPORT.name, EXPORT.read_bytes(), Choices())
    assert_accounted(reading)
    assert (reading.rows, len(reading.sets), reading.problems) == (5_632, 4_988, ())
    assert reading.skipped == {"not_performed": 644}
    assert reading.sets["set_type"].value_counts().to_dict() == {"working": 4_879, "warmup": 109}
    assert reading.sets.groupby(["started_at", "workout"], dropna=False).ngroups == 160
