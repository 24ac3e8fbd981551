"""What an exercise has a muscle do, at what length and with how many legs, and which of these are worth having.

`movement_functions.csv` says what each movement has a muscle do: one row a function, for a pattern, a muscle, both, or
one exercise; the most specific row speaks. `functions.csv` lists, per lower-body muscle, the functions, lengths and
ways of standing that the rulebook supports (B3 to B5, A5), each with its source, its grade, and exercises that bring
it, in swap order. What no work supports is not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal, cast

import pandas as pd

from analytics.errors import BrokenReference
from analytics.language import _, inside, listed_or
from analytics.language.tables import read_out
from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import GRADES, load_facts
from analytics.reference.movements import movements

Dimension = Literal["function", "length", "legs"]
DIMENSIONS: Final[tuple[Dimension, ...]] = ("function", "length", "legs")
FUNCTION_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "squat": _("knee and hip together (squats, lunges)"),
        "knee_extension": _("straightening the knee alone"),
        "hip_extension": _("extending the hip"),
        "knee_flexion": _("bending the knee"),
        "plantarflexion_straight": _("calf raises with straight knees"),
        "plantarflexion_bent": _("calf raises with bent knees"),
        "hip_abduction": _("leg out to the side"),
        "hip_adduction": _("leg in to the middle"),
        "single_leg_support": _("steadying the hip on one leg"),
        "spine_extension": _("holding the back straight"),
    }
)
WORDS: Final[Mapping[Dimension, Mapping[str, str]]] = MappingProxyType(
    {
        "function": FUNCTION_WORDS,
        "length": {"long": _("at long length"), "mid": _("at middle length"), "short": _("at short length")},
        "legs": {"both": _("on both legs"), "single": _("on one leg")},
    }
)


@dataclass(frozen=True, slots=True)
class WorthHaving:
    """One way of working a muscle that is worth having: any of `values` of the dimension will do.

    `why` is one sentence, `sources` ids of sources.toml, `exercises` bring it, in swap order.
    """

    muscle: str
    dimension: Dimension
    values: tuple[str, ...]
    confidence: str
    sources: tuple[str, ...]
    why: str
    exercises: tuple[str, ...]

    @property
    def words(self) -> str:
        """What it is, for the screen."""
        return listed_or(words_for(self.dimension, value) for value in self.values)


def words_for(dimension: str, value: str) -> str:
    """A value of a dimension for the screen; a function without words of its own goes by its movement's."""
    known = WORDS[cast("Dimension", dimension)].get(value)
    if known is not None:
        return known
    movement = movements().get(value)
    return value.replace("_", " ") if movement is None else inside(movement.words)


def function_of(muscle: str, pattern: str, exercise_id: str) -> str:
    """What an exercise of a pattern has a muscle do; the pattern itself where nothing more is known."""
    stated = _stated()
    keys = ((muscle, pattern, exercise_id), (muscle, pattern, ""), (muscle, "", ""), ("", pattern, ""))
    return next((stated[key] for key in keys if key in stated), pattern)


def length_of(muscle: str, pattern: str, ham_length: str, *, direct: bool) -> str:
    """The length at which an exercise loads a muscle: long, mid, short, or na where none is known.

    Hamstrings: the catalogue's. Glutes: long in full squats, lunges and hinges, middle where a squat is too shallow to
    be direct work for them (Kubo 2019), short in bridges.
    """
    if muscle == "hamstrings":
        return ham_length
    if muscle != "glute_max":
        return "na"
    if pattern in ("squat", "lunge"):
        return "long" if direct else "mid"
    if pattern == "hinge":
        return "short" if ham_length == "short" else "long"
    return ham_length if pattern in ("bridge", "hip_ext_iso") else "na"


@cache
def worth_having() -> tuple[WorthHaving, ...]:
    """Everything in `functions.csv`, in its order. Raises `BrokenReference` where a row cannot be stood behind."""
    found = tuple(
        WorthHaving(
            muscle=row["muscle"],
            dimension=cast("Dimension", row["dimension"]),
            values=tuple(row["values"].split()),
            confidence=row["confidence"],
            sources=tuple(row["sources"].split()),
            why=row["why"],
            exercises=tuple(row["exercises"].split()),
        )
        for row in _rows("functions")
    )
    for each in found:
        _check(each)
    return found


def _check(each: WorthHaving) -> None:
    catalogue = load_catalogue()
    faults = {
        "an unknown muscle": each.muscle not in set(catalogue.muscles["id"]),
        "an unknown dimension": each.dimension not in DIMENSIONS,
        "an unknown value": not set(each.values) <= set(WORDS.get(each.dimension, {})),
        "an unknown grade": each.confidence not in GRADES,
        "no source, or one that is not in sources.toml": not each.sources
        or not set(each.sources) <= set(load_facts().sources),
        "no exercise, or an unknown one": not each.exercises
        or not set(each.exercises) <= set(catalogue.exercises["id"]),
    }
    for fault, holds in faults.items():
        if holds:
            raise BrokenReference(f"functions.csv holds {fault}: {each.muscle}, {each.dimension}, {each.values}.")


@cache
def _stated() -> Mapping[tuple[str, str, str], str]:
    return MappingProxyType(
        {(row["muscle"], row["pattern"], row["exercise_id"]): row["function"] for row in _rows("movement_functions")}
    )


def _rows(name: str) -> list[dict[str, str]]:
    with resources.files("analytics.reference").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        rows = pd.read_csv(file, dtype="str", keep_default_na=False).to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in read_out(rows, f"reference/{name}.csv")]
