"""The SQL of the store and the metrics, turned into Spark's dialect: nothing is written a second time.

sqlglot knows most of the differences. What it does not know is a rule here, each a small function on the parsed
statement: macros are expanded, `fact('key')` becomes its number, a frame of a window gets its length, and what Spark
spells or restricts differently is spelled its way. `docs/scale.md` lists the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from sqlglot import ErrorLevel, exp, parse_one
from sqlglot.dialects.duckdb import DuckDB

from analytics.store.database import KEPT, sql

Ask = Callable[[str], float | str | None]
"""The one value of a DuckDB query over the reference tables (facts, exercises, muscles)."""

_FILES: Final = ("views", "hard_sets")
_MACRO: Final = re.compile(
    r"create or replace macro (?P<name>\w+)\((?P<parameters>[^)]*)\) as\s+(?P<table>table\s)?(?P<body>.*)", re.DOTALL
)
_FORMAT_FIELD: Final = re.compile(r"\{:(g|\.0f)\}")


class Untranslatable(Exception):
    """The SQL says something that no rule turns into Spark's dialect."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of the store: its parameters in order, with a default where it has one, and what it stands for."""

    parameters: Mapping[str, exp.Expr | None]
    body: exp.Expr


# --- what the store defines ------------------------------------------------------------------------------------------


@cache
def macros() -> Mapping[str, Macro]:
    """The macros of the store by name."""
    found = (match for text in _statements() if (match := _MACRO.search(text)))
    return MappingProxyType({match["name"]: _macro(match) for match in found})


@cache
def views() -> Mapping[str, exp.Query]:
    """The views of the store by name, each after those it stands on; the tables that the store keeps as rows of
    a view among them.
    """
    parsed = (_parsed(text) for text in _statements() if not _MACRO.search(text))
    found = {create.this.name: create.expression for create in parsed if isinstance(create, exp.Create)}
    return MappingProxyType({**found, **{table: _parsed(f"select * from {view}") for table, view in KEPT.items()}})  # noqa: S608 - our names


def _statements() -> Iterator[str]:
    for name in _FILES:
        text, begin = sql(name), 0
        for token in DuckDB().tokenize(text):
            if token.text == ";":
                yield text[begin : token.start]
                begin = token.end + 1


def _macro(match: re.Match[str]) -> Macro:
    parameters: dict[str, exp.Expr | None] = {}
    for written in match["parameters"].split(","):
        name, _, default = (part.strip() for part in written.partition(":="))
        parameters[name] = _parsed(default) if default else None
    return Macro(parameters, _parsed(match["body"]))


def _parsed(text: str) -> exp.Expr:
    return parse_one(text, read="duckdb")


# --- into Spark's dialect --------------------------------------------------------------------------------------------


def parsed(statement: str, *, ask: Ask) -> exp.Query:
    """A query of ours as a tree without macros: what they stand for is in their place, a fact as its number."""
    return _without_macros(_parsed(statement), ask)


def view(name: str, *, ask: Ask) -> exp.Query:
    """A view of the store as such a tree."""
    return _without_macros(views()[name].copy(), ask)


def to_spark(query: exp.Query, *, ask: Ask) -> str:
    """Spark's text of a query without macros; parameters stay named (`:athlete`). Raises `Untranslatable`, and
    sqlglot's `UnsupportedError` for what sqlglot itself knows that Spark lacks.
    """
    tree = query.copy()
    for rule in (_materialise_nothing, _replace_columns, _spell_out_aliases_in_windows, _spread_series):
        rule(tree)
    for rule in (_pick_first, _middle_of_frames, _write_texts):
        rule(tree)
    _measure_frames(tree, ask)
    return tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE, pretty=True, comments=False)


# --- macros and facts ------------------------------------------------------------------------------------------------


