"""The log in and out: imports and taking them back, exports, the table to fill in, backups."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from analytics.command_line import FAILED, OK, arguments
from analytics.command_line.arguments import Commands
from analytics.command_line.output import print_json, print_records, print_table, put_out
from analytics.errors import HindsightError, Undecided, UnreadableFile
from analytics.files import reading
from analytics.importers import FORMATS, LARGEST_FILE_MB, PACKED_ORDERS
from analytics.language import _, n_, span
from analytics.model import LAYOUT_FIELDS, Choices, ImportReport, Layout, Question, Rebuilt, Unrecognised
from analytics.training_log import TrainingLog


def add_to(commands: Commands) -> None:
    """import, imports, undo, export, template, backup, restore, rebuild."""
    _import_arguments(commands.add("import", _import, _("read exports into the log")))
    arguments.as_json(commands.add("imports", _imports, _("what was imported")))
    commands.add("undo", _undo, _("take one import back")).add_argument("import_id", type=int, metavar="IMPORT_ID")
    export = commands.add("export", _export, _("the current sets"))
    export.add_argument("--format", choices=("csv", "parquet"), default="csv")
    arguments.to_file(export, "FILE")
    template = commands.add(
        "template", _template, _("a small table to fill in, for a log that cannot be read as it is")
    )
    arguments.to_file(template, "FILE.csv")
    commands.add("backup", _backup, _("the whole log out")).add_argument("file", type=Path, metavar="FILE")
    restore = commands.add("restore", _restore, _("a whole log in, also in the place of a damaged one"))
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(puts_in_place=True, is_in_place=False)
    rebuild = commands.add("rebuild", _rebuild, _("make the log again from the original files and the journal"))
    rebuild.add_argument(
        "--journal",
        type=Path,
        metavar="FILE",
        help=_("another journal than the log's own, such as one kept in backups"),
    )
    rebuild.set_defaults(is_of_a_log_made_again=True)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments.of_athlete(parser)
    parser.add_argument("--unit", choices=("auto", "kg", "lb"), default="auto")
    parser.add_argument(
        "--format", choices=FORMATS, metavar="NAME", help=_("one of {formats}", formats=", ".join(FORMATS))
    )
    parser.add_argument("--time-zone", metavar="TZ")
    parser.add_argument("--date-order", choices=("auto", "dmy", "mdy"), default="auto")
    parser.add_argument(
        "--unit-switch",
        type=arguments.switch,
        metavar="DATE=UNIT",
        help=_("from this day on loads are in kg or lb: 2021-05-03=lb"),
    )
    parser.add_argument("--year", type=arguments.year, help=_("for exports that write dates without a year"))
    parser.add_argument(
        "--warmups", choices=("as_marked", "none"), default="as_marked", help=_("none: do not believe the file's marks")
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        type=arguments.column,
        default=[],
        metavar="MEANING=NAME",
        help=_(
            "what a column of your own table means, once for each: date=Datum ({meanings})",
            meanings=", ".join(LAYOUT_FIELDS),
        ),
    )
    parser.add_argument(
        "--packed",
        choices=PACKED_ORDERS,
        metavar="ORDER",
        help=_("how several sets stand in a cell: {orders}", orders=_orders()),
    )
    parser.add_argument("--preview", action="store_true", help=_("say what would be imported, and store nothing"))
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
            print(told if name in told else f"{name}: {told}", file=sys.stderr)
            if isinstance(error, Undecided):
                say_it = _("Say it with {option}.", option=_flag(error.question))
                print(f"  {say_it}", file=sys.stderr)
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
        called = str(path)
        try:
            content = _content(path)
            called = path.name
            for member in log.unpack(called, content):
                yield member.name, member.refused or member.content
        except HindsightError as error:
            yield called, error


def _content(path: Path) -> bytes:
    """What a file holds, or a pipe, which does not say beforehand how much that is."""
    with reading(path), path.open("rb") as file:
        megabytes = os.fstat(file.fileno()).st_size / 1_000_000
        if megabytes <= LARGEST_FILE_MB:
            content = file.read(LARGEST_FILE_MB * 1_000_000 + 1)
            megabytes = len(content) / 1_000_000
    if megabytes > LARGEST_FILE_MB:
        raise UnreadableFile(
            _("{file} has more than {limit} MB, which is the limit.", file=path, limit=LARGEST_FILE_MB),
            _("A training log of ten years has about 5 MB. Is this the right file?"),
        )
    return content


def _told(report: ImportReport) -> Iterator[str]:
    """How a file was read, and what became of its rows."""
    yield _("{file}: {format}, import {number}", file=report.file, format=report.format, number=report.import_id)
    decided = (
        _("unit {value} ({how})", value=report.unit.value, how=report.unit.how),
        _("dates {value} ({how})", value=report.date_order.value, how=report.date_order.how),
    )
    yield f"  {'; '.join(decided)}"
    warmups = _("warm-ups {value} ({how})", value=report.warmups.value, how=report.warmups.how)
    yield f"  {warmups}; {report.encoding}"
    rows = _(
        "{rows} rows: {added} added, {unchanged} unchanged, {updated} updated, {skipped}, {rejected} rejected",
        rows=report.rows,
        added=report.added,
        unchanged=report.unchanged,
        updated=report.updated,
        skipped=_skipped(report),
        rejected=report.rejected,
    )
    yield f"  {rows}"
    if report.first_at and report.last_at:
        period = span(f"{report.first_at:%Y-%m-%d}", f"{report.last_at:%Y-%m-%d}")
        holds = _("{workouts} workouts, {exercises} exercises", workouts=report.workouts, exercises=report.exercises)
        yield f"  {holds}, {period}"


def _skipped(report: ImportReport) -> str:
    """How many rows were skipped, with the reasons' names: "827 skipped (821 rest timer, 6 note)"."""
    rows = sum(report.skipped.values())
    if not rows:
        return _("{rows} skipped", rows=rows)
    reasons = ", ".join(f"{rows} {reason.replace('_', ' ')}" for reason, rows in report.skipped.items())
    return _("{rows} skipped ({reasons})", rows=rows, reasons=reasons)


