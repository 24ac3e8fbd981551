"""What the user decided about exercises: names taught, exercises of their own, other muscles; each with its way back.

Every decision is kept, numbered and dated. What holds is found by going through those that stand, oldest first, so they
can be taken back in any order: a change of an own exercise that is no longer there changes nothing, and a name taught
as such an exercise is as unknown as before. `mappings` holds the outcome for names, which SQL resolves sets by; own
exercises and muscles go into the catalogue and from there into its tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import duckdb

from analytics.errors import NotFound, WrongRequest
from analytics.language import _, listed, n_
from analytics.model import ExerciseDecision
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.facts import Facts
from analytics.reference.names import normalise
from analytics.reference.own import (
    FIELDS,
    ID_PREFIX,
    OwnEntries,
    OwnExercise,
    check_exercise,
    check_muscles,
    own_id,
)
from analytics.store import taking_back
from analytics.store.database import Database, sql
from analytics.store.schema import write_reference
from analytics.texts import clean

NOT_A_LIFT: Final = "not_a_lift"
_DECISION: Final = taking_back.Numbered(
    "exercise_decisions",
    "decision_id",
    _("There is no decision {number} to take back."),
    _("Decision {number} was already taken back on {time}."),
    _("The list of decisions shows their numbers."),
)
_NAMES_SPELLED_OUT: Final = 3
_FIELD_WORDS: Final = {
    "name": _("name"),
    "kind": _("kind"),
    "pattern": _("movement"),
    "muscles": _("muscles"),
    "unilateral": _("one side at a time"),
    "load_kind": _("kind of load"),
    "equipment": _("equipment"),
    "counted_by": _("way of counting"),
    "ham_function": _("hamstring function"),
    "ham_length": _("hamstring length"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing decided: a row of `exercise_decisions`."""

    kind: str
    subject: str
    value: str | None = None
    as_written: str | None = None


@dataclass(slots=True)
class _Outcome:
    """What the standing decisions come to. `names`: key -> (as written, exercise id or not_a_lift, when)."""

    exercises: dict[str, dict[str, Any]] = field(default_factory=dict)
    muscles: dict[str, dict[str, float]] = field(default_factory=dict)
    names: dict[str, tuple[str, str, datetime]] = field(default_factory=dict)

    def entries(self) -> OwnEntries:
        return OwnEntries(tuple(OwnExercise(id=own, **stated) for own, stated in self.exercises.items()), self.muscles)


# what a request means ------------------------------------------------------------------------------------------------


def teaching(catalogue: Catalogue, names: Mapping[str, str | None]) -> list[Part]:
    """Names as written -> exercise id, `not_a_lift`, or None to forget what was taught. Raises `NotFound`."""
    for exercise_id in {each for each in names.values() if each not in (None, NOT_A_LIFT)}:
        _refuse_unknown(catalogue, str(exercise_id))
    return [Part("name", normalise(written), exercise_id, clean(written)) for written, exercise_id in names.items()]


def addition(
    catalogue: Catalogue, taught: Iterable[str], stated: Mapping[str, Any], names: Sequence[str]
) -> tuple[str, list[Part]]:
    """A new own exercise, and the names that mean it; returns its id too. Raises `WrongRequest`.

    `taught` are the keys of names that mean something else so far: the exercise's own name is taken from there.
    """
    own = OwnExercise(id=own_id(stated["name"], {each.id for each in catalogue.own.exercises}), **stated)
    check_exercise(own, set(catalogue.muscles["id"]))
    _refuse_known_name(catalogue, own)
    claimed = [own.name] if normalise(own.name) in set(taught) else []
    parts = [Part("exercise", own.id, _json({each: getattr(own, each) for each in FIELDS}))]
    meant = dict.fromkeys(name for name in [*claimed, *names] if normalise(name) != normalise(own.name) or claimed)
    return own.id, [*parts, *(Part("name", normalise(name), own.id, name) for name in meant)]


def alteration(catalogue: Catalogue, exercise_id: str, changes: Mapping[str, Any]) -> list[Part]:
    """Other values for some of `own.FIELDS` of an own exercise. Raises `NotFound` and `WrongRequest`."""
    own = _own(catalogue, exercise_id)
    if unknown := set(changes) - set(FIELDS):
        raise WrongRequest(
            _("An exercise has no {fields}.", fields=", ".join(sorted(unknown))),
            _("It has: {fields}.", fields=", ".join(FIELDS)),
        )
    wanted = dict(changes)
    if "name" in wanted:
        wanted["name"] = " ".join(clean(wanted["name"]).split())
    if wanted.get("kind", "strength") != "strength":
        wanted.setdefault("muscles", {})
    changed = replace(own, **wanted)
    check_exercise(changed, set(catalogue.muscles["id"]))
    _refuse_known_name(catalogue, changed)
    different = {each: getattr(changed, each) for each in wanted if getattr(changed, each) != getattr(own, each)}
    if not different:
        raise WrongRequest(_("Nothing of {name} is different.", name=own.name), _("Change something, then save."))
    return [Part("change", exercise_id, _json(different))]


