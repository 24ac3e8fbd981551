"""Session values: what a lift's best set of a day says about strength (rulebook C3).

Shared by the metrics of strength. A value is the set's load times a growth with its effective reps. The load is that on
the bar, or bodyweight and what is added where a lift moves the whole body; assistance never counts, and no fraction of
the body is ever invented. A tested single (one rep, none left) is its own load whatever formula is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
import pandas as pd

from analytics.metrics._base import MetricRequest, metric_sql
from analytics.metrics._lift_sets import Flags, LiftSets, Places, Values, begins_of, highest
from analytics.metrics._outliers import outliers
from analytics.metrics._personal_k import personal_k
from analytics.metrics.e1rm import (
    FORMULAS,
    ErrorSettings,
    epley_mod,
    leg_press_1rm,
    one_rep_sd_pct,
    reference_rep_strength,
)
from analytics.metrics.trend import TrendSettings
from analytics.reference.facts import Facts

ONE_REP: Final = "one_rep"
REFERENCE_REPS: Final = "reference_reps"
KINDS: Final = (REFERENCE_REPS, ONE_REP)
"""What a value may be, in the order of `LiftKinds.is_one_rep`."""
MODIFIED_EPLEY: Final = "epley_mod"
_BLOCK: Final = 20_000
"""Sets that are valued at a time; a column of them is 160 kB."""


@dataclass(frozen=True, slots=True, eq=False)
class LiftKinds:
    """How the values of each lift are made, one value a lift; taken at places, one for each of those.

    Either estimated maximums (`is_one_rep`) or strength at `reference_reps`, which is NaN for the former. `k` is the
    growth a rep, NaN where another curve gives the value: the leg press, and estimated maximums by another formula.
    `median_reps` are the lift's usual effective reps.
    """

    is_one_rep: Flags
    is_leg_press: Flags
    median_reps: Values
    reference_reps: Values
    k: Values

    def __getitem__(self, place: Any) -> Self:
        """What holds at some places."""
        return type(self)(*(getattr(self, field.name)[place] for field in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class SessionValues:
    """The best set of each lift and day, by lift and then day, with its strength `kg`; `kinds` has one value a lift.

    `bodyweight_kg` is the lifter's, NaN where it is not known.
    """

    sets: LiftSets
    kg: Values
    kinds: LiftKinds
    bodyweight_kg: float

    def lifts(self) -> Iterator[tuple[str, slice]]:
        """Each lift with a value, by exercise id, and where its sessions stand."""
        begins = begins_of(self.sets.lift)
        ids = self.sets.exercise_ids[self.sets.lift[begins]].tolist()
        ends = np.append(begins[1:], len(self.kg))[: len(begins)]
        yield from zip(ids, map(slice, begins.tolist(), ends.tolist()), strict=True)


def session_values(request: MetricRequest) -> SessionValues:
    """The highest eligible value of each lift and day, ties to the heavier load, then to more reps done (fewer
    guessed); a tested single is never replaced by a higher estimate.
    """
    return request.once("session_values", lambda: _session_values(request))


def session_outliers(request: MetricRequest) -> Flags:
    """Which of the session values stand out from their neighbours."""
    return request.once("session_outliers", lambda: outliers_of(session_values(request), request.facts))


def _session_values(request: MetricRequest) -> SessionValues:
    rows = request.columns(metric_sql("session_strength"), bodyweight_kg=request.lifter.bodyweight_kg)
    return best_of_days(LiftSets.of(rows), request.facts, bodyweight_kg=request.lifter.bodyweight_kg)


def best_of_days(sets: LiftSets, facts: Facts, *, bodyweight_kg: float | None) -> SessionValues:
    """The session values of these sets; their lifts may be anybody's."""
    body_kg = np.nan if bodyweight_kg is None else bodyweight_kg
    kinds = _kinds(sets, body_kg, facts)
    best, kg = [np.zeros(0, dtype=np.intp)], [np.zeros(0)]
    for block in _blocks(sets.lift):
        found, its_kg = _best(sets[block], body_kg, kinds, facts)
        best.append(found + block.start)
        kg.append(its_kg)
    return SessionValues(sets[np.concatenate(best)], np.concatenate(kg), kinds, body_kg)


