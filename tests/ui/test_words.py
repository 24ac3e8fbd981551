"""Text from files is shown as written and never as Markdown; cells never run in a spreadsheet."""

from io import BytesIO

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ui.words import plain, spreadsheet_csv


@pytest.mark.parametrize(
    "written",
    ["![x](https://example.org/x.png)", "**bold** _it_", "$x^2$", ":material/home:", "<b>", "1. a", "# h", "a|b"],
)
def test_markdown_in_a_name_is_escaped(written: str) -> None:
    escaped = plain(written)
    assert escaped.replace("\\", "") == written
    for sign in "*_[]()<>$:#|!":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


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
