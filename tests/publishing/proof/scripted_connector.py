"""The connector of the scripted platform: one attempt a call, over a real socket, and every failure sorted."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic
from typing import Any, Final

from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError

from cydbost_connectors import (
    Capabilities,
    Expired,
    Health,
    Incoming,
    Live,
    NotAllowed,
    OutcomeUnknown,
    Outgoing,
    Receipt,
    Rejected,
    Throttled,
    Unavailable,
)
from publishing.proof.scripted_platform import DIES

CAPABILITIES: Final = Capabilities(
    platform="scripted",
    text_limit=5_000,
    media_limit=0,
    alt_text_limit=0,
    edits=True,
    withdraws=True,
    language_tag=True,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=False,
    source="tests",
    read_on=date(2026, 11, 22),
)

#: Told before each call; and before a write a second time, with a ``dies`` that makes it a call to be killed in.
Watch = Callable[[str], bool]


def _unwatched(_point: str) -> bool:
    return False


@dataclass
class ScriptedConnector:
    """One account. ``pid`` is the process that dies where ``watch`` says of a call that it is the last."""

    place: str
    account: str
    now: Callable[[], datetime]
    patience: float = 20.0  #: seconds for a whole call
    watch: Watch = _unwatched
    pid: int = 0
    pool: PoolManager = field(default_factory=lambda: PoolManager(retries=False))

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        try:
            self._call("prepare", **self._content(outgoing))
        except OutcomeUnknown as error:
            raise Unavailable(error.detail) from error

    def publish(self, outgoing: Outgoing) -> Receipt:
        return self._receipt(self._call("publish", writes=True, **self._content(outgoing)))

    def find(self, outgoing: Outgoing) -> Live | None:
        return self._live(self._call("find", since=outgoing.created_at.isoformat(), **self._content(outgoing)))

    def read_back(self, remote_id: str) -> Live | None:
        return self._live(self._call("read_back", id=remote_id))

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        changed = self._call("edit", writes=True, id=remote_id, **self._content(outgoing))
        if not changed:
            raise Rejected("it is gone")
        return self._receipt(changed)

    def withdraw(self, remote_id: str) -> None:
        self._call("withdraw", writes=True, id=remote_id)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        for one in self._call("comments", since=since.isoformat())["comments"]:
            yield Incoming(one["id"], one["on"], one["author"], one["text"], datetime.fromisoformat(one["at"]))

    def recent(self, since: datetime) -> Iterator[Live]:
        found = map(self._live, self._call("recent", since=since.isoformat())["posts"])
        yield from (live for live in found if live is not None)

    def health(self) -> Health:
        return Health(usable=bool(self._call("health")["usable"]), detail="")

    def _content(self, outgoing: Outgoing) -> dict[str, Any]:
        return {"text": outgoing.text, "language": outgoing.language, "on": outgoing.reply_to}

    def _receipt(self, answer: dict[str, Any]) -> Receipt:
        return Receipt(answer["id"], answer["address"], datetime.fromisoformat(answer["at"]))

    def _live(self, answer: dict[str, Any]) -> Live | None:
        if not answer:
            return None
        at = datetime.fromisoformat(answer["at"])
        return Live(answer["id"], answer["address"], answer["language"], answer["text"], (), at)

    def _call(self, method: str, *, writes: bool = False, **asked: Any) -> dict[str, Any]:
        self.watch(f"{method} of {self.account}")
        dies = writes and self.watch(f"answer to {method} of {self.account}")
        body = json.dumps({**asked, "now": self.now().isoformat()}).encode()
        status, wait, content = self._exchange(method, body, {DIES: str(self.pid)} if dies else {})
        _sort(status, wait)
        try:
            answer = json.loads(content)
        except ValueError:
            raise OutcomeUnknown("its answer cannot be read") from None
        return dict(answer)

    def _exchange(self, method: str, body: bytes, headers: dict[str, str]) -> tuple[int, str | None, bytes]:
        ends = monotonic() + self.patience
        try:
            response = self.pool.request(
                "POST",
                f"{self.place}/{self.account}/{method}",
                body=body,
                headers=headers,
                timeout=Timeout(total=self.patience),
                preload_content=False,
            )
            try:
                return response.status, response.headers.get("Retry-After"), _read(response, ends)
            finally:
                response.close()
        except (NameResolutionError, NewConnectionError) as error:
            raise Unavailable(type(error).__name__) from error
        except (HTTPError, OSError) as error:
            raise OutcomeUnknown(type(error).__name__) from error


def _read(response: BaseHTTPResponse, ends: float) -> bytes:
    """Read an answer as it comes; one that drips for longer than the call may take is no answer."""
    parts: list[bytes] = []
    while part := response.read1(4096):
        if monotonic() > ends:
            raise OutcomeUnknown("its answer took too long")
        parts.append(part)
    return b"".join(parts)


def _sort(status: int, wait: str | None) -> None:
    """Raise what an answer's status means; of a server's own error nobody can tell what was done."""
    known = {400: Rejected, 401: Expired, 403: NotAllowed, 503: Unavailable}
    if status == 429:
        raise Throttled(retry_after=float(wait) if wait is not None else None)
    if status in known:
        raise known[status](f"status {status}")
    if status != 200:  # a duplicate too: perhaps it is ours
        raise OutcomeUnknown(f"status {status}")