def _blocks(lift: Places) -> Iterator[slice]:
    """Where so many sets of whole lifts stand that what is made of them stays in a processor's cache."""
    begin = 0
    for end in [*begins_of(lift)[1:].tolist(), len(lift)]:
        if end - begin >= _BLOCK or end == len(lift) > begin:
            yield slice(begin, end)
            begin = end


def _load_kg(sets: LiftSets, bodyweight_kg: float) -> Values:
    return sets.weight_kg + np.where(sets.is_bodyweight, bodyweight_kg, 0.0)[sets.lift]


# --- the value of a set -----------------------------------------------------------------------------------------------


def strength_kg(
    load_kg: Values, effective_reps: Values, by: LiftKinds, facts: Facts, *, is_tested_single: Flags
) -> Values:
    """The strength value of each set in kg, made as its lift's are; NaN where its effective reps are out of reach.

    Reference-rep strength always grows by the line of `k`: the other formulas were made for few reps, and some end
    before such lifts begin.
    """
    has_one_rep, has_reference = _has_value(effective_reps, by, facts)
    estimated = _estimated(load_kg, effective_reps, by, facts)
    kg = np.where(has_one_rep, np.where(is_tested_single, load_kg, estimated), np.nan)
    kg[has_reference] = reference_rep_strength(
        load_kg[has_reference], effective_reps[has_reference], by.reference_reps[has_reference], k=by.k[has_reference]
    )
    return kg


def _estimated(load_kg: Values, reps: Values, by: LiftKinds, facts: Facts) -> Values:
    """The 1RM by the formula in use, on the leg press by its own curve."""
    formula, press = facts.text("e1rm.formula"), by.is_leg_press
    kg = epley_mod(load_kg, reps, k=by.k) if formula == MODIFIED_EPLEY else FORMULAS[formula](load_kg, reps)
    kg[press] = leg_press_1rm(load_kg[press], reps[press])
    return kg


def _has_value(reps: Values, by: LiftKinds, facts: Facts) -> tuple[Flags, Flags]:
    """Which sets have a 1RM estimate, and which a strength at the usual reps."""
    distance = facts.number("e1rm.reference.max_distance")
    near_enough = np.abs(reps - by.reference_reps) <= distance  # never where there are no such reps
    return by.is_one_rep & (reps <= facts.number("e1rm.max_n_soft")), near_enough


# --- what a lift's values are made by ---------------------------------------------------------------------------------


def _kinds(sets: LiftSets, bodyweight_kg: float, facts: Facts) -> LiftKinds:
    median_reps, modal_reps = _usual_reps(sets, facts)
    is_one_rep = ~(median_reps > facts.number("e1rm.max_n"))
    usual = np.clip(modal_reps, facts.number("e1rm.reference.min"), facts.number("e1rm.reference.max"))
    is_modified_epley = facts.text("e1rm.formula") == MODIFIED_EPLEY
    is_by_k = ~is_one_rep | (~sets.is_leg_press & is_modified_epley)
    kinds = LiftKinds(
        is_one_rep=is_one_rep,
        is_leg_press=sets.is_leg_press,
        median_reps=median_reps,
        reference_reps=np.where(is_one_rep, np.nan, usual),
        k=np.where(is_by_k, facts.number("e1rm.k"), np.nan),
    )
    if is_modified_epley and facts.text("e1rm.personal_k") == "on":
        kinds.k[:] = _own_k(sets, bodyweight_kg, kinds, facts)
    return kinds


