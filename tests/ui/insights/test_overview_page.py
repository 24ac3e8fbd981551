"""The Overview on the sample log: the answer first, then the body, what next and the year, each leading to its sets."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from tests.ui.insights.test_pages import alts, figures, words


def drawn(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def overview(app: AppTest) -> AppTest:
    return drawn(app.switch_page("pages/insights/overview.py"))


def test_the_page_answers_first_and_leads_from_each_number_to_its_sets(sample: AppTest) -> None:
    sample.session_state["muscle-list"] = True
    overview(sample)
    assert [header.value for header in sample.header] == ["Your muscles", "What next", "What stands out", "Your year"]
    captions = [caption.value for caption in sample.caption]
    questions = ["Is it enough?", "Am I balanced?", "Hinges and curls?", "Am I getting stronger?"]
    assert [caption for caption in captions if caption in questions] == questions
    assert len(figures(sample)) + len(sample.metric) <= 6  # each number has a small chart
    links = {link.label.replace("\\", ""): link.proto for link in reversed(sample.get("page_link"))}
    assert "muscle=Hamstrings" in links["Its sets"].query_string
    assert "lift=" in links["Its sessions"].query_string
    assert {"Both sides", "Both kinds", "Next week's plan, set by set", "The sets of that week"} <= set(links)
    muscles = [label for label in links if " a week, " in label]  # the map again, for keyboard and screen reader
    assert len(muscles) == 21
    assert "muscle=Calves" in links["Calves: 0 sets a week, not trained, range 6 to 14"].query_string
    told = words(sample).replace("\\", "")
    assert "**Not trained in these weeks:** calves. **Below the floor:** hamstrings" in told
    assert "- Start with 2 sets of Standing calf raise next week." in told
    assert "Training in **50 of 52 full weeks**" in told
    assert "16 days from 25 Jul 2026 to 10 Aug 2026" in told  # the holiday of the sample
    body, year = alts(sample)
    assert "Not trained: Calves" in body
    assert "days with leg sets" in year


def test_a_muscle_that_was_clicked_opens_its_sets_and_a_day_its_workout(sample: AppTest) -> None:
    sample.session_state["overview-way"] = ("pages/insights/volume.py", {"muscle": "Calves"})
    drawn(sample.switch_page("pages/insights/overview.py"))
    assert sample.title[0].value == "Volume"
    assert sample.selectbox(key="muscle").value == "calves"
    sample.session_state["overview-way"] = ("pages/log/logbook.py", {"day": "2026-11-12"})
    overview(sample)
    assert sample.title[0].value == "Logbook"
    assert "overview-way" not in sample.session_state


def test_the_calendar_counts_what_is_asked_and_a_made_up_year_is_the_last_one(
    sample: AppTest,
) -> None:
    sample.query_params["year"] = "1066"
    overview(sample)
    year = sample.selectbox(key="year")
    assert year.value == "Last 52 weeks"
    assert "days with leg sets" in figures(sample)[1]["layout"]["title"]["text"]
    year.set_value("2026")
    sample.button_group(key="calendar").set_value("All sets")
    sample.selectbox(key="day-of-year").set_value(date(2026, 11, 12))
    drawn(sample)
    assert "days with hard sets" in figures(sample)[1]["layout"]["title"]["text"]
    assert "Calendar of 1 Jan to 21 Nov 2026" in alts(sample)[1]
    (link,) = [link for link in sample.get("page_link") if link.label == "The sets of 12 Nov 2026"]
    assert "day=2026-11-12" in link.proto.query_string


def test_a_log_in_its_first_week_says_what_will_come(roster: AppTest) -> None:
    overview(roster)
    assert "The map of your muscles appears when your first full week is over." in [info.value for info in roster.info]
    assert "**1 week in a row** since the week of 16 Nov 2026, this week included" in words(roster)
