"""Typing a session in, set by set, on a phone: pick the exercise, tap the numbers, add; the next set is a copy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from analytics.errors import WrongRequest
from analytics.model import SET_TYPES, SetType
from analytics.reference.catalogue import Exercise
from analytics.units import MassUnit, kg_from, mass_in
from ui import formats, session
from ui.boundary import boundary
from ui.draft import Draft, DraftSet, keep_draft, load_draft
from ui.logbook import TYPE_WORDS
from ui.words import counted, plain

_RECENT: Final = timedelta(days=365)
_HEAVIEST_KG: Final = 1000.0
_RIR_CHOICES: Final = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
_STEP: Final[dict[MassUnit, float]] = {"kg": 2.5, "lb": 5.0}
_TIMED: Final = ("hold", "time")


def draft() -> Draft:
    """The session being typed in: this browser's, or the one a closed browser left."""
    kept: Draft | None = session.recall("draft")
    if kept is None:
        kept = load_draft(session.data_dir())
        session.remember("draft", kept)
    return kept


def pick_exercise(athlete: str) -> str | None:
    """The search box: own exercises, latest first, then the catalogue; any other name can be typed."""
    return st.selectbox(
        "Exercise",
        exercise_options(athlete),
        index=None,
        key="entry-exercise",
        persist_state="session",
        placeholder="Type a few letters",
        accept_new_options=True,
        filter_mode="fuzzy",
        on_change=_start_from_last_time,
        args=(athlete,),
    )


def exercise_options(athlete: str) -> list[str]:
    """Names to choose from: the lifter's own of the last year of their log, latest first, then the catalogue's."""
    log = session.open_log()
    span = log.span(athlete)
    recent = session.sets(athlete, from_date=span[1] - _RECENT)["exercise"].unique().tolist() if span else []
    drafted = [each.exercise for each in draft().sets]
    catalogue = sorted(log.catalogue.exercises["name"], key=str.lower)
    return list(dict.fromkeys([*drafted, *recent, *catalogue]))


def last_time(athlete: str, exercise: str) -> pd.DataFrame:
    """The sets of the latest session with this exercise, in the order they were done; empty when there is none.

    By the name as written, else by the exercise it stands for, so that another app's name for it counts too.
    """
    found = session.sets(athlete, search=exercise)
    found = found[found["exercise"] == exercise]
    exercise_id = session.open_log().catalogue.recognise(exercise)
    if found.empty and exercise_id:
        found = session.sets(athlete, exercise_id=exercise_id)
    latest: pd.DataFrame = found[found["started_at"] == found["started_at"].max()].sort_values(["block", "set_number"])
    return latest


def show_last_time(athlete: str, exercise: str, unit: MassUnit) -> None:
    """What was done the last time, in one line."""
    sets = last_time(athlete, exercise)
    if sets.empty:
        known = session.open_log().catalogue.recognise(exercise)
        st.caption(
            "First time here." if known else "A new name. Say what it is on the Exercises page, so that it counts."
        )
        return
    done = ", ".join(_logged_words(row, unit) for row in sets.to_dict("records"))
    st.caption(plain(f"Last time, {formats.day(sets['started_at'].iloc[0])}: {done}"))


def entry_form(exercise: str, unit: MassUnit) -> None:
    """The numbers of the next set, as they were for the set before, and the button that adds it."""
    known = _catalogue_entry(exercise)
    weight_box, reps_box = st.columns(2, wrap=False)
    weight_box.number_input(
        f"{_weight_words(known)} ({unit})",
        min_value=0.0,
        value=None,
        step=_STEP[unit],
        format="%g",
        key="entry-weight",
        persist_state="session",
    )
    held = known is not None and known.load_mode in _TIMED
    reps_box.number_input(
        "Seconds" if held else "Reps",
        min_value=0,
        max_value=86_400 if held else 10_000,
        value=None,
        step=5 if held else 1,
        key="entry-seconds" if held else "entry-reps",
        persist_state="session",
    )
    st.pills(
        "Reps in reserve (RIR)",
        _RIR_CHOICES,
        format_func=lambda rir: "5+" if rir == _RIR_CHOICES[-1] else f"{rir:.0f}",
        key="entry-rir",
        persist_state="session",
        help="How many more you could have done. Leave it open if you do not know.",
    )
    st.segmented_control(
        "Type",
        SET_TYPES[:-1],
        default="working",
        required=True,
        format_func=TYPE_WORDS.__getitem__,
        key="entry-type",
        persist_state="session",
    )
    st.button(
        "Add set",
        key="add-set",
        type="primary",
        width="stretch",
        icon=":material/add:",
        on_click=add_set,
        args=(exercise, unit, held),
    )


def show_draft(unit: MassUnit) -> None:
    """The sets so far, each with a way to correct it and a way out."""
    for exercise, run in draft().blocks():
        st.markdown(f"**{plain(exercise)}**")
        for number, (position, each) in enumerate(run, start=1):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(f"{number}. {set_words(each, unit)}"), width="stretch")
                st.button(
                    "Correct",
                    key=f"correct-{position}",
                    on_click=correct_set,
                    args=(position, unit),
                    type="tertiary",
                    icon=":material/edit:",
                )
                st.button(
                    "Remove",
                    key=f"remove-{position}",
                    on_click=remove_set,
                    args=(position,),
                    type="tertiary",
                    icon=":material/close:",
                )


