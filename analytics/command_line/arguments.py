"""What the commands share on their way in: how one is added, and arguments that are more than a word."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.language import _
from analytics.model import FIRST_DAY, LAST_DAY, LAYOUT_FIELDS
from analytics.training_log import TrainingLog

Run = Callable[[TrainingLog, argparse.Namespace], int]
"""Answers what was asked of a log; gives the exit code."""


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands of a parser; each knows the arguments of `shared` too."""

    parsers: argparse._SubParsersAction[argparse.ArgumentParser]
    shared: argparse.ArgumentParser

    def add(self, name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
        """One more command; gives its parser, which takes its arguments."""
        made = self.parsers.add_parser(name, help=help_text, parents=[self.shared])
        made.set_defaults(run=run)
        return made

    def within(self, parser: argparse.ArgumentParser, *names: str) -> Commands:
        """The commands that may follow a command."""
        return Commands(parser.add_subparsers(metavar=f"{{{','.join(names)}}}"), self.shared)


def of_athlete(parser: argparse.ArgumentParser) -> None:
    """Whose log."""
    parser.add_argument("--athlete", metavar="NAME")


def of_day(parser: argparse.ArgumentParser, help_text: str | None = None) -> None:
    """As of which day, `asked.on`."""
    parser.add_argument("--date", dest="on", type=day, metavar="DATE", help=help_text)


def as_json(parser: argparse.ArgumentParser) -> None:
    """As JSON in place of text."""
    parser.add_argument("--json", action="store_true")


def to_file(parser: argparse.ArgumentParser, metavar: str, *, required: bool = False) -> None:
    """Where what a command makes goes, `asked.output`; None is the standard output."""
    parser.add_argument(
        "--output", type=_output, required=required, metavar=metavar, help=_("a file; - is the standard output")
    )


def _output(text: str) -> Path | None:
    return None if text == "-" else Path(text)


def log_file(text: str) -> Path:
    """The file of a log. No shell looks up the `~` of --database=~/log.duckdb."""
    return Path(os.path.expanduser(text))


def day(text: str) -> date:
    """2026-11-21, within the years that a log can have."""
    try:
        meant = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("{text} is no date; write it as 2026-11-21", text=text)) from None
    if not FIRST_DAY <= meant <= LAST_DAY:
        raise argparse.ArgumentTypeError(
            _("{text} is no day of the years {first} to {last}", text=text, first=FIRST_DAY.year, last=LAST_DAY.year)
        )
    return meant


def year(text: str) -> int:
    """2026, within the years that a log can have."""
    if not text.isdecimal() or not FIRST_DAY.year <= int(text) <= LAST_DAY.year:
        raise argparse.ArgumentTypeError(
            _("{text} is no year from {first} to {last}", text=text, first=FIRST_DAY.year, last=LAST_DAY.year)
        )
    return int(text)


def switch(text: str) -> tuple[date, str]:
    """A day from which loads are in another unit: 2021-05-03=lb."""
    since, __, unit = text.partition("=")
    if unit not in ("kg", "lb"):
        raise argparse.ArgumentTypeError(_("{text} is not DATE=UNIT; write it as 2021-05-03=lb", text=text))
    return day(since), unit


def column(text: str) -> tuple[str, str]:
    """What a column means: date=Datum."""
    meaning, __, name = text.partition("=")
    if meaning not in LAYOUT_FIELDS or not name:
        raise argparse.ArgumentTypeError(
            _(
                "{text} is not MEANING=NAME with a meaning out of {meanings}",
                text=text,
                meanings=", ".join(LAYOUT_FIELDS),
            )
        )
    return meaning, name


def share(text: str) -> tuple[str, float]:
    """What a set counts for a muscle: hamstrings=1."""
    muscle, __, part = text.partition("=")
    try:
        return muscle.strip(), float(part)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{text} is no muscle with a share; write it as hamstrings=1", text=text)
        ) from None


def pair(text: str) -> tuple[str, str]:
    """A threshold and its value: hard.max_rir=3."""
    key, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(_("{text} is not KEY=VALUE; write it as hard.max_rir=3", text=text))
    return key.strip(), value.strip()
