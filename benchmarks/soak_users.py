"""What somebody does in a soak, and what their log must hold afterwards.

Every set has a mark of its own in its note, so that a set that is lost or doubled is known by name.
"""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import pandas as pd

from benchmarks.bench_log import SETS_A_WORKOUT, drawn
from benchmarks.person import Person, Unanswered, somebody

BASE_WORKOUTS: Final = 100
_WORKOUTS_A_FILE: Final = 4
_MOST_FILES: Final = 60
_BIG_WORKOUTS: Final = 320
_BIG_YEARS_BEFORE: Final = 25
_LEFT_AFTER_S: Final = (0.0, 0.3, 1.5, 4.0)
_PAGES: Final = ("overview", "volume", "balance", "strength", "exercise", "next-week", "weekly-review", "logbook",
                 "data-quality", "import")  # fmt: skip
_MOST_VISITS: Final = 4
_GOING_ON: Final = ("Importing", "waiting until")


@dataclass(slots=True)
class Ledger:
    """What a log must hold: the marks of each file that stands, reps that were corrected, sets that were deleted.
    `maybe` is a file that may have come in, as a browser was killed that imported it; `is_big_maybe` is the same of the
    big one.
    """

    name: str
    number: int
    sets: pd.DataFrame = field(init=False, repr=False)
    files: int = 0
    maybe: int = 0
    is_big_in: bool = False
    is_big_maybe: bool = False
    corrected: dict[str, float] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        workouts = BASE_WORKOUTS + _WORKOUTS_A_FILE * _MOST_FILES
        self.sets = _marked(self.name, self.number, workouts, "s")

    def base(self) -> bytes:
        """The export that the log begins with."""
        return self.file(0)

    def file(self, number: int) -> bytes:
        """The export of some weeks later: everything of the ones before, and four workouts more."""
        return _csv(self.sets.head(SETS_A_WORKOUT * (BASE_WORKOUTS + _WORKOUTS_A_FILE * number)))

    def big(self) -> bytes:
        """The many workouts of years before, in one file."""
        return _csv(self._big())

    def possible(self) -> Iterator[dict[str, float]]:
        """What the log may hold: each file that nobody was told of is in, or is not."""
        for files in {self.files, max(self.files, self.maybe)}:
            for is_big_in in {self.is_big_in, self.is_big_in or self.is_big_maybe}:
                yield self.expected(files=files, is_big_in=is_big_in)

    def expected(self, *, files: int | None = None, is_big_in: bool | None = None) -> dict[str, float]:
        """Mark -> repetitions, for every set that the log must hold."""
        files = self.files if files is None else files
        standing = self.sets.head(SETS_A_WORKOUT * (BASE_WORKOUTS + _WORKOUTS_A_FILE * files))
        rows = pd.concat([standing, self._big()]) if is_big_in or (is_big_in is None and self.is_big_in) else standing
        reps = {**dict(zip(rows["note"], rows["reps"].astype(float), strict=True)), **self.corrected}
        return {mark: each for mark, each in reps.items() if mark not in self.deleted}

    def any_base_mark(self, chance: random.Random) -> str:
        """A set that no undo takes out."""
        marks: list[str] = self.sets["note"].head(SETS_A_WORKOUT * BASE_WORKOUTS).tolist()
        return chance.choice([mark for mark in marks if mark not in self.deleted and mark not in self.corrected])

    def _big(self) -> pd.DataFrame:
        old = _marked(self.name, self.number + 1_000, _BIG_WORKOUTS, "b")
        old["started_at"] -= timedelta(days=365 * _BIG_YEARS_BEFORE)
        return old


@dataclass(frozen=True, slots=True)
class Difference:
    """A log held against its ledger, in sets."""

    lost: int
    doubled: int
    wrong: int
    which: tuple[str, ...] = ()


