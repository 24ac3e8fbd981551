"""What a log holds of what the metrics need, in words; and the lines that files were refused or skipped."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.reference.facts import Facts
from ui import formats, session
from ui.import_words import skipped_words
from ui.refused_lines import refused_lines
from ui.take_away import table_file
from ui.words import counted, listed, plain

_PER_PAGE: Final = 10
_MOST_REASONS: Final = 10
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "Effort": ("with_effort", "rated_sets"),
    "Exercise known": ("recognised", "sets"),
    "Load": ("with_load", "loaded_sets"),
    "Start time": ("with_time", "sets"),
    "Warm-ups": ("warmups", "sets"),
}
"""What is looked at -> (sets that have it, sets that should have it)."""
_NOUNS: Final = {
    "rated_sets": ("working set", "working sets"),
    "loaded_sets": ("set that is done with a load", "sets that are done with a load"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a log: how many of the sets that should have something have it, and what that means."""

    name: str
    has: int
    of: int
    meaning: str
    nouns: tuple[str, str] = ("set", "sets")

    @property
    def shown(self) -> str:
        """The share in per cent, or a dash where no set should have it. Only all is 100 %, only none is 0 %."""
        if not self.of:
            return formats.MISSING
        rounded = formats.percent(self.has / self.of)
        if rounded == "100 %" and self.has < self.of:
            return "over 99 %"
        return "under 1 %" if rounded == "0 %" and self.has else rounded


def shares_of(table: pd.DataFrame, facts: Facts) -> list[Share]:
    """The shares of a whole log (columns of `TrainingLog.shares`), each with what it means for the metrics."""
    totals = {column: int(table[column].sum()) for pair in _PARTS.values() for column in pair}
    meanings = {
        "Effort": _effort_meaning(totals, facts),
        "Exercise known": _known_meaning(totals["sets"] - totals["recognised"]),
        "Load": _load_meaning(totals["loaded_sets"] - totals["with_load"]),
        "Start time": _time_meaning(totals["sets"] - totals["with_time"]),
        "Warm-ups": _warmup_meaning(totals["warmups"], facts),
    }
    return [
        Share(name, totals[has], totals[of], meanings[name], _NOUNS.get(of, ("set", "sets")))
        for name, (has, of) in _PARTS.items()
    ]


def show_shares(table: pd.DataFrame, facts: Facts) -> None:
    """The shares as cards, and the same by file below."""
    with st.grid(3, min_column_width=280):
        for share in shares_of(table, facts):
            with st.container(border=True, gap="xsmall"):
                st.metric(share.name, share.shown)
                st.caption(plain(f"{share.has:,} of {counted(share.of, *share.nouns)}"))
                st.markdown(plain(share.meaning))
    if len(table) > 1:
        st.subheader("By file", anchor=False)
        shown = shares_by_file(table)
        percent = st.column_config.NumberColumn(format="%.0f %%", width="small")
        st.dataframe(
            shown,
            hide_index=True,
            column_config={
                "File": st.column_config.TextColumn(width="medium"),
                "Sets": st.column_config.NumberColumn(format="localized", width="small"),
                **dict.fromkeys(_PARTS, percent),
            },
            placeholder="",
            alt="Share of sets with effort, known exercise, load, start time and warm-up mark, by file",
            key="shares-by-file",
        )
        table_file(shown, name="what-is-logged-by-file", key="shares-by-file")


def shares_by_file(table: pd.DataFrame) -> pd.DataFrame:
    """One row a file: File, Sets, and each share in per cent (missing where no set should have it)."""
    rows = pd.DataFrame({"File": table["file"], "Sets": table["sets"]})
    for name, (has, of) in _PARTS.items():
        rows[name] = (100 * table[has] / table[of].where(table[of] > 0)).astype("Float64")
    return rows


def files_with_problems(imports: pd.DataFrame, athlete: str) -> pd.DataFrame:
    """The standing file imports of an athlete that refused or skipped something, newest first."""
    of_files = imports[(imports["kind"] == "file") & imports["undone_at"].isna()]
    theirs = [athlete in str(names).split(", ") for names in of_files["athlete"]]
    of_files = of_files[pd.Series(theirs, index=of_files.index, dtype=bool)]
    return of_files[(of_files["rejected"] > 0) | (of_files["skipped"] > 0)]


