"""The rules of our own that turn the store's SQL into Spark's: each on a query of a line or two."""

from __future__ import annotations

from functools import cache

import duckdb
import pytest

from benchmarks.scale import compare, dialect


@cache
def ask(query: str) -> float | str | None:
    """The facts as one small table."""
    with duckdb.connect() as facts:
        facts.execute(
            """
            create table facts as select * from
                (values ('bal.window_weeks', 4.0::double, '4.0'), ('hard.unknown_rir', null, 'assume_hard'))
                facts(key, number, word)
            """
        )
        value: float | str | None = facts.execute(query).fetchall()[0][0]
        return value


def spark_of(query: str) -> str:
    """Spark's text in one line of single spaces."""
    return " ".join(dialect.to_spark(dialect.parsed(query, ask=ask), ask=ask).split())


def test_a_fact_is_its_number() -> None:
    assert spark_of("select fact('bal.window_weeks') as n") == "SELECT CAST(4.0 AS DOUBLE) AS n"
    assert spark_of("select fact_word('hard.unknown_rir') as word") == "SELECT 'assume_hard' AS word"


def test_a_macro_stands_where_it_is_called_with_its_arguments_and_defaults() -> None:
    assert spark_of("select week_of(day, 1) as week from days") == (
        "SELECT ( CAST(DATE_TRUNC('WEEK', day + CAST(1 AS INT)) AS DATE) - CAST(1 AS INT) ) AS week FROM days"
    )
    weeks = spark_of("select w.week from weeks_of_log($athlete, null) w")
    assert "FROM current_sets WHERE athlete = :athlete" in weeks
    assert "first_day + CAST(0 AS INT)" in weeks  # days_before_monday, left out, is 0


def test_a_frame_reaches_as_many_rows_as_its_column_says() -> None:
    query = """
        with spans as (select fact('bal.window_weeks')::integer - 1 as weeks_before)
        select sum(x) over (order by week rows between weeks_before preceding and current row) as s from weeks, spans
    """
    assert "3 preceding AND CURRENT ROW" in spark_of(query)  # 4 - 1


def test_a_frame_over_days_is_an_interval_and_its_median_a_percentile() -> None:
    query = """
        select median(x) over (order by at range between to_days((7 * 8)::integer) preceding and current row) as m
        from t
    """
    assert spark_of(query) == (
        "SELECT PERCENTILE(x, 0.5) OVER (ORDER BY at NULLS LAST "
        "range BETWEEN INTERVAL '56' DAY preceding AND CURRENT ROW) AS m FROM t"
    )


def test_a_frame_of_something_unknown_is_refused() -> None:
    with pytest.raises(dialect.Untranslatable):
        spark_of("select sum(x) over (order by y rows between z preceding and current row) from t")


def test_the_first_by_an_order_is_the_one_at_the_least_key() -> None:
    assert spark_of("select first(x order by a, b) as x from t") == "SELECT MIN_BY(x, (a, b)) AS x FROM t"
    with pytest.raises(dialect.Untranslatable):
        spark_of("select first(x order by a desc) from t")


def test_a_replaced_column_is_left_out_and_added() -> None:
    assert spark_of("select s.* replace (a + 1 as a), b from t s") == "SELECT s.* EXCEPT (a), b, a + 1 AS a FROM t AS s"


def test_a_window_spells_out_a_name_given_beside_it() -> None:
    query = "select coalesce(w, 0) as kg, max(kg) over (partition by day) as top from t"
    assert "MAX(( COALESCE(w, 0) )) OVER (PARTITION BY day)" in spark_of(query)


def test_a_series_is_cast_before_it_is_spread_and_none_where_it_ends_too_early() -> None:
    query = "select unnest(generate_series(a, b, interval 7 days))::date as week from t"
    assert spark_of(query) == (
        "SELECT EXPLODE(IF(a <= b, CAST(SEQUENCE(a, b, INTERVAL '7' DAYS) AS ARRAY<DATE>), NULL)) AS week FROM t"
    )


def test_a_text_with_numbers_in_it_becomes_a_printf() -> None:
    written = spark_of("select format('{:g} % or less', x) as why from t")
    assert "FORMAT_STRING( '%s %% or less'" in written or "FORMAT_STRING('%s %% or less'" in written
    with pytest.raises(dialect.Untranslatable):
        spark_of("select format('{:>8}', x) from t")


@pytest.mark.parametrize("name", compare.queries())
def test_every_text_of_the_metrics_can_be_said_in_sparks_words(name: str) -> None:
    # the words alone are at stake here: any number will do for a fact
    said = dialect.to_spark(dialect.parsed(compare.queries()[name], ask=lambda _: 1.0), ask=lambda _: 3)
    assert said.startswith(("SELECT", "WITH"))
