"""`python -m benchmarks.backtest`: the forecast of the next session's reps on real logs, against simple rules.

Reads every file of every folder of HINDSIGHT_EXPORTS, each as a log of its own; a file most of whose sessions stand in
a larger file too (an older snapshot, a history taken over by another app) is left out. A series is a recognised,
externally loaded lift of one log. A session is its best set of a day: the working set (no warm-up, marked or inferred)
with the highest load x (1 + k x (reps - 1)), ties to the heavier, among sets of up to 12 reps (second table: 30). From
the sixth session of a lift on, the reps of each session at the load that was used are forecast from earlier days alone.

**Baselines** turn a strength back into reps at the load of the day, held between 1 and the table's longest set. That is
in their favour: as they come, their errors are up to three times as large. The mean of the last three is taken both
ways, of their reps as they are and of their estimated maximums.

**Counting**: reps are whole numbers. A range holds a session when low <= reps <= high; nothing is randomised. Width is
how many numbers a range holds. Ranges of whole numbers easily hold more than they say; here the share of the
distribution that they must hold is set by how often the lifter's own past ranges held (`analytics.metrics.forecast`).

**Two halves**: the constants were set on the logs whose file has an even CRC-32, and are tested on the others. The
shape of the model was chosen with all logs in sight, so the odd half is no untouched test of that.

`--write-errors` writes `analytics/reference/forecast_errors.csv` anew from the even half: forty quantiles of the scores
of its forecasts (sets to 30 reps), each the middle of a fortieth. Aggregates only, nothing of any log.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import HindsightError
from analytics.metrics._base import MetricRequest
from analytics.metrics.e1rm import brzycki, epley, epley_mod
from analytics.metrics.forecast import ForecastSettings, Places, Sessions, Values, replay
from analytics.metrics.next_session import session_bests, sessions_of
from analytics.model import Choices
from analytics.reference.facts import load_facts
from analytics.store import Store
from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT

NOW: Final = datetime(2026, 11, 21, 12)
ERRORS: Final = PROJECT / "analytics" / "reference" / "forecast_errors.csv"
SCORES_KEPT: Final = 40
LONGEST_SETS: Final = (12, 30)
FOUR_WEEKS: Final = 28
SAME_LOAD: Final = 0.01
"""Two loads are the same when they differ by less than this share: rounding of a unit."""
SAME_LOG: Final = 0.5
"""A file is a part of another log when more than this share of its sessions stands there."""
LARGE_LOG: Final = 100
"""Forecasts from which on a log is looked at by itself."""
MODEL: Final = "Hindsight"


# --- reading ----------------------------------------------------------------------------------------------------------


def logs_of(folder: Path, *, work: Path) -> tuple[pd.DataFrame, list[str]]:
    """One row a log, lift, day and table (`max_reps`): the best sets; and a sentence for each file that was left out.

    Columns: log (folder/file), is_even (CRC-32 of the file), max_reps, exercise_id, day, weight_kg, reps.
    """
    frames, remarks = [], []
    store = Store(work / "backtest.duckdb", files=work / "files")
    with TrainingLog(store) as log:
        for path in sorted(file for file in folder.glob("*/**/*") if file.is_file()):
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            try:
                log.import_file(path.name, content, now=NOW, choices=Choices(athlete=name, time_zone="UTC"))
            except HindsightError as refused:
                remarks.append(f"not read: {name}: {refused.headline}")
                continue
            request = MetricRequest(store, log.facts, athlete=name)
            is_even = zlib.crc32(content) % 2 == 0
            frames += [
                session_bests(request, max_reps=most).assign(log=name, is_even=is_even, max_reps=most)
                for most in LONGEST_SETS
            ]
    if not frames:
        return pd.DataFrame(columns=["log", "max_reps"]), remarks
    bests = pd.concat(frames, ignore_index=True)
    repeated = held_elsewhere(bests[bests["max_reps"] == LONGEST_SETS[0]])
    remarks += [f"left out: {name}: most of its sessions stand in {other} too" for name, other in repeated.items()]
    return bests[~bests["log"].isin(list(repeated))].reset_index(drop=True), remarks


def held_elsewhere(rows: pd.DataFrame) -> dict[str, str]:
    """Logs most of whose best sets stand in a larger one, with its name."""
    keys = rows["exercise_id"] + rows["day"].astype(str) + (rows["weight_kg"] * 10).round().astype(str)
    held = {str(name): set(own + rows.loc[own.index, "reps"].astype(str)) for name, own in keys.groupby(rows["log"])}
    by_size = sorted(held, key=lambda name: (len(held[name]), name))
    repeated = {}
    for place, name in enumerate(by_size):
        larger = [other for other in by_size[place + 1 :] if len(held[name] & held[other]) > SAME_LOG * len(held[name])]
        if larger:
            repeated[name] = larger[-1]
    return repeated


# --- forecasting ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Series:
    """One lift's sessions so far, oldest first, and the session to forecast: its day and load."""

    day: Values
    load: Values
    reps: Values
    next_day: float
    next_load: float


