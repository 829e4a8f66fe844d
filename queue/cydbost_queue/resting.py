"""How long a worker may rest: until something is due, or until it is woken."""

from datetime import datetime
from typing import Final

from sqlmodel import Session, col, func, or_, select

from cydbost_queue.desk import Desk
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Delivery, Posting, Reading

#: Seconds after which what is due and could not be done (a stopped account, a row in use) is looked at again. Nobody
#: who cannot be woken rests longer either.
AGAIN: Final = 1.0
_SHORTEST: Final = 0.05  #: seconds; a moment that is nearer has come by the time it was looked at

_WITH_SLOT: Final = (PostingState.SCHEDULED, PostingState.DRAFT, PostingState.READY)


def seconds_of_rest(desk: Desk, longest: float, *, can_be_woken: bool) -> float:
    """Return for how many seconds a worker that found nothing to do may rest, ``longest`` at most."""
    if not can_be_woken:
        longest = min(longest, AGAIN)
    with desk.store.reading() as session:
        now = desk.clock.now()
        moments = _next_moments(session, now)
    if any(moment <= now for moment in moments):
        return min(longest, AGAIN)
    return min([longest, *(max((moment - now).total_seconds(), _SHORTEST) for moment in moments)])


def _next_moments(session: Session, now: datetime) -> list[datetime]:
    """Return when the next free delivery, the next slot, and the next lease or turn to run out are due.

    A part whose slot has come waits for the part before it: what is done about that one is no rest.
    """
    open_task = col(Delivery.task).is_not(None)
    leased = col(Delivery.lease_until).is_not(None)
    found = (
        session.exec(select(func.min(Delivery.not_before)).where(open_task, ~leased)).one(),
        session.exec(select(func.min(Delivery.lease_until)).where(open_task, leased)).one(),
        session.exec(
            select(func.min(Posting.slot)).where(
                col(Posting.state).in_(_WITH_SLOT), or_(col(Posting.continues_id).is_(None), col(Posting.slot) > now)
            )
        ).one(),
        session.exec(select(func.min(Reading.lease_until)).where(col(Reading.lease_until) > now)).one(),
    )
    return [moment for moment in found if moment is not None]
