"""Every rule's firing and silent cases, as data: `cases/<rule>.toml`, one table `[[case]]` each.

name      a sentence
says      the severity of the rule's first finding ("strong", "warn", "hint", "info"), or "nothing"
subject   only findings about this muscle or exercise count (any, where it is missing)
words     texts that stand somewhere in the finding's headline, text or step
weeks     how many equal weeks (4), the last of them the last full week; `until` moves it back by so many weeks
week      exercise -> hard sets a week, half of them on Monday, half on Thursday; with `kg`, `reps`, `rir` (60, 8, "2")
then      more such tables (weeks, week, until, kg, reps, rir), for logs whose weeks differ
series    tables of one lift's sessions: exercise, kg (a list, oldest first), every_days (7), reps (5), rir ("1"), side,
          last (the day of the last session, LAST_DAY by default)
csv       sets in Hindsight's own import format, header line first
settings  settings of the lifter; facts: thresholds changed for this case
on        the day of judgement, 2026-11-21 by default: a Saturday, so the last full week is that of Monday 9 November
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from analytics.model import DEFAULT_ATHLETE, Choices, Finding
from analytics.rules import RULES
from analytics.training_log import TrainingLog

CASES: Final = Path(__file__).parent / "cases"
TODAY: Final = date(2026, 11, 21)
LAST_MONDAY: Final = date(2026, 11, 9)
LAST_DAY: Final = date(2026, 11, 15)
NOW: Final = datetime(2026, 11, 21, 9, 0)
HEADER: Final = "started_at,exercise,set_number,weight_kg,reps,rir,side"


def _cases() -> list[tuple[str, dict[str, Any]]]:
    """Those that change nothing first: every change makes the judgements of all sets stale."""
    cases = [
        (file.stem, case)
        for file in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    ]
    return sorted(cases, key=lambda named: "settings" in named[1] or "facts" in named[1])


def _lifter(rule: str, case: dict[str, Any]) -> str:
    return f"{rule}: {case['name']}"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingLog]:
    """One log for all cases, each an athlete of its own; what they describe comes in as one file."""
    rows = [{"athlete": _lifter(rule, case), **row} for rule, case in _cases() for row in _rows(case)]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(column for row in rows for column in row)))
    writer.writeheader()
    writer.writerows(rows)
    with TrainingLog.open(tmp_path_factory.mktemp("cases")) as opened:
        opened.import_file("cases.csv", text.getvalue().encode(), now=NOW, choices=Choices(format="hindsight"))
        opened.roster(on=TODAY)  # asks about everybody, so everybody's sets are judged in one go
        yield opened


@pytest.mark.parametrize(("rule", "case"), [pytest.param(*each, id=_lifter(*each)) for each in _cases()])
def test_a_rule_says(log: TrainingLog, rule: str, case: dict[str, Any]) -> None:
    athlete = _lifter(rule, case)
    found = _judged(log, rule, athlete, case)
    assert (found[0].severity if found else "nothing") == case["says"], [finding.headline for finding in found]
    said = " ".join(f"{finding.headline} {finding.text} {finding.step}" for finding in found)
    assert [words for words in case.get("words", []) if words not in said] == [], said


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_each_rule_has_a_case_in_which_it_speaks_and_one_in_which_it_is_silent(rule: str) -> None:
    file = CASES / f"{rule}.toml"
    assert file.exists(), f"tests/rules/cases/{rule}.toml is missing"
    says = {case["says"] == "nothing" for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]}
    assert says == {True, False}


def _judged(log: TrainingLog, rule: str, athlete: str, case: dict[str, Any]) -> list[Finding]:
    on = date.fromisoformat(case["on"]) if "on" in case else TODAY
    settings, facts = case.get("settings", {}), case.get("facts", {})
    for key, value in settings.items():
        log.change_setting(key, value)
    for key, value in facts.items():
        log.change_fact(key, value)
    try:
        found = log.findings(on=on, athlete=athlete, rules=[rule])
    finally:
        for key in settings:
            log.change_setting(key, None)
        for key in facts:
            log.change_fact(key, None)
    return [finding for finding in found if finding.subject == case.get("subject", finding.subject)]


def _rows(case: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The sets that the case describes, by column."""
    written = [row for weeks in (case, *case.get("then", [])) if "week" in weeks for row in _weeks(weeks)]
    written += [row for series in case.get("series", []) for row in _series(series)]
    yield from csv.DictReader([HEADER, *written])
    yield from csv.DictReader(case.get("csv", "").strip().splitlines())


def _weeks(case: dict[str, Any]) -> Iterator[str]:
    last = LAST_MONDAY - timedelta(weeks=case.get("until", 0))
    effort = f"{case.get('kg', 60)},{case.get('reps', 8)},{case.get('rir', '2')}"
    for back in range(case.get("weeks", 4)):
        monday = last - timedelta(weeks=back)
        for exercise, sets in case["week"].items():
            for number in range(1, sets + 1):
                day = monday if number <= (sets + 1) // 2 else monday + timedelta(days=3)
                yield f"{day} 18:00:00,{exercise},{number},{effort},"


def _series(series: dict[str, Any]) -> Iterator[str]:
    last = date.fromisoformat(series["last"]) if "last" in series else LAST_DAY
    loads = series["kg"]
    for number, kg in enumerate(loads):
        day = last - timedelta(days=round((len(loads) - 1 - number) * series.get("every_days", 7)))
        reps, rir, side = series.get("reps", 5), series.get("rir", "1"), series.get("side", "")
        yield f"{day} 18:00:00,{series['exercise']},1,{kg},{reps},{rir},{side}"


def test_cases_are_read_as_one_lifters_log_each(log: TrainingLog) -> None:
    assert DEFAULT_ATHLETE not in log.athletes()
