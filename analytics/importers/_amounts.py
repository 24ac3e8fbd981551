"""What people write into the cells of a table of their own: loads (`60 kg`, `BW+10`, `[140,120,100]`), repetitions
(`8-10`, `1+1+1`, `0:20`, `10/side`, `AMRAP`) and numbers of sets. A cell may hold one amount or a list, one a set.

What is no amount but says something is kept as a remark; what cannot be read is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

from analytics.importers._header_words import DISTANCE_WORDS, FAILURE_WORDS, MASS_WORDS, SECONDS_IN, cell_key, folded
from analytics.importers._units import METRES_IN

WHOLE: Final = r"\d{1,15}"
"""Digits that are an amount of anything; more of them are none, and would run out of the range of a float."""
NUMBER: Final = rf"{WHOLE}(?!\d)(?:[.,]\d+)?|[.,]\d+"
MOST_SETS: Final = 100
"""More sets than this in one cell are a slip of the finger."""
LONGEST_CELL: Final = 500
"""A longer cell is a text, not amounts. Some patterns look at a cell from each of its characters on."""

_NOTHING: Final = frozenset({"", "-", "none", "n/a", "na", "nan", "null", "x", "/"})
_BODYWEIGHT: Final = re.compile(
    r"(?:bw|b/w|body ?weight|korpergewicht|kg corporal|peso corporal|peso corporeo|poids du corps|"
    r"lichaamsgewicht|vucut agirligi|свои вес|自重|kroppsvikt)\b"
)
_ASSISTED: Final = re.compile(r"\b(?:assist\w*|unterstutzt|asistid\w*|assistit\w*)\b")
_LOAD: Final = re.compile(rf"(?P<sign>[+-]?)\s*(?P<value>{NUMBER})\s*\*?\s*(?P<unit>#|[^\W\d_]*)\.?\s*(?P<rest>.*)")
_A_PAIR: Final = re.compile(r"2\s*x\s*(?=\d)")
_NO_MASS: Final = folded(
    "plate|plates|level|lvl|notch|notches|pin|pins|hole|holes|band|bands|stack|block|blocks|percent|reps|rounds|cal|"
    "cals|calories|kcal"
)
_BESIDE: Final = folded(
    "each|ea|side|sides|per|hand|arm|leg|db|dbs|dumbbell|dumbbells|kb|kettlebell|bar|barbell|total|added|es|e|pro|je|"
    "por|par|cada|kurzhantel|seite|mano|brazo|lado|hantel|machine|cable"
)
_CLOCK: Final = re.compile(rf"(?:({WHOLE}):)?(\d{{1,2}}):(\d{{2}})\b(.*)")
_MEASURED: Final = re.compile(rf"({NUMBER})\s*([^\W\d_]+|['\"])\.?(?:\s+(.*))?")
_RANGE: Final = re.compile(rf"({WHOLE})\s*-\s*({WHOLE})(?!\d)(.*)")
_SUM: Final = re.compile(rf"\(?({WHOLE}(?:\s*\+\s*{WHOLE})+)(?!\d)\)?(.*)")
_COUNT: Final = re.compile(rf"({WHOLE}(?:\.\d+)?)(?!\d)\s*\*?\s*(\+?)(.*)")
_TIMES: Final = re.compile(rf"({WHOLE})\s*x\s*({WHOLE})")
_REPS_WORDS: Final = re.compile(
    r"(?:reps?|repetitions?|wdhs?|wh|wiederholungen|repeticiones|repes|repeticoes|ripetizioni|herhalingen|"
    r"tekrar|повторени\w+|повт|powt\w*|回)\b\.?"
)
_AMOUNT_REMARK: Final = re.compile(
    r"\s*(?:$|[/(@*]|e/?[sl]\b|(?:each|ea|per|pro|je|por|par|cada|side|sides|left|right|pairs?|total|leg|legs|arm|"
    r"arms|l|r|hand|strict|assisted|amrap|\+)\b).*"
)
_OTHER_COUNTS: Final = re.compile(r"\d*\s*(?:rounds?|movements?|cals?|calories|kcal|runden|rondas?|laps?|steps?)\b.*")
_BRACKETED: Final = re.compile(r"[\[({](.*)[\])}]")
_TO_FAILURE: Final = FAILURE_WORDS | {"max", "maximum", "to max"}


@dataclass(frozen=True, slots=True)
class Load:
    """One load as written: a value in `unit` ("" where the cell states none), NaN for none."""

    value: float = nan
    unit: str = ""
    kind: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What was done with the load: repetitions, or a time, or a distance; `failed` is a set taken to failure."""

    reps: float = nan
    duration_s: float = nan
    distance_m: float = nan
    failed: bool = False
    remark: str = ""


