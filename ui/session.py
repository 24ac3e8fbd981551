"""What a browser session holds: the open log, its cached answers, today's date, and what must survive a rerun.

The only module that touches `st.session_state` and Streamlit's caches. Cached answers are keyed by the log's version,
which grows with each commit, so that nothing stale is ever shown and nothing needs clearing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import platformdirs
import streamlit as st

from analytics.errors import HindsightError
from analytics.model import Doubt, Finding, Unrecognised, WeekStart
from analytics.plans.edits import Edit
from analytics.plans.model import Plan, from_json
from analytics.plans.outlook import Outlook
from analytics.plans.templates import Template
from analytics.review.last_told import Told, WhatIsNew
from analytics.review.model import Review
from analytics.training_log import TrainingLog
from analytics.units import MassUnit

SCREEN: Final = "screen"
"""The reader that pages tell what is new, as the log keeps it."""
_CACHED_ANSWERS: Final = 200
"""Enough for every page of a coach's evening, few enough to stay small in memory."""


def data_dir() -> Path:
    """Where the log lives: `HINDSIGHT_DATA_DIR`, else the platform's user data directory."""
    chosen = os.environ.get("HINDSIGHT_DATA_DIR")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("hindsight", appauthor=False))


def open_log() -> TrainingLog:
    """The process's one open log. Raises `AlreadyRunning` while another process holds it; a rerun tries again."""
    return _open(str(data_dir()))


def has_several_athletes() -> bool:
    """Whether there is anybody to compare with; no where the log cannot be opened, which the page then says."""
    try:
        return len(open_log().athletes()) > 1
    except HindsightError:
        return False


@st.cache_resource(show_spinner=False)
def _open(folder: str) -> TrainingLog:
    return TrainingLog.open(Path(folder))


def today() -> date:
    """The day it is for the lifter. `HINDSIGHT_TODAY` (YYYY-MM-DD) stands in for it in tests and screenshots."""
    stated = os.environ.get("HINDSIGHT_TODAY")
    return date.fromisoformat(stated) if stated else _clock().date()


def now() -> datetime:
    """The lifter's wall-clock time, naive and to the second, on the day that `today` says it is."""
    return datetime.combine(today(), _clock().time().replace(microsecond=0))


def moment() -> datetime:
    """`now` with the lifter's zone, for what leaves the log: the stamp of a calendar."""
    return now().replace(tzinfo=_zone()) if _zone() else now().astimezone()


def time_zone() -> str:
    """The lifter's IANA zone: the setting, else the browser's, else "" for this computer's own."""
    return open_log().setting("time_zone", "") or st.context.timezone or ""


def _zone() -> ZoneInfo | None:
    try:
        return ZoneInfo(time_zone()) if time_zone() else None
    except (ZoneInfoNotFoundError, ValueError):  # a browser may name a zone that this computer's tables lack
        return None


def _clock() -> datetime:
    return datetime.now(_zone()).replace(tzinfo=None)


def unit() -> str:
    """The unit that loads are shown in, "kg" or "lb"."""
    return open_log().unit


def keep_unit() -> None:
    """Remember the unit just chosen: the next visit begins with it. A callback of the control with key "unit"."""
    open_log().change_setting("unit", recall("unit"))


# cached answers ------------------------------------------------------------------------------------------------------


def metric(name: str, athlete: str | None, from_date: date | None, to_date: date | None) -> pd.DataFrame:
    """`TrainingLog.metric`, computed once for each version of the log. The frame is the caller's own to change."""
    return _metric(str(data_dir()), open_log().version, name, athlete, from_date, to_date)


def roster(on: date) -> pd.DataFrame:
    """`TrainingLog.roster`, computed once for each version of the log."""
    return _roster(str(data_dir()), open_log().version, on)


def weekly_sets(athlete: str, from_date: date, to_date: date) -> pd.DataFrame:
    """The metric weekly_hard_sets by the lifter's own weeks, for showing: from Monday, or from Sunday where the setting
    says so. Whatever stands beside a judgement takes `metric`, whose weeks are ISO weeks.
    """
    return _weekly_sets(str(data_dir()), open_log().version, athlete, from_date, to_date, week_start())


