"""200 lifters who never were: their logs as Hindsight's own CSV, and what they say about themselves.

Each is a weekly programme (quad-dominant, curls only, upper and lower ...) with the exercises that their equipment
allows, told over weeks by a strength that grows and varies from day to day, and a twist: a holiday, a break, a plateau,
a pain note. Programmes, twists, levels, equipment and goals are drawn from shuffled decks, so that each comes as often
as its fellows. Loads, reps and reps in reserve agree through the curve load x (1 + 0.0353 (n - 1)).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

import pandas as pd

from analytics.model import EQUIPMENT, Equipment, Goal, Level
from analytics.reference.catalogue import load_catalogue
from analytics.settings import WEEKDAYS

SEED: Final = 5
PEOPLE: Final = 200
LAST_SUNDAY: Final = date(2026, 11, 15)
Choice = TypeVar("Choice")
Day = tuple[tuple[str, int], ...]
"""A session: roles with their sets."""

# --- what there is ----------------------------------------------------------------------------------------------------

TOOLS: Final[Mapping[Equipment, frozenset[str]]] = MappingProxyType(
    {
        "gym": frozenset({"barbell", "dumbbell", "machine", "cable", "bodyweight"}),
        "no_machines": frozenset({"barbell", "dumbbell", "bodyweight"}),
        "home": frozenset({"dumbbell", "band", "ball", "slider", "bodyweight"}),
        "dumbbells": frozenset({"dumbbell", "bodyweight"}),
        "bands": frozenset({"band", "bodyweight"}),
        "bodyweight": frozenset({"bodyweight"}),
    }
)
ROLES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "squat": ("back_squat", "front_squat", "hack_squat", "goblet_squat", "band_squat", "bodyweight_squat"),
        "squat_2": ("leg_press", "barbell_hack_squat", "sumo_squat", "bulgarian_split_squat", "bodyweight_lunge"),
        "lunge": ("walking_lunge", "split_squat", "reverse_lunge", "step_up", "bodyweight_lunge"),
        "extension": ("leg_extension", "single_leg_extension", "sissy_squat"),
        "hinge": (
            "romanian_deadlift", "conventional_deadlift", "stiff_leg_deadlift", "db_romanian_deadlift", "db_deadlift",
            "band_romanian_deadlift", "band_deadlift",
        ),
        "thrust": ("hip_thrust", "machine_hip_thrust", "glute_bridge", "single_leg_hip_thrust"),
        "curl": (
            "lying_leg_curl", "seated_leg_curl", "db_leg_curl", "ball_leg_curl", "slider_leg_curl", "nordic_curl",
            "hamstring_walkout",
        ),
        "side_hip": ("cable_abduction", "band_walk", "side_lying_abduction"),
        "calf": ("standing_calf_raise", "seated_calf_raise", "dumbbell_calf_raise", "single_leg_calf_raise"),
        "press": ("bench_press_barbell", "bench_press_dumbbell", "chest_press_band", "push_up"),
        "overhead": ("overhead_press_barbell", "overhead_press_dumbbell", "handstand_push_up"),
        "row": (
            "bent_over_row_barbell", "seated_row_cable", "bent_over_row_dumbbell", "bent_over_row_band", "inverted_row",
        ),
        "pull": ("lat_pulldown_cable", "pull_up", "lat_pulldown_band", "chin_up"),
        "arms": ("bicep_curl_barbell", "bicep_curl_dumbbell", "hammer_curl_band", "chin_up"),
        "triceps": ("triceps_pushdown", "triceps_extension_dumbbell", "bench_dip"),
        "side_delt": ("lateral_raise_dumbbell", "lateral_raise_band"),
        "abs": ("cable_crunch", "crunch", "plank"),
    }
)  # fmt: skip
"""What a role may be done with, usual first; a role that the equipment does not allow falls away."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Sessions that follow each other; `rotates`: the next week goes on where this one ended (A/B rotation)."""

    name: str
    days: tuple[Day, ...]
    rotates: bool = False
    per_week: tuple[int, ...] = (1, 2, 3, 4, 5, 6)


