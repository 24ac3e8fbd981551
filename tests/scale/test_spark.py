"""The metrics' SQL in Spark over the Parquet export gives DuckDB's rows: on the sample year, on lifters who never were,
on sides logged apart, and on a real log where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

from analytics.model import Choices
from analytics.store import Store
from analytics.training_log import DATABASE_NAME, TrainingLog
from benchmarks.browser import PROJECT
from benchmarks.lifters import lifters, log_of
from benchmarks.scale import compare, parquet, spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# half a minute of processor, most of it before the first answer; longer by the clock where other tests run beside it
pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark"), pytest.mark.timeout(900)]

NOW = datetime(2026, 11, 21, 9, 0)
NO_PYSPARK = "PySpark is not installed (make install-scale)"
NO_JAVA = "there is no Java on the path and no JAVA_HOME (Debian and Ubuntu: apt-get install default-jre-headless)"
BUCKETS = 3
REAL = "ios-2026-rpe-w-f-d-kg.csv"
SIDES = """started_at,exercise,set_type,weight_kg,reps,rir,side
2026-10-05T18:00:00,single_leg_press,working,20,10,1,left
2026-10-05T18:00:00,single_leg_press,working,22.5,9,1,right
2026-10-05T18:00:00,single_leg_press,working,20,8,0,left
2026-10-12T18:00:00,single_leg_press,working,22.5,10,,left
2026-10-12T18:00:00,single_leg_press,working,25,9,2,right
"""


@dataclass(frozen=True, slots=True)
class BothEngines:
    """One log, open in DuckDB and as Parquet in Spark."""

    log: duckdb.DuckDBPyConnection
    on_spark: SparkSession
    export: Path
    as_of: date
    has_real: bool


@pytest.fixture(scope="module", autouse=True)
def _needs_spark_and_java() -> None:
    """Without PySpark or a Java: a failure in CI, elsewhere left out and said so."""
    missing = NO_JAVA if spark.java() is None else "" if spark.is_installed() else NO_PYSPARK
    if missing and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"The comparison with Spark must run in CI; {missing}", pytrace=False)
    elif missing:
        pytest.skip(f"SPARK TESTS LEFT OUT: {missing}")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BothEngines]:
    folder = tmp_path_factory.mktemp("scale")
    real = Path(os.environ.get("HINDSIGHT_EXPORTS", "/nowhere"), "strong", REAL)
    database = logged(folder / "home", real)
    on_spark = spark.session(spark.FOR_TINY_LOGS)
    log = parquet.open_log(database)
    try:
        parquet.export(log, folder / "parquet", buckets=BUCKETS)
        spark.open_export(on_spark, folder / "parquet", ask=compare.ask_of(log))
        as_of = compare.last_day(log) - timedelta(days=10)
        yield BothEngines(log, on_spark, folder / "parquet", as_of, real.is_file())
    finally:
        log.close()
        on_spark.stop()


def logged(home: Path, real: Path) -> Path:
    """A log of the sample year, three generated lifters, one who logs sides, and a real one where there is one."""
    files = {f"lifter {lifter.number}": log_of(lifter) for lifter in lifters(3)}
    files |= {"sample": (PROJECT / "sample_data" / "strong.csv").read_bytes(), "sides": SIDES.encode()}
    files |= {"real": real.read_bytes()} if real.is_file() else {}
    with TrainingLog.open(home) as log:
        for athlete, content in files.items():
            log.import_file(f"{athlete}.csv", content, now=NOW, choices=Choices(athlete=athlete, unit="kg"))
    store = Store(home / DATABASE_NAME, files=home)
    store.query_everybody("select 1")  # judges everybody's sets
    store.close()
    return home / DATABASE_NAME


@pytest.mark.parametrize("name", compare.queries())
def test_spark_gives_duckdbs_rows_for_everybody(name: str, both: BothEngines) -> None:
    compared = compare.compare(name, log=both.log, on_spark=both.on_spark, as_of=both.as_of)
    assert compared.differences == ()
    assert compared.rows > 0  # nothing would prove nothing


@pytest.mark.parametrize("name", ["weekly_hard_sets", "session_strength"])
def test_spark_gives_duckdbs_rows_for_one_athlete(name: str, both: BothEngines) -> None:
    compared = compare.compare_one(name, "sample", log=both.log, on_spark=both.on_spark, as_of=both.as_of)
    assert compared.differences == ()
    assert compared.rows > 0


@pytest.mark.exports
def test_a_real_log_is_among_them(exports: Path, both: BothEngines) -> None:
    assert both.has_real, exports
    compared = compare.compare_one("muscle_volume", "real", log=both.log, on_spark=both.on_spark, as_of=both.as_of)
    assert compared.differences == ()
    assert compared.rows > 1_000


def test_every_set_lies_in_the_folder_of_its_athlete_and_year(both: BothEngines) -> None:
    folders = both.log.execute(
        "select athlete, athlete_bucket, year, year(started_at), count(*) from read_parquet($files) group by all",
        {"files": str(both.export / "sets" / "*" / "*" / "*.parquet")},
    ).fetchall()
    current = both.log.execute("select count(*) from current_sets").fetchall()[0][0]
    assert sum(count for *_, count in folders) == current
    assert all(folder_year == year for _, _, folder_year, year, _ in folders)
    assert all(0 <= bucket < BUCKETS for _, bucket, *_ in folders)
    assert len({(athlete, bucket) for athlete, bucket, *_ in folders}) == len({athlete for athlete, *_ in folders})


def test_a_number_that_differs_by_a_millionth_is_found() -> None:
    ours = pa.table({"week": [date(2026, 1, 5)], "sets": [3.0]})
    assert compare.differences_of(ours, ours) == (0.0, ())
    apart, said = compare.differences_of(ours, pa.table({"week": [date(2026, 1, 5)], "sets": [3.000003]}))
    assert apart == pytest.approx(1e-6, rel=1e-3)
    assert said == ("sets: 1e-06 apart",)


def test_another_key_and_an_empty_cell_are_differences() -> None:
    ours = pa.table({"muscle": ["quads", "calves"], "sets": [3.0, None]})
    assert compare.differences_of(ours, ours.take([1, 0])) == (0.0, ())  # rows have no order
    assert compare.differences_of(ours, pa.table({"muscle": ["quads", "glutes"], "sets": [3.0, None]}))[1]
    assert compare.differences_of(ours, pa.table({"muscle": ["quads", "calves"], "sets": [3.0, 0.0]}))[1]
    assert compare.differences_of(ours, ours.slice(1))[1] == ("2 rows and 1",)