Rule = Callable[[Series], float]


def epley_reps(one_rep_max: float, load: float) -> float:
    """Reps at which Epley's formula gives this maximum."""
    return 30 * (one_rep_max / load - 1)


def modified_epley_reps(one_rep_max: float, load: float, *, k: float = 0.0353) -> float:
    """Reps at which the modified Epley formula gives this maximum."""
    return 1 + (one_rep_max / load - 1) / k


def brzycki_reps(one_rep_max: float, load: float) -> float:
    """Reps at which Brzycki's formula gives this maximum."""
    return 37 - 36 * load / one_rep_max


def _line_on_dates(past: Series) -> float:
    """Least squares of Epley's estimate on the date, read off on the next day."""
    estimate, days = epley(past.load, past.reps), past.day - past.next_day
    away = days - days.mean()
    spread = float((away**2).sum())
    slope = float((away * (estimate - estimate.mean())).sum()) / spread if spread > 0 else 0.0
    return epley_reps(float(estimate.mean()) - slope * float(days.mean()), past.next_load)


def _best_of_four_weeks(past: Series) -> float:
    estimate = epley(past.load, past.reps)
    recent = estimate[past.day >= past.next_day - FOUR_WEEKS]
    return epley_reps(float(recent.max() if len(recent) else estimate[-1]), past.next_load)


BASELINES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "last session + Epley": lambda past: epley_reps(float(epley(past.load[-1], past.reps[-1])), past.next_load),
        "best of 4 weeks + Epley": _best_of_four_weeks,
        "mean of last 3, reps": lambda past: float(past.reps[-3:].mean()),
        "mean of last 3 + Epley": lambda past: epley_reps(
            float(epley(past.load[-3:], past.reps[-3:]).mean()), past.next_load
        ),
        "last session + Brzycki": lambda past: brzycki_reps(
            float(brzycki(past.load[-1], past.reps[-1])), past.next_load
        ),
        "last session + mod. Epley": lambda past: modified_epley_reps(
            float(epley_mod(past.load[-1], past.reps[-1])), past.next_load
        ),
        "line on dates + Epley": _line_on_dates,
    }
)


def forecasts_of(log: pd.DataFrame, settings: ForecastSettings) -> pd.DataFrame:
    """One row a forecast of one log's best sets: the reps that came, what each rule and the model said, the ranges.

    Columns: log, is_even, exercise_id, reps, is_same_load, score, low_80, high_80, low_95, high_95, one for each rule.
    """
    sessions = sessions_of(log)
    told = replay(sessions, settings)
    names = np.sort(log["exercise_id"].unique())
    rows = {
        "place": np.arange(len(told.reps)), "exercise_id": names[sessions.lift], "reps": sessions.reps,
        "score": told.score, MODEL: told.reps,
        "low_80": told.low[:, 0], "high_80": told.high[:, 0], "low_95": told.low[:, 1], "high_95": told.high[:, 1],
    }  # fmt: skip
    table = pd.DataFrame(rows).assign(log=log["log"].iloc[0], is_even=log["is_even"].iloc[0])
    by_lift = [np.flatnonzero(sessions.lift == lift) for lift in range(len(names))]
    baselines = [row for places in by_lift for row in _baselines(sessions, places, settings)]
    said = pd.DataFrame(baselines, columns=["place", "is_same_load", *BASELINES]).astype({"place": "int64"})
    return table.merge(said, on="place").drop(columns="place")


