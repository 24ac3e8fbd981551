"""What trains what: the exercises that gave a muscle its sets, what each has it do, and which way is missing."""

from datetime import timedelta

import streamlit as st

from analytics.language import _, inside
from ui import formats, functions, session
from ui.basis import basis
from ui.charts import functions as charts
from ui.draw import chart, clicked, sets_behind
from ui.exercise_page import come_back, exercise_link
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page
from ui.take_away import file_stem, table_file

MUSCLE, LIFT = _("A muscle"), _("A lift")
ALL = _("all of them")

st.title(_("What trains what"), anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        _("What trains what will appear here"),
        _(
            "For each muscle the exercises that gave it its sets, and what it does in them; for each "
            "lift the muscles it trains; and which way of working a muscle is missing."
        ),
        when=_("After the first full week; it looks at {bal.window_weeks} full weeks together."),
    )
    st.stop()

come_back("look", "muscle", "lift")
chosen = filters(log)
muscle_names, exercise_names = log.catalogue.muscle_names, log.catalogue.exercise_names
last_full_day = chosen.last_full_week + timedelta(days=6)
rows = session.metric("exercise_functions", chosen.athlete, None, last_full_day)
missing = session.metric("missing_functions", chosen.athlete, None, last_full_day)
if rows.empty:
    st.info(
        _(
            "No hard set in the last four full weeks. This page looks at those weeks alone, so it speaks "
            "after the first full week with one."
        )
    )
    st.stop()
window = rows.iloc[0]["window_from"].date(), rows.iloc[0]["window_to"].date()
st.caption(_("The four full weeks {window}, whatever the period above.", window=formats.period(*window)))
words_on_this_page("hard_set", "fractional_set", "hinge", "curl", "lengthened")

with st.container(horizontal=True, vertical_alignment="bottom"):
    look = st.segmented_control(
        _("Look at"), [MUSCLE, LIFT], default=MUSCLE, required=True, key="look", bind="query-params"
    )
    if look == MUSCLE:
        subject = st.selectbox(
            _("Muscle"), list(muscle_names), index=list(muscle_names).index("hamstrings"),
            format_func=muscle_names.__getitem__, key="muscle", bind="query-params", width=220,
        )  # fmt: skip
        by, parts, names, title = "exercise_id", "muscle", exercise_names, muscle_names[subject]
    else:
        lifts = list(rows.groupby("exercise_id")["hard_sets"].sum().sort_values(ascending=False).index)
        subject = st.selectbox(
            _("Lift"), lifts, format_func=lambda lift: exercise_names.get(lift, lift), key="lift", bind="query-params",
            width=420,
        )  # fmt: skip
        by, parts, names, title = "muscle", "exercise_id", muscle_names, exercise_names.get(subject, subject)
for key in ("look", "muscle" if look == MUSCLE else "lift"):
    session.keep(key)
shown = rows[rows[parts] == subject].sort_values("hard_sets", ascending=False)
part_key = f"part-of-{subject}"


def choose_bar() -> None:
    """A click on a bar lists its sets below."""
    point = clicked("functions-chart")
    session.remember(part_key, point[0] if point else ALL)


above = st.container()
st.header(_("The sets behind it"), anchor=False)
part = st.selectbox(
    _("Sets of"), [ALL, *shown[by]], format_func=lambda each: names.get(each, each), key=part_key, width=420
)
credits = session.set_credits(chosen.athlete, *window)
credits = credits[(credits["exercise_id" if look == LIFT else "muscle"] == subject)]
if part != ALL:
    credits = credits[credits[by] == part]
whose = title if part == ALL else f"{title}, {names.get(part, part)}"
sets_behind(
    credits,
    unit=chosen.unit,
    muscle_names=muscle_names,
    key="sets-behind",
    title=f"{whose}, {formats.period(*window)}",
)

with above:
    if shown.empty:
        st.info(_("No hard set for the {muscle} in these weeks.", muscle=inside(title)))
    else:
        chart(
            session.figure(charts.bars, shown, by=by, names=names, title=title, chosen=part),
            alt=charts.describe(shown, by=by, names=names, title=title),
            key="functions-chart",
            on_select=choose_bar,
        )
    if look == LIFT:
        st.markdown(functions.shares_line(log.catalogue.exercise(subject), muscle_names, log.facts))
        exercise_link(subject, _("Everything about {exercise}", exercise=title))
    for muscle in [subject] if look == MUSCLE else log.catalogue.main_muscles.get(subject, ()):
        st.header(_("{muscle}: what is there and what is not", muscle=muscle_names[muscle]), anchor=False)
        lines = functions.missing_lines(missing, muscle, exercise_names, log.facts)
        present = functions.present_line(missing, muscle)
        if not lines:
            lines = [_("Nothing that is known to matter is missing.") if present else functions.NOT_KNOWN]
        st.markdown("\n\n".join([*([present] if present else []), *lines]))
    if not shown.empty:
        table = (functions.exercises_table if look == MUSCLE else functions.muscles_table)(shown, names)
        st.dataframe(
            table,
            hide_index=True,
            placeholder="",
            key="functions-table",
            alt=_("{title}: sets, share, what the muscle does, length and legs", title=title),
            column_config={
                **functions.TITLES,
                "Sets": st.column_config.NumberColumn(functions.TITLES["Sets"], format="%.1f"),
                "Share": st.column_config.NumberColumn(
                    functions.TITLES["Share"], format="%.0f %%", help=_("Of all hard sets of the muscle")
                ),
                "Length": st.column_config.TextColumn(
                    functions.TITLES["Length"], help=_("At which length the muscle is loaded; empty: not known")
                ),
            },
        )
        titles = {**functions.TITLES, "Share": _("Share (%)")}
        table_file(table.rename(columns=titles), name=file_stem(title), key="functions-table")

basis("exercise_functions", "missing_functions", key="functions")
