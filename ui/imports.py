"""Bringing files in: the uploader with its previews, the import itself, and what this session has imported so far."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import streamlit as st

from analytics.errors import HindsightError, UnreadableFile
from analytics.language import _, listed, n_
from analytics.model import Choices, ImportReport
from ui import session
from ui.boundary import boundary
from ui.buttons import filled_button
from ui.import_choices import SAMPLE_ATHLETE
from ui.import_preview import show_previews
from ui.pending import LARGEST_FILE_MB, Pending, Uploaded, forget_pending, pending_files
from ui.words import plain

SAMPLE_FILE: Final = Path(__file__).resolve().parents[1] / "sample_data" / "strong.csv"
SAMPLE_NAME: Final = "Hindsight sample log.csv"
"""The file name that marks the sample's import, in every language, so that it can be told from a person's own log."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a report, or the error that refused it. `digest` names its bytes."""

    file: str
    digest: str
    choices: Choices
    report: ImportReport | None = None
    error: HindsightError | None = None


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
        forget_pending()
        session.remember("uploads", session.recall("uploads", 0) + 1)  # a new key empties the uploader
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
    """Import each file, showing the stage it is at. A refused file does not stop the others."""
    with st.status(_("Reading…"), expanded=True) as status:
        outcomes = [_import_content(pending.file, pending.content, choices) for pending, choices in ready]
        status.update(label=_("Done"), state="complete", expanded=False)
    _remember_outcomes(outcomes)
    refused = [outcome.file for outcome in outcomes if outcome.error]
    added = sum(outcome.report.added for outcome in outcomes if outcome.report)
    told = [n_("{number} set added.", "{number} sets added.", added)]
    if refused:
        told.append(_("Could not read {files}.", files=plain(listed(refused))))
    session.flash(" ".join(told))


def import_sample() -> None:
    """Bring the sample log in, beside whatever is there."""
    if not SAMPLE_FILE.exists():
        hint = _("`make sample` writes it into the folder sample_data.")
        raise UnreadableFile(_("The sample log is not here."), hint)
    choices = Choices(athlete=SAMPLE_ATHLETE)
    with st.status(_("Reading the sample log…"), expanded=True):
        outcome = _import_content(SAMPLE_NAME, SAMPLE_FILE.read_bytes(), choices)
    _remember_outcomes([outcome])
    session.flash(_("The sample log is in. Look around, and take it back when you are done."))


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
    choices = replace(outcome.choices, unit=unit)
    report = session.open_log().read_again(outcome.report.import_id, now=session.now(), choices=choices)
    _remember_outcomes([replace(outcome, choices=choices, report=report)])
    session.flash(_("{file} was read again in {unit}.", file=plain(outcome.file), unit=unit))


@boundary()
def take_back(import_id: int, file: str) -> None:
    """Undo one import or edit. A callback."""
    session.open_log().undo(import_id, now=session.now())
    session.flash(_("Taken back: {file}.", file=plain(file)))


def outcomes() -> list[Outcome]:
    """What this session imported last and still stands; an import that was taken back is gone from here."""
    imports = session.open_log().imports()
    undone = set(imports.loc[imports["undone_at"].notna(), "import_id"])
    remembered: list[Outcome] = session.recall("outcomes", [])
    return [each for each in remembered if each.report is None or each.report.import_id not in undone]


def close_outcomes() -> None:
    """Put the last import's reports away. A callback."""
    session.forget("outcomes")


def _remember_outcomes(latest: Sequence[Outcome]) -> None:
    """Newest first; a file that was read again replaces its earlier outcome."""
    digests = {outcome.digest for outcome in latest}
    kept = [outcome for outcome in outcomes() if outcome.digest not in digests]
    read_again = len(kept) < len(outcomes())
    session.remember("outcomes", [*latest, *kept] if read_again else list(latest))


def _import_content(file: str, content: bytes, choices: Choices) -> Outcome:
    digest = hashlib.sha256(content).hexdigest()[:12]
    bar = st.progress(0.0, text=plain(file))

    def show_stage(stage: str, share: float) -> None:
        bar.progress(share, text=plain(f"{stage}…"))

    try:
        report = session.open_log().import_file(file, content, choices=choices, now=session.now(), progress=show_stage)
    except HindsightError as error:
        return Outcome(file, digest, choices, error=error)
    return Outcome(file, digest, choices, report=report)
