"""Settling a dead letter: each act is safe in the state it is offered in, and leaves its entry."""

from collections.abc import Sequence

from sqlmodel import col, select

from cydbost_connectors import Connector, Live, Receipt
from cydbost_queue.actions.retrying import retry as retry_posting
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import comment_of, deliveries_of, posting_of
from cydbost_queue.moves import move_delivery
from cydbost_queue.policy import Actor, Right
from cydbost_queue.queries.dead_letters import FAULTS
from cydbost_queue.reconciling import OVERLAP
from cydbost_queue.record import Tag
from cydbost_queue.reopening import ask_first
from cydbost_queue.rereading import DIFFERENCES, GONE, read_on
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Comment, CommentState, Delivery, Reply, ReplyKind, Stranger, Task


def retry_letter(desk: Desk, actor: Actor, ref: str) -> int:
    """Send again what failed of a posting, or the reply to a comment; return how many deliveries.

    Raises:
        Refused: nothing of it failed.
        GateClosed: the posting would no longer pass the gate.
        Denied: the actor may not do this.
        NotFound: there is no such posting or comment.
    """
    if not _is_comment(ref):
        return retry_posting(desk, actor, ref)
    with desk.act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        failed = [row for row in _of_comment(act, comment) if row.state is DeliveryState.FAILED]
        if not failed:
            raise Refused("nothing_to_retry", ref=comment.ref)
        for row in failed:
            row.task, row.not_before, row.attempts, row.created_at = Task.PUBLISH, act.at, 0, act.at
            move_delivery(act, row, DeliveryState.WAITING)
            ask_first(act, row, comment.written_at)
        return len(failed)


def found_there(desk: Desk, actor: Actor, ref: str, *, account: str, address: str, connector: Connector) -> None:
    """Take a person's word that an unclear delivery is out at ``address``, once the platform shows it there too.

    Raises:
        Refused: the platform does not show it there, it is another's, or nothing of it is unclear on that account.
        ConnectorError: the platform cannot be asked; its word is needed, for a later change or withdrawal.
        Denied: the actor may not do this.
        NotFound: there is no such posting or comment.
    """
    with desk.act(actor, _right(ref)) as act:
        since = _unclear(act, ref, account).created_at - OVERLAP
    live = next(
        (one for one in connector.recent(since) if one.address.rstrip("/") == address.strip().rstrip("/")), None
    )
    if live is None:
        raise Refused("address_not_there", account=account, address=address[:500])
    with desk.act(actor, _right(ref)) as act:
        row = _unclear(act, ref, account)
        _require_nobodys(act, account, live)
        record_sent(act, row, Receipt(live.remote_id, live.address, live.published_at), "found")


def not_there(desk: Desk, actor: Actor, ref: str, account: str) -> None:
    """Take a person's word that an unclear delivery is not out: it is sent again.

    Raises:
        Refused: nothing of it is unclear on that account, or a worker is busy with it.
        Denied: the actor may not do this.
        NotFound: there is no such posting or comment.
    """
    with desk.act(actor, _right(ref)) as act:
        row = _unclear(act, ref, account)
        row.not_before, row.looks, row.task = act.at, 0, Task.PUBLISH
        move_delivery(act, row, DeliveryState.RETRY, found=False)


def look_again(desk: Desk, actor: Actor, ref: str) -> int:
    """Have the platforms looked at again now for what stands, should stand or should be gone; return how many.

    Raises:
        Refused: there is nothing to look at.
        Denied: the actor may not do this.
        NotFound: there is no such posting or comment.
    """
    with desk.act(actor, _right(ref)) as act:
        rows = [row for row in _rows_of(act, ref) if _can_be_looked_at(row)]
        if not rows:
            raise Refused("nothing_to_look_at", ref=ref.strip().upper())
        for row in rows:
            row.task = row.task or Task.VERIFY
            row.not_before, row.error_code, row.error_detail = act.at, None, None
            row.attempts = 0 if row.task is not Task.WITHDRAW else row.attempts
            act.session.add(row)
            act.record(row.subject, Tag.DELIVERY_LOOKED_AT, account=row.account, carries=row.carries.value)
        return len(rows)


