"""DuckDB's rows beside Spark's: the same rows, the same keys, numbers within a billionth."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from sqlglot import exp

from benchmarks.scale import dialect, spark
from benchmarks.scale.everybody import ATHLETE, everybodys

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TOLERANCE: Final = 1e-9
"""How far two numbers may lie apart, as a part of the larger: sums of the same numbers in another order differ."""

PARAMETERS: Final[Mapping[str, float]] = MappingProxyType({"days_before_monday": 0, "bodyweight_kg": 80.0})
"""What the queries ask for beside the athlete and the days; what is not here is left open (NULL)."""

_ATHLETES: Final = "select distinct athlete from current_sets order by 1"
_LAST_DAY: Final = "select max(day) from current_sets"
_OF_ATHLETES: Final = "select table_name from information_schema.columns where column_name = 'athlete'"


@dataclass(frozen=True, slots=True)
class Compared:
    """One query in both engines: how many rows and numbers were compared, the largest relative difference of two
    numbers, what differs (nothing when it is empty), and how long each engine took.
    """

    name: str
    rows: int
    columns: int
    largest: float
    differences: tuple[str, ...]
    duckdb_s: float
    spark_s: float


def queries() -> Mapping[str, str]:
    """Every SQL text of the metrics by its name, and those of the roster, which are everybody's already."""
    return MappingProxyType({**_texts("analytics.metrics"), **_texts("analytics.roster", prefix="roster_")})


def ask_of(log: duckdb.DuckDBPyConnection) -> dialect.Ask:
    """The one value of a query over the reference tables of a log."""
    return lambda query: log.execute(query).fetchall()[0][0]


def compare(name: str, *, log: duckdb.DuckDBPyConnection, on_spark: SparkSession, as_of: date) -> Compared:
    """One query as of a day: in DuckDB athlete by athlete, as Hindsight asks it; in Spark once for everybody."""
    parsed = dialect.parsed(queries()[name], ask=ask_of(log))
    asked = everybodys(parsed, of_athletes=of_athletes(log))
    if asked == parsed:  # it answers for everybody as it is
        return _compare(name, lambda: _rows(log, name, given(asked, as_of)), asked, given(asked, as_of), log, on_spark)
    return _compare(name, lambda: _athlete_by_athlete(log, name, as_of), asked, given(asked, as_of), log, on_spark)


def compare_one(
    name: str, athlete: str, *, log: duckdb.DuckDBPyConnection, on_spark: SparkSession, as_of: date
) -> Compared:
    """One query about one athlete, the same in both engines."""
    asked = dialect.parsed(queries()[name], ask=ask_of(log))
    parameters = {**given(asked, as_of), ATHLETE: athlete}
    return _compare(name, lambda: _rows(log, name, parameters), asked, parameters, log, on_spark)


