"""What a browser session holds: the open log, its cached answers, today's date, and what must survive a rerun.

The only module that touches `st.session_state` and Streamlit's caches. Cached answers are keyed by the folder that the
log lies in and by the log's version, which grows with each commit, so that nothing stale is ever shown, nothing needs
clearing, and nobody is shown what was computed for somebody else. What must last as long as the process (the open logs,
the imports that go on) lies in none of these caches, which may be emptied at any time (`ui.once`). Where people sign in
(docs/hosting.md), `visit` says whose log this session looks at; everything else follows from it.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, ParamSpec, TypedDict, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.errors import DamagedLog, HindsightError, NotFound
from analytics.home import home
from analytics.language import _
from analytics.model import Doubt, Finding, KeptBackup, Rebuildable, Rebuilt, Unrecognised, WeekStart
from analytics.plans.edits import Edit
from analytics.plans.model import Plan, from_json
from analytics.plans.outlook import Outlook
from analytics.plans.templates import Template
from analytics.review.last_told import Told, WhatIsNew
from analytics.review.model import Review
from analytics.training_log import TrainingLog
from analytics.units import MassUnit
from ui.background import AT_ONCE_S, Tell, Work, begun, stop_all
from ui.charts.finished import Finished, finished
from ui.hosting.belongings import EVERYBODYS
from ui.hosting.identity import Identity, identity_of
from ui.hosting.open_logs import BeingReplaced, OpenLogs, WasReplaced
from ui.hosting.people import FOLDERS, People
from ui.hosting.setup import is_hosted
from ui.hosting.visited_log import NotAllowed, visited
from ui.import_work import Imports
from ui.once import once
from ui.recipe import Recipe
from ui.theme import Figure

P = ParamSpec("P")
T = TypeVar("T")
Version = tuple[int, int]
"""How often the log was opened anew, and its version since then."""

SCREEN: Final = "screen"
"""The reader that pages tell what is new, as the log keeps it."""
_LAST_PATIENCE_S: Final = 8.0
"""For what is still at work when the server ends."""
_CACHED_ANSWERS: Final = 200
"""Enough for every page of a coach's evening, few enough to stay small in memory."""


def data_dir() -> Path:
    """Where the log lives that this session looks at; where people sign in, one folder a person."""
    return home() / FOLDERS / visit().lifter.folder if is_hosted() else home()


def open_log() -> TrainingLog:
    """The log that this session looks at, open once in this process; somebody else's opens only the doors that its
    lifter opened. Raises `AlreadyRunning` while another process holds it; a rerun tries again.
    """
    log = _opened(str(data_dir()))
    at = visit() if is_hosted() else None
    if at is None or at.is_own:
        return log
    return visited(log, may_import=at.may_import, whose=at.lifter.name)


def has_several_athletes() -> bool:
    """Whether there is anybody to compare with; no where the log cannot be opened, which the page then says."""
    try:
        return len(open_log().athletes()) > 1
    except HindsightError:
        return False


@once()
def _logs() -> OpenLogs:
    return OpenLogs()


def _opened(folder: str, logs: OpenLogs | None = None) -> TrainingLog:
    draws_a_page = get_script_run_ctx(suppress_warning=True) is not None
    return (logs or _logs()).log(folder, user=threading.current_thread() if draws_a_page else None)


class _LookedAt(TypedDict):
    folder: str
    version: Version


def _looked_at() -> _LookedAt:
    """The folder that the log lies in and its version: what every cached answer is keyed by, first of all. By name, as
    all that a cached function is given: Streamlit looks up the name of each other argument anew.
    """
    folder, logs = str(data_dir()), _logs()
    return _LookedAt(folder=folder, version=(logs.opening(folder), _opened(folder, logs).version))


