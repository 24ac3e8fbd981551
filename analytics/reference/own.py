"""What a lifter adds to the catalogue: exercises of their own, and other muscles for the exercises it ships with.

An own exercise states what its lifter knows (movement, muscles, load, equipment); the rest follows from its movement.
Ids of own exercises begin with `own_`, which no shipped id does, now or later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from analytics.errors import WrongRequest
from analytics.language import _, n_
from analytics.model import LOAD_KINDS
from analytics.reference.movements import COUNTED_BY, HAM_FUNCTIONS, HAM_LENGTHS, Movement, movements
from analytics.reference.names import normalise

KINDS: Final = ("strength", "cardio", "stretching", "other")
SHARES: Final = (0.5, 1.0)
EQUIPMENT: Final = (
    "barbell", "dumbbell", "kettlebell", "machine", "cable", "band", "bodyweight", "ball", "slider", "sled", "none",
)  # fmt: skip
ID_PREFIX: Final = "own_"
LONGEST_NAME: Final = 100
_PER_HAND: Final = ("dumbbell", "kettlebell")
_STACKS: Final = ("machine", "cable")
_NO_KNOWN_LOAD: Final = ("band", "ball", "slider", "sled")
"""Equipment whose written load tells no strength: a band's pull changes on the way."""


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """One exercise of a lifter's own. Empty texts mean "as usual for the movement".

    `muscles` maps muscle -> share of a set, 1 or 0.5; only strength exercises have any. `counted_by` is reps, seconds
    or metres. `ham_function` and `ham_length` say what the hamstrings do, where they are among the muscles.
    """

    id: str
    name: str
    kind: str = "strength"
    pattern: str = ""
    muscles: Mapping[str, float] = field(default_factory=dict)
    unilateral: bool = False
    load_kind: str = "external"
    equipment: str = "none"
    counted_by: str = ""
    ham_function: str = ""
    ham_length: str = ""


FIELDS: Final = tuple(each.name for each in fields(OwnExercise) if each.name != "id")


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """All that a lifter added: own exercises, and exercise id -> muscles in place of the shipped ones."""

    exercises: tuple[OwnExercise, ...] = ()
    muscles: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def exercise(self, exercise_id: str) -> OwnExercise | None:
        """The own exercise of that id, if there is one."""
        return next((own for own in self.exercises if own.id == exercise_id), None)


NOTHING_OWN: Final = OwnEntries()