def _baselines(sessions: Sessions, places: Places, settings: ForecastSettings) -> list[tuple[float, ...]]:
    """(place, is_same_load, what each rule says) of the sessions of one lift that stand at `places`."""
    day, load, reps = sessions.day, sessions.load, sessions.reps
    rows = []
    for count in range(settings.min_sessions, len(places)):
        past, here = places[:count], places[count]
        series = Series(day[past], load[past], reps[past].astype(float), float(day[here]), float(load[here]))
        is_same_load = abs(load[here] / load[past[-1]] - 1) < SAME_LOAD
        said = [float(np.clip(rule(series), 1, settings.max_reps)) for rule in BASELINES.values()]
        rows.append((int(here), bool(is_same_load), *said))
    return rows


# --- what is printed --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skill:
    """How one rule did on some forecasts; coverage in % and width in numbers of reps, NaN for rules without ranges."""

    mae: float
    median: float
    bias: float
    rmse: float
    coverage: tuple[float, float]
    width: tuple[float, float]


def skill_of(rows: pd.DataFrame, rule: str) -> Skill:
    """Errors are forecast less reps done, as they are: rules that say 7.3 are not rounded."""
    error = rows[rule].to_numpy(float) - rows["reps"].to_numpy(float)
    has_ranges = rule == MODEL
    ranges = [_range_skill(rows, level) if has_ranges else (np.nan, np.nan) for level in (80, 95)]
    return Skill(
        mae=float(np.abs(error).mean()),
        median=float(np.median(np.abs(error))),
        bias=float(error.mean()),
        rmse=float(np.sqrt((error**2).mean())),
        coverage=(ranges[0][0], ranges[1][0]),
        width=(ranges[0][1], ranges[1][1]),
    )


def _range_skill(rows: pd.DataFrame, level: int) -> tuple[float, float]:
    low, high = rows[f"low_{level}"], rows[f"high_{level}"]
    return float(100 * rows["reps"].between(low, high).mean()), float((high - low + 1).mean())


def best_baseline(rows: pd.DataFrame) -> str:
    """The rule with the least mean absolute error on these forecasts."""
    return min(BASELINES, key=lambda rule: skill_of(rows, rule).mae)


def less_error_pct(rows: pd.DataFrame) -> float:
    """How much smaller the model's mean absolute error is than that of the best baseline, %."""
    best = skill_of(rows, best_baseline(rows)).mae
    return 100 * (1 - skill_of(rows, MODEL).mae / best) if best else 0.0


def print_table(title: str, rows: pd.DataFrame, rules: Sequence[str]) -> None:
    """One line a rule; nothing where there are no forecasts."""
    if rows.empty:
        return
    print(f"\n{title}: {len(rows):,} forecasts, {_series(rows):,} series, {rows['log'].nunique()} logs")
    print(f"{'':28}{'MAE':>7}{'median':>8}{'bias':>8}{'RMSE':>7}{'80 %':>8}{'width':>7}{'95 %':>8}{'width':>7}")
    for rule in rules:
        skill = skill_of(rows, rule)
        line = f"{rule:28}{skill.mae:7.3f}{skill.median:8.2f}{skill.bias:+8.2f}{skill.rmse:7.2f}"
        if rule == MODEL:
            pairs = zip(skill.coverage, skill.width, strict=True)
            line += "".join(f"{coverage:8.1f}{width:7.2f}" for coverage, width in pairs)
        print(line)


def _series(rows: pd.DataFrame) -> int:
    return int(rows.groupby(["log", "exercise_id"]).ngroups)


