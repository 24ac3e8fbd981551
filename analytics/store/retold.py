"""The journal of a log that was written before there was one: its changes as its tables tell them.

Nothing was ever deleted, so the tables hold every change, and when it was taken back; in which order changes of one
second came, and what exactly was chosen at an import, they do not. An import is told with what was decided about it
then, so that reading it again can look for the choices that decide the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.reference.facts import Facts
from analytics.store import journal
from analytics.store.confirmed import COLUMNS
from analytics.store.database import sql
from analytics.store.edits import EDITABLE
from analytics.store.lines import names_of, rows_told
from analytics.store.merge import KEPT_OUT

_TYPED_IN: Final = "from sets where import_id = $import_id and replaces is null order by set_id"
_ADDED_TO: Final = "select athlete, source, minute, brought_by from versions where import_id = $import_id"
_STATED: Final = "stated_exercise_id"
_AS_THEY_WERE: Final = "select * from sets where set_id in (select unnest($set_ids::bigint[]))"
_REMOVED: Final = "select set_id from removals where change_id = $import_id order by set_id"
_DECIDED: Final = (
    "unit", "unit_how", "date_order", "date_order_how", "time_zone", "time_zone_how", "rows", "rejected",
)  # fmt: skip
_NUMBERED: Final[Mapping[str, tuple[str, str, str]]] = {
    "decide": ("exercise_decisions", "decision_id", "decision_id, part"),
    "confirm": ("confirmed_values", "confirmation_id", "confirmation_id"),
    "answer": ("finding_answers", "answer_id", "answer_id"),
    "keep_plan": ("plans", "plan_id", "plan_id"),
}
"""Acts whose rows share a number: their table, its column, and the order of the rows."""
_BACK: Final = {
    "decide": ("undo_decision", "decision"),
    "confirm": ("take_back_confirmation", "confirmation"),
    "answer": ("take_back_answer", "answer"),
    "keep_plan": ("take_back_plan", "plan"),
}


def tell(cursor: duckdb.DuckDBPyConnection, facts: Facts, settings: Mapping[str, str]) -> None:
    """Write the lines of a log that has none, from what its tables hold; `settings` are those without facts."""
    told = [*_set(facts, settings), *_numbered(cursor), *_changes(cursor)]
    journal.add_lines(cursor, told)


def _set(facts: Facts, settings: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for key, value in settings.items():
        yield {"act": "set", "key": key, "value": value}
    changed = {fact.key: fact.value for fact in facts if fact.is_changed}
    if changed:
        yield {"act": "change_facts", "facts": changed}


def _numbered(cursor: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """Decisions, confirmations, answers and plans, each kind in its order, what was taken back after all of it."""
    for act, (table, key, order) in _NUMBERED.items():
        rows = rows_told(cursor.execute(f"select * from {table} order by {order}").df())  # noqa: S608 tables of our own
        groups = [(number, list(group)) for number, group in groupby(rows, key=itemgetter(key))]
        for number, group in groups:
            yield {"act": act, "number": number, **_made(act, group)}
        for at, number in sorted(
            (group[0]["undone_at"], number) for number, group in groups if "undone_at" in group[0]
        ):
            yield {"act": _BACK[act][0], "at": at, _BACK[act][1]: number}


def _made(act: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the rows of one number say."""
    first = rows[0]
    if act == "decide":
        named = ("kind", "subject", "value", "as_written")
        return {"at": first["decided_at"], "parts": [{name: part.get(name) for name in named} for part in rows]}
    if act == "confirm":
        return {"at": first["confirmed_at"], "values": [{name: each[name] for name in COLUMNS} for each in rows]}
    if act == "keep_plan":
        week = first["week"].date()
        return {"at": first["made_at"], "athlete": first["athlete"], "week": week, "plan": json.loads(first["plan"])}
    answer = {name: value for name, value in first.items() if name not in ("answer", "until_day")}
    until = first["until_day"].date() if "until_day" in first else None
    return {
        "at": first["answered_at"],
        "answer": {**answer, "kind": first["answer"], "until": until, "undone_at": None},
    }


