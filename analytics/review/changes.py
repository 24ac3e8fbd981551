"""Each metric of the week with its change, and whether that change is more than this lifter's ordinary ups and downs.

**Sets, ratios and curl share** are held against the four weeks before, pooled. How far a week may lie from them is read
from how much this lifter's weeks differ from one to the next: the median of the steps between neighbours among the last
`review.usual_weeks` weeks, as a standard deviation (times 1.4826, by the root of 2), times `review.usual_spreads` and
the root of 1 + 1/4, since the four weeks vary too. Steps between neighbours and not distances from one middle, so that
a habit that changed within these weeks counts as one step and not as noise (after von Neumann 1941). One set
(`review.least_sets`) is never a change. Weeks without any workout say nothing about a usual week and are left out; with
fewer than `review.least_weeks` others there is no verdict. A ratio is judged by the share of its second side, which
stays a number where a week has no set on one side; a week with too few sets for a share is left out.

**Strength** is held against the lift's own level: the smoothed level of its last session before the week
(`strength_band`, as of the Sunday before), with the uncertainty of that level and the day-to-day variation of the
session (`e1rm.session_noise`) joined in quadrature, 95 %. No verdict below `trend.min_sessions` earlier sessions and
for the first session after a gap; a value that stands out from its neighbours as an outlier says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.language import _, percent
from analytics.metrics._local_trends import Z_95, session_noise_pct
from analytics.metrics.deload_signals import MAIN_PATTERNS
from analytics.metrics.trend import NORMAL_MAD
from analytics.reference.facts import Facts
from analytics.review._arithmetic import mass, shown
from analytics.review._week import Week
from analytics.review.model import MetricChange, Verdict
from analytics.units import mass_in

Values = npt.NDArray[np.float64]
LEGS: Final = ("hamstrings", "glute_max", "glute_med", "quads", "adductors", "calves")
"""The muscles that have a row, the back first; the last ones only where they have sets."""
_ALWAYS: Final = ("hamstrings", "glute_max", "quads")
MOST_LIFTS: Final = 8
"""As many lifts as a printed page has room for: the back of the legs first, then what is done most."""
_NOTHING: Final = "-"
_UNSAID: Final[Verdict] = "unsaid"
_WORDS: Final[Mapping[Verdict, str]] = {
    "usual": _("within your usual range"),
    "more": _("more than usual"),
    "less": _("less than usual"),
}
_BAND_WORDS: Final[Mapping[Verdict, str]] = {
    "usual": _("within its day-to-day band"),
    "more": _("above its day-to-day band"),
    "less": _("below its day-to-day band"),
}
_FAR_WORDS: Final[Mapping[Verdict, str]] = {
    "more": _("above its day-to-day band, far from its neighbours: the next session tells"),
    "less": _("below its day-to-day band, far from its neighbours: the next session tells"),
}
_OTHER_SIDE: Final[Mapping[Verdict, Verdict]] = {"more": "less", "less": "more"}
"""A larger share of the second side is a smaller ratio, and the ratio is what is shown."""
_ROUNDING: Final = 1e-9
_MINUS: Final = "\N{MINUS SIGN}"


def metric_changes(week: Week) -> tuple[MetricChange, ...]:
    """The rows of the week, in order; none before the log's first full week."""
    if not week.is_in_log:
        return ()
    settings = UsualSettings.from_facts(week.case.facts)
    return (*_muscles(week, settings), *_balances(week, settings), *_lifts(week))


# --- the usual range --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UsualSettings:
    """How many weeks back steps are looked at and how many are needed, how many weeks are pooled, how many spreads a
    usual week may lie away, and the sets that are never a change.
    """

    weeks: int
    least_weeks: int
    pooled_weeks: int
    spreads: float
    least_sets: float

    @classmethod
    def from_facts(cls, facts: Facts) -> UsualSettings:
        """The settings that `review.*` and `bal.window_weeks` describe."""
        return cls(
            weeks=int(facts.number("review.usual_weeks")),
            least_weeks=int(facts.number("review.least_weeks")),
            pooled_weeks=int(facts.number("bal.window_weeks")),
            spreads=facts.number("review.usual_spreads"),
            least_sets=facts.number("review.least_sets"),
        )

    def reach(self, earlier: Values, *, least: float) -> float:
        """How far a usual week may lie from the mean of the last pooled ones of `earlier` (oldest first, two or more):
        at least `least`.
        """
        step_sd = NORMAL_MAD * float(np.median(np.abs(np.diff(earlier)))) / sqrt(2)
        return max(self.spreads * step_sd * sqrt(1 + 1 / self.pooled_weeks), least)


# --- sets -------------------------------------------------------------------------------------------------------------


