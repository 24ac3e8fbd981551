"""The catalogue, and what the lifter decides about exercises."""

from __future__ import annotations

import argparse

from analytics.command_line import OK, arguments
from analytics.command_line.arguments import Commands
from analytics.command_line.output import print_json, print_records, print_table
from analytics.language import _
from analytics.model import Unrecognised
from analytics.training_log import NOT_A_LIFT, TrainingLog


def add_to(commands: Commands) -> None:
    """exercises, and after it map, forget, add, muscles, decisions, undo."""
    exercises = commands.add("exercises", _exercises, _("the catalogue, or teach a name"))
    exercises.add_argument("--unrecognised", action="store_true")
    arguments.as_json(exercises)
    inner = commands.within(exercises, "map", "forget", "add", "muscles", "decisions", "undo")
    teach = inner.add("map", _map, _("teach a name"))
    teach.add_argument("as_written", metavar="AS_WRITTEN")
    teach.add_argument(
        "exercise_id", metavar="EXERCISE_ID", help=_("a catalogue id, or {not_a_lift}", not_a_lift=NOT_A_LIFT)
    )
    inner.add("forget", _forget, _("forget a taught name")).add_argument("as_written", metavar="AS_WRITTEN")
    _add_arguments(inner.add("add", _add, _("add an exercise of your own")))
    muscles = inner.add("muscles", _muscles, _("other muscles for a shipped exercise"))
    muscles.add_argument("exercise_id", metavar="EXERCISE_ID")
    muscles.add_argument(
        "muscles", nargs="*", type=arguments.share, metavar="MUSCLE=SHARE", help=_("none: the shipped ones again")
    )
    inner.add("decisions", _decisions, _("what was decided about exercises"))
    undo = inner.add("undo", _undo_decision, _("take a decision back"))
    undo.add_argument("decision_id", type=int, metavar="DECISION_ID")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--kind", default="strength", metavar="KIND", help="strength, cardio, stretching, other")
    parser.add_argument(
        "--pattern", default="", metavar="PATTERN", help=_("the movement, such as hinge or knee_flexion")
    )
    parser.add_argument(
        "--muscle",
        dest="muscles",
        action="append",
        type=arguments.share,
        default=[],
        metavar="MUSCLE=SHARE",
        help=_("1 or 0.5"),
    )
    parser.add_argument("--unilateral", action="store_true", help=_("one side at a time"))
    parser.add_argument("--load-kind", default="external", metavar="KIND", help="external, bodyweight, assisted")
    parser.add_argument("--equipment", default="none", metavar="NAME")
    parser.add_argument("--means", dest="names", action="append", default=[], metavar="AS_WRITTEN")


def _exercises(log: TrainingLog, asked: argparse.Namespace) -> int:
    if asked.unrecognised:
        names = log.unrecognised()
        if asked.json:
            print_json([{"name": u.name, "sets": u.sets, "suggestions": list(u.suggestions)} for u in names])
        else:
            for unknown in names:
                print(f"{unknown.sets:6d}  {_with_suggestions(unknown)}")
        return OK
    catalogue = log.exercises()
    print_records(catalogue) if asked.json else print_table(catalogue[["id", "name", "kind", "pattern", "equipment"]])
    return OK


def _with_suggestions(unknown: Unrecognised) -> str:
    if not unknown.suggestions:
        return unknown.name
    near = ", ".join(unknown.suggestions)
    return _("{name}  (perhaps {suggestions})", name=unknown.name, suggestions=near)


def _map(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.map_exercise(asked.as_written, asked.exercise_id, now=asked.now)
    print(_("{name} is now {exercise}.", name=asked.as_written, exercise=asked.exercise_id))
    return OK


def _forget(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.forget_mapping(asked.as_written, now=asked.now)
    print(_("{name} is forgotten.", name=asked.as_written))
    return OK


def _add(log: TrainingLog, asked: argparse.Namespace) -> int:
    stated = {each: getattr(asked, each) for each in ("kind", "pattern", "unilateral", "load_kind", "equipment")}
    made = log.add_exercise(asked.name, names=asked.names, muscles=dict(asked.muscles), now=asked.now, **stated)
    print(_("{name} is now {exercise}.", name=asked.name, exercise=made))
    return OK


def _muscles(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.override_muscles(asked.exercise_id, dict(asked.muscles) or None, now=asked.now)
    print(f"{log.decisions()[0].text}.")
    return OK


def _decisions(log: TrainingLog, __: argparse.Namespace) -> int:
    for decision in log.decisions():
        text = decision.text
        if decision.undone_at is not None:
            text = _("{decision}  (taken back {time})", decision=text, time=f"{decision.undone_at:%Y-%m-%d %H:%M}")
        print(f"{decision.decision_id:4d}  {decision.decided_at:%Y-%m-%d %H:%M}  {text}")
    return OK


def _undo_decision(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.undo_decision(asked.decision_id, now=asked.now)
    print(_("Decision {number} taken back.", number=asked.decision_id))
    return OK
