"""What stands in the address stands for one thing: Streamlit carries the value of a key that is bound to the address to
whatever page binds the same key next, so that two controls must not mean different things by it.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Final

from tests.architecture.test_imports import name_of, sources

SHARED: Final = {"lift": 3, "muscle": 2, "show": 2, "tab": 2, "view": 2}
"""Key -> how many controls have it: exercises or muscles to choose one of, and the parts of a page. A value that is not
among the options of the next control gives way to its first.
"""
EMPTY_AT_FIRST: Final = ("date_input", "text_input")


@cache
def controls() -> MappingProxyType[str, list[ast.Call]]:
    """Key -> the controls of the app that are bound to the address by it."""
    found: dict[str, list[ast.Call]] = defaultdict(list)
    for path in sources("app.py", "pages", "ui"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            words = words_of(node) if isinstance(node, ast.Call) else {}
            if isinstance(node, ast.Call) and isinstance(words.get("bind"), ast.Constant):
                found[key_of(words["key"], name_of(path), tree)].append(node)
    return MappingProxyType(found)


def words_of(control: ast.Call) -> dict[str | None, ast.expr]:
    return {word.arg: word.value for word in control.keywords}


def key_of(key: ast.expr, path: str, tree: ast.Module) -> str:
    """The key of a control: a text, a constant of its module, or one of another module."""
    if isinstance(key, ast.Constant):
        return str(key.value)
    if isinstance(key, ast.Attribute):
        assert isinstance(key.value, ast.Name)
        return str(getattr(import_module(f"ui.{key.value.id}"), key.attr))
    assert isinstance(key, ast.Name)
    imported = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
    homes = [str(each.module) for each in imported if key.id in {name.name for name in each.names}]
    home = (homes or [path.removesuffix(".py").replace("/", ".")])[0]
    return str(getattr(import_module(home), key.id))


def may_be_empty(control: ast.Call) -> bool:
    index, what = words_of(control).get("index"), control.func
    is_of_nothing = isinstance(index, ast.Constant) and index.value is None
    return is_of_nothing or (isinstance(what, ast.Attribute) and what.attr in EMPTY_AT_FIRST)


def test_a_key_of_the_address_is_of_one_control_or_shared_on_purpose() -> None:
    found = controls()
    assert {"athlete", "period", "q", "lift_day"} <= set(found)
    assert {key: len(of_it) for key, of_it in found.items() if len(of_it) > 1} == SHARED


def test_what_is_shared_is_not_empty_in_one_place_and_needed_in_another() -> None:
    # the Logbook's day, empty at first, once came to Strength as the session to show
    assert [key for key, of_it in controls().items() if len(of_it) > 1 and any(map(may_be_empty, of_it))] == []
