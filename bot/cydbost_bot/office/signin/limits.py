"""How often one address may try to sign in: over all names together, so that guessing at many is no way round."""

from datetime import timedelta
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from cydbost_bot.office.visit import Visit
from cydbost_bot.web.rate_limit import CommentLimit, RateLimit
from cydbost_queue.store import Store

_TRIES: Final = CommentLimit(count=30, within=timedelta(minutes=10))


@cache
def _limits() -> "WeakKeyDictionary[Store, RateLimit]":
    return WeakKeyDictionary()


def is_too_often(visit: Visit) -> bool:
    """Count one try from the visitor's address; tell whether there were too many of late."""
    limit = _limits().setdefault(visit.desk.store, RateLimit(_TRIES, visit.desk.clock.now))
    client = visit.request.client
    return limit.take(client.host if client else "") is not None
