"""Text from files is shown as written and never as Markdown; cells never run in a spreadsheet."""

from io import BytesIO

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ui.words import plain, spreadsheet_csv

JOINER = "\u2060"


@pytest.mark.parametrize(
    "written",
    ["![x](https://example.org/x.png)", "**bold** _it_", "$x^2$", ":material/home:", "<b>", "1. a", "# h", "a|b"],
)
def test_markdown_in_a_name_is_escaped(written: str) -> None:
    escaped = plain(written)
    assert escaped.replace("\\", "").replace(JOINER, "") == written
    for sign in "*_[]()<>$:#|!":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        (":material/delete: or :smile:", [":", ":"]),
        ("https://example.org", [":"]),
        ("see www.example.org", ["www"]),
        ("somebody@example.org", ["@"]),
        ("a -> b <- c -- d >= e <-> f", ["-", "<", "-", ">", "<"]),
        ("3:1 at 10:30, a->b, 5-6, @home:", ["@"]),
    ],
)
def test_what_streamlit_replaces_in_a_text_that_was_escaped_is_taken_apart(written: str, apart: list[str]) -> None:
    bare = plain(written).replace("\\", "")
    assert bare.replace(JOINER, "") == written
    assert [part[-len(sign) :] for part, sign in zip(bare.split(JOINER), apart, strict=False)] == apart
    assert bare.count(JOINER) == len(apart)


def test_marks_without_a_shape_are_left_out() -> None:
    assert plain("a\x1b[31m\x00b\u202ec\u2066d\x9b") == "a\\[31mbcd"


def test_line_breaks_in_a_name_become_spaces() -> None:
    assert plain("a\n\n# b") == "a \\# b"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-5", "@SUM(A1)", "\tx", "\r=1"])
def test_a_cell_that_starts_a_formula_gets_an_apostrophe(cell: str) -> None:
    table = pd.read_csv(BytesIO(spreadsheet_csv(pd.DataFrame({"value": [cell]}))), encoding="utf-8-sig")
    assert str(table["value"][0]).startswith("'")


def test_numbers_stay_numbers_in_the_download() -> None:
    assert spreadsheet_csv(pd.DataFrame({"line": [-3]})).decode("utf-8-sig") == "line\r\n-3\r\n"


def test_an_escaped_name_fetches_no_picture() -> None:
    def page() -> None:
        import streamlit as st

        from ui.words import plain

        st.markdown(plain("![x](https://example.org/x.png)"))

    assert "![" not in AppTest.from_function(page).run().markdown[0].value
