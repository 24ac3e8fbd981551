"""The usual week: what the lifter would do in the planned week if nothing changed.

No study stands behind it; it is a reading of habits. Sessions that are alike are one kind, by the cosine of their
exercises' sets, where an exercise that is always there says little about the kind and one that is seldom there much
(inverse document frequency, as texts are compared). Which kind comes next is told by the one of three keys that
foretold the lifter's own last weeks best: the weekday, the number of the session in its week, or the kind before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _
from analytics.metrics import MetricRequest
from analytics.plans.credits import Values, plan_sql
from analytics.plans.model import Habit, UsualLine, UsualSession
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts

_WEEKDAY: Final = "weekday"
_ORDINAL: Final = "ordinal"
_BEFORE: Final = "before"
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)
_START_STEP_MIN: Final = 5
_NAMES_IN_A_NOTE: Final = 5
_NO_WEEK: Final = Habit((), ())
Kinds = npt.NDArray[np.int64]


def usual_week(
    request: MetricRequest,
    *,
    week: date,
    days: Sequence[int] = (),
    as_of: date,
    since: date | None = None,
    weeks: int = 1,
) -> Habit:
    """The sessions of the week that begins on the Monday `week`, as the log of the weeks before it has them.

    Seen are sets up to `as_of` and before `week`; learned from are the last `plan.look_back_weeks` full weeks, or those
    before the log ended. A running week says only what came last. `days` are weekdays (Monday is 0) to train on; none:
    those of the log. All workouts of a day are one session. A line holds hard sets (performed ones: two sides logged
    apart are one), rounded half up, at least 1, and their median reps (seconds of a hold, 1 for a carried distance).
    From the day `since` on, after a break, short sessions are the habit too. `weeks` are looked ahead in all.
    Empty without a full week of training.
    """
    done = _done(request, week, as_of)
    lines = done[done["left_out"].isna()]
    if lines.empty:
        return replace(_NO_WEEK, notes=_notes(done))
    log = _Sessions.of(lines, request.facts, since)
    if log.learned.empty:
        return replace(_NO_WEEK, notes=_notes(done))
    weekdays = sorted(set(days)) or log.usual_weekdays
    coming = _coming(log, week=week, weekdays=weekdays, as_of=as_of, weeks=weeks)

    @cache
    def of(kind: int, turn: int) -> UsualSession:
        return _session(log, (kind, turn), week, request.store.catalogue)

    sessions = [
        tuple(
            replace(each, day=week + number * _WEEK + weekday * _DAY)
            for weekday, kind, turn in zip(weekdays, kinds, _turns(kinds), strict=True)
            if (each := of(kind, turn)).lines
        )
        for number, kinds in enumerate(coming)
    ]
    return Habit(sessions[0], log.weeks, _notes(done), later=tuple(sessions[1:]), regularity=_regularity(log, coming))


def _regularity(log: _Sessions, coming: Sequence[Sequence[int]]) -> float:
    """The share of the newest weeks that held the kinds of session of one of the weeks to come."""
    foreseen = {tuple(sorted(kinds)) for kinds in coming}
    done = [tuple(sorted(kinds)) for __, kinds in log.recent.groupby("week")["kind"]]
    return sum(kinds in foreseen for kinds in done) / len(done)


def half_up(number: float) -> int:
    """The nearest whole number, halves upwards."""
    return int(number + 0.5)


# what was done --------------------------------------------------------------------------------------------------------


def _done(request: MetricRequest, week: date, as_of: date) -> pd.DataFrame:
    """One row a day and exercise: what was done, in the order of the day (columns of habit.sql)."""
    seen = replace(request, to_date=min(as_of, week - _DAY), answers={})
    first_open = min(as_of - as_of.weekday() * _DAY, week)
    return seen.rows(plan_sql("habit"), first_open=first_open.isoformat())


@dataclass(frozen=True)
class _Sessions:
    """The days of training and what was done on them.

    `lines`: the rows of habit.sql that can be planned. `days`: one row a day, oldest first (day, week, weekday,
    ordinal in the week, kind, which of its kind in the week (turn), kind of the session before, title, started_at,
    hard_sets, is_running, weight of its week). `learned` are those of full weeks; `weeks` their Mondays.
    """

    lines: pd.DataFrame
    days: pd.DataFrame
    facts: Facts
    since: date | None

    @classmethod
    def of(cls, lines: pd.DataFrame, facts: Facts, since: date | None) -> _Sessions:
        """The sessions of what was done, each with its kind."""
        days = lines.groupby("day", sort=True).agg(
            week=("week", "first"),
            is_running=("is_running", "first"),
            title=("workout", "first"),
            started_at=("started_at", "min"),
            hard_sets=("hard_sets", "sum"),
        )
        days = days.reset_index()
        days["kind"] = kinds_of(_profiles(lines), facts.number("plan.same_session_pct") / 100)
        days = days[days.groupby("kind")["hard_sets"].transform("max") > 0].reset_index(drop=True)
        days[_WEEKDAY] = days["day"].dt.day_of_week
        days[_ORDINAL] = days.groupby("week").cumcount()
        days[_BEFORE] = days["kind"].shift(fill_value=-1)
        days["turn"] = days.groupby(["week", "kind"]).cumcount()
        weeks_ago = days["week"].rank(method="dense", ascending=False)
        days["weight"] = 0.5 ** (weeks_ago / facts.number("plan.habit_half_life_weeks"))
        return cls(lines, days, facts, since)

    @cached_property
    def learned(self) -> pd.DataFrame:
        return self.days[~self.days["is_running"]]

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        return tuple(monday.date() for monday in sorted(self.learned["week"].unique()))

    @cached_property
    def recent(self) -> pd.DataFrame:
        """The sessions of the newest weeks with training, as many weeks as `plan.recent_weeks`."""
        newest = self.weeks[-int(self.facts.number("plan.recent_weeks")) :]
        return self.learned[self.learned["week"] >= pd.Timestamp(newest[0])]

    def is_short(self, occurrences: pd.DataFrame) -> pd.Series[bool]:
        """Which occurrences of one kind were short, or stood in a light week. None since the lifter came back, none in
        a week in which a new exercise came in, and none where the week before was short already: that is a habit.
        """
        counted = occurrences[~occurrences["is_running"]]
        least = self.facts.number("plan.short_session_pct") / 100 * counted["hard_sets"].median()
        short = (occurrences["hard_sets"] < least) | occurrences["week"].isin(self.light_weeks)
        week_before = occurrences["week"] - pd.Timedelta(_WEEK)
        short &= ~week_before.isin(occurrences.loc[short, "week"]) & ~occurrences["week"].isin(self.weeks_of_change)
        if self.since is not None:
            short &= occurrences["day"] < pd.Timestamp(self.since)
        return (occurrences["hard_sets"] < least) if short.all() else short

    @cached_property
    def light_weeks(self) -> list[pd.Timestamp]:
        """Full weeks with no more than `deload.light_week_pct` % of the usual sets: easier weeks, broken-off ones."""
        sets = self.learned.groupby("week")["hard_sets"].sum()
        return list(sets.index[sets <= self.facts.number("deload.light_week_pct") / 100 * sets.median()])

    @cached_property
    def weeks_of_change(self) -> list[pd.Timestamp]:
        """Weeks, but for the first, in which an exercise was done for the first time."""
        first = pd.DatetimeIndex(self.lines.groupby("exercise_id")["week"].min().unique())
        return list(first[first > self.lines["week"].min()])

    @cached_property
    def usual_weekdays(self) -> list[int]:
        """As many weekdays as sessions are usual, those trained on most often; ties to the one trained on last."""
        a_week = max(half_up(self.recent.groupby("week").size().median()), 1)
        often = self.learned.groupby(_WEEKDAY).agg(weight=("weight", "sum"), last=("day", "max"))
        often["weight"] = often["weight"].round(9)
        return sorted(int(day) for day in often.sort_values(["weight", "last"]).index[-a_week:])

    def eligible(self) -> set[int]:
        """The kinds that may come again: those of recent weeks that were done twice, and all of the newest week."""
        counts = self.learned["kind"].value_counts()
        newest = self.learned.loc[self.learned["week"] == self.learned["week"].max(), "kind"]
        again = [kind for kind in self.recent["kind"].unique() if counts[kind] > 1]
        return {int(kind) for kind in (*again, *newest)}


def _profiles(lines: pd.DataFrame) -> Values:
    """One row a day, one column an exercise: its sets, weighted by how much it tells about the day."""
    days, day = np.unique(lines["day"].to_numpy(), return_inverse=True)
    exercises, exercise = np.unique(lines["exercise_id"].to_numpy("str"), return_inverse=True)
    counts = np.zeros((len(days), len(exercises)))
    np.add.at(counts, (day, exercise), lines["sets"].to_numpy("float64"))
    days_with = (counts > 0).sum(axis=0)
    return np.asarray(counts * np.log1p(len(counts) / np.maximum(days_with, 1)), dtype=np.float64)


def kinds_of(profiles: Values, least_similarity: float) -> Kinds:
    """The kind of each row: rows are joined, the most alike first, while groups are alike by at least that much in the
    mean (average linkage). Two rows are alike by the mean of their cosine and of what the smaller shares with the
    larger, so that a session that got something new is still the same. Kinds are numbered by their first row.
    """
    length = np.linalg.norm(profiles, axis=1, keepdims=True)
    cosine = (profiles / np.maximum(length, 1e-12)) @ (profiles / np.maximum(length, 1e-12)).T
    shared = np.minimum(profiles[:, None], profiles[None]).sum(axis=2)
    sums = profiles.sum(axis=1)
    overlap = shared / np.maximum(np.minimum(sums[:, None], sums[None]), 1e-12)
    alike = np.round((cosine + overlap) / 2, 9)
    groups = np.eye(len(profiles))
    while len(groups) > 1:
        size = groups.sum(axis=1)
        between = groups @ alike @ groups.T / np.outer(size, size)
        np.fill_diagonal(between, -1.0)
        one, other = divmod(int(between.argmax()), len(groups))
        if between[one, other] < least_similarity:
            break
        groups[one] += groups[other]
        groups = np.delete(groups, other, axis=0)
    return np.asarray(np.nonzero(groups.T)[1], dtype=np.int64)


# which kind comes on which day ----------------------------------------------------------------------------------------


def _coming(log: _Sessions, *, week: date, weekdays: Sequence[int], as_of: date, weeks: int) -> list[list[int]]:
    """The kind of each session of the planned week, and of as many weeks in all."""
    habits = _Succession.of(log)
    key = _telling_key(log, weekdays)
    if key == _WEEKDAY:
        return [[habits.next(key, weekday) for weekday in weekdays] for __ in range(weeks)]
    if key == _ORDINAL:
        return [[habits.next(key, number) for number in range(len(weekdays))] for __ in range(weeks)]
    for __ in range(_still_to_come(log, week=week, weekdays=weekdays, as_of=as_of)):
        habits.next(key, habits.last)
    return [[habits.next(key, habits.last) for __ in weekdays] for __ in range(weeks)]


def _telling_key(log: _Sessions, weekdays: Sequence[int]) -> str:
    """What foretells the kind of a session best, among the keys that fit the days: weekdays and the number in the week
    say nothing about other days or another number of them.
    """
    usual = log.usual_weekdays
    keys = [_BEFORE]
    if len(weekdays) == len(usual):
        keys.insert(0, _ORDINAL)
    if list(weekdays) == usual:
        keys.insert(0, _WEEKDAY)
    if len(log.weeks) == 1:  # there is no other week to foretell
        return keys[0]
    return max(keys, key=lambda key: round(_foretold(log.learned, key), 9))


def _foretold(learned: pd.DataFrame, key: str) -> float:
    """The share of sessions, newer weeks counting more, whose kind is the usual one of the others with the same key."""
    kind, value, weight = (learned[column].to_numpy() for column in ("kind", key, "weight"))
    others = (value[:, None] == value[None, :]) * weight[None, :]
    np.fill_diagonal(others, 0.0)
    votes = np.stack([(others * (kind == each)).sum(axis=1) for each in np.unique(kind)], axis=1)
    chosen = np.unique(kind)[votes.argmax(axis=1)]
    is_hit = (chosen == kind) & (votes.max(axis=1) > 0)
    return float((is_hit * weight).sum() / weight.sum())


@dataclass
class _Succession:
    """Walks from session to session: which kind was done last, and when each was."""

    learned: pd.DataFrame
    eligible: set[int]
    turns: dict[int, int]
    last: int
    known: dict[tuple[str, int], dict[int, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, log: _Sessions) -> _Succession:
        turns = {int(kind): turn for turn, kind in enumerate(log.days["kind"])}
        return cls(log.learned, log.eligible(), turns, int(log.days["kind"].iloc[-1]))

    def next(self, key: str, value: int) -> int:
        """The kind that usually has this key; where none has or two are even, the one not done for longest."""
        votes = self._votes(key, value)
        chosen = max(self.eligible, key=lambda kind: (votes.get(kind, 0.0), -self.turns[kind]))
        self.turns[chosen] = max(self.turns.values()) + 1
        self.last = chosen
        return chosen

    def _votes(self, key: str, value: int) -> dict[int, float]:
        if (key, value) not in self.known:
            usual = self.learned[self.learned[key] == value]
            sums = usual.groupby("kind")["weight"].sum().round(9)
            self.known[key, value] = dict(zip(sums.index.tolist(), sums.tolist(), strict=True))
        return self.known[key, value]


def _still_to_come(log: _Sessions, *, week: date, weekdays: Sequence[int], as_of: date) -> int:
    """Training days between the last session and the planned week: they will have been done by then. None for a log
    that rests.
    """
    last = log.days["day"].iloc[-1].date()
    if as_of - last > _WEEK:
        return 0
    first = max(as_of, last + _DAY)
    return sum((first + number * _DAY).weekday() in weekdays for number in range((week - first).days))


# what a session holds -------------------------------------------------------------------------------------------------


def _turns(kinds: Sequence[int]) -> list[int]:
    """How often each session's kind came before it in its week."""
    return [kinds[:place].count(kind) for place, kind in enumerate(kinds)]


