"""The facts: complete against the rulebook, refused when they rest on nothing, changeable within their range."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import BrokenReference, WrongRequest
from analytics.reference.facts import GRADES, LEVELS, Band, Fact, Facts, load_facts, read_facts

RULEBOOK = pd.read_csv(Path(__file__).parents[1] / "science" / "rulebook_constants.csv", dtype=str).set_index("key")
FACTS = load_facts()

SPLIT_OTHERWISE = {
    "e1rm.session_noise": ["failure", "near", "far", "unknown"],
    "e1rm.level_error": ["n3", "n6", "n9", "n12", "n15"],
    "gain.expected_pct_per_week": [f"{level}.{end}" for level in LEVELS for end in ("low", "high")],
    "bal.curl_share.ok": ["_low", "_high"],
    "bal.curl_share.watch": ["_low", "_high"],
    "bal.dl_sq.low": ["men", "women", "unset"],
    "bal.dl_sq.typical": ["men.low", "men.high", "women.low", "women.high"],
}
"""Constants of several numbers, and the ends of the keys they became, in the order of the numbers."""
BANDS = ["floor", *(f"{level}.{end}" for level in LEVELS for end in ("low", "high")), "high", "very_high"]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def keys_of(constant: str) -> list[str]:
    """The facts that a constant of the rulebook became."""
    if constant.endswith(".bands"):
        return [f"{constant.removesuffix('bands')}{end}" for end in BANDS]
    if constant in SPLIT_OTHERWISE:
        return [f"{constant}{'' if end[0] == '_' else '.'}{end}" for end in SPLIT_OTHERWISE[constant]]
    return [constant] if constant in FACTS else [f"{constant}.low", f"{constant}.high"]


def test_the_rulebook_has_95_constants() -> None:
    assert len(RULEBOOK) == 95


@pytest.mark.parametrize("constant", RULEBOOK.index)
def test_every_constant_of_the_rulebook_is_a_fact_with_its_value(constant: str) -> None:
    default = RULEBOOK.loc[constant, "default"]
    found = [FACTS.get_number(key) if key not in FACTS or not isinstance(FACTS[key].value, str) else FACTS.text(key)
             for key in keys_of(constant)]  # fmt: skip
    if isinstance(found[0], str):
        assert found == [default]
    elif constant == "vol.erectors.bands":  # "none / none / none / none / 16 / 20"
        assert found == [None] * 7 + [16, 20]
    else:
        assert found == numbers(re.sub(r"RIR \d-\d", "", default))  # "RIR 0-2 2.9": the value is the last one


@pytest.mark.parametrize("constant", [key for key in RULEBOOK.index if RULEBOOK.loc[key, "min"] not in ("-", "auto")])
def test_every_range_of_the_rulebook_is_the_range_of_its_fact(constant: str) -> None:
    row, keys = RULEBOOK.loc[constant], keys_of(constant)
    facts = [FACTS[key] for key in keys]
    lows, highs = (numbers(row[end]) or [row[end]] for end in ("min", "max"))
    if any(isinstance(fact.value, str) for fact in facts):
        assert {*lows, *highs} <= {*facts[0].choices} or facts[0].key == "e1rm.reference_reps"
    elif lows == highs:  # a range of one number: fixed
        assert all(fact.is_fixed for fact in facts)
    elif len(lows) == 2:  # "4-8", "8-14": the range of the lower end, then of the upper end
        assert [(fact.low, fact.high) for fact in facts] == [tuple(lows), tuple(highs)]
    elif (
        constant == "bal.persist_weeks"
    ):  # the rulebook allows 6 "of the last 4 weeks"; more than all of them cannot be
        assert (facts[0].low, facts[0].high) == (1, 4)
    else:
        assert {(fact.low, fact.high) for fact in facts} == {(lows[0], highs[0])}


@pytest.mark.parametrize("constant", [key for key in RULEBOOK.index if "dl_sq" not in key])
def test_every_grade_of_the_rulebook_is_the_grade_of_its_fact(constant: str) -> None:
    present = [key for key in keys_of(constant) if key in FACTS]
    assert {FACTS[key].confidence for key in present} == {RULEBOOK.loc[constant, "confidence"]}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_every_fact_is_one_sentence_with_sources_a_grade_and_a_default_in_range(fact: Fact) -> None:
    assert re.fullmatch(r"[A-Z0-9].*[.]", fact.statement), fact.statement
    assert "{" not in fact.statement
    assert fact.confidence in GRADES
    assert all(source_id in FACTS.sources for source_id in fact.source_ids)
    assert fact.low is None or fact.low <= fact.value <= fact.high
    assert not fact.is_changed


def test_every_muscle_of_the_catalogue_has_volume_facts() -> None:
    assert set(FACTS.muscles()) == {
        "quads", "hamstrings", "glute_max", "glute_med", "adductors", "calves", "erectors", "chest", "lats",
        "upper_back", "traps", "front_delts", "side_delts", "rear_delts", "biceps", "triceps", "forearms", "abs",
        "obliques", "hip_flexors", "neck",
    }  # fmt: skip


def test_the_hamstring_band_of_a_beginner_is_6_to_10_above_a_floor_of_4() -> None:
    assert FACTS.band("hamstrings", "beginner") == Band(floor=4, low=6, high=10, amber=18, red=22)


def test_a_muscle_without_landmarks_has_no_floor_and_no_band() -> None:
    assert FACTS.band("erectors", "advanced") == Band(floor=None, low=None, high=None, amber=16, red=20)
    assert FACTS.get_number("vol.erectors.floor") is None


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(WrongRequest, match="There is no level champion"):
        FACTS.band("hamstrings", "champion")


def test_a_changed_value_is_in_the_number_and_in_the_sentence() -> None:
    changed = FACTS.with_overrides({"hard.max_rir": 3, "hard.unknown_rir": "exclude"})
    assert changed.number("hard.max_rir") == 3
    assert changed["hard.max_rir"].statement == "A set counts as hard when you had 3 or fewer reps left in you."
    assert (changed["hard.max_rir"].is_changed, changed["hard.max_rir"].default) == (True, 4)
    assert changed.text("hard.unknown_rir") == "exclude"
    assert FACTS.number("hard.max_rir") == 4  # the shipped facts stay as they are


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"hard.max_rir": 6}, "hard.max_rir must be between 1 and 5 reps, not 6."),
        ({"hard.max_rir": "many"}, "hard.max_rir must be between 1 and 5 reps, not many."),
        ({"hard.max_rir": float("nan")}, "hard.max_rir must be between 1 and 5 reps, not nan."),
        ({"hard.unknown_rir": "guess"}, "hard.unknown_rir must be one of assume_hard, exclude, not guess."),
        ({"e1rm.pct_per_rep": 3}, "e1rm.pct_per_rep is fixed at 2.7 and cannot be changed."),
        ({"hard.mood": 1}, "There is no fact named hard.mood."),
        ({"bal.q_h.warn": 1.5, "bal.q_h.watch": 1.6}, "bal.q_h.watch (1.6) must not be above bal.q_h.warn (1.5)."),
        ({"vol.quads.floor": 8, "vol.quads.beginner.low": 6}, "vol.quads.floor (8) must not be above"),
    ],
)
def test_a_change_that_is_not_allowed_is_refused_in_one_sentence(
    overrides: dict[str, float | str], message: str
) -> None:
    with pytest.raises(WrongRequest, match=re.escape(message)):
        load_facts(overrides)


CHANGEABLE = [fact for fact in FACTS if fact.low is not None and not fact.is_fixed]


@given(fact=st.sampled_from(CHANGEABLE), share=st.floats(0, 1))
def test_every_value_inside_its_range_is_taken(fact: Fact, share: float) -> None:
    value = min(fact.low + share * (fact.high - fact.low), fact.high)
    value = round(value) if fact.is_whole else value
    assert fact.with_value(value).value == value


@given(fact=st.sampled_from(CHANGEABLE), beyond=st.floats(0.001, 1000))
def test_every_value_outside_its_range_is_refused(fact: Fact, beyond: float) -> None:
    for value in (fact.low - beyond, fact.high + beyond):
        with pytest.raises(WrongRequest, match="must be between"):
            fact.with_value(value)


def test_asking_a_word_for_its_number_is_a_bug() -> None:
    with pytest.raises(TypeError, match="is a word"):
        FACTS.number("hard.unknown_rir")
    with pytest.raises(TypeError, match="is a number"):
        FACTS.text("hard.max_rir")
    with pytest.raises(KeyError):
        FACTS.number("hard.mood")


SOURCES = """
[smith_2020]
citation = "Smith 2020: squats"
where = "10.1000/xyz"
kind = "trial"
how_seen = "abstract"
"""
FACT = """
[fact."hard.max_rir"]
section = "Hard sets"
value = 4
range = [1, 5]
statement = "A set is hard at {value} left."
sources = ["smith_2020"]
confidence = "B"
"""


def test_a_fact_with_a_source_is_read() -> None:
    facts = read_facts(FACT, SOURCES)
    assert isinstance(facts, Facts)
    assert facts["hard.max_rir"].statement == "A set is hard at 4 left."
    assert facts.sources["smith_2020"].doi_or_url == "https://doi.org/10.1000/xyz"


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ('sources = ["smith_2020"]', "", "The fact hard.max_rir has no sources."),
        ('sources = ["smith_2020"]', "sources = []", "The fact hard.max_rir has no sources."),
        ("smith_2020", "jones_1999", "The fact hard.max_rir cites jones_1999, which sources.toml does not have."),
        ('statement = "A set is hard at {value} left."', "", "The fact hard.max_rir has no statement."),
        ('confidence = "B"', 'confidence = "E"', "The fact hard.max_rir has an unknown confidence, E."),
        ("value = 4", "value = 6", "The fact hard.max_rir is 6, outside its own range."),
        ("value = 4", "value = ", "facts.toml is not valid TOML"),
    ],
)
def test_a_fact_that_rests_on_nothing_is_refused(line: str, instead: str, message: str) -> None:
    with pytest.raises(BrokenReference, match=re.escape(message)):
        read_facts(FACT.replace(line, instead), SOURCES)


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        (SOURCES + SOURCES.replace("smith_2020", "jones_1999"), "No fact cites the source jones_1999."),
        (SOURCES.replace('"trial"', '"rumour"'), "The source smith_2020 is of an unknown kind, rumour."),
        (SOURCES.replace('"abstract"', '"dreamt"'), "The source smith_2020 was seen in an unknown way, dreamt."),
        (SOURCES.replace('where = "10.1000/xyz"', ""), "The source smith_2020 has no where."),
    ],
)
def test_a_source_that_cannot_be_looked_up_or_that_nobody_cites_is_refused(sources: str, message: str) -> None:
    with pytest.raises(BrokenReference, match=re.escape(message)):
        read_facts(FACT, sources)


def test_facts_in_the_wrong_order_are_refused() -> None:
    closer = FACT.replace("hard.max_rir", "hard.close_rir").replace("value = 4", "value = 5")
    with pytest.raises(BrokenReference, match=re.escape("hard.close_rir is above hard.max_rir.")):
        read_facts(FACT + closer, SOURCES)


def test_a_volume_table_becomes_facts_with_half_to_double_as_range() -> None:
    table = """
    [volume.neck]
    name = "neck"
    floor = 2
    beginner = [4, 8]
    very_high = 20
    sources = ["smith_2020"]
    confidence = "D"
    """
    facts = read_facts(FACT + table, SOURCES)
    assert [fact.key for fact in facts][1:] == [
        "vol.neck.floor",
        "vol.neck.beginner.low",
        "vol.neck.beginner.high",
        "vol.neck.very_high",
    ]
    assert (facts["vol.neck.beginner.high"].low, facts["vol.neck.beginner.high"].high) == (4, 16)
    assert facts["vol.neck.beginner.low"].statement == (
        "A beginner lifter's usual range for neck sets starts at 4 hard sets a week."
    )
