"""Each constant of the rulebook is a fact that the code reads, or stands in unused_constants.toml with the reason.

A constant is read where a string of the code is its key, or an f-string gives its key when filled in
(`f"vol.{muscle}.floor"`). Docstrings, the facts themselves and the lists that only check them do not count, nor does a
metric's or rule's saying what it rests on by the beginning of a key. That values, ranges and grades are the rulebook's
is tested in test_facts.py.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.reference.test_facts import FACTS, RULEBOOK, keys_of

PROJECT = Path(__file__).parents[2]
UNUSED = tomllib.loads(Path(__file__).with_name("unused_constants.toml").read_text(encoding="utf-8"))["unused"]
PLACEHOLDER = r"[a-z0-9_]+(?:\.[a-z0-9_]+)?"
QUOTED_IN_SQL = re.compile(r"'([a-z0-9_]+(?:\.[a-z0-9_]+)+)'")
ONLY_CHECKS = ("RISING_CHAINS", "_volume_entries", "_volume_chains", "_low_high_pairs", "_muscles")
"""Parts of facts.py that hold keys to check or make them; its `band` reads them."""


def patterns_of(node: ast.AST) -> Iterator[str]:
    """What the strings in a piece of code say, as regular expressions; docstrings left out."""
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.FunctionDef) and _name(node) in ONLY_CHECKS:
        return
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(part.value) if isinstance(part, ast.Constant) else PLACEHOLDER for part in node.values]
        yield "".join(parts)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from patterns_of(child)


def _name(node: ast.Assign | ast.AnnAssign | ast.FunctionDef) -> str:
    if isinstance(node, ast.FunctionDef):
        return node.name
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""


@cache
def read_by_code() -> frozenset[str]:
    """The keys of all facts that some string of the program names or can name."""
    patterns: set[str] = set()
    for path in (PROJECT / "analytics").rglob("*.py"):
        # a pattern says which part of the facts it is about: f"{key}.low" alone could be any
        found = patterns_of(ast.parse(path.read_text(encoding="utf-8")))
        patterns.update(pattern for pattern in found if re.match(r"[a-z0-9_]+\\\.", pattern))
    for path in (PROJECT / "analytics").rglob("*.sql"):
        lines = (line.partition("--")[0] for line in path.read_text(encoding="utf-8").splitlines())
        patterns.update(re.escape(key) for line in lines for key in QUOTED_IN_SQL.findall(line))
    any_of_them = re.compile("|".join(sorted(patterns)))
    return frozenset(fact.key for fact in FACTS if any_of_them.fullmatch(fact.key))


def unread_keys(constant: str) -> list[str]:
    return [key for key in keys_of(constant) if key in FACTS and key not in read_by_code()]


@pytest.mark.parametrize("constant", RULEBOOK.index)
def test_every_constant_is_a_fact(constant: str) -> None:
    assert any(key in FACTS for key in keys_of(constant))


@pytest.mark.parametrize("constant", [key for key in RULEBOOK.index if key not in UNUSED])
def test_every_constant_is_read_by_the_code(constant: str) -> None:
    assert unread_keys(constant) == [], "read it, or say in tests/reference/unused_constants.toml why not"


@pytest.mark.parametrize("constant", UNUSED)
def test_a_constant_that_is_said_to_be_unused_is_unused(constant: str) -> None:
    assert constant in RULEBOOK.index
    assert unread_keys(constant), "the code reads it: take it off tests/reference/unused_constants.toml"


@pytest.mark.parametrize("constant", UNUSED)
def test_an_unused_constant_has_a_reason_in_a_sentence(constant: str) -> None:
    assert re.fullmatch(r"[A-Z].{30,}\.", UNUSED[constant])


def test_the_search_finds_keys_written_out_filled_in_and_in_sql() -> None:
    assert {"e1rm.max_n", "vol.quads.floor", "e1rm.session_noise.near", "hard.min_reps"} <= read_by_code()


def test_the_search_is_not_fooled_by_docstrings_beginnings_and_checks() -> None:
    code = '''
"""A docstring about asym.watch."""
RISING_CHAINS = (("asym.watch", "asym.warn"),)
METRIC = Metric(facts=("asym.",))
def read(facts, side):
    """Reads asym.warn."""
    return facts.number("asym.min_pairs"), facts.number(f"asym.{side}.low"), f"{side}.low"
'''
    found = set(patterns_of(ast.parse(code)))
    assert re.escape("asym.min_pairs") in found
    assert rf"asym\.{PLACEHOLDER}\.low" in found
    assert not any(re.fullmatch(pattern, key) for pattern in found for key in ("asym.watch", "asym.warn"))


def test_a_threshold_that_nothing_reads_cannot_be_changed_and_says_why() -> None:
    unread = [fact for fact in FACTS if fact.key not in read_by_code()]
    assert [fact.key for fact in unread if not fact.is_fixed] == []
    assert [fact.key for fact in FACTS if fact.idle and fact not in unread] == []
