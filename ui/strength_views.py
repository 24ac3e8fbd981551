"""The views of the Strength page, one a tab: each reads, computes, draws and explains by itself, so that only the one
that is open costs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.reference.populations import deadlift_squat
from analytics.training_log import TrainingLog
from ui import balance, formats, rep_maxima, session, strength
from ui.basis import basis
from ui.charts import balance as balance_charts
from ui.charts import compare as compare_charts
from ui.charts import maxima as maxima_charts
from ui.charts import strength as charts
from ui.draw import chart, clicked, sets_behind
from ui.exercise_page import exercise_link
from ui.filters import Filters
from ui.take_away import file_stem, table_file
from ui.words import plain

VIEW: Final = "view"
LIFT: Final = "lift"
DAY: Final = "lift_day"
CHOICES: Final = (VIEW, LIFT, DAY, "session", "lifts", "scale")
"""Keys of what is chosen here and stands in the address."""
ONE_LIFT, DEADLIFT_AND_SQUAT = _("One lift"), _("Deadlift and squat")
"""Views that other places lead to."""
AS_SHARE, AS_LOAD = _("% of its own start"), _("Load")
_TOO_LITTLE: Final = _(
    "No session in this period gives a strength value: that takes a loaded lift with few enough reps, near enough to "
    "failure. Try a longer period."
)


# one lift ------------------------------------------------------------------------------------------------------------


def one_lift(log: TrainingLog, chosen: Filters) -> None:
    """A lift's sessions with its level and trend, what is likely next, the sets behind a session, and its bests."""
    names = log.catalogue.exercise_names
    sessions = _metric("session_strength", chosen)
    if sessions.empty:
        st.info(_TOO_LITTLE)
        return
    trends, outlook, coming, band, bests = (
        _metric(name, chosen)
        for name in ("strength_trend", "strength_outlook", "next_session", "strength_band", "personal_bests")
    )
    lift = _pick_lift(list(sessions["exercise_id"].value_counts().index), names)
    of_lift = sessions[sessions["exercise_id"] == lift].sort_values("started_at", ascending=False)
    bests_of_lift = bests[bests["exercise_id"] == lift]
    trend = charts.trend_of(trends, lift)
    chart(
        session.figure(
            charts.one_lift,
            of_lift,
            name=names[lift],
            unit=chosen.unit,
            trend=trend,
            bests=bests_of_lift,
            band=band[band["exercise_id"] == lift],
            gap_days=log.facts.number("trend.gap_days"),
            title=strength.trend_title(trends, lift),
        ),
        alt=charts.describe_lift(
            of_lift, name=names[lift], unit=chosen.unit, class_words=strength.class_words(trends, lift), trend=trend
        ),
        key="lift-chart",
        on_select=lambda: _choose_day("lift-chart"),
    )
    st.markdown(strength.trend_words(trends, lift, facts=log.facts))
    for line in (
        strength.outlook_words(outlook, lift, unit=chosen.unit),
        strength.next_words(coming, lift, unit=chosen.unit),
    ):
        if line:
            st.markdown(line)
    notes = strength.made_by(of_lift, facts=log.facts, is_leg_press=log.catalogue.exercise(lift).e1rm == "lp")
    st.caption(" ".join([strength.how_to_read(log.facts), *notes]))
    exercise_link(lift, _("Everything about {exercise}", exercise=names[lift]))

    st.header(_("The sets behind a session"), anchor=False)
    st.caption(_("Click a point, or choose a day here."))
    days = list(pd.to_datetime(of_lift["started_at"]).dt.date)
    day = _pick_day(days)
    _session_sets(log, chosen, of_lift.iloc[days.index(day)], names)

    st.header(_("Best yet"), anchor=False)
    st.caption(_("Sessions of this period that beat everything before them in the log."))
    if bests_of_lift.empty:
        st.info(_("No session of this period was the best ever for {exercise}.", exercise=plain(names[lift])))
    else:
        table = strength.bests_table(bests_of_lift, unit=chosen.unit)
        value = f"{charts.strength_words(of_lift)} ({chosen.unit})"
        alt = _("Bests of {exercise}, newest first", exercise=names[lift])
        st.dataframe(table, hide_index=True, key="bests", alt=alt, column_config=_best_columns(value))
        table_file(table.rename(columns=_titles(value)), name=file_stem(alt), key="bests")
    basis(
        "session_strength", "strength_trend", "personal_bests", "strength_band", "strength_outlook", "next_session",
        key="strength",
    )  # fmt: skip


