"""The review as one HTML file: whole, self-contained, accessible, and nothing from a log becomes markup."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from analytics.language import CHOICE, TEMPLATE
from analytics.model import Choices
from analytics.plans.model import Change, Claim, Line, Load, Plan, Session
from analytics.review import Review, empty_review, weekly_review
from analytics.review.bests import bests_of
from analytics.review.changes import metric_changes
from analytics.review.html import page
from analytics.training_log import TrainingLog
from tests.rules.conftest import NOW
from tests.ui.every_word import MADE_UP, ROOT, escaped, made_up

ON: Final = date(2026, 11, 20)
NAMES: Final = {"seated_leg_curl": "Seated leg curl", "leg_press": "Leg press"}
NASTY: Final = "<script>alert('x')</script> & \"Lars\""
VOID: Final = frozenset({"meta", "br", "img", "link", "hr", "input", "col"})


class Outline(HTMLParser):
    """What a page is made of: its tags with their attributes, headings in order, and whether tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.is_nested = True
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_nested &= bool(self.open) and self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


class Words(HTMLParser):
    """The texts of a page, and what it says to those who listen."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_style = tag == "style"
        self.texts += [value for name, value in attrs if name == "aria-label" and value]

    def handle_endtag(self, tag: str) -> None:
        self.is_style &= tag != "style"

    def handle_data(self, data: str) -> None:
        if not self.is_style:
            self.texts.append(data)


@pytest.fixture(scope="module")
def review(sample: TrainingLog) -> Review:
    """The review of the sample's last week, with a small plan put in by hand."""
    return sample.review(on=ON, unit="kg", with_plan=False).with_plan(small_plan(), NAMES)


@pytest.fixture(scope="module")
def written(review: Review) -> str:
    return page(review)


def small_plan() -> Plan:
    monday = date(2026, 11, 23)
    load = Load("same", "", kg=50.0, low_kg=47.5, high_kg=52.5)
    curl = Line("seated_leg_curl", 2, (10, 15), (1, 2), (60, 90), "accessory", load, reasons=("No curl yet.",))
    press = Line("leg_press", 3, (8, 8), (2, 2), (120, 150), "main", Load("find", "Try it."), usual_sets=3)
    change = Change("add_exercise", monday, "seated_leg_curl", 0, 2, "None of your hamstring sets bend the knee.")
    claim = Claim("missing_function", "hamstrings", "No curl in 2 weeks.", "warn", 1)
    return Plan("me", monday, "balanced", "usual", (Session(monday, "Legs", (press, curl)),), (change,), (claim,))


def test_the_file_loads_nothing_and_runs_nothing(written: str) -> None:
    outline = Outline(written)
    assert outline.is_nested
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in outline.tags}
    assert not re.search(r"(?:https?:)?//|url\(|@import|src=|javascript:", written)
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]
    assert "default-src 'none'" in written


def test_headings_are_in_order_and_tables_have_their_scopes(written: str) -> None:
    outline = Outline(written)
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert outline.named("html") == [{"lang": "en"}]
    assert outline.named("main")
    assert {cell["scope"] for cell in outline.named("th")} == {"row", "col", "rowgroup"}


def test_each_chart_has_a_title_and_says_the_same_in_words(written: str) -> None:
    charts = [svg for svg in Outline(written).named("svg") if svg.get("role") == "img"]
    assert [str(chart["aria-label"]).split(",")[0] for chart in charts] == [
        "Hard sets a week. Hard sets a week",
        "Quad sets for each hamstring set. Quad sets for each hamstring set",
    ]
    assert "hamstrings 3 in the last week, 3 to 11 over all. The range for the hamstrings is 8 to 14." in written
    assert "<title>Hard sets a week</title>" in written


def test_the_parts_come_in_their_order(written: str) -> None:
    titles = re.findall(r"<h2>(.*?)</h2>", written)
    assert titles == [
        "What changed, and whether it is more than noise",
        "Personal bests",
        "Since a week before",
        "What to do next",
        "Next week: 23 to 29 Nov 2026",
    ]


def test_a_headline_carries_its_step_its_sources_and_its_letter(written: str) -> None:
    card = written.partition("Your leg work is strongly quad-dominant")[2].partition("</article>")[0]
    assert "<strong>Next step:</strong> " in card
    assert "Confidence D. King, 1990s; " in card
    assert "and 6 more" in card
    assert "<summary>What it rests on</summary>" in card


