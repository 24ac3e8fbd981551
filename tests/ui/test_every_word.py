"""Every page in a made-up language: no word of the screen is left in English, and no page minds the language."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from typing import Final

import pytest

from analytics.language import TEMPLATE
from analytics.training_log import TrainingLog
from tests.ui.every_word import MADE_UP, ROOT, escaped, made_up

PAGES: Final = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "pages").rglob("*.py"))
pytestmark = pytest.mark.xdist_group("every_word")


@pytest.fixture(scope="module")
def words_outside(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Page -> its texts with words in English, with the sample log."""
    folder = tmp_path_factory.mktemp("made_up")
    (folder / MADE_UP).write_bytes(made_up(TEMPLATE))
    with TrainingLog.open(folder) as log:
        content = (ROOT / "sample_data" / "strong.csv").read_bytes()
        log.import_file("strong.csv", content, now=datetime(2026, 11, 21, 12))
    told = subprocess.run(
        [sys.executable, "-m", "tests.ui.every_word", str(folder), *PAGES], cwd=ROOT, capture_output=True, check=True
    )
    found: dict[str, list[str]] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_nothing_that_a_translation_would_miss(page: str, words_outside: dict[str, list[str]]) -> None:
    assert words_outside.get(page, []) == []


def test_what_stands_outside_the_brackets_is_found() -> None:
    assert escaped("⟦Sets of ⟦Squat⟧⟧ in 3 weeks") == "in weeks"
    assert escaped(":red-badge[⟦strong⟧] **⟦Week⟧** 3 Mar 2025, 60 kg") == ""
    assert escaped("⟦of⟧ strong.csv", ["strong.csv"]) == ""
