"""`python -m benchmarks.calibrate`: how often trends, plateaus, deloads and the outlook are right, by simulation.

Lifters whose truth is known (gain, day-to-day noise, breaks, bad sets) are drawn straight as session values and judged
by the code that judges real ones. Seeds are fixed, so the tables repeat. The rulebook's own figures stand beside ours
where it has them; what it calls rising is our "likely" and "clearly rising" together. Ends with one line of figures.

With `--exports`, the intervals of the outlook are held against the real logs of HINDSIGHT_EXPORTS instead: every
session from the seventh on is foretold from those before it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import HindsightError
from analytics.metrics._local_trends import session_noise_pct
from analytics.metrics.deload import DeloadSettings, deload_due, is_below_band, signals_on, weeks_since_light
from analytics.metrics.kalman import (
    LocalTrendSettings,
    chance_above_zero,
    filtered,
    own_spread,
    predicted,
    surprises,
)
from analytics.metrics.strength_trend import PlateauSettings
from analytics.metrics.trend import DAYS_PER_WEEK, TrendSettings, hampel_outliers, trend
from analytics.reference.facts import load_facts
from analytics.training_log import TrainingLog
from benchmarks.browser import PROJECT

Values = npt.NDArray[np.float64]

FACTS: Final = load_facts()
TREND: Final = TrendSettings.from_facts(FACTS)
PLATEAU: Final = PlateauSettings.from_facts(FACTS)
DELOAD: Final = DeloadSettings.from_facts(FACTS)
OUTLOOK: Final = LocalTrendSettings.from_facts(FACTS)
NEAR_FAILURE: Final = FACTS.number("e1rm.session_noise.near") / 100
EFFORT_UNKNOWN: Final = FACTS.number("e1rm.session_noise.unknown") / 100
RISING: Final = ("likely rising", "clearly rising")
FALLING: Final = ("likely falling", "clearly falling")
RULEBOOK: Final = PROJECT / "tests" / "science" / "trend_power_simulation.csv"

RUNS: Final = 600
"""A cell of trends: a share of 10 % is then good to 1.2 points (one SD)."""
MANY_RUNS: Final = 4000
"""A cell of the outlook, whose filter runs all at once."""


# --- lifters whose truth is known -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lift:
    """How a lift is trained and how much its session values vary; percentages as shares.

    `noise` is the SD of a day, `autocorrelation` that of one session's noise with the next one's. `bad` is the share of
    sessions that went wrong: four of five 8-25 % too low (a bad day), the rest 20-50 % too high (a slip of the finger).
    `layoff` puts six weeks and a break of four before the period; strength is 6 % lower on return, and back in a week.
    `alternates` does every other session in another rep range, where the formula misses the lifter's own curve by
    2.5 % (SD between lifters). `wanders` lets level and pace drift as the Kalman filter believes.
    """

    weeks: int = 8
    per_week: int = 2
    noise: float = 0.03
    autocorrelation: float = 0
    bad: float = 0
    layoff: bool = False
    alternates: bool = False
    wanders: bool = False

    def session_weeks(self) -> Values:
        """When its sessions are, in weeks since the period began."""
        inside = np.arange(self.weeks * self.per_week) / self.per_week
        return np.concatenate([np.arange(6 * self.per_week) / self.per_week - 10, inside]) if self.layoff else inside


def simulated(lift: Lift, gains_pct: npt.ArrayLike, *, seed: int) -> tuple[Values, Values, Values]:
    """Weeks of the sessions; ln of the true level, and the session values in kg, one row a run: a run for each of the
    gains (% a week).
    """
    random = np.random.default_rng(seed)
    gains = np.asarray(gains_pct, dtype=np.float64)[:, None] / 100
    weeks = lift.session_weeks()
    level = np.log(100) + gains * weeks + _drift(lift, weeks, random, runs=len(gains))
    if lift.layoff:
        level = level - 0.06 * np.clip(1 - weeks, 0, 1) * (weeks >= 0)
    logs = level + _noise(lift, random, shape=level.shape)
    if lift.alternates:
        logs[:, 1::2] += random.normal(0, 0.025, size=(len(gains), 1))
    return weeks, level, np.exp(logs) * _bad_sets(lift, random, shape=level.shape)


def _noise(lift: Lift, random: np.random.Generator, *, shape: tuple[int, ...]) -> Values:
    noise = random.normal(0, lift.noise, size=shape)
    for session in range(1, shape[1]) if lift.autocorrelation else ():
        own = np.sqrt(1 - lift.autocorrelation**2) * noise[:, session]
        noise[:, session] = lift.autocorrelation * noise[:, session - 1] + own
    return noise


def _drift(lift: Lift, weeks: Values, random: np.random.Generator, *, runs: int) -> Values:
    if not lift.wanders:
        return np.zeros((runs, len(weeks)))
    steps = np.diff(weeks, prepend=weeks[0])
    pace = np.cumsum(random.normal(0, OUTLOOK.slope_sd, size=(runs, len(weeks))) * np.sqrt(steps), axis=1)
    level = random.normal(0, OUTLOOK.level_sd, size=(runs, len(weeks))) * np.sqrt(steps) + pace * steps
    return np.cumsum(level, axis=1)


def _bad_sets(lift: Lift, random: np.random.Generator, *, shape: tuple[int, ...]) -> Values:
    is_bad, is_low = random.random(shape) < lift.bad, random.random(shape) < 0.8
    factor = np.where(is_low, 1 - random.uniform(0.08, 0.25, shape), 1 + random.uniform(0.2, 0.5, shape))
    return np.where(is_bad, factor, 1)


# --- trend ------------------------------------------------------------------------------------------------------------


def class_shares(lift: Lift, gain_pct: float, *, runs: int = RUNS) -> dict[str, float]:
    """How often each class comes out of the trend for a lift that gains so much a week, window and period alike."""
    seed = zlib.crc32(repr((lift, gain_pct)).encode())  # its own for each cell: one odd draw is not in every row
    settings = replace(TREND, window_weeks=float(lift.weeks))
    weeks, _, kg = simulated(lift, np.full(runs, gain_pct), seed=seed)
    counts = Counter(trend(weeks, row, settings=settings).name for row in kg)
    return {name: count / runs for name, count in counts.items()}


def share_of(shares: dict[str, float], names: Sequence[str]) -> float:
    """The share of any of these classes."""
    return sum(shares.get(name, 0) for name in names)


def published(lift: Lift, gain_pct: float, *, level: int) -> float | None:
    """The rulebook's share of rising in the same cell at the 80 or the 95 % interval; None where it has none."""
    table = pd.read_csv(RULEBOOK)
    cell = table[
        (table["ci_level"] == level)
        & (table["session_noise_cv"] == lift.noise)
        & (table["sessions_per_week"] == lift.per_week)
        & (table["window_weeks"] == lift.weeks)
        & (table["true_slope_pct_per_week"] == gain_pct)
    ]
    return float(cell["p_rising"].iloc[0]) if len(cell) else None


