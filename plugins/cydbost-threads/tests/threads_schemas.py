"""What Meta documents of the calls that the connector makes, written down by us on 23 November 2026.

Read in developers.facebook.com/docs/threads: posts, reference/publishing, reference/media-retrieval, reference/user,
reference/reply-management, reference/debug, posts/delete-posts, troubleshooting, get-started/long-lived-tokens. A call
or an answer that is not in here fails the test that made it.
"""

import re
from collections.abc import Mapping
from typing import Any

#: What every call may carry.
COMMON = {"access_token"}
#: How the value of a parameter is written on the wire.
FORMS = {
    "bool": re.compile(r"true|false"),
    "number": re.compile(r"\d+"),
    "numbers": re.compile(r"\d+(,\d+){1,19}"),
    "text": re.compile(r"(?s).+"),
    "url": re.compile(r"https?://\S+"),
    "kind": re.compile(r"TEXT|IMAGE|CAROUSEL"),
    "fields": re.compile(r"[a-z_]+[\w,{}]*"),
    "grant": re.compile(r"th_refresh_token"),
}
LIST = {"fields": "fields", "limit": "number", "since": "number", "after": "text"}
NEW = {
    "media_type": "kind",
    "text": "text",
    "image_url": "url",
    "alt_text": "text",
    "is_carousel_item": "bool",
    "children": "numbers",
    "link_attachment": "url",
    "reply_to_id": "number",
}

#: By method and edge (``""`` is a post or a container itself): which parameters there are, and how each is written.
REQUESTS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("GET", ""): {"fields": "fields"},
    ("GET", "me"): {"fields": "fields"},
    ("GET", "me/threads"): LIST,
    ("GET", "me/replies"): LIST,
    ("GET", "me/threads_publishing_limit"): {"fields": "fields"},
    ("GET", "conversation"): {"fields": "fields", "limit": "number", "after": "text", "reverse": "bool"},
    ("GET", "debug_token"): {"input_token": "text"},
    ("GET", "refresh_access_token"): {"grant_type": "grant"},
    ("POST", "me/threads"): NEW,
    ("POST", "me/threads_publish"): {"creation_id": "number"},
    ("POST", "manage_reply"): {"hide": "bool"},
    ("DELETE", ""): {},
}
QUOTAS = {f"{kind}{part}" for kind in ("", "reply_", "delete_") for part in ("quota_usage", "config")}
#: The fields of each kind of thing that are used, out of those that are documented.
FIELDS: Mapping[str, set[str]] = {
    "user": {"id", "username"},
    "limit": QUOTAS,
    "container": {"id", "status", "error_message"},
    "post": {
        "id",
        "text",
        "timestamp",
        "permalink",
        "username",
        "media_type",
        "alt_text",
        "children",
        "is_reply",
        "replied_to",
        "root_post",
        "has_replies",
    },
}
STATUSES = {"EXPIRED", "ERROR", "FINISHED", "IN_PROGRESS", "PUBLISHED"}


def check_request(method: str, edge: str, params: Mapping[str, str]) -> None:
    """Hold a call to what is documented."""
    known = REQUESTS.get((method, edge))
    assert known is not None, f"no such call: {method} {edge}"
    for name, value in params.items():
        if name not in COMMON:
            assert name in known, f"{method} {edge} has no {name}"
            assert FORMS[known[name]].fullmatch(value), f"{method} {edge}: {name} is written {value}"


def check_new(params: Mapping[str, str]) -> None:
    """Hold a new container to what its kind must have, and may not."""
    kind = params["media_type"]
    assert ("image_url" in params) is (kind == "IMAGE"), kind
    assert ("children" in params) is (kind == "CAROUSEL"), kind
    assert kind != "TEXT" or params.get("text"), "a text post without text"
    assert "link_attachment" not in params or kind == "TEXT", "a link card is for text posts"
    assert len(params.get("alt_text", "")) <= 1_000


def fields_of(kind: str, raw: str) -> list[str]:
    """Return the fields that are asked for, held to those that are documented."""
    names = re.sub(r"\{[^}]*\}", "", raw).split(",")
    assert set(names) <= FIELDS[kind], f"{kind}: {set(names) - FIELDS[kind]}"
    return names


def check_answer(kind: str, node: Mapping[str, Any]) -> None:
    """Hold what the double answers to what is documented."""
    assert set(node) <= FIELDS[kind], f"{kind}: {set(node) - FIELDS[kind]}"
    assert re.fullmatch(r"\d{4}(-\d\d){2}T(\d\d:){2}\d\d\+0000", node.get("timestamp", "2026-06-03T17:30:00+0000"))
    assert node.get("status", "FINISHED") in STATUSES
