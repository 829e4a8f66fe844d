"""What a person says of what they did by hand: it is posted, it is changed, it is gone, or it cannot be done."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, or_, select

from cydbost_connectors import HandConnector, Receipt, Rejected
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import deliveries_of, posting_of
from cydbost_queue.moves import move_delivery
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.sending.allowance import is_stopped, shortage
from cydbost_queue.sending.change_release import is_pair_edit
from cydbost_queue.sending.half_edit import refuse_change
from cydbost_queue.sending.half_pair import hold_refused, settle_half_of
from cydbost_queue.sending.in_hand import LOOK_FIRST, hand_over, patience
from cydbost_queue.sending.pair_edit import record_changed
from cydbost_queue.sending.receipts import BY_HAND
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.sending.standing import record_change, record_difficulty
from cydbost_queue.sending.taking_down import record_down
from cydbost_queue.sending.welsh_follows import carries_after_edit
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Carries, Delivery, Task

_CAN_FOLLOW = frozenset({DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.UNKNOWN})


class Cannot(Rejected):
    """The person who should do it says that it cannot be done."""

    code = "cannot_by_hand"


def done_by_hand(
    desk: Desk,
    actor: Actor,
    ref: str,
    *,
    account: str,
    connector: HandConnector,
    carries: Carries | None = None,
    address: str | None = None,
    moment: datetime | None = None,
) -> bool:
    """Take a person's word that they posted, or changed, what was in hand; tell whether its twin is in hand now.

    Args:
        desk: the council's.
        actor: the person.
        ref: the posting.
        account: the account that they posted on.
        connector: of that account; it knows which addresses are of its place.
        carries: which version, where several of the account are in hand.
        address: where it stands; needed for what was posted, and left out where a change stands where it stood.
        moment: when they did it (UTC); now, unless given.

    Raises:
        Refused: nothing of it is in hand there, the address is missing or another's, or the time cannot be right.
        Rejected: the address is no page of the account's place.
        Denied: the actor may not post by hand.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.POST_BY_HAND) as act:
        row, batch = _in_hand(act, ref, account, carries)
        if row.task is Task.WITHDRAW and row.state is not DeliveryState.BY_HAND:
            raise Refused("to_be_taken_down", ref=_ref(row), account=account)
        at = _moment(act, row, moment)
        place = _place(act, row, connector, address)
        act.record(row.subject, Tag.HAND_DONE, **_facts(act, row))
        receipt = Receipt(place, place, at)
        if row.task is Task.EDIT:
            _changed(act, row, batch, receipt)
            return False
        record_sent(act, row, receipt, BY_HAND)
        return _go_on(act, batch)


def gone_by_hand(
    desk: Desk, actor: Actor, ref: str, account: str, *, carries: Carries | None = None, address: str | None = None
) -> None:
    """Take a person's word that what was to come down is down, or was never posted.

    ``carries`` and ``address`` say which, where several of the account are to come down.

    Raises:
        Refused: nothing of it is to come down by hand there, or nobody can tell which is meant.
        Denied: the actor may not post by hand.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.POST_BY_HAND) as act:
        row, batch = _in_hand(act, ref, account, carries, address)
        if row.task is not Task.WITHDRAW:
            raise Refused("not_to_be_taken_down", ref=_ref(row), account=account)
        act.record(row.subject, Tag.HAND_DONE, **_facts(act, row))
        if row.state is DeliveryState.BY_HAND:
            row.task = row.in_hand = row.handed_at = row.error_code = None
            move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
        else:
            record_down(act, row, batch)


def cannot_by_hand(
    desk: Desk, actor: Actor, ref: str, account: str, reason: str, *, carries: Carries | None = None
) -> None:
    """Take a person's word that it cannot be done: it needs a person, and half a pair goes by the channel's policy.

    What must come down stays owed: people are told of it again.

    Raises:
        Refused: nothing of it is in hand there, it must be said whether it is out, or there is no reason.
        Denied: the actor may not post by hand.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.POST_BY_HAND) as act:
        row, batch = _in_hand(act, ref, account, carries)
        if row.task is Task.WITHDRAW and row.state is DeliveryState.BY_HAND:
            raise Refused("out_or_not", ref=_ref(row), account=account)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        act.record(row.subject, Tag.HAND_CANNOT, **_facts(act, row), reason=words.digest)
        task, row.in_hand, row.handed_at = row.task, None, None
        row.error_code, row.error_detail = Cannot.code, None
        act.session.add(row)
        if task is Task.PUBLISH:
            hold_refused(act, row, batch.values())
            settle_half_of(act, batch.values())
        elif task is Task.WITHDRAW:
            row.attempts, row.not_before = row.attempts + 1, act.at + 2 * patience(row, act.rules)
            act.tell("approver", "delivery_stands", row.subject, account=account, error=Cannot.code)
        else:
            _not_changed(act, row, batch)