def show_files(files: pd.DataFrame) -> None:
    """One fold a file: its refused lines by reason, one by one and to download; its skipped rows by reason."""
    slot = st.container(gap="small")
    pages = -(-len(files) // _PER_PAGE)
    page = st.pagination(pages, key="files-page") if pages > 1 else 1
    with slot:
        for change in files.iloc[(page - 1) * _PER_PAGE : page * _PER_PAGE].to_dict("records"):
            _file(change)


def reasons(problems: pd.DataFrame) -> pd.DataFrame:
    """Refused lines by reason, most first: Lines, Column, Why not."""
    counts = problems.groupby(["column", "reason"], sort=False).size().reset_index(name="lines")
    counts = counts.sort_values("lines", ascending=False, kind="stable")
    return counts.rename(columns={"lines": "Lines", "column": "Column", "reason": "Why not"})[
        ["Lines", "Column", "Why not"]
    ]


def _file(change: Mapping[Hashable, Any]) -> None:
    import_id, refused, skipped = int(change["import_id"]), int(change["rejected"]), int(change["skipped"])
    parts = [counted(refused, "line") + " refused"] * (refused > 0) + [counted(skipped, "row") + " skipped"] * (
        skipped > 0
    )
    label = f"{change['file']}: {listed(parts)}"
    with st.expander(plain(label), key=f"file-{import_id}", on_change="rerun") as fold:
        if not fold.open:
            return
        st.caption(
            plain(f"Imported {formats.day(change['imported_at'])}; {counted(int(change['rows']), 'row')} in all.")
        )
        if refused:
            _refused(session.open_log().problems(import_id), import_id)
        if skipped:
            st.markdown(
                f"**Skipped, since they are no sets to add**: {plain(listed(skipped_words(change['skipped_why'])))}."
            )


def _refused(problems: pd.DataFrame, import_id: int) -> None:
    by_reason = reasons(problems)
    st.markdown("**Refused, by reason**")
    st.markdown(
        "\n".join(
            f"- {counted(int(row['Lines']), 'line')}, {plain(str(row['Column']))}: {plain(str(row['Why not']))}"
            for row in by_reason.head(_MOST_REASONS).to_dict("records")
        )
    )
    if len(by_reason) > _MOST_REASONS:
        st.caption(f"{counted(len(by_reason) - _MOST_REASONS, 'more reason')} in the table.")
    refused_lines(problems, key=f"import-{import_id}")


def _effort_meaning(totals: Mapping[str, int], facts: Facts) -> str:
    if not totals["rated_sets"]:
        return "There is no working set yet."
    if totals["with_effort"] == totals["rated_sets"]:
        return "Every working set says how many reps were left."
    known = "" if totals["with_effort"] else "No working set says how many reps were left. "
    counted_as = (
        "Sets without it count as hard sets"
        if facts.text("hard.unknown_rir") == "assume_hard"
        else "Sets without it are left out of your hard sets"
    )
    return (
        f"{known}{counted_as}, and strength is estimated as if no rep had been left: too low, where there were some. "
        "Logging RPE or RIR makes both exact."
    )


def _known_meaning(unknown: int) -> str:
    if not unknown:
        return "Every name is known."
    sets = counted(unknown, "set")
    return f"{sets} of unknown exercises count for no muscle, until the Exercises page says what they are."


def _load_meaning(without: int) -> str:
    if not without:
        return "Every set that is done with a load has one."
    return (
        f"{counted(without, 'set')} of exercises that are done with a load have none. They count as hard sets; "
        "strength cannot be estimated from them."
    )


def _time_meaning(without: int) -> str:
    if not without:
        return "Every workout has its time of day."
    return (
        f"{counted(without, 'set')} have a date without a time: two workouts of one day are then one, and another "
        "app's copy of a workout is harder to tell."
    )


def _warmup_meaning(marked: int, facts: Facts) -> str:
    if marked:
        return "These sets are marked as warm-ups and never count. Light sets before the top set are left out as well."
    at_most = formats.number(facts.number("hard.warmup_load_pct"))
    return f"None is marked. Sets before the day's top set count as warm-ups at {at_most} % of its load or less."
