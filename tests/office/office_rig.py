"""A council's office to walk through: its pages, the people of every role, and the queue behind them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from cydbost_bot.compose import declare_channels, make_connectors, make_rules
from cydbost_bot.office.app import create_office_app
from cydbost_bot.office.cookies import LANGUAGE, SESSION, new_token
from cydbost_bot.office.house import Office
from cydbost_bot.office.tokens import form_mark
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.visitor import Visitor
from cydbost_bot.settings import load_settings
from cydbost_bot.settings_model import Settings
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_queue.actions.channels import set_channels
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Role
from cydbost_queue.store import open_store
from publishing.conftest import START, Council
from publishing.faults import FaultyConnector

#: The people of the tests, by the name that the record keeps.
PEOPLE: dict[str, tuple[Role, ...]] = {
    "comms-editor": (Role.AUTHOR,),
    "translator": (Role.TRANSLATOR,),
    "comms-manager": (Role.APPROVER,),
    "duty-officer": (Role.ON_CALL,),
    "duty-manager": (Role.ON_CALL, Role.APPROVER),
    "language-officer": (Role.LANGUAGE_OFFICER,),
    "administrator": (Role.ADMINISTRATOR,),
}


@dataclass
class OpenDoors:
    """Lets in whoever a test has handed a token to."""

    known: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, token: str) -> Visitor | None:
        return self.known.get(token)

    def confirm(self, visit: Visit, posted: Mapping[str, str]) -> Visitor:
        raise AssertionError("the people of these tests have just signed in")


@dataclass
class Person:
    """Somebody at a browser without scripts. Forms that they send carry the mark of a page that they saw."""

    client: TestClient
    token: str

    def get(self, path: str, **asked: Any) -> Response:
        return self.client.get(path, **asked)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **asked: Any) -> Response:
        return self.client.post(path, data={"csrf": form_mark(self.token), **(data or {})}, **asked)

    def swap(self, path: str, data: Mapping[str, Any] | None = None) -> Response:
        """Send a form as a script of the page does, which wants a part of it."""
        return self.post(path, data, headers={"HX-Request": "true"})


CONFIG = """
[council]
name_cy = "Cyngor Enghraifft"
name_en = "Example Council"
colour = "#00703c"

[database]
url = "sqlite:///not-used.db"

[noticeboard]
url = "sqlite:///board.db"
base_url = "http://board.test"

[[channels]]
name = "board"
platform = "noticeboard"
layout = "paired-accounts"

[channels.accounts.cy]
name = "board-cy"

[channels.accounts.en]
name = "board-en"

[system_users]
"""


@dataclass
class House:
    """A council and its office."""

    settings: Settings
    council: Council
    doors: OpenDoors = field(default_factory=OpenDoors)

    @cached_property
    def office(self) -> Office:
        return Office(self.settings, self.council.desk, self.doors, "http://office.test")

    @cached_property
    def app(self) -> FastAPI:
        return create_office_app(self.office)

    def visitor(
        self, name: str, language: str = "en", *, confirmed_at: datetime | None = None, roles: Sequence[Role] = ()
    ) -> Person:
        """Return one of ``PEOPLE``, signed in just now; with other ``roles`` than their own where they are given."""
        actor = Actor(name, frozenset(roles or PEOPLE[name]))
        token = self.sign_in(actor, language, confirmed_at=confirmed_at)
        return Person(self._client(language, {SESSION: token}), token)

    def sign_in(self, actor: Actor, language: str = "en", *, confirmed_at: datetime | None = None) -> str:
        token = new_token()
        self.doors.known[token] = Visitor(actor, language, f"of {actor.name}", confirmed_at or self.council.clock.now())
        return token

    def stranger(self, language: str = "en") -> Person:
        """Return somebody who is not signed in."""
        token = new_token()
        return Person(self._client(language, {SESSION: token}), token)

    def close(self) -> None:
        self.council.desk.store.close()
        self.council.board.close()

    def _client(self, language: str, kept: Mapping[str, str]) -> TestClient:
        return TestClient(
            self.app,
            base_url="http://office.test",
            follow_redirects=False,
            raise_server_exceptions=True,
            cookies={LANGUAGE: language, **kept},
        )


def house_at(address: str, folder: Path) -> House:
    """Return a council of ``CONFIG`` with its queue in the database at ``address``."""
    people = "".join(
        f"[people.{name}]\nroles = [{', '.join(f'{role.value!r}' for role in roles)}]\n\n"
        for name, roles in PEOPLE.items()
    )
    config = folder / "config.toml"
    config.write_text(CONFIG + people, encoding="utf-8")
    settings = load_settings(config)
    clock = SettableClock(START)
    desk = Desk(open_store(address), clock, make_rules(settings))
    set_channels(desk, declare_channels(settings))
    council = Council(desk, clock, NoticeboardStore(settings.noticeboard.url, clock=clock.now))
    for account, connector in make_connectors(settings, clock).items():
        council.connectors[account] = council.faulty[account] = FaultyConnector(connector)
    return House(settings, council)


def text_of(answer: Response) -> str:
    """Return what a page says, without its tags, in one line."""
    bare = re.sub(r"<(script|style|head)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare)).strip()
