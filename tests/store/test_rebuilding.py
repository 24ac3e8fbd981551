"""Whatever a log has been through: made again from its raw files and its journal, it says the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analytics.errors import DatabaseProblem, HindsightError, UnreadableFile
from analytics.model import Choices, Doubt, DoubtedValue, Layout, Rebuilt
from analytics.store import journal, lines
from analytics.training_log import DATABASE_NAME, TrainingLog
from benchmarks.hostile import old_logs
from tests.conftest import Run
from tests.store.conftest import HEADER, NOW
from tests.store.test_answers import FINDING
from tests.store.test_plans import PLAN

LIFTS = ("Squat (Barbell)", "Seated Leg Curl (Machine)", "Ham Thing")
MUSCLES = {"quads": 1.0}
APPS = ("strong", "hevy", "fitnotes")
OWN_TABLE = b"Datum;Lift;Last;Reps\n03.11.2026;Ham Thing;40;10\n03.11.2026;Ham Thing;40;9\n04.11.2026;Squat;90;5\n"
LAYOUT = Layout({"date": "Datum", "exercise": "Lift", "weight": "Last", "reps": "Reps"})
DOUBT = Doubt(
    kind="load", athlete="me", started_at=datetime(2026, 11, 2, 18), workout="", exercise="Ham Thing", set_ids=(1,),
    text="Was that 400 kg?", facts=(), where=(),
    values=(DoubtedValue(datetime(2026, 11, 2, 18), "Ham Thing", "400"),),
)  # fmt: skip
Act = Callable[[TrainingLog, int, datetime], Any]


def rows(day: int, app: str, *, kg: float = 60) -> str:
    """A workout of three lifts with two sets each."""
    return "".join(
        f"2026-11-{day:02d} 18:00:00,Legs,{lift},1,{number},working,{kg + place},{number + 4},,{app}\n"
        for place, lift in enumerate(LIFTS)
        for number in (1, 2)
    )


FILES: tuple[tuple[str, bytes, Choices], ...] = (
    ("a.csv", (HEADER + rows(2, "strong") + rows(4, "strong")).encode(), Choices()),
    ("a.csv", (HEADER + rows(2, "strong", kg=62.5) + rows(4, "strong") + rows(6, "strong")).encode(), Choices()),
    ("b.csv", (HEADER + rows(2, "hevy")).encode(), Choices()),
    ("kim.csv", (HEADER + rows(4, "strong")).encode(), Choices(athlete="Kim")),
    ("own.csv", OWN_TABLE, Choices(layout=LAYOUT, unit="lb", date_order="dmy")),
)


def import_(log: TrainingLog, number: int, now: datetime) -> None:
    name, content, choices = FILES[number % len(FILES)]
    log.import_file(name, content, choices=choices, now=now)


def type_in(log: TrainingLog, number: int, now: datetime) -> None:
    started_at = pd.Timestamp(2026, 11, 2 + 2 * (number % 3), 18)
    typed = pd.DataFrame({"started_at": [started_at] * 2, "exercise": "Squat (Barbell)", "reps": [5.0, 4.0]})
    log.add_sets(typed, now=now)


def edit(log: TrainingLog, number: int, now: datetime) -> None:
    change: Mapping[str, Any] = (
        {"reps": 9.0},
        {"note": "=1+1, “good”", "weight_kg": None},
        {"exercise": "Sled Shove", "started_at": datetime(2026, 11, 8, 7, 30)},
    )[number % 3]
    sets = log.sets("me")["set_id"].sort_values().tolist()
    if sets:
        log.edit_sets({sets[(number + place) % len(sets)]: change for place in range(2)}, now=now)


def delete(log: TrainingLog, number: int, now: datetime) -> None:
    sets = log.sets("me")["set_id"].sort_values().tolist()
    if sets:
        log.delete_sets([sets[number % len(sets)]], now=now)


def undo(log: TrainingLog, number: int, now: datetime) -> None:
    standing = log.imports().query("undone_at.isna()")["import_id"].sort_values().tolist()
    if standing:
        log.undo(standing[number % len(standing)], now=now)


def decide(log: TrainingLog, number: int, now: datetime) -> None:
    if number % 3 == 0:
        log.map_exercise("Ham Thing", ("lying_leg_curl", "not_a_lift")[number % 2], now=now)
    elif number % 3 == 1 and log.catalogue.recognise("Sled Shove") is None:
        log.add_exercise("Sled Shove", pattern="squat", muscles=MUSCLES, names=["Ham Thing"], now=now)
    else:
        log.override_muscles("back_squat", {"glute_max": 1.0}, now=now)


def take_a_decision_back(log: TrainingLog, number: int, now: datetime) -> None:
    standing = sorted(each.decision_id for each in log.decisions() if each.undone_at is None)
    if standing:
        log.undo_decision(standing[number % len(standing)], now=now)


def answer(log: TrainingLog, number: int, now: datetime) -> None:
    first = log.answer_finding(FINDING, kind="known", because="I row", now=now, athlete="me")
    second = log.answer_finding(FINDING, kind="snoozed", until=date(2027, 1, 1), now=now, athlete="me")
    if number % 2:
        log.take_back_answer(first, now=now)
        log._store.end_answers([second], on=now.date())


def confirm(log: TrainingLog, number: int, now: datetime) -> None:
    confirmed = log.confirm([DOUBT], now=now)
    if number % 2:
        log.take_back_confirmation(confirmed, now=now)


def plan(log: TrainingLog, number: int, now: datetime) -> None:
    kept = log.keep_plan(replace(PLAN, notes=(f"note {number}", "“ü”")), now=now)
    if number % 2:
        log.undo_plan(kept, now=now)


def change_settings(log: TrainingLog, number: int, _now: datetime) -> None:
    log.change_setting("unit", ("lb", "kg", None)[number % 3])
    log.change_fact("hard.max_rir", (3, 2, None)[number % 3])


def look(log: TrainingLog, number: int, now: datetime) -> None:
    """A look uses up a number of a change, so the numbers of changes have gaps."""
    name, content, choices = FILES[number % len(FILES)]
    log.preview(name, content, choices=choices, now=now)


ACTS: tuple[Act, ...] = (
    import_, import_, type_in, edit, edit, delete, undo, decide, take_a_decision_back, answer, confirm, plan,
    change_settings, look,
)  # fmt: skip
LIVES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11)), min_size=1, max_size=9)


def lived(home: Path, life: list[tuple[Act, int]]) -> None:
    with TrainingLog.open(home) as log:
        for minutes, (act, number) in enumerate(life):
            act(log, number, NOW + timedelta(minutes=minutes))


def said(home: Path) -> dict[str, object]:
    """All that a log says."""
    with TrainingLog.open(home) as log:
        athletes = log.athletes()
        return {
            "export": log.export(),
            "changes": log.imports().astype("str").to_numpy().tolist(),
            "decisions": log.decisions(),
            "mappings": log.mappings().to_csv(),
            "settings": log.settings(),
            "facts": [(fact.key, fact.value) for fact in log.changed_facts()],
            "answers": log.answers("me"),
            "confirmations": log.confirmations("me"),
            "plans": log.kept_plans("me").to_csv(),
            "kept": log.kept_plan(PLAN.week, "me"),
            "metrics": [log.metric("weekly_hard_sets", athlete=who).to_csv() for who in athletes],
            "histories": [log.set_history(set_id).drop(columns="set_id").to_csv(index=False) for set_id in edited(log)],
        }


def edited(log: TrainingLog) -> list[int]:
    found = log.found_sets("me")
    return found[found["is_edited"]]["set_id"].tolist()


def rebuilt(home: Path) -> Rebuilt:
    return TrainingLog.rebuild(home, now=NOW)


def without_a_journal(home: Path) -> None:
    """As a Hindsight left it that knew no journal."""
    with duckdb.connect(str(home / DATABASE_NAME)) as connection:
        connection.execute("drop table journal")
        connection.execute("delete from schema_version where version >= 9")
    (home / journal.NAME).unlink(missing_ok=True)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    [(import_, 0), (edit, 0), (edit, 1), (undo, 1), (import_, 1), (look, 0), (import_, 2), (type_in, 0), (edit, 2)]
)
@example([(import_, 4), (type_in, 0), (undo, 0), (decide, 1), (take_a_decision_back, 0), (answer, 1), (plan, 0)])
@given(LIVES)
def test_a_log_made_again_says_the_same(life: list[tuple[Act, int]]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        lived(home, life)
        if not (home / journal.NAME).exists():  # nothing was changed: there is nothing to make a log from
            return
        before, noted = said(home), (home / journal.NAME).read_bytes()
        assert rebuilt(home).not_done == ()
        assert said(home) == before
        assert (home / journal.NAME).read_bytes() == noted
        without_a_journal(home)
        TrainingLog.open(home).close()  # the journal is told from the tables
        assert rebuilt(home).not_done == ()
        assert said(home) == before


# what cannot be done again, and what there was before ----------------------------------------------------------------


@dataclass(frozen=True)
class Lived:
    """A data directory that lived, closed, and what its log says."""

    folder: Path
    said: dict[str, object]


@pytest.fixture(scope="module")
def one_life(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Two files came in, a session was typed in, and two sets were edited."""
    folder = tmp_path_factory.mktemp("life") / "home"
    lived(folder, [(import_, 0), (import_, 2), (type_in, 0), (edit, 0), (change_settings, 0)])
    return Lived(folder, said(folder))


