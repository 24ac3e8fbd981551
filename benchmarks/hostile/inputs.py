"""`python -m benchmarks.hostile.inputs`: what comes of texts and files that were made to harm.

Every hostile text goes through every door of a log (a file, a set typed in, an edit, a name, a setting, a search), each
hostile file is offered, and each page, file and command that shows them is looked at. A text must be kept as plain text
or refused in a sentence; a file must be read as the log it is or refused in a sentence, in little room. Ends with one
line of figures; exit code 1 where one of them was more than text. What a browser makes of it is told by tests/e2e.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.__main__ import main as command
from analytics.errors import HindsightError
from analytics.importers._limits import LARGEST_FILE_MB
from analytics.model import Choices
from analytics.texts import clean, for_terminal, inert, seen
from analytics.training_log import TrainingLog
from benchmarks.hostile import screens
from benchmarks.hostile.files import FILES, LOG, HostileFile
from benchmarks.hostile.texts import ATHLETE, LONG, NOW, OUR_WORDS, TEXTS, TODAY, WIDE, table, write_log

ALL: Final[Mapping[str, str]] = {**TEXTS, **{word: word for word in OUR_WORDS}, "wide": WIDE + "W", "long": LONG * 2}
KEPT: Final = "kept as plain text"
_KILOBYTES: Final = 1024 if sys.platform != "darwin" else 1024**2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one hostile input, or of all texts at one door."""

    what: str
    came: str
    is_good: bool


def main() -> None:
    """Try everything, print what came of it, and end with one line of figures."""
    logging.disable(logging.WARNING)  # Streamlit's, without a browser
    outcomes = []
    for outcome in (*_doors(), *_files(), *_shown()):
        outcomes.append(outcome)
        print(f"{'good' if outcome.is_good else 'BAD ':<5} {outcome.what:<48} {for_terminal(outcome.came)}", flush=True)
    bad = sum(not outcome.is_good for outcome in outcomes)
    texts = f"{len(ALL)} texts at {len(DOORS)} doors, {len(FILES)} files, {len(screens.pages())} pages"
    print(f"inputs: {len(outcomes)} tried ({texts}), {len(outcomes) - bad} kept as text or refused, {bad} not")
    sys.exit(1 if bad else 0)


# doors ---------------------------------------------------------------------------------------------------------------


def _by_file(log: TrainingLog, text: str) -> bool:
    row = {"athlete": "a", "started_at": f"{TODAY}", "workout": text, "exercise": f"x {text}", "note": text, "reps": 5}
    report = log.import_file(f"{text}.csv", table([row]), now=NOW)
    if report.rejected:
        raise HindsightError(report.problems[0].reason)
    kept = log.sets("a").iloc[0]
    taken = log.undo(report.import_id, now=NOW) == 1
    bare = text.removeprefix("'") if inert(text) != text else text  # as an export marks a formula
    return taken and _same(kept["note"], bare) and _same(kept["exercise"], f"x {text}")


def _by_typing(log: TrainingLog, text: str) -> bool:
    rows = pd.DataFrame({"started_at": [NOW], "exercise": [f"x {text}"], "note": [text], "reps": [5.0]})
    number = log.add_sets(rows, athlete="t", now=NOW)
    kept = log.sets("t").iloc[0]
    log.undo(number, now=NOW)
    return _same(kept["note"], text)


def _by_edit(log: TrainingLog, text: str) -> bool:
    number = log.edit_set(int(log.sets("me")["set_id"].iloc[0]), {"note": text, "workout": text}, now=NOW)
    kept = log.sets("me").iloc[0]
    log.undo(number, now=NOW)
    return _same(kept["note"], text)


def _by_own_exercise(log: TrainingLog, text: str) -> bool:
    exercise_id = log.add_exercise(text, pattern="hinge", muscles={"hamstrings": 1.0}, now=NOW)
    kept = log.exercise_name(exercise_id)
    log.undo_decision(log.decisions()[0].decision_id, now=NOW)
    return _same(kept, text)


def _by_taught_name(log: TrainingLog, text: str) -> bool:
    number = log.map_exercise(text, "back_squat", now=NOW)
    kept = str(log.mappings()["as_written"].iloc[0])
    log.undo_decision(number, now=NOW)
    return _same(kept, text)


def _by_athlete(log: TrainingLog, text: str) -> bool:
    report = log.import_file("log.csv", LOG, choices=Choices(athlete=text), now=NOW)
    kept = log.athletes()
    log.undo(report.import_id, now=NOW)
    return any(_same(name, text) for name in kept)


def _by_exercise_id(log: TrainingLog, text: str) -> bool:
    return bool(log.substitutes(text)) and text in log.catalogue.exercise_names


def _by_setting(log: TrainingLog, text: str) -> bool:
    log.change_setting("level", text)
    return False


def _by_fact(log: TrainingLog, text: str) -> bool:
    log.change_fact(text, text)
    return False


def _by_search(log: TrainingLog, text: str) -> bool:
    return log.sets("me", search=text).empty or text.strip() in ("", "Squat")


def _by_asking_for(log: TrainingLog, text: str) -> bool:
    return text == "me" or (log.sets(text).empty and log.metric("weekly_hard_sets", athlete=text).empty)


