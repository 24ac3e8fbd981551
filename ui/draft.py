"""A session while it is being done: a value, kept in a small file so that a reloaded phone loses nothing.

The file is the truth, and each athlete has one: every change reads it, changes it and writes it under one lock, so that
two tabs add to the same session instead of overwriting each other. Exercises and sets are known by keys of their own,
which stay the same while others come and go.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd

from analytics.errors import WrongRequest
from analytics.language import _
from analytics.model import SetType

DRAFT_FILE: Final = "draft-session.json"
"""Where earlier versions kept the one session that was being typed in, whosever it was."""
GROUPS: Final = ("A", "B", "C", "D")
"""Letters of supersets: the exercises of one letter take turns."""
SUPERSET_NOTE: Final = "Superset {group}"
"""How the log notes a superset, in every language: a session that is repeated knows it again by this."""
_WARMUP: Final = "warmup"
_FORM: Final = 2
ONE_AT_A_TIME: Final = threading.RLock()
"""Held while a session is read and changed, or saved: by one tab at a time."""

Side = Literal["left", "right"]
Span = tuple[float, float]


def new_key() -> str:
    """A key that no other exercise or set bears."""
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class DraftSet:
    """One set as it was done. `weight_kg` is None without a load; a hold has `duration_s` and no reps; `side` is None
    for both sides at once.
    """

    weight_kg: float | None = None
    reps: float | None = None
    rir: float | None = None
    set_type: SetType = "working"
    duration_s: float | None = None
    side: Side | None = None
    note: str = ""
    key: str = field(default_factory=new_key, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """What one set is meant to be: `amount` are reps, or seconds of a hold, from and to; None is left open. `aim` is
    the one of them that is likely (None: the least).
    """

    amount: Span | None = None
    weight_kg: float | None = None
    rir: Span | None = None
    set_type: SetType = "working"
    side: Side | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A set as far as it is typed in and not yet added: the one that follows `after` others."""

    after: int
    numbers: DraftSet


