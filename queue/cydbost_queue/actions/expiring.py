"""Saying when a posting comes down by itself, in both languages."""

from datetime import datetime

from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import posting_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.series.following import refuse_pattern
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Posting


def expire(desk: Desk, actor: Actor, ref: str, moment: datetime | None) -> None:
    """Say when (UTC) both versions come down by themselves, or with ``None`` that they stay.

    Raises:
        Refused: the time has passed, comes before the slot, or the posting is withdrawn.
        Denied: the actor may not schedule.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        posting = posting_of(act.session, ref)
        if posting.state is PostingState.WITHDRAWN:
            raise Refused("already_withdrawn", ref=posting.ref)
        refuse_pattern(act, posting)
        set_expiry(act, posting, moment)


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
