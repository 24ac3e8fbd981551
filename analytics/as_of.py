"""The log of an athlete as it stands on a day: what metrics, findings, plans and reviews of that day are all made from.

Looking at a day costs queries, so each is looked at once for a version of the log, and what it was asked is kept with
it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Final

import pandas as pd

from analytics import metrics, rules
from analytics.model import Finding, Lifter, Unrecognised, WeekStart
from analytics.store import Store

_KEPT_DAYS: Final = 6
"""Findings look at two days, a review at two more, and a page may ask about another two."""
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)
_FIRST_RULES: Final = tuple(rule.name for rule in rules.RULES if rule.rank <= rules.QUICK_RANKS)
Days = Callable[[str, date | None, Lifter], "AsOf"]
"""The log of an athlete as of a day (None: all of it), for a lifter who says this about themselves."""


@dataclass(frozen=True, eq=False)
class AsOf:
    """The log of `athlete` up to `day` (None: all of it). `days` gives the same log as of other days."""

    store: Store
    athlete: str
    day: date | None
    lifter: Lifter
    days: Days

    def on(self, day: date | None) -> AsOf:
        """The same log as of another day."""
        return self.days(self.athlete, day, self.lifter)

    @property
    def is_empty(self) -> bool:
        """Whether the log holds no current set, whoever's."""
        return not self.store.athletes()

    @cached_property
    def request(self) -> metrics.MetricRequest:
        """What metrics are asked by; all that ask by it share what they need in common."""
        return metrics.MetricRequest(
            store=self.store, facts=self.store.facts, athlete=self.athlete, to_date=self.day, lifter=self.lifter
        )

    def metric(self, name: str, *, from_date: date | None = None, week_start: WeekStart = "monday") -> pd.DataFrame:
        """A metric by its name. Raises `NotFound` for an unknown one."""
        return metrics.compute(name, replace(self.request, from_date=from_date, week_start=week_start))

    def findings(
        self, *, only: Collection[str] | None = None, answered: bool = True, today: date | None = None
    ) -> list[Finding]:
        """What the rules (all, or those named) say, with the lifter's answers as of `today` (None: as of the day), or
        by themselves. Nothing about an empty log.
        """
        if self.is_empty:
            return []
        given = self.store.answers(self.athlete) if answered else []
        return rules.findings(self.case, only=only, answers=given, today=today)

    def most_important(self, *, today: date | None = None) -> Finding | None:
        """The first headline of `findings`. The first rules of the rulebook rest on few metrics: they are asked by
        themselves, and all others only where those have nothing to say.
        """
        first = self.findings(only=_FIRST_RULES, today=today)
        found = first if any(finding.is_headline for finding in first) else self.findings(today=today)
        return next((finding for finding in found if finding.is_headline), None)

    @cached_property
    def case(self) -> rules.Case:
        """The evidence that rules judge by; only as of a day."""
        if self.day is None:
            raise ValueError("a case is made as of a day")
        monday = self.day - self.day.weekday() * _DAY
        full_weeks = self.on(monday - _DAY)
        catalogue = self.store.catalogue

        @cache
        def frame(name: str) -> pd.DataFrame:
            return (full_weeks if metrics.METRICS[name].ends_with_full_week else self).metric(name)

        return rules.Case(
            on=self.day,
            last_full_week=monday - _WEEK,
            facts=self.store.facts,
            lifter=self.lifter,
            frame=frame,
            logged=metrics.logged_exercises(self.store, athlete=self.athlete, to_date=self.day),
            muscle_names=catalogue.muscle_names,
            exercise_names=catalogue.exercise_names,
            main_muscles=catalogue.main_muscles,
            unrecognised=unrecognised(self.store, self.athlete),
        )


def days_of(store: Store) -> Days:
    """The days of a log, the last ones that were asked for kept until the log, or what the lifter says, changes."""

    @lru_cache(_KEPT_DAYS)
    def seen(version: int, athlete: str, day: date | None, lifter: Lifter) -> AsOf:
        del version
        return AsOf(store, athlete, day, lifter, days)

    def days(athlete: str, day: date | None, lifter: Lifter) -> AsOf:
        return seen(store.version, athlete, day, lifter)

    return days


def unrecognised(store: Store, athlete: str | None) -> tuple[Unrecognised, ...]:
    """Names of a log (None: of everybody's) that the catalogue does not know, most sets first, with the nearest
    entries.
    """
    suggest = store.catalogue.suggest
    return tuple(Unrecognised(name, sets, suggest(name)) for name, sets in store.unrecognised(athlete))
