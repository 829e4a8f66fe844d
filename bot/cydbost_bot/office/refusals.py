"""What stands in the way of a visit, as sentences and as the status that programs read."""

from typing import Final

from cydbost_bot.office.words import N_, gettext
from cydbost_bot.problem import Misuse
from cydbost_bot.refusals import describe
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import Denied, NotFound, QueueError, Refused, StoreError

BROKEN: Final = N_(
    "Something went wrong on our side. What you sent was not taken. It was written down for the administrator."
)

_STATUSES: Final = (
    (NotFound, 404),
    (Denied, 403),
    (Refused, 409),
    (StoreError, 503),
    (ConnectorError, 503),
    (QueueError, 409),
    (Misuse, 422),
)


def status_of(problem: Exception) -> int:
    """Return the status of an answer to a visit that ended in ``problem``."""
    return next((status for kind, status in _STATUSES if isinstance(problem, kind)), 500)


def lines_of(problem: Exception) -> list[str]:
    """Return what happened and how to mend it, in the language of the context."""
    if isinstance(problem, Misuse):
        return problem.sentences()
    described = describe(problem)
    return described[0] if described else [gettext(BROKEN)]
