"""The plan that a page shows: the kept one of its week or a new one, with the steps that the lifter took in it.

Steps live in the session until the plan is kept; kept plans live with the log, and keeping can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from analytics.language import _
from analytics.plans import wording
from analytics.plans.edits import Edit
from analytics.plans.model import Plan
from analytics.units import MassUnit
from ui import session
from ui.boundary import boundary
from ui.undo import way_back

_KEPT: Final = "plan-kept"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose plan, for which week, made on which day, and the unit of its loads."""

    athlete: str
    week: date
    on: date
    unit: MassUnit

    @property
    def key(self) -> str:
        """Under which the session keeps what concerns this plan."""
        return f"plan-{self.athlete}-{self.week.isoformat()}"


@dataclass(frozen=True, slots=True)
class Draft:
    """`plan` is what the page shows, the lifter's `edits` among it. `kept_at` is when the plan below them was kept,
    None for a new one.
    """

    asked: Asked
    plan: Plan
    edits: tuple[Edit, ...]
    kept_at: datetime | None

    @property
    def is_kept(self) -> bool:
        """Whether what is shown is what was kept."""
        return self.kept_at is not None and not self.edits


def draft(asked: Asked) -> Draft:
    """The kept plan of the week, unless the lifter wants it made anew; else a new one; with the steps taken so far."""
    log = session.open_log()
    kept = None if session.recall(_anew(asked)) else log.kept_plan(asked.week, asked.athlete)
    base = kept or session.plan(asked.athlete, asked.on, asked.week)
    edits = edits_of(asked)
    return Draft(asked, session.edited(base, edits, asked.on), edits, _kept_at(kept, asked))


def _kept_at(kept: Plan | None, asked: Asked) -> datetime | None:
    if kept is None:
        return None
    plans = session.open_log().kept_plans(asked.athlete)
    at: datetime = plans.loc[plans["plan_id"] == kept.plan_id, "made_at"].iloc[0].to_pydatetime()
    return at


def edits_of(asked: Asked) -> tuple[Edit, ...]:
    """The steps taken in this plan since it was last kept or made."""
    edits: tuple[Edit, ...] = session.recall(f"{asked.key}-edits", ())
    return edits


# callbacks -----------------------------------------------------------------------------------------------------------


def take(asked: Asked, *edits: Edit) -> None:
    """Take steps in the plan. A callback."""
    session.remember(f"{asked.key}-edits", (*edits_of(asked), *edits))


def set_sets(asked: Asked, day: date, exercise_id: str, widget: str) -> None:
    """Take the number of sets that a widget holds. A callback."""
    take(asked, Edit("sets", day, exercise_id, int(session.recall(widget))))


def swap(asked: Asked, day: date, exercise_id: str, widget: str) -> None:
    """Swap an exercise for the one that a widget holds. A callback."""
    other = session.recall(widget)
    if other:
        take(asked, Edit("swap", day, exercise_id, other=str(other)))


def take_back_edits(asked: Asked) -> None:
    """Take all steps in this plan back. A callback."""
    session.forget(f"{asked.key}-edits")


def make_anew(asked: Asked) -> None:
    """Put the kept plan aside and look at a new one; nothing is lost before that is kept. A callback."""
    session.remember(_anew(asked), True)
    take_back_edits(asked)


def back_to_kept(asked: Asked) -> None:
    """Look at the kept plan again. A callback."""
    session.forget(_anew(asked))
    take_back_edits(asked)


@boundary()
def keep(plan: Plan, asked: Asked) -> None:
    """Keep a plan as that of its week. A callback."""
    plan_id = session.open_log().keep_plan(plan, now=session.now())
    kept = _("Kept the plan for the week of {week}.", week=wording.week_span(plan.week))
    session.remember(_KEPT, (plan_id, kept))
    back_to_kept(asked)


@boundary()
def undo_keep() -> None:
    """Take the newest keeping back. A callback."""
    kept: tuple[int, str] | None = session.recall(_KEPT)
    if kept is None:  # a second click on a line that is about to go
        return
    session.open_log().undo_plan(kept[0], now=session.now())
    session.forget(_KEPT)
    session.flash(_("Undone: {change}", change=kept[1]))


def undo_line() -> None:
    """One line that says that a plan was just kept, with its undo; nothing where none was."""
    kept: tuple[int, str] | None = session.recall(_KEPT)
    if kept:
        way_back(kept[1], undo=undo_keep, forget=_KEPT, key="plan")


def _anew(asked: Asked) -> str:
    return f"{asked.key}-anew"
