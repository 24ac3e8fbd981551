"""Cells that hold whole sets: `3x8@100`, `100x5,100x5`, `1x10x90lb;2x10x140lb`, `110,5,5,5`, `60kg 3x8`.

The order of the numbers differs from table to table. What a cell says itself comes first (a unit, `@`, the words sets
and reps); the rest is decided over the whole column, by the header or by numbers that can only be one thing (no set
has 90 repetitions, no exercise 40 sets). Where they do not tell, the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import Final

from analytics.importers._amounts import LONGEST_CELL, MOST_SETS, NUMBER, Load, loads_in, number, plain
from analytics.importers._header_words import DISTANCE_WORDS, FAILURE_WORDS, MASS_WORDS, SECONDS_IN
from analytics.importers._units import METRES_IN
from analytics.language import _

PACKED_ORDERS: Final[Mapping[str, str]] = {
    "sets_reps_load": _("3x8x60 is 3 sets of 8 reps with 60"),
    "reps_sets_load": _("8x3x60 is 3 sets of 8 reps with 60"),
    "load_reps_sets": _("60x8x3 is 3 sets of 8 reps with 60"),
    "load_sets_reps": _("60x3x8 is 3 sets of 8 reps with 60"),
    "sets_load_reps": _("3x60x8 is 3 sets of 8 reps with 60"),
    "reps_load_sets": _("8x60x3 is 3 sets of 8 reps with 60"),
    "load_reps": _("60x8 is one set of 8 reps with 60"),
    "reps_load": _("8x60 is one set of 8 reps with 60"),
    "sets_reps": _("3x8 is 3 sets of 8 reps"),
    "reps_sets": _("8x3 is 3 sets of 8 reps"),
    "load_then_reps": _("60,8,8,7 is three sets with 60, of 8, 8 and 7 reps"),
    "reps": _("8,8,7 is three sets of 8, 8 and 7 reps"),
    "loads": _("60,70,80 is three sets with 60, 70 and 80"),
}
"""The orders of the numbers in a packed cell, each with an example in words."""
_LISTS: Final = ("load_then_reps", "reps", "loads")
_PAIRS: Final = ("load_reps", "reps_load", "sets_reps", "reps_sets")
_TRIPLES: Final = tuple(order for order in PACKED_ORDERS if order.count("_") == 2 and order not in _LISTS)

_MOST_USUAL_SETS: Final = 10
_MOST_USUAL_REPS: Final = 30
_MOST_REPS: Final = 50
_CLEAR: Final = 0.95
"""The share of a column's cells that a clear sign needs; the rest are slips."""

_GROUPS: Final = re.compile(
    r"[;\n|]|,\s+(?=[^\s,x]*(?:,\d[^\W_x]*)?\s*x)|\s\+\s(?=\d+\s*x)|\s(?:and|und|et|y|e)\s(?=\d)"
)
_CLOCK: Final = re.compile(r"(\d{1,3}):(\d{2})")
_A_PRODUCT: Final = re.compile(r".*[^\W_]\s*x.*")
_A_FRACTION: Final = re.compile(r"(?:0|5|25|50|75)\D.*")
_TIMES: Final = re.compile(
    r"(?<=[\w\s)*.])\s*(?:x|\*(?=\s*\d))\s*(?=[\d(+\-.]|bw(?![a-wyz])|body|f\b|fail|amrap|max|to\s)"
)
_SETS_OF: Final = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:sets?|satze|serien|series?|подход\w{0,3})\s*(?:of|a|zu|de|x|по)?\s+(?=\d)"
)
_WITH: Final = re.compile(r"\s(?:at|with|mit|con|com|avec|with a|of|bei|a)\s(?=\d|bw\b)")
_A_NUMBER: Final = re.compile(rf"[+-]?(?:{NUMBER})")
_FACTOR: Final = re.compile(
    rf"(?P<values>[+-]?(?:{NUMBER})\*?(?:\s*[,/\-\s]\s*(?:{NUMBER})\*?)*)\s*(?P<word>[#%]|[^\W\d_]*)(?P<rest>.*)"
)
_TRAILING_LOAD: Final = re.compile(
    rf"(?P<left>.*\d)\s*(?:\(\s*|\s|=|,\s)(?P<load>bw|[+-]?(?:{NUMBER})\s*[^\W\d_]*)\s*\)?"
)
_LEADING_LOAD: Final = re.compile(
    rf"(?P<load>(?:bw\s*)?[+-]?(?:{NUMBER})\s*(?P<unit>[^\W\d_]*))(?:\s*[:\-=]\s+|\s*:\s*|\s+)(?P<right>\d.*x.*|(?:\d+[,/\s]+)+\d+)"
)
_LEADING_NAME: Final = re.compile(r"(?:bw|bodyweight)\s*[:\s]\s*(?P<right>\d.*)")
_EFFORT: Final = re.compile(
    r"\(?\s*(?P<kind>rpe|rir)\s*[:=]?\s*(?P<value>\d{1,15}(?:[.,]\d)?)\)?|@\s*(?P<at>(?:10|[5-9])(?:[.,]5)?)\s*(?:rpe)?$"
)
_REPS: Final = re.compile(
    r"reps?|wdhs?|wh|wiederholungen|repeticiones|repes|repeticoes|ripetizioni|herhalingen|tekrar|повт\w*|powt\w*"
)
_SETS: Final = re.compile(r"sets?|satze|series?|serien?|подход\w*")
_TO_FAILURE: Final = FAILURE_WORDS | {"amrap", "max", "f"}


