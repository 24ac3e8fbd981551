"""Where a set comes from: the line of the file as it stood there, what the lifter changed since, the way to its day."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, counted, n_
from analytics.units import MassUnit, mass_in
from ui import formats, session
from ui.logbook import TYPES_IN_A_LINE
from ui.words import plain

LOGBOOK: Final = "pages/log/logbook.py"
STEP_WORDS: Final = {"file": _("Imported"), "manual": _("Typed in"), "edit": _("Edited"), "delete": _("Deleted")}


def show(set_id: int, unit: MassUnit, *, with_link: bool = True) -> None:
    """One set: its line in the file, its versions where it was edited, and its day in the logbook."""
    log = session.open_log()
    steps = log.set_history(set_id)
    if steps.empty:
        st.caption(_("This set is no longer in the log."))
        return
    now, first = steps.iloc[0], steps.iloc[-1]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(str(now['exercise']))}**, {formats.day(now['started_at'])}: {plain(_values(now, unit))}")
        _where(first)
        if len(steps) > 1:
            st.markdown("\n".join(f"- {step_words(row, unit)}" for __, row in steps.iterrows()))
        if with_link:
            st.page_link(
                LOGBOOK,
                label=_("This day in the logbook, to correct it"),
                icon=":material/menu_book:",
                query_params={"day": f"{now['started_at']:%Y-%m-%d}", "q": str(now["exercise"])},
            )


def step_words(step: pd.Series[Any], unit: MassUnit) -> str:
    """One version of a set as Markdown: "Edited on 3 Mar 2025: 100 kg x 5, 2 RIR"."""
    kind = STEP_WORDS.get(str(step["kind"]), str(step["kind"]))
    return _(
        "{done} on {day}: {values}",
        done=kind,
        day=formats.day(step["imported_at"]),
        values=plain(_values(step, unit)),
    )


def _where(first: pd.Series[Any]) -> None:
    if first["kind"] != "file" or formats.is_missing(first["source_line"]):
        st.caption(_("Typed in here, so no file stands behind it."))
        return
    found = session.open_log().raw_line(int(first["import_id"]), int(first["source_line"]))
    if found is None:
        st.caption(
            plain(
                _(
                    "{file}, record {number}. The file is a database: it has no lines.",
                    file=first["file"],
                    number=first["source_line"],
                )
            )
        )
        return
    line = counted(found.line)
    st.caption(plain(_("{file}, line {number}, as it stands in the file:", file=found.file, number=line)))
    above = f"{found.first}\n" if found.line > 1 else ""
    st.code(f"{above}{found.text}", language=None, wrap_lines=True)


def _values(step: pd.Series[Any], unit: MassUnit) -> str:
    kg, reps, rir = (
        None if formats.is_missing(step[name]) else float(step[name]) for name in ("weight_kg", "reps", "rir")
    )
    seconds = None if formats.is_missing(step["duration_s"]) else float(step["duration_s"])
    kind = "" if step["set_type"] == "working" else TYPES_IN_A_LINE[str(step["set_type"])]
    load = f"{formats.number(mass_in(kg, unit), 2)} {unit} x " if kg else ""
    done = f"{formats.number(seconds)} s" if reps is None else _reps(reps)
    parts = [f"{load}{done}", _("{rir} RIR", rir=formats.number(rir)) if rir is not None else "", kind]
    return ", ".join(part for part in parts if part)


def _reps(reps: float) -> str:
    return n_("{number} rep", "{number} reps", reps, number=formats.number(reps))
