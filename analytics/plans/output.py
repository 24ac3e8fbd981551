"""A plan as files: a calendar, a table of one row per set, and Markdown to paste into a training app.

Pure: the plan, the names of the exercises and the facts in, text out. What goes out is a plan and not what was done, so
Hindsight's own importer has no use for it: sets are logged when they are done.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from analytics.errors import WrongRequest
from analytics.language import LANGUAGE, _
from analytics.plans import wording
from analytics.plans.model import Line, Plan, Session
from analytics.reference.facts import Facts
from analytics.texts import inert, seen
from analytics.units import MassUnit

CSV_COLUMNS: Final = ("date", "session", "exercise", "set", "target_reps", "weight", "unit", "rir", "rest_s", "note")
"""Without a column of repetitions the importer takes no row of a plan for a set that was done."""
_PRODUCT: Final = f"-//Hindsight//Next week//{LANGUAGE.upper()}"
_UID_DOMAIN: Final = "hindsight"
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|])")

Names = Mapping[str, str]


# calendar -----------------------------------------------------------------------------------------------------------


def to_ics(plan: Plan, names: Names, *, unit: MassUnit, facts: Facts, stamp: datetime) -> str:
    """The sessions as an iCalendar file (RFC 5545): one event each, at the hour at which the lifter usually begins, in
    floating local time; all day where that hour is unknown. How long it takes is an estimate and says so.

    `stamp` is the moment of writing, with its zone. An event keeps its UID as long as athlete, day and place in the day
    stay the same, so that a calendar that takes the file in again replaces it. Raises `WrongRequest` for a plan without
    sessions: a calendar must hold an event.
    """
    if not plan.sessions:
        raise WrongRequest(
            _("This plan has no session, so there is nothing to put into a calendar."), " ".join(plan.notes)
        )
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for place, session in enumerate(plan.sessions):
        calendar.add_component(_event(plan, session, place, names, unit=unit, facts=facts, stamp=stamp))
    text: bytes = calendar.to_ical()
    return seen(text.decode())


def _event(
    plan: Plan, session: Session, place: int, names: Names, *, unit: MassUnit, facts: Facts, stamp: datetime
) -> Event:
    event, long = Event(), wording.minutes(session, facts)
    event.add("uid", _uid(plan, session, place))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", session.title)
    if session.at is None:
        event.add("dtstart", session.day)
        event.add("dtend", session.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a day to train on, not a day that is taken
    else:
        starts = datetime.combine(session.day, session.at)
        event.add("dtstart", starts)
        event.add("dtend", starts + timedelta(minutes=long))
    lines = [line_words(line, names, unit) for line in session.lines]
    event.add(
        "description",
        "\n".join([*lines, "", _("About {minutes} minutes: an estimate from sets, reps and rests.", minutes=long)]),
    )
    return event


def _uid(plan: Plan, session: Session, place: int) -> str:
    """Of a day and its first, second session; the athlete's name is not in it."""
    nth = sum(each.day == session.day for each in plan.sessions[:place])
    whose = hashlib.sha256(plan.athlete.encode()).hexdigest()[:12]
    return f"{session.day.isoformat()}-{nth + 1}-{whose}@{_UID_DOMAIN}"


# table --------------------------------------------------------------------------------------------------------------


def to_csv(plan: Plan, names: Names, unit: MassUnit) -> bytes:
    """The plan as a table: one row per set, columns `CSV_COLUMNS`.

    Spans are written "6 to 8", since a spreadsheet takes 6-8 for a day in August. UTF-8 with a byte order mark, without
    which Excel reads names as the local code page. Text that a spreadsheet would run gets an apostrophe.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(CSV_COLUMNS)
    table.writerows(_rows(plan, names, unit))
    return seen(text.getvalue()).encode("utf-8-sig")


def _rows(plan: Plan, names: Names, unit: MassUnit) -> Iterator[tuple[str, ...]]:
    for session, line in plan.lines():
        told = (session.day.isoformat(), inert(session.title), inert(names.get(line.exercise_id, line.exercise_id)))
        weight = "" if line.load.kg is None else wording.mass(line.load.kg, unit)
        reps, rir, rest_s = (wording.span(*each) for each in (line.reps, line.rir, line.rest_s))
        for number in range(1, line.sets + 1):
            yield (*told, str(number), reps, weight, unit if weight else "", rir, rest_s, inert(_note(line)))


def _note(line: Line) -> str:
    """What the columns of a set cannot say."""
    words = (
        _("seconds, not reps") if line.is_hold else "",
        _("each side") if line.per_side else "",
        wording.mark(line),
        _("look for your load") if line.load.step == "find" else "",
    )
    return "; ".join(filter(None, words))


# Markdown -----------------------------------------------------------------------------------------------------------


def to_markdown(plan: Plan, names: Names, unit: MassUnit) -> str:
    """The plan to read and to paste: sessions by day, then what it changes and why, what it settles, and its notes."""
    title = _("Plan for the week of {week}", week=wording.week_span(plan.week))
    about = _(
        "{kind}. Goal: {goal}. {size}.",
        kind=wording.KIND_WORDS[plan.kind],
        goal=wording.goal_title(plan),
        size=wording.size(plan),
    )
    parts = [f"# {title}", about if plan.sessions else f"{wording.KIND_WORDS[plan.kind]}."]
    parts += [_session_text(session, names, unit) for session in plan.sessions]
    told = wording.each_reason_once(wording.changes_told(plan, names))
    changes = [" ".join((each.sentence, *each.reasons)) for each in told]
    claims = [f"{claim.headline.removesuffix('.')}. {wording.claim_words(claim)}." for claim in plan.claims]
    coming = [f"{each.headline.removesuffix('.')}. {wording.foreseen_words(each)}." for each in plan.foreseen]
    for title, items in (
        (_("What changes, and why"), changes),
        (_("What this does about the findings"), claims),
        (_("What comes up on the way"), coming),
        (_("Notes"), plan.notes),
    ):
        if items:
            parts.append("\n".join([f"## {title}", "", *(f"- {_escaped(item)}" for item in items)]))
    return seen("\n\n".join(parts)) + "\n"


def _session_text(session: Session, names: Names, unit: MassUnit) -> str:
    at = f", {session.at:%H:%M}" if session.at else ""
    lines = [f"{place}. {_escaped(line_words(line, names, unit))}" for place, line in enumerate(session.lines, start=1)]
    return "\n".join([f"## {wording.spoken_day(session.day)}{at}: {_escaped(session.title)}", "", *lines])


def line_words(line: Line, names: Names, unit: MassUnit) -> str:
    """A line of a plan as one line of text: exercise, sets and reps, load, effort, rest, what changed."""
    words = (
        wording.dose(line),
        wording.load_words(line.load, unit),
        wording.effort(line),
        wording.rest(line),
        wording.mark(line),
    )
    return f"{names.get(line.exercise_id, line.exercise_id)}: {', '.join(filter(None, words))}"


def _escaped(text: str) -> str:
    """What a person or a file wrote, so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