def _session(log: _Sessions, of: tuple[int, int], day: date, catalogue: Catalogue) -> UsualSession:
    """A kind on a day, with how often it came before in its week: the lines of the latest such session that was no
    short one, else of the kind's latest.
    """
    kind, turn = of
    occurrences = log.days[(log.days["kind"] == kind) & (log.days["hard_sets"] > 0)]
    full = occurrences[~log.is_short(occurrences)]
    same_turn = full[full["turn"] == turn]
    latest = (full if same_turn.empty else same_turn)["day"].iloc[-1]
    lines = log.lines[(log.lines["day"] == latest) & (log.lines["hard_sets"] > 0)].sort_values("place")
    titles = occurrences["title"].dropna()
    return UsualSession(
        day=day,
        title=str(titles.iloc[-1]) if len(titles) else _body_part(lines["exercise_id"], catalogue),
        lines=tuple(
            UsualLine(str(exercise_id), max(half_up(sets), 1), max(half_up(reps), 1))
            for exercise_id, sets, reps in zip(lines["exercise_id"], lines["hard_sets"], lines["reps"], strict=True)
        ),
        at=_usual_start(occurrences["started_at"]),
        kind=kind,
        turn=turn,
    )


def _usual_start(started_at: pd.Series[Any]) -> time | None:
    """The median time of day, to five minutes; None where the log has days only."""
    known = started_at.dropna()
    if known.empty:
        return None
    minutes = (known.dt.hour * 60 + known.dt.minute).median()
    step = min(half_up(minutes / _START_STEP_MIN) * _START_STEP_MIN, 24 * 60 - _START_STEP_MIN)
    return time(step // 60, step % 60)


def _body_part(exercise_ids: Iterable[str], catalogue: Catalogue) -> str:
    regions: Mapping[str, str] = dict(zip(catalogue.muscles["id"], catalogue.muscles["region"], strict=True))
    worked = {regions[muscle] for each in exercise_ids for muscle in catalogue.main_muscles.get(each, ())}
    if "lower" not in worked:
        return _("Upper body")
    return _("Full body") if "upper" in worked else _("Lower body")


# what was left out ----------------------------------------------------------------------------------------------------


def _notes(done: pd.DataFrame) -> tuple[str, ...]:
    """What was done and cannot be planned, a sentence for each reason, most sets first."""
    is_hard = done.groupby("name")["hard_sets"].transform("sum") > 0
    why = done["left_out"].mask(done["left_out"].isna() & ~is_hard, "no hard sets").dropna()
    sets = done.loc[why.index].groupby([why, "name"])["sets"].sum().reset_index(name="sets")
    sets = sets.sort_values(["sets", "name"], ascending=[False, True])
    return tuple(
        _("Not planned: {exercises} ({why}).", exercises=_listed(names["name"].tolist()), why=_WHY_LEFT_OUT[str(why)])
        for why, names in sets.groupby("left_out", sort=True)
    )


_WHY_LEFT_OUT: Final[Mapping[str, str]] = {
    "not recognised": _("not recognised"),
    "without set credit": _("without set credit"),
    "no hard sets": _("no hard sets"),
}


def _listed(names: list[str]) -> str:
    shown, more = ", ".join(names[:_NAMES_IN_A_NOTE]), len(names) - _NAMES_IN_A_NOTE
    return _("{exercises} and {more} more", exercises=shown, more=more) if more > 0 else shown
