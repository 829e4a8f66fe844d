"""At the desk: what every command that touches the queue begins with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import typer

from cydbost_bot.cli.session import session
from cydbost_bot.compose import open_desk
from cydbost_bot.directory import Directory
from cydbost_bot.people import named_actor, person
from cydbost_bot.settings_model import Settings
from cydbost_bot.wall_clock import parse_time
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Right


@dataclass(frozen=True, slots=True)
class AtDesk:
    """One person at the council's desk; ``as_json`` tells whether a script asks."""

    settings: Settings
    desk: Desk
    actor: Actor
    as_json: bool

    def moment(self, text: str, zone: str | None = None) -> datetime:
        """Return the instant that ``text`` names on the council's clocks, or those of ``zone``; in UTC.

        Raises:
            NotATime: it names none, two, or one that has passed.
        """
        return parse_time(text, now=self.desk.clock.now(), zone=zone or str(self.desk.rules.zone))


@contextmanager
def at_desk(context: typer.Context, *, with_secrets: bool = False) -> Iterator[AtDesk]:
    """Open the desk for the person who acts, who may at least read; it is closed at the end.

    Args:
        context: the command's own.
        with_secrets: whether an account will be reached now.

    Raises:
        Misuse: the settings have mistakes, or nobody acts.
        StoreError: the database cannot serve.
        Denied: the person may not even read.
    """
    asked = session(context)
    settings = asked.settings if with_secrets else asked.settings_without_secrets
    name = named_actor(settings, asked.acting)
    if name in settings.people:
        person(settings, name).require(Right.READ)
    desk = open_desk(settings)
    try:
        actor = Directory(settings, desk).require(name)
        actor.require(Right.READ)
        yield AtDesk(settings, desk, actor, asked.json)
    finally:
        desk.store.close()
