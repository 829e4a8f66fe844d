"""Giving a posting its time, and taking it back."""

from datetime import datetime

from cydbost_queue.conflicts import CHECKS
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import GateClosed, Refused
from cydbost_queue.gate import judge
from cydbost_queue.lookup import deliveries_of
from cydbost_queue.moves import move_posting
from cydbost_queue.parts import parts_named
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.rereading import refuse_difference
from cydbost_queue.sending.modes import refuse_barred
from cydbost_queue.series.following import refuse_pattern
from cydbost_queue.states import LIVE_POSTINGS, PostingState
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import Posting, PostingKind
from cydbost_queue.verdict import Verdict


def schedule(desk: Desk, actor: Actor, ref: str, slot: datetime) -> Verdict:
    """Give a posting its slot (UTC), or every part of a divided message; return the gate's answer.

    Where nothing but warnings of other postings near it stand in the way, the slot is kept as a wish, and the
    posting waits (as a draft, or held) until those are accepted or it gets another time.

    Raises:
        GateClosed: something is missing; the verdict says what.
        Refused: the slot has passed, the posting is not at a point where it can be scheduled, a channel does not take
            it, it differs since a restore, or a person may be posting it by hand.
        Denied: the actor may not schedule.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        verdicts = [give_slot(act, part, slot) for part in parts_not_out(act, ref)]
        return next((verdict for verdict in verdicts if not verdict.is_open), verdicts[0])


def parts_not_out(act: Act, ref: str) -> list[Posting]:
    """Return what is not released of a posting, or of all parts of the message that it is of, in the caller's act.

    Raises:
        Refused: all of it is.
        NotFound: there is no such posting.
    """
    parts = parts_named(act.session, ref)
    waiting = [part for part in parts if part.state not in LIVE_POSTINGS]
    if not waiting:
        raise Refused("already_released", ref=parts[0].ref, state=parts[0].state.value)
    return waiting


def give_slot(act: Act, posting: Posting, slot: datetime, *, as_wish: bool = False) -> Verdict:
    """Give one posting its slot, in the caller's act, as ``schedule`` does.

    With ``as_wish`` a draft keeps it whatever the draft still lacks.
    """
    refuse_slot(act, posting, slot)
    set_slot(act, posting, slot)
    verdict = judge(act.session, posting, act.rules, act.at, giving_slot=True)
    keep_findings(act, posting, verdict.findings)
    if not verdict.is_open:
        may_wait = as_wish and posting.state is PostingState.DRAFT
        if not may_wait and not _only_conflicts(verdict):
            raise GateClosed(verdict, ref=posting.ref)
        if posting.state in {PostingState.READY, PostingState.SCHEDULED}:
            move_posting(act, posting, PostingState.DRAFT)
    elif posting.state is not PostingState.SCHEDULED:
        if posting.state is PostingState.DRAFT:  # it waited for a warning that no longer stands
            move_posting(act, posting, PostingState.READY)
        move_posting(act, posting, PostingState.SCHEDULED)
    return verdict


def refuse_slot(act: Act, posting: Posting, slot: datetime) -> None:
    """Refuse a time that a posting cannot have, whatever the gate says of it.

    Raises:
        Refused: it is past or after the posting's end, the posting is a pattern, differs since a restore, may be in a
            person's hand, or a channel does not take it.
    """
    refuse_pattern(act, posting)
    refuse_difference(act, posting)
    refuse_barred(act.session, posting)
    refuse_in_hand(act, posting)
    if slot <= act.at:
        raise Refused("slot_past", slot=slot.isoformat())
    if posting.expires is not None and slot >= posting.expires:
        raise Refused("expires_first", ref=posting.ref, expires=posting.expires.isoformat())


def _only_conflicts(verdict: Verdict) -> bool:
    return all(one.finding is not None and one.finding.check in CHECKS for one in verdict.obstacles)


def cancel(desk: Desk, actor: Actor, ref: str) -> None:
    """Take a posting's slot away, or that of every part of a message; it stays ready (or a draft) for a new one.

    Raises:
        Refused: it has no slot, or has already been released.
        Denied: the actor may not schedule.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        waiting = parts_not_out(act, ref)
        if all(part.slot is None for part in waiting):
            raise Refused("no_slot", ref=waiting[0].ref)
        for part in waiting:
            take_slot(act, part)


def take_slot(act: Act, posting: Posting) -> None:
    """Take one posting's slot away, in the caller's act."""
    if posting.slot is not None:
        set_slot(act, posting, None)
    if posting.state is PostingState.SCHEDULED:
        move_posting(act, posting, PostingState.READY)


def set_slot(act: Act, posting: Posting, slot: datetime | None) -> None:
    """Set or clear the slot and record it, in the caller's act."""
    posting.slot = slot
    looked_over = slot is not None and posting.kind is PostingKind.STANDARD
    posting.preflight_due = slot - act.rules.preflight if slot is not None and looked_over else None
    act.session.add(posting)
    act.record(posting.subject, Tag.SLOT_SET, slot=slot.isoformat() if slot else None)


def refuse_in_hand(act: Act, posting: Posting) -> None:
    """Refuse to decide about a posting while somebody may be posting or changing it by hand.

    Raises:
        Refused: they must say first what became of it.
    """
    if any(row.is_in_hand for row in deliveries_of(act.session, posting)):
        raise Refused("in_hand", ref=posting.ref)


def require_open_gate(act: Act, posting: Posting) -> None:
    """Raise ``GateClosed`` with the whole verdict unless the posting passes."""
    verdict = judge(act.session, posting, act.rules, act.at)
    keep_findings(act, posting, verdict.findings)
    if not verdict.is_open:
        raise GateClosed(verdict, ref=posting.ref)