def back_up_daily() -> tuple[str, ...]:
    """The day's backup of the log that this session looks at, once a day and process; only one's own. Returns what is
    to be said of damaged raw files (`TrainingLog.damaged_files`), which are looked at then, too. What takes long goes
    on in a thread of its own, and the page after it tells, or raises what it failed with; the next one then tries
    again. Nobody waits with it for an import: the next page makes it.
    """
    if not may_change() or open_log().is_empty() or any(not each.work.is_done for each in imports().of(this_log())):
        return ()
    folder, day = str(data_dir()), today()
    work = _day_backup(folder, day)
    if not work.wait(AT_ONCE_S):
        return ()
    try:
        return work.result()
    except HindsightError:
        _day_backup.forget(folder, day)
        raise


@once(most=_CACHED_ANSWERS)
def _day_backup(folder: str, day: date) -> Work[None, tuple[str, ...]]:
    logs = _logs()

    def do(_tell: Tell[None]) -> tuple[str, ...]:
        with logs.used(folder):
            log = logs.log(folder)
            log.back_up_daily(today=day)
            return log.damaged_files()

    return begun(do)


def damaged_files() -> tuple[str, ...]:
    """`TrainingLog.damaged_files`, looked for once a day for each version of the log."""
    require_change()
    return _damaged_files(**_looked_at(), day=today())


def backups_of_closed_log() -> list[KeptBackup]:
    """The backups beside a log that cannot be opened, newest first."""
    return TrainingLog.backups_in(data_dir())


def opening() -> int:
    """Which opening of its log this session looks at: after another log was put in its place it is another one."""
    return _logs().opening(str(data_dir()))


def recover(name: str, *, seen: int) -> bool:
    """Put one of `backups_of_closed_log` in the place of the log whose opening `seen` was found to be damaged. False
    where another window has put one there since, or is about to: that one stays.

    Raises `NotFound` and `UnreadableFile`.
    """
    require_change()
    if name not in {each.name for each in backups_of_closed_log()}:
        raise NotFound(_("There is no backup {name}.", name=name), _("Choose one of the list."))
    try:
        _recover(data_dir() / "backups" / name, seen=seen)
    except (BeingReplaced, WasReplaced):
        return False  # the page that follows says so, or shows the log that came
    return True


def restore_kept(name: str) -> bool:
    """Replace the log by one of its backups; in the place of a damaged log it is put as `recover` does it, and the
    damaged file is kept. Returns whether the log was whole.
    """
    try:
        open_log().restore_kept(name, now=now())
    except DamagedLog:
        _recover(data_dir() / "backups" / name)
        return False
    return True


def restore(source: Path) -> bool:
    """As `restore_kept`, by a backup from elsewhere."""
    try:
        open_log().restore(source, now=now())
    except DamagedLog:
        _recover(source)
        return False
    return True


def _recover(source: Path, *, seen: int | None = None) -> None:
    require_change()
    folder = data_dir()
    at = datetime.now().replace(microsecond=0)  # noqa: DTZ005 the zone is a setting of the log that cannot be opened
    with _logs().closed(str(folder), seen=seen):
        TrainingLog.recover(folder, source, now=at).close()


def rebuildable() -> Rebuildable | None:
    """What the log could be made again from, also one that cannot be opened; None where there is nothing."""
    return TrainingLog.rebuildable(data_dir())


def rebuild(progress: Callable[[int, int], None]) -> Rebuilt:
    """Make the log again from its raw files and its journal (`TrainingLog.rebuild`)."""
    require_change()
    folder = data_dir()
    at = datetime.now().replace(microsecond=0)  # noqa: DTZ005 the zone is a setting of the log that may not be opened
    with _logs().closed(str(folder)):
        return TrainingLog.rebuild(folder, now=at, progress=progress)


def close_idle_logs() -> int:
    """Close the logs that nobody has looked at in a while; returns how many stay open."""
    return _logs().close_idle()


def close_logs() -> None:
    """Write everything out, when the server ends; a file that is on its way into a log comes in whole or not at all."""
    stop_all(patience_s=_LAST_PATIENCE_S)
    _logs().close_all()


