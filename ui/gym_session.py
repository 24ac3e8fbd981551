"""The session under way: its exercises to go to and to change, when and what it is, and the way into the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import streamlit as st

from analytics.errors import NotFound, WrongRequest
from analytics.language import _, n_
from analytics.units import MassUnit
from ui import formats, gym_draft, gym_exercise, session, set_entry
from ui.boundary import boundary
from ui.bounds import FIRST_MOMENT, LAST_MOMENT
from ui.buttons import filled_button
from ui.draft import GROUPS, ONE_AT_A_TIME, Draft, DraftExercise
from ui.words import plain

_MOST_REST_S: Final = 1_200
_REST_STEP_S: Final = 15
_ALONE: Final = "alone"
COLUMN: Final = 440
"""As wide as a thumb's page gets on a desk, in pixels."""


def under_way(draft: Draft, exercise: DraftExercise, athlete: str, unit: MassUnit) -> None:
    """The exercise at hand on top, and what belongs to it; beside it, or below it on a phone, the whole session."""
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=COLUMN):
            set_entry.card(draft, exercise, athlete, unit)
            _changes(draft, exercise, athlete)
        with st.container(width=COLUMN):
            st.header(_("This session"), anchor=False)
            for each in draft.exercises:
                _way_to(each, athlete, is_at_hand=each.key == exercise.key)
            pick_exercise(athlete, draft, label=_("Add an exercise"))
            _endings(draft, athlete)


def progress_words(draft: Draft) -> str:
    """What this session is and how far it has come: "Lower A, 18:02: 5 of 16 planned sets"."""
    began = f"{formats.day(draft.started_at)}, {draft.started_at:%H:%M}" if draft.started_at else ""
    name = ", ".join(filter(None, (draft.workout, began)))
    done = formats.number(draft.done)
    sets = (
        n_("{done} of {number} planned set", "{done} of {number} planned sets", draft.planned, done=done)
        if draft.planned
        else n_("{number} set", "{number} sets", draft.done)
    )
    return f"{name}: {sets}" if name else sets


# exercises ------------------------------------------------------------------------------------------------------------


def _way_to(exercise: DraftExercise, athlete: str, *, is_at_hand: bool) -> None:
    done = formats.number(exercise.done)
    is_done = bool(exercise.planned) and not exercise.is_open
    icon = "arrow_right_alt" if is_at_hand else "check_circle" if is_done else "radio_button_unchecked"
    about = [
        n_("{done} of {number} set", "{done} of {number} sets", exercise.planned, done=done)
        if exercise.planned
        else n_("{number} set", "{number} sets", exercise.done),
        _("superset {letter}", letter=exercise.group) if exercise.group else "",
        _("at hand") if is_at_hand else _("done") if is_done else "",
    ]
    st.button(
        f"**{plain(exercise.name)}**  \n:small[{', '.join(filter(None, about))}]",
        key=f"go-{exercise.key}",
        width="stretch",
        wrap=True,
        icon=f":material/{icon}:",
        on_click=gym_draft.look_at,
        args=(athlete, exercise.key),
    )


def pick_exercise(athlete: str, draft: Draft, *, label: str) -> None:
    """The search box: own exercises, latest first, then the catalogue; any other name can be typed."""
    st.selectbox(
        label, gym_exercise.exercise_options(athlete, draft), index=None, key="entry-exercise",
        placeholder=_("Type a few letters"), accept_new_options=True, filter_mode="fuzzy", on_change=add_exercise,
        args=(athlete,),
    )  # fmt: skip


@boundary()
def add_exercise(athlete: str) -> None:
    """Add the exercise that was just picked; the first one begins the session. A callback."""
    name = " ".join(str(session.recall("entry-exercise") or "").split())
    session.remember("entry-exercise", None)
    if name:
        at = session.now().replace(second=0)
        new = gym_exercise.new_exercise(name)
        gym_draft.change(athlete, lambda draft: replace(draft.with_exercise(new), started_at=draft.started_at or at))


def _changes(draft: Draft, exercise: DraftExercise, athlete: str) -> None:
    """Another exercise, another place, a superset, a note, another rest, or out with it."""
    fold = st.expander(
        _("Swap, move, superset, rest, note"), key=f"change-{exercise.key}", on_change="rerun", icon=":material/tune:"
    )
    if not fold.open:
        return
    with fold:
        _swap_box(draft, exercise, athlete)
        _place_buttons(draft, exercise, athlete)
        _fields(exercise, athlete)
        st.button(
            _("Remove {exercise}  \n:small[it can be put back]", exercise=plain(exercise.name)), key="remove-exercise",
            on_click=remove_exercise, args=(athlete, exercise.key), icon=":material/delete:", width="stretch",
            wrap=True,
        )  # fmt: skip