def _in_hand(
    act: Act, ref: str, account: str, carries: Carries | None = None, address: str | None = None
) -> tuple[Delivery, Mapping[int, Delivery]]:
    posting = posting_of(act.session, ref)
    there = [one for one in deliveries_of(act.session, posting) if one.account == account and one.is_in_hand]
    rows = [one for one in there if carries in (None, one.carries) and address in (None, one.address)]
    if not rows:
        raise Refused("not_in_hand", ref=posting.ref, account=account)
    if len(rows) > 1:
        raise Refused("several_in_hand", ref=posting.ref, account=account)
    (row,) = rows
    batch = act.session.exec(
        select(Delivery).where(Delivery.batch == row.batch).order_by(col(Delivery.id)).with_for_update()
    ).all()
    return row, {one.id: one for one in sorted(batch, key=lambda one: one.carries.value) if one.id is not None}


def _place(act: Act, row: Delivery, connector: HandConnector, address: str | None) -> str:
    if address is None:
        if row.task is not Task.EDIT or row.address is None:
            raise Refused("address_missing", ref=_ref(row), account=row.account)
        return row.address
    place = connector.address_of(address)
    known = select(Delivery.id).where(
        or_(col(Delivery.remote_id) == place, col(Delivery.address) == place), Delivery.id != row.id
    )
    if act.session.exec(known.limit(1)).first() is not None:
        raise Refused("address_used", address=place)
    return place


def _moment(act: Act, row: Delivery, moment: datetime | None) -> datetime:
    if moment is None:
        return act.at
    is_too_early = row.handed_at is not None and moment < row.handed_at and row.error_code != LOOK_FIRST
    if moment > act.at or is_too_early:
        raise Refused("done_when", moment=moment.isoformat(), since=(row.handed_at or act.at).isoformat())
    return moment


def _changed(act: Act, row: Delivery, batch: Mapping[int, Delivery], receipt: Receipt) -> None:
    row.remote_id, row.address = receipt.remote_id, receipt.address
    if not is_pair_edit(row):
        record_change(act, row, row.edit or {}, carries_after_edit(act.session, row), receipt)
        return
    record_changed(act, row, receipt)
    for twin in batch.values():
        if twin.task is Task.EDIT:
            twin.not_before = act.at
            act.session.add(twin)


def _go_on(act: Act, batch: Mapping[int, Delivery]) -> bool:
    """Hand the twin over in the same act, so that one language never stands alone without somebody knowing of it."""
    handed = False
    for twin in batch.values():
        if twin.task is not Task.PUBLISH or twin.state not in _CAN_FOLLOW:
            continue
        twin.not_before = act.at
        if not is_stopped(act, twin.account) and shortage(act, twin) is None:
            hand_over(act, twin, batch, in_doubt=twin.state is DeliveryState.UNKNOWN)
            handed = True
        act.session.add(twin)
    return handed


def _not_changed(act: Act, row: Delivery, batch: Mapping[int, Delivery]) -> None:
    if not is_pair_edit(row):
        record_difficulty(act, row, batch, Cannot())
        return
    row.looks, row.edited_at = 0, None
    if not (row.edit and row.edit.get("restores")):
        row.before = None  # a person says so: surely not changed
    refuse_change(act, batch, Cannot.code)


def _ref(row: Delivery) -> str:
    return f"P{row.posting_id}"


def _facts(act: Act, row: Delivery) -> dict[str, str]:
    task = row.task.value if row.task else ""
    return {"account": row.account, "carries": row.carries.value, "task": task, "by": act.actor.name}
