"""X's double: the second API's posts, timelines, mentions, pictures and tokens, signatures checked."""

import base64
import hashlib
import hmac
import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any
from urllib.parse import quote, unquote

from connectors import x_shapes
from connectors.loopback import Answer, Asked, Double
from cydbost_connectors.x.links import links
from cydbost_connectors.x.snowflake import last_before

KEYS = {
    "consumer_key": "app-key-ddtk3p",
    "consumer_secret": "app-secret-9fh27x",
    "access_token": "7001-token-v8w2qz",
    "access_token_secret": "token-secret-41mnbv",
    "client_id": "client-id-6yhn5t",
    "client_secret": "client-secret-0okm9i",
    "refresh_token": "refresh-first-2wsx3e",
}
HANDLE, ME, STRANGER = "cyngor_enghr", "7001", "8002"


@dataclass
class Post:
    number: str
    author: str
    text: str  #: as it was sent
    at: datetime
    reply_to: str | None = None
    media: list[str] = field(default_factory=list)
    quoted: str | None = None


class XDouble(Double):
    """X as its OpenAPI description and guides tell of it; ``summoned_only`` is the rule for self-serve apps."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, Post] = {}
        self.pictures: dict[str, bytes] = {}
        self.alt_texts: dict[str, str] = {}
        self.now = datetime(2026, 6, 3, 17, 30, 5, 250_000, tzinfo=UTC)
        self.page = 100  #: the most posts of one answer
        self.summoned_only = True
        self.state: str | None = None  #: of a picture that is still worked on
        self.refresh_token, self.access_token = KEYS["refresh_token"], ""
        self.renewals = 0

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/2/oauth2/token":
            return self._renew(asked)
        if not self._may(asked):
            return self._problem(401, "Unauthorized", "Unauthorized")
        return self._route(asked)

    def _route(self, asked: Asked) -> Answer:
        post = re.fullmatch(r"/2/tweets/(\d{1,19})", asked.path)
        listed = re.fullmatch(r"/2/users/(\d{1,19})/(tweets|mentions)", asked.path)
        routes = {
            ("POST", "/2/tweets"): self._create,
            ("POST", "/2/media/upload"): self._upload,
            ("POST", "/2/media/metadata"): self._describe,
            ("GET", "/2/users/me"): self._me,
        }
        if (asked.method, asked.path) in routes:
            return routes[asked.method, asked.path](asked)
        if post and asked.method == "GET":
            return self._show(asked, post[1])
        if post and asked.method == "DELETE":
            return self._delete(post[1])
        if listed and asked.method == "GET" and listed[1] == ME:
            return self._list(asked, mentions=listed[2] == "mentions")
        return self._problem(404, "Not Found Error", "Not Found")

    def write(self, author: str, text: str, *, reply_to: str | None = None, quoted: str | None = None) -> str:
        """Let somebody write a post; X puts the names before a reply."""
        return self._add(Post("", author, text, self.now, reply_to, [], quoted)).number

    def _add(self, post: Post) -> Post:
        self.now += timedelta(milliseconds=1)
        post.number, post.at = str(last_before(self.now) + 1), self.now
        self.posts[post.number] = post
        return post

    def _create(self, asked: Asked) -> Answer:
        body = asked.json
        if wrong := x_shapes.check_new_post(body):
            return self._problem(400, "Invalid Request", f"One or more parameters to your request was invalid: {wrong}")
        text, reply_to = body["text"].strip(), body.get("reply", {}).get("in_reply_to_tweet_id")
        media = body.get("media", {}).get("media_ids", [])
        if any(one.author == ME and (one.text, one.reply_to) == (text, reply_to) for one in self.posts.values()):
            return self._problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")
        if reply_to and (refused := self._reply_refused(reply_to)):
            return refused
        if any(one not in self.pictures for one in media):
            return self._problem(400, "Invalid Request", "Your media IDs are invalid.")
        made = self._add(Post("", ME, text, self.now, reply_to, media))
        data = {"id": made.number, "text": self._shown(made), "edit_history_tweet_ids": [made.number]}
        return Answer(201, {"data": data}, self._limits())

    def _reply_refused(self, reply_to: str) -> Answer | None:
        there = self.posts.get(reply_to)
        if there is None:
            detail = "You attempted to reply to a Tweet that is deleted or not visible to you."
            return self._problem(403, "Forbidden", detail)
        summons = there.author == ME or f"@{HANDLE}" in self._shown(there) or self._quotes_us(there)
        if self.summoned_only and not summons:
            detail = "You can only reply to or quote posts where you are mentioned or are the author."
            return self._problem(403, "Forbidden", detail)
        return None

    def _quotes_us(self, post: Post) -> bool:
        return post.quoted is not None and self.posts[post.quoted].author == ME

    def _show(self, asked: Asked, number: str) -> Answer:
        if wrong := x_shapes.check_query(asked.query, pages=False):
            return self._problem(400, "Invalid Request", wrong)
        post = self.posts.get(number)
        if post is None:
            problem = {
                "type": "https://api.x.com/2/problems/resource-not-found",
                "title": "Not Found Error",
                "detail": f"Could not find tweet with id: [{number}].",
                "resource_type": "tweet",
                "resource_id": number,
            }
            assert x_shapes.has_shape(problem, x_shapes.PROBLEM, "type", "title", "detail")
            return Answer(200, {"errors": [problem]})
        return Answer(200, {"data": self._post(post), **self._includes([post], asked)})

    def _delete(self, number: str) -> Answer:
        post = self.posts.get(number)
        if post is not None and post.author != ME:
            return self._problem(403, "Forbidden", "You are not authorized to delete this Tweet.")
        self.posts.pop(number, None)
        return Answer(200, {"data": {"deleted": True}})

    def _list(self, asked: Asked, *, mentions: bool) -> Answer:
        if wrong := x_shapes.check_query(asked.query, pages=True):
            return self._problem(400, "Invalid Request", wrong)
        name = f"@{HANDLE}"
        ours = [p for p in self.posts.values() if (name in self._shown(p) if mentions else p.author == ME)]
        since, skip = int(asked.query.get("since_id", "0")), int(asked.query.get("pagination_token", "0"))
        wanted = sorted((p for p in ours if int(p.number) > since), key=lambda p: -int(p.number))
        page = wanted[skip : skip + min(self.page, int(asked.query.get("max_results", "10")))]
        meta: dict[str, Any] = {"result_count": len(page)}
        if skip + len(page) < len(wanted):
            meta["next_token"] = str(skip + len(page))
        body = {
            "meta": meta,
            **({"data": [self._post(p) for p in page], **self._includes(page, asked)} if page else {}),
        }
        return Answer(200, body, self._limits())

    def _post(self, post: Post) -> dict[str, Any]:
        root = post
        while root.reply_to in self.posts:
            root = self.posts[root.reply_to]
        told: dict[str, Any] = {
            "id": post.number,
            "text": html.escape(self._shown(post), quote=False),
            "author_id": post.author,
            "conversation_id": root.number,
            "edit_history_tweet_ids": [post.number],
            "entities": self._entities(post),
        }
        references = [("replied_to", post.reply_to), ("quoted", post.quoted)]
        if given := [{"type": kind, "id": number} for kind, number in references if number]:
            told["referenced_tweets"] = given
        if post.reply_to in self.posts:
            told["in_reply_to_user_id"] = self.posts[post.reply_to].author
        if post.media:
            told["attachments"] = {"media_keys": [f"3_{one}" for one in post.media]}
        assert x_shapes.has_shape(told, x_shapes.POST, "id", "text")
        return told

    def _shown(self, post: Post) -> str:
        """Return a post as X keeps it: names before a reply, short links for links and pictures."""
        text, at = "", 0
        for number, (start, end) in enumerate(links(post.text)):
            text += post.text[at:start] + f"https://t.co/{post.number[-6:]}{number}"
            at = end
        text += post.text[at:]
        other = self.posts.get(post.reply_to or "")
        if other is not None and other.author != post.author:
            text = f"@{HANDLE if other.author == ME else 'preswylydd'} {text}"
        return text + (f" https://t.co/{post.number[-6:]}m" if post.media else "")

    def _entities(self, post: Post) -> dict[str, Any]:
        shown = self._shown(post)
        urls = []
        for number, (start, end) in enumerate(links(post.text)):
            given = post.text[start:end]
            long = given if given.startswith("http") else f"http://{given}"
            short = f"https://t.co/{post.number[-6:]}{number}"
            urls.append({"url": short, "expanded_url": long, "display_url": given.split("://")[-1][:26]})
        if post.media:
            short, there = f"https://t.co/{post.number[-6:]}m", f"https://x.com/{HANDLE}/status/{post.number}/photo/1"
            picture = {
                "url": short,
                "expanded_url": there,
                "display_url": "pic.x.com/abc",
                "media_key": f"3_{post.media[0]}",
            }
            urls.append(picture)
        placed = [
            {"start": shown.index(one["url"]), "end": shown.index(one["url"]) + len(one["url"]), **one} for one in urls
        ]
        names = [
            {
                "start": found.start(),
                "end": found.end(),
                "username": found[1],
                "id": ME if found[1] == HANDLE else STRANGER,
            }
            for found in re.finditer(r"@(\w+)", shown)
        ]
        return {kind: given for kind, given in (("urls", placed), ("mentions", names)) if given}

    def _includes(self, posts: list[Post], asked: Asked) -> dict[str, Any]:
        wanted = asked.query.get("expansions", "").split(",")
        found: dict[str, Any] = {}
        media = [one for post in posts for one in post.media]
        if media and "attachments.media_keys" in wanted:
            found["media"] = [
                {
                    "media_key": f"3_{one}",
                    "type": "photo",
                    **({"alt_text": self.alt_texts[one]} if one in self.alt_texts else {}),
                }
                for one in media
            ]
        if "author_id" in wanted:
            names = {ME: HANDLE, STRANGER: "preswylydd"}
            authors = sorted({post.author for post in posts})
            found["users"] = [{"id": one, "username": names[one], "name": names[one]} for one in authors]
        return {"includes": found} if found else {}

    def _me(self, _asked: Asked) -> Answer:
        return Answer(200, {"data": {"id": ME, "username": HANDLE, "name": "Cyngor"}}, self._limits())

    def _upload(self, asked: Asked) -> Answer:
        form = message_from_bytes(b"Content-Type: " + asked.headers["content-type"].encode() + b"\r\n\r\n" + asked.body)
        parts = {
            part.get_param("name", header="content-disposition"): part
            for part in form.walk()
            if not part.is_multipart()
        }
        if set(parts) != {"media", "media_category"} or parts["media_category"].get_payload() != "tweet_image":
            return self._problem(400, "Invalid Request", "media")
        number = str(1_000_000 + len(self.pictures))
        content = parts["media"].get_payload(decode=True)
        assert isinstance(content, bytes)
        self.pictures[number] = content
        data: dict[str, Any] = {
            "id": number,
            "media_key": f"3_{number}",
            "size": len(content),
            "expires_after_secs": 86400,
        }
        if self.state:
            data["processing_info"] = {"state": self.state, "check_after_secs": 1}
        return Answer(200, {"data": data})

    def _describe(self, asked: Asked) -> Answer:
        if wrong := x_shapes.check_metadata(asked.json):
            return self._problem(400, "Invalid Request", wrong)
        self.alt_texts[asked.json["id"]] = asked.json["metadata"]["alt_text"]["text"]
        return Answer(200, {"data": {"id": asked.json["id"]}})

    def _renew(self, asked: Asked) -> Answer:
        form = asked.form
        basic = base64.b64encode(f"{KEYS['client_id']}:{KEYS['client_secret']}".encode()).decode()
        is_known = asked.headers.get("authorization") == f"Basic {basic}" and form.get("client_id") == KEYS["client_id"]
        if not is_known or form.get("grant_type") != "refresh_token" or form.get("refresh_token") != self.refresh_token:
            told = {"error": "invalid_request", "error_description": "Value passed for the token was invalid."}
            return Answer(400, told)
        self.renewals += 1
        self.refresh_token, self.access_token = f"refresh-{self.renewals}-5tgb6y", f"access-{self.renewals}-7ujm8k"
        scope = "tweet.read tweet.write users.read media.write offline.access"
        tokens = {"access_token": self.access_token, "refresh_token": self.refresh_token}
        return Answer(200, {"token_type": "bearer", "expires_in": 7200, "scope": scope, **tokens})

    def _may(self, asked: Asked) -> bool:
        given = asked.headers.get("authorization", "")
        if given.startswith("Bearer "):
            return bool(self.access_token) and given == f"Bearer {self.access_token}"
        return given.startswith("OAuth ") and self._is_signed(asked, given.removeprefix("OAuth "))

    def _is_signed(self, asked: Asked, header: str) -> bool:
        """Check a signature by RFC 5849, section 3.4, with keys of our own."""
        given = {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', header)}
        signature = given.pop("oauth_signature", "")
        parameters = sorted((quote(n, safe="~"), quote(v, safe="~")) for n, v in {**given, **asked.query}.items())
        joined = "&".join(f"{name}={value}" for name, value in parameters)
        base = "&".join(quote(one, safe="~") for one in (asked.method, self.address + asked.path, joined))
        key = "&".join(quote(KEYS[name], safe="~") for name in ("consumer_secret", "access_token_secret"))
        wanted = base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()
        is_ours = (given.get("oauth_consumer_key"), given.get("oauth_token")) == (
            KEYS["consumer_key"],
            KEYS["access_token"],
        )
        return is_ours and hmac.compare_digest(signature, wanted)

    def _limits(self) -> dict[str, str]:
        reset = str(int(self.now.timestamp()) + 900)
        return {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "99", "x-rate-limit-reset": reset}

    def _problem(self, status: int, title: str, detail: str) -> Answer:
        told: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return Answer(status, told, {"Content-Type": "application/problem+json"})
