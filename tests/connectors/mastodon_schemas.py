"""The entities of Mastodon's API as its documentation gives them: written by us, read on 23 November 2026.

Source: https://docs.joinmastodon.org/entities/ (Account, Context, Error, Instance, MediaAttachment,
Notification, Status). Each is its fields and what they may be; ``None`` stands where null may.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
ID: Final = re.compile(r"\d{1,20}")
URL: Final = re.compile(r"https?://[^\s]+")
VISIBILITY: Final = re.compile("public|unlisted|private|direct")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")

ACCOUNT: Final[Schema] = {
    "id": ID,
    "username": str,
    "acct": str,
    "url": URL,
    "display_name": str,
    "note": str,
    "avatar": URL,
    "avatar_static": URL,
    "header": URL,
    "header_static": URL,
    "locked": bool,
    "fields": [],
    "emojis": [],
    "bot": bool,
    "group": bool,
    "discoverable": (bool, None),
    "created_at": MOMENT,
    "last_status_at": (str, None),
    "statuses_count": int,
    "followers_count": int,
    "following_count": int,
}

MEDIA: Final[Schema] = {
    "id": ID,
    "type": re.compile("unknown|image|gifv|video|audio"),
    "url": (URL, None),
    "preview_url": (URL, None),
    "remote_url": (URL, None),
    "meta": dict,
    "description": (str, None),
    "blurhash": (str, None),
}

MENTION: Final[Schema] = {"id": ID, "username": str, "url": URL, "acct": str}

TAG: Final[Schema] = {"name": str, "url": URL}

STATUS: Final[Schema] = {
    "id": ID,
    "uri": str,
    "created_at": MOMENT,
    "account": ACCOUNT,
    "content": str,
    "visibility": VISIBILITY,
    "sensitive": bool,
    "spoiler_text": str,
    "media_attachments": [MEDIA],
    "mentions": [MENTION],
    "tags": [TAG],
    "emojis": [],
    "reblogs_count": int,
    "favourites_count": int,
    "quotes_count": int,
    "replies_count": int,
    "url": (URL, None),
    "in_reply_to_id": (ID, None),
    "in_reply_to_account_id": (ID, None),
    "reblog": (dict, None),
    "poll": (dict, None),
    "card": (dict, None),
    "language": (LANGUAGE, None),
    "edited_at": (MOMENT, None),
    "quote": (dict, None),
    "favourited": bool,
    "reblogged": bool,
    "muted": bool,
    "bookmarked": bool,
}

CONTEXT: Final[Schema] = {"ancestors": [STATUS], "descendants": [STATUS]}

NOTIFICATION: Final[Schema] = {
    "id": ID,
    "type": re.compile("mention|favourite|reblog|follow"),
    "group_key": str,
    "created_at": MOMENT,
    "account": ACCOUNT,
    "status": (STATUS, None),
}

INSTANCE: Final[Schema] = {
    "domain": str,
    "title": str,
    "version": str,
    "source_url": URL,
    "description": str,
    "usage": {"users": {"active_month": int}},
    "languages": [LANGUAGE],
    "configuration": {
        "urls": dict,
        "statuses": {"max_characters": int, "max_media_attachments": int, "characters_reserved_per_url": int},
        "media_attachments": {
            "supported_mime_types": [str],
            "description_limit": int,
            "image_size_limit": int,
            "image_matrix_limit": int,
            "video_size_limit": int,
            "video_frame_rate_limit": int,
            "video_matrix_limit": int,
        },
    },
    "registrations": dict,
    "api_versions": {"mastodon": int},
    "contact": dict,
    "rules": [],
}

ERROR: Final[Schema] = {"error": str}

#: What may be sent with each call, by its method and path (``:id`` for an id).
FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "POST /api/v1/statuses": frozenset(
        {"status", "media_ids[]", "in_reply_to_id", "sensitive", "spoiler_text", "visibility", "language"}
    ),
    "PUT /api/v1/statuses/:id": frozenset({"status", "spoiler_text", "sensitive", "language", "media_ids[]"}),
    "DELETE /api/v1/statuses/:id": frozenset({"delete_media"}),
    "GET /api/v1/statuses/:id": frozenset(),
    "GET /api/v1/statuses/:id/context": frozenset(),
    "GET /api/v1/accounts/verify_credentials": frozenset(),
    "GET /api/v1/accounts/:id/statuses": frozenset(
        {
            "max_id",
            "since_id",
            "min_id",
            "limit",
            "only_media",
            "exclude_replies",
            "exclude_reblogs",
            "pinned",
            "tagged",
        }
    ),
    "GET /api/v1/notifications": frozenset({"max_id", "since_id", "min_id", "limit", "types[]", "exclude_types[]"}),
    "POST /api/v2/media": frozenset({"file", "thumbnail", "description", "focus"}),
    "GET /api/v1/media/:id": frozenset(),
    "GET /api/v2/instance": frozenset(),
    "GET /api/v1/instance": frozenset(),
}


def departures(given: Any, wanted: Any, at: str = "") -> list[str]:
    """Return where ``given`` is not what ``wanted`` says, by the path to it."""
    if isinstance(wanted, Mapping):
        return _fields(given, wanted, at)
    if isinstance(wanted, list):
        if not isinstance(given, list):
            return [f"{at}: no list"]
        items = enumerate(given) if wanted else ()
        return [one for number, item in items for one in departures(item, wanted[0], f"{at}[{number}]")]
    if isinstance(wanted, tuple):
        kinds = [departures(given, kind, at) for kind in wanted if kind is not None]
        return [] if given is None or not all(kinds) else kinds[0]
    if isinstance(wanted, re.Pattern):
        return [] if isinstance(given, str) and wanted.fullmatch(given) else [f"{at}: {given!r}"]
    return [] if type(given) is wanted else [f"{at}: {given!r} is no {wanted.__name__}"]


def _fields(given: Any, wanted: Schema, at: str) -> list[str]:
    if not isinstance(given, Mapping):
        return [f"{at}: no hash"]
    missing = [f"{at}.{name}: missing" for name in wanted if name not in given]
    strange = [f"{at}.{name}: not documented" for name in given if name not in wanted]
    return [
        *missing,
        *strange,
        *(one for name in wanted if name in given for one in departures(given[name], wanted[name], f"{at}.{name}")),
    ]