# who looks at whose log ----------------------------------------------------------------------------------------------


class NotSignedIn(HindsightError):
    """Nobody is signed in in this session, or too long ago."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose log a session looks at (`lifter`), who does (`me`), and whether they may import into it."""

    me: Identity
    lifter: Identity
    may_import: bool

    @property
    def is_own(self) -> bool:
        """Whether it is one's own log, in which one may do everything."""
        return self.me.folder == self.lifter.folder


_PERSON: Final = "signed-in-as"
_WHOSE: Final = "whose-log"
_ACTS_FOR: ContextVar[tuple[Identity, str] | None] = ContextVar("_ACTS_FOR", default=None)


def people() -> People:
    """Who was here and who lets whom in; only where people sign in."""
    return _people(str(home()))


@once()
def _people(folder: str) -> People:
    return People(Path(folder))


def signed_in() -> Identity | None:
    """Who is signed in in this session, if anybody."""
    acting = _ACTS_FOR.get()
    return acting[0] if acting else identity_of(st.user, at=time.time())


def arrive() -> Identity | None:
    """As `signed_in`, once at the beginning of each run: what the session holds of another person is let go of."""
    person = signed_in()
    before = recall(_PERSON)
    if before is not None and before != (person.folder if person else None):
        st.session_state.clear()
    context = get_script_run_ctx(suppress_warning=True)
    if person is None or context is None:
        return person
    EVERYBODYS.note_session(context.session_id, person.folder)
    if recall(_PERSON) is None:
        people().seen(person, now=utc_now())
        remember(_PERSON, person.folder)
    return person


def visit() -> Visit:
    """Whose log this session looks at. Asked anew each time, so that what a lifter takes back ends at once.

    Raises `NotSignedIn`, and `NotAllowed` where the lifter no longer lets this person in.
    """
    person = signed_in()
    if person is None:
        raise NotSignedIn(_("You are signed out."), _("Load this page again to sign in."))
    acting = _ACTS_FOR.get()
    folder = acting[1] if acting else recall(_WHOSE, person.folder)
    if folder == person.folder:
        return Visit(person, person, may_import=True)
    grant = people().grant(lifter=folder, coach=person.folder)
    if grant is None:
        raise NotAllowed(_("You no longer have access to that log."), _("You are back at your own."))
    return Visit(person, grant.lifter, may_import=grant.may_import)


def own_folder() -> str:
    """The folder of the log of whoever is signed in in this session. Raises `NotSignedIn`."""
    person = signed_in()
    if person is None:
        raise NotSignedIn(_("You are signed out."), _("Load this page again to sign in."))
    return person.folder


def may_change() -> bool:
    """Whether the log that this session looks at is one's own."""
    return not is_hosted() or visit().is_own


def may_import() -> bool:
    """Whether files may be imported into the log that this session looks at."""
    return not is_hosted() or visit().may_import


def require_change() -> None:
    """Raise `NotAllowed` unless the log is one's own; for what is kept beside the log."""
    if not may_change():
        raise NotAllowed(_("You may look at this log, not change it."))


def look_at(folder: str) -> None:
    """Look at the log of another folder, if its lifter lets this person in, or back at one's own. What the session
    holds of the log before is let go of. A callback.
    """
    st.session_state.clear()
    remember(_WHOSE, folder)


def later(make: Callable[P, T]) -> Callable[P, T]:
    """`make` for a thread of its own, or for a download, which runs when it is clicked: outside of any session. For
    whom and of whose log stays as it is now, and whether that is still granted is asked again then. As long as it goes
    on, the log is not closed under it.
    """
    folder = str(data_dir())
    at = visit() if is_hosted() else None

    def made(*given: P.args, **named: P.kwargs) -> T:
        with _logs().used(folder):
            return make(*given, **named)

    def granted(*given: P.args, **named: P.kwargs) -> T:
        before = _ACTS_FOR.set((at.me, at.lifter.folder) if at else None)
        try:
            visit()
            return made(*given, **named)
        finally:
            _ACTS_FOR.reset(before)

    return granted if at else made


