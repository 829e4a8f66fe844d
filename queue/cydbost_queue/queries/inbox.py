"""The inbox as people see it: its lists, and how much waits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.queries.inbox_order import Wanted, counts_of, key_of, numbers_of
from cydbost_queue.queries.moderation import is_done, is_hidden, moderation_of_all
from cydbost_queue.rules import Rules
from cydbost_queue.tables import (
    Account,
    Comment,
    CommentLease,
    CommentState,
    CommentTag,
    ModerationKind,
    Words,
)
from cydbost_queue.views_inbox import InboxCounts, InboxLine, InboxPage, LeaseView

PAGE: Final = 25  #: comments in one part of a list
MOST: Final = 1_000  #: nothing is counted further


def list_inbox(desk: Desk, wanted: Wanted, *, after: str | None = None, limit: int = PAGE) -> InboxPage:
    """Return a part of a list of comments; ``after`` is the ``next_key`` of the part before it."""
    with desk.store.reading() as session:
        numbers = numbers_of(session, wanted, after=after, limit=limit + 1)
        lines = lines_of(session, numbers[:limit], desk.rules, desk.clock.now())
        last = lines[-1] if len(numbers) > limit and lines else None
        return InboxPage(tuple(lines), key_of(last.written_at, int(last.ref[1:])) if last else None)


def count_inbox(desk: Desk, person: str) -> InboxCounts:
    """Return how much waits, for everybody and for ``person``."""
    lists = {
        "waiting": Wanted(),
        "overdue": Wanted(written_until=desk.clock.now() - desk.rules.answer_within),
        "mine": Wanted(assigned_to=person),
        "nobodys": Wanted(nobodys=True),
        "to_approve": Wanted(states=(CommentState.PROPOSED,)),
        "marked": Wanted(states=tuple(CommentState), marked=True),
    }
    with desk.store.reading() as session:
        counted = dict(zip(lists, counts_of(session, list(lists.values()), MOST), strict=True))
    return InboxCounts(**counted, most=MOST)


def list_tags(desk: Desk, *, limit: int = 50) -> list[str]:
    """Return the tags in use, by name: one step through the index for each, however many comments bear it."""
    with desk.store.reading() as session:
        tags: list[str] = []
        while len(tags) < limit:
            query = select(CommentTag.tag).order_by(col(CommentTag.tag)).limit(1)
            found = session.exec(query.where(col(CommentTag.tag) > tags[-1]) if tags else query).first()
            if found is None:
                break
            tags.append(found)
        return tags


def lines_of(session: Session, numbers: Sequence[int], rules: Rules, now: datetime) -> list[InboxLine]:
    """Return comments as they stand in a list, in the order of ``numbers``, with a query for each kind of thing."""
    if not numbers:
        return []
    said, named = aliased(Words), aliased(Words)
    rows = session.exec(
        select(Comment, said.body, named.body, Account.channel)
        .join(said, col(said.id) == col(Comment.text_id))
        .join(named, col(named.id) == col(Comment.author_id))
        .join(Account, col(Account.name) == col(Comment.account))
        .where(col(Comment.id).in_(numbers))
    ).all()
    tags, leases = _tags(session, numbers), _leases(session, numbers, now)
    moderated = moderation_of_all(session, numbers)
    lines: dict[int, InboxLine] = {}
    for row, text, author, channel in rows:
        acts = moderated.get(row.id or 0, ())
        lines[row.id or 0] = InboxLine(
            ref=row.ref,
            account=row.account,
            channel=channel,
            author=author,
            text=text,
            written_at=row.written_at,
            due_at=row.written_at + rules.answer_within,
            language=row.language,
            confidence=row.confidence,
            reply_in=row.reply_in,
            corrected_by=row.corrected_by,
            state=row.state,
            assigned_to=row.assigned_to,
            concern=row.concern,
            tags=tuple(tags.get(row.id or 0, ())),
            lease=leases.get(row.id or 0),
            hidden=is_hidden(acts),
            removed=is_done(acts, ModerationKind.REMOVE),
        )
    return [lines[number] for number in numbers if number in lines]


def _tags(session: Session, numbers: Iterable[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(CommentTag.comment_id, CommentTag.tag).where(col(CommentTag.comment_id).in_(list(numbers)))
    for number, tag in session.exec(query.order_by(col(CommentTag.tag))):
        found[number].append(tag)
    return found


def _leases(session: Session, numbers: Iterable[int], now: datetime) -> Mapping[int, LeaseView]:
    rows = session.exec(
        select(CommentLease).where(col(CommentLease.comment_id).in_(list(numbers)), col(CommentLease.until) > now)
    )
    return {row.comment_id: LeaseView(row.by, row.since, row.until) for row in rows}
