"""`python -m benchmarks.backtest_plans`: planned loads on real logs, reps predicted against reps done.

Reads every file of every folder of HINDSIGHT_EXPORTS, each as a log of its own, and leaves out files that stand in
larger ones, as `benchmarks.backtest` does. Before each session of an externally loaded lift with a forecast (from its
sixth on) it asks what the plan would have said, from earlier days alone: the reps that a plan of the goal "balanced"
gives the lift (`analytics.plans.order.prescribe`, from the lifter's usual reps), and the load
(`analytics.plans.loads.planned_load`).

**Done** is the day's top load of hard sets, and the most reps at it. The load done is the planned one where they differ
by less than 1 % or `prog.least_step_kg`: rounding of a unit. There the reps predicted (the forecast's median) meet the
reps done. Elsewhere the lifter did something else, and the reps predicted at the load that was done are compared.

Nobody followed these plans: the lifters chose their loads themselves, so sessions at the planned load are those whose
lifter came to the same choice. What happens to those who follow a plan cannot be read from a log.

Baselines: the reps of last time; reps at which Epley's formula gives the maximum of last time (held to 1 to 30).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import HindsightError
from analytics.metrics import MetricRequest
from analytics.metrics._steps import LiftPast, lift_pasts, lift_sessions
from analytics.metrics.e1rm import epley
from analytics.metrics.forecast import Sessions, Values, calibrated_scores, others_at, replay
from analytics.metrics.next_session import session_bests, sessions_of
from analytics.model import Choices
from analytics.plans.load_reps import Lift, Outlook
from analytics.plans.load_terms import LoadTerms
from analytics.plans.loads import Asked, planned_load
from analytics.plans.model import UsualLine
from analytics.plans.order import prescribe
from analytics.reference.catalogue import Catalogue
from analytics.store import Store
from analytics.training_log import TrainingLog
from benchmarks.backtest import epley_reps, held_elsewhere

NOW: Final = datetime(2026, 11, 21, 12)
SAME_LOAD: Final = 0.01
USUAL_SESSIONS: Final = 8
"""Sessions from which a lifter's usual reps are read, about as many as the weeks of a plan's habit."""
LONGEST_SET: Final = 30
ROUNDING: Final = 1e-6
CHANGES: Final = ("much lighter", "to 10 % less", "same", "heavier")
"""Loads done against the last one."""


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Log:
    """What a file holds: `sessions` as in `lift_sessions`, `bests` as in `session_bests`, and since when each load is
    known (`loads`: exercise_id, kg, day)."""

    name: str
    sessions: pd.DataFrame
    bests: pd.DataFrame
    loads: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Planner:
    """What a plan would say: the facts of its loads, and the reps that it gives an exercise."""

    terms: LoadTerms
    catalogue: Catalogue
    known: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def reps(self, name: str, past: LiftPast) -> tuple[int, int]:
        """The planned reps, from and to."""
        usual = int(np.median(past.most_at_top[-USUAL_SESSIONS:]) + 0.5)
        if (name, usual) not in self.known:
            line = prescribe(
                name,
                1,
                "accessory",
                usual=UsualLine(name, 1, usual),
                goal="balanced",
                catalogue=self.catalogue,
                facts=self.terms.facts,
            )
            self.known[name, usual] = line.reps
        return self.known[name, usual]


_LOADS: Final = """
select exercise_id, weight_kg as kg, min(day) as day
from current_sets
where athlete = $athlete and $to_date::date is null
    and exercise_id is not null and weight_kg > 0 and set_type <> 'warmup'
