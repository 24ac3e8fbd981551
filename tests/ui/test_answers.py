"""A finding can be answered on the page and asked about again; the first page says what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import Answer, Finding
from analytics.review.last_told import Best, Said, WhatIsNew
from analytics.training_log import TrainingLog
from tests.rules.conftest import train
from tests.rules.test_safety import QUAD_HEAVY
from tests.ui.insights.conftest import ROOT
from ui import finding_sets, nudge, session
from ui.answers import answer_words
from ui.findings import quad_warning

TODAY = date(2026, 11, 21)
LAST_VISIT = datetime(2026, 11, 18, 9, 0)
QUADS = "quad_dominance-hamstrings"
FINDING = Finding(
    rule="quad_dominance", rank=3, severity="warn", subject="hamstrings", headline="Quad-dominant", text="", step="",
    period_from=date(2026, 10, 19), period_to=date(2026, 11, 15), evidence=(), facts=(), confidence="C",
)  # fmt: skip
DISMISSED = Answer(1, "dismissed", date(2027, 2, 13), "", datetime(2026, 11, 21, 9), severity="warn")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data directory of a test, on a Saturday."""
    monkeypatch.setenv("HINDSIGHT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HINDSIGHT_TODAY", str(TODAY))
    yield tmp_path
    session.close_logs()


def answerable(folder: Path, *, rule: str = "quad_dominance", rank: int = 3) -> AppTest:
    """The answers to one finding on an empty log, beside the line that takes the newest back."""
    assert session.data_dir() == folder

    def script(rule: str, rank: int) -> None:
        from dataclasses import replace

        from tests.ui.test_answers import FINDING
        from ui import answers, session

        answers.answered_offer()
        newest = next((each for each in session.open_log().answers("me") if each.undone_at is None), None)
        finding = replace(FINDING, rule=rule, rank=rank, answer=newest)
        answers.answer_line(finding)
        if newest is None:
            answers.answer_buttons(finding, athlete="me", weeks=12)

    return drawn(AppTest.from_function(script, args=(rule, rank), default_timeout=60).run())


