"""The log as Parquet: the current sets in folders by athlete bucket and year, and the small tables beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

SMALL: Final = ("imports", "exercise_names", "mappings", "exercises", "contributions", "muscles", "facts")
"""What the views need beside the sets; all of it fits into a letter, and every machine of a cluster gets it whole."""

BUCKETS: Final = 64
BUCKET: Final = "cast(concat('0x', left(md5(athlete), 6)) as integer) % {buckets}"
"""In words that any engine has: the same athlete lies in the same folder whoever writes it, today and in ten years."""


def open_log(database_file: Path) -> duckdb.DuckDBPyConnection:
    """A log on disk that nobody holds open, for reading; the caller closes it."""
    log = duckdb.connect(config={"threads": 2})
    log.execute("set enable_progress_bar = false")
    log.execute(f"attach '{database_file}' as log (read_only)")  # a path of ours
    log.execute("use log")
    return log


def export(log: duckdb.DuckDBPyConnection, folder: Path, *, buckets: int = BUCKETS) -> None:
    """Write `folder/sets/athlete_bucket=<n>/year=<year>/` and one file for each of `SMALL`. A set keeps all of its
    columns; what was retired stays behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    placed = log.sql("from sets where retired_by is null").project(
        f"*, {BUCKET.format(buckets=buckets)} as athlete_bucket, year(started_at) as year"
    )
    placed.order("athlete_bucket, year, athlete, started_at").write_parquet(
        str(folder / "sets"), compression="zstd", partition_by=["athlete_bucket", "year"]
    )
    for table in SMALL:
        log.table(table).write_parquet(str(folder / f"{table}.parquet"), compression="zstd")