group by all
"""


def logs_of(folder: Path, *, work: Path) -> tuple[list[Log], Planner]:
    """The logs of a folder, without those that stand in larger ones."""
    store, logs = Store(work / "backtest.duckdb", files=work / "files"), []
    with TrainingLog(store) as log:
        for path in sorted(file for file in folder.glob("*/**/*") if file.is_file()):
            name = path.relative_to(folder).as_posix()
            try:
                log.import_file(path.name, path.read_bytes(), now=NOW, choices=Choices(athlete=name, time_zone="UTC"))
            except HindsightError:
                continue  # `make backtest` says which and why
            request = MetricRequest(store, log.facts, athlete=name)
            bests = session_bests(request, max_reps=LONGEST_SET)
            logs.append(Log(name, lift_sessions(request), bests, request.rows(_LOADS)))
        repeated = held_elsewhere(pd.concat([each.bests.assign(log=each.name) for each in logs], ignore_index=True))
        planner = Planner(LoadTerms.from_facts(log.facts), store.catalogue)
    return [each for each in logs if each.name not in repeated], planner


# --- walking ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Days:
    """A log's sessions as the forecast sees them, and the scores that a range must reach on each of its days."""

    sessions: Sessions
    reach: dict[float, tuple[float, ...]]
    lifts: dict[str, int]

    @classmethod
    def of(cls, log: Log, terms: LoadTerms) -> Days:
        """Scores come from the forecasts of earlier days alone."""
        sessions = sessions_of(log.bests)
        score = replay(sessions, terms.forecast).score
        reach = {}
        for day in np.unique(sessions.day):
            known = score[: np.searchsorted(sessions.day, day)]
            reach[float(day)] = calibrated_scores(known[~np.isnan(known)], terms.forecast)
        return cls(
            sessions, reach, {name: place for place, name in enumerate(np.sort(log.bests["exercise_id"].unique()))}
        )


def planned_and_done(log: Log, planner: Planner) -> pd.DataFrame:
    """One row a session of a lift that had a forecast: what the plan would have said, and what was done."""
    days = Days.of(log, planner.terms)
    loaded = log.sessions[(log.sessions["load_kind"] == "external") & (log.sessions["most_at_top"] > 0)]
    rows = [
        {"log": log.name, "exercise_id": name, **row}
        for name, own in loaded[loaded["weight_kg"] > 0].groupby("exercise_id", sort=True)
        if name in days.lifts
        for row in _walk(str(name), own, log, days, planner)
    ]
    return pd.DataFrame(rows)


def _walk(name: str, own: pd.DataFrame, log: Log, days: Days, planner: Planner) -> Iterator[dict[str, object]]:
    terms, best = planner.terms, log.bests[log.bests["exercise_id"] == name]
    best_kg, best_reps = best["weight_kg"].to_numpy(float), best["reps"].to_numpy(np.int64)
    steps = _smallest_steps(log.loads[log.loads["exercise_id"] == name], own["day"], terms)
    whole, on = lift_pasts(own)[name], own["day"]
    known = np.searchsorted(best["day"].to_numpy(), on.to_numpy())
    for place, day in enumerate((on - pd.Timestamp(0)) / pd.Timedelta(days=1)):
        if place and known[place] >= terms.forecast.min_sessions and day in days.reach:
            others = others_at(days.sessions, days.lifts[name], day, terms.forecast)
            past = _until(whole, place, steps[place])
            lift = Lift(past, best_kg[: known[place]], best_reps[: known[place]], others)
            yield _row(name, lift, (whole, place), days.reach[day], planner)


def _until(whole: LiftPast, count: int, step_kg: float) -> LiftPast:
    """The first sessions of a lift, with the smallest step that was known then."""
    series = ("weight_kg", "fewest_reps", "fewest_at_top", "most_at_top", "least_rir")
    return replace(whole, step_kg=step_kg, **{name: getattr(whole, name)[:count] for name in series})


def _smallest_steps(loads: pd.DataFrame, on: pd.Series[pd.Timestamp], terms: LoadTerms) -> Values:
    """The smallest difference between two loads of a lift that were known before each day."""
    kg, since = loads["kg"].to_numpy(float), loads["day"].to_numpy()
    order = np.argsort(kg)
    kg, since = kg[order], since[order]
    found = np.full(len(on), np.nan)
    for place, day in enumerate(on.to_numpy()):
        differences = np.diff(kg[since < day])
        differences = differences[differences >= terms.least_step_kg]
        found[place] = differences.min() if len(differences) else np.nan
    return found


