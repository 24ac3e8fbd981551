"""What a log holds of what the metrics need, in words; and the lines that files were refused or skipped."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, counted, listed, n_
from analytics.reference.facts import Facts
from ui import formats, session
from ui.import_words import column_words, skipped_words
from ui.logbook import PLACE_WORDS
from ui.refused_lines import refused_lines
from ui.take_away import table_file
from ui.words import plain

_PER_PAGE: Final = 10
_MOST_REASONS: Final = 10
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    _("Effort"): ("with_effort", "rated_sets"),
    _("Exercise known"): ("recognised", "sets"),
    _("Load"): ("with_load", "loaded_sets"),
    _("Start time"): ("with_time", "sets"),
    _("Warm-ups"): ("warmups", "sets"),
}
"""What is looked at -> (sets that have it, sets that should have it)."""


_FILE, _SETS = _("File"), _("Sets")
_LINES, _COLUMN, _WHY_NOT = _("Lines"), _("Column"), _("Why not")


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a log: how many of the sets that should have something have it, in words (`counts`) as well, and
    what that means.
    """

    name: str
    has: int
    of: int
    meaning: str
    counts: str = ""

    @property
    def shown(self) -> str:
        """The share in per cent, or a dash where no set should have it. Only all is 100 %, only none is 0 %."""
        if not self.of:
            return formats.MISSING
        share = self.has / self.of
        rounded = formats.percent(share)
        if share < 1 and rounded == formats.percent(1.0):
            return _("over {percent}", percent=formats.percent(0.99))
        if share > 0 and rounded == formats.percent(0.0):
            return _("under {percent}", percent=formats.percent(0.01))
        return rounded


def shares_of(table: pd.DataFrame, facts: Facts) -> list[Share]:
    """The shares of a whole log (columns of `TrainingLog.shares`), each with what it means for the metrics."""
    totals = {column: int(table[column].sum()) for pair in _PARTS.values() for column in pair}
    meanings = {
        "with_effort": _effort_meaning(totals, facts),
        "recognised": _known_meaning(totals["sets"] - totals["recognised"]),
        "with_load": _load_meaning(totals["loaded_sets"] - totals["with_load"]),
        "with_time": _time_meaning(totals["sets"] - totals["with_time"]),
        "warmups": _warmup_meaning(totals["warmups"], facts),
    }
    return [
        Share(name, totals[has], totals[of], meanings[has], _counts(totals[has], totals[of], of))
        for name, (has, of) in _PARTS.items()
    ]


def _counts(has: int, number: int, of: str) -> str:
    """ "3,100 of 4,000 working sets"."""
    some = counted(has)
    if of == "rated_sets":
        return n_("{some} of {number} working set", "{some} of {number} working sets", number, some=some)
    if of == "loaded_sets":
        return n_(
            "{some} of {number} set that is done with a load",
            "{some} of {number} sets that are done with a load",
            number,
            some=some,
        )
    return n_("{some} of {number} set", "{some} of {number} sets", number, some=some)


def show_shares(table: pd.DataFrame, facts: Facts) -> None:
    """The shares as cards, and the same by file below."""
    with st.grid(3, min_column_width=280):
        for share in shares_of(table, facts):
            with st.container(border=True, gap="xsmall"):
                st.metric(share.name, share.shown)
                st.caption(plain(share.counts))
                st.markdown(plain(share.meaning))
    if len(table) > 1:
        st.subheader(_("By file"), anchor=False)
        shown = shares_by_file(table)
        percent = st.column_config.NumberColumn(format="%.0f %%", width="small")
        st.dataframe(
            shown,
            hide_index=True,
            column_config={
                _FILE: st.column_config.TextColumn(width="medium"),
                _SETS: st.column_config.NumberColumn(format="localized", width="small"),
                **dict.fromkeys(_PARTS, percent),
            },
            placeholder="",
            alt=_("Share of sets with effort, known exercise, load, start time and warm-up mark, by file"),
            key="shares-by-file",
        )
        table_file(shown, name="what-is-logged-by-file", key="shares-by-file")