def week_start() -> WeekStart:
    """The day on which the weeks begin that the pages show."""
    return "sunday" if open_log().setting("week_start", "monday") == "sunday" else "monday"


def findings(athlete: str | None, on: date) -> list[Finding]:
    """`TrainingLog.findings` with the answers that hold today, computed once for each version of the log."""
    return _findings(str(data_dir()), open_log().version, athlete, on, today())


def most_important(athlete: str, on: date) -> Finding | None:
    """`TrainingLog.most_important` with the answers that hold today, found once for each version of the log."""
    return _most_important(str(data_dir()), open_log().version, athlete, on, today())


def news(athlete: str, on: date, since: Told) -> WhatIsNew:
    """What changed since `since`, as `TrainingLog.news`, computed once for each version of the log."""
    return _news(str(data_dir()), open_log().version, athlete, on, today(), since)


def review(athlete: str, on: date, unit: MassUnit) -> Review:
    """`TrainingLog.review` without its plan, made once for each version of the log."""
    return _review(str(data_dir()), open_log().version, athlete, on, unit, today())


def plan(athlete: str, on: date, week: date) -> Plan:
    """`TrainingLog.plan`, made once for each version of the log."""
    return _plan(str(data_dir()), open_log().version, athlete, on, week, today())


def edited(plan: Plan, steps: Sequence[Edit], on: date) -> Plan:
    """`TrainingLog.edited_plan`, made once for each version of the log."""
    if not steps:
        return plan
    return _edited(str(data_dir()), open_log().version, json.dumps(plan.as_json()), tuple(steps), on)


def week_before_changes(plan: Plan, on: date) -> Plan:
    """`TrainingLog.week_before_changes`, made once for each version of the log."""
    return _week_before_changes(str(data_dir()), open_log().version, json.dumps(plan.as_json()), on)


def outlook(plan: Plan, on: date, weeks: int = 8) -> Outlook:
    """`TrainingLog.outlook`, computed once for each version of the log and each plan."""
    return _outlook(str(data_dir()), open_log().version, json.dumps(plan.as_json()), on, weeks)


def added_sets(exercise_id: str, numbers: Sequence[int], athlete: str, on: date) -> pd.DataFrame:
    """`TrainingLog.added_sets`, computed once for each version of the log."""
    return _added_sets(str(data_dir()), open_log().version, exercise_id, tuple(numbers), athlete, on)


def template_for(template_id: str, athlete: str | None, on: date) -> Template:
    """`TrainingLog.template_for`, read once for each version of the log."""
    return _template_for(str(data_dir()), open_log().version, template_id, athlete, on)


def template_check(template_id: str, athlete: str | None, on: date) -> pd.DataFrame:
    """`TrainingLog.template_check`, computed once for each version of the log."""
    return _template_check(str(data_dir()), open_log().version, template_id, athlete, on)


def worked_example(section: str, athlete: str | None, on: date) -> str:
    """One of `TrainingLog.worked_examples`, computed once for each version of the log; "" for a section without."""
    return _worked_example(str(data_dir()), open_log().version, section, athlete, on)


def sufficiency(athlete: str | None, on: date) -> pd.DataFrame:
    """`TrainingLog.sufficiency`, computed once for each version of the log."""
    return _sufficiency(str(data_dir()), open_log().version, athlete, on)


def sets(
    athlete: str,
    *,
    from_date: date | None = None,
    to_date: date | None = None,
    exercise_id: str | None = None,
    muscle: str | None = None,
    search: str = "",
) -> pd.DataFrame:
    """`TrainingLog.sets`, read once for each version of the log."""
    return _sets(str(data_dir()), open_log().version, athlete, from_date, to_date, exercise_id, muscle, search)


def unrecognised() -> list[Unrecognised]:
    """`TrainingLog.unrecognised`, found once for each version of the log."""
    return _unrecognised(str(data_dir()), open_log().version)


