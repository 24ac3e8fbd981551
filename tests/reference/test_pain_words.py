"""What notes say, and above all what they do not say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reference import pain_words
from analytics.reference.pain_words import Noted, noted

LIST = Path(pain_words.__file__).with_name("pain_words.csv")
PARTS = {"sharp", "pain", "back", "behind_knee", "pop", "sore", "no_before", "no_after"}


def kinds(note: str) -> list[str]:
    return [each.kind for each in noted(note)]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Sharp pain in lower back on rep 4", "Sharp pain in lower back"),
        ("could not finish because of sharp lower back pain", "sharp lower back pain"),
        ("pain behind my right knee again", "pain behind my right knee"),
        ("slight pain at the back of the knee", "pain at the back of the knee"),
        ("felt a pop in my hamstring", "felt a pop"),
        ("Stechender Schmerz im unteren Rücken", "Stechender Schmerz im unteren Rücken"),
        ("leichte Schmerzen in der Kniekehle", "Schmerzen in der Kniekehle"),
        ("Hexenschuss!", "Hexenschuss"),
        ("douleur aiguë au dos", "douleur aiguë au dos"),
        ("dolor detrás de la rodilla", "dolor detrás de la rodilla"),
        ("fisgada atrás do joelho", "fisgada atrás do joelho"),
        ("una fitta alla schiena", "fitta alla schiena"),
        ("BELİMDE KESKİN AĞRI", "BELİMDE KESKİN AĞRI"),
    ],
)
def test_a_reason_to_stop_is_found_and_quoted_as_written(note: str, words: str) -> None:
    assert noted(note) == (Noted("pain", words if len(words.split()) <= 6 else words.split()[0]),)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "no pain",
        "no sharp back pain today",
        "no more really sharp pain in my lower back",
        "felt no pop",
        "pain behind the knee is gone",
        "pain-free behind the knee",
        "didn't feel a pop",
        "if sharp pain in lower back, stop",
        "kein stechender Schmerz im Rücken",
        "ohne Schmerzen in der Kniekehle",
        "plus de douleur derrière le genou",
        "sin dolor agudo en la espalda",
        "sem dor atrás do joelho",
        "senza dolore dietro il ginocchio",
        "diz arkasında ağrı yok",
    ],
)
def test_what_a_note_denies_is_not_said(note: str) -> None:
    assert noted(note) == ()


@pytest.mark.parametrize(
    "note",
    [
        "popped in for a quick session",
        "pop squats 3 x 10, Popeye arms",
        "back squat, sharp and fast",
        "back squat sharp pain in left knee",  # not the back: sharp pain elsewhere is not on the list
        "back pain is better",
        "Behind the neck",
        "shoulder pain",
        "push press: stay behind the bar; knee out",
        "Kreuzheben super, scharf gegessen",
        "pas mal",
        "pain in shoulder. kept the bar behind the knee",  # two sentences
    ],
)
def test_words_that_only_look_like_it_say_nothing(note: str) -> None:
    assert noted(note) == ()


@pytest.mark.parametrize("note", ["legs very sore", "DOMS", "Muskelkater", "courbatures", "agujetas", "kas ağrısı"])
def test_soreness_is_soreness_and_no_pain(note: str) -> None:
    assert kinds(note) == ["soreness"]


@pytest.mark.parametrize("note", ["not sore", "no soreness at all", "sore throat", "kein Muskelkater", "sore hands"])
def test_soreness_that_is_denied_or_elsewhere_is_not_counted(note: str) -> None:
    assert noted(note) == ()


def test_a_note_can_say_both() -> None:
    assert kinds("still sore from Monday. Sharp pain in my lower back") == ["soreness", "pain"]


@given(st.text(max_size=80))
def test_any_text_is_read_and_nothing_longer_than_six_words_is_quoted(note: str) -> None:
    assert all(len(each.words.split()) <= 6 for each in noted(note))


def test_each_language_has_each_part() -> None:
    with LIST.open(encoding="utf-8") as lines:
        rows = [(row["language"], row["part"]) for row in csv.DictReader(lines)]
    languages = {language for language, _ in rows}
    assert languages == {"en", "de", "fr", "es", "pt", "it", "tr"}
    assert sorted(rows) == sorted((language, part) for language in languages for part in PARTS)
