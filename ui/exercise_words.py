"""One exercise in words and tables: what it is, its weeks, its sessions set by set, its notes and names. Frames of
current sets in, values out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

import pandas as pd

from analytics.language import _, n_, span
from analytics.plans import wording
from analytics.plans.model import Plan
from analytics.reference.catalogue import Catalogue, Exercise
from analytics.reference.facts import Facts
from analytics.reference.functions import function_of, length_of, words_for
from analytics.reference.movements import movements
from analytics.units import MassUnit
from ui import formats
from ui.exercise_form import LOAD_WORDS
from ui.logbook import SIDE_WORDS
from ui.words import plain

NO_MUSCLE: Final[Mapping[str, str]] = {"none": _("for no muscle")}
MUSCLE_COLUMNS: Final = (_("Muscle"), _("A hard set counts"), _("What it does"), _("Length"))
"""What stands for the muscle of sets that count for none, and its name."""
_IN_WEEKS: Final = 28
"""Days from which on it is said in weeks how long ago something was."""
_LOAD_MODES: Final[Mapping[str, str]] = {
    "per_hand": _("log the weight of one dumbbell"),
    "per_side_plates": _("log the plates of one side"),
    "hold": _("counted in seconds held"),
    "distance": _("counted in metres"),
    "count": _("counted in pieces"),
    "band": _("a band's pull changes on the way, so it is no load to compare"),
}
_STRENGTH: Final[Mapping[str, str]] = {
    "yes": _("an estimated 1RM from its load, or the load at your usual reps where those are many"),
    "lp": _("an estimated 1RM by the leg press's own curve"),
    "bw": _("an estimated 1RM of your bodyweight and what you add"),
    "no": _("none: its load does not tell strength well enough"),
}


# what it is ----------------------------------------------------------------------------------------------------------


def badges(exercise: Exercise) -> str:
    """Movement, equipment and legs as badges, in Markdown."""
    words = [movement_words(exercise.pattern)] if exercise.pattern != "other" else []
    words += [_EQUIPMENT[exercise.equipment]] if exercise.equipment in _EQUIPMENT else []
    words += [_("One side at a time")] if exercise.unilateral else []
    return " ".join(f":gray-badge[{plain(each)}]" for each in words)


_EQUIPMENT: Final[Mapping[str, str]] = {
    "barbell": _("Barbell"),
    "dumbbell": _("Dumbbell"),
    "kettlebell": _("Kettlebell"),
    "machine": _("Machine"),
    "cable": _("Cable"),
    "band": _("Band"),
    "bodyweight": _("Bodyweight"),
    "ball": _("Ball"),
    "slider": _("Slider"),
    "sled": _("Sled"),
}
"""Equipment that is worth a badge."""


def movement_words(pattern: str) -> str:
    """A movement's name: "Hip hinge"."""
    known = movements().get(pattern)
    return known.words if known else formats.words(pattern).capitalize()


def muscles_table(catalogue: Catalogue, exercise: Exercise, facts: Facts) -> pd.DataFrame:
    """What it trains, the main movers first: the columns of `MUSCLE_COLUMNS`, as Markdown."""
    row = catalogue.exercises[catalogue.exercises["id"] == exercise.id].iloc[0]
    trained = sorted(
        ((share, muscle) for muscle, share in exercise.muscles.items() if share > 0), key=lambda of: -of[0]
    )
    rows = []
    for share, muscle in trained:
        value = facts.number("count.direct" if share == 1 else "count.indirect") * set_share(exercise, facts)
        length = length_of(muscle, exercise.pattern, str(row["ham_length_bias"]), direct=share == 1)
        rows.append(
            (
                plain(catalogue.muscle_names.get(muscle, muscle)),
                formats.number(value, 2),
                plain(words_for("function", function_of(muscle, exercise.pattern, exercise.id))),
                "" if length == "na" else words_for("length", length),
            )
        )
    return pd.DataFrame(rows, columns=list(MUSCLE_COLUMNS))


def set_share(exercise: Exercise, facts: Facts) -> float:
    """How much of a set one set of it is: 1, the fact's part for swings, cleans, sleds and carries, or 0."""
    credit = exercise.set_credit
    return facts.number("hard.ballistic_credit") if 0 < credit < 1 else credit


