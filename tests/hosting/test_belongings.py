"""Files and sessions are their owners', and what was forgotten is nobody's."""

from __future__ import annotations

from ui.hosting.belongings import Belongings


def test_a_file_is_for_those_it_was_made_for() -> None:
    kept = Belongings()
    kept.note_file("/media/abc.csv", "anna")
    assert kept.is_for("/media/abc.csv", "anna")
    assert kept.is_for("abc", "anna")
    assert not kept.is_for("/media/abc.csv", "ben")
    assert not kept.is_for("/media/other.csv", "anna")


def test_the_same_bytes_may_be_for_two() -> None:
    kept = Belongings()
    kept.note_file("/media/abc.csv", "anna")
    kept.note_file("/media/abc.csv", "ben")
    assert kept.is_for("abc.csv", "anna")
    assert kept.is_for("abc.csv", "ben")


def test_a_file_made_when_it_is_clicked_is_for_whom_its_button_was() -> None:
    kept = Belongings()
    kept.note_file("placeholder", "anna")
    kept.note_as("placeholder", "/media/made.csv")
    kept.note_as("unknown", "/media/nobodys.csv")
    assert kept.is_for("made", "anna")
    assert not kept.is_for("nobodys", "anna")


def test_a_session_has_one_owner() -> None:
    kept = Belongings()
    assert kept.owner_of_session("s") is None
    kept.note_session("s", "anna")
    assert kept.owner_of_session("s") == "anna"


def test_the_oldest_are_forgotten_and_given_to_nobody() -> None:
    kept = Belongings(most=2)
    for number in range(3):
        kept.note_session(f"s{number}", "anna")
        kept.note_file(f"f{number}", "anna")
    assert [kept.owner_of_session(f"s{number}") for number in range(3)] == [None, "anna", "anna"]
    assert [kept.is_for(f"f{number}", "anna") for number in range(3)] == [False, True, True]