def shares_by_file(table: pd.DataFrame) -> pd.DataFrame:
    """One row a file: File, Sets, and each share in per cent (missing where no set should have it)."""
    rows = pd.DataFrame({_FILE: table["file"].replace(PLACE_WORDS), _SETS: table["sets"]})
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
    return counts.rename(columns={"lines": _LINES, "column": _COLUMN, "reason": _WHY_NOT})[[_LINES, _COLUMN, _WHY_NOT]]


def _file(change: Mapping[Hashable, Any]) -> None:
    import_id, refused, skipped = int(change["import_id"]), int(change["rejected"]), int(change["skipped"])
    told = {
        n_("{number} line refused", "{number} lines refused", refused): refused,
        n_("{number} row skipped", "{number} rows skipped", skipped): skipped,
    }
    label = f"{change['file']}: {listed(words for words, number in told.items() if number)}"
    with st.expander(plain(label), key=f"file-{import_id}", on_change="rerun") as fold:
        if not fold.open:
            return
        imported = n_(
            "Imported {day}; {number} row in all.",
            "Imported {day}; {number} rows in all.",
            int(change["rows"]),
            day=formats.day(change["imported_at"]),
        )
        st.caption(plain(imported))
        if refused:
            _refused(session.open_log().problems(import_id), import_id)
        if skipped:
            rows = plain(listed(skipped_words(change["skipped_why"])))
            st.markdown(_("**Skipped, since they are no sets to add**: {rows}.", rows=rows))


def _refused(problems: pd.DataFrame, import_id: int) -> None:
    by_reason = reasons(problems)
    st.markdown(_("**Refused, by reason**"))
    st.markdown("\n".join(_reason(*row) for row in by_reason.head(_MOST_REASONS).itertuples(index=False)))
    if len(by_reason) > _MOST_REASONS:
        more = len(by_reason) - _MOST_REASONS
        st.caption(n_("{number} more reason in the table.", "{number} more reasons in the table.", more))
    refused_lines(problems, key=f"import-{import_id}")


def _reason(lines: int, column: str, why_not: str) -> str:
    how_many = n_("{number} line", "{number} lines", lines)
    return f"- {how_many}, {plain(column_words(column))}: {plain(why_not)}"


def _effort_meaning(totals: Mapping[str, int], facts: Facts) -> str:
    if not totals["rated_sets"]:
        return _("There is no working set yet.")
    if totals["with_effort"] == totals["rated_sets"]:
        return _("Every working set says how many reps were left.")
    meaning = (
        _(
            "Sets without it count as hard sets, and strength is estimated as if no rep had been left: too low, where "
            "there were some. Logging RPE or RIR makes both exact."
        )
        if facts.text("hard.unknown_rir") == "assume_hard"
        else _(
            "Sets without it are left out of your hard sets, and strength is estimated as if no rep had been left: too "
            "low, where there were some. Logging RPE or RIR makes both exact."
        )
    )
    none = "" if totals["with_effort"] else _("No working set says how many reps were left.")
    return f"{none} {meaning}".strip()


def _known_meaning(unknown: int) -> str:
    if not unknown:
        return _("Every name is known.")
    return n_(
        "{number} set of unknown exercises counts for no muscle, until the Exercises page says what they are.",
        "{number} sets of unknown exercises count for no muscle, until the Exercises page says what they are.",
        unknown,
    )


def _load_meaning(without: int) -> str:
    if not without:
        return _("Every set that is done with a load has one.")
    return n_(
        "{number} set of exercises that are done with a load has none. It counts as a hard set; strength cannot be "
        "estimated from it.",
        "{number} sets of exercises that are done with a load have none. They count as hard sets; strength cannot be "
        "estimated from them.",
        without,
    )


def _time_meaning(without: int) -> str:
    if not without:
        return _("Every workout has its time of day.")
    return n_(
        "{number} set has a date without a time: two workouts of one day are then one, and another app's copy of a "
        "workout is harder to tell.",
        "{number} sets have a date without a time: two workouts of one day are then one, and another app's copy of a "
        "workout is harder to tell.",
        without,
    )


def _warmup_meaning(marked: int, facts: Facts) -> str:
    if marked:
        return _(
            "These sets are marked as warm-ups and never count. Light sets before the top set are left out as well."
        )
    at_most = formats.percent(facts.number("hard.warmup_load_pct") / 100)
    return _(
        "None is marked. Sets before the day's top set count as warm-ups at {percent} of its load or less.",
        percent=at_most,
    )
