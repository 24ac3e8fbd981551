"""The session under way as a browser sees it: read from its file, changed in its file, and what was just taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import streamlit as st

from analytics.language import _
from ui import draft as drafts
from ui import session
from ui.boundary import boundary
from ui.draft import Draft, DraftExercise, Typed, change_draft, keep_draft, load_draft
from ui.undo import way_back

_TAKEN_OUT: Final = "gym-taken-out"
_PUT_AWAY: Final = "gym-put-away"

Change = Callable[[Draft], Draft]


def current(athlete: str) -> Draft:
    """The athlete's session under way, as it stands in its file."""
    return load_draft(session.data_dir(), athlete)


def change(athlete: str, how: Change) -> Draft:
    """Change the session as it stands now, and have this tab look at the exercise that is at hand then."""
    session.require_change()
    changed = change_draft(session.data_dir(), athlete, how)
    session.remember(_at(athlete), changed.at)
    session.remember(_seen(athlete), changed.revision)
    return changed


def keep_typed(athlete: str, key: str, typed: Typed) -> None:
    """Keep what is typed of the next set of an exercise, so that a reload brings it back."""
    session.require_change()
    drafts.keep_typed(session.data_dir(), athlete, key, typed)


def at_hand(draft: Draft, athlete: str) -> DraftExercise | None:
    """The exercise that this tab looks at: another tab may look at another one."""
    own = session.recall(_at(athlete))
    return next((each for each in draft.exercises if each.key == own), draft.current)


def look_at(athlete: str, key: str) -> None:
    """Look at another exercise, in this tab and after a reload. A callback."""

    def gone_to(draft: Draft) -> Draft:
        return replace(draft, at=draft.exercise(key).key)

    with boundary():
        change(athlete, gone_to)
    session.forget("correcting")


def say_what_others_did(draft: Draft, athlete: str) -> None:
    """One line where another tab or phone changed this session since this tab last drew it."""
    seen = session.recall(_seen(athlete))
    session.remember(_seen(athlete), draft.revision)
    if seen in (None, draft.revision):
        return
    ended = _("This session was saved or put away in another tab.")
    st.info(_("Another tab changed this session; here is its newest state.") if draft.exercises else ended)


# taken out, put away, brought back ------------------------------------------------------------------------------------


def take_out(athlete: str, how: Change, *, said: str, back: Change) -> None:
    """Change the session so that `back` undoes it; one line offers that, saying `said` (Markdown)."""
    change(athlete, how)
    session.remember(_TAKEN_OUT, (athlete, said, back))


def undo_line(athlete: str) -> None:
    """One line that says what was just taken out, with its undo; nothing where nothing was."""
    taken: tuple[str, str, Change] | None = session.recall(_TAKEN_OUT)
    if taken and taken[0] == athlete:
        way_back(taken[1], undo=_put_back, forget=_TAKEN_OUT, key="gym")


@boundary()
def _put_back() -> None:
    taken: tuple[str, str, Change] | None = session.recall(_TAKEN_OUT)
    session.forget(_TAKEN_OUT)
    if taken:
        change(taken[0], taken[2])


def put_away(athlete: str, *, saved_as: int | None = None) -> None:
    """End the session under way. It can be brought back until the next one ends; one that was saved as a change of the
    log only once that change is taken back.
    """
    session.require_change()
    ended = current(athlete)
    keep_draft(Draft(), session.data_dir(), athlete)
    for key in (_TAKEN_OUT, _at(athlete), "correcting"):
        session.forget(key)
    session.remember(_seen(athlete), 0)
    session.remember(_ended(athlete), (ended, saved_as))


def to_bring_back(athlete: str) -> Draft | None:
    """The session that ended last in this browser and is not in the log; None where there is none."""
    kept: tuple[Draft, int | None] | None = session.recall(_ended(athlete))
    if kept is None or not kept[0].set_count:
        return None
    ended, saved_as = kept
    changes = session.open_log().imports()
    stands = changes.loc[changes["undone_at"].isna(), "import_id"]
    return None if saved_as in set(stands) else ended


@boundary()
def bring_back(athlete: str) -> None:
    """Go on with the session that was put away. A callback."""
    ended = to_bring_back(athlete)
    if ended is not None:
        change(athlete, lambda draft: draft if draft.exercises else ended)
        session.forget(_ended(athlete))


def _ended(athlete: str) -> str:
    return f"{_PUT_AWAY}-{athlete}"


def _at(athlete: str) -> str:
    return f"gym-at-{athlete}"


def _seen(athlete: str) -> str:
    return f"gym-seen-{athlete}"