_UPPER: Final = (("press", 3), ("row", 3), ("overhead", 2), ("pull", 2), ("arms", 2))
_PUSH: Final = (("press", 4), ("overhead", 3), ("triceps", 3), ("side_delt", 3))
_PULL: Final = (("row", 4), ("pull", 3), ("arms", 3))
_QUADS: Final = (("squat", 4), ("squat_2", 3), ("lunge", 3), ("extension", 3))
_BALANCED: Final = (("squat", 3), ("hinge", 3), ("curl", 3), ("lunge", 2), ("side_hip", 2), ("calf", 3))
PROGRAMMES: Final = (
    Programme("quad-dominant", ((*_QUADS, ("hinge", 2), ("calf", 3)), _UPPER)),
    Programme("quads alone", ((*_QUADS, ("calf", 3)), _UPPER)),
    Programme("hinges only", ((("squat", 3), ("hinge", 4), ("thrust", 3), ("calf", 3)), _UPPER)),
    Programme("curls only", ((("squat", 3), ("extension", 3), ("curl", 4), ("calf", 3)), _UPPER)),
    Programme("balanced", (_BALANCED, _UPPER)),
    Programme("posterior-heavy", ((("hinge", 4), ("thrust", 4), ("curl", 4), ("squat", 2)), _UPPER)),
    Programme("upper body only", (_PUSH, _PULL)),
    Programme("nothing for calves", ((("squat", 4), ("hinge", 3), ("curl", 2), ("lunge", 2)), _UPPER)),
    Programme(
        "one marathon leg day",
        (
            (("squat", 5), ("squat_2", 5), ("lunge", 4), ("hinge", 4), ("curl", 4), ("extension", 4), ("calf", 5)),
            _PUSH, _PULL,
        ),
        per_week=(1, 2, 3),
    ),
    Programme(
        "very high volume",
        ((("squat", 6), ("squat_2", 5), ("hinge", 6), ("curl", 5), ("thrust", 4), ("calf", 5)), (*_PUSH, *_PULL)),
        per_week=(4, 5, 6),
    ),
    Programme("low everything", ((("squat", 1), ("hinge", 1), ("press", 1), ("row", 1)),), per_week=(1, 2, 3)),
    Programme(
        "full body",
        (
            (("squat", 3), ("press", 3), ("row", 3), ("curl", 2)),
            (("hinge", 3), ("overhead", 3), ("pull", 3), ("lunge", 2), ("calf", 2)),
            (("squat_2", 3), ("press", 3), ("row", 3), ("thrust", 2), ("abs", 2)),
        ),
        per_week=(2, 3),
    ),
    Programme(
        "A/B rotation",
        ((("squat", 4), ("press", 3), ("row", 3)), (("squat", 3), ("overhead", 3), ("hinge", 2), ("abs", 2))),
        rotates=True,
        per_week=(2, 3, 4),
    ),
    Programme(
        "upper/lower",
        (
            (("squat", 4), ("hinge", 3), ("lunge", 3), ("calf", 3)),
            _UPPER,
            (("hinge", 4), ("squat_2", 3), ("curl", 3), ("side_hip", 2)),
            _UPPER,
        ),
        per_week=(3, 4, 5),
    ),
    Programme(
        "push/pull/legs",
        (_PUSH, _PULL, (*_QUADS[:3], ("curl", 3), ("calf", 4))),
        rotates=True,
        per_week=(3, 5, 6),
    ),
    Programme(
        "bro split",
        (
            (("press", 6), ("triceps", 3)), (("row", 5), ("pull", 4)), (*_QUADS, ("curl", 3), ("calf", 4)),
            (("overhead", 4), ("side_delt", 4)), (("arms", 5), ("triceps", 4)),
        ),
        per_week=(4, 5, 6),
    ),
)  # fmt: skip
TWISTS: Final = (
    "steady", "steady", "steady", "holiday", "off until now", "back for a week", "plateaued", "irregular", "short log",
    "by side", "tired", "pain note", "plays a sport", "fewer days stated", "other days stated", "warm-ups unmarked",
)  # fmt: skip
"""What else is in a log. "off until now" trained last 14 to 60 days before the plan; "fewer days stated" trains on more
days than the setting names."""
LEVELS: Final[tuple[Level, ...]] = ("beginner", "intermediate", "advanced")
GOALS: Final[tuple[Goal, ...]] = ("balanced", "balanced", "balanced", "posterior", "strength", "maintenance", "return")
_DAYS: Final[Mapping[int, tuple[tuple[int, ...], ...]]] = MappingProxyType(
    {
        1: ((2,), (5,)),
        2: ((0, 3), (1, 4), (5, 6)),
        3: ((0, 2, 4), (1, 3, 5), (0, 1, 3)),
        4: ((0, 1, 3, 4), (0, 2, 4, 6)),
        5: ((0, 1, 2, 4, 5), (0, 1, 3, 4, 5)),
        6: ((0, 1, 2, 3, 4, 5),),
    }
)
"""Weekdays (Monday is 0) of so many sessions a week."""


