"""`python -m benchmarks.bench`: how fast Hindsight is at a million sets, each time as a ratio to the bare engine.

What is measured, and how, stands at the head of each part: `bench_log` (the logs), `bench_imports`, `bench_metrics`,
`bench_pages` (a real server), `bench_browser` (a real Chromium). `--write` keeps the tables in benchmarks/results.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import bench_browser, bench_imports, bench_log, bench_metrics, bench_pages
from benchmarks.bench_table import Section, typical
from benchmarks.browser import PROJECT

RESULTS: Final = PROJECT / "benchmarks" / "results.md"
PARTS: Final = ("import", "metrics", "pages", "browser")
_SIZES: Final = (10_000, 100_000, 1_000_000)
_ATHLETES: Final = 200
_TABLES: Final = re.compile(r"(?<=<!-- tables -->\n).*?(?=<!-- end of tables -->)", re.DOTALL)
_RUNS: Final = re.compile(r"(?<=<!-- runs -->\n)")
_VERSIONS: Final = ("streamlit", "duckdb", "pyarrow", "pandas", "numpy")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print each table as it is done, and end with one line of figures."""
    wanted = _parser().parse_args(arguments)
    started = time.monotonic()
    print(f"{_setting()}\n")
    sections = []
    with tempfile.TemporaryDirectory(prefix="hindsight-bench-") as folder:
        for section in _measured(Path(folder), wanted.parts or PARTS, wanted.sets):
            print(section.text(), flush=True)
            sections.append(section)
    line = f"bench: {_figures(sections)}; {time.monotonic() - started:.0f} s"
    print(line)
    if wanted.write:
        _keep(sections, line)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure (default: all of it)")
    parser.add_argument("--sets", type=int, default=max(_SIZES), help="the largest log (default 1,000,000)")
    parser.add_argument("--write", action="store_true", help="keep the tables in benchmarks/results.md")
    return parser


def _measured(work: Path, parts: Sequence[str], sets: int) -> Iterator[Section]:
    """The sections, one after the other."""
    large, small = work / "large", work / "small"
    athletes = max(2, min(_ATHLETES, sets // 1_000))
    imported = bench_imports.roster(work, large, sets=sets, athletes=athletes)
    if "import" in parts:
        sizes = sorted({*(size for size in _SIZES if size < sets), sets})
        yield bench_imports.with_line(bench_imports.imports(work, sizes), imported)
    if "metrics" in parts:
        yield from _metrics(work, large, sets, athletes)
    if "pages" in parts:
        bench_imports.roster(work, small, sets=sets // athletes * 2, athletes=2)
        yield from bench_pages.pages(work, large=large, small=small, athletes=athletes, sets=sets)
    if "browser" in parts:
        yield from bench_browser.clicks(work, large)


def _metrics(work: Path, large: Path, sets: int, athletes: int) -> Iterator[Section]:
    (file,) = bench_log.exports(work, sets=sets)
    bare = bench_imports.bare_table(work, [file])
    alone = bench_imports.of_one(work, file)
    others = [bench_pages.athlete_named(number) for number in range(1, athletes + 1)]
    yield bench_metrics.all_time(alone, bare, athlete=file.athlete, sets=sets)
    yield bench_metrics.one_athlete(large, bare, athletes=others, sets=sets)


def _setting() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _VERSIONS)
    python, load = platform.python_version(), os.getloadavg()[0]
    return f"{datetime.now():%Y-%m-%d}: Python {python}, {versions}; {os.cpu_count()} cores, load {load:.1f}"


def _figures(sections: Sequence[Section]) -> str:
    """One line for all: how many bounds hold, and the typical ratio of each section that has ratios."""
    kept, of = (sum(counts) for counts in zip(*(section.kept for section in sections), strict=True))
    typicals = (
        f"{section.title.split(':')[0].lower()} {typical(section.lines):.2f} x"
        for section in sections
        if any(line.ratio for line in section.lines)
    )
    return f"{kept} of {of} bounds hold; {', '.join(typicals)}"


def _keep(sections: Sequence[Section], line: str) -> None:
    """The tables in place of the last ones, and the line of figures above those of earlier runs."""
    kept = RESULTS.read_text(encoding="utf-8")
    tables = "\n".join([_setting(), "", *(section.text() for section in sections)])
    kept = _TABLES.sub(lambda _: f"\n{tables}\n", kept)
    RESULTS.write_text(_RUNS.sub(lambda _: f"- {_setting()}\n  {line}\n", kept), encoding="utf-8")


if __name__ == "__main__":
    main()
