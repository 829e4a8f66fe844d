"""A WordPress of ours on the loopback: posts, pictures and comments as version 6.1 answers over its REST API.

What it does was watched on the real one, which ``make test-platforms`` runs; both keep the same contract.
"""

import html
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from connectors.loopback import Answer, Asked, Double, Fault, says, served
from cydbost_connectors import AccountSettings, Connector
from cydbost_connectors.vault import MemoryVault
from cydbost_connectors.wordpress.connector import RIGHTS, WordPressConnector

USER, PASSWORD = "cydbost", "abcd EFGH 1234 ŵŷxx"
ME = 2


class WordPressDouble(Double):
    """The site."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 6, 3, 17, 30, tzinfo=UTC)
        self.posts: dict[int, dict[str, Any]] = {}
        self.media: dict[int, dict[str, Any]] = {}
        self.said: dict[int, dict[str, Any]] = {}
        self.rights: set[str] = set(RIGHTS)
        self.categories = {"cymraeg": 2, "english": 3}
        self.knows_lang = False  #: as with Polylang Pro
        self.has_trash = True
        self.keeps_pending = False
        self.numbers = 0

    def fault_for(self, asked: Asked) -> Fault | None:
        asked.path = asked.query.pop("rest_route", asked.path)
        return super().fault_for(asked)

    def answer(self, asked: Asked) -> Answer:
        token = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {token}":
            return failed(401, "rest_not_logged_in")
        self.now += timedelta(seconds=1)
        found = re.fullmatch(r"/wp/v2/(users|posts|media|comments|categories)(?:/(me|\d+))?", asked.path)
        if not found:
            return failed(404, "rest_no_route")
        number = int(found[2]) if (found[2] or "").isdigit() else 0
        doors = {
            "users": self._user,
            "posts": self._posts,
            "media": self._media,
            "comments": self._comments,
            "categories": self._category,
        }
        answer = doors[found[1]](asked, number)
        return replace(answer, body=answer.content)  # as it is now: others may change it before it is sent

    def comment(self, post: int, text: str, *, author: int = 0, parent: int = 0) -> dict[str, Any]:
        """Write a comment; the public's is cleaned, as WordPress cleans it."""
        number = self._number()
        raw = text if author else re.sub(r"&(?!#?\w+;)", "&amp;", text)
        self.said[number] = {
            "id": number, "post": post, "parent": parent, "author": author, "author_name": "Mari &amp; Siôn",
            "content": {"raw": raw}, "date_gmt": self._time(), "status": "approved",
            "link": f"{self.address}/?p={post}#comment-{number}",
        }  # fmt: skip
        return self.said[number]

    def _user(self, _asked: Asked, _number: int) -> Answer:
        return Answer(body={"id": ME, "capabilities": dict.fromkeys(self.rights, True)})

    def _category(self, asked: Asked, _number: int) -> Answer:
        number = self.categories.get(asked.query["slug"])
        return Answer(body=[{"id": number}] if number else [])

    def _posts(self, asked: Asked, number: int) -> Answer:
        if asked.method == "OPTIONS":
            return Answer(body={"schema": {"properties": {"id": {}, **({"lang": {}} if self.knows_lang else {})}}})
        if number:
            return self._post(asked, number)
        if asked.method == "POST":
            return self._new_post(asked)
        return listed(asked, [row for row in self.posts.values() if _wanted(asked, row)], "date")

    def _new_post(self, asked: Asked) -> Answer:
        number, given = self._number(), asked.json
        slug = self._free(given["slug"])
        row = {
            "id": number, "status": "draft", "password": "", "date_gmt": self._time(), "author": ME,
            "link": f"{self.address}/?p={number}",
        }  # fmt: skip
        self.posts[number] = row
        self._put(row, {**given, "slug": slug})
        return Answer(201, row)

    def _post(self, asked: Asked, number: int) -> Answer:
        row = self.posts.get(number)
        if row is None:
            return failed(404, "rest_post_invalid_id")
        if asked.method == "DELETE":
            return self._bin(asked, self.posts, row)
        if asked.method == "POST":
            given = asked.json
            if given.get("status") == "publish" and self.keeps_pending:
                given["status"] = "pending"
            if given.get("status") == "publish" and row["status"] != "publish":
                row["date_gmt"] = self._time()
            self._put(row, given)
        return Answer(200, row)

    def _put(self, row: dict[str, Any], given: dict[str, Any]) -> None:
        for name, value in given.items():
            if name in {"title", "content"}:
                row[name] = {"raw": value}
            elif name not in {"lang", "translations"} or self.knows_lang:
                row[name] = value
        row["modified_gmt"] = self._time()

    def _bin(self, asked: Asked, rows: dict[int, dict[str, Any]], row: dict[str, Any]) -> Answer:
        if asked.query.get("force"):
            del rows[row["id"]]
            return Answer(body={"deleted": True})
        if not self.has_trash:
            return failed(501, "rest_trash_not_supported")
        if row["status"] == "trash":
            return failed(410, "rest_already_trashed")
        row["status"] = "trash"
        if "slug" in row:
            row["slug"] += "__trashed"
        return Answer(body=row)

    def _media(self, asked: Asked, _number: int) -> Answer:
        if asked.method == "GET":
            return listed(asked, [row for row in self.media.values() if row["slug"] == asked.query["slug"]], "date")
        number, fields = self._number(), _form(asked)
        name = fields["slug"]
        self.media[number] = {
            "id": number, "slug": name, "alt_text": fields["alt_text"], "status": "inherit",
            "source_url": f"{self.address}/wp-content/uploads/{name}.png", "date_gmt": self._time(),
        }  # fmt: skip
        return Answer(201, self.media[number])

    def _comments(self, asked: Asked, number: int) -> Answer:
        if number:
            row = self.said.get(number)
            if row is None:
                return failed(404, "rest_comment_invalid_id")
            if asked.method == "DELETE":
                return self._bin(asked, self.said, row)
            if asked.method == "POST":
                row["content"] = {"raw": asked.json["content"]}
            return Answer(200, row)
        if asked.method == "POST":
            given = asked.json
            same = [row for row in self.said.values() if row["author"] == ME and row["post"] == given["post"]]
            if any(row["content"]["raw"] == given["content"] and row["status"] != "trash" for row in same):
                return failed(409, "comment_duplicate")
            return Answer(201, self.comment(given["post"], given["content"], author=ME, parent=given["parent"]))
        return listed(asked, [row for row in self.said.values() if _wanted(asked, row)], "date_gmt")

    def _free(self, slug: str) -> str:
        taken = {row["slug"] for row in self.posts.values()}
        return next(wish for wish in (slug, *(f"{slug}-{n}" for n in range(2, 99))) if wish not in taken)

    def _number(self) -> int:
        self.numbers += 1
        return self.numbers

    def _time(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%S")


def failed(status: int, code: str) -> Answer:
    """Answer as WordPress answers what it does not do."""
    return Answer(status, {"code": code, "message": f"WordPress says {code}.", "data": {"status": status}})


def listed(asked: Asked, rows: list[dict[str, Any]], orderby: str) -> Answer:
    """Answer a page of a list."""
    newest_first = asked.query.get("order", "desc") == "desc"
    assert asked.query.get("orderby", orderby) in {"date", "date_gmt"}
    ordered = sorted(rows, key=lambda row: (row["date_gmt"], row["id"]), reverse=newest_first)
    size, page = int(asked.query.get("per_page", "10")), int(asked.query.get("page", "1"))
    assert size <= 100
    headers = {"X-WP-TotalPages": str(-(-len(ordered) // size) or 1)}
    return Answer(200, ordered[(page - 1) * size : page * size], headers)


def _wanted(asked: Asked, row: dict[str, Any]) -> bool:
    query = asked.query
    statuses = query.get("status", "publish" if "slug" in row else "approve").replace("approve", "approved").split(",")
    after = query.get("after", "").removesuffix("Z")
    return all((
        "any" in statuses or row["status"] in statuses,
        "slug" not in query or row.get("slug") in query["slug"].split(","),
        "include" not in query or str(row["id"]) in query["include"].split(","),
        "parent" not in query or str(row["parent"]) == query["parent"],
        row["date_gmt"] > after,
    ))  # fmt: skip


def _form(asked: Asked) -> dict[str, str]:
    head = f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode()
    parts = BytesParser(policy=HTTP).parsebytes(head + asked.body).iter_parts()
    named = {str(part.get_param("name", header="content-disposition")): part for part in parts}
    return {
        name: bytes(part.get_payload(decode=True) or b"").decode() for name, part in named.items() if name != "file"
    }


@dataclass
class SiteDesk:
    """The site's other side: the public."""

    site: WordPressDouble
    plain: dict[str, str] = field(default_factory=dict)
    language: str = "cy,en"
    expired: Fault = field(default_factory=lambda: says(401, failed(401, "rest_not_logged_in").body))

    def strike(self, fault: Fault) -> None:
        self.site.meet("POST", f"/wp/v2/posts/{self.site.numbers + 1}", fault)  # the draft's own number

    def secrets(self) -> tuple[str, ...]:
        return PASSWORD, b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    def connector(self, name: str = "council", *, address: str | None = None, password: str = PASSWORD) -> Connector:
        account = account_of(address or self.site.address, USER, password, name=name, language=self.language)
        return WordPressConnector(replace(account, plain={**account.plain, **self.plain}), patience=self.site.patience)

    def comment(self, remote_id: str, text: str) -> str:
        with self.site.lock:
            self.site.now += timedelta(seconds=1)
            return f"comment-{self.site.comment(int(remote_id.removeprefix('post-')), text)['id']}"

    def visible(self) -> list[str]:
        connector, site = self.connector(), self.site
        posts = [f"post-{row['id']}" for row in site.posts.values() if row["status"] == "publish"]
        replies = [
            f"reply-{row['id']}" for row in site.said.values() if row["author"] == ME and row["status"] == "approved"
        ]
        return [live.text for live in map(connector.read_back, posts + replies) if live]

    def page(self, remote_id: str) -> str:
        """Return a post's HTML, marks spelt out."""
        return html.unescape(self.site.posts[int(remote_id.removeprefix("post-"))]["content"]["raw"])


def account_of(
    address: str, user: str, password: str, *, name: str = "council", language: str = "cy,en"
) -> AccountSettings:
    """Return an account on the site at ``address``."""
    plain = {
        "site": address, "user": user, "languages": "none", "category_cy": "cymraeg", "category_en": "english",
    }  # fmt: skip
    secrets = {"application_password": password}
    return AccountSettings(name, language, plain, secrets, lambda: datetime.now(UTC), MemoryVault())


@contextmanager
def open_site() -> Iterator[SiteDesk]:
    double = WordPressDouble()
    with served(double):
        yield SiteDesk(double)
