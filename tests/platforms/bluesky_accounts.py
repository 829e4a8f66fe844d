"""Accounts on Bluesky's own server, made for one test: the council's, and a member of the public's."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import httpx
from atproto_server.auth.jwt import get_jwt_payload

from connectors.bluesky_double import BlueskyDouble
from connectors.loopback import Asked
from cydbost_connectors import AccountSettings
from cydbost_connectors.bluesky.connector import BlueskyConnector
from cydbost_connectors.vault import MemoryVault
from platforms.data_server import DataServer

POST: Final = "app.bsky.feed.post"
_NUMBERS: Final = itertools.count(1)


@dataclass
class Person:
    """An account as its owner uses it, with its main password."""

    server: DataServer
    handle: str
    did: str
    token: str

    def call(self, nsid: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = httpx.post(f"{self.server.address}/xrpc/{nsid}", json=body, headers=headers, timeout=30)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    def write(self, text: str, **record: Any) -> dict[str, Any]:
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        value = {"$type": POST, "text": text, "createdAt": now, **record}
        return self.call("com.atproto.repo.createRecord", {"repo": self.did, "collection": POST, "record": value})

    def records(self, collection: str = POST) -> list[dict[str, Any]]:
        """Return what the account's repository holds, as anybody sees it."""
        asked: dict[str, str | int] = {"repo": self.did, "collection": collection, "limit": 100}
        answer = httpx.get(f"{self.server.address}/xrpc/com.atproto.repo.listRecords", params=asked, timeout=30)
        records: list[dict[str, Any]] = answer.json()["records"]
        return records

    def commit(self) -> str:
        """Return the repository's newest commit."""
        asked = {"did": self.did}
        answer = httpx.get(f"{self.server.address}/xrpc/com.atproto.sync.getLatestCommit", params=asked, timeout=30)
        return str(answer.json()["rev"])


def sign_up(server: DataServer, name: str) -> Person:
    handle = f"{name}{next(_NUMBERS)}.test"
    body = {"handle": handle, "email": f"{handle}@example.com", "password": "loopback-only"}
    told = httpx.post(f"{server.address}/xrpc/com.atproto.server.createAccount", json=body, timeout=30).json()
    return Person(server, handle, told["did"], told["accessJwt"])


class View(BlueskyDouble):
    """What tells the server of the network: it reads what stands there, and answers whom the server vouches for."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Person, ...] = ()

    def let_in(self, asked: Asked) -> None:
        vouched = get_jwt_payload(asked.headers["authorization"].removeprefix("Bearer "))
        council = self.people[0]
        assert (vouched.iss, vouched.lxm) == (council.did, asked.path.removeprefix("/xrpc/"))
        for person in self.people:
            for one in reversed(person.records()):
                key = (person.did, POST, one["uri"].rsplit("/", 1)[1])
                if key not in self.records:
                    self.records[key] = one["value"]
                    self.indexed[one["uri"]] = self.tick()

    def show(self, council: Person, public: Person) -> None:
        self.people, self.own, self.public = (council, public), council.did, public.did
        self.records.clear()


@dataclass
class RealDesk:
    """The other side of the real server."""

    council: Person
    public: Person
    password: str

    @classmethod
    def opened(cls, server: DataServer, view: View | None = None) -> "RealDesk":
        council, public = sign_up(server, "cyngor"), sign_up(server, "rhywun")
        if view is not None:
            view.show(council, public)
        made = council.call("com.atproto.server.createAppPassword", {"name": "cydbost"})
        return cls(council, public, made["password"])

    def connector(self, patience: tuple[float, float] = (5, 20)) -> BlueskyConnector:
        plain = {"handle": self.council.handle, "service": self.council.server.address, "web": "https://bsky.app"}
        secrets = {"app_password": self.password}
        account = AccountSettings("cyngor", "cy,en", plain, secrets, lambda: datetime.now(UTC), MemoryVault())
        return BlueskyConnector(account, patience=patience)

    def comment(self, remote_id: str, text: str) -> str:
        there = next(one for one in self.council.records() if one["uri"] == remote_id)
        ref = {"uri": there["uri"], "cid": there["cid"]}
        return str(self.public.write(text, reply={"root": ref, "parent": ref})["uri"])

    def visible(self) -> list[str]:
        return [str(one["value"]["text"]) for one in self.council.records()]