# --- who there is -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GeneratedLifter:
    """One lifter: the programme, its twist, what they say of themselves, and how they log.

    `days` are the weekdays of training. `gap` weeks lie between the last logged week and `on`, the Monday of the plan.
    """

    number: int
    seed: int
    programme: Programme
    twist: str
    level: Level
    equipment: Equipment
    goal: Goal
    days: tuple[int, ...]
    weeks: int
    gap: int = 0
    logs_rir: bool = True
    in_pounds: bool = False

    @property
    def name(self) -> str:
        """The lifter in a line of a table."""
        where = self.equipment.replace("_", " ")
        return f"{self.number:03d} {self.programme.name}, {self.twist}, {self.level}, {where}, {len(self.days)} a week"

    @property
    def on(self) -> date:
        """The Monday on which the plan is asked for."""
        return LAST_SUNDAY + timedelta(days=1, weeks=self.gap)

    @property
    def first_monday(self) -> date:
        """The Monday of the first logged week."""
        return LAST_SUNDAY + timedelta(days=1) - timedelta(weeks=self.weeks)

    @property
    def settings(self) -> dict[str, str]:
        """What the lifter sets, by the keys of `analytics.settings`."""
        return {
            "level": self.level,
            "equipment": self.equipment,
            "goal": self.goal,
            "unit": "lb" if self.in_pounds else "kg",
            "sport": "yes" if self.twist == "plays a sport" else "no",
            **({"training_days": " ".join(WEEKDAYS[day] for day in self.stated_days)} if self.stated_days else {}),
        }

    @property
    def stated_days(self) -> tuple[int, ...]:
        """The weekdays that the setting names; none: those of the log."""
        if self.twist == "fewer days stated":
            return self.days[::2]
        if self.twist == "other days stated":
            return tuple(sorted((day + 1) % 7 for day in self.days))
        return ()


def lifters(count: int = PEOPLE, *, seed: int = SEED) -> tuple[GeneratedLifter, ...]:
    """The first so many of `PEOPLE` lifters, the same ones for the same seed."""
    chance = random.Random(seed)
    decks = zip(
        _deck(PROGRAMMES, chance),
        _deck(TWISTS, chance),
        _deck(LEVELS, chance),
        _deck(("gym", "gym", *EQUIPMENT), chance),
        _deck(GOALS, chance),
        strict=True,
    )
    return tuple(_lifter(number, seed, *drawn) for number, drawn in enumerate(decks, start=1))[:count]


def _deck(values: Sequence[Choice], chance: random.Random) -> list[Choice]:
    """Each value equally often, shuffled."""
    deck = [values[place % len(values)] for place in range(PEOPLE)]
    chance.shuffle(deck)
    return deck


def _lifter(
    number: int, seed: int, programme: Programme, twist: str, level: Level, equipment: Equipment, goal: Goal
) -> GeneratedLifter:
    own = seed * 10_000 + number
    chance = random.Random(own)
    return GeneratedLifter(
        number=number,
        seed=own,
        programme=programme,
        twist=twist,
        level=level,
        equipment=equipment,
        goal=goal,
        days=chance.choice(_DAYS[chance.choice(programme.per_week)]),
        weeks=chance.randint(2, 4) if twist == "short log" else chance.randint(8 if twist == "tired" else 6, 40),
        gap=chance.randint(2, 8) if twist == "off until now" else 0,
        logs_rir=twist == "tired" or chance.random() < 0.6,
        in_pounds=chance.random() < 0.25,
    )


# --- what they log ----------------------------------------------------------------------------------------------------

