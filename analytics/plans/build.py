"""Next week's plan: the usual week, changed as little as settles what stands out, with loads and reasons.

The first week is searched for (`search`), then the weeks after it in the same way, each from those before, so that the
plan can say after how many weeks a finding will be gone. Those later weeks are counted by the metrics' own arithmetic
and judged by the rules themselves (`outlook`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.metrics import MetricRequest
from analytics.model import Finding, Goal, Severity
from analytics.plans.candidates import candidates
from analytics.plans.credits import Credits
from analytics.plans.loads import LoadBook, Mode
from analytics.plans.model import Change, ChangeKind, Claim, Habit, Kind, Line, Plan, Session, UsualLine, UsualSession
from analytics.plans.order import Placed, in_order, prescribe
from analytics.plans.outlook import (
    ADDRESSED,
    SETTLED_AFTER,
    USUAL_HOUR,
    WEEK,
    Outlook,
    Workouts,
    frames,
    planned_rows,
    said_after,
    workouts_of,
)
from analytics.plans.outlook import outlook as look_ahead
from analytics.plans.reasons import Explainer
from analytics.plans.search import Ground, Sets, Values, best_week
from analytics.plans.targets import LEGS, Limits, Targets, limits_for, targets_for
from analytics.rules import Case
from analytics.units import MassUnit

_LOOK_BACK: Final = 8 * WEEK
"""Weeks of the log that are counted beside the planned ones: twice what any rule looks at."""
_SEVERITIES: Final = ("info", "hint", "warn", "strong")
LOOKED_AT: Final = (*ADDRESSED, "pain_note", "deload")
"""The rules whose findings a plan is made from."""
_MODES: Final[Mapping[Kind, Mode]] = {"deload": "deload", "return": "return"}


@dataclass(frozen=True, slots=True)
class Ask:
    """What a plan is asked for: whose (`request`, as of `on`), the evidence, the Monday of the week, the goal, the unit
    that loads are planned in, the usual week before a break (`former`, None without one lately) and whether the break
    goes on (`is_away`), findings (rule, subject) that the lifter answered, which the plan leaves alone, and
    exercises that were planned before and not taken up.
    """

    request: MetricRequest
    case: Case
    habit: Habit
    week: date
    goal: Goal
    unit: MassUnit
    former: Habit | None = None
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


def make_plan(ask: Ask, findings: Sequence[Finding], book: LoadBook) -> Plan:
    """The plan of a week. `findings` are those that stand today; a note of pain stops it (kind "stopped"), and a log
    without a usual week leaves it empty (kind "empty").
    """
    pain = [finding for finding in findings if finding.rule == "pain_note"]
    blank = Plan(ask.request.athlete, ask.week, ask.goal, "empty")
    if pain:
        return replace(blank, kind="stopped", notes=tuple(finding.text for finding in pain))
    if not ask.habit.sessions:
        return replace(blank, notes=("The log shows no usual week yet: it takes one full week with training.",))
    kind = _kind(ask, findings)
    course = Course.of(ask, kind)
    sessions, changes = _first_week(course, book)
    return replace(
        blank,
        kind=kind,
        sessions=sessions,
        changes=changes,
        claims=_claims(course, findings),
        notes=(*_kind_notes(course), *ask.habit.notes),
    )


def outlook_of(ask: Ask, plan: Plan, *, weeks: int) -> Outlook:
    """What follows from doing a plan, however it was made, and doing it again each week."""
    credits = Credits.of(ask.request)
    past = _past(ask, credits)

    def follow(number: int) -> pd.DataFrame:
        return planned_rows(plan, credits, weeks_later=number)

    return look_ahead(ask.case, past, credits, follow, week=plan.week, weeks=weeks)


def _kind(ask: Ask, findings: Sequence[Finding]) -> Kind:
    if ask.is_away:
        return "return"
    is_due = any(finding.rule == "deload" for finding in findings) and not _had_light_week(ask.case)
    return "deload" if is_due else "usual"


def _had_light_week(case: Case) -> bool:
    """Whether an easier week was taken not long ago, so that signs of tiredness do not call for another."""
    signals = case.frame("deload_signals")
    weeks = signals.loc[signals["signal"] == "no_light_week", "value"]
    return bool((weeks < case.facts.number("plan.between_easy_weeks")).any())


def _past(ask: Ask, credits: Credits) -> Workouts:
    """What was done; a week that still runs is taken to end as usual."""
    past = workouts_of(ask.request, credits, from_week=ask.week - _LOOK_BACK)
    past = past.before(ask.week)
    if ask.case.last_full_week + WEEK >= ask.week:
        return past
    to_come = [
        (datetime.combine(session.day, session.at or USUAL_HOUR) - WEEK, line.exercise_id, float(line.sets))
        for session in ask.habit.sessions
        for line in session.lines
        if session.day - WEEK > ask.case.on and credits.knows(line.exercise_id)
    ]
    coming = pd.DataFrame(to_come, columns=["started_at", "exercise_id", "sets"]).astype(past.rows.dtypes)
    return past.then(coming)


# the course of the weeks ----------------------------------------------------------------------------------------------


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
        past = _past(ask, credits)
        so_far = _weekly(past, credits, ask.week)
        pool = Pool.of(ask, credits)
        before, lines = so_far, dict(pool.lines)
        weeks: list[Sets] = []
        grounds: list[Ground] = []
        for number, sessions in enumerate((ask.habit.sessions, *ask.habit.later)):
            ground = _ground(ask, credits, pool, sessions, lines, before)
            eased = _eased(ground, kind, ask) if number == 0 else None
            if eased is not None:
                week = eased if kind == "deload" else best_week(_restart(ground, eased))
            else:
                week = ground.usual if _has_settled(weeks, grounds) else best_week(ground)
            before = np.vstack([before, week.sum(axis=0) @ ground.worth])
            if eased is None or kind == "return":
                lines |= {session.of: row for session, row in zip(sessions, week, strict=True)}
            weeks.append(week)
            grounds.append(ground)
        return cls(ask, kind, credits, past, so_far, tuple(grounds), tuple(weeks))

    @property
    def ground(self) -> Ground:
        """The ground of the planned week itself."""
        return self.grounds[0]

    @property
    def facts_level(self) -> str:
        """The lifter's level, by which bands are chosen."""
        return self.ask.case.lifter.level

    @cached_property
    def known(self) -> dict[str, pd.DataFrame]:
        """The metrics of past and planned weeks."""
        workouts = self.past
        for week, ground in zip(self.weeks, self.grounds, strict=True):
            workouts = workouts.then(self._rows(week, ground))
        last = self.ask.week + (len(self.weeks) - 1) * WEEK
        return frames(workouts, self.credits, self.ask.case.facts, level=self.facts_level, to_week=last)

    def said(self, rules: Collection[str]) -> list[list[Finding]]:
        """What these rules would say after each week."""
        found: list[list[Finding]] = []
        for number in range(len(self.weeks)):
            monday = self.ask.week + number * WEEK
            again = found and self._is_as_the_week_before(number)
            found.append(found[-1] if again else said_after(self.ask.case, self.known, week=monday, rules=rules))
        return found

    def with_slack(self, weeks: int | None) -> int | None:
        """A number of weeks as it is claimed: where sessions rotate, those weeks more that the whole rotation takes;
        where the lifter's weeks are not alike, `plan.irregular_slack_weeks` more. None beyond the horizon.
        """
        sessions = [session.of for week in (self.ask.habit.sessions, *self.ask.habit.later) for session in week]
        slack = ceil(len(set(sessions)) / len(self.ask.habit.sessions)) - 1
        if self.is_irregular:
            slack += int(self.ask.case.facts.number("plan.irregular_slack_weeks"))
        return None if weeks is None or weeks + slack > len(self.weeks) else weeks + slack

    @property
    def is_irregular(self) -> bool:
        """Whether fewer than `plan.regular_pct` % of the newest weeks were alike."""
        return 100 * self.ask.habit.regularity < self.ask.case.facts.number("plan.regular_pct")

    def _is_as_the_week_before(self, number: int) -> bool:
        """Whether the weeks that are looked at are the same, week for week, as one week earlier."""
        recent = [(week @ ground.worth).tobytes() for week, ground in zip(self.weeks, self.grounds, strict=True)]
        window = recent[max(number - SETTLED_AFTER, 0) : number + 1]
        return len(window) > SETTLED_AFTER and len(set(window)) == 1

    def _rows(self, week: Sets, ground: Ground) -> pd.DataFrame:
        places = np.argwhere(week > 0)
        return pd.DataFrame(
            {
                "started_at": [ground.starts[place] for place, _ in places],
                "exercise_id": [ground.exercises[exercise] for _, exercise in places],
                "sets": week[week > 0].astype(float),
            }
        ).astype(self.past.rows.dtypes)


