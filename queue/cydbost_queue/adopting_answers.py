"""Answers to the public that a restored record does not know: found by the comment they answer."""

from collections.abc import Collection, Iterator

from sqlmodel import col, select

from cydbost_connectors import Live, Outgoing, Receipt
from cydbost_queue.actions.answering import has_reply
from cydbost_queue.desk import Act
from cydbost_queue.lookup import comment_of, id_of
from cydbost_queue.record import Tag
from cydbost_queue.sending.outbox import LANGUAGE_TAG
from cydbost_queue.sending.replies import release_reply, reply_key
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.tables import Carries, Comment, CommentState, Reply, ReplyKind

#: An answer that was refused and written anew has a higher number in its key.
ANSWERS = 3


def possible_answers(act: Act, with_strangers: Collection[str]) -> Iterator[tuple[str, str, list[Outgoing]]]:
    """Yield each open comment on an account that shows something unknown: its reference, account, what to ask for."""
    comments = act.session.exec(
        select(Comment)
        .where(Comment.state == CommentState.OPEN, col(Comment.account).in_(list(with_strangers)))
        .order_by(col(Comment.id))
    )
    for comment in comments.all():
        yield comment.ref, comment.account, [_outgoing(comment, number) for number in range(1, ANSWERS + 1)]


def _outgoing(comment: Comment, number: int) -> Outgoing:
    key = reply_key(comment, ReplyKind.ANSWER, number)
    language = LANGUAGE_TAG[Carries(comment.reply_in)]
    return Outgoing(
        key=key,
        language=language,
        text="",
        created_at=comment.written_at,
        pair=key,
        reply_to=comment.remote_id,
    )


def adopt_answer(act: Act, ref: str, live: Live) -> bool:
    """Take an answer that was found into the record, in the caller's act; tell whether it was new there."""
    comment = comment_of(act.session, ref)
    if comment.state is not CommentState.OPEN or has_reply(act, comment, ReplyKind.ANSWER):
        return False
    words = act.keep_words(live.text)
    reply = Reply(
        comment_id=id_of(comment),
        kind=ReplyKind.ANSWER,
        language=comment.reply_in,
        text_id=words.id or 0,
        author=act.actor.name,  # who wrote it is no longer known
        written_at=live.published_at,
    )
    act.session.add(reply)
    act.session.flush()
    act.record(comment.subject, Tag.REPLY_WRITTEN, kind=reply.kind.value, language=reply.language, text=words.digest)
    delivery = release_reply(act, comment, reply, live.text)
    record_sent(act, delivery, Receipt(live.remote_id, live.address, live.published_at), "found")
    comment.state, comment.decided_by, comment.decided_at = CommentState.ANSWERING, act.actor.name, act.at
    act.session.add(comment)
    return True
