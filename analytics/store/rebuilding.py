"""A log made again from its raw files and its journal, and put in the place of the one there is.

The lines of the journal are done again one after the other, each change under the number it had, and kept as they
stand; so what cannot be done now (a raw file is missing) can be when the log is made again another time. The new log is
written beside the old one, read back and held against it, and takes its place in one step; the old one is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from analytics.errors import DamagedLog, DatabaseProblem, HindsightError, NotFound, UnreadableFile
from analytics.language import _, counted, listed, n_
from analytics.model import READ_COLUMNS, Answer, Rebuildable, Rebuilt
from analytics.store import Store, confirmed, edits, failures, journal, lines
from analytics.store.backups import advance, is_digest, kept_files
from analytics.store.database import sql
from analytics.store.journal import Entry
from analytics.store.own_exercises import Part
from analytics.store.place import Place

Read = Callable[[Store, Mapping[str, Any], bytes], Sequence[str]]
"""Imports a raw file again as a line of the journal says; returns what is otherwise than it was then."""
Progress = Callable[[int, int], None]
"""Told how many changes are done, and of how many."""

_NO_TIME: Final = datetime(1, 1, 1)
"""For acts that know no time."""
_SEQUENCES: Final[Mapping[str, str]] = {
    "import": "change_ids", "type_in": "change_ids", "edit": "change_ids", "delete": "change_ids",
    "decide": "decision_ids", "confirm": "confirmation_ids", "answer": "answer_ids", "keep_plan": "plan_ids",
}  # fmt: skip
"""Acts that are given a number, and where it comes from."""
_WORDS: Final[Mapping[str, str]] = {
    "import": _("the import of {file}"),
    "type_in": _("a session typed in"),
    "edit": _("an edit"),
    "delete": _("a deletion"),
    "undo": _("taking change {change} back"),
    "decide": _("a decision about exercises"),
    "undo_decision": _("taking decision {decision} back"),
    "confirm": _("values that were said to be right"),
    "take_back_confirmation": _("asking again about values"),
    "answer": _("an answer to a finding"),
    "take_back_answer": _("taking an answer back"),
    "end_answers": _("the end of an answer"),
    "keep_plan": _("a kept plan"),
    "take_back_plan": _("taking a plan back"),
    "set": _("the setting {key}"),
    "change_facts": _("changed thresholds"),
}


def rebuildable(place: Place) -> Rebuildable | None:
    """What a log can be made again from, also one that cannot be opened; None where there is nothing."""
    with failures.told(place.database):
        found = _found(place)
        there = {path.name for path in kept_files(place.files / "uploads")}
    if not found.entries:
        return None
    wanted = {entry.told["sha256"] for entry in found.entries if entry.act == "import"}
    changes = sum(entry.act != "import" for entry in found.entries)
    until = max((entry.at for entry in found.entries if entry.at), default=None)
    return Rebuildable(
        len(wanted & there), len(wanted - there), changes, found.unreadable, until, has_journal=found.is_a_journal
    )


def refuse_to_forget(place: Place) -> None:
    """Raise `DamagedLog` where the database is gone and what it was made from is not: a new log would begin as if
    nothing had been.
    """
    with failures.told(place.database):
        if place.database.exists():
            return
        uploads = place.files / "uploads"
        has_journal, has_files = any(journal.read(place.journal)), bool(kept_files(uploads))
    if not has_journal and not has_files:
        return
    left = [name for name, is_there in ((place.journal.name, has_journal), (uploads.name, has_files)) if is_there]
    raise DamagedLog(
        _("The log {file} is gone, but its journal is there.", file=place.database.name)
        if has_journal
        else _("The log {file} is gone, but the files that were imported are there.", file=place.database.name),
        _(
            "Make the log again (python -m analytics rebuild), or restore a backup. To begin anew, move {left} away.",
            left=listed(left),
        ),
    )


def rebuild(place: Place, *, read: Read, now: datetime, tell: Progress, source: Path | None = None) -> Rebuilt:
    """Make a log again, from the journal `source` or its own, and put it in the place of the one there is, which must
    not be open in this process. A log that could be opened is backed up first, one that could not is kept as it is.

    Raises `UnreadableFile` where there is neither a journal nor a raw file, or `source` is no journal, `AlreadyRunning`
    while another process holds the log, `DatabaseProblem` where the disk fails; the log is then as it was.
    """
    with place.alone():
        before = _Before.of(place)
        try:
            found = _found(place, source)
            if not found.entries:
                raise _nothing(source)
            remade = _remade(place, found.entries, read, tell)
            remade.remember_what_was_told(before)
            holds = remade.finished()
            about_the_journal = _about_the_journal(place, source, found)
            kept = before.give_way(place, now)
        except BaseException:
            before.close()
            place.drop_incoming()
            raise
        place.take()
    return Rebuilt(
        remade.done["import"],
        remade.done.total() - remade.done["import"],
        _sets_in(holds),
        (_made_from(remade.done, holds), *_compared(before.found, holds), *kept),
        (*about_the_journal, *remade.not_done),
    )


# the log before -----------------------------------------------------------------------------------------------------


class _Before:
    """The log there is, held open while another one is made, so that nobody changes it meanwhile."""

    def __init__(self, store: Store | None, found: Mapping[str, str] | None) -> None:
        self._store, self.found = store, found

    @classmethod
    def of(cls, place: Place) -> _Before:
        """Opened, where it can be."""
        if not place.database.exists():
            return cls(None, None)
        store = None
        try:
            store = Store(place.database, files=place.files)
            return cls(store, _aspects(store))
        except DamagedLog:
            if store is not None:
                store.close()
            return cls(None, None)

    def last_told(self) -> Sequence[tuple[str, str, datetime, str]]:
        """What the readers of the log were told last, which is no change of it and so in no journal."""
        if self._store is None:
            return []
        return self._store.last_told_to_all()

    def give_way(self, place: Place, now: datetime) -> tuple[str, ...]:
        """Close the log, after keeping it in the backups; says where."""
        if not place.database.exists():
            return ()
        stamp = f"{now:%Y%m%d-%H%M%S}"
        if self._store is not None:
            kept = place.files / "backups" / f"before-rebuild-{stamp}.zip"
            try:
                self._store.backup(kept, with_files=False)  # they stay where they are
            except DamagedLog:
                self.found = None
            else:
                self.close()
                return (_("The log as it was is kept as the backup {name}.", name=kept.name),)
            self.close()
        kept = place.keep_damaged(now)
        return (_("The damaged file is kept in the folder of backups as {name}.", name=kept.name),)

    def close(self) -> None:
        """Let go of it."""
        if self._store is not None:
            self._store.close()
            self._store = None


# the log made again -------------------------------------------------------------------------------------------------


class Remade(Store):
    """A log that is made again: its journal is the lines that it is made from, and no file of its own."""

    _keeps_a_journal = False

    def __init__(self, database_file: Path, *, files: Path) -> None:
        super().__init__(database_file, files=files)
        self.done: Counter[str] = Counter()
        self.not_done: list[str] = []
        self._missing_imports: dict[int, str] = {}

    def do_again(self, entry: Entry, read: Read) -> None:
        """Do one line again, or note why that cannot be; the line is kept either way."""
        self._database.journal.again = entry.line or None
        try:
            self._go_on_from(entry)
            self._do(entry, read)
        except DatabaseProblem:  # the disk, and no matter of this line
            raise
        except HindsightError as error:
            self._left_out(entry, error.headline)
        else:
            self.done[entry.act] += 1
        finally:
            self._database.journal.again = None

    def remember_what_was_told(self, before: _Before) -> None:
        """What the readers of the log before were told last."""
        for athlete, reader, told_at, told in before.last_told():
            self.tell(told, athlete=athlete, reader=reader, now=told_at)

    def finished(self) -> Mapping[str, str]:
        """Write everything out, close, and read it back: what the log holds. Raises `DatabaseProblem` where what is
        read is not what was written.
        """
        self.not_done.extend(self._missing_imports.values())
        found = _aspects(self)
        with self._database.outside_transaction() as cursor:
            cursor.execute("checkpoint")
        self.close()
        again = Remade(self._database.path, files=self._uploads.parent)
        try:
            if _aspects(again) != found:
                raise DatabaseProblem(
                    _("The log could not be read back as it was written, so it was not put in place."),
                    _("The log itself was not touched. Look after the disk, then do it again."),
                )
        finally:
            again.close()
        return found

    def _go_on_from(self, entry: Entry) -> None:
        """Let the change have the number that it had."""
        sequence = _SEQUENCES.get(entry.act)
        if sequence is not None and "number" in entry.told:
            with self._database.write_unseen() as cursor:
                advance(cursor, sequence, int(entry.told["number"]) - 1)

    def _left_out(self, entry: Entry, why: str) -> None:
        if entry.line:
            with self._database.write(touches_sets=False):
                self._database.journal.note(entry.act)  # the line itself is kept
        told = entry.told
        if entry.act == "undo" and told["change"] in self._missing_imports:
            del self._missing_imports[told["change"]]  # what was taken back is not missed
            return
        said = _said(entry, why)
        if entry.act == "import":
            self._missing_imports[told.get("number", -entry.place)] = said
        else:
            self.not_done.append(said)

    def _do(self, entry: Entry, read: Read) -> None:
        told, now = entry.told, entry.at or _NO_TIME
        match entry.act:
            case "import":
                remarks = read(self, told, self._raw(told["sha256"]))
                self.not_done.extend(f"{told['file']}: {remark}" for remark in remarks)
            case "type_in":
                self._type_in(told, now)
            case "edit":
                self._edit(entry, now)
            case "delete":
                wanted = self._known_of(entry, told["sets"])
                edits.delete_sets(self._database, [set_id for set_id, __ in wanted], now=now, retired_too=True)
            case "undo":
                self.undo(told["change"], now=now)
            case "decide":
                self.decide([Part(**part) for part in told["parts"]], now=now)
            case "undo_decision":
                self.undo_decision(told["decision"], now=now)
            case "confirm":
                values = lines.in_columns(told["values"], **confirmed.COLUMNS)
                confirmed.confirm_values(self._database, values, now=now)
            case "take_back_confirmation":
                self.take_back_confirmation(told["confirmation"], now=now)
            case "answer":
                self.answer(_answer(told["answer"]))
            case "take_back_answer":
                self.take_back_answer(told["answer"], now=now)
            case "end_answers":
                self.end_answers(told["answers"], on=date.fromisoformat(told["on"]))
            case "keep_plan":
                week = date.fromisoformat(told["week"])
                self.keep_plan(json.dumps(told["plan"]), athlete=told["athlete"], week=week, now=now)
            case "take_back_plan":
                self.take_back_plan(told["plan"], now=now)
            case "set":
                self.change_setting(told["key"], told["value"])
            case "change_facts":
                self.change_facts(told["facts"])
            case _:
                raise NotFound(_("This Hindsight does not know what the line says."), _("Update Hindsight."))

    def _raw(self, digest: str) -> bytes:
        raw = self._uploads / digest
        if not is_digest(digest) or not raw.is_file():  # a journal that came in with a backup may name any file
            raise NotFound(_("Its raw file {digest} is missing.", digest=digest[:12]))
        content = raw.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise UnreadableFile(_("Its raw file {digest} is damaged.", digest=digest[:12]))
        return content

    def _type_in(self, told: Mapping[str, Any], now: datetime) -> None:
        rows = lines.in_columns(told["sets"], **READ_COLUMNS)
        import_id = self.add_sets(rows, athlete=told["athlete"], now=now)
        if "added_to" in told:  # the log held then what an older journal cannot tell in its order
            with self._database.write_derived() as cursor:
                cursor.register("added_to", lines.in_columns(told["added_to"], **_ADDED_TO))
                cursor.execute(sql("sql/added_to"), {"import_id": import_id})
                cursor.unregister("added_to")

    def _edit(self, entry: Entry, now: datetime) -> None:
        wanted = self._known_of(entry, [each["set"] for each in entry.told["sets"]])
        changes = {set_id: _values(entry.told["sets"][place]["to"]) for set_id, place in wanted}
        edits.edit_sets(self._database, self.catalogue, changes, now=now, retired_too=True)

    def _known_of(self, entry: Entry, named: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
        """The numbers of the sets that are named, each with its place in the list; notes those that are not there."""
        with self._database.outside_transaction() as cursor:
            found = lines.ids_of(cursor, named)
        known = {set_id: place for place, set_id in enumerate(found) if set_id is not None}
        if not known:
            raise NotFound(_("The raw files hold none of its sets."))
        if None in found:
            why = _("The raw files hold only {number} of its {all} sets.", number=len(known), all=len(named))
            self.not_done.append(_said(entry, why))
        return list(known.items())


_ADDED_TO: Final[Mapping[str, str]] = {
    "athlete": "str", "source": "str", "minute": "datetime64[us]", "brought_by": "Int64",
}  # fmt: skip


def _remade(place: Place, entries: Sequence[Entry], read: Read, tell: Progress) -> Remade:
    place.drop_incoming()
    remade = Remade(place.incoming, files=place.files)
    try:
        for number, entry in enumerate(entries):
            tell(number, len(entries))
            remade.do_again(entry, read)
        tell(len(entries), len(entries))
    except BaseException:
        remade.close()
        raise
    return remade


def _answer(told: Mapping[str, Any]) -> Answer:
    until = None if told["until"] is None else date.fromisoformat(told["until"])
    return Answer(**{**told, "until": until, "answered_at": datetime.fromisoformat(told["answered_at"])})


def _values(told: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(told)
    if values.get("started_at"):
        values["started_at"] = datetime.fromisoformat(values["started_at"])
    return values


# what there is to make it from ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """What a log can be made again from: the lines of a journal, of which some could not be read, or, where none can
    be, an import for each raw file, in the order in which they came.
    """

    entries: Sequence[Entry]
    unreadable: int
    is_a_journal: bool


def _found(place: Place, source: Path | None = None) -> _Found:
    """Of the log's own journal and raw files, or of the journal `source` and nothing else: a journal that was asked for
    by name is not made up for. Raises `UnreadableFile` where there is no such file.
    """
    if source is not None and not source.is_file():
        raise UnreadableFile(_("There is no file {file}.", file=source), _("Give the path of a journal."))
    entries, unreadable = journal.read(source or place.journal)
    if entries or source is not None:
        return _Found(entries, unreadable, is_a_journal=True)
    return _Found(_imports_of(place.files / "uploads"), unreadable, is_a_journal=False)


def _imports_of(uploads: Path) -> list[Entry]:
    came = [(path.stat().st_mtime, path.name) for path in kept_files(uploads)]
    told = [
        {"act": "import", "at": datetime.fromtimestamp(at).isoformat(), "file": name[:12], "sha256": name}  # noqa: DTZ006
        for at, name in sorted(came)
    ]
    return [Entry(place, "", each) for place, each in enumerate(told, start=1)]


def _nothing(source: Path | None) -> UnreadableFile:
    if source is not None:
        return UnreadableFile(
            _("No line of {file} can be read as one of a journal.", file=source),
            _("Give the path of a journal, or leave --journal out: then the log's own is taken."),
        )
    return UnreadableFile(
        _("There is nothing to make the log again from: no journal that can be read, and no raw files."),
        _("Restore a backup instead."),
    )


# what is said of it -------------------------------------------------------------------------------------------------


def _aspects(store: Store) -> dict[str, str]:
    """All that a log says, each aspect as one text, and the number of its sets."""
    sets = store.query(sql("sql/sum_of_sets")).iloc[0]
    return {
        "number": str(int(sets["number"])),
        "sets": str(sets["checksum"]),
        "changes": store.query("select import_id, kind, file, undone_at from imports order by 1").to_csv(),
        "settings": repr(sorted(store.settings().items())),
        "facts": repr([(fact.key, fact.value) for fact in store.facts if fact.is_changed]),
        "exercises": repr(store.decisions()),
        "answers": store.query("select * from finding_answers order by answer_id").to_csv(),
        "confirmed": store.query("select * from confirmed_values order by all").to_csv(),
        "plans": store.query("select * from plans order by plan_id").to_csv(),
    }


_ASPECT_WORDS: Final[Mapping[str, str]] = {
    "sets": _("sets"),
    "changes": _("the list of imports"),
    "settings": _("settings"),
    "facts": _("thresholds"),
    "exercises": _("decisions about exercises"),
    "answers": _("answers to findings"),
    "confirmed": _("values that were said to be right"),
    "plans": _("kept plans"),
}


def _said(entry: Entry, why: str) -> str:
    words = _WORDS.get(entry.act, entry.act)
    with suppress(KeyError):
        words = words.format(**entry.told)
    if entry.at is None:
        return _("Not done again: {what}: {why}", what=words, why=why)
    return _("Not done again: {what}, {day}: {why}", what=words, day=f"{entry.at:%Y-%m-%d}", why=why)


def _about_the_journal(place: Place, source: Path | None, found: _Found) -> list[str]:
    """What of the journal could not be read; a journal of the log's own that is not whole is kept with the backups."""
    if not found.is_a_journal and not found.unreadable:
        return [
            _("There is no journal, so only the raw files were read: nothing that was typed in or decided is known.")
        ]
    if not found.unreadable:
        return []
    if found.is_a_journal:
        said = n_(
            "{number} line of the journal cannot be read, and what it says was left out.",
            "{number} lines of the journal cannot be read, and what they say was left out.",
            found.unreadable,
        )
    else:
        said = _(
            "The journal cannot be read, so only the raw files were: nothing that was typed in or decided is known."
        )
    kept = journal.keep_aside(place.journal, place.files / "backups") if source is None else None
    if kept is None:
        return [said]
    return [said, _("The journal as it was is kept in the folder of backups as {name}.", name=kept.name)]


def _made_from(done: Mapping[str, int], found: Mapping[str, str]) -> str:
    imports, changes = done["import"], sum(done.values()) - done["import"]
    return _(
        "The log was made again from {imports} and {changes}: {sets}.",
        imports=n_("{number} import", "{number} imports", imports),
        changes=n_("{number} other change", "{number} other changes", changes),
        sets=n_("{number} set", "{number} sets", _sets_in(found)),
    )


def _compared(before: Mapping[str, str] | None, now: Mapping[str, str]) -> tuple[str, ...]:
    if before is None:
        return (_("The log that was there could not be read, so there is nothing to compare it with."),)
    different = [words for name, words in _ASPECT_WORDS.items() if now[name] != before[name]]
    if not different:
        return (_("It says the same as the log that was there: every set, every setting, every decision."),)
    said = _("It says something else than the log that was there about: {what}.", what=listed(different))
    if before["number"] == now["number"]:
        return (said,)
    return (
        said,
        _(
            "There were {before} sets, and there are {now}.",
            before=counted(_sets_in(before)),
            now=counted(_sets_in(now)),
        ),
    )


def _sets_in(found: Mapping[str, str]) -> int:
    return int(found["number"])
