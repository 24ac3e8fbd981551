"""`python -m benchmarks.hostile.kills`: kill -9 at any moment of any act, and see what the log says afterwards.

Two hundred times a process does something to a log (import, edit, delete, undo, teach, tune, back up, restore, recover,
rebuild, migrate, checkpoint) and is killed at a random moment of it. The log is then opened anew and must be worth what
it was before the act or after it, never anything between (a damaged log that is recovered says that it is damaged, or
is the one recovered); what it keeps on disk must be whole; and the act done again must lead to the same log as if
nothing had happened. Ends with one line of figures; exit code 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import multiprocessing.connection
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from benchmarks.hostile.acts import ACTS, begin, copied, worth

KILLS: Final = 200
_PRELOADED: Final = ["benchmarks.hostile.acts", "analytics.importers"]
_EARLY: Final = 0.1
"""Share of kills that fall before the act has touched the disk; all others fall after that, where it matters."""
_BEYOND: Final = 1.05
"""Kills fall up to this share of the time that an act writes: a few come too late on purpose."""
_POLL_S: Final = 0.001
_CHECKSUM: Final = re.compile("[0-9a-f]{64}")
_CONTEXT: Final = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Stage:
    """An act with the folder it starts from, what the log is worth before and after it, how long it takes, and how
    many seconds of that come after it first touched the disk.
    """

    name: str
    folder: Path
    before: str
    after: str
    seconds: float
    writing: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one kill: `found` is before, after, finished (the kill came too late) or what was lost."""

    name: str
    at: float
    found: str
    leftovers: int

    @property
    def is_safe(self) -> bool:
        """Whether nothing was lost."""
        return self.found in ("before", "after", "finished")


def main(arguments: Sequence[str] | None = None) -> None:
    """Kill, look, print a table and one line of figures."""
    wanted = _parser().parse_args(arguments)
    _CONTEXT.set_forkserver_preload(_PRELOADED)
    chance = random.Random(wanted.seed)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hindsight-kills-") as work:
        stages = [_stage(name, Path(work)) for name in wanted.acts or ACTS]
        outcomes = [_killed(stages[number % len(stages)], chance, Path(work)) for number in range(wanted.kills)]
    _print_table(stages, outcomes)
    lost = [outcome for outcome in outcomes if not outcome.is_safe]
    for outcome in lost:
        print(f"LOST: {outcome.name} killed after {outcome.at:.3f} s: {outcome.found}")
    print(
        f"kills: {len(outcomes)} tried, {len(outcomes) - len(lost)} survived, {len(lost)} lost something; "
        f"{time.monotonic() - started:.0f} s"
    )
    sys.exit(1 if lost else 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile.kills", description=__doc__)
    parser.add_argument("acts", nargs="*", choices=[*ACTS, []], help="which acts (default: all)")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how many (default {KILLS})")
    parser.add_argument("--seed", type=int, default=1)
    return parser


# one act, whole ----------------------------------------------------------------------------------------------------


def _stage(name: str, work: Path) -> Stage:
    """Prepare an act's folder, and do the act once without a kill."""
    folder, whole = work / f"{name}-start", work / f"{name}-whole"
    _finished(_CONTEXT.Process(target=begin, args=(folder,)))
    prepare = ACTS[name].prepare
    if prepare is not None:
        _finished(_CONTEXT.Process(target=prepare, args=(folder,)))
    before = _worth_of(copied(folder, work / f"{name}-before"))
    started = time.perf_counter()
    process = _CONTEXT.Process(target=ACTS[name].do, args=(copied(folder, whole),))
    process.start()
    _first_change(process, whole)
    touched = time.perf_counter()
    process.join()
    ended = time.perf_counter()
    if process.exitcode:
        raise SystemExit(f"The act {name} failed by itself (exit code {process.exitcode}).")
    after = _worth_of(whole)
    for found in (after,) if ACTS[name].is_damaged else (before, after):
        if not _CHECKSUM.fullmatch(found):
            raise SystemExit(f"The log of the act {name} cannot be read even without a kill: {found}")
    return Stage(name, folder, before, after, ended - started, ended - touched)


def _first_change(process: BaseProcess, folder: Path) -> None:
    """Wait until a file of `folder` is new or another size, or the process has ended."""
    start = _sizes(folder)
    while process.is_alive() and _sizes(folder) == start:
        time.sleep(_POLL_S)


def _sizes(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            found[str(path)] = (state.st_size, state.st_mtime_ns)
    return found


def _finished(process: BaseProcess) -> None:
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"An act failed by itself (exit code {process.exitcode}).")


def _worth_of(folder: Path) -> str:
    """`acts.worth` of a folder in a process of its own: the checksum, or what kept the log from being opened."""
    receiving, sending = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_send_worth, args=(folder, sending))
    process.start()
    sending.close()
    try:
        found = str(receiving.recv())
    except EOFError:
        found = "the process that opened the log died"
    process.join()
    return found


def _send_worth(folder: Path, sending: multiprocessing.connection.Connection) -> None:
    try:
        sending.send(worth(folder))
    except Exception as error:  # noqa: BLE001 whatever keeps the log from being opened is the outcome
        sending.send(f"{type(error).__name__}: {error}")


# one kill -----------------------------------------------------------------------------------------------------------


def _killed(stage: Stage, chance: random.Random, work: Path) -> Outcome:
    folder = copied(stage.folder, work / "victim")
    try:
        process = _CONTEXT.Process(target=ACTS[stage.name].do, args=(folder,))
        process.start()
        if chance.random() < _EARLY:
            at = chance.uniform(0, stage.seconds - stage.writing)
        else:
            _first_change(process, folder)
            at = chance.uniform(0, stage.writing * _BEYOND)
        process.join(at)
        finished = not process.is_alive()
        process.kill()
        process.join()
        return Outcome(stage.name, at, _found(stage, folder, finished=finished), _leftovers(folder))
    finally:
        shutil.rmtree(folder)


def _found(stage: Stage, folder: Path, *, finished: bool) -> str:
    """Which of its two states the log is in; and whether the act done again ends where it should."""
    now = _worth_of(folder)
    if now not in (stage.before, stage.after):
        return "neither the log before nor the log after" if _CHECKSUM.fullmatch(now) else now
    if finished:
        return "finished" if now == stage.after else "the act finished, and its change is gone"
    if now == stage.after:
        return "after"
    again = _CONTEXT.Process(target=ACTS[stage.name].do, args=(folder,))
    again.start()
    again.join()
    if again.exitcode or _worth_of(folder) != stage.after:
        return "before, but the act cannot be done again"
    return "before"


def _leftovers(folder: Path) -> int:
    """Files of a half-done act that nobody will ever read."""
    return sum(path.suffix == ".part" or path.name.startswith(("copy-", "restore-")) for path in folder.rglob("*"))


def _print_table(stages: Sequence[Stage], outcomes: Sequence[Outcome]) -> None:
    titles = ("takes", "writes", "kills", "before", "after", "too late", "lost", "leftovers")
    print(f"{'act':<18}" + "".join(f"{title:>10}" for title in titles))
    for stage in stages:
        of_it = [outcome for outcome in outcomes if outcome.name == stage.name]
        count = Counter(outcome.found if outcome.is_safe else "lost" for outcome in of_it)
        figures = (len(of_it), count["before"], count["after"], count["finished"], count["lost"])
        print(
            f"{stage.name:<18}{stage.seconds:>8.2f} s{stage.writing:>8.2f} s"
            + "".join(f"{figure:>10}" for figure in (*figures, sum(outcome.leftovers for outcome in of_it)))
        )


if __name__ == "__main__":
    main()
