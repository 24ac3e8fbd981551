"""Ways to start a session: today's part of the kept plan, another part of its week, a past session, or nothing."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_, written
from analytics.plans import wording
from analytics.plans.done import DONE, EXTRA
from analytics.plans.model import Line, Session
from ui import formats, gym_draft, gym_exercise, session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.draft import GROUPS, SUPERSET_NOTE, Draft, DraftExercise, DraftSet, Target
from ui.gym_session import pick_exercise
from ui.words import plain

_RECENT: Final = timedelta(days=90)
_MOST: Final = 15
_SUPERSET: Final = re.compile(SUPERSET_NOTE.format(group=f"([{GROUPS[0]}-{GROUPS[-1]}])") + "(?:; |$)")


def ways_to_start(athlete: str) -> None:
    """The kept plan first, then a past session, then any exercise."""
    _put_away(athlete)
    _from_plan(athlete)
    _from_past(athlete)
    st.header(_("Or start with any exercise"), anchor=False)
    pick_exercise(athlete, Draft(), label=_("Exercise"))


def _put_away(athlete: str) -> None:
    """A way back to a session that was discarded, or whose saving was undone."""
    ended = gym_draft.to_bring_back(athlete)
    if ended is not None:
        st.button(
            n_(
                "Bring back the last session ({number} set)",
                "Bring back the last session ({number} sets)",
                ended.set_count,
            ),
            key="bring-back",
            width="stretch",
            on_click=gym_draft.bring_back,
            args=(athlete,),
            icon=":material/undo:",
            wrap=True,
        )


# from the plan --------------------------------------------------------------------------------------------------------


def _from_plan(athlete: str) -> None:
    today = session.today()
    kept = session.open_log().kept_plan(today, athlete)
    st.header(_("From your plan"), anchor=False)
    if kept is None or not kept.sessions:
        st.markdown(_("No plan is kept for this week."))
        st.page_link(
            "pages/plan/next_week.py", label=_("Look at the plan and keep it"), icon=":material/event_upcoming:"
        )
        return
    done = session.open_log().plan_against_done(today, athlete, on=today)
    todays = [each for each in kept.sessions if each.day == today]
    others = [each for each in kept.sessions if each.day != today]
    if not todays:
        st.caption(_("No session is planned for today. Take one of another day:"))
    for place, planned in enumerate([*todays, *others]):
        of_day = done[(done["day"] == pd.Timestamp(planned.day)) & (done["state"] != EXTRA)]
        _plan_button(planned, place, athlete, is_done=bool((of_day["state"] == DONE).all()))


def _plan_button(planned: Session, place: int, athlete: str, *, is_done: bool) -> None:
    is_due = planned.day == session.today() and not is_done
    when = _("Today") if planned.day == session.today() else wording.spoken_day(planned.day)
    size = [
        n_("{number} exercise", "{number} exercises", len(planned.lines)),
        n_("{number} set", "{number} sets", planned.sets),
        *([_("done")] if is_done else []),
    ]
    names = session.open_log().catalogue.exercise_names
    button = filled_button if is_due else st.button
    button(
        f"**{when}: {plain(planned.title)}**  \n:small[{', '.join(size)}]",
        key=f"start-plan-{place}",
        width="stretch",
        wrap=True,
        on_click=start,
        args=(athlete, from_plan(planned, names)),
    )


def from_plan(planned: Session, names: Mapping[str, str]) -> Draft:
    """A planned session as one to be done: its lines in order, each set with what it is meant to be."""
    lines = tuple(_of_line(line, names.get(line.exercise_id, line.exercise_id)) for line in planned.lines)
    return Draft(lines, workout=planned.title)


def _of_line(line: Line, name: str) -> DraftExercise:
    low, high = line.reps
    aim = None if line.load.reps is None else float(min(max(line.load.reps, low), high))
    target = Target(line.reps, line.load.kg or None, line.rir, aim=aim)
    return DraftExercise(
        name,
        targets=(target,) * line.sets,
        rest_s=line.rest_s,
        is_hold=line.is_hold,
        is_sided=line.per_side,
        how=line.load.how,
    )


# from a past session --------------------------------------------------------------------------------------------------


def _from_past(athlete: str) -> None:
    span = session.open_log().span(athlete)
    if span is None:
        return
    sets = session.sets(athlete, from_date=span[1] - _RECENT)
    sets = sets[sets["reps"] > 0]  # a run has none
    workouts = list(dict.fromkeys(sets["started_at"]))[:_MOST]
    if not workouts:
        return
    st.header(_("Repeat a past session"), anchor=False)
    titles = {at: _title(sets[sets["started_at"] == at]) for at in workouts}
    chosen = st.selectbox(_("Session"), workouts, format_func=lambda at: titles.get(at, ""), key="repeat-which")
    st.button(
        _("Repeat this session  \n:small[its sets are the plan]"), key="repeat", width="stretch", wrap=True,
        icon=":material/replay:", on_click=repeat, args=(athlete, chosen),
    )  # fmt: skip


def _title(sets: pd.DataFrame) -> str:
    first = sets.iloc[0]
    name = "" if formats.is_missing(first["workout"]) else str(first["workout"])
    size = n_("{number} set", "{number} sets", len(sets))
    return f"{written(first['started_at'], _('EEE d MMM y'))}: {', '.join(filter(None, (name, size)))}"


@boundary()
def repeat(athlete: str, started_at: pd.Timestamp) -> None:
    """Start a session like a past one. A callback."""
    day = started_at.date()
    sets = session.sets(athlete, from_date=day, to_date=day)
    start(athlete, from_past(sets[sets["started_at"] == started_at].to_dict("records")))


def from_past(rows: Iterable[Mapping[Hashable, Any]]) -> Draft:
    """A past session as one to be done: `rows` are its sets as `TrainingLog.sets` gives them, in their order. Sets
    without reps or seconds are left out.
    """
    exercises: dict[tuple[str, int], list[tuple[DraftSet, str]]] = {}
    workout = ""
    for row in rows:
        each = gym_exercise.logged_set(dict(row))
        note = "" if formats.is_missing(row["note"]) else str(row["note"])
        workout = workout if formats.is_missing(row["workout"]) else str(row["workout"])
        if each.reps or each.duration_s:
            exercises.setdefault((str(row["exercise"]), int(row["block"])), []).append((each, note))
    return Draft(tuple(_of_past(name, sets) for (name, __), sets in exercises.items()), workout=workout)


def _of_past(name: str, sets: list[tuple[DraftSet, str]]) -> DraftExercise:
    done = [each for each, __ in sets]
    superset = _SUPERSET.match(sets[0][1])
    new = gym_exercise.new_exercise(name, [_of_set(each) for each in done])
    return replace(
        new,
        group=superset[1] if superset else "",
        is_hold=all(each.duration_s is not None for each in done),
        is_sided=new.is_sided or any(each.side for each in done),
    )


def _of_set(each: DraftSet) -> Target:
    amount = each.duration_s if each.duration_s is not None else each.reps or 0.0
    rir = None if each.rir is None else (each.rir, each.rir)
    return Target((amount, amount), each.weight_kg, rir, each.set_type, each.side, amount)


# starting -------------------------------------------------------------------------------------------------------------


@boundary()
def start(athlete: str, planned: Draft) -> None:
    """Begin a session now, unless another tab has begun one meanwhile. A callback."""
    first = next((each.key for each in planned.exercises), "")
    begun = replace(planned, started_at=session.now().replace(second=0), at=first)
    gym_draft.change(athlete, lambda draft: draft if draft.exercises else begun)