def test_the_plan_says_sets_reps_effort_and_load_in_the_lifters_unit(review: Review) -> None:
    text = re.sub(r"<[^>]+>", "|", page(review))
    assert re.search(r"Seated leg curl \|+new\|.*?2 x 10 to 15\|+1 to 2\|+50 \(47.5 to 52.5\)", text, re.DOTALL)
    assert re.search(r"Leg press \|+3 x 8\|+2\|+find your load", re.sub(r"\s*\n\s*", "", text))
    assert "Seated leg curl comes in: 2 sets on Monday." in text
    assert "No curl in 2 weeks. A warning now; gone after 1 week of plans like this" in text


def test_a_stopped_plan_has_its_own_words(review: Review) -> None:
    stopped = Plan("me", date(2026, 11, 23), "balanced", "stopped", notes=("You noted sharp pain.",))
    text = page(review.with_plan(stopped, NAMES))
    assert "No plan while a note of pain stands." in text
    assert "You noted sharp pain." in text
    assert 'class="session"' not in text


def test_an_empty_log_has_its_own_words() -> None:
    text = page(empty_review(athlete="me", unit="kg", on=ON))
    assert "The log is empty. Import an export, or type in a session" in text
    assert "<h2>" not in text


def test_nothing_from_a_log_becomes_markup(log: TrainingLog) -> None:
    content = (
        "started_at,exercise,weight_kg,reps,rir,note\n"
        + "".join(f"2026-11-{day:02d} 18:00:00,back_squat,100,5,2,{NASTY!r}\n" for day in (9, 11))
    ).encode()
    log.import_file("nasty.csv", content, now=NOW, choices=Choices(athlete=NASTY))
    week = log.reviewed_week(on=ON, athlete=NASTY, unit="kg")
    text = page(weekly_review(week, athlete=NASTY, found=(), found_before=()))
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;Lars&quot;" in text


def test_a_plans_names_are_text_too(review: Review) -> None:
    plan = small_plan()
    titled = Plan(**{**{name: getattr(plan, name) for name in plan.__slots__}, "notes": (NASTY,)})
    assert "<script" not in page(review.with_plan(titled, dict.fromkeys(NAMES, NASTY)))


def test_loads_follow_the_unit(sample: TrainingLog) -> None:
    week = sample.reviewed_week(on=ON, athlete="me", unit="lb")
    squat = next(change for change in metric_changes(week) if change.what.startswith("Barbell back squat"))
    assert squat.now == "354 lb"  # 160.56 kg / 0.45359237
    assert squat.usual.endswith(" lb")
    assert all(" lb " in best.value for best in bests_of(week))


IN_ITS_OWN_PROCESS: Final = """
import sys
from datetime import date
from pathlib import Path

from analytics.review.html import page
from analytics.training_log import TrainingLog

with TrainingLog.open(Path(sys.argv[1])) as log:
    print(page(log.review(on=date.fromisoformat(sys.argv[2]), unit="kg")))
"""
"""The language of a process is chosen once, when it starts."""


def test_every_word_of_the_file_is_in_the_language_of_the_process(sample: TrainingLog, tmp_path: Path) -> None:
    (tmp_path / MADE_UP).write_bytes(made_up(TEMPLATE))
    with TrainingLog.open(tmp_path) as log:
        log.import_file("strong.csv", (ROOT / "sample_data" / "strong.csv").read_bytes(), now=NOW)
    told = subprocess.run(
        [sys.executable, "-c", IN_ITS_OWN_PROCESS, str(tmp_path), ON.isoformat()],
        cwd=ROOT,
        env={**os.environ, CHOICE: str(tmp_path / MADE_UP)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    works = {
        name
        for source in sample.facts.sources.values()
        for name in (source.citation, source.citation.partition(":")[0])
    }
    titles = {str(title) for athlete in sample.athletes() for title in sample.sets(athlete)["workout"].dropna()}
    known = sorted({*works, *titles}, key=len, reverse=True)

    assert told.count("\u27e6") > 300, "the file is in the made-up language"
    assert [text for text in Words(told).texts if escaped(text, known)] == []
