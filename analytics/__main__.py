"""The command line: arguments in, text out, no logic. `python -m analytics --help` lists the commands."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import platformdirs

from analytics.errors import HindsightError, Undecided, UnreadableFile
from analytics.importers import FORMATS, LARGEST_FILE_MB, PACKED_ORDERS
from analytics.model import GOALS, LAYOUT_FIELDS, Choices, Finding, ImportReport, Layout, Question
from analytics.reference.facts import shown
from analytics.review.last_told import WhatIsNew
from analytics.settings import SETTINGS
from analytics.training_log import NOT_A_LIFT, TrainingLog

Command = Callable[[TrainingLog, argparse.Namespace], int]
OK: Final = 0
FAILED: Final = 1
NEW_WARNING: Final = 3
READER: Final = "command line"
"""Who is told what `--notify` prints, so that the next time only what is new is said."""


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
    _notify_argument(findings, "print only what is new or stronger since the last --notify")
    answers = command("sufficiency", _sufficiency, "what the log can answer yet, and what is missing")
    answers.add_argument("--date", dest="on", type=_day, metavar="DATE")
    answers.add_argument("--athlete", metavar="NAME")
    answers.add_argument("--json", action="store_true")
    doubts = command("doubts", _doubts, "values that were kept and are unlikely")
    doubts.add_argument("--athlete", metavar="NAME")
    doubts.add_argument("--json", action="store_true")
    report = command("report", _report, "the weekly review as one page")
    report.add_argument("--date", dest="on", type=_day, metavar="DATE")
    report.add_argument("--athlete", metavar="NAME")
    report.add_argument("--output", type=Path, required=True, metavar="FILE.html")
    _notify_argument(report, "keep what was told")
    _plan_arguments(command("plan", _plan, "what to do next week: sessions with loads, and the reason for each change"))
    exercises = command("exercises", _exercises, "the catalogue, or teach a name")
    exercises.add_argument("--unrecognised", action="store_true")
    exercises.add_argument("--json", action="store_true")
    _map_arguments(exercises, shared)
    _fact_arguments(command("facts", _facts, "the thresholds that everything is judged by, or change one"), shared)
    _setting_arguments(command("settings", _settings, "what the lifter said about themselves, or change it"), shared)
    template = command("template", _template, "a small table to fill in, for a log that cannot be read as it is")
    template.add_argument("--output", type=Path, metavar="FILE.csv")
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
    parser.add_argument(
        "--unit-switch", type=_switch, metavar="DATE=UNIT", help="from this day on loads are in kg or lb: 2021-05-03=lb"
    )
    parser.add_argument("--year", type=int, help="for exports that write dates without a year")
    parser.add_argument(
        "--warmups", choices=("as_marked", "none"), default="as_marked", help="none: do not believe the file's marks"
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        type=_column,
        default=[],
        metavar="MEANING=NAME",
        help=f"what a column of your own table means, once for each: date=Datum ({', '.join(LAYOUT_FIELDS)})",
    )
    parser.add_argument(
        "--packed", choices=PACKED_ORDERS, metavar="ORDER", help=f"how several sets stand in a cell: {_orders()}"
    )
    parser.add_argument("--preview", action="store_true", help="say what would be imported, and store nothing")
    parser.add_argument("--json", action="store_true")


def _notify_argument(parser: argparse.ArgumentParser, does: str) -> None:
    parser.add_argument(
        "--notify", action="store_true", help=f"{does}; exit with {NEW_WARNING} when a warning is new, for cron"
    )


def _plan_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", dest="on", type=_day, metavar="DATE", help="the day the plan is made on")
    parser.add_argument("--week", type=_day, metavar="MONDAY", help="the week it is for (default: the one to come)")
    parser.add_argument("--goal", choices=GOALS, help="in place of the goal of the settings")
    parser.add_argument("--athlete", metavar="NAME")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("markdown", "csv", "ics"), default="markdown")
    form.add_argument("--json", action="store_true")
    parser.add_argument("--output", type=Path, metavar="FILE")


def _map_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    inner = parser.add_subparsers(metavar="{map,forget,add,muscles,decisions,undo}")
    teach = inner.add_parser("map", help="teach a name", parents=[shared])
    teach.set_defaults(run=_map)
    teach.add_argument("as_written", metavar="AS_WRITTEN")
    teach.add_argument("exercise_id", metavar="EXERCISE_ID", help=f"a catalogue id, or {NOT_A_LIFT}")
    forget = inner.add_parser("forget", help="forget a taught name", parents=[shared])
    forget.set_defaults(run=_forget)
    forget.add_argument("as_written", metavar="AS_WRITTEN")
    _add_arguments(inner.add_parser("add", help="add an exercise of your own", parents=[shared]))
    muscles = inner.add_parser("muscles", help="other muscles for a shipped exercise", parents=[shared])
    muscles.set_defaults(run=_muscles)
    muscles.add_argument("exercise_id", metavar="EXERCISE_ID")
    muscles.add_argument("muscles", nargs="*", type=_share, metavar="MUSCLE=SHARE", help="none: the shipped ones again")
    decisions = inner.add_parser("decisions", help="what was decided about exercises", parents=[shared])
    decisions.set_defaults(run=_decisions)
    undo = inner.add_parser("undo", help="take a decision back", parents=[shared])
    undo.set_defaults(run=_undo_decision)
    undo.add_argument("decision_id", type=int, metavar="DECISION_ID")


def _fact_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    parser.add_argument("--changed", action="store_true", help="only the lifter's own")
    parser.add_argument("--json", action="store_true")
    inner = parser.add_subparsers(metavar="{set,reset}")
    change = inner.add_parser("set", help="change a threshold within its range", parents=[shared])
    change.set_defaults(run=_set_fact)
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    change.add_argument(
        "--also", action="append", type=_pair, default=[], metavar="KEY=VALUE", help="another one in the same change"
    )
    reset = inner.add_parser("reset", help="back to the shipped value", parents=[shared])
    reset.set_defaults(run=_reset_facts)
    which = reset.add_mutually_exclusive_group(required=True)
    which.add_argument("key", nargs="?", metavar="KEY")
    which.add_argument("--all", action="store_true", help="every threshold")


def _setting_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")
    inner = parser.add_subparsers(metavar="{set,reset}")
    change = inner.add_parser("set", help=f"change one of {', '.join(SETTINGS)}", parents=[shared])
    change.set_defaults(run=_set_setting)
    change.add_argument("key", choices=SETTINGS, metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    reset = inner.add_parser("reset", help="back to the default", parents=[shared])
    reset.set_defaults(run=_reset_setting)
    reset.add_argument("key", choices=SETTINGS, metavar="KEY")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_add)
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--kind", default="strength", metavar="KIND", help="strength, cardio, stretching, other")
    parser.add_argument("--pattern", default="", metavar="PATTERN", help="the movement, such as hinge or knee_flexion")
    parser.add_argument(
        "--muscle", dest="muscles", action="append", type=_share, default=[], metavar="MUSCLE=SHARE", help="1 or 0.5"
    )
    parser.add_argument("--unilateral", action="store_true", help="one side at a time")
    parser.add_argument("--load-kind", default="external", metavar="KIND", help="external, bodyweight, assisted")
    parser.add_argument("--equipment", default="none", metavar="NAME")
    parser.add_argument("--means", dest="names", action="append", default=[], metavar="AS_WRITTEN")


def _share(text: str) -> tuple[str, float]:
    muscle, _, share = text.partition("=")
    try:
        return muscle.strip(), float(share)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no muscle with a share; write it as hamstrings=1") from None


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text} is not KEY=VALUE; write it as hard.max_rir=3")
    return key.strip(), value.strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2026-11-21") from None


def _switch(text: str) -> tuple[date, str]:
    day, _, unit = text.partition("=")
    if unit not in ("kg", "lb"):
        raise argparse.ArgumentTypeError(f"{text} is not DATE=UNIT; write it as 2021-05-03=lb")
    return _day(day), unit


def _column(text: str) -> tuple[str, str]:
    meaning, _, name = text.partition("=")
    if meaning not in LAYOUT_FIELDS or not name:
        raise argparse.ArgumentTypeError(f"{text} is not MEANING=NAME with a meaning out of {', '.join(LAYOUT_FIELDS)}")
    return meaning, name


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
                reports.append(log.preview(name, content, choices=choices, now=_now()).report)
            else:
                reports.append(log.import_file(name, content, choices=choices, now=_now()))
        except HindsightError as error:
            told = str(error)
            print(told if told.startswith(name) else f"{name}: {told}", file=sys.stderr)
            if isinstance(error, Undecided):
                print(f"  Say it with {_flag(error.question)}.", file=sys.stderr)
            outcome = FAILED
    if asked.json:
        _print_json([report.as_json() for report in reports])
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
    _print_records(changes) if asked.json else _print_table(
        changes[["import_id", "imported_at", "kind", "file", "format", "added", "updated", "rejected", "undone_at"]]
    )
    return OK


def _undo(log: TrainingLog, asked: argparse.Namespace) -> int:
    count = log.undo(asked.import_id, now=_now())
    print(f"Import {asked.import_id} taken back: {count} sets.")
    return OK


def _export(log: TrainingLog, asked: argparse.Namespace) -> int:
    return _put_out(log.export(asked.format), asked.output)


def _template(log: TrainingLog, asked: argparse.Namespace) -> int:
    return _put_out(log.template(), asked.output)


def _put_out(content: bytes, output: Path | None) -> int:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        output.write_bytes(content)
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
    if asked.notify:
        return _notify(log, asked, say=_print_json_news if asked.json else _print_news)
    found = log.findings(on=_judged_on(log, asked), athlete=asked.athlete, today=None if asked.on else _today())
    if asked.json:
        _print_json([finding.as_json() for finding in found])
        return OK
    for finding in found:
        _print_finding(finding, mark="*" if finding.is_headline else " ")
    if not found:
        print("Nothing to point out.")
    return OK


def _judged_on(log: TrainingLog, asked: argparse.Namespace) -> date:
    return asked.on or log.judged_on(_today(), athlete=asked.athlete)


def _notify(log: TrainingLog, asked: argparse.Namespace, *, say: Callable[[WhatIsNew], None]) -> int:
    """Say what is new since the last time, keep that it was said, and answer by the exit code."""
    on = _judged_on(log, asked)
    found = log.findings(on=on, athlete=asked.athlete, today=None if asked.on else _today())
    news = log.news(READER, on=on, athlete=asked.athlete, found=found)
    say(news)
    sys.stdout.flush()  # a reader that is gone has not been told
    log.told(READER, on=on, now=_now(), athlete=asked.athlete, found=found)
    return NEW_WARNING if news.warns else OK


def _print_news(news: WhatIsNew) -> None:
    """Nothing where nothing is new: then cron sends no mail."""
    for finding in news.new:
        _print_finding(finding, mark="New:")
    for finding in news.stronger:
        _print_finding(finding, mark="Stronger:")


def _print_json_news(news: WhatIsNew) -> None:
    _print_json([finding.as_json() for finding in (*news.new, *news.stronger)])


def _print_nothing(_: WhatIsNew) -> None:
    """The report has said it all."""


def _print_finding(finding: Finding, *, mark: str) -> None:
    answer = finding.answer
    print(f"{mark} [{finding.severity}] {finding.headline}")
    print(f"    {finding.text}\n    {finding.step}")
    if answer is not None:
        until = f" until {answer.until}" if answer.until else ""
        because = f": {answer.because}" if answer.because else ""
        print(f"    You answered on {answer.answered_at:%Y-%m-%d}: {answer.kind}{until}{because}")


def _sufficiency(log: TrainingLog, asked: argparse.Namespace) -> int:
    table = log.sufficiency(on=asked.on or log.judged_on(_today(), athlete=asked.athlete), athlete=asked.athlete)
    _print_records(table) if asked.json else _print_table(table[["metric", "subject", "speaks", "missing", "ready_on"]])
    return OK


def _doubts(log: TrainingLog, asked: argparse.Namespace) -> int:
    found = log.doubts(asked.athlete, today=_today())
    if asked.json:
        _print_json([doubt.as_json() for doubt in found])
        return OK
    for doubt in found:
        print(f"{doubt.started_at:%Y-%m-%d %H:%M}  {doubt.text}")
        for file, lines in doubt.where:
            print(f"    {file}{f', line {lines[0]}' if lines else ''}{f' to {lines[-1]}' if len(lines) > 1 else ''}")
        for proposal in doubt.proposals:
            print(f"    perhaps {proposal.what}: {proposal.how}")
    if not found:
        print("Nothing looks wrong.")
    return OK


def _report(log: TrainingLog, asked: argparse.Namespace) -> int:
    asked.output.write_text(
        log.report(on=asked.on or log.judged_on(_today(), athlete=asked.athlete), athlete=asked.athlete),
        encoding="utf-8",
    )
    print(f"Written to {asked.output}.")
    return _notify(log, asked, say=_print_nothing) if asked.notify else OK


def _plan(log: TrainingLog, asked: argparse.Namespace) -> int:
    plan = log.plan(on=_judged_on(log, asked), athlete=asked.athlete, week=asked.week, goal=asked.goal, today=_today())
    if asked.json:
        content = json.dumps(plan.as_json(), indent=2, ensure_ascii=False).encode() + b"\n"
    else:
        content = log.plan_file(plan, asked.format, now=_now().astimezone())
    return _put_out(content, asked.output)


def _exercises(log: TrainingLog, asked: argparse.Namespace) -> int:
    if asked.unrecognised:
        names = log.unrecognised()
        if asked.json:
            _print_json([{"name": u.name, "sets": u.sets, "suggestions": list(u.suggestions)} for u in names])
        else:
            for unknown in names:
                near = f"  (perhaps {', '.join(unknown.suggestions)})" if unknown.suggestions else ""
                print(f"{unknown.sets:6d}  {unknown.name}{near}")
        return OK
    catalogue = log.exercises()
    _print_records(catalogue) if asked.json else _print_table(catalogue[["id", "name", "kind", "pattern", "equipment"]])
    return OK


def _map(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.map_exercise(asked.as_written, asked.exercise_id, now=_now())
    print(f"{asked.as_written} is now {asked.exercise_id}.")
    return OK


def _forget(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.forget_mapping(asked.as_written, now=_now())
    print(f"{asked.as_written} is forgotten.")
    return OK


def _add(log: TrainingLog, asked: argparse.Namespace) -> int:
    stated = {each: getattr(asked, each) for each in ("kind", "pattern", "unilateral", "load_kind", "equipment")}
    made = log.add_exercise(asked.name, names=asked.names, muscles=dict(asked.muscles), now=_now(), **stated)
    print(f"{asked.name} is now {made}.")
    return OK


def _muscles(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.override_muscles(asked.exercise_id, dict(asked.muscles) or None, now=_now())
    print(f"{log.decisions()[0].text}.")
    return OK


def _decisions(log: TrainingLog, _: argparse.Namespace) -> int:
    for decision in log.decisions():
        undone = "" if decision.undone_at is None else f"  (taken back {decision.undone_at:%Y-%m-%d %H:%M})"
        print(f"{decision.decision_id:4d}  {decision.decided_at:%Y-%m-%d %H:%M}  {decision.text}{undone}")
    return OK


def _undo_decision(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.undo_decision(asked.decision_id, now=_now())
    print(f"Decision {asked.decision_id} taken back.")
    return OK


def _facts(log: TrainingLog, asked: argparse.Namespace) -> int:
    chosen = log.changed_facts() if asked.changed else list(log.facts)
    if asked.json:
        _print_json([fact.as_json() for fact in chosen])
        return OK
    for fact in chosen:
        shipped = f"  (yours; shipped {shown(fact.default)})" if fact.is_changed else ""
        print(f"{fact.key} = {shown(fact.value)} {fact.unit}".rstrip() + shipped)
    if not chosen:
        print("Every threshold is as shipped.")
    return OK


def _set_fact(log: TrainingLog, asked: argparse.Namespace) -> int:
    written = {asked.key: asked.value, **dict(asked.also)}
    log.change_facts({key: log.fact(key).read(value) for key, value in written.items()})
    for key in written:
        print(f"{key} is now {shown(log.fact(key).value)}. {log.fact(key).statement}")
    return OK


def _reset_facts(log: TrainingLog, asked: argparse.Namespace) -> int:
    keys = [fact.key for fact in log.changed_facts()] if asked.all else [asked.key]
    log.change_facts(dict.fromkeys(keys))
    for key in keys:
        print(f"{key} is {shown(log.fact(key).value)} again, as shipped.")
    return OK


def _settings(log: TrainingLog, asked: argparse.Namespace) -> int:
    said = log.settings()
    if asked.json:
        _print_json(said)
        return OK
    for key, value in said.items():
        print(f"{key} = {value or '(not said)'}  {SETTINGS[key].title}: {SETTINGS[key].acts_on}")
    return OK


def _set_setting(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.change_setting(asked.key, asked.value)
    print(f"{asked.key} is now {log.settings()[asked.key] or '(not said)'}.")
    return OK


def _reset_setting(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.change_setting(asked.key, None)
    print(f"{asked.key} is {log.settings()[asked.key] or '(not said)'} again, the default.")
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
