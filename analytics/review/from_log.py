"""The weekly review from a log as it stands on a day."""

from __future__ import annotations

from datetime import date, timedelta

from analytics import metrics
from analytics.as_of import AsOf
from analytics.plans.kept import against_done
from analytics.review import Review, Week, empty_review, looks_back_to, weekly_review
from analytics.units import MassUnit

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


def review_of(as_of: AsOf, *, unit: MassUnit, today: date | None = None) -> Review:
    """The review of the last full week, without the plan for the week to come. Answers to findings are looked at as of
    `today`, or of the day of the log.
    """
    on = as_of.case.on
    if as_of.store.span(as_of.athlete) is None:
        return empty_review(athlete=as_of.athlete, unit=unit, on=on)
    week = reviewed_week(as_of, unit=unit)
    return weekly_review(
        week,
        athlete=as_of.athlete,
        found=as_of.findings(today=today),
        found_before=as_of.on(on - _WEEK).findings(answered=False),
        done=against_done(as_of, week.monday),
    )


def reviewed_week(as_of: AsOf, *, unit: MassUnit) -> Week:
    """What the review looks at; for an athlete with a set in the log."""
    case, store, athlete = as_of.case, as_of.store, as_of.athlete
    first_day, last_day = store.span(athlete) or (case.on, case.on)
    judged = metrics.set_judgements(store, athlete=athlete, from_date=case.last_full_week, to_date=case.window_to)
    return Week(
        case=case,
        before=as_of.on(case.last_full_week - _DAY).metric,
        sets=store.sets(athlete, from_date=looks_back_to(case), to_date=case.window_to),
        judgements=judged,
        first_day=first_day,
        last_day=last_day,
        unit=unit,
    )
