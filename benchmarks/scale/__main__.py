"""`python -m benchmarks.scale`: what one machine holds, and the same metrics in Spark.

`export` writes a log as partitioned Parquet; `compare` runs every metric's SQL in DuckDB and in Spark over a log's
export and compares the rows; `measure` makes logs of so many sets and prints their size, times and memory.
`docs/scale.md` has the figures and what they mean.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import duckdb

from analytics.store import Store
from benchmarks.scale import compare, measure, parquet, spark


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command says; 1 where the two engines differ."""
    asked = _parser().parse_args(arguments)
    return {"export": _export, "compare": _compare, "measure": _measure}[asked.command](asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write a log as Parquet, in folders by athlete bucket and year")
    export.add_argument("--database", type=_existing, required=True, help="the log; nobody else may hold it open")
    export.add_argument("--output", type=Path, required=True, help="a new folder")
    export.add_argument("--buckets", type=int, default=parquet.BUCKETS)
    both = commands.add_parser("compare", help="every metric in DuckDB and in Spark, row by row")
    both.add_argument("--database", type=_existing, help="the log; without it, one of --sets sets is made")
    both.add_argument("--sets", type=int, default=100_000)
    figures = commands.add_parser("measure", help="bytes, seconds and memory of logs of so many sets")
    figures.add_argument("--sets", type=int, nargs="+", default=[1_000_000, 10_000_000])
    figures.add_argument("--memory", default="2GB", help="what DuckDB may take (default: as Hindsight, 2GB)")
    return parser


def _existing(name: str) -> Path:
    """A file that is there; argparse says so when it is not."""
    if not Path(name).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {name}")
    return Path(name)


def _export(asked: argparse.Namespace) -> int:
    with closing(parquet.open_log(asked.database)) as log:
        parquet.export(log, asked.output, buckets=asked.buckets)
    return 0


def _compare(asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="hindsight-scale-") as folder:
        file = asked.database or Path(folder, "log", "hindsight.duckdb")
        if not asked.database:
            measure.make(asked.sets, file)
        _judge(file)
        with closing(parquet.open_log(file)) as log:
            parquet.export(log, Path(folder, "parquet"), buckets=8)
            found = _compared(Path(folder, "parquet"), log)
    print(f"{'':22}{'rows':>10}{'DuckDB s':>10}{'Spark s':>10}{'apart':>10}")
    for line in found:
        said = f"{line.rows:>10,}{line.duckdb_s:>10.2f}{line.spark_s:>10.2f}{line.largest:>10.1g}"
        print(f"{line.name:22}{said}  {'; '.join(line.differences) or 'same'}")
    differing = [line.name for line in found if line.differences]
    print(f"scale: {len(found)} queries, {sum(line.rows for line in found):,} rows, {len(differing)} differ")
    return 1 if differing else 0


def _judge(file: Path) -> None:
    """Keep the judgements of all sets, as Hindsight would when it is asked."""
    store = Store(file, files=file.parent)
    store.query_everybody("select 1")
    store.close()


def _compared(folder: Path, log: duckdb.DuckDBPyConnection) -> list[compare.Compared]:
    on_spark = spark.session(spark.FOR_SMALL_LOGS, memory="4g")
    try:
        spark.open_export(on_spark, folder, ask=compare.ask_of(log))
        as_of = compare.last_day(log) - timedelta(days=10)
        return [compare.compare(name, log=log, on_spark=on_spark, as_of=as_of) for name in compare.queries()]
    finally:
        on_spark.stop()


def _measure(asked: argparse.Namespace) -> int:
    measured = [_measured_apart(sets, asked.memory) for sets in asked.sets]
    print(measure.tabled(measured))
    most = measured[-1]
    print(
        f"scale: {most.sets:,} sets; {most.log_bytes + most.judged_bytes:.0f} bytes a set in the log, "
        f"{most.parquet_bytes:.1f} in Parquet; slowest metric of one athlete {max(most.one_s.values()):.2f} s"
    )
    return 0


def _measured_apart(sets: int, memory: str) -> measure.Measured:
    """In a process of its own, so that memory is this size's alone."""
    with (
        tempfile.TemporaryDirectory(prefix="hindsight-scale-") as folder,
        multiprocessing.get_context("spawn").Pool(1) as pool,
    ):
        return pool.apply(measure.measure, (sets, Path(folder), memory))


if __name__ == "__main__":
    sys.exit(main())