def how_it_counts(catalogue: Catalogue, exercise: Exercise, facts: Facts) -> dict[str, str]:
    """How it is loaded, done, counted and judged, as Markdown: title -> words."""
    if exercise.kind != "strength":
        return {
            _("Counts as"): _("Not for strength work: it stays in the logbook and counts nowhere."),
        }
    row = catalogue.exercises[catalogue.exercises["id"] == exercise.id].iloc[0]
    mode = _LOAD_MODES.get(exercise.load_mode, "")
    share = set_share(exercise, facts)
    told = {
        _("Load"): "; ".join(filter(None, [LOAD_WORDS[exercise.load_kind], mode])),
        _("Usual reps"): _usual_reps(str(row["rep_lo"]), str(row["rep_hi"]), exercise.load_mode),
        _("A set counts"): _set_words(share, one_sided=exercise.unilateral),
        _("Strength value"): _STRENGTH[exercise.e1rm],
        _("Why these muscles"): _why(exercise),
    }
    return {title: plain(words) for title, words in told.items() if words}


def _usual_reps(low: str, high: str, load_mode: str) -> str:
    if not low or not high:
        return ""
    unit = {"hold": " s", "distance": " m"}.get(load_mode, "")
    return f"{span(low, high)}{unit}"


def _set_words(share: float, *, one_sided: bool) -> str:
    if not share:
        return _("not as a hard set")
    part = formats.number(share, 2)
    if one_sided:
        if share == 1:
            return _("as one set, sets of one side by half")
        return _("as {share} of a set, as quick lifts and carries do, sets of one side by half", share=part)
    return _("as one set") if share == 1 else _("as {share} of a set, as quick lifts and carries do", share=part)


def _why(exercise: Exercise) -> str:
    if not exercise.evidence:
        return ""
    return _("{evidence} (grade {grade})", evidence=exercise.evidence, grade=exercise.confidence)


def without_strength(exercise: Exercise, *, has_bodyweight: bool) -> str:
    """Why a lift has no strength value in a period, in a sentence."""
    if exercise.kind != "strength" or exercise.e1rm == "no":
        return _("Its load does not tell strength well enough for an estimate; its best loads and reps stand below.")
    if exercise.e1rm == "bw" and not has_bodyweight:
        return _("It has no strength value until Settings knows your bodyweight.")
    return _(
        "No session of this period gives a strength value: that takes a load, few enough reps, near enough to failure."
    )


