"""Where each app keeps its export, step by step, and what to know of the file that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from analytics.language import _

GUIDES: Final = _("As other programs' guides tell it; the menu may be called otherwise in your version.")
MEMORY: Final = _(
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
            _("Open **Profile**, then the **gear**."),
            _("**Export Strong data** (Android: **Export data**)."),
            _("Save the file."),
        ),
        _("The CSV does not say kilograms or pounds. Hindsight says what it takes them for and lets you change it."),
        GUIDES,
    ),
    Export(
        "Hevy",
        (_("Open **Profile**, then **Settings**."), _("**Export & import data**."), _("**Export workouts**.")),
        _("The file is called workout_data.csv. The other one, measurement_data.csv, holds no sets."),
        GUIDES,
    ),
    Export(
        "FitNotes",
        (
            _("Open the **⋮ menu**, then **Settings**."),
            _("**Spreadsheet export**."),
            _("Choose **Workout data** and save."),
        ),
        _("A backup (.fitnotes) is read as well, and so is the CSV of FitNotes 2 on the iPhone."),
        GUIDES,
    ),
    Export(
        "Fitbod",
        (_("Open the **Log** tab, then the **gear**."), _("**Export workout data**."), _("Save the file.")),
        _("WorkoutExport.csv is in kilograms for everybody; Hindsight shows the pounds again that you lifted."),
        GUIDES,
    ),
    Export(
        "JEFIT",
        (
            _("Open **Profile**, then **Settings**."),
            _("Look for **Export data** (under Account or Data management)."),
            _("Choose CSV."),
        ),
        _(
            "One file with many tables, your profile among them; only the sets are used. Guides disagree on where it "
            "is."
        ),
    ),
    Export(
        "StrongLifts",
        (_("Open **Settings**."), _("**Export data** or **Export to spreadsheet**."), _("Save the CSV.")),
        _("Both the old file with a row a workout and the new one with a row an exercise are read."),
    ),
    Export(
        "Alpha Progression",
        (_("Open **Profile**, then **Settings**."), _("**Export workouts**."), _("Save the CSV.")),
        _("The file is no table but blocks of text. Drop it as it is."),
    ),
    Export(
        "Liftosaur",
        (_("Open **Me**, then **Settings**."), _("**Export history to CSV**.")),
        _("Sets that were planned and not done are in the file; they are left out."),
    ),
    Export(
        "Lyfta",
        (_("Open **Profile**, then **Settings**."), _("**Export data**, as CSV.")),
        _("The CSV does not say kilograms or pounds; you are asked where it matters."),
        GUIDES,
    ),
    Export(
        "RepCount",
        (_("Open **Settings**."), _("**Export** as CSV.")),
        _("The CSV does not say kilograms or pounds; you are asked where it matters."),
    ),
    Export(
        _("Another app"),
        (
            _(
                "Read as they come: GymBook, LiftLog, MacroFactor Workouts, Gravl, Caliber, Gymaholic, Boostcamp, "
                "GymRun, Daily Strength, TrainHeroic."
            ),
            _(
                "Any other app: a CSV with a date, an exercise and repetitions is read as a table of your own. A "
                "backup that only the app itself can read, such as Progression's, is not."
            ),
            _("Several files at once, or a ZIP of them, are fine."),
        ),
        known_from="",
    ),
    Export(
        _("A spreadsheet"),
        (
            _("CSV, Excel or OpenDocument, a row for each set, with a date, an exercise and repetitions."),
            _("Hindsight says what it takes each column for, and you can change it."),
            _("No file at all: type a session in under **Log a session**."),
        ),
        known_from="",
    ),
)


def where_to_find_it(*, expanded: bool) -> None:
    """Choose the app, read its steps."""
    with st.expander(_("Where do I find my export?"), expanded=expanded, icon=":material/help:"):
        names = {export.app: export for export in EXPORTS}
        app = st.pills(_("Your app"), list(names), default=EXPORTS[0].app, required=True, key="export-of")
        st.markdown(steps_text(names[app]))
        if names[app].known_from:
            st.caption(names[app].known_from)


def steps_text(export: Export) -> str:
    """The steps as a numbered list in Markdown, and the note below it."""
    steps = "\n".join(f"{place}. {step}" for place, step in enumerate(export.steps, start=1))
    return f"{steps}\n\n{export.note}".strip()
