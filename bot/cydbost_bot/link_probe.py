"""Whether a page that a posting links to is gone: asked before its slot, while a person can still mend the link."""

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from cydbost_connectors.public_hosts import is_public

PATIENCE: Final = 5.0  #: seconds for one answer
GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class LinkProbe:
    """Asks for a page's head, and for the page where the head is refused. It follows nothing and keeps nothing."""

    may_ask: Callable[[str], bool] = is_public

    def is_gone(self, link: str) -> bool:
        """Tell whether the page's own server says that it is not there; no where nobody can tell."""
        try:
            parts = urlsplit(link)
            if parts.scheme not in {"http", "https"} or not parts.hostname or not self.may_ask(parts.hostname):
                return False
            return _status(parts, "HEAD") in GONE and _status(parts, "GET") in GONE
        except (OSError, HTTPException, ValueError):
            return False


def _status(parts: SplitResult, method: str) -> int:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request(method, parts._replace(scheme="", netloc="", fragment="").geturl() or "/")
        return connection.getresponse().status
    finally:
        connection.close()
