"""Why a plan changes something, in words: what would be amiss without the change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from analytics.plans.cost import Part, parts
from analytics.plans.credits import STEP, Sets, Values
from analytics.plans.ground import Ground
from analytics.reference.facts import Facts
from analytics.rules import POSTERIOR_FIRST, percent

RULES: Final[Mapping[str, str]] = {
    "gap": "muscle_without_work",
    "floor": "below_floor",
    "low": "low_volume",
    "curl": "missing_function",
    "hinge": "missing_function",
    "ratio": "quad_dominance",
    "movement_ratio": "quad_dominance",
    "curl_share": "lopsided_function",
    "long": "short_length",
    "sessions": "low_frequency",
    "crowded": "crowded_session",
    "spacing": "sets_close_together",
    "side": "no_side_hip_work",
    "high": "high_volume",
    "very_high": "very_high_volume",
    "limit": "big_jump",
    "cut": "big_jump",
    "former": "layoff",
}
"""What is amiss (`cost.WEIGHTS`) -> the rule that speaks about it."""
_SUBJECTS: Final = {
    **dict.fromkeys(("curl", "hinge", "ratio", "movement_ratio", "curl_share", "long", "spacing"), "hamstrings"),
    "side": "glute_med",
}
_MEANS: Final = ("cut", "former")
"""Reasons for how far a change goes, and not for why it is made."""
_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "gap": ("vol.gap_below", "vol.max_weekly_rise_sets"),
    "curl": ("bal.curl_share.missing",),
    "hinge": ("bal.curl_share.missing",),
    "ratio": ("bal.q_h.watch",),
    "movement_ratio": ("bal.kd_hd.watch",),
    "curl_share": ("bal.curl_share.ok_low", "bal.curl_share.ok_high"),
    "long": ("bal.long_share",),
    "sessions": ("freq.min_sessions",),
    "crowded": ("vol.per_session_amber",),
    "spacing": ("space.min_hours",),
    "side": ("bal.glute_med_weeks",),
    "limit": ("vol.max_weekly_rise", "vol.max_weekly_rise_sets", "spike.ratio"),
    "cut": ("vol.max_weekly_rise",),
    "former": ("layoff.restart_pct", "vol.max_weekly_rise"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, the finding it answers (rule, subject), and the facts it rests on."""

    text: str
    rule: tuple[str, str]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explainer:
    """Tells why a planned week differs from the usual one. `lately` is what the last weeks counted for in the mean, by
    the columns of `Credits.counts`; `muscle_names` are for the screen.
    """

    ground: Ground
    planned: Sets
    facts: Facts
    level: str
    muscle_names: Mapping[str, str]
    lately: Values

    def reason(self, session: int, exercise: int) -> Reason:
        """Why this exercise has other sets in this session than usual: the part that would be worst without it."""
        back = self.planned.copy()
        back[session, exercise] = self.ground.usual[session, exercise]
        here, there, usual = (self._parts(week) for week in (self.planned, back, self.ground.usual))
        helps = {part: there[part] - here[part] for part in there if there[part] > here[part]}
        before = {part: usual[part] - here[part] for part in usual if usual[part] > here[part]}
        stood = {part: gain for part, gain in helps.items() if usual[part] > 0 and part[0] not in _MEANS}
        for gains in (stood, helps, before):
            if gains:
                return self._words(max(gains, key=lambda part: (gains[part], part)))
        return self._words(("cut", self._most_worked(exercise)))

    def _most_worked(self, exercise: int) -> str:
        worth = self.ground.pool.worth[exercise]
        return max(POSTERIOR_FIRST, key=lambda muscle: float(worth[self.ground.pool.column(muscle)]))

    def _parts(self, week: Sets) -> dict[Part, float]:
        return {part: float(amiss[0]) for part, amiss in parts(self.ground, week[None]).items()}

    def _words(self, part: Part) -> Reason:
        kind, muscle = part
        about = muscle if muscle in self.muscle_names else ""
        subject = _SUBJECTS.get(kind, about)
        return Reason(_WORDS[kind](self, muscle), (RULES[kind], subject), self._facts(kind, about))

    def _facts(self, kind: str, muscle: str) -> tuple[str, ...]:
        own = {
            "floor": f"vol.{muscle}.floor",
            "low": f"vol.{muscle}.{self.level}.low",
            "high": f"vol.{muscle}.high",
            "very_high": f"vol.{muscle}.very_high",
        }
        keys = (*((own[kind],) if kind in own else ()), *_FACTS.get(kind, ()))
        return tuple(key for key in keys if key in self.facts)

    def usual(self, column: str) -> float:
        """What the usual week counts for."""
        return self._sum(self.ground.usual, column)

    def plan(self, column: str) -> float:
        """What the planned week counts for."""
        return self._sum(self.planned, column)

    def _sum(self, week: Sets, column: str) -> float:
        return float(self.ground.counted(week)[self.ground.pool.column(column)])

    def name(self, muscle: str) -> str:
        """A muscle's name for the beginning of a sentence."""
        return self.muscle_names[muscle]

    def sessions(self, week: Sets, muscle: str) -> int:
        """Sessions of a week that count for a muscle."""
        sets = week @ self.ground.pool.worth[:, self.ground.pool.column(muscle)]
        return int((sets >= self.ground.targets.session_counts_from).sum())


