"""What trains what: the exercises that gave a muscle its sets, what each has it do, and which way is missing."""

from datetime import timedelta

import streamlit as st

from ui import formats, functions, session
from ui.basis import basis
from ui.charts import functions as charts
from ui.draw import chart, clicked, sets_behind
from ui.exercise_page import exercise_link
from ui.filters import empty_state, filters
from ui.glossary import words_on_this_page
from ui.take_away import file_stem, table_file

MUSCLE, LIFT = "A muscle", "A lift"
ALL = "all of them"

st.title("What trains what", anchor=False)
log = session.open_log()
if log.is_empty():
    empty_state(
        "What trains what will appear here",
        "For each muscle the exercises that gave it its sets, and what it does in them; for each lift the muscles it "
        "trains; and which way of working a muscle is missing.",
        when="After the first full week; it looks at {bal.window_weeks} full weeks together.",
    )
    st.stop()

chosen = filters(log)
muscle_names, exercise_names = log.catalogue.muscle_names, log.catalogue.exercise_names
last_full_day = chosen.last_full_week + timedelta(days=6)
rows = session.metric("exercise_functions", chosen.athlete, None, last_full_day)
missing = session.metric("missing_functions", chosen.athlete, None, last_full_day)
if rows.empty:
    st.info(
        "No hard set in the last four full weeks. This page looks at those weeks alone, so it speaks after the first "
        "full week with one."
    )
    st.stop()
window = rows.iloc[0]["window_from"].date(), rows.iloc[0]["window_to"].date()
st.caption(f"The four full weeks {formats.period(*window)}, whatever the period above.")
words_on_this_page("hard_set", "fractional_set", "hinge", "curl", "lengthened")

with st.container(horizontal=True, vertical_alignment="bottom"):
    look = st.segmented_control(
        "Look at", [MUSCLE, LIFT], default=MUSCLE, required=True, key="look", bind="query-params"
    )
    if look == MUSCLE:
        subject = st.selectbox(
            "Muscle", list(muscle_names), index=list(muscle_names).index("hamstrings"),
            format_func=muscle_names.__getitem__, key="muscle", bind="query-params", width=220,
        )  # fmt: skip
        by, parts, names, title = "exercise_id", "muscle", exercise_names, muscle_names[subject]
    else:
        lifts = list(rows.groupby("exercise_id")["hard_sets"].sum().sort_values(ascending=False).index)
        subject = st.selectbox(
            "Lift", lifts, format_func=lambda lift: exercise_names.get(lift, lift), key="lift", bind="query-params",
            width=420,
        )  # fmt: skip
        by, parts, names, title = "muscle", "exercise_id", muscle_names, exercise_names.get(subject, subject)
shown = rows[rows[parts] == subject].sort_values("hard_sets", ascending=False)
part_key = f"part-of-{subject}"


def choose_bar() -> None:
    """A click on a bar lists its sets below."""
    point = clicked("functions-chart")
    session.remember(part_key, point[0] if point else ALL)


above = st.container()
st.header("The sets behind it", anchor=False)
part = st.selectbox(
    "Sets of", [ALL, *shown[by]], format_func=lambda each: names.get(each, each), key=part_key, width=420
)
credits = log.set_credits(chosen.athlete, from_date=window[0], to_date=window[1])
credits = credits[(credits["exercise_id" if look == LIFT else "muscle"] == subject)]
if part != ALL:
    credits = credits[credits[by] == part]
of_part = "" if part == ALL else f", {names.get(part, part)}"
sets_behind(
    credits,
    unit=chosen.unit,
    muscle_names=muscle_names,
    key="sets-behind",
    title=f"{title}{of_part}, {formats.period(*window)}",
)

with above:
    if shown.empty:
        st.info(f"No hard set for the {title.lower()} in these weeks.")
    else:
        chart(
            charts.bars(shown, by=by, names=names, title=title, chosen=part),
            alt=charts.describe(shown, by=by, names=names, title=title),
            key="functions-chart",
            on_select=choose_bar,
        )
    if look == LIFT:
        st.markdown(functions.shares_line(log.catalogue.exercise(subject), muscle_names, log.facts))
        exercise_link(subject, f"Everything about {title}")
    for muscle in [subject] if look == MUSCLE else log.catalogue.main_muscles.get(subject, ()):
        st.header(f"{muscle_names[muscle]}: what is there and what is not", anchor=False)
        lines = functions.missing_lines(missing, muscle, exercise_names, log.facts)
        present = functions.present_line(missing, muscle)
        if not lines:
            lines = ["Nothing that is known to matter is missing." if present else functions.NOT_KNOWN]
        st.markdown("\n\n".join([*([present] if present else []), *lines]))
    if not shown.empty:
        table = (functions.exercises_table if look == MUSCLE else functions.muscles_table)(shown, names)
        st.dataframe(
            table,
            hide_index=True,
            placeholder="",
            key="functions-table",
            alt=f"{title}: sets, share, what the muscle does, length and legs",
            column_config={
                "Sets": st.column_config.NumberColumn("Sets (4 weeks)", format="%.1f"),
                "Share": st.column_config.NumberColumn(format="%.0f %%", help="Of all hard sets of the muscle"),
                "Length": st.column_config.TextColumn(help="At which length the muscle is loaded; empty: not known"),
            },
        )
        table_file(table, name=file_stem(title), key="functions-table")

basis("exercise_functions", "missing_functions", key="functions")