@dataclass(frozen=True, slots=True)
class DraftExercise:
    """One exercise of the session, with what is meant to be done (`targets`) and what was done (`sets`), in order.

    `rest_s` is the pause after a set, from and to. Exercises of one letter `group` are a superset. `how` is what the
    plan says about the load, in one sentence. `typed` outlives a reload of the page.
    """

    name: str
    targets: tuple[Target, ...] = ()
    sets: tuple[DraftSet, ...] = ()
    rest_s: tuple[int, int] | None = None
    is_hold: bool = False
    is_sided: bool = False
    group: str = ""
    note: str = ""
    how: str = ""
    key: str = field(default_factory=new_key, compare=False)
    typed: Typed | None = field(default=None, compare=False)

    @property
    def under_way(self) -> DraftSet | None:
        """What was typed of the set that is due; None where nothing was, or where another set is due by now."""
        return self.typed.numbers if self.typed and self.typed.after == len(self.sets) else None

    @property
    def done(self) -> float:
        """Working sets so far; one side alone is half a set, unless the targets name sides themselves."""
        by_side = any(target.side for target in self.targets)
        work = [each for each in self.sets if each.set_type != _WARMUP]
        return sum(0.5 if each.side and not by_side else 1.0 for each in work)

    @property
    def planned(self) -> int:
        """Working sets that are meant to be done, 0 where nothing was planned."""
        return sum(target.set_type != _WARMUP for target in self.targets)

    @property
    def is_open(self) -> bool:
        """Whether a planned set is still to be done."""
        return self.target is not None

    @property
    def target(self) -> Target | None:
        """The next planned set: warm-ups first, none once work has begun; None when all are done."""
        warm_ups = [target for target in self.targets if target.set_type == _WARMUP]
        work = [target for target in self.targets if target.set_type != _WARMUP]
        warmed = len(self.sets) - sum(each.set_type != _WARMUP for each in self.sets)
        if not self.done and warmed < len(warm_ups):
            return warm_ups[warmed]
        return work[int(self.done)] if self.done < len(work) else None

    @property
    def last_work(self) -> DraftSet | None:
        """The last working set so far."""
        return next((each for each in reversed(self.sets) if each.set_type != _WARMUP), None)


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause that began at `since` (the lifter's wall clock): `seconds` long, `up_to` at the most."""

    since: datetime
    seconds: int
    up_to: int

    def left(self, now: datetime) -> int:
        """Seconds that are left, never below 0."""
        return max(0, self.seconds - max(0, int((now - self.since).total_seconds())))


@dataclass(frozen=True, slots=True)
class Draft:
    """A session under way: its exercises in order, the key of the one `at` hand, and the pause that runs.

    `revision` grows with every change, so that a tab sees that another one changed it.
    """

    exercises: tuple[DraftExercise, ...] = ()
    started_at: datetime | None = None
    workout: str = ""
    at: str = ""
    rest: Rest | None = None
    revision: int = field(default=0, compare=False)

    @property
    def set_count(self) -> int:
        """Sets done so far, warm-ups and single sides among them."""
        return sum(len(each.sets) for each in self.exercises)

    @property
    def done(self) -> float:
        """Working sets done so far, two sides as one."""
        return sum(each.done for each in self.exercises)

    @property
    def planned(self) -> int:
        """Working sets that are meant to be done."""
        return sum(each.planned for each in self.exercises)

    @property
    def current(self) -> DraftExercise | None:
        """The exercise at hand, else the first with a set to be done, else the last."""
        named = [each for each in self.exercises if each.key == self.at]
        return next(iter([*named, *(each for each in self.exercises if each.is_open), *self.exercises[-1:]]), None)

    def exercise(self, key: str) -> DraftExercise:
        """The exercise with a key. Raises `WrongRequest` where another tab took it out."""
        return self.exercises[self.place(key)]

    def place(self, key: str) -> int:
        """Where an exercise stands, from 0. Raises `WrongRequest` where another tab took it out."""
        found = [place for place, each in enumerate(self.exercises) if each.key == key]
        if not found:
            raise _gone(_("That exercise is no longer in this session."))
        return found[0]

    def holder(self, set_key: str) -> tuple[DraftExercise, int]:
        """The exercise that holds a set, and the set's place in it. Raises `WrongRequest` where it is gone."""
        for each in self.exercises:
            for place, one in enumerate(each.sets):
                if one.key == set_key:
                    return each, place
        raise _gone(_("That set is no longer in this session."))

    # exercises ---------------------------------------------------------------------------------------------------

    def with_exercise(self, new: DraftExercise, *, at: int | None = None) -> Draft:
        """One more exercise, at the end or at place `at`; it is at hand now."""
        place = len(self.exercises) if at is None else at
        return replace(self, exercises=(*self.exercises[:place], new, *self.exercises[place:]), at=new.key)

    def without_exercise(self, key: str) -> Draft:
        """Without an exercise and its sets."""
        place = self.place(key)
        return replace(self, exercises=self.exercises[:place] + self.exercises[place + 1 :])

    def with_changed(self, changed: DraftExercise) -> Draft:
        """With an exercise put in the place of the one with its key."""
        place = self.place(changed.key)
        return replace(self, exercises=(*self.exercises[:place], changed, *self.exercises[place + 1 :]))

    def moved(self, key: str, by: int) -> Draft:
        """With an exercise `by` places later (below 0: earlier), as far as there are places."""
        exercise, place = self.exercise(key), self.place(key)
        others = self.without_exercise(key).exercises
        to = min(max(place + by, 0), len(others))
        return replace(self, exercises=(*others[:to], exercise, *others[to:]))

    def swapped(self, key: str, other: DraftExercise) -> Draft:
        """With `other` in the place of an exercise: it takes over what is still to be done, but for the loads, which
        are another exercise's. Sets that were done stay where they were done.
        """
        old, place = self.exercise(key), self.place(key)
        work = [target for target in old.targets if target.set_type != _WARMUP]
        left = tuple(replace(target, weight_kg=None) for target in work[int(old.done) :])
        new = replace(other, targets=left, group=old.group, rest_s=old.rest_s, note=old.note)
        if not old.sets:
            return self.without_exercise(key).with_exercise(new, at=place)
        kept = replace(old, targets=tuple(work[: int(old.done)]))
        return self.with_changed(kept).with_exercise(new, at=place + 1)

    # sets --------------------------------------------------------------------------------------------------------

    def with_set(self, key: str, new: DraftSet, *, at: int | None = None) -> Draft:
        """One more set of an exercise, at its end or at place `at`; what was typed for the next one is done with."""
        exercise = self.exercise(key)
        place = len(exercise.sets) if at is None else at
        sets = (*exercise.sets[:place], new, *exercise.sets[place:])
        return self.with_changed(replace(exercise, sets=sets, typed=None))

    def with_typed(self, key: str, typed: Typed) -> Draft:
        """With what is typed of the next set of an exercise."""
        return self.with_changed(replace(self.exercise(key), typed=typed))

    def with_corrected(self, set_key: str, new: DraftSet) -> Draft:
        """With other numbers for a set, at its place and under its key."""
        exercise, place = self.holder(set_key)
        sets = (*exercise.sets[:place], replace(new, key=set_key), *exercise.sets[place + 1 :])
        return self.with_changed(replace(exercise, sets=sets))

    def without_set(self, set_key: str) -> Draft:
        """Without a set."""
        exercise, place = self.holder(set_key)
        return self.with_changed(replace(exercise, sets=exercise.sets[:place] + exercise.sets[place + 1 :]))

    # what comes next ---------------------------------------------------------------------------------------------

    def turn_after(self, key: str) -> str:
        """The key of the exercise whose turn it is after a set of this one.

        The other side of a set first. In a superset the next exercise with the fewest sets done; then, and elsewhere,
        the same exercise until its plan is done, and the next one with sets to be done.
        """
        exercise = self.exercise(key)
        if exercise.done % 1:
            return key
        after = self._after(key)
        partners = [each for each in (*after, exercise) if exercise.group and each.group == exercise.group]
        taking_turns = [each for each in partners if each.is_open or not each.targets]
        if len(partners) > 1 and taking_turns:
            return min(taking_turns, key=lambda each: each.done).key
        if exercise.is_open or not exercise.targets:
            return key
        return next((each.key for each in after if each.is_open), key)

    def rests_after(self, key: str) -> bool:
        """Whether a pause follows the last set of an exercise: not between two sides, nor inside a round of a superset,
        nor after a warm-up.
        """
        exercise, following = self.exercise(key), self.exercise(self.turn_after(key))
        is_inside = following.group == exercise.group != "" and following.done < exercise.done
        is_warm_up = not exercise.sets or exercise.sets[-1].set_type == _WARMUP
        return not (is_warm_up or exercise.done % 1 or is_inside)

    def _after(self, key: str) -> tuple[DraftExercise, ...]:
        """The other exercises, from the next one round to the one before."""
        place = self.place(key)
        return self.exercises[place + 1 :] + self.exercises[:place]

    # into the log ------------------------------------------------------------------------------------------------

    def rows(self, *, started_at: datetime) -> pd.DataFrame:
        """The sets as `TrainingLog.add_sets` takes them. An exercise that is come back to gets a new block; what is
        noted to an exercise, and its superset, stands in the note of its first set.
        """
        rows: list[dict[str, Any]] = []
        seen: Counter[str] = Counter()
        supersets = Counter(each.group for each in self.exercises if each.sets)
        for exercise in (each for each in self.exercises if each.sets):
            seen[exercise.name] += 1
            is_superset = exercise.group and supersets[exercise.group] > 1
            about = [SUPERSET_NOTE.format(group=exercise.group) if is_superset else ""]
            for number, each in enumerate(exercise.sets, start=1):
                notes = filter(None, (*about, exercise.note, each.note) if number == 1 else (each.note,))
                rows.append(
                    {
                        "exercise": exercise.name,
                        **{name: value for name, value in asdict(each).items() if name != "key"},
                        "note": "; ".join(notes) or None,
                        "started_at": started_at,
                        "workout": self.workout.strip() or None,
                        "block": seen[exercise.name],
                        "set_number": number,
                    }
                )
        return pd.DataFrame(rows)


def _gone(what: str) -> WrongRequest:
    return WrongRequest(what, _("Another tab or phone changed it; here is its newest state."))


# the file -------------------------------------------------------------------------------------------------------------


def draft_file(folder: Path, athlete: str) -> Path:
    """Where the session of an athlete is kept; the name is not in the file's name."""
    whose = hashlib.sha256(athlete.encode()).hexdigest()[:12]
    return folder / f"draft-session-{whose}.json"


def load_draft(folder: Path, athlete: str) -> Draft:
    """The session that is kept for an athlete; an empty one when there is none. A file that holds none is put aside.

    A session that an earlier version kept, for nobody in particular, belongs to the athlete who goes on with it first.
    """
    own = draft_file(folder, athlete)
    with ONE_AT_A_TIME:
        return _read(own if own.exists() else folder / DRAFT_FILE)


def change_draft(folder: Path, athlete: str, change: Callable[[Draft], Draft]) -> Draft:
    """Change the session as it stands in its file, whoever changed it last. Raises what `change` raises, and then
    nothing is changed.
    """
    with ONE_AT_A_TIME:
        before = load_draft(folder, athlete)
        after = replace(change(before), revision=before.revision + 1)
        keep_draft(after, folder, athlete)
        return after


def keep_typed(folder: Path, athlete: str, key: str, typed: Typed) -> None:
    """Keep what is typed of the next set of an exercise. The session is no other for it: no tab is told of a change."""
    with ONE_AT_A_TIME:
        keep_draft(load_draft(folder, athlete).with_typed(key, typed), folder, athlete)


def keep_draft(draft: Draft, folder: Path, athlete: str) -> None:
    """Write the session in one step, so that a crash leaves the old one or the new one; without an exercise there is
    no file.
    """
    own = draft_file(folder, athlete)
    with ONE_AT_A_TIME:
        if draft.exercises:
            beside = own.with_suffix(".new")
            beside.write_text(json.dumps(as_json(draft)), encoding="utf-8")
            os.replace(beside, own)
        else:
            own.unlink(missing_ok=True)
        (folder / DRAFT_FILE).unlink(missing_ok=True)


def _read(file: Path) -> Draft:
    try:
        return from_json(json.loads(file.read_text(encoding="utf-8")))
    except OSError:
        return Draft()
    except (ValueError, TypeError, KeyError, AttributeError):
        os.replace(file, file.with_suffix(".damaged"))
        return Draft()


def as_json(draft: Draft) -> dict[str, Any]:
    """A plain object; `from_json` reads it."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(draft), default=datetime.isoformat))
    return {"form": _FORM, **plain}


def from_json(kept: Any) -> Draft:
    """The session that `as_json` wrote, or the bare list of sets of earlier versions. Raises what reading raises."""
    if isinstance(kept, list):
        return _of_earlier_version(kept)
    rest, started_at = kept["rest"], kept["started_at"]
    return Draft(
        exercises=tuple(_exercise(each) for each in kept["exercises"]),
        started_at=datetime.fromisoformat(started_at) if started_at else None,
        workout=str(kept["workout"]),
        at=str(kept["at"]),
        rest=Rest(**{**rest, "since": datetime.fromisoformat(rest["since"])}) if rest else None,
        revision=int(kept["revision"]),
    )


def _exercise(kept: Mapping[str, Any]) -> DraftExercise:
    rest_s, typed = kept["rest_s"], kept.get("typed")
    return DraftExercise(
        **{
            **kept,
            "targets": tuple(_target(each) for each in kept["targets"]),
            "sets": tuple(DraftSet(**each) for each in kept["sets"]),
            "rest_s": tuple(rest_s) if rest_s else None,
            "typed": Typed(typed["after"], DraftSet(**typed["numbers"])) if typed else None,
        }
    )


def _target(kept: Mapping[str, Any]) -> Target:
    spans = {name: tuple(kept[name]) if kept[name] else None for name in ("amount", "rir")}
    return Target(**{**kept, **spans})


def _of_earlier_version(kept: Sequence[Mapping[str, Any]]) -> Draft:
    """Runs of sets of one exercise, as earlier versions had them one after the other. Keys follow from the places, so
    that they are the same each time until the session is written anew.
    """
    runs = groupby(enumerate(kept), key=lambda each: str(each[1]["exercise"]))
    return Draft(tuple(_earlier_exercise(name, list(run)) for name, run in runs))


def _earlier_exercise(name: str, run: Sequence[tuple[int, Mapping[str, Any]]]) -> DraftExercise:
    sets = tuple(
        DraftSet(**{what: value for what, value in each.items() if what != "exercise"}, key=f"set-{place}")
        for place, each in run
    )
    is_hold = any(each.duration_s is not None for each in sets)
    return DraftExercise(name, sets=sets, is_hold=is_hold, key=f"exercise-{run[0][0]}")
