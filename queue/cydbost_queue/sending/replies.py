"""Putting a reply on its way: it goes through the same rows, with the same promises, as a posting."""

from cydbost_queue.desk import Act
from cydbost_queue.record import Tag
from cydbost_queue.tables import Account, Carries, Comment, Delivery, Lane, Reply


def release_reply(act: Act, comment: Comment, reply: Reply, text: str) -> None:
    """Store the delivery of a reply to one comment, on the account the comment came to, in the caller's act."""
    account = act.session.get(Account, comment.account)
    if account is None:
        raise AssertionError("a comment's account is stored before the comment")
    key = f"reply.{comment.id}.{reply.kind.value}.{reply.text_id}"
    act.session.add(
        Delivery(
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
    )
    act.record(f"reply:{reply.id}", Tag.DELIVERY_MADE, account=account.name, carries=reply.language, key=key)
