"""A dropped file before anything is stored: what was understood, what is open, and the first sets as they will be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

import pandas as pd
import streamlit as st

from analytics.errors import HindsightError, Undecided, UnknownFormat
from analytics.language import _, counted, listed, n_
from analytics.model import Choices, Preview
from analytics.units import MassUnit
from ui import formats, import_choices, session, take_away
from ui.background import AT_ONCE_S
from ui.boundary import show_error
from ui.column_mapper import map_columns, offer_template
from ui.import_progress import show_readings
from ui.import_words import problem_table, summary_sentence
from ui.logbook import SIDE_WORDS, TYPES_IN_A_LINE
from ui.pending import Pending
from ui.previews import Found, readings
from ui.refused_lines import refused_lines
from ui.words import plain

_FIRST_SETS: Final = 12


def show_previews(files: Sequence[Pending]) -> list[tuple[Pending, Choices]]:
    """A card for each file that was read; returns those that can be imported, with the choices made for them."""
    chosen = [(pending, import_choices.choices_of(pending.digest)) for pending in files]
    with st.spinner(_("Reading {files}…", files=plain(listed(pending.file for pending in files)))):
        read = readings(chosen, patience_s=AT_ONCE_S)
    show_readings(files, read)
    ready = []
    for (pending, choices), reading in zip(chosen, read, strict=True):
        is_settled, found = reading.is_settled, reading.found
        if found is not None:
            with st.container(border=True, key=f"preview-{pending.digest}"):
                if _card(pending, found) and is_settled:
                    ready.append((pending, choices))
    return ready


def _card(pending: Pending, found: Found) -> bool:
    """One file's card; whether it can be imported as it stands."""
    if isinstance(found, HindsightError):
        _refused(pending, found)
        return False
    st.subheader(plain(pending.file), anchor=False)
    report = found.report
    format_name, period = import_choices.format_words(report.format), import_choices.period_of(report)
    st.markdown(plain(f"{format_name}. {summary_sentence(report, coming=True)} {period}".strip()))
    for note in report.notes:
        st.markdown(f":material/info: {plain(note)}")
    waiting = import_choices.open_questions(report.questions, pending.digest)
    if waiting:
        st.warning(
            n_(
                "{number} question first: the file does not tell.",
                "{number} questions first: the file does not tell.",
                len(waiting),
            ),
            icon=":material/contact_support:",
        )
    import_choices.ask(report.questions, pending.digest)
    how, first, refused, columns = st.tabs(
        [
            _("How it is read"),
            _("First sets"),
            _("Refused lines ({number})", number=counted(report.rejected)),
            _("Columns"),
        ],
        key=f"tabs-{pending.digest}",
    )
    with how:
        import_choices.decide(report, pending.digest)
    with first:
        _first_sets(found, key=pending.digest)
    with refused:
        _problems(found, key=pending.digest)
    with columns:
        if report.layout is None:
            st.markdown(_("The app that wrote this file is known, so its columns need no explanation."))
        else:
            map_columns(pending, report.layout)
    return not waiting


def _refused(pending: Pending, refused: HindsightError) -> None:
    """Why a file cannot be read, and what a person can do about it here."""
    show_error(refused, about=pending.file)
    if not isinstance(refused, UnknownFormat):
        return
    if isinstance(refused, Undecided):
        import_choices.ask([refused.question], pending.digest)
    offer_template(pending)
    with st.expander(_("It is a training log: say how to read it"), icon=":material/tune:"):
        import_choices.choose_format(pending.digest)
        map_columns(pending, refused.layout if isinstance(refused, Undecided) else None)


def _first_sets(found: Preview, *, key: str) -> None:
    if found.sets.empty:
        st.markdown(_("No set can be read from this file."))
        return
    unit = cast(MassUnit, session.unit() if found.report.unit.value not in ("kg", "lb") else found.report.unit.value)
    shown = first_sets(found.sets.head(_FIRST_SETS), unit)
    st.dataframe(
        shown,
        hide_index=True,
        column_config={
            _("Started"): st.column_config.TextColumn(width="small"),
            _("Exercise"): st.column_config.TextColumn(width="medium"),
            _("Load"): st.column_config.TextColumn(width="small"),
            **{
                name: st.column_config.NumberColumn(width="small", format="plain")
                for name in (_("Reps"), "RIR", _("Set"))
            },
        },
        alt=_("The first sets as they will be stored"),
        key=f"first-{key}",
    )
    take_away.made_file(
        _("All sets of the file as CSV"), lambda: first_sets(found.sets, unit), name="sets-as-read", key=f"first-{key}"
    )
    names = len(found.report.unrecognised)
    if names:
        st.caption(
            n_(
                "{number} exercise name unknown so far; you can say what it is after the import.",
                "{number} exercise names unknown so far; you can say what they are after the import.",
                names,
            )
        )


def first_sets(sets: pd.DataFrame, unit: MassUnit) -> pd.DataFrame:
    """Sets (columns of `READ_COLUMNS`) as a person reads them; columns without a value are left out."""
    has_times = sets["started_at"].dt.normalize().ne(sets["started_at"]).any()
    shown = pd.DataFrame(
        {
            _("Started"): sets["started_at"].dt.strftime("%Y-%m-%d %H:%M" if has_times else "%Y-%m-%d"),
            _("Exercise"): sets["exercise"],
            _("Load"): [formats.load(None if pd.isna(kg) else float(kg), unit) for kg in sets["weight_kg"]],
            _("Reps"): sets["reps"],
            "RIR": sets["rir"],
            _("Seconds"): sets["duration_s"],
            _("Metres"): sets["distance_m"],
            _("Kind"): sets["set_type"].map(TYPES_IN_A_LINE),
            _("Set"): sets["set_number"],
            _("Side"): sets["side"].map(SIDE_WORDS),
            _("Workout"): sets["workout"],
            _("Note"): sets["note"],
            _("Line"): sets["source_line"],
        }
    )
    return shown.dropna(axis="columns", how="all")


def _problems(found: Preview, *, key: str) -> None:
    if not found.report.problems:
        st.markdown(_("None: every line can be read."))
        return
    refused_lines(problem_table(found.report.problems), key=f"preview-{key}")
