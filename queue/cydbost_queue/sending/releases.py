"""Releasing: a scheduled posting whose slot has come is handed to its channels, if it still passes the gate."""

from collections.abc import Sequence

from sqlmodel import col, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.gate import judge
from cydbost_queue.halt import halted
from cydbost_queue.lookup import channels_of, deliveries_of, latest_versions
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.parts import is_left_behind, may_begin, meant_for, parts_of, tell_waiting
from cydbost_queue.quiet import hold_in_quiet
from cydbost_queue.reopening import ask_first, is_closed
from cydbost_queue.sending.change_release import bring_up_to_date
from cydbost_queue.sending.outbox import make_pair
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import Channel, Delivery, HeldReason, Posting, PostingKind, Task


def release_next(desk: Desk) -> bool:
    """Release one posting that is due, in one transaction; tell whether there was one.

    While everything is stopped only emergencies are released.
    """
    with desk.system_act() as act:
        if is_closed(act.session):
            return False
        kinds = list(PostingKind) if halted(act.session) is None else [PostingKind.EMERGENCY]
        posting = act.session.exec(
            select(Posting)
            .where(
                Posting.state == PostingState.SCHEDULED,
                col(Posting.slot) <= act.at,
                col(Posting.kind).in_(kinds),
                may_begin(),
            )
            .order_by(col(Posting.slot), col(Posting.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if posting is None:
            return False
        release(act, posting)
        return True


def release(act: Act, posting: Posting) -> None:
    """Hand a posting to its channels, or hold it: too late, in a quiet period, or the gate has closed since."""
    due = meant_for(act.session, posting)
    if posting.kind is PostingKind.STANDARD and due and act.at - due > act.rules.late_grace:
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.SLOT_MISSED)
        return
    if hold_in_quiet(act, posting):
        return
    verdict = judge(act.session, posting, act.rules, act.at)
    if not verdict.is_open:
        keep_findings(act, posting, verdict.findings)
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.GATE_CLOSED)
        return
    if not _can_all_follow(act, posting):
        return
    posting.releases += 1
    versions = latest_versions(act.session, posting)
    for channel in channels_of(act.session, posting):
        if _needs_new_pair(act, posting, channel):
            make_pair(act, posting, channel, versions)
    is_behind = bring_up_to_date(act, posting)  # a change that failed on another channel
    move_posting(act, posting, PostingState.CHANGING if is_behind else PostingState.RELEASING)


def _can_all_follow(act: Act, posting: Posting) -> bool:
    """Tell whether all later parts of a message pass too, before any of it goes out; hold what stands in the way."""
    parts = parts_of(act.session, posting)
    waiting = [part for part in parts if part.state is not PostingState.PUBLISHED and part is not posting]
    if posting.continues_id is not None or not waiting:
        return True
    for part in waiting:
        if part.state is PostingState.SCHEDULED:
            verdict = judge(act.session, part, act.rules, act.at)
            if not verdict.is_open:
                keep_findings(act, part, verdict.findings)
                move_posting(act, part, PostingState.HELD, reason=HeldReason.GATE_CLOSED)
    if all(part.state is PostingState.SCHEDULED for part in waiting):
        return True
    move_posting(act, posting, PostingState.HELD, reason=HeldReason.PARTS)
    if not any(part.state is PostingState.HELD for part in waiting):  # of those people were told
        tell_waiting(act, parts)
    return False


def hold_left_behind(desk: Desk) -> int:
    """Hold every part whose time has come and that follows one that will not go out by itself; return how many.

    People were told of it when that one came to rest.
    """
    held = 0
    with desk.system_act() as act:
        while behind := _left_behind(act):  # each time those that follow the ones just held
            for posting in behind:
                move_posting(act, posting, PostingState.HELD, reason=HeldReason.PARTS)
            held += len(behind)
    return held


def _left_behind(act: Act) -> Sequence[Posting]:
    return act.session.exec(
        select(Posting)
        .where(Posting.state == PostingState.SCHEDULED, col(Posting.slot) <= act.at, is_left_behind())
        .order_by(col(Posting.id))
        .with_for_update(skip_locked=True)
    ).all()


def _needs_new_pair(act: Act, posting: Posting, channel: Channel) -> bool:
    """Tell whether nothing of the posting is live on ``channel``; what failed there is set to go again or put away."""
    rows = [row for row in deliveries_of(act.session, posting) if row.channel == channel.name]
    some_live = any(row.state in LIVE_DELIVERIES for row in rows)
    for row in rows:
        if row.state is DeliveryState.FAILED:
            _settle_failed(act, row, again=some_live)
    return not any(row.state is not DeliveryState.WITHDRAWN for row in rows)


def _settle_failed(act: Act, row: Delivery, *, again: bool) -> None:
    if again:
        row.task, row.not_before, row.attempts = Task.PUBLISH, act.at, 0
        move_delivery(act, row, DeliveryState.WAITING)
        ask_first(act, row, row.created_at)
    else:
        row.task = None
        move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)


def hold_missed(desk: Desk) -> int:
    """Hold every posting whose slot passed before it was approved; return how many."""
    with desk.system_act() as act:
        missed = act.session.exec(
            select(Posting)
            .where(col(Posting.state).in_([PostingState.DRAFT, PostingState.READY]), col(Posting.slot) <= act.at)
            .order_by(col(Posting.id))
            .with_for_update(skip_locked=True)
        ).all()
        for posting in missed:
            move_posting(act, posting, PostingState.HELD, reason=HeldReason.SLOT_MISSED)
        return len(missed)
