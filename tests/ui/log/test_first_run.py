"""From opening to the first own insight, the guided look, and where each app keeps its export."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from analytics.importers import TITLES
from tests.ui.log.steps import STRONG_WEEK, brought, drop, texts, visit
from ui import session
from ui.export_steps import EXPORTS, GUIDES, MEMORY, steps_text
from ui.filters import too_early
from ui.guide import STOPS
from ui.import_choices import SAMPLE_ATHLETE

_MONDAYS: Final = [date(2025, 11, 3) - timedelta(weeks=back) for back in range(8)]
SQUATS_ONLY: Final = "started_at,exercise,weight_kg,reps,rir\n" + "".join(
    f"{day} 18:00:00,{lift},80,8,2\n" for day in _MONDAYS for lift in ("back_squat", "leg_press") for _ in range(5)
)
"""Ten quad sets a week and nothing for the hamstrings, the running week among them."""


def test_a_first_file_leads_to_the_first_insight_in_three_clicks(app: AppTest) -> None:
    drop(app, ("own.csv", SQUATS_ONLY.encode()))  # chosen, imported
    said = texts(app)
    assert "**Your first insight**" in said
    assert "**Your leg work is strongly quad-dominant" in said  # what stands above everything on the Overview
    assert "**Next step:**" in said
    app.button(key="first-insight-on").click().run()  # the whole of it
    assert app.title[0].value == "Overview"
    assert not app.exception


def test_a_first_file_that_is_too_young_says_what_is_missing(app: AppTest) -> None:
    drop(app, ("strong.csv", STRONG_WEEK))  # one workout on Monday and one on Wednesday of the week that runs
    assert "**It is too early to judge.** Still missing for a first judgement: 4 more full weeks" in texts(app)


def test_a_later_file_is_no_first_insight(app: AppTest) -> None:
    drop(brought(app, "strong.csv", STRONG_WEEK), ("own.csv", SQUATS_ONLY.encode()))
    assert "Your first insight" not in texts(app)
    assert "See what the log says" in [link.proto.label for link in app.get("page_link")]


def test_the_guided_look_leads_over_five_pages_and_can_be_left_and_taken_again(app: AppTest) -> None:
    app.button(key="guide-start").click().run()  # on an empty log it brings the sample
    assert session.open_log().athletes() == [SAMPLE_ATHLETE]
    for place, stop in enumerate(STOPS, start=1):
        assert not app.exception
        assert app.title[0].value == stop.name
        assert f"**Guided look, {place} of 5.** {stop.look}" in texts(app)
        assert app.query_params["guide"] == str(place)
        if stop is STOPS[1]:
            assert app.selectbox(key="muscle").value == "hamstrings"
        if stop is not STOPS[-1]:
            app.button(key="guide-next").click().run()
    assert "guide-leave" not in [button.key for button in app.button]  # the last page has its Finish

    visit(app, "trust/settings")
    assert "The guided look waits on the page **Next week** (5 of 5)." in texts(app)
    app.button(key="guide-leave").click().run()
    assert "guided look waits" not in texts(app)

    app.button(key="guide-start").click().run()
    assert app.title[0].value == "Overview"
    assert "Guided look, 1 of 5" in texts(app)


@pytest.mark.parametrize(("asked", "shown"), [("3", True), ("0", False), ("6", False), ("two", False)])
def test_the_address_says_where_the_guided_look_is(app: AppTest, asked: str, shown: bool) -> None:
    visit(brought(app, "strong.csv", STRONG_WEEK), "log/logbook")
    app.query_params["guide"] = asked
    app.run()
    assert ("waits on the page **Balance** (3 of 5)" in texts(app)) is shown


def test_every_app_that_is_read_is_named_where_exports_are_found() -> None:
    named = " ".join(f"{export.app} {steps_text(export)}" for export in EXPORTS).replace("iPhone", "iOS")
    own = {"generic", "hindsight", "fit_notes_realm", "fitnotes_ios", "fitnotes_backup"}  # said in words, or no app
    titles = [title for name, title in TITLES.items() if name not in own]
    assert [title for title in titles if title.removesuffix(" 5x5") not in named] == []


def test_steps_say_how_sure_they_are(app: AppTest) -> None:
    assert [export.app for export in EXPORTS if export.known_from not in (GUIDES, MEMORY)] == [
        "Another app",
        "A spreadsheet",
    ]
    for known in ("Strong", "Alpha Progression"):
        export = next(each for each in EXPORTS if each.app == known)
        app.button_group(key="export-of").set_value(known).run()
        assert export.steps[1] in texts(app)
        assert export.known_from in texts(app)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2026, 11, 19), "no full week so far; weekly sets are judged after 4. That is from 14 Dec 2026 on."),
        (date(2026, 11, 1), "3 full weeks so far"),  # the weeks of 26 October, 2 and 9 November
        (date(2026, 10, 19), ""),
    ],
)
def test_a_young_log_says_when_it_is_judged(first: date, said: str) -> None:
    told = too_early(first, as_of=date(2026, 11, 21), has_ended=False, need=4)
    assert (said in told) if said else (told == "")
