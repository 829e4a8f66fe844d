"""The inbox: what the public wrote, fetched once each, with the language it must be answered in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from sqlmodel import col, select

from cydbost_connectors import Connector, Incoming
from cydbost_language import Detection, detect
from cydbost_queue.actions.answering import languages_wanted, write_reply
from cydbost_queue.content import from_outside
from cydbost_queue.desk import Act, Desk
from cydbost_queue.record import Tag
from cydbost_queue.sending.modes import mode_of
from cydbost_queue.spending.budgets import is_used_up
from cydbost_queue.spending.months import month_of
from cydbost_queue.spending.paying import pay_reading
from cydbost_queue.tables import Account, Channel, Comment, Delivery, Mode, ReplyKind

_BATCH: Final = 200  #: comments kept in one transaction
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)


def fetch_comments(desk: Desk, name: str, connector: Connector) -> int:
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
        with desk.system_act() as act:
            # Two workers that read one account at once keep its comments one after the other, so each only once.
            own = select(Account).where(Account.name == name)
            act.session.exec(own.with_for_update(key_share=True)).first()
            new = sum(_keep(act, name, incoming, detection) for incoming, detection in judged)
            pay_reading(act, account, new)
            kept += new
            _mark_read(act, name, batch)
    return kept


def _batches(comments: Iterator[Incoming]) -> Iterator[list[Incoming]]:
    while batch := list(islice(comments, _BATCH)):
        yield batch


def _mark_read(act: Act, name: str, batch: list[Incoming]) -> None:
    account = act.session.get(Account, name)
    newest = max(incoming.written_at for incoming in batch)
    if account is not None and (account.comments_read_to is None or newest > account.comments_read_to):
        account.comments_read_to = newest
        act.session.add(account)


def _keep(act: Act, account: str, incoming: Incoming, detection: Detection) -> bool:
    known = act.session.exec(
        select(Comment.id).where(Comment.account == account, Comment.remote_id == incoming.remote_id)
    ).first()
    if known is not None:
        return False
    text, author = act.keep_words(from_outside(incoming.text)), act.keep_words(from_outside(incoming.author))
    comment = Comment(
        account=account,
        remote_id=incoming.remote_id,
        posting_id=_posting_under(act, account, incoming.on),
        text_id=text.id or 0,
        author_id=author.id or 0,
        written_at=incoming.written_at,
        fetched_at=act.at,
        language=detection.language.value,
        confidence=detection.confidence,
        reply_in=detection.reply_in.value,
    )
    act.session.add(comment)
    act.session.flush()
    act.record(
        comment.subject,
        Tag.COMMENT_RECEIVED,
        account=account,
        remote=incoming.remote_id,
        text=text.digest,
        author=author.digest,
        language=comment.language,
        confidence=round(comment.confidence, 3),
        reply_in=comment.reply_in,
    )
    _acknowledge(act, comment)
    return True


def _posting_under(act: Act, account: str, remote_id: str | None) -> int | None:
    if remote_id is None:
        return None
    return act.session.exec(
        select(Delivery.posting_id)
        .where(Delivery.account == account, Delivery.remote_id == remote_id)
        .order_by(col(Delivery.id).desc())
        .limit(1)
    ).first()


def _acknowledge(act: Act, comment: Comment) -> None:
    """Send the automatic acknowledgement, where the channel wants one, in the language of the comment."""
    account = act.session.get(Account, comment.account)
    channel = act.session.get(Channel, account.channel) if account else None
    if account is None or channel is None or not channel.acknowledge or channel.mode is not Mode.FULL:
        return
    if is_used_up(act.session, act.rules, account, month_of(act.at, act.rules.zone)):
        return  # what a person answers is owed to the public, and goes; this is not
    texts = {language: act.rules.acknowledgement_in(language) for language in languages_wanted(comment)}
    write_reply(act, comment, texts, kind=ReplyKind.ACKNOWLEDGEMENT)


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
