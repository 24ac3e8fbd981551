"""What the commands share on their way out: tables, JSON and files."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pandas as pd

from analytics.command_line import OK
from analytics.errors import UnwritableFile
from analytics.files import writing
from analytics.language import _
from analytics.texts import for_terminal


class Harmless(io.TextIOBase):
    """A stream to a terminal on which nothing of a file's or a person's text is obeyed: it is written out instead."""

    def __init__(self, stream: TextIO) -> None:
        """`stream` is where it goes."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what `for_terminal` makes of it. Raises `UnwritableFile` where it goes nowhere."""
        with _going_out(self._stream):
            self._stream.write(for_terminal(text))
        return len(text)

    def flush(self) -> None:
        """Let go of what is held back. Raises `UnwritableFile` where it goes nowhere."""
        with _going_out(self._stream):
            self._stream.flush()

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """What the system knows the stream by."""
        return self._stream.fileno()

    @property
    def buffer(self) -> BinaryIO:
        """The stream below, for what must go out to the byte."""
        return self._stream.buffer


@contextmanager
def harmless_output() -> Iterator[None]:
    """All that is printed meanwhile is printed as `Harmless` does, also where the process was given no output."""
    with open(os.devnull, "w") as nowhere:
        out, err = Harmless(sys.stdout or nowhere), Harmless(sys.stderr or nowhere)
        with redirect_stdout(out), redirect_stderr(err):
            yield


@contextmanager
def _going_out(stream: TextIO) -> Iterator[None]:
    """Raise what the system fails with as `UnwritableFile`; a reader that has seen enough (`| head`) is no failure.
    What is still held back then goes nowhere, or the interpreter would fail with it once more at its end.
    """
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise UnwritableFile(
            _("The output cannot be written: {why}.", why=error.strerror or error),
            _("Look after the place that it goes to, then do it again."),
        ) from error


def put_out(content: bytes, output: Path | None) -> int:
    """Into a file, or without one to the standard output: to the byte, but for a terminal. Raises `UnwritableFile`."""
    if output is not None:
        with writing(output):
            output.write_bytes(content)
    elif sys.stdout.isatty():
        print(content.decode(errors="replace"), end="")
    else:
        with _going_out(sys.stdout):
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return OK


def print_json(value: Any) -> None:
    """As JSON; what it has no word for, as text."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def print_records(table: pd.DataFrame) -> None:
    """As JSON, one object a row, null for what is missing."""
    plain = plain_dates(table).astype(object)
    print_json(plain.where(plain.notna(), None).to_dict("records"))


def print_table(table: pd.DataFrame) -> None:
    """As text in columns."""
    print(plain_dates(table).to_string(index=False, na_rep=""))


def plain_dates(table: pd.DataFrame) -> pd.DataFrame:
    """Dates as 2026-11-16, times as 2026-11-16T18:30:00."""
    written = table.copy()
    for column in written.select_dtypes("datetime"):
        moments = written[column]
        dates_only = bool((moments.dropna() == moments.dropna().dt.normalize()).all()) and not str(column).endswith(
            "_at"
        )
        written[column] = moments.dt.strftime("%Y-%m-%d" if dates_only else "%Y-%m-%dT%H:%M:%S")
    return written
