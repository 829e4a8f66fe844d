"""When to try again: a pure decision from the number of attempts and what the platform asked for."""

from datetime import timedelta
from typing import Final

from cydbost_connectors import ConnectorError, Expired, NotAllowed, Rejected

FIRST: Final = timedelta(seconds=2)
LONGEST: Final = timedelta(minutes=2)
#: An unclear outcome is looked into after this; a platform that lists late is asked a second time after ``LOOK_AGAIN``.
LOOK: Final = timedelta(seconds=5)
LOOK_AGAIN: Final = timedelta(minutes=2)
#: Looks after which "not there" is believed, where a repeat would not be the same write.
LOOKS: Final = 2
#: Readings back after which a person is told that the public cannot see what was sent.
READINGS: Final = 8
#: Attempts for which the two sides of a withdrawal wait for each other; some two minutes.
TOGETHER: Final = 6
#: A withdrawal that was refused for good is still owed: an administrator may have mended the cause.
LASTING: Final = timedelta(minutes=10)
_LASTING_ERRORS: Final = (Rejected, NotAllowed, Expired)
#: How those are stored that the platform will say again until a person has done something.
LASTING_CODES: Final = frozenset(error.code for error in _LASTING_ERRORS)


def is_lasting(error: ConnectorError) -> bool:
    """Tell whether the platform will say the same again until a person has done something."""
    return isinstance(error, _LASTING_ERRORS)


def wait_after(attempts: int, error: ConnectorError | None = None) -> timedelta:
    """Return how long to wait after the ``attempts``-th failure; the platform's own wish goes first."""
    if error is not None and error.retry_after is not None:
        return timedelta(seconds=max(error.retry_after, 0))
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST * (1 << doublings), LONGEST)
