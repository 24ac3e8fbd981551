"""Every page on a log made of hostile texts: no text of it would be Markdown, a tag or a template where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from analytics.texts import clean
from analytics.training_log import TrainingLog
from benchmarks.hostile.screens import Said, amiss, app, drawn, pages, states, texts_of
from benchmarks.hostile.texts import ALL_AT_ONCE, ATHLETE, CHARTS, HTML, MARKDOWN, TEXTS, TODAY, together
from ui import session
from ui.charts._figure import literal
from ui.words import plain

EVERY_STATE: Final = [(page, state) for page in pages() for state in states(page)]
pytestmark = pytest.mark.xdist_group("hostile")


@pytest.fixture(scope="module")
def visited(hostile_log: Path) -> Iterator[AppTest]:
    """The app on that log, in which one page is opened after the other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HINDSIGHT_DATA_DIR", str(hostile_log))
        patched.setenv("HINDSIGHT_TODAY", f"{TODAY}")
        yield app()
        session.close_logs()


@pytest.mark.parametrize(("script", "address"), EVERY_STATE, ids=lambda part: str(part)[:60])
def test_no_text_of_a_page_is_more_than_text(visited: AppTest, script: str, address: Mapping[str, str]) -> None:
    shown = texts_of(drawn(visited, script, address))
    assert [(said.where, amiss(said), said.text[:200]) for said in shown if amiss(said)] == []


def test_the_log_holds_every_text_as_names_and_all_of_it_is_there(hostile_log: Path) -> None:
    with TrainingLog.open(hostile_log) as log:
        assert log.athletes()[0] == ATHLETE
        assert len(log.athletes()) == 1 + len(TEXTS)
        sets = log.sets(ATHLETE)
        names = {" ".join(clean(name).split()) for name in together(100)}
        assert {own.name for own in log.catalogue.own.exercises} == names
        assert sets["exercise_id"].str.startswith("own_").sum() >= 2 * 7 * len(names)
        assert (sets["exercise"].str.len().max(), sets["note"].str.len().max()) == (500, 90_007)


@pytest.mark.parametrize(("word", "text"), TEXTS.items())
def test_what_looks_for_raw_texts_finds_them_and_lets_escaped_ones_be(word: str, text: str) -> None:
    assert word in text.replace("\u200b", "")
    assert amiss(Said("a label", "markdown", plain(text))) == []
    assert amiss(Said("a name", "figure", literal(text))) == []
    if word in {**HTML, **MARKDOWN, **CHARTS}:
        assert amiss(Said("a label", "markdown", f"x {text}")) == [word]


def test_a_raw_text_in_a_figure_or_a_template_is_found() -> None:
    assert amiss(Said("a name", "figure", f"{ALL_AT_ONCE}: 5 sets")) == ["qzall"]
    assert amiss(Said("a hover", "template", f"%{{x}} {literal(ALL_AT_ONCE)}")) == ["qzall"]
