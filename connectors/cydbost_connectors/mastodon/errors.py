"""What Mastodon's refusals and failures mean, by what to do next.

Source: https://docs.joinmastodon.org/entities/Error/ and https://docs.joinmastodon.org/api/rate-limits/,
read on 23 November 2026.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Final

from requests import RequestException, Response

from cydbost_connectors.errors import (
    ConnectorError,
    Expired,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.mastodon import details
from cydbost_connectors.message import Quota
from cydbost_connectors.outward import why_no_answer

_LONGEST_WAIT: Final = 86_400.0  # seconds: what a server says beyond a day is a mistake
_CONTENT: Final = frozenset({400, 413, 415, 422})  #: what was sent is refused


class Purpose(Enum):
    """What a call is for: it decides what its failure means."""

    READ = "read"  #: nothing changes
    STAGE = "stage"  #: something is put ready that nobody sees
    CHANGE = "change"  #: the public may see what comes of it


class NotThere(Rejected):
    """The server has no such thing (404)."""


def why_not(error: Exception, answer: Response | None, purpose: Purpose, secret: str) -> ConnectorError:
    """Return what it means that a call failed.

    Args:
        error: what the library threw.
        answer: what the server answered, ``None`` where nothing whole came.
        purpose: what the call was for.
        secret: what may stand in no error, whatever the server answers.
    """
    if answer is None:
        return _no_answer(error, purpose)
    words = _words(answer).replace(secret, "…")
    status = answer.status_code
    if status < 300:
        kind = OutcomeUnknown if purpose is Purpose.CHANGE else Unavailable
        return kind(details.UNREADABLE)
    if status == 429:
        return Throttled(_told(details.THROTTLED, words), retry_after=wait_told(answer.headers))
    if status >= 500 or status == 408:
        if purpose is Purpose.CHANGE:
            return OutcomeUnknown(_told(details.UNCLEAR, words))
        return Unavailable(_told(details.FAILED, words), retry_after=wait_told(answer.headers))
    return _refusal(status, words, purpose)


def _refusal(status: int, words: str, purpose: Purpose) -> ConnectorError:
    if status < 400:
        return NotAllowed(details.MOVED)
    if status == 401:
        return Expired(_told(details.EXPIRED, words))
    if status in {404, 410}:
        return NotThere(_told(details.NOT_THERE, words))
    if status in _CONTENT and purpose is not Purpose.READ:
        return Rejected(_told(details.REFUSED, words))
    return NotAllowed(_told(details.FORBIDDEN, words))


def _no_answer(error: Exception, purpose: Purpose) -> ConnectorError:
    """Judge by what lies beneath the library's own error, which keeps only its words."""
    beneath = error if isinstance(error, RequestException) else error.__context__
    kind = type(error).__name__
    if isinstance(beneath, RequestException):
        meaning = why_no_answer(beneath)
        if isinstance(meaning, Unavailable):
            return Unavailable(_told(details.NOT_REACHED, meaning.detail))
        kind = meaning.detail
    if purpose is Purpose.CHANGE:
        return OutcomeUnknown(_told(details.UNCLEAR, kind))
    return Unavailable(_told(details.FAILED, kind))


def _told(detail: str, words: str) -> str:
    return f"{detail} ({words})" if words else detail


def _words(answer: Response) -> str:
    """Return the server's own words, where its answer is an Error entity."""
    try:
        told = answer.json()
    except ValueError:
        return ""
    words = told.get("error") if isinstance(told, Mapping) else None
    return words[:1000] if isinstance(words, str) else ""


def wait_told(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds a server asks to wait, ``None`` where it does not say."""
    after = headers.get("Retry-After", "").strip()
    if after.isascii() and after.isdigit():
        return min(float(after), _LONGEST_WAIT)
    until = _date(after) or moment_told(headers.get("X-RateLimit-Reset", ""))
    now = _date(headers.get("Date", "")) or datetime.now(UTC)
    return None if until is None else min(max((until - now).total_seconds(), 0.0), _LONGEST_WAIT)


def quota_told(headers: Mapping[str, str]) -> Quota | None:
    """Return what a server says of how many calls are left, ``None`` where it does not say."""
    limit, left = headers.get("X-RateLimit-Limit", ""), headers.get("X-RateLimit-Remaining", "")
    if not (limit.isascii() and limit.isdigit() and left.isascii() and left.isdigit()):
        return None
    return Quota("calls", int(limit), int(left), moment_told(headers.get("X-RateLimit-Reset", "")))


def clock_told(headers: Mapping[str, str]) -> datetime | None:
    """Return the server's own time (UTC), ``None`` where it does not say."""
    return _date(headers.get("Date", ""))


def moment_told(written: str) -> datetime | None:
    """Return a moment as servers write it: RFC 3339 (Mastodon) or seconds since 1970 (GoToSocial)."""
    try:
        if written.isascii() and written.isdigit():
            return datetime.fromtimestamp(int(written), UTC)
        moment = datetime.fromisoformat(written)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _date(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written).astimezone(UTC)
    except (ValueError, TypeError):
        return None