def _muscles(week: Week, settings: UsualSettings) -> Iterator[MetricChange]:
    for muscle in LEGS:
        row = week.row("muscle_volume", muscle=muscle)
        earlier = week.weeks_before("muscle_volume", most=settings.weeks, muscle=muscle)["week_sets"].to_numpy(float)
        if row is None or (muscle not in _ALWAYS and not row["week_sets"] and not earlier.any()):
            continue
        yield _muscle(week, muscle, float(row["week_sets"]), earlier, settings)


def _muscle(week: Week, muscle: str, now: float, earlier: Values, settings: UsualSettings) -> MetricChange:
    mean = float(earlier[-settings.pooled_weeks :].mean()) if len(earlier) else None
    usual, verdict, words = _NOTHING, _UNSAID, _missing(week, len(earlier), settings)
    if not words and mean is not None:
        reach = settings.reach(earlier, least=settings.least_sets)
        low, high = max(mean - reach, 0.0), mean + reach
        usual, verdict = _("{low} to {high}", low=shown(low, 1), high=shown(high, 1)), _verdict(now, low, high)
        words = _WORDS[verdict]
    return MetricChange(
        group="sets",
        what=week.case.muscle_names[muscle],
        now=shown(now, 1),
        before=_NOTHING if mean is None else shown(mean, 1),
        change="" if mean is None else _signed(now - mean),
        usual=usual,
        verdict=verdict,
        words=words,
    )


def _missing(week: Week, weeks: int, settings: UsualSettings) -> str:
    """What is missing for a verdict; "" when nothing is."""
    if not week.workouts:
        return _("no training this week")
    if weeks < settings.least_weeks:
        return _("too few weeks before: {weeks} of {least}", weeks=weeks, least=settings.least_weeks)
    return ""


def _verdict(now: float, low: float, high: float) -> Verdict:
    """Rounding must not decide: a value at an end of the range is inside."""
    if now > high + _ROUNDING:
        return "more"
    return "less" if now < low - _ROUNDING else "usual"


# --- balance ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Balance:
    """Two sides of a metric: columns of one week and of the four together, and words for each side's excess."""

    what: str
    metric: str
    week: tuple[str, str]
    pooled: tuple[str, str]
    more: tuple[str, str]
    as_percent: bool = False


_BALANCES: Final = (
    _Balance(
        _("Quads : hamstrings"),
        "quad_posterior_ratio",
        ("week_quad_sets", "week_hamstring_sets"),
        ("quad_sets", "hamstring_sets"),
        (_("more quads than usual"), _("more hamstrings than usual")),
    ),
    _Balance(
        _("Knee- : hip-dominant sets"),
        "quad_posterior_ratio",
        ("week_knee_dominant_sets", "week_hip_dominant_sets"),
        ("knee_dominant_sets", "hip_dominant_sets"),
        (_("more knee-dominant than usual"), _("more hip-dominant than usual")),
    ),
    _Balance(
        _("Curls in the hamstring work"),
        "hinge_curl_balance",
        ("week_hip_sets", "week_knee_sets"),
        ("hip_sets", "knee_sets"),
        (_("fewer curls than usual"), _("more curls than usual")),
        as_percent=True,
    ),
)


def _balances(week: Week, settings: UsualSettings) -> Iterator[MetricChange]:
    for balance in _BALANCES:
        row = week.row(balance.metric)
        if row is not None:
            yield _balance(week, balance, row, settings)


def _balance(week: Week, balance: _Balance, row: pd.Series[Any], settings: UsualSettings) -> MetricChange:
    least = week.case.facts.number("bal.min_sets") / settings.pooled_weeks
    columns = list(balance.week)
    earlier = week.weeks_before(balance.metric, most=settings.weeks)[columns].to_numpy(float)
    earlier = earlier[earlier.sum(axis=1) >= least]
    now, before = row[columns].to_numpy(float), earlier[-settings.pooled_weeks :].sum(axis=0)
    usual, verdict, words = _NOTHING, _UNSAID, _missing(week, len(earlier), settings)
    if not words and now.sum() < least:
        words = _("too few sets this week")
    if not words:
        low, high = _usual_shares(earlier, before, settings)
        usual, verdict = _shares_words(low, high, balance), _verdict(_back_share(now), low, high)
        words = {"less": balance.more[0], "more": balance.more[1]}.get(verdict, _WORDS["usual"])
        verdict = verdict if balance.as_percent else _OTHER_SIDE.get(verdict, verdict)
    return MetricChange(
        group="balance",
        what=balance.what,
        now=_sides(now, balance),
        before=_sides(before, balance),
        change=_sides_change(now, before, balance),
        usual=usual,
        verdict=verdict,
        words=words,
    )


def _usual_shares(earlier: Values, pooled: Values, settings: UsualSettings) -> tuple[float, float]:
    """Between which shares of the second side a usual week lies; one set more or less on a side is never a change."""
    of_one_set = settings.least_sets / float(np.median(earlier.sum(axis=1)))
    reach = settings.reach(earlier[:, 1] / earlier.sum(axis=1), least=of_one_set)
    middle = _back_share(pooled)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _back_share(sides: Values) -> float:
    return float(sides[1] / sides.sum())


