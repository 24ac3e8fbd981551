"""The recommendation rules. Evidence in, findings or silence out; one rule a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from analytics.model import SEVERITIES, Answer, Finding
from analytics.rules import (
    asymmetry,
    below_floor,
    big_jump,
    crowded_session,
    deadlift_low,
    deload,
    effort_not_logged,
    effort_off_target,
    falling_strength,
    high_volume,
    layoff,
    lopsided_function,
    low_frequency,
    low_volume,
    missing_function,
    muscle_without_work,
    no_nordics,
    no_side_hip_work,
    pain_note,
    plateau,
    quad_dominance,
    quads_get_little,
    ready_to_progress,
    rep_range,
    rep_range_changed,
    sets_close_together,
    short_length,
    unrecognised_exercises,
    very_high_volume,
)
from analytics.rules._answers import about_what_is_gone, answer_to, answered
from analytics.rules._case import POSTERIOR_FIRST, Case, Rule, room_to_add, signed
from analytics.rules._own_facts import judged

__all__ = [
    "MOST_HEADLINES",
    "POSTERIOR_FIRST",
    "QUICK_RANKS",
    "RULES",
    "Case",
    "Rule",
    "about_what_is_gone",
    "answer_to",
    "findings",
    "room_to_add",
    "signed",
]

MOST_HEADLINES: Final = 3
QUICK_RANKS: Final = below_floor.RULE.rank
"""Rules up to this place rest on the notes, the weeks and the balances: none takes a trend of strength."""
RULES: Final[tuple[Rule, ...]] = (
    pain_note.RULE,
    layoff.RULE,
    missing_function.RULE,
    muscle_without_work.RULE,
    quad_dominance.RULE,
    below_floor.RULE,
    deload.RULE,
    very_high_volume.RULE,
    falling_strength.RULE,
    plateau.RULE,
    asymmetry.RULE,
    rep_range_changed.RULE,
    low_volume.RULE,
    high_volume.RULE,
    quads_get_little.RULE,
    lopsided_function.RULE,
    low_frequency.RULE,
    rep_range.RULE,
    effort_not_logged.RULE,
    effort_off_target.RULE,
    sets_close_together.RULE,
    crowded_session.RULE,
    big_jump.RULE,
    ready_to_progress.RULE,
    short_length.RULE,
    no_side_hip_work.RULE,
    no_nordics.RULE,
    deadlift_low.RULE,
    unrecognised_exercises.RULE,
)


def findings(
    case: Case, *, only: Collection[str] | None = None, answers: Sequence[Answer] = (), today: date | None = None
) -> list[Finding]:
    """What every rule (or only those named) says, in the rulebook's order; the first three that are more than
    information, and have no answer that holds, become headlines.

    `answers` (newest first) are looked at as of `today`, or of the day of the case. They take nothing out of the list.
    """
    chosen = [rule for rule in RULES if only is None or rule.name in only]
    said = answered([finding for rule in chosen for finding in judged(rule, case)], answers, on=today or case.on)
    said.sort(key=lambda finding: (finding.severity == "info", finding.rank, SEVERITIES.index(finding.severity)))
    headlines = _pick_headlines(said)
    return [replace(finding, is_headline=place in headlines) for place, finding in enumerate(said)]


def _pick_headlines(said: list[Finding]) -> set[int]:
    """At most three, no more than one of a rule while another rule has something to say.

    A safety note stands alone, until the lifter has answered it: no training advice after it.
    """
    unanswered = [place for place, finding in enumerate(said) if finding.answer is None]
    safety = {place for place in unanswered if said[place].is_safety_note}
    if safety:
        return safety
    candidates = [place for place in unanswered if said[place].severity != "info"]
    first_of_rule: list[int] = []
    seen: set[str] = set()
    for place in candidates:
        if said[place].rule not in seen:
            seen.add(said[place].rule)
            first_of_rule.append(place)
    rest = [place for place in candidates if place not in first_of_rule]
    return set((first_of_rule + rest)[:MOST_HEADLINES])