@dataclass(frozen=True, slots=True)
class PackedSet:
    """One set as a cell says it; NaN and "" for what it does not say. `unit` is of the load, `remark` what stands
    beside the amounts, as written."""

    load: float = nan
    unit: str = ""
    kind: str = ""
    reps: float = nan
    duration_s: float = nan
    distance_m: float = nan
    rpe: float = nan
    rir: float = nan
    set_type: str = ""
    remark: str = ""
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class Factor:
    """One part of `3 x 8 x 60kg`: its numbers (several in a list), and what it is where the cell says so.

    `listed` are the numbers of `8,7` if it is no decimal: loads may be broken, repetitions never are.
    """

    values: tuple[float, ...]
    role: str = ""
    unit: str = ""
    word: str = ""
    listed: tuple[float, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return self.listed or self.values


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a cell: `2x10x140lb`. `load` stands outside the factors (`@100`, `60kg 3x8`)."""

    factors: tuple[Factor, ...]
    load: Load | None = None
    rpe: float = nan
    rir: float = nan
    text: str = ""
    remark: str = ""
    loads: tuple[Load, ...] = ()

    @property
    def open(self) -> tuple[Factor, ...]:
        """The factors whose meaning only their order tells."""
        return tuple(factor for factor in self.factors if not factor.role)

    @property
    def has_load(self) -> bool:
        return bool(self.loads) or any(factor.role == "load" for factor in self.factors)

    def roles(self) -> tuple[str, ...]:
        return tuple(factor.role for factor in self.factors)


@dataclass(frozen=True, slots=True)
class Orders:
    """How the numbers are read whose meaning only their order tells. "" where a column has no such cells."""

    triple: str = ""
    pair: str = ""
    listed: str = ""
    reps_first: bool = False
    needs_unit: bool = False
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """The values do not settle the order: what was seen, and the orders it could be."""

    example: str
    orders: tuple[str, ...]


def groups_in(cell: str) -> tuple[Group, ...] | None:
    """The groups of a packed cell; empty for a blank one, None where it is none."""
    text = plain(cell)
    if text in ("", "-", "0", "x"):
        return ()
    if len(text) > LONGEST_CELL:
        return None
    text = _worded(text)
    written: list[str] = []
    for run in _GROUPS.split(text):
        parts = _apart(run.strip())
        if parts is None:
            return None
        written.extend(part for part in parts if part)
    if len(written) > 1 and all(re.fullmatch(rf"(?:{NUMBER})\*?", part) for part in written):
        written = [",".join(part.replace(",", ".") for part in written)]
    groups = [_group(part) for part in written]
    return None if any(group is None for group in groups) else tuple(group for group in groups if group)


def _apart(run: str) -> list[str] | None:
    """`100x5,100x5` at its comma, not `52,5x8` nor `3x8,8,7@60`; None for `62,5x8,62,5x8`, which may be both."""
    groups: list[str] = []
    pieces = run.split(",")
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place > 1 else ""
        if groups and _A_PRODUCT.fullmatch(piece) and _A_PRODUCT.fullmatch(groups[-1]):
            if before.strip().isdigit() and _A_FRACTION.fullmatch(piece.strip()):
                return None
            groups.append(piece)
        elif groups:
            groups[-1] += f",{piece}"
        else:
            groups.append(piece)
    return [group.strip() for group in groups]


def _worded(text: str) -> str:
    """`3 sets of 8 reps at 60` as `3x8 reps @ 60`."""
    return _WITH.sub(" @ ", _SETS_OF.sub(r"\1 sets x ", text))


def _group(text: str) -> Group | None:
    bare, rpe, rir = _without_effort(text)
    bare, loads = _without_load(bare)
    parts = _TIMES.split(bare) if bare else []
    factors = [_factor(part) for part in parts] if 1 <= len(parts) <= 3 else [None]
    if any(factor is None for factor in factors):
        return None
    kept = tuple(factor for factor in factors if factor)
    remark = text if any(factor.word for factor in kept) or any(load.remark for load in loads) else ""
    return Group(kept, loads[0] if loads else None, rpe, rir, text, remark, loads)


def _without_effort(text: str) -> tuple[str, float, float]:
    """A group without its RPE or RIR. `@8` is an RPE only where the load stands elsewhere: `100kgx5 @8`."""
    rpe = rir = nan
    match = _EFFORT.search(text)
    if match and match["kind"]:
        value = number(match["value"])
        rpe, rir = (value, nan) if match["kind"] == "rpe" else (nan, value)
    elif match and _has_load_before(text[: match.start()]):
        rpe = number(match["at"])
    else:
        return text, nan, nan
    return (text[: match.start()] + text[match.end() :]).strip(" @,"), rpe, rir


def _has_load_before(text: str) -> bool:
    """Whether a group has its load already: a unit, or a number that can only be a load."""
    words = re.findall(rf"({NUMBER})\s*([^\W\d_]*)", text)
    return any(word in MASS_WORDS or number(value) > _MOST_REPS for value, word in words) or "bw" in text


def _without_load(text: str) -> tuple[str, tuple[Load, ...]]:
    """A group without the load that stands outside its factors."""
    left, at, right = text.partition("@")
    if at:
        if "%" in right:
            return left.strip(), ()
        loads = loads_in(right.strip(), decimal_comma=right.count(",") == 1 and not re.search(r",\d{2}$", right))
        return (left.strip(), loads) if loads else (text, ())
    if match := _LEADING_NAME.fullmatch(text):
        return match["right"], (Load(kind="bodyweight"),)
    match = _LEADING_LOAD.fullmatch(text)
    if match and (match["unit"] in MASS_WORDS or (not match["unit"] and _TIMES.search(match["right"]))):
        return match["right"], loads_in(match["load"]) or ()
    match = _TRAILING_LOAD.fullmatch(text)
    if match and _TIMES.search(match["left"]) and (loads := loads_in(match["load"])) and not loads[0].remark:
        return match["left"].strip(), loads
    return text, ()


def _factor(text: str) -> Factor | None:
    text = text.strip()
    if text in _TO_FAILURE:
        return Factor((nan,), "reps", word="failure" if text in FAILURE_WORDS else text)
    if text.startswith(("bw", "body")):
        loads = loads_in(text)
        return Factor((loads[0].value,), "load", loads[0].unit or "bw", loads[0].remark) if loads else None
    if match := _CLOCK.fullmatch(text):
        return Factor((int(match[1]) * 60.0 + int(match[2]),), "duration")
    match = _FACTOR.fullmatch(text)
    if not match:
        return None
    values, listed = _values(match["values"])
    word, rest = match["word"], match["rest"].strip(" .")
    if not values or word == "%":
        return None
    if word in MASS_WORDS:
        return Factor(values, "load", MASS_WORDS[word], f"{word} {rest}" if rest else "")
    if word in SECONDS_IN and word not in MASS_WORDS:
        return Factor(tuple(value * SECONDS_IN[word] for value in values), "duration", word=rest)
    if word in DISTANCE_WORDS:
        return Factor(tuple(value * METRES_IN[DISTANCE_WORDS[word]] for value in values), "distance", word=rest)
    if _REPS.fullmatch(word) or rest.startswith("/") or word in ("each", "per", "ea"):
        return Factor(values, "reps", word=f"{word} {rest}" if rest else "", listed=listed)
    if _SETS.fullmatch(word):
        return Factor(values, "sets", word=rest)
    return Factor(values, listed=listed) if not word and not rest.strip("+*") else None


def _values(text: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The numbers of a factor, and what they are as a list where a comma may also be a decimal comma."""
    text = text.replace("*", "").strip()
    pieces = [part for part in re.split(r"\s*[,/\-\s]\s*", text) if part]
    if not all(_A_NUMBER.fullmatch(piece) for piece in pieces):  # `+,0`
        return (), ()
    parts = tuple(number(piece) for piece in pieces)
    if re.fullmatch(rf"[+-]?(?:{NUMBER})", text) and not re.fullmatch(r"\d+,\d{3,}", text):
        return (abs(number(text)),), parts if "," in text else ()
    return parts, ()


def settled(
    columns: Iterable[Sequence[Group]],
    *,
    header: str = "",
    chosen: str = "auto",
    has_load: bool = False,
    reps: bool = False,
) -> Orders | Open:
    """The orders of a column's cells. `header` is the order that its name states, `chosen` the one a person gave.

    `has_load` and `reps` say that loads or repetitions have columns of their own.
    """
    cells = [list(groups) for groups in columns]
    every = [group for groups in cells for group in groups]
    said = [order for order in (chosen, header) if order in PACKED_ORDERS]
    triple = _triple([group for group in every if len(group.factors) == 3 and group.open], said)
    if isinstance(triple, Open):
        return triple
    with_load = [g for g in every if len(g.open) == 2 and (g.has_load or has_load)]
    without = [g for g in every if len(g.open) == 2 and len(g.factors) == 2 and not g.has_load and not has_load]
    first = _reps_first(with_load, said)
    if isinstance(first, Open):
        return first
    pair = _pair(without, said)
    if isinstance(pair, Open):
        return pair
    listed = _listed(every, said, has_load=has_load, reps=reps)
    if isinstance(listed, Open):
        return listed
    orders = (triple, pair, listed)
    return Orders(
        triple[0], pair[0], listed[0], reps_first=first, needs_unit=_usually_with_unit(every),
        how=tuple(how for order, how in orders if order),
    )  # fmt: skip


def _said(said: Sequence[str], among: Sequence[str]) -> str:
    return next((order for order in said if order in among), "")


_LOAD_AT: Final = (
    _("the first number is the load"),
    _("the second number is the load"),
    _("the third number is the load"),
)
_REPS_FIRST: Final = (
    _("the first number is the load, and the other two are repetitions, then sets"),
    _("the second number is the load, and the other two are repetitions, then sets"),
    _("the third number is the load, and the other two are repetitions, then sets"),
)
_SETS_FIRST: Final = (
    _("the first number is the load, and the other two are sets, then repetitions"),
    _("the second number is the load, and the other two are sets, then repetitions"),
    _("the third number is the load, and the other two are sets, then repetitions"),
)


def _triple(groups: Sequence[Group], said: Sequence[str]) -> tuple[str, str] | Open:
    """The order of `a x b x c`, where a unit, the header, a person or the numbers tell."""
    if not groups:
        return "", ""
    if order := _said(said, _TRIPLES):
        return order, _("in the stated order")
    place = _load_place(groups)
    example = groups[0].text
    if place is None:
        return Open(example, _TRIPLES)
    others = [tuple(max(f.values) for n, f in enumerate(g.factors) if n != place and f.role != "load") for g in groups]
    pairs = [(pair[0], pair[1]) for pair in others if len(pair) == 2]
    first, second = _above(pairs)
    orders = {0: ("load_sets_reps", "load_reps_sets"), 1: ("sets_load_reps", "reps_load_sets")}
    orders[2] = ("sets_reps_load", "reps_sets_load")
    sets_first, reps_first = orders[place]
    if first and not second:
        return reps_first, _REPS_FIRST[place]
    if (second and not first) or (place == 2 and not first):
        return sets_first, _SETS_FIRST[place]
    if all(a == b for a, b in pairs):
        return reps_first if place == 0 else sets_first, _LOAD_AT[place]
    return Open(example, (sets_first, reps_first))


def _load_place(groups: Sequence[Group]) -> int | None:
    """Where the load stands: its unit says so, or its numbers are too large or too odd for anything else."""
    by_unit = [group.roles().index("load") for group in groups if "load" in group.roles()]
    if by_unit and by_unit.count(by_unit[0]) >= _CLEAR * len(by_unit):
        return by_unit[0]
    if by_unit:
        return None
    counts = [sum(_only_a_load(max(group.factors[place].values)) for group in groups) for place in range(3)]
    places = [place for place in range(3) if counts[place] > 0]
    return places[0] if len(places) == 1 else None


def _only_a_load(value: float) -> bool:
    return value > _MOST_REPS or value % 1 > 0


def _is_load(value: float, other: float) -> bool:
    """Whether one of two numbers is the load; a nought is that of a set with the body alone, with any reps."""
    return value == 0 or (_only_a_load(value) and other != 0)


def _above(pairs: Sequence[tuple[float, float]]) -> tuple[bool, bool]:
    """Whether the first, and the second, of two counts goes beyond what sets do; slips left out."""
    first = sum(a > _MOST_USUAL_SETS for a, __ in pairs)
    second = sum(b > _MOST_USUAL_SETS for __, b in pairs)
    if first + second == 0:
        return False, False
    share = first / (first + second)
    return (share > 1 - _CLEAR, share < _CLEAR)


def _reps_first(groups: Sequence[Group], said: Sequence[str]) -> bool | Open:
    """Whether two counts beside a known load are repetitions, then sets; usually they are not."""
    if order := _said(said, ("sets_reps", "reps_sets")):
        return order == "reps_sets"
    pairs = [(max(a.values), max(b.values)) for a, b in (g.open for g in groups if len(g.factors) == 2)]
    first, second = _above(pairs)
    if not (first and second):
        return first
    order = _said(said, _TRIPLES)
    return order.index("reps") < order.index("sets") if order else Open(groups[0].text, ("sets_reps", "reps_sets"))


def _pair(groups: Sequence[Group], said: Sequence[str]) -> tuple[str, str] | Open:
    """The order of `a x b` without a unit and without a load elsewhere."""
    if not groups:
        return "", ""
    if order := _said(said, _PAIRS):
        return order, _("in the stated order")
    pairs = [(max(group.factors[0].values), max(group.factors[1].values)) for group in groups]
    loads = sum(_is_load(a, b) for a, b in pairs), sum(_is_load(b, a) for a, b in pairs)
    if loads[0] > 0 and loads[1] <= (1 - _CLEAR) * loads[0]:
        return "load_reps", _(
            "the first number is the load: it goes up to {most}", most=f"{max(a for a, __ in pairs):g}"
        )
    if loads[1] > 0 and loads[0] <= (1 - _CLEAR) * loads[1]:
        return "reps_load", _(
            "the second number is the load: it goes up to {most}", most=f"{max(b for __, b in pairs):g}"
        )
    if order := _said(said, _TRIPLES):
        return ("reps_sets" if order.index("reps") < order.index("sets") else "sets_reps"), _("in the stated order")
    return Open(groups[0].text, _PAIRS)


def _listed(every: Sequence[Group], said: Sequence[str], *, has_load: bool, reps: bool) -> tuple[str, str] | Open:
    """The meaning of a bare list of numbers."""
    lists = [g.factors[0].numbers for g in every if len(g.factors) == 1 and len(g.open) == 1 and not g.has_load]
    long = [values for values in lists if len(values) > 1]
    if not long:
        return ("reps", "") if lists and has_load else ("", "")
    if order := _said(said, _LISTS):
        return order, _("in the stated order")
    example = next(g.text for g in every if len(g.factors) == 1 and len(g.factors[0].numbers) > 1)
    ahead = sum(values[0] > 2 * max(values[1:]) for values in long) / len(long)
    large = sum(values[0] > _MOST_USUAL_REPS for values in long) / len(long)
    if not has_load and not reps and ahead >= _CLEAR - 0.05 and large > 0.5:
        how = _("the first number of a cell is the load, the others are the repetitions of its sets")
        return "load_then_reps", how
    usual = sum(max(values) <= _MOST_USUAL_REPS for values in long) / len(long)
    if has_load and not reps and usual >= _CLEAR - 0.05:
        return "reps", _("a list of numbers is the repetitions of the sets")
    if reps and not has_load:
        return "loads", _("a list of numbers is the loads of the sets")
    return Open(example, _LISTS)


def _usually_with_unit(every: Sequence[Group]) -> bool:
    """Whether loads among three factors come with their unit, so that one without is no certain load."""
    triples = [group for group in every if len(group.factors) == 3]
    stated = sum(group.has_load for group in triples)
    return stated >= 5 and stated >= 0.8 * len(triples)


def unpacked(groups: Sequence[Group], orders: Orders) -> tuple[PackedSet, ...] | str:
    """The sets of a cell, or why it cannot be read."""
    sets: list[PackedSet] = []
    for group in groups:
        found = _sets_of(group, orders)
        if isinstance(found, str):
            return found
        sets.extend(found)
    return tuple(sets) if len(sets) <= MOST_SETS else _("more than {most} sets", most=MOST_SETS)


def _sets_of(group: Group, orders: Orders) -> tuple[PackedSet, ...] | str:
    roles = _roles(group, orders)
    if isinstance(roles, str):
        return roles
    parts = dict(zip(roles, group.factors, strict=True))
    if len(parts) != len(roles):
        return _("two of its numbers mean the same")
    count = parts.pop("sets", None)
    number_of_sets = int(count.values[0]) if count else 0
    if count and (len(count.values) > 1 or count.values[0] % 1 or not 0 < count.values[0] <= MOST_SETS):
        return _("{numbers} is no number of sets", numbers=", ".join(f"{value:g}" for value in count.values))
    if "then" in parts:
        load, *reps = parts.pop("then").numbers
        parts = {"load": Factor((load,)), "reps": Factor(tuple(reps))}
    return _repeated(group, parts, number_of_sets)


def _repeated(group: Group, parts: Mapping[str, Factor], count: int) -> tuple[PackedSet, ...] | str:
    """One set for each number of the longest list, or as many as the cell says."""
    loads = group.loads or tuple(
        Load(value, factor.unit if factor.unit in ("kg", "lb") else "", "bodyweight" if factor.unit == "bw" else "")
        for factor in (parts.get("load"),) if factor for value in factor.values
    )  # fmt: skip
    works = {role: factor.numbers for role, factor in parts.items() if role != "load"}
    lengths = {len(values) for values in (*works.values(), loads) if len(values) > 1}
    if len(lengths) > 1 or (count > 1 and lengths and lengths != {count}):
        return _("its lists do not have as many numbers as there are sets")
    length = max((count, 1, *lengths))
    reps = parts.get("reps")
    base = PackedSet(
        rpe=group.rpe, rir=group.rir, set_type="failure" if reps and reps.word == "failure" else "", remark=group.remark
    )
    return tuple(
        replace(
            base,
            load=load.value,
            unit=load.unit,
            kind=load.kind,
            reps=_nth(works.get("reps"), n),
            duration_s=_nth(works.get("duration"), n),
            distance_m=_nth(works.get("distance"), n),
        )
        for n in range(length)
        for load in (loads[min(n, len(loads) - 1)] if loads else Load(),)
    )


def _nth(values: Sequence[float] | None, n: int) -> float:
    return nan if not values else values[min(n, len(values) - 1)]


def _roles(group: Group, orders: Orders) -> tuple[str, ...] | str:
    """What each factor of a group is."""
    taken = set(group.roles())
    if len(group.factors) == 3 and group.open:
        if orders.needs_unit and not group.has_load and len(group.open) == 3:
            return _("which number is the load is not certain: the other cells write its unit")
        return _filled(group, orders.triple.split("_"))
    if not group.open:
        return group.roles()
    if len(group.open) == 2:
        if group.has_load or not orders.pair:
            names = ["reps", "sets"] if orders.reps_first else ["sets", "reps"]
        else:
            names = orders.pair.split("_")
        return _filled(group, names)
    if taken & {"duration", "distance", "reps"}:
        return _filled(group, ["sets"])
    if group.has_load or "sets" in taken:
        return _filled(group, ["reps"])
    role = _single(group, orders)
    return (role,) if role else _("it holds one number only, which may be a load or repetitions")


def _single(group: Group, orders: Orders) -> str:
    """What a lone number or list is."""
    if orders.listed == "load_then_reps":
        return "then" if len(group.factors[0].numbers) > 1 else "load"
    return {"loads": "load", "reps": "reps"}.get(orders.listed, "")


def _filled(group: Group, names: Sequence[str]) -> tuple[str, ...] | str:
    """The roles that a group states, and `names` for the others in their order."""
    left = [name for name in names if name not in group.roles()]
    if len(left) < len(group.open):
        left = [name for name in ("sets", "reps", "load") if name not in group.roles()]
    if len(left) > len(group.open) and group.has_load:
        left = [name for name in left if name != "load"]
    if len(left) < len(group.open):
        return _("its numbers cannot be told apart")
    given = iter(left)
    return tuple(factor.role or next(given) for factor in group.factors)