def _pick_lift(lifts: Sequence[str], names: Mapping[str, str]) -> str:
    """Choose the lift; the choice goes with the lifter from tab to tab."""
    session.bring_back(LIFT, lifts)
    lift = st.selectbox(
        _("Lift"), lifts, format_func=lambda lift: names.get(lift, lift), key=LIFT, bind="query-params", width=420,
        on_change=session.keep, args=(LIFT,),
    )  # fmt: skip
    session.keep(LIFT)
    return lift


def _pick_day(days: Sequence[date]) -> date:
    """Choose one of the days, newest first."""
    day = st.selectbox(_("Session"), days, format_func=formats.day, key=DAY, bind="query-params", width=240)
    session.keep(DAY)
    return day


def _choose_day(key: str) -> None:
    """A click on a session lists its sets below."""
    point = clicked(key)
    if point:
        session.remember(DAY, pd.Timestamp(point[0]).date())


# bests by reps -------------------------------------------------------------------------------------------------------


def by_reps(log: TrainingLog, chosen: Filters) -> None:
    """A lift's heaviest loads for 1 to 12 reps, ever and in the period, beside what its level would allow."""
    names = log.catalogue.exercise_names
    ever = session.metric("rep_maxima", chosen.athlete, None, chosen.to_date)
    if ever.empty:
        st.info(_("No set with a load and reps yet. Each best load stands here from the first such set on."))
        return
    in_period = _metric("rep_maxima", chosen)
    known = ever.dropna(subset="weight_kg").groupby("exercise_id")["sets"].sum().sort_values(ascending=False)
    lift = _pick_lift([str(each) for each in known.index], names)
    of_lift, of_period = (rows[rows["exercise_id"] == lift] for rows in (ever, in_period))
    chart(
        session.figure(maxima_charts.rep_maxima, of_lift, name=names[lift], unit=chosen.unit, of_period=of_period),
        alt=maxima_charts.describe(of_lift, name=names[lift], unit=chosen.unit),
        key="maxima-chart",
        on_select=lambda: _choose_day("maxima-chart"),
    )
    counts_for_fewer = _("A set of eight reps is one of five too, so a best for more reps counts for fewer.")
    st.caption(f"{counts_for_fewer} {rep_maxima.ESTIMATE_WORDS}")
    rep_maxima.draw_table(of_lift, of_period, name=names[lift], unit=chosen.unit, key="maxima")
    exercise_link(lift, _("Everything about {exercise}", exercise=names[lift]))

    st.header(_("The sets of that day"), anchor=False)
    st.caption(_("Click a star, or choose a day here."))
    days = sorted(set(pd.to_datetime(of_lift["started_at"].dropna()).dt.date), reverse=True)
    day = _pick_day(days)
    _sets_on(log, chosen, lift, day, title=f"{names[lift]}, {formats.day(day)}")
    basis("rep_maxima", key="rep-maxima")


# lifts beside each other ---------------------------------------------------------------------------------------------


