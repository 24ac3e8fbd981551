"""Everything about one exercise, section by section, and the way to its page from anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _, listed, n_
from analytics.reference.catalogue import Exercise
from analytics.training_log import TrainingLog
from ui import exercise_words, formats, rep_maxima, session, strength, swaps
from ui.charts import exercise as charts
from ui.charts import strength as strength_charts
from ui.draw import chart, clicked, sets_behind
from ui.filters import Filters, monday_of
from ui.take_away import table_file
from ui.words import plain

PAGE: Final = "pages/insights/exercise.py"
ADDRESS: Final = "exercise"
"""The address names the exercise by its id in the catalogue, which no rename of it breaks."""
_BOX: Final = "exercise-box"
_TOLD: Final = "exercise-told"
_DAY: Final = "exercise-day"
_GOES_ALONG: Final = ("athlete", "period", "unit")
_SESSIONS, _NOTES, _SWAPS = 6, 8, 3


def exercise_link(exercise_id: str, label: str) -> None:
    """A link to all about an exercise, with the filters that are set."""
    st.page_link(PAGE, label=plain(label), icon=":material/fitness_center:", query_params=along(exercise=exercise_id))


def along(**more: str) -> dict[str, str]:
    """What a link's address says: the filters that are set, and `more`."""
    return {key: st.query_params[key] for key in _GOES_ALONG if key in st.query_params} | more


def come_back(*keys: str) -> None:
    """Bring back what a page showed when a link of `exercise_link` was followed; `session.keep` has it under `keys`.

    Streamlit leaves an address behind for such a link, with what the link says and without what is bound to widgets;
    Back leads to it. Before any widget is drawn, since what the address lacks is set to its default otherwise.
    """
    if ADDRESS not in st.query_params:
        return
    del st.query_params[ADDRESS]
    for key in (*_GOES_ALONG, *keys):
        kept = session.kept(key)
        if kept is not None and key not in st.query_params:
            session.remember(key, kept)
    st.rerun()


def pick_exercise(log: TrainingLog, athlete: str) -> str:
    """Choose the exercise: the lifter's own first, most sets first. The address follows the choice, and the other way
    round: an id in it that is not the one shown last is what is asked for.
    """
    names = log.catalogue.exercise_names
    done = list(log.logged_exercises(athlete)["exercise_id"])
    options = list(dict.fromkeys([*done, *sorted(names, key=lambda each: names[each].lower())]))
    asked, told = st.query_params.get(ADDRESS), session.recall(_TOLD)
    asked = asked if asked in names else next((each for each, name in names.items() if name == asked), None)
    if asked is not None and (asked != told or session.recall(_BOX) is None):
        session.remember(_BOX, asked)
    elif session.recall(_BOX) not in options:
        session.remember(_BOX, told if told in options else options[0])
    chosen = str(st.selectbox(_("Exercise"), options, format_func=names.__getitem__, key=_BOX, width=420))
    session.remember(_TOLD, chosen)
    if st.query_params.get(ADDRESS) != chosen:
        st.query_params[ADDRESS] = chosen
    return chosen


def what_it_is(log: TrainingLog, exercise: Exercise) -> None:
    """Its name, what it trains, and how it is counted and why."""
    st.header(plain(exercise.name), anchor=False)
    st.markdown(exercise_words.badges(exercise))
    muscles = exercise_words.muscles_table(log.catalogue, exercise, log.facts)
    if len(muscles):
        st.table(muscles, hide_index=True, border="horizontal", alt=_("What {name} trains", name=exercise.name))
    with st.expander(_("How it is counted, and why"), icon=":material/science:", key="exercise-counted"):
        st.table(
            exercise_words.how_it_counts(log.catalogue, exercise, log.facts),
            border="horizontal",
            alt=_("How {name} is counted", name=exercise.name),
        )
        if exercise.id in log.catalogue.own.muscles or log.catalogue.own.exercise(exercise.id):
            st.caption(_("These are your own."))
        st.page_link(
            "pages/trust/exercises.py",
            label=_("Count it for other muscles, or change it"),
            icon=":material/tune:",
            query_params={"tab": _("All exercises"), "exercise-id": exercise.name},
        )


def cards(ever: pd.DataFrame, weekly: pd.DataFrame, chosen: Filters, *, today: date, level: str) -> None:
    """When it was done last, how often and how much in the full weeks of the period, and its level."""
    last = pd.Timestamp(ever["day"].max()).date()
    ended = charts.full_weeks(weekly, _running(chosen))
    weeks, trained = n_("{number} full week", "{number} full weeks", len(ended)), int((ended["days"] > 0).sum())
    shown = (
        (_("Since last time"), exercise_words.ago(last, today), formats.day(last)),
        (_("Hard sets a week"), formats.number(ended["hard"].mean()), _("mean of {weeks}", weeks=weeks)),
        (_("Days trained"), str(int(ended["days"].sum())), _("in {trained} of {weeks}", trained=trained, weeks=weeks)),
        (_("Level"), level or formats.MISSING, _("after its last session") if level else _("no strength value")),
    )
    with st.grid(4, min_column_width=150):
        for label, value, note in shown:
            st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, height="stretch")