def own_id(name: str, taken: Collection[str]) -> str:
    """The id of a new own exercise: `own_` and its name's key, numbered where that is taken."""
    wanted = ID_PREFIX + normalise(name).replace(" ", "_")
    numbered = (f"{wanted}_{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(each for each in numbered if each not in taken)


def check_exercise(own: OwnExercise, muscles: Collection[str]) -> None:
    """Raises `WrongRequest` with one sentence about the first thing that is wrong; `muscles` are the known ones."""
    _check_name(own.name)
    _check_word("kind", own.kind, KINDS)
    _check_word("load_kind", own.load_kind, LOAD_KINDS)
    _check_word("equipment", own.equipment, EQUIPMENT)
    _check_word("counted_by", own.counted_by, ("", *COUNTED_BY))
    _check_word("ham_function", own.ham_function, ("", *HAM_FUNCTIONS))
    _check_word("ham_length", own.ham_length, ("", *HAM_LENGTHS))
    if own.kind == "strength":
        _check_word("pattern", own.pattern, tuple(movements()))
        check_muscles(own.muscles, muscles)
    elif own.muscles:
        raise WrongRequest(
            _("An exercise of the kind {kind} counts for no muscle.", kind=own.kind),
            _("Leave its muscles out, or make it strength."),
        )


def check_muscles(shares: Mapping[str, float], known: Collection[str]) -> None:
    """Raises `WrongRequest` unless there is at least one muscle, each known and with a share of 0.5 or 1."""
    if not shares:
        raise WrongRequest(_("A strength exercise works at least one muscle."), _("Name it, with a share of 1 or 0.5."))
    for muscle, share in shares.items():
        _check_word("muscle", muscle, tuple(known))
        if share not in SHARES:
            raise WrongRequest(
                _("The share of {muscle} must be 1 or 0.5, not {share}.", muscle=muscle, share=f"{share:g}"),
                _("1 is for a muscle that does the main work, 0.5 for one that helps."),
            )


def exercise_row(own: OwnExercise) -> dict[str, Any]:
    """The row of the catalogue's `exercises` that an own exercise makes."""
    movement = movements().get(own.pattern) if own.kind == "strength" else None
    works_hamstrings = movement is not None and "hamstrings" in own.muscles
    return {
        "id": own.id,
        "name": own.name,
        "kind": own.kind,
        "pattern": own.pattern if own.kind == "strength" else own.kind,
        "kd_share": movement.kd_share if movement else 0.0,
        "hd_share": movement.hd_share if movement else 0.0,
        **(_hamstrings(own, movement) if movement and works_hamstrings else _NO_HAMSTRINGS),
        "unilateral": own.unilateral,
        "equipment": own.equipment,
        "level": "1",
        "rep_lo": "",
        "rep_hi": "",
        "load_mode": _load_mode(own, movement),
        "load_kind": own.load_kind,
        "e1rm": "yes" if movement and _gives_e1rm(own, movement) else "no",
        "set_credit": movement.set_credit if movement else 0.0,
        "confidence": "D",
        "articles": "",
        "evidence": _("an exercise of your own"),
    }


_NO_HAMSTRINGS: Final = {"ham_function": "none", "ham_length_bias": "na"}


def _hamstrings(own: OwnExercise, movement: Movement) -> dict[str, str]:
    function = own.ham_function or movement.ham_function
    if function == "none":
        return _NO_HAMSTRINGS
    usual = movement.ham_length if movement.ham_length in HAM_LENGTHS else "mid"
    return {"ham_function": function, "ham_length_bias": own.ham_length or usual}


def _counted_by(own: OwnExercise, movement: Movement | None) -> str:
    return own.counted_by or (movement.counted_by if movement else "seconds")


def _load_mode(own: OwnExercise, movement: Movement | None) -> str:
    """How the catalogue names what is written down; holds and distances are judged by it, the rest describes."""
    counted_by = _counted_by(own, movement)
    if counted_by != "reps":
        return "distance" if counted_by == "metres" else "hold" if movement else "time"
    if own.load_kind == "assisted":
        return "assistance"
    if own.unilateral:
        return "per_side"
    if own.load_kind == "bodyweight":
        return "bodyweight"
    return _mode_of_equipment(own.equipment)


def _mode_of_equipment(equipment: str) -> str:
    if equipment in _PER_HAND:
        return "per_hand"
    if equipment in _STACKS:
        return "stack"
    return "band" if equipment == "band" else "total"


def _gives_e1rm(own: OwnExercise, movement: Movement) -> bool:
    counts_load = own.load_kind == "external" and own.equipment not in _NO_KNOWN_LOAD
    return movement.gives_e1rm and counts_load and _counted_by(own, movement) == "reps"


def _check_name(name: str) -> None:
    if not normalise(name):
        raise WrongRequest(_("An exercise needs a name with a letter or a digit in it."))
    if len(name) > LONGEST_NAME:
        raise WrongRequest(
            n_("A name of {number} character is too long.", "A name of {number} characters is too long.", len(name)),
            _("Use at most {number}.", number=LONGEST_NAME),
        )


_MISSING: Final = {
    "kind": _("The kind of exercise is missing."),
    "load_kind": _("The kind of load is missing."),
    "equipment": _("The equipment is missing."),
    "pattern": _("The movement is missing."),
    "muscle": _("The muscle is missing."),
}
"""Field that may not be empty -> what is said where it is."""


def _unknown(field_name: str, word: str) -> str:
    return {
        "kind": _("There is no kind of exercise {word}.", word=word),
        "load_kind": _("There is no kind of load {word}.", word=word),
        "equipment": _("There is no equipment {word}.", word=word),
        "counted_by": _("There is no way of counting {word}.", word=word),
        "ham_function": _("There is no hamstring function {word}.", word=word),
        "ham_length": _("There is no hamstring length {word}.", word=word),
        "pattern": _("There is no movement {word}.", word=word),
        "muscle": _("There is no muscle {word}.", word=word),
    }[field_name]


def _check_word(field_name: str, word: str, known: Collection[str]) -> None:
    if word not in known:
        said = _unknown(field_name, word) if word else _MISSING[field_name]
        raise WrongRequest(said, _("Choose one of: {words}.", words=", ".join(each for each in known if each)))
