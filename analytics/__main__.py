"""The command line: arguments in, text out, no logic. `python -m analytics --help` lists the commands."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import platformdirs

from analytics.errors import HindsightError, UnreadableFile
from analytics.importers import FORMATS
from analytics.model import Choices, ImportReport
from analytics.training_log import NOT_A_LIFT, TrainingLog

Command = Callable[[TrainingLog, argparse.Namespace], int]
OK: Final = 0
FAILED: Final = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 after a `HindsightError`; argparse exits with 2 for wrong usage."""
    asked = _parser().parse_args(arguments)
    try:
        with TrainingLog.open(_data_dir(), database=getattr(asked, "database", None)) as log:
            run: Command = asked.run
            outcome = run(log, asked)
            sys.stdout.flush()
            return outcome
    except HindsightError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _data_dir() -> Path:
    chosen = os.environ.get("HINDSIGHT_DATA_DIR")
    return Path(chosen) if chosen else platformdirs.user_data_path("hindsight", appauthor=False)


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # no default: before the command or after it, the place that does not name a file must not undo the one that does
    shared.add_argument(
        "--database", type=Path, default=argparse.SUPPRESS, metavar="FILE", help="the log (default: in the data folder)"
    )
    parser = argparse.ArgumentParser(
        prog="python -m analytics", description="Hindsight on the command line.", parents=[shared]
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, help_text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, parents=[shared])
        made.set_defaults(run=run)
        return made

    _import_arguments(command("import", _import, "read exports into the log"))
    command("imports", _imports, "what was imported").add_argument("--json", action="store_true")
    command("undo", _undo, "take one import back").add_argument("import_id", type=int, metavar="IMPORT_ID")
    export = command("export", _export, "the current sets")
    export.add_argument("--format", choices=("csv", "parquet"), default="csv")
    export.add_argument("--output", type=Path, metavar="FILE")
    metric = command("metric", _metric, "one metric as a table")
    metric.add_argument("name", metavar="NAME")
    metric.add_argument("--from", dest="from_date", type=_day, metavar="DATE")
    metric.add_argument("--to", dest="to_date", type=_day, metavar="DATE")
    metric.add_argument("--athlete", metavar="NAME")
    metric.add_argument("--format", choices=("csv", "json"), default="csv")
    command("metrics", _metrics, "the metrics and their columns").add_argument("--json", action="store_true")
    findings = command("findings", _findings, "what the rules say as of a day")
    findings.add_argument("--date", dest="on", type=_day, metavar="DATE")
    findings.add_argument("--athlete", metavar="NAME")
    findings.add_argument("--json", action="store_true")
    report = command("report", _report, "the weekly review as one page")
    report.add_argument("--date", dest="on", type=_day, metavar="DATE")
    report.add_argument("--athlete", metavar="NAME")
    report.add_argument("--output", type=Path, required=True, metavar="FILE.html")
    exercises = command("exercises", _exercises, "the catalogue, or teach a name")
    exercises.add_argument("--unrecognised", action="store_true")
    exercises.add_argument("--json", action="store_true")
    _map_arguments(exercises, shared)
    command("backup", _backup, "the whole log out").add_argument("file", type=Path, metavar="FILE")
    command("restore", _restore, "a whole log in").add_argument("file", type=Path, metavar="FILE")
    return parser


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--athlete", metavar="NAME")
    parser.add_argument("--unit", choices=("auto", "kg", "lb"), default="auto")
    parser.add_argument("--format", choices=FORMATS, metavar="NAME", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("--time-zone", metavar="TZ")
    parser.add_argument("--date-order", choices=("auto", "dmy", "mdy"), default="auto")
    parser.add_argument("--json", action="store_true")


def _map_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    inner = parser.add_subparsers(metavar="map")
    teach = inner.add_parser("map", help="teach a name", parents=[shared])
    teach.set_defaults(run=_map)
    teach.add_argument("as_written", metavar="AS_WRITTEN")
    teach.add_argument("exercise_id", metavar="EXERCISE_ID", help=f"a catalogue id, or {NOT_A_LIFT}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2026-11-21") from None


def _import(log: TrainingLog, asked: argparse.Namespace) -> int:
    choices = Choices(
        unit=asked.unit,
        date_order=asked.date_order,
        time_zone=asked.time_zone,
        format=asked.format,
        athlete=asked.athlete,
    )
    reports, outcome = [], OK
    for path in asked.files:
        try:
            reports.append(log.import_file(path.name, _content(path), choices=choices, now=_now()))
        except HindsightError as error:
            told = str(error)
            print(told if told.startswith(path.name) else f"{path.name}: {told}", file=sys.stderr)
            outcome = FAILED
    if asked.json:
        _print_json([report.as_json() for report in reports])
    else:
        for report in reports:
            _print_import(report)
    return outcome


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"The file cannot be opened: {error.strerror}.", "Check the path.") from error


