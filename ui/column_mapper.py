"""What the columns of a table mean that no app wrote: a proposal that a person can change column by column."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.language import _
from analytics.model import Layout
from analytics.training_log import TEMPLATE_NAME
from ui import session
from ui.pending import Pending, columns_of

_MEANINGS: Final = {
    "date": _("Date"),
    "time": _("Time of day"),
    "workout": _("Workout"),
    "exercise": _("Exercise"),
    "weight": _("Weight"),
    "unit": _("Unit of the weight"),
    "reps": _("Reps"),
    "sets": _("Number of sets"),
    "packed": _("Several sets in one cell"),
    "rpe": "RPE",
    "rir": _("Reps in reserve"),
    "set_type": _("Kind of set"),
    "duration": _("Seconds"),
    "distance": _("Distance"),
    "note": _("Note"),
    "side": _("Left or right"),
}
_EXAMPLES: Final = 3


def map_columns(pending: Pending, layout: Layout | None) -> None:
    """A control for each meaning that a column of a table of one's own can have."""
    columns = columns_of(pending)
    if not columns:
        st.markdown(_("This file is no table, so it has no columns to explain."))
        return
    st.markdown(
        _("Say what the columns mean; the sets above follow. The next file with these columns is read the same.")
    )
    current: Layout = session.recall(f"mapped-{pending.digest}") or layout or Layout({})
    chosen = _meanings(pending, columns, current)
    lifts = st.multiselect(
        _("Columns that are one lift each"),
        list(columns),
        default=[name for name in current.lifts if name in columns],
        key=f"lifts-{pending.digest}",
        help=_("For a table with a column for each lift: Squat, Bench, Deadlift."),
    )
    mapped = Layout(chosen, tuple(lifts))
    if (dict(mapped.columns), mapped.lifts) != (dict(current.columns), current.lifts):
        session.remember(f"mapped-{pending.digest}", mapped)
        st.rerun()


def offer_template(pending: Pending) -> None:
    """A small table in Hindsight's own columns, for a log that cannot be read as it is."""
    st.download_button(
        _("Download a template"),
        session.open_log().template(),
        file_name=TEMPLATE_NAME,
        mime="text/csv",
        icon=":material/download:",
        key=f"template-{pending.digest}",
        help=_("A small table in Hindsight's own columns, to paste a log into."),
    )


def _meanings(pending: Pending, columns: dict[str, tuple[str, ...]], current: Layout) -> dict[str, str]:
    names = list(columns)
    shown = {name: _with_examples(name, examples) for name, examples in columns.items()}
    chosen = {}
    with st.container(horizontal=True, gap="small"):
        for meaning, words in _MEANINGS.items():
            taken = current.columns.get(meaning)
            name = st.selectbox(
                words,
                names,
                index=names.index(taken) if taken in names else None,
                placeholder=_("No column"),
                format_func=shown.__getitem__,
                key=f"column-{meaning}-{pending.digest}",
                width=250,
            )
            if name:
                chosen[meaning] = str(name)
    return chosen


def _with_examples(name: str, examples: tuple[str, ...]) -> str:
    """A column's name with its first values: "Gewicht: 60, 62.5, 65"."""
    return f"{name}: {', '.join(example[:20] for example in examples[:_EXAMPLES])}"