def removal(catalogue: Catalogue, exercise_id: str) -> list[Part]:
    """An own exercise goes; names that mean it are unknown again. Raises `NotFound` and `WrongRequest`."""
    return [Part("removal", _own(catalogue, exercise_id).id)]


def override(catalogue: Catalogue, exercise_id: str, muscles: Mapping[str, float] | None) -> list[Part]:
    """Other muscles for a shipped exercise, or None for the shipped ones. Raises `NotFound` and `WrongRequest`."""
    exercise = catalogue.exercise(exercise_id)
    if catalogue.own.exercise(exercise_id):
        raise WrongRequest(_("{name} is your own exercise.", name=exercise.name), _("Change the exercise itself."))
    if exercise.kind != "strength":
        raise WrongRequest(_("{name} is no strength exercise, so it counts for no muscle.", name=exercise.name))
    if muscles is None:
        if exercise_id not in catalogue.own.muscles:
            raise WrongRequest(_("{name} has its shipped muscles already.", name=exercise.name))
        return [Part("muscles", exercise_id)]
    check_muscles(muscles, set(catalogue.muscles["id"]))
    return [Part("muscles", exercise_id, _json({muscle: float(share) for muscle, share in muscles.items()}))]


# deciding and taking back --------------------------------------------------------------------------------------------


def settle(database: Database, facts: Facts) -> Catalogue:
    """The catalogue as the decisions have it, written into the database where it differs. For opening a log."""
    with database.write_derived() as cursor:
        return _settle(cursor, facts)


def decide(database: Database, facts: Facts, parts: Sequence[Part], *, now: datetime) -> tuple[int, Catalogue]:
    """Record one decision and let it hold at once; returns its number and the catalogue that follows."""
    if not parts:
        raise WrongRequest(_("There is nothing to decide."), _("Choose at least one name."))
    with database.write() as cursor:
        decision_id = int(cursor.execute("select nextval('decision_ids')").fetchall()[0][0])
        cursor.execute(
            sql("sql/insert_decision"),
            {
                "decision_id": decision_id,
                "kinds": [part.kind for part in parts],
                "subjects": [part.subject for part in parts],
                "as_written": [part.as_written for part in parts],
                "values": [part.value for part in parts],
                "now": now,
            },
        )
        database.journal.note("decide", number=decision_id, at=now, parts=[asdict(part) for part in parts])
        return decision_id, _settle(cursor, facts)


def undo(database: Database, facts: Facts, decision_id: int, *, now: datetime) -> Catalogue:
    """Take one decision back. Raises `NotFound` for an unknown number, `WrongRequest` for one taken back before."""
    with database.write() as cursor:
        taking_back.take_back(cursor, _DECISION, decision_id, now=now)
        database.journal.note("undo_decision", at=now, decision=decision_id)
        return _settle(cursor, facts)


def _settle(cursor: duckdb.DuckDBPyConnection, facts: Facts) -> Catalogue:
    outcome = _outcome(cursor)
    catalogue = load_catalogue(outcome.entries())
    write_reference(cursor, catalogue, facts)
    _write_mappings(cursor, catalogue, outcome)
    return catalogue


def _outcome(cursor: duckdb.DuckDBPyConnection) -> _Outcome:
    outcome = _Outcome()
    for kind, subject, as_written, value, decided_at in cursor.execute(sql("sql/standing_decisions")).fetchall():
        if kind == "name":
            _set_or_drop(outcome.names, subject, (as_written, value, decided_at) if value else None)
        elif kind == "exercise":
            outcome.exercises[subject] = json.loads(value)
        elif kind == "change" and subject in outcome.exercises:
            outcome.exercises[subject] = {**outcome.exercises[subject], **json.loads(value)}
        elif kind == "removal":
            outcome.exercises.pop(subject, None)
        elif kind == "muscles":
            _set_or_drop(outcome.muscles, subject, json.loads(value) if value else None)
    return outcome


def _set_or_drop(held: dict[str, Any], key: str, value: Any) -> None:
    held.pop(key, None)  # so that the newest stands last
    if value is not None:
        held[key] = value


def _write_mappings(cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, outcome: _Outcome) -> None:
    """A name taught as an exercise that is gone is left out, so that it means what the catalogue says, or nothing."""
    known = {NOT_A_LIFT, *catalogue.exercises["id"]}
    rows = [(key, *taught) for key, taught in outcome.names.items() if taught[1] in known]
    held = cursor.execute("select name_key, as_written, exercise_id, mapped_at from mappings").fetchall()
    if set(held) == set(rows):
        return
    cursor.execute("delete from mappings")
    cursor.execute(
        sql("sql/insert_mappings"),
        {
            name: [row[at] for row in rows]
            for at, name in enumerate(("keys", "as_written", "exercise_ids", "mapped_at"))
        },
    )


