"""How far a file is, in words: its steps, its place among the files, the sets so far. Drawn anew every second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from analytics.language import _, listed, n_
from analytics.model import Stage, Step
from ui import import_outcomes
from ui.import_work import Import
from ui.pending import Pending
from ui.previews import Reading
from ui.words import plain

_EVERY_S: Final = 1.0
_STAGES: Final[Mapping[Stage, str]] = {
    "recognising": _("Recognising the app that wrote it"),
    "reading": _("Reading its sets"),
    "comparing": _("Comparing them with your log"),
    "writing": _("Writing them into your log"),
}
_TRIED: Final[Mapping[Stage, str]] = {**_STAGES, "writing": _("Trying out what would change")}
"""The same steps of a preview, which stores nothing."""


# imports -------------------------------------------------------------------------------------------------------------


def show_imports() -> None:
    """On the Import page: every import into this log that is going on, each step of it, and that it can be left."""
    if import_outcomes.going_on():
        _all_of_it()
    elif import_outcomes.untold():  # it ended while this page was being drawn
        st.rerun()


def corner() -> None:
    """On every other page: one line below the navigation while an import into this log is going on."""
    if import_outcomes.going_on():
        with st.sidebar:
            _in_a_line()
    elif import_outcomes.untold():
        st.rerun()


@st.fragment(run_every=_EVERY_S)
def _all_of_it() -> None:
    going_on = import_outcomes.going_on()
    for place, each in enumerate(going_on):
        _one_import(each, before=going_on[:place])
    _draw_anew_if_over(going_on)


@st.fragment(run_every=2 * _EVERY_S)
def _in_a_line() -> None:
    going_on = import_outcomes.going_on()
    if going_on:
        st.caption(f":material/hourglass_top: {headline(going_on[0])}")
        st.page_link("pages/log/import_log.py", label=_("See how far it is"))
    _draw_anew_if_over(going_on)


def _draw_anew_if_over(going_on: Sequence[Import]) -> None:
    """The whole page again where it has something to take over, or nothing more to wait for."""
    if not going_on or import_outcomes.untold():
        st.rerun()


def _one_import(shown: Import, *, before: Sequence[Import]) -> None:
    status = st.status(headline(shown, before=before), expanded=True)  # as a context it would say that it is done
    way = shown.work.at
    if way is not None:
        status.markdown(steps(way.step))
        if way.added:
            status.markdown(n_("{number} set added so far.", "{number} sets added so far.", way.added))
    status.caption(
        _("You may leave this page or close it: the import goes on, and the next page you open says what came of it.")
    )


def headline(shown: Import, *, before: Sequence[Import] = ()) -> str:
    """An import in one line of Markdown: what it waits for, or the file at hand and its sets."""
    way, files = shown.work.at, plain(listed(shown.files))
    if way is None and before:
        others = plain(listed(file for each in before for file in each.files))
        return _("{files}: waiting until the import of {others} is done", files=files, others=others)
    if way is None:
        return _("Importing {files}", files=files)
    if len(shown.files) == 1:
        return _("Importing {files}, {sets}", files=files, sets=_sets(way.step))
    return _(
        "Importing file {number} of {count}: {file}, {sets}",
        number=way.number,
        count=len(shown.files),
        file=plain(way.file),
        sets=_sets(way.step),
    )


def steps(now: Step | None, words: Mapping[Stage, str] = _STAGES) -> str:
    """The steps of a file as lines of Markdown: those done, the one that is being done, those to come."""
    place = list(words).index(now.stage) if now else -1
    icons = ["check" if at < place else "pending" if at == place else "more_horiz" for at in range(len(words))]
    said = [f"**{each}**" if at == place else each for at, each in enumerate(words.values())]
    return "  \n".join(f":material/{icon}: {each}" for icon, each in zip(icons, said, strict=True))


def _sets(step: Step | None) -> str:
    if step is None or step.sets is None:
        return _("its sets are not counted yet")
    return n_("{number} set", "{number} sets", step.sets)


# previews ------------------------------------------------------------------------------------------------------------


def show_readings(files: Sequence[Pending], readings: Sequence[Reading]) -> None:
    """Above the cards: how far each dropped file is that is still being read; nothing where all are."""
    waited_for = [pair for pair in zip(files, readings, strict=True) if not pair[1].work.is_done]
    if waited_for:
        _being_read(waited_for)


@st.fragment(run_every=_EVERY_S)
def _being_read(waited_for: Sequence[tuple[Pending, Reading]]) -> None:
    waiting = sum(reading.work.at is None for _pending, reading in waited_for)
    for pending, reading in waited_for:
        at = reading.work.at
        if at is None:  # few are read at once
            continue
        status = st.status(_("Reading {file}, {sets}", file=plain(pending.file), sets=_sets(at)), expanded=True)
        status.markdown(steps(at, _TRIED))
        status.caption(_("Nothing is stored before you press Import."))
    if waiting:
        st.caption(n_("{number} file waits to be read.", "{number} files wait to be read.", waiting))
    if any(reading.work.is_done for _pending, reading in waited_for):
        st.rerun()
