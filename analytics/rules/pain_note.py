"""A note of sharp back pain, pain behind the knee, or a pop: stop, and have it looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pandas as pd

from analytics.language import _, day
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = ("safety.note_days",)
STOP: Final = _(
    "Sharp pain in the lower back or behind the knee, or sudden pain with a pop, is a reason to "
    "stop and to see a doctor or physiotherapist before you train it again."
)
"""What the articles say to it (003, 004)."""
_ONLY_READ: Final = _("Hindsight only reads the words of your note; it cannot judge them.")


def judge(case: Case) -> tuple[Finding, ...]:
    """Quotes the newest such note, and says to stop. No training advice follows: it is the only headline then.

    Why it matters: articles 003 and 004 say to stop and see a provider. It is read from the lifter's own words
    (`reference/pain_words.csv`) and diagnoses nothing.
    Silent for any other pain, for a note that denies it ("no pain"), and some days after the note.
    """
    notes = case.frame("noted_words")
    days = int(case.facts.number("safety.note_days"))
    recent = notes[(notes["note_kind"] == "pain") & (notes["day"] > pd.Timestamp(case.on - timedelta(days=days)))]
    if recent.empty:
        return ()
    noted = recent.drop_duplicates(["day", "exercise_id"])
    newest = noted.iloc[-1]
    exercise_id = "" if pd.isna(newest["exercise_id"]) else str(newest["exercise_id"])
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="strong",
            subject=exercise_id,
            headline=_("You noted “{quoted}” on {day}", quoted=newest["word"], day=day(newest["day"])),
            text=f"{STOP} {_ONLY_READ}",
            step=_("Stop {exercise} and have it looked at.", exercise=case.exercise_names[exercise_id])
            if exercise_id
            else _("Stop that exercise and have it looked at."),
            period_from=noted.iloc[0]["day"].date(),
            period_to=case.on,
            evidence=tuple(
                Evidence(_("Noted on {day}", day=day(row["day"])), str(row["word"])) for __, row in noted.iterrows()
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
            exercises=(exercise_id,) if exercise_id else (),
        ),
    )


RULE: Final = Rule("pain_note", 1, _FACTS, judge)