_WORTH_SAYING: Final = 1.0
"""Sets a week by which the last weeks differ from the usual one before that is said."""


def _sets(number: float) -> str:
    return f"{round(2 * number) / 2:g}"


def _counted(number: float) -> str:
    """A number of sets with its noun: "1 set", "2.5 sets"."""
    return f"{_sets(number)} set" if _sets(number) == "1" else f"{_sets(number)} sets"


def _from_to(told: Explainer, muscle: str) -> str:
    usual, mean = told.usual(muscle), float(told.lately[told.ground.pool.column(muscle)])
    words = f"{told.name(muscle)}: {_counted(told.plan(muscle))} in this week instead of {_sets(usual)}"
    if abs(mean - usual) < _WORTH_SAYING:
        return words
    return f"{words} (the last weeks: {_sets(mean)} in the mean)"


def _ratio(told: Explainer, front: str, back: str) -> str:
    def words(over: float, under: float) -> str:
        return f"{over / under:.1f} : 1" if under > 0 else f"{_sets(over)} : 0"

    return (
        f"{words(told.plan(front), told.plan(back))} in this week instead of "
        f"{words(told.usual(front), told.usual(back))}"
    )


def _share(week: Callable[[str], float], part: str) -> str:
    """The share of a week's hamstring work from hips and knees that a part has."""
    both = week("hip") + week("knee")
    return percent(week(part) / both) if both else "none"


def _curl_share(told: Explainer) -> str:
    low, high = (percent(told.facts.number(f"bal.curl_share.ok_{end}")) for end in ("low", "high"))
    return (
        f"Curls make {_share(told.plan, 'knee')} of this week's hamstring work instead of "
        f"{_share(told.usual, 'knee')}; plans that hold both kinds keep them between {low} and {high}."
    )


def _long_share(told: Explainer) -> str:
    return (
        f"Of this week's hamstring sets {_share(told.plan, 'long')} work them long instead of "
        f"{_share(told.usual, 'long')}: in trials that grew them more."
    )


_WORDS: Final[Mapping[str, Callable[[Explainer, str], str]]] = {
    "gap": lambda told, muscle: (
        f"Your usual week holds {_hardly(told.usual(muscle))} for the {told.name(muscle).lower()}; "
        f"{_counted(told.plan(muscle))} to start with."
    ),
    "floor": lambda told, muscle: (
        f"{_from_to(told, muscle)}. Below about {told.facts.number(f'vol.{muscle}.floor'):g}, research can hardly see "
        "growth."
    ),
    "low": lambda told, muscle: (
        f"{_from_to(told, muscle)}; the range for your level begins at {_sets(told.ground.targets.low[muscle])}."
        if told.ground.targets.low[muscle] == told.facts.band(muscle, told.level).low
        else f"{_from_to(told, muscle)}, on the way to {_sets(told.ground.targets.low[muscle])}."
    ),
    "curl": lambda told, _: (
        f"{_count(told.usual('knee'))} of your usual hamstring sets bend the knee. Curls build more of the "
        "semitendinosus and the short head, hinges more of the semimembranosus."
    ),
    "hinge": lambda told, _: (
        f"{_count(told.usual('hip'))} of your usual hamstring sets extend the hip. Hinges build more of the "
        "semimembranosus, curls more of the semitendinosus and the short head."
    ),
    "ratio": lambda told, _: f"Quad to hamstring sets: {_ratio(told, 'quads', 'hamstrings')}.",
    "movement_ratio": lambda told, _: (
        f"Knee-dominant to hip-dominant sets: {_ratio(told, 'knee_dominant', 'hip_dominant')}."
    ),
    "curl_share": lambda told, _: _curl_share(told),
    "long": lambda told, _: _long_share(told),
    "sessions": lambda told, muscle: (
        f"Spreads the {told.name(muscle).lower()} over {told.sessions(told.planned, muscle)} sessions instead of "
        f"{told.sessions(told.ground.usual, muscle)}."
    ),
    "crowded": lambda told, muscle: (
        f"Keeps the {told.name(muscle).lower()} near {told.facts.number('vol.per_session_amber'):g} sets in one "
        "session; past that, more sets can hardly be told apart."
    ),
    "spacing": lambda told, _: (
        f"Leaves about {told.facts.number('space.min_hours'):g} hours between full hamstring sessions."
    ),
    "side": lambda _told, _muscle: "Nothing in your usual week works the side of the hip, or one leg by itself.",
    "high": lambda told, muscle: (
        f"{_from_to(told, muscle)}; above {_sets(told.ground.targets.high[muscle])} each extra set adds little."
    ),
    "very_high": lambda told, muscle: f"{_from_to(told, muscle)}; more is beyond what is usually recoverable.",
    "limit": lambda told, muscle: f"{_from_to(told, muscle)}: the last weeks held fewer, and a small step is enough.",
    "cut": lambda told, muscle: f"{_from_to(told, muscle)}: a small step is enough.",
    "former": lambda told, muscle: f"{_from_to(told, muscle)}: a little nearer to what you did before.",
}


def _hardly(sets: float) -> str:
    return "nothing" if sets < STEP else f"only {_counted(sets)}"


def _count(sets: float) -> str:
    return "None" if sets < STEP else f"Only {_sets(sets)}"
