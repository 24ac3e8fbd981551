"""Cells that hold several sets: what they say themselves, what the column tells, and what has to be asked."""

from __future__ import annotations

from math import isinf, isnan
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.importers._amounts import loads_in, sets_in, works_in
from analytics.importers._packed import PACKED_ORDERS, Open, Orders, PackedSet, groups_in, settled, unpacked


def orders_of(*cells: str, header: str = "", chosen: str = "auto", has_load: bool = False) -> Orders | Open:
    read = [groups_in(cell) for cell in cells]
    return settled([groups for groups in read if groups], header=header, chosen=chosen, has_load=has_load)


def sets_of(*cells: str, header: str = "", chosen: str = "auto", has_load: bool = False) -> list[PackedSet]:
    """The sets of a column, all of whose cells can be read."""
    orders = orders_of(*cells, header=header, chosen=chosen, has_load=has_load)
    assert isinstance(orders, Orders), orders
    found: list[PackedSet] = []
    for cell in cells:
        groups = groups_in(cell)
        assert groups is not None, cell
        sets = unpacked(groups, orders)
        assert not isinstance(sets, str), sets
        found.extend(sets)
    return found


def loads_and_reps(*cells: str, **told: str | bool) -> list[tuple[float | None, float | None]]:
    sets = sets_of(*cells, **told)  # type: ignore[arg-type]
    return [tuple(None if isnan(v) else v for v in (s.load, s.reps)) for s in sets]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3x8@100", [(100, 8)] * 3),
        ("3 x 8 @ 60 kg", [(60, 8)] * 3),
        ("3\u00d78 @ 52,5", [(52.5, 8)] * 3),
        ("3 sets of 8 reps at 60kg", [(60, 8)] * 3),
        ("60kg 3x8", [(60, 8)] * 3),
        ("5x5 100", [(100, 5)] * 5),
        ("3x8 (60kg)", [(60, 8)] * 3),
        ("1x10x90lb;2x10x140lb", [(90, 10), (140, 10), (140, 10)]),
        ("10x45lb/side;8x55lb/side", [(45, 10), (55, 8)]),
        ("3x8@60,70,80", [(60, 8), (70, 8), (80, 8)]),
        ("60kg: 8,8,7", [(60, 8), (60, 8), (60, 7)]),
        ("60kg x 8,7", [(60, 8), (60, 7)]),
        ("3 Sätze x 8 Wdh x 60 kg", [(60, 8)] * 3),
        ("bw 3x10", [(None, 10)] * 3),
    ],
)
def test_a_cell_that_says_itself_what_its_numbers_are_needs_no_order(
    cell: str, expected: list[tuple[float | None, float]]
) -> None:
    assert loads_and_reps(cell) == expected


def test_the_number_that_no_repetitions_reach_is_the_load() -> None:
    assert loads_and_reps("100x5,100x4", "8x12") == [(100, 5), (100, 4), (8, 12)]
    assert loads_and_reps("5x100", "12x8") == [(100, 5), (8, 12)]
    assert loads_and_reps("3x8x60", "4x6x30") == [(60, 8)] * 3 + [(30, 6)] * 4
    assert loads_and_reps("100x12x3") == [(100, 12)] * 3


def test_a_broken_number_is_a_load() -> None:
    assert loads_and_reps("22,5x8", "20x8") == [(22.5, 8), (20, 8)]


def test_nought_times_many_is_a_set_without_a_load() -> None:
    assert loads_and_reps("100x5", "0x60") == [(100, 5), (0, 60)]


def test_a_large_first_number_in_a_list_is_the_load_of_the_others() -> None:
    assert loads_and_reps("110,5,5,5", "90*,25", "130,5") == [(110, 5), (110, 5), (110, 5), (90, 25), (130, 5)]


def test_a_list_beside_a_column_of_loads_is_repetitions() -> None:
    assert loads_and_reps("12/10/8", has_load=True) == [(None, 12), (None, 10), (None, 8)]


def test_two_numbers_beside_a_column_of_loads_are_sets_and_repetitions() -> None:
    assert loads_and_reps("3x8", "5x5", has_load=True) == [(None, 8)] * 3 + [(None, 5)] * 5
    assert loads_and_reps("12x3", "10x3", has_load=True) == [(None, 12)] * 3 + [(None, 10)] * 3


@pytest.mark.parametrize(
    ("cells", "possible"),
    [
        (("5x5x5",), "sets_reps_load"),
        (("60x8x3",), "load_sets_reps"),
        (("3x10", "3x12"), "sets_reps"),
        (("20x10",), "load_reps"),
        (("12/10/8",), "reps"),
        (("12x3@60", "3x12@60"), "reps_sets"),
    ],
)
def test_what_the_numbers_do_not_tell_is_asked(cells: tuple[str, ...], possible: str) -> None:
    undecided = orders_of(*cells)
    assert isinstance(undecided, Open)
    assert possible in undecided.orders


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("5x5x5", "sets_reps_load", [(5, 5)] * 5),
        ("60x8x3", "load_reps_sets", [(60, 8)] * 3),
        ("60x8x3", "load_sets_reps", [(60, 3)] * 8),
        ("3x10", "sets_reps", [(None, 10)] * 3),
        ("20x10", "load_reps", [(20, 10)]),
        ("20x10", "reps_load", [(10, 20)]),
        ("12/10/8", "reps", [(None, 12), (None, 10), (None, 8)]),
        ("12/10/8", "load_then_reps", [(12, 10), (12, 8)]),
    ],
)
def test_an_answer_settles_the_order(cell: str, order: str, expected: list[tuple[float | None, float]]) -> None:
    assert order in PACKED_ORDERS
    assert loads_and_reps(cell, chosen=order) == expected


