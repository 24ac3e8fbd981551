"""Which sets are current: settled for the workouts that a change touches, from what stands in the log.

The answer follows from the files that stand, the edits that stand and nothing else, so it is the same in whatever order
they came or were taken back. `affected` (a temporary table of athlete, source, minute) says which workouts to settle.
"""

from __future__ import annotations

from typing import Any, Final

import duckdb

from analytics.store.database import sql

_STEPS: Final = ("sql/standing", "sql/contents", "sql/cut_off", "sql/chosen")


def gather(cursor: duckdb.DuckDBPyConnection, import_id: int) -> bool:
    """Complete `affected` by the workouts of other apps that may be the same, and note which sets edits took out.
    Returns whether there is anything to settle.
    """
    if not cursor.execute(sql("sql/may_be_shared"), {"import_id": import_id}).fetchall()[0][0]:
        return False
    cursor.execute(sql("sql/pairs"), {"import_id": import_id})
    cursor.execute(sql("sql/affected_pairs"))
    if not cursor.execute("select 1 from affected limit 1").fetchall():
        return False
    cursor.execute(sql("sql/removed"))
    return True


def settle(cursor: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Make `retired_by` of the affected workouts what it has to be; returns how many sets left and how many came."""
    for step in _STEPS:
        cursor.execute(sql(step))
    # to plan this costs more than any other step, and most logs are of one app
    has_pairs = cursor.execute("select 1 from pairs limit 1").fetchall()
    cursor.execute(sql("sql/other_apps" if has_pairs else "sql/no_other_apps"))
    cursor.execute(sql("sql/verdicts"))
    left, came = cursor.execute(
        "select count(*) filter (retired_by is null), count(*) filter (verdict is null) from verdicts"
    ).fetchall()[0]
    cursor.execute("update sets set retired_by = v.verdict from verdicts v where v.set_id = sets.set_id")
    return int(left), int(came)


def settle_change(cursor: duckdb.DuckDBPyConnection, import_id: int) -> tuple[int, int]:
    """Settle what a change touches, after it was made or taken back."""
    parameters: dict[str, Any] = {"import_id": import_id}
    cursor.execute(sql("sql/affected_by_change"), parameters)
    return settle(cursor) if gather(cursor, import_id) else (0, 0)
