"""The log in and out: imports and taking them back, exports, the table to fill in, backups."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from analytics.command_line import FAILED, OK, arguments
from analytics.command_line.arguments import Commands
from analytics.command_line.output import print_json, print_records, print_table, put_out
from analytics.errors import HindsightError, Undecided, UnreadableFile
from analytics.importers import FORMATS, LARGEST_FILE_MB, PACKED_ORDERS
from analytics.model import LAYOUT_FIELDS, Choices, ImportReport, Layout, Question
from analytics.training_log import TrainingLog


def add_to(commands: Commands) -> None:
    """import, imports, undo, export, template, backup, restore."""
    _import_arguments(commands.add("import", _import, "read exports into the log"))
    arguments.as_json(commands.add("imports", _imports, "what was imported"))
    commands.add("undo", _undo, "take one import back").add_argument("import_id", type=int, metavar="IMPORT_ID")
    export = commands.add("export", _export, "the current sets")
    export.add_argument("--format", choices=("csv", "parquet"), default="csv")
    export.add_argument("--output", type=Path, metavar="FILE")
    template = commands.add("template", _template, "a small table to fill in, for a log that cannot be read as it is")
    template.add_argument("--output", type=Path, metavar="FILE.csv")
    commands.add("backup", _backup, "the whole log out").add_argument("file", type=Path, metavar="FILE")
    commands.add("restore", _restore, "a whole log in").add_argument("file", type=Path, metavar="FILE")


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments.of_athlete(parser)
    parser.add_argument("--unit", choices=("auto", "kg", "lb"), default="auto")
    parser.add_argument("--format", choices=FORMATS, metavar="NAME", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("--time-zone", metavar="TZ")
    parser.add_argument("--date-order", choices=("auto", "dmy", "mdy"), default="auto")
    parser.add_argument(
        "--unit-switch",
        type=arguments.switch,
        metavar="DATE=UNIT",
        help="from this day on loads are in kg or lb: 2021-05-03=lb",
    )
    parser.add_argument("--year", type=int, help="for exports that write dates without a year")
    parser.add_argument(
        "--warmups", choices=("as_marked", "none"), default="as_marked", help="none: do not believe the file's marks"
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        type=arguments.column,
        default=[],
        metavar="MEANING=NAME",
        help=f"what a column of your own table means, once for each: date=Datum ({', '.join(LAYOUT_FIELDS)})",
    )
    parser.add_argument(
        "--packed", choices=PACKED_ORDERS, metavar="ORDER", help=f"how several sets stand in a cell: {_orders()}"
    )
    parser.add_argument("--preview", action="store_true", help="say what would be imported, and store nothing")
    arguments.as_json(parser)


def _orders() -> str:
    return "; ".join(f"{order} ({example})" for order, example in PACKED_ORDERS.items())


def _import(log: TrainingLog, asked: argparse.Namespace) -> int:
    choices = Choices(
        unit=asked.unit,
        date_order=asked.date_order,
        time_zone=asked.time_zone,
        format=asked.format,
        athlete=asked.athlete,
        unit_switch=asked.unit_switch,
        year=asked.year,
        warmups=asked.warmups,
        layout=Layout(dict(asked.columns), packed=asked.packed or "auto") if asked.columns or asked.packed else None,
    )
    reports, outcome = [], OK
    for name, content in _uploads(log, asked.files):
        try:
            if isinstance(content, HindsightError):
                raise content
            if asked.preview:
                reports.append(log.preview(name, content, choices=choices, now=asked.now).report)
            else:
                reports.append(log.import_file(name, content, choices=choices, now=asked.now))
        except HindsightError as error:
            told = str(error)
            print(told if told.startswith(name) else f"{name}: {told}", file=sys.stderr)
            if isinstance(error, Undecided):
                print(f"  Say it with {_flag(error.question)}.", file=sys.stderr)
            outcome = FAILED
    if asked.json:
        print_json([report.as_json() for report in reports])
    else:
        for report in reports:
            _print_import(report)
    return outcome


def _uploads(log: TrainingLog, paths: Sequence[Path]) -> Iterator[tuple[str, bytes | HindsightError]]:
    """Every file to import, those in archives and the sheets of workbooks among them; or why it cannot be had."""
    for path in paths:
        try:
            for member in log.unpack(path.name, _content(path)):
                yield member.name, member.refused or member.content
        except HindsightError as error:
            yield path.name, error


def _content(path: Path) -> bytes:
    try:
        megabytes = path.stat().st_size / 1_000_000
        if megabytes > LARGEST_FILE_MB:
            raise UnreadableFile(
                f"{path.name} has {megabytes:,.0f} MB; the limit is {LARGEST_FILE_MB} MB.",
                "A training log of ten years has about 5 MB. Is this the right file?",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"The file cannot be opened: {error.strerror}.", "Check the path.") from error


def _print_import(report: ImportReport) -> None:
    skipped = ", ".join(f"{rows} {reason.replace('_', ' ')}" for reason, rows in report.skipped.items())
    print(f"{report.file}: {report.format}, import {report.import_id}")
    print(f"  unit {report.unit.value} ({report.unit.how}); dates {report.date_order.value} ({report.date_order.how})")
    print(f"  warm-ups {report.warmups.value} ({report.warmups.how}); {report.encoding}")
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
    for question in report.questions:
        answers = ", ".join(f"{answer} ({words})" for answer, words in question.options)
        print(f"  please say {_flag(question)}: {question.text} {answers}")


def _flag(question: Question) -> str:
    """The option that answers a question."""
    return "--packed" if question.about == "layout" else f"--{question.about.replace('_', '-')}"


def _imports(log: TrainingLog, asked: argparse.Namespace) -> int:
    changes = log.imports()
    print_records(changes) if asked.json else print_table(
        changes[["import_id", "imported_at", "kind", "file", "format", "added", "updated", "rejected", "undone_at"]]
    )
    return OK


def _undo(log: TrainingLog, asked: argparse.Namespace) -> int:
    count = log.undo(asked.import_id, now=asked.now)
    print(f"Import {asked.import_id} taken back: {count} sets.")
    return OK


def _export(log: TrainingLog, asked: argparse.Namespace) -> int:
    return put_out(log.export(asked.format), asked.output)


def _template(log: TrainingLog, asked: argparse.Namespace) -> int:
    return put_out(log.template(), asked.output)


def _backup(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.backup(asked.file)
    print(f"Backed up to {asked.file}.")
    return OK


def _restore(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.restore(asked.file, now=asked.now)
    print(f"Restored from {asked.file}.")
    return OK
