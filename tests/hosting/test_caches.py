"""What sessions share carries no one's data: each cached answer is keyed by whose folder it is of, and made from it."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest
import streamlit as st

from ui import session
from ui.once import Once

PROJECT: Final = Path(__file__).resolve().parents[2]
OF_THE_PROCESS: Final = {
    "_logs": "folder -> open log, and nothing of what is in them",
    "imports": "what goes on, each for a log and a person",
    "_people": "who lets whom in, beside everybody's folders",
    "_day_backup": "whether a folder's backup of the day was made",
}
"""Made once for everybody, on purpose."""
OF_THE_SESSION: Final = {
    "open_log", "data_dir", "visit", "signed_in", "recall", "remember", "unit", "now", "today", "moment", "time_zone",
    "may_change", "may_import", "findings", "metric", "sets", "session_state", "user", "query_params", "context",
}  # fmt: skip
"""What an answer must not be made from: it differs from one session to the next."""


def cached_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted([PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "ui").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("st.cache_" in ast.unparse(d) for d in node.decorator_list):
                yield path.relative_to(PROJECT).as_posix(), node


CACHED: Final = list(cached_functions())


def test_there_are_cached_functions_and_they_are_all_in_the_session_module() -> None:
    assert len(CACHED) > 15
    assert {path for path, _function in CACHED} == {"ui/session.py"}


@pytest.mark.parametrize("function", [f for _path, f in CACHED], ids=[f.name for _path, f in CACHED])
def test_a_cached_answer_is_keyed_by_the_folder_it_is_of(function: ast.FunctionDef) -> None:
    assert function.args.args[0].arg == "folder"
    assert not any(argument.arg.startswith("_") for argument in function.args.args), "left out of the key"


@pytest.mark.parametrize("function", [f for _path, f in CACHED], ids=[f.name for _path, f in CACHED])
def test_a_cached_answer_is_made_from_its_arguments_alone(function: ast.FunctionDef) -> None:
    given = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} - given
    attributes = {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in {"st", "session"}
    }
    assert (names | attributes) & OF_THE_SESSION == set()


def test_what_is_made_once_for_everybody_is_named_here() -> None:
    made = {name for name, each in vars(session).items() if isinstance(each, Once)}
    assert made == set(OF_THE_PROCESS)


def test_whoever_empties_streamlits_caches_takes_no_log_no_import_and_no_grant_away(data_dir: Path) -> None:
    """As `AppSession` does when a browser sends it `clear_cache`; a running import holds the log that it began with."""
    log, imports, people = session.open_log(), session.imports(), session.people()
    work = session._day_backup(str(data_dir), session.today())
    log.change_setting("unit", "lb")
    before = session._looked_at()
    st.cache_data.clear()
    st.cache_resource.clear()
    assert session.open_log() is log
    assert session.imports() is imports
    assert session.people() is people
    assert session._day_backup(str(data_dir), session.today()) is work
    log.change_setting("unit", "kg")
    assert session._looked_at() != before
    assert session.unit() == "kg"
    session.close_logs()
    people.close()


def test_what_is_made_once_is_made_by_whoever_asks_first_of_many_at_a_time() -> None:
    made: list[object] = []

    def slow(key: str) -> object:
        time.sleep(0.02)
        made.append(key)
        return object()

    kept = Once(slow, most=2)
    with ThreadPoolExecutor(8) as many:
        assert len(set(many.map(kept, ["a"] * 8))) == 1
    kept("b")
    kept("c")
    assert made == ["a", "b", "c"]
    kept("a")  # two are kept, and this was the oldest
    kept.forget("c")
    kept("c")
    assert made == ["a", "b", "c", "a", "c"]


def test_imports_are_asked_for_by_the_log_they_go_into() -> None:
    """They are everybody's: whatever the screen asks of them names the log of this session, or is one it was given."""
    asked = [
        ast.unparse(node)
        for path in sorted([PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "ui").rglob("*.py")])
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("session.imports().", "imports()."))
    ]
    named = [each for each in asked if ".of(session.this_log())" in each or ".of(this_log())" in each]
    begun = [each for each in asked if ".begin(" in each and "log=session.this_log()" in each]
    taken = [each for each in asked if ".take(" in each]
    assert len(named) >= 3
    assert len(begun) == len(taken) == 1
    assert len(named) + len(begun) + len(taken) == len(asked)


def test_no_module_of_the_screen_keeps_answers_in_another_way() -> None:
    """`functools.cache` around something that reads a log would be shared by everybody."""
    kept = [
        f"{path.relative_to(PROJECT).as_posix()}:{node.name}"
        for path in sorted((PROJECT / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(each).split("(")[0] in {"cache", "lru_cache"} for each in node.decorator_list)
        and {"open_log", "session", "log"} & {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    ]
    assert kept == []
