"""`python -m benchmarks.closed_loop`: plans taken at their word: trained as planned, then judged by all rules.

Logs are those of `benchmarks.lifters` (200), and with HINDSIGHT_EXPORTS every real log, each at three points of its
time: after its last week, and after three quarters and half of its weeks. A planned week is written into the log as it
stands: day, hour, sets, loads, reps inside their range (what the forecast says, one more every second week), reps in
reserve where the lifter writes them down. Then comes the next Monday, with its plan. Every tenth generated lifter is
followed as far as the claims speak, the others and the real logs for two or three weeks.

Promises, each counted where it could be broken:

* **gone in time**: a finding that the first plan claims to settle is gone on the Monday after the weeks it states, and
  stays gone on every later Monday that is simulated; **milder in time** likewise.
* **nothing new**: no finding of quad dominance, hinge and curl, or volume (`FORMS`) comes up that is as severe as
  the mildest claimed, information aside, unless a plan said so before (`Plan.foreseen`: while a week may grow by no
  more than the limits, some numbers stay low for a while); these are counted by themselves. A milder form of what
  stood before (below the floor instead of nothing at all) is not new, nor is what rules could not yet judge, in a log
  of fewer than four full weeks. Rules look back on four weeks, so a finding may come up because a good week of before
  drops out: it is the plan's where it would stand as well if all these weeks had been planned ones (the planned ones
  repeated, easier weeks and restarts left out).
* **never very high**: no week holds more sets for a muscle than its very high mark. Where a week did before the plan,
  none holds more than the largest of these.
* **no leap**: a week's sets of a muscle rise by `vol.max_weekly_rise` or `vol.max_weekly_rise_sets` at most, over what
  the lifter is used to: the largest of the weeks before, each alone, as many as `plan.look_back_weeks`; after a break
  also the median of the last weeks with training. **no big jump** holds the week against the mean of four weeks: the
  finding of that name does not come up.
* **possible**: exercises that the equipment allows or the log holds, loads within the forecast, days that were stated
  (else trained on, or named as a new session), no new pair of hard hamstring days within `space.min_hours`, no empty
  plan.

A plan that a note of pain stopped promises nothing; its weeks end there. `--failures FILE` writes each broken promise
as it is found.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from io import BytesIO
from multiprocessing import Pool
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.model import SEVERITIES, Severity, is_stronger
from analytics.plans.claims import FORMS, form, forms_standing
from analytics.plans.model import Claim, Line, Plan, Session
from analytics.plans.outlook import ADDRESSED
from analytics.reference.catalogue import load_catalogue
from analytics.reference.equipment import allows
from analytics.store import Store
from analytics.training_log import TrainingLog
from benchmarks.backtest import logs_of
from benchmarks.lifters import GeneratedLifter, lifters, log_of

Planner = Callable[[TrainingLog, date], Plan]
Findings = dict[tuple[str, str], Severity]
"""(rule, subject) -> severity."""

LOOKED_BACK: Final = 6
"""As many weeks as no rule about sets looks further back than."""
LEAST_WEEKS: Final = 3
ROUNDING: Final = 1e-6
FULL_EVERY: Final = 10
"""Of the generated lifters, every tenth is followed over the whole horizon."""
REAL_POINTS: Final = (1.0, 0.75, 0.5)
REAL_YEARS: Final = 1
"""Of a real log so much is read: no rule looks back further."""
NEW_LOAD_KG: Final[Mapping[str, float]] = MappingProxyType({"barbell": 40, "machine": 30, "cable": 20})
NEW_LOAD_ELSE_KG: Final = 10.0
USUAL_HOUR: Final = time(18)
PROMISES: Final = (
    "gone in time", "milder in time", "nothing new", "no big jump", "never very high", "no leap, legs",
    "no leap, others", "equipment", "loads", "days", "hamstring days apart", "not empty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """A log (Hindsight's own CSV), its settings, the Monday of the first plan, and the most weeks that are trained."""

    name: str
    group: str
    content: bytes
    on: date
    weeks: int
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept: in which simulated week, and what happened."""

    promise: str
    week: int
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the first plan, how often each promise could have been broken, and where it was.

    `weeks` were trained; `plan_s` are the seconds of each call of the planner; `before` stood when the first plan was
    made; on `foretold` Mondays a new finding was there that a plan had foreseen.
    """

    job: Job
    first: Plan
    checked: Mapping[str, int]
    broken: tuple[Broken, ...]
    weeks: int
    plan_s: tuple[float, ...]
    before: Findings
    foretold: int


def as_planned(log: TrainingLog, monday: date) -> Plan:
    """The planner that is tested."""
    return log.plan(on=monday, week=monday)


# --- one log ----------------------------------------------------------------------------------------------------------


def simulate(job: Job, planner: Planner = as_planned) -> Outcome:
    """Train the weeks of one log as planned, and look at what was promised."""
    with (
        _Named(job.name),
        tempfile.TemporaryDirectory(prefix="hindsight-loop-") as folder,
        TrainingLog.open(Path(folder)) as log,
    ):
        for key, value in job.settings.items():
            log.change_setting(key, value)
        log.import_file("log.csv", job.content, now=_noon(job.on))
        return _Loop(log, job, planner).outcome()


class _Named(AbstractContextManager[None]):
    """Says in the traceback of a bug which log it came up in."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            error.add_note(f"This happened with the log {self._name}.")


class _Loop:
    """One log as its weeks pass."""

    def __init__(self, log: TrainingLog, job: Job, planner: Planner) -> None:
        self._log, self._job, self._planner = log, job, planner
        self._plans: list[Plan] = []
        self._trained: list[pd.DataFrame] = []
        self._seconds: list[float] = []
        self._checked: Counter[str] = Counter()
        self._broken: list[Broken] = []
        self._foretold = 0
        self._logged = log.sets()
        self._span = log.span()

    def outcome(self) -> Outcome:
        """Train to the end, then judge."""
        before = self._findings(self._job.on)
        mondays = [before]
        while not self._is_over():
            week = len(self._plans)
            self._trained.append(self._as_sets(self._plans[-1], week))
            self._log.add_sets(self._trained[-1], now=_noon(self._monday(week)))
            mondays.append(self._findings(self._monday(week)))
        trained = len(mondays) - 1
        self._judge_claims(mondays)
        self._judge_new(mondays)
        if trained:
            self._judge_volume(trained)
            self._judge_spacing(trained)
        checked = {promise: self._checked[promise] for promise in PROMISES}
        broken, seconds = tuple(self._broken), tuple(self._seconds)
        return Outcome(self._job, self._plans[0], checked, broken, trained, seconds, before, self._foretold)

    def _is_over(self) -> bool:
        """Whether the weeks are full or training stops; else the next plan was made and looked at."""
        week = len(self._plans) + 1
        if self._plans and week > self._weeks:
            return True
        start = perf_counter()
        plan = self._planner(self._log, self._monday(week - 1))
        self._seconds.append(perf_counter() - start)
        self._plans.append(plan)
        self._judge_possible(plan, week)
        return not plan.sessions or week > self._weeks

    @cached_property
    def _weeks(self) -> int:
        """As many weeks as the claims speak of and one more, within what the job allows."""
        spoken = [weeks for claim in self._plans[0].claims for weeks in (claim.weeks, claim.milder_after) if weeks]
        return min(self._job.weeks, max([LEAST_WEEKS, *(weeks + 1 for weeks in spoken)]))

    def _monday(self, week: int) -> date:
        return self._job.on + timedelta(weeks=week)

    def _findings(self, on: date) -> Findings:
        said = self._log.findings(on=on, rules={*FORMS, *ADDRESSED})
        return {(each.rule, each.subject): each.severity for each in reversed(said)}

    def _count(self, promise: str, is_kept: bool, week: int, words: str) -> None:
        self._checked[promise] += 1
        if not is_kept:
            self._broken.append(Broken(promise, week, words))

    # what is done ----------------------------------------------------------------------------------------------------

    def _as_sets(self, plan: Plan, week: int) -> pd.DataFrame:
        """The plan as rows for `TrainingLog.add_sets`."""
        rows = [row for session in plan.sessions for row in self._session_rows(session, week)]
        return pd.DataFrame(rows)

    def _session_rows(self, session: Session, week: int) -> Iterator[dict[str, Any]]:
        blocks: Counter[str] = Counter()
        for line in session.lines:
            blocks[line.exercise_id] += 1
            begun = {
                "started_at": datetime.combine(session.day, session.at or USUAL_HOUR),
                "workout": session.title,
                "exercise": line.exercise_id,
                "exercise_id": line.exercise_id,
                "block": blocks[line.exercise_id],
            }
            for side in ("left", "right") if line.exercise_id in self._by_side else (None,):
                for _ in range(line.sets):
                    yield begun | {"side": side} | self._set(line, week)

    def _set(self, line: Line, week: int) -> dict[str, Any]:
        low, high = line.reps
        if line.is_hold:
            return {"reps": None, "duration_s": float(high), "rir": None, "weight_kg": line.load.kg}
        said = line.load.reps if line.load.reps is not None else (low + high) // 2
        reps = min(max(said + week % 2, low), high)
        return {
            "reps": float(reps),
            "duration_s": None,
            "rir": float(sum(line.rir) // 2) if self._logs_effort else None,
            "weight_kg": line.load.kg if line.load.kg is not None else self._new_load(line),
        }

    def _new_load(self, line: Line) -> float | None:
        """What is picked up where the plan has no load yet; the next plan knows it."""
        entry = load_catalogue().exercise(line.exercise_id) if line.exercise_id in _CATALOGUED else None
        if line.load.step != "find" or entry is None or entry.load_mode in ("bodyweight", "added", "band", "hold"):
            return None
        return NEW_LOAD_KG.get(entry.equipment, NEW_LOAD_ELSE_KG)

    @cached_property
    def _by_side(self) -> frozenset[str]:
        rows = self._logged
        return frozenset(rows.loc[rows["side"].notna(), "exercise_id"].dropna().astype(str))

    @cached_property
    def _logs_effort(self) -> bool:
        return bool(self._logged["rir"].notna().mean() > 0.5)

    # what was promised -----------------------------------------------------------------------------------------------

    def _judge_claims(self, mondays: Sequence[Findings]) -> None:
        for claim in self._plans[0].claims:
            key, words = (claim.rule, claim.subject), f"{claim.rule} {claim.subject} ({claim.severity})"
            for week in _from(claim.weeks, len(mondays)):
                left = mondays[week].get(key)
                said = f"{words} is there ({left}) after {week} weeks, claimed gone after {claim.weeks}"
                self._count("gone in time", left is None, week, said)
            for week in _from(claim.milder_after, len(mondays)):
                left = mondays[week].get(key)
                said = f"{words} is no milder after {week} weeks, claimed after {claim.milder_after}"
                self._count("milder in time", left is None or is_stronger(claim.severity, left), week, said)

    def _judge_new(self, mondays: Sequence[Findings]) -> None:
        before, claims = mondays[0], self._plans[0].claims
        level: Severity = max((claim.severity for claim in claims), key=SEVERITIES.index, default="hint")
        stood = _forms_of(before)
        for week, found in enumerate(mondays[1:], start=1):
            come = {key: severity for key, severity in found.items() if _comes_up(key, severity, stood, level)}
            if come:
                own = {form(*key) for key in self._is_of_the_plan(week)}
                come = {key: severity for key, severity in come.items() if form(*key) in own}
            if self._full_weeks(week) <= 4:
                stood |= _forms_of(come)
                come = {}
            told = {form(each.rule, each.subject) for plan in self._plans[:week] for each in plan.foreseen}
            untold = {key: severity for key, severity in come.items() if form(*key) not in told}
            words = ", ".join(f"{rule} {subject} ({severity})" for (rule, subject), severity in untold.items())
            self._count("nothing new", not untold, week, f"new: {words}")
            self._foretold += bool(come) and not untold
            jumped = {rule for rule, _ in found} - {rule for rule, _ in before}
            self._count("no big jump", "big_jump" not in jumped, week, "new: big_jump")

    def _is_of_the_plan(self, week: int) -> set[tuple[str, str]]:
        """What the rules would say on the Monday after so many planned weeks if all weeks that they look back on had
        been planned ones: these repeated backwards, easier weeks and restarts left out.
        """
        whole = [number for number in range(week) if self._plans[number].kind not in ("deload", "return")]
        if not whole:
            return set()
        repeated = [
            self._trained[whole[back % len(whole)]].pipe(_moved, self._monday(week - 1 - back))
            for back in range(LOOKED_BACK)
        ]
        with tempfile.TemporaryDirectory(prefix="hindsight-loop-") as folder, TrainingLog.open(Path(folder)) as log:
            for key, value in self._job.settings.items():
                log.change_setting(key, value)
            log.add_sets(pd.concat(repeated, ignore_index=True), now=_noon(self._monday(week)))
            return {(each.rule, each.subject) for each in log.findings(on=self._monday(week), rules=FORMS)}

    def _full_weeks(self, week: int) -> int:
        """How many full weeks the log has on the Monday after so many planned ones."""
        first = self._span[0] if self._span else self._job.on
        return (self._monday(week) - first).days // 7

    def _judge_volume(self, trained: int) -> None:
        volume = self._log.metric("muscle_volume", to_date=self._monday(trained) - timedelta(days=1))
        sets = volume.pivot_table(index="week", columns="muscle", values="week_sets", observed=True).sort_index()
        marks = volume.groupby("muscle")["very_high"].last()
        facts = self._log.facts
        share, number = facts.number("vol.max_weekly_rise") / 100, facts.number("vol.max_weekly_rise_sets")
        look_back = int(facts.number("plan.look_back_weeks"))
        for muscle in sets.columns:
            weeks = sets[muscle].to_numpy(float)
            past, done = weeks[: len(weeks) - trained], sets[: len(weeks) - trained].sum(axis=1).to_numpy(float) > 0
            usual = _median(past[done][-look_back:])
            ceiling = max([float(marks[muscle]), *past[-look_back:]]) if pd.notna(marks[muscle]) else np.inf
            for week in range(1, trained + 1):
                place = len(past) + week - 1
                now, base = weeks[place], max(_used_to(weeks, place, look_back), usual)
                words = f"{muscle}: {now:g} sets, mark or most before {ceiling:g}"
                self._count("never very high", now <= ceiling + ROUNDING, week, words)
                words = (
                    f"{muscle}: {now:g} sets after {weeks[max(0, place - 4) : place].tolist()}, usual week {usual:g}"
                )
                promise = "no leap, legs" if muscle in _LEGS else "no leap, others"
                self._count(promise, now <= base + max(share * base, number) + ROUNDING, week, words)

    def _judge_spacing(self, trained: int) -> None:
        hours = self._log.facts.number("space.min_hours")
        pairs = self._log.metric("session_spacing", to_date=self._monday(trained) - timedelta(days=1))
        start = pd.Timestamp(self._job.on)
        close = pairs[(pairs["muscle"] == "hamstrings") & (pairs["hours"] < hours)]
        if self._log.lifter.training_days:  # they were stated, however near the first is to the last workout of before
            close = close[(close["earlier_at"] >= start) | (close["later_at"] < start)]
        later_at = pd.to_datetime(close["later_at"])
        look_back = timedelta(weeks=self._log.facts.number("plan.look_back_weeks"))
        if ((later_at < start) & (later_at >= start - look_back)).any():
            return
        for week in range(1, trained + 1):
            monday = pd.Timestamp(self._monday(week - 1))
            now = close[(later_at >= monday) & (later_at < monday + timedelta(weeks=1))]
            words = "; ".join(
                f"{a:%a} {b:g} and {c:%a} {d:g} sets"
                for a, b, c, d in zip(
                    now["earlier_at"], now["earlier_sets"], now["later_at"], now["later_sets"], strict=True
                )
            )
            self._count("hamstring days apart", now.empty, week, words)

    def _judge_possible(self, plan: Plan, week: int) -> None:
        is_there = plan.kind == "stopped" or plan.sets > 0
        self._count("not empty", is_there, week, f"{plan.kind} plan without sets: {' '.join(plan.notes)}")
        for session, line in plan.lines():
            kg, high = line.load.kg, line.load.high_kg
            words = f"{line.exercise_id} on {session.day:%a}"
            self._count("equipment", self._can_do(line.exercise_id), week, f"{words}: {self._log.lifter.equipment}")
            if kg is not None and high is not None:
                self._count("loads", kg <= high + ROUNDING, week, f"{words}: {kg:g} kg, forecast to {high:g}")
        for session in plan.sessions:
            self._count("days", self._is_on_a_training_day(plan, session), week, f"{session.title} on {session.day:%a}")

    def _can_do(self, exercise_id: str) -> bool:
        return exercise_id in self._done or allows(self._log.lifter.equipment, exercise_id)

    @cached_property
    def _done(self) -> frozenset[str]:
        return frozenset(self._logged["exercise_id"].dropna().astype(str))

    def _is_on_a_training_day(self, plan: Plan, session: Session) -> bool:
        if not 0 <= (session.day - plan.week).days < 7:
            return False
        if stated := self._log.lifter.training_days:
            return session.day.weekday() in stated
        is_new = any(change.kind == "add_session" and change.day == session.day for change in plan.changes)
        return is_new or session.day.weekday() in self._trained_days

    @cached_property
    def _trained_days(self) -> frozenset[int]:
        started = pd.to_datetime(self._logged["started_at"])
        last = started.max() - pd.Timedelta(weeks=self._log.facts.number("plan.look_back_weeks") + 1)
        return frozenset(int(day) for day in started[started >= last].dt.day_of_week.unique())


_CATALOGUED: Final = frozenset(load_catalogue().exercises["id"])
_LEGS: Final = frozenset(load_catalogue().muscles.query("region == 'lower'")["id"])


def _moved(rows: pd.DataFrame, monday: date) -> pd.DataFrame:
    """A week of rows, in another week."""
    started_at = pd.to_datetime(rows["started_at"])
    first = started_at.min().normalize()
    first -= pd.Timedelta(days=first.day_of_week)
    return rows.assign(started_at=started_at + (pd.Timestamp(monday) - first))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))


def _forms_of(found: Findings) -> dict[tuple[str, str], Severity]:
    return forms_standing((rule, subject, severity) for (rule, subject), severity in found.items())


def _comes_up(
    key: tuple[str, str], severity: Severity, stood: Mapping[tuple[str, str], Severity], level: Severity
) -> bool:
    """Whether a finding of the forms is as severe as `level`, more than information, and more than what stood."""
    if key[0] not in FORMS or severity == "info" or is_stronger(level, severity):
        return False
    known = stood.get(form(*key))
    return known is None or is_stronger(severity, known)


def _from(weeks: int | None, mondays: int) -> range:
    """The Mondays after so many weeks, as far as they were simulated."""
    return range(weeks, mondays) if weeks is not None else range(0)


def _used_to(weeks: np.ndarray[Any, Any], place: int, look_back: int) -> float:
    """What a week's sets may be compared with: the largest of the weeks before, each alone."""
    before = weeks[max(0, place - look_back) : place]
    return float(before.max()) if len(before) else 0.0


def _median(values: np.ndarray[Any, Any]) -> float:
    return float(np.median(values)) if len(values) else 0.0


# --- which logs -------------------------------------------------------------------------------------------------------


def generated(count: int, *, horizon: int, short: int) -> list[Job]:
    """The generated lifters; one in `FULL_EVERY` is followed over the whole horizon, the others for a `short` time."""
    return [job_of(each, weeks=short if each.number % FULL_EVERY else horizon) for each in lifters(count)]


def job_of(lifter: GeneratedLifter, *, weeks: int) -> Job:
    """A generated lifter as a job."""
    return Job(lifter.name, lifter.programme.name, log_of(lifter), lifter.on, weeks, lifter.settings)


def real(folder: Path, *, weeks: int) -> list[Job]:
    """The real logs at three points of their time, the earlier ones for a week less; without those that mostly repeat
    another.
    """
    with tempfile.TemporaryDirectory(prefix="hindsight-loop-") as work:
        bests, _ = logs_of(folder, work=Path(work))
        store = Store(Path(work) / "backtest.duckdb", files=Path(work) / "files")
        with TrainingLog(store) as log:
            sets = pd.read_csv(BytesIO(log.export()), dtype="str", keep_default_na=False)
    kept = set(bests["log"].unique())
    return [job for name, own in sets.groupby("athlete") if name in kept for job in _points(str(name), own, weeks)]


def _points(name: str, sets: pd.DataFrame, weeks: int) -> Iterator[Job]:
    """A log cut on Sundays: at its end and earlier, where it has four weeks of training before."""
    started = pd.to_datetime(sets["started_at"])
    first, last = started.min(), started.max()
    for share in REAL_POINTS:
        day = (first + (last - first) * share).normalize()
        on = day + pd.Timedelta(days=7 - day.weekday())
        inside = (started < on) & (started >= on - pd.DateOffset(years=REAL_YEARS))
        if inside.sum() and not (share < 1 and (on - first).days < 28):
            content = sets[inside].drop(columns="athlete").to_csv(index=False).encode()
            yield Job(f"{name} at {share:.0%}", "real", content, on.date(), weeks - (share < 1))


# --- what is printed --------------------------------------------------------------------------------------------------


def run(jobs: Sequence[Job], *, processes: int) -> Iterator[Outcome]:
    """The outcome of every job, in their order."""
    if processes == 1:
        yield from map(simulate, jobs)
        return
    with Pool(processes) as pool:
        yield from pool.imap(simulate, jobs)


def print_promises(outcomes: Sequence[Outcome]) -> None:
    """One line a promise: how often it could have been broken and was, generated and real logs."""
    kinds = {"generated": [o for o in outcomes if o.job.group != "real"]}
    kinds["real"] = [o for o in outcomes if o.job.group == "real"]
    print(f"\n{'promise':24}" + "".join(f"{f'{kind}: checked':>20}{'broken':>9}{'logs':>7}" for kind in kinds))
    for promise in PROMISES:
        print(f"{promise:24}" + "".join(_promise_cells(promise, each) for each in kinds.values()))


def _promise_cells(promise: str, outcomes: Iterable[Outcome]) -> str:
    checked, broken, logs = 0, 0, 0
    for outcome in outcomes:
        own = sum(each.promise == promise for each in outcome.broken)
        checked, broken, logs = checked + outcome.checked[promise], broken + own, logs + (own > 0)
    return f"{checked:>20,}{broken:>9}{logs:>7}"


def print_groups(outcomes: Sequence[Outcome]) -> None:
    """One line a programme: lifters, what was claimed, and what was kept."""
    print(f"\n{'':24}{'logs':>6}{'weeks':>7}{'claims':>8}{'settled':>9}{'in time':>9}{'broken':>8}{'plan s':>8}")
    for group in dict.fromkeys(outcome.job.group for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.job.group == group]
        claims = [claim for outcome in own for claim in outcome.first.claims]
        settled = [claim for claim in claims if claim.weeks is not None]
        seconds = [second for outcome in own for second in outcome.plan_s]
        print(
            f"{group:24}{len(own):>6}{sum(o.weeks for o in own):>7}{len(claims):>8}{len(settled):>9}"
            f"{sum(len(claims_kept(o)) for o in own):>9}{sum(len(o.broken) for o in own):>8}{np.median(seconds):>8.2f}"
        )


def claims_kept(outcome: Outcome) -> list[Claim]:
    """The claims of the first plan that came due in the simulated weeks and were kept."""
    lost = {each.words.split(" (")[0] for each in outcome.broken if each.promise == "gone in time"}
    due = [claim for claim in outcome.first.claims if claim.weeks is not None and claim.weeks <= outcome.weeks]
    return [claim for claim in due if f"{claim.rule} {claim.subject}" not in lost]


def _line(outcomes: Sequence[Outcome]) -> str:
    claims = [claim for outcome in outcomes for claim in outcome.first.claims]
    due = [c for o in outcomes for c in o.first.claims if c.weeks is not None and c.weeks <= o.weeks]
    kept = sum(len(claims_kept(outcome)) for outcome in outcomes)
    broken = Counter(each.promise for outcome in outcomes for each in outcome.broken)
    others = ", ".join(f"{promise} {number}" for promise, number in broken.items() if promise != "gone in time")
    return (
        f"closed-loop: {len(outcomes)} logs, {sum(o.weeks for o in outcomes)} weeks trained as planned; {len(claims)} "
        f"findings claimed, {sum(c.weeks is not None for c in claims)} to be settled; {kept} of {len(due)} due were "
        f"gone in time and stayed gone; other promises broken: {others or 'none'}; on "
        f"{sum(o.foretold for o in outcomes)} of {sum(o.checked['nothing new'] for o in outcomes):,} Mondays stood a "
        f"new finding that the plan had foretold"
    )


def _words(outcome: Outcome, broken: Broken) -> str:
    return f"{outcome.job.name} | {outcome.first.kind} | week {broken.week} | {broken.promise} | {broken.words}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.closed_loop", description="Plans settle what they claim."
    )
    parser.add_argument("--lifters", type=int, default=200, help="how many generated lifters (200)")
    parser.add_argument("--weeks", type=int, default=12, help="weeks of those who are followed to the end (12)")
    parser.add_argument("--short", type=int, default=3, help="weeks of the others, and of real logs (3)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-real", action="store_true", help="leave the real logs of HINDSIGHT_EXPORTS out")
    parser.add_argument("--only", help="only logs whose name holds this")
    parser.add_argument("--failures", type=Path, help="a file for each broken promise")
    asked = parser.parse_args(arguments)
    jobs = generated(asked.lifters, horizon=asked.weeks, short=asked.short)
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    if folder and not asked.no_real:
        jobs += real(Path(folder), weeks=asked.short)
    jobs = [job for job in jobs if asked.only is None or asked.only in job.name]
    outcomes = list(_written(run(jobs, processes=asked.processes), asked.failures))
    print_groups(outcomes)
    print_promises(outcomes)
    print(f"\n{_line(outcomes)}")
    return int(any(outcome.broken for outcome in outcomes))


def _written(outcomes: Iterable[Outcome], failures: Path | None) -> Iterator[Outcome]:
    if failures is not None:
        failures.write_text("", encoding="utf-8")
    for outcome in outcomes:
        lines = [_words(outcome, each) for each in outcome.broken]
        if failures is not None:
            with failures.open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        else:
            print(*lines[:3], sep="\n", end="\n" if lines else "")
        yield outcome


if __name__ == "__main__":
    sys.exit(main())