def compare(log: TrainingLog, chosen: Filters) -> None:
    """Two to four lifts on one chart, and the sets behind any session of theirs."""
    names = log.catalogue.exercise_names
    sessions = _metric("session_strength", chosen)
    lifts = list(sessions["exercise_id"].value_counts().index)
    if len(lifts) < 2:
        st.info(_("It takes two lifts with a strength value in this period. Try a longer period."))
        return
    scales = [AS_SHARE, AS_LOAD]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.multiselect(
            _("Lifts (2 to 4)"), lifts, default=lifts[:2], format_func=lambda lift: names.get(lift, lift),
            max_selections=compare_charts.MOST_LIFTS, key="lifts", bind="query-params",
        )  # fmt: skip
        scale = st.segmented_control(
            _("Shown as"), scales, default=AS_SHARE, required=True, key="scale", bind="query-params"
        )
    session.keep("lifts")
    session.keep("scale")
    shown = compare_charts.courses(sessions, _metric("strength_band", chosen), picked, names)
    if len(shown) < 2:
        st.info(_("Choose two to four lifts."))
        return
    chart(
        session.figure(
            compare_charts.compare,
            shown,
            unit=chosen.unit,
            as_share=scale == AS_SHARE,
            gap_days=log.facts.number("trend.gap_days"),
        ),
        alt=compare_charts.describe(shown, unit=chosen.unit),
        key="compare-chart",
        on_select=lambda: _choose_session("compare-chart"),
    )
    st.caption(
        _(
            "Each line begins at its lift's own level at its first session of the period. Lifts differ in what they "
            "can gain, and small lifts are shown as the load at their usual reps: compare directions, not kilograms."
        )
    )
    table = strength.compared_table(shown, _metric("strength_trend", chosen), unit=chosen.unit)
    titles = {
        "Lift": _("Lift"), "Start": _("Level at the start ({unit})", unit=chosen.unit),
        "End": _("Level at the end ({unit})", unit=chosen.unit), "Trend": _("Trend"), "Sessions": _("Sessions"),
    }  # fmt: skip
    st.dataframe(
        table,
        hide_index=True,
        key="compared",
        alt=_("The compared lifts: level at both ends of the period, change and trend"),
        column_config={
            **titles,
            "Start": st.column_config.NumberColumn(titles["Start"], format="%.1f"),
            "End": st.column_config.NumberColumn(titles["End"], format="%.1f"),
            "Change": st.column_config.NumberColumn(_("Change"), format="%+.1f %%"),
        },
    )
    table_file(table.rename(columns=titles | {"Change": _("Change (%)")}), name="compared-lifts", key="compared")
    st.header(_("The sets behind a session"), anchor=False)
    st.caption(_("Click a marker, or choose a session here."))
    _pick_session(log, chosen, sessions[sessions["exercise_id"].isin(picked)], names)
    basis("strength_band", "strength_trend", key="compare")


def records(log: TrainingLog, chosen: Filters) -> None:
    """Every best of the period on a line of time, lift by lift, and the sets behind each."""
    names = log.catalogue.exercise_names
    bests, sessions = _metric("personal_bests", chosen), _metric("session_strength", chosen)
    if bests.empty:
        st.info(_("No session of this period beat everything before it. Try a longer period."))
        return
    bests = bests.assign(what=bests["exercise_id"].map(strength.value_words(sessions)))
    table, value = (
        strength.records_table(bests, names=names, unit=chosen.unit),
        _("Strength ({unit})", unit=chosen.unit),
    )
    in_file = table.rename(columns=_titles(value))
    chart(
        session.figure(compare_charts.records, bests, names=names, unit=chosen.unit),
        alt=compare_charts.describe_records(bests, names=names, unit=chosen.unit),
        key="records-chart",
        on_select=lambda: _choose_session("records-chart"),
        numbers=in_file,
    )
    left_out = bests["exercise_id"].nunique() - compare_charts.MOST_ROWS
    what = _("A record beats every session before it in the whole log. A lift's first session only sets the mark.")
    more = n_("{number} more lift in the table.", "{number} more lifts in the table.", left_out) if left_out > 0 else ""
    st.caption(f"{what} {more}".strip())
    st.dataframe(
        table,
        hide_index=True,
        key="records",
        alt=_("Records of the period, newest first"),
        column_config=_best_columns(value),
    )
    table_file(in_file, name="records", key="records")
    st.header(_("The sets behind a record"), anchor=False)
    st.caption(_("Click a mark, or choose a record here."))
    _pick_session(log, chosen, sessions[sessions["set_id"].isin(bests["set_id"])], names)
    basis("personal_bests", key="records")