def suggestions(name: str) -> tuple[tuple[str, str], ...]:
    """`TrainingLog.suggestions`, found once for each version of the log: (exercise_id, reason), best first."""
    return _suggestions(str(data_dir()), open_log().version, name)


def doubts(athlete: str, unit: MassUnit) -> list[Doubt]:
    """`TrainingLog.doubts` as of today, found once for each version of the log."""
    return _doubts(str(data_dir()), open_log().version, athlete, unit, today())


# The folder and the version are arguments because they are the key of the cache; the functions do not read them.


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _metric(
    folder: str, version: int, name: str, athlete: str | None, from_date: date | None, to_date: date | None
) -> pd.DataFrame:
    del folder, version
    return open_log().metric(name, athlete=athlete, from_date=from_date, to_date=to_date)


@st.cache_data(show_spinner="Looking at everybody's log", max_entries=5)
def _roster(folder: str, version: int, on: date) -> pd.DataFrame:
    del folder, version
    return open_log().roster(on=on)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _weekly_sets(
    folder: str, version: int, athlete: str, from_date: date, to_date: date, start: WeekStart
) -> pd.DataFrame:
    del folder, version
    return open_log().metric(
        "weekly_hard_sets", athlete=athlete, from_date=from_date, to_date=to_date, week_start=start
    )


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _findings(folder: str, version: int, athlete: str | None, on: date, today: date) -> list[Finding]:
    del folder, version
    return open_log().findings(athlete=athlete, on=on, today=today)


@st.cache_data(show_spinner=False, max_entries=1_000)
def _most_important(folder: str, version: int, athlete: str, on: date, today: date) -> Finding | None:
    del folder, version
    return open_log().most_important(on=on, athlete=athlete, today=today)


@st.cache_data(show_spinner=False, max_entries=20)
def _news(folder: str, version: int, athlete: str, on: date, today: date, since: Told) -> WhatIsNew:
    del folder, version, today
    return open_log().news(SCREEN, athlete=athlete, on=on, since=since, found=findings(athlete, on))


@st.cache_data(show_spinner="Reviewing the week", max_entries=50)
def _review(folder: str, version: int, athlete: str, on: date, unit: MassUnit, today: date) -> Review:
    del folder, version
    return open_log().review(on=on, athlete=athlete, unit=unit, with_plan=False, today=today)


@st.cache_data(show_spinner="Planning the week", max_entries=20)
def _plan(folder: str, version: int, athlete: str, on: date, week: date, at: date) -> Plan:
    del folder, version
    return open_log().plan(on=on, athlete=athlete, week=week, today=at)


@st.cache_data(show_spinner=False, max_entries=50)
def _edited(folder: str, version: int, plan: str, steps: tuple[Edit, ...], on: date) -> Plan:
    del folder, version
    return open_log().edited_plan(from_json(json.loads(plan)), steps, on=on)


@st.cache_data(show_spinner=False, max_entries=20)
def _week_before_changes(folder: str, version: int, plan: str, on: date) -> Plan:
    del folder, version
    return open_log().week_before_changes(from_json(json.loads(plan)), on=on)


@st.cache_data(show_spinner=False, max_entries=50)
def _outlook(folder: str, version: int, plan: str, on: date, weeks: int) -> Outlook:
    del folder, version
    made = from_json(json.loads(plan))
    return open_log().outlook(made, on=on, athlete=made.athlete, weeks=weeks)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _added_sets(
    folder: str, version: int, exercise_id: str, numbers: tuple[int, ...], athlete: str, on: date
) -> pd.DataFrame:
    del folder, version
    return open_log().added_sets(exercise_id, numbers, on=on, athlete=athlete)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _template_for(folder: str, version: int, template_id: str, athlete: str | None, on: date) -> Template:
    del folder, version
    return open_log().template_for(template_id, on=on, athlete=athlete)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _template_check(folder: str, version: int, template_id: str, athlete: str | None, on: date) -> pd.DataFrame:
    del folder, version
    return open_log().template_check(template_id, on=on, athlete=athlete)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _worked_example(folder: str, version: int, section: str, athlete: str | None, on: date) -> str:
    del folder, version
    return open_log().worked_examples(athlete=athlete, on=on, sections=[section]).get(section, "")


