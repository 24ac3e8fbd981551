"""The picture of the week: what stands on it, and that nothing says whose it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image

from analytics.errors import WrongRequest
from analytics.review.share_card import LegSets, ShareCard, png, words_of
from analytics.training_log import TrainingLog

NOW = datetime(2026, 11, 21, 9)
HEADER = "athlete,started_at,workout,exercise,weight_kg,reps,rir,note\n"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    """Four squats and two curls on Tuesday 10 Nov 2026, with all that could say who did them."""
    rows = ["Zoe,2026-11-10 18:00,Iron Temple Berlin,back_squat,100,5,2,Zoe felt strong"] * 4
    rows += ["Zoe,2026-11-10 18:00,Iron Temple Berlin,seated_leg_curl,40,10,2,"] * 2
    with TrainingLog.open(tmp_path) as opened:
        opened.import_file("log.csv", (HEADER + "\n".join(rows)).encode(), now=NOW)
        yield opened


def test_the_card_holds_the_numbers_of_the_week_and_nobodys_name(log: TrainingLog) -> None:
    card = log.share_card(on=date(2026, 11, 21), athlete="Zoe", unit="kg")
    assert (card.week, card.workouts, card.hard_sets) == (date(2026, 11, 9), 1, 6)
    sets = {leg.muscle: leg.sets for leg in card.legs}
    # a squat is a whole set for the quads and half of one for the adductors, a curl a whole one for the hamstrings
    assert (sets["quads"], sets["hamstrings"], sets["calves"]) == (4.0, 2.0, 0.0)
    assert card.balance == ""  # six sets are too few for a ratio
    said = words_of(card)
    assert said.startswith("Training week 9 to 15 Nov 2026: workouts 1, hard sets 6.")
    for private in ("Zoe", "Temple", "Berlin", "strong"):
        assert private not in f"{said} {card}"


def test_there_is_no_card_before_the_first_full_week(log: TrainingLog) -> None:
    with pytest.raises(WrongRequest, match="no full week"):
        log.share_card(on=date(2026, 11, 9), athlete="Zoe", unit="kg")


def test_the_picture_has_the_size_that_phones_share() -> None:
    legs = (LegSets("quads", 19.5, 8.0, 16.0), LegSets("hamstrings", 0.0), LegSets("calves", 400.0, 6.0, 14.0))
    long = "An exercise with a name that would run far over the edge of any picture"
    card = ShareCard(date(2026, 11, 9), 1, 1, legs, "6.5 : 1", "strongly quad-dominant", long, "100 kg, +1 %")
    picture = Image.open(io.BytesIO(png(card)))
    assert (picture.format, picture.size) == ("PNG", (1080, 1350))
    assert picture.getpixel((1075, 1200)) == picture.getpixel((5, 5))  # nothing runs over the edge
