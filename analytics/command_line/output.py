"""What the commands share on their way out: tables, JSON and files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.command_line import OK


def put_out(content: bytes, output: Path | None) -> int:
    """Into a file, or without one to the standard output."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        output.write_bytes(content)
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
