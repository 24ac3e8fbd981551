"""The training plans of the five articles as data, and a week of them on the lifter's own days with what there is.

`templates.toml` holds them as the articles print them (rulebook A3); what an article leaves open is filled in there and
said in `assumption`. Reading refuses what cannot be stood behind: no article, an unknown exercise, a line without sets.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import combinations
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from analytics.errors import BrokenReference, NotFound
from analytics.language import _, listed
from analytics.language.tables import read_out
from analytics.model import EQUIPMENT, Equipment, Level, Lifter
from analytics.plans.model import Line, Session, Slot
from analytics.plans.order import prescribe
from analytics.plans.substitutions import substitutes
from analytics.plans.warm_up import load_checklists
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.equipment import usable
from analytics.reference.facts import LEVELS, Facts, load_facts

Covers = Literal["legs", "back"]
Span = tuple[int, int]
DAYS: Final = 7
_HOURS_A_DAY: Final = 24
_SLOTS: Final = get_args(Slot)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One exercise as an article has it: `sets` x `reps` (from, to); reps are per leg where `per_side`, seconds where
    `is_hold`.

    `counted` is the number of sets that the week is counted with, a half where an article gives two numbers. `rir` and
    `rest_s` are None where the article names none. `alternatives` are the exercises after its "or". An optional line
    ("you can add") counts nowhere and is not planned. `instead_of` is the article's exercise where another stands in
    for it, and `reasons` say why.
    """

    exercise_id: str
    sets: Span
    counted: float
    reps: Span
    slot: Slot
    rir: Span | None = None
    rest_s: Span | None = None
    per_side: bool = False
    is_hold: bool = False
    is_optional: bool = False
    alternatives: tuple[str, ...] = ()
    note: str = ""
    instead_of: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateSession:
    """One workout and the weekdays (Monday is 0) on which it is done; `warm_up` is a checklist of `warm_up.toml`.

    `is_own`: a day that the article leaves to the lifter, without lines.
    """

    title: str
    days: tuple[int, ...]
    lines: tuple[TemplateLine, ...]
    warm_up: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A week of an article. `articles` are ids of sources.toml, the one it is from first. `covers`: the whole legs, or
    their back alone. `place` is the equipment that it was written for. `assumption` says what was filled in. `left_out`
    are exercises for which `fitted` found nothing that can be done.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    levels: tuple[Level, ...]
    covers: Covers
    place: Equipment
    about: str
    assumption: str
    sessions: tuple[TemplateSession, ...]
    left_out: tuple[str, ...] = ()

    def by_day(self) -> tuple[tuple[int, TemplateSession], ...]:
        """Every weekday with its session, in the order of the week."""
        return tuple(sorted(((day, each) for each in self.sessions for day in each.days), key=lambda pair: pair[0]))

    def work(self) -> Iterator[tuple[int, str, float]]:
        """What the week holds, without optional lines: weekday, exercise id, sets as they are counted."""
        for day, session in self.by_day():
            for line in session.lines:
                if not line.is_optional:
                    yield day, line.exercise_id, line.counted


# reading --------------------------------------------------------------------------------------------------------------


@cache
def load_templates() -> Mapping[str, Template]:
    """Every template by its id, in the order of the file. Raises `BrokenReference`."""
    text = resources.files(__package__).joinpath("templates.toml").read_text(encoding="utf-8")
    return MappingProxyType(read_templates(text))


def template_of(template_id: str) -> Template:
    """One template. Raises `NotFound`."""
    found = load_templates().get(template_id)
    if found is None:
        raise NotFound(
            _("There is no template “{template}”.", template=template_id),
            _("There are {templates}.", templates=listed(load_templates())),
        )
    return found


def read_templates(text: str) -> dict[str, Template]:
    """Templates as written in TOML. Raises `BrokenReference` for what cannot be stood behind."""
    try:
        tables = read_out(tomllib.loads(text), "plans/templates.toml")
    except tomllib.TOMLDecodeError as error:
        raise BrokenReference(f"templates.toml is not valid TOML: {error}.") from error
    templates = {key: _template(key, table) for key, table in tables.items()}
    for template in templates.values():
        _check(template)
    return templates


def _template(key: str, table: Mapping[str, Any]) -> Template:
    try:
        return Template(
            id=key,
            title=table["title"],
            articles=tuple(table["articles"]),
            levels=tuple(table["levels"]),
            covers=table["covers"],
            place=table["place"],
            about=table["about"],
            assumption=table["assumption"],
            sessions=tuple(_session(each) for each in table["sessions"]),
        )
    except KeyError as missing:
        raise BrokenReference(f"The template {key} has no {missing.args[0]}.") from missing


def _session(table: Mapping[str, Any]) -> TemplateSession:
    is_own = table.get("is_own", False)
    lines = () if is_own else tuple(_line(each) for each in table["lines"])
    return TemplateSession(table["title"], tuple(table["days"]), lines, table.get("warm_up", ""), is_own)


