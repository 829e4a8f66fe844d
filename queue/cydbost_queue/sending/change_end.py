"""When a change has come to rest: what became of it on each channel decides where the posting stands."""

from collections.abc import Sequence
from enum import Enum, auto

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.lookup import channels_of, deliveries_of, latest_versions
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.sending.change_release import republish
from cydbost_queue.sending.outbox import says_of
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Carries, Channel, Delivery, HeldReason, OnEdit, Posting


class _End(Enum):
    NEW = auto()  #: the new pair stands there
    OLD = auto()  #: the old pair stands there still, or again
    BROKEN = auto()  #: neither stands there whole
    UNDER_WAY = auto()


def settle_change(act: Act, posting: Posting | None) -> None:
    """Move a posting that was being changed to where it now stands, once nothing of it is under way."""
    if posting is None or posting.state is not PostingState.CHANGING:
        return
    act.session.flush()
    rows = [row for row in deliveries_of(act.session, posting) if row.state is not DeliveryState.WITHDRAWN]
    if any(row.task is not None for row in rows):
        return
    ends = {_end_on(act, posting, channel, rows) for channel in channels_of(act.session, posting)}
    if _End.UNDER_WAY in ends:
        return
    if _End.BROKEN in ends:
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.CHANGE_FAILED)
    elif _End.OLD in ends:
        move_posting(act, posting, PostingState.CORRECTING, reason=HeldReason.CHANGE_FAILED)
        act.tell("approver", "change_failed", posting.subject, ref=posting.ref)
    else:
        move_posting(act, posting, PostingState.PUBLISHED)


def _end_on(act: Act, posting: Posting, channel: Channel, rows: Sequence[Delivery]) -> _End:
    here = [row for row in rows if row.channel == channel.name]
    wanted = says_of(latest_versions(act.session, posting))
    if not here:
        if channel.on_edit is OnEdit.REPUBLISH and not _was_made(act, posting, channel):
            republish(act, posting, channel)
            return _End.UNDER_WAY
        return _End.BROKEN
    new = [row for row in here if row.says == wanted]
    if _is_pair([row for row in new if row.state is DeliveryState.VERIFIED]):
        return _End.NEW
    if any(row.state in LIVE_DELIVERIES for row in new):
        return _End.BROKEN
    old = [row for row in here if row.says != wanted and row.state in LIVE_DELIVERIES]
    if not _is_pair(old):
        return _End.BROKEN
    for row in new:  # the correction that was refused; the old pair it would have pointed to still stands
        move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
    return _End.OLD


def _is_pair(rows: Sequence[Delivery]) -> bool:
    carried = {row.carries for row in rows}
    return Carries.BOTH in carried or {Carries(one.value) for one in Language} <= carried


def _was_made(act: Act, posting: Posting, channel: Channel) -> bool:
    begins = f"{posting.uid}.{posting.releases}.{channel.name}."
    return any(row.key.startswith(begins) for row in deliveries_of(act.session, posting))