def print_trend_classes() -> dict[tuple[int, float], float]:
    """Every class by period and gain; gives back the share of rising of each."""
    print("Trend classes: two sessions a week, day noise 3 %\n")
    print("weeks  gain %/week    rising (rulebook)     clearly (rulebook)   falling     flat    unclear")
    found = {}
    for weeks in (6, 8, 12):
        for gain in (0.0, 0.1, 0.2, 0.5, 1.0):
            lift = Lift(weeks=weeks)
            shares = class_shares(lift, gain)
            found[weeks, gain] = share_of(shares, RISING)
            falling, flat, unclear = (share_of(shares, names) for names in (FALLING, ("flat",), ("unclear",)))
            print(
                f"{weeks:5}  {gain:11.1f}   {_pct(found[weeks, gain])}   ({_pct(published(lift, gain, level=80))})"
                f"     {_pct(shares.get('clearly rising', 0))}   ({_pct(published(lift, gain, level=95))})"
                f"   {_pct(falling)}  {_pct(flat)}   {_pct(unclear)}"
            )
    return found


CONDITIONS: Final = {
    "as above": Lift(),
    "day noise 2 %": Lift(noise=0.02),
    "day noise 4.2 %": Lift(noise=0.042),
    "one session a week": Lift(per_week=1),
    "three sessions a week": Lift(per_week=3),
    "noise autocorrelated 0.3": Lift(autocorrelation=0.3),
    "10 % bad or mislogged": Lift(bad=0.1),
    "after a layoff of 4 weeks": Lift(layoff=True),
    "rep range alternates": Lift(alternates=True),
}
AUTOCORRELATED: Final = "noise autocorrelated 0.3"


