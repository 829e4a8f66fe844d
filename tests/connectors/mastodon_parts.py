"""What the double of Mastodon is put together from: people, statuses, times, pages and the parts of a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qs

from connectors.loopback import Asked

Fields = Mapping[str, list[str]]


class Refusal(Exception):
    """An Error entity."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


@dataclass
class Person:
    """An account: the council's, or of a member of the public; ``acct`` holds a server where it is on another."""

    id: str
    acct: str


@dataclass
class Said:
    """A status."""

    id: str
    by: Person
    text: str
    created_at: datetime
    language: str | None = "en"
    visibility: str = "public"
    under: str | None = None
    media: list[str] = field(default_factory=list)
    edited_at: datetime | None = None


def configuration() -> dict[str, Any]:
    """Return Mastodon's own limits."""
    return {
        "urls": {},
        "statuses": {"max_characters": 500, "max_media_attachments": 4, "characters_reserved_per_url": 23},
        "media_attachments": {
            "supported_mime_types": ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"],
            "description_limit": 1500,
            "image_size_limit": 16777216,
            "image_matrix_limit": 33177600,
            "video_size_limit": 103809024,
            "video_frame_rate_limit": 120,
            "video_matrix_limit": 8294400,
        },
    }


def profile_of(person: Person) -> str:
    name, _, server = person.acct.partition("@")
    return f"https://{server or 'double.example'}/@{name}"


def moment_of(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def page_of(rows: list[Any], fields: Fields, number: Callable[[Any], str]) -> list[Any]:
    """Return what is asked for, newest first."""
    before = fields.get("max_id", [""])[0]
    wanted = [row for row in rows if not before or int(number(row)) < int(before)]
    return sorted(wanted, key=lambda row: int(number(row)), reverse=True)[: int(fields.get("limit", ["20"])[0])]


def id_in(path: str) -> str:
    return next((part for part in path.split("/") if part[:1].isdigit()), "")


def fields_of(asked: Asked) -> Fields:
    if asked.headers.get("content-type", "").startswith("multipart/"):
        return {name: [content.decode() if name != "file" else ""] for name, content in parts_of(asked)}
    given = parse_qs(asked.body.decode(), keep_blank_values=True)
    return given | {name: [value] for name, value in asked.query.items()}


def file_in(asked: Asked) -> bytes:
    return next((content for name, content in parts_of(asked) if name == "file"), b"")


def parts_of(asked: Asked) -> list[tuple[str, bytes]]:
    head = f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode()
    parts: Any = BytesParser().parsebytes(head + asked.body).get_payload()
    return [
        (str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True)) for part in parts
    ]
