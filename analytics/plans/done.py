"""Plan against done: what of a planned week the log holds, and what goes into the next plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_
from analytics.metrics import MetricRequest
from analytics.plans.credits import plan_sql
from analytics.plans.habit import half_up
from analytics.plans.model import Plan
from analytics.reference.catalogue import Catalogue
from analytics.reference.facts import Facts

COLUMNS: Final[Mapping[str, str]] = {
    "day": "datetime64[us]",
    "exercise_id": "str",
    "planned_sets": "int64",
    "done_sets": "int64",
    "planned_reps_low": "Int64",
    "planned_reps_high": "Int64",
    "done_reps": "Float64",
    "planned_kg": "Float64",
    "done_kg": "Float64",
    "state": "str",
}
"""Columns of `plan_against_done` with their dtypes. `state` is one of the words below."""
DONE: Final = "done"
PART: Final = "part"
NOT_DONE: Final = "not done"
EXTRA: Final = "extra"
TO_COME: Final = "to come"
STATE_WORDS: Final[Mapping[str, str]] = {
    DONE: _("done"),
    PART: _("part"),
    NOT_DONE: _("not done"),
    EXTRA: _("extra"),
    TO_COME: _("to come"),
}
"""A state -> its words in a table."""
_SUMS: Final = ("planned_sets", "done_sets")


def plan_against_done(plan: Plan, request: MetricRequest, *, on: date) -> pd.DataFrame:
    """One row a planned line and one a leg exercise that was done and not planned, by day, lines in their order.

    Done are the hard sets of the plan's week up to `on`, whatever session they were in; the columns are `COLUMNS`
    (reps are seconds of a hold, done_reps their median, done_kg the top load as the log writes it). Sets of a day count
    for the line of that day; those of another day for the first line of the exercise that has none yet, else for its
    last. States: done (at least as many sets as planned), part, not done, extra (not planned), and to come: nothing
    done yet, and its day is not over.
    """
    sets = replace(request, to_date=on, answers={}).rows(plan_sql("done"), week=plan.week.isoformat())
    planned = _planned(plan)
    sets["line"] = _lines_of(sets, planned)
    by_line = _amounts(sets.dropna(subset="line").groupby("line"))
    rows = planned.join(by_line)
    rows["state"] = _states(rows.fillna({"done_sets": 0}), on)
    every = pd.concat([rows, _extra(sets[sets["line"].isna()], request.store.catalogue)])
    every = every.sort_values("day", kind="stable").reset_index(drop=True)
    return every.fillna(dict.fromkeys(_SUMS, 0))[list(COLUMNS)].astype(dict(COLUMNS))


def nothing_planned() -> pd.DataFrame:
    """The columns of `plan_against_done` without a row: no plan was kept."""
    return pd.DataFrame(columns=list(COLUMNS)).astype(dict(COLUMNS))


def summary(done: pd.DataFrame) -> str:
    """What the rows of `plan_against_done` come to, in one or two plain sentences."""
    planned = done[done["state"] != EXTRA]
    if planned.empty:
        return _("Nothing was planned for this week.")
    extra = int(done.loc[done["state"] == EXTRA, "done_sets"].sum())
    on_top = n_("{number} set for the legs came on top.", "{number} sets for the legs came on top.", extra)
    return " ".join([_planned_words(planned), *([on_top] if extra else [])])


def _planned_words(planned: pd.DataFrame) -> str:
    met = int(planned[list(_SUMS)].min(axis=1).sum())
    sets = n_("{number} planned set", "{number} planned sets", int(planned["planned_sets"].sum()))
    exercises = n_("{number} planned exercise", "{number} planned exercises", len(planned))
    open_lines = _open_lines(planned["state"].value_counts())
    if not open_lines:
        return n_(
            "{number} of {sets} is done: {exercises}, every one done.",
            "{number} of {sets} are done: {exercises}, every one done.",
            met,
            sets=sets,
            exercises=exercises,
        )
    return n_(
        "{number} of {sets} is done; of {exercises}, {states}.",
        "{number} of {sets} are done; of {exercises}, {states}.",
        met,
        sets=sets,
        exercises=exercises,
        states=", ".join(open_lines),
    )


def _open_lines(exercises: pd.Series[int]) -> list[str]:
    """What of the exercises is open: "1 in part", "2 still to come"."""
    part, not_done, to_come = (int(exercises.get(state, 0)) for state in (PART, NOT_DONE, TO_COME))
    told = (
        (part, _("{exercises} in part", exercises=part)),
        (not_done, _("{exercises} not done", exercises=not_done)),
        (to_come, _("{exercises} still to come", exercises=to_come)),
    )
    return [words for count, words in told if count]


@dataclass(frozen=True, slots=True)
class Carried:
    """An exercise of which the last plan was not done in full: sets of that week, planned and done.

    `times_missed`: in how many kept plans in a row it stood without a set being done. `choose_another`: it was new, and
    missed so often (`plan.missed_weeks`) that another exercise may suit better. `note` says it in one sentence.
    """

    exercise_id: str
    planned_sets: int
    done_sets: int
    times_missed: int
    choose_another: bool
    note: str


def carried(
    weeks: Sequence[tuple[Plan, pd.DataFrame]], *, exercise_names: Mapping[str, str], facts: Facts
) -> tuple[Carried, ...]:
    """What the newest of some kept plans leaves to the next, in the order of that plan. `weeks` are kept plans of
    weeks that are over, newest first, each with its `plan_against_done`.
    """
    if not weeks:
        return ()
    sums = [_sums(done) for __, done in weeks]
    new = [{line.exercise_id for __, line in plan.lines() if line.usual_sets == 0} for plan, __ in weeks]
    allowed = int(facts.number("plan.missed_weeks"))
    short = sums[0][sums[0]["done_sets"] < sums[0]["planned_sets"]]
    found = []
    for exercise_id, row in short.iterrows():
        missed = _times_missed(exercise_id, sums)
        gives_way = _is_new(exercise_id, new, missed, allowed)
        found.append(_carried(str(exercise_id), row, missed, exercise_names, gives_way=gives_way))
    return tuple(found)


# what was done --------------------------------------------------------------------------------------------------------


def _planned(plan: Plan) -> pd.DataFrame:
    """One row a planned line, in the plan's order."""
    rows = [(session.day, line.exercise_id, line.sets, *line.reps, line.load.kg) for session, line in plan.lines()]
    names = ["day", "exercise_id", "planned_sets", "planned_reps_low", "planned_reps_high", "planned_kg"]
    return pd.DataFrame(rows, columns=names).astype({name: COLUMNS[name] for name in names})


