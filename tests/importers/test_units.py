from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.importers._units import inferred_unit, row_units, stated_unit
from analytics.model import Choices, Decision


def infer(loads: list[float], exercise: str, choices: Choices | None = None) -> Decision:
    exercises = pd.Series([exercise] * len(loads), dtype="str")
    return inferred_unit(np.array(loads, dtype=np.float64), exercises, choices or Choices())


def test_plates_of_45_pounds_mean_pounds_and_the_reason_shows_them() -> None:
    found = infer([135.0] * 12 + [225.0] * 6 + [185.0] * 2 + [100.0] * 2 + [155.0] * 8, "Squat (Barbell)")
    assert found == Decision(
        "lb", "no unit in the file; 67% of the barbell loads are typical plates in lb (135, 225, 185), 7% in kg"
    )


def test_plates_of_20_kilograms_mean_kilograms() -> None:
    assert infer([60.0] * 12 + [100.0] * 10 + [62.5] * 8, "Squat (Barbell)").value == "kg"


def test_a_guess_that_does_not_rest_on_barbells_asks_to_be_checked() -> None:
    assert infer([45.0, 45.0, 20.0], "Leg Press").how.endswith("this is not certain, please check")


def test_without_typical_plates_kilograms_are_taken_and_the_doubt_is_said() -> None:
    found = infer([7.0, 11.0], "Curl (Dumbbell)")
    assert (found.value, found.how.endswith("please check")) == ("kg", True)


def test_without_loads_there_is_nothing_to_decide() -> None:
    assert infer([0.0, np.nan], "Plank").how == "no unit in the file, and no loads that would need one"


def test_the_chosen_unit_settles_a_file_that_states_none() -> None:
    assert infer([60.0] * 30, "Squat (Barbell)", Choices(unit="lb")).value == "lb"


def test_a_stated_unit_is_not_overruled_by_a_choice() -> None:
    found = stated_unit("kg", "weight_kg", Choices(unit="lb"))
    assert found.value == "kg"
    assert "only for files that state no unit" in found.how


def test_units_stated_row_by_row_may_mix() -> None:
    tokens = pd.Series(["kgs", "lbs", "", "stone", "lbs"], dtype="str")
    rows = row_units(tokens, np.array([100.0, 225.0, 135.0, 10.0, 45.0]), Choices())
    assert rows.kg_in_one.tolist()[:3] == [1.0, 0.45359237, 0.45359237]
    assert np.isnan(rows.kg_in_one[3])
    assert rows.decision == Decision("mixed", "each row states its unit: 2 rows lb and 1 rows kg")
