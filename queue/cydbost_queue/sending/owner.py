"""What a batch belongs to: a posting, or the comment that a reply answers. Whoever decides locks that first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from cydbost_queue.tables import Comment, Delivery, Posting, Reply


@dataclass(frozen=True, slots=True)
class Owner:
    """The number of a posting or of a comment."""

    posting_id: int | None = None
    comment_id: int | None = None


def owner_of(session: Session, delivery: Delivery) -> Owner:
    """Return what a delivery belongs to; it never changes."""
    if delivery.posting_id is not None:
        return Owner(posting_id=delivery.posting_id)
    return Owner(comment_id=session.exec(select(Reply.comment_id).where(Reply.id == delivery.reply_id)).first())


def lock_owner(session: Session, owner: Owner) -> None:
    """Wait until nobody else decides about the posting or the comment, and keep others out until the act ends."""
    if owner.posting_id is not None:
        session.exec(select(Posting).where(Posting.id == owner.posting_id).with_for_update()).first()
    elif owner.comment_id is not None:
        session.exec(select(Comment).where(Comment.id == owner.comment_id).with_for_update()).first()


def owners_of(session: Session, deliveries: Iterable[Delivery]) -> Mapping[int, Owner]:
    """Return what each of several deliveries belongs to, by the delivery's number."""
    every = [(row.id, row) for row in deliveries if row.id is not None]
    comment_of = {reply.id: reply.comment_id for reply in replies_of(session, (row for _, row in every))}
    return {
        number: Owner(posting_id=row.posting_id)
        if row.posting_id is not None
        else Owner(comment_id=comment_of[row.reply_id])
        for number, row in every
    }


def lock_owners(session: Session, owners: Collection[Owner], *, wait: bool) -> Mapping[Owner, Posting | Comment]:
    """Lock several owners until the act ends, all in one order; return those that were locked.

    Without ``wait``, those about which somebody else decides at this moment are left out.
    """
    postings = session.exec(
        select(Posting)
        .where(col(Posting.id).in_([one.posting_id for one in owners if one.posting_id is not None]))
        .order_by(col(Posting.id))
        .with_for_update(skip_locked=not wait)
    )
    locked: dict[Owner, Posting | Comment] = {Owner(posting_id=posting.id): posting for posting in postings}
    comments = session.exec(
        select(Comment)
        .where(col(Comment.id).in_([one.comment_id for one in owners if one.comment_id is not None]))
        .order_by(col(Comment.id))
        .with_for_update(skip_locked=not wait)
    )
    return locked | {Owner(comment_id=comment.id): comment for comment in comments}


def replies_of(session: Session, deliveries: Iterable[Delivery]) -> Sequence[Reply]:
    """Return the replies that some of the deliveries carry."""
    numbers = [row.reply_id for row in deliveries if row.reply_id is not None]
    return session.exec(select(Reply).where(col(Reply.id).in_(numbers))).all() if numbers else []
