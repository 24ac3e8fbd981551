"""What came of imports: which go on, which are done and not told to this session yet, and the reports of the last."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.language import _, listed, n_
from ui import session
from ui.import_work import Import, Outcome
from ui.words import plain


def going_on() -> list[Import]:
    """The imports into this log that are not over yet, whoever began them, in the order of their turns."""
    return [each for each in session.imports().of(session.this_log()) if not each.work.is_done]


def collect() -> None:
    """Take over what came of imports that are done. A bug that ended one is raised here, where it is told."""
    for each in untold():
        if session.imports().take(each):
            latest = each.work.result()
            _remember_outcomes(latest)
            session.flash(_told_of(each, latest))


def untold() -> list[Import]:
    """The imports into this log that are done and that this session is to be told of: its own, and those of the same
    person whose page is closed.
    """
    return [each for each in session.imports().of(session.this_log()) if each.work.is_done and _is_ours(each)]


def _is_ours(begun: Import) -> bool:
    if begun.person != session.this_person():
        return False
    return begun.session == session.this_session() or not session.is_open(begun.session)


def _told_of(begun: Import, latest: Sequence[Outcome]) -> str:
    """What came of an import, in a sentence or two, as Markdown."""
    refused = [outcome.file for outcome in latest if outcome.error]
    if begun.said and not refused:
        return begun.said
    added = sum(outcome.report.added for outcome in latest if outcome.report)
    told = [n_("{number} set added.", "{number} sets added.", added)]
    if begun.session != session.this_session():
        told.insert(0, _("The import that went on without you is done: {files}.", files=plain(listed(begun.files))))
    if refused:
        told.append(_("Could not read {files}.", files=plain(listed(refused))))
    return " ".join(told)


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
