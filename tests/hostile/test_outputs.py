"""What leaves Hindsight from a log made of hostile texts: the report, the plan's files, CSV, the terminal."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import UTC
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pandas as pd
import pytest
from icalendar import Calendar

from analytics.__main__ import main
from analytics.plans.model import Plan
from analytics.texts import seen
from analytics.training_log import TrainingLog
from benchmarks.hostile.texts import ALL_AT_ONCE, ATHLETE, NOW, TODAY
from ui.words import spreadsheet_csv

OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b")
COMMANDS: Final = (
    *(("findings", "--athlete", ATHLETE), ("doubts", "--athlete", ATHLETE), ("sufficiency", "--athlete", ATHLETE)),
    *(("plan", "--athlete", ATHLETE, "--format", each) for each in ("markdown", "csv", "ics")),
    *(("imports",), ("imports", "--json"), ("exercises", "--unrecognised"), ("exercises", "decisions")),
    *(("exercises", "map", "\x1b[31mred", "nothing\x1b[2J"), ("metric", "session_strength", "--athlete", ATHLETE)),
)


pytestmark = pytest.mark.xdist_group("hostile")


@pytest.fixture(scope="module")
def folder(hostile_log: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a log made of hostile texts, for commands that may change it."""
    return shutil.copytree(hostile_log, tmp_path_factory.mktemp("hostile-outputs"), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def log(folder: Path) -> Iterator[TrainingLog]:
    """That log, open."""
    with TrainingLog.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def plan(log: TrainingLog) -> Plan:
    """Its plan, whose sessions and exercises have hostile names."""
    made = log.plan(on=TODAY, athlete=ATHLETE)
    assert {session.title for session in made.sessions} >= {ALL_AT_ONCE}
    return made


class Tags(HTMLParser):
    """The elements of a page, their attributes and its text."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.add(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        self.text += data


def test_the_report_holds_no_element_and_no_address_of_a_text(log: TrainingLog) -> None:
    page = Tags()
    page.feed(log.report(on=TODAY, athlete=ATHLETE))
    assert ALL_AT_ONCE in page.text
    assert page.elements & {"script", "img", "iframe", "a", "b", "form", "object", "link", "base"} == set()
    assert [name for name in page.attributes if name.startswith("on") or name in ("src", "href", "srcdoc")] == []
    assert not OBEYED.search(page.text.replace("\r", ""))


def test_a_calendar_has_one_event_a_session_and_each_title_as_it_is(log: TrainingLog, plan: Plan) -> None:
    content = log.plan_file(plan, "ics", now=NOW.replace(tzinfo=UTC))
    lines = content.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(plan.sessions)
    assert not OBEYED.search(content.decode().replace("\r\n", "\n"))
    assert max(map(len, lines)) <= 75  # RFC 5545: octets of a line
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [" ".join(str(event["summary"]).split()) for event in events] == [
        " ".join(seen(session.title).split()) for session in plan.sessions
    ]
    assert "owned" not in {str(event["summary"]) for event in events}


def test_no_cell_of_a_plan_or_a_table_runs_in_a_spreadsheet(log: TrainingLog, plan: Plan) -> None:
    tables = [log.plan_file(plan, "csv", now=NOW.replace(tzinfo=UTC)), log.export()]
    tables += [spreadsheet_csv(table) for table in (log.sets(ATHLETE), log.imports(), log.problems(2), log.mappings())]
    for content in tables:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
        texts = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
        assert [cell for cell in texts if cell.lstrip(" ").startswith(RUNS)] == []


def test_the_whole_log_is_the_same_after_export_and_import(log: TrainingLog, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as other:
        report = other.import_file("export.csv", log.export(), now=NOW)
        assert report.problems == ()
        assert [name.split() for name in other.athletes()] == [name.split() for name in log.athletes()]
        columns = ["athlete", "started_at", "workout", "exercise", "note", "reps"]
        mine, theirs = (pd.read_parquet(io.BytesIO(each.export("parquet")))[columns] for each in (log, other))
        assert told(mine) == told(theirs)


def told(sets: pd.DataFrame) -> list[tuple[str, ...]]:
    """The sets of a log in an order of their own; the export writes each end of a line as one."""
    rows = sets.fillna("").astype("str").itertuples(index=False)
    return sorted(tuple(" ".join(cell.split()) for cell in row) for row in rows)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:40])
def test_no_command_prints_what_a_terminal_obeys(
    folder: Path, command: tuple[str, ...], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(folder))
    code = main(command)
    printed = capfd.readouterr()
    told = printed.out.replace("\r\n", "\n") + printed.err  # a calendar's lines end so
    assert code in (0, 1)
    assert told
    assert "Traceback" not in told
    assert OBEYED.findall(told) == []


def test_bytes_of_the_shell_that_are_no_text_are_no_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "caf\udce9\x1b[2J.csv"
    file.write_bytes(b"started_at,exercise,reps\n2026-11-18,Squat\x1b[31m,5\n" + b"2026-11-17,Squat,5\n" * 200)
    said = main(["import", str(file), "--athlete", "A\udcff\x1b", "--database", str(tmp_path / "log.duckdb")])
    assert said == 0
    assert not OBEYED.search(capsys.readouterr().out)
    with TrainingLog.open(tmp_path, database=tmp_path / "log.duckdb") as log:
        assert log.athletes() == ["A\ufffd"]
        assert set(log.sets("A\ufffd")["exercise"]) == {"Squat", "Squat[31m"}
        assert list(log.imports()["file"]) == ["caf\ufffd[2J.csv"]
