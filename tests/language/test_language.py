"""Messages, numbers, lists and days in English and in another language; one file holds all messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

from analytics.language import CHOICE, TEMPLATE, _, counted, day, listed, listed_or, n_, written
from analytics.language.tables import WORDS, words_of
from benchmarks.write_words import messages, template

ROOT: Final = Path(__file__).resolve().parents[2]
GERMAN: Final = r"""
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "{sets} of {low} sets"
msgstr "von {low} Sätzen {sets}"

msgid "{number} set"
msgid_plural "{number} sets"
msgstr[0] "{number} Satz"
msgstr[1] "{number} Sätze"

msgid "Week of {week}"
msgstr "Woche vom {wekk}"

msgid "d MMM y"
msgstr "d. MMM y"

msgid "Hard set"
msgstr "Harter Satz"
"""
SAID: Final = """
import json
from datetime import date
from analytics.language import LANGUAGE, _, counted, day, listed, n_
from analytics.reference.glossary import glossary
from analytics.reference.facts import load_facts
print(json.dumps({
    "language": LANGUAGE, "turned": _("{sets} of {low} sets", sets=6, low=8), "unknown": _("Balance"),
    "one": n_("{number} set", "{number} sets", 1), "many": n_("{number} set", "{number} sets", 4312),
    "wrong": _("Week of {week}", week="3 Mar"),
    "list": listed(["a", "b", "c"]), "day": day(date(2025, 3, 3)), "number": counted(4312.5),
}))
"""


def said_in(file: Path | str) -> dict[str, Any]:
    """What a process says whose language is `file`."""
    told = subprocess.run(
        [sys.executable, "-c", SAID], env={**os.environ, CHOICE: str(file)}, cwd=ROOT, capture_output=True, check=True
    )
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


def test_english_is_what_stands_in_the_code() -> None:
    assert _("{sets} of {low} sets", sets=6, low=8) == "6 of 8 sets"
    assert _("100 % of {nothing}") == "100 % of {nothing}"  # without values, letter for letter
    assert _("") == ""  # gettext answers the empty message with the header of its file


def test_a_number_goes_with_its_noun() -> None:
    assert [n_("{number} set", "{number} sets", number) for number in (0, 1, 1.5, 4312)] == [
        "0 sets", "1 set", "1.5 sets", "4,312 sets",
    ]  # fmt: skip


def test_lists_and_days_read_as_sentences_do() -> None:
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed_or(["a", "b", "c"]) == "a, b or c"
    assert day(date(2025, 9, 3)) == "3 Sep 2025"
    assert written(date(2026, 11, 23), "EEEE d MMM") == "Monday 23 Nov"
    assert counted(1234567) == "1,234,567"


def test_a_translation_is_one_file_and_what_it_lacks_stays_english(tmp_path: Path) -> None:
    file = tmp_path / "german.po"
    file.write_text(GERMAN, encoding="utf-8")
    assert said_in(file) == {
        "language": "de",
        "turned": "von 8 Sätzen 6",
        "one": "1 Satz",
        "many": "4.312 Sätze",
        "wrong": "Week of 3 Mar",  # the translation asks for a value that there is not
        "unknown": "Balance",
        "list": "a, b und c",
        "day": "3. März 2025",
        "number": "4.312,5",
    }


def test_a_language_that_nobody_wrote_is_english() -> None:
    assert said_in("tlh")["language"] == "en"


def test_the_list_of_messages_is_up_to_date() -> None:
    assert template() == TEMPLATE.read_text(encoding="utf-8"), "Messages changed: run `make words`."


def test_messages_of_code_and_tables_are_in_the_list() -> None:
    ids = {message.id for message in messages()}
    assert "Overview" in ids
    assert ("{number} set", "{number} sets") in ids
    assert "Hard set" in ids  # glossary.toml


def test_words_of_a_table_are_found_at_any_depth_and_ids_are_none() -> None:
    table = {"id": "a", "title": "First", "items": [{"what": "Bridge", "exercise": "glute_bridge"}, {"what": "Bridge"}]}
    assert words_of(table, "plans/warm_up.toml") == ["First", "Bridge"]


def test_every_named_table_exists() -> None:
    assert [name for name in WORDS if not (ROOT / "analytics" / name).is_file()] == []
