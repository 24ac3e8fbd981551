"""What a person sees while the log is empty: what this is, the sample, and where their app keeps its export."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import imports, session

_WHERE: Final = {
    "Strong": "Open **Profile**, then the **gear**, then **Export Strong data** (Android: **Export workouts**). "
    "Save the file, or send it to this computer.",
    "Hevy": "Open **Profile**, then **Settings**, then **Export & import data**, then **Export workouts**. "
    "Hevy hands you a file called workout_data.csv.",
    "FitNotes": "Open the **⋮ menu**, then **Settings**, then **Spreadsheet export**, choose **Workout data** "
    "and save the CSV.",
    "Another app": "Fitbod, JEFIT, StrongLifts, Liftosaur, Lyfta, GymBook, Alpha Progression, LiftLog, RepCount, "
    "MacroFactor, Gravl, Caliber, Gymaholic, Boostcamp, GymRun, Daily Strength, TrainHeroic: drop the file as the app "
    "wrote it, several at once or in a ZIP.",
    "A spreadsheet": "Any table (CSV, Excel, OpenDocument) with a date, an exercise and repetitions; Hindsight says "
    "what it takes each column for, and you can change it. Or type a session in under **Log a session**.",
}


def welcome() -> None:
    """The first screen, above the uploader."""
    st.markdown(
        "Hindsight reads the training log you already keep and tells you what it says about the "
        "**back half of your legs**: how many hard sets your hamstrings and glutes get each week, "
        "how they compare with your quads, whether you curl as well as hinge, and which lifts are moving."
    )
    st.markdown(":material/lock: **Everything stays on this computer.** No account, no cloud, no tracking.")
    if st.button("Try the sample log", key="try-sample", icon=":material/science:"):
        imports.import_sample()
        st.rerun()
    st.caption("One made-up year of a lifter who loves squats. One click takes it out again.")


def where_to_find_it(*, expanded: bool) -> None:
    """How to get the export out of each app, in one breath each."""
    with st.expander("Where do I find my export?", expanded=expanded, icon=":material/help:"):
        for app, steps in _WHERE.items():
            st.markdown(f"**{app}.** {steps}")


def sample_notice() -> None:
    """While the sample is in the log: say so, and take it out with one click."""
    import_id = imports.sample_import()
    if import_id is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(":material/science: The sample log is in. It is nobody's training.", width="content")
        with st.container(horizontal=True, width="content"):
            st.page_link("pages/insights/overview.py", label="See what it says", icon=":material/arrow_forward:")
            st.button(
                "Take the sample out",
                key="undo-sample",
                on_click=imports.take_back,
                args=(import_id, "the sample log"),
                icon=":material/undo:",
            )


def is_first_run() -> bool:
    """Whether there is nothing in the log yet."""
    return session.open_log().is_empty()
