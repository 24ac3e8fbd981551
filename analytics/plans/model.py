"""What a plan is made of: frozen values, and their form as JSON, in which kept plans are stored.

A plan is for one ISO week. It names sets, reps, effort, rest and loads line by line, says what it changes in the usual
week and why, and which findings will be gone after how many weeks of doing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, time
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from analytics.language import _
from analytics.model import Goal, Severity

Slot = Literal["main", "second", "accessory", "finisher", "other"]
"""Where a line stands in a session, in the order of article 001: the heavy lift while fresh, a second compound,
accessories, an optional finisher; other: what is not for the legs and stays as it is."""
SLOTS: Final[tuple[Slot, ...]] = ("main", "second", "accessory", "finisher", "other")
"""The slots of a session from its beginning to its end."""
Step = Literal["more_load", "more_reps", "same", "less_load", "light", "find", "no_load"]
"""What a line does with its load: two-for-two was met; the same load for more reps; as it was; back off after misses;
an easier week; look for a load (no history); a lift without a load."""
Kind = Literal["usual", "deload", "return", "template", "stopped", "empty"]
"""usual: the usual week with changes; deload: an easier week; return: after a break; template: a template was loaded;
stopped: a note of pain stands and no training advice follows; empty: the log gives no usual week."""
ChangeKind = Literal["add_exercise", "add_sets", "drop_sets", "drop_exercise", "swap_exercise", "add_session", "fewer"]


@dataclass(frozen=True, slots=True)
class Words:
    """A name for the screen and what it means."""

    title: str
    explanation: str


GOAL_WORDS: Final[Mapping[Goal, Words]] = MappingProxyType(
    {
        "balanced": Words(
            _("Balanced"), _("Quads, hamstrings and glutes inside their ranges, hinges and curls both there.")
        ),
        "posterior": Words(
            _("Posterior focus"), _("Hamstrings and glutes in the upper half of their range, quads kept.")
        ),
        "strength": Words(_("Strength"), _("Main lifts heavy and early, the rest of the week as much as it needs.")),
        "maintenance": Words(_("Maintenance"), _("As few sets as keep what you have, at the loads you have.")),
        "return": Words(_("Back from a break"), _("A part of your former sets, with a little more each week.")),
    }
)


@dataclass(frozen=True, slots=True)
class Load:
    """What to lift: `kg` as the log writes it (per hand, added load for lifts of the body), on the lifter's own steps.

    `low_kg` to `high_kg` is the range in which the forecast (80 %) holds the planned reps: `kg` is never above
    `high_kg`. `reps` is the forecast for `kg`, `reps_low` to `reps_high` its 80 % range. All None where the lift has no
    history; then `how` says how to find a load. `how` is one sentence for the lifter, without loads or units.
    """

    step: Step
    how: str
    kg: float | None = None
    low_kg: float | None = None
    high_kg: float | None = None
    reps: int | None = None
    reps_low: int | None = None
    reps_high: int | None = None
    last_kg: float | None = None
    last_reps: int | None = None


NO_LOAD: Final = Load("no_load", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of a session: `sets` x `reps` (from, to) at `rir` (from, to) with `rest_s` (from, to) between sets.

    Reps are seconds where `is_hold`, and per leg where `per_side`. `usual_sets` is what the usual week holds (0: new).
    `reasons` are sentences on why this line is there or changed; none for one that is as always.
    """

    exercise_id: str
    sets: int
    reps: tuple[int, int]
    rir: tuple[int, int]
    rest_s: tuple[int, int]
    slot: Slot
    load: Load = NO_LOAD
    usual_sets: int = 0
    per_side: bool = False
    is_hold: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One planned workout: its day, the hour at which the lifter usually begins (None: unknown), its lines in order."""

    day: date
    title: str
    lines: tuple[Line, ...]
    at: time | None = None

    @property
    def sets(self) -> int:
        """Sets in all."""
        return sum(line.sets for line in self.lines)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference to the usual week: the sets of an exercise on a day before and after, and why.

    `rules` are (rule, subject) of the findings that it answers, `facts` keys of facts.toml that it rests on.
    `instead_of` is the exercise that made room, where one did.
    """

    kind: ChangeKind
    day: date
    exercise_id: str
    before: int
    after: int
    reason: str
    rules: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    instead_of: str = ""