def _swap_box(draft: Draft, exercise: DraftExercise, athlete: str) -> None:
    same_work = substitutes(exercise.name, athlete)
    others = [each for each in gym_exercise.exercise_options(athlete, draft) if each != exercise.name]
    st.selectbox(
        _("Swap for"),
        list(dict.fromkeys([*same_work, *others])),
        index=None,
        key=f"swap-{exercise.key}",
        placeholder=_("First those that do the same work") if same_work else _("Type a few letters"),
        filter_mode="fuzzy",
        accept_new_options=True,
        on_change=swap,
        args=(athlete, exercise.key),
    )


def substitutes(name: str, athlete: str) -> list[str]:
    """Names of exercises that do the same work, best first; none for a name that the catalogue does not know."""
    log = session.open_log()
    exercise_id = log.catalogue.recognise(name)
    try:
        found = log.substitutes(exercise_id, athlete=athlete) if exercise_id else []
    except NotFound:  # no strength exercise
        return []
    names = log.catalogue.exercise_names
    return [names[each.exercise_id] for each in found]


def _place_buttons(draft: Draft, exercise: DraftExercise, athlete: str) -> None:
    place, last = draft.place(exercise.key), len(draft.exercises) - 1
    with st.grid(2, min_column_width=120, wrap=False, key="places"):
        earlier, later = _("**Earlier**  \n:small[in this session]"), _("**Later**  \n:small[in this session]")
        for label, by, is_end in ((earlier, -1, place == 0), (later, 1, place == last)):
            st.button(
                label,
                key=f"move-{by}",
                disabled=is_end,
                width="stretch",
                wrap=True,
                on_click=move,
                args=(athlete, exercise.key, by),
            )


def _fields(exercise: DraftExercise, athlete: str) -> None:
    group, rest, note = (f"{field}-{exercise.key}" for field in ("group", "rest", "note"))
    session.remember(group, exercise.group or _ALONE)
    session.remember(rest, exercise.rest_s[0] if exercise.rest_s else 0)
    session.remember(note, exercise.note)
    st.segmented_control(
        _("Superset"), (_ALONE, *GROUPS), required=True, key=group, on_change=set_group, args=(athlete, exercise.key),
        format_func=_group_words, width="stretch", help=_("Exercises with the same letter take turns, set by set."),
    )  # fmt: skip
    st.number_input(
        _("Rest between sets (s)"), 0, _MOST_REST_S, step=_REST_STEP_S, key=rest, on_change=set_rest,
        args=(athlete, exercise.key), help=_("The timer counts down from here; 0 starts none."),
    )  # fmt: skip
    st.text_input(_("Note to this exercise"), key=note, on_change=set_note, args=(athlete, exercise.key), max_chars=500)


def _group_words(group: str) -> str:
    return _("Alone") if group == _ALONE else group


@boundary()
def swap(athlete: str, key: str) -> None:
    """Do another exercise instead. A callback."""
    name = " ".join(str(session.recall(f"swap-{key}") or "").split())
    if not name:
        return
    draft = gym_draft.current(athlete)
    old, place = draft.exercise(key), draft.place(key)
    other = gym_exercise.new_exercise(name)

    def swapped_back(now: Draft) -> Draft:
        if old.sets:
            return replace(now.without_exercise(other.key).with_changed(old), at=key)
        return now.without_exercise(other.key).with_exercise(old, at=place)

    gym_draft.take_out(
        athlete,
        lambda now: now.swapped(key, other),
        said=_("{new} instead of {old}.", new=plain(name), old=plain(old.name)),
        back=swapped_back,
    )


@boundary()
def move(athlete: str, key: str, by: int) -> None:
    """Do an exercise earlier or later. A callback."""
    gym_draft.change(athlete, lambda draft: draft.moved(key, by))


@boundary()
def set_group(athlete: str, key: str) -> None:
    """Make an exercise part of a superset, or of none. A callback."""
    letter = session.recall(f"group-{key}")
    _change_exercise(athlete, key, group="" if letter == _ALONE else str(letter or ""))