def drawn(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    return drawn(app.button(key=key).click().run())


def opened(app: AppTest, key: str) -> AppTest:
    """A popover or an expander opened, as a click does."""
    app.session_state[key] = True
    return drawn(app.run())


def words(app: AppTest) -> str:
    return " ".join(element.value for kind in ("markdown", "caption") for element in app.get(kind)).replace("\\", "")


def folded(app: AppTest) -> list[str]:
    return [expander.label for expander in app.expander if expander.label.startswith("Answered")]


# answering -----------------------------------------------------------------------------------------------------------


def test_not_now_is_answered_at_once_and_undo_takes_it_back(folder: Path) -> None:
    card = answerable(folder)
    press(card, f"not-now-{QUADS}")
    assert "You answered:** Not now, thanks. 21 Nov 2026, until 13 Feb 2027, or until it gets stronger." in words(card)
    assert "Not now, thanks: Quad-dominant" in words(card)  # the way back
    press(card, "undo-answered-finding")
    assert "You answered" not in words(card)
    assert [answer.undone_at is None for answer in session.open_log().answers("me")] == [False]


def test_a_snooze_asks_for_a_day(folder: Path) -> None:
    card = answerable(folder)
    opened(card, f"snooze-{QUADS}")
    card.date_input(key=f"snooze-day-{QUADS}").set_value(date(2026, 12, 1))
    press(card, f"snooze-do-{QUADS}")
    assert "until 1 Dec 2026, or until it gets stronger" in words(card)
    (answer,) = session.open_log().answers("me")
    press(card, f"ask-again-{answer.answer_id}")
    assert "You answered" not in words(card)


def test_a_reason_is_needed_and_shown_as_it_was_written(folder: Path) -> None:
    card = answerable(folder)
    opened(card, f"know-{QUADS}")
    press(card, f"know-do-{QUADS}")
    assert "The reason is missing" in card.error[0].proto.title
    card.text_input(key=f"because-{QUADS}").set_value("I *row* <b>")
    press(card, f"know-do-{QUADS}")
    shown = " ".join(each.value for each in card.markdown)
    assert r"**You answered:** I know, because: I \*row\* \<b\>. 21 Nov 2026, for as long as it stands" in shown


def test_a_note_of_pain_takes_a_reason_and_nothing_else(folder: Path) -> None:
    card = answerable(folder, rule="pain_note", rank=1)
    assert [button.label for button in card.button] == []
    opened(card, "know-pain_note-hamstrings")
    card.text_input(key="because-pain_note-hamstrings").set_value("seen a physio, cleared")
    press(card, "know-do-pain_note-hamstrings")
    assert "seen a physio, cleared" in words(card)
    assert "for this note only" in words(card)


def test_the_overview_opens_to_the_sets_obeys_answers_and_says_what_came_since_the_last_visit(folder: Path) -> None:
    with TrainingLog.open(folder) as log:
        train(log, QUAD_HEAVY)
        log.told(session.SCREEN, on=LAST_VISIT.date(), now=LAST_VISIT, found=[])
        new = b"started_at,exercise,set_number,weight_kg,reps,rir\n2026-11-19 18:00:00,back_squat,1,60,8,2\n"
        log.import_file("new.csv", new, now=LAST_VISIT)
        (quads,) = log.findings(on=TODAY, rules=["quad_dominance"])
    app = drawn(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())
    assert "quad-dominant" in app.warning[0].proto.title.replace("\\", "")
    assert "Since your last visit, 3 days ago:** 1 new workout with 1 set." in words(app)
    place = next(place for place in range(3) if f"finding-{place}-why-{QUADS}" in app.session_state)
    opened(app, f"finding-{place}-why-{QUADS}")
    assert "The sets that count here: quads 40 and hamstrings 16." in words(app)  # four weeks of 10 and 4
    press(app, "nudge-fine")
    assert "Since your last visit" not in words(app)
    session.open_log().answer_finding(quads, kind="dismissed", now=session.now())
    drawn(app.run())
    assert not app.warning
    assert folded(app) == ["Answered (1)"]
    assert "You answered" not in words(app)  # folded away


def test_the_way_back_names_an_answer_and_what_it_is_about() -> None:
    known = replace(DISMISSED, kind="known", until=None, because="I row")
    assert answer_words(known, FINDING).startswith(
        "**You answered:** I know, because: I row. 21 Nov 2026, for as long as"
    )
    strong = replace(DISMISSED, severity="strong")
    assert answer_words(strong, FINDING).endswith("until 13 Feb 2027.")  # nothing is stronger than strong
    note = replace(FINDING, rule="pain_note", rank=1)
    assert answer_words(known, note).endswith("for this note only; another one is asked about anew.")


def test_the_banner_gives_way_to_an_answer_and_to_a_note_of_pain() -> None:
    note = replace(FINDING, rule="pain_note", rank=1, severity="strong")
    assert quad_warning([FINDING]) == FINDING
    assert quad_warning([replace(FINDING, answer=DISMISSED)]) is None
    assert quad_warning([note, FINDING]) is None
    assert quad_warning([replace(note, answer=DISMISSED), FINDING]) == FINDING


def test_sets_are_one_line_a_lift_and_day_in_the_unit_chosen() -> None:
    done = pd.DataFrame(
        {
            "started_at": pd.to_datetime(["2026-11-09 18:00"] * 2 + ["2026-11-12 18:00"] * 2),
            "exercise": ["Squat", "Squat", "Nordic", "Squat"],
            "block": 1,
            "set_number": [2, 1, 1, 1],
            "weight_kg": [45.359237, 90.718474, None, 0.0],
            "reps": [8, 5, 6, 10],
        }
    )
    assert finding_sets.sets_table(done, "lb").values.tolist() == [
        ["12 Nov 2026", "Nordic", "6"],
        ["12 Nov 2026", "Squat", "10"],
        ["9 Nov 2026", "Squat", "200 x 5, 100 x 8"],
    ]


# since the last visit ------------------------------------------------------------------------------------------------


def test_the_very_first_visit_has_no_news_and_the_second_has_what_came_meanwhile(folder: Path) -> None:
    def script() -> None:
        from tests.ui.test_answers import TODAY
        from ui.nudge import nudge

        nudge("me", TODAY, names={})

    assert session.data_dir() == folder
    train(session.open_log(), {"back_squat": 2}, weeks=1)
    assert words(drawn(AppTest.from_function(script, default_timeout=60).run())) == ""
    train(session.open_log(), {"back_squat": 2}, weeks=1, last=date(2026, 11, 16))
    assert "Since your last visit, earlier today:** 2 new workouts with 2 sets." in words(
        drawn(AppTest.from_function(script, default_timeout=60).run())
    )


def test_the_nudge_names_at_most_three_of_a_kind_and_escapes_them() -> None:
    news = WhatIsNew(
        since=LAST_VISIT,
        sets=34,
        workouts=2,
        new=tuple(replace(FINDING, headline=f"*{place}*") for place in range(4)),
        settled=(Said("plateau", "hip_thrust", "hint", "Hip thrust has been flat"),),
        bests=(Best("hip_thrust", date(2026, 11, 20), 2.14),),
    )
    assert nudge.nudge_text(news, today=TODAY, names={"hip_thrust": "Hip thrust"}).splitlines() == [
        "**Since your last visit, 3 days ago:** 2 new workouts with 34 sets.",
        "",
        r"- **New:** \*0\*; \*1\*; \*2\*; and 1 more",
        "- **No longer stands:** Hip thrust has been flat",
        r"- **Best yet:** Hip thrust (+2.1 %)",
    ]


def test_beside_a_new_note_of_pain_the_nudge_says_nothing_of_training() -> None:
    note = replace(FINDING, rule="pain_note", rank=1, severity="strong", headline="You noted pain")
    news = WhatIsNew(LAST_VISIT, 2, 1, new=(note, FINDING), bests=(Best("hip_thrust", TODAY, 2.0),))
    assert nudge.nudge_text(news, today=TODAY, names={}).splitlines()[2:] == ["- **New:** You noted pain"]


@pytest.mark.parametrize(
    ("days", "said"), [(0, "earlier today"), (1, "yesterday"), (2, "2 days ago"), (61, "on 21 Sep 2026")]
)
def test_the_last_visit_is_named_by_how_long_ago_it_was(days: int, said: str) -> None:
    assert nudge.days_ago(TODAY - timedelta(days=days), TODAY) == said