def difference(found: pd.DataFrame, expected: Mapping[str, float]) -> Difference:
    """`found` are the sets of a log (columns note, reps)."""
    counts = Counter(found["note"].fillna(""))
    lost = [mark for mark in expected if not counts[mark]]
    doubled = [mark for mark, number in counts.items() if number > 1 or mark not in expected]
    reps = dict(zip(found["note"], found["reps"].astype(float), strict=True))
    wrong = [mark for mark, each in expected.items() if mark in reps and reps[mark] != each]
    return Difference(len(lost), len(doubled), len(wrong), tuple([*lost, *doubled, *wrong][:5]))


def _marked(name: str, number: int, workouts: int, kind: str) -> pd.DataFrame:
    sets: pd.DataFrame = drawn(workouts * SETS_A_WORKOUT, number).to_pandas()
    sets["reps"] = sets["reps"].clip(upper=12)
    sets["set_type"] = sets["warmup"].map({True: "warmup", False: "working"})
    sets["rir"] = 10 - sets["rpe"]
    sets["note"] = [f"{name}{kind}{place:05d}" for place in range(len(sets))]
    return sets[["started_at", "workout", "exercise", "set_type", "weight_kg", "reps", "rir", "note"]]


def _csv(sets: pd.DataFrame) -> bytes:
    return sets.to_csv(index=False, date_format="%Y-%m-%dT%H:%M:%S").encode()


# what is done --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Seen:
    """What somebody met with: the waits of each rerun in ms, what was done how often, and every error."""

    waits: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