@pytest.fixture
def home(one_life: Lived, tmp_path: Path) -> Path:
    """The data directory of that life, for a test of its own."""
    return shutil.copytree(one_life.folder, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def before(one_life: Lived) -> dict[str, object]:
    """What the log of `home` says."""
    return one_life.said


def raw_file(home: Path, content: bytes) -> Path:
    return home / "uploads" / hashlib.sha256(content).hexdigest()


def exported(home: Path) -> bytes:
    with TrainingLog.open(home) as log:
        return log.export()


def test_a_raw_file_that_is_missing_is_told_and_comes_in_when_it_is_back(
    home: Path, before: dict[str, object], tmp_path: Path
) -> None:
    raw = raw_file(home, FILES[2][1])
    raw.rename(tmp_path / "elsewhere")
    made = rebuilt(home)
    digest = hashlib.sha256(FILES[2][1]).hexdigest()[:12]
    assert made.not_done == (f"Not done again: the import of b.csv, 2026-11-21: Its raw file {digest} is missing.",)
    assert "something else than the log that was there about: sets and the list of imports" in made.told[1]
    (tmp_path / "elsewhere").rename(raw)
    assert rebuilt(home).not_done == ()
    assert said(home) == before


def test_a_raw_file_that_turned_is_told(home: Path) -> None:
    raw_file(home, FILES[2][1]).write_bytes(b"turned")
    (told,) = rebuilt(home).not_done
    assert "the import of b.csv" in told
    assert told.endswith("is damaged.")


def test_edits_of_what_is_missing_are_told(home: Path) -> None:
    raw_file(home, FILES[0][1]).unlink()
    imports, edits = rebuilt(home).not_done
    assert "an edit, 2026-11-21: The raw files hold" in imports + edits


def test_a_missing_file_that_was_taken_back_is_not_missed(home: Path) -> None:
    with TrainingLog.open(home) as log:
        log.undo(2, now=NOW)
        before = log.export()
    raw_file(home, FILES[2][1]).unlink()
    assert rebuilt(home).not_done == ()
    assert exported(home) == before


def test_the_log_before_is_a_backup_that_comes_back(home: Path, before: dict[str, object]) -> None:
    raw_file(home, FILES[0][1]).unlink()
    rebuilt(home)
    with TrainingLog.open(home) as log:
        assert log.export() != before["export"]
        assert [each.kind for each in log.backups()] == ["before-rebuild"]
        log.restore_kept(log.backups()[0].name, now=NOW)
    assert said(home) == before


@pytest.mark.parametrize(
    "damage", [lambda file: file.write_bytes(b"\0" * 8192), lambda file: os.truncate(file, 20_000)]
)
def test_a_damaged_log_is_made_again_and_the_damaged_file_kept(
    home: Path, before: dict[str, object], damage: Callable[[Path], None]
) -> None:
    damage(home / DATABASE_NAME)
    damaged = (home / DATABASE_NAME).read_bytes()
    found = TrainingLog.rebuildable(home)
    assert found is not None
    assert (found.files, found.missing, found.until) == (2, 0, NOW + timedelta(minutes=3))
    made = rebuilt(home)
    assert made.not_done == ()
    assert "nothing to compare it with" in " ".join(made.told)
    assert said(home) == before
    assert (home / "backups" / "damaged-20261121-090000.duckdb").read_bytes() == damaged
    assert not list(home.glob("*.new*"))


def test_a_journal_that_was_cut_in_mid_line_gives_what_is_left_of_it(home: Path) -> None:
    (home / DATABASE_NAME).write_bytes(b"damaged")
    whole = (home / journal.NAME).read_bytes()
    (home / journal.NAME).write_bytes(whole[:-20])  # the last line sets hard.max_rir
    cut = whole[:-20]
    made = rebuilt(home)
    (kept,) = (home / "backups").glob("journal-*.jsonl")
    assert kept.read_bytes() == cut
    assert made.not_done == (
        "1 line of the journal cannot be read, and what it says was left out.",
        f"The journal as it was is kept in the folder of backups as {kept.name}.",
    )
    with TrainingLog.open(home) as log:
        assert (log.unit, log.fact("hard.max_rir").is_changed, len(log.sets())) == ("lb", False, 14)
    assert (home / journal.NAME).read_bytes() == whole[: whole.rindex(b"\n", 0, -1) + 1]


def test_without_a_journal_the_raw_files_come_in_again(home: Path) -> None:
    (home / DATABASE_NAME).write_bytes(b"damaged")
    (home / journal.NAME).unlink()
    made = rebuilt(home)
    assert made.not_done[0].startswith("There is no journal, so only the raw files were read")
    assert made.imports == 2
    with TrainingLog.open(home) as log:
        assert sorted(log.sets()["reps"]) == sorted([5.0, 6.0] * 6)  # two workouts of three lifts, none edited
        assert log.imports()["file"].str.len().tolist() == [12, 12]  # a raw file is known by its digest alone


def test_with_a_journal_of_which_nothing_can_be_read_the_raw_files_come_in_again_and_it_is_kept(home: Path) -> None:
    (home / DATABASE_NAME).write_bytes(b"damaged")
    (home / journal.NAME).write_bytes(b"\0" * 300)
    found = TrainingLog.rebuildable(home)
    assert found is not None
    assert (found.files, found.missing, found.changes, found.has_journal) == (2, 0, 0, False)
    made = rebuilt(home)
    (kept,) = (home / "backups").glob("journal-*.jsonl")
    assert kept.read_bytes() == b"\0" * 300
    assert made.not_done[:2] == (
        "The journal cannot be read, so only the raw files were: nothing that was typed in or decided is known.",
        f"The journal as it was is kept in the folder of backups as {kept.name}.",
    )
    with TrainingLog.open(home) as log:
        assert sorted(log.sets()["reps"]) == sorted([5.0, 6.0] * 6)
    assert rebuilt(home).not_done == ()  # by now it has a journal again


@pytest.mark.parametrize("content", [b"", b"\0" * 300])
def test_a_journal_that_was_given_and_says_nothing_changes_nothing(
    home: Path, before: dict[str, object], content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given = tmp_path_factory.mktemp("given") / "empty.jsonl"
    given.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"No line of .*empty\.jsonl can be read") as told:
        TrainingLog.rebuild(home, now=NOW, journal=given)
    assert "leave --journal out" in told.value.hint
    assert exported(home) == before["export"]


def test_without_anything_to_make_it_from_all_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"damaged")
    with pytest.raises(UnreadableFile, match="nothing to make the log again from"):
        rebuilt(tmp_path)
    with pytest.raises(UnreadableFile, match="There is no file"):
        TrainingLog.rebuild(tmp_path, now=NOW, journal=tmp_path / "nowhere.jsonl")
    assert (tmp_path / DATABASE_NAME).read_bytes() == b"damaged"
    assert TrainingLog.rebuildable(tmp_path) is None


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for ask in (TrainingLog.open, TrainingLog.rebuildable):
        with pytest.raises(DatabaseProblem, match="is a file"):
            ask(tmp_path / "file")


