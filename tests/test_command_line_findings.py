"""`--notify`: what is new since the last time, and exit code 3 when a warning is among it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics.__main__ import main

HEADER = "athlete,started_at,exercise,set_number,weight_kg,reps,rir\n"
FIRST = date(2026, 10, 19)
"""Monday of the first of four full weeks before 21 November."""


def weeks(exercise: str, sets: int, athlete: str = "me", hour: int = 18) -> str:
    """Four equal weeks of an exercise, all sets on Monday."""
    mondays = (FIRST + timedelta(weeks=week) for week in range(4))
    return "".join(
        f"{athlete},{monday} {hour}:00:00,{exercise},{number},60,8,2\n"
        for monday in mondays
        for number in range(1, sets + 1)
    )


class Cron:
    """The command line on one log: exit code and what was printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *arguments: str) -> tuple[int, str]:
        code = main([*arguments, "--database", str(self.folder / "log.duckdb")])
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err

    def brings(self, rows: str) -> None:
        file = self.folder / "log.csv"
        file.write_text(HEADER + rows, encoding="utf-8")
        assert self("import", str(file))[0] == 0

    def findings(self, *options: str) -> tuple[int, str]:
        return self("findings", "--date", "2026-11-21", *options)


@pytest.fixture
def cron(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cron:
    return Cron(tmp_path, capsys)


def test_the_first_time_everything_is_new_and_then_only_what_is_new_or_stronger(cron: Cron) -> None:
    assert cron.findings("--notify") == (0, "")  # an empty log has no news
    cron.brings(weeks("back_squat", 8) + weeks("romanian_deadlift", 4) + weeks("seated_leg_curl", 4))
    assert cron.findings()[0] == 0  # without --notify nothing is kept, and no alarm is given
    code, said = cron.findings("--notify")
    assert code == 3  # no work for the calves is a warning
    assert "New: [warn] No work found for the calves" in said
    assert "[info]" not in said
    assert cron.findings("--notify") == (0, "")  # no line, so cron sends no mail
    cron.brings(weeks("leg_extension", 4, hour=20))  # quads 12, hamstrings 8: 1.5 to 1
    code, said = cron.findings("--notify")
    assert code == 0  # a hint is no alarm
    assert "New: [hint] Your leg work leans towards the quads" in said
    cron.brings(weeks("leg_extension", 4, hour=21))  # quads 16: 2 to 1
    code, said = cron.findings("--notify", "--json")
    assert code == 3
    assert [(each["rule"], each["severity"]) for each in json.loads(said)] == [("quad_dominance", "warn")]


def test_the_report_alarms_by_the_same_memory(cron: Cron) -> None:
    cron.brings(weeks("back_squat", 10))
    page = cron.folder / "week.html"
    code, said = cron("report", "--date", "2026-11-21", "--output", str(page), "--notify")
    assert (code, said) == (3, f"Written to {page}.\n")
    assert page.exists()
    assert cron.findings("--notify") == (0, "")


def test_each_athlete_of_a_coach_is_told_apart(cron: Cron) -> None:
    cron.brings(weeks("back_squat", 10, "anna") + weeks("back_squat", 10, "ben"))
    code, said = cron.findings("--notify")
    assert code == 1
    assert "--athlete NAME" in said
    assert cron.findings("--notify", "--athlete", "anna")[0] == 3
    assert cron.findings("--notify", "--athlete", "ben")[0] == 3