# the list of decisions -----------------------------------------------------------------------------------------------


def decisions(database: Database, catalogue: Catalogue) -> list[ExerciseDecision]:
    """Every decision, newest first, each in one plain sentence."""
    rows = database.values(sql("sql/decisions"))
    # what was removed or taken back is still called by its name
    own = {row[2]: str(json.loads(row[4])["name"]) for row in rows if row[1] == "exercise"}
    names = {**own, **catalogue.exercise_names}
    grouped: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    return [_decision(number, parts, names, catalogue.muscle_names) for number, parts in grouped.items()]


def _decision(
    number: int, rows: Sequence[tuple[Any, ...]], names: Mapping[str, str], muscles: Mapping[str, str]
) -> ExerciseDecision:
    parts = [Part(kind, subject, value, written) for __, kind, subject, written, value, __, __ in rows]
    taught = [part for part in parts if part.kind == "name"]
    said = [_said(part, names, muscles) for part in parts if part.kind != "name"]
    if taught:
        said.append(_names_said(taught, names))
    return ExerciseDecision(
        decision_id=number,
        decided_at=rows[0][5],
        undone_at=rows[0][6],
        text="; ".join(said),
        names=tuple(part.as_written or part.subject for part in taught),
    )


def _said(part: Part, names: Mapping[str, str], muscles: Mapping[str, str]) -> str:
    name = names.get(part.subject, part.subject)
    stated = json.loads(part.value) if part.value else {}
    if part.kind == "exercise":
        return _("New exercise {exercise}", exercise=stated["name"])
    if part.kind == "change":
        fields = ", ".join(_FIELD_WORDS.get(each, each) for each in stated)
        return _("{exercise} changed: {fields}", exercise=name, fields=fields)
    if part.kind == "removal":
        return _("{exercise} removed", exercise=name)
    if not stated:
        return _("{exercise} has its shipped muscles again", exercise=name)
    shares = ", ".join(f"{muscles.get(muscle, muscle)} {share:g}" for muscle, share in stated.items())
    return _("{exercise} counts for {muscles}", exercise=name, muscles=shares)


def _names_said(parts: Sequence[Part], names: Mapping[str, str]) -> str:
    if len({part.value for part in parts}) > 1:
        return _few([_meant(part.value, [part], names) for part in parts])
    return _meant(parts[0].value, parts, names)


def _meant(exercise_id: str | None, parts: Sequence[Part], names: Mapping[str, str]) -> str:
    """What names were taught as: "“Beinpresse” and “Legpress” are Leg press"."""
    taught = _few([_("“{name}”", name=part.as_written) for part in parts])
    if exercise_id is None:
        return n_("{names} was forgotten", "{names} were forgotten", len(parts), names=taught)
    if exercise_id == NOT_A_LIFT:
        return n_("{names} is not a lift", "{names} are no lifts", len(parts), names=taught)
    exercise = names.get(exercise_id, exercise_id)
    return n_("{names} is {exercise}", "{names} are {exercise}", len(parts), names=taught, exercise=exercise)


def _few(words: Sequence[str]) -> str:
    more = len(words) - _NAMES_SPELLED_OUT
    left = [n_("{number} more", "{number} more", more)] if more > 0 else []
    return listed([*words[:_NAMES_SPELLED_OUT], *left])


# refusals ------------------------------------------------------------------------------------------------------------


def _own(catalogue: Catalogue, exercise_id: str) -> OwnExercise:
    _refuse_unknown(catalogue, exercise_id)
    own = catalogue.own.exercise(exercise_id)
    if own is None:
        raise WrongRequest(
            _("{name} is not an exercise of your own.", name=catalogue.exercise(exercise_id).name),
            _("Of a shipped exercise you can change the muscles."),
        )
    return own


def _refuse_unknown(catalogue: Catalogue, exercise_id: str) -> None:
    if exercise_id in set(catalogue.exercises["id"]):
        return
    near = ", ".join(catalogue.suggest(exercise_id.removeprefix(ID_PREFIX)))
    raise NotFound(
        _("There is no exercise {exercise_id} in the catalogue.", exercise_id=exercise_id),
        _("Did you mean one of: {near}?", near=near) if near else _("`exercises` lists the ids."),
    )


def _refuse_known_name(catalogue: Catalogue, own: OwnExercise) -> None:
    known = catalogue.recognise(own.name)
    if known is not None and known != own.id:
        raise WrongRequest(
            _("{name} is known already: it is {exercise}.", name=own.name, exercise=catalogue.exercise(known).name),
            _("Change that one's muscles, or give yours another name."),
        )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
