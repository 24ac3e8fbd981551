"""The settings of a log: which there are, what each may be, and what the lifter said about themselves.

A setting is a word kept under a key. Thresholds are not settings but facts (`reference/facts.toml`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analytics.errors import NotFound, WrongRequest
from analytics.model import EQUIPMENT, GOALS, Equipment, Goal, Level, Lifter, Sex
from analytics.reference.facts import Facts

LIGHTEST_KG: Final = 25
HEAVIEST_KG: Final = 300
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How the setting training_days names days, several by spaces."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: key, name for the screen, default, what it may be (empty: see `checked`), and where it acts."""

    key: str
    title: str
    default: str
    choices: tuple[str, ...]
    acts_on: str


SETTINGS: Final[Mapping[str, Setting]] = MappingProxyType(
    {
        setting.key: setting
        for setting in (
            Setting(
                "level", "Training level", "intermediate", ("beginner", "intermediate", "advanced"),
                "The weekly ranges of each muscle, and the gains that are usual.",
            ),
            Setting(
                "sex", "Compare with", "", ("", "men", "women"),
                "The population that your deadlift and squat are compared with. Nothing else.",
            ),
            Setting(
                "sport", "Running or field sport", "no", ("no", "yes"),
                "Whether a hint about Nordic curls may speak.",
            ),
            Setting(
                "equipment", "What you train with", "gym", EQUIPMENT,
                "Which exercises advice and plans name.",
            ),
            Setting(
                "goal", "Goal", "balanced", GOALS,
                "What the plan of next week is made for.",
            ),
            Setting(
                "training_days", "Training days", "", (),
                "The days that plans are made for; without any, the days on which you usually train.",
            ),
            Setting(
                "bodyweight_kg", "Bodyweight", "", (),
                "Strength values of pull-ups, dips and other lifts of your whole body.",
            ),
            Setting("unit", "Unit of weight", "kg", ("kg", "lb"), "Every load on every page."),
            Setting("time_zone", "Time zone", "", (), "What day it is, and exports whose times are UTC."),
            Setting(
                "week_start", "Weeks are shown from", "monday", ("monday", "sunday"),
                "The weekly bars and their lists. Judgements always look at weeks from Monday to Sunday.",
            ),
        )
    }
)  # fmt: skip
"""Every setting a lifter may change, in the order of the Settings page."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A way of counting sets that changes several facts at once: name for the screen, what it means, the facts."""

    title: str
    explanation: str
    facts: Mapping[str, float | str]


PRESETS: Final[Mapping[str, Preset]] = MappingProxyType(
    {
        "strict": Preset(
            "Strict",
            "Squats, leg presses and lunges count nothing for the hamstrings: in two MRI trials squats did not grow "
            "them.",
            MappingProxyType({}),
        ),
        "liberal": Preset(
            "Liberal hamstrings",
            "Squats, leg presses and lunges count half a set for the hamstrings, as in articles that list them among "
            "the hamstring exercises. Thrusts count as before. Ratios look milder this way.",
            MappingProxyType({"count.squat_hamstring": 0.5}),
        ),
    }
)
"""Ways of counting, by name. "strict" is the shipped one: it changes nothing, so it also undoes the others."""


def chosen(kept: Mapping[str, str]) -> dict[str, str]:
    """Every setting of `SETTINGS` as it is in force: what was kept, else its default."""
    return {key: kept.get(key, setting.default) for key, setting in SETTINGS.items()}


def preset_facts(name: str) -> dict[str, float | str | None]:
    """What counting by a preset of `PRESETS` changes: its facts get its values, those of the other presets None, which
    is the shipped value. Raises `NotFound`.
    """
    if name not in PRESETS:
        raise NotFound(f"There is no preset {name!r}.", f"There are {', '.join(PRESETS)}.")
    wanted = PRESETS[name].facts
    return {key: wanted.get(key) for preset in PRESETS.values() for key in preset.facts}


def preset_in_force(facts: Facts) -> str:
    """The name of the preset that counting goes by, "" where the lifter mixed one of their own."""

    def holds(key: str, value: float | str | None) -> bool:
        return facts[key].value == (facts[key].default if value is None else value)

    return next((name for name in PRESETS if all(holds(*each) for each in preset_facts(name).items())), "")


def lifter_from(setting: Callable[[str], str]) -> Lifter:
    """What the lifter said, out of the kept words; `setting` gives "" for what was never said."""

    def kept(key: str) -> str:
        return setting(key) or SETTINGS[key].default

    weight = kept("bodyweight_kg")
    return Lifter(
        level=cast("Level", kept("level")),
        sex=cast("Sex", kept("sex")),
        plays_sport=kept("sport") == "yes",
        equipment=cast("Equipment", kept("equipment")),
        bodyweight_kg=float(weight) if weight else None,
        goal=cast("Goal", kept("goal")),
        training_days=tuple(WEEKDAYS.index(day) for day in kept("training_days").split()),
    )


def checked(key: str, value: str) -> str:
    """The value as it is kept. Raises `WrongRequest` with a sentence for a value that the setting cannot have.

    Keys that are not in `SETTINGS` are the program's own notes and pass as they are.
    """
    if key == "bodyweight_kg":
        return _bodyweight(value)
    if key == "time_zone":
        return _time_zone(value)
    if key == "training_days":
        return _training_days(value)
    known = SETTINGS.get(key)
    if known is not None and value not in known.choices:
        allowed = ", ".join(choice or "nothing" for choice in known.choices)
        raise WrongRequest(f"{known.title} cannot be {value!r}.", f"It may be {allowed}.")
    return value


def _bodyweight(value: str) -> str:
    try:
        kg = float(value)
    except ValueError:
        kg = 0.0
    if not LIGHTEST_KG <= kg <= HEAVIEST_KG:
        raise WrongRequest(f"A bodyweight of {value} kg is not possible.", f"Give {LIGHTEST_KG} to {HEAVIEST_KG} kg.")
    return f"{kg:g}"


def _training_days(value: str) -> str:
    days = value.lower().replace(",", " ").split()
    unknown = [day for day in days if day not in WEEKDAYS]
    if unknown:
        raise WrongRequest(f"There is no weekday {unknown[0]!r}.", f"Write them like: {' '.join(WEEKDAYS[::3])}.")
    return " ".join(day for day in WEEKDAYS if day in days)


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongRequest(
            f"There is no time zone {value!r}.", "Write it like Europe/Berlin or America/New_York."
        ) from None
    return value
