"""What Facebook tells by itself: the handshake, the signature, and which comments changed.

Polling stays the default, since webhooks need a public address; both may run, and what came is told apart by
``Change.identity`` (https://developers.facebook.com/docs/graph-api/webhooks/getting-started, read in November 2026).
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cydbost_connectors.facebook.remote_ids import is_id
from cydbost_connectors.message import Incoming

SIGNATURE: Final = "X-Hub-Signature-256"
#: The most bytes of a delivery that are read; Facebook sends at most 1,000 changes in one.
MOST: Final = 2_000_000
_PREFIX: Final = "sha256="


@dataclass(frozen=True, slots=True)
class Change:
    """One comment under a Page's post was written, edited, hidden or removed.

    ``verb`` is Facebook's: ``add``, ``edited``, ``hide``, ``unhide``, ``remove``. ``comment`` holds what it says now;
    its text is empty where it was removed. ``at`` is when it changed, and the same in each delivery of that change.
    """

    page_id: str
    verb: str
    at: datetime
    comment: Incoming

    @property
    def identity(self) -> tuple[str, str, int]:
        """What is the same when Facebook delivers it again: the comment, what became of it, and when."""
        return (self.comment.remote_id, self.verb, int(self.at.timestamp()))


def handshake(query: Mapping[str, str], verify_token: str) -> str | None:
    """Return what to answer when Facebook asks whether the address is ours; ``None`` where it did not ask rightly.

    Args:
        query: the address's query, by name.
        verify_token: what the council told Facebook it would ask with.
    """
    is_asked = query.get("hub.mode") == "subscribe" and bool(verify_token)
    given = query.get("hub.verify_token", "")
    is_ours = hmac.compare_digest(given.encode("utf-8", "replace"), verify_token.encode("utf-8", "replace"))
    return query.get("hub.challenge") if is_asked and is_ours else None


def is_signed(body: bytes, signature: str | None, app_secret: str) -> bool:
    """Tell whether Facebook sent ``body``, by the header ``SIGNATURE``.

    ``body`` must be as it came: Facebook signs ŵ as ``\\u0175``, and JSON written anew has another signature.
    """
    if not app_secret or signature is None or not signature.startswith(_PREFIX):
        return False
    ours = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(ours.encode(), signature.removeprefix(_PREFIX).encode("utf-8", "replace"))


def changes(body: bytes) -> Iterator[Change]:
    """Yield what a signed delivery tells of comments by others; of anything else it says nothing."""
    try:
        told = json.loads(body)
    except ValueError:
        return
    if not isinstance(told, dict) or told.get("object") != "page":
        return
    for entry in _objects(told.get("entry")):
        for one in _objects(entry.get("changes")):
            value = one.get("value")
            if one.get("field") == "feed" and isinstance(value, dict) and (change := _change(entry, value)):
                yield change


def unseen(found: Iterator[Change], seen: set[tuple[str, str, int]]) -> Iterator[Change]:
    """Yield each change once, adding it to ``seen``: Facebook delivers again whatever it doubts."""
    for change in found:
        if change.identity not in seen:
            seen.add(change.identity)
            yield change


def _change(entry: Mapping[str, Any], value: Mapping[str, Any]) -> Change | None:
    page_id = str(entry.get("id", ""))
    writer = value.get("from") if isinstance(value.get("from"), dict) else {}
    number, written = str(value.get("comment_id", "")), _moment(value.get("created_time"))
    is_comment = value.get("item") == "comment" and is_id(number)
    if not is_comment or written is None or (writer and str(writer.get("id")) == page_id):
        return None
    on = str(value.get("post_id", ""))
    comment = Incoming(
        remote_id=number,
        on=on if is_id(on) else None,
        author=str(writer.get("name") or "") if writer else "",
        text=str(value.get("message") or ""),
        written_at=written,
    )
    return Change(page_id, str(value.get("verb", "")), _moment(entry.get("time")) or written, comment)


def _moment(told: object) -> datetime | None:
    is_time = isinstance(told, int) and 0 <= told < 4 * 10**9
    return datetime.fromtimestamp(told, UTC) if isinstance(told, int) and is_time else None


def _objects(told: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(told, list):
        yield from (one for one in told if isinstance(one, dict))
