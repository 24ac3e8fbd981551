"""The page What if: a changed number changes the weeks ahead, before anything is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.model import DEFAULT_ATHLETE, Finding, Severity
from analytics.plans.edits import sets_a_week
from analytics.plans.outlook import Outlook
from tests.plans.examples import USUAL, WEEK
from tests.ui.conftest import NOW
from ui import plan_what_if as trial
from ui import session
from ui.charts import plan as charts
from ui.charts.balance import Levels

LEVELS = Levels(1.5, 2.0, 3.0)


def finding(rule: str, severity: Severity, headline: str, subject: str = "") -> Finding:
    return Finding(rule, 1, severity, subject, headline, "", "", WEEK, WEEK, (), (), "C")


def outlook(*weeks: tuple[Finding, ...], frames: dict[str, pd.DataFrame] | None = None) -> Outlook:
    return Outlook(frames or {}, WEEK, {WEEK + timedelta(weeks=place): said for place, said in enumerate(weeks)})


def ratios(*values: float | None) -> pd.DataFrame:
    """Weeks of quad_posterior_ratio of which the last two are planned."""
    first = WEEK - timedelta(weeks=len(values) - 2)
    weeks = pd.to_datetime([first + timedelta(weeks=place) for place in range(len(values))])
    return pd.DataFrame({"week": weeks, "q_h_ratio": values})


# the page ------------------------------------------------------------------------------------------------------------


def test_a_number_changes_the_weeks_ahead_and_goes_back(plan_app: AppTest) -> None:
    plan_app.run()
    session.open_log().keep_plan(replace(USUAL, athlete=DEFAULT_ATHLETE), now=NOW)
    drawn(plan_app.switch_page("pages/plan/what_if.py").run())
    before = numbers(plan_app)
    assert {note for _, note in before.values()} == {"after 8 weeks like this"}
    assert "what-if-bench_press_barbell" not in {each.key for each in plan_app.number_input}

    drawn(plan_app.number_input(key="what-if-seated_leg_curl").set_value(10).run())
    after = numbers(plan_app)
    # 6 more sets of curls: 6 hamstring sets a week more
    hamstrings = "Hamstring sets a week"
    assert float(after[hamstrings][0]) == float(before[hamstrings][0]) + 6
    assert after[hamstrings][1] == f"{before[hamstrings][0]} without your changes"
    assert after["Quad sets a week"][1] == "the same without your changes"
    assert all(chart.proto.alt for chart in plan_app.get("plotly_chart"))
    assert len(plan_app.get("plotly_chart")) == 3

    drawn(plan_app.button(key="what-if-keep").click().run())
    kept = session.open_log().kept_plan(WEEK)
    assert kept is not None
    assert sets_a_week(kept)["seated_leg_curl"] == 10


def test_an_exercise_that_was_added_and_kept_is_not_added_once_more(plan_app: AppTest) -> None:
    plan_app.run()
    session.open_log().keep_plan(replace(USUAL, athlete=DEFAULT_ATHLETE), now=NOW)
    drawn(plan_app.switch_page("pages/plan/what_if.py").run())
    drawn(plan_app.selectbox(key="what-if-add").set_value("hip_thrust").run())
    drawn(plan_app.button(key="what-if-add-it").click().run())
    assert plan_app.number_input(key="what-if-hip_thrust").value == 3
    drawn(plan_app.button(key="what-if-keep").click().run())
    assert plan_app.number_input(key="what-if-hip_thrust").value == 3
    assert "what-if-back" not in {each.key for each in plan_app.button}


def drawn(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def numbers(app: AppTest) -> dict[str, tuple[str, str]]:
    return {each.label: (each.value, each.delta) for each in app.metric}


# words ---------------------------------------------------------------------------------------------------------------


def test_findings_are_told_by_how_long_they_would_stand() -> None:
    strong = finding("quad_dominance", "strong", "Quads lead 3 : 1")
    warn = finding("quad_dominance", "warn", "Quads lead 2.5 : 1")
    late = finding("big_jump", "hint", "A big step")
    note = finding("low_volume", "info", "Room for more")
    table = trial.findings_by_week(outlook((strong, note), (warn,), (late,)))
    assert table.to_numpy().tolist() == [
        ["Quads lead 3 : 1", "strong signal up to the week of 23 Nov, warning up to the week of 30 Nov, then gone"],
        ["A big step", "nothing up to the week of 30 Nov, then hint"],
    ]
    assert trial.findings_by_week(outlook((late,), (late,))).iloc[0, 1] == "hint all 2 weeks"
    assert trial.findings_by_week(outlook((note,))).empty


def test_only_rules_about_too_much_at_once_stand_above_the_charts() -> None:
    jump, crowd = finding("big_jump", "hint", "Up by a half"), finding("crowded_session", "info", "15 sets in a day")
    said = outlook(
        (jump, crowd, finding("quad_dominance", "warn", "Quads lead")), (finding("big_jump", "hint", "Later"),)
    )
    assert [each.headline for each in trial.too_much(said)] == ["Up by a half", "15 sets in a day"]


def test_leg_exercises_are_direct_work_for_the_legs(plan_app: AppTest) -> None:
    plan_app.run()
    legs = trial.leg_exercises(session.open_log().catalogue)
    assert {"back_squat", "seated_leg_curl", "hip_thrust", "standing_calf_raise"} <= set(legs)
    assert not {"bench_press_barbell", "bent_over_row_barbell", "running"} & set(legs)


# charts --------------------------------------------------------------------------------------------------------------


def traces(figure: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(figure.to_json())["data"]
    return found


def test_a_share_of_no_sets_is_said_in_words_and_not_as_a_dash() -> None:
    weeks = pd.to_datetime([WEEK - timedelta(weeks=1), WEEK])
    shares = pd.DataFrame({"week": weeks, "curl_share": [float("nan"), 0.4]})
    words = charts.describe_shares_ahead(shares, first_planned=WEEK)
    assert words.endswith("four weeks pooled: not known before the planned weeks, 40\u202f% after them.")


def test_what_is_planned_is_dashed_and_named_so() -> None:
    figure = charts.ratio_ahead(ratios(4.0, 3.5, 3.0, 2.5), None, first_planned=WEEK, ratio="q_h_ratio", levels=LEVELS)
    done, planned = traces(figure)
    assert (done["line"]["dash"], planned["line"]["dash"]) == ("solid", "dash")
    assert planned["name"] == "Quad : hamstring sets, planned"
    assert len(done["x"]) == 2
    assert planned["x"][0] == done["x"][-1]  # the planned part begins where the past one ends
    assert "planned" in [note["text"] for note in json.loads(figure.to_json())["layout"]["annotations"]]


def test_the_unchanged_plan_is_dotted_beside_it() -> None:
    frame = ratios(4.0, 3.5, 3.0, 2.5)
    figure = charts.ratio_ahead(frame, frame, first_planned=WEEK, ratio="q_h_ratio", levels=LEVELS)
    assert [trace["line"]["dash"] for trace in traces(figure)] == ["dot", "solid", "dash"]


def test_a_ratio_beyond_the_chart_is_cut_at_the_top_and_told_by_its_value() -> None:
    figure = charts.ratio_ahead(ratios(40.0, 40.0, 20.0), None, first_planned=WEEK, ratio="q_h_ratio", levels=LEVELS)
    assert max(traces(figure)[0]["y"]) <= charts.HIGHEST_RATIO * 1.05
    assert traces(figure)[0]["customdata"] == [40.0]


def test_the_text_alternative_says_where_it_begins_and_ends() -> None:
    told = charts.describe_ratio_ahead(ratios(4.0, 3.5, 3.0, 2.5), first_planned=WEEK, ratio="q_h_ratio")
    assert told == ("Quad : hamstring sets, four weeks pooled: 3.5 : 1 before the planned weeks, 2.5 : 1 after them.")
    unknown = charts.describe_ratio_ahead(ratios(None, None, 3.0, 2.5), first_planned=WEEK, ratio="q_h_ratio")
    assert "not known before the planned weeks" in unknown


def test_planned_bars_are_pale() -> None:
    weeks = pd.to_datetime([date(2026, 11, 16), WEEK])
    frame = pd.DataFrame({"week": weeks, "hip_sets": [4.0, 4.0], "knee_sets": [0.0, 4.0], "curl_share": [0.0, 0.5]})
    figure = charts.shares_ahead(frame, first_planned=WEEK, ok_low=0.2, ok_high=0.8)
    assert traces(figure)[0]["marker"]["opacity"] == [1.0, charts.PALE]
    assert charts.describe_shares_ahead(frame, first_planned=WEEK).endswith(
        "0\u202f% before the planned weeks, 50\u202f% after them."
    )
