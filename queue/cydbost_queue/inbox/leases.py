"""Who is answering a comment just now: one at a time, for as long as they are at it."""

from datetime import timedelta
from typing import Final

from sqlmodel import Session

from cydbost_queue.desk import Act
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import id_of
from cydbost_queue.tables import Comment, CommentLease, ReplyDraft

#: How long a lease lasts that nobody renews: long enough for a form without a script.
LEASE: Final = timedelta(minutes=5)


def require_free(act: Act, comment: Comment) -> None:
    """Refuse while somebody else is answering the comment.

    Raises:
        Refused: somebody else has the lease, and it has not run out.
    """
    lease = act.session.get(CommentLease, id_of(comment))
    if lease is not None and lease.by != act.actor.name and lease.until > act.at:
        raise Refused("comment_taken", ref=comment.ref, by=lease.by, since=lease.since.isoformat())


def clear_up(session: Session, comment: Comment, person: str) -> None:
    """Forget a person's lease and draft: their answer is handed in, or none is needed."""
    number = id_of(comment)
    lease = session.get(CommentLease, number)
    if lease is not None and lease.by == person:
        session.delete(lease)
    draft = session.get(ReplyDraft, (number, person))
    if draft is not None:
        session.delete(draft)
