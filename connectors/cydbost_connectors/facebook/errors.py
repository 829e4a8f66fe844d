"""What Facebook's failures mean, sorted by what to do next.

The codes are those of the Graph API's guide to errors
(https://developers.facebook.com/docs/graph-api/guides/error-handling, read in November 2026).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from cydbost_connectors import wording
from cydbost_connectors.errors import (
    ConnectorError,
    Expired,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.facebook import details


class Kind(Enum):
    """What a failure is."""

    TOKEN = auto()
    PERMISSION = auto()
    BLOCKED = auto()
    THROTTLED = auto()
    DUPLICATE = auto()
    ABSENT = auto()
    ANSWERED = auto()
    NOT_TAKEN = auto()
    CONTENT = auto()
    UNREACHED = auto()
    UNCLEAR = auto()


#: By code. What is not here is a refusal of the content, unless the answer's status says otherwise.
BY_CODE: Final[Mapping[int, Kind]] = {
    1: Kind.UNCLEAR,
    2: Kind.UNCLEAR,
    3: Kind.PERMISSION,
    4: Kind.THROTTLED,
    10: Kind.PERMISSION,
    17: Kind.THROTTLED,
    32: Kind.THROTTLED,
    102: Kind.TOKEN,
    190: Kind.TOKEN,
    341: Kind.THROTTLED,
    368: Kind.BLOCKED,
    506: Kind.DUPLICATE,
    551: Kind.NOT_TAKEN,
    613: Kind.THROTTLED,
    803: Kind.ABSENT,
    10900: Kind.ANSWERED,
    10903: Kind.NOT_TAKEN,
    10904: Kind.NOT_TAKEN,
    **dict.fromkeys(range(200, 300), Kind.PERMISSION),
    **dict.fromkeys(range(80_000, 80_015), Kind.THROTTLED),
}
#: By code and subcode, before ``BY_CODE``.
BY_SUBCODE: Final[Mapping[tuple[int, int], Kind]] = {(100, 33): Kind.ABSENT}
#: By status, where there is no code.
BY_STATUS: Final[Mapping[int, Kind]] = {
    401: Kind.TOKEN,
    403: Kind.PERMISSION,
    413: Kind.CONTENT,
    429: Kind.THROTTLED,
}


class Duplicate(Rejected):
    """Facebook holds it for the same as something that stands already."""


@dataclass(eq=False)
class GraphFault(Exception):
    """Facebook did not do what it was asked: what kind of failure, its own words, and for how long to wait."""

    kind: Kind
    words: str = ""
    wait: float | None = None

    def __str__(self) -> str:
        """Return what it is in the log: its kind, and Facebook's words."""
        return f"{self.kind.name}: {self.words}"


def kind_of(status: int, error: Mapping[str, Any]) -> Kind:
    """Return what kind of failure an answer tells of; ``error`` is empty where it holds no error of the Graph API's."""
    code, subcode = error.get("code"), error.get("error_subcode")
    if isinstance(code, int):
        known = BY_SUBCODE.get((code, subcode if isinstance(subcode, int) else 0)) or BY_CODE.get(code)
        if known is Kind.THROTTLED:
            return known  # these are told to be transient too, and sometimes with a 5xx: all the same nothing was done
        is_unclear = status >= 500 or error.get("is_transient") is True
        return Kind.UNCLEAR if is_unclear else known or Kind.CONTENT
    return BY_STATUS.get(status, Kind.UNCLEAR)


@contextmanager
def sorted_out(*, is_public: bool = False) -> Iterator[None]:
    """Turn a fault of the calls inside into what to do next.

    ``is_public`` says that the call makes something public, or changes what is: only then can an unclear answer mean
    that it did. A draft or an upload that may be there already is seen by nobody.
    """
    try:
        yield
    except GraphFault as fault:
        raise as_told(fault, is_public=is_public) from None  # the cause may hold an address with a secret in it


def as_told(fault: GraphFault, *, is_public: bool) -> ConnectorError:
    """Return a fault as what to do next, with Facebook's own words after ours."""
    if fault.kind is Kind.UNCLEAR:
        kind: type[ConnectorError] = OutcomeUnknown if is_public else Unavailable
        return kind(wording.with_words(details.UNCLEAR, fault.words), retry_after=fault.wait)
    kind, ours = _TOLD[fault.kind]
    return kind(wording.with_words(ours, fault.words), retry_after=fault.wait)


_TOLD: Final[Mapping[Kind, tuple[type[ConnectorError], str]]] = {
    Kind.TOKEN: (Expired, details.TOKEN),
    Kind.PERMISSION: (NotAllowed, details.PERMISSION),
    Kind.BLOCKED: (NotAllowed, details.BLOCKED),
    Kind.THROTTLED: (Throttled, details.THROTTLED),
    Kind.DUPLICATE: (Duplicate, details.DUPLICATE),
    Kind.ABSENT: (Rejected, details.NOT_THERE),
    Kind.ANSWERED: (Rejected, details.ANSWERED),
    Kind.NOT_TAKEN: (Rejected, details.ANSWER_NOT_TAKEN),
    Kind.CONTENT: (Rejected, details.REFUSED),
    Kind.UNREACHED: (Unavailable, details.UNREACHED),
}
