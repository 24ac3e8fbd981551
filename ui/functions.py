"""What trains what, as words and tables for the page. Pure: frames of the metrics in, Markdown and tables out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.language import _, inside, listed
from analytics.reference.catalogue import Exercise
from analytics.reference.facts import Facts
from analytics.reference.functions import words_for
from ui.words import plain

WELL_KNOWN: Final = ("A", "B")
"""Grades of what is known to matter; the others are a wish for variety."""
NOT_KNOWN: Final = _("For this muscle no work says which ways of training it are needed.")
TITLES: Final[Mapping[str, str]] = {
    "Exercise": _("Exercise"),
    "Muscle": _("Muscle"),
    "Sets": _("Sets (4 weeks)"),
    "Share": _("Share"),
    "Role": _("Role"),
    "Does": _("Does"),
    "Length": _("Length"),
    "Legs": _("Legs"),
}
"""Columns of the tables -> what stands above them."""
_LENGTHS: Final = {"long": _("long"), "mid": _("mid"), "short": _("short")}


def missing_lines(missing: pd.DataFrame, muscle: str, names: Mapping[str, str], facts: Facts) -> list[str]:
    """Markdown, one line a dimension of `muscle` with something missing: what, an exercise that brings it, and why.

    `missing` has the columns of the metric missing_functions.
    """
    rows = missing[(missing["muscle"] == muscle) & (missing["missing"] != "")]
    return [_missing_line(row, names, facts) for __, row in rows.iterrows()]


def _missing_line(row: pd.Series[Any], names: Mapping[str, str], facts: Facts) -> str:
    exercises = [plain(names.get(each, each)) for each in dict.fromkeys(row["bring"].split())]
    known = all(grade in WELL_KNOWN for grade in row["confidence"].split())
    absent = listed(plain(each) for each in row["missing"].split("; "))
    works = "; ".join(facts.sources[each].citation for each in row["sources"].split())
    said = {
        "absent": absent,
        "exercises": listed(exercises),
        "why": plain(row["why"]),
        "grade": max(row["confidence"].split()),
        "works": plain(works),
    }
    if known:
        return _("**Missing: {absent}.** {exercises} would bring it. {why} (grade {grade}; {works})", **said)
    return _(
        "**None, and perhaps worth a try: {absent}.** {exercises} would bring it. {why} (grade {grade}; {works})",
        **said,
    )


def present_line(missing: pd.DataFrame, muscle: str) -> str:
    """What the weeks did hold, of the dimensions that are known to matter for `muscle`; empty where none are."""
    rows = missing[(missing["muscle"] == muscle) & (missing["present"] != "")]
    return _("These weeks held: {ways}.", ways=listed(plain(words) for words in _ways(rows))) if len(rows) else ""


def _ways(rows: pd.DataFrame) -> list[str]:
    return [words for present in rows["present"] for words in present.split("; ")]


def exercises_table(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The exercises of a muscle: Exercise, Sets, Share (in %), Role, Does, Length, Legs."""
    return pd.DataFrame({"Exercise": rows["exercise_id"].map(names).fillna(rows["exercise_id"]), **_columns(rows)})


def muscles_table(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The muscles that a lift trained: Muscle, Sets, Share of the muscle's sets (in %), Role, Does, Length, Legs."""
    return pd.DataFrame({"Muscle": rows["muscle"].map(names).fillna(rows["muscle"]), **_columns(rows)})


def _columns(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "Sets": rows["hard_sets"],
        "Share": 100 * rows["share"],
        "Role": rows["direct"].map({True: _("main mover"), False: _("helper")}),
        "Does": [words_for("function", each) for each in rows["function"]],
        "Length": [_LENGTHS.get(each) for each in rows["length"]],
        "Legs": rows["legs"].map({"both": _("both"), "single": _("one")}),
    }


def shares_line(exercise: Exercise, muscle_names: Mapping[str, str], facts: Facts) -> str:
    """Which muscles a set of the lift counts for and how much, and what that rests on, in Markdown."""
    main, helper = (
        [inside(muscle_names.get(muscle, muscle)) for muscle, share in exercise.muscles.items() if share == wanted]
        for wanted in (1.0, 0.5)
    )
    counts = [
        _("{number} for the {muscles}", number=f"{value:g}", muscles=listed(plain(each) for each in muscles))
        for value, muscles in ((facts.number("count.direct"), main), (facts.number("count.indirect"), helper))
        if muscles
    ]
    if not counts:
        return ""
    lines = [_("A hard set counts {counts} (grade {grade}).", counts=listed(counts), grade=exercise.confidence)]
    if exercise.evidence:
        lines.append(_("It rests on: {evidence}.", evidence=plain(exercise.evidence)))
    return " ".join(lines)