def print_conditions() -> dict[str, float]:
    """What makes the trend worse or better than in the table above; gives back the share of false rising of each."""
    print("\nTrend over 8 weeks, conditions: false alarms at no gain, and how often 0.5 % a week is found\n")
    print(f"{'':28} rising (rulebook)  falling   unclear    0.5 % found (rulebook)")
    found = {}
    for words, lift in CONDITIONS.items():
        none, some = class_shares(lift, 0), class_shares(lift, 0.5)
        plain = replace(lift, autocorrelation=0, bad=0, layoff=False, alternates=False) == lift
        rulebook = 0.16 if words == AUTOCORRELATED else published(lift, 0.0, level=80) if plain else None
        power = published(lift, 0.5, level=80) if plain else None
        found[words] = share_of(none, RISING)
        print(
            f"{words:28} {_pct(found[words])}   ({_pct(rulebook)})   {_pct(share_of(none, FALLING))}    "
            f"{_pct(none.get('unclear', 0))}          {_pct(share_of(some, RISING))}   ({_pct(power)})"
        )
    return found


# --- plateau ----------------------------------------------------------------------------------------------------------


def is_plateau(weeks: Values, kg: Values, *, length: float) -> bool:
    """The plateau rule without its question about volume: flat over `length` weeks, and the trend does not move."""
    over = trend(weeks, kg, settings=replace(TREND, window_weeks=length))
    if over.name != "flat" or over.span_days < length * DAYS_PER_WEEK - PLATEAU.grace_days:
        return False
    return trend(weeks, kg, settings=TREND).name not in (*RISING, *FALLING)


def print_plateaus(*, runs: int = 200) -> None:
    """How often a lift is called a plateau, by true gain: at 0 rightly, at a beginner's 0.5 % wrongly."""
    print("\nPlateau: how often it is called, two sessions a week (8 weeks for beginners, 12 where gains are slow)\n")
    print("day noise %   weeks    gain %/week:  0       0.1      0.2      0.3      0.5")
    for noise in (0.01, 0.02, 0.03):
        for length in sorted(PLATEAU.weeks):
            lift = Lift(weeks=int(length), noise=noise)
            shares = [_plateau_share(lift, gain, length=length, runs=runs) for gain in (0.0, 0.1, 0.2, 0.3, 0.5)]
            print(f"{100 * noise:11.0f}   {length:5.0f}              " + "  ".join(_pct(share) for share in shares))


def _plateau_share(lift: Lift, gain_pct: float, *, length: float, runs: int) -> float:
    weeks, _, kg = simulated(lift, np.full(runs, gain_pct), seed=11)
    return float(np.mean([is_plateau(weeks, row, length=length) for row in kg]))


# --- deload -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lifter:
    """Four main lifts over 16 weeks: pace until three weeks before the end, and after it; when the last light week was.

    Days are good or bad for all lifts at once in part (`shared`, the share of the noise's variance).
    """

    words: str
    gain_pct: float = 0.2
    late_gain_pct: float = 0.2
    weeks_since_light: int = 3
    autocorrelation: float = 0
    shared: float = 0.3


LIFTERS: Final = (
    Lifter("steady, light week 3 weeks ago"),
    Lifter("steady, none for 8 weeks", weeks_since_light=8),
    Lifter("steady, none for 8 weeks, noise autocorrelated 0.3", weeks_since_light=8, autocorrelation=0.3),
    Lifter("2 % a week down for 3 weeks, light week 3 weeks ago", late_gain_pct=-2),
    Lifter("2 % a week down for 3 weeks, none for 8 weeks", late_gain_pct=-2, weeks_since_light=8),
    Lifter("1 % a week down for 8 weeks, none for 8 weeks", gain_pct=-1, late_gain_pct=-1, weeks_since_light=8),
)


def deload_called(lifter: Lifter, *, runs: int, seed: int = 13) -> tuple[float, float, float]:
    """How often a deload is suggested, and how often its two signs from lifts are given: falling, below the band."""
    random = np.random.default_rng(seed)
    results = [_deload_of(lifter, random) for _ in range(runs)]
    due, falling, below = np.mean(results, axis=0)
    return float(due), float(falling), float(below)


