"""Taking a posting down: both versions, everywhere."""

from datetime import timedelta
from typing import Final

from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import deliveries_of
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.parts import parts_named, parts_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.sending.in_hand import recall
from cydbost_queue.series.following import refuse_pattern
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Delivery, Posting, Task

#: By how much what comes down first is more urgent than what stands before it.
_IN_FRONT: Final = timedelta(milliseconds=1)
_NEVER_SENT = frozenset({DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.FAILED})


def withdraw(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Withdraw a posting: what is live comes down in both languages, what is not yet sent never goes.

    Of a divided message every part comes down, the last one first.

    Raises:
        Refused: it is withdrawn already.
        Denied: the actor may not withdraw.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WITHDRAW) as act:
        parts = parts_named(act.session, ref)
        standing = [part for part in parts if part.state is not PostingState.WITHDRAWN]
        if not standing:
            raise Refused("already_withdrawn", ref=parts[0].ref)
        for part in standing:
            refuse_pattern(act, part)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        for part in reversed(standing):
            take_posting_down(act, part, reason=words.digest, words=words.digest)


def take_posting_down(act: Act, posting: Posting, *, reason: str, words: str | None = None) -> None:
    """Set everything of a posting on its way down and move it to withdrawn, in the caller's act.

    Of a divided message later parts are taken first.
    """
    place = parts_of(act.session, posting).index(posting)
    for delivery in deliveries_of(act.session, posting):
        take_down(act, delivery, reason=reason)
        if delivery.task is Task.WITHDRAW:
            delivery.not_before = act.at - place * _IN_FRONT
    move_posting(act, posting, PostingState.WITHDRAWN, words=words)


def take_down(act: Act, delivery: Delivery, *, reason: str) -> None:
    """Set one delivery on its way down, in the caller's act.

    One that is under way (``sending``, ``unknown``) is left to the worker that holds it: it sees that its
    posting is withdrawn and takes down what it finds. Whoever may be posting it at this moment is asked to leave it.
    """
    if delivery.state in LIVE_DELIVERIES:
        delivery.task, delivery.edit, delivery.before = Task.WITHDRAW, None, None
        delivery.not_before, delivery.attempts = act.at, 0
        act.session.add(delivery)
    elif delivery.state is DeliveryState.BY_HAND:
        recall(act, delivery)
    elif delivery.state in _NEVER_SENT:
        delivery.task = None
        move_delivery(act, delivery, DeliveryState.WITHDRAWN, reason=reason, sent=False)
