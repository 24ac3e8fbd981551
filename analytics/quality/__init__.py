"""The quality of a log: values that were kept and are unlikely, and how much of what the metrics need is there.

A doubt is a question, never a verdict: nothing is changed or left out because of one. Thresholds are the facts
`quality.*`. What the lifter said is right is kept in the table `confirmed_values` and not asked again.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from analytics.model import Confirmation, Doubt, DoubtedValue
from analytics.quality._base import QualityRequest, is_missing, minute, quality_sql, records
from analytics.quality.amounts import hold_doubts, reps_doubts
from analytics.quality.copies import repeated_doubts, twin_doubts
from analytics.quality.days import date_doubts, long_doubts, many_set_doubts
from analytics.quality.loads import load_doubts
from analytics.quality.shares import shares
from analytics.store import Store
from analytics.units import MassUnit

__all__ = ["confirmations", "doubts", "shares"]

_CHECKS: Final = (
    date_doubts,
    long_doubts,
    load_doubts,
    reps_doubts,
    hold_doubts,
    many_set_doubts,
    twin_doubts,
    repeated_doubts,
)


def doubts(store: Store, *, athlete: str, today: date, unit: MassUnit) -> list[Doubt]:
    """Every open doubt about an athlete's current sets, by kind, the newest workout first within each."""
    confirmed = frozenset(_confirmed(store, athlete))
    request = QualityRequest(store, store.facts, athlete, today, unit, confirmed)
    return [found for check in _CHECKS for found in check(request)]


def confirmations(store: Store, *, athlete: str) -> list[Confirmation]:
    """What an athlete said is right, newest first, those that were taken back too."""
    rows = store.query(quality_sql("confirmations"), athlete=athlete)
    return [
        Confirmation(
            confirmation_id=int(row["confirmation_id"]),
            confirmed_at=row["confirmed_at"].to_pydatetime(),
            undone_at=None if is_missing(row["undone_at"]) else row["undone_at"].to_pydatetime(),
            said=tuple(row["said"]),
        )
        for row in records(rows)
    ]


def _confirmed(store: Store, athlete: str) -> list[tuple[str, DoubtedValue]]:
    rows = store.query(quality_sql("confirmed"), athlete=athlete)
    return [
        (row["kind"], DoubtedValue(minute(row["started_at"]), row["exercise"], row["content"])) for row in records(rows)
    ]
