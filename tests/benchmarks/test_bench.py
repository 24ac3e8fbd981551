"""The benchmarks measure what they say: the same logs each time, every page, bounds that are held or not."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from analytics import importers
from analytics.model import Choices
from benchmarks.bench_log import FORMS, SETS_A_WORKOUT, drawn, exports
from benchmarks.bench_pages import EVERYBODY, PAGES
from benchmarks.bench_table import Line, Section, taking_turns
from benchmarks.browser import PROJECT

NOW = datetime(2026, 11, 21, 12, 0)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_the_same_each_time_and_reads_as_the_sets_that_were_drawn(form: str, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (file,) = exports(tmp_path / name, sets=500, form=form)
        contents.append(file.path.read_bytes())
    reading = importers.read(file.path.name, contents[0], Choices(unit="kg"))
    assert contents[0] == contents[1]
    assert (reading.format, len(reading.sets) + len(reading.problems)) == (form, 500)
    assert reading.sets["started_at"].nunique() == 500 / SETS_A_WORKOUT


def test_an_athlete_has_the_same_log_in_every_roster_and_no_two_the_same() -> None:
    assert drawn(100, 1).equals(drawn(100, 1))
    assert not drawn(100, 1).equals(drawn(100, 2))


def test_a_roster_holds_as_many_sets_as_it_says(tmp_path: Path) -> None:
    files = list(exports(tmp_path, sets=400, athletes=4, form="both"))
    assert [file.sets for file in files] == [100] * 4
    assert [file.path.name.split("-")[0] for file in files] == ["strong", "hevy", "strong", "hevy"]


def test_every_page_of_the_app_is_measured() -> None:
    paths = set(re.findall(r'url_path="([^"]+)"', (PROJECT / "app.py").read_text(encoding="utf-8")))
    assert {*PAGES, EVERYBODY} == paths - {"start"}


def test_a_bound_holds_up_to_the_bare_engine_times_its_factor_or_beyond_it_by_milliseconds() -> None:
    assert Line("import", 20, 10, times=2).holds
    assert Line("import", 21, 10, times=2).holds is False
    assert Line("metric", 25, 10, beyond=15).holds
    assert Line("metric", 26, 10, beyond=15).holds is False
    assert Line("page", 26, 10).holds is None


def test_a_section_counts_its_bounds_and_shows_each_line() -> None:
    section = Section("Import", "the engine", [Line("a", 20, 10, times=2), Line("b", 30, 10, times=2), Line("c", 5)])
    assert section.kept == (1, 2)
    assert "| b |   30.0 ms | 10.0 ms | 3.00 x |   2 x |    NO |" in section.text()


def test_two_timings_take_turns() -> None:
    order: list[str] = []
    medians = taking_turns(lambda: order.append("own") or 0.2, lambda: order.append("bare") or 0.1, 2)
    assert order == ["own", "bare", "own", "bare"]
    assert medians == (200.0, 100.0)
