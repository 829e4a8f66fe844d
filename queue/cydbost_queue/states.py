"""Where a posting and a delivery can stand, and the only moves between those places."""

from enum import StrEnum
from typing import Final

from cydbost_queue.errors import IllegalMove


class PostingState(StrEnum):
    """Where a posting stands."""

    DRAFT = "draft"  #: something is still missing: a version, an approval, a mended finding
    READY = "ready"  #: passes the gate, has no slot yet
    SCHEDULED = "scheduled"  #: passes the gate and waits for its slot
    RELEASING = "releasing"  #: its deliveries are under way
    PUBLISHED = "published"  #: both versions are live on every channel
    CORRECTING = "correcting"  #: a new pair is being written or approved; the public still sees the old one
    CHANGING = "changing"  #: the approved new pair is taking the old one's place
    HELD = "held"  #: needs a person: slot missed, half a pair, refused by a platform
    ENGLISH_OUT = "english_out"  #: an emergency whose English is out and whose Welsh is owed
    WITHDRAWN = "withdrawn"  #: both versions taken down, or never released


class DeliveryState(StrEnum):
    """Where one version on one account stands."""

    WAITING = "waiting"  #: not begun
    SENDING = "sending"  #: the intent is committed; the call may be under way
    RETRY = "retry"  #: surely not sent; again at ``not_before``
    UNKNOWN = "unknown"  #: may have been sent; the platform is asked before anything else
    BY_HAND = "by_hand"  #: a person posts it, perhaps at this moment, and says where
    SENT = "sent"  #: the platform said yes, or the person who posted it
    VERIFIED = "verified"  #: read back as the public sees it
    FAILED = "failed"  #: needs a person
    WITHDRAWN = "withdrawn"  #: taken down, or never to be sent


_P = PostingState
_D = DeliveryState

POSTING_MOVES: Final[dict[PostingState, frozenset[PostingState]]] = {
    _P.DRAFT: frozenset({_P.READY, _P.HELD, _P.ENGLISH_OUT, _P.WITHDRAWN}),
    _P.READY: frozenset({_P.DRAFT, _P.SCHEDULED, _P.HELD, _P.WITHDRAWN}),
    _P.SCHEDULED: frozenset({_P.DRAFT, _P.READY, _P.RELEASING, _P.CHANGING, _P.HELD, _P.WITHDRAWN}),
    _P.RELEASING: frozenset({_P.PUBLISHED, _P.HELD, _P.WITHDRAWN}),
    _P.PUBLISHED: frozenset({_P.CORRECTING, _P.WITHDRAWN}),
    _P.CORRECTING: frozenset({_P.CHANGING, _P.PUBLISHED, _P.WITHDRAWN}),
    _P.CHANGING: frozenset({_P.PUBLISHED, _P.CORRECTING, _P.HELD, _P.WITHDRAWN}),
    _P.HELD: frozenset({_P.SCHEDULED, _P.PUBLISHED, _P.WITHDRAWN}),
    _P.ENGLISH_OUT: frozenset({_P.PUBLISHED, _P.WITHDRAWN}),
    _P.WITHDRAWN: frozenset(),
}

#: From ``waiting`` and ``retry`` to ``unknown``: the queue was restored, and may have forgotten that it sent it.
#: From them to ``by_hand``: a person has done its twin, and goes on with it. From ``unknown``: only a person can tell.
DELIVERY_MOVES: Final[dict[DeliveryState, frozenset[DeliveryState]]] = {
    _D.WAITING: frozenset({_D.SENDING, _D.RETRY, _D.UNKNOWN, _D.BY_HAND, _D.FAILED, _D.WITHDRAWN}),
    _D.SENDING: frozenset({_D.SENT, _D.RETRY, _D.UNKNOWN, _D.BY_HAND, _D.FAILED}),
    _D.RETRY: frozenset({_D.SENDING, _D.RETRY, _D.UNKNOWN, _D.BY_HAND, _D.FAILED, _D.WITHDRAWN}),
    _D.UNKNOWN: frozenset({_D.SENT, _D.RETRY, _D.BY_HAND}),
    _D.BY_HAND: frozenset({_D.SENT, _D.FAILED, _D.WITHDRAWN}),
    _D.SENT: frozenset({_D.VERIFIED, _D.WITHDRAWN}),
    _D.VERIFIED: frozenset({_D.WITHDRAWN}),
    _D.FAILED: frozenset({_D.WAITING, _D.WITHDRAWN}),
    _D.WITHDRAWN: frozenset(),
}

#: A posting in one of these may be live somewhere: its words are no longer only ours.
LIVE_POSTINGS: Final = frozenset({_P.RELEASING, _P.PUBLISHED, _P.CORRECTING, _P.CHANGING, _P.ENGLISH_OUT})

#: A delivery in one of these is, as far as we know, before the public.
LIVE_DELIVERIES: Final = frozenset({_D.SENT, _D.VERIFIED})

#: A delivery in one of these is before the public, or may be.
MAYBE_LIVE_DELIVERIES: Final = LIVE_DELIVERIES | {_D.SENDING, _D.UNKNOWN, _D.BY_HAND}


def require_posting_move(now: PostingState, to: PostingState) -> None:
    """Raise ``IllegalMove`` unless a posting may go from ``now`` to ``to``."""
    if to not in POSTING_MOVES[now]:
        raise IllegalMove("posting_move", now=now.value, to=to.value)


def require_delivery_move(now: DeliveryState, to: DeliveryState) -> None:
    """Raise ``IllegalMove`` unless a delivery may go from ``now`` to ``to``."""
    if to not in DELIVERY_MOVES[now]:
        raise IllegalMove("delivery_move", now=now.value, to=to.value)