def _row(
    name: str,
    lift: Lift,
    done: tuple[LiftPast, int],
    reach: tuple[float, ...],
    planner: Planner,
) -> dict[str, object]:
    (whole, place), terms = done, planner.terms
    reps = planner.reps(name, lift.past)
    load, outlook = planned_load(lift, Asked(reps), reach, terms), Outlook.of(lift, reach, terms)
    if outlook is None:
        raise ValueError(f"{name} was planned without a forecast.")
    done_kg = float(whole.weight_kg[place])
    told, allowed = outlook.logged(done_kg), outlook.allowed(done_kg)
    maximum = float(epley(lift.last_kg, float(lift.past.most_at_top[-1])))
    return {
        "step": load.step, "how": load.how, "kg": load.kg, "high_kg": load.high_kg, "low_kg": load.low_kg,
        "last_kg": load.last_kg, "done_kg": done_kg, "reps_from": reps[0], "reps_to": reps[1],
        "reps": int(whole.most_at_top[place]), "fewest": int(whole.fewest_at_top[place]),
        "planned": load.reps, "low": load.reps_low, "high": load.reps_high,
        "at_done": told.reps, "low_at_done": told.ranges[0][0], "high_at_done": told.ranges[0][1],
        "repeat": load.last_reps, "epley": float(np.clip(epley_reps(maximum, done_kg), 1, LONGEST_SET)),
        "allowed_low": allowed.ranges[0][0], "allowed_high": allowed.ranges[0][1],
        "is_same": load.kg is not None and abs(done_kg - load.kg) < max(SAME_LOAD * done_kg, terms.least_step_kg),
    }  # fmt: skip


# --- what is printed --------------------------------------------------------------------------------------------------


def print_at_planned(rows: pd.DataFrame) -> None:
    """How the forecast did where the load done was the planned one, by what the plan did with the load."""
    print(f"\nLoad done is the planned one: {_counted(rows)}")
    heads = ("MAE", "bias", "80 %", "width", "bottom", "all sets", "repeat", "Epley")
    print(f"{'':12}{'n':>8}" + "".join(f"{head:>10}" for head in heads))
    for name, own in (("all", rows), *rows.groupby("step")):
        figures = (
            f"{_mae(own, 'planned'):.3f}",
            f"{(own['planned'] - own['reps']).mean():+.2f}",
            f"{_held(own, 'low', 'high'):.1f}",
            f"{(own['high'] - own['low'] + 1).mean():.2f}",
            f"{_reached(own, 'reps'):.1f}",
            f"{_reached(own, 'fewest'):.1f}",
            f"{_mae(own, 'repeat'):.3f}",
            f"{_mae(own, 'epley'):.3f}",
        )
        print(f"{name:12}{len(own):8,}" + "".join(f"{figure:>10}" for figure in figures))
    print("bottom: the best set at the top load reached the fewest planned reps, %; all sets: every set at it did, %")


def print_elsewhere(rows: pd.DataFrame) -> None:
    """The sessions with another load: which way, and the forecast at the load that was done."""
    away = 100 * (rows["done_kg"] / rows["kg"] - 1)
    up, down = away[away > 0], away[away < 0]
    print(f"\nAnother load was done: {_counted(rows)}")
    print(
        f"  higher {100 * len(up) / len(away):.1f} % (median {up.median():+.0f} %), "
        f"lower {100 * len(down) / len(away):.1f} % (median {down.median():+.0f} %)"
    )
    print(
        f"  reps predicted at the load done: MAE {_mae(rows, 'at_done'):.3f}, "
        f"bias {(rows['at_done'] - rows['reps']).mean():+.2f}, "
        f"80 % range held {_held(rows, 'low_at_done', 'high_at_done'):.1f} %; "
        f"repeat {_mae(rows, 'repeat'):.3f}, Epley {_mae(rows, 'epley'):.3f}"
    )


