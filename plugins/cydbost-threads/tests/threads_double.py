"""A Threads account on a server of ours that speaks the Threads API's wire format.

Every call is held to ``threads_schemas``; what breaks them is kept in ``wrong``, which each test looks at in the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import threads_schemas as schemas

from cydbost_connectors import AccountSettings, Vault
from cydbost_connectors.contract.loopback import Answer, Asked, Double
from cydbost_connectors.vault import MemoryVault
from cydbost_threads.about import SETTINGS, ThreadsPlatform
from cydbost_threads.connector import ThreadsConnector

TOKEN = "THAA-token-that-nobody-may-see"
RENEWED = "THAA-renewed-token-that-nobody-may-see"
USERNAME, PUBLIC = "cyngor.enghraifft", "aelod.o.r.cyhoedd"
STARTED = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)
GRANTED = [
    "threads_basic",
    "threads_content_publish",
    "threads_delete",
    "threads_read_replies",
    "threads_manage_replies",
]


@dataclass
class Thing:
    """A container, or a post."""

    number: str
    at: datetime
    params: Mapping[str, str]
    status: str = "FINISHED"
    username: str = USERNAME
    is_post: bool = False
    is_hidden: bool = False
    pictures: list[str] = field(default_factory=list)  #: descriptions, in their order


class ThreadsRefusal(Exception):
    """An error as Meta writes it."""

    def __init__(self, code: int, message: str, *, subcode: int | None = None, status: int = 400) -> None:
        super().__init__(message)
        error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AbCd"}
        self.answer = Answer(status, {"error": error | ({"error_subcode": subcode} if subcode else {})})


class ThreadsDouble(Double):
    """One account. ``lists`` says whether lists show what is there: they may come late."""

    def __init__(self, media: Path | None = None) -> None:
        super().__init__()
        self.media = media
        self.containers: dict[str, Thing] = {}
        self.posts: dict[str, Thing] = {}
        self.wrong: list[str] = []
        self.now, self.step = STARTED, timedelta(seconds=1)
        self.lists, self.readiness = True, "FINISHED"
        self.fetched: list[bytes] = []
        self.username, self.tokens = USERNAME, {TOKEN}
        self.token: dict[str, Any] = {"is_valid": True, "scopes": GRANTED}
        self.used: dict[str, int] = {"": 0, "reply_": 0, "delete_": 0}
        self._count = 0

    def answer(self, asked: Asked) -> Answer:
        try:
            params = asked.query | (asked.form if asked.method == "POST" else {})
            path = asked.path.removeprefix("/v1.0").removeprefix("/")
            node, _, edge = path.partition("/")
            name = path if node == "me" or (node and not node.isdecimal()) else edge
            schemas.check_request(asked.method, name, params)
            self._let_in(asked, params, refreshing=name == "refresh_access_token")
            return Answer(200, self._acts()[asked.method, name](node, params))
        except ThreadsRefusal as refusal:
            return refusal.answer
        except AssertionError as error:
            self.wrong.append(f"{asked.method} {asked.path}: {error}")
            return Answer(400, {"error": {"message": "outside the schemas", "code": 100}})

    def write(self, remote_id: str, text: str, *, by: str = PUBLIC) -> str:
        """Reply, as the public does."""
        number = self._number()
        self.posts[number] = Thing(
            number, self._tick(), {"text": text, "reply_to_id": remote_id}, username=by, is_post=True
        )
        return number

    def public(self) -> list[Thing]:
        return [one for one in self.posts.values() if one.username == USERNAME]

    def _acts(self) -> dict[tuple[str, str], Callable[[str, dict[str, str]], Any]]:
        return {
            ("GET", ""): self._node,
            ("GET", "me"): lambda _node, _params: {"id": "17", "username": self.username},
            ("GET", "me/threads"): lambda _node, params: self._own(params, replies=False),
            ("GET", "me/replies"): lambda _node, params: self._own(params, replies=True),
            ("GET", "me/threads_publishing_limit"): self._limit,
            ("GET", "conversation"): self._conversation,
            ("GET", "debug_token"): lambda _node, _params: {"data": self.token},
            ("GET", "refresh_access_token"): self._refresh,
            ("POST", "me/threads"): self._new,
            ("POST", "me/threads_publish"): self._publish,
            ("POST", "manage_reply"): self._hide,
            ("DELETE", ""): self._delete,
        }

    def _let_in(self, asked: Asked, params: Mapping[str, str], *, refreshing: bool) -> None:
        bearer = asked.headers.get("authorization", "").removeprefix("Bearer ")
        given = params.get("access_token", "") if refreshing else bearer or params.get("access_token", "")
        if given not in self.tokens:
            raise ThreadsRefusal(190, f"Malformed access token {given}")

    def _tick(self) -> datetime:
        self.now += self.step
        return self.now

    def _number(self) -> str:
        self._count += 1
        return str(18_000_000 + self._count)

    def _absent(self, number: str) -> ThreadsRefusal:
        words = f"Unsupported request. Object with ID '{number}' does not exist, or cannot be loaded."
        return ThreadsRefusal(100, words, subcode=33)

    def _new(self, _node: str, params: dict[str, str]) -> dict[str, str]:
        schemas.check_new(params)
        if "reply_to_id" in params and params["reply_to_id"] not in self.posts:
            raise self._absent(params["reply_to_id"])
        made = Thing(self._number(), self._tick(), params, self.readiness)
        if "image_url" in params:
            assert self.media is not None
            picture = self.media / params["image_url"].rpartition("/")[2]
            made.pictures, made.status = [params["alt_text"]], self.readiness if picture.exists() else "ERROR"
            self.fetched.append(picture.read_bytes() if picture.exists() else b"")
        for child in params.get("children", "").split(",") if "children" in params else ():
            assert self.containers[child].status == "FINISHED", "a carousel of what is not ready"
            made.pictures += self.containers[child].pictures
        self.containers[made.number] = made
        return {"id": made.number}

    def _publish(self, _node: str, params: dict[str, str]) -> dict[str, str]:
        made = self.containers.get(params["creation_id"])
        if made is None or made.status != "FINISHED":
            raise ThreadsRefusal(24, "The requested resource does not exist", subcode=4279009)
        made.status = "PUBLISHED"
        post = Thing(self._number(), self._tick(), made.params, is_post=True, pictures=made.pictures)
        self.posts[post.number] = post
        return {"id": post.number}

    def _hide(self, node: str, params: dict[str, str]) -> dict[str, bool]:
        if node not in self.posts:
            raise self._absent(node)
        self.posts[node].is_hidden = params["hide"] == "true"
        return {"success": True}

    def _delete(self, node: str, _params: dict[str, str]) -> dict[str, Any]:
        if node not in self.posts or self.posts[node].username != USERNAME:
            raise self._absent(node)
        del self.posts[node]
        return {"success": True, "deleted_id": node}

    def _refresh(self, _node: str, params: dict[str, str]) -> dict[str, Any]:
        self.tokens.add(RENEWED)
        return {"access_token": RENEWED, "token_type": "bearer", "expires_in": 5_183_944}

    def _limit(self, _node: str, params: dict[str, str]) -> dict[str, Any]:
        names = schemas.fields_of("limit", params["fields"])
        most = {"": 250, "reply_": 1_000, "delete_": 100}
        shown: dict[str, Any] = {}
        for kind, limit in most.items():
            shown[f"{kind}quota_usage"] = self.used[kind]
            shown[f"{kind}config"] = {"quota_total": limit, "quota_duration": 86_400}
        return {"data": [{name: shown[name] for name in names}]}

    def _node(self, number: str, params: dict[str, str]) -> dict[str, Any]:
        if "status" in params["fields"]:
            schemas.fields_of("container", params["fields"])
            made = self.containers.get(number)
            if made is None:
                raise self._absent(number)
            schemas.check_answer("container", shown := {"id": number, "status": made.status})
            return shown
        if number not in self.posts:
            raise self._absent(number)
        return self._shown(self.posts[number], schemas.fields_of("post", params["fields"]))

    def _own(self, params: dict[str, str], *, replies: bool) -> dict[str, Any]:
        listed = [one for one in self.public() if ("reply_to_id" in one.params) is replies and self.lists]
        return self._page(listed, params)

    def _conversation(self, node: str, params: dict[str, str]) -> dict[str, Any]:
        if node not in self.posts:
            raise self._absent(node)
        under = [one for one in self.posts.values() if one.number != node and self._root(one).number == node]
        return self._page(under, params)

    def _root(self, thing: Thing) -> Thing:
        above = self.posts.get(thing.params.get("reply_to_id", ""))
        return self._root(above) if above else thing

    def _page(self, things: list[Thing], params: dict[str, str]) -> dict[str, Any]:
        since = int(params.get("since", "0"))
        newest = sorted((one for one in things if one.at.timestamp() >= since), key=lambda one: one.at, reverse=True)
        begin, limit = int(params.get("after", "0")), int(params.get("limit", "25"))
        end, names = begin + limit, schemas.fields_of("post", params["fields"])
        paging: dict[str, Any] = {"cursors": {"before": str(begin), "after": str(end)}}
        if end < len(newest):
            paging["next"] = f"{self.address}/next"
        return {"data": [self._shown(one, names) for one in newest[begin:end]], "paging": paging}

    def _shown(self, thing: Thing, names: list[str]) -> dict[str, Any]:
        above, count = thing.params.get("reply_to_id"), len(thing.pictures)
        children = [{"id": str(number), "alt_text": alt} for number, alt in enumerate(thing.pictures)]
        every: dict[str, Any] = {
            "id": thing.number,
            "text": thing.params.get("text"),
            "timestamp": thing.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "permalink": f"https://www.threads.com/@{thing.username}/post/C{thing.number}",
            "username": thing.username,
            "media_type": "TEXT_POST" if not count else "IMAGE" if count == 1 else "CAROUSEL_ALBUM",
            "alt_text": thing.pictures[0] if count == 1 else None,
            "children": {"data": children} if count > 1 else None,
            "is_reply": above is not None,
            "replied_to": {"id": above} if above else None,
            "root_post": {"id": self._root(thing).number} if above else None,
            "has_replies": any(one.params.get("reply_to_id") == thing.number for one in self.posts.values()),
        }
        shown = {name: every[name] for name in names if every[name] is not None}
        schemas.check_answer("post", shown)
        return shown


@dataclass
class ThreadsDesk:
    """The account's other side, and the council's settings for it."""

    double: ThreadsDouble
    vault: Vault = field(default_factory=MemoryVault)
    language: str = "cy,en"
    patience: tuple[float, float] = (10.0, 10.0)

    def connector(
        self, settings: Mapping[str, str] | None = None, *, vault: Vault | None = None, token: str = TOKEN
    ) -> ThreadsConnector:
        plain = {one.name: one.default for one in SETTINGS if not one.is_secret and one.default is not None}
        plain |= {"username": USERNAME, "address": self.double.address}
        if self.double.media is not None:
            plain |= {"media_folder": str(self.double.media), "media_base": f"{self.double.address}/media"}
        plain |= settings or {}
        account = AccountSettings(
            USERNAME, self.language, plain, {"access_token": token}, lambda: self.double.now, vault or self.vault
        )
        found = ThreadsPlatform(patience=self.patience).connect(account)
        assert isinstance(found, ThreadsConnector)
        return found

    def comment(self, remote_id: str, text: str) -> str:
        return self.double.write(remote_id, text)

    def visible(self) -> list[str]:
        return [one.params.get("text", "") for one in self.double.public()]
