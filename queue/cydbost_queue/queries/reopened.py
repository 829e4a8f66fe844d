"""Whether the queue was restored, and what has still to be done before it opens."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from cydbost_queue.desk import Desk
from cydbost_queue.reconciling import to_settle
from cydbost_queue.reopening import last_restored
from cydbost_queue.tables import Account


@dataclass(frozen=True, slots=True)
class RestoredView:
    """The last restore; ``opened_at`` is when the queue was opened.

    ``unasked`` are the accounts that nobody has asked since; ``unsettled`` counts what waits for a person.
    """

    backup_at: datetime
    at: datetime
    by: str
    unasked: tuple[str, ...]
    unsettled: int
    opened_at: datetime | None


def show_restored(desk: Desk) -> RestoredView | None:
    """Return the last restore, ``None`` where there was none."""
    with desk.store.reading() as session:
        row = last_restored(session)
        if row is None:
            return None
        accounts = session.exec(select(Account.name).order_by(col(Account.name))).all()
        unasked = tuple(name for name in accounts if name not in row.asked)
        return RestoredView(row.backup_at, row.at, row.by, unasked, to_settle(session), row.opened_at)
