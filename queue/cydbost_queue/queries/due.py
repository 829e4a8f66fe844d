"""What the worker would do now, and what it would leave and why, without doing any of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, and_, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.halt import halted
from cydbost_queue.lookup import accounts_of, channels_of
from cydbost_queue.parts import STANDS, continued_by, meant_for
from cydbost_queue.quiet import quiet_for
from cydbost_queue.reopening import is_closed
from cydbost_queue.rules import Rules
from cydbost_queue.sending.begun import begun, half, makes_public, stopped
from cydbost_queue.sending.outbox import pair_plan
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Carries, Channel, Delivery, Lane, Posting, PostingKind, Task


class Left(StrEnum):
    """Why the worker would leave what is due, or hold it."""

    CLOSED = "closed"  #: the queue was restored and is not open
    ALL_STOPPED = "all_stopped"  #: a person has stopped everything
    ACCOUNT_STOPPED = "account_stopped"  #: a person has stopped an account of its pair
    QUIET = "quiet"  #: it comes in a quiet period
    LATE = "late"  #: its time passed too long ago
    PARTS = "parts"  #: the part of its message before it is not out
    IN_HAND = "in_hand"  #: a person does it by hand


@dataclass(frozen=True, slots=True)
class DueView:
    """One thing to be done: for whom (``P12``, or a reply's subject), where, which version, and since when.

    ``left`` says why the worker would not do it now; ``None`` where it would.
    """

    ref: str
    channel: str
    account: str
    carries: Carries
    task: Task
    at: datetime
    left: Left | None = None


def due_now(desk: Desk) -> list[DueView]:
    """Return what is due: the deliveries with a task, then what the slots that have come would release."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        due = (col(Delivery.task).is_not(None), col(Delivery.not_before) <= now)
        deliveries = session.exec(
            select(Delivery).where(*due).order_by(col(Delivery.not_before), col(Delivery.id))
        ).all()
        waiting = and_(stopped(), ~half())
        on_stopped = set(session.exec(select(Delivery.id).where(*due, waiting)))
        new = and_(col(Delivery.lane) != Lane.EMERGENCY, makes_public(), ~begun())
        begins = set(session.exec(select(Delivery.id).where(*due, new)))
        postings = session.exec(
            select(Posting)
            .where(Posting.state == PostingState.SCHEDULED, col(Posting.slot) <= now)
            .order_by(col(Posting.slot), col(Posting.id))
        ).all()
        is_halted = halted(session) is not None
        under_way = [
            _of_delivery(row, _delivery_left(session, row, on_stopped, begins if is_halted else set()))
            for row in deliveries
        ]
        coming = [due for posting in postings for due in _of_posting(session, posting, desk.rules, now)]
        return [*under_way, *coming]


def _delivery_left(
    session: Session, row: Delivery, on_stopped: set[int | None], halting: set[int | None]
) -> Left | None:
    if is_closed(session):
        return Left.CLOSED
    if row.id in halting:
        return Left.ALL_STOPPED
    if row.is_in_hand:
        return Left.IN_HAND
    return Left.ACCOUNT_STOPPED if row.id in on_stopped else None


def _of_delivery(row: Delivery, left: Left | None) -> DueView:
    ref = f"P{row.posting_id}" if row.posting_id else f"reply:{row.reply_id}"
    return DueView(ref, row.channel, row.account, row.carries, row.task or Task.PUBLISH, row.not_before, left)


def _of_posting(session: Session, posting: Posting, rules: Rules, now: datetime) -> list[DueView]:
    at, left = posting.slot or now, _posting_left(session, posting, rules, now)
    found = []
    for channel in channels_of(session, posting):
        has_stopped = any(account.stopped_at is not None for account in accounts_of(session, channel.name))
        why = left or (Left.ACCOUNT_STOPPED if has_stopped else None)
        found += [
            DueView(posting.ref, channel.name, account, carries, Task.PUBLISH, at, why)
            for carries, _continues in pair_plan(channel)
            for account in _account(session, channel, carries)
        ]
    return found


def _posting_left(session: Session, posting: Posting, rules: Rules, now: datetime) -> Left | None:
    is_standard, slot = posting.kind is PostingKind.STANDARD, posting.slot or now
    if is_closed(session):
        return Left.CLOSED
    if is_standard and halted(session) is not None:
        return Left.ALL_STOPPED
    before = continued_by(session, posting)
    if before is not None and before.state not in STANDS:
        return Left.PARTS
    if is_standard and now - (meant_for(session, posting) or slot) > rules.late_grace:
        return Left.LATE
    return Left.QUIET if quiet_for(session, posting, slot, now) is not None else None


def _account(session: Session, channel: Channel, carries: Carries) -> list[str]:
    return [row.name for row in accounts_of(session, channel.name) if row.carries in {carries, Carries.BOTH}]