def _lines_of(sets: pd.DataFrame, planned: pd.DataFrame) -> pd.Series[Any]:
    """The planned line that each set counts for; NA for an exercise that was not planned."""
    line_of: dict[tuple[str, pd.Timestamp], int] = {}
    for exercise_id, lines in planned.sort_values("day", kind="stable").groupby("exercise_id"):
        days = sets.loc[sets["exercise_id"] == exercise_id, "day"].drop_duplicates().sort_values()
        of_day = dict(zip(lines["day"], lines.index, strict=True))
        free = [line for day, line in of_day.items() if day not in set(days)]
        for day in days:
            line = of_day[day] if day in of_day else free.pop(0) if free else int(lines.index[-1])
            line_of[str(exercise_id), day] = line
    keys = zip(sets["exercise_id"], sets["day"], strict=True)
    return pd.Series([line_of.get(key) for key in keys], index=sets.index, dtype="Int64")


def _amounts(grouped: Any) -> pd.DataFrame:
    """Hard sets (whole; two sides logged apart are one), median reps and top load of each group."""
    amounts: pd.DataFrame = grouped.agg(
        done_sets=("performed_sets", "sum"), done_reps=("reps", "median"), done_kg=("weight_kg", "max")
    )
    amounts["done_sets"] = amounts["done_sets"].map(lambda sets: max(half_up(sets), 1))
    return amounts


def _states(rows: pd.DataFrame, on: date) -> pd.Series[str]:
    states = pd.Series(PART, index=rows.index, dtype="str")
    states[rows["done_sets"] >= rows["planned_sets"]] = DONE
    nothing = rows["done_sets"] == 0
    states[nothing] = NOT_DONE
    states[nothing & (rows["day"] >= pd.Timestamp(on))] = TO_COME
    return states


def _extra(unplanned: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """One row a day and leg exercise that no line asked for."""
    lower = set(catalogue.muscles.loc[catalogue.muscles["region"] == "lower", "id"])
    for_legs = unplanned["exercise_id"].map(lambda each: bool(lower & set(catalogue.main_muscles.get(each, ()))))
    rows = _amounts(unplanned[for_legs.astype(bool)].groupby(["day", "exercise_id"], sort=False)).reset_index()
    return rows.assign(state=EXTRA)


# what is carried over -------------------------------------------------------------------------------------------------


def _sums(done: pd.DataFrame) -> pd.DataFrame:
    """Sets of each planned exercise over the week; what is still to come is no miss."""
    planned = done[~done["state"].isin([EXTRA, TO_COME])]
    return planned.groupby("exercise_id", sort=False)[list(_SUMS)].sum()


def _times_missed(exercise_id: Any, sums: Sequence[pd.DataFrame]) -> int:
    missed = 0
    for week in sums:
        if exercise_id not in week.index or week.loc[exercise_id, "done_sets"] > 0:
            return missed
        missed += 1
    return missed


def _is_new(exercise_id: Any, new: Sequence[set[str]], missed: int, allowed: int) -> bool:
    """Whether an exercise was new in each plan that missed it, and was missed often enough."""
    return missed >= allowed and all(exercise_id in week for week in new[:allowed])


def _carried(
    exercise_id: str, sums: pd.Series[Any], missed: int, exercise_names: Mapping[str, str], *, gives_way: bool
) -> Carried:
    name = exercise_names.get(exercise_id, exercise_id)
    planned, sets = (int(sums[column]) for column in _SUMS)
    if gives_way:
        note = _(
            "{exercise} was new in {plans} plans in a row and not done: another exercise may suit you better.",
            exercise=name,
            plans=missed,
        )
    elif missed:
        note = _("{exercise} was planned and not done.", exercise=name)
    else:
        note = n_(
            "{exercise}: {number} of {planned} was done.",
            "{exercise}: {number} of {planned} were done.",
            sets,
            exercise=name,
            planned=n_("{number} planned set", "{number} planned sets", planned),
        )
    return Carried(exercise_id, planned, sets, missed, gives_way, note)
