"""Calls to a platform's server through ``requests``: to known hosts only, in bounded time, and failing by what to do.

The platforms' libraries wait for ever, follow redirects and try again by themselves; none of that may happen to a
call that the public would see. ``PinnedSession`` takes the place of a library's own session.
"""

import time
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from threading import local
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests import Response
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError

from cydbost_connectors.errors import ConnectorError, OutcomeUnknown, Unavailable

#: Seconds to connect, and between two pieces of an answer.
PATIENCE: Final = (5.0, 30.0)
#: The most that is read of an answer, in bytes: a platform that sends without end is not listened to.
MOST: Final = 20_000_000


class ForeignHost(requests.RequestException):
    """A library wanted to call a host that the account does not belong to."""


class Endless(requests.RequestException):
    """An answer went on for longer, or was larger, than anybody waits for."""


class PinnedSession(requests.Session):
    """A session that reaches ``hosts`` alone, each at the address given for it, and follows no redirect.

    ``last`` is this thread's newest answer, ``None`` while there is none: libraries throw away the headers in which a
    platform says what is left. An answer is read whole before a library sees it, in bounded time. No cookie is kept.
    """

    def __init__(self, hosts: Mapping[str, str], patience: tuple[float, float] = PATIENCE) -> None:
        """``hosts`` gives, for the scheme and host that a library calls, the one that is called in its place."""
        super().__init__()
        self.hosts, self.patience = dict(hosts), patience
        self.trust_env = False  # no proxy, and no credentials of a .netrc, that nobody chose for this account
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._newest = local()

    @property
    def last(self) -> Response | None:
        """This thread's newest answer; ``None`` where its newest call got none."""
        found: Response | None = getattr(self._newest, "answer", None)
        return found

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Put the account's own address in the place of the library's before anything is signed."""
        self._newest.answer = None
        request.url = self._own_address(str(request.url))
        return super().prepare_request(request)

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> Response:  # noqa: ANN401 - the base's signature
        """Send what a library has prepared.

        Raises:
            ForeignHost: it is for a host that the account does not belong to.
            requests.RequestException: there is no answer, or no whole one.
        """
        self._newest.answer = None
        request.url = self._own_address(request.url or "")
        kwargs |= {"timeout": self.patience, "allow_redirects": False, "stream": True}
        answer = super().send(request, **kwargs)
        _read_whole(answer, time.monotonic() + self.patience[1])
        self._newest.answer = answer
        return answer

    def _own_address(self, url: str) -> str:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.hosts and origin not in self.hosts.values():
            raise ForeignHost(f"not a host of this account: {parts.hostname}")
        return f"{self.hosts.get(origin, origin)}{url[len(origin) :]}"


def _read_whole(answer: Response, until: float) -> None:
    """Read the whole of an answer before ``until``, at most ``MOST`` bytes of it, and give it back to be read again."""
    body = BytesIO()
    try:
        while piece := answer.raw.read1(65_536, decode_content=True):  # what has come, without waiting for more
            body.write(piece)
            if body.tell() > MOST or time.monotonic() > until:
                raise Endless("an answer without end")
    except HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError(type(error).__name__) from error
    finally:
        answer.raw.close()
    body.seek(0)
    answer.raw = body


def why_no_answer(error: requests.RequestException) -> ConnectorError:
    """Return what it means that a call got no answer: surely nothing happened, or nobody can tell.

    No connection (no such name, refused, not in time) means that the platform was never asked. Once the request was
    on its way the platform may have acted, whatever became of its answer.
    """
    if isinstance(error, (requests.ConnectTimeout, ForeignHost, requests.exceptions.SSLError)):
        return Unavailable(_told(error))
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    if isinstance(error, requests.ConnectionError) and isinstance(reason, (NewConnectionError, NameResolutionError)):
        return Unavailable(_told(error))
    return OutcomeUnknown(_told(error))


def _told(error: Exception) -> str:
    """Return what kind of failure it was: its words may hold an address, and that a secret."""
    return type(error).__name__
