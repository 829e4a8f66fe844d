"""What the Graph API documents of the calls that a Page connector makes, written down by us on 22 November 2026.

Read in developers.facebook.com/docs/graph-api/reference (page/feed, page/photos, page/messages, page/published_posts,
page/ads_posts, pagepost, object/comments, comment, photo, attachment, debug_token) and cross-checked with what Meta's
own facebook-business 26.0.3 sends. A call or an answer that is not in here fails the test that made it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VERSION = "v26.0"

#: What every call may carry.
COMMON = {"access_token", "appsecret_proof"}
#: How the value of a parameter is written on the wire.
FORMS = {
    "bool": re.compile(r"true|false"),
    "number": re.compile(r"\d+"),
    "text": re.compile(r"(?s).+"),
    "list": re.compile(r"(?s)\[.*\]"),
    "object": re.compile(r"(?s)\{.*\}"),
    "fields": re.compile(r"[a-z_]+[\w,.(){}]*"),
}
LIST = {"fields": "fields", "limit": "number", "since": "number", "after": "text"}
COMMENT_LIST = LIST | {"filter": "text", "order": "text"}

#: By method and edge (``""`` is the node itself): which parameters there are, and how each is written.
REQUESTS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("GET", ""): {"fields": "fields"},
    ("GET", "ids"): {"ids": "text", "fields": "fields"},
    ("GET", "debug_token"): {"input_token": "text"},
    ("GET", "published_posts"): LIST,
    ("GET", "ads_posts"): LIST,
    ("GET", "comments"): COMMENT_LIST,
    ("POST", "feed"): {"message": "text", "link": "text", "attached_media": "list", "published": "bool"},
    ("POST", "photos"): {"alt_text_custom": "text", "published": "bool", "temporary": "bool", "source": "text"},
    ("POST", "comments"): {"message": "text", "attachment_id": "number"},
    ("POST", "messages"): {"recipient": "object", "message": "object", "messaging_type": "text"},
    ("POST", ""): {"message": "text", "is_published": "bool", "is_hidden": "bool"},
    ("DELETE", ""): {},
}

ATTACHMENT = {"media_type", "target", "unshimmed_url", "subattachments"}
#: The fields of each kind of node that are used, out of those that are documented.
FIELDS: Mapping[str, set[str]] = {
    "page": {"id", "name"},
    "post": {
        "id",
        "message",
        "created_time",
        "updated_time",
        "permalink_url",
        "is_published",
        "attachments",
        "comments",
    },
    "comment": {"id", "message", "created_time", "permalink_url", "from", "parent", "attachment", "is_hidden"},
    "photo": {"id", "alt_text_custom"},
    "attachments": ATTACHMENT,
    "attachment": ATTACHMENT,
    "subattachments": {"media_type", "target"},
    "parent": {"id"},
    "comments": {"id", "message", "created_time", "permalink_url", "from", "parent", "attachment"},
}


@dataclass
class Field:
    """One field that is asked for: its modifiers (``limit(25)``) and its own fields."""

    name: str
    modifiers: dict[str, str] = field(default_factory=dict)
    inner: list["Field"] = field(default_factory=list)


def parse_fields(raw: str) -> list[Field]:
    """Read a list of fields as the Graph API writes it: ``id,comments.limit(5){id,from}``."""
    found, rest = _some(raw)
    assert rest == "", f"not a list of fields: {raw}"
    return found


def _some(raw: str) -> tuple[list[Field], str]:
    found: list[Field] = []
    while raw:
        name = re.match(r"[a-z_]+", raw)
        assert name, f"a field's name stands at {raw}"
        one, raw = Field(name[0]), raw[name.end() :]
        while modifier := re.match(r"\.([a-z]+)\((\w+)\)", raw):
            one.modifiers[modifier[1]], raw = modifier[2], raw[modifier.end() :]
        if raw.startswith("{"):
            one.inner, raw = _some(raw[1:])
            assert raw.startswith("}"), f"a bracket is open before {raw}"
            raw = raw[1:]
        found.append(one)
        if not raw.startswith(","):
            return found, raw
        raw = raw[1:]
    return found, raw


def check_request(method: str, edge: str, params: Mapping[str, str]) -> None:
    """Hold a call to what is documented."""
    known = REQUESTS.get((method, edge))
    assert known is not None, f"no such call: {method} {edge}"
    for name, value in params.items():
        if name not in COMMON:
            assert name in known, f"{method} {edge} has no {name}"
            assert FORMS[known[name]].fullmatch(value), f"{method} {edge}: {name} is written {value}"


def check_fields(kind: str, fields: list[Field]) -> None:
    """Hold the fields that are asked for to those that are documented."""
    for one in fields:
        assert one.name in FIELDS[kind], f"{kind} has no {one.name}"
        if one.inner:
            check_fields(one.name, one.inner)


def check_answer(kind: str, node: Mapping[str, Any]) -> None:
    """Hold what the double answers to what is documented."""
    assert set(node) <= FIELDS[kind], f"{kind}: {set(node) - FIELDS[kind]}"
    for name in ("created_time", "updated_time"):
        assert re.fullmatch(r"\d{4}(-\d\d){2}T(\d\d:){2}\d\d\+0000", node.get(name, "2026-06-03T17:30:00+0000"))
