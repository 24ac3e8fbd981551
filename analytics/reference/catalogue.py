"""The exercise catalogue: what each lift works, how it is loaded, and which names mean it.

The data are `exercises.csv`, `contributions.csv`, `aliases.csv` and `muscles.csv` beside this file. Lower-body
weights follow
the rulebook (B5, C8): 1 main force producer, 0.5 synergist, absent not shown to grow; hypertrophy results outrank EMG.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import pandas as pd
from rapidfuzz import fuzz, process

from analytics.errors import BrokenReference, NotFound
from analytics.reference.names import normalise

KINDS: Final = ("strength", "cardio", "stretching", "other")
WEIGHTS: Final = (0.5, 1.0)
_LOAD_KINDS: Final = ("external", "bodyweight", "assisted")
_NUMBERS: Final = ("kd_share", "hd_share", "set_credit")
_LEAST_LIKENESS: Final = 65.0
"""Suggestions less alike than this (0 to 100) are noise rather than help; a suggestion is never applied by itself."""


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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything known about exercises.

    `exercises`: one row per entry (id, name, kind, pattern, kd_share, hd_share, ham_function, ham_length_bias,
    unilateral,
    equipment, level, rep_lo, rep_hi, load_mode, load_kind, e1rm, set_credit, confidence, articles, evidence).
    `contributions`: one row per entry and muscle (exercise_id, muscle, weight, weight_liberal).
    `muscles`: id, name, region (lower, core, upper), side (quad, posterior, other), sort.
    `aliases`: alias (a normalised key), exercise_id; ids and names of the entries are aliases too (`meanings` as a
    mapping).
    `main_muscles`: the muscles that an entry trains directly.
    """

    exercises: pd.DataFrame
    contributions: pd.DataFrame
    muscles: pd.DataFrame
    aliases: pd.DataFrame
    meanings: Mapping[str, str]
    main_muscles: Mapping[str, tuple[str, ...]]

    def recognise(self, name: str) -> str | None:
        """The entry that a name means, by equality of keys; None where none does. Never a guess."""
        return self.meanings.get(normalise(name))

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Ids of the entries whose names are most alike, best first. For a person to choose from."""
        alike = process.extract(
            normalise(name),
            self.meanings.keys(),
            scorer=fuzz.token_sort_ratio,
            limit=limit * 5,
            score_cutoff=_LEAST_LIKENESS,
        )
        ranked = sorted(alike, key=lambda found: (-found[1], -fuzz.ratio(normalise(name), found[0])))
        return tuple(dict.fromkeys(self.meanings[key] for key, _, _ in ranked))[:limit]

    def exercise(self, exercise_id: str) -> Exercise:
        """One entry. Raises `NotFound`."""
        rows = self.exercises[self.exercises["id"] == exercise_id]
        if rows.empty:
            raise NotFound(f"There is no exercise {exercise_id} in the catalogue.")
        row = rows.iloc[0]
        shares = self.contributions[self.contributions["exercise_id"] == exercise_id]
        return Exercise(
            id=exercise_id,
            name=str(row["name"]),
            kind=str(row["kind"]),
            pattern=str(row["pattern"]),
            equipment=str(row["equipment"]),
            load_mode=str(row["load_mode"]),
            load_kind=str(row["load_kind"]),
            e1rm=str(row["e1rm"]),
            set_credit=float(row["set_credit"]),
            unilateral=bool(row["unilateral"]),
            confidence=str(row["confidence"]),
            evidence=str(row["evidence"]),
            muscles=dict(zip(shares["muscle"], shares["weight"], strict=True)),
        )


@cache
def load_catalogue() -> Catalogue:
    """The shipped catalogue. Raises `BrokenReference` where the data contradict themselves."""
    exercises = _table("exercises").astype(dict.fromkeys(_NUMBERS, "float64"))
    exercises["unilateral"] = exercises["unilateral"] == "1"
    contributions = _table("contributions").astype({"weight": "float64", "weight_liberal": "float64"})
    muscles = _table("muscles").astype({"sort": "int64"})
    _check(exercises, contributions, muscles)
    meanings = _meanings(exercises, _table("aliases"))
    keys = pd.DataFrame({"alias": list(meanings), "exercise_id": list(meanings.values())}, dtype="str")
    return Catalogue(exercises, contributions, muscles, keys, meanings, _main_muscles(contributions))


def _table(name: str) -> pd.DataFrame:
    with resources.files("analytics.reference").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype="str", keep_default_na=False)


def _main_muscles(contributions: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    direct = contributions[contributions["weight"] == max(WEIGHTS)]
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
        "an unknown load kind": ~exercises["load_kind"].isin(_LOAD_KINDS),
        "movement shares that are neither 0 nor 1 together": ~shares.round(6).isin([0.0, 1.0]),
        "a set credit outside 0 to 1": ~exercises["set_credit"].between(0, 1),
    }
    for fault, where in faults.items():
        if where.any():
            raise BrokenReference(f"exercises.csv holds {fault}: {', '.join(exercises.loc[where, 'id'])}.")
    broken = {
        "an exercise that does not exist or is no strength exercise": ~contributions["exercise_id"].isin(strength),
        "an unknown muscle": ~contributions["muscle"].isin(muscles["id"]),
        "a weight other than 0, 0.5 and 1": ~contributions["weight"].isin([0.0, *WEIGHTS]),
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
    meanings: dict[str, str] = {}
    for name, exercise_id in [*own, *zip(aliases["alias"], aliases["exercise_id"], strict=True)]:
        if meanings.setdefault(normalise(name), str(exercise_id)) != exercise_id:
            raise BrokenReference(
                f"The name {name!r} means both {meanings[normalise(name)]} and {exercise_id}.",
                "One key has one meaning.",
            )
    return meanings
