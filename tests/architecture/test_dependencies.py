"""What Hindsight is built from: every package named with its reason and its licence, pinned with hashes, and an audit
that never takes silence for good news.
"""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

from benchmarks import audit
from benchmarks.write_dependencies import (
    ALLOWED,
    DOCUMENT,
    PROJECT,
    brought_along,
    directs,
    document,
    is_allowed,
    licence_of,
    pins,
    written,
)

RUNS = ("requirements.lock", "requirements-hosting.lock")
STALE = "docs/dependencies.md is stale: make licences"


def rows() -> list[list[str]]:
    """The cells of every row of the document's tables."""
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines if not line.startswith("| package")]


def test_every_requirement_has_its_reason_beside_it() -> None:
    assert [each.name for each in directs() if not each.reason] == []


def test_every_package_that_runs_is_named_with_its_versions_and_who_brings_it() -> None:
    named = {row[0]: (row[1], row[3]) for row in rows()}
    for lock in RUNS:
        for name, versions in pins(lock).items():
            assert name in named, STALE
            assert named[name][0] == ", ".join(versions), STALE
            assert named[name][1], STALE


def test_every_requirement_is_named_with_its_reason() -> None:
    named = {(row[0], row[3]) for row in rows()}
    assert {(each.name, each.reason) for each in directs()} - named == set(), STALE


def test_nothing_is_named_that_no_lock_pins() -> None:
    locked = set().union(*(pins(lock.name) for lock in PROJECT.glob("requirements*.lock")))
    assert {row[0] for row in rows()} - locked == set(), STALE


def test_the_document_is_what_the_locks_and_the_packages_say() -> None:
    assert document() == DOCUMENT.read_text(encoding="utf-8"), STALE


def test_everything_that_runs_is_brought_by_something_that_is_asked_for() -> None:
    assert [name for extra in ("", "hosting") for name, by in brought_along(extra).items() if not by] == []


@pytest.mark.parametrize("name", sorted(written()))
def test_every_licence_is_one_that_is_allowed(name: str) -> None:
    assert is_allowed(licence_of(name)), f"{name} comes under {licence_of(name)}, which is not in {sorted(ALLOWED)}"


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("not known", False),
    ],
)
def test_a_licence_is_allowed_where_every_part_of_it_is(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) is allowed


def test_what_is_installed_to_run_is_what_the_lock_says() -> None:
    """A licence is read from what is installed, so that has to be what is locked."""
    apart = [name for name, versions in pins("requirements.lock").items() if metadata.version(name) not in versions]
    assert apart == [], "make install"


@pytest.mark.parametrize("lock", sorted(PROJECT.glob("requirements*.lock")), ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_a_hash(lock: Path) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []


def test_pyspark_is_in_its_own_lock_alone() -> None:
    """300 MB, built from source: whoever works on pages need not wait for it."""
    assert [lock.name for lock in PROJECT.glob("requirements*.lock") if "pyspark" in pins(lock.name)] == [
        "requirements-scale.lock"
    ]


# the audit -----------------------------------------------------------------------------------------------------------


def said(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": packages})


GOOD = {"name": "babel", "version": "2.18.0", "vulns": []}
WEAK = {"name": "h11", "version": "0.1", "vulns": [{"id": "CVE-1", "fix_versions": ["0.16"]}]}
PASSED_OVER = {"name": "duckdb", "skip_reason": "Dependency not found"}


def test_an_audit_of_everything_with_nothing_found_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.told([audit.read("a.lock", said(GOOD, GOOD), "")]) == 0
    assert capsys.readouterr().out == "audit: 1 locks, 2 versions, none with a known weakness\n"


def test_an_audit_that_finds_a_weakness_names_it_and_what_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.told([audit.read("a.lock", said(GOOD, WEAK), "")]) == 1
    assert "a.lock: h11 0.1: CVE-1, mended in 0.16" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("printed", "complaint"),
    [("", "Traceback\nrequests.exceptions.ConnectionError: no such host"), (said(GOOD, PASSED_OVER), ""), ("[]", "")],
)
def test_an_audit_that_could_not_ask_about_everything_is_none(
    printed: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """pip-audit itself ends with 0 where its service answers "not found" to everything."""
    assert audit.told([audit.read("a.lock", printed, complaint)]) == 2
    assert capsys.readouterr().out.startswith("audit: NOT DONE, nothing is known either way: ")
