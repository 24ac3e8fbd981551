"""The course of the weeks: the planned one, and those after it, each from what the ones before made of its sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil
from typing import Final

import numpy as np
import pandas as pd

from analytics.metrics import MetricRequest
from analytics.model import Finding, Goal
from analytics.plans.candidates import candidates
from analytics.plans.credits import Credits, Sets, Values
from analytics.plans.ground import Ground, Pool
from analytics.plans.model import Habit, Kind, UsualSession
from analytics.plans.outlook import (
    SETTLED_AFTER,
    USUAL_HOUR,
    WEEK,
    Workouts,
    frames,
    said_after,
    weekly_counts,
    work_rows,
    workouts_of,
)
from analytics.plans.search import best_week
from analytics.plans.targets import Limits, Targets, limits_for, targets_for
from analytics.rules import Case, room_to_add
from analytics.units import MassUnit

_LOOK_BACK: Final = 8 * WEEK
"""Weeks of the log that are counted beside the planned ones: twice what any rule looks at."""
_BEFORE_BREAK: Final = 52 * WEEK
"""As far before a break the weeks with training are looked for, since not every week may hold some."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a plan is asked for: whose (`request`, as of `on`), the evidence, the Monday of the week, the goal, the unit
    that loads are planned in, the usual week before a break (`former`, None without one lately), the last day before
    it (`last_day`) and whether it goes on (`is_away`), findings (rule, subject) that the lifter answered, which the
    plan leaves alone, and exercises that were planned before and not taken up.
    """

    request: MetricRequest
    case: Case
    habit: Habit
    week: date
    goal: Goal
    unit: MassUnit
    former: Habit | None = None
    last_day: date | None = None
    is_away: bool = False
    answered: frozenset[tuple[str, str]] = frozenset()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """A break from training: the last day before it and the first one after it (None: it goes on)."""

    last_day: date
    back_day: date | None


def break_before(case: Case, week: date) -> Away | None:
    """The newest break, if it goes on or ended within the weeks that a usual week is read from."""
    breaks = case.frame("layoffs")
    if breaks.empty:
        return None
    last_day, back_day = breaks.iloc[-1]["last_day"].date(), breaks.iloc[-1]["back_day"]
    if pd.isna(back_day):
        return Away(last_day, None)
    look_back = timedelta(weeks=case.facts.number("plan.look_back_weeks"))
    return Away(last_day, back_day.date()) if back_day.date() >= week - look_back else None


def monday_of(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def next_monday(day: date) -> date:
    """The Monday from which a whole week can be planned: the day itself or the next one."""
    return day + timedelta(days=-day.weekday() % 7)


def past_of(ask: Ask, credits: Credits) -> Workouts:
    """What was done; a week that still runs is taken to end as usual."""
    past = workouts_of(ask.request, credits, from_week=ask.week - _LOOK_BACK)
    past = past.before(ask.week)
    if ask.case.last_full_week + WEEK >= ask.week:
        return past
    to_come = (
        (datetime.combine(session.day, session.at or USUAL_HOUR) - WEEK, line.exercise_id, float(line.sets))
        for session in ask.habit.sessions
        for line in session.lines
        if session.day - WEEK > ask.case.on and credits.knows(line.exercise_id)
    )
    return past.then(work_rows(to_come))


def _so_far(past: Workouts, credits: Credits, week: date) -> Values:
    """What each of the weeks before counted for, oldest first; one row of zeros for a log that begins now."""
    counts = weekly_counts(past, credits, to_week=week - WEEK).to_numpy()
    return counts if len(counts) else np.zeros((1, credits.counts.shape[1]))


# the weeks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """The planned week and those after it, as far as `plan.horizon_weeks`.

    `before` is what the weeks before counted for, one row each, oldest first, by the columns of `Credits.counts`.
    `grounds` are the usual weeks as the weeks before them left them, `weeks` what is planned (sessions x exercises).
    """

    ask: Ask
    kind: Kind
    credits: Credits
    past: Workouts
    before: Values
    grounds: tuple[Ground, ...]
    weeks: tuple[Sets, ...]

    @classmethod
    def of(cls, ask: Ask, kind: Kind) -> Course:
        """Search the first week, then each further one from what the weeks before have made of its sessions."""
        credits = Credits.of(ask.request)
        past = past_of(ask, credits)
        so_far = _so_far(past, credits, ask.week)
        start = _Start.of(ask, credits)
        before, lines = so_far, dict(start.lines)
        weeks: list[Sets] = []
        grounds: list[Ground] = []
        for number, sessions in enumerate((ask.habit.sessions, *ask.habit.later)):
            ground = start.ground(sessions, lines, before)
            if number == 0:
                ground = replace(ground, just_before=_just_before(past, credits, ground))
            eased = _eased(ground, kind, ask) if number == 0 else None
            if eased is not None:
                week = eased if kind == "deload" else best_week(start.restart(ground, eased, before))
            else:
                week = ground.usual if _has_settled(weeks, grounds) else best_week(ground)
            before = np.vstack([before, ground.counted(week)])
            if eased is None or kind == "return":
                lines |= {session.of: row for session, row in zip(sessions, week, strict=True)}
            weeks.append(week)
            grounds.append(ground)
        return cls(ask, kind, credits, past, so_far, tuple(grounds), tuple(weeks))

    @property
    def ground(self) -> Ground:
        """The ground of the planned week itself."""
        return self.grounds[0]

    @cached_property
    def known(self) -> dict[str, pd.DataFrame]:
        """The metrics of past and planned weeks."""
        workouts = self.past.then(work_rows(self._work()))
        last = self.ask.week + (len(self.weeks) - 1) * WEEK
        case = self.ask.case
        return frames(workouts, self.credits, case.facts, level=case.lifter.level, to_week=last)

    def said(self, rules: Collection[str]) -> list[list[Finding]]:
        """What these rules would say after each week."""
        found: list[list[Finding]] = []
        for number in range(len(self.weeks)):
            monday = self.ask.week + number * WEEK
            again = found and self._is_as_the_week_before(number)
            found.append(found[-1] if again else said_after(self.ask.case, self.known, week=monday, rules=rules))
        return found

    def with_slack(self, weeks: int | None) -> int | None:
        """A number of weeks as it is claimed: one more from `plan.later_from_weeks` on, since later weeks are planned
        anew; where sessions rotate, those more that the whole rotation takes; where the lifter's weeks are not alike,
        `plan.irregular_slack_weeks` more. None beyond the horizon.
        """
        if weeks is None:
            return None
        number = self.ask.case.facts.number
        sessions = [session.of for week in (self.ask.habit.sessions, *self.ask.habit.later) for session in week]
        slack = ceil(len(set(sessions)) / len(self.ask.habit.sessions)) - 1
        slack += weeks >= number("plan.later_from_weeks")
        slack += int(number("plan.irregular_slack_weeks")) if self.is_irregular else 0
        return weeks + slack if weeks + slack <= len(self.weeks) else None

    @property
    def is_irregular(self) -> bool:
        """Whether fewer than `plan.regular_pct` % of the newest weeks were alike."""
        return 100 * self.ask.habit.regularity < self.ask.case.facts.number("plan.regular_pct")

    def _is_as_the_week_before(self, number: int) -> bool:
        """Whether the weeks that are looked at are the same, week for week, as one week earlier."""
        recent = [(week @ ground.pool.worth).tobytes() for week, ground in zip(self.weeks, self.grounds, strict=True)]
        window = recent[max(number - SETTLED_AFTER, 0) : number + 1]
        return len(window) > SETTLED_AFTER and len(set(window)) == 1

    def _work(self) -> Iterator[tuple[datetime, str, float]]:
        for week, ground in zip(self.weeks, self.grounds, strict=True):
            for session, exercise in np.argwhere(week > 0):
                yield ground.starts[session], ground.pool.exercises[exercise], float(week[session, exercise])


@dataclass(frozen=True, slots=True)
class _Start:
    """What all weeks of a course have in common: the exercises, the usual sets of each kind of session (`lines`, by the
    exercises of the pool), what a week should come to, and what to come back to after a break.
    """

    ask: Ask
    pool: Pool
    lines: Mapping[tuple[int, int], Sets]
    targets: Targets
    former: Values | None
    before_break: Values | None

    @classmethod
    def of(cls, ask: Ask, credits: Credits) -> _Start:
        """Everything the lifter does in these weeks, and what may come in."""
        case = ask.case
        kinds = {session.of: session for week in (ask.habit.sessions, *ask.habit.later) for session in week}
        sets = {
            kind: {line.exercise_id: line.sets for line in session.lines if credits.knows(line.exercise_id)}
            for kind, session in kinds.items()
        }
        may_enter = candidates(
            case.lifter,
            done=set(case.logged["exercise_id"]),
            credits=credits,
            catalogue=ask.request.store.catalogue,
            back_is_tired=case.back_is_tired,
            avoid=ask.avoid,
        )
        usual = tuple(dict.fromkeys(each for of_kind in sets.values() for each in of_kind))
        pool = Pool.of(credits, usual=usual, may_enter=may_enter)
        lines = {kind: np.array([of_kind.get(each, 0) for each in pool.exercises]) for kind, of_kind in sets.items()}
        targets = targets_for(case.facts, case.lifter, ask.goal, muscles=credits.muscles).without(ask.answered)
        return cls(ask, pool, lines, targets, _former(ask, credits, targets), _before_break(ask, credits))

    def ground(self, sessions: Sequence[UsualSession], lines: Mapping[tuple[int, int], Sets], before: Values) -> Ground:
        """The ground of one week, whose sessions hold `lines` by their kind, after the weeks `before`."""
        usual = np.stack([lines[session.of] for session in sessions]).astype(np.int64)
        counts = pd.Series(usual.sum(axis=0) @ self.pool.worth, index=self.pool.columns)
        targets = _with_room_for_quads(self.targets, counts, self.ask)
        return Ground(
            self.pool,
            starts=tuple(datetime.combine(session.day, session.at or USUAL_HOUR) for session in sessions),
            usual=usual,
            is_new=self.pool.is_new & (np.stack(list(lines.values())) == 0).all(axis=0),
            targets=targets,
            limits=_limits(self.ask, before, counts, targets),
            former=self.former,
        )

    def restart(self, ground: Ground, eased: Sets, before: Values) -> Ground:
        """The ground of the first week after a break: what is left of the usual week may change, and be no more than
        the weeks before the break held, with the rise of a week.
        """
        counts, facts = ground.counted(eased), self.ask.case.facts
        room = counts if self.before_break is None else self.before_break + room_to_add(self.before_break, facts)
        usual = pd.Series(ground.usual_counts, index=self.pool.columns)
        limits = _limits(self.ask, before, usual, ground.targets, restart=np.minimum(counts, room))
        least = np.minimum(np.minimum(limits.least, counts), limits.most)
        return replace(ground, usual=eased, limits=Limits(limits.most, least), former=None)


def _just_before(past: Workouts, credits: Credits, ground: Ground) -> float:
    """Hamstring sets that lie less than `space.min_hours` before the first planned session."""
    rows = past.rows[past.rows["started_at"] > ground.starts[0] - timedelta(hours=ground.targets.spacing_h)]
    worth = credits.counts["hamstrings"].reindex(rows["exercise_id"]).fillna(0.0)
    return float(worth.to_numpy(float) @ rows["sets"].to_numpy(float))


def _before_break(ask: Ask, credits: Credits) -> Values | None:
    """What the newest weeks with training before the break counted for, as many as `plan.look_back_weeks`, by their
    median; None without a break.
    """
    if ask.last_day is None:
        return None
    last_week = monday_of(ask.last_day)
    past = workouts_of(ask.request, credits, from_week=last_week - _BEFORE_BREAK).before(last_week + WEEK)
    weeks = weekly_counts(past, credits, to_week=last_week).to_numpy()
    trained = weeks[weeks.sum(axis=1) > 0][-int(ask.case.facts.number("plan.look_back_weeks")) :]
    return np.asarray(np.median(trained, axis=0)) if len(trained) else None


def _former(ask: Ask, credits: Credits, targets: Targets) -> Values | None:
    """What the usual week before the break counted for, as far as that was not too much; None without a break."""
    if ask.former is None:
        return None
    lines = (line for session in ask.former.sessions for line in session.lines if credits.knows(line.exercise_id))
    former = credits.of_sets((line.exercise_id, line.sets) for line in lines)
    return np.minimum(former.to_numpy(float), _by_column(targets.high, former.index, otherwise=np.inf))


def _by_column(sets: Mapping[str, float], columns: Iterable[str], *, otherwise: float) -> Values:
    return np.array([sets.get(column, otherwise) for column in columns], dtype=np.float64)


def _with_room_for_quads(targets: Targets, usual: pd.Series[float], ask: Ask) -> Targets:
    """Where the quads lead by more than the ratio aimed at, the hamstrings aim for the middle of their range, so that
    the quads need not come down further than that.
    """
    ratio = targets.quads_for_hamstrings
    if ratio is None or ask.goal not in ("balanced", "posterior") or usual["quads"] <= ratio * usual["hamstrings"]:
        return targets
    band = ask.case.facts.band("hamstrings", ask.case.lifter.level)
    middle = ((band.low or 0.0) + (band.high or 0.0)) / 2
    wanted = min(middle, usual["quads"] / ratio)
    low = {**targets.low, "hamstrings": max(targets.low.get("hamstrings", 0.0), wanted)}
    quads = min(usual["quads"], ratio * low["hamstrings"])
    return replace(targets, low={**low, "quads": max(targets.low.get("quads", 0.0), quads)})


def _limits(
    ask: Ask, before: Values, usual: pd.Series[float], targets: Targets, *, restart: Values | None = None
) -> Limits:
    limits = limits_for(
        before,
        np.asarray(usual, dtype=np.float64),
        ask.case.facts,
        wanted=_by_column(targets.low, usual.index, otherwise=0.0),
        high=_by_column(targets.high, usual.index, otherwise=np.inf),
        is_back=ask.former is not None,
        restart=restart,
    )
    if ask.goal != "maintenance":
        return limits
    return replace(limits, least=np.zeros_like(limits.least))


def _has_settled(weeks: Sequence[Sets], grounds: Sequence[Ground]) -> bool:
    """Whether nothing was changed for so long that nothing will be."""
    last = list(zip(weeks, grounds, strict=True))[-SETTLED_AFTER:]
    return len(last) == SETTLED_AFTER and all((week == ground.usual).all() for week, ground in last)


def _eased(ground: Ground, kind: Kind, ask: Ask) -> Sets | None:
    """The usual week with a part of its sets, for an easier week or a restart; None for a plan that is searched for."""
    number = ask.case.facts.number
    shares = {"deload": 1 - number("deload.sets_cut_pct") / 100, "return": number("layoff.restart_pct") / 100}
    if kind not in shares:
        return None
    return np.stack([_shortened(session, shares[kind]) for session in ground.usual])


def _shortened(session: Sets, share: float) -> Sets:
    """A session with a share of its sets in all, each exercise keeping at least one; what was longest loses first."""
    wanted = max(int(session.sum() * share), int((session > 0).sum()))
    shortened = np.where(session > 0, np.maximum((session * share).astype(np.int64), 1), 0)
    order = np.argsort(-(session * share - shortened), kind="stable")
    for place in order[: max(wanted - int(shortened.sum()), 0)]:
        shortened[place] += 1
    return shortened
