"""Some hostile texts through every door of a log; `make hostile` brings all of them through."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import pytest

from analytics.training_log import TrainingLog
from benchmarks.hostile.inputs import ALL, DOORS, KEPT, came, one_set

SOME: Final = ("qzsql", "qzunion", "qznull", "qzlike", "qzbraces", "qzics", "qzapostrophe", "own_", "__proto__", "long")


@pytest.fixture(scope="module")
def log() -> Iterator[TrainingLog]:
    """A log of one set, to which the doors give back what they bring."""
    with one_set() as opened:
        yield opened


@pytest.mark.parametrize("door", DOORS)
def test_a_text_is_kept_as_it_is_or_refused_in_a_sentence(log: TrainingLog, door: str) -> None:
    before = log.export()
    found = {word: came(partial(DOORS[door], log, ALL[word])) for word in SOME}
    assert {word: told for word, told in found.items() if told not in (KEPT, "refused in a sentence")} == {}
    assert log.export() == before
