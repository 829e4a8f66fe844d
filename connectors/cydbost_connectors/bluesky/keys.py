"""Record keys that are ours, and the addresses made of them: the same key is the same record, for ever."""

import hashlib
import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

from cydbost_connectors.message import Outgoing

POST: Final = "app.bsky.feed.post"

_DIGITS: Final = "234567abcdefghijklmnopqrstuvwxyz"
_LENGTH: Final = 13
_MICROSECONDS: Final = 1_000_000
_CLOCK_BITS: Final = 10
_URI: Final = re.compile(
    r"at://(did:[a-z]{1,20}:[A-Za-z0-9._:%-]{1,200})/app\.bsky\.feed\.post/([A-Za-z0-9._:~-]{1,100})"
)
_TID: Final = re.compile(r"[2-7a-j][2-7a-z]{12}")


class PostId(NamedTuple):
    """Where a post stands: whose repository, and under which record key."""

    did: str
    rkey: str

    def __str__(self) -> str:
        return f"at://{self.did}/{POST}/{self.rkey}"


def record_key(outgoing: Outgoing) -> str:
    """Return the record key of what is sent: a TID, as the protocol asks of a post.

    Its second is that of the intent, so that keys sort by time; the rest of its 63 bits come from our key, so that two
    posts of one second do not meet. Source: the AT Protocol's specification of record keys.
    """
    digest = int.from_bytes(hashlib.sha256(outgoing.key.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    seconds = int(outgoing.created_at.astimezone(UTC).timestamp())
    fraction, clock = digest % _MICROSECONDS, digest // _MICROSECONDS % (1 << _CLOCK_BITS)
    number = ((seconds * _MICROSECONDS + fraction) << _CLOCK_BITS) | clock
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))


def moment_of(rkey: str) -> datetime | None:
    """Return the moment that a record key names (UTC), ``None`` where it names none."""
    if not _TID.fullmatch(rkey):
        return None
    number = 0
    for digit in rkey:
        number = number << 5 | _DIGITS.index(digit)
    return datetime.fromtimestamp((number >> _CLOCK_BITS) // _MICROSECONDS, UTC)


def post_id(remote_id: str) -> PostId | None:
    """Return where the post with this id stands, ``None`` where it cannot be the id of one."""
    found = _URI.fullmatch(remote_id)
    return PostId(found[1], found[2]) if found else None
