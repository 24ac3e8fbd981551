"""The backups: those that Hindsight makes by itself, one to take away, and the ways back from a damaged log: a backup,
or all of it made again from the original files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st

from analytics.errors import DamagedLog, HindsightError, UnreadableFile
from analytics.language import _, counted, n_, written
from analytics.model import BackupKind, KeptBackup, Rebuildable, Rebuilt
from ui import session
from ui.boundary import boundary, show_error
from ui.pending import LARGEST_FILE_MB
from ui.words import plain

_KIND_WORDS: Final[Mapping[BackupKind, str]] = {
    "daily": _("Daily"),
    "before-restore": _("Before a backup was brought back"),
    "before-schema": _("Before a new version of Hindsight"),
    "before-rebuild": _("Before the log was made again"),
}
_CHOSEN: Final = "backup-chosen"
_UPLOADED: Final = "backup-upload"
_REBUILT: Final = "rebuilt"
_DAMAGE_TOLD: Final = "damage-told"
_REMARKS_SHOWN: Final = 20
_MEGABYTE: Final = 1_000_000


def take_away() -> None:
    """The whole log as one file: the database and every raw file that was imported."""
    st.markdown(
        _("One file with everything: the sets, every decision, and the files you imported. Keep it on another disk.")
    )
    _show_damaged(session.damaged_files())
    st.download_button(
        _("Download a backup"),
        data=session.later(_whole_log),
        file_name=f"hindsight-{session.today():%Y-%m-%d}.zip",
        mime="application/zip",
        icon=":material/download:",
        key="backup-download",
        on_click="ignore",
    )


def _show_damaged(said: Sequence[str]) -> None:
    """What is to be said of raw files that are damaged, if any."""
    if said:
        st.warning(_as_list(said), title=_("Files that you imported are damaged"))


def _whole_log() -> bytes:
    log = session.open_log()
    with log.room() as folder:
        target = folder / "backup.zip"
        log.backup(target)
        return target.read_bytes()


def kept_backups() -> None:
    """The backups in the backups folder, one of which can be brought back."""
    kept = session.open_log().backups()
    if not kept:
        st.info(_("The first one is made when Hindsight is next opened with sets in the log."))
        return
    st.table(
        {
            _("Made"): [_made(each) for each in kept],
            _("Why"): [_KIND_WORDS[each.kind] for each in kept],
            _("Size"): [_size(each) for each in kept],
        },
        hide_index=True,
        alt=_("The backups of this log, newest first: when each was made, why, and its size"),
    )
    names = {each.name: f"{_made(each)}, {_KIND_WORDS[each.kind]}" for each in kept}
    chosen = st.selectbox(_("Bring back"), list(names), format_func=lambda name: names.get(name, name), key=_CHOSEN)
    st.button(
        _("Bring this backup back"),
        key="backup-restore",
        icon=":material/settings_backup_restore:",
        on_click=boundary()(_restore_kept),
        args=(chosen, names[chosen]),
        help=_("The log becomes what it was then. What it is now is kept in this list, so you can go back."),
    )


def _restore_kept(name: str, words: str) -> None:
    was_whole = session.restore_kept(name)
    session.flash(_("The log is as it was in the backup “{words}”.", words=plain(words)))
    _flash_damage(was_whole)


def _flash_damage(was_whole: bool) -> None:
    if not was_whole:
        session.flash(_("The log that was there is damaged; its file is kept in the folder of backups."))


def from_a_file() -> None:
    """A backup that was taken away, brought back."""
    uploaded = st.file_uploader(
        _("A backup that you took away"), type="zip", key=_UPLOADED, max_upload_size=LARGEST_FILE_MB
    )
    if uploaded is None:
        return
    st.button(
        _("Replace the log by this backup"),
        key="backup-restore-upload",
        icon=":material/settings_backup_restore:",
        on_click=boundary()(_restore_upload),
        help=_("What the log is now is kept in the list above, so you can go back."),
    )


def _restore_upload() -> None:
    uploaded = session.recall(_UPLOADED)
    with session.open_log().room() as folder:
        was_whole = session.restore(_written_to(folder, uploaded.getvalue()))
    session.flash(_("The log is as it was in “{name}”.", name=plain(uploaded.name)))
    _flash_damage(was_whole)


def _written_to(folder: Path, content: bytes) -> Path:
    if len(content) > LARGEST_FILE_MB * _MEGABYTE:
        raise UnreadableFile(
            _("The file is larger than {megabytes} MB.", megabytes=LARGEST_FILE_MB),
            _("Whoever runs Hindsight restores it on the command line: python -m analytics restore FILE."),
        )
    source = folder / "backup.zip"
    source.write_bytes(content)
    return source


# from the original files ----------------------------------------------------------------------------------------------


def from_the_original_files() -> None:
    """The whole log made again from the files that were imported and the journal of what was typed in and decided."""
    found = session.rebuildable()
    if found is None:
        return
    st.markdown(_read_for_it(found))
    if st.button(
        _("Rebuild the log"),
        key="rebuild",
        icon=":material/construction:",
        help=_("What the log is now is kept in the list of backups, so you can go back."),
    ):
        _rebuild()
    _show_what_became_of_it()


def _rebuild() -> None:
    bar = st.progress(0.0, text=_("Reading the original files…"))

    def show(done: int, of_all: int) -> None:
        text = _("{done} of {all} changes", done=counted(done), all=counted(of_all))
        bar.progress(done / max(of_all, 1), text=text)

    with boundary():
        made = session.rebuild(show)
        session.remember(_REBUILT, made)
        session.flash(plain(made.told[0]))
        if made.not_done:
            session.flash(_("Not everything could be done again: the page Backups says what."))
        st.rerun()


def _show_what_became_of_it() -> None:
    made: Rebuilt | None = session.recall(_REBUILT)
    if made is None:
        return
    st.success(plain(" ".join(made.told)))
    if made.not_done:
        st.warning(_as_list(made.not_done), title=_("What could not be done again"))


def _as_list(remarks: Sequence[str]) -> str:
    shown = [plain(remark) for remark in remarks[:_REMARKS_SHOWN]]
    more = len(remarks) - len(shown)
    left = [n_("{number} more", "{number} more", more)] if more > 0 else []
    return "\n".join(f"- {each}" for each in [*shown, *left])


def _read_for_it(found: Rebuildable) -> str:
    """What making the log again would read, and what is missing for it."""
    files = n_("{number} imported file", "{number} imported files", found.files)
    if not found.has_journal:
        return " ".join([_("This would read {files}.", files=files), *_what_is_missing(found)])
    read = _(
        "This would read {files} and do {changes} again: what was typed in, edited, decided or set.",
        files=files,
        changes=n_("{number} change", "{number} changes", found.changes),
    )
    return " ".join([read, *_until_when(found), *_what_is_missing(found)])


def _until_when(found: Rebuildable) -> list[str]:
    return [_("The last one was made on {moment}.", moment=_moment(found.until))] if found.until else []


def _what_is_missing(found: Rebuildable) -> list[str]:
    if not found.has_journal:
        return [
            _("There is no journal that can be read, so what was typed in, edited, decided or set would be missing.")
        ]
    files = n_(
        "{number} imported file is missing, so its sets would be, too.",
        "{number} imported files are missing, so their sets would be, too.",
        found.missing,
    )
    lines = n_(
        "{number} line of the journal cannot be read.",
        "{number} lines of the journal cannot be read.",
        found.unreadable,
    )
    return [said for said, number in ((files, found.missing), (lines, found.unreadable)) if number]


# a damaged log -------------------------------------------------------------------------------------------------------


def offer_recovery(error: HindsightError) -> None:
    """What is wrong with a log that cannot be opened, and what can take its place: each of its backups, or the log made
    again from its original files.
    """
    show_error(error)
    kept = session.backups_of_closed_log()
    _offer_backups(kept)
    _offer_rebuild(kept)


def _offer_rebuild(kept: Sequence[KeptBackup]) -> None:
    found = session.rebuildable()
    if found is None:
        return
    st.subheader(_("Rebuild from the original files"), anchor=False)
    if kept and found.has_journal and found.until:
        _show_which_is_newer(found.until, kept[0].made_at, is_all_known=not found.unreadable)
    from_the_original_files()


def _show_which_is_newer(until: datetime, made_at: datetime, *, is_all_known: bool) -> None:
    """Nothing where a line that cannot be read may be the last change."""
    if until > made_at:
        st.markdown(_("**The original files go further** than the newest backup."))
    elif is_all_known:
        st.markdown(_("The newest backup is as new as the last change, so it has everything."))


def _offer_backups(kept: Sequence[KeptBackup]) -> None:
    if not kept:
        st.markdown(
            _(
                "There is no backup yet. A file that `python -m analytics backup` wrote can take its place with "
                "`python -m analytics restore FILE`; the damaged file is kept."
            )
        )
        return
    st.subheader(_("Put a backup in its place"), anchor=False)
    st.markdown(
        _(
            "The damaged file is kept in the folder of backups. What came after the backup comes back by importing "
            "your app's newest export again."
        )
    )
    seen = session.opening()
    for number, each in enumerate(kept):
        st.button(
            _("{made} ({size})", made=_made(each), size=_size(each)),
            key=f"recover-{number}",
            icon=":material/settings_backup_restore:",
            on_click=boundary()(_recover),
            args=(each.name, seen),
        )


def _recover(name: str, seen: int) -> None:
    if session.recover(name, seen=seen):
        session.flash(_("The backup is in place, and the damaged file is kept."))


def _made(kept: KeptBackup) -> str:
    return _moment(kept.made_at)


def _moment(at: datetime) -> str:
    return written(at, _("EEE d MMM y")) + f", {at:%H:%M}"


def _size(kept: KeptBackup) -> str:
    return f"{max(kept.size_bytes / _MEGABYTE, 0.1):.1f} MB"


@contextmanager
def around_a_page() -> Iterator[None]:
    """Stands around a page: errors are told as `boundary` does it, a damaged log with what can take its place, above
    the page; and once the page is drawn, the day's backup is made, which finds a damage that the page did not touch. A
    disk that fails then is said in a word.
    """
    above = st.container()
    try:
        yield
    except DamagedLog as error:
        with above:
            offer_recovery(error)
        return
    except HindsightError as error:
        show_error(error)
        return
    try:
        _tell_damaged(session.back_up_daily())
    except DamagedLog as error:
        with above:
            show_error(error)  # what the page shows is sound, and what to do stands on the page Backups
    except HindsightError as error:
        st.toast(plain(f"{error.headline} {error.hint}"), icon=":material/warning:", duration="long")


def _tell_damaged(said: Sequence[str]) -> None:
    """Say once in a session that raw files are damaged; the page Backups says which."""
    if said and session.recall(_DAMAGE_TOLD) != said:
        session.remember(_DAMAGE_TOLD, said)
        told = n_(
            "{number} file that you imported is damaged on the disk. The page Backups says which, and what to do.",
            "{number} files that you imported are damaged on the disk. The page Backups says which, and what to do.",
            len(said),
        )
        st.toast(plain(told), icon=":material/warning:", duration="long")
