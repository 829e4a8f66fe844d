"""What Threads' failures mean, sorted by what to do next.

The codes are those of Meta's Graph APIs (https://developers.facebook.com/docs/graph-api/guides/error-handling) and
those that Threads itself answers with; read on 23 November 2026.
"""

from collections.abc import Mapping
from typing import Any, Final

from cydbost_connectors import (
    ConnectorError,
    Expired,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_threads import details

_Sorted = tuple[type[ConnectorError], str]


class Absent(Rejected):
    """What was named is not there, or the token may not see it."""


_ABSENT: Final[_Sorted] = (Absent, details.GONE)
_TOKEN: Final[_Sorted] = (Expired, details.TOKEN)
_PERMISSION: Final[_Sorted] = (NotAllowed, details.PERMISSION)
_THROTTLED: Final[_Sorted] = (Throttled, details.THROTTLED)
_REFUSED: Final[_Sorted] = (Rejected, details.REFUSED)

#: By code. What is not here refuses the content, unless the answer's status says otherwise.
_BY_CODE: Final[Mapping[int, _Sorted]] = {
    3: _PERMISSION,
    4: _THROTTLED,
    9: _THROTTLED,
    10: _PERMISSION,
    17: _THROTTLED,
    24: _ABSENT,
    32: _THROTTLED,
    102: _TOKEN,
    190: _TOKEN,
    341: _THROTTLED,
    368: (NotAllowed, details.BLOCKED),
    613: _THROTTLED,
    803: _ABSENT,
    **dict.fromkeys(range(200, 300), _PERMISSION),
    **dict.fromkeys(range(80_000, 80_021), _THROTTLED),
}
#: By code and subcode, before ``_BY_CODE``.
_BY_SUBCODE: Final[Mapping[tuple[int, int], _Sorted]] = {(100, 33): _ABSENT}
_UNCLEAR_CODES: Final = frozenset({1, 2})
#: By status, where there is no code.
_BY_STATUS: Final[Mapping[int, _Sorted]] = {
    401: _TOKEN,
    403: _PERMISSION,
    413: _REFUSED,
    429: _THROTTLED,
}


def failure(
    status: int, error: Mapping[str, Any], words: str, *, acts: bool, wait: float | None = None
) -> ConnectorError:
    """Return what an answer that is no success means.

    Args:
        status: the answer's.
        error: what Threads says went wrong; empty where it is no error of the Graph API's.
        words: Threads' own, without secrets.
        acts: the call makes something public, or changes what is: then whatever is not clear may have happened.
        wait: for how many seconds, where Threads says so.
    """
    found = _sorted(status, error)
    if found is None:
        return unclear(words, acts=acts, wait=wait)
    kind, ours = found
    return kind(details.with_words(ours, words), retry_after=wait)


def unclear(words: str, *, acts: bool, wait: float | None = None) -> ConnectorError:
    """Return what it means that nobody can tell what came of a call."""
    kind = OutcomeUnknown if acts else Unavailable
    return kind(details.with_words(details.UNCLEAR, words), retry_after=wait)


def _sorted(status: int, error: Mapping[str, Any]) -> _Sorted | None:
    code, subcode = error.get("code"), error.get("error_subcode")
    if not isinstance(code, int):
        return _BY_STATUS.get(status)
    known = _BY_SUBCODE.get((code, subcode if isinstance(subcode, int) else 0)) or _BY_CODE.get(code)
    if known is _THROTTLED:
        return known  # told to be transient too, and sometimes with a 5xx: all the same nothing was done
    if code in _UNCLEAR_CODES or status >= 500 or error.get("is_transient") is True:
        return None
    return known or _REFUSED