class User:
    """Somebody with a log of their own, or an athlete of a shared one, who imports and looks around."""

    def __init__(
        self, ledger: Ledger, *, url: str, query: Mapping[str, str], cookies: Callable[[], Mapping[str, str]]
    ) -> None:
        self.ledger, self.seen = ledger, Seen()
        self.url, self.query, self.cookies = url, dict(query), cookies
        self._chance = random.Random(ledger.number)
        self._acts: tuple[tuple[int, Callable[[Person], None]], ...] = (
            (55, self._look_around),
            (12, self._import_the_next),
            (6, self._import_one_again),
            (6, self._take_the_last_back),
            (5, self._correct_a_set),
            (4, self._delete_a_set),
            (5, self._leave_in_an_import),
            (4, self._leave_in_a_preview),
            (3, self._lose_the_line_in_an_upload),
        )

    def live(self, until: float, stop: threading.Event) -> None:
        """Do one thing after the other until a time of `time.monotonic`. What went wrong is in `seen`."""
        while time.monotonic() < until and not stop.is_set():
            try:
                with somebody(self.url, self.cookies()) as person:
                    self._visit(person, "overview")
                    while time.monotonic() < until and not stop.is_set() and self._one_act(person):
                        pass
            except Unanswered as amiss:
                self.seen.errors.append(f"{self.ledger.name}: {amiss}"[:1_000])

    def _one_act(self, person: Person) -> bool:
        """Whether the person is still there."""
        weights, acts = zip(*self._acts, strict=True)
        act = self._chance.choices(acts, weights)[0]
        act(person)
        self.seen.done[act.__name__.strip("_").replace("_", " ")] += 1
        self._note_errors(person)
        return not act.__name__.startswith("_leave")

    def _visit(self, person: Person, page: str, **query: str) -> None:
        self.seen.waits.append(person.visit(page, **self.query, **query))
        self._note_errors(person)

    def _press(self, person: Person, key: str) -> None:
        self.seen.waits.append(person.press(key))

    def _note_errors(self, person: Person) -> None:
        for error in [*person.page.exceptions, *person.page.refusals]:
            self.seen.errors.append(f"{self.ledger.name}: {error}"[:300])

    def _look_around(self, person: Person) -> None:
        self._visit(person, self._chance.choice(_PAGES))

    def _import_the_next(self, person: Person) -> None:
        if self.ledger.files < _MOST_FILES:
            number = self.ledger.files + 1
            self._import(person, f"{self.ledger.name}-{number}.csv", self.ledger.file(number))
            self.ledger.files = number

    def _import_one_again(self, person: Person) -> None:
        number = self._chance.randint(0, self.ledger.files)
        self._import(person, f"{self.ledger.name}-{number}.csv", self.ledger.file(number))

    def _take_the_last_back(self, person: Person) -> None:
        """Import the next export, and take it back."""
        number = self.ledger.files + 1
        if number > _MOST_FILES:
            return
        content = self.ledger.file(number)
        self._import(person, f"{self.ledger.name}-{number}.csv", content)
        self._press(person, f"undo-{hashlib.sha256(content).hexdigest()[:12]}")

    def _correct_a_set(self, person: Person) -> None:
        mark = self.ledger.any_base_mark(self._chance)
        self._look_up(person, mark)
        self.seen.waits.append(person.edit("grid-", 0, Reps=15))
        self._press(person, "save-sets")
        self.ledger.corrected[mark] = 15.0

    def _delete_a_set(self, person: Person) -> None:
        mark = self.ledger.any_base_mark(self._chance)
        self._look_up(person, mark)
        self.seen.waits.append(person.edit("grid-", 0, Pick=True))
        self._press(person, "delete-sets")
        self.ledger.deleted.add(mark)

    def _look_up(self, person: Person, mark: str) -> None:
        """Search the Logbook for a set: typed, since a new address of the page that is open would be a new session."""
        self._visit(person, "logbook", period="all")
        self.seen.waits.append(person.enter("q", mark))

    def _leave_in_an_import(self, person: Person) -> None:
        """Press Import on a large file, close the tab, and come back: the next page says what came of it."""
        content = self.ledger.big()
        self._offer(person, f"{self.ledger.name}-big.csv", content)
        person.push("import-button")
        time.sleep(self._chance.choice(_LEFT_AFTER_S))
        person.leave()
        with somebody(self.url, self.cookies()) as back:
            way_back = self._way_back(back)
            if not way_back:
                self.ledger.is_big_maybe = True
                self.seen.done["left before the import was begun"] += 1
                return
            self._press(back, way_back)
            self.ledger.is_big_maybe = False

    def _way_back(self, back: Person) -> str:
        """The key of the button that takes the big import back, which its page tells of within some visits; "" where it
        was never begun.
        """
        for _ in range(_MOST_VISITS):
            self._visit(back, "import")
            back.wait_until(lambda page: not any(word in page.words for word in _GOING_ON))
            for key, button in back.page.buttons("take-back-"):
                if button.help.replace("\\", "").startswith(f"{self.ledger.name}-big.csv"):
                    return key
            time.sleep(1)
        return ""

    def _leave_in_a_preview(self, person: Person) -> None:
        """Drop a large file and go."""
        self._visit(person, "import")
        with suppress(Unanswered):
            person.offer({f"{self.ledger.name}-big.csv": self.ledger.big()}, wait=False)
        person.leave()

    def _lose_the_line_in_an_upload(self, person: Person) -> None:
        self._visit(person, "import")
        person.offer({f"{self.ledger.name}-big.csv": self.ledger.big()}, cut=True)

    def _offer(self, person: Person, name: str, content: bytes) -> None:
        self._visit(person, "import")
        self.seen.waits.append(person.offer({name: content}))
        person.wait_until(lambda page: not (page.widget("import-button") or _NO_BUTTON).disabled)

    def _import(self, person: Person, name: str, content: bytes) -> None:
        self._offer(person, name, content)
        self._press(person, "import-button")
        undo = f"undo-{hashlib.sha256(content).hexdigest()[:12]}"
        person.wait_until(lambda page: page.widget(undo) is not None)
        self.seen.done["imports"] += 1


@dataclass(frozen=True, slots=True)
class _NoButton:
    disabled: bool = True


_NO_BUTTON: Final = _NoButton()