Door = Callable[[TrainingLog, str], bool]
"""Brings a text in, looks whether it is there as it was written, and takes it back. Raises where it is refused."""
DOORS: Final[Mapping[str, Door]] = {
    "in a file, as exercise, workout, note and its name": _by_file,
    "typed in": _by_typing,
    "as an edit": _by_edit,
    "as an exercise of one's own": _by_own_exercise,
    "as a taught name": _by_taught_name,
    "as an athlete": _by_athlete,
    "as an exercise to swap": _by_exercise_id,
    "as a setting": _by_setting,
    "as a threshold": _by_fact,
    "as a search": _by_search,
    "as an athlete to ask for": _by_asking_for,
}


def _doors() -> Iterator[Outcome]:
    with one_set() as log:
        before = log.export()
        for name, door in DOORS.items():
            found = Counter(came(partial(door, log, text)) for text in ALL.values())
            whole = log.export() == before
            told = ", ".join(f"{number} {each}" for each, number in found.most_common(3))
            bugs = [each for each in found if each.startswith(("BUG", "CHANGED"))]
            yield Outcome(name, "; ".join([told, *bugs]), whole and not bugs)


def came(act: Callable[[], bool]) -> str:
    """What came of bringing a text in: kept, changed, refused, or a bug."""
    try:
        return KEPT if act() else "CHANGED"
    except HindsightError:
        return "refused in a sentence"
    except Exception as error:  # noqa: BLE001 whatever is no sentence of ours is what is looked for
        return f"BUG {type(error).__name__}: {str(error).splitlines()[0][:80]}"


def _same(kept: object, text: str) -> bool:
    return " ".join(str(kept).split()) == " ".join(clean(text).split())


@contextlib.contextmanager
def one_set() -> Iterator[TrainingLog]:
    """A log of one set, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="hindsight-inputs-") as folder, TrainingLog.open(Path(folder)) as log:
        log.import_file("log.csv", LOG, now=NOW - timedelta(days=1))
        yield log


# files ---------------------------------------------------------------------------------------------------------------


def _files() -> Iterator[Outcome]:
    with one_set() as log:
        before = log.export()
        for label, file in FILES.items():
            content = file.made()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            added, said = _offered(log, file, content)
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) // _KILOBYTES
            is_right = (added > 0) == file.is_a_log and bool(said) != file.is_a_log and grown < LARGEST_FILE_MB
            told = f"{added} set read" if added else said[:110]
            yield Outcome(label, told, is_right and log.export() == before and not said.startswith("BUG"))


def _offered(log: TrainingLog, file: HostileFile, content: bytes) -> tuple[int, str]:
    """How many sets an upload holds, all taken back, and the first sentence where it is refused."""
    sets, said = 0, []
    try:
        for member in log.unpack(file.name, content):
            try:
                if member.refused:
                    raise member.refused
                report = log.import_file(member.name, member.content, choices=Choices(athlete="f"), now=NOW)
                sets += report.added
                log.undo(report.import_id, now=NOW)
            except HindsightError as refused:
                said.append(str(refused))
    except HindsightError as refused:
        said.append(str(refused))
    except Exception as error:  # noqa: BLE001 whatever is no sentence of ours is what is looked for
        said.append(f"BUG {type(error).__name__}: {str(error).splitlines()[0][:80]}")
    return sets, next(iter(said), "")


# where they are shown ------------------------------------------------------------------------------------------------


def _shown() -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory(prefix="hindsight-inputs-") as folder:
        write_log(Path(folder))
        with TrainingLog.open(Path(folder)) as log:
            yield from _given_away(log)
        os.environ |= {"HINDSIGHT_DATA_DIR": folder, "HINDSIGHT_TODAY": f"{TODAY}"}
        for asked in (
            ("findings", "--athlete", ATHLETE),
            ("imports",),
            ("exercises", "--unrecognised"),
            ("exercises",),
        ):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                command(asked)
            is_inert = printed.getvalue() == for_terminal(printed.getvalue()) and "Traceback" not in printed.getvalue()
            yield Outcome(f"command: {asked[0]}", KEPT if is_inert else "obeyed by a terminal", is_inert)
        app = screens.app()
        for page in screens.pages():
            found = [
                f"{said.where}: {screens.amiss(said)}"
                for address in screens.states(page)
                for said in screens.texts_of(screens.drawn(app, page, address))
                if screens.amiss(said)
            ]
            yield Outcome(f"page: {page.removeprefix('pages/')}", found[0] if found else KEPT, not found)


def _given_away(log: TrainingLog) -> Iterator[Outcome]:
    plan = log.plan(on=TODAY, athlete=ATHLETE)
    files = {each: log.plan_file(plan, each, now=NOW.replace(tzinfo=UTC)) for each in ("markdown", "csv", "ics")}
    report = log.report(on=TODAY, athlete=ATHLETE)
    yield Outcome("report", KEPT, "<script" not in report and "<img" not in report and report == seen(report))
    events = files["ics"].count(b"\r\nBEGIN:VEVENT\r\n")
    yield Outcome("calendar", f"{events} events, as planned", events == len(plan.sessions))
    for name, content in files.items():
        text = content.decode("utf-8-sig")
        yield Outcome(f"plan as {name}", KEPT, text == seen(text))
    with tempfile.TemporaryDirectory(prefix="hindsight-inputs-") as folder, TrainingLog.open(Path(folder)) as other:
        told = other.import_file("export.csv", log.export(), now=NOW)
        is_whole = not told.problems and told.added == len(pd.read_parquet(io.BytesIO(log.export("parquet"))))
        yield Outcome("export, imported again", f"{told.added} sets, {told.rejected} refused", is_whole)


if __name__ == "__main__":
    main()
