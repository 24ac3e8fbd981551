"""A template as the lifter's plan of a week: on their days, with their loads, beside what it leaves alone.

A template is for the legs, or for their back alone. What the usual week holds beside that stays on its days: all that
is no leg work, and for a template of the back of the legs the squats, lunges and calf raises too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from analytics.language import _
from analytics.model import Finding
from analytics.plans.build import pain_in
from analytics.plans.course import Ask
from analytics.plans.credits import Credits
from analytics.plans.loads import LoadBook
from analytics.plans.model import SLOTS, Habit, Line, Plan, Session, Slot, UsualLine, UsualSession
from analytics.plans.order import prescribe
from analytics.plans.template_check import Yardstick, check, too_much
from analytics.plans.templates import DAYS, Template, fitted, template_week
from analytics.reference.catalogue import Catalogue
from analytics.rules import Case


def template_plan(template: Template, ask: Ask, findings: Sequence[Finding], book: LoadBook) -> Plan:
    """The plan of a week of kind "template". A note of pain stops it (kind "stopped"), as it does any plan."""
    blank = Plan(ask.request.athlete, ask.week, ask.goal, "template", template=template.id)
    if pain := pain_in(findings):
        return replace(blank, kind="stopped", notes=pain)
    credits = Credits.of(ask.request)
    sessions = _with_what_stays(_template_sessions(template, ask, credits), template, ask, credits)
    loaded = (
        replace(session, lines=tuple(book.loaded(line, unit=ask.unit) for line in session.lines))
        for session in sessions
        if session.lines
    )
    return replace(blank, sessions=tuple(loaded), notes=tuple(_notes(template, ask, credits)))


def lifters_version(template: Template, case: Case, catalogue: Catalogue) -> Template:
    """The template with the exercises that the lifter can do."""
    return fitted(template, lifter=case.lifter, done=_done(case), catalogue=catalogue)


def yardstick_of(case: Case) -> Yardstick:
    """What a template is held against: the lifter's level, and the means of the last four full weeks."""
    rows = case.last_week_of(case.frame("muscle_volume"))
    now = {} if rows.empty else dict(zip(rows["muscle"].astype("str"), rows["mean_sets"].astype(float), strict=True))
    return Yardstick(case.facts, case.lifter.level, case.muscle_names, now)


def _done(case: Case) -> frozenset[str]:
    return frozenset(case.logged["exercise_id"])


def _template_sessions(template: Template, ask: Ask, credits: Credits) -> tuple[Session, ...]:
    return template_week(
        template,
        week=ask.week,
        lifter=ask.case.lifter,
        days=_days(template, ask, credits),
        done=_done(ask.case),
        catalogue=ask.request.store.catalogue,
        facts=ask.case.facts,
    )


def _days(template: Template, ask: Ask, credits: Credits) -> tuple[int, ...]:
    """The weekdays to put it on: those of the settings; else the leg days of the usual week, or all of its days where
    these are too few or the template has days of its own.
    """
    if ask.case.lifter.training_days:
        return ask.case.lifter.training_days
    with_legs = tuple(
        session.day.weekday()
        for session in ask.habit.sessions
        if any(credits.is_leg_work(line.exercise_id) for line in session.lines)
    )
    has_own = any(session.is_own for session in template.sessions)
    if len(with_legs) >= len(template.by_day()) and not has_own:
        return with_legs
    return tuple(session.day.weekday() for session in ask.habit.sessions)


# what stays as it is --------------------------------------------------------------------------------------------------


def _with_what_stays(sessions: Sequence[Session], template: Template, ask: Ask, credits: Credits) -> Iterator[Session]:
    """The sessions of the week in the order of its days, each with what stays of the usual one."""
    usual = {session.day: session for session in ask.habit.sessions}
    planned = {session.day: session for session in sessions}
    taken = {line.exercise_id for session in sessions for line in session.lines}
    for number in range(DAYS):
        day = ask.week + timedelta(days=number)
        before = usual.get(day)
        session = planned.get(day) or (Session(day, before.title, ()) if before else None)
        if session is None:
            continue
        kept = [line for line in _staying(before, template, ask, credits) if line.exercise_id not in taken]
        lines = sorted((*_marked(session.lines, ask.habit), *kept), key=lambda line: SLOTS.index(line.slot))
        yield replace(session, lines=tuple(lines), at=before.at if before else None)


def _staying(session: UsualSession | None, template: Template, ask: Ask, credits: Credits) -> Iterator[Line]:
    for line in session.lines if session else ():
        slot = _slot_of_what_stays(line, template, credits)
        if slot is not None:
            yield _as_usual(line, slot, ask)


def _slot_of_what_stays(line: UsualLine, template: Template, credits: Credits) -> Slot | None:
    """Where a usual exercise goes beside the template, None where the template takes its place."""
    if not credits.is_leg_work(line.exercise_id):
        return "other"
    sides = credits.counts.loc[line.exercise_id]
    if template.covers != "back" or sides["hip_dominant"] > sides["knee_dominant"]:
        return None
    return "second" if credits.exercises.at[line.exercise_id, "is_main"] else "accessory"


def _as_usual(line: UsualLine, slot: Slot, ask: Ask) -> Line:
    return prescribe(
        line.exercise_id,
        line.sets,
        slot,
        usual=line,
        goal=ask.goal,
        catalogue=ask.request.store.catalogue,
        facts=ask.case.facts,
    )


def _marked(lines: Sequence[Line], habit: Habit) -> Iterator[Line]:
    """Lines with the sets that the usual week holds of their exercise, on its fullest day."""
    usual: dict[str, int] = {}
    for session in habit.sessions:
        for each in session.lines:
            usual[each.exercise_id] = max(each.sets, usual.get(each.exercise_id, 0))
    for line in lines:
        yield replace(line, usual_sets=usual.get(line.exercise_id, 0))


# what is to be said about it ------------------------------------------------------------------------------------------


def _notes(template: Template, ask: Ask, credits: Credits) -> Iterator[str]:
    case, sources = ask.case, ask.case.facts.sources
    possible = lifters_version(template, case, ask.request.store.catalogue)
    works = ", ".join(sources[each].citation for each in template.articles)
    yield _("After “{works}”. {assumption}", works=works, assumption=template.assumption).strip()
    yield from too_much(check(possible, credits=credits, yardstick=yardstick_of(case)))
    if possible.left_out:
        names = ", ".join(case.exercise_names[each] for each in possible.left_out)
        yield _("Left out, because nothing that you have does the same: {exercises}.", exercises=names)
    if any(session.is_own for session in template.sessions):
        yield _("The upper days are yours: they hold what you usually do.")
    elif template.covers == "back" and ask.habit.sessions:
        yield _("It takes the place of your work for the back of the legs; everything else stays as usual.")
    elif ask.habit.sessions:
        yield _("It takes the place of your leg work; everything else stays as usual.")
