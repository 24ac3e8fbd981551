from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import UnreadableFile
from analytics.importers._table import Table, _irregular, _regular, header_key, tokenise
from analytics.importers._text import Text


def table(content: str) -> Table:
    return tokenise("log.csv", Text(content, "utf-8"))


def rows(read: Table) -> list[list[str]]:
    return read.columns.to_numpy().tolist()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header_outside_quotes(delimiter: str) -> None:
    read = table(f'"a,;|b"{delimiter}c{delimiter}d\n1{delimiter}2{delimiter}3\n')
    assert (read.delimiter, read.header) == (delimiter, ("a,;|b", "c", "d"))


def test_the_line_that_excel_writes_above_the_header_is_no_header() -> None:
    read = table("sep=;\r\nDate;Reps\r\n2024-01-01;5\r\n")
    assert (read.header, rows(read), read.lines.tolist()) == (("Date", "Reps"), [["2024-01-01", "5"]], [3])


def test_a_record_has_the_number_of_its_first_line() -> None:
    read = table('Date,Note\n2024-01-01,"one\ntwo\n\nthree"\n2024-01-02,x\n\n2024-01-03,y')
    assert read.lines.tolist() == [2, 6, 8]
    assert rows(read)[0] == ["2024-01-01", "one\ntwo\n\nthree"]


def test_a_ragged_record_keeps_its_place_and_its_fields() -> None:
    read = table("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n")
    assert rows(read) == [["1", "2", "3"], ["", "", ""], ["", "", ""], ["10", "11", "12"]]
    assert read.ragged == {1: ("4", "5"), 2: ("6", "7", "8", "9")}
    assert rows(read.repaired({2: ["6", "7,8", "9"]}))[2] == ["6", "7,8", "9"]


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    read = table('day,name,reps\n2024-01-01,"Squat,5\n2024-01-02,"Squat",5\n2024-01-03,"Curl",8\n')
    assert read.lines.tolist() == [2, 3, 4]
    assert rows(read)[1:] == [["2024-01-02", "Squat", "5"], ["2024-01-03", "Curl", "8"]]


def test_two_such_lines_in_a_row_cost_two_lines() -> None:
    broken = '2024-01-01,"Squat,5\n'
    read = table(f'day,name,reps\n{broken}{broken}2024-01-03,"Curl",8\n')
    assert (read.lines.tolist(), rows(read)[2]) == ([2, 3, 4], ["2024-01-03", "Curl", "8"])


def test_a_file_without_header_names_its_columns_by_number() -> None:
    read = table("2024-01-01 10:00:00;Legs;5\n2024-01-02 10:00:00;Legs;6\n")
    assert not read.has_header
    assert (read.header, len(read), read.lines.tolist()) == (("column 1", "column 2", "column 3"), 2, [1, 2])


def test_a_header_alone_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"log\.csv has a header and no rows\."):
        table("Date,Exercise,Reps\n")


def test_column_names_are_compared_without_case_accents_and_blanks() -> None:
    assert header_key('  "Ordre de la  Série" ') == "ordre de la serie"
    assert header_key("Nom de l\u2019exercice") == "nom de l'exercice"


CELL = st.text(st.sampled_from('ab1"\n ,\u00e9'), max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_both_tokenisers_agree_wherever_the_fast_one_is_trusted(records: list[tuple[str, str, str]], end: str) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in record) for record in records]
    content = end.join(["x,y,z", *quoted])
    fast, slow = _regular(content, ",", width=3), _irregular("log.csv", content, ",")
    assert slow.cells.to_numpy().tolist()[1:] == [list(record) for record in records]
    if fast is not None:
        assert fast.cells.to_numpy().tolist() == slow.cells.to_numpy().tolist()
        assert fast.lines.tolist() == slow.lines.tolist()


@given(st.text(st.sampled_from('ab1", \n;'), min_size=1, max_size=40))
def test_both_tokenisers_agree_on_stray_quotes(tail: str) -> None:
    content = ("x,y\n" + tail).rstrip("\r\n")
    fast = _regular(content, ",", width=2)
    if fast is not None:
        slow = _irregular("log.csv", content, ",")
        assert fast.cells.to_numpy().tolist() == slow.cells.to_numpy().tolist()
        assert fast.lines.tolist() == slow.lines.tolist()