@boundary()
def set_rest(athlete: str, key: str) -> None:
    """Rest longer or shorter after the sets of an exercise. A callback."""
    seconds = int(session.recall(f"rest-{key}") or 0)
    _change_exercise(athlete, key, rest_s=(seconds, seconds) if seconds else None)


@boundary()
def set_note(athlete: str, key: str) -> None:
    """Note something to an exercise. A callback."""
    _change_exercise(athlete, key, note=" ".join(str(session.recall(f"note-{key}") or "").split()))


def _change_exercise(athlete: str, key: str, **changes: Any) -> None:
    gym_draft.change(athlete, lambda draft: draft.with_changed(replace(draft.exercise(key), **changes)))


@boundary()
def remove_exercise(athlete: str, key: str) -> None:
    """Take an exercise and its sets out; they can be put back. A callback."""
    draft = gym_draft.current(athlete)
    old, place, began = draft.exercise(key), draft.place(key), (draft.started_at, draft.workout)
    said = (
        n_(
            "Removed {exercise} and its {number} set.",
            "Removed {exercise} and its {number} sets.",
            len(old.sets),
            exercise=plain(old.name),
        )
        if old.sets
        else _("Removed {exercise}.", exercise=plain(old.name))
    )

    def put_back(now: Draft) -> Draft:
        back = now.with_exercise(old, at=place)
        return back if now.exercises else replace(back, started_at=began[0], workout=began[1])

    gym_draft.take_out(
        athlete,
        lambda now: now.without_exercise(key),
        said=said,
        back=put_back,
    )


# when, what, and the end ----------------------------------------------------------------------------------------------


def about(draft: Draft, athlete: str) -> None:
    """When the session began and what it is called."""
    session.remember("entry-when", draft.started_at or session.now().replace(second=0))
    session.remember("entry-workout", draft.workout)
    st.datetime_input(
        _("Started"), min_value=FIRST_MOMENT, max_value=LAST_MOMENT, key="entry-when", required=True,
        format="YYYY-MM-DD", on_change=set_start, args=(athlete,),
    )  # fmt: skip
    st.text_input(
        _("Workout"),
        key="entry-workout",
        placeholder=_("Lower A"),
        max_chars=100,
        on_change=set_workout,
        args=(athlete,),
    )


@boundary()
def set_start(athlete: str) -> None:
    """Take the start that was just chosen. A callback."""
    at: datetime | None = session.recall("entry-when")
    gym_draft.change(athlete, lambda draft: replace(draft, started_at=at or draft.started_at))


@boundary()
def set_workout(athlete: str) -> None:
    """Take the name that was just typed. A callback."""
    name = " ".join(str(session.recall("entry-workout") or "").split())
    gym_draft.change(athlete, lambda draft: replace(draft, workout=name))


def _endings(draft: Draft, athlete: str) -> None:
    if draft.set_count:
        left = sum(each.is_open for each in draft.exercises)
        if left:
            st.caption(
                n_(
                    "{number} exercise still has planned sets to be done.",
                    "{number} exercises still have planned sets to be done.",
                    left,
                )
            )
        filled_button(
            n_(
                "**Save {number} set**  \n:small[as one workout]",
                "**Save {number} sets**  \n:small[as one workout]",
                draft.set_count,
            ),
            key="save-session",
            on_click=save_session,
            args=(athlete,),
            icon=":material/save:",
            width="stretch",
            wrap=True,
        )
    st.button(
        _("Discard this session  \n:small[it can be brought back]"), key="discard-session", on_click=discard_session,
        args=(athlete,), width="stretch", wrap=True,
    )  # fmt: skip


@boundary()
def save_session(athlete: str) -> None:
    """Write the session to the log as one workout. A callback."""
    with ONE_AT_A_TIME:
        draft = gym_draft.current(athlete)
        if not draft.set_count:
            raise WrongRequest(_("There is no set to save."), _("Another tab may have saved this session."))
        rows = draft.rows(started_at=(draft.started_at or session.now()).replace(second=0))
        change_id = session.open_log().add_sets(rows, athlete=athlete, now=session.now())
        gym_draft.put_away(athlete, saved_as=change_id)
    session.did(n_("Saved {number} set.", "Saved {number} sets.", len(rows)), [change_id])


@boundary()
def discard_session(athlete: str) -> None:
    """Put the session away; it can be brought back until the next one ends. A callback."""
    gym_draft.put_away(athlete)
