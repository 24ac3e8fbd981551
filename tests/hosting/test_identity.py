"""Who somebody is follows from what the provider vouches for, and from nothing that a person chooses."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from ui.hosting.identity import LONGEST_SIGNED_IN_S, folder_of, identity_of

NOW = 1_800_000_000.0
CLAIMS: dict[str, Any] = {
    "is_logged_in": True,
    "iss": "https://id.example",
    "sub": "1",
    "iat": NOW,
    "name": "Anna",
    "email": "anna@example.org",
    "email_verified": True,
}


def test_the_folder_is_the_sha_256_of_issuer_and_subject() -> None:
    assert folder_of("https://id.example", "1") == hashlib.sha256(b'["https://id.example", "1"]').hexdigest()


def test_no_two_pairs_of_issuer_and_subject_share_a_folder() -> None:
    pairs = [("a", "b"), ("b", "a"), ("a", 'b"'), ('a", "b', ""), ("ab", ""), ("", "ab"), ("a", "B")]
    assert len({folder_of(*pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("subject", ["../../etc", "/", "a/b", "\0", "con", "ä" * 500])
def test_no_subject_gets_into_the_name_of_a_folder(subject: str) -> None:
    assert set(folder_of("https://id.example", subject)) <= set("0123456789abcdef")
    assert len(folder_of("https://id.example", subject)) == 64


def test_claims_of_somebody_who_signed_in_name_them() -> None:
    person = identity_of(CLAIMS, at=NOW)
    assert person is not None
    assert person.folder == folder_of("https://id.example", "1")
    assert person.shown == "Anna (anna@example.org)"


@pytest.mark.parametrize(
    "changed",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"iss": ""},
        {"iss": None},
        {"sub": ""},
        {"sub": 7},
        {"iat": None},
        {"iat": NOW - LONGEST_SIGNED_IN_S - 1},
    ],
    ids=str,
)
def test_nobody_is_signed_in_by_claims_that_lack_something_or_are_old(changed: dict[str, Any]) -> None:
    assert identity_of({**CLAIMS, **changed}, at=NOW) is None


def test_an_address_that_nobody_verified_is_not_shown() -> None:
    person = identity_of({**CLAIMS, "email_verified": False}, at=NOW)
    assert person is not None
    assert person.shown == "Anna"
