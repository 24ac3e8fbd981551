"""`make soak`: ten people import and look around at once for ten minutes, and then every log is held against what it
must hold.

Half of the time on one computer (one log, ten athletes, ten browser sessions), half behind a sign-in (ten people, ten
logs). One of the ten is a real Chromium where there is one, the others speak Streamlit's protocol (`person`). They
import exports that overlap, import some again, take some back, correct and delete sets; they close the tab in the
middle of a preview and of an import, and lose the line in the middle of an upload (`soak_users`). Before that, what
another session waits for while a million sets come in. The last line counts; exit code 1 where anything was amiss.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from analytics.model import Choices
from analytics.training_log import TrainingLog
from benchmarks.bench_log import exports
from benchmarks.bench_server import TODAY, processor_ms, resident_mb
from benchmarks.browser import RunningApp, find_chromium, running_app
from benchmarks.hosted import folder_under, hosted_app, provider
from benchmarks.person import Drawn, Person, somebody, user_cookie
from benchmarks.soak_browser import BrowserUser
from benchmarks.soak_users import Difference, Ledger, Seen, User, difference

MODES: Final = ("local", "hosted")
_USERS: Final = 10
_NOW: Final = datetime(2026, 11, 20, 9)
_SAMPLE_EVERY_S: Final = 2.0
_WARM_SHARE: Final = 1 / 3
_MOST_GROWTH_MB: Final = 200.0
"""Of memory between warm-up and end. Caches of answers may still fill: bounded by entries, some tens of megabytes with
logs of this size. The engine's own buffers grow with what is written, as far as its limit; what ten imports at once
take for a moment stays with the process. A leak of a session or an upload of a megabyte each passes it within minutes.
"""
_LONG_S: Final = 900.0
_MOST_SETS_A_FILE: Final = 350_000
"""The Import page takes 50 MB."""
_TITLES: Final = {"local": "One computer: one log, an athlete for each", "hosted": "Behind a sign-in: a log for each"}
_TRACEBACK: Final = "Traceback (most recent call last)"


@dataclass(slots=True)
class Memory:
    """What the server held, in MB: with its first page drawn, then every few seconds."""

    start: float = 0.0
    samples: list[tuple[float, float]] = field(default_factory=list)

    @property
    def warm(self) -> float:
        """After a third of the time."""
        return self.samples[int(len(self.samples) * _WARM_SHARE)][1] if self.samples else self.start

    @property
    def end(self) -> float:
        """At the end; the mean of the last few, since an import takes some for a moment."""
        return statistics.mean(mb for _, mb in self.samples[-5:]) if self.samples else self.start

    @property
    def growth_an_hour(self) -> float:
        """Megabytes an hour since warm-up: the slope of a straight line through the samples."""
        later = self.samples[int(len(self.samples) * _WARM_SHARE) :]
        if len(later) < 3:
            return 0.0
        return 3_600 * statistics.linear_regression(*zip(*later, strict=True)).slope


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of one mode."""

    mode: str
    minutes: float
    users: int
    seen: Seen
    difference: Difference
    memory: Memory
    tracebacks: int
    worked_s: float

    @property
    def is_well(self) -> bool:
        """No error, no set lost, doubled or wrong, and no more memory than is allowed."""
        amiss = len(self.seen.errors) + self.tracebacks + self.difference.lost + self.difference.doubled
        return not amiss and not self.difference.wrong and self.memory.end - self.memory.warm <= _MOST_GROWTH_MB


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked for and print the tables."""
    wanted = _parser().parse_args(arguments)
    modes = MODES if wanted.mode == "both" else (wanted.mode,)
    with tempfile.TemporaryDirectory(prefix="hindsight-soak-") as folder:
        if wanted.sets:
            print(beside_an_import(Path(folder), wanted.sets), flush=True)
        soaked = []
        for mode in modes:
            soaked.append(soak(Path(folder, mode), mode, minutes=wanted.minutes / len(modes), users=wanted.users))
            print(_table(soaked[-1]), flush=True)
    print(_line(soaked))
    if not all(each.is_well for each in soaked):
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default 10)")
    parser.add_argument("--mode", choices=[*MODES, "both"], default="both", help="default: half of the time each")
    parser.add_argument("--users", type=int, default=_USERS, help="how many at once (default 10)")
    parser.add_argument("--sets", type=int, default=1_000_000, help="of the large import; 0 leaves it out")
    return parser


# the soak ------------------------------------------------------------------------------------------------------------


def soak(folder: Path, mode: str, *, minutes: float, users: int, with_browser: bool = True) -> Soaked:
    """So many users on one server for so many minutes; then what their logs hold."""
    folder.mkdir(parents=True)
    ledgers = [Ledger(f"u{number:02d}", number) for number in range(users)]
    memory, stop = Memory(), threading.Event()
    with (_local if mode == "local" else _hosted)(folder, ledgers) as (app, people, folders):
        lives: list[User | BrowserUser] = list(people)
        if with_browser and find_chromium() is not None:
            lives[-1] = BrowserUser(people[-1])
        with somebody(app.url) as first:
            first.visit("")
        memory.start, worked_ms = resident_mb(app), processor_ms(app.process_id)
        until = time.monotonic() + 60 * minutes
        threads = [threading.Thread(target=each.live, args=(until, stop)) for each in lives]
        for thread in threads:
            thread.start()
        _watch(app, memory, until)
        for thread in threads:
            thread.join()
        printed, worked_s = app.printed(), (processor_ms(app.process_id) - worked_ms) / 1000
    seen = _together(people)
    seen.errors[:0] = [part.strip()[:2_000] for part in printed.split(_TRACEBACK)[1:3]]
    differences = [_held_against(each, of) for each, of in zip(ledgers, folders, strict=True)]
    total = Difference(
        sum(each.lost for each in differences),
        sum(each.doubled for each in differences),
        sum(each.wrong for each in differences),
        tuple(which for each in differences for which in each.which)[:5],
    )
    return Soaked(mode, minutes, users, seen, total, memory, printed.count(_TRACEBACK), worked_s)


def _watch(app: RunningApp, memory: Memory, until: float) -> None:
    began = time.monotonic()
    while time.monotonic() < until:
        time.sleep(min(_SAMPLE_EVERY_S, max(0.0, until - time.monotonic())))
        memory.samples.append((time.monotonic() - began, resident_mb(app)))


def _together(people: Sequence[User]) -> Seen:
    return Seen(
        waits=[ms for user in people for ms in user.seen.waits],
        done=sum((user.seen.done for user in people), Counter()),
        errors=[error for user in people for error in user.seen.errors],
    )


_Served = tuple[RunningApp, list[User], list[tuple[Path, str]]]


@contextmanager
def _local(folder: Path, ledgers: Sequence[Ledger]) -> Iterator[_Served]:
    """One log with an athlete for each."""
    for ledger in ledgers:
        _begin(folder, ledger, ledger.name)
    with running_app(folder, environment=TODAY) as app:
        people = [User(each, url=app.url, query={"athlete": each.name}, cookies=dict) for each in ledgers]
        yield app, people, [(folder, each.name) for each in ledgers]


@contextmanager
def _hosted(folder: Path, ledgers: Sequence[Ledger]) -> Iterator[_Served]:
    """A log and an identity for each. The cookie is the one that the server gives after signing in; the browser signs
    in by itself.
    """
    with provider(*(each.name for each in ledgers)) as issuer:
        folders = [folder_under(folder / "logs", issuer, each.name) for each in ledgers]
        for ledger, own in zip(ledgers, folders, strict=True):
            _begin(own, ledger, "me")
        with hosted_app(folder / "logs", issuer, environment=TODAY) as hosted:

            def cookies(name: str) -> Callable[[], Mapping[str, str]]:
                return lambda: user_cookie(hosted.secrets["cookie_secret"], issuer=issuer, subject=name, url=hosted.url)

            people = [User(each, url=hosted.url, query={}, cookies=cookies(each.name)) for each in ledgers]
            yield hosted.app, people, [(own, "me") for own in folders]


def _begin(folder: Path, ledger: Ledger, athlete: str) -> None:
    with TrainingLog.open(folder) as log:
        log.import_file(f"{ledger.name}-0.csv", ledger.base(), now=_NOW, choices=Choices(athlete=athlete))


def _held_against(ledger: Ledger, of: tuple[Path, str]) -> Difference:
    """An import whose page was left and of which nobody was told is in or is not: the log is as before or as after."""
    folder, athlete = of
    with TrainingLog.open(folder) as log:
        found = log.sets(athlete)
    return min(
        (difference(found, each) for each in ledger.possible()), key=lambda each: each.lost + each.doubled + each.wrong
    )


# beside a large import -----------------------------------------------------------------------------------------------


def beside_an_import(work: Path, sets: int) -> str:
    """How long another session waits for its pages while so many sets come in, in files as large as the page takes; and
    what whoever imports is told meanwhile.
    """
    files = -(-sets // _MOST_SETS_A_FILE)
    dropped = {each.path.name: each.path.read_bytes() for each in exports(work, sets=sets, athletes=files, form="hevy")}
    folder, mine, others = work / "beside", Ledger("mine", 1), Ledger("others", 2)
    for ledger in (mine, others):
        _begin(folder, ledger, ledger.name)
    with running_app(folder, environment=TODAY) as app, somebody(app.url) as watcher, somebody(app.url) as importer:

        def look() -> float:
            return watcher.visit("overview", athlete=others.name)

        quiet = [look() for _ in range(12)][2:]  # the first two load modules
        told: list[str] = []
        worked_ms = processor_ms(app.process_id)
        with _again_and_again(look) as waits:
            read_s, import_s = _imported(importer, dropped, told, athlete=mine.name)
        worked_ms = processor_ms(app.process_id) - worked_ms
    lines = "\n".join(f"    {each}" for each in told)
    return (
        f"{sets:,} sets in {files} files: read in {read_s:.1f} s, imported in {import_s:.1f} s by the clock, "
        f"{worked_ms / 1000:.1f} s of processor time with what was looked at. Another session's Overview meanwhile: "
        f"median {statistics.median(waits):,.0f} ms, worst {max(waits):,.0f} ms of {len(waits)}; before: "
        f"median {statistics.median(quiet):,.0f} ms, worst {max(quiet):,.0f} ms.\n"
        f"  Told on the way:\n{lines}\n"
    )


def _imported(importer: Person, files: Mapping[str, bytes], told: list[str], *, athlete: str) -> tuple[float, float]:
    """Seconds until the files are read, and from then until they are in."""
    importer.visit("import", athlete=athlete)
    started = time.perf_counter()
    importer.offer(files)
    importer.wait_until(_noting(_is_ready, told), patience_s=_LONG_S)
    read = time.perf_counter()
    importer.press("import-button")
    importer.wait_until(_noting(_is_in, told), patience_s=_LONG_S)
    return read - started, time.perf_counter() - read


@contextmanager
def _again_and_again(look: Callable[[], float]) -> Iterator[list[float]]:
    """What each look took, one after the other until the end of the block; at least one."""
    waits, is_over = [], threading.Event()

    def watch() -> None:
        waits.append(look())
        while not is_over.is_set():
            waits.append(look())

    thread = threading.Thread(target=watch)
    thread.start()
    yield waits
    is_over.set()
    thread.join()


def _is_ready(page: Drawn) -> bool:
    """Whether every file was read."""
    button = page.widget("import-button")
    return button is not None and not button.disabled and not _on_the_way(page)


def _is_in(page: Drawn) -> bool:
    return "What was understood" in page.words and not _on_the_way(page)


def _noting(met: Callable[[Drawn], bool], told: list[str]) -> Callable[[Drawn], bool]:
    """`met`, which writes down what the page tells until then."""

    def looked(page: Drawn) -> bool:
        told.extend(each for each in _on_the_way(page) if each not in told)
        return met(page)

    return looked


def _on_the_way(page: Drawn) -> list[str]:
    """What the page says of files on their way, with the step that each is at."""
    begin, end = ("Reading ", "Importing ", ":material/pending"), " to be read."
    return [line for line in page.words.splitlines() if line.startswith(begin) or line.endswith(end)]


# what is said of it --------------------------------------------------------------------------------------------------


def _table(soaked: Soaked) -> str:
    waits, memory = soaked.seen.waits or [0.0], soaked.memory
    rows = {
        "users": f"{soaked.users}",
        "minutes": f"{soaked.minutes:.1f}",
        "reruns": f"{len(soaked.seen.waits):,}",
        "median rerun": f"{statistics.median(waits):,.0f} ms",
        "worst rerun": f"{max(waits):,.0f} ms",
        "processor time of the server": f"{soaked.worked_s:,.0f} s",
        "of it for each rerun": f"{1000 * soaked.worked_s / len(waits):,.0f} ms",
        **{name: f"{number:,}" for name, number in sorted(soaked.seen.done.items())},
        "errors on pages": f"{len(soaked.seen.errors)}",
        "tracebacks on the console": f"{soaked.tracebacks}",
        "sets lost": f"{soaked.difference.lost}",
        "sets doubled": f"{soaked.difference.doubled}",
        "sets wrong": f"{soaked.difference.wrong}",
        "memory at the start": f"{memory.start:,.0f} MB",
        "memory after a third of the time": f"{memory.warm:,.0f} MB",
        "memory at the end": f"{memory.end:,.0f} MB, at most {memory.warm + _MOST_GROWTH_MB:,.0f}",
        "growth an hour since then": f"{memory.growth_an_hour:+,.0f} MB",
    }
    lines = [f"### {_TITLES[soaked.mode]}", "", *(f"  {name:34} {value:>24}" for name, value in rows.items()), ""]
    amiss = [*dict.fromkeys(soaked.seen.errors)][:5] + [f"  set {mark}" for mark in soaked.difference.which]
    return "\n".join([*lines, *amiss])


def _line(soaked: Sequence[Soaked]) -> str:
    waits = [ms for each in soaked for ms in each.seen.waits] or [0.0]
    memory = ", ".join(
        f"{each.mode} {each.memory.start:,.0f} / {each.memory.warm:,.0f} / {each.memory.end:,.0f} MB "
        f"({each.memory.growth_an_hour:+,.0f} MB an hour)"
        for each in soaked
    )
    amiss = [sum(getattr(each.difference, what) for each in soaked) for what in ("lost", "doubled", "wrong")]
    return (
        f"soak: {soaked[0].users} users, {len(waits):,} reruns, {sum(each.seen.done['imports'] for each in soaked):,} "
        f"imports, median {statistics.median(waits):,.0f} ms, worst {max(waits):,.0f} ms; "
        f"{sum(len(each.seen.errors) + each.tracebacks for each in soaked)} errors, "
        f"{amiss[0]} lost, {amiss[1]} doubled, {amiss[2]} wrong; memory at start, warm, end: {memory}"
    )


if __name__ == "__main__":
    main()
