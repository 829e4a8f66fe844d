"""Taking a posting down: both versions, everywhere."""

from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import deliveries_of, posting_of
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.policy import Actor, Right
from cydbost_queue.series.following import refuse_pattern
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Delivery, Posting, Task

_NEVER_SENT = frozenset({DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.FAILED})


def withdraw(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Withdraw a posting: what is live comes down in both languages, what is not yet sent never goes.

    Raises:
        Refused: it is withdrawn already.
        Denied: the actor may not withdraw.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WITHDRAW) as act:
        posting = posting_of(act.session, ref)
        if posting.state is PostingState.WITHDRAWN:
            raise Refused("already_withdrawn", ref=posting.ref)
        refuse_pattern(act, posting)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        take_posting_down(act, posting, reason=words.digest, words=words.digest)


def take_posting_down(act: Act, posting: Posting, *, reason: str, words: str | None = None) -> None:
    """Set everything of a posting on its way down and move it to withdrawn, in the caller's act."""
    rows = deliveries_of(act.session, posting)
    for delivery in rows:
        take_down(act, delivery, reason=reason)
    move_posting(act, posting, PostingState.WITHDRAWN, words=words)


def take_down(act: Act, delivery: Delivery, *, reason: str) -> None:
    """Set one delivery on its way down, in the caller's act.

    One that is under way (``sending``, ``unknown``) is left to the worker that holds it: it sees that its
    posting is withdrawn and takes down what it finds.
    """
    if delivery.state in LIVE_DELIVERIES:
        delivery.task, delivery.edit, delivery.before = Task.WITHDRAW, None, None
        delivery.not_before, delivery.attempts = act.at, 0
        act.session.add(delivery)
    elif delivery.state in _NEVER_SENT:
        delivery.task = None
        move_delivery(act, delivery, DeliveryState.WITHDRAWN, reason=reason, sent=False)
