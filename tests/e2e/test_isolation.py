"""Two people and a coach on one server, in real browsers: nothing crosses (`make isolation` prints what is tried)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.isolation import PARTS, attempts, scene


@pytest.mark.timeout(1200)
def test_nothing_of_one_person_gets_to_another(browser: Any, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    with scene(browser, folder) as at:
        tried = list(attempts(at))
    assert [attempt.tried for attempt in tried if not attempt.held] == []
    assert len(tried) >= 100
    assert len(PARTS) == 11
