"""One athlete's query asked of everybody: run in DuckDB on a table that can be seen at a glance."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from sqlglot import exp, parse_one

from benchmarks.scale.dialect import Untranslatable
from benchmarks.scale.everybody import everybodys

LOGGED = """
    create table sets as select * from (values
        ('ann', date '2026-01-05', 'squat', 3), ('ann', date '2026-01-12', 'squat', 5),
        ('ann', date '2026-01-12', 'curl', 2), ('bob', date '2026-01-05', 'curl', 4),
        ('bob', date '2026-01-19', 'curl', 6)
    ) sets(athlete, week, lift, n)
"""


def everybodys_rows(query: str) -> list[tuple[Any, ...]]:
    """What the query gives for everybody, in order."""
    parsed = parse_one(query, read="duckdb")
    assert isinstance(parsed, exp.Query)
    with duckdb.connect() as log:
        log.execute(LOGGED)
        statement = everybodys(parsed, of_athletes={"sets"}).sql(dialect="duckdb")
        return sorted(tuple(map(str, row)) for row in log.execute(statement).fetchall())


def test_a_total_of_one_becomes_a_total_of_each() -> None:
    # ann 3 + 5 + 2, bob 4 + 6
    assert everybodys_rows("select sum(n) as n from sets where athlete = $athlete") == [("ann", "10"), ("bob", "10")]


def test_groups_are_each_athletes_own() -> None:
    query = "select lift, sum(n) as n from sets where athlete = $athlete and n > 2 group by lift"
    assert everybodys_rows(query) == [("ann", "squat", "8"), ("bob", "curl", "10")]  # ann's two curls are too few
    assert everybodys_rows(query.replace("group by lift", "group by all")) == everybodys_rows(query)


def test_a_window_does_not_look_into_anothers_log() -> None:
    query = """
        select week, lag(n) over by_week as before
        from (select week, sum(n) as n from sets where athlete = $athlete group by week)
        window by_week as (order by week)
    """
    assert everybodys_rows(query) == [
        ("ann", "2026-01-05", "None"), ("ann", "2026-01-12", "3"),
        ("bob", "2026-01-05", "None"), ("bob", "2026-01-19", "4"),
    ]  # fmt: skip


def test_joins_keep_to_one_athlete_and_reference_tables_stay_shared() -> None:
    query = """
        with lifts as (select col0 as lift from (values ('squat'), ('curl'))),
        weeks as (select distinct week from sets where athlete = $athlete),
        done as (select week, lift, n from sets where athlete = $athlete)
        select w.week, l.lift, coalesce(d.n, 0) as n
        from weeks w cross join lifts l left join done d on d.week = w.week and d.lift = l.lift
    """
    # ann has two weeks and bob two, each with both lifts: 8 rows; bob's squats are zeros, not ann's
    rows = everybodys_rows(query)
    assert len(rows) == 8
    assert ("bob", "2026-01-05", "squat", "0") in rows
    assert ("ann", "2026-01-12", "curl", "2") in rows


@pytest.mark.parametrize(
    "query",
    [
        "select athlete, n from sets where $athlete::varchar is null or athlete = $athlete",
        "select athlete, sum(n) as n from sets group by athlete",
    ],
)
def test_a_query_that_answers_for_everybody_stays_as_it_is(query: str) -> None:
    parsed = parse_one(query, read="duckdb")
    assert isinstance(parsed, exp.Query)
    assert everybodys(parsed, of_athletes={"sets"}) == parsed


def test_what_says_athlete_in_another_way_is_refused() -> None:
    with pytest.raises(Untranslatable):
        everybodys_rows("select n from sets where athlete in ($athlete)")
    with pytest.raises(Untranslatable):
        everybodys_rows("select $athlete as athlete")
