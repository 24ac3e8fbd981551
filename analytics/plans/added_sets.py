"""What some sets more, or fewer, of one exercise a week would make of the balance of the legs.

A closed sum and no plan: each coming week is taken to be like the mean of the weeks that are pooled now, with the
change on top. `TrainingLog.outlook` follows a real plan session by session; this answers at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.as_of import AsOf
from analytics.errors import NotFound
from analytics.language import _
from analytics.metrics import hinge_curl_balance, quad_posterior_ratio
from analytics.plans.credits import Credits
from analytics.reference.facts import Facts

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sets": _("sets of the exercise a week beside those of now; negative: fewer"),
        "after_weeks": _("how many such weeks have been trained, 1 to the pooled four"),
        "quad_sets": _("fractional hard sets of the quads in the weeks pooled then"),
        "hamstring_sets": _("fractional hard sets of the hamstrings in them"),
        "knee_dominant_sets": _("knee-dominant hard sets in them"),
        "hip_dominant_sets": _("hip-dominant hard sets in them"),
        "q_h_ratio": _("quad_sets / hamstring_sets; empty without hamstring sets"),
        "kd_hd_ratio": _("knee_dominant_sets / hip_dominant_sets; empty without hip-dominant sets"),
        "level": _("of the pooled weeks together: ok, watch, warn, strong, or too_little_data"),
        "curl_share": _("share (0 to 1) of the hamstring sets that bend the knee; empty without hamstring sets"),
        "long_length_share": _("share (0 to 1) of them at long length; empty without hamstring sets"),
        "curl_level": _("of curl_share: ok, hint, warn, or too_little_data"),
    }
)
_COUNTED: Final[Mapping[str, str]] = {
    "quad_sets": "quads",
    "hamstring_sets": "hamstrings",
    "glute_sets": "glute_max",
    "knee_dominant_sets": "knee_dominant",
    "hip_dominant_sets": "hip_dominant",
    "hip_sets": "hip",
    "knee_sets": "knee",
    "long_sets": "long",
}
"""Pooled sum -> the column of `Credits.counts` that one set adds to it."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """What the last full weeks hold together: `sums` by the names of `_COUNTED`, over so many `weeks` of the log."""

    sums: pd.Series[float]
    weeks: int

    @classmethod
    def of(cls, ratio: pd.Series[float], shares: pd.Series[float]) -> Pooled:
        """From the rows of quad_posterior_ratio and hinge_curl_balance of one week."""
        hamstrings = float(shares["hip_sets"] + shares["knee_sets"])
        long_sets = hamstrings * float(shares["long_length_share"]) if hamstrings else 0.0
        sums = {name: float(ratio[name]) for name in _COUNTED if name in ratio.index}
        of_hamstrings = {"hip_sets": shares["hip_sets"], "knee_sets": shares["knee_sets"], "long_sets": long_sets}
        return cls(pd.Series(sums | of_hamstrings, dtype="float64"), int(ratio["weeks"]))

    def after(self, weeks: int, *, added: pd.Series[float], window: int) -> pd.Series[float]:
        """The sums after so many weeks like the mean of these, each with `added` on top."""
        pooled = min(self.weeks + weeks, window)
        return self.sums * (pooled / self.weeks) + min(weeks, window) * added


def added_sets(as_of: AsOf, exercise_id: str, numbers: Iterable[int]) -> pd.DataFrame:
    """One row a number of sets and week (`COLUMNS`), for numbers of sets a week of one exercise beside those of now;
    0 is a week as it is. Fewer sets than are done are left out. Empty without a full week.

    Raises `NotFound` for an exercise that is not counted.
    """
    credits, case = Credits.of(as_of.request), as_of.case
    if not credits.knows(exercise_id):
        raise NotFound(
            _("Sets of “{exercise}” are not counted.", exercise=exercise_id),
            _("Choose a strength exercise of the catalogue."),
        )
    ratios, shares = case.frame("quad_posterior_ratio"), case.frame("hinge_curl_balance")
    if ratios.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    now, worth = Pooled.of(ratios.iloc[-1], shares.iloc[-1]), credits.of_sets([(exercise_id, 1)])
    done = _done_a_week(case.frame("exercise_functions"), exercise_id, worth, now.weeks)
    return what_follows(now, worth, [number for number in numbers if number >= -done], case.facts)


def what_follows(now: Pooled, worth: pd.Series[float], numbers: Iterable[int], facts: Facts) -> pd.DataFrame:
    """The rows of `added_sets` for one set's `worth` (a row of `Credits.counts`)."""
    window = int(facts.number("bal.window_weeks"))
    one = pd.Series({name: float(worth[column]) for name, column in _COUNTED.items()})
    rows = [
        {"sets": number, "after_weeks": weeks} | now.after(weeks, added=number * one, window=window).to_dict()
        for number in numbers
        for weeks in range(1, window + 1)
    ]
    if not rows:
        return pd.DataFrame(columns=list(COLUMNS))
    sums = pd.DataFrame(rows)
    return _judged(sums.assign(weeks=(sums["after_weeks"] + now.weeks).clip(upper=window)), facts)


def _judged(sums: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Sums with ratios, shares and levels by the metrics' own judgement of pooled weeks; rows are no sequence here, so
    that what single weeks held is left out.
    """
    table = sums.assign(quad_and_hamstring_sets=sums["quad_sets"] + sums["hamstring_sets"])
    weekly = {f"week_{name}": sums[name] for name in ("quad_sets", "hamstring_sets")}
    movements = {f"week_{name}": sums[name] for name in ("knee_dominant_sets", "hip_dominant_sets")}
    ratios = quad_posterior_ratio.judged(table.assign(**weekly, **movements), facts)
    shares = hinge_curl_balance.judged(table.assign(last_weeks=0, last_hip_sets=0.0, last_knee_sets=0.0), facts)
    found = ratios.assign(
        level=ratios["pooled_level"],
        curl_share=shares["curl_share"],
        long_length_share=shares["long_length_share"],
        curl_level=shares["level"],
    )
    return found[list(COLUMNS)]


def _done_a_week(functions: pd.DataFrame, exercise_id: str, worth: pd.Series[float], weeks: int) -> float:
    """Sets of an exercise a week in the pooled weeks, from what the metric exercise_functions says they counted for."""
    rows = functions[functions["exercise_id"] == exercise_id]
    done = [row["hard_sets"] / worth[row["muscle"]] for __, row in rows.iterrows() if worth[row["muscle"]]]
    return round(max(done, default=0.0) / weeks, 6)
