"""Working on comments together: whose each one is, notes and tags on it, and telling others who must know at once."""

import re
from collections.abc import Collection
from typing import Final

from sqlmodel import select

from cydbost_queue.actions.answering import languages_wanted
from cydbost_queue.content import tidy
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.inbox.notes import write_note
from cydbost_queue.lookup import comment_of, id_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import CommentTag, Concern, NoteKind

MOST_TAGS: Final = 12

_TAG: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

#: What somebody may be woken for.
_URGENT: Final = frozenset({Concern.SAFEGUARDING, Concern.THREAT_TO_LIFE})


def assign(desk: Desk, actor: Actor, ref: str, to: Actor | None) -> None:
    """Give a comment to a colleague, or to nobody. A Welsh answer needs somebody who has Welsh.

    Raises:
        Refused: the colleague may not answer, or has not the language of the answer.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        name = to.name if to else None
        if to is not None and not to.may(Right.ANSWER):
            raise Refused("colleague_cannot", ref=comment.ref, person=to.name)
        if to is not None and not set(languages_wanted(comment)) <= to.languages:
            raise Refused("colleague_language", ref=comment.ref, person=to.name, wanted=comment.reply_in)
        if name == comment.assigned_to:
            return
        act.record(comment.subject, Tag.COMMENT_ASSIGNED, before=comment.assigned_to, person=name)
        comment.assigned_to = name
        act.session.add(comment)


def add_note(desk: Desk, actor: Actor, ref: str, text: str) -> None:
    """Note something for colleagues. It stays inside: nothing of it is ever sent.

    Raises:
        Refused: it is empty or too long.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        words = write_note(act, comment, NoteKind.NOTE, text, field_name="note")
        act.record(comment.subject, Tag.COMMENT_NOTED, text=words.digest)


def set_tags(desk: Desk, actor: Actor, ref: str, tags: Collection[str]) -> None:
    """Give a comment these tags and no others: letters and figures of any language, joined by hyphens.

    Raises:
        Refused: a tag cannot be one, or there are too many.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    wanted = dict.fromkeys(as_tag(one) for one in tags if one.strip())
    if len(wanted) > MOST_TAGS:
        raise Refused("too_many_tags", limit=str(MOST_TAGS))
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        number = id_of(comment)
        there = {row.tag: row for row in act.session.exec(select(CommentTag).where(CommentTag.comment_id == number))}
        added = [tag for tag in wanted if tag not in there]
        removed = [tag for tag in there if tag not in wanted]
        if not added and not removed:
            return
        for tag in removed:
            act.session.delete(there[tag])
        act.session.add_all(
            CommentTag(comment_id=number, tag=tag, written_at=comment.written_at, by=actor.name) for tag in added
        )
        act.record(comment.subject, Tag.COMMENT_TAGGED, added=added, removed=removed)


def as_tag(text: str) -> str:
    """Return what a person typed as a tag: small letters, hyphens for spaces.

    Raises:
        Refused: it cannot be one.
    """
    tag = "-".join(tidy(text).casefold().removeprefix("#").split())
    if len(tag) > 32 or not _TAG.fullmatch(tag):
        raise Refused("tag_unusable", tag=text[:40])
    return tag


def escalate(desk: Desk, actor: Actor, ref: str, concern: Concern, reason: str) -> None:
    """Mark a comment as one that others must know of, and tell those whom the council has named for it.

    Raises:
        Refused: it is marked so already, or there is no reason.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        if comment.concern is concern:
            raise Refused("marked_already", ref=comment.ref, concern=concern.value)
        words = write_note(act, comment, NoteKind.CONCERN, reason)
        comment.concern = concern
        act.session.add(comment)
        act.record(comment.subject, Tag.COMMENT_ESCALATED, concern=concern.value, reason=words.digest)
        told = act.rules.concerns.get(concern.value, ())
        if told:
            act.tell(
                told,
                "comment_urgent" if concern in _URGENT else "comment_marked",
                comment.subject,
                ref=comment.ref,
                concern=concern.value,
                by=actor.name,
            )


def calm(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Take the mark of a concern away again, with a reason.

    Raises:
        Refused: the comment bears none, or there is no reason.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        if comment.concern is None:
            raise Refused("not_marked", ref=comment.ref)
        words = write_note(act, comment, NoteKind.CONCERN, reason)
        act.record(comment.subject, Tag.COMMENT_CALMED, concern=comment.concern.value, reason=words.digest)
        comment.concern = None
        act.session.add(comment)
