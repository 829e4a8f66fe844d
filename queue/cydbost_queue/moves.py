"""Every change of state happens here, leaves its entry, and follows the table in ``states``."""

from cydbost_queue.desk import Act
from cydbost_queue.memory.noting import note_published
from cydbost_queue.parts import continued_by, parts_of, tell_waiting
from cydbost_queue.record import Tag
from cydbost_queue.states import (
    LIVE_POSTINGS,
    DeliveryState,
    PostingState,
    require_delivery_move,
    require_posting_move,
)
from cydbost_queue.tables import Delivery, HeldReason, Posting
from cydbost_queue.translations import end_requests

#: In these nobody waits for a translation: both sides passed the gate, or the posting is withdrawn.
_OWES_NOTHING = frozenset({PostingState.READY, PostingState.PUBLISHED, PostingState.WITHDRAWN})


def move_posting(
    act: Act, posting: Posting, to: PostingState, *, reason: HeldReason | None = None, words: str | None = None
) -> None:
    """Move a posting and record it; a held posting says why and tells those who can help.

    ``words`` is the digest of what a person said about it.

    Raises:
        IllegalMove: it cannot go there from where it is.
    """
    require_posting_move(posting.state, to)
    before = posting.state
    posting.state, posting.held_reason = to, reason
    if to is PostingState.PUBLISHED:
        posting.published_at = act.at
        note_published(act, posting)
    act.session.add(posting)
    said = {"reason": reason.value if reason else None, "words": words}
    extra = {key: value for key, value in said.items() if value}
    if to in _OWES_NOTHING:
        end_requests(act, posting)
    act.record(posting.subject, Tag.POSTING_MOVED, now=before.value, to=to.value, **extra)
    if to is PostingState.HELD and reason is not HeldReason.PARTS:  # what holds the others is told by itself
        # Half a pair cannot wait for the morning: whoever is on call hears of it too.
        told = ("approver", "on-call") if reason is HeldReason.HALF_PAIR else "approver"
        act.tell(told, "posting_held", posting.subject, ref=posting.ref, reason=reason.value if reason else "")
        continued = continued_by(act.session, posting)
        if continued is not None and continued.state in LIVE_POSTINGS:  # half a thread never rests in silence
            tell_waiting(act, parts_of(act.session, posting))


def move_delivery(act: Act, delivery: Delivery, to: DeliveryState, **data: object) -> None:
    """Move a delivery and record it, with what the platform said.

    Raises:
        IllegalMove: it cannot go there from where it is.
    """
    before = delivery.state
    require_delivery_move(before, to)
    delivery.state = to
    act.session.add(delivery)
    tell_move(act, delivery, before, **data)


def tell_move(act: Act, delivery: Delivery, before: DeliveryState, **data: object) -> None:
    """Record that a delivery was moved to where it stands; the database has moved it."""
    require_delivery_move(before, delivery.state)
    act.record(
        delivery.subject,
        Tag.DELIVERY_MOVED,
        account=delivery.account,
        carries=delivery.carries.value,
        now=before.value,
        to=delivery.state.value,
        **data,
    )