def test_the_name_of_the_column_settles_the_order() -> None:
    assert loads_and_reps("3x10", header="sets_reps") == [(None, 10)] * 3
    assert loads_and_reps("60x8x3", header="load_reps_sets") == [(60, 8)] * 3


def test_a_lone_number_among_cells_with_units_is_not_taken_for_a_load() -> None:
    column = [f"3x10x{load}lb" for load in (40, 50, 60, 70, 80)]
    orders = orders_of(*column, "1x3x12", header="sets_reps_load")
    assert isinstance(orders, Orders)
    assert unpacked(groups_in("1x3x12") or (), orders) == (
        "which number is the load is not certain: the other cells write its unit"
    )


def test_sets_to_failure_body_weight_and_holds() -> None:
    failure, body, hold = sets_of("1xfailure", "1x12xBW", "1x30s")
    assert (failure.set_type, isnan(failure.reps)) == ("failure", True)
    assert (body.kind, body.reps, isnan(body.load)) == ("bodyweight", 12, True)
    assert hold.duration_s == 30


def test_an_effort_behind_the_load_is_no_load() -> None:
    behind, named = sets_of("100kg x 5 @8", "3x5 @ 100kg RPE 9")[:2]
    assert (behind.load, behind.reps, behind.rpe) == (100, 5, 8)
    assert (named.load, named.reps, named.rpe) == (100, 5, 9)


def test_what_stands_beside_the_amounts_is_kept() -> None:
    assert sets_of("2x10x50lb each side")[0].remark == "2x10x50lb each side"


def test_a_comma_that_may_part_sets_or_break_a_number_is_not_read() -> None:
    assert groups_in("62,5x8,62,5x8") is None
    assert loads_and_reps("62,5x8, 62,5x8") == [(62.5, 8), (62.5, 8)]
    assert loads_and_reps("62,5x8;62,5x7") == [(62.5, 8), (62.5, 7)]


@pytest.mark.parametrize("cell", ["yards", "tomorrow 5", "5x5x5x5", "3x8 80%", "1234" * 400])
def test_what_is_no_packed_cell_is_not_read(cell: str) -> None:
    assert groups_in(cell) is None


@given(
    sets=st.integers(2, 9),
    reps=st.integers(1, 30),
    load=st.integers(60, 300),
    cross=st.sampled_from(["x", " x ", "\u00d7", "X"]),
    unit=st.sampled_from(["", "kg", " lb"]),
)
def test_sets_times_reps_at_a_load_are_as_many_equal_sets(
    sets: int, reps: int, load: int, cross: str, unit: str
) -> None:
    assert loads_and_reps(f"{sets}{cross}{reps}@{load}{unit}") == [(load, reps)] * sets
    assert loads_and_reps(f"{sets}{cross}{reps}{cross}{load}{unit}") == [(load, reps)] * sets


@example("+,0")
@given(st.text(alphabet="0123456789x@,;/-+ .*()kglbBWrpe", max_size=30))
def test_any_cell_is_read_or_not_but_never_breaks(cell: str) -> None:
    groups = groups_in(cell)
    if groups:
        orders = settled([groups])
        if isinstance(orders, Orders):
            unpacked(groups, orders)


@pytest.mark.parametrize("part", ["1", "1x", "1,", "1 ", "@1", "1/", "a", ", a", "1 sets of "])
def test_a_text_is_no_packed_cell_however_it_is_made(part: str) -> None:
    before = process_time()
    assert groups_in(part * 50_000) is None
    assert process_time() - before < 2


@pytest.mark.parametrize(
    "cell",
    ["9" * 400, "9" * 400 + "kg", "3x8@" + "9" * 400, "9" * 400 + "x5", "3x8x" + "9" * 400, "3x8 rpe " + "9" * 400],
)
def test_a_number_beyond_any_amount_is_never_infinite(cell: str) -> None:
    groups = groups_in(cell)
    values = [value for group in groups or () for factor in group.factors for value in factor.values]
    loads = [load.value for group in groups or () for load in group.loads]
    assert not any(isinf(value) for value in (*values, *loads))


@pytest.mark.parametrize(
    "text",
    ["9" * 400, "9" * 5000, "-" + "9" * 400, "9" * 400 + "-" + "9" * 401, "9" * 400 + ":00:00",
     "9" * 400 + " km", "3x" + "9" * 400, "9" * 400 + " reps", "0." + "9" * 400 + "x" + "1" * 400],
)  # fmt: skip
def test_an_amount_of_hundreds_of_digits_is_none(text: str) -> None:
    assert works_in(text) is None
    assert loads_in(text) is None
    assert sets_in(text) is None


def test_a_packed_group_of_products_after_a_comma_is_told_apart_from_words() -> None:
    assert [one.reps for one in sets_of("5x100kg, 5x110kg, 3 x 120kg")] == [5, 5, 3]


@pytest.mark.parametrize("mark", [" ", ",", "/"])
def test_a_list_of_more_than_a_hundred_sets_is_a_slip(mark: str) -> None:
    assert len(works_in(mark.join(["5"] * 100)) or ()) == 100
    assert works_in(mark.join(["5"] * 101)) is None
    assert loads_in(";".join(["5"] * 101)) is None
