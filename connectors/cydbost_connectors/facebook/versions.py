"""Until when each version of the Graph API is served, as data.

Facebook serves a version for about two years; calls to one that has ended are answered by a later one, which may do
other things than what was tried.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cydbost_connectors.ageing import Dated

DEFAULT: Final = "v26.0"
SOURCE: Final = "https://developers.facebook.com/docs/graph-api/changelog"
READ_ON: Final = date(2026, 11, 22)

#: The day on which each version ends; ``None`` where Facebook has not said it yet.
ENDS: Final[Mapping[str, date | None]] = {
    "v26.0": None,
    "v25.0": date(2028, 7, 29),
    "v24.0": date(2028, 2, 18),
    "v23.0": date(2027, 10, 8),
    "v22.0": date(2027, 5, 20),
    "v21.0": date(2027, 1, 21),
}


def dated(version: str) -> Dated:
    """Return what is known of a version."""
    return Dated(f"Graph API {version}", SOURCE, READ_ON, ends_on=ENDS.get(version))
