"""`python -m sample_data [--output DIR] [--seed N]`: writes the four sample files again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sample_data.lifter import DEFAULT_SEED, training_year
from sample_data.writers import fitnotes, hevy, hindsight, strong

_WRITERS = {
    "strong.csv": strong.write,
    "hevy.csv": hevy.write,
    "fitnotes.csv": fitnotes.write,
    "hindsight.csv": hindsight.write,
}


def main(arguments: list[str] | None = None) -> None:
    """Write every file and say how large it became."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder to write to")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="another seed makes another year")
    wanted = parser.parse_args(arguments)
    year = training_year(wanted.seed)
    wanted.output.mkdir(parents=True, exist_ok=True)
    for name, write in _WRITERS.items():
        content = write(year)
        lines = content.count(b"\n") + 1
        (wanted.output / name).write_bytes(content)
        sys.stdout.write(f"{name:15}{len(content):>9,} bytes{lines:>7,} lines\n")
    sys.stdout.write(f"4 files, {len(year)} workouts, seed {wanted.seed}\n")


if __name__ == "__main__":
    main()
