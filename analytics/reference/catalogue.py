"""The exercise catalogue: what each lift works, how it is loaded, and which names mean it.

The data are `exercises.csv`, `contributions.csv`, `aliases.csv` and `muscles.csv` beside this file. Lower-body
weights follow the rulebook (B5, C8): 1 main force producer, 0.5 synergist, absent not shown to grow; hypertrophy
results outrank EMG. What a lifter adds (`own.py`) is merged in: their names and muscles go before the shipped ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from typing import Final

import pandas as pd

from analytics.errors import BrokenReference, NotFound
from analytics.language import _
from analytics.model import LOAD_KINDS
from analytics.reference.names import normalise
from analytics.reference.own import KINDS, NOTHING_OWN, SHARES, OwnEntries, exercise_row
from analytics.reference.suggestions import NameIndex, Suggestion

_NUMBERS: Final = ("kd_share", "hd_share", "set_credit")
E1RM_WORDS: Final = ("yes", "lp", "bw", "no")
"""What a strength value of an entry is made of: its load; its load on the leg press's own curve; bodyweight and what is
added, for lifts that move the whole body; nothing."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One catalogue entry: a lift whose sessions may be compared with each other."""

    id: str
    name: str
    kind: str
    pattern: str
    equipment: str
    load_mode: str
    load_kind: str
    e1rm: str
    set_credit: float
    unilateral: bool
    confidence: str
    evidence: str
    muscles: Mapping[str, float]