@st.cache_data(show_spinner=False, max_entries=20)
def _sufficiency(folder: str, version: int, athlete: str | None, on: date) -> pd.DataFrame:
    del folder, version
    return open_log().sufficiency(athlete=athlete, on=on)


@st.cache_data(show_spinner=False, max_entries=20)
def _sets(
    folder: str,
    version: int,
    athlete: str,
    from_date: date | None,
    to_date: date | None,
    exercise_id: str | None,
    muscle: str | None,
    search: str,
) -> pd.DataFrame:
    del folder, version
    return open_log().sets(
        athlete, from_date=from_date, to_date=to_date, exercise_id=exercise_id, muscle=muscle, search=search
    )


@st.cache_data(show_spinner=False, max_entries=20)
def _unrecognised(folder: str, version: int) -> list[Unrecognised]:
    del folder, version
    return open_log().unrecognised()


@st.cache_data(show_spinner=False, max_entries=5_000)
def _suggestions(folder: str, version: int, name: str) -> tuple[tuple[str, str], ...]:
    del folder, version
    return tuple((exercise_id, reason) for exercise_id, reason in open_log().suggestions(name))


@st.cache_data(show_spinner=False, max_entries=20)
def _doubts(folder: str, version: int, athlete: str, unit: MassUnit, on: date) -> list[Doubt]:
    del folder, version
    return open_log().doubts(athlete, today=on, unit=unit)


# what survives a rerun -----------------------------------------------------------------------------------------------


def recall(key: str, default: Any = None) -> Any:
    """What this session remembers under `key`: a value stored with `remember`, or a widget's state."""
    return st.session_state.get(key, default)


def remember(key: str, value: Any) -> None:
    """Keep `value` for this session. For a widget's own key: only before the widget is drawn, or in a callback."""
    st.session_state[key] = value


def forget(key: str) -> None:
    """Drop what this session remembers under `key`, if anything."""
    st.session_state.pop(key, None)


def keep(key: str) -> None:
    """Keep what a widget bound to the address says, for pages whose address will not say it (see `bring_back`).

    After the widget is drawn, for what came by the address; and as its callback, for what was just chosen.
    """
    remember(f"kept-{key}", recall(key))


def bring_back(key: str, options: Sequence[Any]) -> None:
    """Give a widget that is about to be drawn what `keep` last kept, unless the address says otherwise."""
    kept = recall(f"kept-{key}")
    if kept in options and key not in st.query_params:
        remember(key, kept)


def flash(message: str) -> None:
    """Say `message` (Markdown) once, on the next page that is drawn: after a rerun, or on another page."""
    remember("flash", [*recall("flash", []), message])


def show_flash() -> None:
    """Show what `flash` left, once."""
    for message in recall("flash", []):
        st.toast(message, duration="long")
    forget("flash")


@dataclass(frozen=True, slots=True)
class Change:
    """Something this session did to the log and can take back: its changes, oldest first, and what was done."""

    change_ids: tuple[int, ...]
    did: str


def did(what: str, change_ids: Sequence[int]) -> None:
    """Remember the newest change, so that `last_change` can offer to take it back."""
    remember("last_change", Change(change_ids=tuple(change_ids), did=what))


def last_change() -> Change | None:
    """The newest change of this session, if it has made one and it still stands."""
    change: Change | None = recall("last_change")
    return change


def undo_last_change() -> None:
    """Take the newest change back, newest part first."""
    change = last_change()
    if change is None:
        return
    log, at = open_log(), now()
    taken_back = sum(log.undo(change_id, now=at) for change_id in reversed(change.change_ids))
    forget("last_change")
    flash(f"Undone: {change.did}" if taken_back else "There was nothing left to undo.")
