"""Whether everything is stopped. Emergencies still pass: a person issues each of them by hand, and people need them."""

from typing import Final

from sqlmodel import Session

from cydbost_queue.tables import Halt

ALL: Final = "all"


def halted(session: Session) -> Halt | None:
    """Return who stopped everything, and when; ``None`` while the queue runs."""
    return session.get(Halt, ALL)
