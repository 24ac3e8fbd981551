"""The views of the Volume page on the sample log: each draws one chart, and its sets add up to what was clicked."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.insights.test_pages import alts, choose, figures, visit, words


def test_every_view_draws_one_chart_and_its_own_sets(sample: AppTest) -> None:
    visit(sample, "volume", view="Every muscle")
    titles = [note["text"] for note in figures(sample)[0]["layout"]["annotations"]]
    assert "Hamstrings <b>3 of 8 to 14</b>" in titles
    assert len(alts(sample)) == 1

    choose(sample, "view", "Muscle by week")
    cells = {trace["name"]: trace for trace in figures(sample)[0]["data"]}
    assert ["hamstrings", "2026-11-09", 3] in cells["below floor"]["customdata"]
    assert ["quads", "2026-11-09", 19.5] in cells["above range"]["customdata"]
    assert figures(sample)[0]["layout"]["title"]["text"] == "Hamstrings: 16 of 26 weeks in range"
    choose(sample, "count", "Direct")
    assert [trace["name"] for trace in figures(sample)[0]["data"]] == ["direct sets"]
    assert "so the colour is the number alone" in words(sample)


def test_the_sets_of_an_exercise_add_up_to_its_bar_and_lead_to_its_page(sample: AppTest) -> None:
    visit(sample, "volume", view="By exercise", lift="Seated leg curl")
    bar = figures(sample)[0]["data"][0]
    sets = dict(zip([exercise for exercise, _ in bar["customdata"]], bar["x"], strict=True))
    assert sample.dataframe[0].value["hard_sets"].sum() == sets["seated_leg_curl"] > 0
    assert sum(share for _, share in bar["customdata"]) == pytest.approx(100)
    links = [link.proto.query_string for link in sample.get("page_link")]
    assert "exercise=seated_leg_curl" in links


def test_the_strip_shows_the_days_of_the_last_weeks_and_lists_a_session(sample: AppTest) -> None:
    visit(sample, "volume", view="Days and hours", muscle_day="5 Nov 2026")
    days = [day for muscle, day, *_ in figures(sample)[0]["data"][0]["customdata"] if muscle == "hamstrings"]
    assert days[0] >= "2026-10-19"
    assert days[-2:] == ["2026-11-05", "2026-11-12"]
    rhythm = next(frame.value for frame in sample.dataframe if "Usual gap" in frame.value).set_index("Muscle")
    assert rhythm.loc["Hamstrings", ["A week", "Usual gap"]].tolist() == pytest.approx([1, 168], abs=0.5)
    assert "Hamstrings, 5 Nov 2026" in words(sample)


def test_an_address_that_says_nonsense_shows_what_is_usual(sample: AppTest) -> None:
    visit(sample, "volume", view="Pie", lift="Nothing", day="yesterday", groups="Ears", count="Twice", muscle="Nose")
    assert sample.button_group(key="view").value == "Muscles stacked"
    choose(sample, "view", "Days and hours")
    assert "Hamstrings, 12 Nov 2026" in words(sample)


def test_one_set_is_enough_for_every_view(roster: AppTest) -> None:
    visit(roster, "volume", muscle="Quads")
    for view in ("Every muscle", "Muscle by week", "Days and hours", "By exercise"):
        choose(roster, "view", view)
    assert "No fractional hard sets for quads in the full weeks of this period." in roster.info[0].value
