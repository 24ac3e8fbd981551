"""Bringing files in: the uploader with its previews, the import, and its way back.

An import goes on in a thread of its own (`ui.import_work`), so that its page can be left; most are over before the page
is drawn again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st

from analytics.errors import UnreadableFile
from analytics.intake import Progress
from analytics.language import _, n_
from analytics.model import Choices, ImportReport
from ui import session
from ui.background import AT_ONCE_S
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.import_choices import SAMPLE_ATHLETE
from ui.import_outcomes import collect
from ui.import_preview import show_previews
from ui.import_work import Arriving, Import, Outcome
from ui.pending import LARGEST_FILE_MB, Pending, Uploaded, forget_pending, pending_files
from ui.previews import forget_previews
from ui.words import plain

SAMPLE_FILE: Final = Path(__file__).resolve().parents[1] / "sample_data" / "strong.csv"
SAMPLE_NAME: Final = "Hindsight sample log.csv"
"""The file name that marks the sample's import, in every language, so that it can be told from a person's own log."""


# the form ------------------------------------------------------------------------------------------------------------


def import_form() -> None:
    """The uploader, each file as it would be imported, and the button that imports. Nothing is stored before it."""
    uploads: Sequence[Uploaded] = st.file_uploader(
        _("Drop your export here, one file or several"),
        accept_multiple_files=True,
        max_upload_size=LARGEST_FILE_MB,
        key=f"upload-{session.recall('uploads', 0)}",
        help=_(
            "CSV, text, a spreadsheet, an app's backup, or a ZIP of them, up to {megabytes} MB each. The same file "
            "twice adds nothing the second time.",
            megabytes=LARGEST_FILE_MB,
        ),
    )
    files = pending_files(uploads)
    ready = show_previews(files)
    label = n_("Import {number} file", "Import {number} files", len(ready)) if ready else _("Import")
    if filled_button(label, disabled=not ready, key="import-button", icon=":material/upload:"):
        import_files(ready)
        st.rerun()
    if files and len(ready) < len(files):
        st.caption(
            n_(
                "{number} file above cannot be imported yet.",
                "{number} files above cannot be imported yet.",
                len(files) - len(ready),
            )
        )


# importing -----------------------------------------------------------------------------------------------------------


def import_files(ready: Sequence[tuple[Pending, Choices]]) -> None:
    """Begin to import these files, and empty the uploader."""
    now = session.now()
    begun = _begin([_arriving(pending.file, pending.content, choices, now=now) for pending, choices in ready])
    forget_pending()
    forget_previews()
    session.remember("uploads", session.recall("uploads", 0) + 1)  # a new key empties the uploader
    with st.spinner(_("Reading…")):
        begun.work.wait(AT_ONCE_S)


def import_sample() -> None:
    """Bring the sample log in, beside whatever is there."""
    if not SAMPLE_FILE.exists():
        hint = _("`make sample` writes it into the folder sample_data.")
        raise UnreadableFile(_("The sample log is not here."), hint)
    choices = Choices(athlete=SAMPLE_ATHLETE)
    arriving = _arriving(SAMPLE_NAME, SAMPLE_FILE.read_bytes(), choices, now=session.now())
    said = _("The sample log is in. Look around, and take it back when you are done.")
    with st.spinner(_("Reading the sample log…")):
        _begin([arriving], said=said).work.wait()
    collect()


def sample_button() -> None:
    """One click brings the sample log in."""
    if st.button(_("Try the sample log"), key="try-sample", icon=":material/science:"):
        import_sample()
        st.rerun()


def sample_import() -> int | None:
    """The id of the sample's import while it is in the log."""
    imports = session.open_log().imports()
    standing = imports[(imports["file"] == SAMPLE_NAME) & imports["undone_at"].isna()]
    return None if standing.empty else int(standing["import_id"].iloc[0])


@boundary()
def read_again(outcome: Outcome, unit: str) -> None:
    """Read the same file again in another unit; its sets take the place of the first reading's. A callback."""
    if outcome.report is None:
        return
    import_id, choices, now = outcome.report.import_id, replace(outcome.choices, unit=unit), session.now()
    session.require_change()

    def bring(progress: Progress) -> ImportReport:
        return session.open_log().read_again(import_id, now=now, choices=choices, progress=progress)

    said = _("{file} was read again in {unit}.", file=plain(outcome.file), unit=unit)
    arriving = Arriving(outcome.file, outcome.digest, choices, session.later(bring))
    _begin([arriving], said=said).work.wait(AT_ONCE_S)


@boundary()
def take_back(import_id: int, file: str) -> None:
    """Undo one import or edit. A callback."""
    session.open_log().undo(import_id, now=session.now())
    session.flash(_("Taken back: {file}.", file=plain(file)))


def _begin(files: Sequence[Arriving], *, said: str = "") -> Import:
    return session.imports().begin(
        files,
        log=session.this_log(),
        person=session.this_person(),
        session=session.this_session(),
        said=said,
    )


def _arriving(file: str, content: bytes, choices: Choices, *, now: datetime) -> Arriving:
    def bring(progress: Progress) -> ImportReport:
        return session.open_log().import_file(file, content, choices=choices, now=now, progress=progress)

    return Arriving(file, hashlib.sha256(content).hexdigest()[:12], choices, session.later(bring))