def plain(cell: str) -> str:
    """A cell as it is read: lower case, no accents, one kind of dash and of multiplication sign.

    A text is cut behind the first character that no cell of amounts has, so that it stays too long for one.
    """
    text = cell_key(cell)[: LONGEST_CELL + 1]
    for written, read in (("\u00d7", "x"), ("\u2715", "x"), ("\u0445", "x"), ("\u2212", "-"), ("\u2013", "-")):
        text = text.replace(written, read)
    return text.replace("\u2014", "-")


def number(text: str) -> float:
    """A number with a decimal point or comma."""
    return float(text.replace(",", "."))


def commas_are_decimal(cells: Iterable[str]) -> bool:
    """Whether `52,5` in a column of loads is a number, not a list of two: every such cell ends as a plate would."""
    pairs = [match for cell in cells if (match := re.fullmatch(r"\s*\d+,(\d+)\D*", cell))]
    return all(len(m.group(1)) == 1 or m.group(1) in ("00", "25", "50", "75", "000", "500") for m in pairs)


def loads_in(cell: str, *, decimal_comma: bool = True) -> tuple[Load, ...] | None:
    """The loads of a cell, one a set where it is a list; None where it is no load."""
    text = plain(cell)
    if text in _NOTHING:
        return (Load(),)
    if len(text) > LONGEST_CELL:
        return None
    parts = _listed(text, decimal_comma=decimal_comma)
    if len(parts) > MOST_SETS:
        return None
    loads = [_load(part) for part in parts]
    return None if any(load is None for load in loads) else tuple(load for load in loads if load)


def _listed(text: str, *, decimal_comma: bool) -> list[str]:
    """The parts of a list; a single part for a cell that is none."""
    if match := _BRACKETED.fullmatch(text):
        return [part.strip() for part in re.split(r"[,;]", match.group(1))]
    if re.fullmatch(r"\d+(?:[.,]\d+)?(?:\s*-\s*\d+(?:[.,]\d+)?){2,}\s*\D*", text):
        return re.split(r"\s*-\s*", text)
    marks = r"[;/|]|,\s+" if decimal_comma and text.count(",") < 2 else r"[;/|,]"
    parts = [part.strip() for part in re.split(marks, text)]
    return parts if all(part[:1].isdigit() or _BODYWEIGHT.match(part) for part in parts) else [text]


def _load(text: str) -> Load | None:
    pair = _A_PAIR.match(text)
    body = _BODYWEIGHT.match(text)
    rest = text[body.end() :].strip() if body else text[pair.end() :] if pair else text
    helped = bool(_ASSISTED.search(rest))
    match = _LOAD.fullmatch(_ASSISTED.sub("", rest).strip())
    kind = "assisted" if helped else "bodyweight" if body else ""
    if match is None:
        has_digits = any(c.isdigit() for c in rest)
        return None if has_digits and not body else Load(kind=kind, remark=rest)
    unit, beside = match["unit"], match["rest"].strip()
    if unit in _NO_MASS or beside.startswith("%") or unit in DISTANCE_WORDS or unit in SECONDS_IN:
        return Load(remark=text)
    if unit and unit not in MASS_WORDS:
        if unit not in _BESIDE:
            return None
        unit, beside = "", f"{unit} {beside}"
    if match["sign"] == "-":
        kind = "assisted"
    return Load(number(match["value"]), MASS_WORDS.get(unit, ""), kind, text if beside or pair else "")


def works_in(cell: str) -> tuple[Work, ...] | None:
    """The repetitions, times or distances of a cell, one a set where it is a list; None where it is none of these."""
    text = plain(cell)
    if text in _NOTHING:
        return (Work(),)
    if len(text) > LONGEST_CELL:
        return None
    if (match := _BRACKETED.fullmatch(text)) and not _SUM.fullmatch(text):
        text = match.group(1)
    if repeated := _repeated(text):
        return repeated
    parts = _work_parts(text)
    if len(parts) > MOST_SETS:
        return None
    works = [_work(part) for part in parts]
    if any(work is None for work in works):
        whole = _work(text)
        return None if whole is None else (whole,)
    return tuple(work for work in works if work)


