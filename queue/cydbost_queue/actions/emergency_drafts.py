"""Keeping what an officer has filled in of an emergency, a step at a time: a lost connection loses nothing of it.

Nothing of it is in the record: it is nobody's word yet.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlmodel import col, delete

from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.incidents import REQUEST_LIMIT
from cydbost_queue.policy import Actor, Right
from cydbost_queue.tables import EmergencyDraft

_MOST: Final = 100_000  #: characters of all fields together
_KEPT_FOR: Final = timedelta(days=7)


def save_emergency_draft(desk: Desk, actor: Actor, request: str, filled: Mapping[str, str]) -> None:
    """Keep what was filled in for ``request``, in the place of what was kept before.

    Raises:
        Denied: the actor is not on call.
        Refused: somebody else's request, one with no usable name, or more than any emergency may hold.
    """
    actor.require(Right.RAISE_EMERGENCY)
    if not 0 < len(request) <= REQUEST_LIMIT:
        raise Refused("request_name", limit=str(REQUEST_LIMIT))
    if sum(len(name) + len(value) for name, value in filled.items()) > _MOST:
        raise Refused("text_too_long", field="text", limit=str(_MOST), length="")
    with desk.store.writing() as session:
        kept = session.get(EmergencyDraft, request)
        if kept is None:
            too_old = desk.clock.now() - _KEPT_FOR
            session.exec(delete(EmergencyDraft).where(col(EmergencyDraft.saved_at) < too_old))
            kept = EmergencyDraft(request=request, person=actor.name, saved_at=desk.clock.now())
        elif kept.person != actor.name:
            raise Refused("request_used", ref="")
        kept.filled, kept.saved_at = dict(filled), desk.clock.now()
        session.add(kept)


def emergency_draft(desk: Desk, actor: Actor, request: str) -> Mapping[str, str]:
    """Return what the actor filled in for ``request``; nothing where nothing is kept, or it is somebody else's."""
    with desk.store.reading() as session:
        kept = session.get(EmergencyDraft, request[:REQUEST_LIMIT])
        return dict(kept.filled) if kept is not None and kept.person == actor.name else {}


def drop_emergency_draft(desk: Desk, actor: Actor, request: str) -> None:
    """Forget it: it is sent, or nobody wants it. Repeating it changes nothing."""
    with desk.store.writing() as session:
        session.exec(
            delete(EmergencyDraft).where(
                col(EmergencyDraft.request) == request, col(EmergencyDraft.person) == actor.name
            )
        )
