"""Which comments a list has, in which order, and where a part of it begins.

Each state, and each account of a channel, is one run through one index; the runs are merged. So a list reads what it
shows, however many comments there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, Final

from sqlalchemy import Select, Subquery, and_, func, or_, union_all
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from cydbost_queue.lookup import LAST_ROW
from cydbost_queue.tables import WAITING, Account, Comment, CommentState, CommentTag

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; each that is not given does not narrow it."""

    states: Sequence[CommentState] = WAITING
    reply_in: str | None = None  #: cy, en or both
    channel: str | None = None
    assigned_to: str | None = None
    nobodys: bool = False  #: only what is assigned to nobody
    tag: str | None = None
    marked: bool = False  #: only what is marked for a concern
    written_until: datetime | None = None  #: only what was written by then
    newest_first: bool = False  #: else the longest waiting first


def key_of(written_at: datetime, number: int) -> str:
    """Return where a list goes on after a comment, as it can stand in an address."""
    return f"{(written_at - _EPOCH) // _MICROSECOND}-{number}"


def read_key(key: str) -> tuple[datetime, int] | None:
    """Return what ``key_of`` made; ``None`` for anything else, so that a list then begins anew."""
    micros, _dash, number = key.partition("-")
    if not (micros.isascii() and micros.isdecimal() and number.isascii() and number.isdecimal()):
        return None
    if len(micros) > 17 or len(number) > 15 or int(number) > LAST_ROW:
        return None
    return _EPOCH + int(micros) * _MICROSECOND, int(number)


def numbers_of(session: Session, wanted: Wanted, *, after: str | None, limit: int) -> list[int]:
    """Return the numbers of the comments of a list, in its order, from ``after`` on."""
    runs = [_run(wanted, state, account, after, limit) for state, account in _runs(session, wanted)]
    if not runs:
        return []
    joined = union_all(*(sql_select(run.c.id, run.c.written_at) for run in runs)).subquery()
    order = (
        [joined.c.written_at.desc(), joined.c.id.desc()] if wanted.newest_first else [joined.c.written_at, joined.c.id]
    )
    rows = session.connection().execute(sql_select(joined.c.id).order_by(*order).limit(limit))
    return [number for (number,) in rows]


def counts_of(session: Session, lists: Sequence[Wanted], most: int) -> list[int]:
    """Return how many comments each list has, counted no further than ``most``, in one statement."""
    counted = []
    for wanted in lists:
        within = _narrowed(wanted).where(col(Comment.state).in_(list(wanted.states)))
        if wanted.channel is not None:
            accounts = sql_select(col(Account.name)).where(col(Account.channel) == wanted.channel)
            within = within.where(col(Comment.account).in_(accounts))
        counted.append(sql_select(func.count()).select_from(within.limit(most).subquery()).scalar_subquery())
    return list(session.connection().execute(sql_select(*counted)).one())


def _runs(session: Session, wanted: Wanted) -> list[tuple[CommentState, str | None]]:
    accounts: Sequence[str | None] = [None]
    if wanted.channel is not None:
        accounts = session.exec(select(Account.name).where(Account.channel == wanted.channel)).all()
    return list(product(wanted.states, accounts))


def _run(wanted: Wanted, state: CommentState, account: str | None, after: str | None, limit: int) -> Subquery:
    written, number = (
        (col(CommentTag.written_at), col(CommentTag.comment_id))
        if wanted.tag is not None
        else (col(Comment.written_at), col(Comment.id))
    )
    query = _narrowed(wanted, account).where(col(Comment.state) == state)
    place = read_key(after) if after else None
    if place is not None and wanted.newest_first:
        query = query.where(written <= place[0], or_(written < place[0], number < place[1]))
    elif place is not None:
        query = query.where(written >= place[0], or_(written > place[0], number > place[1]))
    order = (written.desc(), number.desc()) if wanted.newest_first else (written, number)
    return query.order_by(*order).limit(limit).subquery()


def _narrowed(wanted: Wanted, account: str | None = None) -> Select[Any]:
    columns: list[Any] = [col(Comment.id), col(Comment.written_at)]
    query = sql_select(*columns)
    if wanted.tag is not None:
        query = query.join(CommentTag, and_(col(CommentTag.comment_id) == col(Comment.id)))
        query = query.where(col(CommentTag.tag) == wanted.tag)
    if account is not None:
        query = query.where(col(Comment.account) == account)
    if wanted.reply_in is not None:
        query = query.where(col(Comment.reply_in) == wanted.reply_in)
    if wanted.assigned_to is not None:
        query = query.where(col(Comment.assigned_to) == wanted.assigned_to)
    if wanted.nobodys:
        query = query.where(col(Comment.assigned_to).is_(None))
    if wanted.marked:
        query = query.where(col(Comment.concern).is_not(None))
    if wanted.written_until is not None:
        query = query.where(col(Comment.written_at) <= wanted.written_until)
    return query
