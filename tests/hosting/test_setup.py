"""What a server may listen on, and what sign-in needs before others may reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config

from ui.hosting import setup

AUTH: dict[str, Any] = {
    "redirect_uri": "https://lifts.example/oauth2callback",
    "cookie_secret": "s" * 32,
    "client_id": "id",
    "client_secret": "secret",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


def why_not(
    monkeypatch: pytest.MonkeyPatch, auth: dict[str, Any], address: str | None = "10.0.0.1", **said: bool
) -> str:
    monkeypatch.setattr(setup, "_auth", lambda: auth)
    setup.is_hosted.cache_clear()
    try:
        return setup.why_not_to_start(address, trusts_headers=said.get("trusts_headers", False))
    finally:
        setup.is_hosted.cache_clear()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.3.2.1"])
def test_without_sign_in_it_listens_on_this_machine(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert why_not(monkeypatch, {}, address) == ""


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "lifts.example", "", None])  # noqa: S104
def test_without_sign_in_it_listens_nowhere_else(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    said = why_not(monkeypatch, {}, address)
    assert said.startswith("Hindsight does not listen on ")
    assert said.endswith("docs/hosting.md.")


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", None])  # noqa: S104
def test_with_sign_in_it_may_listen_anywhere(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    assert why_not(monkeypatch, AUTH, address) == ""


def test_several_providers_each_have_a_section(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}
    sections = {"google": {key: AUTH[key] for key in AUTH if key not in shared}}
    assert why_not(monkeypatch, {**shared, **sections}) == ""
    assert setup.providers() == {"google": "Google"}
    assert "google.client_id" in why_not(monkeypatch, {**shared, "google": {"client_secret": "x"}})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"client_secret": ""}, "auth.client_secret"),
        ({"redirect_uri": ""}, "redirect_uri"),
        ({"cookie_secret": "short"}, "shorter than 32 signs"),
        ({"redirect_uri": "https://lifts.example/"}, "followed by /oauth2callback"),
        ({"redirect_uri": "http://lifts.example/oauth2callback"}, "has to begin with https://"),
        ({"server_metadata_url": "http://id.example/"}, "has to begin with https://"),
    ],
)
def test_sign_in_that_is_configured_in_part_starts_nothing(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], said: str
) -> None:
    assert said in why_not(monkeypatch, {**AUTH, **changed}, "127.0.0.1")


def test_plain_http_is_enough_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {
        "redirect_uri": "http://localhost:8501/oauth2callback",
        "server_metadata_url": "http://127.0.0.1:9/.well-known/openid-configuration",
    }
    assert why_not(monkeypatch, {**AUTH, **here}) == ""


def test_a_header_never_says_who_somebody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "trustedUserHeaders" in why_not(monkeypatch, AUTH, trusts_headers=True)


def test_no_reason_tells_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = {**AUTH, "cookie_secret": "tellnobody", "client_secret": "norme", "redirect_uri": "http://x.example"}
    assert not {"tellnobody", "norme"} & set(why_not(monkeypatch, secret).split())


def test_sign_in_that_is_taken_away_later_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "_auth", lambda: AUTH)
    setup.is_hosted.cache_clear()
    assert setup.is_hosted()
    monkeypatch.setattr(setup, "_auth", dict)
    assert setup.is_hosted()
    setup.is_hosted.cache_clear()


@pytest.fixture
def secrets_in(tmp_path: Path) -> Iterator[Callable[[str | None], Path]]:
    """Writes the secrets that Streamlit reads (None: the setting names a file that is not there)."""
    files, defined = config.get_option("secrets.files"), config.get_where_defined("secrets.files")
    file = tmp_path / "secrets.toml"

    def written(content: str | None) -> Path:
        if content is not None:
            file.write_text(content)
        config.set_option("secrets.files", [str(file)])
        return file

    for forget in (setup.is_hosted.cache_clear, st.secrets._reset):
        forget()
    yield written
    config._set_option("secrets.files", files, defined)
    for forget in (setup.is_hosted.cache_clear, st.secrets._reset):
        forget()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[auth]\ncookie_secret = abc", "The secrets in {file} cannot be read"),
        ("[[auth]]\nclient_id = 'x'", "The secrets hold auth, and no complete section [auth]"),
        ("[auth]\n", "The secrets hold auth, and no complete section [auth]"),
        ("[Auth]\nclient_id = 'x'", "The secrets hold Auth, and no complete section [auth]"),
        (None, "secrets.files names {file}, and no such file is there."),
    ],
)
def test_secrets_that_say_nothing_do_not_open_a_log_without_sign_in(
    secrets_in: Callable[[str | None], Path], content: str | None, said: str
) -> None:
    file = secrets_in(content)
    assert not setup.is_hosted()
    assert setup.why_not_to_start("127.0.0.1", trusts_headers=False).startswith(said.format(file=file))


def test_secrets_of_something_else_are_no_sign_in(secrets_in: Callable[[str | None], Path]) -> None:
    secrets_in("token = 'x'")
    assert setup.why_not_to_start("127.0.0.1", trusts_headers=False) == ""
