"""`python -m benchmarks.bench`: how fast imports and metrics are, as ratios to the bare engine on the same bytes.

A machine's load moves both sides of a ratio alike, so ratios can be compared from day to day where seconds cannot. The
log is the sample year, repeated for `--years` years, in each app's own format.
"""

from __future__ import annotations

import argparse
import io
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow.csv
import pyarrow.parquet

from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT

SAMPLES: Final = ("strong", "hevy", "fitnotes", "hindsight")
WRITTEN_YEAR: Final = re.compile(r"20\d\d(?=-\d\d-\d\d)|(?<=[A-Z][a-z]{2} )20\d\d(?=,)")
NOW: Final = datetime(2027, 1, 1, 12, 0)
BARE_AGGREGATE: Final = """
    select date_trunc('week', started_at) as week, exercise_id, count(*) as sets, sum(weight_kg * reps) as volume_kg
    from bare group by all order by all
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """One line of the table: what was done, how long it took, and how long the bare engine took for the same bytes."""

    name: str
    rows: int
    seconds: float
    bare_seconds: float

    @property
    def ratio(self) -> float:
        """How many times the bare engine's time."""
        return self.seconds / self.bare_seconds


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and end with one line of figures."""
    wanted = _parser().parse_args(arguments)
    imports = [_import_timing(name, _years_of(name, wanted.years), wanted.repeat) for name in SAMPLES]
    _print_table("import, against pyarrow's csv reader into a duckdb table", imports)
    readings = _metric_timings(_years_of("strong", wanted.years), wanted.repeat)
    _print_table("metrics, against one bare aggregate over the same sets", readings)
    rows_per_second = sum(t.rows for t in imports) / sum(t.seconds for t in imports)
    print(
        f"bench: {wanted.years} years; import {rows_per_second:,.0f} rows/s, {_typical(imports):.1f} x bare; "
        f"metrics {_typical(readings):.1f} x bare, slowest {max(readings, key=lambda t: t.ratio).name} "
        f"{max(t.ratio for t in readings):.1f} x"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    parser.add_argument("--years", type=int, default=10, help="length of the log (default 10)")
    parser.add_argument("--repeat", type=int, default=3, help="runs, of which the median counts (default 3)")
    return parser


def _years_of(sample: str, years: int) -> bytes:
    """The sample's header once, and its rows once a year, each time a year earlier."""
    header, _, body = (PROJECT / "sample_data" / f"{sample}.csv").read_text(encoding="utf-8").partition("\n")
    blocks = [
        WRITTEN_YEAR.sub(lambda year, earlier=earlier: str(int(year.group()) - earlier), body)  # type: ignore[misc]
        for earlier in range(years)
    ]
    return "\n".join([header, *(block.rstrip("\n") for block in blocks), ""]).encode()


# --- import ----------------------------------------------------------------------------------------------------------


def _import_timing(sample: str, content: bytes, repeat: int) -> Timing:
    rows = content.count(b"\n") - 1
    seconds = _median(lambda: _import(f"{sample}.csv", content), repeat)
    return Timing(sample, rows, seconds, _median(lambda: _bare_import(content), repeat))


def _import(name: str, content: bytes) -> float:
    with tempfile.TemporaryDirectory(prefix="hindsight-bench-") as folder, TrainingLog.open(Path(folder)) as log:
        return _seconds(lambda: log.import_file(name, content, now=NOW))


def _bare_import(content: bytes) -> float:
    with (
        tempfile.TemporaryDirectory(prefix="hindsight-bench-") as folder,
        closing(duckdb.connect(Path(folder, "bare.duckdb"))) as bare,
    ):
        return _seconds(lambda: _read_and_store(content, bare))


def _read_and_store(content: bytes, bare: duckdb.DuckDBPyConnection) -> None:
    rows: Any = pyarrow.csv.read_csv(
        io.BytesIO(content),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=lambda _: "skip"),
    )
    bare.register("read", rows)
    bare.execute("create table bare as from read").fetchall()


# --- metrics ---------------------------------------------------------------------------------------------------------


def _metric_timings(content: bytes, repeat: int) -> list[Timing]:
    with tempfile.TemporaryDirectory(prefix="hindsight-bench-") as folder, TrainingLog.open(Path(folder)) as log:
        log.import_file("strong.csv", content, now=NOW)
        bare_seconds = _bare_aggregate(log.export("parquet"), repeat)
        on = _day_after(log)
        asked: dict[str, Callable[[], object]] = {
            **{name: _metric(log, name) for name in log.metric_columns()},
            "findings": lambda: log.findings(on=on),
            "report": lambda: log.report(on=on),
        }
        rows = len(log.sets())
        return [
            Timing(name, rows, _median(lambda ask=ask: _seconds(ask), repeat), bare_seconds)  # type: ignore[misc]
            for name, ask in asked.items()
        ]


def _metric(log: TrainingLog, name: str) -> Callable[[], object]:
    return lambda: log.metric(name)


def _day_after(log: TrainingLog) -> date:
    span = log.span()
    if span is None:
        raise SystemExit("The sample log is empty; `make sample` writes it.")
    return span[1] + timedelta(days=1)


def _bare_aggregate(parquet: bytes, repeat: int) -> float:
    sets: Any = pyarrow.parquet.read_table(io.BytesIO(parquet))
    with closing(duckdb.connect()) as bare:
        bare.register("exported", sets)
        bare.execute("create table bare as from exported").fetchall()
        return _median(lambda: _seconds(lambda: bare.execute(BARE_AGGREGATE).df()), max(repeat, 5))


# ---------------------------------------------------------------------------------------------------------------------


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(timed: Callable[[], float], repeat: int) -> float:
    timed()  # the first run also imports modules and fills the system's caches
    return statistics.median(timed() for _ in range(repeat))


def _typical(timings: Sequence[Timing]) -> float:
    """The geometric mean of the ratios."""
    return statistics.geometric_mean(t.ratio for t in timings)


def _print_table(title: str, timings: Sequence[Timing]) -> None:
    print(f"\n{title}\n{'':22}{'rows':>10}{'seconds':>10}{'rows/s':>12}{'bare s':>10}{'x bare':>9}")
    for t in timings:
        pace = f"{t.rows / t.seconds:>12,.0f}{t.bare_seconds:>10.4f}{t.ratio:>9.1f}"
        print(f"{t.name:22}{t.rows:>10,}{t.seconds:>10.3f}{pace}")


if __name__ == "__main__":
    main()
