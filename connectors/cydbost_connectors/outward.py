"""Calls to a platform's server through ``requests``: to known hosts only, in bounded time, and failing by what to do.

The platforms' libraries wait for ever, follow redirects and try again by themselves; none of that may happen to a
call that the public would see. ``PinnedSession`` takes the place of a library's own session.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests import Response
from urllib3.exceptions import NameResolutionError, NewConnectionError

from cydbost_connectors.errors import ConnectorError, OutcomeUnknown, Unavailable

#: Seconds to connect, and between two pieces of an answer.
PATIENCE: Final = (5.0, 30.0)
#: The most that is read of an answer, in bytes: a platform that sends without end is not listened to.
MOST: Final = 20_000_000


class ForeignHost(requests.RequestException):
    """A library wanted to call a host that the account does not belong to."""


class PinnedSession(requests.Session):
    """A session that reaches ``hosts`` alone, each at the address given for it, and follows no redirect.

    ``last`` is the newest answer: libraries throw away the headers in which a platform says what is left.
    """

    def __init__(self, hosts: Mapping[str, str], patience: tuple[float, float] = PATIENCE) -> None:
        """``hosts`` gives, for the scheme and host that a library calls, the one that is called in its place."""
        super().__init__()
        self.hosts, self.patience = dict(hosts), patience
        self.trust_env = False  # no proxy, and no credentials of a .netrc, that nobody chose for this account
        self.last: Response | None = None

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> Response:  # noqa: ANN401 - the base's signature
        """Send what a library has prepared.

        Raises:
            ForeignHost: it is for a host that the account does not belong to.
            requests.RequestException: there is no answer, or no whole one.
        """
        parts = urlsplit(request.url or "")
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.hosts and origin not in self.hosts.values():
            raise ForeignHost(f"not a host of this account: {parts.hostname}")
        request.url = f"{self.hosts.get(origin, origin)}{(request.url or '')[len(origin) :]}"
        kwargs |= {"timeout": self.patience, "allow_redirects": False}
        self.last = super().send(request, **kwargs)
        return self.last


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
