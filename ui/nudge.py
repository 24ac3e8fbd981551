"""What changed since the last visit: one small card on the first page, and nothing where nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from analytics.language import _, listed, n_
from analytics.review.last_told import Best, Told, WhatIsNew
from ui import formats, session
from ui.words import plain

_MOST_LISTED: Final = 3
_TRULY_LONG: Final = 60
"""Days after which a last visit is named by its date."""


def nudge(athlete: str, on: date, *, names: Mapping[str, str]) -> None:
    """Say what changed since this athlete's log was last looked at, and keep that it was said.

    The last visit is the one before this browser session, so the card stays while pages change, and grows with what is
    imported meanwhile; "Fine" puts it away. Nothing on the very first visit. `names` gives the words for exercises.
    """
    if not session.may_change():  # what is told to a coach is not told to the lifter
        return
    before = _last_visit(athlete)
    told = _tell(athlete, on)
    if before is None:
        return
    news = session.news(athlete, on, before)
    if news.is_empty:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="nudge"):
        st.markdown(nudge_text(news, today=session.today(), names=names), width="stretch")
        st.button(_("Fine"), key="nudge-fine", on_click=session.remember, args=(_key(athlete), [told]), type="tertiary")


def nudge_text(news: WhatIsNew, *, today: date, names: Mapping[str, str]) -> str:
    """The news as Markdown: what came in, then findings and bests, one line each; a new note of pain stands alone."""
    since = news.since.date() if news.since else today
    safety = [each.headline for each in news.new if each.is_safety_note]
    lines = _of_findings(_("New"), safety) or [
        *_of_findings(_("New"), (each.headline for each in news.new)),
        *_of_findings(_("Stronger now"), (each.headline for each in news.stronger)),
        *_of_findings(_("No longer stands"), (each.headline for each in news.settled)),
        *_of_bests(news.bests, names),
    ]
    came = _what_came(news)
    when = _("**Since your last visit, {when}:**", when=days_ago(since, today))
    first = f"{when} {came}".rstrip()
    return "\n".join([first, "", *(f"- {line}" for line in lines)]).strip()


def days_ago(day: date, today: date) -> str:
    """How long ago a day was: "earlier today", "yesterday", "3 days ago"; its date where it is long ago."""
    days = (today - day).days
    if days < 1:
        return _("earlier today")
    if days > _TRULY_LONG:
        return _("on {day}", day=formats.day(day))
    return _("yesterday") if days == 1 else _("{days} days ago", days=days)


def _last_visit(athlete: str) -> Told | None:
    """What was told before this browser session began; None on the first visit, or where the clock went back."""
    kept: list[Told | None] | None = session.recall(_key(athlete))
    if kept is None:
        last = session.open_log().last_told(session.SCREEN, athlete=athlete)
        kept = [last if last and last.at <= session.now() else None]
        session.remember(_key(athlete), kept)
    return kept[0]


def _tell(athlete: str, on: date) -> Told:
    """Keep what the page shows as told, once for each version of the log."""
    log, key = session.open_log(), f"told-{athlete}"
    said: tuple[tuple[int, date], Told] | None = session.recall(key)
    if said is not None and said[0] == (log.version, on):
        return said[1]
    told = log.told(session.SCREEN, on=on, now=session.now(), athlete=athlete, found=session.findings(athlete, on))
    session.remember(key, ((log.version, on), told))
    return told


def _key(athlete: str) -> str:
    return f"last-visit-{athlete}"


def _what_came(news: WhatIsNew) -> str:
    if news.sets > 0 and news.workouts > 0:
        return _(
            "{workouts} with {sets}.",
            workouts=n_("{number} new workout", "{number} new workouts", news.workouts),
            sets=n_("{number} set", "{number} sets", news.sets),
        )
    if news.sets > 0:
        return n_("{number} new set.", "{number} new sets.", news.sets)
    if news.sets < 0:
        return n_("{number} set fewer in the log.", "{number} sets fewer in the log.", -news.sets)
    return ""


def _of_findings(word: str, headlines: Iterable[str]) -> list[str]:
    said = [plain(headline) for headline in headlines]
    first, more = "; ".join(said[:_MOST_LISTED]), len(said) - _MOST_LISTED
    told = _("{findings}; and {more} more", findings=first, more=more) if more > 0 else first
    return [f"**{word}:** {told}"] if said else []


def _of_bests(bests: tuple[Best, ...], names: Mapping[str, str]) -> list[str]:
    if not bests:
        return []
    shown = [
        f"{plain(names.get(best.exercise_id, best.exercise_id))} (+{formats.number(best.gain_pct)} %)"
        for best in bests[:_MOST_LISTED]
    ]
    more = [_("{number} more", number=len(bests) - _MOST_LISTED)] if len(bests) > _MOST_LISTED else []
    return [_("**Best yet:** {exercises}", exercises=listed([*shown, *more]))]