def set_words(each: DraftSet, unit: MassUnit) -> str:
    """A set in one line: "80 kg x 8, 2 RIR, warm-up"."""
    amount = f"{formats.number(each.duration_s)} s" if each.duration_s is not None else f"{formats.number(each.reps)}"
    parts = [
        f"{formats.load(each.weight_kg, unit)} x {amount}" if each.weight_kg else _without_load(each, amount),
        f"{formats.number(each.rir)} RIR" if each.rir is not None else "",
        TYPE_WORDS[each.set_type].lower() if each.set_type != "working" else "",
    ]
    return ", ".join(part for part in parts if part)


@boundary()
def add_set(exercise: str, unit: MassUnit, held: bool) -> None:
    """Add what the form says to the draft. A callback."""
    weight, reps, seconds = (session.recall(f"entry-{name}") for name in ("weight", "reps", "seconds"))
    if not (seconds if held else reps):
        raise WrongRequest(
            "A set needs its seconds." if held else "A set needs its reps.", "Fill them in, then add the set."
        )
    weight_kg = kg_from(float(weight), unit) if weight else None
    if weight_kg is not None and weight_kg > _HEAVIEST_KG:
        raise WrongRequest(
            f"{formats.load(weight_kg, unit)} is more than anyone has lifted.", "Check the weight and its unit."
        )
    new = DraftSet(
        exercise=exercise,
        weight_kg=weight_kg,
        reps=None if held else float(reps),
        rir=session.recall("entry-rir"),
        set_type=cast(SetType, session.recall("entry-type") or "working"),
        duration_s=float(seconds) if held else None,
    )
    _change_draft(draft().with_set(new, at=session.recall("correcting")))
    session.forget("correcting")


@boundary()
def remove_set(position: int) -> None:
    """Take one set out of the draft. A callback."""
    _change_draft(draft().without(position))


@boundary()
def correct_set(position: int, unit: MassUnit) -> None:
    """Put a set's numbers back into the form; adding it puts it back at its place. A callback."""
    each = draft().sets[position]
    _fill_form(each, unit)
    session.remember("entry-exercise", each.exercise)
    session.remember("correcting", position)
    _change_draft(draft().without(position))


@boundary()
def save_session(athlete: str) -> None:
    """Write the draft to the log as one workout. A callback."""
    started_at, workout = session.recall("entry-when"), str(session.recall("entry-workout") or "").strip()
    rows = draft().rows(started_at=(started_at or session.now()).replace(second=0), workout=workout)
    change_id = session.open_log().add_sets(rows, athlete=athlete, now=session.now())
    session.did(f"Saved {counted(len(rows), 'set')}.", [change_id])
    _change_draft(Draft())
    for key in ("entry-when", "entry-workout", "entry-exercise", "correcting"):
        session.forget(key)


@boundary()
def discard_session() -> None:
    """Put the draft away; it can be brought back until the next one starts. A callback."""
    session.remember("discarded", draft())
    _change_draft(Draft())


@boundary()
def bring_back() -> None:
    """Bring the discarded draft back. A callback."""
    _change_draft(session.recall("discarded", Draft()))
    session.forget("discarded")


def discarded_sets() -> int:
    """How many sets the discarded draft holds, 0 once a new one has begun."""
    kept: Draft | None = session.recall("discarded")
    return 0 if kept is None or draft().sets else len(kept.sets)


def _change_draft(changed: Draft) -> None:
    session.remember("draft", changed)
    keep_draft(changed, session.data_dir())


def _start_from_last_time(athlete: str) -> None:
    """A newly picked exercise starts from the first working set of the last time. A callback."""
    exercise = session.recall("entry-exercise")
    if not exercise:
        return
    sets = last_time(athlete, exercise)
    working = sets[sets["set_type"] != "warmup"]
    if working.empty:
        return
    first = working.iloc[0]
    weight_kg, reps = (None if pd.isna(first[name]) else float(first[name]) for name in ("weight_kg", "reps"))
    _fill_form(DraftSet(exercise, weight_kg, reps), session.recall("unit") or "kg")


def _fill_form(each: DraftSet, unit: MassUnit) -> None:
    session.remember("entry-weight", round(mass_in(each.weight_kg, unit), 2) if each.weight_kg else None)
    session.remember("entry-reps", None if each.reps is None else int(each.reps))
    session.remember("entry-seconds", None if each.duration_s is None else int(each.duration_s))
    session.remember("entry-rir", each.rir)
    session.remember("entry-type", each.set_type)


def _catalogue_entry(exercise: str) -> Exercise | None:
    catalogue = session.open_log().catalogue
    exercise_id = catalogue.recognise(exercise)
    return catalogue.exercise(exercise_id) if exercise_id else None


def _weight_words(known: Exercise | None) -> str:
    kinds = {"bodyweight": "Added weight", "assisted": "Assistance"}
    return kinds.get(known.load_kind, "Weight") if known else "Weight"


def _without_load(each: DraftSet, amount: str) -> str:
    return amount if each.duration_s is not None else counted(int(each.reps or 0), "rep")


def _logged_words(row: dict[Any, Any], unit: MassUnit) -> str:
    def value(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    logged = DraftSet("", value("weight_kg"), value("reps"), value("rir"), row["set_type"], None)
    return set_words(logged if logged.reps else DraftSet("", duration_s=value("duration_s")), unit)