@dataclass(frozen=True)
class Catalogue:
    """Everything known about exercises: what is shipped, and what the lifter added (`own`).

    `exercises`: one row per entry (id, name, kind, pattern, kd_share, hd_share, ham_function, ham_length_bias,
    unilateral,
    equipment, level, rep_lo, rep_hi, load_mode, load_kind, e1rm, set_credit, confidence, articles, evidence).
    `contributions`: one row per entry and muscle (exercise_id, muscle, weight, weight_liberal).
    `muscles`: id, name, region (lower, core, upper), side (quad, posterior, other), sort.
    `aliases`: alias (a normalised key), exercise_id; ids and names of the entries are aliases too (`meanings` as a
    mapping).
    `main_muscles`: the muscles that an entry trains directly. `index` finds what an unknown name may mean.
    """

    exercises: pd.DataFrame
    contributions: pd.DataFrame
    muscles: pd.DataFrame
    aliases: pd.DataFrame
    meanings: Mapping[str, str]
    main_muscles: Mapping[str, tuple[str, ...]]
    index: NameIndex
    own: OwnEntries = NOTHING_OWN

    @cached_property
    def fingerprint(self) -> str:
        """The same for catalogues that say the same; worked out once, since what is shipped never changes."""
        digest = hashlib.sha256()
        for frame in (self.exercises, self.contributions, self.muscles, self.aliases):
            digest.update(frame.to_csv(index=False).encode())
        return digest.hexdigest()

    @cached_property
    def exercise_names(self) -> Mapping[str, str]:
        """Id of an entry -> its name for the screen."""
        return dict(zip(self.exercises["id"], map(_, self.exercises["name"]), strict=True))

    @cached_property
    def muscle_names(self) -> Mapping[str, str]:
        """Id of a muscle -> its name for the screen, in the catalogue's order: legs first."""
        muscles = self.muscles.sort_values("sort")
        return dict(zip(muscles["id"], map(_, muscles["name"]), strict=True))

    def recognise(self, name: str) -> str | None:
        """The entry that a name means, by equality of keys; None where none does. Never a guess."""
        return self.meanings.get(normalise(name))

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Ids of the entries whose names are most alike, best first. For a person to choose from."""
        return tuple(suggestion.exercise_id for suggestion in self.suggest_with_reasons(name, limit))

    def suggest_with_reasons(self, name: str, limit: int = 3) -> tuple[Suggestion, ...]:
        """The same entries, each with why it is suggested, in plain words. Never applied by itself."""
        return self.index.suggestions(normalise(name), limit=limit)

    def exercise(self, exercise_id: str) -> Exercise:
        """One entry. Raises `NotFound`."""
        found = self._by_id.get(exercise_id)
        if found is None:
            raise NotFound(_("There is no exercise {exercise_id} in the catalogue.", exercise_id=exercise_id))
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Exercise]:
        shares: dict[str, dict[str, float]] = {}
        columns = self.contributions[["exercise_id", "muscle", "weight"]]
        for exercise_id, muscle, weight in columns.itertuples(index=False, name=None):
            shares.setdefault(exercise_id, {})[muscle] = weight
        return {
            row["id"]: Exercise(
                id=row["id"],
                name=_(str(row["name"])),
                kind=str(row["kind"]),
                pattern=str(row["pattern"]),
                equipment=str(row["equipment"]),
                load_mode=str(row["load_mode"]),
                load_kind=str(row["load_kind"]),
                e1rm=str(row["e1rm"]),
                set_credit=float(row["set_credit"]),
                unilateral=bool(row["unilateral"]),
                confidence=str(row["confidence"]),
                evidence=_(str(row["evidence"])),
                muscles=shares.get(row["id"], {}),
            )
            for row in self.exercises.to_dict("records")
        }


def load_catalogue(own: OwnEntries = NOTHING_OWN) -> Catalogue:
    """The shipped catalogue with the lifter's own entries. Raises `BrokenReference` where the shipped data contradict
    themselves; own muscles of an exercise that is no longer shipped are left out.
    """
    shipped = _shipped()
    return shipped if own == NOTHING_OWN else _with_own(shipped, own)


@cache
def _shipped() -> Catalogue:
    exercises = _table("exercises").astype(dict.fromkeys(_NUMBERS, "float64"))
    exercises["unilateral"] = exercises["unilateral"] == "1"
    contributions = _table("contributions").astype({"weight": "float64", "weight_liberal": "float64"})
    muscles = _table("muscles").astype({"sort": "int64"})
    _check(exercises, contributions, muscles)
    meanings = _meanings(exercises, _table("aliases"))
    return Catalogue(
        exercises=exercises,
        contributions=contributions,
        muscles=muscles,
        aliases=_aliases_of(meanings),
        meanings=meanings,
        main_muscles=_main_muscles(contributions),
        index=NameIndex(meanings),
    )


def _with_own(shipped: Catalogue, own: OwnEntries) -> Catalogue:
    shares = _own_shares(shipped, own)
    kept = shipped.contributions[~shipped.contributions["exercise_id"].isin(shares["exercise_id"])]
    contributions = pd.concat([kept, shares], ignore_index=True)
    meanings = {**shipped.meanings, **_own_meanings(own)}
    return replace(
        shipped,
        exercises=pd.concat([shipped.exercises, _own_rows(shipped, own)], ignore_index=True),
        contributions=contributions,
        aliases=_aliases_of(meanings),
        meanings=meanings,
        main_muscles=_main_muscles(contributions),
        index=NameIndex(meanings),
        own=own,
    )


def _own_rows(shipped: Catalogue, own: OwnEntries) -> pd.DataFrame:
    rows = pd.DataFrame([exercise_row(each) for each in own.exercises], columns=shipped.exercises.columns)
    return rows.astype(shipped.exercises.dtypes.to_dict())


def _own_shares(shipped: Catalogue, own: OwnEntries) -> pd.DataFrame:
    """The lifter's contributions: those of own exercises, and those that replace shipped ones."""
    trained = set(shipped.exercises.loc[shipped.exercises["kind"] == "strength", "id"])
    stated = {exercise_id: shares for exercise_id, shares in own.muscles.items() if exercise_id in trained}
    stated |= {each.id: each.muscles for each in own.exercises if each.kind == "strength"}
    known = set(shipped.muscles["id"])
    rows = [
        (exercise_id, muscle, share, share)
        for exercise_id, shares in stated.items()
        for muscle, share in shares.items()
        if muscle in known
    ]
    return pd.DataFrame(rows, columns=shipped.contributions.columns).astype(shipped.contributions.dtypes.to_dict())


