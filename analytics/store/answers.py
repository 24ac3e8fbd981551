"""What the lifter answered to findings, and what was told last to whom. Answers are only ever added and taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Final

from analytics.language import _
from analytics.model import Answer
from analytics.store import taking_back
from analytics.store.database import Database, sql

_ANSWER: Final = taking_back.Numbered(
    "finding_answers",
    "answer_id",
    _("There is no answer {number} to take back."),
    _("Answer {number} was already taken back on {time}."),
)


def answer(database: Database, given: Answer) -> int:
    """Record an answer (whatever number it came with); returns its number, which `take_back` takes."""
    with database.write(touches_sets=False) as cursor:
        number = int(cursor.execute("select nextval('answer_ids')").fetchall()[0][0])
        told = asdict(replace(given, answer_id=number))
        cursor.execute(sql("sql/insert_answer"), told)
        database.journal.note("answer", number=number, at=given.answered_at, answer=told)
        return number


def take_back(database: Database, answer_id: int, *, now: datetime) -> None:
    """Take an answer back: its finding speaks again. Raises `NotFound` and `WrongRequest`."""
    with database.write(touches_sets=False) as cursor:
        taking_back.take_back(cursor, _ANSWER, answer_id, now=now)
        database.journal.note("take_back_answer", at=now, answer=answer_id)


def end(database: Database, answer_ids: Collection[int], *, on: date) -> None:
    """Let answers hold no longer from a day on, since what they were about is gone."""
    with database.write(touches_sets=False) as cursor:
        cursor.execute(
            "update finding_answers set until_day = $day where answer_id in (select unnest($numbers))",
            {"numbers": list(answer_ids), "day": on},
        )
        database.journal.note("end_answers", answers=sorted(answer_ids), on=on)


def answers(database: Database, athlete: str) -> list[Answer]:
    """An athlete's answers, newest first, those that were taken back too."""
    return [Answer(*row) for row in database.values(sql("sql/answers"), athlete=athlete)]


def last_told(database: Database, *, athlete: str, reader: str) -> tuple[datetime, str] | None:
    """When a reader was told last about an athlete, and what, as JSON; None where never."""
    found = database.values(
        "select told_at, told from last_told where athlete = $athlete and reader = $reader",
        athlete=athlete,
        reader=reader,
    )
    return None if not found else (found[0][0], str(found[0][1]))


def tell(database: Database, told: str, *, athlete: str, reader: str, now: datetime) -> None:
    """Keep what a reader is told, in place of what it was told before."""
    key = {"athlete": athlete, "reader": reader}
    with database.write_unseen() as cursor:
        cursor.execute("delete from last_told where athlete = $athlete and reader = $reader", key)
        cursor.execute(
            "insert into last_told values ($athlete, $reader, $now, $told)", {**key, "now": now, "told": told}
        )
