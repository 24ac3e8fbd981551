"""Figures: small frames with the metrics' columns in, traces and words out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from ui import theme
from ui.charts import balance, hamstring_shares, strength, volume

NAMES = {"quads": "Quads", "hamstrings": "Hamstrings"}
MONDAYS = pd.to_datetime(["2025-03-03", "2025-03-10", "2025-03-17"])


def weekly(**sets: list[float]) -> pd.DataFrame:
    """Rows of weekly_hard_sets: one list of weekly sets a muscle."""
    return pd.concat(
        pd.DataFrame({"week": MONDAYS, "muscle": muscle, "hard_sets": hard, "direct_sets": [s / 2 for s in hard]})
        for muscle, hard in sets.items()
    )


def muscle_volume(week_sets: list[float], **band: float | None) -> pd.DataFrame:
    """Rows of muscle_volume of one muscle with the direct sets beside them."""
    bounds = {"floor": 4.0, "band_low": 8.0, "band_high": 14.0, "high": 18.0, "very_high": 22.0} | band
    return pd.DataFrame(
        {"week": MONDAYS, "muscle": "hamstrings", "week_sets": week_sets, "mean_sets": week_sets, "state": "in band"}
        | {"direct_sets": week_sets, "direct_mean_sets": week_sets}
        | {column: pd.array([bound] * 3, dtype="float64") for column, bound in bounds.items()}
    )


def ratios(quads: list[float], hamstrings: list[float], level: str = "ok") -> pd.DataFrame:
    """Rows of quad_posterior_ratio; both ratios are the same."""
    ratio = [q / h if h else None for q, h in zip(quads, hamstrings, strict=True)]
    return pd.DataFrame(
        {
            "week": MONDAYS,
            "quad_sets": quads,
            "hamstring_sets": hamstrings,
            "knee_dominant_sets": quads,
            "hip_dominant_sets": hamstrings,
            "q_h_ratio": pd.array(ratio, dtype="float64"),
            "kd_hd_ratio": pd.array(ratio, dtype="float64"),
            "level": level,
        }
    )


def sessions(e1rm_kg: list[float], *, rir: float | None = 2.0, kind: str = "one_rep") -> pd.DataFrame:
    """Rows of session_strength of one lift, one session a week from 3 March 2025."""
    days = pd.date_range("2025-03-03 18:00", periods=len(e1rm_kg), freq="7D")
    return pd.DataFrame(
        {
            "started_at": days,
            "exercise_id": "romanian_deadlift",
            "e1rm_kg": e1rm_kg,
            "weight_kg": [kg / 1.25 for kg in e1rm_kg],
            "reps": 6.0,
            "rir": pd.array([rir] * len(e1rm_kg), dtype="Float64"),
            "low_kg": [kg * 0.95 for kg in e1rm_kg],
            "high_kg": [kg * 1.05 for kg in e1rm_kg],
            "kind": kind,
            "reference_reps": 12.0 if kind == "reference_reps" else None,
            "is_lower_bound": rir is None,
            "bodyweight_kg": None,
            "is_outlier": False,
            "is_tested_single": False,
        }
    )


def stack(frame: pd.DataFrame, count: volume.Count = "hard_sets", running_week: str | None = None) -> Any:
    return volume.weekly_stack(
        frame, muscles=["quads", "hamstrings"], names=NAMES, count=count, running_week=running_week
    )


def test_a_bar_knows_its_muscle_and_week() -> None:
    figure = stack(weekly(quads=[10, 12, 14], hamstrings=[4, 4, 5]))
    assert [trace.name for trace in figure.data] == ["Quads", "Hamstrings"]
    assert figure.data[1].customdata[2] == ["hamstrings", "2025-03-17"]
    assert figure.data[1].y == (4, 4, 5)


def test_the_count_names_its_axis() -> None:
    frame = weekly(quads=[10, 12, 14], hamstrings=[4, 4, 5])
    assert stack(frame).layout.yaxis.title.text == "fractional hard sets a week"
    direct = stack(frame, "direct_sets")
    assert direct.layout.yaxis.title.text == "direct hard sets a week"
    assert direct.data[1].y == (2, 2, 2.5)


def test_the_running_week_is_pale_hatched_and_named_so_far() -> None:
    figure = stack(weekly(quads=[10, 12, 3], hamstrings=[4, 4, 0]), running_week="2025-03-17")
    assert figure.data[0].marker.opacity == (1.0, 1.0, 0.45)
    assert figure.data[0].marker.pattern.shape == ("", "", "x")
    assert "last bar: so far" in [note.text for note in figure.layout.annotations]


def test_a_muscle_keeps_its_colour_whatever_is_shown_beside_it() -> None:
    alone = volume.weekly_stack(
        weekly(hamstrings=[4, 4, 5]), muscles=["hamstrings"], names=NAMES, count="hard_sets", running_week=None
    )
    beside = stack(weekly(quads=[10, 12, 14], hamstrings=[4, 4, 5]))
    assert alone.data[0].marker.color == beside.data[1].marker.color == theme.ink("hamstrings").colour


def test_no_two_muscles_look_the_same() -> None:
    inks = list(theme.MUSCLE_INK.values())
    assert len(set(inks)) == len(inks)


def test_the_stack_in_words_says_period_mean_and_last_week() -> None:
    words = volume.describe_weekly_stack(
        weekly(hamstrings=[4, 4, 7]), muscles=["hamstrings"], names=NAMES, count="hard_sets",
        last_full_week="2025-03-17",
    )  # fmt: skip
    assert words == ("Fractional hard sets a week, weeks of 3 Mar to 17 Mar 2025: Hamstrings mean 5, last week 7.")


def one(frame: pd.DataFrame, running_week: str | None = None) -> Any:
    return volume.one_muscle(frame, muscle="hamstrings", name="Hamstrings", running_week=running_week)


def test_range_and_marks_are_named_on_the_chart_not_coloured_only() -> None:
    labels = [note.text for note in one(muscle_volume([8, 10, 16])).layout.annotations]
    assert set(labels) == {"your range: 8 to 14", "floor 4", "high 18", "very high 22"}


def test_a_muscle_without_a_landmark_has_no_band() -> None:
    nothing = dict.fromkeys(("floor", "band_low", "band_high", "high", "very_high"))
    assert not one(muscle_volume([8, 10, 16], **nothing)).layout.annotations


def test_direct_sets_and_helping_ones_add_up_to_the_fractional_count_on_the_axis() -> None:
    figure = one(muscle_volume([8, 10, 16]).assign(direct_sets=[6.0, 10.0, 12.5]))
    direct, helping = figure.data[:2]
    assert (direct.name, direct.y) == ("Direct (main mover)", (6, 10, 12.5))
    assert (helping.name, helping.y) == ("As a helper, counted in part", (2, 0, 3.5))
    assert figure.layout.yaxis.title.text == "fractional hard sets a week"


def test_the_mean_ends_with_the_last_full_week() -> None:
    figure = one(muscle_volume([8, 10, 3]), running_week="2025-03-17")
    assert figure.data[2].x == ("2025-03-03", "2025-03-10")


def test_the_running_week_is_hatched_in_both_parts_of_the_bar() -> None:
    figure = one(muscle_volume([8, 10, 3]), running_week="2025-03-17")
    assert [trace.marker.pattern.shape for trace in figure.data[:2]] == [("", "", "x")] * 2
    assert "last bar: so far" in [note.text for note in figure.layout.annotations]


def test_one_muscle_in_words_says_counts_mean_range_and_marks() -> None:
    frame = muscle_volume([8, 10, 16]).assign(direct_sets=[6.0, 10.0, 12.5])
    assert volume.describe_one_muscle(frame, name="Hamstrings", last_full_week="2025-03-17") == (
        "Hamstrings, week of 17 Mar 2025: 16 fractional hard sets, 12.5 of them direct; four-week mean 16 a week, "
        "in range. Range 8 to 14. Marks: floor 4, high 18 and very high 22."
    )


LEVELS = balance.Levels(1.5, 2.0, 3.0)


def ratio_chart(frame: pd.DataFrame) -> Any:
    return balance.ratio_over_time(frame, ratio="q_h_ratio", levels=LEVELS)


def test_every_zone_of_the_ratio_carries_its_name() -> None:
    labels = [note.text for note in ratio_chart(ratios([40, 50, 60], [20, 25, 20])).layout.annotations]
    assert labels == ["ok: below 1.5", "watch: 1.5 to 2", "warn: 2 to 3", "strong: 3 and more"]


def test_weeks_with_too_little_data_are_a_gap_in_the_line() -> None:
    figure = ratio_chart(ratios([3, 3, 3], [3, 3, 3], level="too_little_data"))
    assert figure.data[0].y == (None, None, None)


def test_no_hamstring_sets_at_all_is_drawn_above_the_chart() -> None:
    figure = ratio_chart(ratios([40, 50, 60], [20, 0, 5], level="strong"))
    above = next(trace for trace in figure.data if trace.name == "Beyond the top")
    assert above.x == ("2025-03-10", "2025-03-17")


def test_the_ratio_in_words_says_where_it_stands() -> None:
    words = balance.describe_ratio(ratios([20, 40, 60], [20, 20, 20], level="strong"), ratio="q_h_ratio")
    assert words == (
        "Quad : hamstring sets, four weeks pooled: 1.0 : 1 up to the week of 3 Mar 2025, "
        "3.0 : 1 up to the week of 17 Mar 2025, level strong."
    )


def test_shares_of_curls_and_hinges_add_up_to_a_hundred() -> None:
    shares = pd.DataFrame(
        {"week": MONDAYS, "hip_sets": [6, 9, 0], "knee_sets": [2, 0, 0], "curl_share": [0.25, 0, None]}
    )
    figure = hamstring_shares.hinge_curl_shares(shares, ok_low=0.2, ok_high=0.8)
    curls, hinges = figure.data
    assert curls.y == (25, 0, None)
    assert hinges.y == (75, 100, None)


def band(*gaps_days: int) -> pd.DataFrame:
    """Rows of strength_band of one lift, a session after each of these many days from 3 March 2025."""
    days = pd.Timestamp("2025-03-03") + pd.to_timedelta([0, *np.cumsum(gaps_days)], unit="D")
    levels = {"level_kg": 100.0, "low_80_kg": 97.0, "high_80_kg": 103.0, "low_95_kg": 95.0, "high_95_kg": 105.0}
    return pd.DataFrame({"day": days, "exercise_id": "romanian_deadlift"} | levels)


def lift_chart(frame: pd.DataFrame, **changes: Any) -> Any:
    usual: dict[str, Any] = {"name": "Romanian deadlift", "unit": "kg", "trend": None, "gap_days": 21}
    no_bests = frame.iloc[:0].assign(value_kg=[])
    return strength.one_lift(frame, **(usual | {"bests": no_bests, "band": band().iloc[:0]} | changes))


def traces(figure: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in figure.data}


TREND = strength.Trend(1.0, 0.5, 1.5, span_days=56, level_kg=100.0, as_of=pd.Timestamp("2025-04-28"))


def test_the_trend_line_ends_at_the_level() -> None:
    line = strength.trend_line(TREND)
    assert line["kg"].iloc[-1] == pytest.approx(100.0)
    assert line["kg"].iloc[0] == pytest.approx(100.0 * 2.718281828 ** (-0.01 * 8))  # 1 % a week over 8 weeks


@pytest.mark.parametrize(("unit", "expected"), [("kg", 100.0), ("lb", 220.462)])
def test_loads_are_drawn_in_the_chosen_unit(unit: Any, expected: float) -> None:
    figure = lift_chart(sessions([100.0, 102.0]), unit=unit, band=band(7))
    assert traces(figure)["Session"].y[0] == expected
    assert traces(figure)["Level, 80 % band"].y[0] == expected
    assert figure.layout.yaxis.title.text == f"estimated 1RM ({unit})"


def test_a_break_of_more_than_three_weeks_breaks_the_line_and_the_band() -> None:
    figure = lift_chart(sessions([100.0, 102.0]), band=band(7, 21, 22, 7))
    line, outline = traces(figure)["Level, 80 % band"], traces(figure)["80 % band of the level"]
    assert line.x == ("2025-03-03", "2025-03-10", "2025-03-31", None, "2025-04-22", "2025-04-29")
    assert outline.x.index(None) == 6  # there and back over three sessions
    assert outline.y[:7] == (103.0, 103.0, 103.0, 97.0, 97.0, 97.0, None)


def test_a_long_band_is_thinned_and_keeps_its_last_day() -> None:
    long = band(*[2] * 1500)
    line = traces(lift_chart(sessions([100.0, 102.0]), band=long))["Level, 80 % band"]
    assert len(line.x) <= 500
    assert line.x[-1] == f"{long['day'].iloc[-1]:%Y-%m-%d}"


def test_outliers_are_hollow_and_tested_singles_are_marked() -> None:
    frame = sessions([100.0, 140.0, 102.0]).assign(
        is_outlier=[False, True, False], is_tested_single=[False, False, True]
    )
    drawn = traces(lift_chart(frame))
    assert drawn["Session"].y == (100.0,)
    assert drawn["Set aside"].marker.symbol == "circle-open"
    assert drawn["Set aside"].y == (140.0,)
    assert drawn["Tested single"].y == (102.0,)


def test_a_point_knows_its_day_and_its_set() -> None:
    point = traces(lift_chart(sessions([100.0, 102.0])))["Session"].customdata[0]
    assert (point[0], point[3]) == ("2025-03-03", "6 reps with 80\u202fkg, 2 RIR")


@pytest.mark.parametrize(
    ("load_kg", "bodyweight_kg", "expected"),
    [(100.0, None, "100\u202fkg"), (0.0, 80.0, "bodyweight"), (10.0, 80.0, "bodyweight + 10\u202fkg")],
)
def test_a_load_is_said_as_it_was_lifted(load_kg: float, bodyweight_kg: float | None, expected: str) -> None:
    assert strength.load_text(load_kg, bodyweight_kg, "kg") == expected


def test_high_rep_lifts_are_not_called_a_one_repetition_maximum() -> None:
    assert strength.strength_words(sessions([40.0], kind="reference_reps")) == "12-rep strength"


def test_many_sessions_become_a_line() -> None:
    assert traces(lift_chart(sessions([100.0] * 600)))["Session"].mode == "lines"


def test_the_lift_in_words_says_first_last_and_trend() -> None:
    words = strength.describe_lift(
        sessions([100.0, 102.5]), name="Squat", unit="kg", class_words="clearly rising", trend=TREND
    )
    assert words == (
        "Squat, estimated 1RM in 2 sessions: 100\u202fkg on 3 Mar 2025, 102.5\u202fkg on 10 Mar 2025; "
        "clearly rising, +1.00\u202f% a week."
    )


def test_every_figure_has_a_title_and_fits_a_phone() -> None:
    frame = sessions([100.0, 102.0])
    figures = [
        stack(weekly(quads=[10, 12, 14], hamstrings=[4, 4, 5])),
        one(muscle_volume([8, 10, 16])),
        ratio_chart(ratios([40, 50, 60], [20, 25, 20])),
        lift_chart(frame, trend=TREND, bests=frame.assign(value_kg=frame["e1rm_kg"]), band=band(7)),
    ]
    for figure in figures:
        assert 0 < len(figure.layout.title.text) <= 46
        assert len(figure.layout.title.subtitle.text) <= 46
        assert figure.layout.width is None
