"""Putting a reply on its way: it goes through the same rows, with the same promises, as a posting."""

import hashlib

from sqlmodel import func, select

from cydbost_queue.desk import Act
from cydbost_queue.record import Tag
from cydbost_queue.reopening import ask_first
from cydbost_queue.tables import Account, Carries, Comment, Delivery, Lane, Reply, ReplyKind


def reply_key(comment: Comment, kind: ReplyKind, number: int) -> str:
    """Return the key of the ``number``-th delivery of a comment's reply.

    It is made of the platform's own name for the comment, not of our numbers: a queue that was restored, and fetched
    the comment anew, comes to the same key, and the platform knows that it has the reply already.
    """
    digest = hashlib.sha256(f"{comment.account}\x00{comment.remote_id}".encode()).hexdigest()[:32]
    return f"reply.{digest}.{kind.value}.{number}"


def release_reply(act: Act, comment: Comment, reply: Reply, text: str) -> Delivery:
    """Store the delivery of a reply to one comment, on the account the comment came to, in the caller's act."""
    account = act.session.get(Account, comment.account)
    if account is None:
        raise AssertionError("a comment's account is stored before the comment")
    before = act.session.exec(select(func.count()).select_from(Delivery).where(Delivery.reply_id == reply.id)).one()
    key = reply_key(comment, reply.kind, before + 1)
    delivery = Delivery(
        key=key,
        batch=key,
        reply_id=reply.id,
        channel=account.channel,
        account=account.name,
        carries=Carries(reply.language),
        pair=key,
        text=text,
        reply_to=comment.remote_id,
        lane=Lane.REPLY,
        not_before=act.at,
        created_at=act.at,
    )
    act.session.add(delivery)
    act.session.flush()
    act.record(f"reply:{reply.id}", Tag.DELIVERY_MADE, account=account.name, carries=reply.language, key=key)
    ask_first(act, delivery, comment.written_at)
    return delivery