def _deload_of(lifter: Lifter, random: np.random.Generator) -> tuple[bool, bool, bool]:
    weeks, kg = _four_lifts(lifter, random)
    falling = sum(trend(weeks, row, settings=TREND).name in FALLING for row in kg)
    last, noise_pct = DELOAD.below_band_sessions, 100 * NEAR_FAILURE
    below = sum(is_below_band(weeks, row, last=last, noise_pct=noise_pct, settings=TREND) for row in kg)
    on = signals_on(
        falling_lifts=falling,
        lifts_below_band=below,
        muscles_very_high=0,
        weeks_since_light=weeks_since_light(_weekly_sets(lifter, random), DELOAD),
        sore_days=0,
        settings=DELOAD,
    )
    return deload_due(on.values(), DELOAD), on["falling_lifts"], on["below_band"]


def _four_lifts(lifter: Lifter, random: np.random.Generator) -> tuple[Values, Values]:
    lift = Lift(weeks=16, autocorrelation=lifter.autocorrelation)
    weeks = lift.session_weeks()
    late = np.clip(weeks - (lift.weeks - 3), 0, None)
    level = lifter.gain_pct / 100 * (weeks - late) + lifter.late_gain_pct / 100 * late
    shape = (4, len(weeks))
    own, shared = _noise(lift, random, shape=shape), _noise(lift, random, shape=(1, len(weeks)))
    return weeks, 100 * np.exp(level + np.sqrt(1 - lifter.shared) * own + np.sqrt(lifter.shared) * shared)


def _weekly_sets(lifter: Lifter, random: np.random.Generator) -> Values:
    """16 weeks of about 20 hard sets, 10 % more or less; a light week has half."""
    sets = random.normal(20, 2, size=16)
    sets[-1 - lifter.weeks_since_light] /= 2
    return sets


def print_deloads(*, runs: int = 200) -> None:
    """False alarms of steady lifters, and how often a tired one is seen."""
    print("\nDeload (two of the signs; no soreness noted, no muscle above very high): how often it is suggested\n")
    print(f"{'':54} suggested   two lifts falling   a lift below its band")
    for lifter in LIFTERS:
        due, falling, below = deload_called(lifter, runs=runs)
        print(f"{lifter.words:54} {_pct(due)}      {_pct(falling)}              {_pct(below)}")


# --- the outlook ------------------------------------------------------------------------------------------------------

