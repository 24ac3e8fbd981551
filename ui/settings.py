"""What lifters say about themselves, and how every change of a setting or threshold is made and taken back.

Each change is kept at once; the newest is taken back first, then the one before it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, cast
from zoneinfo import available_timezones

import streamlit as st

from analytics.errors import WrongRequest
from analytics.language import _, listed, written
from analytics.model import EQUIPMENT
from analytics.plans.model import GOAL_WORDS
from analytics.reference import equipment
from analytics.settings import HEAVIEST_KG, LIGHTEST_KG, SETTINGS, WEEKDAYS
from analytics.units import MassUnit, kg_from, mass_in
from ui import formats, session
from ui.boundary import boundary
from ui.undo import way_back
from ui.words import plain

PART: Final = "part"
ABOUT, THRESHOLDS = _("About you"), _("Thresholds")
SHOWN: Final = "show"
FIND: Final = "find_threshold"
ALL, OWN = _("All"), _("Changed by you")
"""The parts of the page and the filter of its table, as an address names them."""

_A_MONDAY: Final = date(2024, 1, 1)
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    _("You"): ("level", "sex", "sport", "bodyweight_kg"),
    _("Your training"): ("equipment", "goal", "training_days"),
    _("This program"): ("unit", "time_zone", "week_start"),
}
"""Every setting, under the heading that it stands under."""
CHOICE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "level": {"beginner": _("Beginner"), "intermediate": _("Intermediate"), "advanced": _("Advanced")},
    "sex": {"": _("Not said"), "men": _("Men"), "women": _("Women")},
    "sport": {"no": _("No"), "yes": _("Yes")},
    "unit": {"kg": "kg", "lb": "lb"},
    "week_start": {"monday": _("Monday"), "sunday": _("Sunday")},
    "equipment": {choice: equipment.words(choice).title for choice in EQUIPMENT},
    "goal": {goal: words.title for goal, words in GOAL_WORDS.items()},
}
"""The choices of each setting that has any, as they stand on the screen."""
DAY_WORDS: Final[Mapping[str, str]] = {
    day: written(_A_MONDAY + timedelta(days=place), "EEE") for place, day in enumerate(WEEKDAYS)
}
"""The weekdays as `WEEKDAYS` names them -> as they stand on the screen: "Mon"."""
EXPLAINED: Final[Mapping[str, Mapping[str, str]]] = {
    "equipment": {choice: equipment.words(choice).explanation for choice in EQUIPMENT},
    "goal": {goal: words.explanation for goal, words in GOAL_WORDS.items()},
}
"""Settings whose choices are listed with what each means."""
NOTES: Final[Mapping[str, str]] = {
    "sex": _("Optional, and for percentiles only."),
    "bodyweight_kg": _("Optional. Without it these lifts have no strength value."),
}
_DONE: Final = "settings-done"
_MOST_UNDONE: Final = 20
REFUSED: Final = "settings-refused"
"""What the last change of a threshold was refused for: (key, value, error)."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change of this session: what was done, and what stood there before (None: the default)."""

    what: str
    settings: Mapping[str, str | None] = field(default_factory=dict)
    facts: Mapping[str, float | str | None] = field(default_factory=dict)


# changing and taking back --------------------------------------------------------------------------------------------


def change_setting(key: str, value: str | None, what: str) -> None:
    """Change a setting (None: back to its default); `what` is said beside the undo."""
    log = session.open_log()
    before = log.setting(key, "") or None
    log.change_setting(key, value)
    _remember(Done(what, settings={key: before}))


def change_facts(changes: Mapping[str, float | str | None], what: str) -> None:
    """Change thresholds as one change. What is refused is kept as `REFUSED`, for the editor to say it where it was
    tried.
    """
    log = session.open_log()
    before = {key: log.fact(key).value if log.fact(key).is_changed else None for key in changes}
    try:
        log.change_facts(changes)
    except WrongRequest as error:
        key, value = next(iter(changes.items()))
        session.remember(REFUSED, (key, value, error))
        return
    session.forget(REFUSED)
    _remember(Done(what, facts=before))


def undo_line() -> None:
    """One line that says what was just changed, with its undo; nothing where nothing was."""
    done: list[Done] = session.recall(_DONE, [])
    if done:
        way_back(plain(done[-1].what), undo=take_back, forget=_DONE, key="settings")


@boundary()
def take_back() -> None:
    """Take the newest change back. A callback."""
    *earlier, last = session.recall(_DONE, [])
    log = session.open_log()
    with log.together():
        for key, value in last.settings.items():
            log.change_setting(key, value)
        if last.facts:
            log.change_facts(last.facts)
    session.forget(REFUSED)
    session.remember(_DONE, earlier)
    session.flash(_("Undone: {change}", change=plain(last.what)))


