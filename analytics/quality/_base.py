"""What every check shares: whom it asks about, what was answered before, and the words for loads, places and sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from analytics.language import listed, n_, span
from analytics.model import Doubt, DoubtedValue, DoubtKind, Proposal
from analytics.reference.facts import Facts
from analytics.store import Store
from analytics.units import MassUnit, mass_in

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QualityRequest:
    """Whose log is looked at, on which day, and what the lifter said is right: (kind, value) pairs.

    `unit` is the one that sentences speak in.
    """

    store: Store
    facts: Facts
    athlete: str
    today: date
    unit: MassUnit
    confirmed: frozenset[tuple[str, DoubtedValue]]

    def rows(self, name: str) -> pd.DataFrame:
        """What `name.sql` asks about, one row a set."""
        return self.store.query(quality_sql(name), athlete=self.athlete)

    def open_sets(self, rows: pd.DataFrame, kind: DoubtKind) -> pd.DataFrame:
        """The rows that were not said to be right, with their `value` as it is asked about."""
        values = pd.Series([value_of(row) for row in records(rows)], index=rows.index, dtype="object")
        return rows.assign(value=values)[[(kind, value) not in self.confirmed for value in values]]

    def load(self, kg: float) -> str:
        """A load as the lifter reads it: "102.5 kg"."""
        return f"{number(mass_in(kg, self.unit))} {self.unit}"

    def span(self, low_kg: float, high_kg: float) -> str:
        """What is usual: "80 to 95 kg"; one load where both are the same."""
        low, high = self.load(low_kg), self.load(high_kg)
        return high if low == high else span(number(mass_in(low_kg, self.unit)), high)


@cache
def quality_sql(name: str) -> str:
    """The text of `name.sql` in this folder."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def records(rows: pd.DataFrame) -> list[Row]:
    """The few rows that a check asks about, one mapping a set."""
    return [
        dict(zip(map(str, rows.columns), values, strict=True)) for values in rows.itertuples(index=False, name=None)
    ]


def groups(rows: pd.DataFrame, by: Sequence[str]) -> Iterator[pd.DataFrame]:
    """The rows of each workout (and lift), in the order they come in."""
    if not rows.empty:
        for __, group in rows.groupby(list(by), sort=False):
            yield group


def value_of(row: Row) -> DoubtedValue:
    """One set's value as it is asked about: its load, reps and seconds, whichever row holds them."""
    parts = (_rounded(row["weight_kg"]), _rounded(row["reps"]), _rounded(row["duration_s"]))
    return DoubtedValue(minute(row["started_at"]), str(row["exercise"]), "|".join(parts))


def minute(moment: pd.Timestamp | datetime) -> datetime:
    """The minute that a workout is known by."""
    return pd.Timestamp(moment).to_pydatetime().replace(second=0, microsecond=0)


def doubt(
    request: QualityRequest,
    kind: DoubtKind,
    rows: pd.DataFrame,
    text: str,
    *,
    facts: tuple[str, ...],
    values: Sequence[DoubtedValue] | None = None,
    whole_workout: bool = False,
    proposals: Sequence[Proposal] = (),
) -> Doubt:
    """A doubt about the sets in `rows`, which are of one workout, and of one lift unless it is about the whole."""
    first = rows.iloc[0]
    return Doubt(
        kind=kind,
        athlete=request.athlete,
        started_at=pd.Timestamp(first["started_at"]).to_pydatetime(),
        workout="" if is_missing(first["workout"]) else str(first["workout"]),
        exercise="" if whole_workout else str(first["exercise"]),
        set_ids=tuple(int(set_id) for set_id in rows["set_id"]),
        text=text,
        facts=facts,
        where=_where(rows),
        values=tuple(dict.fromkeys(rows["value"])) if values is None else tuple(values),
        proposals=tuple(proposals),
    )


def is_missing(value: Any) -> bool:
    """Whether a cell holds no value (None, NA, NaN or NaT)."""
    return bool(pd.isna(value))


def number(value: float) -> str:
    """A number as a lifter reads it: at most one decimal, thousands apart."""
    text = f"{value:,.1f}"
    return text.removesuffix(".0")


def few(parts: Sequence[str], *, most: int = 3) -> str:
    """Parts as a sentence lists them, many of them cut short: "a, b, c and 4 more"."""
    left = len(parts) - most
    return listed([*parts[:most], *([n_("{number} more", "{number} more", left)] if left > 0 else [])])


def _where(rows: pd.DataFrame) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple(
        (str(file), tuple(sorted({int(line) for line in group["source_line"].dropna()})))
        for file, group in rows.groupby("file", sort=False)
    )


def _rounded(value: Any) -> str:
    return "" if is_missing(value) else f"{float(value):.3f}".rstrip("0").rstrip(".")