def test_a_disk_that_fails_on_the_way_leaves_all_as_it_was(
    home: Path, before: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_cursor: object, _named: object) -> list[int | None]:
        raise DatabaseProblem("The disk that holds the log is full.")

    with monkeypatch.context() as patch:
        patch.setattr(lines, "ids_of", full)
        with pytest.raises(DatabaseProblem, match="is full"):
            rebuilt(home)
    assert sorted(path.name for path in home.iterdir()) == ["backups", DATABASE_NAME, journal.NAME, "uploads"]
    assert list((home / "backups").iterdir()) == []
    assert exported(home) == before["export"]


def test_sets_that_stand_elsewhere_in_their_file_now_are_found_by_what_they_say(
    home: Path, before: dict[str, object]
) -> None:
    """As when a later Hindsight counts the lines of a file otherwise."""
    entries, _ = journal.read(home / journal.NAME)
    moved = [json.loads(entry.line) for entry in entries]
    for told in moved:
        told.pop("check")
        for each in told["sets"] if told["act"] == "edit" else ():
            each["set"]["line"] += 100
    other = home / "other.jsonl"
    other.write_text("".join(f"{journal.line_of(told)}\n" for told in moved), encoding="utf-8")
    assert TrainingLog.rebuild(home, now=NOW, journal=other).not_done == ()
    assert exported(home) == before["export"]


