"""The facts that everything is judged by and the settings of the lifter: what they are, and changing them."""

from __future__ import annotations

import argparse
from typing import Final

from analytics.command_line import OK, arguments
from analytics.command_line.arguments import Commands
from analytics.command_line.output import print_json
from analytics.language import _
from analytics.reference.facts import shown
from analytics.settings import SETTINGS
from analytics.training_log import TrainingLog

NOT_SAID: Final = _("(not said)")


def add_to(commands: Commands) -> None:
    """facts and settings, and after each of them set and reset."""
    _add_facts(commands)
    _add_settings(commands)


def _add_facts(commands: Commands) -> None:
    facts = commands.add("facts", _facts, _("the thresholds that everything is judged by, or change one"))
    facts.add_argument("--changed", action="store_true", help=_("only the lifter's own"))
    arguments.as_json(facts)
    inner = commands.within(facts, "set", "reset")
    change = inner.add("set", _set_fact, _("change a threshold within its range"))
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    change.add_argument(
        "--also", action="append", type=arguments.pair, default=[], metavar="KEY=VALUE",
        help=_("another one in the same change"),
    )  # fmt: skip
    which = inner.add("reset", _reset_facts, _("back to the shipped value")).add_mutually_exclusive_group(required=True)
    which.add_argument("key", nargs="?", metavar="KEY")
    which.add_argument("--all", action="store_true", help=_("every threshold"))


def _add_settings(commands: Commands) -> None:
    settings = commands.add("settings", _settings, _("what the lifter said about themselves, or change it"))
    arguments.as_json(settings)
    inner = commands.within(settings, "set", "reset")
    change = inner.add("set", _set_setting, _("change one of {settings}", settings=", ".join(SETTINGS)))
    change.add_argument("key", choices=SETTINGS, metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    reset = inner.add("reset", _reset_setting, _("back to the default"))
    reset.add_argument("key", choices=SETTINGS, metavar="KEY")


def _facts(log: TrainingLog, asked: argparse.Namespace) -> int:
    chosen = log.changed_facts() if asked.changed else list(log.facts)
    if asked.json:
        print_json([fact.as_json() for fact in chosen])
        return OK
    for fact in chosen:
        line = f"{fact.key} = {shown(fact.value)} {fact.unit}".rstrip()
        if fact.is_changed:
            line = _("{fact}  (yours; shipped {shipped})", fact=line, shipped=shown(fact.default))
        print(line)
    if not chosen:
        print(_("Every threshold is as shipped."))
    return OK


def _set_fact(log: TrainingLog, asked: argparse.Namespace) -> int:
    written = {asked.key: asked.value, **dict(asked.also)}
    log.change_facts({key: log.fact(key).read(value) for key, value in written.items()})
    for key in written:
        said = _("{key} is now {value}.", key=key, value=shown(log.fact(key).value))
        print(f"{said} {log.fact(key).statement}")
    return OK


def _reset_facts(log: TrainingLog, asked: argparse.Namespace) -> int:
    keys = [fact.key for fact in log.changed_facts()] if asked.all else [asked.key]
    log.change_facts(dict.fromkeys(keys))
    for key in keys:
        print(_("{key} is {value} again, as shipped.", key=key, value=shown(log.fact(key).value)))
    return OK


def _settings(log: TrainingLog, asked: argparse.Namespace) -> int:
    said = log.settings()
    if asked.json:
        print_json(said)
        return OK
    for key, value in said.items():
        print(f"{key} = {value or NOT_SAID}  {SETTINGS[key].title}: {SETTINGS[key].acts_on}")
    return OK


def _set_setting(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.change_setting(asked.key, asked.value)
    print(_("{key} is now {value}.", key=asked.key, value=log.settings()[asked.key] or NOT_SAID))
    return OK


def _reset_setting(log: TrainingLog, asked: argparse.Namespace) -> int:
    log.change_setting(asked.key, None)
    print(_("{key} is {value} again, the default.", key=asked.key, value=log.settings()[asked.key] or NOT_SAID))
    return OK
