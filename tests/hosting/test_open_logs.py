"""One open log a folder; closed when nobody looks, never under somebody who does; not more at once than agreed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from ui.hosting.open_logs import BeingReplaced, BeingUsed, OpenLogs, TooManyAtOnce, WasReplaced

SQUAT = b"started_at,exercise,weight_kg,reps\n2026-11-18 18:00:00,back_squat,100,5\n"


@contextmanager
def somebody_drawing() -> Iterator[threading.Thread]:
    """A thread that is alive for as long as the block."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        yield thread
    finally:
        done.set()
        thread.join()


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    return [str(tmp_path / name) for name in "abc"]


def test_a_folder_has_one_log_and_each_folder_its_own(folders: list[str]) -> None:
    logs = OpenLogs()
    assert logs.log(folders[0]) is logs.log(folders[0])
    assert logs.log(folders[0]) is not logs.log(folders[1])
    logs.close_all()


def test_an_idle_log_is_closed_and_opens_again_as_another_opening(folders: list[str]) -> None:
    logs = OpenLogs(idle_seconds=0)
    before = logs.opening(folders[0])
    logs.log(folders[0]).import_file("log.csv", SQUAT, now=datetime(2026, 11, 21))
    assert logs.close_idle() == 0
    assert logs.log(folders[0]).athletes() == ["me"]
    assert logs.opening(folders[0]) != before
    logs.close_all()


def test_a_log_that_somebody_looked_at_just_now_stays_open(folders: list[str]) -> None:
    logs = OpenLogs(idle_seconds=60)
    logs.log(folders[0])
    assert logs.close_idle() == 1
    logs.close_all()


def test_a_log_stays_open_while_a_page_is_drawn_from_it(folders: list[str]) -> None:
    logs = OpenLogs(idle_seconds=0)
    with somebody_drawing() as thread:
        logs.log(folders[0], user=thread)
        assert logs.close_idle() == 1
    assert logs.close_idle() == 0


def test_the_one_that_was_idle_longest_makes_room(folders: list[str]) -> None:
    logs = OpenLogs(most=2)
    first, second = logs.log(folders[0]), logs.log(folders[1])
    logs.log(folders[2])
    assert logs.log(folders[1]) is second
    assert logs.log(folders[0]) is not first
    logs.close_all()


def test_nobody_is_thrown_out_for_somebody_else(folders: list[str]) -> None:
    logs = OpenLogs(most=1)
    with somebody_drawing() as thread:
        logs.log(folders[0], user=thread)
        with pytest.raises(TooManyAtOnce):
            logs.log(folders[1])
    assert logs.log(folders[1]).is_empty()
    logs.close_all()


def test_all_folders_are_private(folders: list[str]) -> None:
    logs = OpenLogs()
    logs.log(folders[0])
    assert {oct(path.stat().st_mode & 0o777) for path in (Path(folders[0]), Path(folders[0], "uploads"))} == {"0o700"}
    logs.close_all()


def test_a_log_that_is_put_in_place_anew_opens_for_nobody_meanwhile(folders: list[str]) -> None:
    logs = OpenLogs()
    before = logs.log(folders[0])
    with logs.closed(folders[0]):
        with pytest.raises(BeingReplaced, match="put in place anew"):
            logs.log(folders[0])
        assert logs.log(folders[1]).athletes() == []
    assert logs.log(folders[0]) is not before
    logs.close_all()


def test_a_log_is_not_put_in_place_anew_under_somebody_who_looks_at_it(folders: list[str]) -> None:
    logs = OpenLogs()
    with somebody_drawing() as thread:
        log = logs.log(folders[0], user=thread)
        with pytest.raises(BeingUsed, match="is in use"), logs.closed(folders[0]):
            pass
        assert log.athletes() == []
    with logs.closed(folders[0]):
        pass  # nobody is left
    logs.close_all()


def test_one_at_a_time_puts_a_log_in_place_anew_and_who_saw_the_one_before_leaves_it(folders: list[str]) -> None:
    logs = OpenLogs()
    seen = logs.opening(folders[0])
    with logs.closed(folders[0], seen=seen), pytest.raises(BeingReplaced), logs.closed(folders[0], seen=seen):
        pass
    came = logs.log(folders[0])
    with somebody_drawing() as thread:
        logs.log(folders[0], user=thread)
        with pytest.raises(WasReplaced), logs.closed(folders[0], seen=seen):
            pass
    assert logs.log(folders[0]) is came
    with logs.closed(folders[0], seen=logs.opening(folders[0])):
        pass
    logs.close_all()


def test_a_log_stays_open_while_a_download_is_made_of_it_and_no_longer(folders: list[str]) -> None:
    """In a thread that lives on: those of a server's downloads do."""
    logs = OpenLogs(idle_seconds=0, most=1)
    log = logs.log(folders[0])
    with logs.used(folders[0]):
        with pytest.raises(BeingUsed, match="out of it"), logs.closed(folders[0]):
            pass
        with pytest.raises(TooManyAtOnce):
            logs.log(folders[1])
        assert logs.close_idle() == 1
        assert log.athletes() == []
    with logs.closed(folders[0]):
        pass
    assert logs.close_idle() == 0


def test_a_download_waits_for_the_log_that_is_being_put_in_place(folders: list[str]) -> None:
    logs, made = OpenLogs(), list[str]()

    def download() -> None:
        with logs.used(folders[0]):
            made.extend(["made", *logs.log(folders[0]).athletes()])

    thread = threading.Thread(target=download)
    with logs.closed(folders[0]):
        thread.start()
        time.sleep(0.05)
        assert made == []
    thread.join(10)
    assert made == ["made"]
    logs.close_all()
