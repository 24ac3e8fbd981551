"""Figures that are drawn once and sent often: the same as they were drawn, and drawn anew for other numbers."""

from __future__ import annotations

import gc
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest
from plotly.tools import return_figure_from_figure_or_data
from streamlit.testing.v1 import AppTest

from ui import server, theme
from ui.charts.finished import finished
from ui.recipe import Recipe

SETS = pd.DataFrame({"week": ["2026-11-02", "2026-11-09"], "muscle": ["quads", "hamstrings"], "sets": [6.0, 4.5]})


def bars(sets: pd.DataFrame, *, title: str) -> go.Figure:
    figure = go.Figure(go.Bar(x=sets["week"], y=sets["sets"]), layout={"title": {"text": title}, "height": 300})
    return figure.add_annotation(text="floor 4", y=4, **theme.LABEL)


def recipe(sets: pd.DataFrame = SETS, title: str = "Sets a week") -> Recipe[go.Figure]:
    return Recipe(bars, (sets,), {"title": title})


def sent(*, in_dark: bool) -> dict[str, Any]:
    """As Streamlit sends it."""
    figure = return_figure_from_figure_or_data(finished(recipe()).to_send(in_dark=in_dark), validate_figure=True)
    return dict(json.loads(plotly.io.to_json(figure, validate=False)))


def test_a_finished_figure_is_sent_as_it_was_drawn() -> None:
    assert sent(in_dark=False) == json.loads(bars(SETS, title="Sets a week").to_json())


def test_in_the_dark_only_the_names_inside_it_differ() -> None:
    light, dark = sent(in_dark=False), sent(in_dark=True)
    assert dark["layout"].pop("annotations") != light["layout"].pop("annotations")
    assert dark == light


@pytest.mark.parametrize(
    "other",
    [
        lambda: recipe(title="Another title"),
        lambda: recipe(SETS.assign(sets=[6.0, 4.25])),
        lambda: recipe(SETS.iloc[::-1]),
        lambda: recipe(SETS.rename(columns={"muscle": "exercise"})),
        lambda: Recipe(go.Figure, (SETS,), {"title": "Sets a week"}),
    ],
    ids=["title", "number", "order", "column", "function"],
)
def test_whatever_is_drawn_differently_has_another_key(other: Callable[[], Recipe[go.Figure]]) -> None:
    assert recipe().key() != other().key()


def test_the_same_numbers_have_the_same_key() -> None:
    assert recipe().key() == recipe(SETS.copy()).key()


def page() -> None:
    import streamlit as st

    from tests.ui.test_finished import SETS, bars
    from ui import session

    given = SETS.assign(sets=st.session_state.get("sets", 6.0))
    st.session_state["drawn"] = [*st.session_state.get("drawn", []), session.figure(bars, given, title="Sets a week")]


def test_a_figure_is_drawn_once_for_the_same_numbers(data_dir: Path) -> None:
    assert data_dir.is_dir()
    app = AppTest.from_function(page).run().run()
    app.session_state["sets"] = 7.0
    app.run()
    assert not app.exception
    first, again, other = app.session_state["drawn"]
    assert first is again
    assert other is not first
    assert list(other.recipe.make().data[0].y) == [7.0, 7.0]


def test_what_is_loaded_at_the_start_is_left_out_of_the_search_for_garbage() -> None:
    gc.unfreeze()
    server.load()
    try:
        assert gc.get_freeze_count() > 50_000
    finally:
        gc.unfreeze()


def test_equal_frames_have_the_same_key_however_they_came_about() -> None:
    names = pd.DataFrame({"muscle": ["quads", "glutes", None] * 9, "sets": [1.0, float("nan"), 3.0] * 9})
    fresh, again = names[names["muscle"] == "quads"], pickle.loads(pickle.dumps(names))  # noqa: S301 our own bytes
    kept = again[again["muscle"] == "quads"]
    assert Recipe(len, (fresh,), {}).key() == Recipe(len, (kept,), {}).key()
    assert Recipe(len, (fresh["muscle"],), {}).key() == Recipe(len, (kept["muscle"],), {}).key()
    assert Recipe(len, (fresh,), {}).key() != Recipe(len, (fresh.reset_index(drop=True),), {}).key()
    assert Recipe(len, (MappingProxyType({"a": 1}),), {}).key() != Recipe(len, (MappingProxyType({"a": 2}),), {}).key()


def test_what_can_only_be_told_by_where_it_lies_has_no_key() -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        Recipe(len, (lambda: None,), {}).key()
