"""Answers that wait for somebody else's approval, where the council wants that."""

from collections.abc import Mapping

from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import id_of
from cydbost_queue.record import Tag
from cydbost_queue.tables import Comment, CommentState, ProposalEnd, ReplyProposal, Words


def propose(
    act: Act, comment: Comment, texts: Mapping[Language, str], *, private: bool, saved_reply: str | None = None
) -> None:
    """Keep an answer until somebody else approves it, in the caller's act."""
    words = {language: act.keep_words(texts[language]) for language in Language if language in texts}
    row = ReplyProposal(
        comment_id=id_of(comment),
        cy_id=words[Language.CY].id if Language.CY in words else None,
        en_id=words[Language.EN].id if Language.EN in words else None,
        is_private=private,
        saved_reply=saved_reply,
        author=act.actor.name,
        at=act.at,
    )
    comment.state = CommentState.PROPOSED
    act.session.add_all([row, comment])
    digests = {f"text_{language.value}": kept.digest for language, kept in words.items()}
    act.record(comment.subject, Tag.REPLY_PROPOSED, language=comment.reply_in, private=private, **digests)


def waiting_proposal(act: Act, comment: Comment) -> ReplyProposal:
    """Return the answer that waits for approval.

    Raises:
        Refused: none does.
    """
    row = act.session.exec(
        select(ReplyProposal).where(ReplyProposal.comment_id == comment.id, col(ReplyProposal.ended).is_(None))
    ).first()
    if row is None:
        raise Refused("nothing_proposed", ref=comment.ref)
    return row


def end_proposal(act: Act, comment: Comment, row: ReplyProposal, end: ProposalEnd) -> None:
    """Note what became of it; the comment waits for an answer again unless the caller gives it one."""
    row.ended, row.ended_by, row.ended_at = end, act.actor.name, act.at
    comment.state = CommentState.OPEN
    act.session.add_all([row, comment])


def texts_of(act: Act, row: ReplyProposal) -> dict[Language, str]:
    """Return what a proposal says.

    Raises:
        Refused: its words were erased.
    """
    texts: dict[Language, str] = {}
    for language, number in ((Language.CY, row.cy_id), (Language.EN, row.en_id)):
        if number is not None:
            body = act.session.get_one(Words, number).body
            if body is None:
                raise Refused("nothing_proposed", ref=f"C{row.comment_id}")
            texts[language] = body
    return texts
