"""What waits while everything is stopped, and would go out if it were let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from cydbost_queue.desk import Desk
from cydbost_queue.halt import halted
from cydbost_queue.lookup import deliveries_of
from cydbost_queue.sending.begun import has_begun, stopped
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Delivery, Posting, PostingKind, Task, Words


@dataclass(frozen=True, slots=True)
class WaitingView:
    """One posting that would go out now; ``is_late`` past the time that anybody meant."""

    ref: str
    label: str
    state: PostingState
    slot: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class StandingView:
    """Something that must come down and still stands, because its account, or its twin's, is stopped."""

    ref: str
    account: str
    address: str | None


@dataclass(frozen=True, slots=True)
class HaltView:
    """Who stopped everything, when and why, and what waits."""

    at: datetime
    by: str
    reason: str | None
    waiting: tuple[WaitingView, ...]
    replies: int  #: answers to the public that wait, and go with the rest
    standing: tuple[StandingView, ...] = ()  #: to come down once its account is resumed


def show_halt(desk: Desk) -> HaltView | None:
    """Return what was stopped and what waits; ``None`` while the queue runs."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        halt = halted(session)
        if halt is None:
            return None
        words = session.get(Words, halt.reason_id)
        waiting = tuple(
            WaitingView(
                posting.ref,
                posting.label,
                posting.state,
                posting.slot,
                is_late=posting.slot is not None
                and posting.state is not PostingState.CHANGING
                and now - posting.slot > desk.rules.late_grace,
            )
            for posting in waiting_postings(session, now)
        )
        return HaltView(
            halt.at, halt.by, words.body if words else None, waiting, _waiting_replies(session), _standing(session)
        )


def _standing(session: Session) -> tuple[StandingView, ...]:
    rows = session.exec(
        select(Delivery).where(col(Delivery.task) == Task.WITHDRAW, stopped()).order_by(col(Delivery.id))
    )
    return tuple(
        StandingView(f"P{row.posting_id}" if row.posting_id else row.subject, row.account, row.address) for row in rows
    )


def _waiting_replies(session: Session) -> int:
    return session.exec(
        select(func.count())
        .select_from(Delivery)
        .where(col(Delivery.reply_id).is_not(None), col(Delivery.task) == Task.PUBLISH)
    ).one()


def waiting_postings(session: Session, now: datetime) -> Sequence[Posting]:
    """Return the postings whose slot has come, and those on their way of which nothing was begun."""
    due = session.exec(
        select(Posting)
        .where(
            Posting.state == PostingState.SCHEDULED,
            col(Posting.slot) <= now,
            Posting.kind == PostingKind.STANDARD,
        )
        .order_by(col(Posting.slot), col(Posting.id))
    ).all()
    on_their_way = session.exec(
        select(Posting)
        .where(
            col(Posting.state).in_([PostingState.RELEASING, PostingState.CHANGING]),
            Posting.kind == PostingKind.STANDARD,
        )
        .order_by(col(Posting.id))
    ).all()
    return [*due, *(one for one in on_their_way if not has_begun(deliveries_of(session, one)))]
