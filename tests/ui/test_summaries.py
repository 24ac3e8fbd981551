"""What cards and tables say about a metric."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.ui.frames import trends
from ui import summaries

MONDAYS = pd.to_datetime(["2026-11-02", "2026-11-09"])
NAMES = {"quads": "Quads", "hamstrings": "Hamstrings", "glute_max": "Gluteus maximus"}


def sessions(lift: str, *e1rm_kg: float) -> pd.DataFrame:
    days = pd.date_range("2026-10-01", periods=len(e1rm_kg), freq="7D")
    return pd.DataFrame({"started_at": days, "exercise_id": lift, "e1rm_kg": e1rm_kg})


def test_hamstring_sets_stand_beside_their_range_and_state() -> None:
    volume = pd.DataFrame(
        {"week": MONDAYS, "muscle": "hamstrings", "mean_sets": [3.5, 3.0], "state": "below floor"}
        | {"band_low": 8.0, "band_high": 14.0}
    )
    headline = summaries.hamstring_sets(volume)
    assert (headline.value, headline.note, headline.course) == ("3", "below floor", (3.5, 3.0))
    assert headline.detail == "range 8 to 14"


def test_no_hamstring_sets_is_words_not_infinity() -> None:
    ratios = pd.DataFrame(
        {"week": MONDAYS, "q_h_ratio": [6.5, None], "quad_sets": 78.0, "hamstring_sets": [12.0, 0.0], "level": "strong"}
    )
    headline = summaries.quad_hamstring_ratio(ratios)
    assert (headline.value, headline.note) == ("no sets on the second side", "strongly quad-dominant")
    assert headline.detail == "78 to 0 in four weeks"


def test_a_log_without_a_full_week_has_headlines_without_numbers() -> None:
    nothing = pd.DataFrame(columns=["week", "muscle", "mean_sets", "q_h_ratio", "curl_share"])
    for headline in (
        summaries.hamstring_sets(nothing),
        summaries.quad_hamstring_ratio(nothing),
        summaries.curl_share(nothing),
    ):
        assert (headline.value, headline.note, headline.course) == ("-", "no full week yet", ())


def test_lifts_that_cannot_be_told_are_left_out_of_the_count() -> None:
    headline = summaries.lifts_rising(
        trends(("squat", "clearly rising", 0.8), ("bench", "flat", 0.0), ("row", "unclear", None)),
        sessions("squat", 100, 104),
        {"squat": "Back squat"},
    )
    assert headline.value == "1 of 2"
    assert (headline.note, headline.detail, headline.subject) == ("+0.80\u202f% a week", "fastest: Back squat", "squat")
    assert headline.course == (100.0, 104.0)


def test_the_curl_share_is_a_word_with_both_counts() -> None:
    balance = pd.DataFrame(
        {"week": MONDAYS, "knee_sets": [4.0, 2.0], "hip_sets": [4.0, 14.0], "curl_share": [0.5, 0.125], "level": "hint"}
    )
    headline = summaries.curl_share(balance)
    assert (headline.value, headline.note) == ("13\u202f%", "a little one-sided")  # 2 of 16 sets
    assert headline.detail == "2 curl, 14 hinge sets"


def test_each_muscle_has_a_state_for_the_body_map() -> None:
    rows = [  # muscle, mean, state, low, high, floor
        ("quads", 18.0, "above band", 8, 16, 4),
        ("hamstrings", 3.0, "below floor", 8, 14, 4),
        ("calves", 0.5, "gap", 6, 14, 4),
        ("neck", 0.0, "low", 3, 10, 0),  # nothing asks for work of its own, and it is untrained all the same
        ("adductors", 2.0, "low", 4, 10, 0),
        ("erectors", 6.0, "no band", None, None, None),
    ]
    columns = ["muscle", "mean_sets", "state", "band_low", "band_high", "floor"]
    volume = pd.DataFrame(rows, columns=columns).assign(week=MONDAYS[-1])
    states = summaries.muscle_states(volume, week=date(2026, 11, 9), muscle_names=NAMES, trained_from=1)
    assert dict(zip(states["muscle"], states["state"], strict=True)) == {
        "quads": "above range", "hamstrings": "below floor", "calves": "untrained", "neck": "untrained",
        "adductors": "below range", "erectors": "no range",
    }  # fmt: skip
    assert states["detail"].tolist()[1:4] == ["below floor, range 8 to 14", "not trained, range 6 to 14",
                                              "not trained, range 3 to 10"]  # fmt: skip
    assert states["has_floor"].tolist() == [True, True, True, False, False, False]
    young = summaries.muscle_states(
        volume.assign(state="too_little_data"), week=date(2026, 11, 9), muscle_names=NAMES, trained_from=1
    )
    assert set(young["state"]) == {"too early", "untrained"}
    assert young.loc[young["state"] == "untrained", "muscle"].tolist() == ["neck"]  # none at all


def test_a_week_in_one_line_does_not_judge() -> None:
    weekly = pd.DataFrame({"week": MONDAYS[1], "muscle": list(NAMES), "hard_sets": [19.5, 3.0, 11.0]})
    line = summaries.week_line(weekly, date(2026, 11, 9), workouts=4, muscle_names=NAMES)
    assert line == "4 workouts. Hard sets: quads 19.5, hamstrings 3 and gluteus maximus 11."


@pytest.mark.parametrize(
    ("ratio", "sides"),
    [
        ("q_h_ratio", {"quads": 1.0, "hamstrings": 0.5}),
        ("kd_hd_ratio", {"kd_share": 0.5, "hd_share": 0.5}),  # one set of a lunge, half on each side
    ],
)
def test_the_sets_behind_a_ratio_add_up_to_its_sides(ratio: str, sides: dict[str, float]) -> None:
    lunge = pd.DataFrame(
        {"set_id": 1, "muscle": ["quads", "glute_max", "hamstrings"], "hard_sets": [1.0, 1.0, 0.5]}
        | {"credit": 1.0, "kd_share": 0.5, "hd_share": 0.5}
    )
    assert summaries.side_sets(lunge, ratio=ratio).groupby("muscle")["hard_sets"].sum().to_dict() == sides


def spacings(*hours: float) -> pd.DataFrame:
    """Rows of session_spacing of the hamstrings, one pair a day from 5 January 2026."""
    later = pd.date_range("2026-01-05 18:00", periods=len(hours), freq="D")
    return pd.DataFrame(
        {"muscle": "hamstrings", "earlier_at": later - pd.to_timedelta(list(hours), unit="h"), "later_at": later}
        | {"hours": hours, "earlier_sets": 4.0, "later_sets": 5.0}
    )


def test_spacing_is_a_sentence_with_the_median_and_the_close_pairs() -> None:
    said = summaries.spacing_words(spacings(24, 72, 96), "hamstrings", name="Hamstrings", least_sets=4, least_hours=48)
    assert said == (
        "Hamstrings: sessions of 4 or more hard sets usually lie 72 h apart (median); 1 of 3 pairs less than 48 h."
    )


def test_too_few_sessions_have_no_spacing() -> None:
    said = summaries.spacing_words(spacings(24), "quads", name="Quads", least_sets=4, least_hours=48)
    assert said == "Quads: fewer than two sessions of 4 or more hard sets in this period."


def test_close_pairs_are_listed_newest_first_and_exactly_48_hours_are_not_close() -> None:
    close = summaries.close_pairs(spacings(24, 48, 47), "hamstrings", least_hours=48)
    assert close["Hours"].tolist() == [47, 24]


def test_kinds_of_lifts_that_were_not_done_are_left_out_of_the_table() -> None:
    ranges = pd.DataFrame(
        {"week": MONDAYS[-1], "group": ["curl", "thrust"], "low": [10.0, 6.0], "high": [20.0, 12.0]}
        | {"sets": [8.0, 0.0], "inside_share": [0.5, None], "below_share": [0.5, None], "above_share": [0.0, None]}
    )
    table = summaries.rep_table(ranges, week=pd.Timestamp(MONDAYS[-1]).date())
    assert table.to_dict("records") == [
        {"Kind": "Leg curls", "Usual reps": "10 to 20", "Sets": 8, "Inside": 50, "Fewer": 50, "More": 0}
    ]
