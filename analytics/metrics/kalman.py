"""A lift's level and pace from session to session: the local linear trend (Harvey 1989), beside the Theil-Sen trend.

Pure functions. The state is [level, slope] of ln(kg), the slope per week. Over a step of d weeks (rulebook C4)

    F = [[1, d], [0, 1]]        Q = [[q_l d + q_s d^3 / 3, q_s d^2 / 2], [q_s d^2 / 2, q_s d]]

and a session sees the level through noise of the variance R, which depends on how near to failure its set went. Steps
may be of any length. A break needs no rule of its own: nothing is seen in it, F and Q let the variance of the level
grow with its length, and the first sessions back count for more because so little is known before them. A session that
is not to be fitted is NaN: the state passes it by.

The noise R of the facts is that of tests repeated alike. Real sessions alternate heavy and light days, rep ranges and
machines, and fall further from what was foretold. So each lift's newest one-step errors say how many times further, and
every standard deviation is widened by that (`own_spread`); to scale R, Q and the prior together moves no mean.

Many lifts run at once. Grids have one row a session and one column a lift; a lift with fewer sessions than the grid has
rows ends with steps of 0 and nothing seen, which leave its state as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analytics.reference.facts import Facts

Values = npt.NDArray[np.float64]

SPREAD_LEVEL: Final = 0.8
"""The share of a lift's own errors that its intervals are widened to hold."""
DIFFUSE_LEVEL_SD: Final = 1.0
"""Before the first session the level may be anything: 1 on the logarithm, a factor of 2.7 either way. Thirty times a
session's noise is enough to leave no trace, and little enough to lose no digits."""


