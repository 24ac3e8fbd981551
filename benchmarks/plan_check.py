"""`python -m benchmarks.plan_check`: the plans of 200 generated lifters, looked at as they are.

One plan each (`benchmarks.lifters`), for the Monday after their log. **Settled** are claims with a number of weeks
within the plan's horizon; that they come true is what `benchmarks.closed_loop` shows. **Open** are findings of quad
dominance, hinge and curl, and volume, information aside, that a plan makes no claim about. Sets added and dropped are a
week's, against the usual week, without what an easier week leaves out as a whole; an exercise counts as changed once,
whatever happened to it. A plan is impossible where it names an exercise that the equipment does not allow and the log
does not hold, a load above the forecast's upper bound, or a day that is no training day. A plan that a note of pain
stopped is not empty.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from analytics.model import EQUIPMENT
from analytics.plans.claims import FORMS
from analytics.plans.model import Change
from benchmarks.closed_loop import Outcome, job_of, run
from benchmarks.lifters import LEVELS, GeneratedLifter, lifters

IMPOSSIBLE: Final = ("equipment", "loads", "days")


@dataclass(frozen=True, slots=True)
class Group:
    """Some lifters with their plans."""

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def weeks_needed(self) -> list[int]:
        """Of every claim that is to be settled."""
        return [claim.weeks for each in self.outcomes for claim in each.first.claims if claim.weeks is not None]

    @property
    def claims(self) -> int:
        """How many findings the plans answer."""
        return sum(len(each.first.claims) for each in self.outcomes)

    @property
    def unanswered(self) -> int:
        """Findings of the families, more than information, that no claim is about."""
        return sum(len(_unanswered(each)) for each in self.outcomes)

    @property
    def added(self) -> list[int]:
        """Sets that each plan adds to the usual week."""
        return [sum(max(0, change.after - change.before) for change in _chosen(each)) for each in self.outcomes]

    @property
    def dropped(self) -> list[int]:
        """Sets that each plan takes out."""
        return [sum(max(0, change.before - change.after) for change in _chosen(each)) for each in self.outcomes]

    @property
    def exercises_changed(self) -> list[int]:
        """Exercises that each plan adds, drops, swaps, or gives another number of sets."""
        return [len({change.exercise_id for change in _chosen(each)}) for each in self.outcomes]

    @property
    def seconds(self) -> list[float]:
        """Of each call of the planner."""
        return [second for each in self.outcomes for second in each.plan_s]

    def broken(self, *promises: str) -> int:
        """Plans that break one of these promises."""
        return sum(any(each.promise in promises for each in outcome.broken) for outcome in self.outcomes)


def _chosen(outcome: Outcome) -> list[Change]:
    """The changes that were searched for, without those of an easier week as a whole."""
    return [change for change in outcome.first.changes if change.kind != "fewer"]


def _unanswered(outcome: Outcome) -> list[tuple[str, str]]:
    claimed = {(claim.rule, claim.subject) for claim in outcome.first.claims}
    said = [key for key, severity in outcome.before.items() if key[0] in FORMS and severity != "info"]
    return [] if outcome.first.kind == "stopped" else [key for key in said if key not in claimed]


def print_groups(title: str, groups: Iterable[Group]) -> None:
    """One line a group."""
    print(
        f"\n{title:24}{'plans':>6}{'claims':>8}{'settled':>9}{'weeks':>7}{'90 %':>6}{'open':>6}"
        f"{'added':>7}{'dropped':>9}{'exercises':>11}{'s':>6}{'worst':>7}{'empty':>7}{'impossible':>12}"
    )
    for group in groups:
        needed, settled = group.weeks_needed, _pct(len(group.weeks_needed), group.claims)
        print(
            f"{group.name:24}{len(group.outcomes):>6}{group.claims:>8}{settled:>9}{_middle(needed, 50):>7}"
            f"{_middle(needed, 90):>6}{group.unanswered:>6}{np.mean(group.added):>7.1f}{np.mean(group.dropped):>9.1f}"
            f"{np.mean(group.exercises_changed):>11.1f}{np.median(group.seconds):>6.2f}{max(group.seconds):>7.2f}"
            f"{group.broken('not empty'):>7}{group.broken(*IMPOSSIBLE):>12}"
        )


def _pct(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _middle(values: Sequence[int], percentile: float) -> str:
    return f"{np.percentile(values, percentile):.0f}" if values else "-"


def _groups(people: Sequence[GeneratedLifter], outcomes: Sequence[Outcome]) -> list[tuple[str, list[Group]]]:
    def by(names: Iterable[str], of: Callable[[GeneratedLifter], str]) -> list[Group]:
        pairs = list(zip(people, outcomes, strict=True))
        found = [Group(name, tuple(outcome for who, outcome in pairs if of(who) == name)) for name in names]
        return [group for group in found if group.outcomes]

    return [
        (
            "programme",
            by(dict.fromkeys(sorted(each.programme.name for each in people)), lambda who: who.programme.name),
        ),
        ("twist", by(dict.fromkeys(sorted(each.twist for each in people)), lambda who: who.twist)),
        ("level", by(LEVELS, lambda who: who.level)),
        ("equipment", by(EQUIPMENT, lambda who: who.equipment)),
        ("sessions a week", by("123456", lambda who: str(len(who.days)))),
        ("kind of plan", _by_kind(outcomes)),
    ]


def _by_kind(outcomes: Sequence[Outcome]) -> list[Group]:
    kinds = sorted({each.first.kind for each in outcomes})
    return [Group(kind, tuple(each for each in outcomes if each.first.kind == kind)) for kind in kinds]


def _line(every: Group) -> str:
    needed = every.weeks_needed
    return (
        f"plan-check: {len(every.outcomes)} plans; {len(needed)} of {every.claims} claims settled "
        f"({_pct(len(needed), every.claims)}), in {_middle(needed, 50)} weeks (90th percentile {_middle(needed, 90)}); "
        f"{np.mean(every.added):.1f} sets added and {np.mean(every.dropped):.1f} dropped a week, "
        f"{np.mean(every.exercises_changed):.1f} exercises changed; {np.median(every.seconds):.2f} s a plan, worst "
        f"{max(every.seconds):.2f}; {every.broken('not empty')} empty, {every.broken(*IMPOSSIBLE)} impossible"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where a plan is empty or impossible."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plan_check", description="Plans of generated lifters.")
    parser.add_argument("--lifters", type=int, default=200, help="how many (200)")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args(arguments)
    people = lifters(asked.lifters)
    outcomes = list(run([job_of(each, weeks=0) for each in people], processes=asked.processes))
    for title, groups in _groups(people, outcomes):
        print_groups(title, groups)
    wrong = [(o.job.name, each) for o in outcomes for each in o.broken if each.promise in ("not empty", *IMPOSSIBLE)]
    for name, each in wrong:
        print(f"{name} | {each.promise} | {each.words}")
    print(f"\n{_line(Group('all', tuple(outcomes)))}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
