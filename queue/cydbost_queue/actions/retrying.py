"""Trying again what a platform refused, once a person has mended the cause."""

from collections.abc import Iterable, Sequence

from cydbost_queue.actions.scheduling import require_open_gate
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import deliveries_of
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.parts import is_begun, parts_named
from cydbost_queue.policy import Actor, Right
from cydbost_queue.reopening import ask_first
from cydbost_queue.rereading import refuse_difference
from cydbost_queue.sending.change_release import release_change
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Carries, Delivery, HeldReason, Posting, Task


def retry(desk: Desk, actor: Actor, ref: str) -> int:
    """Set a posting's failed deliveries on their way again; return how many. What is live is not touched.

    Of a divided message every part's, and the parts that waited for them go on by themselves.

    A change of what is live that could not go out is begun again, on the channels that still say the old words.
    The English of an emergency goes again as it was authorised, while its Welsh is owed.

    Raises:
        Refused: nothing of it failed, it was withdrawn, or it differs since a restore.
        GateClosed: it would no longer pass the gate.
        Denied: the actor may not do this.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.RESOLVE) as act:
        parts = parts_named(act.session, ref)
        tried = [number for part in parts if (number := _retry(act, part)) is not None]
        if not tried and not _follow(act, parts):
            raise Refused("nothing_to_retry", ref=parts[0].ref)
        if tried:
            _follow(act, parts)
        return sum(tried)


def _retry(act: Act, posting: Posting) -> int | None:
    """Set what failed of one posting on its way again; ``None`` where nothing of it failed."""
    if posting.state is PostingState.CORRECTING:
        return _change_again(act, posting)
    failed = [row for row in deliveries_of(act.session, posting) if row.state is DeliveryState.FAILED]
    if posting.state is PostingState.WITHDRAWN or not failed:
        return None
    refuse_difference(act, posting)
    if not _is_english_first(posting, failed):
        require_open_gate(act, posting)
    for delivery in failed:
        delivery.task, delivery.not_before, delivery.attempts = Task.PUBLISH, act.at, 0
        move_delivery(act, delivery, DeliveryState.WAITING)
        ask_first(act, delivery, delivery.created_at)
    return len(failed)


def _follow(act: Act, parts: Sequence[Posting]) -> bool:
    """Let the parts go on that waited for one before them, where the message was begun; tell whether there are any."""
    if not is_begun(parts):
        return False
    behind = [part for part in parts if part.held_reason is HeldReason.PARTS]
    for part in behind:
        require_open_gate(act, part)
        move_posting(act, part, PostingState.SCHEDULED)
    return bool(behind)


def _is_english_first(posting: Posting, failed: Iterable[Delivery]) -> bool:
    """Tell whether nothing failed but the English of an emergency: it was authorised, and the Welsh is owed."""
    return posting.state is PostingState.ENGLISH_OUT and all(row.carries is Carries.EN for row in failed)


def _change_again(act: Act, posting: Posting) -> int:
    require_open_gate(act, posting)
    release_change(act, posting)
    return sum(row.task is not None for row in deliveries_of(act.session, posting))
