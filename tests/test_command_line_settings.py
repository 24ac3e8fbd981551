"""The commands `facts` and `settings`: what they print, what they change, what they refuse."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Run


def test_facts_lists_every_threshold_and_json_says_all_about_it(run: Run) -> None:
    assert "hard.max_rir = 4 reps\n" in run("facts")
    by_key = {fact["key"]: fact for fact in json.loads(run("facts", "--json"))}
    fact = by_key["hard.max_rir"]
    assert (fact["value"], fact["default"], fact["range"], fact["changed"]) == (4, 4, [1, 5], False)
    assert fact["sources"]
    assert by_key["count.direct"]["fixed"] is True


def test_a_changed_fact_is_listed_as_the_lifters_own(run: Run) -> None:
    assert run("facts", "--changed") == "Every threshold is as shipped.\n"
    assert run("facts", "set", "hard.max_rir", "3").startswith("hard.max_rir is now 3. A set counts as hard when")
    assert run("facts", "--changed") == "hard.max_rir = 3 reps  (yours; shipped 4)\n"
    assert [fact["key"] for fact in json.loads(run("facts", "--changed", "--json"))] == ["hard.max_rir"]


def test_a_word_is_set_as_a_word(run: Run) -> None:
    run("facts", "set", "hard.unknown_rir", "exclude")
    assert "hard.unknown_rir = exclude" in run("facts", "--changed")


def test_two_that_hold_each_other_are_set_in_one_change(run: Run) -> None:
    assert "must not be above bal.q_h.warn (2)" in run("facts", "set", "bal.q_h.watch", "2.5", expect=1)
    run("facts", "set", "bal.q_h.watch", "2.5", "--also", "bal.q_h.warn=2.5")
    assert run("facts", "--changed").count("\n") == 2


def test_reset_goes_back_to_the_shipped_value_of_one_or_of_all(run: Run) -> None:
    for key, value in {"hard.max_rir": 3, "hard.min_reps": 5, "bal.window_weeks": 6}.items():
        run("facts", "set", key, value)
    assert run("facts", "reset", "hard.max_rir") == "hard.max_rir is 4 again, as shipped.\n"
    assert run("facts", "--changed").count("\n") == 2
    run("facts", "reset", "--all")
    assert run("facts", "--changed") == "Every threshold is as shipped.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("set", "hard.max_rir", "9"), "hard.max_rir must be between 1 and 5 reps, not 9."),
        (("set", "hard.max_rir", "few"), "hard.max_rir must be between 1 and 5 reps, not few."),
        (("set", "count.direct", "2"), "count.direct is fixed at 1"),
        (("set", "no.such", "2"), "There is no fact named no.such."),
        (("reset", "no.such"), "There is no fact named no.such."),
    ],
)
def test_what_a_fact_cannot_be_is_refused_with_exit_1(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in run("facts", *arguments, expect=1)


def test_settings_are_listed_set_and_reset(run: Run) -> None:
    assert "bodyweight_kg = (not said)" in run("settings")
    assert run("settings", "set", "level", "advanced") == "level is now advanced.\n"
    run("settings", "set", "bodyweight_kg", "81.5")
    said = json.loads(run("settings", "--json"))
    assert (said["level"], said["bodyweight_kg"], said["week_start"]) == ("advanced", "81.5", "monday")
    assert run("settings", "reset", "level") == "level is intermediate again, the default.\n"
    assert run("settings", "set", "training_days", "thu mon") == "training_days is now mon thu.\n"
    assert run("settings", "reset", "training_days").startswith("training_days is ")


def test_what_a_setting_cannot_be_is_refused_with_exit_1(run: Run) -> None:
    assert run("settings", "set", "level", "expert", expect=1).startswith("Training level cannot be 'expert'.")


@pytest.mark.parametrize(
    "arguments", [("facts", "set", "hard.max_rir"), ("facts", "reset"), ("settings", "set", "mood", "good")]
)
def test_wrong_usage_exits_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
