"""An import goes on without its page: one at a time for each log, told once, ended whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import UnreadableFile
from analytics.intake import Progress
from analytics.model import Choices, ImportReport, Stage, Step
from analytics.training_log import TrainingLog
from ui.background import Stopped, begun
from ui.import_work import Arriving, Import, Imports, Way

NOW = datetime(2026, 11, 21, 9)
SQUATS = (
    b"started_at,exercise,weight_kg,reps\n2026-11-18 18:00:00,back_squat,100,5\n2026-11-18 18:00:00,back_squat,100,5\n"
)
CURLS = b"started_at,exercise,weight_kg,reps\n2026-11-20 18:00:00,leg_curl,40,10\n"
PATIENCE_S = 20


@dataclass
class Door:
    """A real import that waits at one of its steps until the test lets it go on."""

    log: TrainingLog
    content: bytes
    stage: Stage = "comparing"
    reached: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def arriving(self, file: str) -> Arriving:
        return Arriving(file, file, Choices(), self._bring)

    def _bring(self, progress: Progress) -> ImportReport:
        def waits(step: Step) -> None:
            if step.stage == self.stage:
                self.reached.set()
                self.opened.wait(PATIENCE_S)
            progress(step)

        return self.log.import_file("log.csv", self.content, now=NOW, progress=waits)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog.open(tmp_path) as opened:
        yield opened


def added(done: Import) -> list[int]:
    return [outcome.report.added for outcome in done.work.result() if outcome.report]


def test_an_import_is_told_step_by_step_with_the_sets_that_were_found(log: TrainingLog) -> None:
    steps: list[Step] = []
    log.import_file("log.csv", SQUATS, now=NOW, progress=steps.append)
    assert steps == [Step("recognising"), Step("reading"), Step("comparing", 2), Step("writing", 2)]


def test_a_preview_tells_the_same_steps_and_stores_nothing(log: TrainingLog) -> None:
    steps: list[Step] = []
    log.preview("log.csv", SQUATS, now=NOW, progress=steps.append)
    assert [step.stage for step in steps] == ["recognising", "reading", "comparing", "writing"]
    assert log.is_empty()


def test_an_import_says_which_file_it_is_at_and_how_many_sets_the_ones_before_added(log: TrainingLog) -> None:
    first, second = Door(log, SQUATS), Door(log, CURLS, "writing")
    first.opened.set()
    going_on = Imports().begin([first.arriving("squats.csv"), second.arriving("curls.csv")], log="a")
    assert second.reached.wait(PATIENCE_S)
    assert going_on.work.at == Way("curls.csv", 2, Step("comparing", 1), added=2)
    second.opened.set()
    assert added(going_on) == [2, 1]


def test_a_second_import_into_a_log_waits_for_the_first_and_one_into_another_log_does_not(
    log: TrainingLog, tmp_path: Path
) -> None:
    imports, slow = Imports(), Door(log, SQUATS)
    first = imports.begin([slow.arriving("squats.csv")], log="a")
    assert slow.reached.wait(PATIENCE_S)
    quick = Door(log, CURLS)
    quick.opened.set()
    second = imports.begin([quick.arriving("curls.csv")], log="a")
    with TrainingLog.open(tmp_path / "other") as elsewhere:
        other = Door(elsewhere, CURLS)
        other.opened.set()
        assert added(imports.begin([other.arriving("curls.csv")], log="b")) == [1]
    assert (second.work.is_done, second.work.at, imports.of("a")) == (False, None, [first, second])
    slow.opened.set()
    assert (added(first), added(second)) == ([2], [1])


@pytest.mark.parametrize("stage", ["recognising", "reading", "comparing", "writing"])
def test_an_import_that_is_stopped_at_any_step_leaves_the_log_as_it_was(log: TrainingLog, stage: Stage) -> None:
    log.import_file("before.csv", CURLS, now=NOW)
    before, door = log.export(), Door(log, SQUATS, stage)
    going_on = Imports().begin([door.arriving("squats.csv")], log="a")
    assert door.reached.wait(PATIENCE_S)
    going_on.work.stop()
    door.opened.set()
    with pytest.raises(Stopped):
        going_on.work.result()
    assert (log.export(), len(log.imports())) == (before, 1)


def test_a_refused_file_does_not_stop_the_others(log: TrainingLog) -> None:
    def refuse(_progress: Progress) -> ImportReport:
        raise UnreadableFile("no text")

    door = Door(log, CURLS)
    door.opened.set()
    files = [Arriving("photo.jpg", "photo", Choices(), refuse), door.arriving("curls.csv")]
    photo, curls = Imports().begin(files, log="a").work.result()
    assert str(photo.error) == "no text"
    assert curls.report is not None
    assert curls.report.added == 1


def test_what_came_of_an_import_is_taken_by_one_reader_alone() -> None:
    imports = Imports()
    done = imports.begin([], log="a", person="anna", session="1")
    assert done.work.wait(PATIENCE_S)
    assert [imports.take(done), imports.take(done)] == [True, False]
    assert imports.of("a") == []


def test_a_bug_in_the_thread_is_raised_where_the_result_is_asked_for() -> None:
    def bug(_tell: object) -> None:
        raise KeyError("a bug")

    with pytest.raises(KeyError, match="a bug"):
        begun(bug).result()
