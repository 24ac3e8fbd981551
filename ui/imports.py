"""Bringing files in: the uploader with its choices, the import itself, and what this session has imported so far."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final, Protocol
from zoneinfo import available_timezones

import streamlit as st

from analytics.errors import HindsightError, UnreadableFile
from analytics.model import DEFAULT_ATHLETE, Choices, ImportReport
from ui import session
from ui.boundary import boundary
from ui.words import counted, listed, plain

LARGEST_FILE_MB: Final = 50
"""Ten years of daily training is about 5 MB; the server refuses larger uploads too (`server.maxUploadSize`)."""
SAMPLE_FILE: Final = Path(__file__).resolve().parents[1] / "sample_data" / "strong.csv"
SAMPLE_NAME: Final = "Hindsight sample log.csv"
"""The file name that marks the sample's import, so that it can be told from a person's own log."""
SAMPLE_ATHLETE: Final = "sample lifter"
"""In small letters, so that a person's own name comes before it in every list."""

_UNITS: Final = {"auto": "As the file says", "kg": "kg", "lb": "lb"}
_DATE_ORDERS: Final = {"auto": "As the file shows", "dmy": "Day first (31/12)", "mdy": "Month first (12/31)"}


class Uploaded(Protocol):
    """What is used of a file in the uploader."""

    name: str
    size: int

    def getvalue(self) -> bytes: ...


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
    """The uploader, the choices, and the button that imports. Nothing is read before the button."""
    uploads: Sequence[Uploaded] = st.file_uploader(
        "Drop your export here, one file or several",
        accept_multiple_files=True,
        max_upload_size=LARGEST_FILE_MB,
        key=f"upload-{session.recall('uploads', 0)}",
        help=f"CSV or text, up to {LARGEST_FILE_MB} MB each. The same file twice adds nothing the second time.",
    )
    choices = choices_form()
    label = f"Import {counted(len(uploads), 'file')}" if uploads else "Import"
    if st.button(label, type="primary", disabled=not uploads, key="import-button", icon=":material/upload:"):
        import_files(uploads, choices)
        session.remember("uploads", session.recall("uploads", 0) + 1)  # a new key empties the uploader
        st.rerun()


def choices_form() -> Choices:
    """What a person may decide instead of the file. All of it can be left alone."""
    athletes = own_athletes()
    with st.expander("More choices", expanded=len(athletes) > 1, icon=":material/tune:"):
        unit = st.segmented_control(
            "Weights are in",
            list(_UNITS),
            default="auto",
            required=True,
            format_func=_UNITS.__getitem__,
            key="import-unit",
        )
        date_order = st.segmented_control(
            "Dates are",
            list(_DATE_ORDERS),
            default="auto",
            required=True,
            format_func=_DATE_ORDERS.__getitem__,
            key="import-dates",
        )
        athlete = st.selectbox(
            "Whose log",
            athletes,
            accept_new_options=True,
            key="import-athlete",
            help="Type a new name to keep a second log beside yours.",
        )
        zones = sorted(available_timezones())
        zone = session.time_zone()
        time_zone = st.selectbox(
            "Time zone",
            zones,
            index=zones.index(zone) if zone in zones else None,
            placeholder="This computer's",
            key="import-zone",
            help="Only for apps that write their times in UTC.",
        )
        formats = list(session.open_log().formats())
        format_name = st.selectbox(
            "Format", formats, index=None, placeholder="Recognise it", format_func=format_words, key="import-format"
        )
    return Choices(
        unit=unit or "auto", date_order=date_order or "auto", time_zone=time_zone, format=format_name, athlete=athlete
    )


def format_words(name: str) -> str:
    """An importer's name as people write it."""
    return name.replace("_", " ").capitalize()


# importing -----------------------------------------------------------------------------------------------------------


def import_files(uploads: Sequence[Uploaded], choices: Choices) -> None:
    """Import each upload, showing the stage it is at. A refused file does not stop the others."""
    with st.status("Reading…", expanded=True) as status:
        outcomes = [import_upload(upload, choices) for upload in uploads]
        status.update(label="Done", state="complete", expanded=False)
    _remember_outcomes(outcomes)
    refused = [outcome.file for outcome in outcomes if outcome.error]
    added = sum(outcome.report.added for outcome in outcomes if outcome.report)
    session.flash(f"{counted(added, 'set')} added." + (f" Could not read {plain(listed(refused))}." if refused else ""))


def import_upload(upload: Uploaded, choices: Choices) -> Outcome:
    """Import one upload; what stands against it becomes part of the outcome."""
    file = _last_part(upload.name)
    if upload.size > LARGEST_FILE_MB * 1_000_000:  # the browser's own check can be passed by
        too_large = UnreadableFile(
            f"The file has {upload.size / 1_000_000:,.0f} MB; the limit is {LARGEST_FILE_MB} MB.",
            "A training log of ten years has about 5 MB. Is this the right file?",
        )
        return Outcome(file, "too-large", choices, error=too_large)
    return _import_content(file, upload.getvalue(), choices)


def import_sample() -> None:
    """Bring the sample log in, beside whatever is there."""
    if not SAMPLE_FILE.exists():
        raise UnreadableFile("The sample log is not here.", "`make sample` writes it into the folder sample_data.")
    choices = Choices(athlete=SAMPLE_ATHLETE)
    with st.status("Reading the sample log…", expanded=True):
        outcome = _import_content(SAMPLE_NAME, SAMPLE_FILE.read_bytes(), choices)
    _remember_outcomes([outcome])
    session.flash("The sample log is in. Look around, and take it back when you are done.")


def own_athletes() -> list[str]:
    """Whose logs are kept here, the sample's lifter left out; never empty, since one's own log may yet begin."""
    return [name for name in session.open_log().athletes() if name != SAMPLE_ATHLETE] or [DEFAULT_ATHLETE]


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
    session.flash(f"{plain(outcome.file)} was read again in {unit}.")


@boundary()
def take_back(import_id: int, file: str) -> None:
    """Undo one import or edit. A callback."""
    session.open_log().undo(import_id, now=session.now())
    session.flash(f"Taken back: {plain(file)}.")


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


def _last_part(name: str) -> str:
    """A file name without any folders that a browser may send along."""
    return PureWindowsPath(PurePosixPath(name).name).name or "unnamed file"
