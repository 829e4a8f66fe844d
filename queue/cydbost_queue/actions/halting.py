"""Stopping everything at once, and letting it go again only after a person has gone through what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cydbost_queue.actions.scheduling import refuse_in_hand, require_open_gate, set_slot
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.halt import ALL, halted
from cydbost_queue.lookup import deliveries_of, posting_of
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.policy import Actor, Right
from cydbost_queue.queries.waiting import waiting_postings
from cydbost_queue.record import Tag
from cydbost_queue.sending.half_edit import abandon
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Halt, HeldReason, Posting

_NEVER_SENT = frozenset({DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.FAILED})


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one posting that waited: it goes, gets a new ``slot`` (UTC), or is cancelled."""

    goes: bool = False
    slot: datetime | None = None


GO = Decision(goes=True)
CANCEL = Decision()


def stop_all(desk: Desk, actor: Actor, reason: str) -> None:
    """Stop everything: nothing new is sent or changed. What is half out is finished, and emergencies pass.

    Raises:
        Refused: everything is stopped already, or there is no reason.
        Denied: the actor may not stop accounts.
    """
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        before = halted(act.session)
        if before is not None:
            raise Refused("stopped_already", by=before.by, at=before.at.isoformat())
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        act.session.add(Halt(name=ALL, at=act.at, by=actor.name, reason_id=words.id or 0))
        act.record("settings", Tag.ALL_STOPPED, by=actor.name, reason=words.digest)
        for role in ("approver", "administrator"):
            act.tell(role, "all_stopped", "settings", by=actor.name)


def resume_all(desk: Desk, actor: Actor, decisions: Mapping[str, Decision]) -> None:
    """Let everything go again, once each posting that waited (by reference) has its decision; all of it or nothing.

    Raises:
        Refused: nothing is stopped, a posting has no decision, one that was decided does not wait, or one that
            should not go may be being posted by hand.
        GateClosed: a posting that should go no longer passes the gate.
        Denied: the actor may not resolve.
    """
    with desk.act(actor, Right.RESOLVE) as act:
        halt = halted(act.session)
        if halt is None:
            raise Refused("nothing_stopped")
        waiting = {posting.ref: posting for posting in waiting_postings(act.session, act.at)}
        unknown = [ref for ref in decisions if ref not in waiting]
        if unknown:
            raise Refused("not_waiting", refs=", ".join(unknown))
        undecided = [ref for ref in waiting if ref not in decisions]
        if undecided:
            raise Refused("undecided", refs=", ".join(undecided))
        for ref, posting in waiting.items():
            _decide(act, posting_of(act.session, posting.ref), decisions[ref])
        act.session.delete(halt)
        act.record(
            "settings",
            Tag.ALL_RESUMED,
            go=[ref for ref, one in decisions.items() if one.goes],
            moved=[ref for ref, one in decisions.items() if one.slot is not None],
            cancelled=[ref for ref, one in decisions.items() if one == CANCEL],
        )


def _decide(act: Act, posting: Posting, decision: Decision) -> None:
    if decision.slot is not None and decision.slot <= act.at:
        raise Refused("slot_past", slot=decision.slot.isoformat())
    if not decision.goes:
        refuse_in_hand(act, posting)
    if posting.state is PostingState.SCHEDULED:
        _decide_scheduled(act, posting, decision)
    elif posting.state is PostingState.CHANGING:
        _decide_change(act, posting, decision)
    elif not decision.goes:
        _put_away(act, posting)
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.STOPPED)
        if decision.slot is not None:
            set_slot(act, posting, decision.slot)
            move_posting(act, posting, PostingState.SCHEDULED)


def _decide_scheduled(act: Act, posting: Posting, decision: Decision) -> None:
    if decision.goes or decision.slot is not None:
        require_open_gate(act, posting)
        set_slot(act, posting, decision.slot or act.at)
    else:
        set_slot(act, posting, None)
        move_posting(act, posting, PostingState.READY)


def _decide_change(act: Act, posting: Posting, decision: Decision) -> None:
    if decision.slot is not None:
        raise Refused("change_has_no_time", ref=posting.ref)
    if not decision.goes:
        _put_away(act, posting)
        abandon(act, deliveries_of(act.session, posting), "stopped")


def _put_away(act: Act, posting: Posting) -> None:
    for row in deliveries_of(act.session, posting):
        if row.state in _NEVER_SENT:
            row.task = None
            move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
