from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.importers import read
from analytics.importers._plates import plate_evidence, share_of_pounds
from analytics.importers._units import inferred_unit, row_units, stated_unit
from analytics.model import Choices, Decision
from analytics.units import KG_PER_LB

EXPORTS = os.environ.get("HINDSIGHT_EXPORTS")
UNSTATED = {
    "strong/ios-2018-10col-unit-unstated-lb.csv": "lb",
    "strong/ios-2019-10col-unit-unstated-kg.csv": "kg",
    "strong/ios-2021-12col-german-titles-kg.csv": "kg",
    "strong/ios-2023-french-header-kg.csv": "kg",
    "strong/ios-2026-10col-no-notes-kg.csv": "kg",
    "strong/ios-2026-five-years-w-f-d-rest-lb.csv": "lb",
    "strong/ios-2026-rpe-w-f-d-kg.csv": "kg",
    "strong/migrated-to-lyfta-kg.csv": "kg",
    "lyfta/holds-migrated-strong-history-kg.csv": "kg",
    "fitnotes/other-app-same-name-realm.csv": "kg",
}
STATED = {
    "strong/android-2024-no-header-multiline-lb.csv": "lb",
    "strong/android-2025-semicolon-quoted-kg.csv": "kg",
    "strong/ios-2017-kg-header.csv": "kg",
    "hevy/2025-multiline-notes-kg.csv": "kg",
    "hevy/2025-rpe-all-set-types-kg.csv": "kg",
    "hevy/2025-second-lifter.csv": "lb",
    "hevy/2026-lbs-and-miles.csv": "lb",
    "hevy/2026-portuguese-lower-body-kg.csv": "kg",
    "hevy/2026-short-portuguese-notes-kg.csv": "kg",
    "hevy/2026-supersets-kg-from-lb.csv": "kg",
    "fitnotes/android-a.csv": "kg",
    "fitnotes/android-large.csv": "lb",
    "fitbod/2021-kg-from-lb-warmups.csv": "kg",
    "fitbod/2026-kg.csv": "kg",
}
real = pytest.mark.skipif(not EXPORTS, reason="HINDSIGHT_EXPORTS does not name a folder of real exports")


def infer(log: dict[str, list[float]], choices: Choices | None = None) -> Decision:
    exercises = pd.Series([name for name, loads in log.items() for _ in loads], dtype="str")
    loads = np.array([load for loads in log.values() for load in loads], dtype=np.float64)
    return inferred_unit(loads, exercises, choices or Choices())


POUNDS = {
    "Squat (Barbell)": [45, 95, 135, 185, 205, 225],
    "Bench Press (Barbell)": [45, 95, 115, 135, 155],
    "Incline Press (Dumbbell)": [40, 45, 50, 55, 60],
}
KILOGRAMS = {
    "Squat (Barbell)": [20, 40, 60, 80, 82.5, 87.5],
    "Bench Press (Barbell)": [20, 40, 52.5, 57.5, 62.5],
    "Incline Press (Dumbbell)": [16, 18, 22, 24, 26],
}


def test_a_bar_of_45_with_plates_of_45_means_pounds_and_the_reason_shows_them() -> None:
    found = infer({"Squat (Barbell)": [45.0] * 3 + [135.0] * 12 + [225.0] * 6 + [185.0] * 2 + [95.0] + [275.0]})
    assert found == Decision("lb", "no unit in the file; loads such as 135, 225 and 185 are usual in lb, rare in kg")


def test_pairs_of_plates_of_1_25_and_dumbbells_in_twos_mean_kilograms() -> None:
    found = infer(KILOGRAMS)
    assert found == Decision("kg", "no unit in the file; loads such as 16, 18 and 24 are usual in kg, rare in lb")


@pytest.mark.parametrize(("log", "unit"), [(POUNDS, "lb"), (KILOGRAMS, "kg")])
def test_more_of_the_same_sets_in_any_order_change_nothing(log: dict[str, list[float]], unit: str) -> None:
    more = {name: [*loads[::-1], *loads, *loads] for name, loads in reversed(log.items())}
    assert infer(log).value == infer(more).value == unit


def test_dumbbells_alone_tell_kilograms_by_their_even_steps() -> None:
    rack = [6.0, 8.0, 12.0, 14.0, 16.0]
    assert infer({"Curl (Dumbbell)": rack}).value == "kg"
    assert infer({"Lateral Raise (Dumbbell)": [5.0, 10.0, 15.0, 20.0]}).basis == "open"


def test_kilograms_that_are_pounds_turned_over_stay_kilograms() -> None:
    # 85, 95, 115 and 135 lb as an app writes them in kg: no gym has a load of 38.56, 43.09, 52.16 or 61.23
    found = infer({"Bench Press (Barbell)": [38.56, 43.09, 52.16, 61.23]})
    assert found.value == "kg"
    assert "38.56" in found.how


def test_pounds_that_are_kilograms_turned_over_are_pounds() -> None:
    # 20, 60, 70 and 80 kg as an app writes them in lb
    assert infer({"Bench Press (Barbell)": [44.09, 132.28, 154.32, 176.37]}).value == "lb"


def test_the_noise_of_binary_fractions_is_no_load_of_its_own() -> None:
    exact = infer({"Squat (Barbell)": [37.5, 42.5, 47.5, 62.5]})
    noisy = infer({"Squat (Barbell)": [37.49999999999999, 42.50000000000001, 47.5, 62.49999999999999]})
    assert exact == noisy
    assert exact.value == "kg"


