"""A double of Bluesky on the loopback: the calls that the connector makes, answered as the real servers answer them."""

import base64
import hashlib
import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.loopback import Answer, Asked, Double

PASSWORD = "abcd-efgh-ijkl-mnop"
HANDLE = "cyngor.example.com"
OWN, PUBLIC, OTHER = "did:plc:cyngor", "did:plc:rhywun", "did:plc:arall"
POST = "app.bsky.feed.post"

Json = dict[str, Any]


class Refused(Exception):
    """What the server answers instead."""

    def __init__(self, status: int, name: str, message: str = "") -> None:
        super().__init__(name)
        self.answer = Answer(status, {"error": name, "message": message})


class BlueskyDouble(Double):
    """One data server, and the view over the network behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.public = OWN, PUBLIC
        self.records: dict[tuple[str, str, str], Json] = {}
        self.indexed: dict[str, datetime] = {}
        self.handles = {HANDLE: self.own, "heddlu.example.com": OTHER}
        self.commits = 0
        self.unnoticed: set[str] = set()  #: replies that never came to the notifications
        self.scope = "com.atproto.appPass"
        self.lasts = timedelta(hours=2)  #: how long a session does
        self.tokens: set[str] = set()
        self.refreshes: set[str] = set()
        self.active = True
        self._numbers = itertools.count(1)
        self._time = datetime(2026, 6, 3, 18, tzinfo=UTC)

    def tick(self) -> datetime:
        """Return the next moment."""
        self._time += timedelta(milliseconds=1)
        return self._time

    def posts(self) -> list[Json]:
        return [
            value for (owner, collection, _), value in self.records.items() if (owner, collection) == (self.own, POST)
        ]

    def write_as_public(self, text: str, *, parent: str | None = None, record: Json | None = None) -> str:
        """Have a member of the public write; return its address."""
        value = {"$type": POST, "text": text, "createdAt": self.tick().isoformat(), **(record or {})}
        if parent is not None:
            value["reply"] = {"root": self._ref(self._root(parent)), "parent": self._ref(parent)}
        return self._put(self.public, POST, f"3k{next(self._numbers):011}", value)

    def answer(self, asked: Asked) -> Answer:
        nsid = asked.path.removeprefix("/xrpc/")
        acts: dict[str, Callable[[Asked], Json]] = {
            "com.atproto.server.createSession": self._create_session,
            "com.atproto.server.refreshSession": self._refresh_session,
            "com.atproto.server.getSession": self._get_session,
            "com.atproto.repo.uploadBlob": self._upload,
            "com.atproto.repo.applyWrites": self._apply,
            "com.atproto.repo.deleteRecord": self._delete,
            "com.atproto.repo.getRecord": self._get_record,
            "com.atproto.repo.listRecords": self._list_records,
            "com.atproto.identity.resolveHandle": self._resolve,
            "app.bsky.notification.listNotifications": self._notifications,
            "app.bsky.feed.getAuthorFeed": self._feed,
            "app.bsky.feed.getPostThread": self._thread,
        }
        try:
            if not nsid.startswith("com.atproto.server."):
                self.let_in(asked)
            body = acts[nsid](asked)
        except Refused as refused:
            return refused.answer
        limits = {"RateLimit-Limit": "3000", "RateLimit-Remaining": "2990", "RateLimit-Policy": "3000;w=300"}
        return Answer(200, body, {**limits, "RateLimit-Reset": "1780509600"})

    # Sessions

    def _token(self, scope: str, lasts: timedelta) -> str:
        expires = int((datetime.now(UTC) + lasts).timestamp())
        payload = {"scope": scope, "sub": self.own, "exp": expires, "jti": str(next(self._numbers))}
        parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT"}, payload)] + [b"signature"]
        return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)

    def _session(self) -> Json:
        access, refresh = self._token(self.scope, self.lasts), self._token("com.atproto.refresh", timedelta(days=60))
        self.tokens.add(access)
        self.refreshes.add(refresh)
        return {"did": self.own, "handle": HANDLE, "accessJwt": access, "refreshJwt": refresh, "active": self.active}

    def _create_session(self, asked: Asked) -> Json:
        if (asked.json["identifier"], asked.json["password"]) != (HANDLE, PASSWORD):
            raise Refused(401, "AuthenticationRequired", f"Invalid identifier or password: {asked.json['password']}")
        return self._session()

    def _refresh_session(self, asked: Asked) -> Json:
        if asked.headers["authorization"].removeprefix("Bearer ") not in self.refreshes:
            raise Refused(400, "ExpiredToken", "Token has been revoked")
        return self._session()

    def _get_session(self, asked: Asked) -> Json:
        self.let_in(asked)
        return {"did": self.own, "handle": HANDLE, "active": self.active}

    def let_in(self, asked: Asked) -> None:
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            raise Refused(400, "ExpiredToken", "Token has expired")

    # The repository

    def _upload(self, asked: Asked) -> Json:
        digest = hashlib.sha256(asked.body).digest()
        link = "b" + base64.b32encode(b"\x01\x55\x12\x20" + digest).decode().rstrip("=").lower()
        mime = asked.headers["content-type"]
        return {"blob": {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": len(asked.body)}}

    def _apply(self, asked: Asked) -> Json:
        assert asked.json["repo"] == self.own
        writes = asked.json["writes"]
        for write in writes:
            assert write["$type"] == "com.atproto.repo.applyWrites#create"
            if (self.own, write["collection"], write["rkey"]) in self.records:
                raise Refused(500, "InternalServerError", "Internal Server Error")
        for write in writes:
            self._put(self.own, write["collection"], write["rkey"], write["value"])
        self.commits += 1
        return {"commit": {"cid": "bafyreicommit", "rev": "3kcommit"}, "results": []}

    def _put(self, did: str, collection: str, rkey: str, value: Json) -> str:
        self.records[did, collection, rkey] = value
        uri = f"at://{did}/{collection}/{rkey}"
        self.indexed[uri] = self.tick()
        return uri

    def _delete(self, asked: Asked) -> Json:
        self.records.pop((asked.json["repo"], asked.json["collection"], asked.json["rkey"]), None)
        return {}

    def _get_record(self, asked: Asked) -> Json:
        at = asked.query["repo"], asked.query["collection"], asked.query["rkey"]
        if at not in self.records:
            raise Refused(400, "RecordNotFound", f"Could not locate record: at://{'/'.join(at)}")
        uri = f"at://{'/'.join(at)}"
        return {**self._ref(uri), "value": self.records[at]}

    def _list_records(self, asked: Asked) -> Json:
        size, cursor = int(asked.query["limit"]), asked.query.get("cursor", "~")
        keys = sorted(
            (key for did, collection, key in self.records if (did, collection) == (self.own, POST)), reverse=True
        )
        page = [key for key in keys if key < cursor][:size]
        uris = [f"at://{self.own}/{POST}/{key}" for key in page]
        records = [{**self._ref(uri), "value": self._value(uri)} for uri in uris]
        return {"records": records, **({"cursor": page[-1]} if len(page) == size else {})}

    def _resolve(self, asked: Asked) -> Json:
        if asked.query["handle"] not in self.handles:
            raise Refused(400, "InvalidRequest", "Unable to resolve handle")
        return {"did": self.handles[asked.query["handle"]]}

    # The view over the network

    def _value(self, uri: str) -> Json:
        did, collection, rkey = uri.removeprefix("at://").split("/")
        return self.records[did, collection, rkey]

    def _ref(self, uri: str) -> Json:
        return {"uri": uri, "cid": "bafyrei" + hashlib.sha256(uri.encode()).hexdigest()[:40]}

    def _root(self, uri: str) -> str:
        reply = self._value(uri).get("reply")
        return str(reply["root"]["uri"]) if reply else uri

    def _view(self, uri: str) -> Json:
        did = uri.split("/")[2]
        author = {"did": did, "handle": HANDLE if did == self.own else "rhywun.example.com", "displayName": "Rhywun"}
        answers = [one for one in self._network() if self._parent(one) == uri]
        at = self.indexed[uri].isoformat()
        view = {**self._ref(uri), "author": author, "record": self._value(uri), "indexedAt": at}
        return {**view, "replyCount": len(answers)}

    def _network(self) -> list[str]:
        return [f"at://{did}/{POST}/{key}" for did, collection, key in self.records if collection == POST]

    def _parent(self, uri: str) -> str | None:
        reply = self._value(uri).get("reply")
        return str(reply["parent"]["uri"]) if reply else None

    def _notifications(self, asked: Asked) -> Json:
        size, start = int(asked.query["limit"]), int(asked.query.get("cursor", "0"))
        theirs = [uri for uri in self._network() if self.public in uri and uri not in self.unnoticed]
        newest = sorted(theirs, key=lambda uri: self.indexed[uri], reverse=True)
        page = [{**self._view(uri), "reason": self._reason(uri)} for uri in newest[start : start + size]]
        more = {"cursor": str(start + size)} if start + size < len(newest) else {}
        return {"notifications": page, **more}

    def _reason(self, uri: str) -> str:
        value = self._value(uri)
        return "reply" if "reply" in value else "quote" if "embed" in value else "mention"

    def _feed(self, asked: Asked) -> Json:
        own = [uri for uri in self._network() if self.own in uri and self._parent(uri) is None]
        return {"feed": [{"post": self._view(uri)} for uri in sorted(own, key=lambda uri: self.indexed[uri])[::-1]]}

    def _thread(self, asked: Asked) -> Json:
        return {"thread": self._branch(asked.query["uri"])}

    def _branch(self, uri: str) -> Json:
        answers = [self._branch(one) for one in self._network() if self._parent(one) == uri]
        gone: Json = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://gone", "notFound": True}
        return {"$type": "app.bsky.feed.defs#threadViewPost", "post": self._view(uri), "replies": [*answers, gone]}
