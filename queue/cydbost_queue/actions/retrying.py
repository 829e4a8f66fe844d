"""Trying again what a platform refused, once a person has mended the cause."""

from collections.abc import Iterable

from cydbost_queue.actions.scheduling import require_open_gate
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import deliveries_of, posting_of
from cydbost_queue.moves import move_delivery
from cydbost_queue.policy import Actor, Right
from cydbost_queue.reopening import ask_first
from cydbost_queue.rereading import refuse_difference
from cydbost_queue.sending.change_release import release_change
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Carries, Delivery, Posting, Task


def retry(desk: Desk, actor: Actor, ref: str) -> int:
    """Set a posting's failed deliveries on their way again; return how many. What is live is not touched.

    A change of what is live that could not go out is begun again, on the channels that still say the old words.
    The English of an emergency goes again as it was authorised, while its Welsh is owed.

    Raises:
        Refused: nothing of it failed, it was withdrawn, or it differs since a restore.
        GateClosed: it would no longer pass the gate.
        Denied: the actor may not do this.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.RESOLVE) as act:
        posting = posting_of(act.session, ref)
        if posting.state is PostingState.CORRECTING:
            return _change_again(act, posting)
        failed = [row for row in deliveries_of(act.session, posting) if row.state is DeliveryState.FAILED]
        if posting.state is PostingState.WITHDRAWN or not failed:
            raise Refused("nothing_to_retry", ref=posting.ref)
        refuse_difference(act, posting)
        if not _is_english_first(posting, failed):
            require_open_gate(act, posting)
        for delivery in failed:
            delivery.task, delivery.not_before, delivery.attempts = Task.PUBLISH, act.at, 0
            move_delivery(act, delivery, DeliveryState.WAITING)
            ask_first(act, delivery, delivery.created_at)
        return len(failed)


def _is_english_first(posting: Posting, failed: Iterable[Delivery]) -> bool:
    """Tell whether nothing failed but the English of an emergency: it was authorised, and the Welsh is owed."""
    return posting.state is PostingState.ENGLISH_OUT and all(row.carries is Carries.EN for row in failed)


def _change_again(act: Act, posting: Posting) -> int:
    require_open_gate(act, posting)
    release_change(act, posting)
    return sum(row.task is not None for row in deliveries_of(act.session, posting))