def utc_now() -> datetime:
    """The time it is, naive and in UTC, for what is kept about people and not about training."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


# what goes on without a page -----------------------------------------------------------------------------------------


@once()
def imports() -> Imports:
    """The imports of this process that are going on, or of which nobody was told yet."""
    return Imports()


def this_log() -> str:
    """The name of the log that this session looks at, among those of this process."""
    return str(data_dir())


def this_person() -> str:
    """Who is at this session; "" where nobody signs in, and all of them are the same person's."""
    return visit().me.folder if is_hosted() else ""


def this_session() -> str:
    """The name of this browser session; "" outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def is_open(browser_session: str) -> bool:
    """Whether somebody has this browser session open; yes where there is no server to ask."""
    return not exists() or get_instance().is_active_session(browser_session)


# the lifter's day and unit -------------------------------------------------------------------------------------------


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
    if may_change():
        open_log().change_setting("unit", recall("unit"))


# cached answers ------------------------------------------------------------------------------------------------------


def metric(name: str, athlete: str | None, from_date: date | None, to_date: date | None) -> pd.DataFrame:
    """`TrainingLog.metric`, computed once for each version of the log. The frame is the caller's own to change."""
    return _metric(**_looked_at(), name=name, athlete=athlete, from_date=from_date, to_date=to_date)


def roster(on: date) -> pd.DataFrame:
    """`TrainingLog.roster`, computed once for each version of the log."""
    return _roster(**_looked_at(), on=on)


def weekly_sets(athlete: str, from_date: date, to_date: date) -> pd.DataFrame:
    """The metric weekly_hard_sets by the lifter's own weeks, for showing: from Monday, or from Sunday where the setting
    says so. Whatever stands beside a judgement takes `metric`, whose weeks are ISO weeks.
    """
    return _weekly_sets(**_looked_at(), athlete=athlete, from_date=from_date, to_date=to_date, start=week_start())


def week_start() -> WeekStart:
    """The day on which the weeks begin that the pages show."""
    return "sunday" if open_log().setting("week_start", "monday") == "sunday" else "monday"


def findings(athlete: str | None, on: date) -> list[Finding]:
    """`TrainingLog.findings` with the answers that hold today, computed once for each version of the log."""
    return _findings(**_looked_at(), athlete=athlete, on=on, today=today())


def most_important(athlete: str, on: date) -> Finding | None:
    """`TrainingLog.most_important` with the answers that hold today, found once for each version of the log."""
    return _most_important(**_looked_at(), athlete=athlete, on=on, today=today())


def news(athlete: str, on: date, since: Told) -> WhatIsNew:
    """What changed since `since`, as `TrainingLog.news`, computed once for each version of the log."""
    return _news(**_looked_at(), athlete=athlete, on=on, today=today(), since=since)


def review(athlete: str, on: date, unit: MassUnit) -> Review:
    """`TrainingLog.review` without its plan, made once for each version of the log."""
    return _review(**_looked_at(), athlete=athlete, on=on, unit=unit, today=today())


def plan(athlete: str, on: date, week: date) -> Plan:
    """`TrainingLog.plan`, made once for each version of the log."""
    return _plan(**_looked_at(), athlete=athlete, on=on, week=week, at=today())


def edited(plan: Plan, steps: Sequence[Edit], on: date) -> Plan:
    """`TrainingLog.edited_plan`, made once for each version of the log."""
    if not steps:
        return plan
    return _edited(**_looked_at(), plan=json.dumps(plan.as_json()), steps=tuple(steps), on=on)