def _remember(done: Done) -> None:
    session.remember(_DONE, [*session.recall(_DONE, []), done][-_MOST_UNDONE:])


# about you -----------------------------------------------------------------------------------------------------------


def about_you() -> None:
    """Every setting with what it acts on, in groups."""
    said = session.open_log().settings()
    unit = cast(MassUnit, said["unit"])
    for heading, keys in GROUPS.items():
        st.header(heading, anchor=False)
        with st.grid(2, min_column_width=330):
            for key in keys:
                with st.container(border=True, height="stretch", gap="small"):
                    _control(key, said[key], unit)
                    st.caption(" ".join(filter(None, (SETTINGS[key].acts_on, NOTES.get(key)))))


def _control(key: str, value: str, unit: MassUnit) -> None:
    if key == "bodyweight_kg":
        _bodyweight(value, unit)
    elif key == "time_zone":
        _time_zone(value)
    elif key == "training_days":
        _training_days(value)
    elif key in EXPLAINED:
        _explained_choice(key, value)
    else:
        _choice(key, value)


def _choice(key: str, value: str) -> None:
    setting = SETTINGS[key]
    st.segmented_control(
        setting.title,
        setting.choices,
        format_func=lambda choice: choice_words(key, choice),
        required=True,
        key=_mirrored(key, value),
        on_change=_choose,
        args=(key,),
    )


def _explained_choice(key: str, value: str) -> None:
    choices = SETTINGS[key].choices
    st.radio(
        SETTINGS[key].title,
        choices,
        format_func=lambda choice: choice_words(key, choice),
        captions=[EXPLAINED[key][choice] for choice in choices],
        key=_mirrored(key, value),
        on_change=_choose,
        args=(key,),
    )


def _training_days(value: str) -> None:
    st.pills(
        SETTINGS["training_days"].title,
        WEEKDAYS,
        selection_mode="multi",
        format_func=DAY_WORDS.__getitem__,
        key=_mirrored("training_days", value.split()),
        on_change=_choose_days,
    )


def _bodyweight(value: str, unit: MassUnit) -> None:
    lightest, heaviest = (mass_in(kg, unit) for kg in (LIGHTEST_KG, HEAVIEST_KG))
    st.number_input(
        _("Bodyweight ({unit})", unit=unit),
        min_value=float(math.ceil(lightest)),
        max_value=float(math.floor(heaviest)),
        value=None,
        step=0.5,
        format="%.1f",
        placeholder=_("Not said"),
        key=_mirrored("bodyweight_kg", round(mass_in(float(value), unit), 1) if value else None),
        on_change=_weigh,
        args=(unit,),
        width=220,
    )


def _time_zone(value: str) -> None:
    st.selectbox(
        _("Time zone"),
        ["", *dict.fromkeys((*_zones(), *filter(None, [value])))],
        format_func=zone_words,
        key=_mirrored("time_zone", value),
        on_change=_choose,
        args=("time_zone",),
    )


@boundary()
def _choose(key: str) -> None:
    value = str(session.recall(_widget(key)))
    words = zone_words(value) if key == "time_zone" else choice_words(key, value)
    change_setting(key, value or None, f"{SETTINGS[key].title}: {words}.")


@boundary()
def _choose_days() -> None:
    chosen = session.recall(_widget("training_days"))
    days = listed(words for day, words in DAY_WORDS.items() if day in chosen)
    said = _("Training days: {days}.", days=days) if days else _("Training days: as your log says.")
    change_setting("training_days", " ".join(chosen) or None, said)


@boundary()
def _weigh(unit: MassUnit) -> None:
    typed = session.recall(_widget("bodyweight_kg"))
    if typed is None:
        change_setting("bodyweight_kg", None, _("Bodyweight: not said."))
    else:
        kg = kg_from(float(typed), unit)
        change_setting("bodyweight_kg", f"{kg:g}", _("Bodyweight: {load}.", load=formats.load(kg, unit)))


def choice_words(key: str, choice: str) -> str:
    """A choice of a setting as it stands on the screen."""
    return CHOICE_WORDS[key][choice]


def zone_words(zone: str) -> str:
    """A time zone as it stands on the screen; without one it is the browser's."""
    if zone:
        return zone.replace("_", " ")
    browser = st.context.timezone
    if not browser:
        return _("As this computer says")
    return _("As this browser says ({zone})", zone=browser.replace("_", " "))


def _widget(key: str) -> str:
    return f"setting-{key}"


def _mirrored(key: str, value: Any) -> str:
    """The key of a setting's widget, which now shows what is kept: also after an undo or a refusal."""
    session.remember(_widget(key), value)
    return _widget(key)


@cache
def _zones() -> tuple[str, ...]:
    """The zones that people name: Continent/City, and UTC."""
    old_names = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
    return ("UTC", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(old_names)))
