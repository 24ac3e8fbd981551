"""Which thresholds of the lifter's own act on a finding: those of its rule, and those of the metrics that it read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from analytics.metrics import metric_of
from analytics.model import Finding
from analytics.reference.facts import LEVELS, Fact
from analytics.rules._case import Case, Rule

_VOLUME: Final = "vol"


def judged(rule: Rule, case: Case) -> Iterator[Finding]:
    """What a rule says of a case, each finding with the changed facts behind it.

    Which metrics a rule reads is seen while it reads them, so no rule has to declare it.
    """
    if not case.own_facts:
        yield from rule.judge(case)
        return
    read: set[str] = set()

    def frame(name: str) -> pd.DataFrame:
        read.add(name)
        return case.frame(name)

    said = rule.judge(replace(case, frame=frame))
    counted_by = tuple(beginning for name in sorted(read) for beginning in metric_of(name).facts)
    for finding in said:
        acting = [fact.key for fact in case.own_facts if _acts_on(fact, finding, counted_by, case)]
        yield replace(finding, changed_facts=tuple(acting))


def _acts_on(fact: Fact, finding: Finding, counted_by: tuple[str, ...], case: Case) -> bool:
    if fact.key in finding.facts:
        return True
    return fact.key.startswith(counted_by) and not _of_another(fact.key, finding, case)


def _of_another(key: str, finding: Finding, case: Case) -> bool:
    """Whether a fact is a mark of another muscle's weekly volume, or of a level that is not the lifter's."""
    section, *parts = key.split(".")
    if section != _VOLUME or len(parts) < 2:
        return False
    return parts[0] != finding.subject or (parts[1] in LEVELS and parts[1] != case.lifter.level)