def _print_import(report: ImportReport) -> None:
    skipped = ", ".join(f"{rows} {reason.replace('_', ' ')}" for reason, rows in report.skipped.items())
    print(f"{report.file}: {report.format}, import {report.import_id}")
    print(f"  unit {report.unit.value} ({report.unit.how}); dates {report.date_order.value} ({report.date_order.how})")
    print(
        f"  {report.rows} rows: {report.added} added, {report.unchanged} unchanged, {report.updated} updated, "
        f"{sum(report.skipped.values())} skipped{f' ({skipped})' if skipped else ''}, {report.rejected} rejected"
    )
    if report.first_at and report.last_at:
        period = f"{report.first_at:%Y-%m-%d} to {report.last_at:%Y-%m-%d}"
        print(f"  {report.workouts} workouts, {report.exercises} exercises, {period}")
    for problem in report.problems:
        print(f"  line {problem.line}, {problem.column} = {problem.value!r}: {problem.reason}")
    for unknown in report.unrecognised:
        near = f" (perhaps {', '.join(unknown.suggestions)})" if unknown.suggestions else ""
        print(f"  not recognised: {unknown.name}, {unknown.sets} sets{near}")
    for note in report.notes:
        print(f"  {note}")


def _imports(log: TrainingLog, asked: argparse.Namespace) -> int:
    changes = log.imports()
    _print_records(changes) if asked.json else _print_table(
        changes[["import_id", "imported_at", "kind", "file", "format", "added", "updated", "rejected", "undone_at"]]
    )
    return OK


def _undo(log: TrainingLog, asked: argparse.Namespace) -> int:
    count = log.undo(asked.import_id, now=_now())
    print(f"Import {asked.import_id} taken back: {count} sets.")
    return OK


def _export(log: TrainingLog, asked: argparse.Namespace) -> int:
    content = log.export(asked.format)
    if asked.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        asked.output.write_bytes(content)
    return OK


def _metric(log: TrainingLog, asked: argparse.Namespace) -> int:
    table = log.metric(asked.name, athlete=asked.athlete, from_date=asked.from_date, to_date=asked.to_date)
    if asked.format == "json":
        _print_records(table)
    else:
        sys.stdout.write(_plain_dates(table).to_csv(index=False, lineterminator="\n"))
    return OK


def _metrics(log: TrainingLog, asked: argparse.Namespace) -> int:
    columns = log.metric_columns()
    if asked.json:
        _print_json(columns)
        return OK
    for name, meanings in columns.items():
        print(name)
        for column, meaning in meanings.items():
            print(f"  {column}: {meaning}")
    return OK


def _findings(log: TrainingLog, asked: argparse.Namespace) -> int:
    found = log.findings(on=asked.on or log.judged_on(_today(), athlete=asked.athlete), athlete=asked.athlete)
    if asked.json:
        _print_json([finding.as_json() for finding in found])
        return OK
    for finding in found:
        print(f"{'*' if finding.is_headline else ' '} [{finding.severity}] {finding.headline}")
        print(f"    {finding.text}\n    {finding.step}")
    if not found:
        print("Nothing to point out.")
    return OK


def _report(log: TrainingLog, asked: argparse.Namespace) -> int:
    asked.output.write_text(
        log.report(on=asked.on or log.judged_on(_today(), athlete=asked.athlete), athlete=asked.athlete),
        encoding="utf-8",
    )
    print(f"Written to {asked.output}.")
    return OK


def _exercises(log: TrainingLog, asked: argparse.Namespace) -> int:
    if asked.unrecognised:
        names = log.unrecognised()
        if asked.json:
            _print_json([{"name": u.name, "sets": u.sets, "suggestions": list(u.suggestions)} for u in names])
        else:
            for unknown in names:
                print(f"{unknown.sets:6d}  {unknown.name}  (perhaps {', '.join(unknown.suggestions)})")
        return OK
    catalogue = log.exercises()
    _print_records(catalogue) if asked.json else _print_table(catalogue[["id", "name", "kind", "pattern", "equipment"]])
    return OK


def _map(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.map_exercise(asked.as_written, asked.exercise_id, now=_now())
    print(f"{asked.as_written} is now {asked.exercise_id}.")
    return OK


def _backup(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.backup(asked.file)
    print(f"Backed up to {asked.file}.")
    return OK


def _restore(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.restore(asked.file, now=_now())
    print(f"Restored from {asked.file}.")
    return OK


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 the log's times are local wall clock


def _today() -> date:
    return _now().date()


def _plain_dates(table: pd.DataFrame) -> pd.DataFrame:
    """Dates as 2026-11-16, times as 2026-11-16T18:30:00."""
    written = table.copy()
    for column in written.select_dtypes("datetime"):
        moments = written[column]
        dates_only = bool((moments.dropna() == moments.dropna().dt.normalize()).all()) and not str(column).endswith(
            "_at"
        )
        written[column] = moments.dt.strftime("%Y-%m-%d" if dates_only else "%Y-%m-%dT%H:%M:%S")
    return written


def _print_records(table: pd.DataFrame) -> None:
    plain = _plain_dates(table).astype(object)
    _print_json(plain.where(plain.notna(), None).to_dict("records"))


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def _print_table(table: pd.DataFrame) -> None:
    print(_plain_dates(table).to_string(index=False, na_rep=""))


if __name__ == "__main__":
    sys.exit(main())
