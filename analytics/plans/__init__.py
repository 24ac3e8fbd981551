"""Next week's plan: from the log alone, line by line, with the reason of every change."""

from __future__ import annotations

from analytics.plans.build import LOOKED_AT, make_plan, outlook_of
from analytics.plans.course import Ask, break_before, monday_of, next_monday
from analytics.plans.outlook import ADDRESSED, Outlook

__all__ = [
    "ADDRESSED",
    "LOOKED_AT",
    "Ask",
    "Outlook",
    "break_before",
    "make_plan",
    "monday_of",
    "next_monday",
    "outlook_of",
]
