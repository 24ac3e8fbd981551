"""Why a set is no hard set, in the reader's language: `store/hard_sets.sql` says it in English with its limits."""

from __future__ import annotations

import re
from typing import Final

from analytics.language import _

_LIMIT: Final = re.compile(r"\d+(?:\.\d+)?")
REASONS: Final = (
    _("warm-up"),
    _("not recognised"),
    _("this exercise earns no set credit"),
    _("inferred warm-up: {limit} % or less of the day's top load"),
    _("inferred warm-up: about {limit} reps left, before the top set"),
    _("{limit} reps left"),
    _("effort not logged"),
    _("held for less than {limit} s"),
    _("missed attempt: no rep was done"),
    _("no reps"),
    _("fewer than {limit} reps"),
    _("more than {limit} reps"),
    _("load under {limit} % of the estimated 1RM"),
)
"""All of them, so that a translation has them too."""


def reason_words(why_not: str) -> str:
    """A reason of `hard_sets.sql` in the reader's language, with the limit where the language wants it."""
    found = _LIMIT.search(why_not)
    if found is None:
        return _(why_not)
    message = f"{why_not[: found.start()]}{{limit}}{why_not[found.end() :]}"
    return _(message, limit=found[0])
