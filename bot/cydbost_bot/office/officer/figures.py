"""The figures of a period, brought up to date and then kept for a moment: many look at the same page."""

import time
import weakref
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from typing import Final

from cydbost_queue.compliance.keeping import count_days, reached
from cydbost_queue.desk import Desk
from cydbost_queue.queries.compliance import Compliance, compliance
from cydbost_queue.store import Store

#: Seconds for which figures are shown again; the page says of which moment they are.
FRESH: Final = 15.0
_KEPT: Final = 64


@dataclass(slots=True)
class _Book:
    """What one process has worked out of one database."""

    lock: Lock = field(default_factory=Lock)
    counted: float = 0.0
    data_at: datetime | None = None
    pages: "OrderedDict[tuple[date, date], tuple[float, Compliance]]" = field(default_factory=OrderedDict)


_BOOKS: "weakref.WeakKeyDictionary[Store, _Book]" = weakref.WeakKeyDictionary()


def figures(desk: Desk, first: date, last: date, *, fresh: float = FRESH) -> tuple[Compliance, datetime]:
    """Return the figures of a period and the moment that they show, some seconds ago at most.

    Where more has changed than is counted at a time, they show the moment up to which it was.
    """
    data_at = bring_up_to_date(desk, fresh=fresh)
    book = _BOOKS[desk.store]
    with book.lock:
        kept = book.pages.get((first, last))
        if kept is not None and kept[0] == book.counted:
            return kept[1], data_at
        found = compliance(desk, first, last)
        book.pages[first, last] = (book.counted, found)
        while len(book.pages) > _KEPT:
            book.pages.popitem(last=False)
        return found, data_at


def bring_up_to_date(desk: Desk, *, fresh: float = FRESH) -> datetime:
    """Have the days counted, unless that was done some seconds ago; return the moment that they show."""
    book = _BOOKS.setdefault(desk.store, _Book())
    with book.lock:
        if book.data_at is None or time.monotonic() - book.counted > fresh:
            book.data_at = _counted(desk)
            book.counted = time.monotonic()
        return book.data_at


def _counted(desk: Desk) -> datetime:
    at = desk.clock.now()
    return at if count_days(desk) else reached(desk) or at
