"""Whose log a session looks at, where people sign in: one's own, or one that its lifter opened, while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ui import gym_draft, session
from ui.draft import Draft, DraftSet, Typed, load_draft
from ui.hosting.identity import Identity
from ui.hosting.visited_log import NotAllowed

NOW = datetime(2026, 11, 21, 12)
SQUAT = b"started_at,exercise,weight_kg,reps\n2026-11-18 18:00:00,back_squat,100,5\n"
ANNA, CARA = Identity("a" * 64, "Anna"), Identity("c" * 64, "Cara")

pytestmark = pytest.mark.usefixtures("cara")


@pytest.fixture
def cara(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Cara is signed in; Anna has a log of one set."""
    held: dict[str, Any] = {}
    monkeypatch.setattr(session, "is_hosted", lambda: True)
    monkeypatch.setattr(session, "recall", lambda key, default=None: held.get(key, default))
    monkeypatch.setattr(session, "remember", held.__setitem__)
    monkeypatch.setattr(session, "signed_in", _signed_in_as(CARA))
    for person in (ANNA, CARA):
        session.people().seen(person, now=NOW)
    session._opened(str(data_dir / "people" / ANNA.folder)).import_file("log.csv", SQUAT, now=NOW)
    yield monkeypatch
    session.close_logs()
    session.people().close()


def _signed_in_as(person: Identity | None) -> Any:
    def signed_in() -> Identity | None:
        acting = session._ACTS_FOR.get()
        return acting[0] if acting else person

    return signed_in


def let_in(*, may_import: bool = False) -> None:
    session.people().take_up(session.people().new_code(ANNA, may_import=may_import, now=NOW), CARA, now=NOW)


def look_at_annas() -> None:
    session.remember(session._WHOSE, ANNA.folder)


def test_ones_own_log_is_ones_own_folder(data_dir: Path) -> None:
    assert session.data_dir() == data_dir / "people" / CARA.folder
    assert session.open_log().is_empty()
    assert session.may_change()


def test_to_choose_a_log_is_not_to_be_let_in() -> None:
    look_at_annas()
    for ask in (session.data_dir, session.open_log, session.may_change, session.unrecognised):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize("folder", ["", "..", "../" + "a" * 64, "/etc", "a" * 63])
def test_no_other_word_for_a_folder_opens_one(folder: str) -> None:
    let_in()
    session.remember(session._WHOSE, folder)
    with pytest.raises(NotAllowed):
        session.data_dir()


def test_who_is_let_in_looks_and_does_not_change() -> None:
    let_in()
    look_at_annas()
    assert session.open_log().athletes() == ["me"]
    assert (session.may_change(), session.may_import()) == (False, False)
    for change in (
        session.require_change,
        lambda: session.recover("x", seen=0),
        lambda: session.open_log().undo(1, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_what_a_visitor_types_is_not_kept_beside_the_log() -> None:
    let_in()
    look_at_annas()
    typed = Typed(0, DraftSet(weight_kg=999.0, reps=5))
    for write in (
        lambda: gym_draft.keep_typed("me", "squat", typed),
        lambda: gym_draft.change("me", lambda draft: draft),
        lambda: gym_draft.put_away("me"),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert load_draft(session.data_dir(), "me") == Draft()


def test_who_may_import_may_only_that() -> None:
    let_in(may_import=True)
    look_at_annas()
    assert (session.may_change(), session.may_import()) == (False, True)


def test_what_is_taken_back_ends_at_once() -> None:
    let_in()
    look_at_annas()
    assert not session.open_log().is_empty()
    session.people().end(lifter=ANNA.folder, coach=CARA.folder, by=ANNA.folder)
    with pytest.raises(NotAllowed):
        session.open_log()


def test_a_download_is_of_whose_log_it_was_drawn_for_and_asks_again_when_clicked(cara: pytest.MonkeyPatch) -> None:
    let_in()
    look_at_annas()
    export = session.later(lambda: session.open_log().export("csv"))
    session.remember(session._WHOSE, CARA.folder)
    cara.setattr(session, "signed_in", _signed_in_as(None))  # a download runs outside of any session
    assert b"back_squat" in export()
    session.people().end(lifter=ANNA.folder, coach=CARA.folder, by=ANNA.folder)
    with pytest.raises(NotAllowed):
        export()


def test_nobody_signed_in_has_no_log(cara: pytest.MonkeyPatch) -> None:
    cara.setattr(session, "signed_in", _signed_in_as(None))
    for ask in (session.data_dir, session.open_log, session.own_folder):
        with pytest.raises(session.NotSignedIn):
            ask()


def test_the_same_question_about_two_logs_has_two_answers() -> None:
    let_in()
    own = session.sets("me")
    look_at_annas()
    annas = session.sets("me")
    assert (len(own), len(annas)) == (0, 1)