def _weekly(past: Workouts, credits: Credits, week: date) -> Values:
    """What each of the weeks before counted for, oldest first; one row of zeros for a log that begins now."""
    mondays = pd.date_range(past.first_week, week - timedelta(days=1), freq="7D")
    rows = past.rows
    worth = credits.counts.reindex(rows["exercise_id"]).fillna(0.0).to_numpy() * rows["sets"].to_numpy()[:, None]
    monday = rows["started_at"].dt.normalize() - pd.to_timedelta(rows["started_at"].dt.day_of_week, unit="D")
    by_week = pd.DataFrame(worth).groupby(monday.to_numpy()).sum().reindex(mondays, fill_value=0.0)
    return by_week.to_numpy() if len(by_week) else np.zeros((1, credits.counts.shape[1]))


@dataclass(frozen=True, slots=True)
class Pool:
    """The exercises that plans of these weeks are made of, and the usual sets of each kind of session, by exercise.
    `is_new` marks those that are in no usual session.
    """

    exercises: tuple[str, ...]
    is_new: npt.NDArray[np.bool_]
    lines: Mapping[tuple[int, int], Sets]

    @classmethod
    def of(cls, ask: Ask, credits: Credits) -> Pool:
        """Everything the lifter does in these weeks, and what may come in."""
        case = ask.case
        kinds = {session.of: session for week in (ask.habit.sessions, *ask.habit.later) for session in week}
        sets = {
            kind: {line.exercise_id: line.sets for line in session.lines if credits.knows(line.exercise_id)}
            for kind, session in kinds.items()
        }
        done = tuple(dict.fromkeys(each for of_kind in sets.values() for each in of_kind))
        may_enter = candidates(
            case.lifter,
            done=set(case.logged["exercise_id"]),
            credits=credits,
            catalogue=ask.request.store.catalogue,
            back_is_tired=case.back_is_tired,
            avoid=ask.avoid,
        )
        exercises = (*done, *(each for each in may_enter if each not in done))
        lines = {kind: np.array([of_kind.get(each, 0) for each in exercises]) for kind, of_kind in sets.items()}
        return cls(exercises, np.array([each not in done for each in exercises], dtype=bool), lines)


