"""The rest timer: counts down from the rest of the line, goes on after a reload, and never holds the page up.

While it counts, a small fragment draws itself anew every second; the page around it stays as it is. It is plain text
that nobody reads out unasked: no live region, no sound.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from analytics.language import _
from ui import gym_draft, session
from ui.boundary import boundary
from ui.draft import Draft, Rest

_TICK_S: Final = 1.0
_MORE_S: Final = 30


def timer(draft: Draft, athlete: str) -> None:
    """The pause that runs, with half a minute more and a way out; one quiet line when it is over."""
    if draft.rest is None:
        return
    if draft.rest.left(session.now()):
        _counting(athlete)
    else:
        over(draft.rest)


def over(rest: Rest) -> None:
    """What stands in the timer's place when the pause is over."""
    told = [_("{time} of rest are over.", time=clock(rest.seconds))]
    if rest.up_to > rest.seconds:
        told.append(_("Up to {time} is planned.", time=clock(rest.up_to)))
    st.caption(f":material/timer: {' '.join(told)}")


@st.fragment(run_every=_TICK_S)
def _counting(athlete: str) -> None:
    rest = gym_draft.current(athlete).rest  # a button of the fragment may have changed it
    left = rest.left(session.now()) if rest else 0
    if rest is None or not left:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", key="rest-timer"):
        st.markdown(
            _(":material/timer: Rest **{left}** :small[of {whole}]", left=clock(left), whole=clock(rest.seconds)),
            width="stretch",
        )
        st.button(
            _("+{seconds} s  \n:small[longer]", seconds=_MORE_S),
            key="rest-more",
            on_click=lengthen,
            args=(athlete,),
            wrap=True,
        )
        st.button(_("Skip  \n:small[the rest]"), key="rest-skip", on_click=skip, args=(athlete,), wrap=True)


def clock(seconds: int) -> str:
    """Minutes and seconds: "1:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


@boundary()
def lengthen(athlete: str) -> None:
    """Rest half a minute more. A callback."""
    gym_draft.change(athlete, _longer)


def _longer(draft: Draft) -> Draft:
    rest = draft.rest
    if rest is None:
        return draft
    seconds = rest.seconds + _MORE_S
    return replace(draft, rest=replace(rest, seconds=seconds, up_to=max(seconds, rest.up_to)))


@boundary()
def skip(athlete: str) -> None:
    """End the pause. A callback."""
    gym_draft.change(athlete, lambda draft: replace(draft, rest=None))