_K: Final = 0.0353
_POUND_KG: Final = 0.45359237
_FATIGUE_REPS: Final = 0.5
_GAIN_PCT: Final[Mapping[Level, float]] = MappingProxyType({"beginner": 0.8, "intermediate": 0.3, "advanced": 0.1})
_STRENGTH: Final[Mapping[Level, float]] = MappingProxyType({"beginner": 0.65, "intermediate": 1.0, "advanced": 1.35})
_DAY_NOISE: Final = 0.02
_BASE_KG: Final[Mapping[str, Mapping[str, float]]] = MappingProxyType(
    {
        "barbell": {"squat": 110, "hinge": 130, "bridge": 130, "press": 85, "overhead": 55, "row": 75, "": 40},
        "machine": {"squat": 170, "knee_flexion": 55, "knee_extension": 65, "bridge": 120, "calf": 100, "": 60},
        "cable": {"row": 70, "pulldown": 70, "": 30},
        "dumbbell": {"squat": 34, "hinge": 32, "press": 32, "row": 36, "lunge": 22, "calf": 30, "": 14},
    }
)
"""An intermediate lifter's one-rep maximum by equipment and pattern ("": any other), kg."""
_BODYWEIGHT_REPS: Final = 16
_WARM_UPS: Final = ((0.5, 5), (0.75, 3))
_PAIN: Final = "sharp pain in the lower back on the last set"


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    rows = load_catalogue().exercises.set_index("id")
    return {str(key): dict(row) for key, row in rows.iterrows()}


def choices_of(role: str, equipment: Equipment) -> list[str]:
    """The exercises of a role that the equipment allows."""
    return [each for each in ROLES[role] if _catalogue()[each]["equipment"] in TOOLS[equipment]]


def log_of(lifter: GeneratedLifter) -> bytes:
    """The lifter's whole log in Hindsight's own format."""
    chance = random.Random(lifter.seed + 1)
    lifts = _Lifts(lifter, chance)
    rows = [row for week in _trained_weeks(lifter, chance) for row in _week(lifter, week, lifts, chance)]
    return pd.DataFrame(rows).to_csv(index=False).encode()


