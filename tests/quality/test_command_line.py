"""`python -m analytics doubts`: the questions as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analytics.__main__ import main
from tests.metrics.rows import csv_of, sets
from tests.quality.conftest import day


@pytest.fixture
def filled(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not list(data_dir.iterdir())
    (tmp_path / "log.csv").write_bytes(
        csv_of([row for kg in (100, 12, 110) for row in sets(day(0), "back_squat", kg, 5)])
    )
    assert main(["import", str(tmp_path / "log.csv")]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("filled")
def test_doubts_say_what_where_and_what_it_may_have_been(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doubts"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-01-05 18:00  back_squat: 12 kg x 5; the sets before and after it are at 100 to 110 kg.",
        "    log.csv, line 3",
        "    perhaps 120 kg: times 10",
    ]


@pytest.mark.usefixtures("filled")
def test_doubts_as_json_name_their_sets_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doubts", "--json", "--athlete", "me"]) == 0
    (doubt,) = json.loads(capsys.readouterr().out)
    assert (doubt["kind"], doubt["facts"], len(doubt["sets"])) == ("load", ["quality.slip_ratio"], 1)
    assert doubt["where"] == [{"file": "log.csv", "lines": [3]}]


@pytest.mark.usefixtures("data_dir")
def test_an_empty_log_has_nothing_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doubts"]) == 0
    assert capsys.readouterr().out == "Nothing looks wrong.\n"
