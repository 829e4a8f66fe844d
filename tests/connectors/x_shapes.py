"""What X's API takes and gives, for the calls that the connector makes: our own reading of X's OpenAPI description.

Version 2.167, https://docs.x.com/openapi.json, of 22 August 2026. It calls ``post.fields`` what X's guides of that day
call ``tweet.fields``, as tweepy does; here the guides are followed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

NUMBER = re.compile(r"[0-9]{1,19}")
POST_FIELDS = {"attachments", "author_id", "conversation_id", "created_at", "entities", "id", "in_reply_to_user_id"}
POST_FIELDS |= {"lang", "referenced_tweets", "reply_settings", "text", "withheld"}
EXPANSIONS = {"attachments.media_keys", "author_id", "in_reply_to_user_id", "entities.mentions.username"}
MEDIA_FIELDS = {"alt_text", "height", "media_key", "type", "url", "width"}
USER_FIELDS = {"id", "name", "username", "created_at", "protected"}
FIELDS = {
    "tweet.fields": POST_FIELDS,
    "expansions": EXPANSIONS,
    "media.fields": MEDIA_FIELDS,
    "user.fields": USER_FIELDS,
}
PAGING = {"since_id", "max_results", "pagination_token", "start_time", "end_time", "until_id"}


def check_query(query: Mapping[str, str], *, pages: bool) -> str | None:
    """Return what X would find wrong with the query of a read."""
    for name, value in query.items():
        if name in FIELDS:
            if not set(value.split(",")) <= FIELDS[name]:
                return f"{name}: {value}"
        elif not (pages and name in PAGING):
            return f"unknown: {name}"
    if "since_id" in query and not NUMBER.fullmatch(query["since_id"]):
        return "since_id"
    if "max_results" in query and not 5 <= int(query["max_results"]) <= 100:
        return "max_results"
    return None


def check_new_post(body: Any) -> str | None:
    """Return what X would find wrong with the body of ``POST /2/tweets``."""
    if not isinstance(body, dict) or set(body) - {"text", "reply", "media"}:
        return "unknown field"
    if not isinstance(body.get("text", ""), str):
        return "text"
    reply, media = body.get("reply"), body.get("media")
    if reply is not None and (set(reply) != {"in_reply_to_tweet_id"} or not is_number(reply["in_reply_to_tweet_id"])):
        return "reply"
    if media is not None and (
        set(media) != {"media_ids"}
        or not 1 <= len(media["media_ids"]) <= 4
        or not all(map(is_number, media["media_ids"]))
    ):
        return "media"
    return None


def check_metadata(body: Any) -> str | None:
    """Return what X would find wrong with the body of ``POST /2/media/metadata``."""
    if not isinstance(body, dict) or set(body) - {"id", "metadata"} or not is_number(body.get("id")):
        return "id"
    text = (body.get("metadata") or {}).get("alt_text", {}).get("text")
    return None if isinstance(text, str) and len(text) <= 1000 else "alt_text"


def is_number(value: Any) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None


#: What an answer must hold, by its kind: what each field must be.
Shape = Mapping[str, Callable[[Any], bool]]


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_time(value: Any) -> bool:
    return isinstance(value, str) and bool(datetime.fromisoformat(value))


POST: Shape = {
    "id": is_number,
    "text": is_text,
    "author_id": is_number,
    "conversation_id": is_number,
    "created_at": is_time,
    "in_reply_to_user_id": is_number,
    "edit_history_tweet_ids": lambda value: all(map(is_number, value)),
    "referenced_tweets": lambda value: all(
        one["type"] in {"replied_to", "quoted", "retweeted"} and is_number(one["id"]) for one in value
    ),
    "attachments": lambda value: all(map(is_text, value["media_keys"])),
    "entities": lambda value: all(
        isinstance(one["start"], int) and isinstance(one["end"], int) for kind in value.values() for one in kind
    ),
}
PROBLEM: Shape = {
    "type": is_text,
    "title": is_text,
    "detail": is_text,
    "resource_type": is_text,
    "resource_id": is_text,
}


def has_shape(value: Mapping[str, Any], shape: Shape, *required: str) -> bool:
    """Say whether ``value`` holds only what ``shape`` knows, and all that is required."""
    return set(required) <= set(value) <= set(shape) and all(shape[name](one) for name, one in value.items())
