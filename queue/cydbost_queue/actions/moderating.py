"""Dealing with a comment on its platform: hiding it, showing it again, removing it, answering its author alone.

The intent is committed before the platform is called, and what came of it afterwards. What is hidden or removed may
be asked for again whenever the outcome is unclear. A private answer is made once: no platform tells whether it
was sent, so after an unclear outcome a person looks, and says what they saw.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, cast

from sqlmodel import col, select

from cydbost_connectors import Connector, ConnectorError, Moderator, NotSent
from cydbost_language import Language
from cydbost_queue.actions.answering import checked_answer, whole_answer
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.halt import halted
from cydbost_queue.inbox.leases import clear_up, require_free
from cydbost_queue.inbox.proposals import propose
from cydbost_queue.lookup import comment_of, id_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.reopening import is_closed
from cydbost_queue.sending.allowance import is_stopped
from cydbost_queue.sending.modes import mode_of
from cydbost_queue.tables import (
    Account,
    Comment,
    CommentState,
    Delivery,
    Mode,
    Moderation,
    ModerationKind,
    ModerationState,
    Words,
)

#: For how long a call may still be under way: longer than any platform is waited for.
UNDER_WAY: Final = timedelta(minutes=5)

_TAGS: Final = {
    ModerationState.DONE: Tag.COMMENT_ACT_DONE,
    ModerationState.UNKNOWN: Tag.COMMENT_ACT_UNKNOWN,
    ModerationState.REFUSED: Tag.COMMENT_ACT_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Intent:
    """What was committed before the call."""

    number: int
    remote_id: str
    right: Right


def hide(desk: Desk, actor: Actor, ref: str, reason: str, connector: Connector, *, hidden: bool = True) -> None:
    """Hide a comment from the public, or with ``hidden=False`` show it again. It may be asked for again.

    Args:
        desk: the council's.
        actor: the person.
        ref: the comment.
        reason: why, in their words.
        connector: of the account that the comment came to.
        hidden: whether it is to be hidden.

    Raises:
        Refused: the platform cannot do it, the comment was removed, or there is no reason.
        Denied: the actor may not do this.
        NotFound: there is no such comment.
        ConnectorError: the platform did not do it, or did not say so.
    """
    kind = ModerationKind.HIDE if hidden else ModerationKind.SHOW
    intent = _intend(desk, actor, ref, connector, kind=kind, reason=reason)
    _do(desk, actor, intent, lambda: cast("Moderator", connector).hide(intent.remote_id, hidden=hidden))


def remove(desk: Desk, actor: Actor, ref: str, reason: str, connector: Connector) -> None:
    """Remove a comment for good. It may be asked for again until it is surely gone.

    Raises:
        Refused: the platform cannot do it, the comment was removed before, or there is no reason.
        Denied: the actor may not do this.
        NotFound: there is no such comment.
        ConnectorError: the platform did not do it, or did not say so.
    """
    intent = _intend(desk, actor, ref, connector, kind=ModerationKind.REMOVE, reason=reason)
    _do(desk, actor, intent, lambda: cast("Moderator", connector).remove(intent.remote_id))


def answer_privately(desk: Desk, actor: Actor, ref: str, texts: Mapping[Language, str], connector: Connector) -> None:
    """Answer a comment's author alone, once, in the comment's own language; in both where it is mixed or undecided.

    Raises:
        WrongLanguage: a text is missing, not wanted, or not in the language it is given for.
        Refused: it was answered in private before, or may have been; the account is stopped, or cannot do this.
        Denied: the actor may not answer.
        NotFound: there is no such comment.
        ConnectorError: the platform did not do it, or did not say so.
    """
    with desk.act(actor, Right.ANSWER) as act:
        comment = _comment(act, ref, connector)
        require_free(act, comment)
        checked = checked_answer(act, comment, texts)
        if act.rules.reply_approval:
            _require_can_begin(act, comment)
            if comment.state is not CommentState.OPEN:
                raise Refused("comment_closed", ref=comment.ref, state=comment.state.value)
            clear_up(act.session, comment, actor.name)
            propose(act, comment, checked, private=True)
            return
        body = whole_answer(checked)
        intent = begin_private(act, comment, body, connector, Right.ANSWER)
        clear_up(act.session, comment, actor.name)
    finish_private(desk, actor, intent, body, connector)


def begin_private(act: Act, comment: Comment, body: str, connector: Connector, right: Right) -> Intent:
    """Write a private answer down in the caller's act, before the call that makes it.

    Raises:
        Refused: the platform cannot do it, it was done or may have been, or the account is stopped.
    """
    _require_able(act, comment, connector)
    _require_can_begin(act, comment)
    words = act.keep_words(body)
    return _write_down(act, comment, ModerationKind.PRIVATE, right, words, language=comment.reply_in)


def finish_private(desk: Desk, actor: Actor, intent: Intent, body: str, connector: Connector) -> None:
    """Make the call, and keep what came of it.

    Raises:
        ConnectorError: the platform did not do it, or did not say so.
    """
    _do(desk, actor, intent, lambda: cast("Moderator", connector).reply_privately(intent.remote_id, body))


def _require_can_begin(act: Act, comment: Comment) -> None:
    _require_running(act, comment)
    _require_unanswered(act, comment)


def settle_private(desk: Desk, actor: Actor, ref: str, *, sent: bool) -> None:
    """Take a person's word, once they have looked, whether a private answer of unclear outcome was sent.

    Raises:
        Refused: nothing is unclear, or it may still be on its way.
        Denied: the actor may not answer.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        row = _private(act, comment)
        if row is None or row.state is ModerationState.DONE:
            raise Refused("nothing_private", ref=comment.ref)
        _require_not_under_way(act, comment, row)
        _settle(act, row, ModerationState.DONE if sent else ModerationState.REFUSED, said=True)


