"""Forecasts of repetitions: how many at a given load a lift's next session brings, from its sessions so far.

A session is a lift's best set of a day: load and reps. Loads enter only by their ratios, so the unit does not matter.
People plan reps: more than half of the sessions at an unchanged load repeat the last number exactly. So a forecast is
not a point on a strength curve but a **vote**. Each earlier session of the lift votes for its own reps and for its reps
moved along the lift's load-reps curve to the new load, the more the nearer its load and the fewer sessions came since.
What the lifter's other lifts were done for in the last days votes too: a block of fives is one in every lift. The
votes, slightly smoothed, are a predictive distribution over 1, 2 ... reps. The forecast is its median, which has the
least mean absolute error. The lift's own curve is a weighted straight line, shrunk (as in ridge regression) to the
slope of the modified Epley formula.

Ranges grow out from the median, the likelier neighbour first, and hold whole numbers, both ends included. How much of
the distribution a range must hold is read from how the lifter's past forecasts went: as much as the wanted share of
them needed (conformal prediction after Lei 2018, with the past in the place of a random sample). The scores of many
lifters' forecasts (`reference/forecast_errors.csv`) stand in while there are few.

The shape and the numbers were found, and are tested, on real logs by `python -m benchmarks.backtest`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

LEVELS: Final = (0.80, 0.95)
"""Share of forecasts that each of the two ranges is to hold."""
OTHERS_REACH: Final = 10
"""Other lifts' sessions older than this many times `others_days` weigh less than 1 in 20,000 and are not looked up."""
NOTHING: Final = 60.0
"""What weighs e^-60 of the newest is nothing in a sum of both: 16 digits are e^-37, the rest is for loads far off."""
ROUNDING: Final = 1e-9
"""What two sums of the same votes may differ by."""


@dataclass(frozen=True, slots=True)
class ForecastSettings:
    """The facts `forecast.*`, the slope of the general curve (1 / `e1rm.k`, in reps for a logarithm of load), and the
    scores of many lifters' forecasts, ascending, each with the same weight.
    """

    max_reps: int
    min_sessions: int
    load_width: float
    any_load: float
    memory: float
    ageing: float
    repeat_share: float
    progress: float
    general_slope: float
    general_trust: float
    spread_reps: float
    spread_share: float
    others_share: float
    others_days: float
    scores: int
    general_scores_weight: float
    general_scores: tuple[float, ...]

    @classmethod
    def from_facts(cls, facts: Facts, *, max_reps: int | None = None) -> ForecastSettings:
        """The settings that the facts describe; `max_reps` overrides how long a set may be (the backtest's tables)."""
        return cls(
            max_reps=int(facts.number("forecast.max_reps") if max_reps is None else max_reps),
            min_sessions=int(facts.number("forecast.min_sessions")),
            load_width=facts.number("forecast.load_width_pct") / 100,
            any_load=facts.number("forecast.any_load"),
            memory=facts.number("forecast.memory"),
            ageing=facts.number("forecast.ageing"),
            repeat_share=facts.number("forecast.repeat_share"),
            progress=facts.number("forecast.progress"),
            general_slope=1 / facts.number("e1rm.k"),
            general_trust=facts.number("forecast.general_trust"),
            spread_reps=facts.number("forecast.spread_reps"),
            spread_share=facts.number("forecast.spread_share"),
            others_share=facts.number("forecast.others_share"),
            others_days=facts.number("forecast.others_days"),
            scores=int(facts.number("forecast.scores")),
            general_scores_weight=facts.number("forecast.general_scores_weight"),
            general_scores=general_scores(),
        )


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one log, oldest first: load and reps of the best set of each lift and day (both are numbers)."""

    lift: Places
    day: Values
    load: Values
    reps: Places

    @classmethod
    def of(cls, lift: npt.ArrayLike, day: npt.ArrayLike, load: npt.ArrayLike, reps: npt.ArrayLike) -> Sessions:
        """Sessions given in any order."""
        lifts, days = np.asarray(lift, dtype=np.int64), np.asarray(day, dtype=np.float64)
        order = np.lexsort((lifts, days))
        loads, done = np.asarray(load, dtype=np.float64), np.asarray(reps, dtype=np.int64)
        return cls(lifts[order], days[order], loads[order], done[order])


@dataclass(frozen=True, slots=True)
class Forecast:
    """Reps at one load: the median and a range (low, high; whole reps, both included) for each of `LEVELS`."""

    reps: int
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have been forecast for each session from those of earlier days, in the order of the sessions.

    Zeros where the lift had fewer than `min_sessions`; `low` and `high` have a column for each of `LEVELS`. `score` is
    how much of the distribution a range had to hold before it reached the reps that came (NaN without a forecast).
    """

    reps: Places
    low: Places
    high: Places
    score: Values