def test_what_a_reader_was_told_last_stays_told(home: Path) -> None:
    with TrainingLog.open(home) as log:
        told = log.told("screen", on=date(2026, 11, 21), now=NOW)
    rebuilt(home)
    with TrainingLog.open(home) as log:
        assert log.last_told("screen") == told


def test_changes_go_on_where_they_were(home: Path) -> None:
    rebuilt(home)
    with TrainingLog.open(home) as log:
        newest = int(log.imports()["import_id"].max())
        assert log.delete_sets([int(log.sets()["set_id"].iloc[0])], now=NOW) == newest + 1
    assert rebuilt(home).told[1].startswith("It says the same as the log that was there")


def test_progress_is_told_change_by_change(home: Path) -> None:
    steps: list[tuple[int, int]] = []
    TrainingLog.rebuild(home, now=NOW, progress=lambda done, of_all: steps.append((done, of_all)))
    noted = len((home / journal.NAME).read_bytes().splitlines())
    assert steps == [(done, noted) for done in range(noted + 1)]


@pytest.mark.parametrize("kept", [old_logs.names()[0], old_logs.names()[-1]])
def test_a_log_that_an_earlier_hindsight_wrote_is_the_same_made_again(kept: str, tmp_path: Path) -> None:
    old_logs.unpack(kept, tmp_path / "old")
    with TrainingLog.open(tmp_path / "old") as log:
        before = log.export()
    made = rebuilt(tmp_path / "old")
    assert made.not_done == ()
    assert made.told[1].startswith("It says the same as the log that was there")
    assert exported(tmp_path / "old") == before


