"""`python -m benchmarks.write_dependencies`: write docs/dependencies.md anew: what Hindsight is built from, and by what
licences.

Names and reasons come from `pyproject.toml`, where each requirement has its reason beside it; versions from the locks;
licences, and who brings whom along, from what the installed packages say of themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT: Final = Path(__file__).resolve().parents[1]
DOCUMENT: Final = PROJECT / "docs" / "dependencies.md"
TO_RUN: Final = "requirements.lock"
ALLOWED: Final = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
    }
)
"""Licences under which a package may come in: those that ask no more than to be named, and MPL-2.0, which asks to share
changes to the package's own files (Hindsight makes none).
"""

_LOCKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": TO_RUN,
        "hosting": "requirements-hosting.lock",
        "dev": "requirements-dev.lock",
        "scale": "requirements-scale.lock",
        "e2e": "requirements-dev.lock",
    }
)
_RUNS: Final = ("", "hosting")
_ALONG: Final = "What these bring along:"
_BEGINNING: Final = f"""\
# What Hindsight is built from

Written by `make licences` from `pyproject.toml`, the locks and what the packages say of themselves; do not edit. A test
holds it to the locks, and to licences under which Hindsight (MIT) may use a package unchanged:
{", ".join(sorted(ALLOWED))}.
`make audit` asks whether a locked version has a known weakness ([development.md](development.md))."""
_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": "To run it",
        "hosting": "To run it for others",
        "dev": "To work on it",
        "scale": "To compare with Spark",
        "e2e": "To test it in a browser",
    }
)
_SAID_OTHERWISE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "3-Clause BSD License": "BSD-3-Clause",
        "BSD 2-Clause License": "BSD-2-Clause",
        "Apache License": "Apache-2.0",
        "Apache License 2.0": "Apache-2.0",
        "OSI Approved :: Apache Software License": "Apache-2.0",
        "OSI Approved :: BSD License": "BSD",
        "OSI Approved :: MIT License": "MIT",
    }
)
_IN_ITS_FILE: Final[Mapping[str, str]] = MappingProxyType({"axe-playwright-python": "MIT AND MPL-2.0"})
"""Packages whose metadata name no licence: what their licence file says (this one carries axe-core along)."""

_REQUIREMENT: Final = re.compile(r'^    "(?P<said>[^"]+)",(?:\s*# (?P<reason>.+))?$')
_SECTION: Final = re.compile(r"^(?:\[(?P<table>[\w.-]+)\]|(?P<key>[\w-]+) = \[)$")
_PIN: Final = re.compile(r"^([\w.-]+)==([^ ;\\]+)", re.MULTILINE)
_LONGEST: Final = 40
"""A licence's name is no longer; what is, is its text."""


@dataclass(frozen=True, slots=True)
class Direct:
    """A requirement of `pyproject.toml`: which extra asks for it ("" to run), and why."""

    extra: str
    name: str
    asked: Requirement
    reason: str


def main() -> None:
    """Write the document, and say how much it names."""
    text = document()
    DOCUMENT.write_text(text, encoding="utf-8")
    print(f"{DOCUMENT.relative_to(PROJECT)}: {text.count('| ')} cells, {len(pins(TO_RUN))} packages to run")


def document() -> str:
    """docs/dependencies.md as it should read."""
    return "\n".join([_BEGINNING, *(line for extra in _TITLES for line in _asked_for(extra)), ""])


def _asked_for(extra: str) -> list[str]:
    """A section: what is asked for and why; for what runs, what that brings along too."""
    locked = pins(_LOCKS[extra])
    asked = [each for each in directs() if each.extra == extra]
    rows = [(each.name, ", ".join(locked[each.name]), licence_of(each.name), each.reason) for each in asked]
    lines = ["", f"## {_TITLES[extra]}", "", *_table(("package", "version", "licence", "what for"), rows)]
    if extra not in _RUNS:
        return lines
    brought = brought_along(extra)
    more = [(name, ", ".join(locked[name]), licence_of(name), ", ".join(by)) for name, by in brought.items()]
    return [*lines, "", _ALONG, "", *_table(("package", "version", "licence", "brought by"), more)]


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}", *(f"| {' | '.join(row)} |" for row in rows)]


def directs() -> list[Direct]:
    """What `pyproject.toml` asks for, in its order, each with the reason that stands beside it ("" where none does)."""
    return [
        Direct("" if key == "dependencies" else key, canonicalize_name(asked.name), asked, reason)
        for key, said, reason in _requirements()
        for asked in (Requirement(said),)
    ]


def _requirements() -> Iterator[tuple[str, str, str]]:
    """(array, requirement, reason) of each line of `dependencies` and of the extras."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    known = {"dependencies": project["dependencies"], **project["optional-dependencies"]}
    key = ""
    for line in text.splitlines():
        section, found = _SECTION.match(line), _REQUIREMENT.match(line)
        if section:
            key = section["key"] or ""
        elif found and found["said"] in known.get(key, ()):
            yield key, found["said"], found["reason"] or ""


def pins(lock: str) -> dict[str, list[str]]:
    """The versions that a lock pins, by package; several where they differ by Python."""
    versions: dict[str, list[str]] = {}
    for name, version in _PIN.findall((PROJECT / lock).read_text(encoding="utf-8")):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def licence_of(name: str) -> str:
    """The licence of a package as an SPDX expression, by what is installed; where it is not installed (another system,
    an extra that was left out), as the document has it.
    """
    try:
        says = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return written().get(name, "not known")
    kinds = [
        kind.removeprefix("License :: ") for kind in says.get_all("Classifier") or () if kind.startswith("License")
    ]
    short = [each for each in (says["License"] or "", *kinds) if 0 < len(each) <= _LONGEST]
    said = next(
        iter([each for each in (says["License-Expression"], _IN_ITS_FILE.get(name)) if each] + short), "not known"
    )
    return _SAID_OTHERWISE.get(said, said)


def written() -> dict[str, str]:
    """Package -> licence, as the document has them."""
    if not DOCUMENT.exists():
        return {}
    cells = (line.split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| "))
    return {row[0].removeprefix("| "): row[2] for row in cells if row[0] != "| package"}


def is_allowed(expression: str) -> bool:
    """Whether every part of a licence that holds is allowed, or one of those to choose from."""
    flat = expression.replace("(", "").replace(")", "")
    return all(any(choice in ALLOWED for choice in part.split(" OR ")) for part in flat.split(" AND "))


def brought_along(extra: str) -> dict[str, list[str]]:
    """Package of a lock -> the packages asked for that bring it, themselves or through others; without those that are
    asked for, and for an extra without those that run anyway.
    """
    asked = {each.name: each.asked for each in directs() if each.extra == extra}
    anyway = pins(TO_RUN).keys() if extra else set()
    families = {parent: _family(parent, request.extras) for parent, request in asked.items()}
    return {
        name: sorted(parent for parent, family in families.items() if name in family)
        for name in sorted(pins(_LOCKS[extra]).keys() - asked.keys() - anyway)
    }


def _family(name: str, extras: set[str]) -> set[str]:
    """Everything that a package needs, to the last."""
    seen: set[str] = set()
    waiting = [(name, frozenset(extras))]
    while waiting:
        parent, wanted = waiting.pop()
        try:
            needs = [Requirement(said) for said in metadata.requires(parent) or ()]
        except metadata.PackageNotFoundError:
            continue
        for need in needs:
            child = canonicalize_name(need.name)
            holds = need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *wanted))
            if holds and child not in seen:
                seen.add(child)
                waiting.append((child, frozenset(need.extras)))
    return seen


if __name__ == "__main__":
    main()
