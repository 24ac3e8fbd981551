"""What can be done to the sets that are picked in the logbook, and a set that is added: forms that open on a click."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.errors import WrongRequest
from analytics.language import _, n_
from analytics.model import FIRST_DAY, LAST_DAY, MOST
from analytics.units import MassUnit, kg_from
from ui import exercise_names, formats, session
from ui.boundary import boundary
from ui.bounds import FIRST_MOMENT, LAST_MOMENT, heaviest, within
from ui.logbook import TYPE_WORDS, Picked, Wanted, change_all, delete_picked
from ui.words import on_filled

_KG_PER_LB: Final = kg_from(1.0, "lb")


def actions(chosen: Picked) -> None:
    """Delete the picked sets, or change all of them alike."""
    st.button(
        n_("Delete {number} set", "Delete {number} sets", chosen.number) if chosen.number else _("Delete"),
        key="delete-sets",
        disabled=not chosen.number,
        on_click=delete_picked,
        args=(chosen,),
        icon=":material/delete:",
        help=_("Tick sets in the first column. Deleting can be undone."),
    )
    folded = st.popover(
        n_("Change {number} set", "Change {number} sets", chosen.number) if chosen.number else _("Change"),
        key="change-sets",
        disabled=not chosen.number,
        icon=":material/edit:",
        on_change="rerun",
        help=_("Another exercise, another day, kg for lb: for all picked sets at once. It can be undone."),
    )
    if folded.open and chosen.number:
        with folded:
            _rename_form(chosen)
            _move_form(chosen)
            _unit_form(chosen)


def add_form(wanted: Wanted, newest: Mapping[str, Any], unit: MassUnit) -> None:
    """A set that is missing, typed in; it begins as a copy of the first one shown."""
    folded = st.popover(_("Add a set"), key="add-a-set", icon=":material/add:", on_change="rerun")
    if not folded.open:
        return
    with folded, st.form("new-set", border=False):
        _exercise_box("new-exercise", str(newest["exercise"]))
        st.datetime_input(
            _("When the workout began"), within(newest["started_at"]), FIRST_MOMENT, LAST_MOMENT, key="new-when",
            format="YYYY-MM-DD",
        )  # fmt: skip
        with st.container(horizontal=True):
            st.number_input(
                _("Weight ({unit})", unit=unit), 0.0, heaviest(unit), None, format="%g", key="new-weight", width=120
            )
            st.number_input(_("Reps"), 0, MOST["reps"], None, key="new-reps", width=120)
            st.number_input("RIR", 0.0, float(MOST["rir"]), None, step=0.5, key="new-rir", width=120)
        st.selectbox(_("Type"), list(TYPE_WORDS), format_func=TYPE_WORDS.__getitem__, key="new-type")
        st.text_input(_("Note"), key="new-note")
        st.form_submit_button(
            on_filled(_("Add it")), key="new-add", type="primary", on_click=add_set, args=(wanted, unit)
        )


@boundary()
def rename(chosen: Picked) -> None:
    """Give the picked sets the exercise that was chosen. A callback."""
    name = str(session.recall("rename-to") or "").strip()
    if not name:
        raise WrongRequest(_("No exercise is chosen."), _("Choose one, or type a name of your own."))

    def did(sets: int) -> str:
        return n_("Made {exercise} of {number} set.", "Made {exercise} of {number} sets.", sets, exercise=name)

    change_all(chosen, lambda __: {"exercise": name}, did)


@boundary()
def move(chosen: Picked) -> None:
    """Move the picked sets to the day that was chosen, at the time they had. A callback."""
    day: date | None = session.recall("move-to")
    if day is None:
        raise WrongRequest(_("No day is chosen."), _("Choose the day that the sets were done on."))
    change_all(
        chosen,
        lambda row: {"started_at": datetime.combine(day, row["started_at"].time())},
        lambda sets: n_("Moved {number} set.", "Moved {number} sets.", sets),
    )


@boundary()
def take_for(chosen: Picked, unit: MassUnit) -> None:
    """Put right loads that were read in the wrong unit; `unit` is the one that they were typed in. A callback."""
    factor = _KG_PER_LB if unit == "lb" else 1 / _KG_PER_LB

    def corrected(row: pd.Series[Any]) -> Mapping[str, Any]:
        return {} if formats.is_missing(row["weight_kg"]) else {"weight_kg": float(row["weight_kg"]) * factor}

    def did(sets: int) -> str:
        if unit == "lb":
            return n_(
                "Took for pounds, not kilograms, {number} set.", "Took for pounds, not kilograms, {number} sets.", sets
            )
        return n_(
            "Took for kilograms, not pounds, {number} set.", "Took for kilograms, not pounds, {number} sets.", sets
        )

    change_all(chosen, corrected, did)


@boundary()
def add_set(wanted: Wanted, unit: MassUnit) -> None:
    """Write the set that was typed in. A callback."""
    said = {
        name: session.recall(f"new-{name}") for name in ("exercise", "when", "weight", "reps", "rir", "type", "note")
    }
    if not said["exercise"] or said["when"] is None or not said["reps"]:
        raise WrongRequest(_("A set needs an exercise, a time and its reps."), _("Fill them in, then add the set."))
    row = {
        "started_at": said["when"],
        "exercise": said["exercise"],
        "weight_kg": kg_from(said["weight"], unit) if said["weight"] else None,
        "reps": float(said["reps"]),
        "rir": said["rir"],
        "set_type": said["type"],
        "note": said["note"] or None,
        **_its_workout(wanted.athlete, said["when"], said["exercise"]),
    }
    change_id = session.open_log().add_sets(pd.DataFrame([row]), athlete=wanted.athlete, now=session.now())
    session.did(_("Added 1 set."), [change_id])
    session.remember("add-a-set", False)  # its form is done, so it closes


def _its_workout(athlete: str, when: datetime, exercise: str) -> dict[str, Any]:
    """Start, title and app of the workout that began in this minute, and the next number of the exercise in it, so that
    the set joins it instead of standing beside.
    """
    on_day = session.open_log().found_sets(athlete, from_date=when.date(), to_date=when.date(), rows=1_000)
    same = on_day[on_day["started_at"].dt.floor("min") == pd.Timestamp(when).floor("min")]
    if same.empty:
        return {}
    first, done = same.iloc[0], same[same["exercise"] == exercise]
    titled = {} if formats.is_missing(first["workout"]) else {"workout": str(first["workout"])}
    joined = {"started_at": first["started_at"], "source": str(first["source"]), **titled}
    if done.empty:
        return joined
    block = int(done["block"].max())
    number = int(done.loc[done["block"] == block, "set_number"].max()) + 1
    return {**joined, "block": block, "set_number": number}


def _rename_form(chosen: Picked) -> None:
    st.markdown(_("**Another exercise**"))
    _exercise_box("rename-to", None)
    st.button(_("Rename"), key="rename-sets", on_click=rename, args=(chosen,))


def _move_form(chosen: Picked) -> None:
    st.markdown(_("**Another day**"))
    st.date_input(
        _("Day of these sets"), None, FIRST_DAY, LAST_DAY, key="move-to", format="YYYY-MM-DD",
        label_visibility="collapsed",
    )  # fmt: skip
    st.button(_("Move"), key="move-sets", on_click=move, args=(chosen,))


def _unit_form(chosen: Picked) -> None:
    st.markdown(_("**The wrong unit**"))
    with st.container(horizontal=True):
        st.button(
            _("Read as kg, were lb"),
            key="were-lb",
            on_click=take_for,
            args=(chosen, "lb"),
            help=_("Typed in pounds and read as kilograms: 100 kg becomes 100 lb, which is 45.4 kg."),
        )
        st.button(
            _("Read as lb, were kg"),
            key="were-kg",
            on_click=take_for,
            args=(chosen, "kg"),
            help=_("Typed in kilograms and read as pounds: 100 lb becomes 100 kg."),
        )


def _exercise_box(key: str, at_first: str | None) -> None:
    names = list(dict.fromkeys([*([at_first] if at_first else []), *exercise_names.exercise_choices().values()]))
    st.selectbox(
        _("Exercise"),
        names,
        index=0 if at_first else None,
        key=key,
        accept_new_options=True,
        filter_mode="fuzzy",
        placeholder=_("Type a few letters"),
    )
