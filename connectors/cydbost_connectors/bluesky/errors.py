"""What it means, by what to do next, that a call to Bluesky did not go well."""

import time
from collections.abc import Iterable

import httpx
from atproto_client.exceptions import RateLimitExceededError, RequestErrorBase
from atproto_client.models.common import XrpcError

from cydbost_connectors.bluesky import details
from cydbost_connectors.errors import (
    ConnectorError,
    Expired,
    NotAllowed,
    NotSent,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)

#: What the server calls a session that has run out, or that it does not know any more.
SESSION_OVER = frozenset({"ExpiredToken", "InvalidToken"})
_BARRED = frozenset({"AccountTakedown", "AccountDeactivated", "AccountSuspended", "RepoTakendown", "RepoDeactivated"})
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class Refusal(Exception):
    """The server answered, and did not do it: the status, the name it gives to the trouble, and its words."""

    def __init__(self, status: int, name: str, words: str, retry_after: float | None = None) -> None:
        super().__init__(name or str(status))
        self.status, self.name, self.words, self.retry_after = status, name, words, retry_after


def refusal_of(error: Exception) -> Refusal | None:
    """Return what the server answered, ``None`` where no answer came."""
    if not isinstance(error, RequestErrorBase) or error.response is None:
        return None
    content = error.response.content
    name, words = (content.error, content.message or "") if isinstance(content, XrpcError) else ("", "")
    return Refusal(error.response.status_code, name or "", words, _retry_after(error))


def meaning_of(refusal: Refusal) -> ConnectorError:
    """Return what an answer means. What a server in trouble did, nobody can tell."""
    words = f"{refusal.name}: {refusal.words}" if refusal.words else refusal.name
    if httpx.codes.is_client_error(refusal.status):
        return _refused(refusal, words)
    return OutcomeUnknown(f"{details.SERVER_TROUBLE} ({refusal.status} {words})")


def _refused(refusal: Refusal, words: str) -> NotSent:
    if refusal.name == "AuthFactorTokenRequired":
        return NotAllowed(details.SECOND_FACTOR)
    if refusal.name in _BARRED:
        return NotAllowed(f"{details.NOT_ACTIVE} ({words})")
    if refusal.status == httpx.codes.UNAUTHORIZED or refusal.name in SESSION_OVER:
        return Expired(f"{details.PASSWORD} ({words})")
    if refusal.status == httpx.codes.FORBIDDEN:
        return NotAllowed(words)
    if refusal.status == httpx.codes.TOO_MANY_REQUESTS:
        return Throttled(words, retry_after=refusal.retry_after)
    return Rejected(words)


def unasked(refusal: Refusal) -> ConnectorError:
    """Return what it means that a question got no answer: nothing is wrong with what is to be published."""
    meaning = meaning_of(refusal)
    return Unavailable(meaning.detail) if isinstance(meaning, (OutcomeUnknown, Rejected)) else meaning


def no_answer(error: Exception) -> ConnectorError:
    """Return what it means that no whole answer came: surely nothing happened, or nobody can tell."""
    for one in _causes(error):
        if isinstance(one, _NEVER_SENT):
            return Unavailable(f"{details.NOT_REACHED} ({type(one).__name__})")
    return OutcomeUnknown(f"{details.NO_ANSWER} ({type(error).__name__})")


def nothing_written(error: ConnectorError) -> ConnectorError:
    """Return what a failure means when nothing was to be made public by the call."""
    return Unavailable(error.detail) if isinstance(error, OutcomeUnknown) else error


def _causes(error: BaseException) -> Iterable[BaseException]:
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__


def _retry_after(error: RequestErrorBase) -> float | None:
    if not isinstance(error, RateLimitExceededError):
        return None
    if error.retry_after is not None:
        return float(error.retry_after)
    return max(0.0, error.reset_at.timestamp() - time.time()) if error.reset_at else None
