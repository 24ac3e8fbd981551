"""The logbook's table: sets as a grid to edit, in the lifter's unit, and what an edit of it means for the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _, counted, n_
from analytics.language.reasons import reason_words
from analytics.model import MOST
from analytics.units import MassUnit, kg_from, mass_in
from ui import formats, session, take_away
from ui.boundary import boundary
from ui.bounds import FIRST_MOMENT, LAST_MOMENT, heaviest
from ui.recipe import widget_key

ROWS_A_PAGE: Final = 200
"""A grid of this size draws at once on a phone."""
_ALL_ROWS: Final = 2**31 - 1
_MOST_ORIGINS: Final = 3
_PAGE: Final = "page"
_LAST_WANTED: Final = "logbook-wanted"
_UNSAVED: Final = "logbook-unsaved"
TYPE_WORDS: Final = {
    "working": _("Working"),
    "warmup": _("Warm-up"),
    "drop": _("Drop"),
    "failure": _("Failure"),
    "other": _("Other"),
}
TYPES_IN_A_LINE: Final = {
    "working": _("working"),
    "warmup": _("warm-up"),
    "drop": _("drop"),
    "failure": _("failure"),
    "other": _("other"),
}
"""The same within a line of words."""
SIDE_WORDS: Final = {"left": _("left"), "right": _("right")}
_TYPES_BY_WORD: Final = {words: set_type for set_type, words in TYPE_WORDS.items()}
PLACE_WORDS: Final = {
    "typed in here": _("typed in here"),
    "edited here": _("edited here"),
    "deleted here": _("deleted here"),
}
"""How the log names what came from no file -> as the screen says it."""
_SIDES_BY_WORD: Final = {words: side for side, words in SIDE_WORDS.items()}
_DECIMALS: Final = 2

_STORED_AS: Final[Mapping[str, str]] = {
    "When": "started_at",
    "Exercise": "exercise",
    "Weight": "weight_kg",
    "Reps": "reps",
    "RIR": "rir",
    "Type": "set_type",
    "Note": "note",
    "Workout": "workout",
    "Seconds": "duration_s",
    "Metres": "distance_m",
    "Side": "side",
}
"""The columns of the grid that can be edited, and what of a set they are."""
_LABELS: Final[Mapping[str, str]] = {
    "Pick": _("Pick"),
    "When": _("When"),
    "Exercise": _("Exercise"),
    "Reps": _("Reps"),
    "RIR": "RIR",
    "Type": _("Type"),
    "Counts as": _("Counts as"),
    "From": _("From"),
    "Note": _("Note"),
    "Workout": _("Workout"),
    "Seconds": _("Seconds"),
    "Metres": _("Metres"),
    "Side": _("Side"),
    "Set": _("Set"),
}
"""The columns as the screen heads them; the load says its unit as well."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sets are looked at: an athlete's, narrowed by the filters (arguments of `TrainingLog.found_sets`)."""

    athlete: str
    filters: Mapping[str, Any] = field(default_factory=dict)

    def page(self, number: int) -> pd.DataFrame:
        """One page of them, newest first."""
        return session.found_sets(self.athlete, self.filters, page=number, rows=ROWS_A_PAGE)

    def all(self) -> pd.DataFrame:
        """All of them."""
        return session.open_log().found_sets(self.athlete, page=1, rows=_ALL_ROWS, **self.filters)


@dataclass(frozen=True, slots=True)
class Picked:
    """The sets to do something to: those ticked, or all that are wanted but those whose tick was taken off."""

    wanted: Wanted
    ids: frozenset[int]
    is_all_but: bool
    number: int

    def sets(self) -> pd.DataFrame:
        """The sets themselves, columns of `TrainingLog.found_sets`."""
        found = self.wanted.all()
        return found[found["set_id"].isin(self.ids) != self.is_all_but]


# which of them -------------------------------------------------------------------------------------------------------


