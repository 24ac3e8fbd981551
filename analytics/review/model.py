"""What a weekly review says: frozen values, made once and shown twice, as a page of the app and as one HTML file.

Texts are for the lifter, loads in their unit, nothing escaped: whoever shows them does that for its own ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, Literal

from analytics.language import _
from analytics.model import Finding
from analytics.plans.model import Plan
from analytics.units import MassUnit

NO_POINTS: Final = _("{points} points", points="0")
"""A share that stayed as it was."""
Group = Literal["sets", "balance", "strength"]
Verdict = Literal["usual", "more", "less", "unsaid"]
NewsKind = Literal["new", "stronger", "milder", "settled"]


@dataclass(frozen=True, slots=True)
class MetricChange:
    """One number of the week against what is usual for this lifter, all in words: "6", "5.5", "+0.5", "4 to 7".

    `before` is the mean (a ratio: the sum) of the four weeks before, or a lift's level before the week. `usual` is the
    range that the verdict rests on; `words` say the verdict, or what is missing for one ("unsaid").
    """

    group: Group
    what: str
    now: str
    before: str
    change: str
    usual: str
    verdict: Verdict
    words: str

    @property
    def has_changed(self) -> bool:
        """Whether there is a change to speak of."""
        return self.change not in ("", "0", "0 %", NO_POINTS)


@dataclass(frozen=True, slots=True)
class Best:
    """A lift's best yet: its value, how far over the best before, from which set, and whether that is ordinary."""

    day: date
    lift: str
    value: str
    gain: str
    from_set: str
    words: str
    beyond_ordinary: bool


@dataclass(frozen=True, slots=True)
class News:
    """A finding that came, went, or changed its level within a week; `was` is the level it had, in words."""

    kind: NewsKind
    finding: Finding
    was: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding with the sentences of the facts behind it, and the works these rest on."""

    finding: Finding
    reasons: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Courses:
    """The numbers behind the two small charts, oldest week first; None where a week has no ratio.

    Sets are fractional hard sets of single weeks; a ratio is that of four weeks added up. `band` is the lifter's range
    of hamstring sets; `levels` are the ratios from which a level is watch, warn and strong.
    """

    weeks: tuple[date, ...] = ()
    quads: tuple[float, ...] = ()
    hamstrings: tuple[float, ...] = ()
    band: tuple[float, float] | None = None
    ratios: tuple[float | None, ...] = ()
    levels: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Review:
    """The review of the ISO week from `week` (its Monday), as of `on`; for an empty log `week` is None.

    `sentences` are five, or one where there is no full week yet. `has_earlier_week`: the log reaches back far enough
    for news. `plan` is for the week that follows `on`; `names` has the names of its exercises. `done` says what became
    of the plan that was kept for the week, first in all, then line by line; empty without one. `own_facts` are the
    thresholds that the lifter changed, in words.
    """

    athlete: str
    unit: MassUnit
    on: date
    week: date | None = None
    sentences: tuple[str, ...] = ()
    changes: tuple[MetricChange, ...] = ()
    bests: tuple[Best, ...] = ()
    has_earlier_week: bool = False
    news: tuple[News, ...] = ()
    headlines: tuple[Headline, ...] = ()
    courses: Courses = Courses()
    plan: Plan | None = None
    done: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    own_facts: tuple[str, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The Sunday of the week."""
        return None if self.week is None else self.week + timedelta(days=6)

    def with_plan(self, plan: Plan, names: Mapping[str, str]) -> Review:
        """The review with a plan for the week to come; `names` gives the names of exercises, at least of its own."""
        told = {line.exercise_id for __, line in plan.lines()}
        told |= {exercise for change in plan.changes for exercise in (change.exercise_id, change.instead_of)}
        return replace(self, plan=plan, names={each: names[each] for each in sorted(told & names.keys())})


GROUP_WORDS: Final[Mapping[Group, tuple[str, str]]] = {
    "sets": (_("Hard sets a week"), _("mean of 4 weeks before")),
    "balance": (_("Balance"), _("4 weeks before")),
    "strength": (_("Strength"), _("level before")),
}
"""What stands above the rows of a group, and what its `before` is."""
VERDICT_MARKS: Final[Mapping[Verdict, str]] = {"usual": "=", "more": "▲", "less": "▼", "unsaid": "·"}
"""A verdict as a sign, always beside its words."""
GRADE_WORDS: Final[Mapping[str, str]] = {
    "A": _("several good studies agree"),
    "B": _("some studies, or one good one"),
    "C": _("indirect evidence or expert practice"),
    "D": _("a choice of design, open to change"),
}
"""What a grade of confidence means."""
NEWS_WORDS: Final[Mapping[NewsKind, str]] = {
    "new": _("New"),
    "stronger": _("Stronger"),
    "milder": _("Milder"),
    "settled": _("Gone"),
}