def _print_all(rows: pd.DataFrame) -> None:
    """The tables of sets to 12 reps."""
    everything = [*BASELINES, MODEL]
    print_table("Sets to 12 reps, logs that set no constant (odd half)", rows[~rows["is_even"]], everything)
    print_table("Sets to 12 reps, logs that set the constants (even half)", rows[rows["is_even"]], everything)
    print_table("Sets to 12 reps, all logs", rows, everything)
    best = [best_baseline(rows), MODEL]
    print_table("Same load as last time", rows[rows["is_same_load"]], best)
    print_table("Another load than last time", rows[~rows["is_same_load"]], best)


def _print_logs(rows: pd.DataFrame) -> None:
    """How the ranges do log by log: the average hides logs in which they hold too few or too many."""
    if not (rows.groupby("log").size() >= LARGE_LOG).any():
        return
    large = rows.groupby("log").filter(lambda own: len(own) >= LARGE_LOG)
    held = {
        level: 100 * large["reps"].between(large[f"low_{level}"], large[f"high_{level}"]).groupby(large["log"]).mean()
        for level in (80, 95)
    }
    print(f"\nLog by log ({large['log'].nunique()} logs of {LARGE_LOG} forecasts or more), lowest to highest:")
    for level, shares in held.items():
        print(f"  the {level} % range held {shares.min():.0f} to {shares.max():.0f} % (SD {shares.std():.1f})")
    gains = np.array([less_error_pct(own) for _, own in large.groupby("log")])
    print(
        f"  less error than its own best rule: {gains.min():.0f} to {gains.max():.0f} %, median {np.median(gains):.0f}"
    )


def _write_errors(rows: pd.DataFrame) -> None:
    even = rows[rows["is_even"]]
    places = (np.arange(SCORES_KEPT) + 0.5) / SCORES_KEPT
    lines = [f"{place:.4f},{score:.4f}" for place, score in zip(places, even["score"].quantile(places), strict=True)]
    ERRORS.write_text("\n".join(["quantile,score", *lines]) + "\n", encoding="utf-8")
    print(f"\nWritten: {ERRORS.relative_to(PROJECT)}, from {len(even):,} forecasts of {_series(even):,} series")


def _line(rows: pd.DataFrame) -> str:
    tested = rows[~rows["is_even"]]
    on_tested = "" if tested.empty else f" ({less_error_pct(tested):.1f} % on the half that set no constant)"
    model, best = skill_of(rows, MODEL), best_baseline(rows)
    eighty, ninety_five = model.coverage
    return (
        f"backtest: MAE {model.mae:.3f} reps against {skill_of(rows, best).mae:.3f} ({best}), "
        f"{less_error_pct(rows):.1f} % less{on_tested}; "
        f"80 % range held {eighty:.1f} %, 95 % range {ninety_five:.1f} % of {len(rows)} sessions; "
        f"{_series(rows)} lifts, {rows['log'].nunique()} logs"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 2 without HINDSIGHT_EXPORTS."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backtest", description="Forecasts on real logs.")
    parser.add_argument("--write-errors", action="store_true", help="write the scores that ship with Hindsight anew")
    asked = parser.parse_args(arguments)
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    if not folder:
        print("Set HINDSIGHT_EXPORTS to a folder of real exports.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="hindsight-backtest-") as work:
        bests, remarks = logs_of(Path(folder), work=Path(work))
    for remark in remarks:
        print(remark)
    short, long = (_forecasts(bests, most) for most in LONGEST_SETS)
    if short.empty:
        print("No lift has enough sessions for a forecast.", file=sys.stderr)
        return 1
    _print_all(short)
    print_table("Sets to 30 reps, all logs", long, [best_baseline(long), MODEL])
    _print_logs(short)
    if asked.write_errors:
        _write_errors(long)
    print(f"\n{_line(short)}")
    return 0


def _forecasts(bests: pd.DataFrame, max_reps: int) -> pd.DataFrame:
    settings = ForecastSettings.from_facts(load_facts(), max_reps=max_reps)
    logs = bests[bests["max_reps"] == max_reps].groupby("log")
    tables = [table for _, log in logs if len(table := forecasts_of(log, settings))]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


if __name__ == "__main__":
    sys.exit(main())
