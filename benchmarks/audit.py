"""`make audit`: whether a version that the locks name has a known weakness, by pip-audit and the OSV database.

Asks a service outside for every package by name and version, so it is run on demand and in no test. Ends with one line.
Exit code 0: nothing known. 1: something is. 2: the service could not be asked, so nothing is known either way.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).resolve().parents[1]
_NOTHING, _SOMETHING, _NOT_ASKED = range(3)
_TIMEOUT_S: Final = 15
_LONGEST_S: Final = 900


@dataclass(frozen=True, slots=True)
class Audited:
    """What is known of one lock: how many packages were asked about, which have a weakness, and why some or all of them
    could not be asked about ("" where all were).
    """

    lock: str
    asked: int
    weak: tuple[str, ...]
    why_not: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit each lock, print what is known, and say it in the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    parser.add_argument("auditor", type=Path, help="the program pip-audit")
    wanted = parser.parse_args(arguments)
    found = []
    for lock in sorted(PROJECT.glob("requirements*.lock")):
        found.append(_audited(wanted.auditor, lock))
        if found[-1].why_not:
            break
    return told(found)


def told(found: Sequence[Audited]) -> int:
    """Print what came of the locks, and the exit code that says it."""
    for audited in found:
        for weakness in audited.weak:
            print(f"{audited.lock}: {weakness}")
    unasked = [audited for audited in found if audited.why_not]
    weak = sum(len(audited.weak) for audited in found)
    if weak:
        print(f"audit: {weak} known weaknesses; see above")
        return _SOMETHING
    if unasked:
        print(f"audit: NOT DONE, nothing is known either way: {unasked[0].why_not}")
        return _NOT_ASKED
    print(f"audit: {len(found)} locks, {sum(each.asked for each in found)} versions, none with a known weakness")
    return _NOTHING


def _audited(auditor: Path, lock: Path) -> Audited:
    command = [
        str(auditor),
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
        "--vulnerability-service",
    ]
    command += ["osv", "--timeout", str(_TIMEOUT_S), "--format", "json", "--requirement", str(lock)]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST_S)
    except subprocess.TimeoutExpired:
        return Audited(lock.name, 0, (), f"the service did not answer within {_LONGEST_S // 60} minutes")
    return read(lock.name, ended.stdout, ended.stderr)


def read(lock: str, printed: str, complaint: str) -> Audited:
    """What pip-audit said of a lock: JSON, or a traceback where the service cannot be reached. A package that it passed
    over was not asked about, whatever its exit code.
    """
    try:
        packages: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (json.JSONDecodeError, KeyError, TypeError):
        last = complaint.strip().splitlines()[-1:] or ["it said nothing"]
        return Audited(lock, 0, (), f"pip-audit could not ask the service ({last[0].partition(':')[0]})")
    passed_over = [str(package["name"]) for package in packages if "skip_reason" in package]
    weak = tuple(
        f"{package['name']} {package['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'none'}"
        for package in packages
        for known in package.get("vulns", ())
    )
    why_not = f"{len(passed_over)} packages of {lock} were passed over ({passed_over[0]}, ...)" if passed_over else ""
    return Audited(lock, len(packages) - len(passed_over), weak, why_not)


if __name__ == "__main__":
    sys.exit(main())