def change_kind(before: int, after: int) -> ChangeKind:
    """What a change of an exercise's sets is."""
    if not before:
        return "add_exercise"
    if not after:
        return "drop_exercise"
    return "add_sets" if after > before else "drop_sets"


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding that the plan answers: gone after `weeks` full weeks of plans like this one, done as planned.

    `weeks` is None where it will not be gone within `plan.horizon_weeks`; `why_not` says why. `milder_after` is the
    week after which it is at least one level milder, where that comes earlier.
    """

    rule: str
    subject: str
    headline: str
    severity: Severity
    weeks: int | None
    milder_after: int | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A finding that does not stand today and comes up on the way: it stands after full week `first` of plans like this
    one, and for the last time after week `last` (None: to the end of the weeks that a plan looks ahead).
    """

    rule: str
    subject: str
    headline: str
    severity: Severity
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A week of training for one athlete. `week` is its Monday. `notes` are sentences about the plan as a whole: what
    it could not do, what it left alone, what stopped it. `template` is the id of the template it was made from, if any.
    """

    athlete: str
    week: date
    goal: Goal
    kind: Kind
    sessions: tuple[Session, ...] = ()
    changes: tuple[Change, ...] = ()
    claims: tuple[Claim, ...] = ()
    foreseen: tuple[Foreseen, ...] = ()
    notes: tuple[str, ...] = ()
    template: str = ""
    plan_id: int | None = field(default=None, compare=False)

    @property
    def sets(self) -> int:
        """Sets of the week in all."""
        return sum(session.sets for session in self.sessions)

    def lines(self) -> Iterator[tuple[Session, Line]]:
        """Every line with its session."""
        for session in self.sessions:
            for line in session.lines:
                yield session, line

    def with_sets(self, day: date, exercise_id: str, sets: int) -> Plan:
        """The plan with another number of sets of an exercise on a day; 0 takes the line out. Claims and changes stay
        as they were: whoever edits a plan asks for its outlook anew.
        """

        def edited(session: Session) -> Session:
            if session.day != day:
                return session
            lines = (replace(ln, sets=sets) if ln.exercise_id == exercise_id else ln for ln in session.lines)
            return replace(session, lines=tuple(line for line in lines if line.sets > 0))

        return replace(self, sessions=tuple(edited(session) for session in self.sessions))

    def as_json(self) -> dict[str, Any]:
        """A plain object, for `plan --json` and for keeping; `from_json` reads it."""
        return cast("dict[str, Any]", json.loads(json.dumps(asdict(self), default=_plain)))


def from_json(kept: Mapping[str, Any]) -> Plan:
    """The plan that `Plan.as_json` wrote."""
    return Plan(
        **{
            **kept,
            "week": date.fromisoformat(kept["week"]),
            "sessions": tuple(_session(each) for each in kept["sessions"]),
            "changes": tuple(_change(each) for each in kept["changes"]),
            "claims": tuple(Claim(**each) for each in kept["claims"]),
            "foreseen": tuple(Foreseen(**each) for each in kept.get("foreseen", ())),
            "notes": tuple(kept["notes"]),
        }
    )


def _session(kept: Mapping[str, Any]) -> Session:
    return Session(
        day=date.fromisoformat(kept["day"]),
        title=kept["title"],
        lines=tuple(_line(each) for each in kept["lines"]),
        at=time.fromisoformat(kept["at"]) if kept["at"] else None,
    )


def _line(kept: Mapping[str, Any]) -> Line:
    pairs = {name: tuple(kept[name]) for name in ("reps", "rir", "rest_s", "reasons")}
    return Line(**{**kept, **pairs, "load": Load(**kept["load"])})


def _change(kept: Mapping[str, Any]) -> Change:
    rules = tuple((rule, subject) for rule, subject in kept["rules"])
    return Change(**{**kept, "day": date.fromisoformat(kept["day"]), "rules": rules, "facts": tuple(kept["facts"])})


def _plain(value: Any) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"A plan holds a {type(value).__name__}, which has no JSON.")


# the usual week -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UsualLine:
    """One exercise of a usual session: hard sets, whole (sides logged apart count once), and the reps usually done."""

    exercise_id: str
    sets: int
    reps: int


@dataclass(frozen=True, slots=True)
class UsualSession:
    """A kind of session that comes again, put on a day, its lines in the order they are done. Sessions of one kind bear
    the same number `kind`; `turn` counts them in the week (0: the first).
    """

    day: date
    title: str
    lines: tuple[UsualLine, ...]
    at: time | None = None
    kind: int = 0
    turn: int = 0

    @property
    def of(self) -> tuple[int, int]:
        """What it has in common with the sessions that it goes on from."""
        return self.kind, self.turn


@dataclass(frozen=True, slots=True)
class Habit:
    """What the lifter would do in the planned week if nothing changed. `weeks` are the Mondays that were looked at
    (full weeks with training); empty sessions: the log shows no usual week. `notes` say what was left out. `later` are
    the sessions of the weeks after it, in which a rotation goes on. `regularity` is the share (0 to 1) of the newest
    weeks that held just the sessions of one of these weeks.
    """

    sessions: tuple[UsualSession, ...]
    weeks: tuple[date, ...]
    notes: tuple[str, ...] = ()
    later: tuple[tuple[UsualSession, ...], ...] = ()
    regularity: float = 1.0
