"""Whatever the order in which files come, and whatever is taken back: the log holds the same sets."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.model import ImportReport
from analytics.training_log import TrainingLog
from tests.store.conftest import HEADER, NOW, bring, counts

DAYS = 6
LIFTS = ("Squat (Barbell)", "Seated Leg Curl (Machine)", "a lift nobody knows")


@dataclass(frozen=True)
class Export:
    """What one app wrote on one day: the workouts `first` to `day`, as they stood then, less the last `cut` rows."""

    app: str
    first: int
    day: int
    cut: int = 0


def rows_of(export: Export) -> list[str]:
    return [
        f"2026-03-{day + 1:02d} 18:00:00,Legs,{LIFTS[lift]},1,{number},working,"
        f"{load(day, export) + lift},{number + 4},,{export.app}"
        for day in range(export.first, export.day + 1)
        for lift in range(1 + day % 3)
        for number in range(1, 3)
    ]


def load(day: int, export: Export) -> int:
    """A lifter corrects the load of each workout two days later in the app, so a newer export tells it otherwise."""
    return 60 + day + (5 if export.day >= day + 2 and day % 2 else 0)


def lines_of(export: Export | None) -> list[str]:
    """The rows of the file that an app wrote; none where it wrote nothing."""
    return rows_of(export)[: -export.cut or None] if export else []


def text_of(export: Export) -> str:
    return "".join(f"{row}\n" for row in lines_of(export))


def content(log: TrainingLog, athlete: str = "me") -> list[tuple[object, ...]]:
    """The sets of an athlete in a canonical order, without the line that they were read from."""
    exported = pd.read_csv(io.BytesIO(log.export()), keep_default_na=False, dtype=str)
    own = exported[exported["athlete"] == athlete]
    return sorted(own.drop(columns=["athlete", "source_line"]).itertuples(index=False, name=None))


class Coach:
    """One log for many examples: in each, two new athletes whose exports come in by the same files."""

    def __init__(self, log: TrainingLog) -> None:
        self.log = log
        self.athletes = (f"athlete {number}" for number in count())

    def bring(self, exports: Mapping[str, Export | None]) -> ImportReport:
        """Import one file with what each athlete's app wrote, nothing of those with None."""
        rows = [f"{athlete},{row}\n" for athlete, export in exports.items() for row in lines_of(export)]
        return self.log.import_file("team.csv", f"athlete,{HEADER}{''.join(rows)}".encode(), now=NOW)

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Athlete -> the sets in a canonical order, without the line that they were read from."""
        exported = pd.read_csv(io.BytesIO(self.log.export()), keep_default_na=False, dtype=str)
        return {
            str(athlete): sorted(own.drop(columns=["athlete", "source_line"]).itertuples(index=False, name=None))
            for athlete, own in exported.groupby("athlete")
        }


@pytest.fixture(scope="module")
def coach(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coach]:
    with TrainingLog.open(tmp_path_factory.mktemp("orders")) as log:
        yield Coach(log)


EXPORTS = st.builds(
    lambda app, first, day, cut: Export(app, min(first, day), day, cut),
    st.sampled_from(["strong", "hevy"]),
    st.integers(0, DAYS - 1),
    st.integers(0, DAYS - 1),
    st.integers(0, 1),
)
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(
    st.lists(EXPORTS, min_size=1, max_size=4, unique=True).flatmap(
        lambda few: st.tuples(st.just(few), st.permutations(few))
    )
)
def test_the_order_of_imports_does_not_matter_and_every_file_again_changes_nothing(
    coach: Coach, orders: tuple[list[Export], list[Export]]
) -> None:
    one, other = next(coach.athletes), next(coach.athletes)
    files = [{one: first, other: second} for first, second in zip(*orders, strict=True)]
    for file in files:
        coach.bring(file)
    before = coach.content()
    assert before[one] == before[other]
    again = [counts(coach.bring(file)) for file in files]
    assert [(added, updated) for added, _, updated, _, _ in again] == [(0, 0)] * len(files)
    assert coach.content() == before


@FEW
@given(st.lists(EXPORTS, min_size=2, max_size=4, unique=True), st.data())
def test_what_is_taken_back_might_never_have_been_imported(
    coach: Coach, exports: list[Export], data: st.DataObject
) -> None:
    undone = data.draw(st.frozensets(st.integers(0, len(exports) - 1), max_size=len(exports)))
    one, other = next(coach.athletes), next(coach.athletes)
    files = [{one: export, other: None if position in undone else export} for position, export in enumerate(exports)]
    imports = [coach.bring(file).import_id for file in files]
    for position in undone:
        coach.log.undo(imports[position], now=NOW)
    held = coach.content()
    assert held.get(one) == held.get(other)


def test_an_older_export_that_comes_late_does_not_undo_a_correction(log: TrainingLog) -> None:
    newer, older = Export("strong", 0, 5), Export("strong", 0, 2)
    bring(log, text_of(newer))
    before = content(log)
    late = bring(log, text_of(older))
    assert late.skipped == {"older_version": 4}  # day 1 was corrected later: two lifts of two sets
    assert (late.added, late.updated) == (0, 0)
    assert content(log) == before


def test_a_file_that_was_cut_in_the_middle_of_a_workout_takes_nothing_away(log: TrainingLog) -> None:
    whole, cut = Export("strong", 0, 2), Export("strong", 0, 2, cut=1)
    bring(log, text_of(whole))
    before = content(log)
    assert counts(bring(log, text_of(cut))) == (0, len(rows_of(cut)) - 1, 0, 0, 0)
    assert content(log) == before


def test_a_whole_workout_takes_the_place_of_its_cut_part(log: TrainingLog) -> None:
    whole, cut = Export("strong", 0, 2), Export("strong", 0, 2, cut=1)
    bring(log, text_of(cut))
    bring(log, text_of(whole))
    assert len(log.sets()) == len(rows_of(whole))


def test_two_halves_of_a_file_that_was_cut_in_a_workout_make_it_whole_in_either_order(log: TrainingLog) -> None:
    rows = rows_of(Export("strong", 0, 4))
    cut = next(n for n, row in enumerate(rows) if "2026-03-03" in row) + 3  # within the third day's six sets
    halves = ["".join(f"{row}\n" for row in part) for part in (rows[:cut], rows[cut:])]
    for athlete, order in (("a", halves), ("b", halves[::-1])):
        reports = [bring(log, half, athlete=athlete) for half in order]
        assert sum(report.added for report in reports) == len(rows)
        assert counts(bring(log, order[0], athlete=athlete))[:3] == (0, reports[0].added, 0)
        assert len(log.sets(athlete)) == len(rows)
        log.edit_set(int(log.sets(athlete, search="Curl").iloc[0]["set_id"]), {"note": "good"}, now=NOW)
        assert len(log.sets(athlete)) == len(rows)


def test_sets_that_a_second_file_holds_stay_when_the_first_is_taken_back(log: TrainingLog) -> None:
    first = bring(log, text_of(Export("strong", 0, 2)))
    bring(log, text_of(Export("strong", 0, 3)))
    log.undo(first.import_id, now=NOW)
    assert len(log.sets()) == len(rows_of(Export("strong", 0, 3)))


def test_of_two_apps_the_version_that_says_more_counts_in_either_order() -> None:
    plain = "2026-03-01 18:00:00,,Squat (Barbell),1,1,working,100,5,,hevy\n"
    fuller = "2026-03-01 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n"
    for first, second in ((plain, fuller), (fuller, plain)):
        with TemporaryDirectory() as folder, TrainingLog.open(Path(folder)) as log:
            bring(log, first)
            report = bring(log, second)
            assert report.skipped == {"duplicate_of_other_app": 1}
            assert log.sets()[["source", "rir"]].to_numpy().tolist() == [["strong", 2.0]]


def test_an_app_that_writes_dates_only_doubles_no_workout_of_that_day(log: TrainingLog) -> None:
    bring(log, "2026-03-01 18:00:00,Legs,Squat (Barbell),1,1,working,100,5,2,strong\n")
    report = bring(log, "2026-03-01 00:00:00,,Barbell Squat,1,1,working,100,5,,fitnotes\n")
    assert report.skipped == {"duplicate_of_other_app": 1}


def test_sets_typed_into_a_workout_stay_when_its_file_comes_again(log: TrainingLog) -> None:
    exported = Export("hindsight", 0, 0)
    bring(log, text_of(exported))
    typed = pd.DataFrame({"started_at": [pd.Timestamp("2026-03-01 18:00")], "exercise": ["Nordic Curl"], "reps": [5.0]})
    log.add_sets(typed, now=NOW)
    bring(log, text_of(exported))
    assert len(log.sets()) == len(rows_of(exported)) + 1


HISTORY = [
    ("Squat (Barbell)", 100, 5),
    ("Squat (Barbell)", 102.5, 5),
    ("Leg Curl", 22.046, 12),
    ("Leg Curl", 22.046, 10),
]


def history(app: str, start: str, *, lift: str = "") -> str:
    """One workout of four sets as an app writes it; another app has rounded the loads."""
    rounded = [(name, round(load, 2) if app == "hevy" else load, reps) for name, load, reps in HISTORY]
    return "".join(
        f"{start},Legs,{lift or name},1,{number},working,{load},{reps},,{app}\n"
        for number, (name, load, reps) in enumerate(rounded, start=1)
    )


def test_an_app_that_took_a_history_over_by_the_wrong_clock_doubles_nothing(log: TrainingLog) -> None:
    bring(log, history("strong", "2026-03-01 17:49:50"))
    report = bring(log, history("lyfta", "2026-03-01 14:19:50"))  # three and a half hours earlier, to the second
    assert report.skipped == {"duplicate_of_other_app": 4}


def test_loads_that_another_app_rounded_are_the_same_loads(log: TrainingLog) -> None:
    bring(log, history("strong", "2026-03-01 18:00:00"))
    assert bring(log, history("hevy", "2026-03-01 18:00:00")).skipped == {"duplicate_of_other_app": 4}


def test_the_same_numbers_at_another_time_of_day_are_another_workout(log: TrainingLog) -> None:
    bring(log, history("strong", "2026-03-01 07:49:50"))
    assert bring(log, history("lyfta", "2026-03-01 17:52:13")).added == 4


def test_the_same_numbers_of_other_lifts_are_another_workout(log: TrainingLog) -> None:
    bring(log, history("strong", "2026-03-01 18:00:00"))
    assert bring(log, history("hevy", "2026-03-01 18:00:00", lift="Bench Press (Barbell)")).added == 4


def test_of_two_equal_workouts_in_one_app_none_is_lost(log: TrainingLog) -> None:
    bring(log, history("strong", "2026-03-01 08:00:00") + history("strong", "2026-03-01 17:00:00"))
    assert len(log.sets()) == 8


def test_a_restored_log_knows_which_files_it_holds(log: TrainingLog, tmp_path: Path) -> None:
    whole = text_of(Export("strong", 0, 3))
    first = bring(log, whole)
    log.delete_sets(log.sets(search="Curl")["set_id"].tolist()[:1], now=NOW)
    log.backup(tmp_path / "log.zip")
    with TrainingLog.open(tmp_path / "other") as other:
        other.restore(tmp_path / "log.zip", now=NOW)
        before = content(other)
        assert counts(bring(other, whole)) == (0, first.added, 0, 0, 0)
        assert content(other) == before