# --- one forecast -----------------------------------------------------------------------------------------------------


def predictive(
    load: float | Values,
    past_load: Values,
    past_reps: Places,
    settings: ForecastSettings,
    *,
    others: Values | None = None,
    is_past: bool | npt.NDArray[np.bool_] = True,
) -> Values:
    """Probability of 1, 2 ... `max_reps` reps at `load`, given a lift's sessions (oldest first, one at least).

    `others` is what the lifter's other lifts say, a distribution too; None, or NaN, when they say nothing. Several at
    once have a row each, the `load` a column of one; a row that is shorter begins with what `is_past` leaves out.
    """
    lighter = np.log(load / past_load)
    near = np.where(is_past, np.exp(-np.abs(lighter) / settings.load_width), 0.0)
    age = _age(near, settings)
    weight = np.where(is_past, np.exp(-age / settings.memory) * (near + settings.any_load), 0.0)
    slope = curve_slope(lighter, past_reps, np.exp(-age / (2 * settings.memory)) * near, settings)
    moved = past_reps - slope[..., None] * lighter + settings.progress
    votes = settings.repeat_share * _counted(past_reps, weight, settings)
    votes += (1 - settings.repeat_share) * _counted(moved, weight, settings)
    own = _smoothed(votes / votes.sum(axis=-1, keepdims=True), settings)
    if others is None:
        return own
    return np.where(np.isnan(others), own, (1 - settings.others_share) * own + settings.others_share * others)