def _changes(cursor: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """Imports, sessions typed in, edits and deletions by number; what was taken back, before the first later change
    that came after that.
    """
    changes = rows_told(cursor.execute(sql("sql/retold_changes")).df())
    edited = cursor.execute(sql("sql/retold_edits")).df()
    waiting: list[tuple[datetime, int]] = []
    for change in changes:
        due = [each for each in waiting if each[0] < change["imported_at"]]
        yield from _undone(due)
        waiting = [each for each in waiting if each not in due]
        yield _change(cursor, change, edited)
        if "undone_at" in change:
            waiting.append((change["undone_at"], change["import_id"]))
    yield from _undone(waiting)


def _undone(waiting: list[tuple[datetime, int]]) -> Iterator[dict[str, Any]]:
    for at, number in sorted(waiting):
        yield {"act": "undo", "at": at, "change": number}


def _change(cursor: duckdb.DuckDBPyConnection, change: Mapping[str, Any], edited: pd.DataFrame) -> dict[str, Any]:
    number = change["import_id"]
    told: dict[str, Any] = {"number": number, "at": change["imported_at"]}
    if change["kind"] == "file":
        return {"act": "import", **told, **_file(change)}
    if change["kind"] == "manual":
        return {"act": "type_in", **told, "athlete": change["athlete"], **_typed_in(cursor, number)}
    if change["kind"] == "delete":
        removed = [set_id for (set_id,) in cursor.execute(_REMOVED, {"import_id": number}).fetchall()]
        return {"act": "delete", **told, "sets": names_of(cursor, removed)}
    return {"act": "edit", **told, "sets": _edited(cursor, edited[edited["import_id"] == number])}


def _file(change: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("file", "sha256", "format", "added", "unchanged", "updated")
    kept_out = sum(sets for why, sets in json.loads(change["skipped_why"]).items() if why in KEPT_OUT)
    sets = change["added"] + change["unchanged"] + change["updated"] + kept_out
    reading = json.loads(change["told"])["reading"] if "told" in change else {}
    decided = {
        **{name: change[name] for name in _DECIDED},
        "athletes": list(change["athletes"]),
        "layout": reading.get("layout"),
        "warmups": reading["warmups"]["value"] if reading else None,
    }
    return {**{name: change.get(name) for name in kept}, "sets": sets, "decided": decided}


def _typed_in(cursor: duckdb.DuckDBPyConnection, number: int) -> dict[str, Any]:
    asked = {"import_id": number}
    rows = cursor.execute(
        "select started_at, workout, exercise, stated_exercise_id as exercise_id, block, set_number, set_type, "
        "stated_load_kind as load_kind, weight_kg, reps, rir, distance_m, duration_s, side, note, source, source_line "
        + _TYPED_IN,
        asked,
    ).df()
    return {"sets": rows_told(rows), "added_to": rows_told(cursor.execute(_ADDED_TO, asked).df())}


def _edited(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> list[dict[str, Any]]:
    if rows.empty:
        return []
    before_ids = [int(set_id) for set_id in rows["replaces"]]
    found = cursor.execute(_AS_THEY_WERE, {"set_ids": before_ids}).df().set_index("set_id")
    pairs = zip(found.loc[before_ids].to_dict("records"), rows.to_dict("records"), strict=True)
    made = [_difference(before, after) for before, after in pairs]
    return [{"set": name, "to": to} for name, to in zip(names_of(cursor, before_ids), made, strict=True)]


def _difference(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> dict[str, Any]:
    """What an edit made of a set; its note where it made nothing else of it, for an edit says something."""
    different = [name for name in EDITABLE if not _is_same(before[name], after[name])]
    if "exercise" not in different and pd.notna(before[_STATED]) and pd.isna(after[_STATED]):
        different.append("exercise")  # written once more as it was: what the file stated no longer counts
    return {name: None if pd.isna(after[name]) else after[name] for name in different or ["note"]}


def _is_same(before: Any, after: Any) -> bool:
    return bool(before == after or (pd.isna(before) and pd.isna(after)))