def _own_meanings(own: OwnEntries) -> dict[str, str]:
    return {normalise(name): each.id for each in own.exercises for name in (each.id.replace("_", " "), each.name)}


def _aliases_of(meanings: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"alias": list(meanings), "exercise_id": list(meanings.values())}, dtype="str")


def _table(name: str) -> pd.DataFrame:
    with resources.files("analytics.reference").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype="str", keep_default_na=False)


def _main_muscles(contributions: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    direct = contributions[contributions["weight"] == max(SHARES)]
    muscles: dict[str, tuple[str, ...]] = {}
    for exercise_id, muscle in zip(direct["exercise_id"], direct["muscle"], strict=True):
        muscles[exercise_id] = (*muscles.get(exercise_id, ()), muscle)
    return muscles


def _check(exercises: pd.DataFrame, contributions: pd.DataFrame, muscles: pd.DataFrame) -> None:
    strength = set(exercises.loc[exercises["kind"] == "strength", "id"])
    shares = exercises["kd_share"] + exercises["hd_share"]
    faults = {
        "an id twice": exercises["id"].duplicated(),
        "an unknown kind": ~exercises["kind"].isin(KINDS),
        "an unknown load kind": ~exercises["load_kind"].isin(LOAD_KINDS),
        "an unknown word for e1rm": ~exercises["e1rm"].isin(E1RM_WORDS),
        "a whole-body strength value of a lift that is not of bodyweight": (exercises["e1rm"] == "bw")
        & (exercises["load_kind"] != "bodyweight"),
        "movement shares that are neither 0 nor 1 together": ~shares.round(6).isin([0.0, 1.0]),
        "a set credit outside 0 to 1": ~exercises["set_credit"].between(0, 1),
    }
    for fault, where in faults.items():
        if where.any():
            raise BrokenReference(f"exercises.csv holds {fault}: {', '.join(exercises.loc[where, 'id'])}.")
    broken = {
        "an exercise that does not exist or is no strength exercise": ~contributions["exercise_id"].isin(strength),
        "an unknown muscle": ~contributions["muscle"].isin(muscles["id"]),
        "a weight other than 0, 0.5 and 1": ~contributions["weight"].isin([0.0, *SHARES]),
        "a muscle twice": contributions.duplicated(["exercise_id", "muscle"]),
    }
    for fault, where in broken.items():
        if where.any():
            raise BrokenReference(
                f"contributions.csv holds {fault}: {', '.join(contributions.loc[where, 'exercise_id'].unique())}."
            )


def _meanings(exercises: pd.DataFrame, aliases: pd.DataFrame) -> dict[str, str]:
    """Key -> exercise id. Ids and names speak for their entries; one key has one meaning, or the data are refused."""
    unknown = set(aliases["exercise_id"]) - set(exercises["id"])
    if unknown:
        raise BrokenReference(f"aliases.csv names exercises that do not exist: {', '.join(sorted(unknown))}.")
    own = [(name, row.id) for row in exercises.itertuples() for name in (str(row.id).replace("_", " "), str(row.name))]
    by_key = zip(aliases["key"], aliases["exercise_id"], strict=True)
    meanings: dict[str, str] = {}
    for key, exercise_id in [*((normalise(name), exercise_id) for name, exercise_id in own), *by_key]:
        if meanings.setdefault(key, str(exercise_id)) != exercise_id:
            raise BrokenReference(
                f"The key {key!r} means both {meanings[key]} and {exercise_id}.", "One key has one meaning."
            )
    for name, exercise_id in zip(exercises["name"], exercises["id"], strict=True):
        meanings.setdefault(normalise(_(name)), str(exercise_id))  # what is chosen by its name on screen is known by it
    return meanings