def _ground(
    ask: Ask,
    credits: Credits,
    pool: Pool,
    sessions: Sequence[UsualSession],
    lines: Mapping[tuple[int, int], Sets],
    before: Values,
) -> Ground:
    """The ground of one week, whose sessions hold `lines` by their kind."""
    facts = ask.case.facts
    usual = np.stack([lines[session.of] for session in sessions]).astype(np.int64)
    counts = pd.Series(
        usual.sum(axis=0) @ credits.counts.loc[list(pool.exercises)].to_numpy(float), index=credits.counts.columns
    )
    targets = targets_for(facts, ask.case.lifter, ask.goal, muscles=credits.muscles).without(ask.answered)
    targets = _with_room_for_quads(targets, counts, ask)
    done_by_now = np.any([row > 0 for row in lines.values()], axis=0)
    return Ground.of(
        credits,
        exercises=pool.exercises,
        starts=[datetime.combine(session.day, session.at or USUAL_HOUR) for session in sessions],
        usual=usual,
        new=pool.is_new & ~done_by_now,
        targets=targets,
        limits=_limits(ask, before, counts.to_numpy(float), credits, targets),
        facts=facts,
        former=_former(ask, credits, targets),
    )


def _former(ask: Ask, credits: Credits, targets: Targets) -> Values | None:
    """What the usual week before the break counted for, as far as that was not too much; None without a break."""
    if ask.former is None:
        return None
    lines = (line for session in ask.former.sessions for line in session.lines if credits.knows(line.exercise_id))
    former = credits.of_sets((line.exercise_id, line.sets) for line in lines)
    most = pd.Series({column: targets.high.get(column, np.inf) for column in former.index})
    return np.asarray(np.minimum(former, most), dtype=np.float64)


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