def week_before_changes(plan: Plan, on: date) -> Plan:
    """`TrainingLog.week_before_changes`, made once for each version of the log."""
    return _week_before_changes(**_looked_at(), plan=json.dumps(plan.as_json()), on=on)


def outlook(plan: Plan, on: date, weeks: int = 8) -> Outlook:
    """`TrainingLog.outlook`, computed once for each version of the log and each plan."""
    return _outlook(**_looked_at(), plan=json.dumps(plan.as_json()), on=on, weeks=weeks)


def added_sets(exercise_id: str, numbers: Sequence[int], athlete: str, on: date) -> pd.DataFrame:
    """`TrainingLog.added_sets`, computed once for each version of the log."""
    return _added_sets(**_looked_at(), exercise_id=exercise_id, numbers=tuple(numbers), athlete=athlete, on=on)


def template_for(template_id: str, athlete: str | None, on: date) -> Template:
    """`TrainingLog.template_for`, read once for each version of the log."""
    return _template_for(**_looked_at(), template_id=template_id, athlete=athlete, on=on)


def template_check(template_id: str, athlete: str | None, on: date) -> pd.DataFrame:
    """`TrainingLog.template_check`, computed once for each version of the log."""
    return _template_check(**_looked_at(), template_id=template_id, athlete=athlete, on=on)


def worked_example(section: str, athlete: str | None, on: date) -> str:
    """One of `TrainingLog.worked_examples`, computed once for each version of the log; "" for a section without."""
    return _worked_example(**_looked_at(), section=section, athlete=athlete, on=on)


def sufficiency(athlete: str | None, on: date) -> pd.DataFrame:
    """`TrainingLog.sufficiency`, computed once for each version of the log."""
    return _sufficiency(**_looked_at(), athlete=athlete, on=on)


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
    return _sets(
        **_looked_at(),
        athlete=athlete,
        from_date=from_date,
        to_date=to_date,
        exercise_id=exercise_id,
        muscle=muscle,
        search=search,
    )


def found_sets(athlete: str, filters: Mapping[str, Any], *, page: int, rows: int) -> pd.DataFrame:
    """One page of `TrainingLog.found_sets`, read once for each version of the log."""
    return _found_sets(**_looked_at(), athlete=athlete, filters=dict(filters), page=page, rows=rows)


def unrecognised() -> list[Unrecognised]:
    """`TrainingLog.unrecognised`, found once for each version of the log."""
    return _unrecognised(**_looked_at())


def suggestions(name: str) -> tuple[tuple[str, str], ...]:
    """`TrainingLog.suggestions`, found once for each version of the log: (exercise_id, reason), best first."""
    return _suggestions(**_looked_at(), name=name)


def doubts(athlete: str, unit: MassUnit) -> list[Doubt]:
    """`TrainingLog.doubts` as of today, found once for each version of the log."""
    return _doubts(**_looked_at(), athlete=athlete, unit=unit, on=today())


def figure(make: Callable[P, Figure], /, *arguments: P.args, **named: P.kwargs) -> Finished:
    """The figure that a function of `ui.charts` draws of these arguments, drawn once for each version of the log."""
    return _figure(**_looked_at(), recipe=Recipe(make, arguments, named))


