"""The command line of the contract: commands, exit codes, JSON keys and columns."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.model import EXPORT_COLUMNS
from tests.conftest import Run, damage

HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",'
    '"weight_kg","reps","distance_km","duration_seconds","rpe"\n'
    '"Legs","2 Nov 2026, 18:00","2 Nov 2026, 19:00","","Squat (Barbell)",,"",0,"normal",100,5,,,8\n'
    '"Legs","2 Nov 2026, 18:00","2 Nov 2026, 19:00","","Squat (Barbell)",,"",1,"normal",100,5,,,9\n'
    '"Legs","2 Nov 2026, 18:00","2 Nov 2026, 19:00","","My own thing",,"",0,"normal",20,10,,,\n'
    '"Legs","2 Nov 2026, 18:00","2 Nov 2026, 19:00","","Seated Leg Curl (Machine)",,"",0,"normal",40,925000,,,\n'
)


@pytest.fixture
def hevy(tmp_path: Path) -> Path:
    file = tmp_path / "workout_data.csv"
    file.write_text(HEVY, encoding="utf-8")
    return file


def test_import_reports_every_row_in_the_keys_of_the_contract(run: Run, hevy: Path) -> None:
    (report,) = json.loads(run("import", hevy, "--json"))
    assert set(report) >= {
        "file", "format", "import_id", "unit", "date_order", "rows", "sets", "skipped", "from", "to", "workouts",
        "exercises", "unrecognised", "problems",
    }  # fmt: skip
    assert report["sets"] == {"added": 3, "unchanged": 0, "updated": 0, "skipped": 0, "rejected": 1}
    assert report["rows"] == 4
    (problem,) = report["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (5, "reps", "925000")
    assert report["unrecognised"][0]["name"] == "My own thing"
    assert set(report["unit"]) == {"value", "how"}
    assert report["from"].startswith("2026-11-02")


def test_a_refused_file_does_not_stop_the_others_and_exits_with_1(run: Run, hevy: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    said = run("import", tmp_path / "photo.csv", hevy, expect=1)
    assert "photo.csv" in said
    assert "Traceback" not in said
    assert len(list(csv.reader(io.StringIO(run("export"))))) == 1 + 3


def test_wrong_usage_exits_with_2(run: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        run("import")
    assert ended.value.code == 2


def test_the_database_may_be_named_before_or_after_the_command(
    tmp_path: Path, hevy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "elsewhere.duckdb")
    assert main(["--database", database, "import", str(hevy)]) == 0
    assert main(["export", "--database", database]) == 0
    assert "Squat (Barbell)" in capsys.readouterr().out


def test_undo_takes_the_import_back_and_an_unknown_id_is_refused(run: Run, hevy: Path) -> None:
    (report,) = json.loads(run("import", hevy, "--json"))
    run("undo", report["import_id"])
    assert run("export").count("\n") == 1
    assert "no import 99" in run("undo", 99, expect=1)
    history = json.loads(run("imports", "--json"))
    assert history[0]["undone_at"]


def test_export_has_the_contracts_columns_and_comes_back_the_same(run: Run, hevy: Path, tmp_path: Path) -> None:
    run("import", hevy)
    exported = tmp_path / "export.csv"
    run("export", "--output", exported)
    with exported.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(EXPORT_COLUMNS)
    other = str(tmp_path / "other.duckdb")
    assert main(["import", str(exported), "--database", other]) == 0
    again = tmp_path / "again.csv"
    assert main(["export", "--output", str(again), "--database", other]) == 0
    assert again.read_bytes() == exported.read_bytes()


def test_export_writes_parquet_too(run: Run, hevy: Path, tmp_path: Path) -> None:
    run("import", hevy)
    run("export", "--format", "parquet", "--output", tmp_path / "log.parquet")
    assert (tmp_path / "log.parquet").read_bytes()[:4] == b"PAR1"


@pytest.mark.parametrize(
    ("metric", "columns"),
    [
        ("weekly_hard_sets", "week,muscle,hard_sets,direct_sets,sessions,effort_known_share,close_share"),
        (
            "quad_posterior_ratio",
            "week,knee_dominant_sets,hip_dominant_sets,kd_hd_ratio,quad_sets,hamstring_sets,glute_sets,q_h_ratio,level",
        ),
        ("hinge_curl_balance", "week,hip_sets,knee_sets,curl_share,long_length_share,level"),
        ("session_strength", "started_at,exercise_id,e1rm_kg,weight_kg,reps,rir,low_kg,high_kg,kind"),
        ("strength_trend", "exercise_id,class,pct_per_week,low_pct,high_pct,sessions,span_days,level_kg,as_of"),
    ],
)
def test_metrics_begin_with_the_contracts_columns(run: Run, hevy: Path, metric: str, columns: str) -> None:
    run("import", hevy)
    table = run("metric", metric)
    assert table.splitlines()[0].startswith(columns)
    assert json.loads(run("metric", metric, "--format", "json"))


def test_a_week_is_named_by_its_monday(run: Run, hevy: Path) -> None:
    run("import", hevy)
    assert run("metric", "weekly_hard_sets").splitlines()[1].startswith("2026-11-02,")


def test_an_unknown_metric_is_refused_with_the_known_ones(run: Run, hevy: Path) -> None:
    run("import", hevy)
    assert "weekly_hard_sets" in run("metric", "biceps_glory", expect=1)
    assert "session_strength" in run("metrics")


def test_several_athletes_need_a_name(run: Run, hevy: Path) -> None:
    run("import", hevy, "--athlete", "Ana")
    run("import", hevy, "--athlete", "Ben")
    assert "2 athletes" in run("metric", "weekly_hard_sets", expect=1)
    assert run("metric", "weekly_hard_sets", "--athlete", "Ana")


def test_findings_come_as_text_and_as_json(run: Run, hevy: Path) -> None:
    run("import", hevy)
    assert run("findings", "--date", "2026-11-10")
    for finding in json.loads(run("findings", "--date", "2026-11-10", "--json")):
        assert {"rule", "severity", "headline", "text", "step", "evidence", "facts", "confidence"} <= set(finding)


def test_the_report_is_one_self_contained_page_without_anything_from_the_file_as_markup(
    run: Run, tmp_path: Path, hevy: Path
) -> None:
    hevy.write_text(HEVY.replace("My own thing", "<script>alert(1)</script>"), encoding="utf-8")
    run("import", hevy, "--athlete", "<b>Ana</b>")
    run("report", "--date", "2026-11-10", "--output", tmp_path / "week.html", "--athlete", "<b>Ana</b>")
    page = (tmp_path / "week.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>Ana" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_an_unknown_name_is_listed_taught_and_counted(run: Run, hevy: Path) -> None:
    run("import", hevy)
    assert [name["name"] for name in json.loads(run("exercises", "--unrecognised", "--json"))] == ["My own thing"]
    assert "no exercise leg_crush" in run("exercises", "map", "My own thing", "leg_crush", expect=1)
    run("exercises", "map", "My own thing", "seated_leg_curl")
    assert json.loads(run("exercises", "--unrecognised", "--json")) == []
    assert "seated_leg_curl" in run("export")
    assert "back_squat" in run("exercises")


def test_backup_and_restore_carry_the_whole_log(run: Run, hevy: Path, tmp_path: Path) -> None:
    run("import", hevy)
    before = run("export")
    run("backup", tmp_path / "log.zip")
    run("undo", 1)
    run("restore", tmp_path / "log.zip")
    assert run("export") == before


def test_a_backup_says_which_raw_file_is_damaged(
    run: Run, hevy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", hevy)
    (raw,) = (tmp_path / "log.duckdb.files" / "uploads").iterdir()
    raw.write_bytes(b"turned")
    assert main(["backup", str(tmp_path / "log.zip"), "--database", str(tmp_path / "log.duckdb")]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Backed up to")
    assert "The kept original of workout_data.csv, imported on" in printed.err
    run("import", hevy)
    assert raw.read_bytes() == hevy.read_bytes()


def test_a_missing_file_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.csv"
    assert run("import", missing, expect=1) == f"There is no file {missing}. Check the path.\n"


def test_the_same_file_twice_adds_nothing(run: Run, hevy: Path) -> None:
    run("import", hevy)
    (again,) = json.loads(run("import", hevy, "--json"))
    assert again["sets"] == {"added": 0, "unchanged": 3, "updated": 0, "skipped": 0, "rejected": 1}


def test_an_own_exercise_is_added_and_taken_back(run: Run, hevy: Path) -> None:
    run("import", hevy)
    said = run(
        "exercises", "add", "My machine", "--pattern", "bridge", "--muscle", "glute_max=1",
        "--muscle", "hamstrings=0.5", "--equipment", "machine", "--means", "My own thing",
    )  # fmt: skip
    assert said == "My machine is now own_my_machine.\n"
    assert json.loads(run("exercises", "--unrecognised", "--json")) == []
    assert "New exercise My machine; “My own thing” is My machine" in run("exercises", "decisions")
    run("exercises", "undo", 1)
    assert [name["name"] for name in json.loads(run("exercises", "--unrecognised", "--json"))] == ["My own thing"]


def test_muscles_are_changed_and_changed_back(run: Run) -> None:
    assert run("exercises", "muscles", "leg_press", "glute_max=1") == "Leg press counts for Glutes (max) 1.\n"
    assert run("exercises", "muscles", "leg_press") == "Leg press has its shipped muscles again.\n"
    assert "must be 1 or 0.5, not 3" in run("exercises", "muscles", "leg_press", "quads=3", expect=1)


def test_a_taught_name_is_forgotten(run: Run, hevy: Path) -> None:
    run("import", hevy)
    run("exercises", "map", "My own thing", "leg_press")
    run("exercises", "forget", "My own thing")
    assert "My own thing" in run("exercises", "--unrecognised")
    assert "was not taught" in run("exercises", "forget", "My own thing", expect=1)


def test_a_preview_reports_the_same_and_stores_nothing(run: Run, hevy: Path) -> None:
    (would,) = json.loads(run("import", hevy, "--preview", "--json"))
    assert json.loads(run("imports", "--json")) == []
    (did,) = json.loads(run("import", hevy, "--json"))
    assert {**would, "import_id": None} == {**did, "import_id": None}


def test_every_file_of_an_archive_has_a_report_of_its_own(run: Run, hevy: Path, tmp_path: Path) -> None:
    packed = tmp_path / "logs.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(hevy, "phone/workout_data.csv")
        archive.writestr("notes.txt", "milk, bread")
    refused = run("import", packed, expect=1)
    assert refused.startswith("logs.zip/notes.txt")
    assert len(json.loads(run("imports", "--json"))) == 1


def test_a_question_names_the_option_that_answers_it(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("date,exercise,work\n2025-04-01,Squat,5x5x6\n2025-04-03,Leg Curl,3x8x8\n")
    assert "--packed" in run("import", table, expect=1)
    (report,) = json.loads(run("import", table, "--packed", "sets_reps_load", "--json"))
    assert report["sets"]["added"] == 5 + 3
    assert report["unit"]["how"].startswith("unsure, please choose")
    assert report["questions"][0]["about"] == "unit"


def test_loads_from_a_day_on_can_be_in_the_other_unit(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("date,exercise,weight,reps\n2025-04-01,Squat,225,5\n2025-05-03,Squat,100,5\n")
    run("import", table, "--unit-switch", "2025-05-01=kg")
    loads = [float(row["weight_kg"]) for row in csv.DictReader(io.StringIO(run("export")))]
    assert loads == [pytest.approx(225 * 0.45359237), 100]


def test_columns_can_be_named(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("a,b,c,d\n2025-04-01,Squat,5,100\n2025-05-03,Squat,6,100\n")
    columns = ("date=a", "exercise=b", "reps=c", "weight=d")
    run("import", table, "--unit", "kg", *(part for column in columns for part in ("--column", column)))
    assert [row["reps"] for row in csv.DictReader(io.StringIO(run("export")))] == ["5", "6"]


def test_a_file_larger_than_any_log_is_refused_without_being_read(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    assert run("import", huge, expect=1).startswith(f"{huge} has more than 160 MB, which is the limit.")


def test_the_template_can_be_imported_as_it_is(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "template.csv"
    run("template", "--output", template)
    (report,) = json.loads(run("import", template, "--json"))
    assert report["sets"]["added"] == report["rows"] == 2


def test_a_damaged_log_is_told_and_a_backup_takes_its_place(run: Run, hevy: Path, tmp_path: Path) -> None:
    database = tmp_path / "log.duckdb"
    run("import", hevy, "--database", database)
    run("backup", tmp_path / "log.zip", "--database", database)
    whole = run("export", "--database", database)
    database.write_bytes(b"\0" * 8192)
    assert "The log log.duckdb cannot be read" in run("findings", "--database", database, expect=1)
    run("restore", tmp_path / "log.zip", "--database", database)
    assert run("export", "--database", database) == whole
    (damaged,) = (tmp_path / "log.duckdb.files" / "backups").glob("damaged-*.duckdb")
    assert damaged.read_bytes() == b"\0" * 8192


def test_a_damage_that_only_restoring_meets_gives_way_to_the_backup(run: Run, hevy: Path, tmp_path: Path) -> None:
    run("import", hevy)
    run("backup", tmp_path / "log.zip")
    whole = run("export")
    damage(tmp_path / "log.duckdb", "readings")
    damaged = (tmp_path / "log.duckdb").read_bytes()
    assert run("export") == whole  # which reads none of it
    assert "on the page Backups, or with `restore`" in run("backup", tmp_path / "again.zip", expect=1)
    said = run("restore", tmp_path / "log.zip")
    assert "The log that was there is damaged; its file is kept in the folder of backups." in said
    assert run("export") == whole
    (kept,) = (tmp_path / "log.duckdb.files" / "backups").iterdir()
    assert (kept.name.startswith("damaged-"), kept.read_bytes()) == (True, damaged)
    run("backup", tmp_path / "again.zip")
