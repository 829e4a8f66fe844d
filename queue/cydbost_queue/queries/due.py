"""What the worker would do now, without doing any of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.lookup import accounts_of, channels_of
from cydbost_queue.sending.outbox import pair_plan
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Carries, Channel, Delivery, Posting, Task


@dataclass(frozen=True, slots=True)
class DueView:
    """One thing to be done: for whom (``P12``, or a reply's subject), where, which version, and since when."""

    ref: str
    channel: str
    account: str
    carries: Carries
    task: Task
    at: datetime


def due_now(desk: Desk) -> list[DueView]:
    """Return what is due: the deliveries with a task, then what the slots that have come would release."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        deliveries = session.exec(
            select(Delivery)
            .where(col(Delivery.task).is_not(None), col(Delivery.not_before) <= now)
            .order_by(col(Delivery.not_before), col(Delivery.id))
        ).all()
        postings = session.exec(
            select(Posting)
            .where(Posting.state == PostingState.SCHEDULED, col(Posting.slot) <= now)
            .order_by(col(Posting.slot), col(Posting.id))
        ).all()
        under_way = [_of_delivery(row) for row in deliveries]
        return [*under_way, *(due for posting in postings for due in _of_posting(session, posting, now))]


def _of_delivery(row: Delivery) -> DueView:
    ref = f"P{row.posting_id}" if row.posting_id else f"reply:{row.reply_id}"
    return DueView(ref, row.channel, row.account, row.carries, row.task or Task.PUBLISH, row.not_before)


def _of_posting(session: Session, posting: Posting, now: datetime) -> list[DueView]:
    at = posting.slot or now
    return [
        DueView(posting.ref, channel.name, account, carries, Task.PUBLISH, at)
        for channel in channels_of(session, posting)
        for carries, _continues in pair_plan(channel)
        for account in _account(session, channel, carries)
    ]


def _account(session: Session, channel: Channel, carries: Carries) -> list[str]:
    return [row.name for row in accounts_of(session, channel.name) if row.carries in {carries, Carries.BOTH}]
