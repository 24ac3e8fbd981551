"""Grants: by a code that lets one identity in, once; shown to both; ended by either, at once."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from analytics.errors import NotFound, WrongRequest
from ui.hosting.identity import Identity
from ui.hosting.people import CODE_HOURS, FILE_NAME, People

NOW = datetime(2026, 11, 21, 12)
ANNA, BEN, CARA = (Identity(letter * 64, name) for letter, name in zip("abc", ("Anna", "Ben", "Cara"), strict=True))


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    kept = People(tmp_path / "home")
    for person in (ANNA, BEN, CARA):
        kept.seen(person, now=NOW)
    yield kept
    kept.close()


def test_nobody_is_let_in_by_nobody(people: People) -> None:
    assert people.open_to(CARA.folder) == []
    assert people.grant(lifter=ANNA.folder, coach=CARA.folder) is None


def test_a_code_lets_the_first_in_who_enters_it_and_nobody_after(people: People) -> None:
    code = people.new_code(ANNA, may_import=False, now=NOW)
    assert people.take_up(f" {code}\n", CARA, now=NOW).lifter == ANNA
    with pytest.raises(NotFound):
        people.take_up(code, BEN, now=NOW)
    assert [grant.coach for grant in people.let_in_by(ANNA.folder)] == [CARA]
    assert [grant.lifter for grant in people.open_to(CARA.folder)] == [ANNA]
    assert people.open_to(BEN.folder) == []


def test_a_grant_goes_one_way(people: People) -> None:
    people.take_up(people.new_code(ANNA, may_import=True, now=NOW), CARA, now=NOW)
    assert people.grant(lifter=CARA.folder, coach=ANNA.folder) is None


def test_what_may_be_done_is_what_the_code_said(people: People) -> None:
    assert not people.take_up(people.new_code(ANNA, may_import=False, now=NOW), CARA, now=NOW).may_import
    assert people.take_up(people.new_code(ANNA, may_import=True, now=NOW), CARA, now=NOW).may_import
    assert not people.take_up(people.new_code(ANNA, may_import=False, now=NOW), CARA, now=NOW).may_import
    assert len(people.let_in_by(ANNA.folder)) == 1


def test_a_code_ends_after_its_hours_with_the_next_one_and_when_it_is_taken_back(people: People) -> None:
    late = NOW + timedelta(hours=CODE_HOURS, seconds=1)
    first = people.new_code(ANNA, may_import=False, now=NOW)
    assert people.has_code(ANNA.folder, now=NOW)
    assert not people.has_code(ANNA.folder, now=late)
    with pytest.raises(NotFound):
        people.take_up(first, CARA, now=late)
    second = people.new_code(ANNA, may_import=False, now=NOW)
    with pytest.raises(NotFound):
        people.take_up(first, CARA, now=NOW)
    people.end_code(ANNA.folder)
    with pytest.raises(NotFound):
        people.take_up(second, CARA, now=NOW)


def test_ones_own_code_is_refused_and_still_good(people: People) -> None:
    code = people.new_code(ANNA, may_import=False, now=NOW)
    with pytest.raises(WrongRequest):
        people.take_up(code, ANNA, now=NOW)
    assert people.take_up(code, CARA, now=NOW).coach == CARA


@pytest.mark.parametrize("guess", ["", " ", "%", "' or 1=1 --", "0" * 64])
def test_no_guess_lets_anybody_in(people: People, guess: str) -> None:
    people.new_code(ANNA, may_import=False, now=NOW)
    with pytest.raises(NotFound):
        people.take_up(guess, CARA, now=NOW)


def test_ended_is_ended_for_that_pair_alone(people: People) -> None:
    for coach in (BEN, CARA):
        people.take_up(people.new_code(ANNA, may_import=False, now=NOW), coach, now=NOW)
    people.end(lifter=ANNA.folder, coach=CARA.folder, by=ANNA.folder)
    assert people.grant(lifter=ANNA.folder, coach=CARA.folder) is None
    assert [grant.coach for grant in people.let_in_by(ANNA.folder)] == [BEN]


def test_a_lifter_who_ends_access_takes_the_code_back_that_is_still_out(people: People) -> None:
    people.take_up(people.new_code(ANNA, may_import=False, now=NOW), CARA, now=NOW)
    second = people.new_code(ANNA, may_import=True, now=NOW)
    people.end(lifter=ANNA.folder, coach=CARA.folder, by=ANNA.folder)
    with pytest.raises(NotFound):
        people.take_up(second, CARA, now=NOW)


def test_a_coach_who_gives_access_back_takes_no_code_of_the_lifter(people: People) -> None:
    people.take_up(people.new_code(ANNA, may_import=False, now=NOW), CARA, now=NOW)
    for_ben = people.new_code(ANNA, may_import=False, now=NOW)
    people.end(lifter=ANNA.folder, coach=CARA.folder, by=CARA.folder)
    assert people.take_up(for_ben, BEN, now=NOW).coach == BEN


def test_no_code_lies_on_the_disk_and_the_file_is_the_owners(people: People, tmp_path: Path) -> None:
    code = people.new_code(ANNA, may_import=False, now=NOW)
    file = tmp_path / "home" / FILE_NAME
    assert code.encode() not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (file.parent, file.parent / "people")} == {0o700}
    assert len(code) >= 24  # 18 random bytes


def test_grants_are_there_after_a_restart(people: People, tmp_path: Path) -> None:
    people.take_up(people.new_code(ANNA, may_import=True, now=NOW), CARA, now=NOW)
    people.close()
    again = People(tmp_path / "home")
    granted = again.grant(lifter=ANNA.folder, coach=CARA.folder)
    again.close()
    assert granted is not None
    assert (granted.may_import, granted.since) == (True, NOW)


def test_a_change_that_fails_leaves_nothing(people: People) -> None:
    nameless = Identity("d" * 64, None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        people.seen(nameless, now=NOW)
    people.take_up(people.new_code(ANNA, may_import=False, now=NOW), CARA, now=NOW)
    assert len(people.let_in_by(ANNA.folder)) == 1
