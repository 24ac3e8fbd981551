"""The Method page opens a section to formula, own numbers and facts; a closed one costs nothing."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.insights.conftest import empty, sample, sample_dir  # noqa: F401 the app on the sample log, read once


def opened(app: AppTest, *sections: str) -> AppTest:
    app.switch_page("pages/trust/method.py")
    for section in sections:
        app.session_state[f"about-{section}"] = True
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_a_closed_section_draws_none_of_its_facts(sample: AppTest) -> None:  # noqa: F811
    opened(sample)
    assert len(sample.expander) > 15
    assert "`hard.max_rir`" not in words(sample)
    assert not sample.code


def test_an_open_section_shows_formula_own_numbers_and_facts(sample: AppTest) -> None:  # noqa: F811
    opened(sample, "weekly_hard_sets")
    formula, example = (code.value for code in sample.code)
    assert formula.startswith("sets of a muscle in a week = ")
    assert example.splitlines()[:2] == ["Hamstrings, week of 9 Nov", "  3 x Conventional deadlift, 1 each = 3"]
    told = words(sample)
    assert "**Your own last week**" in told
    assert "**What can be said against it**" in told
    assert "`weekly_hard_sets`: Confidence D at the weakest" in told
    assert "`count.direct`" in told


def test_the_bands_of_all_muscles_are_one_table(sample: AppTest) -> None:  # noqa: F811
    opened(sample, "muscle_volume")
    assert "Hamstrings" in sample.dataframe[0].value["Muscle"].tolist()
    assert "`vol.hamstrings.floor`" not in words(sample)


def test_without_a_log_there_are_no_own_numbers(empty: AppTest) -> None:  # noqa: F811
    opened(empty, "weekly_hard_sets")
    assert len(empty.code) == 1
    assert "Your own last week" not in words(empty)


def test_the_data_quality_page_says_what_the_log_can_answer(sample: AppTest) -> None:  # noqa: F811
    sample.run()
    sample.switch_page("pages/trust/data_quality.py")
    sample.session_state["tab"] = "What your log can answer yet"
    sample.run()
    assert not sample.exception
    table = sample.dataframe[0].value
    assert list(table.columns) == ["Metric", "About", "Speaks", "What is missing", "About when"]
    assert table.iloc[0]["Speaks"] == "not yet"
    squat = table[(table["Metric"] == "Strength trend") & (table["About"] == "Barbell back squat (full depth)")]
    assert squat["Speaks"].tolist() == ["yes"]
    told = words(sample).replace("\\", "")
    assert (
        "**How hard your sets are**, the whole log: the reps left of at least 50\u202f% of your sets; you log 15\u202f%"
        in told
    )
