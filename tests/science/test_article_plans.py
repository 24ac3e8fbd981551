"""What the rules say to who trains as an article says (rulebook D, test 7), and to the control weeks (test 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from analytics.training_log import TrainingLog
from tests.metrics.conftest import Gym
from tests.metrics.test_balance import TEMPLATES, golden_month

AFTER_FOUR_WEEKS = date(2026, 2, 2)
HINGE_AND_CURL = ("missing_function", "lopsided_function")
ARTICLES = [name for name, row in TEMPLATES.items() if row["article"] != "made"]
BOTH_KINDS = [
    name
    for name in ARTICLES
    if float(TEMPLATES[name]["ham_hip_ext_sets"]) > 0 and float(TEMPLATES[name]["ham_knee_flex_sets"]) > 0
]
CONTROLS = {
    "control_quad_dominant": {"quad_dominance", "missing_function"},
    "control_balanced": set(),
    "control_hinge_only": {"missing_function"},
    "control_curl_only": {"missing_function"},
}


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    """A log of its own, one lifter a plan."""
    with TrainingLog.open(tmp_path_factory.mktemp("plans")) as log:
        yield Gym(log)


def said_to(gym: Gym, template: str) -> set[str]:
    """The rules about balance that speak after four weeks of a plan."""
    lifter = gym.lifter(list(golden_month(template)))
    rules = (*HINGE_AND_CURL, "quad_dominance")
    return {finding.rule for finding in gym.log.findings(on=AFTER_FOUR_WEEKS, athlete=lifter.athlete, rules=rules)}


def test_all_plans_but_the_advanced_one_of_003_hold_both_kinds() -> None:
    assert [name for name in ARTICLES if name not in BOTH_KINDS] == ["article003_advanced"]


@pytest.mark.parametrize("template", BOTH_KINDS)
def test_an_article_plan_with_both_kinds_raises_no_hint_about_hinges_and_curls(gym: Gym, template: str) -> None:
    assert said_to(gym, template) == set()


def test_the_advanced_plan_of_003_is_told_that_it_has_no_curl(gym: Gym) -> None:
    assert said_to(gym, "article003_advanced") == {"missing_function"}


@pytest.mark.parametrize("template", CONTROLS)
def test_the_control_weeks_are_told_what_they_were_made_for(gym: Gym, template: str) -> None:
    assert said_to(gym, template) == CONTROLS[template]
