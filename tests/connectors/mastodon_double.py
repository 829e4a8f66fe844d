"""A server of ours that answers as Mastodon's documentation says; what goes wrong in it is lined up by the tests.

Each answer is held to ``mastodon_schemas``, and so are the fields of each call: one that departs fails the test.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import regex

from connectors import mastodon_schemas as schemas
from connectors.loopback import Answer, Asked, Double
from connectors.mastodon_parts import (
    Fields,
    Person,
    Refusal,
    Said,
    configuration,
    fields_of,
    file_in,
    id_in,
    moment_of,
    page_of,
    profile_of,
)
from connectors.mastodon_words import MENTION, content_of

EPOCH: Final = datetime(2026, 6, 3, 17, 31, tzinfo=UTC)
TOKEN: Final = "tocyn-cyfrinachol-y-cyngor"
COUNCIL: Final = "1001"


class MastodonDouble(Double):
    """One server, with one account that a token opens."""

    def __init__(self, *, keeps_keys: bool = False) -> None:
        """``keeps_keys``: it heeds ``Idempotency-Key`` for an hour, as Mastodon does; many servers do not."""
        super().__init__()
        self.keeps_keys = keeps_keys
        self.now = EPOCH
        self.said: dict[str, Said] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self.told: list[tuple[str, datetime, Said]] = []  #: notifications of mentions
        self.people = {COUNCIL: Person(COUNCIL, "cyngor")}
        self.keys: dict[str, tuple[str, datetime]] = {}
        self.left = 300
        self.configuration: dict[str, Any] = configuration()
        self.has_v2 = True
        self.works_on_media = 0  #: how many times a picture is asked for until it is ready
        self.trouble: dict[str, Any] = {}  #: what is added to the council's account
        self.departed: list[str] = []
        self._number = 114_000_000_000_000_000

    # What happens on the server besides the calls.

    def pass_time(self, by: timedelta) -> None:
        self.now += by

    def write(self, text: str, *, under: str | None = None, visibility: str = "public", by: str = "dafydd") -> Said:
        """Write as a member of the public; the council is told where it is mentioned."""
        person = next((one for one in self.people.values() if one.acct == by), None)
        if person is None:
            person = self.people[str(2000 + len(self.people))] = Person(str(2000 + len(self.people)), by)
        said = self._say(person, text, under=under, visibility=visibility)
        if "cyngor" in [name.lower() for name in MENTION.findall(text)]:
            self.told.append((self._next(), said.created_at, said))
        return said

    def visible(self) -> list[Said]:
        return [said for said in self.said.values() if said.by.id == COUNCIL]

    # Calls.

    def answer(self, asked: Asked) -> Answer:
        self.now += timedelta(seconds=1)
        self.left = max(self.left - 1, 0)
        path = asked.path.rstrip("/")
        name = f"{asked.method} {re.sub(r'/[0-9][0-9A-Za-z]*(?=/|$)|/(?:nobody|ŵ+)(?=/|$)', '/:id', path)}"
        try:
            schema, body = self._act(asked, name)
        except Refusal as refusal:
            schema, body = schemas.ERROR, {"error": refusal.error}
            return self._answered(Answer(refusal.status, body), schema, name)
        is_pending = name == "GET /api/v1/media/:id" and body["url"] is None
        return self._answered(Answer(206 if is_pending else 200, body), schema, name)

    def _act(self, asked: Asked, name: str) -> tuple[Any, Any]:
        act = self._calls().get(name)
        if act is None:
            raise Refusal(404, "Record not found")
        fields = fields_of(asked)
        self.departed += [f"{name}: {one}" for one in fields if one not in schemas.FIELDS[name]]
        if "/instance" not in name and asked.headers.get("authorization") != f"Bearer {TOKEN}":
            raise Refusal(401, "The access token is invalid")
        return act(asked, id_in(asked.path.rstrip("/")), fields)

    def _answered(self, answer: Answer, schema: Any, name: str) -> Answer:
        self.departed += [f"{name}{one}" for one in schemas.departures(answer.body, schema)]
        answer.headers = {
            "X-RateLimit-Limit": "300",
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": moment_of(datetime.now(UTC) + timedelta(minutes=5)),  # by the clock of its Date header
        }
        return answer

    def _calls(self) -> Mapping[str, Callable[[Asked, str, Fields], tuple[Any, Any]]]:
        return {
            "GET /api/v2/instance": self._instance,
            "GET /api/v1/instance": self._old_instance,
            "GET /api/v1/accounts/verify_credentials": lambda *_: (
                {**schemas.ACCOUNT, **dict.fromkeys(self.trouble, object)} if not self.trouble else dict,
                {**self._account(self.people[COUNCIL]), **self.trouble},
            ),
            "GET /api/v1/accounts/:id/statuses": self._statuses,
            "POST /api/v1/statuses": self._post,
            "GET /api/v1/statuses/:id": lambda _asked, at, _: (schemas.STATUS, self._status(self._found(at))),
            "PUT /api/v1/statuses/:id": self._edit,
            "DELETE /api/v1/statuses/:id": self._delete,
            "GET /api/v1/statuses/:id/context": self._context,
            "GET /api/v1/notifications": self._notifications,
            "POST /api/v2/media": self._upload,
            "GET /api/v1/media/:id": self._look_at_media,
        }

    def _instance(self, *_: object) -> tuple[Any, Any]:
        if not self.has_v2:
            raise Refusal(404, "Record not found")
        return schemas.INSTANCE, {
            "domain": "double.example",
            "title": "Double",
            "version": "4.5.2",
            "source_url": "https://github.com/mastodon/mastodon",
            "description": "",
            "usage": {"users": {"active_month": 1}},
            "languages": ["cy"],
            "configuration": self.configuration,
            "registrations": {"enabled": False},
            "api_versions": {"mastodon": 7},
            "contact": {"email": "", "account": None},
            "rules": [],
        }

    def _old_instance(self, *_: object) -> tuple[Any, Any]:
        return dict, {"uri": "double.example", "version": "3.5.3", "configuration": self.configuration}

    def _post(self, asked: Asked, _at: str, fields: Fields) -> tuple[Any, Any]:
        key = asked.headers.get("idempotency-key", "")
        kept, until = self.keys.get(key, ("", self.now))
        if self.keeps_keys and kept and until > self.now:
            return schemas.STATUS, self._status(self._found(kept))
        media = fields.get("media_ids[]", [])
        self._check(fields, media)
        under = fields.get("in_reply_to_id", [None])[0]
        if under is not None and under not in self.said:
            raise Refusal(404, "The post you are trying to reply to does not appear to exist.")
        visibility, language = fields.get("visibility", ["public"])[0], fields.get("language", ["en"])[0]
        said = self._say(self.people[COUNCIL], fields["status"][0], under=under, visibility=visibility)
        said.language, said.media = language, media
        if key:
            self.keys[key] = (said.id, self.now + timedelta(hours=1))
        return schemas.STATUS, self._status(said)

    def _check(self, fields: Fields, media: list[str], *, mine: tuple[str, ...] = ()) -> None:
        text = fields.get("status", [""])[0]
        if not text.strip() and not media:
            raise Refusal(422, "Validation failed: Text can't be blank")
        statuses = self.configuration["statuses"]
        countable = MENTION.sub(r"@\1", re.sub(r"https?://\S+", "x" * statuses["characters_reserved_per_url"], text))
        if len(regex.findall(r"\X", countable)) > statuses["max_characters"]:
            raise Refusal(422, f"Validation failed: Text character limit of {statuses['max_characters']} exceeded")
        if len(media) > statuses["max_media_attachments"]:
            raise Refusal(422, "Validation failed: Cannot attach more than 4 files")
        used = {one for said in self.said.values() for one in said.media} - set(mine)
        if any(one not in self.media or one in used for one in media):
            raise Refusal(422, "Validation failed: Media not found or already attached to another post")
        if any(self.media[one]["url"] is None for one in media):
            raise Refusal(422, "Cannot attach files that have not finished processing. Try again in a moment!")

    def _edit(self, _asked: Asked, at: str, fields: Fields) -> tuple[Any, Any]:
        said = self._own(at)
        media = fields.get("media_ids[]", [])
        self._check(fields, media, mine=tuple(said.media))
        changed = (fields["status"][0].strip(), media, fields.get("language", [said.language])[0])
        if changed != (said.text, said.media, said.language):
            said.text, said.media, said.language = changed
            said.edited_at = self.now
        return schemas.STATUS, self._status(said)

    def _delete(self, _asked: Asked, at: str, _fields: Fields) -> tuple[Any, Any]:
        said = self._own(at)
        status = {name: value for name, value in self._status(said).items() if name != "content"} | {"text": said.text}
        del self.said[said.id]
        for other in self.said.values():
            other.under = None if other.under == said.id else other.under
        without_content = {name: kind for name, kind in schemas.STATUS.items() if name != "content"}
        return {**without_content, "text": str}, status

    def _statuses(self, _asked: Asked, at: str, fields: Fields) -> tuple[Any, Any]:
        own = [said for said in self.said.values() if said.by.id == at]
        return [schemas.STATUS], [self._status(said) for said in page_of(own, fields, lambda said: said.id)]

    def _context(self, _asked: Asked, at: str, _fields: Fields) -> tuple[Any, Any]:
        self._found(at)
        below = {at}
        for said in self.said.values():
            if said.under in below:
                below.add(said.id)
        descendants = [self._status(self.said[one]) for one in sorted(below - {at})]
        return schemas.CONTEXT, {"ancestors": [], "descendants": descendants}

    def _notifications(self, _asked: Asked, _at: str, fields: Fields) -> tuple[Any, Any]:
        standing = [one for one in self.told if one[2].id in self.said]
        return [schemas.NOTIFICATION], [
            {
                "id": number,
                "type": "mention",
                "group_key": f"ungrouped-{number}",
                "created_at": moment_of(at),
                "account": self._account(said.by),
                "status": self._status(said),
            }
            for number, at, said in page_of(standing, fields, lambda one: one[0])
        ]

    def _upload(self, asked: Asked, _at: str, fields: Fields) -> tuple[Any, Any]:
        content = file_in(asked)
        if not content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
            raise Refusal(422, "Validation failed: File content type is invalid, File is invalid")
        number = self._next()
        address = f"https://files.double.example/{hashlib.sha256(content).hexdigest()[:16]}.png"
        self.media[number] = {
            "id": number,
            "type": "image",
            "url": None if self.works_on_media else address,
            "preview_url": address,
            "remote_url": None,
            "meta": {},
            "description": fields.get("description", [None])[0],
            "blurhash": None,
        }
        return schemas.MEDIA, dict(self.media[number])

    def _look_at_media(self, _asked: Asked, at: str, _fields: Fields) -> tuple[Any, Any]:
        if at not in self.media:
            raise Refusal(404, "Record not found")
        self.works_on_media = max(self.works_on_media - 1, 0)
        if not self.works_on_media:
            self.media[at]["url"] = self.media[at]["preview_url"]
        return schemas.MEDIA, dict(self.media[at])

    # What stands there.

    def _say(self, by: Person, text: str, *, under: str | None, visibility: str) -> Said:
        said = Said(self._next(), by, text.strip(), self.now, under=under, visibility=visibility)
        self.said[said.id] = said
        return said

    def _found(self, at: str) -> Said:
        if at not in self.said:
            raise Refusal(404, "Record not found")
        return self.said[at]

    def _own(self, at: str) -> Said:
        if self._found(at).by.id != COUNCIL:
            raise Refusal(404, "Record not found")
        return self.said[at]

    def _status(self, said: Said) -> dict[str, Any]:
        above = self.said.get(said.under or "")
        mentioned = {name.lower() for name in MENTION.findall(said.text)}
        mentions = [one for one in self.people.values() if one.acct.split("@")[0].lower() in mentioned]
        entities = [
            {"id": o.id, "username": o.acct.split("@")[0], "url": profile_of(o), "acct": o.acct} for o in mentions
        ]
        return {
            "id": said.id,
            "uri": f"{self.address}/users/{said.by.acct}/statuses/{said.id}",
            "created_at": moment_of(said.created_at),
            "account": self._account(said.by),
            "content": content_of(said.text, {one["username"].lower(): one["url"] for one in entities}),
            "visibility": said.visibility,
            "sensitive": False,
            "spoiler_text": "",
            "media_attachments": [dict(self.media[one]) for one in said.media],
            "mentions": entities,
            "tags": [],
            "emojis": [],
            "reblogs_count": 0,
            "favourites_count": 0,
            "quotes_count": 0,
            "replies_count": sum(other.under == said.id for other in self.said.values()),
            "url": f"{self.address}/@{said.by.acct}/{said.id}",
            "in_reply_to_id": above.id if above else None,
            "in_reply_to_account_id": above.by.id if above else None,
            "reblog": None,
            "poll": None,
            "card": None,
            "language": said.language,
            "edited_at": moment_of(said.edited_at) if said.edited_at else None,
            "quote": None,
            "favourited": False,
            "reblogged": False,
            "muted": False,
            "bookmarked": False,
        }

    def _account(self, person: Person) -> dict[str, Any]:
        picture = f"{self.address}/avatar.png"
        return {
            "id": person.id,
            "username": person.acct.split("@")[0],
            "acct": person.acct,
            "url": profile_of(person),
            "display_name": person.acct,
            "note": "",
            "avatar": picture,
            "avatar_static": picture,
            "header": picture,
            "header_static": picture,
            "locked": False,
            "fields": [],
            "emojis": [],
            "bot": False,
            "group": False,
            "discoverable": True,
            "created_at": moment_of(EPOCH),
            "last_status_at": None,
            "statuses_count": 0,
            "followers_count": 0,
            "following_count": 0,
        }

    def _next(self) -> str:
        self._number += 1
        return str(self._number)
