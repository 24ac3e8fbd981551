"""Whatever stands in a text of the log: the export gives it back, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.importers import read
from analytics.model import EXPORT_COLUMNS, Choices
from analytics.store import _csv
from analytics.texts import clean, for_terminal, inert, seen
from analytics.training_log import TrainingLog
from benchmarks.hostile.texts import OUR_WORDS, SURROGATE, TEXTS
from tests.importers._reading import column

NOW: Final = datetime(2026, 11, 20, 12)
ALL: Final = (*TEXTS.values(), *OUR_WORDS)
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BEGINNINGS: Final = st.sampled_from(["", "'", "''", " ", "=", "+", "-", "@", "\t", "'=", "' =", "\uff1d", '"'])
ANY_TEXT: Final = st.builds(str.__add__, BEGINNINGS, st.text(st.characters(codec="utf-8")))


def rows(texts: Sequence[str]) -> pd.DataFrame:
    """A set a text, with it as exercise (which has a letter) and as note."""
    moments = [NOW - timedelta(days=day) for day in range(len(texts))]
    return pd.DataFrame(
        {"started_at": moments, "exercise": [f"{text}x" for text in texts], "note": texts, "weight_kg": 60.0, "reps": 5}
    )


def written(text: str) -> str:
    """A text as the export writes it: a lone carriage return would end a line in the middle of a cell."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def assert_comes_back(content: bytes, texts: Sequence[str]) -> None:
    """An export of `rows(texts)` reads back to them, and no cell of it runs in a spreadsheet."""
    reading = read("export.csv", content, Choices())
    assert reading.problems == ()
    assert column(reading, "exercise") == [written(f"{text}x") for text in texts]
    assert [note or "" for note in column(reading, "note")] == [written(text) for text in texts]
    lines = csv.DictReader(io.StringIO(content.decode(), newline=""))
    assert [cell for line in lines for cell in line.values() if cell.lstrip(" \ufeff").startswith(RUNS)] == []


def test_hostile_texts_come_back_from_the_export_and_run_nowhere(tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.add_sets(rows(ALL), now=NOW)
        assert_comes_back(log.export(), [clean(text) for text in ALL][::-1])  # the oldest first


@given(st.lists(ANY_TEXT, min_size=1, max_size=8))
def test_any_text_comes_back_from_the_export_and_runs_nowhere(texts: list[str]) -> None:
    kept = [clean(text) for text in texts]
    sets = rows(kept).reindex(columns=list(EXPORT_COLUMNS))
    sets[["set_type", "load_kind", "source"]] = "working", "external", "hindsight"
    assert_comes_back(_csv(sets), kept)


@given(st.text())
def test_what_is_kept_shown_and_printed_holds_nothing_that_is_obeyed(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text + SURROGATE).encode()  # no half of a character
    assert not set(seen(text)) & {*map(chr, range(9)), "\x1b", "\x7f", "\x9b", "\u202e", "\u2066"}
    assert for_terminal(for_terminal(text)) == for_terminal(text)


def test_a_terminal_is_shown_what_it_would_obey() -> None:
    assert for_terminal("\x1b[2Ja\tb\n\x9b1m\u202e\x00") == "\\u001b[2Ja\tb\n\\u009b1m\\u202e\\u0000"


def test_one_apostrophe_is_one_that_can_be_taken_off_again() -> None:
    told = ("=1", " =1", "'=1", "\n=1", "\uff1d1", "Squat", "'n Press", "5-6")
    assert [inert(text) for text in told] == ["'=1", "' =1", "''=1", "'\n=1", "'\uff1d1", "Squat", "'n Press", "5-6"]
