"""X's failures, by what to do next."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from requests import Response

from cydbost_connectors.errors import (
    ConnectorError,
    Expired,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.pictures import other_kind, too_large
from cydbost_connectors.x import details
from cydbost_connectors.x.limits import CAPABILITIES

#: X's limits, each with headers of its own: of the call, and of the day.
_LIMITS: Final = ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")

#: What stands in X's own words where it says only that something is not allowed; the first that fits counts.
_REFUSALS: Final[tuple[tuple[tuple[str, ...], type[ConnectorError], str], ...]] = (
    (("duplicate content", "duplicate status"), OutcomeUnknown, details.DUPLICATE),
    (
        ("only reply to or quote", "not permitted to reply", "reply to this conversation"),
        Rejected,
        details.REPLY_BARRED,
    ),
    (("deleted or not visible", "not visible to you"), Rejected, details.REPLY_GONE),
    (("text is too long", "a bit shorter"), Rejected, details.TOO_LONG),
    (("suspended", "locked", "temporarily limited"), NotAllowed, details.LOCKED),
    (("daily status update limit", "daily limit"), Throttled, details.THROTTLED),
    (
        ("app permissions", "oauth1-permissions", "oauth2-permissions", "client-forbidden"),
        NotAllowed,
        details.PERMISSION,
    ),
)
_BY_STATUS: Final[Mapping[int, tuple[type[ConnectorError], str]]] = {
    400: (Rejected, details.REFUSED),
    401: (Expired, details.EXPIRED),
    402: (NotAllowed, details.CREDITS),
    403: (NotAllowed, details.FORBIDDEN),
    404: (NotAllowed, details.NOT_THERE),
    413: (Rejected, too_large(CAPABILITIES)),
    415: (Rejected, other_kind(CAPABILITIES)),
    422: (Rejected, details.REFUSED),
}


def failure(answer: Response, now: datetime) -> ConnectorError:
    """Return what an answer that is no success means.

    429 is documented as not acted upon; whatever X says of its own trouble (5xx), it may have acted.
    """
    status, words = answer.status_code, spoken(answer)
    if status == 429:
        return Throttled(_told(details.THROTTLED, words), retry_after=wait(answer, now))
    if 300 <= status < 400:
        return Unavailable(_told(details.NOT_THERE, words))
    kind, detail = _BY_STATUS.get(status, (OutcomeUnknown, details.UNCLEAR))
    if status in {400, 403, 404, 422}:
        said = words.lower()
        named = ((one, what) for signs, one, what in _REFUSALS if any(sign in said for sign in signs))
        kind, detail = next(named, (kind, detail))
    return kind(_told(detail, words))


def wait(answer: Response, now: datetime) -> float | None:
    """Return in how many seconds X takes calls again; ``None`` where it does not say."""
    resets = [_number(answer.headers.get(f"{limit}-reset")) for limit in _LIMITS]
    spent = [
        reset
        for limit, reset in zip(_LIMITS, resets, strict=True)
        if reset is not None and answer.headers.get(f"{limit}-remaining") == "0"
    ]
    known = max(spent, default=resets[0])
    if known is not None:
        return max(0.0, known - (clock(answer) or now).timestamp())
    asked = _number(answer.headers.get("retry-after"))
    return None if asked is None else float(asked)


def clock(answer: Response) -> datetime | None:
    """Return X's own time, to the second."""
    try:
        told = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return told.astimezone(UTC) if told.tzinfo else None


def spoken(answer: Response) -> str:
    """Return X's own words for a failure: never a page of HTML."""
    try:
        body: Any = answer.json()
    except ValueError:
        return str(answer.status_code)
    if not isinstance(body, dict):
        return str(answer.status_code)
    errors = body.get("errors")
    parts = [body, *(one for one in (errors if isinstance(errors, list) else []) if isinstance(one, dict))]
    said = [
        str(part[name]) for part in parts for name in ("title", "detail", "message", "type", "error") if part.get(name)
    ]
    return " ".join(dict.fromkeys([str(answer.status_code), *said]))


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 12 else None


def _told(detail: str, words: str) -> str:
    return f"{detail} [X: {words}]"