def all_lifts(log: TrainingLog, chosen: Filters) -> None:
    """Every lift of the period in one table."""
    names = log.catalogue.exercise_names
    sessions = _metric("session_strength", chosen)
    if sessions.empty:
        st.info(_TOO_LITTLE)
        return
    trends, outlook = _metric("strength_trend", chosen), _metric("strength_outlook", chosen)
    st.caption(
        _(
            "As of {day}. “Unclear” means: not enough to tell. Pick a row to open its lift.",
            day=formats.day(chosen.to_date),
        )
    )
    table = strength.lifts_table(trends, outlook, sessions, names=names, unit=chosen.unit)
    titles = {
        "Lift": _("Lift"), "Trend": _("Trend"), "Rising": _("Rising (chance)"), "Per week": _("Change (% a week)"),
        "Range": _("80 % range (% a week)"), "Level": _("Level ({unit})", unit=chosen.unit), "Sessions": _("Sessions"),
    }  # fmt: skip
    st.dataframe(
        table.drop(columns="Id"),
        hide_index=True,
        placeholder="",
        height="content" if len(table) <= 20 else 740,
        key="all-lifts",
        on_select=lambda: _open_row(list(table["Id"])),
        selection_mode="single-row",
        alt=_(
            "All lifts: course, trend class, chance of rising, change a week with its 80 % range, level and sessions"
        ),
        column_config={
            "Course": st.column_config.LineChartColumn(
                _("Sessions in the period ({unit})", unit=chosen.unit), width="medium"
            ),
            **titles,
            "Rising": st.column_config.TextColumn(
                titles["Rising"], help=_("How likely it rises after its last session")
            ),
            "Per week": st.column_config.NumberColumn(titles["Per week"], format="%+.2f"),
            "Level": st.column_config.NumberColumn(titles["Level"], format="%.1f"),
        },
    )
    table_file(table.drop(columns=["Id", "Course"]).rename(columns=titles), name="all-lifts", key="all-lifts")
    basis("session_strength", "strength_trend", "strength_outlook", key="all-lifts")


# deadlift and squat --------------------------------------------------------------------------------------------------


def deadlift_and_squat(log: TrainingLog, chosen: Filters) -> None:
    """Deadlift over squat among people who compete, what that is and is not, and the sessions behind it."""
    pulls = session.metric("deadlift_squat_ratio", chosen.athlete, None, chosen.to_date)
    if pulls.empty or pulls.iloc[0]["missing"]:
        st.markdown(balance.no_deadlift_line(pulls))
        basis("deadlift_squat_ratio", key="deadlift")
        return
    pull, sex = pulls.iloc[0], log.lifter.sex
    populations = {name: known for name, known in deadlift_squat().items() if sex in ("", name)}
    st.markdown(balance.deadlift_line(pull, sex))
    chart(
        session.figure(balance_charts.deadlift_strip, pull, populations),
        alt=balance_charts.describe_deadlift(pull, populations),
        key="deadlift-chart",
    )
    st.markdown(strength.population_words(populations))
    if not sex:
        st.page_link("pages/trust/settings.py", label=_("Say whom to compare with"), icon=":material/tune:")

    st.header(_("The sessions behind it"), anchor=False)
    names = log.catalogue.exercise_names
    weeks = log.facts.number("trend.window_weeks")
    since = (pd.Timestamp(pull["as_of"]) - pd.Timedelta(weeks=weeks)).date()
    sessions = session.metric("session_strength", chosen.athlete, since, chosen.to_date)
    both = sessions[
        sessions["exercise_id"].isin([pull["deadlift_exercise"], pull["squat_exercise"]])
        & (pd.to_datetime(sessions["started_at"]).dt.date > since)
    ]
    st.caption(
        _(
            "The middle of {deadlift_sessions} of {deadlift} ({deadlift_load}) and {squat_sessions} of {squat} "
            "({squat_load}) in {weeks} weeks. Choose one for its sets.",
            deadlift_sessions=n_("{number} session", "{number} sessions", int(pull["deadlift_sessions"])),
            deadlift=plain(names[pull["deadlift_exercise"]]),
            deadlift_load=formats.load(pull["deadlift_kg"], chosen.unit),
            squat_sessions=int(pull["squat_sessions"]),
            squat=plain(names[pull["squat_exercise"]]),
            squat_load=formats.load(pull["squat_kg"], chosen.unit),
            weeks=formats.number(weeks),
        )
    )
    _pick_session(log, chosen, both, names)
    basis("deadlift_squat_ratio", key="deadlift")


