"""Expiry: a posting that has run out comes down as a pair, at the time that a person gave it."""

from typing import Final

from sqlalchemy import text
from sqlmodel import col, select

from cydbost_queue.actions.withdrawing import take_posting_down
from cydbost_queue.desk import Act, Desk
from cydbost_queue.lookup import deliveries_of
from cydbost_queue.moves import move_posting
from cydbost_queue.record import Tag
from cydbost_queue.states import MAYBE_LIVE_DELIVERIES, PostingState
from cydbost_queue.tables import HeldReason, Posting

_NOT_OUT = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED})
_OUT = frozenset(
    {
        PostingState.RELEASING,
        PostingState.PUBLISHED,
        PostingState.CORRECTING,
        PostingState.CHANGING,
        PostingState.HELD,
    }
)
_STAYS: Final = sorted(set(PostingState) - _NOT_OUT - _OUT)
#: In the very words of the index on ``expires``, so that it serves: what has no such time is never looked at.
_MAY_RUN_OUT: Final = text("posting.expires IS NOT NULL AND posting.state != 'withdrawn'")


def expire_due(desk: Desk) -> int:
    """Take down, or hold, every posting that has run out; return how many.

    One that is not out yet is held: nobody chose that it should never be seen. An emergency whose Welsh is owed
    does not run out: the Welsh must come first, late or not.
    """
    with desk.system_act() as act:
        due = act.session.exec(
            select(Posting)
            .where(_MAY_RUN_OUT, col(Posting.expires) <= act.at, col(Posting.state).not_in(_STAYS))
            .order_by(col(Posting.expires))
            .with_for_update(skip_locked=True)
        ).all()
        return sum(_expire(act, posting) for posting in due)


def _expire(act: Act, posting: Posting) -> bool:
    if posting.state in _NOT_OUT:
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.EXPIRED)
        return True
    is_out = any(row.state in MAYBE_LIVE_DELIVERIES for row in deliveries_of(act.session, posting))
    if posting.state is PostingState.HELD and not is_out:
        return False
    assert posting.expires is not None, "it was found by its time"  # noqa: S101 - tells the type checker
    act.record(posting.subject, Tag.EXPIRED, expires=posting.expires.isoformat())
    take_posting_down(act, posting, reason="expired")
    return True
