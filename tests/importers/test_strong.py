from __future__ import annotations

from datetime import datetime

import pytest

from analytics.errors import UnreadableFile
from analytics.model import Choices
from tests.importers._reading import column, problem, read_block

POUND = 0.45359237

IOS = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
ANDROID = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;"
    "Notes;Workout Notes"
)
ANDROID_2021 = ANDROID.replace(";", ",") + ",Workout Duration"
ANDROID_QUOTED = (
    '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";'
    '"Distance (meters)";"Seconds";"Notes";"Workout Notes"'
)
FRENCH = (
    "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série,Poids,Réps,Distance,Secondes,Notes,"
    "Notes d'entraînement,RPE"
)
GERMAN = (
    "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,"
    "Workout-Notizen,RPE"
)


def test_ios_2015_states_the_unit_in_the_header_and_counts_sets_from_zero() -> None:
    reading = read_block("""
        Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds,Notes
        2015-03-13 20:15:08,"Leg day","Squat",0,225.0,5,0.0,0,"deep"
        2015-03-13 20:15:08,"Leg day","Squat",1,225.0,5,0.0,0,""
        2015-03-13 20:15:08,"Leg day","Running",0,0.0,0,1.0,600,""
    """)
    assert reading.unit.value == "lb"
    assert column(reading, "weight_kg") == [pytest.approx(225 * POUND), pytest.approx(225 * POUND), None]
    assert column(reading, "set_number") == [1, 2, 1]
    assert column(reading, "reps") == [5, 5, None]
    assert column(reading, "distance_m") == [None, None, 1609.344]
    assert column(reading, "note") == ["deep", None, None]
    assert column(reading, "started_at")[0] == datetime(2015, 3, 13, 20, 15, 8)


@pytest.mark.parametrize(
    "block",
    [
        """
        Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes
        2018-01-05 18:00:00,"Legs","Squat (Barbell)",1,100,5,0,0,"",""
        """,
        """
        Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
        2018-01-05 18:00:00,"Legs","Squat (Barbell)",1,100,5,0,0,"","",
        """,
        f"""
        {IOS}
        2018-01-05 18:00:00,"Legs",1h 5m,"Squat (Barbell)",1,100.0,5,0,0,"","",
        """,
        """
        Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
        2018-01-05 18:00:00,"Legs",51m,"Squat (Barbell)",1,100.0,5.0,0,0.0,
        """,
        f"""
        {ANDROID}
        2018-01-05 18:00:00;"Legs";"Squat (Barbell)";1;100;kg;5;;;;0;"";""
        """,
        f"""
        {ANDROID_QUOTED}
        "1";"2018-01-05 18:00:00";"Legs";"3459";"Squat (Barbell)";"1";"100,0";"5";"";"";"";"";""
        """,
        f"""
        {FRENCH}
        2018-01-05 18:00:00,"Legs",35min,"Squat (Barbell)",1,100.0,5,0,0,"","",
        """,
        f"""
        {GERMAN}
        2018-01-05 18:00:00,"Legs",31min,"Squat (Barbell)",1,100,5.0,0,0.0,"","",
        """,
        """
        Fecha,Nombre,Duración,Ejercicio,Orden,Peso,Repeticiones,Distancia,Segundos,Notas,Notas del entrenamiento,RPE
        2018-01-05 18:00:00,"Legs",31min,"Squat (Barbell)",1,100,5.0,0,0.0,"","",
        """,
        """
        日付,名前,時間,種目,セット,重量,回数,距離,秒,RPE
        2018-01-05 18:00:00,"Legs",31min,"Squat (Barbell)",1,100,5.0,0,0.0,
        """,
        f"""
        {ANDROID_2021}
        2018/1/5 18:00,Legs,Squat (Barbell),1,100,kg,5,,,,0,,,31m
        """,
        """
        2018-01-05 18:00:00;"Legs";"Squat (Barbell)";1;100;kg;5;;;;0;"";""
        """,
        """
        2018-01-05 18:00:00;"Legs";"Squat (Barbell)";1;100;kg;5;;;;0;"";"";"31m"
        """,
    ],
    ids=["2017", "2019", "2020", "2024", "android", "android-2021", "fr", "de", "es", "ja", "excel", "bare", "bare-14"],
)
def test_every_generation_and_language_gives_the_same_set(block: str) -> None:
    reading = read_block(block)
    assert reading.format == "strong"
    fields = (
        "started_at",
        "workout",
        "exercise",
        "block",
        "set_number",
        "set_type",
        "weight_kg",
        "reps",
        "note",
        "source",
    )
    (performed,) = reading.sets[list(fields)].to_dict("records")
    assert [performed[field] for field in fields[:-2]] == [
        datetime(2018, 1, 5, 18), "Legs", "Squat (Barbell)", 1, 1, "working", 100.0, 5.0,
    ]  # fmt: skip
    assert performed["source"] == "strong"


