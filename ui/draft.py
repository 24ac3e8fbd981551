"""A session while it is being typed in: a value, kept in a small file so that a reloaded phone loses nothing."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.model import SetType

DRAFT_FILE: Final = "draft-session.json"


@dataclass(frozen=True, slots=True)
class DraftSet:
    """One set as typed in. `weight_kg` is None without a load; a hold has `duration_s` and no reps."""

    exercise: str
    weight_kg: float | None = None
    reps: float | None = None
    rir: float | None = None
    set_type: SetType = "working"
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The sets so far, in the order they were done."""

    sets: tuple[DraftSet, ...] = ()

    def with_set(self, new: DraftSet, *, at: int | None = None) -> Draft:
        """The draft with one more set, at the end or at position `at`."""
        position = len(self.sets) if at is None else at
        return replace(self, sets=(*self.sets[:position], new, *self.sets[position:]))

    def without(self, position: int) -> Draft:
        """The draft without the set at `position`."""
        return replace(self, sets=self.sets[:position] + self.sets[position + 1 :])

    def blocks(self) -> Iterator[tuple[str, list[tuple[int, DraftSet]]]]:
        """Runs of sets of one exercise: its name, and each set with its position in the draft."""
        for exercise, run in groupby(enumerate(self.sets), key=lambda each: each[1].exercise):
            yield exercise, list(run)

    def rows(self, *, started_at: datetime, workout: str) -> pd.DataFrame:
        """The sets as `TrainingLog.add_sets` takes them. An exercise that is come back to gets a new block."""
        rows = []
        seen: Counter[str] = Counter()
        for exercise, run in self.blocks():
            seen[exercise] += 1
            rows += [
                {
                    **asdict(each),
                    "started_at": started_at,
                    "workout": workout or None,
                    "block": seen[exercise],
                    "set_number": number,
                }
                for number, (_, each) in enumerate(run, start=1)
            ]
        return pd.DataFrame(rows)


def load_draft(folder: Path) -> Draft:
    """The draft kept in `folder`; an empty one when there is none, or when the file does not hold one."""
    try:
        kept = json.loads((folder / DRAFT_FILE).read_text(encoding="utf-8"))
        return Draft(tuple(DraftSet(**each) for each in kept))
    except (OSError, ValueError, TypeError):
        return Draft()


def keep_draft(draft: Draft, folder: Path) -> None:
    """Write the draft in one step, so that a crash leaves the old one or the new one; an empty draft leaves no file."""
    target = folder / DRAFT_FILE
    if not draft.sets:
        target.unlink(missing_ok=True)
        return
    beside = target.with_suffix(".new")
    beside.write_text(json.dumps([asdict(each) for each in draft.sets]), encoding="utf-8")
    os.replace(beside, target)
