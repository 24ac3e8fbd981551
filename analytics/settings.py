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
from analytics.language import _
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
                "level", _("Training level"), "intermediate", ("beginner", "intermediate", "advanced"),
                _("The weekly ranges of each muscle, and the gains that are usual."),
            ),
            Setting(
                "sex", _("Compare with"), "", ("", "men", "women"),
                _("The population that your deadlift and squat are compared with. Nothing else."),
            ),
            Setting(
                "sport", _("Running or field sport"), "no", ("no", "yes"),
                _("Whether a hint about Nordic curls may speak."),
            ),
            Setting(
                "equipment", _("What you train with"), "gym", EQUIPMENT,
                _("Which exercises advice and plans name."),
            ),
            Setting(
                "goal", _("Goal"), "balanced", GOALS,
                _("What the plan of next week is made for."),
            ),
            Setting(
                "training_days", _("Training days"), "", (),
                _("The days that plans are made for; without any, the days on which you usually train."),
            ),
            Setting(
                "bodyweight_kg", _("Bodyweight"), "", (),
                _("Strength values of pull-ups, dips and other lifts of your whole body."),
            ),
            Setting("unit", _("Unit of weight"), "kg", ("kg", "lb"), _("Every load on every page.")),
            Setting("time_zone", _("Time zone"), "", (), _("What day it is, and exports whose times are UTC.")),
            Setting(
                "week_start", _("Weeks are shown from"), "monday", ("monday", "sunday"),
                _("The weekly bars and their lists. Judgements always look at weeks from Monday to Sunday."),
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
            _("Strict"),
            _(
                "Squats, leg presses and lunges count nothing for the hamstrings: in two MRI trials squats "
                "did not grow them."
            ),
            MappingProxyType({}),
        ),
        "liberal": Preset(
            _("Liberal hamstrings"),
            _(
                "Squats, leg presses and lunges count half a set for the hamstrings, as in articles that "
                "list them among the hamstring exercises. Thrusts count as before. Ratios look milder this "
                "way."
            ),
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
        raise NotFound(_("There is no preset {name!r}.", name=name), _("There are {names}.", names=", ".join(PRESETS)))
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
        allowed = ", ".join(choice or _("nothing") for choice in known.choices)
        raise WrongRequest(
            _("{title} cannot be {value!r}.", title=known.title, value=value),
            _("It may be {allowed}.", allowed=allowed),
        )
    return value


def _bodyweight(value: str) -> str:
    try:
        kg = float(value)
    except ValueError:
        kg = 0.0
    if not LIGHTEST_KG <= kg <= HEAVIEST_KG:
        raise WrongRequest(
            _("A bodyweight of {kg} kg is not possible.", kg=value),
            _("Give {lightest} to {heaviest} kg.", lightest=LIGHTEST_KG, heaviest=HEAVIEST_KG),
        )
    return f"{kg:g}"


def _training_days(value: str) -> str:
    days = value.lower().replace(",", " ").split()
    unknown = [day for day in days if day not in WEEKDAYS]
    if unknown:
        raise WrongRequest(
            _("There is no weekday {word!r}.", word=unknown[0]),
            _("Write them like: {example}.", example=" ".join(WEEKDAYS[::3])),
        )
    return " ".join(day for day in WEEKDAYS if day in days)


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongRequest(
            _("There is no time zone {value!r}.", value=value), _("Write it like Europe/Berlin or America/New_York.")
        ) from None
    return value
