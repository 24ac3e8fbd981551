"""How many sets of real exports have an exercise that the catalogue knows: `make coverage-of-names`.

Reads every file of every folder of HINDSIGHT_EXPORTS as the importers read it. Prints the files that cannot be read and
why, a row a file, a row a folder, the unknown names, with `--top N` the N most frequent names with what each was taken
for, and ends with one line of figures.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.errors import HindsightError
from analytics.importers import read
from analytics.model import Choices
from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.names import normalise

LOWER_WORDS: Final = re.compile(
    r"squat|leg|deadlift|lunge|ham\b|hamstring|glute|calf|calves|hip|quad|thigh|adduct|abduct|thrust|nordic|"
    r"step ?up|rdl|perna|agachamento|panturrilha|quadril|flexora|extensora|stiff|bacak|knie|bein|\bdl\b|good ?morning|"
    r"gamb[ae]|polpacci|affond|stacc[oh]|присед|становая|ногами",
    re.IGNORECASE,
)
"""Words that make an unknown name count as lower-body work."""
NOT_THE_LEGS: Final = re.compile(r"leg raise|raised leg|legs up", re.IGNORECASE)


def names_of(folder: Path) -> tuple[pd.DataFrame, list[str]]:
    """One row a file and name (file, name, sets), and a sentence for each file that cannot be read. Files that lie
    beside the folders (an index) are none of either.
    """
    rows = []
    refusals = []
    for path in sorted(file for file in folder.glob("*/**/*") if file.is_file()):
        file = path.relative_to(folder).as_posix()
        try:
            reading = read(path.name, path.read_bytes(), Choices())
        except HindsightError as refused:
            refusals.append(f"{file}: {refused.headline}")
            continue
        counts = reading.sets["exercise"].value_counts()
        rows += [(file, str(name), int(sets)) for name, sets in counts.items()]
    return pd.DataFrame(rows, columns=["file", "name", "sets"]), refusals


def judged(names: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The same rows with exercise_id (NULL where unknown) and is_lower."""
    lower_muscles = set(catalogue.muscles.loc[catalogue.muscles["region"] == "lower", "id"])
    direct = catalogue.contributions.query("weight == 1")
    lower_lifts = set(direct.loc[direct["muscle"].isin(lower_muscles), "exercise_id"])
    table = names.assign(exercise_id=names["name"].map(catalogue.recognise))
    sounds_lower = names["name"].map(lambda name: bool(LOWER_WORDS.search(name)) and not NOT_THE_LEGS.search(name))
    return table.assign(is_lower=table["exercise_id"].isin(lower_lifts) | (table["exercise_id"].isna() & sounds_lower))


def share_known(table: pd.DataFrame) -> float:
    """Share (0 to 1) of the sets whose exercise is known."""
    return float(table.loc[table["exercise_id"].notna(), "sets"].sum() / table["sets"].sum())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 without HINDSIGHT_EXPORTS."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage_of_names", description=__doc__)
    parser.add_argument(
        "--top", type=int, default=0, metavar="N", help="list the N most frequent names with their match"
    )
    asked = parser.parse_args(arguments)
    folder = os.environ.get("HINDSIGHT_EXPORTS")
    if not folder:
        print("Set HINDSIGHT_EXPORTS to a folder of real exports.", file=sys.stderr)
        return 2
    names, refusals = names_of(Path(folder))
    for refusal in refusals:
        print(f"not read: {refusal}")
    table = judged(names, load_catalogue())
    _print_shares(table, table["file"])
    _print_shares(table, table["file"].str.split("/").str[0])
    unknown = table[table["exercise_id"].isna()].groupby(["name", "is_lower"]).agg({"sets": "sum"}).reset_index()
    print(f"\n{len(unknown)} unknown names, most sets first (* lower body):")
    for row in unknown.sort_values("sets", ascending=False).itertuples():
        print(f"{row.sets:6d} {'*' if row.is_lower else ' '} {row.name}")
    if asked.top:
        _print_matches(table, asked.top)
    lower = table[table["is_lower"]]
    print(
        f"\nrecognised: {share_known(table):.2%} of {table['sets'].sum()} sets, "
        f"lower body {share_known(lower):.2%} of {lower['sets'].sum()}, {table['name'].map(normalise).nunique()} names"
    )
    return 0


def _print_shares(table: pd.DataFrame, parts: pd.Series) -> None:
    print()
    for part, rows in table.groupby(parts):
        print(f"{part:58s} {rows['sets'].sum():7d} sets  {share_known(rows):7.2%}  lower body {_lower(rows)}")


def _lower(rows: pd.DataFrame) -> str:
    lower = rows[rows["is_lower"]]
    return "none" if lower.empty else f"{share_known(lower):.2%}"


def _print_matches(table: pd.DataFrame, count: int) -> None:
    names = table.assign(exercise_id=table["exercise_id"].fillna("-"))
    counts = names.groupby(["name", "exercise_id"]).agg({"sets": "sum"}).reset_index()
    print(f"\nThe {count} most frequent names and what each is taken for:")
    for row in counts.sort_values("sets", ascending=False).head(count).itertuples():
        print(f"{row.sets:6d}  {row.name}  ->  {row.exercise_id}")


if __name__ == "__main__":
    sys.exit(main())
