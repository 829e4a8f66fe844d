"""What others wrote to the account: from its notifications, and from the threads under its own newest posts.

Both are read because neither is whole: a reply that reached the network before the post it answers is in no
notification, and a mention stands in no thread of ours.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from cydbost_connectors.bluesky.calls import Calls
from cydbost_connectors.bluesky.keys import post_id
from cydbost_connectors.bluesky.records import moment
from cydbost_connectors.message import Incoming

REASONS: Final = ("mention", "quote", "reply")
#: Threads are looked through for this long after their first post, and for this many of the newest.
LOOKED_AFTER: Final = timedelta(days=14)
THREADS: Final = 30
_AT_ONCE: Final = 100
_DEPTH: Final = 20

Post = Mapping[str, Any]


def comments_since(calls: Calls, since: datetime, now: datetime) -> list[Incoming]:
    """Return what others wrote at or after ``since`` (UTC), oldest first, once each.

    Raises:
        Refusal: what the server answered instead.
        NotSent: it could not be asked.
    """
    own = calls.session.did
    found = {one["uri"]: _incoming(one, own) for one in _notified(calls, since)}
    for root in _answered(calls, own, now - LOOKED_AFTER):
        thread = calls.query("app.bsky.feed.getPostThread", uri=root, depth=_DEPTH, parentHeight=0)["thread"]
        found |= {post["uri"]: _incoming(post, own) for post in _replies(thread, own)}
    written = (one for one in found.values() if one.written_at >= since)
    return sorted(written, key=lambda one: (one.written_at, one.remote_id))


def _notified(calls: Calls, since: datetime) -> Iterator[Post]:
    cursor: dict[str, str] = {}
    while True:
        page = calls.query("app.bsky.notification.listNotifications", limit=_AT_ONCE, reasons=list(REASONS), **cursor)
        notices = page["notifications"]
        yield from (one for one in notices if one["reason"] in REASONS)
        if not page.get("cursor") or not notices or moment(notices[-1]["indexedAt"]) < since:
            return
        cursor = {"cursor": page["cursor"]}


def _answered(calls: Calls, own: str, since: datetime) -> Iterator[str]:
    """Yield the first posts of the account's newest threads that somebody answered."""
    feed = calls.query("app.bsky.feed.getAuthorFeed", actor=own, filter="posts_no_replies", limit=_AT_ONCE)["feed"]
    posts = [one["post"] for one in feed if one["post"]["author"]["did"] == own]
    answered = [one["uri"] for one in posts if one.get("replyCount") and moment(one["indexedAt"]) >= since]
    yield from answered[:THREADS]


def _replies(thread: Mapping[str, Any], own: str) -> Iterator[Post]:
    waiting = list(thread.get("replies") or ())
    while waiting:
        one = waiting.pop()
        waiting += one.get("replies") or ()
        if "post" in one and one["post"]["author"]["did"] != own:  # what is blocked or gone has no post
            yield one["post"]


def _incoming(post: Post, own: str) -> Incoming:
    author = post["author"]
    name, handle = str(author.get("displayName") or "").strip(), f"@{author['handle']}"
    record = post["record"]
    return Incoming(
        remote_id=post["uri"],
        on=_on(record, own),
        author=f"{name} ({handle})" if name else handle,
        text=str(record.get("text", "")),
        written_at=moment(post["indexedAt"]),
    )


def _on(record: Mapping[str, Any], own: str) -> str | None:
    """Return the post of ours that it stands under: the thread's first, the one it answers, or the one it quotes."""
    reply, embed = record.get("reply") or {}, record.get("embed") or {}
    quoted = embed.get("record") or {}
    for ref in (reply.get("root"), reply.get("parent"), quoted.get("record") or quoted):
        at = post_id(str((ref or {}).get("uri", "")))
        if at is not None and at.did == own:
            return str(at)
    return None
