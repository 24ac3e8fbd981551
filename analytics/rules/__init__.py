"""The recommendation rules. Evidence in, findings or silence out; one rule a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from analytics.model import Finding
from analytics.rules import (
    below_floor,
    effort_not_logged,
    falling_strength,
    high_volume,
    lopsided_function,
    low_volume,
    missing_function,
    muscle_without_work,
    plateau,
    quad_dominance,
    unrecognised_exercises,
    very_high_volume,
)
from analytics.rules._case import Case, Rule, signed

__all__ = ["MOST_HEADLINES", "RULES", "Case", "Rule", "findings", "signed"]

MOST_HEADLINES: Final = 3
RULES: Final[tuple[Rule, ...]] = (
    missing_function.RULE,
    muscle_without_work.RULE,
    quad_dominance.RULE,
    below_floor.RULE,
    very_high_volume.RULE,
    falling_strength.RULE,
    plateau.RULE,
    low_volume.RULE,
    high_volume.RULE,
    lopsided_function.RULE,
    effort_not_logged.RULE,
    unrecognised_exercises.RULE,
)
_SEVERITY_ORDER: Final = {"strong": 0, "warn": 1, "hint": 2, "info": 3}


def findings(case: Case, *, only: Collection[str] | None = None) -> list[Finding]:
    """What every rule (or only those named) says, in the rulebook's order; the first three that are more than
    information become headlines.
    """
    chosen = [rule for rule in RULES if only is None or rule.name in only]
    said = [finding for rule in chosen for finding in rule.judge(case)]
    said.sort(key=lambda finding: (finding.severity == "info", finding.rank, _SEVERITY_ORDER[finding.severity]))
    headlines = _pick_headlines(said)
    return [replace(finding, is_headline=place in headlines) for place, finding in enumerate(said)]


def _pick_headlines(said: list[Finding]) -> set[int]:
    """At most three, no more than one of a rule while another rule has something to say."""
    candidates = [place for place, finding in enumerate(said) if finding.severity != "info"]
    first_of_rule: list[int] = []
    seen: set[str] = set()
    for place in candidates:
        if said[place].rule not in seen:
            seen.add(said[place].rule)
            first_of_rule.append(place)
    rest = [place for place in candidates if place not in first_of_rule]
    return set((first_of_rule + rest)[:MOST_HEADLINES])