def ago(day: date, today: date) -> str:
    """How long ago a day is: "today", "1 day", "9 weeks"; "ahead" for a day to come."""
    days = (today - day).days
    if days <= 0:
        return _("ahead") if days else _("today")
    return (
        n_("{number} day", "{number} days", days)
        if days < _IN_WEEKS
        else n_("{number} week", "{number} weeks", days // 7)
    )


# its weeks -----------------------------------------------------------------------------------------------------------


def weekly(sets: pd.DataFrame, judged: pd.DataFrame, *, from_date: date, to_date: date) -> pd.DataFrame:
    """One row an ISO week of the period, zeros included: week, hard (credits of hard sets), other (sets that count for
    nothing), days, last_day (NaT where there is none).

    `sets` are current sets of one exercise, `judged` is from `TrainingLog.set_judgements`.
    """
    credit = sets["set_id"].map(judged.set_index("set_id")["credit"]).fillna(0.0)
    rows = sets.assign(hard=credit, other=(credit == 0).astype("float64"), day=pd.to_datetime(sets["day"]))
    rows["week"] = rows["day"] - pd.to_timedelta(rows["day"].dt.day_of_week, unit="D")
    by_week = rows.groupby("week").agg(
        hard=("hard", "sum"), other=("other", "sum"), days=("day", "nunique"), last_day=("day", "max")
    )
    weeks = pd.date_range(from_date - timedelta(days=from_date.weekday()), to_date, freq="7D", name="week")
    filled = by_week.reindex(weeks)
    numbers = filled[["hard", "other", "days"]].fillna(0.0)
    return numbers.astype({"days": "int64"}).assign(last_day=filled["last_day"]).reset_index()


# its sessions --------------------------------------------------------------------------------------------------------


IN_A_SESSION_LINE: Final = (
    "started_at", "workout", "block", "set_number", "set_id", "set_type", "side", "reps", "duration_s", "distance_m",
    "weight_kg", "load_kind", "rir",
)  # fmt: skip
"""The columns of a set that `session_line` reads."""


def session_line(sets: pd.DataFrame, unit: MassUnit) -> str:
    """One workout's sets of it in Markdown: "**12 Nov 2026**, Lower A: 3 x 5 with 100 kg, 2 RIR; 8 with 80 kg"."""
    rows = sets.sort_values(["block", "set_number", "set_id"])
    first = rows.iloc[0]
    workout = "" if formats.is_missing(first["workout"]) else f", {plain(str(first['workout']))}"
    every = [set_words(row, unit) for row in rows.to_dict("records")]
    runs = [(words, len(list(run))) for words, run in groupby(every)]
    told = "; ".join(f"{number} x {words}" if number > 1 else words for words, number in runs)
    return f"**{formats.day(first['started_at'])}**{workout}: {plain(told)}"


def set_words(row: Mapping[Hashable, Any], unit: MassUnit) -> str:
    """One set: "5 with 100 kg, 2 RIR", "30 s", "left 8 with 20 kg", "warm-up 5 with 60 kg"."""
    kind, side = _KINDS.get(str(row["set_type"]), ""), SIDE_WORDS.get(str(row["side"]), "")
    amounts = [
        f"{formats.number(row[column], digits)}{ending}"
        for column, ending, digits in (("reps", "", 1), ("duration_s", " s", 0), ("distance_m", " m", 1))
        if not formats.is_missing(row[column]) and row[column] > 0
    ]
    amount = _with_load(", ".join(amounts) or _("no reps"), row, unit)
    rir = "" if formats.is_missing(row["rir"]) else _("{rir} RIR", rir=formats.number(row["rir"]))
    return ", ".join(filter(None, [" ".join(filter(None, [kind, side, amount])), rir]))


_KINDS: Final[Mapping[str, str]] = {"warmup": _("warm-up"), "drop": _("drop set"), "failure": _("to failure")}


def _with_load(amount: str, row: Mapping[Hashable, Any], unit: MassUnit) -> str:
    if formats.is_missing(row["weight_kg"]) or not row["weight_kg"]:
        return amount
    load = formats.load(row["weight_kg"], unit)
    if row["load_kind"] == "bodyweight":
        return _("{reps} with {load} added", reps=amount, load=load)
    if row["load_kind"] == "assisted":
        return _("{reps} with {load} of help", reps=amount, load=load)
    return _("{reps} with {load}", reps=amount, load=load)


def uncounted(sets: pd.DataFrame) -> pd.DataFrame:
    """Sets of an exercise that counts for no muscle, in the columns of `set_credits`."""
    return sets.assign(muscle=next(iter(NO_MUSCLE)), hard_sets=0.0, why_not=_("counts for no muscle"))


def most_reps(sets: pd.DataFrame) -> str:
    """The longest set of it in a sentence, for lifts without a load; "" where no reps were logged."""
    rows = sets[(sets["set_type"] != "warmup") & (sets["load_kind"] != "assisted")].dropna(subset="reps")
    if rows.empty:
        return ""
    best = rows.sort_values(["reps", "started_at"], ascending=[False, True]).iloc[0]
    return _(
        "Most reps in a set: **{reps}**, on {day}.",
        reps=formats.number(best["reps"]),
        day=formats.day(best["started_at"]),
    )


# notes, names, plan --------------------------------------------------------------------------------------------------


def note_lines(sets: pd.DataFrame, *, limit: int) -> list[str]:
    """The notes written with it, newest first, each day's once, in Markdown; at most `limit` and a line on the rest."""
    written = sets[sets["note"].notna() & (sets["note"].astype("str").str.strip() != "")]
    once = written.drop_duplicates(["day", "note"]).sort_values(["started_at", "set_id"], ascending=[False, True])
    lines = [f"**{formats.day(day)}**: {plain(str(note))}" for day, note in zip(once["day"], once["note"], strict=True)]
    more = len(lines) - limit
    rest = n_("{number} more note in the logbook", "{number} more notes in the logbook", more)
    return [*lines[:limit], *([rest] if more > 0 else [])]


def names_table(sets: pd.DataFrame) -> pd.DataFrame:
    """The names it was written as, most sets first: Written as, Sets, First, Last, In (the files)."""
    table = sets.groupby("exercise").agg(Sets=("set_id", "size"), First=("day", "min"), Last=("day", "max"))
    files = sets[["exercise", "file"]].drop_duplicates().sort_values("file").groupby("exercise")["file"]
    table["In"] = {name: ", ".join(of_name) for name, of_name in files}
    return table.sort_values("Sets", ascending=False).rename_axis("Written as").reset_index()


def plan_lines(plans: Iterable[Plan], exercise_id: str, unit: MassUnit) -> list[str]:
    """Where kept plans have it, a line each in Markdown: day, session, sets, reps, load and effort."""
    return [
        f"**{wording.spoken_day(planned.day)}**, {plain(planned.title)}: "
        + plain(
            ", ".join(filter(None, (wording.dose(line), wording.load_words(line.load, unit), wording.effort(line))))
        )
        for plan in plans
        for planned in plan.sessions
        for line in planned.lines
        if line.exercise_id == exercise_id
    ]