def weeks_of_it(chosen: Filters, ever: pd.DataFrame) -> pd.DataFrame:
    """Its weeks of the period (see `exercise_words.weekly`)."""
    days = pd.to_datetime(ever["day"]).dt.date
    in_period = ever[(days >= chosen.from_date) & (days <= chosen.to_date)]
    judged = session.set_judgements(chosen.athlete, chosen.from_date, chosen.to_date)
    return session.made(exercise_words.weekly, in_period, judged, from_date=chosen.from_date, to_date=chosen.to_date)


def weekly_chart(log: TrainingLog, chosen: Filters, exercise: Exercise, weekly: pd.DataFrame) -> None:
    """Bars of its weeks; a click shows the last day of the week below."""
    st.header(_("How often and how much"), anchor=False)
    muscle = next(iter(log.catalogue.main_muscles.get(exercise.id, ("",))))
    running = _running(chosen)
    chart(
        session.figure(charts.weekly_sets, weekly, name=exercise.name, muscle=muscle, running_week=running),
        alt=charts.describe(weekly, name=exercise.name, running_week=running),
        key="exercise-weeks",
        on_select=lambda: _choose_day("exercise-weeks"),
    )


def strength_chart(log: TrainingLog, chosen: Filters, exercise: Exercise) -> None:
    """Its strength over the period in a small chart, or why there is none, and the way to the Strength page."""
    st.header(_("Strength"), anchor=False)
    of_it = {
        name: rows[rows["exercise_id"] == exercise.id]
        for name, rows in (
            (name, session.metric(name, chosen.athlete, chosen.from_date, chosen.to_date))
            for name in ("session_strength", "strength_trend", "strength_band", "personal_bests")
        )
    }
    sessions, trends = of_it["session_strength"], of_it["strength_trend"]
    if sessions.empty:
        st.markdown(exercise_words.without_strength(exercise, has_bodyweight=log.lifter.bodyweight_kg is not None))
        return
    trend = strength_charts.trend_of(trends, exercise.id)
    chart(
        session.figure(
            strength_charts.one_lift,
            sessions,
            name=exercise.name,
            unit=chosen.unit,
            trend=trend,
            bests=of_it["personal_bests"],
            band=of_it["strength_band"],
            gap_days=log.facts.number("trend.gap_days"),
            title=strength.trend_title(trends, exercise.id),
            height=340,
        ),
        alt=strength_charts.describe_lift(
            sessions,
            name=exercise.name,
            unit=chosen.unit,
            class_words=strength.class_words(trends, exercise.id),
            trend=trend,
        ),
        key="exercise-strength",
        on_select=lambda: _choose_day("exercise-strength"),
    )
    st.markdown(strength.trend_words(trends, exercise.id, facts=log.facts))
    st.page_link(
        "pages/insights/strength.py",
        label=_("Its outlook, records and comparisons on Strength"),
        icon=":material/trending_up:",
        query_params=along(lift=exercise.name),
    )


def bests(chosen: Filters, exercise: Exercise, ever: pd.DataFrame) -> None:
    """Its best loads by reps; the longest set where it has no load."""
    st.header(_("Bests"), anchor=False)
    maxima, in_period = (
        rows[rows["exercise_id"] == exercise.id]
        for rows in (
            session.metric("rep_maxima", chosen.athlete, None, chosen.to_date),
            session.metric("rep_maxima", chosen.athlete, chosen.from_date, chosen.to_date),
        )
    )
    if maxima["weight_kg"].fillna(0).gt(0).any():
        rep_maxima.draw_table(maxima, in_period, name=exercise.name, unit=chosen.unit, key="exercise-maxima")
        if maxima["estimate_kg"].notna().any():
            st.caption(rep_maxima.ESTIMATE_WORDS)
        return
    st.markdown(exercise_words.most_reps(ever) or _("No set of it has a load or reps."))


