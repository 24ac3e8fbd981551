"""Signs of tiredness that come together: time for an easier week."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from analytics.language import _, span
from analytics.model import Evidence, Finding
from analytics.rules._case import Case, Rule, worst_confidence

_FACTS: Final = (
    "deload.signals_needed", "deload.falling_lifts", "deload.below_band_sessions", "deload.weeks_since_light",
    "deload.light_week_pct", "deload.sore_days", "deload.days", "deload.sets_cut_pct", "deload.load_cut_pct.low",
    "deload.load_cut_pct.high", "deload.extra_rir",
)  # fmt: skip
SIGNS: Final = {
    "falling_lifts": _("Main lifts falling"),
    "below_band": _("Main lifts below their band"),
    "very_high": _("Muscles above very high"),
    "no_light_week": _("Full weeks since a light one"),
    "soreness": _("Days with soreness in your notes"),
}
_UNITS: Final = {
    "falling_lifts": _("lifts"),
    "below_band": _("lifts"),
    "very_high": _("muscles"),
    "no_light_week": _("weeks"),
    "soreness": _("days"),
}
_CAVEAT: Final = _("An easier week is common practice, not shown to speed growth.")


def judge(case: Case) -> tuple[Finding, ...]:
    """Suggests an easier week when so many of the five signs come together, and says which.

    Why it matters: strength athletes take one every 5.6 weeks, give or take 2.3, when performance stalls or they are
    sore (Rogerson 2024); article 004 says to scale back when the legs stay very sore or performance drops.
    Silent with fewer signs, and when the last full week was already a light one.
    """
    signals = case.frame("deload_signals")
    on = signals[signals["on"]]
    if len(on) < case.facts.number("deload.signals_needed") or _was_light(signals):
        return ()
    return (
        Finding(
            rule=RULE.name,
            rank=RULE.rank,
            severity="hint",
            subject="",
            headline=_("{signs} of 5 signs of tiredness: an easier week may be due", signs=len(on)),
            text=f"{'. '.join(on['words'])}. {_CAVEAT}",
            step=_step(case),
            period_from=_first_day(on),
            period_to=case.on,
            evidence=tuple(
                Evidence(
                    SIGNS[str(row["signal"])],
                    float(row["value"]),
                    _(
                        "{unit}, a sign from {threshold}",
                        unit=_UNITS[str(row["signal"])],
                        threshold=f"{row['threshold']:g}",
                    ),
                )
                for __, row in signals.iterrows()
            ),
            facts=_FACTS,
            confidence=worst_confidence(case.facts, _FACTS),
        ),
    )


def _was_light(signals: pd.DataFrame) -> bool:
    since_light = signals.loc[signals["signal"] == "no_light_week", "value"]
    return bool((since_light == 0).any())


def _step(case: Case) -> str:
    keys = ("deload.days", "deload.sets_cut_pct", "deload.load_cut_pct.low", "deload.load_cut_pct.high")
    days, fewer, low, high = (f"{case.facts.number(key):g}" for key in keys)
    load, rir = span(low, high), f"{case.facts.number('deload.extra_rir'):g}"
    lift = case.most_done(("hinge", "squat", "bridge", "lunge", "press", "row"))
    if lift:
        return _(
            "For about {days} days keep your sessions, with {fewer} % fewer sets, {lift} first of all; take {load} % "
            "off the load, or leave {rir} more reps in reserve.",
            days=days, fewer=fewer, lift=lift, load=load, rir=rir,
        )  # fmt: skip
    return _(
        "For about {days} days keep your sessions, with {fewer} % fewer sets; take {load} % off the load, or leave "
        "{rir} more reps in reserve.",
        days=days, fewer=fewer, load=load, rir=rir,
    )  # fmt: skip


def _first_day(on: pd.DataFrame) -> date:
    return pd.Timestamp(on["since"].min()).date()


RULE: Final = Rule("deload", 5, _FACTS, judge)
