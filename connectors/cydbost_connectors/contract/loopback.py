"""A server of ours on the loopback that speaks a platform's wire format, and goes wrong in the ways it is told to.

A platform's double takes ``Double`` over and gives ``answer``; its requests and answers are held to what the platform
publishes about itself by the double's own tests.
"""

import json
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, RLock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  #: by lower-case name
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class Answer:
    """One answer."""

    status: int = 200
    body: Any = None  #: JSON, or bytes as they are
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Fault = Callable[["Exchange", Callable[[], Answer]], None]


class Double:
    """A platform's double: what it answers, what it was asked, and the faults that are lined up."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.over = Event()  #: set at the end, so that no answer is held back any longer
        self.lock = RLock()
        self.address = ""
        self._faults: dict[tuple[str, str], deque[Fault]] = {}

    def answer(self, asked: Asked) -> Answer:
        """Do what is asked, and say what came of it."""
        raise NotImplementedError

    def meet(self, method: str, part: str, *faults: Fault) -> None:
        """Line up faults for the next calls of ``method`` whose path holds ``part``."""
        self._faults.setdefault((method, part), deque()).extend(faults)

    @property
    def patience(self) -> tuple[float, float]:
        """How long a caller should wait, in seconds: not long for silence that is lined up, and else very."""
        with self.lock:
            silent = any(isinstance(fault, Silence) for faults in self._faults.values() for fault in faults)
        return (10.0, 1.0) if silent else (20.0, 20.0)

    def fault_for(self, asked: Asked) -> Fault | None:
        with self.lock:
            self.asked.append(asked)
            for (method, part), faults in self._faults.items():
                if faults and asked.method == method and part in asked.path:
                    return faults.popleft()
        return None


class Exchange(BaseHTTPRequestHandler):
    """One call and its answer."""

    double: Double
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and content go out apart, and would wait 40 ms for each other

    def _do(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        asked = Asked(self.command, parts.path, query, headers, body)

        def act() -> Answer:
            with self.double.lock:
                return self.double.answer(asked)

        fault = self.double.fault_for(asked)
        try:
            if fault is None:
                self.reply(act())
            else:
                fault(self, act)
        except OSError:
            self.close_connection = True  # the caller has gone

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _do  # noqa: N815 - the base class's names

    def reply(self, answer: Answer) -> None:
        """Send a whole answer."""
        self.begin(answer, len(answer.content))
        self.wfile.write(answer.content)

    def begin(self, answer: Answer, length: int) -> None:
        """Send what stands before an answer's content."""
        self.send_response(answer.status)
        standard = {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(length)}
        for name, value in {**standard, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def cut(self) -> None:
        """Reset the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Say nothing."""


def says(status: int, body: Any = None, **headers: str) -> Fault:
    """Answer so without acting."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange, _act: exchange.reply(Answer(status, {} if body is None else body, given))


def acts_and_says(status: int, body: Any = None, **headers: str) -> Fault:
    """Act, and answer so all the same."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}

    def fault(exchange: Exchange, act: Callable[[], Answer]) -> None:
        act()
        exchange.reply(Answer(status, {} if body is None else body, given))

    return fault


@dataclass(frozen=True)
class Silence:
    """Hold the answer back until the caller has lost patience: all of it, or all but its first byte."""

    acts: bool
    begins: bool = False

    def __call__(self, exchange: Exchange, act: Callable[[], Answer]) -> None:
        answer = act() if self.acts else None
        if answer is not None and self.begins:
            exchange.begin(answer, len(answer.content) + 40)
            exchange.wfile.write(answer.content[:1])
            exchange.wfile.flush()
        exchange.double.over.wait(60)
        exchange.cut()


def says_nothing(*, acts: bool) -> Fault:
    """Hold the whole answer back, having acted or not."""
    return Silence(acts)


#: Act, and send the answer a byte at a time, for longer than anybody waits for the next.
drips: Fault = Silence(acts=True, begins=True)


def resets(*, acts: bool) -> Fault:
    """Reset the connection, having acted or not."""

    def fault(exchange: Exchange, act: Callable[[], Answer]) -> None:
        if acts:
            act()
        exchange.cut()

    return fault


def stops_half_way(exchange: Exchange, act: Callable[[], Answer]) -> None:
    """Act, and reset the connection in the middle of the answer."""
    answer = act()
    exchange.begin(answer, len(answer.content) + 40)
    exchange.wfile.write(answer.content[: len(answer.content) // 2])
    exchange.wfile.flush()
    exchange.cut()


def babbles(*, acts: bool) -> Fault:
    """Answer 200 with what is no JSON, having acted or not."""

    def fault(exchange: Exchange, act: Callable[[], Answer]) -> None:
        if acts:
            act()
        exchange.reply(Answer(200, b'{"id": "1', {"Content-Type": "application/json"}))

    return fault


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


@contextmanager
def served(double: Double) -> Iterator[str]:
    """Serve a double on the loopback; give its address."""
    server = _Server(("127.0.0.1", 0), type("ExchangeThere", (Exchange,), {"double": double}))
    double.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield double.address
    finally:
        double.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def nobody_there() -> str:
    """Return an address on the loopback where nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}"
