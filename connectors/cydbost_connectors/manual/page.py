"""Looking at the page that a person named: is it there, and what does it say?

Only pages of the account's own place are asked for, on the open internet, once, in bounded time and size, and no
redirect is followed: an address that somebody pasted must lead nowhere inside the council.
"""

from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

import requests

from cydbost_connectors.errors import ByHand
from cydbost_connectors.manual import details
from cydbost_connectors.manual.addresses import origin_of
from cydbost_connectors.outward import PinnedSession

GONE: Final = frozenset({404, 410})
_FOUND: Final = 200
#: The most of a page that is looked through, in bytes.
_MOST: Final = 2_000_000
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript"})
#: What a page says of itself: some show their words to a browser alone, and name them here.
_SAYS: Final = frozenset({"description", "og:description", "twitter:description", "og:title"})


def read_page(address: str, may_ask: Callable[[str], bool], patience: tuple[float, float]) -> str | None:
    """Return the words of a page, or ``None`` where its own server says that it is not there.

    Args:
        address: of the page, as ``addresses.address_on`` gave it.
        may_ask: whether a host may be asked at all.
        patience: seconds to connect, and to wait for the answer.

    Raises:
        ByHand: it cannot be read: only a person can tell.
    """
    host, origin = urlsplit(address).hostname or "", origin_of(address)
    try:
        if not may_ask(host):
            raise ByHand(details.HAND)
        with PinnedSession({origin: origin}, patience) as session:
            answer = session.get(address, headers={"Accept": "text/html"})
            status, kind, body = answer.status_code, answer.headers.get("Content-Type", ""), answer.content
    except (requests.RequestException, OSError, ValueError) as error:
        raise ByHand(details.HAND) from error
    if status in GONE:
        return None
    if status != _FOUND or "html" not in kind.lower() or len(body) > _MOST:
        raise ByHand(details.HAND)
    return _words(_decoded(body, kind))


def _decoded(body: bytes, kind: str) -> str:
    """Return a page's source: in the letters that it names in its ``Content-Type``, and otherwise in UTF-8."""
    named = kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    try:
        return body.decode(named or "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _words(source: str) -> str:
    reader = _Words()
    reader.feed(source)
    reader.close()
    return " ".join(reader.found)


class _Words(HTMLParser):
    """The words of a page that a reader sees, and what it says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "meta":
            given = dict(attrs)
            if (given.get("property") or given.get("name") or "").lower() in _SAYS:
                self.found.append(given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)
