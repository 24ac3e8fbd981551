"""`python -m benchmarks.validate`: the published tables and worked examples, checked through the public metrics.

The checks are the tests of tests/science and tests/metrics, and those that hold the facts against the rulebook's
constants. This runs them, prints how many of each file hold, and ends with one line of figures. `benchmarks.calibrate`
is its other half.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any, Final

import pytest

from benchmarks.browser import PROJECT

CHECKED: Final = (
    "tests/science",
    "tests/metrics",
    "tests/reference/test_facts.py",
    "tests/reference/test_constants.py",
)


class Tally:
    """Listens to pytest: (file, outcome) of each test, a failure in set-up included."""

    def __init__(self) -> None:
        self.outcomes: Counter[tuple[str, str]] = Counter()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Count a test once: by its call, or by the stage that kept it from being called."""
        if report.when == "call" or not report.passed:
            self.outcomes[report.nodeid.partition("::")[0], report.outcome] += 1

    def total(self, outcome: str, file: str | None = None) -> int:
        """How many ended so, in one file or in all."""
        return sum(n for (name, ended), n in self.outcomes.items() if ended == outcome and file in {None, name})


def main() -> int:
    """Run the checks; 0 when all of them hold."""
    tally = Tally()
    checked = [str(PROJECT / part) for part in CHECKED]
    code = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *checked], plugins=[tally])
    print(f"\n{'':44}{'held':>8}{'failed':>8}{'left out':>10}")
    for file in sorted({name for name, _ in tally.outcomes}):
        counts = (tally.total(outcome, file) for outcome in ("passed", "failed", "skipped"))
        print(f"{file:44}" + "".join(f"{count:>{width}}" for count, width in zip(counts, (8, 8, 10), strict=True)))
    tables = len(list((PROJECT / "tests" / "science").glob("*.csv")))
    held, failed, left_out = (tally.total(outcome) for outcome in ("passed", "failed", "skipped"))
    print(f"validate: {held} checks hold, {failed} fail, {left_out} left out; {tables} published tables")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