def test_markers_tell_warm_up_drop_and_failure_and_rest_timers_are_no_sets() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),W,60.0,5.0,0,0.0,,,
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),1,100.0,5.0,0,0.0,,,8
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),Rest Timer,0,0.0,0,120.0,,,
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),F,100.0,4.0,0,0.0,,,10
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),Ruhezeit,0,0.0,0,120.0,,,
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),D,70.0,9.0,0,0.0,,,
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),Descanso,0,0.0,0,90.0,,,
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),4,90.0,6.0,0,0.0,,,
    """)
    assert column(reading, "set_type") == ["warmup", "working", "failure", "drop", "working"]
    assert column(reading, "set_number") == [1, 2, 3, 4, 5]
    assert column(reading, "rir") == [None, 2, 0, None, None]
    assert reading.skipped == {"rest_timer": 3}


def test_a_note_row_and_an_unfilled_row_are_no_sets() -> None:
    reading = read_block(f"""
        {ANDROID_QUOTED}
        "1";"2022-08-30 17:04:33";"Core";"58";"Crunch";"Note";"";"";"";"";"";"slowly";""
        "1";"2022-08-30 17:04:33";"Core";"58";"Crunch";"1";"";"12";"";"";"";"";""
        "1";"2022-08-30 17:04:33";"Core";"58";"Crunch";"2";"";"";"";"";"";"";""
    """)
    assert reading.skipped == {"note": 1, "empty": 1}
    assert column(reading, "reps") == [12]


def test_a_plank_looks_like_a_rest_but_has_a_number() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Core,1h,Plank,1,0,0.0,0,60.0,,,
    """)
    assert (column(reading, "duration_s"), column(reading, "reps"), column(reading, "weight_kg")) == (
        [60],
        [None],
        [None],
    )


def test_a_failed_attempt_is_a_set_of_no_reps() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Max,1h,Deadlift (Barbell),1,140.0,1.0,0,0.0,,,
        2024-05-01 10:00:00,Max,1h,Deadlift (Barbell),F,150.0,0.0,0,0.0,,,
        2024-05-01 10:00:00,Max,1h,Deadlift (Barbell),3,150.0,0.0,0,0.0,,,
    """)
    assert column(reading, "reps") == [1, 0, 0]
    assert column(reading, "set_type") == ["working", "failure", "working"]


def test_an_exercise_done_again_later_in_the_workout_is_a_second_block() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Legs,1h,Leg Curl,1,40,10,0,0,,,
        2024-05-01 10:00:00,Legs,1h,Leg Curl,2,40,10,0,0,,,
        2024-05-01 10:00:00,Legs,1h,Leg Press,1,140,10,0,0,,,
        2024-05-01 10:00:00,Legs,1h,Leg Curl,1,35,12,0,0,,,
        2024-05-01 10:00:00,Legs,1h,Leg Curl,1,30,15,0,0,,,
    """)
    assert column(reading, "block") == [1, 1, 1, 2, 3]
    assert column(reading, "set_number") == [1, 2, 1, 1, 1]