def _intend(desk: Desk, actor: Actor, ref: str, connector: Connector, *, kind: ModerationKind, reason: str) -> Intent:
    with desk.act(actor, Right.MODERATE) as act:
        comment = _comment(act, ref, connector)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        return _write_down(act, comment, kind, Right.MODERATE, words)


def _comment(act: Act, ref: str, connector: Connector) -> Comment:
    comment = comment_of(act.session, ref)
    _require_able(act, comment, connector)
    return comment


def _require_able(act: Act, comment: Comment, connector: Connector) -> None:
    able = connector.capabilities
    if not able.moderates:
        raise Refused("cannot_moderate", ref=comment.ref, platform=able.platform, place=_place(act, comment))
    gone = select(Moderation.id).where(
        Moderation.comment_id == comment.id,
        Moderation.kind == ModerationKind.REMOVE,
        Moderation.state == ModerationState.DONE,
    )
    if act.session.exec(gone.limit(1)).first() is not None:
        raise Refused("comment_removed", ref=comment.ref)


def _place(act: Act, comment: Comment) -> str:
    """Return where a person finds the comment: the post that it stands under, or its account."""
    post = select(Delivery.address).where(
        Delivery.account == comment.account,
        Delivery.posting_id == comment.posting_id,
        col(Delivery.address).is_not(None),
    )
    found = act.session.exec(post.order_by(col(Delivery.id).desc()).limit(1)).first()
    return found or comment.account


def _require_running(act: Act, comment: Comment) -> None:
    """Refuse while nothing new may leave: hiding and removing may be done even then."""
    account = act.session.get_one(Account, comment.account)
    is_off = mode_of(act.session, account.channel) is Mode.OFF
    if is_off or is_stopped(act, comment.account) or halted(act.session) is not None or is_closed(act.session):
        raise Refused("private_stopped", ref=comment.ref, account=comment.account)


def _require_unanswered(act: Act, comment: Comment) -> None:
    row = _private(act, comment)
    if row is None:
        return
    if row.state is ModerationState.DONE:
        raise Refused("private_done", ref=comment.ref)
    _require_not_under_way(act, comment, row)
    raise Refused("private_unclear", ref=comment.ref)


def _require_not_under_way(act: Act, comment: Comment, row: Moderation) -> None:
    if row.state is ModerationState.ASKED and act.at - row.at < UNDER_WAY:
        raise Refused("private_under_way", ref=comment.ref)


def _private(act: Act, comment: Comment) -> Moderation | None:
    """Return the private answer that was sent or may have been: there is one at most."""
    return act.session.exec(
        select(Moderation).where(
            Moderation.comment_id == comment.id,
            Moderation.kind == ModerationKind.PRIVATE,
            Moderation.state != ModerationState.REFUSED,
        )
    ).first()


def _write_down(
    act: Act, comment: Comment, kind: ModerationKind, right: Right, words: Words, *, language: str | None = None
) -> Intent:
    row = Moderation(
        comment_id=id_of(comment), kind=kind, language=language, words_id=words.id or 0, by=act.actor.name, at=act.at
    )
    act.session.add(row)
    act.session.flush()
    facts = {"language": language, "text": words.digest} if language else {"reason": words.digest}
    act.record(comment.subject, Tag.COMMENT_ACT_ASKED, moderation=kind.value, **facts)
    return Intent(row.id or 0, comment.remote_id, right)


def _do(desk: Desk, actor: Actor, intent: Intent, call: Callable[[], None]) -> None:
    """Make the one call, and keep what came of it."""
    try:
        call()
    except ConnectorError as error:
        is_sure = isinstance(error, NotSent)
        _keep(desk, actor, intent, ModerationState.REFUSED if is_sure else ModerationState.UNKNOWN, error.code)
        raise
    except Exception:
        _keep(desk, actor, intent, ModerationState.UNKNOWN, "fault")
        raise
    _keep(desk, actor, intent, ModerationState.DONE)


def _keep(desk: Desk, actor: Actor, intent: Intent, state: ModerationState, error: str | None = None) -> None:
    with desk.act(actor, intent.right) as act:
        row = act.session.exec(select(Moderation).where(Moderation.id == intent.number).with_for_update()).one()
        if row.state is ModerationState.ASKED:  # a person may have settled it meanwhile
            _settle(act, row, state, error)


def _settle(act: Act, row: Moderation, state: ModerationState, error: str | None = None, *, said: bool = False) -> None:
    row.state, row.error_code = state, error
    row.done_at = act.at if state is ModerationState.DONE else None
    act.session.add(row)
    facts = {"said": True} if said else {"error": error} if error else {}
    act.record(f"comment:{row.comment_id}", _TAGS[state], moderation=row.kind.value, **facts)