def print_rules(rows: pd.DataFrame) -> None:
    """What became of lifters whom the plan would have told so, by what they did with their last load."""
    print("\nEvery set at the top load reached the fewest planned reps, % (of so many sessions), by the load done:")
    print(f"{'the plan says':62}" + "".join(f"{change:>15}" for change in CHANGES))
    edges = [0, 0.9, 1 - SAME_LOAD, 1 + SAME_LOAD, np.inf]
    change = pd.cut(rows["done_kg"] / rows["last_kg"], edges, labels=list(CHANGES))
    says = rows["how"].str.replace(r"[0-9]+", "n", regex=True)
    for sentence, own in rows.groupby(says):
        reached = (own["fewest"] >= own["reps_from"]).groupby(change.loc[own.index], observed=False)
        cells = (
            f"{100 * share:.0f} ({count:,})" if count else "-"
            for share, count in zip(reached.mean(), reached.size(), strict=True)
        )
        print(f"{str(sentence)[:60]:62}" + "".join(f"{cell:>15}" for cell in cells))


def print_bounds(rows: pd.DataFrame) -> None:
    """How often the fewest planned reps were reached below, between and above the bounds."""
    is_sure, is_above = rows["done_kg"] <= rows["low_kg"].fillna(0.0), rows["done_kg"] > rows["high_kg"]
    parts = {"up to low_kg": is_sure, "between": ~is_sure & ~is_above, "above high_kg": is_above}
    told = (f"{name} {_reached(rows[held], 'reps'):.0f} % ({held.sum():,})" for name, held in parts.items())
    print(f"\nThe best set reached the fewest planned reps at loads {', '.join(told)}")


def _counted(rows: pd.DataFrame) -> str:
    lifts = rows.groupby(["log", "exercise_id"]).ngroups
    return f"{len(rows):,} sessions, {lifts:,} lifts, {rows['log'].nunique()} logs"


def _mae(rows: pd.DataFrame, rule: str) -> float:
    return float((rows[rule] - rows["reps"]).abs().mean())


def _held(rows: pd.DataFrame, low: str, high: str) -> float:
    return float(100 * rows["reps"].between(rows[low], rows[high]).mean())


def _reached(rows: pd.DataFrame, reps: str) -> float:
    return float(100 * (rows[reps] >= rows["reps_from"]).mean())


def _line(rows: pd.DataFrame, same: pd.DataFrame) -> str:
    rules = {"repeat last time": _mae(same, "repeat"), "Epley from last session": _mae(same, "epley")}
    best = min(rules, key=lambda rule: rules[rule])
    return (
        f"backtest-plans: at the planned load MAE {_mae(same, 'planned'):.3f} reps against {rules[best]:.3f} ({best}), "
        f"80 % range held {_held(same, 'low', 'high'):.1f} %, bottom of the planned reps reached in "
        f"{_reached(same, 'reps'):.1f} % of {len(same)} sessions; {violations(rows)} of {len(rows)} planned loads "
        f"above their bound; {rows.groupby(['log', 'exercise_id']).ngroups} lifts, {rows['log'].nunique()} logs"
    )


def violations(rows: pd.DataFrame) -> int:
    """Planned loads above the forecast's upper bound."""
    return int((rows["kg"] > rows["high_kg"] + ROUNDING).sum())


def main() -> int:
    """Print the tables; 2 without HINDSIGHT_EXPORTS, 1 where a load was planned above its bound."""
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    if not folder:
        print("Set HINDSIGHT_EXPORTS to a folder of real exports.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="hindsight-backtest-plans-") as work:
        logs, planner = logs_of(Path(folder), work=Path(work))
    asked = pd.concat([planned_and_done(log, planner) for log in logs], ignore_index=True)
    rows = asked[asked["kg"].notna()]
    same = rows[rows["is_same"]]
    print(f"Planned: {_counted(rows)}; without a load (none was ever good for the reps): {len(asked) - len(rows)}")
    print_at_planned(same)
    print_elsewhere(rows[~rows["is_same"]])
    print_rules(rows)
    print_bounds(rows)
    print(f"\n{_line(rows, same)}")
    return 1 if violations(rows) else 0


if __name__ == "__main__":
    sys.exit(main())
