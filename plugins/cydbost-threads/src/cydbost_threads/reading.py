"""Threads' posts as values, and when two say the same."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cydbost_connectors import Incoming, Live, Outgoing
from cydbost_threads.calls import ON_A_PAGE, ThreadsApi, mapping

FIELDS: Final = (
    "id,text,timestamp,permalink,username,media_type,alt_text,children{id,alt_text},"
    "is_reply,replied_to,root_post,has_replies"
)
#: How far Threads' clock may be behind ours.
SKEW: Final = timedelta(minutes=2)
_ID: Final = re.compile(r"[0-9]{1,25}")
_EPOCH: Final = datetime.fromtimestamp(0, UTC)
_REPOST: Final = "REPOST_FACADE"


def is_id(remote_id: str) -> bool:
    """Tell whether this can be the id of a post: a number."""
    return _ID.fullmatch(remote_id) is not None


def moment(told: object) -> datetime:
    """Return one of Threads' times (``2026-06-03T17:30:00+0000``), the epoch where it is none."""
    try:
        return datetime.fromisoformat(str(told)).astimezone(UTC)
    except ValueError:
        return _EPOCH


def made_at(node: Mapping[str, Any]) -> datetime:
    """Return when a post was made."""
    return moment(node.get("timestamp"))


def is_by(node: Mapping[str, Any], username: str) -> bool:
    """Tell whether this account wrote it."""
    return str(node.get("username") or "").casefold() == username.casefold()


def id_under(node: Mapping[str, Any], name: str) -> str:
    """Return the id of the post that ``name`` points to (``replied_to``, ``root_post``); empty where there is none."""
    return str(mapping(node.get(name)).get("id") or "")


def live_of(node: Mapping[str, Any]) -> Live:
    """Return a post as the public sees it. Threads shows no link to one that a copyright holder has objected to."""
    profile = f"https://www.threads.com/@{node.get('username')}"
    return Live(
        remote_id=str(node.get("id")),
        address=str(node.get("permalink") or profile),
        language=None,
        text=str(node.get("text") or ""),
        alt_texts=alt_texts_of(node),
        published_at=made_at(node),
    )


def alt_texts_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the descriptions of a post's pictures, in their order."""
    children = mapping(node.get("children")).get("data")
    if isinstance(children, list) and children:
        return tuple(str(mapping(one).get("alt_text") or "") for one in children)
    return (str(node.get("alt_text") or ""),) if node.get("media_type") == "IMAGE" else ()


def incoming_of(node: Mapping[str, Any], on: str) -> Incoming:
    """Return a reply as it came."""
    return Incoming(
        str(node.get("id")), on, str(node.get("username") or ""), str(node.get("text") or ""), made_at(node)
    )


def says(node: Mapping[str, Any], outgoing: Outgoing) -> bool:
    """Tell whether a post has these words and pictures, answers the same, and was made since it was to go out."""
    return (
        _folded(str(node.get("text") or "")) == _folded(outgoing.text)
        and alt_texts_of(node) == tuple(one.alt_text for one in outgoing.media)
        and id_under(node, "replied_to") == (outgoing.reply_to or "")
        and made_at(node) >= outgoing.created_at - SKEW
    )


def own_posts(api: ThreadsApi, edge: str, since: datetime) -> Iterator[Mapping[str, Any]]:
    """Yield what the account made at or after ``since``, newest first: ``threads``, or ``replies`` to these and others.

    Raises:
        NotSent: it could not be read.
    """
    start = str(int(since.timestamp()) - 1)
    for page in api.pages(f"me/{edge}", fields=FIELDS, since=start, limit=str(ON_A_PAGE)):
        yield from (one for one in page if one.get("media_type") != _REPOST and made_at(one) >= since)


def _folded(text: str) -> str:
    """Return a text as a reader sees it: composed letters, one space for many, and no ``#`` before a topic's name."""
    return " ".join(unicodedata.normalize("NFC", text).replace("#", "").split())