def test_two_workouts_that_start_together_under_two_names_are_two() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Legs,1h,Leg Curl,1,40,10,0,0,,,
        2024-05-01 10:00:00,Core,1h,Leg Curl,1,40,10,0,0,,,
    """)
    assert column(reading, "block") == [1, 1]


def test_assistance_is_told_from_load() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Pull,1h,Pull Up (Assisted),1,20.0,8,0,0,,,
        2024-05-01 10:00:00,Pull,1h,Pull Up,1,20.0,8,0,0,,,
    """)
    assert column(reading, "load_kind") == ["assisted", None]
    assert column(reading, "weight_kg") == [20, 20]


def test_android_rows_may_mix_units() -> None:
    reading = read_block(f"""
        {ANDROID}
        2021-01-05 18:00:00;"Legs";"Squat (Barbell)";1;100;kg;5;;;;0;"";""
        2021-01-05 18:00:00;"Legs";"Leg Press";1;100;lbs;5;;;;0;"";""
        2021-01-05 18:00:00;"Legs";"Running";1;;;;;2;mi.;600;"";""
        2021-01-05 18:00:00;"Legs";"Row";1;5;stone;5;;;;0;"";""
    """)
    assert reading.unit.value == "mixed"
    assert column(reading, "weight_kg") == [100, pytest.approx(100 * POUND), None]
    assert column(reading, "distance_m") == [None, None, pytest.approx(2 * 1609.344)]
    assert problem(reading) == (5, "Weight Unit", "stone", "not a unit of weight")


def test_the_unit_of_a_file_without_one_can_be_chosen() -> None:
    block = f"""
        {IOS}
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),1,100,5,0,0,,,
        2024-05-01 10:00:00,Run,1h,Running,1,0,0,2,600,,,
    """
    pounds = read_block(block, choices=Choices(unit="lb"))
    assert column(pounds, "weight_kg") == [pytest.approx(100 * POUND), None]
    assert column(pounds, "distance_m") == [None, pytest.approx(2 * 1609.344)]
    assert column(read_block(block), "distance_m") == [None, 2000]


def test_excel_dates_month_first_are_decided_over_the_whole_file() -> None:
    reading = read_block("""
        Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes
        12/4/2023 15:54,Legs,Squat (Barbell),1,100,5,0,0,,
        12/18/2023 9:05,Legs,Squat (Barbell),1,100,5,0,0,,
    """)
    assert reading.date_order.value == "mdy"
    assert column(reading, "started_at") == [datetime(2023, 12, 4, 15, 54), datetime(2023, 12, 18, 9, 5)]


def test_a_multi_line_note_keeps_the_lines_of_the_file_right() -> None:
    reading = read_block("""
        2021-01-05 18:00:00;"Legs";"Squat (Barbell)";1;100;kg;5;;;;0;"felt heavy
        but moved";""
        2021-01-05 18:00:00;"Legs";"Squat (Barbell)";2;100;kg;many;;;;0;"";""
        2021-01-05 18:00:00;"Legs";"Squat (Barbell)";3;100;kg;5;;;;0;"";""
    """)
    assert column(reading, "note") == ["felt heavy\nbut moved", None]
    assert column(reading, "source_line") == [1, 4]
    assert problem(reading) == (3, "column 7", "many", "not a number")


def test_noise_of_binary_fractions_is_rounded_away() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00,Legs,1h,Squat (Barbell),1,37.49999999999999,5,0,0,,,
    """)
    assert column(reading, "weight_kg") == [37.5]


def test_a_strong_file_without_reps_says_what_is_missing() -> None:
    with pytest.raises(UnreadableFile, match="looks like a Strong export, but has no column for the reps"):
        read_block("""
            Date,Exercise Name,Set Order,Weight
            2024-05-01 10:00:00,Squat (Barbell),1,100
        """)


def test_names_stay_as_they_were_written() -> None:
    reading = read_block(f"""
        {IOS}
        2024-05-01 10:00:00," Legs 💪",1h,"Rope Never Ending ",1,10,5,0,0,,,
    """)
    assert (column(reading, "exercise"), column(reading, "workout")) == (["Rope Never Ending "], [" Legs 💪"])
