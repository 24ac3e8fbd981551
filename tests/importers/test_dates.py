from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from analytics.errors import WrongRequest
from analytics.importers._dates import Dates, dates, month_number
from analytics.model import Choices


def read(*cells: str, choices: Choices | None = None) -> Dates:
    return dates(pd.Series(list(cells), dtype="str"), choices or Choices())


def moments(found: Dates) -> list[datetime]:
    return [pd.Timestamp(value).to_pydatetime() for value in found.values]


@pytest.mark.parametrize(
    "written",
    [
        "2025-09-05 07:48:00",
        "2025-09-05T07:48",
        "2025-9-5 7:48:00",
        "2025/9/5 7:48",
        "5 Sep 2025, 07:48",
        "05 Sept. 2025, 07:48",
        "5. September 2025 07:48",
        "5 de set. de 2025, 07:48",
        "5 Eyl 2025, 07:48",
        "5 sep 25 07:48",
        "Sep 5, 2025, 7:48 AM",
        "Sep 5, 2025, 7:48\u202fAM",
        "Sep 5, 2025, 7:48\u00a0a.m.",
    ],
)
def test_every_way_apps_write_a_moment_is_one_moment(written: str) -> None:
    assert moments(read(written)) == [datetime(2025, 9, 5, 7, 48)]


@pytest.mark.parametrize(
    ("clock", "hour"), [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 PM", 13), ("11:05 PM", 23), ("1:05 am", 1)]
)
def test_the_twelve_hour_clock_turns_at_twelve(clock: str, hour: int) -> None:
    assert moments(read(f"Jul 28, 2026, {clock}")) == [datetime(2026, 7, 28, hour, 5)]


MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "tr": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "de, short": "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "tr, long": "Ocak Şubat Mart Nisan May\u0131s Haziran Temmuz Ağustos Eylül Ekim Kas\u0131m Aral\u0131k",
}


@pytest.mark.parametrize("language", list(MONTHS))
def test_all_twelve_months_of_each_language_are_known(language: str) -> None:
    assert [month_number(word) for word in MONTHS[language].split()] == list(range(1, 13))


def test_a_word_that_is_no_month_or_two_months_is_none() -> None:
    assert [month_number(word) for word in ("Foo", "jui", "")] == [None, None, None]


def test_one_date_above_twelve_decides_the_whole_column() -> None:
    found = read("03/04/2026", "03/11/2026", "03/18/2026", "03/25/2026")
    assert found.order.value == "mdy"
    assert found.order.how == "the second number goes above 12 in 2 of 4 different dates"
    assert [moment.month for moment in moments(found)] == [3, 3, 3, 3]


def test_day_first_is_found_the_same_way() -> None:
    assert read("03/04/2026", "18/03/2026").order.value == "dmy"


def test_dates_that_fit_both_orders_are_read_so_that_sessions_lie_close() -> None:
    found = read("03/02/2026", "03/04/2026", "03/06/2026", "03/09/2026")
    assert found.order.value == "mdy"
    assert "sessions lie 2 days apart" in found.order.how


def test_a_single_ambiguous_date_is_day_first_and_says_that_nothing_decides() -> None:
    found = read("03/04/2026")
    assert (found.order.value, moments(found)[0].month) == ("dmy", 4)
    assert "nothing in the file" in found.order.how


def test_am_and_pm_speak_for_month_first() -> None:
    assert read("03/04/2026 6:05 PM").order.value == "mdy"


def test_the_chosen_order_wins() -> None:
    found = read("03/04/2026", choices=Choices(date_order="mdy"))
    assert (found.order.value, moments(found)[0].month) == ("mdy", 3)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31 Feb 2026, 10:00", "there is no such date"),
        ("2026-02-31", "there is no such date"),
        ("2026-01-01 25:00:00", "there is no such time"),
        ("1899-12-30", "the year 1899 is outside 1970 to 2100"),
        ("0001-01-01T00:00:00", "the year 0001 is outside 1970 to 2100"),
        ("0026-01-01", "the year 0026 is outside 1970 to 2100"),
        ("01/02/0026", "the year 0026 is outside 1970 to 2100"),
        ("5 Sep 0026", "the year 0026 is outside 1970 to 2100"),
        ("Sep 5, 0026", "the year 0026 is outside 1970 to 2100"),
        ("2101-01-01", "the year 2101 is outside 1970 to 2100"),
        ("yesterday", "not a date"),
        ("13:05 PM", "not a date"),
        ("Jul 28, 2026, 13:05 PM", "not a date"),
        ("5 Foo 2026", "not a date"),
        ("  ", "no date"),
    ],
)
def test_an_impossible_date_is_refused_and_never_moved(written: str, reason: str) -> None:
    found = read("2026-01-05", written)
    assert found.refused == {1: reason}
    assert pd.isna(found.values[1])


def test_utc_is_converted_to_the_chosen_zone_so_that_the_day_is_right() -> None:
    found = read("2025-02-23T23:30:00Z", "2025-07-01T12:00:00Z", choices=Choices(time_zone="Europe/Berlin"))
    assert moments(found) == [datetime(2025, 2, 24, 0, 30), datetime(2025, 7, 1, 14, 0)]
    assert found.time_zone.value == "Europe/Berlin"


def test_a_day_that_the_zone_moves_out_of_the_years_is_refused() -> None:
    found = read("1970-01-01T00:00:00Z", "2100-12-31T23:30:00Z", choices=Choices(time_zone="America/New_York"))
    assert found.refused == {0: "the year 1969 is outside 1970 to 2100"}
    assert moments(found)[1] == datetime(2100, 12, 31, 18, 30)


def test_utc_without_a_chosen_zone_stays_and_says_so() -> None:
    found = read("2025-02-23T23:30:00Z")
    assert moments(found) == [datetime(2025, 2, 23, 23, 30)]
    assert (found.time_zone.value, "no time zone was chosen" in found.time_zone.how) == ("UTC", True)


def test_local_times_are_never_shifted() -> None:
    found = read("2025-02-23 23:30:00", choices=Choices(time_zone="Europe/Berlin"))
    assert (moments(found), found.time_zone.value) == ([datetime(2025, 2, 23, 23, 30)], "local")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "a" * 300])
def test_an_unknown_time_zone_is_a_wrong_request(zone: str) -> None:
    with pytest.raises(WrongRequest, match="There is no time zone"):
        read("2025-02-23T23:30:00Z", choices=Choices(time_zone=zone))
