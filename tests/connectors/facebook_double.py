"""A Page on a server of ours that speaks the Graph API's wire format.

Every call is held to ``facebook_schemas``; what breaks them is kept in ``wrong``, which each test looks at in the end.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

from connectors import facebook_schemas as schemas
from connectors.loopback import Answer, Asked, Double, Fault, says
from cydbost_connectors import AccountSettings, Connector
from cydbost_connectors.facebook import FacebookPlatform
from cydbost_connectors.facebook.connector import PageConnector
from cydbost_connectors.facebook.page_platform import SETTINGS
from cydbost_connectors.vault import MemoryVault, Vault

PAGE = "100200300"
TOKEN = "EAAB-page-token-that-nobody-may-see"
APP_ID, APP_SECRET = "556677", "app-secret-that-nobody-may-see"
PROOF = hmac.new(APP_SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
PUBLIC = "4001"  #: a member of the public
STARTED = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)
GRANTED = ["pages_manage_posts", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement"]


@dataclass
class Thing:
    """A post, a comment or a picture."""

    kind: str
    number: str
    at: datetime
    message: str = ""
    published: bool = True
    photos: list[str] = field(default_factory=list)
    link: str = ""
    alt: str = ""
    on: str = ""  #: what a comment stands under: a post
    parent: str = ""  #: and which comment it answers
    by: str = PAGE
    hidden: bool = False
    updated: datetime | None = None


class GraphRefusal(Exception):
    """An error as the Graph API writes it."""

    def __init__(self, code: int, message: str, *, subcode: int | None = None, status: int = 400) -> None:
        super().__init__(message)
        error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AbCd"}
        self.answer = Answer(status, {"error": error | ({"error_subcode": subcode} if subcode else {})})


def absent(number: str) -> GraphRefusal:
    words = (
        f"Unsupported request. Object with ID '{number}' does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation"
    )
    return GraphRefusal(100, words, subcode=33)


class GraphDouble(Double):
    """One Page. ``lists`` says whether edges show what is there: Facebook's lists may come late."""

    def __init__(self) -> None:
        super().__init__()
        self.things: dict[str, Thing] = {}
        self.wrong: list[str] = []
        self.now, self.step = STARTED, timedelta(seconds=1)
        self.lists, self.drafts_listed = True, True
        self.answered_privately: dict[str, str] = {}
        self.usage: dict[str, str] = {}
        self.token: dict[str, Any] = {"is_valid": True, "expires_at": 0, "scopes": GRANTED}
        self._count = 0

    def answer(self, asked: Asked) -> Answer:
        try:
            version, _, path = asked.path.removeprefix("/").partition("/")
            params = asked.query | self._body(asked)
            assert version == schemas.VERSION, version
            node, _, edge = path.partition("/")
            edge = "ids" if not node else "debug_token" if node == "debug_token" else edge
            schemas.check_request(asked.method, edge, params)
            self._let_in(asked, params, edge)
            body = self._acts()[asked.method, edge](node, params)
            answer = Answer(200, body, self.usage)
        except GraphRefusal as refusal:
            answer = refusal.answer
        except AssertionError as error:
            self.wrong.append(f"{asked.method} {asked.path}: {error}")
            answer = Answer(400, {"error": {"message": "outside the schemas", "code": 100}})
        return answer

    def write(self, remote_id: str, text: str, *, by: str = PUBLIC) -> str:
        """Write a comment, as the public does."""
        return self._comment(remote_id, {"message": text}, by=by)["id"]

    def public(self) -> Iterator[Thing]:
        return (one for one in self.things.values() if one.kind != "photo" and one.published)

    def _acts(self) -> dict[tuple[str, str], Callable[[str, dict[str, str]], Any]]:
        return {
            ("GET", ""): lambda node, params: self._node(node, params.get("fields", "id")),
            ("GET", "ids"): self._nodes,
            ("GET", "debug_token"): lambda _node, _params: {"data": {"app_id": APP_ID, **self.token}},
            ("GET", "published_posts"): lambda _node, params: self._posts(params, published=True),
            ("GET", "ads_posts"): lambda _node, params: self._posts(params, published=False),
            ("GET", "comments"): self._comments,
            ("POST", "feed"): self._feed,
            ("POST", "photos"): self._photo,
            ("POST", "comments"): self._comment,
            ("POST", "messages"): self._private,
            ("POST", ""): self._update,
            ("DELETE", ""): self._delete,
        }

    def _body(self, asked: Asked) -> dict[str, str]:
        kind = asked.headers.get("content-type", "")
        if not kind.startswith("multipart/"):
            return asked.form if asked.method == "POST" else {}
        whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + asked.body, policy=policy.HTTP)
        found: dict[str, str] = {}
        for part in whole.iter_parts():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            name = str(part.get_param("name", header="content-disposition"))
            found[name] = content.decode("utf-8" if name != "source" else "latin-1")
        return found

    def _let_in(self, asked: Asked, params: dict[str, str], edge: str) -> None:
        bearer = asked.headers.get("authorization", "").removeprefix("Bearer ")
        wanted = f"{APP_ID}|{APP_SECRET}" if edge == "debug_token" else TOKEN
        given = bearer or params.get("access_token", "")
        if given != wanted:
            raise GraphRefusal(190, f"Malformed access token {given}")
        if edge != "debug_token" and params.get("appsecret_proof") != PROOF:
            raise GraphRefusal(100, "Invalid appsecret_proof provided in the API argument")

    def _tick(self) -> datetime:
        self.now += self.step
        return self.now

    def _add(self, thing: Thing) -> dict[str, str]:
        self.things[thing.number] = thing
        return {"id": thing.number}

    def _number(self) -> str:
        self._count += 1
        return str(70_000 + self._count)

    def _there(self, number: str, *kinds: str) -> Thing:
        found = self.things.get(number)
        if found is None or (kinds and found.kind not in kinds):
            raise absent(number)
        return found

    def _feed(self, node: str, params: dict[str, str]) -> dict[str, str]:
        assert node == PAGE
        photos = [one["media_fbid"] for one in json.loads(params.get("attached_media", "[]"))]
        for photo in photos:
            self._there(photo, "photo")
        post = Thing("post", f"{PAGE}_{self._number()}", self._tick(), params.get("message", ""), photos=photos)
        post.published, post.link = params.get("published", "true") == "true", params.get("link", "")
        return self._add(post)

    def _photo(self, node: str, params: dict[str, str]) -> dict[str, str]:
        assert node == PAGE
        assert params["source"].startswith("\x89PNG")
        assert params["published"] == "false"
        return self._add(Thing("photo", self._number(), self._tick(), alt=params.get("alt_text_custom", "")))

    def _comment(self, node: str, params: dict[str, str], *, by: str = PAGE) -> dict[str, str]:
        under = self._there(node, "post", "comment")
        post = under if under.kind == "post" else self._there(under.on, "post")
        parent = "" if under.kind == "post" else under.parent or under.number  # answers stand one level deep
        number = f"{post.number.partition('_')[2]}_{self._number()}"
        photos = [params["attachment_id"]] if "attachment_id" in params else []
        comment = Thing("comment", number, self._tick(), params.get("message", ""), photos=photos, by=by)
        comment.on, comment.parent = post.number, parent
        return self._add(comment)

    def _private(self, node: str, params: dict[str, str]) -> dict[str, str]:
        assert node == PAGE
        comment = json.loads(params["recipient"])["comment_id"]
        self._there(comment, "comment")
        if comment in self.answered_privately:
            raise GraphRefusal(10900, "Activity already replied to")
        self.answered_privately[comment] = json.loads(params["message"])["text"]
        return {"recipient_id": PUBLIC, "message_id": f"m_{self._number()}"}

    def _update(self, node: str, params: dict[str, str]) -> dict[str, bool]:
        thing = self._there(node, "post", "comment")
        if params.get("is_published") == "true" and not thing.published:
            thing.published, thing.at = True, self._tick()
        if "is_hidden" in params:
            assert thing.kind == "comment"
            thing.hidden = params["is_hidden"] == "true"
        if "message" in params:
            thing.message, thing.updated = params["message"], self._tick()
        return {"success": True}

    def _delete(self, node: str, _params: dict[str, str]) -> dict[str, bool]:
        self._there(node, "post", "comment")
        for number in [one.number for one in self.things.values() if node in (one.number, one.on, one.parent)]:
            del self.things[number]
        return {"success": True}

    def _nodes(self, _node: str, params: dict[str, str]) -> dict[str, Any]:
        return {number: self._node(number, params["fields"]) for number in params["ids"].split(",")}

    def _node(self, number: str, fields: str) -> dict[str, Any]:
        thing = Thing("page", PAGE, STARTED) if number == PAGE else self._there(number)
        return self._shown(thing, schemas.parse_fields(fields))

    def _posts(self, params: dict[str, str], *, published: bool) -> dict[str, Any]:
        listed = self.lists if published else self.drafts_listed
        posts = [one for one in self.things.values() if one.kind == "post" and one.published is published and listed]
        return self._page(sorted(posts, key=lambda one: one.at, reverse=True), params)

    def _comments(self, node: str, params: dict[str, str]) -> dict[str, Any]:
        self._there(node, "post", "comment")
        under = [one for one in self.things.values() if one.kind == "comment" and node in (one.on, one.parent)]
        return self._page(sorted(under, key=lambda one: one.at), params)

    def _page(self, things: list[Thing], params: dict[str, str]) -> dict[str, Any]:
        since = int(params.get("since", "0"))
        recent = [one for one in things if one.at.timestamp() >= since]
        begin, limit = int(params.get("after", "0")), int(params.get("limit", "25"))
        end, fields = begin + limit, schemas.parse_fields(params.get("fields", "id"))
        paging: dict[str, Any] = {"cursors": {"before": str(begin), "after": str(end)}}
        if end < len(recent):
            paging["next"] = f"{self.address}/next"
        data = [self._shown(one, fields) for one in recent[begin:end]]
        return {"data": data, "paging": paging} if data else {"data": []}

    def _shown(self, thing: Thing, fields: list[schemas.Field]) -> dict[str, Any]:
        schemas.check_fields(thing.kind, fields)
        shown = {one.name: value for one in fields if (value := self._field(thing, one)) is not None}
        shown["id"] = thing.number
        schemas.check_answer(thing.kind, shown)
        return shown

    def _field(self, thing: Thing, wanted: schemas.Field) -> Any:
        attached = self._attached(thing)
        simple: dict[str, Any] = {
            "message": thing.message or None,
            "name": "Cyngor Enghraifft",
            "created_time": _told(thing.at),
            "updated_time": _told(thing.updated or thing.at),
            "permalink_url": f"https://www.facebook.com/{thing.number}",
            "is_published": thing.published,
            "is_hidden": thing.hidden,
            "alt_text_custom": thing.alt or None,
            "from": {"id": thing.by, "name": "Cyngor Enghraifft" if thing.by == PAGE else "Aelod o'r cyhoedd"},
            "parent": {"id": thing.parent} if thing.parent else None,
            "attachments": {"data": attached} if attached else None,
            "attachment": attached[0] if attached else None,
        }
        if wanted.name != "comments":
            return simple.get(wanted.name)
        raw = ",".join(one.name + ("{id}" if one.name == "parent" else "") for one in wanted.inner)
        found = self._comments(thing.number, wanted.modifiers | {"fields": raw})
        return found if found["data"] else None

    def _attached(self, thing: Thing) -> list[dict[str, Any]]:
        photos = [{"media_type": "photo", "target": {"id": photo}} for photo in thing.photos]
        if len(photos) > 1:
            return [{"media_type": "album", "target": {"id": "9"}, "subattachments": {"data": photos}}]
        return photos or ([{"media_type": "link", "unshimmed_url": thing.link}] if thing.link else [])


