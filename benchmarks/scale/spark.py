"""The log's Parquet opened by Spark in local mode, with the store's views on it and the metrics' SQL run over them.

PySpark is imported where a session begins, so that all the rest works where `make install-scale` was not run.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from benchmarks.scale import dialect
from benchmarks.scale.parquet import SMALL

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",  # times are the lifter's wall clock: no zone at all
        "spark.sql.shuffle.partitions": "2",
    }
)

FOR_SMALL_LOGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
)
"""On a small log Spark's time goes into compiling a program for each query; without, the same rows cost a half."""

FOR_TINY_LOGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **FOR_SMALL_LOGS,
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.files.minPartitionNum": "1",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.driver.extraJavaOptions": (
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms1g -Xmn600m "
            "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
        ),
    }
)
"""Of ten thousand sets: in one part nothing has to be sent from one to another or to all, which takes a job of its own
each time; a heap that is large from the beginning and classes that are not verified anew let Java begin sooner.
"""

_KEPT: Final = ("current_sets", "hard_set_limits", "lift_roles", "judged", "muscle_weights", "credited", "lifted")
"""Views that are written as rows, as the store keeps `judged`: else every metric would plan and judge all sets anew."""


def is_installed() -> bool:
    """Whether there is a PySpark."""
    return find_spec("pyspark") is not None


def java() -> str | None:
    """The Java that Spark would run on, if there is one."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java")


def session(settings: Mapping[str, str] = MappingProxyType({}), *, memory: str = "1g") -> SparkSession:
    """Spark in this process with two threads and `memory`, reachable from this machine alone. The caller stops it."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[2]").appName("hindsight").config("spark.driver.memory", memory)
    for key, value in {**_SETTINGS, **settings}.items():
        builder = builder.config(key, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas 3: no frame of pandas goes through here, Arrow does
        spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def open_export(spark: SparkSession, folder: Path, *, ask: dialect.Ask) -> None:
    """The tables of an export and the store's views on them, under the store's names. Some views are written to
    `folder/kept/` and read from there.
    """
    for table in ("sets", *(f"{name}.parquet" for name in SMALL)):
        spark.read.parquet(str(folder / table)).createOrReplaceTempView(table.removesuffix(".parquet"))
    for name in dialect.views():
        meaning = dialect.to_spark(dialect.view(name, ask=ask), ask=ask)
        if name in _KEPT:
            spark.sql(meaning).write.parquet(str(folder / "kept" / name))
            spark.read.parquet(str(folder / "kept" / name)).createOrReplaceTempView(name)
        else:
            spark.sql(f"create or replace temporary view {name} as {meaning}")


def rows(spark: SparkSession, statement: str, parameters: Mapping[str, object]) -> pa.Table:
    """What Spark answers, as Arrow."""
    return spark.sql(statement, args=dict(parameters)).toArrow()