def _without_macros(tree: exp.Expr, ask: Ask) -> exp.Query:
    while calls := [call for call in tree.find_all(exp.Anonymous) if call.name in macros()]:
        call = calls[-1]  # innermost last: an argument may be a call itself
        if isinstance(call.parent, exp.Table):
            call.parent.replace(_as_table(call, call.parent))
        else:
            call.replace(_constant(call, ask) or _expansion(call))
    if not isinstance(tree, exp.Query):
        raise Untranslatable(f"no query: {tree.sql(dialect='duckdb')[:60]}")
    return tree


def _as_table(call: exp.Anonymous, place: exp.Table) -> exp.Subquery:
    """The subquery that a macro of rows stands for, under the name it has in the query, else its own."""
    alias = place.args.get("alias") or exp.TableAlias(this=exp.to_identifier(call.name))
    return exp.Subquery(this=_expansion(call).unnest(), alias=alias, joins=place.args.get("joins"))


def _constant(call: exp.Anonymous, ask: Ask) -> exp.Expr | None:
    """The number or word that `fact('key')` or `fact_word('key')` stands for."""
    if not call.name.startswith("fact"):
        return None
    value = ask(f"select {_expansion(call).sql(dialect='duckdb')}")
    return exp.cast(exp.Literal.number(value), "double") if isinstance(value, float) else exp.convert(value)


def _expansion(call: exp.Anonymous) -> exp.Expr:
    macro = macros()[call.name]
    by_name = {given.name: given.expression for given in call.expressions if isinstance(given, exp.PropertyEQ)}
    by_place = (given for given in call.expressions if not isinstance(given, exp.PropertyEQ))
    given = {**macro.parameters, **dict(zip(macro.parameters, by_place, strict=False)), **by_name}

    def filled_in(node: exp.Expr) -> exp.Expr:
        is_parameter = isinstance(node, exp.Column) and not node.table and node.name in given
        return _argument(given[node.name]) if is_parameter else node

    return exp.paren(macro.body.copy().transform(filled_in))


def _argument(value: exp.Expr | None) -> exp.Expr:
    """An argument where its parameter stood: in brackets unless it is a single word."""
    if value is None:
        raise Untranslatable("a macro without one of its arguments")
    single = isinstance(value, exp.Column | exp.Literal | exp.Placeholder)
    return value.copy() if single else exp.paren(value.copy())


# --- rules -----------------------------------------------------------------------------------------------------------


def _materialise_nothing(tree: exp.Expr) -> None:
    """`with x as materialized`: a hint that Spark has no word for."""
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", None)


def _replace_columns(tree: exp.Expr) -> None:
    """`* replace (a as b)` is all columns but b, and then a."""
    for star in list(tree.find_all(exp.Star)):
        select = star.find_ancestor(exp.Select)
        if select and (replaced := star.args.get("replace")):
            star.set("replace", None)
            star.set("except_", [exp.column(new.alias) for new in replaced])
            select.set("expressions", [*select.expressions, *replaced])


def _spell_out_aliases_in_windows(tree: exp.Expr) -> None:
    """A name given earlier in the same select, used within a window: Spark wants what it stands for."""
    for select in tree.find_all(exp.Select):
        given: dict[str, exp.Expr] = {}
        for projection in select.expressions:
            for window in projection.find_all(exp.Window):
                for column in list(window.find_all(exp.Column)):
                    if not column.table and column.name in given:
                        column.replace(exp.paren(given[column.name].copy()))
            if isinstance(projection, exp.Alias) and not _names_itself(projection):
                given[projection.alias] = projection.this


def _names_itself(projection: exp.Alias) -> bool:
    return any(column.name == projection.alias for column in projection.this.find_all(exp.Column))


def _spread_series(tree: exp.Expr) -> None:
    """`unnest(series)::date`: Spark casts the series, not what comes out of it; and a series that would end before it
    begins is none, where Spark would call it an error.
    """
    for cast in list(tree.find_all(exp.Cast)):
        if isinstance(cast.this, exp.Explode):
            series = cast.this.this
            kind = exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[cast.to.copy()], nested=True)
            ends_later = exp.LTE(this=series.args["start"].copy(), expression=series.args["end"].copy())
            days = exp.Cast(this=series.copy(), to=kind)
            cast.replace(exp.Explode(this=exp.If(this=ends_later, true=days, false=exp.null())))


