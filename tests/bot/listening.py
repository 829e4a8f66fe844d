"""Real services on loopback for Apprise to reach: an SMTP server, and HTTP endpoints that take, refuse or drip."""

import asyncio
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class Inbox:
    """An SMTP handler that keeps what it was sent, or refuses it."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses, self.port = refuses, 0
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return "554 5.7.1 Refused"
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"

    def texts(self) -> list[str]:
        """Return the plain text of each message."""
        return [str(body.get_content()) for one in self.messages if (body := one.get_body(("plain",)))]


@contextmanager
def smtp_server(inbox: Inbox) -> Iterator[Inbox]:
    """Serve ``inbox`` over SMTP on loopback, at its ``port``."""
    loop, ready = asyncio.new_event_loop(), Event()

    def serve() -> None:
        server = loop.run_until_complete(loop.create_server(lambda: SMTP(inbox, loop=loop), "127.0.0.1", 0))
        inbox.port = server.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = Thread(target=serve)
    thread.start()
    ready.wait()
    try:
        yield inbox
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


class Hook:
    """An HTTP endpoint that answers ``status``; where ``drips`` is set it answers a byte at a time, without end."""

    def __init__(self, *, status: int = 200, drips: bool = False) -> None:
        self.status, self.drips, self.port = status, drips, 0
        self.posts: list[dict[str, Any]] = []
        self.done = Event()

    def texts(self) -> list[str]:
        """Return what each call said."""
        return [str(one["message"]) for one in self.posts]


@contextmanager
def http_server(hook: Hook) -> Iterator[Hook]:
    """Serve ``hook`` over HTTP on loopback, at its ``port``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(hook.status)
            self.send_header("Content-Length", "1000000" if hook.drips else "0")
            self.end_headers()
            while hook.drips and not hook.done.wait(0.05):
                try:
                    self.wfile.write(b".")
                except OSError:
                    return

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hook
    finally:
        hook.done.set()
        server.shutdown()
        thread.join()
        server.server_close()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
