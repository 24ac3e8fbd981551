"""The parser of the whole command line."""

from __future__ import annotations

import argparse

from analytics.command_line import arguments, exercises, in_and_out, judgement, thresholds
from analytics.command_line.arguments import Commands
from analytics.language import _


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments; what was asked holds the function that answers it as `run`."""
    shared = argparse.ArgumentParser(add_help=False)
    # no default: before the command or after it, the place that does not name a file must not undo the one that does
    shared.add_argument(
        "--database",
        type=arguments.log_file,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help=_("the log (default: in the data folder)"),
    )
    made = argparse.ArgumentParser(
        prog="python -m analytics", description=_("Hindsight on the command line."), parents=[shared]
    )
    commands = Commands(made.add_subparsers(required=True, metavar="COMMAND"), shared)
    for room in (in_and_out, judgement, exercises, thresholds):
        room.add_to(commands)
    return made
