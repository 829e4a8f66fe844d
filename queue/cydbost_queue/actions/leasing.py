"""Saying that one is answering a comment, so that two people do not; and keeping what is typed meanwhile."""

from collections.abc import Mapping

from cydbost_language import Language
from cydbost_queue.actions.answering import REPLY_LIMIT
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.inbox.leases import LEASE
from cydbost_queue.lookup import comment_of, id_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import WAITING, CommentLease, ReplyDraft


def take_lease(desk: Desk, actor: Actor, ref: str, *, over: bool = False) -> None:
    """Say that the actor is answering a comment, or goes on answering it; it runs out by itself.

    Args:
        desk: the council's.
        actor: the person.
        ref: the comment.
        over: take it over from somebody who is at it; this is recorded.

    Raises:
        Refused: somebody else is at it, or the comment needs no answer any more.
        Denied: the actor may not answer.
        NotFound: there is no such comment.
    """
    with desk.quiet_act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        if comment.state not in WAITING:
            raise Refused("comment_closed", ref=comment.ref, state=comment.state.value)
        lease = act.session.get(CommentLease, id_of(comment))
        is_others = lease is not None and lease.by != actor.name and lease.until > act.at
        if lease is not None and is_others:
            if not over:
                raise Refused("comment_taken", ref=comment.ref, by=lease.by, since=lease.since.isoformat())
            act.record(comment.subject, Tag.COMMENT_TAKEN_OVER, before=lease.by)
        if lease is None or lease.by != actor.name or lease.until <= act.at:
            lease = lease or CommentLease(comment_id=id_of(comment), by="", since=act.at, until=act.at)
            lease.by, lease.since = actor.name, act.at
        lease.until = act.at + LEASE
        act.session.add(lease)


def leave(desk: Desk, actor: Actor, ref: str) -> None:
    """Say that the actor is not answering a comment any more; what was typed is kept.

    Raises:
        Denied: the actor may not answer.
        NotFound: there is no such comment.
    """
    with desk.quiet_act(actor, Right.ANSWER) as act:
        lease = act.session.get(CommentLease, id_of(comment_of(act.session, ref)))
        if lease is not None and lease.by == actor.name:
            act.session.delete(lease)


def keep_draft(desk: Desk, actor: Actor, ref: str, texts: Mapping[Language, str]) -> None:
    """Keep what the actor has typed so far; empty texts are kept as none. It is nobody's record, and sent nowhere.

    Raises:
        Refused: it is too long, or holds what cannot be shown.
        Denied: the actor may not answer.
        NotFound: there is no such comment.
    """
    tidied = {
        language: checked_text(text, field_name=f"answer_{language.value}", limit=REPLY_LIMIT) if text.strip() else ""
        for language, text in texts.items()
    }
    with desk.quiet_act(actor, Right.ANSWER) as act:
        number = id_of(comment_of(act.session, ref))
        draft = act.session.get(ReplyDraft, (number, actor.name))
        if not any(tidied.values()):
            if draft is not None:
                act.session.delete(draft)
            return
        draft = draft or ReplyDraft(comment_id=number, person=actor.name, cy="", en="", saved_at=act.at)
        draft.cy, draft.en = tidied.get(Language.CY, ""), tidied.get(Language.EN, "")
        draft.saved_at = act.at
        act.session.add(draft)
