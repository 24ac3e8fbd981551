"""Where each app keeps its export, step by step, and what to know of the file that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

GUIDES: Final = "As other programs' guides tell it; the menu may be called otherwise in your version."
MEMORY: Final = (
    "From memory, not looked up: the menu may be called otherwise in your version. Look for “export”, “backup” or "
    "“CSV” in its settings."
)


@dataclass(frozen=True, slots=True)
class Export:
    """How one app gives its log out: `steps` in order and `note` about the file, both Markdown; `known_from` says how
    sure the steps are, empty where there is nothing to be unsure about.
    """

    app: str
    steps: tuple[str, ...]
    note: str = ""
    known_from: str = MEMORY


EXPORTS: Final = (
    Export(
        "Strong",
        (
            "Open **Profile**, then the **gear**.",
            "**Export Strong data** (Android: **Export data**).",
            "Save the file.",
        ),
        "The CSV does not say kilograms or pounds. Hindsight says what it takes them for and lets you change it.",
        GUIDES,
    ),
    Export(
        "Hevy",
        ("Open **Profile**, then **Settings**.", "**Export & import data**.", "**Export workouts**."),
        "The file is called workout_data.csv. The other one, measurement_data.csv, holds no sets.",
        GUIDES,
    ),
    Export(
        "FitNotes",
        ("Open the **⋮ menu**, then **Settings**.", "**Spreadsheet export**.", "Choose **Workout data** and save."),
        "A backup (.fitnotes) is read as well, and so is the CSV of FitNotes 2 on the iPhone.",
        GUIDES,
    ),
    Export(
        "Fitbod",
        ("Open the **Log** tab, then the **gear**.", "**Export workout data**.", "Save the file."),
        "WorkoutExport.csv is in kilograms for everybody; Hindsight shows the pounds again that you lifted.",
        GUIDES,
    ),
    Export(
        "JEFIT",
        (
            "Open **Profile**, then **Settings**.",
            "Look for **Export data** (under Account or Data management).",
            "CSV.",
        ),
        "One file with many tables, your profile among them; only the sets are used. Guides disagree on where it is.",
    ),
    Export(
        "StrongLifts",
        ("Open **Settings**.", "**Export data** or **Export to spreadsheet**.", "Save the CSV."),
        "Both the old file with a row a workout and the new one with a row an exercise are read.",
    ),
    Export(
        "Alpha Progression",
        ("Open **Profile**, then **Settings**.", "**Export workouts**.", "Save the CSV."),
        "The file is no table but blocks of text. Drop it as it is.",
    ),
    Export(
        "Liftosaur",
        ("Open **Me**, then **Settings**.", "**Export history to CSV**."),
        "Sets that were planned and not done are in the file; they are left out.",
    ),
    Export(
        "Lyfta",
        ("Open **Profile**, then **Settings**.", "**Export data**, as CSV."),
        "The CSV does not say kilograms or pounds; you are asked where it matters.",
        GUIDES,
    ),
    Export(
        "RepCount",
        ("Open **Settings**.", "**Export** as CSV."),
        "The CSV does not say kilograms or pounds; you are asked where it matters.",
    ),
    Export(
        "Another app",
        (
            "Read as they come: GymBook, LiftLog, MacroFactor Workouts, Gravl, Caliber, Gymaholic, Boostcamp, GymRun, "
            "Daily Strength, TrainHeroic.",
            "Any other app: a CSV with a date, an exercise and repetitions is read as a table of your own. A backup "
            "that only the app itself can read, such as Progression's, is not.",
            "Several files at once, or a ZIP of them, are fine.",
        ),
        known_from="",
    ),
    Export(
        "A spreadsheet",
        (
            "CSV, Excel or OpenDocument, a row for each set, with a date, an exercise and repetitions.",
            "Hindsight says what it takes each column for, and you can change it.",
            "No file at all: type a session in under **Log a session**.",
        ),
        known_from="",
    ),
)


def where_to_find_it(*, expanded: bool) -> None:
    """Choose the app, read its steps."""
    with st.expander("Where do I find my export?", expanded=expanded, icon=":material/help:"):
        names = {export.app: export for export in EXPORTS}
        app = st.pills("Your app", list(names), default=EXPORTS[0].app, required=True, key="export-of")
        st.markdown(steps_text(names[app]))
        if names[app].known_from:
            st.caption(names[app].known_from)


def steps_text(export: Export) -> str:
    """The steps as a numbered list in Markdown, and the note below it."""
    steps = "\n".join(f"{place}. {step}" for place, step in enumerate(export.steps, start=1))
    return f"{steps}\n\n{export.note}".strip()