def _line(table: Mapping[str, Any]) -> TemplateLine:
    sets = _span(table["sets"])
    return TemplateLine(
        exercise_id=table["exercise"],
        sets=sets,
        counted=table.get("counted", sum(sets) / 2),
        reps=_span(table["reps"]),
        slot=cast(Slot, table["slot"]),
        rir=_span(table["rir"]) if "rir" in table else None,
        rest_s=_span(table["rest_s"]) if "rest_s" in table else None,
        per_side=table.get("per_side", False),
        is_hold=table.get("is_hold", False),
        is_optional=table.get("optional", False),
        alternatives=tuple(table.get("or", ())),
        note=table.get("note", ""),
    )


def _span(value: int | Sequence[int]) -> Span:
    if isinstance(value, int):
        return value, value
    low, high = value
    return low, high


def _check(template: Template) -> None:
    lines = [line for session in template.sessions for line in session.lines]
    named = {each for line in lines for each in (line.exercise_id, *line.alternatives)}
    days = [day for day, __ in template.by_day()]
    faults = {
        "no article, or a source that is none": not _are_articles(template.articles),
        "no level, or an unknown one": not template.levels or not set(template.levels) <= set(LEVELS),
        "an unknown place": template.place not in EQUIPMENT,
        "an unknown word for what it covers": template.covers not in get_args(Covers),
        "a weekday twice, or none that is one": len(days) != len(set(days)) or not set(days) <= set(range(DAYS)),
        "an unknown exercise": not named <= set(load_catalogue().exercises["id"]),
        "an unknown slot": any(line.slot not in _SLOTS for line in lines),
        "sets or reps that are no range": any(not _are_ranges(line) for line in lines),
        "an unknown warm-up": any(
            session.warm_up not in load_checklists() for session in template.sessions if not session.is_own
        ),
        "no lines": any(not session.lines for session in template.sessions if not session.is_own),
    }
    for fault, holds in faults.items():
        if holds:
            raise BrokenReference(f"The template {template.id} holds {fault}.")


def _are_articles(names: Collection[str]) -> bool:
    sources = load_facts().sources
    return bool(names) and all(name in sources and sources[name].kind == "article" for name in names)


def _are_ranges(line: TemplateLine) -> bool:
    known = [span for span in (line.sets, line.reps, line.rir, line.rest_s) if span is not None]
    rising = all(0 <= low <= high for low, high in known)
    return rising and line.sets[0] > 0 and line.reps[0] > 0 and line.sets[0] <= line.counted <= line.sets[1]


# with what there is ---------------------------------------------------------------------------------------------------


def fitted(
    template: Template, *, lifter: Lifter, done: Collection[str] = (), catalogue: Catalogue | None = None
) -> Template:
    """The template with exercises that the lifter's equipment allows, as near to the article's as there are.

    Of an article's "A or B" the first is taken that is in `done`, else the first that can be done. What nothing stands
    in for is left out and named in `left_out`. The lines say what was changed and why.
    """
    known = catalogue or load_catalogue()
    at_hand = _AtHand(known, lifter.equipment, frozenset(done), usable(lifter.equipment, done, known.own))
    sessions, missing = [], []
    for session in template.sessions:
        lines, gone = _fitted_lines(session.lines, at_hand)
        sessions.append(replace(session, lines=lines))
        missing += gone
    return replace(template, sessions=tuple(sessions), left_out=tuple(dict.fromkeys(missing)))


@dataclass(frozen=True, slots=True)
class _AtHand:
    """What a lifter can do: the setting, the lifts of the log, and every exercise that can be done."""

    catalogue: Catalogue
    equipment: Equipment
    done: frozenset[str]
    usable: frozenset[str]

    def instead_of(self, line: TemplateLine, taken: Collection[str]) -> tuple[str, str] | None:
        """The exercise to do for a line, and why it is not the article's first; None where nothing can be done."""
        named = (line.exercise_id, *line.alternatives)
        options = [each for each in named if each in self.usable and each not in taken]
        if options:
            chosen = next((each for each in options if each in self.done), options[0])
            return chosen, "" if chosen == line.exercise_id else self._why(chosen)
        swaps = substitutes(line.exercise_id, catalogue=self.catalogue, equipment=self.equipment, done=self.done)
        free = next((swap for swap in swaps if swap.exercise_id not in taken), None)
        return None if free is None else (free.exercise_id, free.reason)

    def _why(self, chosen: str) -> str:
        if chosen in self.done:
            return _("The article leaves the choice; this is the one you do.")
        return _("The article leaves the choice; this one can be done with what you have.")


