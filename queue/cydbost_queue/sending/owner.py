"""What a batch belongs to: a posting, or the comment that a reply answers. Whoever decides locks that first."""

from dataclasses import dataclass

from sqlmodel import Session, select

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
