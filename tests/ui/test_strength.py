"""What the Strength page says of a lift: trend, outlook, next session, bests, and what made the values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.reference.catalogue import load_catalogue
from analytics.reference.facts import Facts, load_facts
from tests.ui.frames import trends
from ui import strength, usual

FACTS = load_facts()
SQUAT = "back_squat"


def outlook(lift: str = SQUAT, p_rising: float | None = 0.87) -> pd.DataFrame:
    """A row of strength_outlook."""
    numbers = {"p_rising": p_rising, "level_kg": 100.0, "level_low_kg": 97.0, "level_high_kg": 103.1}
    return pd.DataFrame([{"exercise_id": lift} | numbers]).astype({"p_rising": "float64"})


def sessions(lift: str = SQUAT, *e1rm_kg: float, **columns: Any) -> pd.DataFrame:
    """Rows of session_strength of one lift."""
    values = e1rm_kg or (120.0,)
    days = pd.date_range("2026-10-01 18:00", periods=len(values), freq="7D")
    usual_columns = {
        "kind": "one_rep", "k": 0.0353, "bodyweight_kg": None, "weight_kg": 100.0, "reps": 5.0, "rir": 1.0,
        "low_kg": 114.0, "high_kg": 126.0, "is_tested_single": False,
    }  # fmt: skip
    return pd.DataFrame({"started_at": days, "exercise_id": lift, "e1rm_kg": values} | usual_columns | columns)


def changed(**values: Any) -> Facts:
    return FACTS.with_overrides({key.replace("__", "."): value for key, value in values.items()})


def test_a_trend_is_said_with_its_range_its_period_and_its_doubts() -> None:
    words = strength.trend_words(trends((SQUAT, "clearly rising", 0.8)).assign(outliers=1), SQUAT, facts=FACTS)
    assert words == (
        "**Clearly rising**: +0.80\u202f% a week (80 % range +0.60 to +1.00), from 9 sessions over 55 days up to "
        "15 Nov 2026. 1 session set aside as far from the others. For most of these sessions the RIR was not logged."
    )


def test_too_little_data_says_what_is_missing() -> None:
    words = strength.trend_words(trends(("row", "unclear", None)), "row", facts=FACTS)
    assert words == "**No trend yet**: 3 of 6 sessions."


def test_the_outlook_is_a_chance_and_a_level_with_its_range() -> None:
    words = strength.outlook_words(outlook(), SQUAT, unit="kg")
    assert words == "Chance that it is rising now: **87\u202f%**. Level: 100\u202fkg (80 % range 97 to 103.1\u202fkg)."
    assert strength.outlook_words(outlook(p_rising=None), SQUAT, unit="kg") == ""
    assert strength.outlook_words(outlook(), "front_squat", unit="kg") == ""


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.999, "over 99\u202f%"), (0.99, "99\u202f%"), (0.5, "50\u202f%"), (0.01, "1\u202f%"), (0.001, "under 1\u202f%")],
)
def test_a_chance_is_never_certain(share: float, expected: str) -> None:
    assert strength.chance(share) == expected


def test_the_next_session_is_said_with_its_range_and_the_last_one() -> None:
    row = {"exercise_id": SQUAT, "weight_kg": 100.0, "reps": 6.2, "low_80": 5.0, "high_80": 8.0, "last_reps": 6.0}
    words = strength.next_words(pd.DataFrame([row]), SQUAT, unit="kg")
    assert words == "Next time with 100\u202fkg: about **6 reps** (80 % range 5 to 8; last time 6)."
    assert strength.next_words(pd.DataFrame([row | {"reps": None}]), SQUAT, unit="kg") == ""


def test_bests_come_newest_first_and_say_what_is_ordinary() -> None:
    bests = sessions(SQUAT, 103, 114).assign(value_kg=[103, 114], gain_pct=[3.0, 10.7], beyond_ordinary=[False, True])
    table = strength.bests_table(bests, unit="kg")
    assert table["Strength"].tolist() == [114, 103]
    assert table["Meaning"].tolist() == ["larger than ordinary variation", "within ordinary day-to-day variation"]
    assert table["From"].tolist() == ["5 reps with 100\u202fkg, 1 RIR"] * 2


def test_lifts_with_most_sessions_come_first() -> None:
    both = pd.concat([sessions("bench", 90, 91), sessions(SQUAT, 100, 102, 104)])
    table = strength.lifts_table(
        trends(("bench", "flat", 0.0), (SQUAT, "clearly rising", 0.8)), outlook(), both,
        names={SQUAT: "Back squat"}, unit="kg",
    )  # fmt: skip
    assert list(table["Lift"]) == ["Back squat", "bench"]
    assert list(table["Sessions"]) == [3, 2]
    assert table["Course"][0] == [100, 102, 104]
    assert (table["Rising"][0], table["Range"][0]) == ("87\u202f%", "+0.60 to +1.00")
    assert pd.isna(table["Rising"][1])


def test_the_usual_formula_goes_without_saying() -> None:
    assert strength.made_by(sessions(), facts=FACTS, is_leg_press=False) == []


def test_another_formula_a_curve_of_ones_own_and_the_leg_press_are_named() -> None:
    mayhew, own = changed(e1rm__formula="mayhew"), changed(e1rm__personal_k="on")
    (by_mayhew,) = strength.made_by(sessions(k=None), facts=mayhew, is_leg_press=False)
    (by_own,) = strength.made_by(sessions(k=0.0416), facts=own, is_leg_press=False)
    (too_few,) = strength.made_by(sessions(), facts=own, is_leg_press=False)
    (press,) = strength.made_by(sessions(k=None), facts=mayhew, is_leg_press=True)
    assert "Mayhew's formula, as you chose" in by_mayhew
    assert "0.0416 a rep instead of 0.0353" in by_own
    assert "Too few sets near failure" in too_few
    assert "leg press's own curve" in press


def test_strength_at_usual_reps_does_not_depend_on_the_formula() -> None:
    rows = sessions(kind="reference_reps")
    assert strength.made_by(rows, facts=changed(e1rm__formula="mayhew"), is_leg_press=False) == []


def test_every_formula_has_a_name() -> None:
    assert set(strength.FORMULAS) == set(FACTS["e1rm.formula"].choices)


def test_lifts_of_the_whole_body_say_what_their_load_is_or_what_is_missing() -> None:
    (note,) = strength.made_by(sessions("pull_up", bodyweight_kg=80.0), facts=FACTS, is_leg_press=False)
    assert note.startswith("Total load: your bodyweight")
    catalogue = load_catalogue()
    assert strength.without_bodyweight(["pull_up", "chest_dip", SQUAT], catalogue) == (
        "Dip and Pull-up have no strength value until Settings knows your bodyweight."
    )
    assert strength.without_bodyweight([SQUAT, "push_up"], catalogue) == ""


def test_a_session_is_one_line_with_its_value_its_range_and_its_set() -> None:
    row = sessions().iloc[0]
    assert strength.session_words(row, name="Squat", unit="kg") == (
        "Squat, 1 Oct 2026: 120\u202fkg (give or take: 114 to 126\u202fkg) from 5 reps with 100\u202fkg, 1 RIR"
    )
    assert strength.session_words(sessions(is_tested_single=True).iloc[0], name="Squat", unit="kg").endswith(
        "from a tested single"
    )


def test_each_set_of_a_lift_is_listed_once_under_its_main_muscle() -> None:
    credits = pd.DataFrame(
        {"set_id": [1, 1, 1, 2, 3], "exercise_id": [SQUAT, SQUAT, SQUAT, SQUAT, "leg_press"]}
        | {"muscle": ["adductors", "glute_max", "quads", "quads", "quads"], "weight": [0.5, 1.0, 1.0, 1.0, 1.0]}
    )
    once = strength.sets_of(credits, SQUAT, muscles=["quads", "glute_max", "adductors"]).set_index("set_id")
    assert once["muscle"].to_dict() == {1: "quads", 2: "quads"}


def test_what_is_usual_speaks_of_the_level_and_shows_a_beginner_the_curve() -> None:
    beginner, advanced = usual.usual_lines(FACTS, "beginner"), usual.usual_lines(FACTS, "advanced")
    assert "a beginner usually gains 0.5 to 1 % a week" in beginner[0]
    assert "12 to 20 % after 4" in beginner[1]  # ln(5) / ln(53) = 0.4054 of 30 to 50 %
    assert "30 to 50 % after 52" in beginner[1]
    assert "an advanced lifter usually gains 0.03 to 0.1 % a week" in advanced[0]
    assert len(beginner) == len(advanced) + 1
