"""What a set can be, the same whether it is typed in or edited: never more than an importer takes, so that an export
can be read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

import pandas as pd

from analytics.errors import WrongRequest
from analytics.language import _, counted
from analytics.model import FIRST_DAY, LAST_DAY, LOAD_KINDS, MOST, SET_TYPES, SIDES
from analytics.texts import LONGEST_NAME, LONGEST_NOTE

_NEEDED: Final = ("started_at", "exercise", "set_type")
_LONGEST: Final = {"exercise": LONGEST_NAME, "workout": LONGEST_NAME, "note": LONGEST_NOTE}
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {"set_type": SET_TYPES, "load_kind": LOAD_KINDS, "side": SIDES}
_FIELDS: Final = {
    "started_at": _("day and time"),
    "exercise": _("exercise"),
    "workout": _("workout"),
    "set_type": _("set type"),
    "load_kind": _("kind of load"),
    "weight_kg": _("weight in kg"),
    "reps": _("reps"),
    "rir": "RIR",
    "distance_m": _("distance"),
    "duration_s": _("duration"),
    "side": _("side"),
    "note": _("note"),
}
"""What of a set can be typed or edited, in words."""


def check(values: Mapping[str, Any]) -> None:
    """Raises `WrongRequest` for the first value that a set cannot have: column of `READ_COLUMNS` -> value in stored
    units, None for none. Columns that are not typed by anybody may have any.
    """
    for column, value in values.items():
        _check(column, value)


def _check(column: str, value: Any) -> None:
    if value is None or value is pd.NaT or (isinstance(value, str) and not value.strip()):
        if column in _NEEDED:
            raise WrongRequest(
                _("A set needs its {field}.", field=_FIELDS[column]), _("Fill it in, or delete the set.")
            )
    elif column in _WORDS and value not in _WORDS[column]:
        raise WrongRequest(
            _("{value} is no {field}.", value=value, field=_FIELDS[column]),
            _("Choose {choices}.", choices=", ".join(_WORDS[column])),
        )
    elif column in _LONGEST and len(value) > _LONGEST[column]:
        raise WrongRequest(
            _("A text of {number} characters is too long as {field}.", number=len(value), field=_FIELDS[column]),
            _("Use at most {number}.", number=counted(_LONGEST[column])),
        )
    elif column in MOST and not (isfinite(value) and 0 <= value <= MOST[column]):
        raise WrongRequest(
            _("{value} is not possible as {field}.", value=f"{value:.15g}", field=_FIELDS[column]),
            _("It goes from 0 to {most}.", most=counted(MOST[column])),
        )
    elif column == "started_at" and not FIRST_DAY <= pd.Timestamp(value).date() <= LAST_DAY:
        raise WrongRequest(
            _("{value} is not possible as {field}.", value=pd.Timestamp(value).date(), field=_FIELDS[column]),
            _("It goes from {first} to {last}.", first=FIRST_DAY, last=LAST_DAY),
        )
