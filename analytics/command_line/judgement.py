"""What the log says: metrics, findings and what is new among them, the weekly review, the plan, what is missing or
unlikely.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from analytics.command_line import NEW_WARNING, OK, arguments
from analytics.command_line.arguments import Commands
from analytics.command_line.output import plain_dates, print_json, print_records, print_table, put_out
from analytics.language import _
from analytics.model import GOALS, Answer, Finding
from analytics.review.last_told import WhatIsNew
from analytics.training_log import TrainingLog

READER: Final = "command line"
"""Who is told what `--notify` prints, so that the next time only what is new is said."""


def add_to(commands: Commands) -> None:
    """metric, metrics, findings, sufficiency, doubts, report, plan."""
    _metric_arguments(commands.add("metric", _metric, _("one metric as a table")))
    arguments.as_json(commands.add("metrics", _metrics, _("the metrics and their columns")))
    findings = commands.add("findings", _findings, _("what the rules say as of a day"))
    answers = commands.add("sufficiency", _sufficiency, _("what the log can answer yet, and what is missing"))
    doubts = commands.add("doubts", _doubts, _("values that were kept and are unlikely"))
    report = commands.add("report", _report, _("the weekly review as one page"))
    plan = commands.add("plan", _plan, _("what to do next week: sessions with loads, and the reason for each change"))
    for parser in (findings, answers, report):
        arguments.of_day(parser)
    for parser in (findings, answers, doubts, report):
        arguments.of_athlete(parser)
    for parser in (findings, answers, doubts):
        arguments.as_json(parser)
    _notify_argument(
        findings,
        _(
            "print only what is new or stronger since the last --notify; exit with {code} when a warning is new, for "
            "cron",
            code=NEW_WARNING,
        ),
    )
    arguments.to_file(report, "FILE.html", required=True)
    _notify_argument(
        report, _("keep what was told; exit with {code} when a warning is new, for cron", code=NEW_WARNING)
    )
    _plan_arguments(plan)


def _metric_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--from", dest="from_date", type=arguments.day, metavar="DATE")
    parser.add_argument("--to", dest="to_date", type=arguments.day, metavar="DATE")
    arguments.of_athlete(parser)
    parser.add_argument("--format", choices=("csv", "json"), default="csv")


def _notify_argument(parser: argparse.ArgumentParser, does: str) -> None:
    parser.add_argument("--notify", action="store_true", help=does)


def _plan_arguments(parser: argparse.ArgumentParser) -> None:
    arguments.of_day(parser, _("the day the plan is made on"))
    parser.add_argument(
        "--week", type=arguments.day, metavar="MONDAY", help=_("the week it is for (default: the one to come)")
    )
    parser.add_argument("--goal", choices=GOALS, help=_("in place of the goal of the settings"))
    arguments.of_athlete(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("markdown", "csv", "ics"), default="markdown")
    form.add_argument("--json", action="store_true")
    arguments.to_file(parser, "FILE")


def _metric(log: TrainingLog, asked: argparse.Namespace) -> int:
    table = log.metric(asked.name, athlete=asked.athlete, from_date=asked.from_date, to_date=asked.to_date)
    if asked.format == "json":
        print_records(table)
    else:
        sys.stdout.write(plain_dates(table).to_csv(index=False, lineterminator="\n"))
    return OK


def _metrics(log: TrainingLog, asked: argparse.Namespace) -> int:
    columns = log.metric_columns()
    if asked.json:
        print_json(columns)
        return OK
    for name, meanings in columns.items():
        print(name)
        for column, meaning in meanings.items():
            print(f"  {column}: {meaning}")
    return OK


def _findings(log: TrainingLog, asked: argparse.Namespace) -> int:
    if asked.notify:
        return _notify(log, asked, say=_print_json_news if asked.json else _print_news)
    found = log.findings(on=_judged_on(log, asked), athlete=asked.athlete, today=_answers_up_to(asked))
    if asked.json:
        print_json([finding.as_json() for finding in found])
        return OK
    for finding in found:
        _print_finding(finding, mark="*" if finding.is_headline else " ")
    if not found:
        print(_("Nothing to point out."))
    return OK


def _judged_on(log: TrainingLog, asked: argparse.Namespace) -> date:
    return asked.on or log.judged_on(asked.now.date(), athlete=asked.athlete)


def _answers_up_to(asked: argparse.Namespace) -> date | None:
    """The day up to which answers to findings count: today, or for a day that was named that day."""
    return None if asked.on else asked.now.date()


def _notify(log: TrainingLog, asked: argparse.Namespace, *, say: Callable[[WhatIsNew], None]) -> int:
    """Say what is new since the last time, keep that it was said, and answer by the exit code."""
    on = _judged_on(log, asked)
    found = log.findings(on=on, athlete=asked.athlete, today=_answers_up_to(asked))
    news = log.news(READER, on=on, athlete=asked.athlete, found=found)
    say(news)
    sys.stdout.flush()  # a reader that is gone has not been told
    log.told(READER, on=on, now=asked.now, athlete=asked.athlete, found=found)
    return NEW_WARNING if news.warns else OK


def _print_news(news: WhatIsNew) -> None:
    """Nothing where nothing is new: then cron sends no mail."""
    for finding in news.new:
        _print_finding(finding, mark=_("New:"))
    for finding in news.stronger:
        _print_finding(finding, mark=_("Stronger:"))


def _print_json_news(news: WhatIsNew) -> None:
    print_json([finding.as_json() for finding in (*news.new, *news.stronger)])


def _print_nothing(__: WhatIsNew) -> None:
    """The report has said it all."""


def _print_finding(finding: Finding, *, mark: str) -> None:
    answer = finding.answer
    print(f"{mark} [{finding.severity}] {finding.headline}")
    print(f"    {finding.text}\n    {finding.step}")
    if answer is not None:
        print(f"    {_answered(answer)}")


def _answered(answer: Answer) -> str:
    said = {"day": f"{answer.answered_at:%Y-%m-%d}", "answer": answer.kind}
    told = (
        _("You answered on {day}: {answer} until {until}", until=answer.until, **said)
        if answer.until
        else _("You answered on {day}: {answer}", **said)
    )
    return f"{told}: {answer.because}" if answer.because else told


def _sufficiency(log: TrainingLog, asked: argparse.Namespace) -> int:
    table = log.sufficiency(on=_judged_on(log, asked), athlete=asked.athlete)
    print_records(table) if asked.json else print_table(table[["metric", "subject", "speaks", "missing", "ready_on"]])
    return OK


def _doubts(log: TrainingLog, asked: argparse.Namespace) -> int:
    found = log.doubts(asked.athlete, today=asked.now.date())
    if asked.json:
        print_json([doubt.as_json() for doubt in found])
        return OK
    for doubt in found:
        print(f"{doubt.started_at:%Y-%m-%d %H:%M}  {doubt.text}")
        for file, lines in doubt.where:
            print(f"    {_place(file, lines)}")
        for proposal in doubt.proposals:
            perhaps = _("perhaps {value}: {how}", value=proposal.what, how=proposal.how)
            print(f"    {perhaps}")
    if not found:
        print(_("Nothing looks wrong."))
    return OK


def _place(file: str, lines: Sequence[int]) -> str:
    if len(lines) > 1:
        return _("{file}, line {first} to {last}", file=file, first=lines[0], last=lines[-1])
    return _("{file}, line {line}", file=file, line=lines[0]) if lines else file


def _report(log: TrainingLog, asked: argparse.Namespace) -> int:
    page = log.report(on=_judged_on(log, asked), athlete=asked.athlete, today=_answers_up_to(asked))
    put_out(page.encode(), asked.output)
    if asked.output is not None:
        print(_("Written to {file}.", file=asked.output))
    return _notify(log, asked, say=_print_nothing) if asked.notify else OK


def _plan(log: TrainingLog, asked: argparse.Namespace) -> int:
    plan = log.plan(
        on=_judged_on(log, asked), athlete=asked.athlete, week=asked.week, goal=asked.goal, today=asked.now.date()
    )
    if asked.json:
        content = json.dumps(plan.as_json(), indent=2, ensure_ascii=False).encode() + b"\n"
    else:
        content = log.plan_file(plan, asked.format, now=asked.now.astimezone())
    return put_out(content, asked.output)
