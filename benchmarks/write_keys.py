"""`python -m benchmarks.write_keys`: write the column `key` of aliases.csv anew.

A key is `analytics.reference.names.normalise` of the alias; to work out ten thousand of them would take the app a
second at each start. A test finds a key that is missing or stale.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from analytics.reference.names import normalise

ALIASES: Final = Path(__file__).resolve().parents[1] / "analytics" / "reference" / "aliases.csv"
COLUMNS: Final = ("alias", "exercise_id", "key")


def main() -> None:
    """Write the keys."""
    with ALIASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with ALIASES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "key": normalise(row["alias"])} for row in rows)
    print(f"{len(rows):,} keys written to {ALIASES.name}.")


if __name__ == "__main__":
    main()
