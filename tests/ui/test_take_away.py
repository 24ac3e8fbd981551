"""What can be taken along: numbers of a figure, the camera's settings, tables whose cells no spreadsheet runs."""

from __future__ import annotations

import io
import json

import pandas as pd
import plotly.graph_objects as go
from streamlit.testing.v1 import AppTest

from ui import take_away
from ui.charts.finished import finished
from ui.recipe import Recipe
from ui.words import spreadsheet_csv


def weekly() -> go.Figure:
    return go.Figure(
        [
            go.Bar(name="<b>Quads</b>", x=["2026-11-02", "2026-11-09"], y=[14, 19.5]),
            go.Scatter(name="Hamstrings", x=["2026-11-02", "2026-11-09"], y=[3, None]),
            go.Scatter(name="a drawn muscle", x=[0, 1, 1], y=[0, 0, 1], fill="toself"),
        ],
        {"title": {"text": "Hamstrings got 3 of 8 to 14 sets"}, "yaxis": {"title": {"text": "Hard sets a week"}}},
    )


def test_the_numbers_of_a_figure_are_one_row_a_point_named_as_its_axes_are() -> None:
    table = take_away.numbers_of(weekly())
    assert list(table.columns) == ["Series", "Date", "Hard sets a week"]
    assert table["Series"].tolist() == ["Quads", "Quads", "Hamstrings", "Hamstrings"]
    assert table["Hard sets a week"].tolist()[:3] == [14, 19.5, 3]


def test_the_numbers_of_a_heatmap_are_its_cells() -> None:
    figure = go.Figure(
        go.Heatmap(x=["a", "b"], y=["Quads"], z=[[1, 2]], colorbar={"title": {"text": "Sets"}}),
    )
    assert take_away.numbers_of(figure).to_dict("records") == [
        {"Series": "", "x": "a", "y": "Quads", "Sets": 1},
        {"Series": "", "x": "b", "y": "Quads", "Sets": 2},
    ]


def test_a_figure_of_outlines_alone_has_no_numbers() -> None:
    assert take_away.numbers_of(go.Figure(go.Scatter(x=[0, 1], y=[0, 1], fill="toself"))).empty


def test_a_picture_has_one_button_one_size_and_a_name_that_says_what_it_shows() -> None:
    asked = take_away.camera(finished(Recipe(weekly, (), {})), key="volume")
    assert asked["modeBarButtons"] == [["toImage"]]
    options = asked["toImageButtonOptions"]
    assert isinstance(options, dict)
    assert options["filename"] == "hamstrings-got-3-of-8-to-14-sets"
    assert (options["format"], options["width"], options["scale"]) == ("png", 1000, 2)
    assert take_away.file_stem("../=1+1 \x00") == "1-1"
    assert take_away.file_stem("。") == "hindsight"


def test_a_table_that_is_taken_along_runs_nothing() -> None:
    table = pd.DataFrame(
        {"Note": ["=1+1", "+2", "-3", "@a", "\tb", "\rc", "fine\r=2"], "=Reps": [-1, 2, 3, 4, 5, 6, 7]}
    )
    written = pd.read_csv(io.BytesIO(spreadsheet_csv(table)), encoding="utf-8-sig")
    assert len(written) == 7  # a carriage return inside a cell begins no line
    assert [note[0] for note in written["Note"]] == ["'"] * 6 + ["f"]
    assert written.columns.tolist() == ["Note", "'=Reps"]
    assert written["'=Reps"].tolist()[0] == -1


def page() -> None:
    import plotly.graph_objects as go

    from ui.charts.finished import finished
    from ui.draw import chart
    from ui.recipe import Recipe

    chart(finished(Recipe(go.Figure, (go.Bar(x=["a"], y=[1]),), {})), alt="One bar", key="bars")


def test_a_chart_shows_its_camera_and_its_numbers_when_they_are_asked_for() -> None:
    app = AppTest.from_function(page).run()

    def config() -> dict[str, object]:
        return dict(json.loads(app.get("plotly_chart")[0].proto.config))

    assert config()["displayModeBar"] is False
    assert not app.get("download_button")
    app.session_state["take-bars"] = True
    app.run()
    assert not app.exception
    assert config()["modeBarButtons"] == [["toImage"]]
    assert app.dataframe[0].value.to_dict("records") == [{"Series": "", "x": "a", "y": 1}]
    assert [button.label for button in app.get("download_button")] == ["Numbers as CSV"]