def made(make: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> T:
    """The words, tables or numbers that a function makes of these arguments and nothing else, made once for each
    version of the log; the caller's own. For what takes longer than a millisecond.
    """
    kept: T = _made(**_looked_at(), recipe=Recipe(make, arguments, named))
    return kept


def set_credits(athlete: str, from_date: date, to_date: date, muscle: str | None = None) -> pd.DataFrame:
    """`TrainingLog.set_credits`, computed once for each version of the log."""
    return _set_credits(**_looked_at(), athlete=athlete, from_date=from_date, to_date=to_date, muscle=muscle)


def set_judgements(athlete: str, from_date: date, to_date: date) -> pd.DataFrame:
    """`TrainingLog.set_judgements`, computed once for each version of the log."""
    return _set_judgements(**_looked_at(), athlete=athlete, from_date=from_date, to_date=to_date)


# The folder says whose log is asked: nothing in these functions may depend on the session. The version is there to be a
# part of the key.


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _metric(
    folder: str, version: Version, name: str, athlete: str | None, from_date: date | None, to_date: date | None
) -> pd.DataFrame:
    del version
    return _opened(folder).metric(name, athlete=athlete, from_date=from_date, to_date=to_date)


@st.cache_resource(show_spinner=False, max_entries=_CACHED_ANSWERS, hash_funcs={Recipe: Recipe.key})
def _figure(folder: str, version: Version, recipe: Recipe[Figure]) -> Finished:
    del folder, version
    return finished(recipe)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS, hash_funcs={Recipe: Recipe.key})
def _made(folder: str, version: Version, recipe: Recipe[Any]) -> Any:
    del folder, version
    return recipe.make()


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _set_credits(
    folder: str, version: Version, athlete: str, from_date: date, to_date: date, muscle: str | None
) -> pd.DataFrame:
    del version
    return _opened(folder).set_credits(athlete, from_date=from_date, to_date=to_date, muscle=muscle)


@st.cache_data(show_spinner=False, max_entries=20)
def _set_judgements(folder: str, version: Version, athlete: str, from_date: date, to_date: date) -> pd.DataFrame:
    del version
    return _opened(folder).set_judgements(athlete, from_date=from_date, to_date=to_date)


@st.cache_data(show_spinner=_("Looking at everybody's log"), max_entries=5)
def _roster(folder: str, version: Version, on: date) -> pd.DataFrame:
    del version
    return _opened(folder).roster(on=on)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _weekly_sets(
    folder: str, version: Version, athlete: str, from_date: date, to_date: date, start: WeekStart
) -> pd.DataFrame:
    del version
    return _opened(folder).metric(
        "weekly_hard_sets", athlete=athlete, from_date=from_date, to_date=to_date, week_start=start
    )


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _findings(folder: str, version: Version, athlete: str | None, on: date, today: date) -> list[Finding]:
    del version
    return _opened(folder).findings(athlete=athlete, on=on, today=today)


@st.cache_data(show_spinner=False, max_entries=1_000)
def _most_important(folder: str, version: Version, athlete: str, on: date, today: date) -> Finding | None:
    del version
    return _opened(folder).most_important(on=on, athlete=athlete, today=today)


@st.cache_data(show_spinner=False, max_entries=20)
def _news(folder: str, version: Version, athlete: str, on: date, today: date, since: Told) -> WhatIsNew:
    return _opened(folder).news(
        SCREEN,
        athlete=athlete,
        on=on,
        since=since,
        found=_findings(folder=folder, version=version, athlete=athlete, on=on, today=today),
    )


@st.cache_data(show_spinner=_("Reviewing the week"), max_entries=50)
def _review(folder: str, version: Version, athlete: str, on: date, unit: MassUnit, today: date) -> Review:
    del version
    return _opened(folder).review(on=on, athlete=athlete, unit=unit, with_plan=False, today=today)


@st.cache_data(show_spinner=_("Planning the week"), max_entries=20)
def _plan(folder: str, version: Version, athlete: str, on: date, week: date, at: date) -> Plan:
    del version
    return _opened(folder).plan(on=on, athlete=athlete, week=week, today=at)


@st.cache_data(show_spinner=False, max_entries=50)
def _edited(folder: str, version: Version, plan: str, steps: tuple[Edit, ...], on: date) -> Plan:
    del version
    return _opened(folder).edited_plan(from_json(json.loads(plan)), steps, on=on)


@st.cache_data(show_spinner=False, max_entries=20)
def _week_before_changes(folder: str, version: Version, plan: str, on: date) -> Plan:
    del version
    return _opened(folder).week_before_changes(from_json(json.loads(plan)), on=on)