# what the views share ------------------------------------------------------------------------------------------------


def views(log: TrainingLog, chosen: Filters) -> None:
    """The tabs, of which one is drawn."""
    tabs = st.tabs(list(VIEWS), key=VIEW, bind="query-params")
    session.keep(VIEW)
    for tab, draw in zip(tabs, VIEWS.values(), strict=True):
        if tab.open:  # the others cost nothing
            with tab:
                draw(log, chosen)


def _metric(name: str, chosen: Filters) -> pd.DataFrame:
    return session.metric(name, chosen.athlete, chosen.from_date, chosen.to_date)


def _choose_session(key: str) -> None:
    """A click on a mark chooses its lift and day for the list below."""
    point = clicked(key)
    if point:
        session.remember("session", (str(point[0]), pd.Timestamp(point[1]).date()))


def _pick_session(log: TrainingLog, chosen: Filters, rows: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Choose one of these rows of session_strength, newest first, and see its sets."""
    newest_first = rows.sort_values(["started_at", "exercise_id"], ascending=[False, True])
    found = {
        (str(lift), day): place
        for place, (lift, day) in enumerate(
            zip(newest_first["exercise_id"], pd.to_datetime(newest_first["started_at"]).dt.date, strict=True)
        )
    }
    if session.recall("session") not in (None, *found):
        session.forget("session")  # of a lift that is no longer chosen
    picked = st.selectbox(
        _("Session"), list(found), format_func=lambda each: f"{formats.day(each[1])}, {names.get(each[0], each[0])}",
        key="session", bind="query-params", width=420,
    )  # fmt: skip
    session.keep("session")
    _session_sets(log, chosen, newest_first.iloc[found[picked]], names)
    exercise_link(picked[0], _("Everything about {exercise}", exercise=names.get(picked[0], picked[0])))


def _session_sets(log: TrainingLog, chosen: Filters, row: pd.Series[Any], names: Mapping[str, str]) -> None:
    """The sets of the lift and day of a row of session_strength."""
    lift = str(row["exercise_id"])
    title = strength.session_words(row, name=names.get(lift, lift), unit=chosen.unit)
    _sets_on(log, chosen, lift, pd.Timestamp(row["started_at"]).date(), title=title)


def _sets_on(log: TrainingLog, chosen: Filters, lift: str, day: date, *, title: str) -> None:
    credits = session.set_credits(chosen.athlete, day, day)
    muscles = log.catalogue.muscle_names
    sets_behind(
        strength.sets_of(credits, lift, muscles=muscles),
        title=title,
        unit=chosen.unit,
        muscle_names=muscles,
        key="sets-behind",
    )


def _best_columns(strength_words: str) -> dict[str, Any]:
    return {
        **_titles(strength_words),
        "Day": st.column_config.DateColumn(_("Day"), format="D MMM YYYY"),
        "Strength": st.column_config.NumberColumn(strength_words, format="%.1f"),
        "Gain": st.column_config.NumberColumn(_("Over the best before"), format="%+.1f %%"),
    }


def _titles(strength_words: str) -> dict[str, str]:
    """What the columns of a table of bests are called, in a file too."""
    return {
        "Day": _("Day"), "Lift": _("Lift"), "Strength": strength_words, "What": _("What"),
        "Gain": _("Over the best before (%)"), "Reps": _("Rep range"), "Meaning": _("Which is"),
        "From": _("From the set"),
    }  # fmt: skip


def _open_row(lifts: Sequence[str]) -> None:
    """A row of the table opens its lift. A callback."""
    rows = session.recall("all-lifts")["selection"]["rows"]
    if rows:
        session.remember(LIFT, lifts[rows[0]])
        session.keep(LIFT)
        session.remember(VIEW, ONE_LIFT)


VIEWS: Final[Mapping[str, Callable[[TrainingLog, Filters], None]]] = {
    ONE_LIFT: one_lift,
    _("Bests by reps"): by_reps,
    _("Compare"): compare,
    _("Records"): records,
    DEADLIFT_AND_SQUAT: deadlift_and_squat,
    _("All lifts"): all_lifts,
}
"""What the tabs are called -> what draws them."""
