"""The insight pages on the sample log say what its README promises."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import rules
from analytics.units import KG_PER_LB
from tests.ui.insights.conftest import ROOT
from ui import findings, session

PAGES = ["overview", "volume", "balance", "strength"]


def visit(app: AppTest, page: str, **query: str) -> AppTest:
    """`page` ("volume"), opened by its address with `query` in it."""
    folder = "trust" if page == "method" else "insights"
    app.switch_page(f"pages/{folder}/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def choose(app: AppTest, key: str, option: str) -> AppTest:
    """One segment of a control pressed. The filters are on every page, so an address set late does not reach them."""
    app.button_group(key=key).set_value(option).run()
    assert not app.exception
    return app


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def alts(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def labels(app: AppTest) -> list[str]:
    return [widget.label for kind in ("selectbox", "button_group") for widget in app.get(kind)]


def words(app: AppTest) -> str:
    return " ".join(element.value for kind in ("markdown", "caption") for element in app.get(kind))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_log_says_what_will_be_here_and_has_no_filters(empty: AppTest, page: str) -> None:
    visit(empty, page)
    assert "will appear here" in empty.info[0].proto.title
    assert not labels(empty)
    assert not empty.get("plotly_chart")
    assert len(empty.get("page_link")) == 2


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_drawn_with_described_charts(sample: AppTest, page: str) -> None:
    visit(sample, page)
    assert all(len(alt) > 20 for alt in alts(sample))
    assert sample.title[0].value == page.capitalize()


def test_the_overview_warns_of_quad_dominance_above_all(sample: AppTest) -> None:
    visit(sample, "overview")
    assert "quad-dominant: 6.5 quad sets for each hamstring set" in sample.warning[0].proto.title.replace("\\", "")
    assert "hamstring sets a week" in sample.warning[0].value


def test_the_overview_has_four_numbers_with_their_course(sample: AppTest) -> None:
    visit(sample, "overview")
    told = {metric.label: metric.value for metric in sample.metric}
    assert list(told) == ["Hamstring sets a week", "Quad : hamstring sets", "Curl share", "Lifts rising"]
    assert told["Hamstring sets a week"] == "3"
    assert told["Quad : hamstring sets"] == "6.5 : 1"
    assert told["Curl share"] == "0\u202f%"
    assert all(len(metric.proto.chart_data) > 1 for metric in sample.metric)


def test_the_overview_shows_at_most_three_headlines_and_why(sample: AppTest) -> None:
    visit(sample, "overview")
    text = words(sample).replace("\\", "")
    for headline in ("No curl for the hamstrings in 2 weeks", "No work found for the calves", "quad-dominant"):
        assert headline in text
    whys = [expander for expander in sample.expander if expander.label == "Why?"]
    assert len(whys) >= 3
    assert whys[0].get("table")
    assert "Confidence" in whys[0].markdown[-1].value


def test_a_running_week_is_shown_and_not_judged(sample: AppTest) -> None:
    text = words(visit(sample, "overview"))
    assert "**This week so far** (week of 16 Nov 2026)" in text
    assert "4 workouts. Hard sets: quads 19.5, hamstrings 3" in text
    assert "never judged" in text


def test_a_log_that_ended_is_looked_at_from_its_last_week(years_later: AppTest) -> None:
    visit(years_later, "overview")
    text = words(years_later)
    assert "This log ends on 15 Nov 2026." in text
    assert "**Last full week** (week of 9 Nov 2026)" in text
    assert "This week so far" not in text


def test_volume_stacks_the_chosen_muscles(sample: AppTest) -> None:
    visit(sample, "volume")
    bars = {trace["name"]: trace for trace in figures(sample)[0]["data"]}
    weeks = bars["Hamstrings"]["x"]
    by_week = dict(zip(weeks, bars["Hamstrings"]["y"], strict=True))
    assert by_week["2026-07-06"] == 11  # the fix
    assert by_week["2026-07-27"] == 0  # the holiday is a zero, not a gap
    assert by_week["2026-11-09"] == 3


def test_a_week_chosen_by_hand_lists_its_sets_with_file_and_line(sample: AppTest) -> None:
    visit(sample, "volume", week="12 Oct 2026", muscle="Hamstrings")
    sets = sample.dataframe[0].value
    assert sets["hard_sets"].sum() == 5
    assert set(sets["file"]) == {"strong.csv"}
    assert sets["source_line"].gt(0).all()
    assert sets.loc[sets["set_type"] == "warm-up", "why_not"].tolist() == ["warm-up", "warm-up"]


def test_one_muscle_stands_against_its_range(sample: AppTest) -> None:
    visit(sample, "volume", view="One muscle and its range", muscle="Hamstrings")
    notes = [note["text"] for note in figures(sample)[0]["layout"]["annotations"]]
    assert "your range: 8 to 14" in notes
    assert "floor 4" in notes


def test_direct_counts_are_named_on_the_axis(sample: AppTest) -> None:
    visit(sample, "volume", count="Direct")
    assert figures(sample)[0]["layout"]["yaxis"]["title"]["text"] == "direct hard sets a week"


def test_all_muscles_have_both_counts_both_states_their_range_and_their_sessions(sample: AppTest) -> None:
    visit(sample, "volume")
    table = next(frame.value for frame in sample.dataframe if "Direct mean" in frame.value).set_index("Muscle")
    hamstrings = table.loc["Hamstrings"]
    assert (hamstrings["Mean"], hamstrings["Direct mean"], hamstrings["Last week"]) == (3, 3, 3)
    assert (hamstrings["State"], hamstrings["Week's state"], hamstrings["Range"]) == (
        "below floor", "below floor", "8 to 14",
    )  # fmt: skip
    assert (hamstrings["Sessions"], hamstrings["In one session"]) == (1, 3)


def test_stacked_bars_may_begin_on_sunday_while_the_table_keeps_its_weeks(sample: AppTest) -> None:
    sample.run()
    log = session.open_log()
    log.change_setting("week_start", "sunday")
    try:
        visit(sample, "volume")
        bars = figures(sample)[0]["data"][0]["x"]
        assert {date.fromisoformat(first).isoweekday() for first in bars} == {7}
        assert "week of 8 Nov 2026" in words(sample)  # the list of sets
        assert "As of the week of 9 Nov 2026" in words(sample)
        choose(sample, "view", "One muscle and its range")
        assert {date.fromisoformat(first).isoweekday() for first in figures(sample)[0]["data"][0]["x"]} == {1}
    finally:
        log.change_setting("week_start", None)


def test_the_volume_page_shows_reps_effort_and_spacing(sample: AppTest) -> None:
    visit(sample, "volume", muscle="Quads")
    reps = next(frame.value for frame in sample.dataframe if "Usual reps" in frame.value).set_index("Kind")
    assert (reps.loc["Deadlifts", "Usual reps"], reps.loc["Deadlifts", "Inside"]) == ("5 to 8", 100)
    effort = next(frame.value for frame in sample.dataframe if "Target RIR" in frame.value)
    assert effort["Kind"].tolist() == ["Main lifts", "Accessories"]
    assert "Quads: sessions of 4 or more hard sets usually lie" in words(sample)


def test_the_ratio_passes_through_its_zones(sample: AppTest) -> None:
    choose(visit(sample, "balance"), "period", "1 year")
    ratio = next(trace for trace in figures(sample)[0]["data"] if trace["name"] == "Quad : hamstring sets")
    by_week = dict(zip(ratio["x"], ratio["customdata"], strict=True))
    levels = {week: by_week[week][2] for week in ("2026-05-11", "2026-05-25", "2026-06-29", "2026-11-09")}
    assert levels == {"2026-05-11": "strong", "2026-05-25": "warn", "2026-06-29": "ok", "2026-11-09": "strong"}


def test_the_sets_behind_a_ratio_add_up_to_it(sample: AppTest) -> None:
    visit(sample, "balance")
    sums = sample.dataframe[0].value.groupby("muscle_name")["hard_sets"].sum()
    assert sums.to_dict() == {"Hamstrings": 12, "Quads": 78}


def test_the_other_ratio_counts_movements(sample: AppTest) -> None:
    visit(sample, "balance", ratio="Knee : hip")
    sums = sample.dataframe[0].value.groupby("muscle_name")["hard_sets"].sum()
    assert sums.to_dict() == {"hip-dominant side": 16, "knee-dominant side": 68}


@pytest.mark.parametrize(
    ("lift", "trend"),
    [("Barbell back squat (full depth)", "Clearly rising"), ("Conventional deadlift", "Clearly falling")],
)
def test_a_lift_in_the_address_is_shown_with_its_trend(sample: AppTest, lift: str, trend: str) -> None:
    visit(sample, "strength", lift=lift)
    assert sample.selectbox(key="lift").value is not None
    assert figures(sample)[0]["layout"]["title"]["subtitle"]["text"] == lift
    assert f"**{trend}**" in words(sample)


def test_pounds_change_the_numbers_and_their_labels(sample: AppTest) -> None:
    in_kg = figures(visit(sample, "strength", lift="Conventional deadlift"))[0]
    in_lb = figures(choose(sample, "unit", "lb"))[0]
    assert in_lb["layout"]["yaxis"]["title"]["text"] == "estimated 1RM (lb)"
    assert in_lb["data"][0]["y"][0] * KG_PER_LB == pytest.approx(in_kg["data"][0]["y"][0], abs=0.01)


def test_all_lifts_have_a_course_and_a_class(sample: AppTest) -> None:
    visit(sample, "strength", view="All lifts")
    table = sample.dataframe[-1].value
    assert len(table) > 10
    assert table["Course"].map(len).gt(0).all()
    assert (
        table["Trend"]
        .isin(["clearly rising", "likely rising", "flat", "likely falling", "clearly falling", "unclear"])
        .all()
    )


def test_a_period_counts_its_full_weeks(sample: AppTest) -> None:
    choose(visit(sample, "volume"), "period", "8 weeks")
    assert len(figures(sample)[0]["data"][0]["x"]) == 9  # eight full weeks and the running one


def test_a_week_outside_the_period_falls_back_to_the_last_full_one(sample: AppTest) -> None:
    choose(visit(sample, "volume", week="1 Jun 2026"), "period", "8 weeks")
    assert "Hamstrings, week of 9 Nov 2026" in words(sample)


def test_the_method_page_finds_what_is_searched(sample: AppTest) -> None:
    visit(sample, "method", find="hard.max_rir")
    assert "1 fact and" in words(sample)
    assert "`hard.max_rir`" in words(sample)


def test_muscle_groups_can_be_added(sample: AppTest) -> None:
    visit(sample, "volume", groups="Core")
    assert [trace["name"] for trace in figures(sample)[0]["data"]] == ["Abs", "Obliques", "Hip flexors"]


@pytest.mark.parametrize("page", PAGES)
def test_a_coach_chooses_whose_log_it_is(roster: AppTest, page: str) -> None:
    visit(roster, page)
    assert roster.selectbox(key="athlete").options == ["anna", "ben"]
    roster.selectbox(key="athlete").set_value("ben").run()
    assert not roster.exception


def test_one_athlete_has_nothing_to_choose(sample: AppTest) -> None:
    assert "Athlete" not in labels(visit(sample, "overview"))


def test_every_rule_leads_to_a_page_that_shows_its_sets() -> None:
    assert set(findings._BEHIND) == {rule.name for rule in rules.RULES}
    for page, _ in findings._BEHIND.values():
        assert (ROOT / page).exists()


def test_a_finding_leads_to_the_sets_behind_it(sample: AppTest) -> None:
    overview = sample.switch_page("pages/insights/overview.py").run()
    links = [link.proto for link in overview.get("page_link") if link.proto.label == "The sets behind it"]
    assert len(links) >= 3
    assert any("muscle=Calves" in link.query_string for link in links)


def test_the_unit_chosen_is_the_unit_of_the_next_visit(sample: AppTest) -> None:
    choose(visit(sample, "strength"), "unit", "lb")
    assert session.open_log().setting("unit", "kg") == "lb"
