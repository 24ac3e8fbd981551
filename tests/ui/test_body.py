"""The body map: our own drawing, every muscle of the catalogue, a fill for each state, and a place to click."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.reference.catalogue import load_catalogue
from ui.charts import body

STATES = pd.DataFrame(
    [
        ("hamstrings", "Hamstrings", 3.0, "below floor", "below floor, range 8 to 14"),
        ("quads", "Quads", 19.5, "above range", "above range, range 8 to 16"),
        ("calves", "Calves", 0.0, "untrained", "not trained, range 6 to 14"),
        ("erectors", "Lower back", 5.0, "no range", "no range known"),
    ],
    columns=["muscle", "name", "mean_sets", "state", "detail"],
)


def test_every_muscle_of_the_catalogue_is_drawn_and_nothing_else() -> None:
    assert body.body().muscles == set(load_catalogue().muscles["id"])


def test_every_shape_lies_in_the_right_half_of_the_body() -> None:
    drawing = body.body()
    half = np.vstack([drawing.outline, [(0.0, 96.0)]])  # closed along the middle
    for shape in drawing.shapes:
        assert body.is_inside(shape.points, half).all(), f"{shape.muscle} ({shape.view}) leaves the body"


def test_no_place_belongs_to_two_muscles() -> None:
    for view in body.VIEWS:
        shapes = [shape for shape in body.body().shapes if shape.view == view]
        xs, ys = np.meshgrid(np.arange(0.5, 45, 0.7), np.arange(0.5, 200, 0.7))
        places = np.column_stack([xs.ravel(), ys.ravel()])
        held = sum(body.is_inside(places, shape.points).astype(int) for shape in shapes)
        assert np.max(held) == 1


def test_the_map_fills_each_state_apart_and_answers_a_click_with_the_muscle() -> None:
    figure = body.body_map(STATES)
    *drawn, places = figure.data
    legend = {trace.name: trace for trace in drawn if trace.showlegend is not False}
    assert list(legend) == [
        "Not trained (1)", "Below the floor (1)", "Above your range (1)", "Trained, no range known (1)",
    ]  # fmt: skip
    looks = {(trace.fillpattern.shape, trace.fillpattern.bgcolor) for trace in legend.values()}
    assert len({shape for shape, _ in looks}) == len(looks) == 4  # the hatching alone tells them apart
    assert {data[0] for data in places.customdata} == set(STATES["muscle"])
    assert len(places.x) <= 1000
    xs = [x for x, data in zip(places.x, places.customdata, strict=True) if data[0] == "hamstrings"]
    assert min(xs) > 0  # hamstrings are seen from behind, which is the view on the right
    assert sum(x > 45 for x in xs) == sum(x < 45 for x in xs)  # both legs alike: the middle of that view is 45


def test_title_and_words_say_what_the_map_shows() -> None:
    assert body.title_of(STATES) == "1 of 3 muscles reach their range"  # the lower back has none
    assert "Not trained: Calves" in body.describe(STATES)
    assert body.title_of(STATES.assign(state="too early")) == "Too early to judge a muscle"


def test_the_whole_map_stays_below_a_thousand_points_a_trace() -> None:
    every = load_catalogue().muscles.rename(columns={"id": "muscle"}).assign(mean_sets=9.0, state="in range", detail="")
    assert max(len(trace.x) for trace in body.body_map(every).data) <= 1000
