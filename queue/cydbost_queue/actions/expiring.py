"""Saying when a posting comes down by itself, in both languages."""

from datetime import datetime

from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.parts import parts_named
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.series.following import refuse_pattern
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Posting


def expire(desk: Desk, actor: Actor, ref: str, moment: datetime | None) -> None:
    """Say when (UTC) both versions come down by themselves, or with ``None`` that they stay; of every part.

    Raises:
        Refused: the time has passed, comes before the slot, or the posting is withdrawn.
        Denied: the actor may not schedule.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        parts = parts_named(act.session, ref)
        standing = [part for part in parts if part.state is not PostingState.WITHDRAWN]
        if not standing:
            raise Refused("already_withdrawn", ref=parts[0].ref)
        for part in standing:
            refuse_pattern(act, part)
            set_expiry(act, part, moment)


def set_expiry(act: Act, posting: Posting, moment: datetime | None) -> None:
    """Set or clear when a posting comes down, and record it, in the caller's act.

    Raises:
        Refused: the time has passed, or comes before the slot.
    """
    if moment is not None and moment <= act.at:
        raise Refused("slot_past", slot=moment.isoformat())
    if moment is not None and posting.slot is not None and moment <= posting.slot:
        raise Refused("expires_first", ref=posting.ref, expires=moment.isoformat())
    posting.expires = moment
    act.session.add(posting)
    act.record(posting.subject, Tag.EXPIRY_SET, expires=moment.isoformat() if moment else None)
