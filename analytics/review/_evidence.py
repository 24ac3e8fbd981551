"""What a derivation may look at: the case of the rules, the sets behind it, and the lifter's unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_
from analytics.review._arithmetic import mass, short_day, shown
from analytics.rules import Case
from analytics.units import MassUnit

MUSCLE: Final = "hamstrings"
"""The muscle that a derivation takes where it has something to say: what this program is about."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`credits` are the set_credits rows of the pooled weeks of `case` (one a set and muscle), `unit` that of loads."""

    case: Case
    credits: pd.DataFrame
    unit: MassUnit

    @property
    def week_words(self) -> str:
        """The last full week, for a sentence."""
        return _("week of {monday}", monday=short_day(self.case.last_full_week))

    @property
    def sets(self) -> pd.DataFrame:
        """The sets of the pooled weeks, one row each, oldest first."""
        return self.credits.drop_duplicates("set_id").sort_values(["started_at", "set_id"])

    def sets_of_week(self) -> pd.DataFrame:
        """Those of the last full week."""
        sets = self.sets
        return sets[sets["started_at"] >= pd.Timestamp(self.case.last_full_week)]

    def credits_of(self, muscle: str, *, from_week: date) -> pd.DataFrame:
        """The hard sets of a muscle since a Monday, oldest first."""
        found = self.credits[(self.credits["muscle"] == muscle) & self.credits["is_hard"]]
        return found[found["started_at"] >= pd.Timestamp(from_week)].sort_values(["started_at", "set_id"])

    def weeks_of(self, metric: str, **chosen: str) -> pd.DataFrame:
        """The rows of a weekly metric in the pooled weeks, oldest first, where its columns are as `chosen`."""
        rows = self.case.frame(metric)
        for column, value in chosen.items():
            rows = rows[rows[column] == value]
        weeks = pd.to_datetime(rows["week"])
        return rows[weeks.between(pd.Timestamp(self.case.window_from), pd.Timestamp(self.case.last_full_week))]

    def in_order(self, lifts: pd.DataFrame) -> pd.DataFrame:
        """The rows of lifts (column exercise_id): the back of the legs first, then what is done most."""
        done = {lift: place for place, lift in enumerate(self.case.logged["exercise_id"])}
        elsewhere = [MUSCLE not in self.case.main_muscles.get(str(lift), ()) for lift in lifts["exercise_id"]]
        ordered = lifts.assign(elsewhere=elsewhere, place=lifts["exercise_id"].map(done).fillna(len(done)))
        return ordered.sort_values(["elsewhere", "place"], kind="stable")

    def muscle(self, muscle: str) -> str:
        """A muscle's name for the screen."""
        return self.case.muscle_names[muscle]

    def exercise(self, row: pd.Series[Any]) -> str:
        """The name of a row's exercise."""
        return self.case.exercise_names[str(row["exercise_id"])]

    def load(self, row: pd.Series[Any]) -> str:
        """A set as lifters write it: "100 kg x 5", "30 s" for a hold."""
        if pd.isna(row["reps"]):
            return _("a hold") if pd.isna(row["weight_kg"]) else mass(row["weight_kg"], self.unit)
        reps = shown(row["reps"])
        if pd.isna(row["weight_kg"]):
            return n_("{reps} rep", "{reps} reps", float(row["reps"]), reps=reps)
        return f"{mass(row['weight_kg'], self.unit)} x {reps}"
