"""The Settings page: what is changed there counts everywhere at once, says whose it is, and can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.model import Finding
from analytics.reference.facts import load_facts
from analytics.settings import SETTINGS
from tests.ui.insights.conftest import EXPECTED, _app_on
from ui import basis, findings, session, settings, thresholds

FACTS = load_facts()


@pytest.fixture
def own(sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on a copy of the sample log, which a test may change."""
    folder = tmp_path / "own"
    shutil.copytree(sample_dir, folder)
    yield from _app_on(folder, str(EXPECTED["judged_on"]), monkeypatch)


def open_settings(app: AppTest, **address: str) -> AppTest:
    app.switch_page("pages/trust/settings.py")
    for name, value in address.items():
        app.query_params[name] = value
    return drawn(app.run())


def open_thresholds(app: AppTest, **address: str) -> AppTest:
    return open_settings(app, **{settings.PART: settings.THRESHOLDS, **address})


def drawn(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    return drawn(app.button(key=key).click().run())


def words(app: AppTest) -> str:
    told = [element.value for kind in ("markdown", "caption") for element in app.get(kind)]
    return " ".join([*told, *(error.proto.title for error in app.error)]).replace("\\", "")


def said(on: str = str(EXPECTED["judged_on"])) -> list[Finding]:
    return session.open_log().findings(on=date.fromisoformat(on))


# about you -----------------------------------------------------------------------------------------------------------


def test_every_setting_is_there_with_what_it_acts_on(own: AppTest) -> None:
    open_settings(own)
    kinds = ("button_group", "radio", "selectbox", "number_input")
    labels = [each.label for kind in kinds for each in own.get(kind)]
    assert sorted(labels) == sorted(
        [
            "Training level", "Compare with", "Running or field sport", "What you train with", "Goal", "Training days",
            "Bodyweight (kg)", "Unit of weight", "Time zone", "Weeks are shown from",
        ]
    )  # fmt: skip
    assert len(labels) == len(SETTINGS)
    assert "for percentiles only" in words(own)


def test_what_each_equipment_and_goal_means_stands_beside_it(own: AppTest) -> None:
    open_settings(own)
    equipment = own.radio(key="setting-equipment")
    assert equipment.options == ["A gym", "Free weights", "At home", "Dumbbells", "Bands", "Nothing"]
    assert list(equipment.proto.captions)[-1] == "The floor, a wall, a chair, and a towel to slide on."
    assert all(own.radio(key="setting-goal").proto.captions)


def test_equipment_moves_what_advice_names_and_undo_moves_it_back(own: AppTest) -> None:
    def curl() -> str:
        on = date.fromisoformat(str(EXPECTED["judged_on"]))
        return session.open_log().findings(on=on, rules=["quad_dominance"])[0].step

    open_settings(own)
    in_a_gym = curl()
    drawn(own.radio(key="setting-equipment").set_value("bodyweight").run())
    assert "What you train with: Nothing." in words(own)
    assert "Slider / towel leg curl" in curl()
    press(own, "undo-settings")
    assert own.radio(key="setting-equipment").value == "gym"
    assert curl() == in_a_gym


def test_training_days_are_chosen_one_by_one_and_taken_back(own: AppTest) -> None:
    open_settings(own)
    days = own.button_group(key="setting-training_days")
    assert days.value == []
    drawn(days.set_value(["thu", "mon"]).run())
    assert session.open_log().lifter.training_days == (0, 3)
    assert "Training days: Mon and Thu." in words(own)
    drawn(own.button_group(key="setting-training_days").set_value([]).run())
    assert "Training days: as your log says." in words(own)
    press(own, "undo-settings")
    assert own.button_group(key="setting-training_days").value == ["mon", "thu"]
    press(own, "undo-settings")
    assert session.open_log().lifter.training_days == ()


def test_another_level_moves_the_hamstring_range_and_undo_moves_it_back(own: AppTest) -> None:
    open_settings(own)
    drawn(own.button_group(key="setting-level").set_value("advanced").run())
    assert "Training level: Advanced." in words(own)
    drawn(own.switch_page("pages/insights/overview.py").run())
    assert "range 10 to 18" in [each.value for each in own.caption]
    open_settings(own)
    press(own, "undo-settings")
    assert own.button_group(key="setting-level").value == "intermediate"
    drawn(own.switch_page("pages/insights/overview.py").run())
    assert "range 8 to 14" in [each.value for each in own.caption]


def test_bodyweight_is_typed_in_the_lifters_unit_and_may_be_taken_out(own: AppTest) -> None:
    session_unit = open_settings(own).button_group(key="setting-unit")
    drawn(session_unit.set_value("lb").run())
    drawn(own.number_input(key="setting-bodyweight_kg").set_value(180.0).run())
    log = session.open_log()
    assert log.lifter.bodyweight_kg == pytest.approx(180 * 0.45359237, abs=0.001)
    assert own.number_input(key="setting-bodyweight_kg").value == 180.0
    drawn(own.number_input(key="setting-bodyweight_kg").set_value(None).run())
    assert log.lifter.bodyweight_kg is None


def test_the_newest_change_is_undone_first_and_then_the_one_before(own: AppTest) -> None:
    open_settings(own)
    drawn(own.button_group(key="setting-sport").set_value("yes").run())
    drawn(own.selectbox(key="setting-time_zone").set_value("Europe/Berlin").run())
    press(own, "undo-settings")
    assert session.open_log().setting("time_zone", "") == ""
    assert "Running or field sport: Yes." in words(own)
    press(own, "undo-settings")
    assert not session.open_log().lifter.plays_sport
    assert "undo-settings" not in {button.key for button in own.button}


def test_weeks_from_sunday_are_shown_on_the_overview_which_says_what_is_judged(own: AppTest) -> None:
    open_settings(own)
    drawn(own.button_group(key="setting-week_start").set_value("sunday").run())
    drawn(own.switch_page("pages/insights/overview.py").run())
    assert "**Last full week** (week of 8 Nov 2026)" in words(own)
    assert "**This week so far** (week of 15 Nov 2026)" in words(own)
    assert "look at weeks from Monday to Sunday" in words(own)
    assert "Up to the week of 9 Nov 2026" in words(own)


# thresholds ----------------------------------------------------------------------------------------------------------


def choose(app: AppTest, key: str) -> AppTest:
    """The thresholds with one of them in the editor."""
    open_thresholds(app, find_threshold=key)
    return drawn(app.selectbox(key="fact").set_value(key).run())


def test_a_changed_threshold_is_marked_on_the_page_in_findings_and_on_the_overview(own: AppTest) -> None:
    choose(own, "bal.q_h.warn")
    drawn(own.slider(key="value-bal.q_h.warn").set_value(2.5).run())
    assert "bal.q_h.warn is 2.5 now, not 2." in words(own)
    assert "Yours; shipped 2" in words(own)
    drawn(own.switch_page("pages/insights/overview.py").run())
    links = [link.label for link in own.get("page_link")]
    assert "1 threshold is yours, not the shipped one" in links
    assert "(yours; shipped 2)" in words(own)
    (finding,) = (each for each in said() if each.rule == "quad_dominance")
    assert finding.changed_facts == ("bal.q_h.warn",)


def test_back_to_default_and_its_undo(own: AppTest) -> None:
    choose(own, "hard.max_rir")
    drawn(own.slider(key="value-hard.max_rir").set_value(3.0).run())
    press(own, "default-hard.max_rir")
    assert own.slider(key="value-hard.max_rir").value == 4
    press(own, "undo-settings")
    assert own.slider(key="value-hard.max_rir").value == 3


def test_all_back_to_default_is_one_change_that_can_be_undone(own: AppTest) -> None:
    own.run()
    log = session.open_log()
    log.change_facts({"hard.max_rir": 3, "vol.hamstrings.intermediate.low": 7})
    open_thresholds(own, show=settings.OWN)
    assert list(own.dataframe[0].value["Key"]) == ["hard.max_rir", "vol.hamstrings.intermediate.low"]
    press(own, "all-default")
    assert log.changed_facts() == []
    press(own, "undo-settings")
    assert len(log.changed_facts()) == 2


def test_out_of_order_is_refused_in_a_sentence_and_neighbours_move_along_on_request(own: AppTest) -> None:
    choose(own, "bal.q_h.watch")
    drawn(own.slider(key="value-bal.q_h.watch").set_value(2.5).run())
    assert "bal.q_h.watch (2.5) must not be above bal.q_h.warn (2)." in words(own)
    assert own.slider(key="value-bal.q_h.watch").value == 1.5
    assert session.open_log().changed_facts() == []
    press(own, "along-bal.q_h.watch")
    assert {fact.key: fact.value for fact in session.open_log().changed_facts()} == {
        "bal.q_h.watch": 2.5,
        "bal.q_h.warn": 2.5,
    }
    assert not own.error


def test_a_word_is_chosen_from_its_choices(own: AppTest) -> None:
    choose(own, "hard.unknown_rir")
    drawn(own.selectbox(key="value-hard.unknown_rir").set_value("exclude").run())
    assert session.open_log().facts.text("hard.unknown_rir") == "exclude"


def test_a_fixed_threshold_says_why(own: AppTest) -> None:
    choose(own, "count.direct")
    assert "Fixed at 1 set." in words(own)
    assert "value-count.direct" not in {str(each.key) for kind in ("slider", "number_input") for each in own.get(kind)}


def test_a_search_looks_in_every_section_and_one_without_a_hit_says_so(own: AppTest) -> None:
    open_thresholds(own, find_threshold="hamstrings very_high")
    assert "vol.hamstrings.very_high" in set(own.dataframe[0].value["Key"])
    drawn(own.text_input(key="find_threshold").set_value("no such words anywhere").run())
    assert len(own.info) == 1


def test_the_liberal_way_of_counting_is_one_click_and_one_undo(own: AppTest) -> None:
    open_thresholds(own)
    drawn(own.button_group(key="preset").set_value("liberal").run())
    assert session.open_log().facts.number("count.squat_hamstring") == 0.5
    press(own, "undo-settings")
    assert session.open_log().changed_facts() == []


def test_the_label_of_a_basis_counts_what_the_lifter_changed() -> None:
    facts = load_facts({"hard.max_rir": 3, "hard.min_reps": 5})
    assert basis.label(list(FACTS)) == "How this is counted"
    assert basis.label(list(facts)) == "How this is counted :orange-badge[2 thresholds changed by you]"


def test_a_reason_says_whose_a_threshold_is() -> None:
    facts = load_facts({"hard.max_rir": 3})
    assert "**(yours; shipped 4)**" in findings.reason(facts["hard.max_rir"], facts)
    assert "yours" not in findings.reason(FACTS["hard.max_rir"], FACTS)


def test_every_step_reaches_both_ends_and_the_shipped_value() -> None:
    for fact in FACTS:
        if fact.low is not None and fact.high is not None and isinstance(fact.default, float):
            step = thresholds.step_of(fact)
            for value in (fact.high, fact.default):
                places = (value - fact.low) / step
                assert places == pytest.approx(round(places), abs=1e-6), fact.key


def test_every_choice_of_every_setting_has_its_words() -> None:
    for key, setting in SETTINGS.items():
        assert [bool(settings.choice_words(key, choice)) for choice in setting.choices] == [True] * len(setting.choices)
    assert list(settings.DAY_WORDS.values()) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