OUTLOOKS: Final = {
    "as the model believes": (Lift(weeks=12, noise=NEAR_FAILURE, wanders=True), NEAR_FAILURE),
    "a steady pace": (Lift(weeks=12, noise=NEAR_FAILURE), NEAR_FAILURE),
    "one session a week": (Lift(weeks=12, per_week=1, noise=NEAR_FAILURE, wanders=True), NEAR_FAILURE),
    "day noise 2 %": (Lift(weeks=12, noise=0.02, wanders=True), NEAR_FAILURE),
    "day noise 4.2 %": (Lift(weeks=12, noise=0.042, wanders=True), NEAR_FAILURE),
    "day noise 3 %, effort not logged": (Lift(weeks=12, noise=0.03, wanders=True), EFFORT_UNKNOWN),
    "noise autocorrelated 0.3": (
        Lift(weeks=12, noise=NEAR_FAILURE, autocorrelation=0.3, wanders=True),
        NEAR_FAILURE,
    ),
    "10 % bad or mislogged": (Lift(weeks=12, noise=NEAR_FAILURE, bad=0.1, wanders=True), NEAR_FAILURE),
    "after a layoff of 4 weeks": (Lift(weeks=12, noise=NEAR_FAILURE, layoff=True, wanders=True), NEAR_FAILURE),
    "rep range alternates": (Lift(weeks=12, noise=NEAR_FAILURE, alternates=True, wanders=True), NEAR_FAILURE),
}
"""Lifts, and the noise that the filter takes them to have."""
BINS: Final = (0, 0.1, 0.2, 0.5, 0.8, 0.9, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Outlooks:
    """What the filter says of many lifts before their last session, beside the truth."""

    p_rising: Values
    is_rising: npt.NDArray[np.bool_]
    level_z: Values
    """True level less the believed one, in standard deviations."""
    next_z: Values
    """The same of the value of the last session, which the filter has not seen."""

    def said_and_true(self, low: float, high: float) -> tuple[int, float, float]:
        """Runs whose P(rising) lies in a bin: how many, the mean of P, the share that was truly rising."""
        inside = (self.p_rising >= low) & (self.p_rising < high)
        if not inside.any():
            return 0, float("nan"), float("nan")
        return int(inside.sum()), float(self.p_rising[inside].mean()), float(self.is_rising[inside].mean())


def outlooks(lift: Lift, noise: float, *, runs: int = MANY_RUNS, seed: int = 17) -> Outlooks:
    """The outlook of many lifts whose true gains are spread as the facts expect (0.2 +- 0.4 % a week).

    Whether a wandering lift is rising is judged by its gain at the start; its pace moves little in twelve weeks.
    """
    gains = np.random.default_rng(seed + 1).normal(OUTLOOK.prior_slope, OUTLOOK.prior_slope_sd, size=runs)
    weeks, level, kg = simulated(lift, 100 * gains, seed=seed)
    steps = np.diff(weeks, prepend=weeks[0])
    logs = np.log(kg[:, :-1]).T
    grid, noises = np.broadcast_to(steps[:-1, None], logs.shape), np.full(logs.shape, noise)
    states = filtered(grid, np.where(_outliers_of_runs(kg[:, :-1], weeks[:-1]).T, np.nan, logs), noises, OUTLOOK)
    spread = own_spread(surprises(grid, logs, noises, states, OUTLOOK), OUTLOOK)
    now = states[-1].widened(spread)
    then = predicted(states[-1], np.full(runs, steps[-1]), OUTLOOK).widened(spread)
    return Outlooks(
        p_rising=chance_above_zero(now.slope, now.slope_sd),
        is_rising=gains > 0,
        level_z=(level[:, -2] - now.level) / now.level_sd,
        next_z=(np.log(kg[:, -1]) - then.level) / np.hypot(then.level_sd, noise * spread),
    )


def _outliers_of_runs(kg: Values, weeks: Values) -> npt.NDArray[np.bool_]:
    """Hampel's outliers of every run in one pass; nothing stands between one stretch without a break and the next."""
    half = TREND.outlier_window // 2
    starts = np.flatnonzero(np.diff(weeks) * DAYS_PER_WEEK > TREND.gap_days) + 1
    spaced = np.insert(kg, np.repeat([*starts, kg.shape[1]], half), np.nan, axis=1)
    found = hampel_outliers(spaced.ravel(), TREND).reshape(spaced.shape)
    places = np.arange(kg.shape[1]) + half * (np.arange(kg.shape[1])[:, None] >= starts).sum(axis=1)
    return found[:, places]


def covered(z: Values, level: float) -> float:
    """The share of truths inside the interval of that level."""
    return float(np.mean(np.abs(z) <= NormalDist().inv_cdf((1 + level) / 2)))


def print_outlooks() -> tuple[float, float]:
    """Reliability of P(rising), and coverage of the intervals; gives back the coverage of the next session's at 80 and
    95 %, the model's own lifts.
    """
    print("\nOutlook after 12 weeks, true gains 0.2 +- 0.4 % a week: of lifts said to rise with P, how many truly do\n")
    print(f"{'P(rising)':28}" + "".join(f"{f'{low:g}-{high:g}':>14}" for low, high in _bins()))
    found = {words: outlooks(lift, noise) for words, (lift, noise) in OUTLOOKS.items()}
    for words, each in found.items():
        print(f"{words:34}" + "".join(_bin_cell(*each.said_and_true(low, high)) for low, high in _bins()))
    print(f"\n{'of 100 truths, inside the interval':34}   next session: 80 %   95 %     level: 80 %   95 %")
    for words, each in found.items():
        shares = [covered(z, level) for z in (each.next_z, each.level_z) for level in (0.8, 0.95)]
        print(f"{words:34}              {'   '.join(_pct(share) for share in shares)}")
    own = next(iter(found.values())).next_z
    return covered(own, 0.8), covered(own, 0.95)


def _bins() -> Iterator[tuple[float, float]]:
    return zip(BINS[:-1], (*BINS[1:-1], 1.01), strict=True)


def _bin_cell(count: int, said: float, true: float) -> str:
    return f"{100 * said:5.0f} -> {100 * true:3.0f} %" if count >= 20 else f"{'-':>12}"


# --- the outlook on real logs -----------------------------------------------------------------------------------------


def strayed(sessions: pd.DataFrame) -> pd.DataFrame:
    """How far each session from the seventh on fell from what those before it foretold, in standard deviations.

    `sessions` are rows of session_strength; one row each: `by_facts`, and `widened` by the lift's own spread so far.
    """
    found = []
    for _, lift in sessions.groupby("exercise_id"):
        lift = lift.sort_values("started_at")
        weeks = (lift["started_at"] - lift["started_at"].iloc[0]).dt.total_seconds().to_numpy() / (7 * 86_400)
        steps, logs = np.diff(weeks, prepend=0)[:, None], np.log(lift[["e1rm_kg"]].to_numpy(float))
        failed = np.zeros(len(lift), dtype=bool)
        noise = session_noise_pct(lift["rir"].to_numpy(float), failed, FACTS)[:, None] / 100
        fitted = np.where(_outliers_of_runs(np.exp(logs.T), weeks).T, np.nan, logs)
        z = surprises(steps, logs, noise, filtered(steps, fitted, noise, OUTLOOK), OUTLOOK)
        for last in range(int(TREND.min_sessions) - 1, len(z)):
            found.append((z[last, 0], z[last, 0] / own_spread(z[:last], OUTLOOK)[0]))
    return pd.DataFrame(found, columns=["by_facts", "widened"])


def print_real_logs(folder: Path) -> int:
    """Coverage of the next session's intervals for every export that is read as it is, and for all of them together."""
    print(f"{'':60}{'sessions':>10}   80 %: by facts   widened    95 %: by facts   widened")
    every = []
    for path in sorted(file for file in folder.glob("*/*") if file.is_file()):
        with tempfile.TemporaryDirectory() as data, TrainingLog.open(Path(data)) as log:
            try:
                log.import_file(path.name, path.read_bytes(), now=datetime(2026, 11, 21))
            except HindsightError:
                continue
            sessions = [log.metric("session_strength", athlete=athlete) for athlete in log.athletes()]
        found = strayed(pd.concat(sessions))
        if len(found):
            every.append(found)
            print(_coverage_row(f"{path.parent.name}/{path.name}", found))
    if not every:
        print("calibrate: no export was read")
        return 1
    both = pd.concat(every)
    of_80, of_95 = ([100 * covered(both[column].to_numpy(), level) for column in both] for level in (0.8, 0.95))
    print(
        f"\ncalibrate: {len(both)} next sessions of {len(every)} real logs; the 80 % interval held {of_80[1]:.1f} % "
        f"({of_80[0]:.1f} by the facts' noise alone), the 95 % interval {of_95[1]:.1f} % ({of_95[0]:.1f})"
    )
    return 0


def _coverage_row(name: str, found: pd.DataFrame) -> str:
    shares = [_pct(covered(found[column].to_numpy(), level)) for level in (0.8, 0.95) for column in found]
    return f"{name[:59]:60}{len(found):>10}          {'   '.join(shares[:2])}           {'   '.join(shares[2:])}"


# --- all of it --------------------------------------------------------------------------------------------------------


def _pct(share: float | None) -> str:
    return "    -  " if share is None else f"{100 * share:5.1f} %"


def main(arguments: Sequence[str]) -> int:
    """Print every table, and one line of figures."""
    if "--exports" in arguments:
        return print_real_logs(Path(os.environ["HINDSIGHT_EXPORTS"]))
    by_gain = print_trend_classes()
    by_condition = print_conditions()
    print_plateaus()
    print_deloads()
    covered_80, covered_95 = print_outlooks()
    found = {weeks: "/".join(f"{100 * by_gain[weeks, gain]:.0f}" for gain in (0.2, 0.5, 1.0)) for weeks in (8, 12)}
    print(
        f"\ncalibrate: false rising {100 * by_gain[8, 0.0]:.0f} % (rulebook 9), autocorrelated "
        f"{100 * by_condition[AUTOCORRELATED]:.0f} % (16); 0.2/0.5/1 % a week found in 8 weeks {found[8]} % (24/58/94) "
        f"and in 12 weeks {found[12]} % (39/89/100); next session inside its 80 and 95 % intervals "
        f"{100 * covered_80:.0f} and {100 * covered_95:.0f} %"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
