"""The catalogue, and what the lifter decides about exercises."""

from __future__ import annotations

import argparse

from analytics.command_line import OK, arguments
from analytics.command_line.arguments import Commands
from analytics.command_line.output import print_json, print_records, print_table
from analytics.training_log import NOT_A_LIFT, TrainingLog


def add_to(commands: Commands) -> None:
    """exercises, and after it map, forget, add, muscles, decisions, undo."""
    exercises = commands.add("exercises", _exercises, "the catalogue, or teach a name")
    exercises.add_argument("--unrecognised", action="store_true")
    arguments.as_json(exercises)
    inner = commands.within(exercises, "map", "forget", "add", "muscles", "decisions", "undo")
    teach = inner.add("map", _map, "teach a name")
    teach.add_argument("as_written", metavar="AS_WRITTEN")
    teach.add_argument("exercise_id", metavar="EXERCISE_ID", help=f"a catalogue id, or {NOT_A_LIFT}")
    inner.add("forget", _forget, "forget a taught name").add_argument("as_written", metavar="AS_WRITTEN")
    _add_arguments(inner.add("add", _add, "add an exercise of your own"))
    muscles = inner.add("muscles", _muscles, "other muscles for a shipped exercise")
    muscles.add_argument("exercise_id", metavar="EXERCISE_ID")
    muscles.add_argument(
        "muscles", nargs="*", type=arguments.share, metavar="MUSCLE=SHARE", help="none: the shipped ones again"
    )
    inner.add("decisions", _decisions, "what was decided about exercises")
    undo = inner.add("undo", _undo_decision, "take a decision back")
    undo.add_argument("decision_id", type=int, metavar="DECISION_ID")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--kind", default="strength", metavar="KIND", help="strength, cardio, stretching, other")
    parser.add_argument("--pattern", default="", metavar="PATTERN", help="the movement, such as hinge or knee_flexion")
    parser.add_argument(
        "--muscle",
        dest="muscles",
        action="append",
        type=arguments.share,
        default=[],
        metavar="MUSCLE=SHARE",
        help="1 or 0.5",
    )
    parser.add_argument("--unilateral", action="store_true", help="one side at a time")
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
                near = f"  (perhaps {', '.join(unknown.suggestions)})" if unknown.suggestions else ""
                print(f"{unknown.sets:6d}  {unknown.name}{near}")
        return OK
    catalogue = log.exercises()
    print_records(catalogue) if asked.json else print_table(catalogue[["id", "name", "kind", "pattern", "equipment"]])
    return OK


def _map(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.map_exercise(asked.as_written, asked.exercise_id, now=asked.now)
    print(f"{asked.as_written} is now {asked.exercise_id}.")
    return OK


def _forget(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.forget_mapping(asked.as_written, now=asked.now)
    print(f"{asked.as_written} is forgotten.")
    return OK


def _add(log: TrainingLog, asked: argparse.Namespace) -> int:
    stated = {each: getattr(asked, each) for each in ("kind", "pattern", "unilateral", "load_kind", "equipment")}
    made = log.add_exercise(asked.name, names=asked.names, muscles=dict(asked.muscles), now=asked.now, **stated)
    print(f"{asked.name} is now {made}.")
    return OK


def _muscles(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.override_muscles(asked.exercise_id, dict(asked.muscles) or None, now=asked.now)
    print(f"{log.decisions()[0].text}.")
    return OK


def _decisions(log: TrainingLog, _: argparse.Namespace) -> int:
    for decision in log.decisions():
        undone = "" if decision.undone_at is None else f"  (taken back {decision.undone_at:%Y-%m-%d %H:%M})"
        print(f"{decision.decision_id:4d}  {decision.decided_at:%Y-%m-%d %H:%M}  {decision.text}{undone}")
    return OK


def _undo_decision(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.undo_decision(asked.decision_id, now=asked.now)
    print(f"Decision {asked.decision_id} taken back.")
    return OK
