"""Why a set is no hard set: the database says it in English, and every reason has a message."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from analytics.language.reasons import REASONS, reason_words


def test_every_reason_of_the_judgements_is_a_message() -> None:
    text = resources.files("analytics.store").joinpath("hard_sets.sql").read_text(encoding="utf-8")
    begin, end = text.index("case j.reason"), text.index("end as why_not")
    said = re.findall(r"then (?:format\()?'((?:[^']|'')+)'", text[begin:end])
    assert len(said) == 9
    for reason in said:
        assert re.sub(r"\{:[^}]*\}", "{limit}", reason).replace("''", "'") in REASONS
    own_words = set(re.findall(r"then '([^']+)'", text)) & {"warm-up", "not recognised", "effort not logged", "no reps"}
    assert own_words <= set(REASONS)


@pytest.mark.parametrize(
    "why_not", ["warm-up", "4.5 reps left", "load under 30 % of the estimated 1RM", "held for less than 5 s"]
)
def test_english_stays_as_the_judgements_say_it(why_not: str) -> None:
    assert reason_words(why_not) == why_not
