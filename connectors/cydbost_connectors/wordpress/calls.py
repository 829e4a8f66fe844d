"""One WordPress site, asked over its REST API.

``requests`` and not ``httpx``: its session is the one that ``outward`` holds to known hosts and bounded time, and other
platforms' libraries bring it already. The API is called by ``?rest_route=``, which works however a site writes its
addresses.
"""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from cydbost_connectors.errors import ConnectorError, OutcomeUnknown, Unavailable
from cydbost_connectors.outward import MOST, PATIENCE, PinnedSession, why_no_answer
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.failures import failure

_PIECE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def row(self) -> Mapping[str, Any]:
        """The one thing that it is about."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The list that it is."""
        return [one for one in self.body if isinstance(one, dict)] if isinstance(self.body, list) else []

    @property
    def pages(self) -> int:
        """How many pages the whole list has."""
        told = self.headers.get("X-WP-TotalPages", "")
        return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 1

    @property
    def clock(self) -> datetime | None:
        """The site's own time."""
        try:
            told = parsedate_to_datetime(self.headers.get("Date", ""))
        except ValueError:
            return None
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


class Site:
    """A site and the user whom we act as there."""

    def __init__(self, address: str, user: str, password: str, patience: tuple[float, float] = PATIENCE) -> None:
        """``patience``: seconds to connect, and between two pieces of an answer, which has twice that in all."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        self.address = address.rstrip("/") + "/"
        self._whole = sum(patience) * 2
        self._secrets = (password, base64.b64encode(f"{user}:{password}".encode()).decode())
        self._session = PinnedSession({origin: origin}, patience)
        self._session.headers["Authorization"] = f"Basic {self._secrets[1]}"

    def ask(
        self,
        method: str,
        route: str,
        *,
        params: Mapping[str, str] | None = None,
        acts: bool = False,
        allow: tuple[int, ...] = (),
        **content: Any,  # noqa: ANN401 - handed to requests: json, data or files
    ) -> Answer:
        """Ask the site once.

        Args:
            method: ``GET``, ``POST``, ``DELETE`` or ``OPTIONS``.
            route: the REST route.
            params: the query.
            acts: the public may see what it does; where it does not, an answer that is lost is nothing done.
            allow: failing statuses that the caller understands.
            content: what to send.

        Raises:
            ConnectorError: what to do next.
        """
        asked = {"rest_route": route, **(params or {})}
        try:
            status, headers, raw = self._send(method, asked, content)
        except requests.RequestException as error:
            raise self._lost(why_no_answer(error), acts=acts) from error
        try:
            body = json.loads(raw)
        except ValueError as error:
            if status < 300:
                raise self._lost(OutcomeUnknown("no JSON"), acts=acts) from error
            body = None
        if status >= 300 and status not in allow:
            raise self._lost(failure(status, body, headers, self._secrets), acts=acts)
        return Answer(status, body, headers)

    def _send(
        self, method: str, asked: Mapping[str, str], content: dict[str, Any]
    ) -> tuple[int, Mapping[str, str], bytes]:
        until = time.monotonic() + self._whole
        with self._session.request(method, self.address, params=asked, stream=True, **content) as answer:
            raw = bytearray()
            for piece in answer.iter_content(_PIECE):
                raw += piece
                if len(raw) > MOST or time.monotonic() > until:
                    raise requests.exceptions.ReadTimeout
            return answer.status_code, answer.headers, bytes(raw)

    def _lost(self, error: ConnectorError, *, acts: bool) -> ConnectorError:
        if isinstance(error, OutcomeUnknown):
            said = details.UNCLEAR if acts else details.UNREACHED
            kind = OutcomeUnknown if acts else Unavailable
            return kind(f"{said} ({error.detail})", retry_after=error.retry_after)
        return error
