"""How many comments one address may send: a sliding window, in memory."""

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

_ADDRESSES: Final = 10_000  #: remembered at once; the longest silent are forgotten first
_IPV6_HOUSEHOLD: Final = 64  #: bits that one household's or office's IPv6 addresses share


@dataclass(frozen=True, slots=True)
class CommentLimit:
    """At most ``count`` comments from one address in any ``within``."""

    count: int = 5
    within: timedelta = timedelta(minutes=10)


class RateLimit:
    """Counts comments by address. Each process counts its own; nothing is written down about anybody."""

    def __init__(self, limit: CommentLimit, clock: Callable[[], datetime]) -> None:
        self._limit = limit
        self._clock = clock
        self._sent: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str) -> datetime | None:
        """Count one comment from ``address``, or return when the next may come (UTC), counting nothing."""
        now, sender = self._clock(), _sender(address)
        with self._lock:
            sent = self._sent.setdefault(sender, deque())
            self._sent.move_to_end(sender)
            while sent and sent[0] <= now - self._limit.within:
                sent.popleft()
            if len(sent) >= self._limit.count:
                return sent[0] + self._limit.within if sent else now + self._limit.within
            sent.append(now)
            while len(self._sent) > _ADDRESSES:
                self._sent.popitem(last=False)
        return None


def _sender(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and not parsed.ipv4_mapped:
        return str(ipaddress.ip_network((int(parsed), _IPV6_HOUSEHOLD), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
