"""What one machine holds: size, time and memory of a log of so many sets, and of its Parquet."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, Final

import duckdb

from analytics.store import Store
from analytics.store.database import KEPT, ORDER
from benchmarks.lifters import ROLES
from benchmarks.scale import compare, dialect, parquet
from benchmarks.scale.everybody import ATHLETE, everybodys

SETS_EACH: Final = 50_000
"""A lifter's ten years."""

AS_OF: Final = date(2026, 1, 1)
METRICS: Final = (
    "weekly_hard_sets", "muscle_volume", "quad_posterior_ratio", "hinge_curl_balance", "rep_ranges", "session_strength",
    "lift_sessions", "training_days",
)  # fmt: skip
"""Queries behind the pages that a lifter opens; the others read the same tables in the same way."""

_TOGETHER: Final = 20
"""Athletes that are judged in one go."""
_JUDGE: Final = "insert into {table} from {view} where athlete between $first and $last order by athlete, {order}"
_NAMES: Final = "insert into exercise_names select id, id, id from exercises where id in (select unnest($exercises))"
_CHANGE: Final = """
    insert into imports by name
    select 1 as import_id, 'file' as kind, $now::timestamp as imported_at, 'everybody' as athlete, 'made' as file,
        'hindsight' as format, 'kg' as unit, '' as unit_how, '' as date_order, '' as date_order_how, '' as time_zone,
        '' as time_zone_how, '' as encoding, '' as delimiter, $sets as rows, $sets as added, 0 as unchanged,
        0 as updated, 0 as skipped, 0 as rejected, '{}' as skipped_why
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A log of `sets` sets: bytes a set in the DuckDB file, of its kept judgements and in Parquet; seconds of processor
    to judge one athlete and all, to export, to scan, and of each of `METRICS` for one athlete and for everybody.
    """

    sets: int
    log_bytes: float
    judged_bytes: float
    parquet_bytes: float
    judge_s: float
    judge_all_s: float
    export_s: float
    scan_s: float
    one_s: Mapping[str, float]
    everybody_s: Mapping[str, float]
    memory_mb: float


def measure(sets: int, folder: Path, memory: str) -> Measured:
    """Make such a log in `folder`, look at it in every way, and leave it there. `memory` is what DuckDB may take."""
    file = folder / "hindsight.duckdb"
    make(sets, file)
    log_bytes = file.stat().st_size / sets
    judge_s, judge_all_s = _judge(file, memory)
    judged_bytes = file.stat().st_size / sets - log_bytes
    log = parquet.open_log(file)
    log.execute("set memory_limit = $memory", {"memory": memory})
    export_s = _seconds(lambda: parquet.export(log, folder / "parquet"))
    parquet_bytes = sum(path.stat().st_size for path in (folder / "parquet" / "sets").rglob("*.parquet")) / sets
    scan_s = _typical(lambda: log.execute("select exercise, sum(weight_kg * reps) from sets group by all").fetchall())
    one_s, everybody_s = _metrics(log)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(
        sets, log_bytes, judged_bytes, parquet_bytes, judge_s, judge_all_s, export_s, scan_s, one_s, everybody_s, peak
    )


def make(sets: int, file: Path) -> None:
    """A log of so many sets in a new database file."""
    Store(file, files=file.parent).close()
    exercises = [choices[0] for choices in ROLES.values()] + [choices[1] for choices in ROLES.values()][:7]
    text = resources.files(__package__).joinpath("many_sets.sql").read_text(encoding="utf-8")
    with _opened(file) as log:
        log.execute(_NAMES, {"exercises": exercises})
        log.execute(_CHANGE, {"now": datetime(2026, 1, 1), "sets": sets})
        log.execute(text, {"sets": sets, "sets_each": SETS_EACH, "exercises": exercises, "import_id": 1})