def test_loads_that_are_usual_in_both_units_are_asked_about() -> None:
    found = infer({"Leg Press": [50, 100, 120], "Seated Row (Machine)": [40, 45, 50]})
    assert found == Decision(
        "kg",
        "unsure, please choose: no unit in the file, and the loads would do for kg as well as for lb; kg was taken",
    )


def test_one_load_alone_never_decides() -> None:
    log = {f"Kettlebell Exercise {number}": [24.0] for number in range(12)}
    assert infer(log).basis == "open"


def test_a_slip_of_the_finger_never_decides() -> None:
    assert infer({**KILOGRAMS, "Deadlift (Barbell)": [100, 100, 100, 1000]}).value == "kg"


def test_the_heaviest_lifts_speak_for_pounds_but_light_ones_hardly_for_kilograms() -> None:
    def heavy(load: float) -> float:
        return plate_evidence(np.array([load] * 5), pd.Series(["Squat (Barbell)"] * 5, dtype="str")).heavy

    # ln 2.2046 / 0.45^2 = 3.90; ln(200 / 90) - ln(2.2046) / 2 = 0.404; one lift of three is trusted by 0.8
    assert heavy(200) == pytest.approx(0.8 * 3.9038 * 0.40325, rel=1e-3)
    assert heavy(400) == 2.5
    assert heavy(30) == -1.0


def test_without_loads_there_is_nothing_to_decide() -> None:
    assert infer({"Plank": [0.0, np.nan]}).how == "no unit in the file, and no loads that would need one"


def test_the_chosen_unit_settles_a_file_that_states_none() -> None:
    found = infer(KILOGRAMS, Choices(unit="lb"))
    assert found == Decision("lb", "no unit in the file; chosen at the import")
    assert found.basis != "stated"


def test_a_stated_unit_is_not_overruled_by_a_choice() -> None:
    found = stated_unit("kg", "weight_kg", Choices(unit="lb"))
    assert found.value == "kg"
    assert "only for files that state no unit" in found.how
    assert found.basis == "stated"


def test_units_stated_row_by_row_may_mix() -> None:
    tokens = pd.Series(["kgs", "lbs", "", "stone", "lbs"], dtype="str")
    rows = row_units(tokens, np.array([100.0, 225.0, 135.0, 10.0, 45.0]), Choices())
    assert rows.kg_in_one.tolist()[:3] == [1.0, 0.45359237, 0.45359237]
    assert np.isnan(rows.kg_in_one[3])
    assert rows.decision == Decision("mixed", "each row states its unit: 2 rows lb and 1 row kg")


def test_pounds_among_kilograms_are_counted_as_exactly_as_they_are_written() -> None:
    # 20.41, 20.4 and 38.6 are 45, 45 and 85 lb to their last decimal; 20, 22.5 and 31.75 (70 lb) are plates in kg
    assert share_of_pounds(np.array([20.41, 38.6, 20.4, 20.0, 22.5, 31.75, np.nan])) == 0.5
    assert share_of_pounds(np.array([20.45])) == 0.0
    assert share_of_pounds(np.array([np.nan])) == 0.0


@cache
def written(path: str) -> tuple[np.ndarray, pd.Series]:
    """The loads of a real file in the unit it was written in, with its exercises, in order of time."""
    file = Path(str(EXPORTS)) / path
    sets = read(file.name, file.read_bytes(), Choices()).sets
    sets = sets[sets["weight_kg"] > 0].sort_values("started_at", kind="stable", ignore_index=True)
    in_one = KG_PER_LB if {**STATED, **UNSTATED}[path] == "lb" else 1.0
    loads = np.round(sets["weight_kg"].to_numpy(dtype=np.float64) / in_one, 6)
    return loads, sets["exercise"]


@real
@pytest.mark.exports
@pytest.mark.parametrize(("path", "unit"), UNSTATED.items())
def test_the_unit_that_a_real_file_does_not_state_is_found(path: str, unit: str) -> None:
    file = Path(str(EXPORTS)) / path
    found = read(file.name, file.read_bytes(), Choices())
    assert found.unit.value == unit
    assert found.unit.how.startswith("no unit in the file; loads such as")
    assert found.questions == ()


@real
@pytest.mark.exports
@pytest.mark.parametrize(("path", "unit"), STATED.items())
def test_the_unit_of_a_real_file_is_found_when_its_statement_is_hidden(path: str, unit: str) -> None:
    loads, exercises = written(path)
    found = inferred_unit(loads, exercises, Choices())
    assert (found.value, found.basis == "open") == (unit, False)


@real
@pytest.mark.exports
@pytest.mark.parametrize("size", [10, 30, 50, 200])
def test_slices_of_real_logs_are_hardly_ever_misread(size: int) -> None:
    right = wrong = slices = 0
    for path, unit in {**STATED, **UNSTATED}.items():
        loads, exercises = written(path)
        for start in np.linspace(0, len(loads) - size, 20).astype(int):
            found = inferred_unit(loads[start : start + size], exercises.iloc[start : start + size], Choices())
            sure = found.basis != "open"
            right, wrong = right + (sure and found.value == unit), wrong + (sure and found.value != unit)
            slices += 1
    assert wrong <= 0.005 * slices
    assert right >= {10: 0.15, 30: 0.5, 50: 0.65, 200: 0.85}[size] * slices
