"""Whether people sign in here, decided once at the start of the server, and what a server for several must have."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Mapping
from functools import cache
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from analytics.language import _, listed

_PROVIDER_KEYS: Final = ("client_id", "client_secret", "server_metadata_url")
_PATH: Final = "/oauth2callback"
_SHORTEST_SECRET: Final = 32
_PACKAGES: Final = ("authlib", "httpx")


@cache
def is_hosted() -> bool:
    """Whether people sign in here: the secrets have a section `[auth]`.

    The answer of the first call holds while the process lives: a file of secrets that is taken away later opens no log.
    """
    return bool(_auth())


def providers() -> dict[str | None, str]:
    """Provider as `st.login` takes it (None: the only, unnamed one) -> what a person knows it by."""
    named: dict[str | None, str] = {name: name.title() for name, section in _auth().items() if _is_provider(section)}
    return named or {None: ""}


def public_origin() -> str:
    """Scheme and host that people reach this server by, from `redirect_uri`: "https://lifts.example"."""
    parts = urlsplit(str(_auth().get("redirect_uri", "")))
    return f"{parts.scheme}://{parts.netloc}"


def public_host() -> str:
    """The host of `public_origin`, without its port."""
    return urlsplit(public_origin()).hostname or ""


def is_this_machine(address: str | None) -> bool:
    """Whether only this machine can reach what listens on `address`; None is every network there is."""
    if not address:
        return False
    if address.lower() == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def why_not_to_start(address: str | None, *, trusts_headers: bool) -> str:
    """One sentence that says why a server must not listen on `address` as it is configured; "" where it may.

    `trusts_headers`: whether Streamlit is told to take names of people from headers of the request.
    """
    if not is_hosted():
        unread = _what_was_not_read()
        if unread or is_this_machine(address):
            return unread
        return _(
            "Hindsight does not listen on {address}: nobody has to sign in here, so it answers this machine alone "
            "(127.0.0.1). To open it for others, configure sign-in first: docs/hosting.md.",
            address=address or _("every network"),
        )
    return next(_what_is_wrong(_auth(), trusts_headers=trusts_headers), "")


def _what_is_wrong(auth: Mapping[str, Any], *, trusts_headers: bool) -> Iterator[str]:
    sections = {name: section for name, section in auth.items() if _is_provider(section)} or {"auth": auth}
    missing = [key for key in ("redirect_uri", "cookie_secret") if not auth.get(key)]
    missing += [f"{name}.{key}" for name, section in sections.items() for key in _PROVIDER_KEYS if not section.get(key)]
    if missing:
        yield _("Sign-in is configured in part: the secrets lack {missing} in [auth].", missing=listed(missing))
    if len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
        yield _(
            "cookie_secret in [auth] is shorter than {signs} signs: whoever guesses it can be anybody here.",
            signs=_SHORTEST_SECRET,
        )
    if not str(auth.get("redirect_uri", "")).endswith(_PATH):
        yield _("redirect_uri in [auth] has to be this server's address followed by {path}.", path=_PATH)
    for key, address in _addresses(auth, sections):
        if not _is_safe(address):
            yield _("{key} in [auth] has to begin with https:// (or be on this machine).", key=key)
    if trusts_headers:
        yield _("server.trustedUserHeaders is set: a header that anybody can send would say who they are.")
    absent = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if absent:
        yield _(
            "Sign-in is configured, but {absent} is not installed: requirements-hosting.lock brings it.",
            absent=listed(absent),
        )


def _addresses(auth: Mapping[str, Any], sections: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "redirect_uri", str(auth.get("redirect_uri", ""))
    for name, section in sections.items():
        yield f"{name}.server_metadata_url", str(section.get("server_metadata_url", ""))


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(parts.hostname))


def _is_provider(section: object) -> bool:
    return isinstance(section, Mapping) and any(key in section for key in _PROVIDER_KEYS)


def _auth() -> Mapping[str, Any]:
    """The section `[auth]` of the secrets, as Streamlit reads them; empty without one."""
    section = (_secrets() or {}).get("auth", {})
    return section if isinstance(section, Mapping) else {}


def _secrets() -> Mapping[str, Any] | None:
    """The secrets as Streamlit reads them; None where there are none, or one of their files cannot be read."""
    try:
        return st.secrets if st.secrets.load_if_toml_exists() else None
    except (OSError, ValueError):  # no right to read it; no text
        return None


def _what_was_not_read() -> str:
    """One sentence where somebody meant to configure sign-in and nothing of it was read; "" where nobody did."""
    secrets, files = _secrets(), [str(file) for file in config.get_option("secrets.files")]
    there = [file for file in files if os.path.lexists(file)]
    if secrets is None and there:
        return _(
            "The secrets in {files} cannot be read, so nobody can tell whether people have to sign in here. Mend the "
            "file (each value in quotation marks, readable by this account), or take it away.",
            files=listed(there),
        )
    if secrets is None and config.is_manually_set("secrets.files"):
        return _(
            "secrets.files names {files}, and no such file is there. Put it there, or take the setting away.",
            files=listed(files),
        )
    near = [name for name in secrets or {} if name.casefold() == "auth"]
    if near:
        return _("The secrets hold {name}, and no complete section [auth]: see docs/hosting.md.", name=listed(near))
    return ""
