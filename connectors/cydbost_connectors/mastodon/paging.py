"""Lists that a server gives newest first, a page at a time."""

from collections.abc import Callable, Iterator
from datetime import datetime

from cydbost_connectors.mastodon.reading import Entity, moment


def back_to(page: Callable[[str | None], list[Entity]], since: datetime) -> Iterator[Entity]:
    """Yield what was made at or after ``since`` (UTC), newest first.

    Args:
        page: returns what comes before an id, newest first; from the newest where that is ``None``.
        since: the oldest that is wanted.
    """
    before: str | None = None
    while found := page(before):
        for one in found:
            if moment(one["created_at"]) >= since:
                yield one
        last = str(found[-1]["id"])
        if last == before or moment(found[-1]["created_at"]) < since:
            return
        before = last