def _pick_first(tree: exp.Expr) -> None:
    """`first(x order by a, b)` is x where (a, b) is least."""
    for first in list(tree.find_all(exp.First)):
        if isinstance(first.this, exp.Order):
            if any(ordered.args.get("desc") for ordered in first.this.expressions):
                raise Untranslatable("first(... order by ... desc)")
            keys = exp.Tuple(expressions=[ordered.this.copy() for ordered in first.this.expressions])
            first.replace(exp.ArgMin(this=first.this.this.copy(), expression=keys))


def _middle_of_frames(tree: exp.Expr) -> None:
    """Spark has no median over a frame, but the percentile that a median is."""
    for window in tree.find_all(exp.Window):
        if isinstance(window.this, exp.Median):
            half = exp.Literal.number("0.5")
            window.set("this", exp.Anonymous(this="percentile", expressions=[window.this.this.copy(), half]))


def _write_texts(tree: exp.Expr) -> None:
    """`format('{:g} reps', x)`: numbers as Python writes them, in the words of printf."""
    for call in list(tree.find_all(exp.Format)):
        template = call.this.name
        fields = _FORMAT_FIELD.findall(template)
        if len(fields) != len(call.expressions):
            raise Untranslatable(f"format({template!r})")
        printf = _FORMAT_FIELD.sub("%s", template.replace("%", "%%"))
        written = [_as_text(number, field) for number, field in zip(call.expressions, fields, strict=True)]
        call.replace(exp.Anonymous(this="format_string", expressions=[exp.Literal.string(printf), *written]))


def _as_text(number: exp.Expr, field: str) -> exp.Expr:
    if field == ".0f":  # half to even, as C does; a long has no exponent and no fraction
        return exp.cast(exp.Anonymous(this="bround", expressions=[number.copy()]), "bigint")
    rounded = exp.cast(exp.Anonymous(this="round", expressions=[number.copy(), exp.Literal.number(6)]), "string")
    return exp.Anonymous(
        this="regexp_replace", expressions=[rounded, exp.Literal.string("[.]0$"), exp.Literal.string("")]
    )


def _measure_frames(tree: exp.Expr, ask: Ask) -> None:
    """How far a frame reaches must be a literal for Spark; here it is a column of a one-row CTE, or days of a fact."""
    for spec in list(tree.find_all(exp.WindowSpec)):
        for side in ("start", "end"):
            bound = spec.args.get(side)
            if isinstance(bound, exp.ToDays):
                days = ask(f"select {bound.this.sql(dialect='duckdb')}")
                spec.set(side, exp.Interval(this=exp.Literal.string(str(days)), unit=exp.var("DAY")))
            elif isinstance(bound, exp.Column):
                spec.set(side, exp.Literal.number(_asked_of_cte(bound.name, spec, ask)))


def _asked_of_cte(column: str, spec: exp.Expr, ask: Ask) -> int:
    select = spec.find_ancestor(exp.Select)
    ctes = {cte.alias: cte.this for cte in spec.root().find_all(exp.CTE)}
    for name in _source_names(select) if select else ():
        if name in ctes and column in ctes[name].named_selects and not ctes[name].find(exp.Placeholder):
            return int(ask(exp.select(column).from_(ctes[name].subquery("one_row")).sql(dialect="duckdb")) or 0)
    raise Untranslatable(f"a frame of {column} rows")


def _source_names(select: exp.Select) -> Iterable[str]:
    sources = [select.args["from_"].this, *(join.this for join in select.args.get("joins") or ())]
    return [source.name for source in sources if isinstance(source, exp.Table)]
