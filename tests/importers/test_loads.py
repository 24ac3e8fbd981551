from __future__ import annotations

import numpy as np
import pytest

from analytics.importers._loads import Loads, header_unit, loads
from analytics.importers._sheet import Sheet, locate
from analytics.importers._table import tokenise
from analytics.importers._text import Text
from analytics.model import Choices


def read_loads(*lines: str, choices: Choices | None = None) -> tuple[Loads, Sheet]:
    table = tokenise("log.csv", Text("\n".join(lines), "utf-8"))
    names = {
        "exercise": ("exercise",),
        "weight": ("weight", "weight (lbs)", "weight (kg)"),
        "weight_unit": ("unit",),
    }
    sheet = Sheet(table, locate(table, names))
    return loads(sheet, choices or Choices()), sheet


def test_the_header_states_the_unit() -> None:
    found, _ = read_loads("Exercise,Weight (lbs)", "Squat,100")
    assert found.weight_kg.tolist() == [45.359237]
    assert found.unit.value == "lb"


def test_cells_may_state_their_own_unit_and_win_over_the_header() -> None:
    found, _ = read_loads("Exercise;Weight (kg)", "Squat;100 lb", "Squat;50,5kg", "Squat;BW")
    assert found.weight_kg[:2].tolist() == [45.359237, 50.5]
    assert np.isnan(found.weight_kg[2])
    assert found.unit.value == "mixed"


def test_a_column_of_units_goes_row_by_row() -> None:
    found, sheet = read_loads("Exercise,Weight,Unit", "Squat,100,lbs", "Squat,100,kg", "Squat,100,stone", "Dip,,")
    assert found.weight_kg[:2].tolist() == [45.359237, 100]
    assert sheet.is_open.tolist() == [True, True, False, True]


def test_a_unit_that_is_nowhere_is_guessed_or_chosen() -> None:
    lines = ("Exercise,Weight", *(f"Squat (Barbell),{load}" for load in (225, 135, 45, 95, 185, 315) * 5))
    assert read_loads(*lines)[0].unit.value == "lb"
    assert read_loads(*lines, choices=Choices(unit="kg"))[0].weight_kg[:2].tolist() == [225, 135]


def test_a_negative_load_is_assistance() -> None:
    found, sheet = read_loads("Exercise,Weight (kg)", "Chin Up,-20", "Dip (Assisted),20", "Dip,20")
    assert found.weight_kg.tolist() == [20, 20, 20]
    assert found.kind(sheet.text("exercise")).tolist() == ["assisted", "assisted", ""]


def test_a_load_that_is_no_number_refuses_its_row() -> None:
    _, sheet = read_loads("Exercise,Weight (kg)", "Squat,heavy", "Squat,100")
    assert sheet.is_open.tolist() == [False, True]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("weight (lbs)", "lb"),
        ("actual_weight_kg", "kg"),
        ("weight in lb", "lb"),
        ("weight", None),
        ("weight (x)", None),
    ],
)
def test_the_unit_of_a_header(header: str, unit: str | None) -> None:
    assert header_unit(header) == unit