def _usual_reps(sets: LiftSets, facts: Facts) -> tuple[Values, Values]:
    """The median and the most frequent (of equals the fewest) effective reps of each lift's newest weeks."""
    begins = np.searchsorted(sets.lift, np.arange(len(sets.exercise_ids) + 1)).tolist()
    window = np.timedelta64(round(7 * facts.number("e1rm.reference.window_weeks")), "D")
    firsts = [
        begin + int(np.searchsorted(sets.day[begin:end], sets.day[end - 1] - window, side="right"))
        for begin, end in pairwise(begins)
    ]
    recent = sets[np.concatenate([np.zeros(0, np.intp), *map(np.arange, firsts, begins[1:])])]
    order = np.lexsort((recent.effective_reps, recent.lift))
    lift, done = recent.lift[order], recent.effective_reps[order]
    counts = np.bincount(lift, minlength=len(firsts))
    first = np.cumsum(counts) - counts
    low, high = done[first + (counts - 1) // 2], done[first + counts // 2]
    return low + (high - low) * 0.5, _most_frequent(lift, np.floor(done + 0.5))


def _most_frequent(lift: Places, whole: Values) -> Values:
    """Of each lift the number that comes most often, of equals the smallest; rows by lift and number."""
    begins = begins_of(lift, whole)
    often = np.lexsort((whole[begins], -np.diff(begins, append=len(lift)), lift[begins]))
    return whole[begins][often][begins_of(lift[begins][often])]


def _own_k(sets: LiftSets, bodyweight_kg: float, kinds: LiftKinds, facts: Facts) -> Values:
    """The growth a rep of each lift: its own where it can be told, else as in `kinds`."""
    by_set, load_kg, reps = kinds[sets.lift], _load_kg(sets, bodyweight_kg), sets.effective_reps
    has_one_rep, has_reference = _has_value(reps, by_set, facts)
    usable = ~np.isnan(by_set.k) & (has_one_rep | has_reference) & (sets.rir <= facts.number("hard.close_rir"))
    near = pd.DataFrame(
        {
            "exercise_id": sets.lift[usable],
            "day": sets.day[usable].astype("datetime64[us]"),
            "load_kg": load_kg[usable],
            "effective_reps": reps[usable],
            "rir": sets.rir[usable],
            "is_failure": sets.is_failure[usable],
        }
    )
    heaviest = near.sort_values("load_kg", ascending=False, kind="stable").drop_duplicates(
        ["exercise_id", "day", "effective_reps", "rir", "is_failure"]
    )
    own = personal_k(heaviest, facts)
    return np.array([own.get(str(lift), k) for lift, k in enumerate(kinds.k.tolist())], dtype=np.float64)


# --- the best of a day ------------------------------------------------------------------------------------------------


def _best(sets: LiftSets, bodyweight_kg: float, kinds: LiftKinds, facts: Facts) -> tuple[Places, Values]:
    """Where the best set of each lift and day stands, and its value: a tested single, else the highest value, then as
    in `_first_of_equals`.
    """
    load_kg, is_tested = _load_kg(sets, bodyweight_kg), sets.is_tested_single
    kg = strength_kg(load_kg, sets.effective_reps, kinds[sets.lift], facts, is_tested_single=is_tested)
    session = sets.lift, sets.day.view(np.int64)
    left = np.flatnonzero(~np.isnan(kg))
    if is_tested.any():
        left = highest(left, is_tested[left], *session)
    left = highest(left, kg[left], *session)
    begins = begins_of(*(column[left] for column in session))
    counts = np.diff(begins, append=len(left))
    alone, several = left[begins[counts == 1]], left[np.repeat(counts, counts) > 1]
    best = np.sort(np.concatenate([alone, _first_of_equals(several, sets, load_kg)]))
    return best, kg[best]


def _first_of_equals(places: Places, sets: LiftSets, load_kg: Values) -> Places:
    """Of sets with the same value: the heavier load, more reps done, fewer left, marked as failure, and the earlier."""
    of = sets[places]
    order = np.lexsort((of.started_at, ~of.is_failure, of.rir, -of.reps, -load_kg[places], of.day, of.lift))
    return places[order][begins_of(of.lift[order], of.day[order])]


def error_kg(values: SessionValues, facts: Facts, place: Any = slice(None)) -> Values:
    """One standard deviation of the error of each value, or of those at some places.

    The published level errors end at 15 reps; the last one is kept beyond. It is the same for every formula: it is the
    spread between people. For a tested single it is close to what a tested maximum varies from day to day (4.2 %).
    """
    settings, sets = ErrorSettings.from_facts(facts), values.sets[place]
    known_reps = np.minimum(sets.effective_reps, settings.level_pct[-1][0])
    return np.asarray(values.kg[place] * one_rep_sd_pct(known_reps, sets.rir, sets.is_failure, settings) / 100)


def outliers_of(values: SessionValues, facts: Facts) -> Flags:
    """Which of the values stand out from their neighbours."""
    return outliers(values.sets.lift, values.sets.started_at, values.kg, TrendSettings.from_facts(facts))