def give_up_reply(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Give up a reply that a platform refused; its comment waits for an answer again.

    Raises:
        Refused: no reply to it has failed, or there is no reason.
        Denied: the actor may not answer.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        failed = [row for row in _of_comment(act, comment) if row.state is DeliveryState.FAILED]
        if not failed:
            raise Refused("nothing_to_retry", ref=comment.ref)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        for row in failed:
            row.task = None
            move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
            reply = act.session.get(Reply, row.reply_id)
            kind = reply.kind if reply else ReplyKind.ANSWER
            act.record(comment.subject, Tag.REPLY_GIVEN_UP, kind=kind.value, reason=words.digest)
            if kind is ReplyKind.ANSWER:
                comment.state, comment.reason_id = CommentState.OPEN, words.id
                comment.decided_by = comment.decided_at = None
        act.session.add(comment)


def settle_stranger(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Record that a person has looked at a stranger and what became of it.

    Raises:
        Refused: it was settled already, or there is no reason.
        Denied: the actor may not resolve.
        NotFound: there is no such stranger.
    """
    with desk.act(actor, Right.RESOLVE) as act:
        number = ref.strip().upper().removeprefix("S")
        row = act.session.get(Stranger, int(number)) if number.isdecimal() and len(number) < 16 else None
        if row is None:
            raise NotFound("no_dead_letter", ref=ref)
        if row.settled_at is not None:
            raise Refused("settled_already", ref=row.ref, by=row.settled_by or "")
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        row.settled_at, row.settled_by, row.reason_id = act.at, actor.name, words.id
        act.session.add(row)
        act.record(row.subject, Tag.STRANGER_SETTLED, account=row.account, reason=words.digest)


def settle_difference(desk: Desk, actor: Actor, ref: str, reason: str) -> int:
    """Record that a person looked at what differs since a restore, and lets it stand; return how many deliveries.

    What a posting's delivery says otherwise stands before the public as it is; the record keeps what was sent. A
    posting that is gone is withdrawn instead, both versions; an answer that is gone counts as taken down.

    Raises:
        Refused: nothing of it differs, it is gone, or there is no reason.
        Denied: the actor may not do this.
        NotFound: there is no such posting or comment.
    """
    with desk.act(actor, _right(ref)) as act:
        rows = [row for row in _rows_of(act, ref) if row.error_code in DIFFERENCES and row.task is None]
        if not rows:
            raise Refused("nothing_differs", ref=ref.strip().upper())
        if any(row.error_code == GONE and row.posting_id is not None for row in rows):
            raise Refused("gone_since", ref=ref.strip().upper())
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        for row in rows:
            is_gone, row.error_code, row.error_detail = row.error_code == GONE, None, None
            act.record(
                row.subject,
                Tag.DELIVERY_LOOKED_AT,
                account=row.account,
                carries=row.carries.value,
                reason=words.digest,
            )
            if is_gone:
                row.down_at = act.at
                move_delivery(act, row, DeliveryState.WITHDRAWN, sent=True)
            else:
                read_on(act, row)
        return len(rows)


def _can_be_looked_at(row: Delivery) -> bool:
    if row.task is Task.WITHDRAW or (row.error_code == "fault" and row.attempts >= FAULTS):
        return True
    if row.error_code in DIFFERENCES:
        return False  # read back by asking again while the queue is closed, and otherwise settled by a person
    return row.state in LIVE_DELIVERIES and row.task is None and row.error_code is not None


def _unclear(act: Act, ref: str, account: str) -> Delivery:
    for row in _rows_of(act, ref):
        if row.account == account and row.state is DeliveryState.UNKNOWN:
            if row.lease_until is not None and row.lease_until > act.at:
                raise Refused("being_asked", ref=ref.strip().upper(), account=account)
            return row
    raise Refused("nothing_unclear", ref=ref.strip().upper(), account=account)


def _require_nobodys(act: Act, account: str, live: Live) -> None:
    known = select(Delivery.id).where(Delivery.account == account, Delivery.remote_id == live.remote_id)
    if act.session.exec(known).first() is not None:
        raise Refused("address_known", account=account, address=live.address)


def _rows_of(act: Act, ref: str) -> Sequence[Delivery]:
    if _is_comment(ref):
        return _of_comment(act, comment_of(act.session, ref))
    return deliveries_of(act.session, posting_of(act.session, ref))


def _of_comment(act: Act, comment: Comment) -> Sequence[Delivery]:
    return act.session.exec(
        select(Delivery)
        .join(Reply, col(Reply.id) == Delivery.reply_id)
        .where(Reply.comment_id == comment.id)
        .order_by(col(Delivery.id))
    ).all()


def _is_comment(ref: str) -> bool:
    return ref.strip()[:1].upper() == "C"


def _right(ref: str) -> Right:
    return Right.ANSWER if _is_comment(ref) else Right.RESOLVE