def _trained_weeks(lifter: GeneratedLifter, chance: random.Random) -> list[int]:
    """The weeks of the log (from 0) that hold training; the last one always does."""
    weeks = list(range(lifter.weeks))
    away: set[int] = set()
    if lifter.twist == "holiday":
        start = chance.randint(lifter.weeks // 2, lifter.weeks - 3)
        away = set(range(start, start + chance.randint(1, 2)))
    elif lifter.twist == "back for a week":
        away = set(range(max(2, lifter.weeks - 1 - chance.randint(2, 8)), lifter.weeks - 1))
    elif lifter.twist == "irregular":
        away = {week for week in weeks[1:-1] if chance.random() < 0.15}
    return [week for week in weeks if week not in away]


def _week(lifter: GeneratedLifter, week: int, lifts: _Lifts, chance: random.Random) -> Iterator[dict[str, Any]]:
    days = lifter.programme.days
    for place, weekday in enumerate(lifter.days):
        slip = 0
        if lifter.twist == "irregular":
            if chance.random() < 0.2 and week < lifter.weeks - 1:
                continue
            slip = int(chance.random() < 0.25 and weekday < 6 and weekday + 1 not in lifter.days)
        turn = place + (week * len(lifter.days) if lifter.programme.rotates else 0)
        day = lifter.first_monday + timedelta(weeks=week, days=weekday + slip)
        begin = time(9, 30) if day.weekday() >= 5 else time(17, 40)
        title = f"Session {chr(ord('A') + turn % len(days))}"
        started_at = datetime.combine(day, begin) + timedelta(minutes=chance.randrange(40))
        yield from lifts.session(days[turn % len(days)], week=week, started_at=started_at, title=title)
    if lifter.twist == "plays a sport":
        run = datetime.combine(lifter.first_monday + timedelta(weeks=week, days=6), time(8))
        yield {"started_at": run, "workout": "Run", "exercise": "Running", "distance_m": 6000, "duration_s": 2100}


class _Lifts:
    """The lifts of one lifter as the weeks pass: what each can do, and the load it has come to."""

    def __init__(self, lifter: GeneratedLifter, chance: random.Random) -> None:
        self._lifter, self._chance = lifter, chance
        allowed = {role: choices_of(role, lifter.equipment) for role in ROLES}
        self._exercise = {role: chance.choice(each[:3]) for role, each in allowed.items() if each}
        self._more = {"beginner": 0, "intermediate": 0, "advanced": 1}[lifter.level]
        self._load: dict[str, float] = {}

    def session(self, day: Day, *, week: int, started_at: datetime, title: str) -> Iterator[dict[str, Any]]:
        """The rows of one session."""
        done: set[str] = set()
        for role, count in day:
            exercise = self._exercise.get(role)
            if exercise is None or exercise in done:
                continue
            done.add(exercise)
            begun = {"started_at": started_at, "workout": title, "exercise": exercise}
            for row in self._sets(exercise, count + (self._more if count > 2 else 0), week):
                yield begun | row

    def _sets(self, exercise: str, count: int, week: int) -> Iterator[dict[str, Any]]:
        entry = _catalogue()[exercise]
        if entry["load_mode"] == "hold":
            rows: list[dict[str, Any]] = [{"reps": None, "duration_s": 40} for _ in range(count)]
        elif self._maximum(exercise) is None:
            rows = list(self._without_load(count, week))
        else:
            rows = list(self._with_load(exercise, count, week))
        if self._lifter.twist == "pain note" and week == self._lifter.weeks - 1:
            rows[-1]["note"] = _PAIN
        for number, row in enumerate(rows, start=1):
            yield from self._sides(entry, {"set_number": number, "set_type": "working"} | row)

    def _sides(self, entry: Mapping[str, Any], row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if self._lifter.twist == "by side" and entry["unilateral"]:
            yield row | {"side": "left", "set_number": 2 * row["set_number"] - 1}
            yield row | {"side": "right", "set_number": 2 * row["set_number"]}
        else:
            yield row

    def _strength(self, week: int) -> float:
        """Of the strength at the start: what the weeks have brought, today."""
        lifter = self._lifter
        grown = 1 + _GAIN_PCT[lifter.level] / 100 * week
        if lifter.twist == "plateaued":
            grown = 1 + _GAIN_PCT[lifter.level] / 100 * min(week, max(0, lifter.weeks - 14))
        if lifter.twist == "tired":
            grown *= 1 - 0.025 * max(0, week - (lifter.weeks - 4))
        return grown * (1 + _DAY_NOISE * max(-2.0, min(2.0, self._chance.gauss(0, 1))))

    def _maximum(self, exercise: str) -> float | None:
        entry = _catalogue()[exercise]
        if entry["load_mode"] in ("bodyweight", "added", "band", "count") or entry["equipment"] not in _BASE_KG:
            return None
        table = _BASE_KG[str(entry["equipment"])]
        return table.get(str(entry["pattern"]), table[""]) * _STRENGTH[self._lifter.level]

    def _effort(self) -> int:
        return self._chance.choice((1, 2, 2, 3))

    def _rir(self, left: int) -> int | None:
        return left if self._lifter.logs_rir else None

    def _without_load(self, count: int, week: int) -> Iterator[dict[str, Any]]:
        most, left = _BODYWEIGHT_REPS * _STRENGTH[self._lifter.level] * self._strength(week), self._effort()
        for place in range(count):
            yield {"reps": max(3, round(most - left - place)), "rir": self._rir(left)}

    def _with_load(self, exercise: str, count: int, week: int) -> Iterator[dict[str, Any]]:
        """Double progression: the load stays until the first set reaches the top of its range."""
        entry, maximum = _catalogue()[exercise], self._maximum(exercise) or 0.0
        low, high = int(entry["rep_lo"]), int(entry["rep_hi"])
        left, today = self._effort(), maximum * self._strength(week)
        load = self._load.setdefault(exercise, self._rounded(maximum / (1 + _K * ((low + high) / 2 + 1))))
        if self._is_heavy(exercise):
            yield from self._warm_ups(load)
        most = 1 + (today / load - 1) / _K
        reps = [max(1, math.floor(most - left - place * _FATIGUE_REPS)) for place in range(count)]
        yield from ({"weight_kg": round(load, 3), "reps": min(each, high + 2), "rir": self._rir(left)} for each in reps)
        if reps[0] >= high:
            self._load[exercise] = load + self._step(load)

    def _is_heavy(self, exercise: str) -> bool:
        return bool(_catalogue()[exercise]["equipment"] == "barbell")

    def _warm_ups(self, load: float) -> Iterator[dict[str, Any]]:
        kind = "working" if self._lifter.twist == "warm-ups unmarked" else "warmup"
        for share, reps in _WARM_UPS:
            yield {"set_type": kind, "weight_kg": round(self._rounded(share * load), 3), "reps": reps}

    def _step(self, load: float) -> float:
        coarse = load >= 30
        return (5 if coarse else 2.5) * _POUND_KG if self._lifter.in_pounds else 2.5 if coarse else 1.0

    def _rounded(self, load: float) -> float:
        step = self._step(load)
        return max(step, step * round(load / step))
