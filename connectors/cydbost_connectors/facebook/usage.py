"""How much of its call budget a Page has used, from the headers that come with every answer.

``X-App-Usage`` and ``X-Page-Usage`` hold percentages; ``X-Business-Use-Case-Usage`` holds, by business or Page, a list
with percentages and the minutes until calls are taken again
(https://developers.facebook.com/docs/graph-api/overview/rate-limiting, read in November 2026).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_FLAT: Final = ("X-App-Usage", "X-Page-Usage")
_NESTED: Final = "X-Business-Use-Case-Usage"
_PERCENTAGES: Final = ("call_count", "total_time", "total_cputime")


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used, in per cent (``None`` where nothing was said), and for how many seconds to wait."""

    percent: int | None = None
    wait: float | None = None


def usage_of(headers: Mapping[str, str]) -> Usage:
    """Return the highest use and the longest wait that an answer's headers tell; what cannot be read tells nothing."""
    told = [*(_read(headers.get(name)) for name in _FLAT), *_nested(_read(headers.get(_NESTED)))]
    percents = [int(value) for one in told for name in _PERCENTAGES if _is_number(value := one.get(name, ""))]
    minutes = [float(value) for one in told if _is_number(value := one.get("estimated_time_to_regain_access", ""))]
    waits = [60 * value for value in minutes if value > 0] or _retry_after(headers.get("Retry-After"))
    return Usage(max(percents, default=None), max(waits, default=None))


def _nested(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for group in told.values():
        if isinstance(group, list):
            yield from (one for one in group if isinstance(one, dict))


def _read(raw: str | None) -> Mapping[str, Any]:
    try:
        told = json.loads(raw or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**6


def _retry_after(raw: str | None) -> list[float]:
    return [float(raw)] if raw is not None and raw.isdecimal() and len(raw) < 7 else []
