"""Whose comments are read next: one reader has an account at a time, and each account has its own next time."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from cydbost_connectors import ConnectorError
from cydbost_queue.desk import Act, Desk
from cydbost_queue.reopening import is_closed
from cydbost_queue.tables import Account, Reading

#: How long an account that could not be read rests at first, and at most where the platform asks for nothing else.
FIRST: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(minutes=15)
#: The longest that a platform's own wish is followed: what it says in error must not silence an account for ever.
LONGEST_WISH: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """One reader's turn at one account: ``lease`` is a name that no other turn has."""

    account: str
    lease: str
    began: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The accounts that can be read now, the longest waiting first, and when the next of the others can be."""

    accounts: Sequence[str]
    next_at: datetime | None


def due_now(desk: Desk, accounts: Collection[str]) -> Due:
    """Return which of ``accounts`` can be read now; it asks without the right to write.

    Nothing is read for a stopped account, nor into a queue that was restored and is not opened yet.
    """
    now = desk.clock.now()
    with desk.store.reading() as session:
        if is_closed(session):
            return Due((), None)
        rows = session.exec(
            select(Account.name, Reading)
            .join(Reading, col(Reading.account) == col(Account.name), isouter=True)
            .where(col(Account.stopped_at).is_(None))
        ).all()
    moments = sorted((_free_at(row, now), name) for name, row in rows if name in accounts)
    later = [moment for moment, _ in moments if moment > now]
    return Due([name for moment, name in moments if moment <= now], min(later, default=None))


def take_turn(desk: Desk, account: str, reader: str) -> Turn | None:
    """Take an account's turn, if it is due and nobody else reads it."""
    with desk.system_act() as act:
        row = _row_of(act, account)
        if row is None or _free_at(row, act.at) > act.at:
            return None
        row.lease, row.lease_until = f"{reader}:{secrets.token_hex(8)}", act.at + act.rules.lease
        act.session.add(row)
        return Turn(account, row.lease, act.at)


def lengthen(act: Act, turn: Turn) -> bool:
    """Make a turn longer, in the caller's act; tell whether it is still the reader's own."""
    row = act.session.get(Reading, turn.account)
    if row is None or row.lease != turn.lease:
        return False
    row.lease_until = act.at + act.rules.lease
    act.session.add(row)
    return True


def end_turn(desk: Desk, turn: Turn, every: timedelta, error: ConnectorError | None = None) -> None:
    """Give an account back: it is read again after ``every``, and later where it could not be read.

    What the platform told of meanwhile (``ask_soon``) is read at once.
    """
    with desk.system_act() as act:
        row = act.session.exec(select(Reading).where(Reading.account == turn.account).with_for_update()).first()
        if row is None or row.lease != turn.lease:
            return
        row.lease = row.lease_until = None
        if error is None:
            is_asked = row.asked_at is not None and row.asked_at >= turn.began
            row.failures, row.error_code, row.due_at = 0, None, act.at + (timedelta() if is_asked else every)
        else:
            row.failures, row.error_code = row.failures + 1, error.code[:32]
            row.due_at = act.at + wait_after(row.failures, every, error)
        act.session.add(row)


def ask_soon(desk: Desk, account: str) -> bool:
    """Let an account be read at once: its platform says that there is news. Tell whether there is such an account.

    An account that rests because it could not be read is not hurried: whoever sends the news does not decide that.
    """
    with desk.store.writing(tell=True) as session:
        if session.get(Account, account) is None:
            return False
        now = desk.clock.now()
        row = session.exec(select(Reading).where(Reading.account == account).with_for_update()).first()
        if row is not None:
            row.asked_at = now
            if not row.failures:
                row.due_at = min(row.due_at, now)
            session.add(row)
        return True


def wait_after(failures: int, every: timedelta, error: ConnectorError) -> timedelta:
    """Return how long an account rests after so many failures in a row; the platform's own wish goes first."""
    if error.retry_after is not None:
        return max(every, min(timedelta(seconds=max(error.retry_after, 0)), LONGEST_WISH))
    doublings = min(max(failures - 1, 0), 10)
    return max(every, min(FIRST * (1 << doublings), LONGEST))


def _free_at(row: Reading | None, now: datetime) -> datetime:
    """Return when an account can be read: at its time, and not while somebody reads it.

    A time that nobody can have meant was written by a clock that was wrong: the account is read at once.
    """
    if row is None:
        return now
    free_at = row.due_at if row.lease_until is None else max(row.due_at, row.lease_until)
    return now if free_at - now > LONGEST_WISH else free_at


def _row_of(act: Act, account: str) -> Reading | None:
    """Return an account's row, locked; ``None`` where somebody else has it at this moment, or there is no account."""
    mine = select(Reading).where(Reading.account == account).with_for_update(skip_locked=True)
    row = act.session.exec(mine).first()
    if row is not None or act.session.get(Reading, account) is not None:
        return row
    if act.session.get(Account, account) is None:
        return None
    try:
        with act.session.begin_nested():
            act.session.add(Reading(account=account, due_at=act.at))
    except IntegrityError:  # another reader made it at this moment, and has the turn
        return None
    return act.session.exec(mine).first()