def curve_slope(lighter: Values, reps: Places, weight: Values, settings: ForecastSettings) -> Values:
    """Reps lost for a logarithm of load more, 0 or more: a weighted line through how much lighter sessions were and
    their reps, shrunk to the general slope as if `general_trust` of squared distance had been seen on that. One for
    each row of sessions.
    """
    total = np.maximum(weight.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    across = lighter - (weight * lighter).sum(axis=-1, keepdims=True) / total
    above = reps - (weight * reps).sum(axis=-1, keepdims=True) / total
    trust = settings.general_trust
    fitted = trust * settings.general_slope + (weight * across * above).sum(axis=-1)
    return np.asarray(np.maximum(0.0, fitted / (trust + (weight * across * across).sum(axis=-1))))


def distribution_of_others(reps: Places, days_ago: Values, settings: ForecastSettings) -> Values | None:
    """What other lifts' recent sessions were done for, the newer the more; None without any."""
    recent = days_ago <= OTHERS_REACH * settings.others_days
    if not recent.any():
        return None
    votes = _counted(reps[recent], np.exp(-days_ago[recent] / settings.others_days), settings)
    return np.asarray(votes / votes.sum())


def median_reps(distribution: Values) -> int:
    """The smallest number of reps that is reached or stayed under with probability one half."""
    return int(np.argmax(np.cumsum(distribution) >= 0.5 - ROUNDING)) + 1


def scores(distribution: Values) -> Values:
    """For 1, 2 ... reps: how much probability a range that grows out from the median holds before it takes them in.

    0 at the median. Of two neighbours the likelier comes first; of equals the higher.
    """
    return np.array([score for __, score in sorted(_reached(distribution))])


def score_of(reps: int, distribution: Values) -> float:
    """The one of `scores` that is for so many reps."""
    return next(score for place, score in _reached(distribution) if place == reps - 1)


def _reached(distribution: Values) -> Iterator[tuple[int, float]]:
    """The places of a distribution in the order in which a range takes them in, with what it holds before."""
    share = [-1.0, *distribution.tolist(), -1.0]  # numbers of Python's, which are quicker one by one
    low = high = median_reps(distribution)
    held = 0.0
    taken = low
    for __ in range(len(distribution)):
        yield taken - 1, held
        held += share[taken]
        taken = high + 1 if share[high + 1] >= share[low - 1] - ROUNDING else low - 1
        low, high = min(low, taken), max(high, taken)


def reps_range(score_of_reps: Values, score: float) -> tuple[int, int]:
    """The lowest and the highest reps whose score is not above `score`."""
    inside = np.flatnonzero(score_of_reps <= score + ROUNDING)
    return int(inside[0]) + 1, int(inside[-1]) + 1


def calibrated_scores(past_scores: Values, settings: ForecastSettings) -> tuple[float, ...]:
    """The score that a range must reach for each of `LEVELS`: a quantile of the lifter's last scores (oldest first) and
    of the general ones, which together weigh as much as `general_scores_weight` forecasts.
    """
    own = past_scores[-settings.scores :]
    general = np.asarray(settings.general_scores)
    known = np.concatenate([general, own])
    weight = np.ones(len(known))
    weight[: len(general)] = settings.general_scores_weight / len(general)
    order = np.argsort(known, kind="stable")
    share = np.cumsum(weight[order]) / weight.sum()
    return tuple(float(known[order[np.searchsorted(share, level - ROUNDING)]]) for level in LEVELS)


# --- a whole log ------------------------------------------------------------------------------------------------------


def next_forecasts(sessions: Sessions, settings: ForecastSettings) -> dict[int, Forecast]:
    """By lift: reps at the load of its last session if it is done on the day after the last one of the log.

    Lifts of fewer than `min_sessions` sessions have none.
    """
    pasts = {lift: places for lift, places in _places_by_lift(sessions).items() if len(places) >= settings.min_sessions}
    if not pasts:
        return {}
    reach = next_reach(sessions, settings)
    load = sessions.load[[places[-1] for places in pasts.values()]]
    tomorrow = np.full(len(pasts), sessions.day[-1] + 1)
    found = _distributions(sessions, list(pasts.values()), load, tomorrow, settings)
    return {lift: forecast_of(distribution, reach) for lift, distribution in zip(pasts, found, strict=True)}


def next_reach(sessions: Sessions, settings: ForecastSettings) -> tuple[float, ...]:
    """The score that the next session's ranges must reach, from how the forecasts so far went: one of each level."""
    by_lift = _places_by_lift(sessions)
    rank = _rank_in_lift(by_lift, len(sessions.lift))
    newest = np.flatnonzero(rank >= settings.min_sessions)[-settings.scores :]
    pasts = [by_lift[int(sessions.lift[place])][: rank[place]] for place in newest]
    found: list[float] = []
    if pasts:
        foretold = _distributions(sessions, pasts, sessions.load[newest], sessions.day[newest], settings)
        found = list(map(score_of, sessions.reps[newest].tolist(), foretold))
    return calibrated_scores(np.array(found, dtype=np.float64), settings)


def forecast_of(distribution: Values, reach: tuple[float, ...]) -> Forecast:
    """The median of a distribution of reps, and the ranges that reach these scores."""
    of_reps = scores(distribution)
    return Forecast(median_reps(distribution), tuple(reps_range(of_reps, score) for score in reach))


def replay(sessions: Sessions, settings: ForecastSettings, *, first: int = 0) -> Replay:
    """What would have been forecast for each session at the load that was used; sessions before `first` are left out.

    Only sessions of earlier days are seen, for the reps and for the ranges alike.
    """
    count = len(sessions.lift)
    reps, low, high = np.zeros(count, np.int64), np.zeros((count, 2), np.int64), np.zeros((count, 2), np.int64)
    score = np.full(count, np.nan)
    by_lift = _places_by_lift(sessions)
    rank = _rank_in_lift(by_lift, count)
    starts = np.searchsorted(sessions.day, sessions.day)  # the first session of the same day
    for place in range(first, count):
        places = by_lift[int(sessions.lift[place])][: rank[place]]
        if len(places) < settings.min_sessions:
            continue
        load, day = sessions.load[[place]], sessions.day[[place]]
        (forecast,) = _distributions(sessions, [places], load, day, settings)
        of_reps = scores(forecast)
        reps[place] = median_reps(forecast)
        known = score[: starts[place]]
        reach = calibrated_scores(known[~np.isnan(known)], settings)
        low[place], high[place] = zip(*(reps_range(of_reps, each) for each in reach), strict=True)
        score[place] = of_reps[sessions.reps[place] - 1]
    return Replay(reps, low, high, score)


def others_at(sessions: Sessions, lift: int, day: float, settings: ForecastSettings) -> Values | None:
    """What the lifter's other lifts say on `day`: `distribution_of_others` of the sessions before it."""
    near = slice(
        int(np.searchsorted(sessions.day, day - OTHERS_REACH * settings.others_days)),
        int(np.searchsorted(sessions.day, day)),
    )
    is_other = sessions.lift[near] != lift
    return distribution_of_others(sessions.reps[near][is_other], day - sessions.day[near][is_other], settings)


def _distributions(
    sessions: Sessions, pasts: Sequence[Places], load: Values, day: Values, settings: ForecastSettings
) -> Values:
    """A row for each of some lifts whose sessions stand at `pasts`: the predictive distribution at a load on a day."""
    reach = min(_reach(settings), max(map(len, pasts)))
    place, is_past = np.zeros((len(pasts), reach), dtype=np.int64), np.zeros((len(pasts), reach), dtype=bool)
    for row, past in enumerate(pasts):
        place[row, -len(past) :] = past[-reach:]
        is_past[row, -len(past) :] = True
    others = _others(sessions, sessions.lift[place[:, -1]], day, settings)
    return predictive(
        load[:, None], sessions.load[place], sessions.reps[place], settings, others=others, is_past=is_past
    )


def _others(sessions: Sessions, lift: Places, day: Values, settings: ForecastSettings) -> Values:
    """`others_at` of several lifts and days, a row each; NaN where nothing is said."""
    first = np.searchsorted(sessions.day, day - OTHERS_REACH * settings.others_days)[:, None]
    end = np.searchsorted(sessions.day, day)[:, None]
    place = end - np.arange((end - first).max(initial=0), 0, -1)
    is_said = (place >= first) & (sessions.lift[place] != lift[:, None])
    weight = is_said * np.exp(-np.abs(day[:, None] - sessions.day[place]) / settings.others_days)
    votes = _counted(sessions.reps[place], weight, settings)
    return votes / np.where(is_said.any(axis=-1), votes.sum(axis=-1), np.nan)[:, None]


def _reach(settings: ForecastSettings) -> int:
    """How many sessions back a vote weighs anything beside those after it, as floating point goes."""
    return math.ceil(2 * settings.memory * NOTHING / settings.ageing)


def _places_by_lift(sessions: Sessions) -> dict[int, Places]:
    """Where the sessions of each lift stand, oldest first."""
    if not len(sessions.lift):
        return {}
    order = np.argsort(sessions.lift, kind="stable")
    lifts, begins = np.unique(sessions.lift[order], return_index=True)
    return dict(zip(lifts.tolist(), np.split(order, begins[1:]), strict=True))


def _rank_in_lift(by_lift: dict[int, Places], count: int) -> Places:
    """How many sessions of its lift came before each session."""
    rank = np.zeros(count, dtype=np.int64)
    for places in by_lift.values():
        rank[places] = np.arange(len(places))
    return rank


# --- votes ------------------------------------------------------------------------------------------------------------


def _age(near: Values, settings: ForecastSettings) -> Values:
    """How much came since each session: every later one counts `ageing`, and up to 1 more the nearer its load is."""
    counted = near + settings.ageing
    return np.asarray(counted[..., ::-1].cumsum(axis=-1)[..., ::-1] - counted)


def _counted(reps: npt.ArrayLike, weight: Values, settings: ForecastSettings) -> Values:
    """Weighted votes for 1, 2 ... `max_reps`, row by row; one between two whole numbers is shared by its distance."""
    voted = np.clip(np.asarray(reps, dtype=np.float64), 1, settings.max_reps)
    whole = voted.astype(np.int64)
    rest = voted - whole
    size, rows = settings.max_reps + 2, weight.shape[:-1]
    total = size * math.prod(rows)
    place = (whole + np.arange(0, total, size).reshape(*rows, 1)).ravel()
    votes = np.bincount(place, (weight * (1 - rest)).ravel(), total)
    votes = votes + np.bincount(place + 1, (weight * rest).ravel(), total)
    return np.asarray(votes.reshape(*rows, size)[..., 1:-1], dtype=np.float64)


def _smoothed(distribution: Values, settings: ForecastSettings) -> Values:
    """A share of the votes spread out to both sides, halving about every rep (discrete Laplace)."""
    spread = distribution @ _spreading(settings.max_reps, settings.spread_reps)
    share = settings.spread_share
    return np.asarray((1 - share) * distribution + share * spread / spread.sum(axis=-1, keepdims=True))


@cache
def _spreading(max_reps: int, spread_reps: float) -> Values:
    reps = np.arange(max_reps)
    return np.asarray(np.exp(-np.abs(reps[:, None] - reps[None, :]) / spread_reps))


@cache
def general_scores() -> tuple[float, ...]:
    """The scores of many lifters' forecasts as equally likely values, ascending (`reference/forecast_errors.csv`)."""
    text = (files("analytics.reference") / "forecast_errors.csv").read_text(encoding="utf-8")
    return tuple(float(line.split(",")[1]) for line in text.splitlines()[1:])
