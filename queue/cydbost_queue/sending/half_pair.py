"""Half a pair never rests: what happens when one version is live and the other cannot follow."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from cydbost_queue.desk import Act, Desk
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.parts import meant_for
from cydbost_queue.record import Tag
from cydbost_queue.sending.change_end import settle_change
from cydbost_queue.sending.claims import Claim, held
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Channel, Delivery, HeldReason, OnHalf, Posting, PostingKind, Task

_CAN_STILL_GO = frozenset(
    {
        DeliveryState.WAITING,
        DeliveryState.RETRY,
        DeliveryState.SENDING,
        DeliveryState.UNKNOWN,
        DeliveryState.BY_HAND,
    }
)
_REPLY_PATIENCE = timedelta(days=1)
_NOT_SENT = frozenset({DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.FAILED})


def settle_half(desk: Desk, claim: Claim) -> None:
    """Apply the channel's policy to half a pair whose window has closed, or whose other half was refused."""
    with held(desk, claim) as (act, rows):
        settle_half_of(act, rows.values())


def settle_half_of(act: Act, batch: Collection[Delivery]) -> None:
    """Do the same in the caller's act."""
    live = [row for row in batch if row.state in LIVE_DELIVERIES and row.task is not Task.WITHDRAW]
    behind = [row for row in batch if row.state in _CAN_STILL_GO or row.state is DeliveryState.FAILED]
    if not live or not behind or is_withdrawn(act, live):
        return
    is_in_hand = any(row.state is DeliveryState.BY_HAND for row in behind)
    closes = window_closes(act, live, act.rules.hand_window if is_in_hand else act.rules.pair_window)
    if any(row.state in _CAN_STILL_GO for row in behind) and act.at < closes:
        _be_back_by(act, behind, closes)
        return
    if all(row.state in _NOT_SENT for row in behind):
        _apply_policy(act, live, behind)
    elif not _is_held(act, live[0]):
        # Nobody can tell whether the other half is live: taking this half down could leave that one alone.
        _record_half(act, live, policy="hand" if is_in_hand else "ask")
        _hold_posting(act, live[0], HeldReason.HALF_PAIR)


def window_closes(act: Act, live: Sequence[Delivery], window: timedelta) -> datetime:
    """Return when one language has stood alone for as long as the council allows."""
    return min(row.live_at or act.at for row in live) + window


def _be_back_by(act: Act, behind: Sequence[Delivery], closes: datetime) -> None:
    for row in behind:
        if row.not_before > closes:
            row.not_before = closes
            act.session.add(row)


def _apply_policy(act: Act, live: Sequence[Delivery], behind: Sequence[Delivery]) -> None:
    channel = act.session.get(Channel, live[0].channel)
    withdraws = channel is None or channel.on_half is OnHalf.WITHDRAW
    if not withdraws and _is_held(act, live[0]):
        return  # said once; a person decides now
    _record_half(act, live, policy=OnHalf.WITHDRAW.value if withdraws else OnHalf.HOLD.value)
    for row in behind:
        _stop(act, row, put_away=withdraws)
    if withdraws:
        for row in live:
            row.task, row.not_before = Task.WITHDRAW, act.at
            act.session.add(row)
    _hold_posting(act, live[0], HeldReason.HALF_PAIR)


def _record_half(act: Act, live: Sequence[Delivery], *, policy: str) -> None:
    carried = sorted(row.carries.value for row in live)
    act.record(live[0].subject, Tag.PAIR_HALF, channel=live[0].channel, live=carried, policy=policy)


def _stop(act: Act, row: Delivery, *, put_away: bool) -> None:
    row.task = None
    if put_away:
        move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
    elif row.state is not DeliveryState.FAILED:
        move_delivery(act, row, DeliveryState.FAILED, error=row.error_code or "window_closed")


def hold_refused(act: Act, refused: Delivery, batch: Iterable[Delivery]) -> None:
    """Record that a platform refuses a delivery for good. Unsent twins stop with it; the posting waits for a person."""
    refused.task = None
    move_delivery(act, refused, DeliveryState.FAILED, error=refused.error_code or "")
    for twin in batch:
        if twin.id != refused.id and twin.state in {DeliveryState.WAITING, DeliveryState.RETRY}:
            twin.task, twin.error_code = None, "twin_refused"
            move_delivery(act, twin, DeliveryState.FAILED, error="twin_refused")
    act.tell(
        "administrator" if refused.error_code in {"expired", "not_allowed"} else "approver",
        "delivery_failed",
        refused.subject,
        account=refused.account,
        error=refused.error_code or "",
    )
    if not any(row.state in LIVE_DELIVERIES for row in batch):
        _hold_posting(act, refused, HeldReason.REFUSED)


def settle_absent(act: Act, row: Delivery, batch: Collection[Delivery]) -> None:
    """Decide about a delivery whose outcome was unclear and that, the platform says, is surely not there.

    It goes again, unless that would be too late: a platform whose answers stay unclear would be asked for ever, with
    one language alone before the public all the while.
    """
    if is_withdrawn(act, [row]):
        return
    live = [twin for twin in batch if twin.state in LIVE_DELIVERIES and twin.task is not Task.WITHDRAW]
    if live and _is_overdue(act, live):
        channel = act.session.get(Channel, row.channel)
        if channel is None or channel.on_half is OnHalf.WITHDRAW:
            _apply_policy(act, live, [row])
        else:
            hold_refused(act, row, batch)
    elif too_late(act, row, batch, act.at):
        hold_refused(act, row, batch)


def _is_overdue(act: Act, live: Sequence[Delivery]) -> bool:
    """Tell whether people know that one language stands alone, or must have known for as long as the window."""
    closes = window_closes(act, live, act.rules.pair_window)
    return act.at >= closes and (_is_held(act, live[0]) or act.at >= closes + act.rules.pair_window)


def _hold_posting(act: Act, delivery: Delivery, reason: HeldReason) -> None:
    posting = act.session.get(Posting, delivery.posting_id) if delivery.posting_id else None
    if posting is not None and posting.state is PostingState.RELEASING:
        move_posting(act, posting, PostingState.HELD, reason=reason)
    settle_change(act, posting)


def _is_held(act: Act, delivery: Delivery) -> bool:
    posting = act.session.get(Posting, delivery.posting_id)
    return posting is not None and posting.state is PostingState.HELD


def too_late(act: Act, row: Delivery, batch: Iterable[Delivery], moment: datetime) -> bool:
    """Tell whether trying again at ``moment`` would be too late for anybody to have meant it.

    An emergency is tried for ever. Half a pair has its own window.
    """
    if any(twin.state in LIVE_DELIVERIES for twin in batch):
        return False
    if row.posting_id is None:
        return moment - row.created_at > _REPLY_PATIENCE
    posting = act.session.get(Posting, row.posting_id)
    if posting is None or posting.kind is PostingKind.EMERGENCY or posting.slot is None:
        return False
    due = row.created_at if posting.state is PostingState.CHANGING else meant_for(act.session, posting)
    return due is not None and moment - due > act.rules.late_grace


def is_withdrawn(act: Act, rows: Iterable[Delivery]) -> bool:
    """Tell whether the posting these deliveries belong to was withdrawn by a person."""
    numbers = {row.posting_id for row in rows if row.posting_id is not None}
    postings = [act.session.get(Posting, number) for number in numbers]
    return any(posting is not None and posting.state is PostingState.WITHDRAWN for posting in postings)
