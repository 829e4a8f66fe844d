"""Keeping what a person types before they hand it in. Nothing of it is in the record: it is nobody's word yet."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Actor, Right
from cydbost_queue.tables import Draft

#: A posting's reference, or the name that a page gives to what has none yet.
_PLACE: Final = re.compile(r"P[0-9]{1,15}|new-[a-z0-9]{4,24}")
_MOST: Final = 120_000  #: characters of all fields together: both texts at their longest, and as much again
_KEPT_FOR: Final = timedelta(days=90)


def save_draft(
    desk: Desk,
    actor: Actor,
    place: str,
    fields: Mapping[str, Sequence[str]],
    *,
    turn: int = 0,
    seen: Mapping[Language, int] | None = None,
    anyway: bool = False,
) -> int:
    """Keep what a person has typed, in the place of what was kept before; return the turn to give with the next.

    The same words again change nothing, so that a page may send them twice when it had no answer.

    Args:
        desk: the council's.
        actor: who types; each person has drafts of their own.
        place: the posting's reference, or a name that begins with ``new-`` for one that is not there yet.
        fields: what was typed, by the field's name.
        turn: the one that this page saw last; 0 where nothing was kept yet.
        seen: the revisions that the page began from.
        anyway: write over what another page kept meanwhile.

    Raises:
        Denied: the actor may not write.
        Refused: the same person kept other words of it meanwhile, in another window or on another machine; or it is
            more than any posting may hold.
    """
    actor.require(Right.WRITE)
    if not _PLACE.fullmatch(place):
        raise Refused("draft_place", place=place[:40])
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > _MOST:
        raise Refused("draft_too_long", limit=str(_MOST))
    typed = {name: list(values) for name, values in fields.items()}
    try:
        with desk.store.writing() as session:
            kept = session.get(Draft, (actor.name, place), with_for_update=True)
            if kept is None:
                _forget_old(session, desk, actor)
                kept = Draft(person=actor.name, place=place, turn=0, saved_at=desk.clock.now())
            elif kept.fields == typed:
                return kept.turn
            elif kept.turn != turn and not anyway:
                raise Refused("draft_elsewhere", place=place)
            kept.turn, kept.fields, kept.saved_at = kept.turn + 1, typed, desk.clock.now()
            kept.seen = {language.value: revision for language, revision in (seen or {}).items()}
            session.add(kept)
            return kept.turn
    except IntegrityError as error:  # two windows began at the same moment
        raise Refused("draft_elsewhere", place=place) from error


def drop_draft(desk: Desk, actor: Actor, place: str) -> None:
    """Forget what a person has typed: it is handed in, or they do not want it. Repeating it changes nothing.

    Raises:
        Denied: the actor may not write.
    """
    actor.require(Right.WRITE)
    with desk.store.writing() as session:
        session.exec(delete(Draft).where(col(Draft.person) == actor.name, col(Draft.place) == place))


def _forget_old(session: Session, desk: Desk, actor: Actor) -> None:
    too_old = desk.clock.now() - _KEPT_FOR
    session.exec(delete(Draft).where(col(Draft.person) == actor.name, col(Draft.saved_at) < too_old))
