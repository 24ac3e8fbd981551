"""Small multiples, cells, days and shares of the Volume page: small frames in, traces and words out."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.ui.test_charts import NAMES, muscle_volume, weekly
from ui import volume_tables
from ui.charts import volume, volume_cells, volume_days, volume_panels, volume_sources

LAST = "2025-03-17"
MUSCLES = ["quads", "hamstrings"]


def both(quads: list[float], hamstrings: list[float], states: list[str] | None = None) -> pd.DataFrame:
    """Rows of muscle_volume of two muscles; the quads have no range."""
    nothing = dict.fromkeys(("floor", "band_low", "band_high", "high", "very_high"))
    frame = pd.concat([muscle_volume(quads, **nothing).assign(muscle="quads"), muscle_volume(hamstrings)])
    return frame.assign(week_state=states or ["no band"] * 3 + ["in band"] * 3)


def test_each_muscle_has_a_panel_with_its_range_on_shared_axes() -> None:
    figure = volume_panels.small_multiples(
        both([10, 12, 14], [6, 8, 9]), muscles=MUSCLES, names=NAMES, count="hard_sets", last_full_week=LAST
    )
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [(bar.name, bar.y) for bar in bars] == [("Quads", (10, 12, 14)), ("Hamstrings", (6, 8, 9))]
    assert bars[1].customdata[2] == ["hamstrings", LAST]
    assert [note.text for note in figure.layout.annotations] == ["Quads <b>14</b>", "Hamstrings <b>9 of 8 to 14</b>"]
    assert [(shape.y0, shape.y1, shape.xref) for shape in figure.layout.shapes] == [(8, 14, "x2 domain")]
    assert figure.layout.yaxis2.matches == "y"
    assert figure.layout.title.text == "1 of 1 muscle in the range"


def test_direct_sets_stand_without_a_range() -> None:
    rows = both([10, 12, 14], [6, 8, 9]).assign(direct_sets=5.0, direct_mean_sets=5.0)
    figure = volume_panels.small_multiples(
        rows, muscles=MUSCLES, names=NAMES, count="direct_sets", last_full_week=LAST, running_week=LAST
    )
    bar = next(trace for trace in figure.data if trace.type == "bar")
    assert (bar.y, bar.marker.pattern.shape) == ((5, 5, 5), ("", "", "x"))
    assert not figure.layout.shapes
    assert figure.layout.title.text == "Direct sets a week, muscle by muscle"
    said = volume_panels.describe_small_multiples(
        rows, muscles=MUSCLES, names=NAMES, count="direct_sets", last_full_week=LAST
    )
    assert said == ("Direct hard sets a week, mean of four weeks up to the week of 17 Mar 2025: Quads 5; Hamstrings 5.")


def test_a_cell_is_coloured_and_named_by_its_place_in_the_range() -> None:
    rows = both([10, 12, 14], [2, 8, 9], ["no band"] * 3 + ["below floor", "in band", "so far"])
    figure = volume_cells.heatmap(rows, muscles=MUSCLES, names=NAMES, muscle="hamstrings", chosen_week=LAST)
    cells = {trace.name: trace for trace in figure.data}
    assert list(cells) == ["below floor", "in range", "no range", "so far"]
    assert cells["below floor"].customdata == (["hamstrings", "2025-03-03", 2.0],)
    assert cells["below floor"].marker.pattern.shape == "/"
    assert figure.layout.yaxis.ticktext == ("Hamstrings", "Quads")  # the first muscle on top
    assert figure.layout.title.text == "Hamstrings: 1 of 2 weeks in range"
    assert volume_cells.describe_heatmap(rows, muscles=["hamstrings"], names=NAMES) == (
        "Weeks of 3 Mar to 10 Mar 2025, each against the muscle's range: Hamstrings below floor in 1 and in range in 1."
    )


def test_cells_of_direct_sets_carry_a_named_scale() -> None:
    figure = volume_cells.direct_heatmap(
        weekly(quads=[10, 12, 14], hamstrings=[4, 4, 6]), muscles=MUSCLES, names=NAMES, muscle="quads", chosen_week=LAST
    )
    assert figure.data[0].marker.colorbar.title.text == "direct sets a week"
    assert figure.data[0].marker.cmax == 7
    said = volume_cells.describe_direct_heatmap(weekly(quads=[10, 12, 14]), muscles=["quads"], names=NAMES)
    assert said == "Direct hard sets a week in 3 weeks: Quads mean 6, most 7."


def test_a_year_at_most_is_drawn_cell_by_cell() -> None:
    weeks = pd.date_range("2020-01-06", periods=100, freq="7D")
    assert len(volume.recent(pd.DataFrame({"week": weeks}))) == volume.MOST_WEEKS


def test_every_state_has_a_cell_of_its_own_look() -> None:
    looks = {(place.colour, place.pattern) for place in volume_cells.PLACES.values()}
    assert len(looks) == len(volume_cells.PLACES)


@pytest.mark.parametrize(
    ("running", "title"),
    [(None, "Hamstrings got 16 of 8 to 14 sets a week"), (LAST, "Hamstrings got 10 of 8 to 14 sets a week")],
)
def test_the_title_says_what_the_last_full_week_says(running: str | None, title: str) -> None:
    frame = muscle_volume([8, 10, 16])
    assert volume.one_muscle_title(frame, name="Hamstrings", running_week=running) == title


# exercises ------------------------------------------------------------------------------------------------------------


def by_exercise(**sets: float) -> pd.DataFrame:
    """Rows of exercise_volume for the hamstrings in one week; `direct_sets` are none."""
    rows = {"week": pd.Timestamp("2025-03-03"), "muscle": "hamstrings", "exercise_id": list(sets)}
    return pd.DataFrame(rows | {"hard_sets": list(sets.values()), "direct_sets": 0.0})


def test_shares_are_of_the_muscles_sets_and_come_most_first() -> None:
    twice = pd.concat([by_exercise(curl=2, hinge=6), by_exercise(curl=2, hinge=0).assign(week=pd.Timestamp(LAST))])
    parts = volume_sources.shares(twice, muscle="hamstrings", count="hard_sets")
    assert parts[["exercise_id", "sets", "share"]].to_numpy().tolist() == [["hinge", 6, 0.6], ["curl", 4, 0.4]]
    assert volume_sources.shares(twice, muscle="hamstrings", count="direct_sets").empty


def test_rare_exercises_are_one_bar_together_that_leads_nowhere() -> None:
    many = by_exercise(**{f"lift_{number:02}": 20.0 - number for number in range(15)})
    parts = volume_sources.shares(many, muscle="hamstrings", count="hard_sets")
    figure = volume_sources.share_bars(
        parts, muscle="hamstrings", name="Hamstrings", names={}, count="hard_sets", when="March", chosen="lift_00"
    )
    bars = figure.data[0]
    assert len(bars.x) == volume_sources.MOST_BARS
    assert (bars.y[-1], bars.x[-1], bars.customdata[-1][0]) == ("4 others", 9 + 8 + 7 + 6, "")
    assert bars.marker.line.width[:2] == (2.5, 0)
    assert figure.layout.title.text == "Hamstrings: 10\u202f% came from one lift"  # 20 of 195


# days -----------------------------------------------------------------------------------------------------------------


def sessions(*rows: tuple[str, float, float, float | None]) -> pd.DataFrame:
    """Rows of muscle_sessions for the hamstrings: start, sets, direct sets, hours since the one before."""
    frame = pd.DataFrame(rows, columns=["started_at", "hard_sets", "direct_sets", "hours"])
    return frame.assign(started_at=pd.to_datetime(frame["started_at"]), muscle="hamstrings")


THREE = sessions(
    ("2025-03-03 18:00", 6, 6, None), ("2025-03-04 18:00", 4, 2, 24), ("2025-03-10 18:00", 1, 0, 144)
)  # the last one is no full session
SPACING = volume_days.Spacing(least_hours=48, least_sets=4)


def test_two_full_sessions_within_two_days_are_joined_by_their_hours() -> None:
    figure = volume_days.day_strip(
        THREE, muscles=MUSCLES, names=NAMES, first_day=date(2025, 3, 3), last_day=date(2025, 3, 16), spacing=SPACING,
        muscle="hamstrings", chosen_day=date(2025, 3, 4),
    )  # fmt: skip
    assert [note.text for note in figure.layout.annotations] == ["24 h"]
    line = figure.data[-1]
    assert line.x == ("2025-03-03", "2025-03-04", None)
    assert figure.layout.title.text == "Hamstrings: 3 sessions in 14 days"
    assert figure.data[0].customdata[1] == ["hamstrings", "2025-03-04", 4.0, 2.0, "24 h after the session before"]
    first, second = figure.data[0].y[1], figure.data[1].y[0]
    assert first == pytest.approx(second)  # two of four sets are direct


def test_a_small_session_is_close_to_nothing() -> None:
    near = sessions(("2025-03-03 18:00", 6, 6, None), ("2025-03-04 18:00", 3, 3, 24))
    assert volume_days.close_together(near, SPACING).empty


def test_the_days_in_words_and_as_a_table() -> None:
    said = volume_days.describe_days(
        THREE, muscles=MUSCLES, names=NAMES, first_day=date(2025, 3, 3), last_day=date(2025, 3, 16)
    )
    assert said == (
        "Sessions of 3 Mar to 16 Mar 2025: Quads none; Hamstrings 3 sessions, usually 84 h apart, last on 10 Mar 2025."
    )
    table = volume_tables.rhythm_table(THREE, muscles=MUSCLES, names=NAMES, a_week={"hamstrings": 1.5})
    row = table.set_index("Muscle").loc["Hamstrings"]
    assert (row["Sessions"], row["A week"], row["Usual gap"], row["Shortest gap"]) == (3, 1.5, 84, 24)