def _print_import(report: ImportReport) -> None:
    for line in _told(report):
        print(line)
    for problem in report.problems:
        place = _("line {line}", line=problem.line)
        print(f"  {place}, {problem.column} = {problem.value!r}: {problem.reason}")
    for unknown in report.unrecognised:
        print(f"  {_not_recognised(unknown)}")
    for note in report.notes:
        print(f"  {note}")
    for question in report.questions:
        answers = ", ".join(f"{answer} ({words})" for answer, words in question.options)
        asked = _("please say {option}: {question}", option=_flag(question), question=question.text)
        print(f"  {asked} {answers}")


def _not_recognised(unknown: Unrecognised) -> str:
    said = {"name": unknown.name, "suggestions": ", ".join(unknown.suggestions)}
    if unknown.suggestions:
        return n_(
            "not recognised: {name}, {number} set (perhaps {suggestions})",
            "not recognised: {name}, {number} sets (perhaps {suggestions})",
            unknown.sets,
            **said,
        )
    return n_("not recognised: {name}, {number} set", "not recognised: {name}, {number} sets", unknown.sets, **said)


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
    print(
        n_(
            "Import {import_id} taken back: {number} set.",
            "Import {import_id} taken back: {number} sets.",
            count,
            import_id=asked.import_id,
        )
    )
    return OK


def _export(log: TrainingLog, asked: argparse.Namespace) -> int:
    return put_out(log.export(asked.format), asked.output)


def _template(log: TrainingLog, asked: argparse.Namespace) -> int:
    return put_out(log.template(), asked.output)


def _backup(log: TrainingLog, asked: argparse.Namespace) -> int:
    damaged = log.backup(asked.file)
    print(_("Backed up to {file}.", file=asked.file))
    for said in damaged:
        print(said, file=sys.stderr)
    return OK


def _rebuild(_log: TrainingLog, asked: argparse.Namespace) -> int:
    made: Rebuilt = asked.rebuilt
    print(*made.told, *made.not_done, sep="\n")
    return OK


def _restore(log: TrainingLog, asked: argparse.Namespace) -> int:
    if not asked.is_in_place:
        log.restore(asked.file, now=asked.now)
    print(_("Restored from {file}.", file=asked.file))
    if asked.is_in_place:
        print(_("The log that was there is damaged; its file is kept in the folder of backups."))
    return OK
