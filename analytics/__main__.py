"""The command line (`command_line`), called: where the log lies, what time it is, and how a command ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import platformdirs

from analytics.command_line import FAILED, OK
from analytics.command_line.arguments import Run
from analytics.command_line.output import harmless_output
from analytics.command_line.parser import parser
from analytics.errors import DamagedLog, HindsightError
from analytics.texts import clean
from analytics.training_log import TrainingLog


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 1 after a `HindsightError`, or what the command says (`findings --notify`); argparse
    exits with 2 for wrong usage.
    """
    try:
        with harmless_output():
            return _answered(_asked(arguments))
    except BrokenPipeError:  # the reader (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for. Texts are what the shell gave, whose bytes need not be text; paths stay what they are."""
    asked = parser().parse_args(arguments)
    asked.now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 the log's times are local wall clock
    for name, value in vars(asked).items():
        if isinstance(value, str):
            setattr(asked, name, clean(value))
    return asked


def _answered(asked: argparse.Namespace) -> int:
    try:
        with _log(asked) as log:
            run: Run = asked.run
            outcome = run(log, asked)
            sys.stdout.flush()
            return outcome
    except HindsightError as error:
        print(error, file=sys.stderr)
        return FAILED


def _log(asked: argparse.Namespace) -> TrainingLog:
    """The log that a command is about. A damaged one opens for a command that puts a backup in its place, as that; and
    for `rebuild` the log is made again first.
    """
    database: Path | None = getattr(asked, "database", None)
    if getattr(asked, "is_of_a_log_made_again", False):
        asked.rebuilt = TrainingLog.rebuild(_data_dir(), now=asked.now, database=database, journal=asked.journal)
    try:
        return TrainingLog.open(_data_dir(), database=database)
    except DamagedLog:
        source: Path | None = getattr(asked, "puts_in_place", None) and asked.file
        if source is None:
            raise
        return TrainingLog.recover(_data_dir(), source, now=asked.now, database=database)


def _data_dir() -> Path:
    chosen = os.environ.get("HINDSIGHT_DATA_DIR")
    return Path(chosen) if chosen else platformdirs.user_data_path("hindsight", appauthor=False)


if __name__ == "__main__":
    sys.exit(main())
