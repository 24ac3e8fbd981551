"""The command line (`command_line`), called: where the log lies, what time it is, and how a command ends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from analytics.command_line import FAILED, OK
from analytics.command_line.arguments import Run
from analytics.command_line.output import harmless_output
from analytics.command_line.parser import parser
from analytics.errors import DamagedLog, HindsightError, UnwritableFile
from analytics.home import home
from analytics.texts import clean
from analytics.training_log import TrainingLog


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 1 after a `HindsightError`, or what the command says (`findings --notify`); argparse
    exits with 2 for wrong usage.
    """
    try:
        with harmless_output():
            return _answered(arguments)
    except BrokenPipeError:  # the reader (`| head`) has seen enough
        return OK
    except UnwritableFile:  # nor can it be said that it could not be said
        return FAILED


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for. Texts are what the shell gave, whose bytes need not be text; paths stay what they are."""
    asked = parser().parse_args(arguments)
    asked.now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 the log's times are local wall clock
    for name, value in vars(asked).items():
        if isinstance(value, str):
            setattr(asked, name, clean(value))
    return asked


def _answered(arguments: Sequence[str] | None) -> int:
    try:
        return _done(_asked(arguments))
    except HindsightError as error:
        print(error, file=sys.stderr)
        return FAILED


def _done(asked: argparse.Namespace) -> int:
    """Do what is asked for, with the log that it is about. One that is damaged, which may show itself only on the way,
    gives way to the backup that `restore` brings; and for `rebuild` the log is made again first.
    """
    database: Path | None = getattr(asked, "database", None)
    if getattr(asked, "is_of_a_log_made_again", False):
        asked.rebuilt = TrainingLog.rebuild(home(), now=asked.now, database=database, journal=asked.journal)
    try:
        return _run(TrainingLog.open(home(), database=database), asked)
    except DamagedLog:
        if not getattr(asked, "puts_in_place", False):
            raise
    asked.is_in_place = True
    return _run(TrainingLog.recover(home(), asked.file, now=asked.now, database=database), asked)


def _run(opened: TrainingLog, asked: argparse.Namespace) -> int:
    with opened as log:
        run: Run = asked.run
        outcome = run(log, asked)
        sys.stdout.flush()
        return outcome


if __name__ == "__main__":
    sys.exit(main())