@st.cache_data(show_spinner=False, max_entries=50)
def _outlook(folder: str, version: Version, plan: str, on: date, weeks: int) -> Outlook:
    del version
    made = from_json(json.loads(plan))
    return _opened(folder).outlook(made, on=on, athlete=made.athlete, weeks=weeks)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _added_sets(
    folder: str, version: Version, exercise_id: str, numbers: tuple[int, ...], athlete: str, on: date
) -> pd.DataFrame:
    del version
    return _opened(folder).added_sets(exercise_id, numbers, on=on, athlete=athlete)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _template_for(folder: str, version: Version, template_id: str, athlete: str | None, on: date) -> Template:
    del version
    return _opened(folder).template_for(template_id, on=on, athlete=athlete)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _template_check(folder: str, version: Version, template_id: str, athlete: str | None, on: date) -> pd.DataFrame:
    del version
    return _opened(folder).template_check(template_id, on=on, athlete=athlete)


@st.cache_data(show_spinner=False, max_entries=_CACHED_ANSWERS)
def _worked_example(folder: str, version: Version, section: str, athlete: str | None, on: date) -> str:
    del version
    return _opened(folder).worked_examples(athlete=athlete, on=on, sections=[section]).get(section, "")


@st.cache_data(show_spinner=False, max_entries=20)
def _sufficiency(folder: str, version: Version, athlete: str | None, on: date) -> pd.DataFrame:
    del version
    return _opened(folder).sufficiency(athlete=athlete, on=on)


@st.cache_data(show_spinner=False, max_entries=20)
def _sets(
    folder: str,
    version: Version,
    athlete: str,
    from_date: date | None,
    to_date: date | None,
    exercise_id: str | None,
    muscle: str | None,
    search: str,
) -> pd.DataFrame:
    del version
    return _opened(folder).sets(
        athlete, from_date=from_date, to_date=to_date, exercise_id=exercise_id, muscle=muscle, search=search
    )


@st.cache_data(show_spinner=False, max_entries=20)
def _found_sets(
    folder: str, version: Version, athlete: str, filters: dict[str, Any], page: int, rows: int
) -> pd.DataFrame:
    del version
    return _opened(folder).found_sets(athlete, page=page, rows=rows, **filters)


@st.cache_data(show_spinner=False, max_entries=20)
def _unrecognised(folder: str, version: Version) -> list[Unrecognised]:
    del version
    return _opened(folder).unrecognised()


@st.cache_data(show_spinner=False, max_entries=5_000)
def _suggestions(folder: str, version: Version, name: str) -> tuple[tuple[str, str], ...]:
    del version
    return tuple((exercise_id, reason) for exercise_id, reason in _opened(folder).suggestions(name))


@st.cache_data(show_spinner=False, max_entries=20)
def _damaged_files(folder: str, version: Version, day: date) -> tuple[str, ...]:
    del version, day
    return _opened(folder).damaged_files()


@st.cache_data(show_spinner=False, max_entries=20)
def _doubts(folder: str, version: Version, athlete: str, unit: MassUnit, on: date) -> list[Doubt]:
    del version
    return _opened(folder).doubts(athlete, today=on, unit=unit)


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


def kept(key: str) -> Any:
    """What `keep` last kept of a widget; None for nothing."""
    return recall(f"kept-{key}")


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
    """Take the newest change back: all of it that was not taken back elsewhere meanwhile."""
    change = last_change()
    if change is None:
        return
    sets, standing = open_log().undo_all(change.change_ids, now=now())
    forget("last_change")
    if not standing:
        flash(_("This was taken back elsewhere before: {did}", did=change.did))
    elif standing < len(change.change_ids):
        flash(_("Undone, but for what was taken back elsewhere before: {did}", did=change.did))
    else:
        flash(_("Undone: {did}", did=change.did) if sets else _("There was nothing left to undo."))
