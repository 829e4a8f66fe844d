"""A program that calls the API of a house, with a key that somebody made for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from cydbost_queue.actions.api_keys import make_key
from cydbost_queue.policy import Actor, Right
from office.office_rig import PEOPLE, House

#: What a key can be made for.
ALL = frozenset(right for right in Right if right is not Right.RUN_PEOPLE)


def key_for(house: House, name: str, rights: Iterable[Right] = ALL) -> str:
    """Make a key of one of ``PEOPLE`` for those of ``rights`` that are theirs."""
    actor = Actor(name, frozenset(PEOPLE[name]))
    scopes = frozenset(right for right in rights if actor.may(right))
    until = house.council.clock.now() + timedelta(days=90)
    return make_key(house.council.desk, actor, "Rhaglen", scopes, until)[1]


@dataclass
class Program:
    """A program with one key, speaking one language."""

    client: TestClient
    key: str
    language: str

    def ask(self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Response:
        sent = {"Authorization": f"Bearer {self.key}", "Accept-Language": self.language, **(headers or {})}
        return self.client.request(method, f"/api/v1{path}", json=body, headers=sent)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object, status: int = 200) -> Any:
        answer = self.ask("POST", path, body)
        assert answer.status_code == status, answer.text
        return answer.json()


def program(house: House, name: str, *, language: str = "en", rights: Iterable[Right] = ALL) -> Program:
    """Return a program of one of ``PEOPLE``."""
    client = TestClient(house.app, base_url="http://office.test", raise_server_exceptions=False)
    return Program(client, key_for(house, name, rights), language)