def page_asked_for(wanted: Wanted) -> int:
    """The page that the address or the last click says; the first one again after another filter."""
    if session.recall(_LAST_WANTED, wanted) != wanted:
        session.remember(_PAGE, 1)
    session.remember(_LAST_WANTED, wanted)
    asked = session.recall(_PAGE) or st.query_params.get(_PAGE, "1")
    return int(asked) if str(asked).isascii() and str(asked).isdigit() and 0 < int(asked) < _ALL_ROWS else 1


def pages(found: int) -> None:
    """The pages to turn, where there are several."""
    last = -(-found // ROWS_A_PAGE)
    if last <= 1:
        session.forget(_PAGE)
        return
    if session.recall(_PAGE, 1) > last:  # sets were deleted, or the address says more
        session.remember(_PAGE, last)
    st.pagination(last, key=_PAGE, bind="query-params")


def which_of(found: int, shown: int) -> str:
    """How many sets there are, and where there are several pages which of them are on this one."""
    if found <= ROWS_A_PAGE:
        return n_("{number} set, newest first.", "{number} sets, newest first.", found)
    first = (min(session.recall(_PAGE) or 1, -(-found // ROWS_A_PAGE)) - 1) * ROWS_A_PAGE
    return n_(
        "{number} set, newest first, {first} to {last} shown.",
        "{number} sets, newest first, {first} to {last} shown.",
        found,
        first=counted(first + 1),
        last=counted(first + shown),
    )


def looked_at(chosen: Picked) -> list[int]:
    """The sets to show the origin of: those ticked, as long as they are few."""
    return sorted(chosen.ids, reverse=True) if not chosen.is_all_but and len(chosen.ids) <= _MOST_ORIGINS else []


# the grid ------------------------------------------------------------------------------------------------------------


def grid_rows(sets: pd.DataFrame, unit: MassUnit, judged: pd.DataFrame, *, is_picked: bool = False) -> pd.DataFrame:
    """The grid's rows, indexed by set_id: one a set, in the order of `sets`, loads in `unit`.

    `judged` (`TrainingLog.set_judgements`) says what a set counts; sets that are not in it are no strength work.
    """
    rows = pd.DataFrame(
        {
            "Pick": is_picked,
            "Exercise": sets["exercise"],
            "Weight": pd.array([_in_unit(kg, unit) for kg in sets["weight_kg"]], dtype="Float64"),
            "Reps": sets["reps"].astype("Float64"),
            "RIR": sets["rir"].astype("Float64"),
            "When": sets["started_at"],
            "Type": sets["set_type"].map(TYPE_WORDS),
            "Counts as": _counts(sets["set_id"], judged),
            "From": _origins(sets),
            "Note": _text(sets["note"]),
            "Workout": _text(sets["workout"]),
            "Seconds": sets["duration_s"].astype("Float64"),
            "Metres": sets["distance_m"].astype("Float64"),
            "Side": _text(sets["side"].map(SIDE_WORDS)),
            "Set": sets["set_number"].astype("Int64"),
        }
    )
    rows.index = pd.Index(sets["set_id"], name="set_id")
    return rows


def grid_key(rows: pd.DataFrame, unit: MassUnit) -> str:
    """Another unit, other sets or other values in them are another grid."""
    return widget_key("grid", unit, rows[["Pick", *_STORED_AS]])


def edit_grid(rows: pd.DataFrame, unit: MassUnit, *, key: str) -> pd.DataFrame:
    """The grid itself; returns its rows as edited."""
    edited: pd.DataFrame = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        height="content" if len(rows) < 15 else 560,
        disabled=[column for column in rows.columns if column not in ("Pick", *_STORED_AS)],
        column_config=_columns(unit),
        placeholder="",
        alt=_("Sets of the logbook, newest first; every column up to Side can be edited, but what a set counts as"),
    )
    return edited


def changes_in(rows: pd.DataFrame, edited: pd.DataFrame, unit: MassUnit) -> dict[int, dict[str, Any]]:
    """What the edits mean: set_id -> the columns that change, in stored units. Untouched cells never round-trip."""
    changes: dict[int, dict[str, Any]] = {}
    if edited.equals(rows):  # as nearly always, and known in a tenth of the time
        return changes
    for column, name in _STORED_AS.items():
        for set_id in rows.index[_differs(rows[column], edited[column])]:
            changes.setdefault(int(set_id), {})[name] = _stored(column, edited.at[set_id, column], unit)
    return changes


def say_what_is_gone(key: str, changed: int) -> None:
    """Say what was typed and not saved, when another page, filter or change of the log has put another grid (`key`) in
    the place of the one that it was typed in. `changed` sets of this grid are not saved yet.
    """
    before: tuple[str, int] | None = session.recall(_UNSAVED)
    if before is not None and before[0] != key:
        st.info(
            n_(
                "What you had typed into {number} set and not saved is gone: the table holds other sets now, or what "
                "it holds was changed elsewhere.",
                "What you had typed into {number} sets and not saved is gone: the table holds other sets now, or what "
                "it holds was changed elsewhere.",
                before[1],
            ),
            icon=":material/edit_off:",
        )
    session.forget(_UNSAVED)
    if changed:
        session.remember(_UNSAVED, (key, changed))


def picked(edited: pd.DataFrame, wanted: Wanted, *, found: int, is_all: bool) -> Picked:
    """What is ticked. With `is_all`, every one of the `found` sets, over all pages, but those whose tick is off."""
    ticked = edited["Pick"].fillna(False).astype(bool)
    ids = frozenset(int(set_id) for set_id in edited.index[ticked != is_all])
    return Picked(wanted, ids, is_all, found - len(ids) if is_all else len(ids))


# what is done to sets ------------------------------------------------------------------------------------------------


@boundary()
def save_changes(changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the edits, as one change. A callback."""
    change_id = session.open_log().edit_sets(changes, now=session.now())
    session.forget(_UNSAVED)
    session.did(n_("Changed {number} set.", "Changed {number} sets.", len(changes)), [change_id])


@boundary()
def delete_picked(chosen: Picked) -> None:
    """Delete sets. A callback."""
    set_ids = [int(set_id) for set_id in chosen.sets()["set_id"]]
    change_id = session.open_log().delete_sets(set_ids, now=session.now())
    session.did(n_("Deleted {number} set.", "Deleted {number} sets.", len(set_ids)), [change_id])
    session.forget("pick-all")


def change_all(
    chosen: Picked, change: Callable[[pd.Series[Any]], Mapping[str, Any]], did: Callable[[int], str]
) -> None:
    """Change each picked set by what `change` makes of it (empty: it stays), as one change; `did` says of how many sets
    it was done. Raises `WrongRequest` where a value is not possible.
    """
    changes = {int(row["set_id"]): change(row) for __, row in chosen.sets().iterrows()}
    changes = {set_id: change for set_id, change in changes.items() if change}
    change_id = session.open_log().edit_sets(changes, now=session.now())
    session.did(did(len(changes)), [change_id])
    session.forget("pick-all")
    session.remember("change-sets", False)  # its form is done, so it closes


def sets_file(wanted: Wanted, unit: MassUnit) -> None:
    """A button for all the sets that are looked at, as a table for a spreadsheet."""
    take_away.made_file(
        _("These sets as CSV"),
        lambda: _for_a_spreadsheet(wanted.all(), unit),
        name="hindsight-sets",
        key="found-sets",
    )


def _for_a_spreadsheet(sets: pd.DataFrame, unit: MassUnit) -> pd.DataFrame:
    rows = grid_rows(sets, unit, pd.DataFrame(columns=["set_id", "is_hard", "credit", "why_not"]))
    rows = rows.drop(columns=["Pick", "Counts as", "From"])
    named = rows.rename(columns={**_LABELS, "Weight": _("Weight ({unit})", unit=unit)})
    files = [PLACE_WORDS.get(file, file) for file in sets["came_from"]]
    return named.assign(**{_("File"): files, _("Line"): list(sets["source_line"])})


# parts ---------------------------------------------------------------------------------------------------------------


def _columns(unit: MassUnit) -> dict[str, Any]:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    return {
        "Pick": st.column_config.CheckboxColumn(_LABELS["Pick"], width=64, help=_("Tick sets to do something to them")),
        "When": st.column_config.DatetimeColumn(
            _LABELS["When"],
            format="D MMM YYYY, HH:mm",
            min_value=FIRST_MOMENT,
            max_value=LAST_MOMENT,
            required=True,
            width=140,
        ),
        "Exercise": text(_LABELS["Exercise"], width=145, required=True, help=_("As the file writes it")),
        "Weight": number(
            unit,  # a narrow head, so that reps stand beside it on a phone
            min_value=0,
            max_value=heaviest(unit),
            format="%.5g",
            width=70,
            help=_("Weight"),
        ),
        "Reps": number(_LABELS["Reps"], min_value=0, max_value=MOST["reps"], width=65),
        "RIR": number(
            "RIR",
            min_value=0,
            max_value=MOST["rir"],
            step=0.5,
            width=70,
            help=_("Reps in reserve: how many more you had"),
        ),
        "Type": st.column_config.SelectboxColumn(
            _LABELS["Type"], options=list(_TYPES_BY_WORD), required=True, width=95
        ),
        "Counts as": text(
            _LABELS["Counts as"],
            width=125,
            help=_("A hard set, or the reason why not; warm-ups that nobody marked are inferred"),
        ),
        "From": text(_LABELS["From"], width=165, help=_("The file and the line that this set came from")),
        "Note": text(_LABELS["Note"], width=120),
        "Workout": text(_LABELS["Workout"], width=100),
        "Seconds": number(
            _LABELS["Seconds"],
            min_value=0,
            max_value=MOST["duration_s"],
            width=80,
            help=_("How long a hold or a run took"),
        ),
        "Metres": number(_LABELS["Metres"], min_value=0, max_value=MOST["distance_m"], width=80),
        "Side": st.column_config.SelectboxColumn(_LABELS["Side"], options=list(_SIDES_BY_WORD), width=80),
        "Set": number(_LABELS["Set"], format="%d", width=50),
    }


def _counts(set_ids: pd.Series[int], judged: pd.DataFrame) -> list[str]:
    words = {
        set_id: _credit_words(credit) if is_hard else reason_words(why_not)
        for set_id, is_hard, credit, why_not in zip(
            judged["set_id"], judged["is_hard"], judged["credit"], judged["why_not"], strict=True
        )
    }
    return [words.get(set_id, _("no strength set")) for set_id in set_ids]


def _credit_words(credit: float) -> str:
    return _("hard set") if credit == 1 else _("{credit} of a hard set", credit=formats.number(credit, 2))


def _origins(sets: pd.DataFrame) -> list[str]:
    return [
        _origin(str(file), "" if pd.isna(line) else str(line), is_edited=bool(is_edited))
        for file, line, is_edited in zip(sets["came_from"], sets["source_line"], sets["is_edited"], strict=True)
    ]


def _origin(file: str, line: str, *, is_edited: bool) -> str:
    """ "strong.csv, line 12 (edited)"."""
    place = _("{file}, line {line}", file=file, line=line) if line else PLACE_WORDS.get(file, file)
    return _("{place} (edited)", place=place) if is_edited else place


def _text(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.astype("str").where(column.notna(), None)


def _in_unit(kg: float | None, unit: MassUnit) -> float | None:
    return None if kg is None or pd.isna(kg) else round(mass_in(float(kg), unit), _DECIMALS)


def _differs(before: pd.Series[Any], after: pd.Series[Any]) -> pd.Series[bool]:
    both_missing = before.isna() & after.isna()
    return ~both_missing & ~(before == after).fillna(False).astype(bool)


def _stored(column: str, value: Any, unit: MassUnit) -> Any:
    if formats.is_missing(value) or (isinstance(value, str) and not value.strip()):
        return None
    if column == "Weight":
        return kg_from(float(value), unit) or None
    if column == "When":
        return pd.Timestamp(value).to_pydatetime()
    if column == "Type":
        return _TYPES_BY_WORD[str(value)]
    if column == "Side":
        return _SIDES_BY_WORD[str(value)]
    return value.strip() if isinstance(value, str) else float(value)
