"""A page of the public web, fetched with care: nothing inside the council's own network can be reached through it.

The address comes out of a text that anybody may have written. Its host is looked up once, every address it has must be
public, and the connection goes to the very address that was judged; each redirection is judged anew.
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Problem, Wording

MOST_BYTES: Final = 500_000  #: the head of a page, where its twins are named, is far shorter
MOST_SECONDS: Final = 10.0  #: for one page with all its redirections
_ONE_CALL: Final = 5.0  # seconds to connect, and between two pieces
_MOST_HOPS: Final = 4
_PIECE: Final = 16_384
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
#: Addresses that are called global and lead to IPv4 addresses, any of them: the two ways of carrying one in IPv6.
_CARRIERS: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))

NOT_WEB = Wording("page_not_web", N_("it is no address of the web"))
NOT_PUBLIC = Wording("page_not_public", N_("it does not lead to the public web"))
NO_ANSWER = Wording("page_no_answer", N_("nothing answers there"))
TOO_SLOW = Wording("page_too_slow", N_("it answers too slowly"))
TOO_FAR = Wording("page_too_far", N_("it leads on and on to other pages"))
NO_PAGE = Wording("page_no_page", N_("it gives no page (status {status})"))
NOT_HTML = Wording("page_not_html", N_("it is no page but a file"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Says whether an address may be connected to.
Allows = Callable[[Address], bool]


class Unfetched(Exception):
    """The page could not be fetched; ``why`` is said after its address."""

    def __init__(self, why: Problem) -> None:
        """``why``: a part of a sentence."""
        super().__init__(why.code)
        self.why = why


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it was found in the end, and the beginning of its HTML."""

    address: str
    html: str


def is_public(address: Address) -> bool:
    """Say whether ``address`` is on the public web: not private, local, reserved, shared by many, or a way to one."""
    if isinstance(address, ipaddress.IPv6Address) and any(address in carrier for carrier in _CARRIERS):
        return False
    return address.is_global and not address.is_multicast


def fetch(address: str, *, allows: Allows = is_public) -> Page:
    """Fetch the page at ``address``, which without a scheme is ``https``.

    Args:
        address: as it stands in a text.
        allows: which addresses may be connected to; another than the public ones only in a test.

    Raises:
        Unfetched: it is no web address, leads elsewhere than to the public web, or gives no page in time.
    """
    until = time.monotonic() + MOST_SECONDS
    url = address if "://" in address else f"https://{address}"
    for _hop in range(_MOST_HOPS):
        found = _get(url, allows, until)
        if isinstance(found, Page):
            return found
        url = urljoin(url, found)
    raise Unfetched(TOO_FAR())


def _get(url: str, allows: Allows, until: float) -> Page | str:
    """Return the page, or where it has gone to."""
    parts = _split(url)
    port = parts.port or _PORTS[parts.scheme]
    if allows is is_public and port not in _PORTS.values():
        raise Unfetched(NOT_PUBLIC())
    pool = _pool(parts, _resolved(parts.hostname or "", port, allows), port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, "User-Agent": "Cydbost", "Accept": "text/html"}
    try:
        with pool:
            answer = pool.request("GET", target, headers=headers, redirect=False, retries=False, preload_content=False)
            try:
                return _read(url, answer, until)
            finally:
                answer.close()
    except urllib3.exceptions.TimeoutError as error:
        raise Unfetched(TOO_SLOW()) from error
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise Unfetched(NO_ANSWER()) from error


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in _PORTS and parts.hostname and "@" not in parts.netloc and (parts.port or 1) > 0
    except ValueError as error:
        raise Unfetched(NOT_WEB()) from error
    if not fits or not url.isascii() or not url.isprintable() or " " in url:
        raise Unfetched(NOT_WEB())
    return parts


def _resolved(host: str, port: int, allows: Allows) -> str:
    """Return the address to connect to; all that the host has must be allowed, so that none can be chosen instead."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unfetched(NO_ANSWER()) from error
    written = [str(one[4][0]) for one in found]
    if not written or not all(allows(ipaddress.ip_address(one.partition("%")[0])) for one in written):
        raise Unfetched(NOT_PUBLIC())
    return written[0]


def _pool(parts: SplitResult, address: str, port: int) -> urllib3.HTTPConnectionPool:
    """Return what connects to ``address`` and, where it is secure, asks for the certificate of the host's name."""
    timeout = urllib3.Timeout(connect=_ONE_CALL, read=_ONE_CALL)
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    host = parts.hostname
    return urllib3.HTTPSConnectionPool(address, port, timeout=timeout, server_hostname=host, assert_hostname=host)


def _read(url: str, answer: urllib3.BaseHTTPResponse, until: float) -> Page | str:
    if answer.status in _REDIRECTIONS:
        return answer.headers.get("Location", "")
    if answer.status != 200:
        raise Unfetched(NO_PAGE(status=answer.status))
    if "html" not in answer.headers.get("Content-Type", "").lower():
        raise Unfetched(NOT_HTML())
    content = b""
    while len(content) < MOST_BYTES and (piece := answer.read(_PIECE)):
        content += piece
        if time.monotonic() > until:
            raise Unfetched(TOO_SLOW())
    return Page(url, content[:MOST_BYTES].decode("utf-8", errors="replace"))