def _work_parts(text: str) -> list[str]:
    if re.fullmatch(r"\d+(?:\s*-\s*\d+){2,}", text):
        return re.split(r"\s*-\s*", text)
    if re.fullmatch(r"\d+(?:\s+\d+)+", text):
        return text.split()
    parts = [part.strip() for part in re.split(r"[,;|]|/(?=\s*\d)", text)]
    return parts if all(part[:1].isdigit() or part[:1] == "(" for part in parts) else [text]


def _repeated(text: str) -> tuple[Work, ...] | None:
    """`3x3,3x2` or `3x3 + 3x2`: six sets."""
    parts = [part.strip() for part in re.split(r"[,;+]", text)]
    found = [_TIMES.fullmatch(part) for part in parts]
    if not all(found):
        return None
    counts = [(int(match[1]), float(match[2])) for match in found if match]
    if sum(count for count, _ in counts) > MOST_SETS:
        return None
    return tuple(Work(reps=reps) for count, reps in counts for _ in range(count))


def _work(text: str) -> Work | None:
    """One amount of work; a text without any digit is a remark about repetitions nobody counted."""
    if text in _TO_FAILURE:
        return Work(failed=text != "maximum" and text in FAILURE_WORDS, remark=text)
    if not any(c.isdigit() for c in text) or _OTHER_COUNTS.fullmatch(text) or re.fullmatch(r"(?:rir|rpe)\W*\d+", text):
        return Work(remark=text)
    return _clock(text) or _measured(text) or _summed(text) or _ranged(text) or _counted(text)


def _clock(text: str) -> Work | None:
    if not (match := _CLOCK.fullmatch(text)):
        return None
    seconds = int(match[1] or 0) * 3600.0 + int(match[2]) * 60.0 + int(match[3])
    return Work(duration_s=seconds, remark=text if match[4].strip() else "")


def _measured(text: str) -> Work | None:
    """A number with a unit of time or length."""
    if not (match := _MEASURED.fullmatch(text)):
        return None
    value, unit, remark = number(match[1]), match[2], text if match[3] else ""
    if unit in DISTANCE_WORDS:
        return Work(distance_m=value * METRES_IN[DISTANCE_WORDS[unit]], remark=remark)
    factor = 1.0 if unit == '"' else 60.0 if unit == "'" else SECONDS_IN.get(unit)
    return None if factor is None else Work(duration_s=value * factor, remark=remark)


def _summed(text: str) -> Work | None:
    """A complex such as `1+1+1`: three repetitions of one set."""
    if not (match := _SUM.fullmatch(text)) or not _AMOUNT_REMARK.fullmatch(match[2]):
        return None
    return Work(reps=float(sum(int(part) for part in match[1].split("+"))), remark=text)


def _ranged(text: str) -> Work | None:
    """`8-10`: the lower end, since no more is certain."""
    match = _RANGE.fullmatch(text)
    if (
        not match
        or not _AMOUNT_REMARK.fullmatch(_REPS_WORDS.sub("", match[3].strip()))
        or int(match[1]) > int(match[2])
    ):
        return None
    return Work(reps=float(match[1]), remark=text)


def _counted(text: str) -> Work | None:
    if not (match := _COUNT.fullmatch(text)):
        return None
    rest = _REPS_WORDS.sub("", match[3].strip()).strip()
    return Work(reps=float(match[1]), remark=text if rest else "") if _AMOUNT_REMARK.fullmatch(rest) else None


def sets_in(cell: str) -> int | None:
    """How many sets a cell says: 1 where it is blank or in words only; None where it is no number of sets."""
    text = plain(cell)
    if not any(c.isdigit() for c in text):
        return 1
    if len(text) > LONGEST_CELL:
        return None
    if match := re.fullmatch(r"(\d+)(?:[.,]0+)?\s*(?:sets?|x|rounds?|satze|serien?|series|serie)?", text):
        count = int(match[1])
    elif match := re.fullmatch(r"\d+(?:\s*\+\s*\d+)+", text):
        count = sum(int(part) for part in text.split("+"))
    elif re.fullmatch(r"\d+\s*(?:min|mins|minutes|sec)\b.*", text):
        count = 1
    else:
        return None
    return count if count <= MOST_SETS else None


def is_measured(work: Work) -> bool:
    """Whether anything was counted or timed."""
    return not (isnan(work.reps) and isnan(work.duration_s) and isnan(work.distance_m))
