"""Who somebody is: what the provider vouches for, and the name of the folder that follows from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LONGEST_SIGNED_IN_S: Final = 7 * 86_400
"""After a week people sign in again, so that somebody who lost their account at the provider is out here too."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who signed in. `folder` names their data; `name` and `email` are only ever shown, never relied on."""

    folder: str
    name: str
    email: str = ""

    @property
    def shown(self) -> str:
        """How others here know this person: "Anna Berg (anna@example.org)"."""
        return f"{self.name} ({self.email})" if self.email and self.email != self.name else self.name


def folder_of(issuer: str, subject: str) -> str:
    """The name of an identity's folder: the SHA-256 of issuer and subject, 64 hexadecimal digits.

    The two are what a provider promises to be unique and never given again; names and e-mail addresses are not.
    """
    return hashlib.sha256(json.dumps([issuer, subject]).encode()).hexdigest()


def identity_of(claims: Mapping[str, Any], *, at: float) -> Identity | None:
    """Whom these claims of a signed cookie name at a time (seconds since 1970); None for nobody, or too long ago."""
    issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(issued, int | float):
        return None
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return None
    if at - issued > LONGEST_SIGNED_IN_S:
        return None
    return Identity(folder_of(issuer, subject), _name(claims), _email(claims))


def _name(claims: Mapping[str, Any]) -> str:
    said = (claims.get(key) for key in ("name", "preferred_username", "email", "sub"))
    return next(str(name) for name in said if name)


def _email(claims: Mapping[str, Any]) -> str:
    """The address, if the provider says that it is this person's."""
    return str(claims.get("email") or "") if claims.get("email_verified") is True else ""