def _limits(ask: Ask, before: Values, usual: Values, credits: Credits, targets: Targets) -> Limits:
    columns = credits.counts.columns
    limits = limits_for(
        before,
        usual,
        ask.case.facts,
        wanted=np.array([targets.low.get(column, 0.0) for column in columns]),
        high=np.array([targets.high.get(column, np.inf) for column in columns]),
        is_back=ask.former is not None,
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


def _restart(ground: Ground, eased: Sets) -> Ground:
    """The ground of the first week after a break: what is left of the usual week may change, and not become more."""
    worth = eased.sum(axis=0) @ ground.worth
    limits = Limits(np.maximum(ground.limits.most, worth), np.minimum(ground.limits.least, worth))
    return replace(ground, usual=eased, limits=limits, former=None)


def _shortened(session: Sets, share: float) -> Sets:
    """A session with a share of its sets in all, each exercise keeping at least one; what was longest loses first."""
    wanted = max(int(session.sum() * share), int((session > 0).sum()))
    shortened = np.where(session > 0, np.maximum((session * share).astype(np.int64), 1), 0)
    order = np.argsort(-(session * share - shortened), kind="stable")
    for place in order[: max(wanted - int(shortened.sum()), 0)]:
        shortened[place] += 1
    return shortened


# the first week, line by line -----------------------------------------------------------------------------------------


def _first_week(course: Course, book: LoadBook) -> tuple[tuple[Session, ...], tuple[Change, ...]]:
    planned, ground, ask = course.weeks[0], course.ground, course.ask
    lately = course.before[-int(ask.case.facts.number("bal.window_weeks")) :].mean(axis=0)
    explainer = Explainer(ground, planned, ask.case.facts, course.facts_level, ask.case.muscle_names, lately)
    sessions, changes = [], []
    for number, session in enumerate(ask.habit.sessions):
        usual = {line.exercise_id: line for line in session.lines}
        changed = _changes(course, explainer, number, session.day)
        reasons = {change.exercise_id: (change.reason,) for change in changed if change.kind != "fewer"}
        sets = dict(zip(ground.exercises, planned[number].tolist(), strict=True))
        there = [each for each in dict.fromkeys((*usual, *ground.exercises)) if sets.get(each)]
        lines = tuple(
            _line(course, book, placed, sets[placed.exercise_id], usual.get(placed.exercise_id),
                  reasons.get(placed.exercise_id, ()))
            for placed in in_order(there, course.credits)
        )  # fmt: skip
        sessions += [Session(session.day, session.title, lines, session.at)] if lines else []
        changes += changed
    return tuple(sessions), tuple(changes)


def _line(
    course: Course, book: LoadBook, placed: Placed, sets: int, usual: UsualLine | None, reasons: tuple[str, ...]
) -> Line:
    """One line of the plan; `usual` is what the usual session holds of it, if anything."""
    ask = course.ask
    said = prescribe(
        placed.exercise_id,
        placed.slot,
        usual_reps=None if usual is None else usual.reps,
        goal=ask.goal,
        catalogue=ask.request.store.catalogue,
        facts=ask.case.facts,
    )
    mode = "return" if usual is None and _was_away(ask, placed.exercise_id) else _mode(course)
    load = book.load_for(placed.exercise_id, reps=said.reps, rir=said.rir, mode=mode, unit=ask.unit)
    return Line(
        exercise_id=placed.exercise_id,
        sets=sets,
        reps=said.reps,
        rir=said.rir,
        rest_s=said.rest_s,
        slot=placed.slot,
        load=load,
        usual_sets=0 if usual is None else usual.sets,
        per_side=said.per_side,
        is_hold=said.is_hold,
        reasons=reasons,
    )


def _mode(course: Course) -> Mode:
    return _MODES.get(course.kind, "maintenance" if course.ask.goal == "maintenance" else "usual")


def _was_away(ask: Ask, exercise_id: str) -> bool:
    """Whether a lift was done before, and not for so long that it begins lighter."""
    logged = ask.case.logged
    last = logged.loc[logged["exercise_id"] == exercise_id, "last_day"].max()
    return bool((pd.Timestamp(ask.week) - pd.Timestamp(last)).days > ask.case.facts.number("layoff.days"))


def _changes(course: Course, explainer: Explainer, number: int, day: date) -> list[Change]:
    """What is different in one session, in the order of its exercises."""
    ground, planned = course.ground, course.weeks[0]
    found = []
    for place, exercise_id in enumerate(ground.exercises):
        before, after = int(ground.usual[number, place]), int(planned[number, place])
        if before == after:
            continue
        if course.kind in _MODES and 0 < after < before:
            found.append(Change("fewer", day, exercise_id, before, after, _EASED[course.kind]))
            continue
        reason = explainer.reason(number, place)
        kind = _change_kind(before, after)
        found.append(Change(kind, day, exercise_id, before, after, reason.text, (reason.rule,), reason.facts))
    return found


_EASED: Final[Mapping[Kind, str]] = {
    "deload": "An easier week: the same sessions with fewer sets.",
    "return": "A restart: a part of your former sets.",
}


def _change_kind(before: int, after: int) -> ChangeKind:
    if not before:
        return "add_exercise"
    if not after:
        return "drop_exercise"
    return "add_sets" if after > before else "drop_sets"


# what it claims -------------------------------------------------------------------------------------------------------


def _claims(course: Course, findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """What becomes of each finding about sets that stands today, the rulebook's order kept."""
    standing = [finding for finding in findings if finding.rule in ADDRESSED and _is_claimed(course, finding)]
    later = course.said({finding.rule for finding in standing})
    return tuple(_claim(course, finding, later) for finding in standing)


def _is_claimed(course: Course, finding: Finding) -> bool:
    """Hints and warnings about the legs; of information, muscles short of the range that the plan aims at."""
    if finding.severity == "info":
        return finding.rule == "low_volume" and finding.subject in course.ground.targets.low
    return not finding.subject or finding.subject in LEGS


def _claim(course: Course, finding: Finding, later: Sequence[Sequence[Finding]]) -> Claim:
    severities = [_severity_after(said, finding) for said in later]
    gone = course.with_slack(_first_for_good([severity is None for severity in severities]))
    now = _SEVERITIES.index(finding.severity)
    milder = course.with_slack(
        _first_for_good([severity is None or _SEVERITIES.index(severity) < now for severity in severities])
    )
    return Claim(
        rule=finding.rule,
        subject=finding.subject,
        headline=finding.headline,
        severity=finding.severity,
        weeks=gone,
        milder_after=milder if milder is not None and (gone is None or milder < gone) else None,
        why_not="" if gone is not None else _why_not(course, finding),
    )


def _severity_after(said: Sequence[Finding], finding: Finding) -> Severity | None:
    """The severity of the same finding among what is said later; None where it is gone."""
    same = (each.severity for each in said if (each.rule, each.subject) == (finding.rule, finding.subject))
    return next(same, None)


def _first_for_good(holds: Sequence[bool]) -> int | None:
    """The week, counted from 1, from which something holds to the end; None where it does not hold in the end."""
    if not holds[-1]:
        return None
    return len(holds) - next((back for back, each in enumerate(reversed(holds)) if not each), len(holds)) + 1


def _why_not(course: Course, finding: Finding) -> str:
    facts, goal = course.ask.case.facts, course.ask.goal
    if goal == "maintenance" and finding.rule in ("low_volume", "below_floor", "low_frequency"):
        return "The goal is to keep what you have, so it is left as it is."
    if finding.rule == "low_frequency" and len(course.ask.habit.sessions) < _MANY_SESSIONS:
        return "Your days leave no room for it: sets can be spread over the days you train on, and no further."
    if finding.rule == "low_volume":
        return "Left as it is: some growth, and nothing else calls for more."
    return f"Small steps take longer than the {facts.number('plan.horizon_weeks'):g} weeks that a plan looks ahead."


_MANY_SESSIONS: Final = 3


def _kind_notes(course: Course) -> tuple[str, ...]:
    number = course.ask.case.facts.number
    if course.is_irregular and course.kind == "usual":
        return (
            "Your last weeks differ a good deal from each other. The plan takes the sessions that come again most, and "
            f"adds {number('plan.irregular_slack_weeks'):g} weeks to what it says about findings.",
        )
    if course.kind == "deload":
        return (
            f"Several signs of tiredness came together, so this is an easier week: the same sessions with about "
            f"{number('deload.sets_cut_pct'):g} % fewer sets. That is common practice, not shown to speed growth.",
        )
    if course.kind == "return":
        return (
            f"After a break: about {number('layoff.restart_pct'):g} % of your former sets, and a little more each "
            "week. The share is practice, not research.",
        )
    return ()
