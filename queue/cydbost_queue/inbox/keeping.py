"""Keeping what the public wrote: each comment once, with the language it must be answered in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from sqlmodel import col, select

from cydbost_connectors import Connector, Incoming
from cydbost_language import Detection, detect
from cydbost_queue.actions.preferring import forget_old_preferences
from cydbost_queue.content import from_outside
from cydbost_queue.desk import Act, Desk
from cydbost_queue.inbox.acknowledging import acknowledge
from cydbost_queue.inbox.authors import author_key
from cydbost_queue.record import Tag
from cydbost_queue.record.apart import keep_all
from cydbost_queue.sending.modes import mode_of
from cydbost_queue.spending.budgets import is_used_up
from cydbost_queue.spending.months import month_of
from cydbost_queue.spending.paying import pay_reading
from cydbost_queue.tables import Account, Comment, Delivery, Mode, Words

_BATCH: Final = 200  #: comments kept in one transaction
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)


#: Told of each batch in the act that keeps it.
OnBatch = Callable[[Act], None]


def fetch_comments(desk: Desk, name: str, connector: Connector, on_batch: OnBatch = lambda _act: None) -> int:
    """Fetch what is new on one account; return how many comments were kept.

    Raises:
        ConnectorError: the platform could not be read; what was kept before stays kept.
    """
    with desk.store.reading() as session:
        account = session.get(Account, name)
        if account is None or account.stopped_at is not None or not connector.capabilities.comments:
            return 0
        if mode_of(session, account.channel) is Mode.OFF:
            return 0
        since = account.comments_read_to
    start = since - desk.rules.comment_overlap if since else _BEGINNING
    kept = 0
    for batch in _batches(connector.comments(start)):
        # Judged outside the transaction: a writer elsewhere must not wait for the language models.
        judged = [(incoming, detect(incoming.text)) for incoming in batch]
        with desk.system_act(wakes=True) as act:
            on_batch(act)
            # Two workers that read one account at once keep its comments one after the other, so each only once.
            own = select(Account).where(Account.name == name)
            account = act.session.exec(own.with_for_update(key_share=True)).one()
            new = _keep_new(act, account, judged)
            pay_reading(act, account, new)
            forget_old_preferences(act)
            kept += new
            _mark_read(act, account, batch)
    return kept


def _batches(comments: Iterator[Incoming]) -> Iterator[list[Incoming]]:
    while batch := list(islice(comments, _BATCH)):
        yield batch


def _mark_read(act: Act, account: Account, batch: list[Incoming]) -> None:
    newest = max(incoming.written_at for incoming in batch)
    if account.comments_read_to is None or newest > account.comments_read_to:
        account.comments_read_to = newest
        act.session.add(account)


def _keep_new(act: Act, account: Account, judged: Sequence[tuple[Incoming, Detection]]) -> int:
    """Keep what is not there yet, a statement for many rows; return how many that were."""
    known = set(
        act.session.exec(
            select(Comment.remote_id).where(
                Comment.account == account.name, col(Comment.remote_id).in_([one.remote_id for one, _ in judged])
            )
        )
    )
    new = {one.remote_id: (one, detection) for one, detection in reversed(judged) if one.remote_id not in known}
    in_order = list(reversed(new.values()))  # of one that came twice, the first
    said = [(from_outside(one.text), from_outside(one.author)) for one, _ in in_order]
    texts, authors = (keep_all(act.session, words) for words in (zip(*said, strict=True) if said else ((), ())))
    under = _postings_under(act, account.name, {one.on for one, _ in in_order if one.on is not None})
    comments = [
        Comment(
            account=account.name,
            remote_id=incoming.remote_id,
            posting_id=under.get(incoming.on or ""),
            text_id=text.id or 0,
            author_id=author.id or 0,
            author_key=author_key(account.name, name),
            written_at=incoming.written_at,
            fetched_at=act.at,
            language=detection.language.value,
            confidence=detection.confidence,
            reply_in=detection.reply_in.value,
        )
        for (incoming, detection), text, author, (_said, name) in zip(in_order, texts, authors, said, strict=True)
    ]
    act.session.add_all(comments)
    act.session.flush()
    for comment, text, author in zip(comments, texts, authors, strict=True):
        _record(act, comment, text, author)
    acknowledge(act, account, [(comment, *words) for comment, words in zip(comments, said, strict=True)])
    return len(comments)


def _record(act: Act, comment: Comment, text: Words, author: Words) -> None:
    act.record(
        comment.subject,
        Tag.COMMENT_RECEIVED,
        account=comment.account,
        remote=comment.remote_id,
        text=text.digest,
        author=author.digest,
        language=comment.language,
        confidence=round(comment.confidence, 3),
        reply_in=comment.reply_in,
    )


def _postings_under(act: Act, account: str, remote_ids: Collection[str]) -> dict[str, int | None]:
    """Return the posting that each of the platform's posts belongs to, the newest where one was used again."""
    if not remote_ids:
        return {}
    rows = act.session.exec(
        select(Delivery.remote_id, Delivery.posting_id)
        .where(Delivery.account == account, col(Delivery.remote_id).in_(remote_ids))
        .order_by(col(Delivery.id))
    )
    return {remote_id or "": posting_id for remote_id, posting_id in rows}


def is_read_seldom(desk: Desk, name: str) -> bool:
    """Tell whether an account's comments are to be fetched seldom: kept for emergencies, or its budget is used up.

    They are never left unread for money: the public is owed its answers.
    """
    now = desk.clock.now()
    with desk.store.reading() as session:
        account = session.get(Account, name)
        if account is None:
            return False
        month = month_of(now, desk.rules.zone)
        is_dear = is_used_up(session, desk.rules, account, month)
        return is_dear or mode_of(session, account.channel) is Mode.EMERGENCY_ONLY
