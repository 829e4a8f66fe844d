"""Remembering in which language a person has asked to be answered: only with their consent, and not for ever."""

from sqlmodel import col, delete

from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import comment_of, id_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import StatedPreference


def keep_preference(desk: Desk, actor: Actor, ref: str, language: str, *, has_consent: bool) -> None:
    """Remember that the author of a comment asked to be answered in ``cy``, ``en`` or ``both``.

    It is shown beside their later comments on the same account; it decides nothing by itself.

    Raises:
        Refused: the person did not agree to it, the platform tells no name, or there is no such language.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        if language not in {"cy", "en", "both"}:
            raise Refused("no_reply_language", language=language)
        if not has_consent:
            raise Refused("no_consent", ref=comment.ref)
        if comment.author_key is None:
            raise Refused("author_unknown", ref=comment.ref)
        forget_old_preferences(act)
        row = act.session.get(StatedPreference, comment.author_key) or StatedPreference(
            author_key=comment.author_key, language="", comment_id=0, kept_by="", kept_at=act.at, until=act.at
        )
        row.language, row.comment_id, row.kept_by = language, id_of(comment), actor.name
        row.kept_at, row.until = act.at, act.at + act.rules.preference_kept
        act.session.add(row)
        act.record(comment.subject, Tag.PREFERENCE_KEPT, reply_in=language, until=row.until.isoformat())


def forget_preference(desk: Desk, actor: Actor, ref: str) -> None:
    """Forget in which language the author of a comment asked to be answered.

    Raises:
        Refused: nothing is remembered.
        Denied: the actor may not.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.HANDLE_COMMENT) as act:
        comment = comment_of(act.session, ref)
        row = act.session.get(StatedPreference, comment.author_key) if comment.author_key else None
        if row is None:
            raise Refused("nothing_remembered", ref=comment.ref)
        act.session.delete(row)
        act.record(comment.subject, Tag.PREFERENCE_FORGOTTEN)


def forget_old_preferences(act: Act) -> None:
    """Delete, in the caller's act, what was agreed to be kept until now."""
    act.session.exec(delete(StatedPreference).where(col(StatedPreference.until) <= act.at))
