"""A page that is gone is noticed; nothing else is, and nothing inside the council is asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cydbost_bot.link_probe import LinkProbe
from cydbost_connectors.public_hosts import is_public


class Pages(BaseHTTPRequestHandler):
    """``/here`` is there, ``/gone`` is gone, ``/shy`` refuses to show its head, ``/ill`` is ill, ``/moved`` moved."""

    def do_HEAD(self) -> None:
        self._answer({"/here": 200, "/ill": 503, "/moved": 301}.get(self.path, 404))

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/shy" else 410)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "gone"), [("/here", False), ("/gone", True), ("/shy", False), ("/ill", False), ("/moved", False)]
)
def test_only_a_page_whose_own_server_says_so_is_gone(site: str, path: str, *, gone: bool) -> None:
    assert LinkProbe(lambda _host: True).is_gone(site + path) is gone


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:1/x", "https://nobody.invalid/", "ftp://a.example/", "http://[", ""]
)
def test_where_nobody_can_tell_the_page_is_not_called_gone(link: str) -> None:
    assert not LinkProbe(lambda _host: True).is_gone(link)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.8", "169.254.169.254", "::1", "192.168.1.1"])
def test_nothing_inside_the_council_is_asked(host: str) -> None:
    assert not is_public(host)


def test_a_page_inside_the_council_is_never_asked_for(site: str) -> None:
    assert not LinkProbe().is_gone(f"{site}/gone")
