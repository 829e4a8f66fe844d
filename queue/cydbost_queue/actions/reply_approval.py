"""Approving answers before they leave, where the council wants that: never one's own."""

from cydbost_connectors import Connector
from cydbost_queue.actions.answering import checked_answer, whole_answer, write_reply
from cydbost_queue.actions.moderating import begin_private, finish_private
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.inbox.notes import write_note
from cydbost_queue.inbox.proposals import end_proposal, texts_of, waiting_proposal
from cydbost_queue.lookup import comment_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import CommentState, NoteKind, ProposalEnd, ReplyKind


def approve_reply(desk: Desk, actor: Actor, ref: str, connector: Connector | None = None) -> None:
    """Approve the answer that waits for a comment: it leaves in its author's words, checked once more.

    Args:
        desk: the council's.
        actor: the person, who is not its author.
        ref: the comment.
        connector: of the account that the comment came to; needed for a private answer only.

    Raises:
        Refused: no answer waits, it is the actor's own, or a private one cannot be sent.
        WrongLanguage: it is not in the language of the comment any more.
        Denied: the actor may not approve answers, or not in that language.
        NotFound: there is no such comment.
        ConnectorError: the platform did not take a private answer, or did not say so.
    """
    with desk.act(actor, Right.APPROVE_REPLY) as act:
        comment = comment_of(act.session, ref)
        row = waiting_proposal(act, comment)
        if row.author == actor.name:
            raise Refused("own_reply", ref=comment.ref, actor=actor.name)
        texts = checked_answer(act, comment, texts_of(act, row))
        for language in texts:
            actor.require_language(language)
        end_proposal(act, comment, row, ProposalEnd.APPROVED)
        act.record(comment.subject, Tag.REPLY_APPROVED, by=row.author, private=row.is_private)
        if not row.is_private:
            write_reply(act, comment, texts, kind=ReplyKind.ANSWER, saved_reply=row.saved_reply, author=row.author)
            comment.state, comment.decided_by, comment.decided_at = CommentState.ANSWERING, row.author, act.at
            return
        if connector is None:
            raise Refused("private_needs_platform", ref=comment.ref)
        body = whole_answer(texts)
        intent = begin_private(act, comment, body, connector, Right.APPROVE_REPLY)
    finish_private(desk, actor, intent, body, connector)


def send_back_reply(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Send an answer that waits back to its author, with a reason; the comment waits for an answer again.

    Raises:
        Refused: no answer waits, or there is no reason.
        Denied: the actor may not approve answers.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.APPROVE_REPLY) as act:
        comment = comment_of(act.session, ref)
        row = waiting_proposal(act, comment)
        words = write_note(act, comment, NoteKind.SENT_BACK, reason)
        end_proposal(act, comment, row, ProposalEnd.SENT_BACK)
        act.record(comment.subject, Tag.REPLY_SENT_BACK, by=row.author, reason=words.digest)


def take_back_reply(desk: Desk, actor: Actor, ref: str) -> None:
    """Take one's own answer back before anybody approved it, to write it anew.

    Raises:
        Refused: no answer waits, or it is somebody else's.
        Denied: the actor may not answer.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        row = waiting_proposal(act, comment)
        if row.author != actor.name:
            raise Refused("not_own_reply", ref=comment.ref, by=row.author)
        end_proposal(act, comment, row, ProposalEnd.TAKEN_BACK)
        act.record(comment.subject, Tag.REPLY_TAKEN_BACK)
