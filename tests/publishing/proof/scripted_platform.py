"""A platform of our own behind a real socket: it keeps what was made public, and goes wrong in the ways it is told to.

It has no idempotency keys: what is sent twice stands there twice, so that nothing is hidden from the proofs.
"""

import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

DIES = "Dies"  #: a caller names its own process here: it is killed once the platform has acted, before it is answered
ADDRESS = "https://platform.test/{number}"

Answer = dict[str, Any]
Act = Callable[[], Answer]
Fault = Callable[["Exchange", Act], None]


@dataclass
class Post:
    """What stands, or stood, before the public."""

    number: int
    account: str
    text: str
    language: str
    on: str | None
    at: str
    is_up: bool = True
    edits: int = 0


@dataclass
class Kept:
    """Everything the platform remembers."""

    posts: list[Post] = field(default_factory=list)
    comments: list[Answer] = field(default_factory=list)


class ScriptedPlatform:
    """The platform, for any number of accounts and callers."""

    def __init__(self) -> None:
        self.kept = Kept()
        self.asked: list[tuple[str, str]] = []  #: every call that arrived: account, method
        self.over = Event()  #: set at the end, so that no answer is held back any longer
        self.unwanted = set[tuple[str, str, str]]()  #: account, method, text: refused for good
        self._faults: dict[tuple[str, str], deque[Fault]] = {}
        self._lock = Lock()

    def meet(self, account: str, method: str, *faults: Fault) -> None:
        """Line up faults for the next calls of one method on one account."""
        self._faults.setdefault((account, method), deque()).extend(faults)

    def end_faults(self) -> None:
        """Behave from now on."""
        self._faults.clear()

    def remembered(self) -> Kept:
        """Return a copy of everything there is, for ``kept``."""
        return deepcopy(self.kept)

    def standing(self) -> list[tuple[str, str, str | None]]:
        """Return account, text and what it answers of everything the public sees, in the order it was made."""
        return [(post.account, post.text, post.on) for post in self.kept.posts if post.is_up]

    def fault_for(self, account: str, method: str) -> Fault | None:
        """Take the next fault that is lined up for a call."""
        with self._lock:
            self.asked.append((account, method))
            faults = self._faults.get((account, method))
            return faults.popleft() if faults else None

    def act(self, account: str, method: str, asked: Answer) -> Answer:
        """Do what a caller asks, and say what came of it."""
        with self._lock:
            doing: Callable[[str, Answer], Answer] = getattr(self, f"_{method}")
            return doing(account, asked)

    def _health(self, _account: str, _asked: Answer) -> Answer:
        return {"usable": True}

    def _prepare(self, _account: str, _asked: Answer) -> Answer:
        return {}

    def _publish(self, account: str, asked: Answer) -> Answer:
        number = len(self.kept.posts) + 1
        self.kept.posts.append(Post(number, account, asked["text"], asked["language"], asked["on"], asked["now"]))
        return _seen(self.kept.posts[-1])

    def _find(self, account: str, asked: Answer) -> Answer:
        same = [
            post
            for post in self.kept.posts
            if post.account == account
            and post.is_up
            and (post.text, post.on) == (asked["text"], asked["on"])
            and post.at >= asked["since"]
        ]
        return _seen(same[0]) if same else {}

    def _read_back(self, account: str, asked: Answer) -> Answer:
        post = self._post(account, asked)
        return _seen(post) if post is not None and post.is_up else {}

    def _edit(self, account: str, asked: Answer) -> Answer:
        post = self._post(account, asked)
        if post is None or not post.is_up:
            return {}
        post.text, post.language, post.edits = asked["text"], asked["language"], post.edits + 1
        return {**_seen(post), "at": asked["now"]}

    def _withdraw(self, account: str, asked: Answer) -> Answer:
        post = self._post(account, asked)
        if post is not None:
            post.is_up = False
        return {}

    def _comments(self, account: str, asked: Answer) -> Answer:
        mine = {str(post.number) for post in self.kept.posts if post.account == account}
        return {"comments": [c for c in self.kept.comments if c["on"] in mine and c["at"] >= asked["since"]]}

    def _recent(self, account: str, asked: Answer) -> Answer:
        mine = [post for post in self.kept.posts if post.account == account and post.is_up]
        return {"posts": [_seen(post) for post in mine if post.at >= asked["since"]]}

    def _post(self, account: str, asked: Answer) -> Post | None:
        number = int(asked["id"])
        found = self.kept.posts[number - 1] if 0 < number <= len(self.kept.posts) else None
        return found if found is not None and found.account == account else None


def _seen(post: Post) -> Answer:
    return {**asdict(post), "id": str(post.number), "address": ADDRESS.format(number=post.number)}


class Exchange(BaseHTTPRequestHandler):
    """One call and its answer."""

    platform: ScriptedPlatform

    def do_POST(self) -> None:
        _, account, method = self.path.split("/")
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))

        def act() -> Answer:
            return self.platform.act(account, method, asked)

        fault = self.platform.fault_for(account, method)
        try:
            if (account, method, asked.get("text")) in self.platform.unwanted:
                self.reply(400, {})
            elif fault is None:
                self.reply(200, act())
            else:
                fault(self, act)
        except OSError:
            self.close_connection = True  # the caller has gone: killed, or out of patience

    def reply(self, status: int, body: Answer, **headers: str) -> None:
        """Send a whole answer."""
        content = json.dumps(body).encode()
        self.begin(status, len(content), **headers)
        self.wfile.write(content)

    def begin(self, status: int, length: int, **headers: str) -> None:
        """Send what stands before an answer's content, unless nobody is to live to read it."""
        if DIES in self.headers:
            os.kill(int(self.headers[DIES]), signal.SIGKILL)
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


@contextmanager
def served() -> Iterator[tuple[ScriptedPlatform, str]]:
    """Serve a new platform on the loopback; give it, and where it is."""
    platform = ScriptedPlatform()
    server = _Server(("127.0.0.1", 0), type("ExchangeThere", (Exchange,), {"platform": platform}))
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield platform, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        platform.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
