"""Files that were dropped and are not imported yet: those in archives and the sheets of workbooks each for itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final, Protocol

from analytics.errors import HindsightError, UnreadableFile
from analytics.language import _, counted
from ui import session

LARGEST_FILE_MB: Final = 50
"""Ten years of daily training is about 5 MB; the server refuses larger uploads too (`server.maxUploadSize`)."""
_UNPACKED: Final = "unpacked"
_COLUMNS: Final = "columns"


class Uploaded(Protocol):
    """What is used of a file in the uploader."""

    name: str
    size: int
    file_id: str

    def getvalue(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Pending:
    """One file to import; `digest` names its bytes. Or why it cannot be read at all."""

    file: str
    digest: str
    content: bytes = b""
    refused: HindsightError | None = None


def pending_files(uploads: Sequence[Uploaded]) -> list[Pending]:
    """What lies in the uploader, unpacked once for each upload."""
    known: dict[str, list[Pending]] = session.recall(_UNPACKED, {})
    unpacked = {upload.file_id: known.get(upload.file_id) or unpack(upload) for upload in uploads}
    session.remember(_UNPACKED, unpacked)
    return list({each.digest: each for files in unpacked.values() for each in files}.values())


def unpack(upload: Uploaded) -> list[Pending]:
    """The files in one upload; an upload that is too large is refused without being read."""
    file = _last_part(upload.name)
    if upload.size > LARGEST_FILE_MB * 1_000_000:  # the browser's own check can be passed by
        too_large = UnreadableFile(
            _(
                "The file has {megabytes} MB; the limit is {limit} MB.",
                megabytes=counted(round(upload.size / 1_000_000)),
                limit=LARGEST_FILE_MB,
            ),
            _("A training log of ten years has about 5 MB. Is this the right file?"),
        )
        return [Pending(file, f"refused-{upload.file_id}", refused=too_large)]
    try:
        members = session.open_log().unpack(file, upload.getvalue())
    except HindsightError as refused:
        return [Pending(file, f"refused-{upload.file_id}", refused=refused)]
    return [
        Pending(
            member.name,
            hashlib.sha256(member.name.encode() + member.content).hexdigest()[:12],
            member.content,
            member.refused,
        )
        for member in members
    ]


def columns_of(pending: Pending) -> dict[str, tuple[str, ...]]:
    """The columns of a table that no app wrote, each with some of its values; looked up once for each file."""
    known: dict[str, dict[str, tuple[str, ...]]] = session.recall(_COLUMNS, {})
    if pending.digest not in known:
        known = {**known, pending.digest: session.open_log().columns_of(pending.file, pending.content)}
        session.remember(_COLUMNS, known)
    return known[pending.digest]


def forget_pending() -> None:
    """Let go of the files, once they are imported."""
    session.forget(_UNPACKED)
    session.forget(_COLUMNS)


def _last_part(name: str) -> str:
    """A file name without any folders that a browser may send along."""
    return PureWindowsPath(PurePosixPath(name).name).name or _("unnamed file")
