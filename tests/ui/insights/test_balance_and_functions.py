"""The Balance page in words, and the page that says what trains what, on the sample log."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.insights.test_pages import alts, figures, visit, words


def test_balance_says_both_ratios_their_level_and_whether_it_held(sample: AppTest) -> None:
    said = words(visit(sample, "balance"))

    assert "**Level strong**" in said
    assert "quads to hamstrings 6.5 : 1 (strong), knee- to hip-dominant 4.2 : 1 (strong)" in said
    assert "4 of 4 single weeks reached it" in said
    assert "**0\u202f%** of the hamstring sets were curls (warn)" in said
    # 78 quad and 12 hamstring sets; four weeks of 4 curls: 78 / 28 = 2.8, and by movement 68 / 32 = 2.1
    assert "**4 more sets of Seated leg curl a week** would take the four weeks from 6.5 : 1 (strong) to" in said
    assert "**2.8 : 1 (warn)**" in said


def test_balance_says_deadlift_and_squat_in_a_line_that_leads_to_all_of_it(sample: AppTest) -> None:
    said = words(visit(sample, "balance"))
    assert "times your squat (80 % interval" in said
    assert "Settings page" in said  # nobody to compare with was chosen
    (link,) = [each.proto for each in sample.get("page_link") if "people who compete" in each.proto.label]
    assert "view=Deadlift+and+squat" in link.query_string


def test_a_point_of_the_ratio_knows_its_week(sample: AppTest) -> None:
    line = figures(visit(sample, "balance"))[0]["data"][-1]

    assert line["mode"] == "lines+markers"
    assert line["customdata"][-1][3] == line["x"][-1] == "2026-11-09"


def test_every_section_of_the_balance_page_says_how_it_is_counted(sample: AppTest) -> None:
    visit(sample, "balance")
    assert len([each for each in sample.expander if each.label.startswith("How this is counted")]) == 3


def test_a_muscle_shows_its_exercises_what_is_missing_and_what_would_bring_it(sample: AppTest) -> None:
    visit(sample, "functions")
    said = words(sample).replace("\\", "")

    assert [trace["name"] for trace in figures(sample)[0]["data"]] == ["extending the hip"]
    assert "These weeks held: extending the hip" in said
    assert "**Missing: bending the knee.** Seated leg curl would bring it." in said
    assert "Conventional deadlift" in alts(sample)[0]
    assert sample.dataframe[0].value["Exercise"].tolist() == ["Conventional deadlift"]


def test_the_sets_of_a_muscle_add_up_to_its_bars(sample: AppTest) -> None:
    visit(sample, "functions", muscle="Quads")
    bars = sum(sum(trace["x"]) for trace in figures(sample)[0]["data"])

    assert bars == sample.dataframe[-1].value["hard_sets"].sum() == 78


def test_one_exercise_of_a_muscle_can_be_looked_at(sample: AppTest) -> None:
    visit(sample, "functions", muscle="Quads")
    sample.selectbox(key="part-of-quads").set_value("leg_extension").run()

    assert not sample.exception
    assert set(sample.dataframe[-1].value["exercise"]) == {"Leg Extension (Machine)"}


def test_a_lift_shows_the_muscles_it_trains_and_what_that_rests_on(sample: AppTest) -> None:
    visit(sample, "functions", look="A lift", lift="Conventional deadlift")
    said = words(sample).replace("\\", "")

    assert "A hard set counts 1 for the hamstrings, glutes (max) and lower back and 0.5 for the quads" in said
    assert "(grade C)" in said
    assert set(sample.dataframe[0].value["Muscle"]) >= {"Hamstrings", "Glutes (max)", "Lower back", "Quads"}


def test_a_muscle_that_no_work_speaks_of_says_so(sample: AppTest) -> None:
    visit(sample, "functions", muscle="Chest")
    assert "no work says which ways of training it are needed" in words(sample)


def test_an_empty_log_says_what_will_be_here(empty: AppTest) -> None:
    visit(empty, "functions")
    assert "will appear here" in empty.info[0].proto.title
    assert not empty.get("plotly_chart")


def test_a_coach_chooses_whose_muscles_they_are(roster: AppTest) -> None:
    visit(roster, "functions")
    roster.selectbox(key="athlete").set_value("ben").run()
    assert not roster.exception
    assert "No hard set in the last four full weeks" in roster.info[0].value


def test_functions_do_not_depend_on_the_period(sample: AppTest) -> None:
    visit(sample, "functions")
    before = alts(sample)[0]
    sample.button_group(key="period").set_value("8 weeks").run()

    assert alts(sample)[0] == before