def _told(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


@dataclass
class PageDesk:
    """The Page's other side, and the council's settings for it."""

    double: GraphDouble
    vault: Vault = field(default_factory=MemoryVault)
    language: str = "cy,en"
    expired: Fault = field(default_factory=lambda: says(400, {"error": {"code": 190, "message": "Session expired"}}))

    def strike(self, fault: Fault) -> None:
        self.double.meet("POST", f"/{PAGE}_", fault)

    def secrets(self) -> tuple[str, ...]:
        return TOKEN, APP_SECRET, PROOF

    def connector(self, settings: Mapping[str, str] | None = None, *, vault: Vault | None = None) -> Connector:
        plain = {one.name: one.default for one in SETTINGS if not one.is_secret and one.default is not None}
        plain |= {"page_id": PAGE, "app_id": APP_ID, "address": self.double.address, **(settings or {})}
        secrets = {"page_token": plain.pop("page_token", TOKEN), "app_secret": APP_SECRET}
        account = AccountSettings(
            "Cyngor Enghraifft", self.language, plain, secrets, lambda: self.double.now, vault or self.vault
        )
        return FacebookPlatform(patience=self.double.patience).connect(account)

    def moderator(self) -> PageConnector:
        found = self.connector()
        assert isinstance(found, PageConnector)
        return found

    def comment(self, remote_id: str, text: str) -> str:
        return self.double.write(remote_id, text)

    def visible(self) -> list[str]:
        return [one.message for one in self.double.public() if one.by == PAGE]
