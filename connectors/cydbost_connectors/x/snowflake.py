"""X's ids: each holds the millisecond in which it was made."""

from datetime import UTC, datetime, timedelta
from typing import Final

_FIRST: Final = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)  #: the moment of id 0
_SHIFT: Final = 22
_LONGEST: Final = 19  #: digits


def is_id(remote: str) -> bool:
    """Say whether ``remote`` can be the id of a post at all."""
    return remote.isascii() and remote.isdigit() and len(remote) <= _LONGEST


def made_at(remote: str) -> datetime:
    """Return when the post with this id was made (UTC)."""
    return _FIRST + timedelta(milliseconds=int(remote) >> _SHIFT)


def last_before(moment: datetime) -> int:
    """Return an id that every post made at or after the millisecond of ``moment`` is above."""
    milliseconds = (moment - _FIRST) // timedelta(milliseconds=1)
    return max(1, (milliseconds << _SHIFT) - 1)