def _judge(file: Path, memory: str) -> tuple[float, float]:
    """Judge everybody: seconds for one athlete alone, as when somebody first asks about them, and for all."""
    with _opened(file) as log:
        log.execute("set memory_limit = $memory", {"memory": memory})
        athletes = [name for (name,) in log.execute("select distinct athlete from sets order by 1").fetchall()]
        alone_s = _seconds(lambda: _keep(log, athletes[0], athletes[0]))
        begun = time.process_time()
        for at in range(1, len(athletes), _TOGETHER):
            together = athletes[at : at + _TOGETHER]
            _keep(log, together[0], together[-1])
        return alone_s, time.process_time() - begun + alone_s


def _keep(log: duckdb.DuckDBPyConnection, first: str, last: str) -> None:
    """What `Database.judge` keeps, of the athletes from the first to the last."""
    for table, view in KEPT.items():
        order = ORDER.get(table, "started_at")
        log.execute(_JUDGE.format(table=table, view=view, order=order), {"first": first, "last": last})


def _opened(file: Path) -> duckdb.DuckDBPyConnection:
    log = duckdb.connect(file, config={"storage_compatibility_version": "v1.5.0", "threads": 2})
    log.execute("set enable_progress_bar = false")
    return log


def _metrics(log: duckdb.DuckDBPyConnection) -> tuple[dict[str, float], dict[str, float]]:
    ask, of_athletes = compare.ask_of(log), compare.of_athletes(log)
    athlete = log.execute("select max(athlete) from sets").fetchall()[0][0]
    one_s, everybody_s = {}, {}
    for name in METRICS:
        one = dialect.parsed(compare.queries()[name], ask=ask)
        all_of_them = everybodys(one, of_athletes=of_athletes)
        given = {**compare.given(one, AS_OF), ATHLETE: athlete}
        one_s[name] = _typical(partial(_answer, log, compare.queries()[name], given))
        text = f"explain analyze {all_of_them.sql(dialect='duckdb', comments=False)}"  # its rows are not kept
        everybody_s[name] = _seconds(partial(_answer, log, text, compare.given(all_of_them, AS_OF)))
    return one_s, everybody_s


def _answer(log: duckdb.DuckDBPyConnection, text: str, given: Mapping[str, object]) -> None:
    log.execute(text, dict(given)).fetchall()


def _seconds(work: Callable[[], Any]) -> float:
    """Seconds of processor, all threads together: other work on the machine makes a clock's longer, not these."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _typical(work: Callable[[], Any]) -> float:
    return statistics.median(_seconds(work) for _ in range(3))


def tabled(measured: Sequence[Measured]) -> str:
    """The figures side by side, one column a size, as Markdown."""
    lines = [
        ("sets", [f"{m.sets:,}" for m in measured]),
        ("athletes of ten years", [f"{m.sets // SETS_EACH:,}" for m in measured]),
        ("bytes a set: log", [f"{m.log_bytes:.1f}" for m in measured]),
        ("bytes a set: kept judgements", [f"{m.judged_bytes:.1f}" for m in measured]),
        ("bytes a set: Parquet", [f"{m.parquet_bytes:.1f}" for m in measured]),
        ("judging one athlete, s", [f"{m.judge_s:.2f}" for m in measured]),
        ("judging everybody, s", [f"{m.judge_all_s:.0f}" for m in measured]),
        ("export to Parquet, s", [f"{m.export_s:.1f}" for m in measured]),
        ("bare scan of all sets, s", [f"{m.scan_s:.3f}" for m in measured]),
        ("highest memory, MB", [f"{m.memory_mb:,.0f}" for m in measured]),
        *((f"{name}, one athlete, ms", [f"{1000 * m.one_s[name]:.0f}" for m in measured]) for name in METRICS),
        *((f"{name}, everybody, s", [f"{m.everybody_s[name]:.2f}" for m in measured]) for name in METRICS),
    ]
    rows = [f"| {title} | {' | '.join(cells)} |" for title, cells in lines]
    return "\n".join([rows[0], f"|---|{'---:|' * len(measured)}", *rows[1:]])
