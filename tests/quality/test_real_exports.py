"""Real exports: a handful of questions a file, each of them answerable, and quickly found."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from analytics.errors import HindsightError
from analytics.training_log import TrainingLog

pytestmark = pytest.mark.exports
NOW = datetime(2026, 11, 21, 9, 0)
TODAY = date(2026, 11, 21)
SINGLE_VALUES = ("load", "reps", "hold")
MOST_A_THOUSAND_SETS = 2.5
"""Questions about single values; 0.4 on average when this was written. Small files may ask up to three."""


def real_exports() -> list[Path]:
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    return sorted(path for path in Path(folder).glob("[a-fh-z]*/*.*") if path.suffix != ".md") if folder else []


@pytest.mark.parametrize(
    "path",
    real_exports()
    or [pytest.param(Path(), marks=pytest.mark.skip(reason="real exports: set HINDSIGHT_EXPORTS to a folder of them"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_a_real_log_is_asked_about_a_handful_of_values(path: Path, tmp_path: Path) -> None:
    with TrainingLog.open(tmp_path) as log:
        try:
            log.import_file(path.name, path.read_bytes(), now=NOW)
        except HindsightError as refused:
            pytest.skip(f"not read as it is: {refused}")
        found = log.doubts(today=TODAY)
        kinds = Counter(doubt.kind for doubt in found)
        current = set(log.sets()["set_id"])
        assert sum(kinds[kind] for kind in SINGLE_VALUES) <= max(3, MOST_A_THOUSAND_SETS * len(current) / 1000)
        assert all(kinds[kind] == 0 for kind in ("future", "early", "long", "many_sets"))
        for doubt in found:
            assert set(doubt.set_ids) <= current
            assert doubt.where
            assert "nan" not in doubt.text.lower().split()
        if found:
            log.confirm(found, now=NOW)
            assert log.doubts(today=TODAY) == []
