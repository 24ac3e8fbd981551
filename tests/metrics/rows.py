"""Sets for tests, written as `sets("2026-01-05", "back_squat", 100, 5, rir=2, times=3)`."""

from __future__ import annotations

import csv
import io

Row = dict[str, object]
COLUMNS = ("started_at", "exercise", "block", "set_number", "set_type", "load_kind", "weight_kg", "reps", "rir",
           "distance_m", "duration_s", "side")  # fmt: skip


def sets(
    day: str,
    exercise: str,
    weight_kg: float | None = None,
    reps: float | None = None,
    *,
    rir: float | None = None,
    times: int = 1,
    set_type: str = "working",
    side: str | None = None,
    duration_s: float | None = None,
    distance_m: float | None = None,
    load_kind: str | None = None,
    at: str = "18:00:00",
) -> list[Row]:
    """The same set `times` times, of one exercise (a catalogue id) on one day."""
    row: Row = {
        "started_at": f"{day} {at}",
        "exercise": exercise,
        "set_type": set_type,
        "load_kind": load_kind,
        "weight_kg": weight_kg,
        "reps": reps,
        "rir": rir,
        "distance_m": distance_m,
        "duration_s": duration_s,
        "side": side,
    }
    return [dict(row) for _ in range(times)]


def csv_of(rows: list[Row]) -> bytes:
    """Hindsight's own CSV; sets are numbered in the order given, within workout and exercise."""
    done: dict[tuple[object, object], int] = {}
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    for row in rows:
        lift = (row["started_at"], row["exercise"])
        done[lift] = done.get(lift, 0) + 1
        writer.writerow({"block": 1, "set_number": done[lift], **row})
    return buffer.getvalue().encode()