def _fitted_lines(lines: Sequence[TemplateLine], at_hand: _AtHand) -> tuple[tuple[TemplateLine, ...], list[str]]:
    """The lines of a session as they can be done, each exercise once, and the exercises that cannot."""
    kept: list[TemplateLine] = []
    gone: list[str] = []
    for place, line in enumerate(lines):
        taken = {each.exercise_id for each in (*kept, *lines[place + 1 :])}
        found = at_hand.instead_of(line, taken)
        if found is None:
            gone.append(line.exercise_id)
        else:
            kept.append(_swapped(line, *found, at_hand.catalogue))
    return tuple(kept), gone


def _swapped(line: TemplateLine, exercise_id: str, reason: str, catalogue: Catalogue) -> TemplateLine:
    """The line with another exercise. The article's reps stay where they suit it: for what the article itself names as
    a choice up to the most that are usual, for any other only inside its usual range.
    """
    if exercise_id == line.exercise_id:
        return line
    row = catalogue.exercises.set_index("id").loc[exercise_id]
    low, high = int(row["rep_lo"] or 0), int(row["rep_hi"] or 0)
    suits = line.reps[1] <= high and (exercise_id in line.alternatives or line.reps[0] >= low)
    return replace(
        line,
        exercise_id=exercise_id,
        reps=line.reps if suits or not high else (low, high),
        per_side=bool(row["unilateral"]),
        is_hold=str(row["load_mode"]) == "hold",
        note="",
        instead_of=line.exercise_id,
        reasons=(reason,),
    )


# on the lifter's days -------------------------------------------------------------------------------------------------


def template_week(
    template: Template,
    *,
    week: date,
    lifter: Lifter,
    days: Sequence[int] = (),
    done: Collection[str] = (),
    catalogue: Catalogue | None = None,
    facts: Facts | None = None,
) -> tuple[Session, ...]:
    """The sessions of the week that begins on the Monday `week`, without loads; a day that the article leaves to the
    lifter is a session without lines.

    `days` are the weekdays on which the lifter trains (none: the article's), `done` the exercises that the log holds.
    RIR and rest that no article names are those of the facts.
    """
    catalogue, facts = catalogue or load_catalogue(), facts or load_facts()
    possible = fitted(template, lifter=lifter, done=done, catalogue=catalogue)
    placed = zip(weekdays(possible, days, facts), possible.by_day(), strict=True)
    return tuple(
        Session(
            week + timedelta(days=day),
            session.title,
            tuple(as_planned(line, catalogue, facts) for line in session.lines if not line.is_optional),
        )
        for day, (__, session) in placed
    )


def as_planned(line: TemplateLine, catalogue: Catalogue, facts: Facts) -> Line:
    """A line as a plan has it: whole sets (2 for 2.5), RIR and rest filled in, the article's note among the reasons."""
    usual = prescribe(line.exercise_id, int(line.counted), line.slot, goal="balanced", catalogue=catalogue, facts=facts)
    return replace(
        usual,
        reps=line.reps,
        rir=line.rir or usual.rir,
        rest_s=line.rest_s or usual.rest_s,
        per_side=line.per_side,
        is_hold=line.is_hold,
        reasons=(*stands_in_for(line, catalogue), *((line.note,) if line.note else ())),
    )


def stands_in_for(line: TemplateLine, catalogue: Catalogue) -> tuple[str, ...]:
    """The sentences on why an exercise stands where the article has another, none where it has this one."""
    if not line.instead_of:
        return ()
    return (_("In place of: {exercise}.", exercise=catalogue.exercise(line.instead_of).name), *line.reasons)


def weekdays(template: Template, days: Sequence[int], facts: Facts) -> tuple[int, ...]:
    """The weekday of each session of the template, in their order, chosen from `days` where these are enough.

    Of all ways the one with the fewest days that are not the lifter's own, then the fewest pairs of leg sessions nearer
    than `space.min_hours`, then gaps most like the article's, then the nearest to the article's own weekdays.
    """
    meant = [day for day, __ in template.by_day()]
    if not days:
        return tuple(meant)
    has_legs = [not session.is_own for __, session in template.by_day()]
    least = facts.number("space.min_hours") / _HOURS_A_DAY

    def misfit(chosen: tuple[int, ...]) -> tuple[float, ...]:
        return (
            len(set(chosen) - set(days)),
            sum(gap < least for gap in _gaps([day for day, legs in zip(chosen, has_legs, strict=True) if legs])),
            sum(abs(one - other) for one, other in zip(_gaps(chosen), _gaps(meant), strict=True)),
            sum(abs(one - other) for one, other in zip(chosen, meant, strict=True)),
        )

    return min(combinations(range(DAYS), len(meant)), key=misfit)


def _gaps(days: Sequence[int]) -> list[int]:
    """Days from each day to the next, the last to the first of the week after."""
    return [(after - before) % DAYS or DAYS for before, after in zip(days, (*days[1:], *days[:1]), strict=True)]
