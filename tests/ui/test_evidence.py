"""Every number on the insight pages opens to what it rests on, and every finding to its numbers and its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.training_log import TrainingLog
from tests.ui.insights.conftest import sample, sample_dir  # noqa: F401 the app on the sample log, read once
from ui import session

PAGES = ("overview", "volume", "balance", "functions", "strength")
ROOT = Path(__file__).parents[2]
WITHOUT_A_THRESHOLD = {"unrecognised_exercises"}
"""Rules that judge nothing: a name is known or it is not."""
HOW = "How this is counted"
KEY = re.compile(r"`([a-z0-9_]+(?:\.[a-z0-9_]+)+)`")


BASIS = re.compile(r'\bbasis\([^)]*key="([a-z-]+)"')


def visit(app: AppTest, page: str) -> AppTest:
    """An insight page with every "How this is counted" opened, and what is for information."""
    app.switch_page(f"pages/insights/{page}.py")
    for file in [*ROOT.glob("pages/insights/*.py"), *ROOT.glob("ui/*.py")]:
        for key in BASIS.findall(file.read_text(encoding="utf-8")):
            app.session_state[f"basis-{key}"] = True
    app.session_state["notes"] = True
    app.run()
    assert not app.exception
    return app


def bases(app: AppTest) -> list[str]:
    """The text of each "How this is counted" on the page."""
    return [
        " ".join(element.value for element in expander.markdown)
        for expander in app.expander
        if expander.label.startswith(HOW)
    ]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The metrics with rows that a page asks for while it is drawn."""
    asked: set[str] = set()
    metric, weekly_sets = session.metric, session.weekly_sets

    def noted(name: str, *period: object) -> object:
        found = metric(name, *period)  # type: ignore[arg-type]
        asked.update(() if found.empty else (name,))
        return found

    def noted_sets(*period: object) -> object:
        asked.add("weekly_hard_sets")
        return weekly_sets(*period)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "metric", noted)
    monkeypatch.setattr(session, "weekly_sets", noted_sets)
    return asked


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_how_each_of_its_metrics_counts_with_grades_and_sources(
    sample: AppTest,  # noqa: F811
    name: str,
    shown: set[str],
) -> None:
    visit(sample, name)
    shown.clear()  # the app begins on the overview
    told = [text.replace("\\", "") for text in bases(sample.run())]
    log = session.open_log()
    works = {work.citation for work in log.facts.sources.values()}
    assert told
    assert all("Confidence " in text and any(work in text for work in works) for text in told)
    listed = set(KEY.findall(" ".join(told)))
    assert shown
    lacking = {metric for metric in shown if not {fact.key for fact in log.metric_facts(metric)} <= listed}
    assert lacking == set(), "add them to basis(...) of the page"


def test_every_finding_card_opens_to_evidence_facts_and_sources(sample: AppTest) -> None:  # noqa: F811
    visit(sample, "overview")
    log = session.open_log()
    whys = [expander for expander in sample.expander if expander.label == "Why?"]
    cards = log.findings(on=session.today())
    assert len(whys) == len(cards) > 3
    reasons = [[each.value for each in why.markdown if each.value.startswith("- ")] for why in whys]
    assert all(len(why.get("table")[0].value) > 0 and why.get("page_link") for why in whys)
    assert all(re.search(r"\([A-D]; .+\)$", reason) for some in reasons for reason in some)  # its grade and its works
    assert reasons.count([]) == sum(found.rule in WITHOUT_A_THRESHOLD for found in cards)


def test_every_finding_names_facts_that_have_sources(sample_dir: Path) -> None:  # noqa: F811
    with TrainingLog.open(sample_dir) as log:
        found = log.findings(on=log.judged_on(session.today()))
        for finding in found:
            assert finding.facts or finding.rule in WITHOUT_A_THRESHOLD
            assert all(log.facts.sources_of(log.facts[key]) for key in finding.facts)
            assert finding.confidence in "ABCD"
