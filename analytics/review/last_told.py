"""What is new since a reader was told last: a nudge without a server.

A reader is the screen or the command line. What it was told is kept, one value a reader, and held against the log of
now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from analytics.model import Finding, Severity, is_stronger

ALARMING: Final[tuple[Severity, ...]] = ("strong", "warn")
"""The severities that are worth a message when they are new."""
Size = tuple[int, int, datetime | None]
"""How many sets and workouts a log holds, and when the last workout began."""
_SAFETY: Final = "pain_note"
"""A note of pain runs out after some days; that it did says nothing about the pain."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as it was told: known by rule and subject."""

    rule: str
    subject: str
    severity: Severity
    headline: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader was told, and when: how large the log was, when its last workout began, the findings without an
    answer.
    """

    at: datetime
    sets: int
    workouts: int
    last_workout_at: datetime | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """A personal best: the lift, the day, by how many percent over the best before it."""

    exercise_id: str
    day: date
    gain_pct: float


@dataclass(frozen=True, slots=True)
class WhatIsNew:
    """What changed since `since` (None: nothing was told before, and everything that stands is new).

    `sets` and `workouts` are how many more the log holds, less than nought where some were taken out. `new` and
    `stronger` are findings that are more than information and that nobody answered; `settled` are those that were told
    and no longer stand; `bests` are of workouts after the last one that was told of, newest first, one a lift.
    """

    since: datetime | None
    sets: int
    workouts: int
    new: tuple[Finding, ...] = ()
    stronger: tuple[Finding, ...] = ()
    settled: tuple[Said, ...] = ()
    bests: tuple[Best, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.sets or self.workouts or self.new or self.stronger or self.settled or self.bests)

    @property
    def warns(self) -> bool:
        """Whether a finding became a warning or more: it is new as such, or it got stronger."""
        return any(finding.severity in ALARMING for finding in (*self.new, *self.stronger))


def telling(found: Iterable[Finding], size: Size, *, at: datetime) -> Told:
    """What a reader is told at a moment."""
    said = (Said(each.rule, each.subject, each.severity, each.headline) for each in found if not each.answer)
    return Told(at, *size, tuple(said))


def what_is_new(before: Told | None, found: Sequence[Finding], size: Size, bests: pd.DataFrame) -> WhatIsNew:
    """What a log of this size, with these findings and bests (rows of personal_bests), adds to what was told `before`.

    A finding that was answered is no news, and neither is a note of pain that has run out.
    """
    known = {} if before is None else {(said.rule, said.subject): said for said in before.said}
    stands = {(each.rule, each.subject) for each in found}
    unanswered = [each for each in found if each.answer is None and each.severity != "info"]
    return WhatIsNew(
        since=None if before is None else before.at,
        sets=size[0] - (0 if before is None else before.sets),
        workouts=size[1] - (0 if before is None else before.workouts),
        new=tuple(each for each in unanswered if _as_told(each, known) is None),
        stronger=tuple(each for each in unanswered if _got_stronger(each, _as_told(each, known))),
        settled=tuple(said for about, said in known.items() if about not in stands and _can_settle(said)),
        bests=() if before is None else _bests_since(before.last_workout_at, bests),
    )


def to_text(told: Told) -> str:
    """As JSON, to keep; without its time, which is kept beside it."""
    kept = asdict(told)
    del kept["at"]
    return json.dumps(kept, default=datetime.isoformat, ensure_ascii=False)


def from_text(text: str, *, at: datetime) -> Told:
    """What `to_text` wrote."""
    kept: dict[str, Any] = json.loads(text)
    last = kept["last_workout_at"]
    return Told(
        at=at,
        sets=kept["sets"],
        workouts=kept["workouts"],
        last_workout_at=None if last is None else datetime.fromisoformat(last),
        said=tuple(Said(**each) for each in kept["said"]),
    )


def _as_told(finding: Finding, known: Mapping[tuple[str, str], Said]) -> Said | None:
    """What was told of a finding; another note of pain about the same lift is another finding."""
    said = known.get((finding.rule, finding.subject))
    return None if said and finding.is_safety_note and said.headline != finding.headline else said


def _got_stronger(finding: Finding, said: Said | None) -> bool:
    return said is not None and is_stronger(finding.severity, than=said.severity)


def _can_settle(said: Said) -> bool:
    return said.severity != "info" and said.rule != _SAFETY


def _bests_since(last_workout_at: datetime | None, bests: pd.DataFrame) -> tuple[Best, ...]:
    if last_workout_at is None or bests.empty:
        return ()
    after = bests[bests["started_at"] > pd.Timestamp(last_workout_at)]
    newest = after.sort_values("started_at", ascending=False, kind="stable").drop_duplicates("exercise_id")
    columns = (newest[each] for each in ("exercise_id", "started_at", "gain_pct"))
    return tuple(Best(str(lift), at.date(), float(gain)) for lift, at, gain in zip(*columns, strict=True))