def _sides(sides: Values, balance: _Balance) -> str:
    """Both sides as they are read: "2.1 : 1", "40 %"; "12 : 0" where the second has no set."""
    front, back = sides
    if not front + back:
        return _NOTHING
    if balance.as_percent:
        return percent(_back_share(sides))
    return f"{shown(front / back, 1)} : 1" if back else f"{shown(front, 1)} : 0"


def _sides_change(now: Values, before: Values, balance: _Balance) -> str:
    if balance.as_percent:
        points = 100 * (_back_share(now) - _back_share(before)) if now.sum() and before.sum() else None
        return "" if points is None else _("{points} points", points=_signed(points, 0))
    return _signed(now[0] / now[1] - before[0] / before[1]) if now[1] and before[1] else ""


def _shares_words(low: float, high: float, balance: _Balance) -> str:
    """A range of shares of the second side, as the balance is read."""
    if balance.as_percent:
        return _("{low} to {high}", low=f"{100 * low:.0f}", high=percent(high))
    least = shown((1 - high) / high, 1)
    if low > 0:
        return _("{low} to {high}", low=least, high=f"{shown((1 - low) / low, 1)} : 1")
    return _("{least} : 1 and up", least=least)


# --- strength ---------------------------------------------------------------------------------------------------------


def _lifts(week: Week) -> Iterator[MetricChange]:
    sessions = week.of_week(week.case.frame("session_strength"), "started_at")
    logged = week.case.logged.set_index("exercise_id")
    main = logged.index[logged["pattern"].isin(MAIN_PATTERNS)]
    last = sessions[sessions["exercise_id"].isin(main)].drop_duplicates("exercise_id", keep="last")
    if last.empty:
        return
    levels = week.before("strength_band")
    backs = ["hamstrings" in week.case.main_muscles.get(str(lift), ()) for lift in last["exercise_id"]]
    places = last.assign(
        front=[not back for back in backs], sets=logged["sets"].reindex(last["exercise_id"]).to_numpy()
    )
    ordered = places.sort_values(["front", "sets", "exercise_id"], ascending=[True, False, True])
    for __, session in ordered.head(MOST_LIFTS).iterrows():
        yield _lift(week, session, levels[levels["exercise_id"] == session["exercise_id"]])


def _lift(week: Week, session: pd.Series[Any], earlier: pd.DataFrame) -> MetricChange:
    now, level = float(session["e1rm_kg"]), None if earlier.empty else earlier.iloc[-1]
    usual, verdict, words = _NOTHING, _UNSAID, _missing_sessions(week, session, earlier)
    if not words and level is not None:
        low, high = day_band(level, session, week.case.facts)
        usual = _("{low} to {high}", low=shown(mass_in(low, week.unit), 1), high=mass(high, week.unit, 1))
        verdict = _verdict(now, low, high)
        words = (_FAR_WORDS if session["is_outlier"] and verdict != "usual" else _BAND_WORDS)[verdict]
    return MetricChange(
        group="strength",
        what=week.case.exercise_names[str(session["exercise_id"])],
        now=mass(now, week.unit, 1),
        before=_NOTHING if level is None else mass(level["level_kg"], week.unit, 1),
        change="" if level is None else f"{_signed(100 * (now / float(level['level_kg']) - 1))} %",
        usual=usual,
        verdict=verdict,
        words=words,
    )


def day_band(level: pd.Series[Any], session: pd.Series[Any], facts: Facts) -> tuple[float, float]:
    """Where a session's value is to be expected, kg, 95 %: around a row of strength_band, by how the effort of the
    session was logged.
    """
    level_sd = float(np.log(level["high_95_kg"] / level["low_95_kg"])) / (2 * Z_95)
    noise = float(session_noise_pct(session["rir"], False, facts)) / 100
    reach = Z_95 * float(np.hypot(level_sd, noise))
    middle = float(level["level_kg"])
    return middle * float(np.exp(-reach)), middle * float(np.exp(reach))


def _missing_sessions(week: Week, session: pd.Series[Any], earlier: pd.DataFrame) -> str:
    """What is missing for a verdict on a session; "" when nothing is."""
    facts = week.case.facts
    least, gap = facts.number("trend.min_sessions"), facts.number("trend.gap_days")
    if len(earlier) < least:
        return _("too few sessions before: {sessions} of {least}", sessions=len(earlier), least=f"{least:g}")
    days = (pd.Timestamp(session["started_at"]).normalize() - pd.Timestamp(earlier.iloc[-1]["day"])).days
    return _("back after {days} days, not judged", days=days) if days > gap else ""


def _signed(number: float, digits: int = 1) -> str:
    """A change with its sign; nought has none."""
    text = shown(abs(number), digits)
    if text == "0":
        return "0"
    return f"{_MINUS if number < 0 else '+'}{text}"
