"""A metric of one athlete, asked of everybody at once.

The metrics say `athlete = $athlete`: right for a lifter and for a roster, one query each. A hundred million sets belong
to thousands of athletes, and there one query for all of them is the one that a cluster can share out. So the condition
is taken away, and the athlete goes along instead: into what is selected, grouped, joined and partitioned. What comes
out is each athlete's rows with `athlete` in front.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlglot import exp

from benchmarks.scale.dialect import Untranslatable

ATHLETE = "athlete"


def everybodys(query: exp.Query, *, of_athletes: Collection[str]) -> exp.Query:
    """The query of one athlete's rows as a query of everybody's. `of_athletes` are the tables and views with a column
    `athlete`. A query that answers for everybody by itself stays as it is. Raises `Untranslatable`.
    """
    if _asks_whether_named(query) or not any(_is_athlete(named) for named in query.find_all(exp.Placeholder)):
        return query.copy()
    carried = query.copy()
    if not _carry(carried, of_athletes) or any(_is_athlete(left) for left in carried.find_all(exp.Placeholder)):
        raise Untranslatable(f"not one athlete's rows: {query.sql(dialect='duckdb')[:60]}")
    return carried


def _asks_whether_named(query: exp.Query) -> bool:
    """`$athlete::varchar is null` somewhere in it."""
    tested = (test.this.unnest() for test in query.find_all(exp.Is))
    return any(isinstance(value, exp.Cast) and _is_athlete(value.this) for value in tested)


def _is_athlete(node: exp.Expr) -> bool:
    return isinstance(node, exp.Placeholder) and node.name == ATHLETE


def _carry(query: exp.Expr, carriers: Collection[str]) -> bool:
    """Let the athlete go along through a query; False when nothing in it is an athlete's."""
    if not isinstance(query, exp.Query):
        return False
    known = set(carriers)
    for cte in query.ctes:
        known.discard(cte.alias)  # a CTE hides a view of its name
        if _carry(cte.this, known):
            known.add(cte.alias)
    if isinstance(query, exp.SetOperation):
        sides = [_carry(query.left, known), _carry(query.right, known)]
        return all(sides)
    return isinstance(query, exp.Select) and _carry_through_select(query, known)


def _carry_through_select(select: exp.Select, carriers: Collection[str]) -> bool:
    names = [source.alias_or_name for source in _sources(select) if _carries(source, carriers)]
    if not names:
        return False
    athlete = exp.column(ATHLETE, table=names[0] or None)  # a subquery alone may go without a name
    _drop_condition(select)
    for join in select.args.get("joins") or ():
        if join.this.alias_or_name in names[1:]:
            _join_same_athlete(join, athlete)
    for window in _windows(select):
        window.set("partition_by", [athlete.copy(), *(window.args.get("partition_by") or ())])
    _group(select, athlete)
    _select(select, athlete, names[0])
    if order := select.args.get("order"):
        order.set("expressions", [exp.Ordered(this=athlete.copy(), nulls_first=False), *order.expressions])
    return True


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    if begin := select.args.get("from_"):
        yield begin.this
    yield from (join.this for join in select.args.get("joins") or ())


def _carries(source: exp.Expr, carriers: Collection[str]) -> bool:
    if isinstance(source, exp.Subquery):
        return _carry(source.this, carriers)
    return isinstance(source, exp.Table) and source.name in carriers


def _drop_condition(select: exp.Select) -> None:
    if where := select.args.get("where"):
        parts = where.this.flatten() if isinstance(where.this, exp.And) else (where.this,)
        kept = [part for part in parts if not _names_athlete(part)]
        select.set("where", exp.Where(this=exp.and_(*kept)) if kept else None)


def _names_athlete(condition: exp.Expr) -> bool:
    return isinstance(condition, exp.EQ) and _is_athlete(condition.expression.unnest())


def _join_same_athlete(join: exp.Join, athlete: exp.Column) -> None:
    if using := join.args.get("using"):
        join.set("using", [*using, exp.to_identifier(ATHLETE)])
        return
    same = exp.column(ATHLETE, table=join.this.alias_or_name).eq(athlete.copy())
    join.set("on", exp.and_(join.args["on"], same) if join.args.get("on") else same)


def _windows(select: exp.Select) -> Iterator[exp.Window]:
    """Windows that say for themselves what they reach over; `over name` follows the named one."""
    yield from select.args.get("windows") or ()
    for projection in select.expressions:
        yield from (window for window in projection.find_all(exp.Window) if not window.args.get("alias"))


def _group(select: exp.Select, athlete: exp.Column) -> None:
    group = select.args.get("group")
    if group is None and any(_aggregates(projection) for projection in select.expressions):
        select.set("group", exp.Group(expressions=[athlete.copy()]))
    elif group is not None and not group.args.get("all"):
        group.set("expressions", [athlete.copy(), *group.expressions])


def _aggregates(projection: exp.Expr) -> bool:
    return any(not _is_in_window(found) for found in projection.find_all(exp.AggFunc))


def _is_in_window(aggregate: exp.Expr) -> bool:
    around = aggregate.parent.parent if isinstance(aggregate.parent, exp.Filter) else aggregate.parent
    return isinstance(around, exp.Window)


def _select(select: exp.Select, athlete: exp.Column, carrier: str) -> None:
    for projection in select.expressions:
        if projection.is_star and (not isinstance(projection, exp.Column) or projection.table == carrier):
            return
    select.set("expressions", [exp.alias_(athlete.copy(), ATHLETE), *select.expressions])
