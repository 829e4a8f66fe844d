"""What X gives back, as our values."""

from collections.abc import Mapping
from typing import Any, Final

from cydbost_connectors.message import Incoming, Live
from cydbost_connectors.x.composing import replied_to, shown
from cydbost_connectors.x.snowflake import made_at

#: What is asked of our own posts, and of what others wrote.
OWN: Final[Mapping[str, Any]] = {
    "tweet_fields": ["author_id", "entities", "attachments", "referenced_tweets"],
    "expansions": ["attachments.media_keys"],
    "media_fields": ["alt_text", "media_key", "type"],
}
OTHERS: Final[Mapping[str, Any]] = {
    "tweet_fields": ["author_id", "conversation_id", "entities", "in_reply_to_user_id", "referenced_tweets"],
}
NAMED: Final[Mapping[str, Any]] = {**OTHERS, "expansions": ["author_id"], "user_fields": ["username"]}


def live(post: Mapping[str, Any], answer: Mapping[str, Any], handle: str) -> Live:
    """Return one of our posts as the public sees it."""
    number = str(post["id"])
    media = {one["media_key"]: one for one in (answer.get("includes") or {}).get("media") or []}
    keys = (post.get("attachments") or {}).get("media_keys") or []
    return Live(
        remote_id=number,
        address=address(handle, number),
        language=None,
        text=shown(dict(post)),
        alt_texts=tuple(str(media.get(key, {}).get("alt_text") or "") for key in keys),
        published_at=made_at(number),
    )


def incoming(post: Mapping[str, Any], users: Mapping[str, str], me: str) -> Incoming:
    """Return what somebody wrote to us: under our own post that it answers, else under the first of its thread."""
    number, conversation = str(post["id"]), str(post.get("conversation_id") or post["id"])
    answered = replied_to(dict(post)) if str(post.get("in_reply_to_user_id")) == me else None
    author = str(post.get("author_id") or "")
    return Incoming(
        remote_id=number,
        on=answered or (conversation if conversation != number else None),
        author=f"@{users[author]}" if author in users else author,
        text=shown(dict(post)),
        written_at=made_at(number),
    )


def address(handle: str, number: str) -> str:
    """Return where the public finds a post."""
    return f"https://x.com/{handle}/status/{number}"