def test_the_command_line_makes_a_damaged_log_again(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "log.csv"
    export.write_bytes(FILES[0][1])
    run("import", export)
    before = run("export")
    (tmp_path / "log.duckdb").write_bytes(b"\0" * 8192)
    assert "or with `restore` and `rebuild` on the command line" in run("export", expect=1)
    said = run("rebuild")
    assert said.splitlines()[0] == "The log was made again from 1 import and 1 other change: 12 sets."
    assert "The damaged file is kept in the folder of backups as damaged-" in said
    assert run("export") == before
    assert "There is no file" in run("rebuild", "--journal", tmp_path / "nowhere", expect=1)


@pytest.mark.exports
def test_real_exports_are_the_same_log_made_again(exports: Path, tmp_path: Path) -> None:
    """The two smallest exports of each of three apps, with an edit and a deletion after each; with a journal and
    without.
    """
    by_size = {app: sorted((exports / app).glob("*.csv"), key=lambda path: path.stat().st_size) for app in APPS}
    files = [path for found in by_size.values() for path in found[:2]]
    with TrainingLog.open(tmp_path) as log:
        for number, path in enumerate(files):
            with suppress(HindsightError):  # an export that asks something is not this test's
                log.import_file(path.name, path.read_bytes(), now=NOW, choices=Choices(athlete="me"))
                edit(log, 17 * number, NOW)
                delete(log, 31 * number, NOW)
    before = said(tmp_path)
    assert len(before["export"]) > 100_000  # type: ignore[arg-type]
    assert rebuilt(tmp_path).not_done == ()
    assert said(tmp_path) == before
    without_a_journal(tmp_path)
    assert rebuilt(tmp_path).not_done == ()
    assert said(tmp_path) == before
