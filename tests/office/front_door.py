"""The office as it really stands: sessions in the database, and browsers that keep cookies and send its own forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

import pyotp
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from cydbost_bot.directory import Directory
from cydbost_bot.office.app import create_office_app
from cydbost_bot.office.cookies import LANGUAGE, SESSION
from cydbost_bot.office.house import Office
from cydbost_bot.office.signin.doorkeeper import SessionDoorkeeper
from cydbost_bot.settings_model import Settings
from cydbost_queue.actions.passwords import accept_invitation, invite, set_app
from cydbost_queue.policy import Actor, Role
from cydbost_queue.seal import NoSeal
from cydbost_queue.signing_in.codes import new_secret
from office.office_rig import House

PASSWORD = "tegell glas ar y bwrdd"
ADMINISTRATOR = Actor("administrator", frozenset({Role.ADMINISTRATOR}))
ADDRESS = "http://office.test"


@dataclass
class FrontDoor:
    """One council's office with its real doorkeeper. ``office`` are settings of ``[office]`` that differ."""

    house: House
    office_settings: dict[str, Any] = field(default_factory=dict)
    address: str = ADDRESS
    apps: dict[str, pyotp.TOTP] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def settings(self) -> Settings:
        office = self.house.settings.office.model_copy(update=self.office_settings)
        return self.house.settings.model_copy(update={"office": office})

    @cached_property
    def office(self) -> Office:
        desk = self.house.council.desk
        return Office(self.settings, desk, SessionDoorkeeper(self.settings, desk), self.address)

    @cached_property
    def app(self) -> FastAPI:
        return create_office_app(self.office)

    def directory(self) -> Directory:
        return Directory(self.settings, self.house.council.desk)

    def give_password(self, name: str, *, app: bool = True) -> None:
        """Let somebody have a password, and an app unless told otherwise."""
        desk, actor = self.house.council.desk, self.directory().require(name)
        accept_invitation(desk, actor, invite(desk, ADMINISTRATOR, name), PASSWORD)
        if app:
            secret = new_secret()
            self.apps[name] = pyotp.TOTP(secret)
            self.codes[name] = set_app(desk, actor, NoSeal(), secret, self.code(name))
            self.wait(60)

    def code(self, name: str) -> str:
        return str(self.apps[name].at(self.house.council.clock.now()))

    def wait(self, seconds: int) -> None:
        self.house.council.clock.advance(timedelta(seconds=seconds))

    def browser(self, language: str = "en", **more: Any) -> "Browser":
        return Browser(
            TestClient(self.app, base_url=self.address, follow_redirects=False, cookies={LANGUAGE: language}, **more)
        )

    def signed_in(self, name: str, language: str = "en") -> "Browser":
        """Return a browser in which somebody has signed in, with password and code."""
        if name not in self.apps:
            self.give_password(name)
        browser = self.browser(language)
        browser.sign_in(name)
        browser.send("/sign-in/code", {"code": self.code(name)})
        self.wait(60)
        return browser


@dataclass
class Browser:
    """A browser without scripts."""

    client: TestClient
    last: Response | None = None

    @property
    def token(self) -> str:
        return str(self.client.cookies.get(SESSION, ""))

    def get(self, path: str, **asked: Any) -> Response:
        self.last = self.client.get(path, **asked)
        return self.last

    def post(self, path: str, data: Mapping[str, Any], **asked: Any) -> Response:
        """Send a form with the mark of the page that was seen last."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.last.text if self.last is not None else "")
        self.last = self.client.post(path, data={"csrf": found[1] if found else "", **data}, **asked)
        return self.last

    def send(self, path: str, data: Mapping[str, Any], *, page: str | None = None) -> Response:
        """Open the page of a form, and send it."""
        self.get(page or path)
        return self.post(path, data)

    def sign_in(self, name: str, password: str = PASSWORD, *, goal: str = "/") -> Response:
        self.get(f"/sign-in?next={goal}")
        return self.post("/sign-in", {"name": name, "password": password, "next": goal})

    def is_in(self) -> bool:
        return self.get("/me").status_code == 200
