"""How many calls X still allows, from the headers of an answer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from cydbost_connectors.message import Quota

_LIMITS: Final = {
    "x-rate-limit": "calls in 15 minutes",
    "x-app-limit-24hour": "the app's posts in 24 hours",
    "x-user-limit-24hour": "the account's posts in 24 hours",
}


def quotas(headers: Mapping[str, str]) -> tuple[Quota, ...]:
    """Return each limit that an answer speaks of."""
    found = []
    for name, of in _LIMITS.items():
        told = [headers.get(f"{name}-{part}", "") for part in ("limit", "remaining", "reset")]
        if all(one.isascii() and one.isdigit() and len(one) < 12 for one in told):
            limit, left, reset = map(int, told)
            found.append(Quota(of, limit, left, datetime.fromtimestamp(reset, UTC)))
    return tuple(found)
