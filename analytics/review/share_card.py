"""A picture of the week to show to others, 1080 x 1350 as phones share them: what was done, nothing about who did it.

No name, no note, no title of a workout, no bodyweight, no exercise that the lifter named: what could say who it is
stays in the log. Drawn here with Pillow and its own letters, so that nothing is fetched and every machine draws the
same.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from analytics.errors import WrongRequest
from analytics.language import _, inside, n_
from analytics.metrics.quad_posterior_ratio import TOO_LITTLE
from analytics.model import BALANCE_WORDS
from analytics.plans.wording import week_span
from analytics.reference.own import ID_PREFIX
from analytics.review._arithmetic import shown
from analytics.review._week import Week
from analytics.review.bests import bests_of

WIDTH: Final = 1080
HEIGHT: Final = 1350
_FINER: Final = 2
"""Drawn so many times larger and made smaller, for smooth edges."""
_LEFT: Final = 90
_RIGHT: Final = WIDTH - 90
_BAR_LEFT: Final = 370
_BAR_RIGHT: Final = 880
_GROUND, _TEXT, _QUIET, _TRACK, _RANGE = "#15181b", "#f1f3f5", "#b5bdc4", "#2b3238", "#8d979f"
_LEGS: Final[Mapping[str, tuple[str, str]]] = {
    "quads": (_("Quads"), "#4ba3db"),
    "hamstrings": (_("Hamstrings"), "#e8833a"),
    "glute_max": (_("Glutes"), "#2dbd93"),
    "adductors": (_("Adductors"), "#d6a52c"),
    "calves": (_("Calves"), "#8cc8ee"),
}
"""Muscle -> its name and its colour, the dark mode's of the app."""


