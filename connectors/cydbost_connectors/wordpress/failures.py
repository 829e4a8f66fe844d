"""A WordPress site's refusals, by what to do next."""

from collections.abc import Mapping
from typing import Any, Final

from cydbost_connectors.errors import ConnectorError, Expired, NotAllowed, OutcomeUnknown, Rejected, Throttled
from cydbost_connectors.wordpress import details

_LONGEST_WAIT: Final = 86_400.0  # seconds
_BY_STATUS: Final[Mapping[int, tuple[type[ConnectorError], str]]] = {
    400: (Rejected, details.REFUSED),
    401: (Expired, details.LOGIN),
    403: (NotAllowed, details.FORBIDDEN),
    404: (Rejected, details.NOT_THERE),
    405: (NotAllowed, details.NO_REST),
    409: (Rejected, details.REFUSED),
    410: (Rejected, details.NOT_THERE),
    413: (Rejected, details.TOO_LARGE),
    415: (Rejected, details.REFUSED),
    422: (Rejected, details.REFUSED),
}


def failure(status: int, body: Any, headers: Mapping[str, str], secrets: tuple[str, ...]) -> ConnectorError:  # noqa: ANN401 - whatever JSON it is
    """Return what an answer that is no success means. Whatever is not known may have acted."""
    code = str(body.get("code", "")) if isinstance(body, dict) else ""
    words = _clean(f"{status} {code} {body.get('message', '') if isinstance(body, dict) else ''}".strip(), secrets)
    wait = _wait(headers.get("Retry-After", ""))
    if status == 429:
        return Throttled(f"{details.SLOW_DOWN} ({words})", retry_after=wait)
    if 300 <= status < 400:
        return NotAllowed(f"{details.MOVED} ({words})")
    if code == "rest_no_route" or (status == 404 and not code):
        return NotAllowed(f"{details.NO_REST} ({words})")
    if code.startswith("rest_upload"):  # refused files are told with a status that says nothing
        return Rejected(f"{details.REFUSED} ({words})")
    kind, said = _BY_STATUS.get(_meant(status, body), (OutcomeUnknown, ""))
    return kind(f"{said} ({words})" if said else words, retry_after=wait)


def _meant(status: int, body: Any) -> int:  # noqa: ANN401 - whatever JSON it is
    """Return the status that is meant: drafts asked for by somebody who may not see them are called a bad request."""
    if status == 400 and "rest_forbidden" in str(body):
        return 401 if "'status': 401" in str(body) else 403  # a wrong password is taken for nobody at all
    return status


def code_of(body: Any) -> str:  # noqa: ANN401 - whatever JSON it is
    """Return the site's own name for what went wrong."""
    return str(body.get("code", "")) if isinstance(body, dict) else ""


def _clean(words: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        words = words.replace(secret, "…")
    return words


def _wait(told: str) -> float | None:
    is_number = told.isascii() and told.isdigit() and len(told) < 9
    return min(float(told), _LONGEST_WAIT) if is_number else None
