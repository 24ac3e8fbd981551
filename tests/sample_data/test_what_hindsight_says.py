"""Each sample file, imported into an empty log, shows the balance, trends and findings that expected.toml promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.model import Finding
from analytics.training_log import TrainingLog
from tests.sample_data.conftest import FILES, SAMPLE


def now(expected: dict[str, Any]) -> datetime:
    return datetime.combine(expected["judged_on"], time(9))


@pytest.fixture(scope="module", params=FILES)
def log(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, expected: dict[str, Any]
) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path_factory.mktemp("log")) as opened:
        opened.import_file(request.param, (SAMPLE / request.param).read_bytes(), now=now(expected))
        yield opened


@pytest.fixture(scope="module")
def findings(log: TrainingLog, expected: dict[str, Any]) -> list[Finding]:
    return log.findings(on=expected["judged_on"])


def row_of(metric: pd.DataFrame, week: object) -> pd.Series[Any]:
    return metric[pd.to_datetime(metric["week"]) == pd.Timestamp(str(week))].iloc[0]


def test_balance_has_the_expected_sets_and_levels(log: TrainingLog, expected: dict[str, Any]) -> None:
    ratio, shares = log.metric("quad_posterior_ratio"), log.metric("hinge_curl_balance")
    for wanted in expected["balance"]:
        row, share = row_of(ratio, wanted["week"]), row_of(shares, wanted["week"])
        for column in ("quad_sets", "hamstring_sets", "knee_dominant_sets", "hip_dominant_sets", "level"):
            assert row[column] == wanted[column], (wanted["week"], column)
        assert share["curl_share"] == pytest.approx(wanted["curl_share"], abs=5e-5)
        assert share["level"] == wanted["curl_level"], wanted["week"]


def test_the_named_lifts_have_their_class_and_no_other_falls_or_stands_still(
    log: TrainingLog, expected: dict[str, Any]
) -> None:
    classes = log.metric("strength_trend").set_index("exercise_id")["class"].to_dict()
    named = {wanted["exercise_id"]: wanted["class"] for wanted in expected["trends"]}
    assert {exercise: classes[exercise] for exercise in named} == named
    others = {said for exercise, said in classes.items() if exercise not in named}
    assert others <= {"clearly rising", "likely rising", "unclear"}


def test_every_expected_finding_is_said(findings: list[Finding], expected: dict[str, Any]) -> None:
    said = [(finding.rule, finding.subject) for finding in findings]
    wanted = [(each["rule"], each["subject"]) for each in expected["findings"]]
    assert [each for each in said if each in wanted] == wanted
    severities = {(finding.rule, finding.subject): finding.severity for finding in findings}
    for each in expected["findings"]:
        assert severities[each["rule"], each["subject"]] == each.get("severity", "hint")


def test_the_headlines_are_the_three_that_matter(findings: list[Finding], expected: dict[str, Any]) -> None:
    headlines = [(each.rule, each.subject) for each in findings if each.is_headline]
    assert headlines == [(each["rule"], each["subject"]) for each in expected["findings"] if each.get("headline")]


def test_one_lift_stands_still_and_one_falls(findings: list[Finding]) -> None:
    rules = [finding.rule for finding in findings]
    stands = {finding.subject for finding in findings if finding.rule == "plateau"}
    # without effort, as FitNotes has it, the row's 65 kg for 10 to 12 reps since August is flat over twelve weeks too
    assert stands - {"seated_row_cable"} == {"bench_press_barbell"}
    assert rules.count("falling_strength") == 1


def test_only_the_garage_pulls_are_unrecognised(log: TrainingLog, expected: dict[str, Any]) -> None:
    assert {each.name: each.sets for each in log.unrecognised()} == expected["unrecognised"]


def test_a_second_app_brings_no_workout_twice(tmp_path: Path, expected: dict[str, Any]) -> None:
    with TrainingLog.open(tmp_path) as opened:
        reports = [
            opened.import_file(name, (SAMPLE / name).read_bytes(), now=now(expected))
            for name in ("strong.csv", "hevy.csv", "hindsight.csv")
        ]
    assert [report.added for report in reports] == [expected["sets"], 0, 0]
