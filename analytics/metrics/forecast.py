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
    load: float, past_load: Values, past_reps: Places, settings: ForecastSettings, *, others: Values | None = None
) -> Values:
    """Probability of 1, 2 ... `max_reps` reps at `load`, given a lift's sessions (oldest first, one at least).

    `others` is what the lifter's other lifts say, a distribution too; None when they say nothing.
    """
    lighter = np.log(load / past_load)
    near = np.exp(-np.abs(lighter) / settings.load_width)
    age = _age(near, settings)
    weight = np.exp(-age / settings.memory) * (near + settings.any_load)
    slope = curve_slope(lighter, past_reps, np.exp(-age / (2 * settings.memory)) * near, settings)
    moved = past_reps - slope * lighter + settings.progress
    votes = settings.repeat_share * _counted(past_reps, weight, settings)
    votes += (1 - settings.repeat_share) * _counted(moved, weight, settings)
    own = _smoothed(votes / votes.sum(), settings)
    if others is None:
        return own
    return (1 - settings.others_share) * own + settings.others_share * others


def curve_slope(lighter: Values, reps: Places, weight: Values, settings: ForecastSettings) -> float:
    """Reps lost for a logarithm of load more, 0 or more: a weighted line through how much lighter sessions were and
    their reps, shrunk to the general slope as if `general_trust` of squared distance had been seen on that.
    """
    total = max(float(weight.sum()), np.finfo(float).tiny)
    across = lighter - (weight * lighter).sum() / total
    above = reps - (weight * reps).sum() / total
    trust = settings.general_trust
    fitted = trust * settings.general_slope + (weight * across * above).sum()
    return max(0.0, float(fitted / (trust + (weight * across * across).sum())))


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
    low = high = median_reps(distribution) - 1
    found = np.zeros(len(distribution))
    held = distribution[low]
    while high - low + 1 < len(distribution):
        below = distribution[low - 1] if low > 0 else -1.0
        above = distribution[high + 1] if high + 1 < len(distribution) else -1.0
        goes_up = above >= below - ROUNDING
        low, high = (low, high + 1) if goes_up else (low - 1, high)
        taken = high if goes_up else low
        found[taken] = held
        held += distribution[taken]
    return found


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
    if not len(sessions.lift):
        return {}
    reach = next_reach(sessions, settings)
    tomorrow = sessions.day[-1] + 1
    return {
        lift: forecast_of(_distribution(sessions, places, float(sessions.load[places[-1]]), tomorrow, settings), reach)
        for lift, places in _places_by_lift(sessions).items()
        if len(places) >= settings.min_sessions
    }


def next_reach(sessions: Sessions, settings: ForecastSettings) -> tuple[float, ...]:
    """The score that the next session's ranges must reach, from how the forecasts so far went: one of each level."""
    replayed = replay(sessions, settings, first=_first_needed(sessions, settings))
    return calibrated_scores(replayed.score[~np.isnan(replayed.score)], settings)


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
        forecast = _distribution(sessions, places, float(sessions.load[place]), sessions.day[place], settings)
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


def _distribution(sessions: Sessions, places: Places, load: float, day: float, settings: ForecastSettings) -> Values:
    """The predictive distribution of a lift whose sessions stand at `places`, done at `load` on `day`."""
    others = others_at(sessions, int(sessions.lift[places[0]]), day, settings)
    return predictive(load, sessions.load[places], sessions.reps[places], settings, others=others)


def _first_needed(sessions: Sessions, settings: ForecastSettings) -> int:
    """The first session whose score can matter: the last `settings.scores` forecasts begin here."""
    rank = _rank_in_lift(_places_by_lift(sessions), len(sessions.lift))
    with_forecast = np.flatnonzero(rank >= settings.min_sessions)
    return int(with_forecast[-settings.scores]) if len(with_forecast) > settings.scores else 0


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
    return np.asarray(counted[::-1].cumsum()[::-1] - counted)


def _counted(reps: npt.ArrayLike, weight: Values, settings: ForecastSettings) -> Values:
    """Weighted votes for 1, 2 ... `max_reps`; a vote between two whole numbers is shared by its distance."""
    voted = np.clip(np.asarray(reps, dtype=np.float64), 1, settings.max_reps)
    whole = voted.astype(np.int64)
    rest = voted - whole
    size = settings.max_reps + 2
    votes = np.bincount(whole, weight * (1 - rest), size) + np.bincount(whole + 1, weight * rest, size)
    return np.asarray(votes[1:-1], dtype=np.float64)


def _smoothed(distribution: Values, settings: ForecastSettings) -> Values:
    """A share of the votes spread out to both sides, halving about every rep (discrete Laplace)."""
    spread = distribution @ _spreading(settings.max_reps, settings.spread_reps)
    share = settings.spread_share
    return np.asarray((1 - share) * distribution + share * spread / spread.sum())


@cache
def _spreading(max_reps: int, spread_reps: float) -> Values:
    reps = np.arange(max_reps)
    return np.asarray(np.exp(-np.abs(reps[:, None] - reps[None, :]) / spread_reps))


@cache
def general_scores() -> tuple[float, ...]:
    """The scores of many lifters' forecasts as equally likely values, ascending (`reference/forecast_errors.csv`)."""
    text = (files("analytics.reference") / "forecast_errors.csv").read_text(encoding="utf-8")
    return tuple(float(line.split(",")[1]) for line in text.splitlines()[1:])
