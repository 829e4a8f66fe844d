"""The parts of a message that was divided: postings that continue one another, each a whole pair of its own.

A posting that was not divided is its own only part.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from cydbost_queue.desk import Act
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import number_of
from cydbost_queue.states import LIVE_POSTINGS, PostingState
from cydbost_queue.tables import Delivery, Posting

#: A part in one of these is before the public, whole, and can be continued.
STANDS = (PostingState.PUBLISHED, PostingState.CORRECTING)
#: A part in one of these goes no further by itself.
_AT_REST = (PostingState.DRAFT, PostingState.READY, PostingState.HELD, PostingState.WITHDRAWN)


def parts_of(session: Session, posting: Posting) -> list[Posting]:
    """Return every part of the message that a posting is of, the first one first."""
    parts = [posting]
    while (number := parts[0].continues_id) is not None:
        parts.insert(0, session.exec(select(Posting).where(Posting.id == number)).one())
    while (follower := continuation_of(session, parts[-1])) is not None:
        parts.append(follower)
    return parts


def continuation_of(session: Session, posting: Posting) -> Posting | None:
    """Return the part that continues a posting, if one does."""
    return session.exec(select(Posting).where(Posting.continues_id == posting.id)).first()


def continued_by(session: Session, posting: Posting) -> Posting | None:
    """Return the part that a posting continues, if it continues one."""
    return session.get(Posting, posting.continues_id) if posting.continues_id is not None else None


def is_divided(session: Session, posting: Posting) -> bool:
    """Tell whether a posting is a part of a longer message."""
    return posting.continues_id is not None or continuation_of(session, posting) is not None


def parts_named(session: Session, ref: str) -> list[Posting]:
    """Return every part of the message of which ``ref`` names one, locked, the first one first.

    Raises:
        NotFound: there is no such posting.
    """
    named = session.get(Posting, number_of(ref, "P"))
    if named is None:
        raise NotFound("no_posting", ref=ref)
    numbers = [part.id for part in parts_of(session, named)]
    # Everybody locks in the same order, so that no two wait for one another in a ring.
    return list(
        session.exec(
            select(Posting)
            .where(col(Posting.id).in_(numbers))
            .order_by(col(Posting.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def may_begin() -> ColumnElement[bool]:
    """Say of a posting: it continues nothing, or what it continues is before the public."""
    before: Any = aliased(Posting)
    stands = sql_select(before.id).where(col(before.id) == col(Posting.continues_id), col(before.state).in_(STANDS))
    return or_(col(Posting.continues_id).is_(None), stands.exists())


def is_left_behind() -> ColumnElement[bool]:
    """Say of a posting: what it continues has come to rest and is not before the public."""
    before: Any = aliased(Posting)
    delivery: Any = aliased(Delivery)
    under_way = sql_select(delivery.id).where(
        col(delivery.posting_id) == col(before.id), col(delivery.task).is_not(None)
    )
    return (
        sql_select(before.id)
        .where(col(before.id) == col(Posting.continues_id), col(before.state).in_(_AT_REST), ~under_way.exists())
        .exists()
    )


def is_begun(parts: Sequence[Posting]) -> bool:
    """Tell whether anything of a message was ever handed to its channels."""
    return any(part.releases for part in parts)


def meant_for(session: Session, posting: Posting) -> datetime | None:
    """Return when a posting was to go out: at its slot, or when the part before it was out, if that was later."""
    before = continued_by(session, posting)
    if posting.slot is None or before is None or before.published_at is None:
        return posting.slot
    return max(posting.slot, before.published_at)


def tell_waiting(act: Act, parts: Sequence[Posting]) -> None:
    """Tell people which parts of a divided message are before the public, and which wait."""
    out = [number for number, part in enumerate(parts, 1) if part.state in LIVE_POSTINGS]
    waiting = [number for number in range(1, len(parts) + 1) if number not in out]
    act.tell(
        ("approver", "on-call") if out else "approver",
        "parts_wait",
        parts[0].subject,
        ref=parts[0].ref,
        parts=str(len(parts)),
        out=", ".join(map(str, out)),
        waiting=", ".join(map(str, waiting)),
    )
