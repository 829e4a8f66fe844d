"""Reading comments and their replies."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import number_of
from cydbost_queue.queries.moderation import is_done, is_hidden, moderation_of
from cydbost_queue.tables import Comment, CommentState, ModerationKind, Reply, Words
from cydbost_queue.views import CommentView, ReplyView


def list_comments(desk: Desk, *, states: Collection[CommentState] = (), limit: int = 200) -> list[CommentView]:
    """Return comments, the longest waiting first; only those in ``states``, where given."""
    with desk.store.reading() as session:
        query = select(Comment).order_by(col(Comment.written_at), col(Comment.id)).limit(limit)
        if states:
            query = query.where(col(Comment.state).in_(list(states)))
        return [view_of_comment(session, row) for row in session.exec(query).all()]


def show_comment(desk: Desk, ref: str) -> CommentView:
    """Return one comment with its replies.

    Raises:
        NotFound: there is no such comment.
    """
    with desk.store.reading() as session:
        row = session.get(Comment, number_of(ref, "C"))
        if row is None:
            raise NotFound("no_comment", ref=ref)
        return view_of_comment(session, row)


def view_of_comment(session: Session, row: Comment) -> CommentView:
    """Return one comment with its replies and what was done about it."""
    replies = session.exec(select(Reply).where(Reply.comment_id == row.id).order_by(col(Reply.id)))
    acts = moderation_of(session, row.id)
    return CommentView(
        ref=row.ref,
        account=row.account,
        posting=f"P{row.posting_id}" if row.posting_id else None,
        author=_words(session, row.author_id),
        text=_words(session, row.text_id),
        written_at=row.written_at,
        language=row.language,
        confidence=row.confidence,
        reply_in=row.reply_in,
        corrected_by=row.corrected_by,
        state=row.state,
        decided_by=row.decided_by,
        reason=_words(session, row.reason_id),
        replies=tuple(_reply(session, reply) for reply in replies),
        hidden=is_hidden(acts),
        removed=is_done(acts, ModerationKind.REMOVE),
        answered_privately=is_done(acts, ModerationKind.PRIVATE),
        moderation=acts,
    )


def _reply(session: Session, row: Reply) -> ReplyView:
    return ReplyView(
        kind=row.kind.value,
        language=row.language,
        text=_words(session, row.text_id),
        author=row.author,
        written_at=row.written_at,
        live_at=row.live_at,
    )


def _words(session: Session, number: int | None) -> str | None:
    row = session.get(Words, number) if number is not None else None
    return row.body if row else None
