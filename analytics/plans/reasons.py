"""Why a plan changes something, in words: what would be amiss without the change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from analytics.language import _, inside, n_, percent
from analytics.plans.cost import Part, parts
from analytics.plans.credits import STEP, Sets, Values
from analytics.plans.ground import Ground
from analytics.reference.facts import Facts
from analytics.rules import POSTERIOR_FIRST

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
    return n_("{number} set", "{number} sets", round(2 * number) / 2)


def _from_to(told: Explainer, muscle: str) -> str:
    usual, mean = told.usual(muscle), float(told.lately[told.ground.pool.column(muscle)])
    if abs(mean - usual) < _WORTH_SAYING:
        return _(
            "{muscle}: {sets} in this week instead of {usual}",
            muscle=told.name(muscle),
            sets=_counted(told.plan(muscle)),
            usual=_sets(usual),
        )
    return _(
        "{muscle}: {sets} in this week instead of {usual} (the last weeks: {mean} in the mean)",
        muscle=told.name(muscle),
        sets=_counted(told.plan(muscle)),
        usual=_sets(usual),
        mean=_sets(mean),
    )


def _ratio(told: Explainer, front: str, back: str) -> tuple[str, str]:
    """The ratio of the planned week, and that of the usual one."""

    def words(over: float, under: float) -> str:
        return f"{over / under:.1f} : 1" if under > 0 else f"{_sets(over)} : 0"

    return words(told.plan(front), told.plan(back)), words(told.usual(front), told.usual(back))


def _quad_ratio(told: Explainer) -> str:
    ratio, usual = _ratio(told, "quads", "hamstrings")
    return _("Quad to hamstring sets: {ratio} in this week instead of {usual}.", ratio=ratio, usual=usual)


def _movement_ratio(told: Explainer) -> str:
    ratio, usual = _ratio(told, "knee_dominant", "hip_dominant")
    return _("Knee-dominant to hip-dominant sets: {ratio} in this week instead of {usual}.", ratio=ratio, usual=usual)


def _share(week: Callable[[str], float], part: str) -> str:
    """The share of a week's hamstring work from hips and knees that a part has."""
    both = week("hip") + week("knee")
    return percent(week(part) / both) if both else _("none")


def _curl_share(told: Explainer) -> str:
    low, high = (percent(told.facts.number(f"bal.curl_share.ok_{end}")) for end in ("low", "high"))
    return _(
        "Curls make {share} of this week's hamstring work instead of {usual}; plans that hold both kinds keep them "
        "between {low} and {high}.",
        share=_share(told.plan, "knee"),
        usual=_share(told.usual, "knee"),
        low=low,
        high=high,
    )


def _long_share(told: Explainer) -> str:
    return _(
        "Of this week's hamstring sets {share} work them long instead of {usual}: in trials that grew them more.",
        share=_share(told.plan, "long"),
        usual=_share(told.usual, "long"),
    )


def _gap(told: Explainer, muscle: str) -> str:
    usual, name, sets = told.usual(muscle), inside(told.name(muscle)), _counted(told.plan(muscle))
    if usual < STEP:
        return _("Your usual week holds nothing for the {muscle}; {sets} to start with.", muscle=name, sets=sets)
    return _(
        "Your usual week holds only {usual} for the {muscle}; {sets} to start with.",
        usual=_counted(usual),
        muscle=name,
        sets=sets,
    )


def _low(told: Explainer, muscle: str) -> str:
    low, change = told.ground.targets.low[muscle], _from_to(told, muscle)
    if low == told.facts.band(muscle, told.level).low:
        return _("{change}; the range for your level begins at {sets}.", change=change, sets=_sets(low))
    return _("{change}, on the way to {sets}.", change=change, sets=_sets(low))


def _curls(told: Explainer) -> str:
    usual = told.usual("knee")
    if usual < STEP:
        return _(
            "None of your usual hamstring sets bend the knee. Curls build more of the semitendinosus and the short "
            "head, hinges more of the semimembranosus."
        )
    return _(
        "Only {sets} of your usual hamstring sets bend the knee. Curls build more of the semitendinosus and the short "
        "head, hinges more of the semimembranosus.",
        sets=_sets(usual),
    )


def _hinges(told: Explainer) -> str:
    usual = told.usual("hip")
    if usual < STEP:
        return _(
            "None of your usual hamstring sets extend the hip. Hinges build more of the semimembranosus, curls more of "
            "the semitendinosus and the short head."
        )
    return _(
        "Only {sets} of your usual hamstring sets extend the hip. Hinges build more of the semimembranosus, curls more "
        "of the semitendinosus and the short head.",
        sets=_sets(usual),
    )


_WORDS: Final[Mapping[str, Callable[[Explainer, str], str]]] = {
    "gap": _gap,
    "floor": lambda told, muscle: _(
        "{change}. Below about {sets}, research can hardly see growth.",
        change=_from_to(told, muscle),
        sets=f"{told.facts.number(f'vol.{muscle}.floor'):g}",
    ),
    "low": _low,
    "curl": lambda told, _muscle: _curls(told),
    "hinge": lambda told, _muscle: _hinges(told),
    "ratio": lambda told, _muscle: _quad_ratio(told),
    "movement_ratio": lambda told, _muscle: _movement_ratio(told),
    "curl_share": lambda told, _muscle: _curl_share(told),
    "long": lambda told, _muscle: _long_share(told),
    "sessions": lambda told, muscle: _(
        "Spreads the {muscle} over {sessions} sessions instead of {usual}.",
        muscle=inside(told.name(muscle)),
        sessions=told.sessions(told.planned, muscle),
        usual=told.sessions(told.ground.usual, muscle),
    ),
    "crowded": lambda told, muscle: _(
        "Keeps the {muscle} near {sets} sets in one session; past that, more sets can hardly be told apart.",
        muscle=inside(told.name(muscle)),
        sets=f"{told.facts.number('vol.per_session_amber'):g}",
    ),
    "spacing": lambda told, _muscle: _(
        "Leaves about {hours} hours between full hamstring sessions.",
        hours=f"{told.facts.number('space.min_hours'):g}",
    ),
    "side": lambda _told, _muscle: _("Nothing in your usual week works the side of the hip, or one leg by itself."),
    "high": lambda told, muscle: _(
        "{change}; above {sets} each extra set adds little.",
        change=_from_to(told, muscle),
        sets=_sets(told.ground.targets.high[muscle]),
    ),
    "very_high": lambda told, muscle: _(
        "{change}; more is beyond what is usually recoverable.", change=_from_to(told, muscle)
    ),
    "limit": lambda told, muscle: _(
        "{change}: the last weeks held fewer, and a small step is enough.", change=_from_to(told, muscle)
    ),
    "cut": lambda told, muscle: _("{change}: a small step is enough.", change=_from_to(told, muscle)),
    "former": lambda told, muscle: _(
        "{change}: a little nearer to what you did before.", change=_from_to(told, muscle)
    ),
}
