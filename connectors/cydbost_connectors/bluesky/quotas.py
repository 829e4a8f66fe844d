"""What is left of the calls that a server allows, as its answers say."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from cydbost_connectors.message import Quota

_POLICY: Final = re.compile(r"(\d{1,9});w=(\d{1,9})")


def quotas_of(headers: Mapping[str, str]) -> tuple[Quota, ...]:
    """Return the quota that an answer's headers tell of; none where they tell of none, or not in numbers."""
    try:
        limit, left = int(headers["ratelimit-limit"]), int(headers["ratelimit-remaining"])
        renews_at = datetime.fromtimestamp(int(headers["ratelimit-reset"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return ()
    window = _POLICY.match(headers.get("ratelimit-policy", ""))
    return (Quota(f"calls in {window[2]} s" if window else "calls", limit, left, renews_at),)