@dataclass(frozen=True, slots=True)
class LegSets:
    """Hard sets of a muscle in the week (fractional), and the weekly range they are held against, if there is one."""

    muscle: str
    sets: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the picture says. `balance` is "" where the sets are too few for a ratio, `best` where no lift beat its
    own.
    """

    week: date
    workouts: int
    hard_sets: int
    legs: tuple[LegSets, ...]
    balance: str = ""
    balance_words: str = ""
    best: str = ""
    best_words: str = ""


def share_card(week: Week) -> ShareCard:
    """The card of a reviewed week. Raises `WrongRequest` for a week before the log began."""
    if not week.is_in_log:
        raise WrongRequest(_("There is no full week to show yet."), _("The first one is there on the Monday after it."))
    balance, words = _balance(week)
    best, best_words = _best(week)
    return ShareCard(
        week=week.monday,
        workouts=week.workouts,
        hard_sets=int(week.judgements["is_hard"].sum()),
        legs=tuple(_sets_of(week, muscle) for muscle in _LEGS),
        balance=balance,
        balance_words=words,
        best=best,
        best_words=best_words,
    )


def words_of(card: ShareCard) -> str:
    """The picture in one sentence, for those who do not see it."""
    legs = ", ".join(f"{inside(_LEGS[leg.muscle][0])} {shown(leg.sets, 1)}" for leg in card.legs)
    said = [
        _(
            "Training week {days}: workouts {workouts}, hard sets {hard_sets}. Hard sets for the legs: {legs}.",
            days=week_span(card.week),
            workouts=card.workouts,
            hard_sets=card.hard_sets,
            legs=legs,
        )
    ]
    if card.balance:
        said.append(_("Quads to hamstrings {ratio}, {level}.", ratio=card.balance, level=card.balance_words))
    if card.best:
        said.append(_("Best: {lift}, {load_and_gain}.", lift=card.best, load_and_gain=card.best_words))
    return " ".join(said)


def png(card: ShareCard) -> bytes:
    """The card as a PNG of 1080 x 1350 pixels."""
    picture = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), _GROUND)
    draw = _Pen(ImageDraw.Draw(picture))
    draw.text(_LEFT, 84, _("Training week"), 42, _QUIET)
    draw.text(_LEFT, 138, week_span(card.week), 78)
    _number(draw, _LEFT, card.workouts, n_("workout", "workouts", card.workouts))
    _number(draw, 500, card.hard_sets, n_("hard set", "hard sets", card.hard_sets))
    draw.text(_LEFT, 530, _("Hard sets for the legs"), 42, _QUIET)
    most = max(12.0, *(max(leg.sets, leg.high or 0.0) for leg in card.legs))
    for place, leg in enumerate(card.legs):
        _bar(draw, 600 + place * 72, leg, most)
    if any(leg.high for leg in card.legs):
        draw.text(_BAR_LEFT, 962, _("The frame is the range for a week."), 28, _QUIET)
    _told(draw, 1030, _("Quads to hamstrings, 4 weeks"), card.balance, card.balance_words)
    _told(draw, 1160, _("Best of the week"), card.best, card.best_words)
    draw.text(_RIGHT, 1282, "Hindsight", 30, _QUIET, anchor="ra")
    written = io.BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(written, "PNG", compress_level=6)
    return written.getvalue()


# what it says ---------------------------------------------------------------------------------------------------------


def _sets_of(week: Week, muscle: str) -> LegSets:
    row = week.row("muscle_volume", muscle=muscle)
    if row is None:
        return LegSets(muscle, 0.0)
    low, high = float(row["band_low"]), float(row["band_high"])
    has_range = low == low and high == high  # NaN is no range
    return LegSets(muscle, float(row["week_sets"]), low if has_range else None, high if has_range else None)


def _balance(week: Week) -> tuple[str, str]:
    row = week.row("quad_posterior_ratio")
    if row is None or row["q_h_level"] == TOO_LITTLE:
        return "", ""
    return f"{shown(row['q_h_ratio'], 1)} : 1", BALANCE_WORDS[str(row["q_h_level"])]


def _best(week: Week) -> tuple[str, str]:
    """The largest best among the catalogue's lifts: the name of a lifter's own exercise is theirs."""
    own = {name for exercise, name in week.case.exercise_names.items() if exercise.startswith(ID_PREFIX)}
    shareable = [best for best in bests_of(week) if best.lift not in own]
    return (shareable[0].lift, f"{shareable[0].value}, {shareable[0].gain}") if shareable else ("", "")


# how it looks ---------------------------------------------------------------------------------------------------------


class _Pen:
    """Draws in the pixels of the card, whatever the size it is drawn at."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def text(self, x: float, y: float, text: str, size: float, colour: str = _TEXT, anchor: str = "la") -> None:
        """A line of text, made smaller where it would run over the edge."""
        room = (_RIGHT - x if anchor == "la" else x - _LEFT) * _FINER
        font = ImageFont.load_default(size * _FINER)
        if (length := font.getlength(text)) > room:
            font = ImageFont.load_default(size * _FINER * room / length)
        self._draw.text((x * _FINER, y * _FINER), text, fill=colour, font=font, anchor=anchor)

    def box(
        self, left: float, top: float, right: float, bottom: float, *, fill: str | None = None, frame: str | None = None
    ) -> None:
        """A box with round corners; one without any width is left out."""
        if right > left:
            corners = tuple(round(edge * _FINER) for edge in (left, top, right, bottom))
            self._draw.rounded_rectangle(corners, radius=8 * _FINER, fill=fill, outline=frame, width=3 * _FINER)


def _number(draw: _Pen, x: float, number: int, unit: str) -> None:
    draw.text(x, 268, str(number), 150)
    draw.text(x, 438, unit, 42, _QUIET)


def _bar(draw: _Pen, top: float, leg: LegSets, most: float) -> None:
    name, colour = _LEGS[leg.muscle]

    def at(sets: float) -> float:
        return _BAR_LEFT + (_BAR_RIGHT - _BAR_LEFT) * sets / most

    draw.text(_LEFT, top + 5, name, 40)
    draw.box(_BAR_LEFT, top + 8, _BAR_RIGHT, top + 48, fill=_TRACK)
    draw.box(_BAR_LEFT, top + 8, at(leg.sets), top + 48, fill=colour)
    if leg.low is not None and leg.high is not None:
        draw.box(at(leg.low), top + 1, at(leg.high), top + 55, frame=_RANGE)
    draw.text(_RIGHT, top + 5, shown(leg.sets, 1), 40, anchor="ra")


def _told(draw: _Pen, top: float, title: str, value: str, words: str) -> None:
    if value:
        draw.text(_LEFT, top, title, 34, _QUIET)
        draw.text(_LEFT, top + 44, f"{value}, {words}", 50)
