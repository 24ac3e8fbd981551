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
from analytics.command_line.parser import parser
from analytics.errors import DamagedLog, HindsightError
from analytics.training_log import TrainingLog


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 1 after a `HindsightError`, or what the command says (`findings --notify`); argparse
    exits with 2 for wrong usage.
    """
    asked = parser().parse_args(arguments)
    asked.now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 the log's times are local wall clock
    try:
        with _log(asked) as log:
            run: Run = asked.run
            outcome = run(log, asked)
            sys.stdout.flush()
            return outcome
    except HindsightError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _log(asked: argparse.Namespace) -> TrainingLog:
    """The log that a command is about. A damaged one opens for a command that puts a backup in its place, as that."""
    database: Path | None = getattr(asked, "database", None)
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
