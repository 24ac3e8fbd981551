"""Metrics: each by itself, nothing of another kept, against a bare aggregate over as many sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb

from analytics.metrics import METRICS, MetricRequest, compute
from analytics.store import Store
from benchmarks.bench_table import Line, Section, seconds, taking_turns

BARE_AGGREGATE: Final = """
    select date_trunc('week', "Date") as week, "Exercise Name" as exercise, count(*) as sets,
           sum("Weight" * "Reps") as volume_kg
    from bare group by all order by all
"""
_MOST: Final = 3.0
_BEYOND_MS: Final = 15.0


def all_time(folder: Path, bare: Path, *, athlete: str, sets: int) -> Section:
    """Each metric over the whole log of the one athlete of the log in `folder`."""
    lines = _lines(folder, bare, [athlete], repeat=2, bound=lambda own, other: Line("", own, other, times=_MOST))
    return Section(f"Metrics over all {sets:,} sets of one athlete", _BARE, lines, _HOW)


def one_athlete(folder: Path, bare: Path, *, athletes: Sequence[str], sets: int) -> Section:
    """Each metric of one of the log's athletes, a different one each time."""
    lines = _lines(folder, bare, athletes, repeat=5, bound=lambda own, other: Line("", own, other, beyond=_BEYOND_MS))
    return Section(f"Metrics of one of {len(athletes)} athletes with {sets:,} sets", _BARE, lines, _HOW)


_BARE: Final = "`select week, exercise, count(*), sum(weight * reps) ... group by all` over all rows"
_HOW: Final = "Every metric is computed from nothing; pages share what several metrics need."


def _lines(
    folder: Path, bare: Path, athletes: Sequence[str], *, repeat: int, bound: Callable[[float, float], Line]
) -> list[Line]:
    store = Store(folder / "hindsight.duckdb", files=folder)
    with closing(store), closing(duckdb.connect(bare, read_only=True)) as engine:
        judging = 1000 * seconds(lambda: store.query_everybody("select 1"))
        scan = _scan(engine)
        scan()
        lines = [Line("judging all sets, once after a change", judging, 1000 * scan())]
        for name in METRICS:
            _once(store, name, athletes[0])()  # modules, and the plan's first time
            turn = iter([*athletes] * repeat)
            own, other = taking_turns(lambda: _once(store, name, next(turn))(), scan, repeat)  # noqa: B023 - called here
            lines.append(_named(name, bound(own, other)))
        return lines


def _named(name: str, line: Line) -> Line:
    return Line(name, line.value, line.bare, line.unit, line.times, line.beyond)


def _scan(engine: duckdb.DuckDBPyConnection) -> Callable[[], float]:
    return lambda: seconds(lambda: engine.execute(BARE_AGGREGATE).df())


def _once(store: Store, name: str, athlete: str) -> Callable[[], float]:
    return lambda: seconds(lambda: compute(name, MetricRequest(store=store, facts=store.facts, athlete=athlete)))