def sessions_of_it(log: TrainingLog, chosen: Filters, exercise: Exercise, ever: pd.DataFrame) -> None:
    """Its last sessions in words, and the sets of any day with what each counts as, its file and its line."""
    st.header(_("Last sessions"), anchor=False)
    workouts = ever["started_at"].drop_duplicates().sort_values(ascending=False)
    last = ever.loc[ever["started_at"].isin(workouts[:_SESSIONS]), list(exercise_words.IN_A_SESSION_LINE)]
    lines = [
        f"- {session.made(exercise_words.session_line, of_workout, chosen.unit)}"
        for __, of_workout in sorted(last.groupby("started_at"), key=itemgetter(0), reverse=True)
    ]
    more = len(workouts) - len(lines)
    st.markdown("\n".join(lines))
    if more > 0:
        st.caption(
            n_(
                "{number} earlier workout: choose a day below, or click a bar or a point.",
                "{number} earlier workouts: choose a day below, or click a bar or a point.",
                more,
            )
        )
    days = sorted(set(pd.to_datetime(ever["day"]).dt.date), reverse=True)
    day = st.selectbox(_("Day"), days, format_func=formats.day, key=_DAY, bind="query-params", width=240)
    muscles = log.catalogue.muscle_names
    credits = session.made(
        strength.sets_of, session.set_credits(chosen.athlete, day, day), exercise.id, muscles=muscles
    )
    sets_behind(
        exercise_words.uncounted(ever[pd.to_datetime(ever["day"]).dt.date == day]) if credits.empty else credits,
        title=f"{exercise.name}, {formats.day(day)}",
        unit=chosen.unit,
        muscle_names={**muscles, **exercise_words.NO_MUSCLE},
        key="exercise-sets",
    )
    st.page_link(
        "pages/log/logbook.py",
        label=_("All its sets in the logbook, to correct or delete"),
        icon=":material/menu_book:",
        query_params=along(exercise=exercise.name),
    )


def notes_and_names(ever: pd.DataFrame) -> None:
    """What was written with it, and as what it was written."""
    lines = session.made(exercise_words.note_lines, ever, limit=_NOTES)
    if lines:
        st.header(_("Notes"), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in lines))
    st.header(_("Names in your log"), anchor=False)
    table = session.made(exercise_words.names_table, ever)
    titles = {
        "Written as": _("Written as"), "Sets": _("Sets"), "First": _("First"), "Last": _("Last"), "In": _("In"),
    }  # fmt: skip
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        key="exercise-names",
        alt=_("The names under which it was logged, with their sets and files"),
        column_config={
            **titles,
            "Sets": st.column_config.NumberColumn(titles["Sets"], format="%d", width="small"),
            "First": st.column_config.DateColumn(titles["First"], format="D MMM YYYY"),
            "Last": st.column_config.DateColumn(titles["Last"], format="D MMM YYYY"),
        },
    )
    table_file(table.rename(columns=titles), name="names-in-the-log", key="exercise-names")


def in_the_plan(log: TrainingLog, chosen: Filters, exercise: Exercise) -> None:
    """Its place in the kept plans of this week and the next; nothing where none is kept."""
    this = monday_of(chosen.as_of)
    weeks = [this, this + timedelta(weeks=1)]
    plans = [plan for plan in (log.kept_plan(week, chosen.athlete) for week in weeks) if plan is not None]
    if not plans:
        return
    st.header(_("In your plan"), anchor=False)
    lines = exercise_words.plan_lines(plans, exercise.id, chosen.unit)
    kept = listed(formats.week(plan.week) for plan in plans)
    st.markdown("\n".join(f"- {line}" for line in lines) or _("Not in what you kept for the {kept}.", kept=kept))
    st.page_link("pages/plan/next_week.py", label=_("The whole plan"), icon=":material/event_upcoming:")


def instead(log: TrainingLog, chosen: Filters, exercise: Exercise, names: Mapping[str, str]) -> None:
    """What may take its place, for the legs only, worked out when it is opened; nothing while something hurts."""
    with st.expander(
        _("What may take its place"), icon=":material/swap_horiz:", key="instead", on_change="rerun"
    ) as part:
        if not part.open:
            return
        if exercise.id not in log.swappable(chosen.athlete):
            st.markdown(_("Swaps are worked out for exercises of the legs and glutes only."))
            return
        notes = log.findings(on=session.today(), athlete=chosen.athlete, rules=["pain_note"])
        if swaps.stops(None, notes):
            return
        found = log.substitutes(exercise.id, athlete=chosen.athlete)[:_SWAPS]
        swaps.swap_list(found, names=names, facts=log.facts)
        if not found:
            st.markdown(_("Nothing with what you usually train with."))
        st.page_link(
            "pages/plan/swaps.py",
            label=_("All swaps, for what is the matter and for other equipment"),
            icon=":material/swap_horiz:",
            query_params={swaps.INSTEAD_OF: exercise.name},
        )


def level_words(chosen: Filters, exercise_id: str) -> str:
    """Its level after the last session of the period, as a load; "" where there is none."""
    outlook = session.metric("strength_outlook", chosen.athlete, chosen.from_date, chosen.to_date)
    rows = outlook[outlook["exercise_id"] == exercise_id]
    return (
        "" if rows.empty or pd.isna(rows.iloc[-1]["level_kg"]) else formats.load(rows.iloc[-1]["level_kg"], chosen.unit)
    )


def _running(chosen: Filters) -> str | None:
    return chosen.running_week.isoformat() if chosen.running_week else None


def _choose_day(key: str) -> None:
    """A click on a bar or a point chooses its day for the list of sets."""
    point: Sequence[object] = clicked(key)
    if point and point[0]:
        session.remember(_DAY, pd.Timestamp(str(point[0])).date())