@dataclass(frozen=True, slots=True)
class LocalTrendSettings:
    """The facts of the model, as shares (0.01 is 1 %): `level_sd` and `slope_sd` per square root of a week.

    `spread_sessions` is how many of a lift's newest sessions say how far it strays.
    """

    level_sd: float
    slope_sd: float
    prior_slope: float
    prior_slope_sd: float
    spread_sessions: int

    @classmethod
    def from_facts(cls, facts: Facts) -> LocalTrendSettings:
        """The settings that `kalman.*` in the facts describe."""
        return cls(
            level_sd=facts.number("kalman.level_sd_pct") / 100,
            slope_sd=facts.number("kalman.slope_sd_pct") / 100,
            prior_slope=facts.number("kalman.prior_slope_pct") / 100,
            prior_slope_sd=facts.number("kalman.prior_slope_sd_pct") / 100,
            spread_sessions=int(facts.number("kalman.spread_sessions")),
        )


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What is known of level and slope, as arrays of one shape: means, variances, and the covariance of the two."""

    level: Values  # ln(kg)
    slope: Values  # of ln(kg), per week
    level_var: Values
    cross: Values
    slope_var: Values

    @property
    def level_sd(self) -> Values:
        """Standard deviation of the level."""
        return np.sqrt(self.level_var)

    @property
    def slope_sd(self) -> Values:
        """Standard deviation of the slope."""
        return np.sqrt(self.slope_var)

    def widened(self, factor: Values) -> States:
        """The same means with standard deviations so many times as large."""
        return States(
            self.level, self.slope, self.level_var * factor**2, self.cross * factor**2, self.slope_var * factor**2
        )

    def __getitem__(self, place: Any) -> States:
        """The states at a place of the arrays."""
        return States(*(part[place] for part in self._parts()))

    def _parts(self) -> tuple[Values, ...]:
        return self.level, self.slope, self.level_var, self.cross, self.slope_var


def filtered(steps: Values, logs: Values, noise_sd: Values, settings: LocalTrendSettings) -> States:
    """The state after each session, knowing it and those before it (Kalman's filter).

    `steps` are weeks since the session before (0 for the first), `logs` ln(kg) or NaN for a session that is not fitted,
    `noise_sd` the session noise on the logarithm, above 0; all three (sessions, lifts).
    """
    states = np.empty((len(steps), 5, steps.shape[1]))
    state = _before_the_first(logs, settings)._parts()
    is_seen, noise_var = ~np.isnan(logs), noise_sd**2
    drifts = np.stack(_drifts(steps, settings), axis=1)
    for row, weeks in enumerate(steps):
        level, slope, level_var, cross, slope_var = _ahead(state, weeks, drifts[row])
        share = is_seen[row] / (level_var + noise_var[row])
        level_gain, slope_gain = level_var * share, cross * share
        surprise = np.where(is_seen[row], logs[row] - level, 0)
        state = (
            level + level_gain * surprise,
            slope + slope_gain * surprise,
            level_var * (1 - level_gain),
            cross * (1 - level_gain),
            slope_var - slope_gain * cross,
        )
        states[row] = state
    return States(*np.moveaxis(states, 1, 0))


def smoothed(steps: Values, states: States, settings: LocalTrendSettings) -> States:
    """The state at each session, knowing all of them (Rauch, Tung and Striebel 1965), from the filtered states."""
    smooth = np.stack(states._parts(), axis=1)
    here = states[:-1]
    ahead = predicted(here, steps[1:], settings)
    foretold, gains = np.stack(ahead._parts(), axis=1), np.stack(_gains(here, ahead, steps[1:]), axis=1)
    for row in range(len(steps) - 2, -1, -1):
        smooth[row] = _smoothed_step(smooth[row], smooth[row + 1] - foretold[row], gains[row])
    return States(*np.moveaxis(smooth, 1, 0))


def predicted(states: States, weeks: Values, settings: LocalTrendSettings) -> States:
    """The states so many weeks later, before anything more is seen: F m and F P F' + Q."""
    return States(*_ahead(states._parts(), weeks, _drifts(weeks, settings)))


def surprises(steps: Values, logs: Values, noise_sd: Values, states: States, settings: LocalTrendSettings) -> Values:
    """How far each session but the first fell from what those before it foretold, in standard deviations.

    One row less than the grids; NaN where `logs` is. `logs` may hold sessions that were not fitted: they happened.
    """
    ahead = predicted(states[:-1], steps[1:], settings)
    return np.asarray((logs[1:] - ahead.level) / np.hypot(ahead.level_sd, noise_sd[1:]))


def own_spread(surprised: Values, settings: LocalTrendSettings) -> Values:
    """How many times further than the facts expect each lift strays: 1 or more, 1 without a session to tell by.

    The size that 80 % of its newest surprises (and one more, not yet seen) keep within, over the 1.28 of the normal
    distribution: split conformal prediction (Lei 2018), whose intervals hold whatever the errors' shape is. Never below
    1: who repeats one load for weeks is not known to the gram.
    """
    from_the_end = np.cumsum(~np.isnan(surprised[::-1]), axis=0)[::-1]
    sizes = np.where(from_the_end <= settings.spread_sessions, np.abs(surprised), np.nan)
    counts = (~np.isnan(sizes)).sum(axis=0)
    place = np.minimum(np.ceil(SPREAD_LEVEL * (counts + 1)), counts) - 1
    # with a row of nothing at the end, a lift without surprises finds nothing there
    ranked = np.sort(np.pad(sizes, ((0, 1), (0, 0)), constant_values=np.nan), axis=0)
    reached = np.take_along_axis(ranked, np.maximum(place, 0).astype(np.intp)[None, :], axis=0)[0]
    return np.asarray(np.fmax(reached / NormalDist().inv_cdf((1 + SPREAD_LEVEL) / 2), 1))


def chance_above_zero(mean: Values, sd: Values) -> Values:
    """P(x > 0) of normal beliefs: 0 to 1."""
    return np.array([(1 + math.erf(ratio / math.sqrt(2))) / 2 for ratio in mean / sd])


def _before_the_first(logs: Values, settings: LocalTrendSettings) -> States:
    """The prior: the slope of the facts, and a level about which next to nothing is known.

    It is centred on the lift's first value that is seen, so that the unit of the loads does not matter.
    """
    is_seen = ~np.isnan(logs)
    is_first = is_seen & (np.cumsum(is_seen, axis=0) == 1)
    first = np.where(is_first, logs, 0).sum(axis=0)
    each = np.ones_like(first)
    return States(
        level=first,
        slope=settings.prior_slope * each,
        level_var=DIFFUSE_LEVEL_SD**2 * each,
        cross=0 * each,
        slope_var=settings.prior_slope_sd**2 * each,
    )


def _drifts(weeks: Values, settings: LocalTrendSettings) -> tuple[Values, Values, Values, Values]:
    """Q for steps of so many weeks: what level and slope add to the variance of the level, to the covariance, and to
    the variance of the slope.
    """
    level_drift, slope_drift = settings.level_sd**2, settings.slope_sd**2
    return weeks * level_drift, weeks**3 / 3 * slope_drift, weeks**2 / 2 * slope_drift, weeks * slope_drift


def _ahead(state: Iterable[Values], weeks: Values, drifts: Iterable[Values]) -> tuple[Values, ...]:
    """F m and F P F' + Q, in the order of the parts of `States`."""
    level, slope, level_var, cross, slope_var = state
    of_level, of_slope, of_cross, of_slope_var = drifts
    carried = weeks * slope_var
    return (
        level + weeks * slope,
        slope,
        level_var + weeks * (2 * cross + carried) + of_level + of_slope,
        cross + carried + of_cross,
        slope_var + of_slope_var,
    )


def _gains(here: States, ahead: States, weeks: Values) -> tuple[Values, ...]:
    """J = P F' A^-1 with A the predicted covariance, row by row; then what J (P' - A) J' makes of the variances of the
    level, of their covariance and of the slope, three each.
    """
    level_to_level = here.level_var + weeks * here.cross  # P F', row by row
    level_to_slope = here.cross
    slope_to_level = here.cross + weeks * here.slope_var
    slope_to_slope = here.slope_var
    determinant = ahead.level_var * ahead.slope_var - ahead.cross**2
    a = (level_to_level * ahead.slope_var - level_to_slope * ahead.cross) / determinant
    b = (level_to_slope * ahead.level_var - level_to_level * ahead.cross) / determinant
    c = (slope_to_level * ahead.slope_var - slope_to_slope * ahead.cross) / determinant
    d = (slope_to_slope * ahead.level_var - slope_to_level * ahead.cross) / determinant
    return a, b, c, d, a**2, 2 * a * b, b**2, a * c, a * d + b * c, b * d, c**2, 2 * c * d, d**2


def _smoothed_step(here: Values, more: Values, gains: Values) -> Values:
    """One step back: the filtered state `here`, corrected by how much `more` the smoothed state after it says than what
    was foretold: m + J (m' - F m) and P + J (P' - A) J'.
    """
    level_more, slope_more = more[:2]
    a, b, c, d = gains[:4]
    spread = gains[4:].reshape(3, 3, -1) * more[2:]
    return np.concatenate(
        [
            here[:1] + a * level_more + b * slope_more,
            here[1:2] + c * level_more + d * slope_more,
            here[2:] + spread[:, 0] + spread[:, 1] + spread[:, 2],
        ]
    )