def of_athletes(log: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The tables and views of a log that have a column `athlete`."""
    return frozenset(name for (name,) in log.execute(_OF_ATHLETES).fetchall())


def last_day(log: duckdb.DuckDBPyConnection) -> date:
    """The day of the last set of all."""
    last: date = log.execute(_LAST_DAY).fetchall()[0][0]
    return last


def differences_of(ours: pa.Table, theirs: pa.Table) -> tuple[float, tuple[str, ...]]:
    """The largest relative difference of two numbers, and what differs in words. Rows and columns have no order; a
    number counts as the same within `TOLERANCE`, anything else only when it is the same.
    """
    if sorted(ours.column_names) != sorted(theirs.column_names):
        return np.inf, (f"columns {ours.column_names} and {theirs.column_names}",)
    if ours.num_rows != theirs.num_rows:
        return np.inf, (f"{ours.num_rows} rows and {theirs.num_rows}",)
    mine, other = _ordered(_comparable(ours, theirs)), _ordered(_comparable(theirs.select(ours.column_names), ours))
    found = {name: _apart(mine[name], other[name]) for name in mine.columns}
    wrong = tuple(f"{name}: {apart:.3g} apart" for name, apart in found.items() if not apart <= TOLERANCE)
    return max((apart for apart in found.values()), default=0.0), wrong


# ---------------------------------------------------------------------------------------------------------------------


def given(query: exp.Query, as_of: date) -> dict[str, object]:
    """The parameters that a query names, as of a day; `athlete` is left open."""
    days = {"to_date": as_of, "week": as_of - timedelta(days=as_of.weekday()), "from_date": None}
    if any(_is_from(between) for between in query.find_all(exp.Between)):
        days["from_date"] = date(1970, 1, 1)  # this query wants a first day
    names = {placeholder.name for placeholder in query.find_all(exp.Placeholder)}
    return {name: {**PARAMETERS, **days}.get(name) for name in names}


def _is_from(between: exp.Expr) -> bool:
    return any(placeholder.name == "from_date" for placeholder in between.args["low"].find_all(exp.Placeholder))


def _texts(package: str, prefix: str = "") -> dict[str, str]:
    files = sorted((file for file in resources.files(package).iterdir() if file.name.endswith(".sql")), key=str)
    return {prefix + file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in files}


def _compare(
    name: str,
    in_duckdb: Callable[[], pa.Table],
    asked: exp.Query,
    parameters: Mapping[str, object],
    log: duckdb.DuckDBPyConnection,
    on_spark: SparkSession,
) -> Compared:
    begin = time.perf_counter()
    ours = in_duckdb()
    between = time.perf_counter()
    theirs = spark.rows(on_spark, dialect.to_spark(asked, ask=ask_of(log)), parameters)
    end = time.perf_counter()
    largest, differences = differences_of(ours, theirs)
    return Compared(name, ours.num_rows, ours.num_columns, largest, differences, between - begin, end - between)


def _athlete_by_athlete(log: duckdb.DuckDBPyConnection, name: str, as_of: date) -> pa.Table:
    parameters = given(dialect.parsed(queries()[name], ask=ask_of(log)), as_of)
    athletes = [athlete for (athlete,) in log.execute(_ATHLETES).fetchall()]
    each = [_with_athlete(_rows(log, name, {**parameters, ATHLETE: athlete}), athlete) for athlete in athletes]
    return pa.concat_tables(each, promote_options="permissive")


def _rows(log: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object]) -> pa.Table:
    """The metric's own text, untouched."""
    return log.sql(queries()[name], params=dict(parameters)).to_arrow_table()


def _with_athlete(answer: pa.Table, athlete: str) -> pa.Table:
    if ATHLETE in answer.column_names:
        return answer
    return answer.add_column(0, ATHLETE, pa.array([athlete] * answer.num_rows, pa.string()))


def _comparable(answer: pa.Table, beside: pa.Table) -> pd.DataFrame:
    """Columns as numbers (float64), days and times (whole microseconds), or words; an empty cell as nothing."""
    return pd.DataFrame(
        {name: _cells(answer[name], _kind(answer[name].type, beside[name].type)) for name in answer.column_names}
    )


def _kind(of: pa.DataType, beside: pa.DataType) -> pa.DataType:
    if any(pa.types.is_floating(kind) or pa.types.is_decimal(kind) for kind in (of, beside)):
        return pa.float64()
    if pa.types.is_integer(of) or pa.types.is_boolean(of):
        return pa.int64()
    if pa.types.is_temporal(of):
        return pa.timestamp("us")
    return pa.string()


def _cells(column: pa.ChunkedArray, kind: pa.DataType) -> pd.Series[Any]:
    cast = column.cast(pa.timestamp("us")).cast(pa.int64()) if pa.types.is_temporal(kind) else column.cast(kind)
    cells: pd.Series[Any] = cast.to_pandas(integer_object_nulls=True)
    return cells.astype(object) if pa.types.is_string(kind) else cells


def _ordered(answer: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of what must be the same, then of numbers, rounded so that both engines order them alike."""
    numbers = [name for name in answer.columns if answer[name].dtype == "float64"]
    words = [name for name in answer.columns if name not in numbers]
    return answer.loc[answer.round(6).sort_values(words + numbers).index].reset_index(drop=True)


def _apart(mine: pd.Series[Any], other: pd.Series[Any]) -> float:
    empty = mine.isna().to_numpy()
    if (empty != other.isna().to_numpy()).any():
        return float(np.inf)
    if mine.dtype != "float64":
        return 0.0 if (mine[~empty] == other[~empty]).all() else float(np.inf)
    return _relative(mine[~empty].to_numpy("float64"), other[~empty].to_numpy("float64"))


def _relative(mine: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    larger = np.maximum(np.abs(mine), np.abs(other))
    return float(np.max(np.abs(mine - other) / np.where(larger > 0, larger, 1), initial=0.0))
