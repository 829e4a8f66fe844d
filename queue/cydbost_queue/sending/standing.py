"""What stands before the public: reading it back, and changing one delivery of an emergency once its Welsh is there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from cydbost_connectors import ByHand, Connector, ConnectorError, Live, OutcomeUnknown, Outgoing, Receipt
from cydbost_queue.desk import Act, Desk
from cydbost_queue.moves import move_delivery
from cydbost_queue.record import Tag
from cydbost_queue.sending.backoff import READINGS, is_lasting, wait_after
from cydbost_queue.sending.change_release import is_pair_edit
from cydbost_queue.sending.claims import Claim, held, make_sure
from cydbost_queue.sending.completion import complete
from cydbost_queue.sending.half_edit import finish_edit
from cydbost_queue.sending.in_hand import hand_over
from cydbost_queue.sending.outbox import Body, outgoing_of
from cydbost_queue.sending.receipts import as_seen, is_on_page, keep_receipt
from cydbost_queue.sending.welsh_follows import carries_after_edit, edit_is_due
from cydbost_queue.spending.paying import pay_change, pay_look
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Carries, Delivery, Task

#: What reading back came to: what the public sees, that they see nothing, or that it could not be read.
Seen = Live | ConnectorError | None


class Sight(StrEnum):
    """What was seen of a post that a person made by hand."""

    SEEN = "seen"  #: its words stand on the page
    UNSEEN = "unseen"  #: the page was read, and they are not in what it shows to a program
    UNREAD = "unread"  #: nobody but a person can read the page


def read_back(desk: Desk, claim: Claim, number: int, connector: Connector) -> None:
    """Read a delivery back as the public sees it, and keep what was seen and when the platform says it went live."""
    with held(desk, claim) as (_, rows):
        if rows[number].task is not Task.VERIFY:
            return
        remote_id = rows[number].remote_id or ""
    try:
        seen: Seen = connector.read_back(remote_id)
    except ConnectorError as error:
        seen = error
    with held(desk, claim) as (act, rows):
        record_reading(act, rows[number], rows, seen)


def record_reading(act: Act, row: Delivery, batch: Mapping[int, Delivery], seen: Seen) -> None:
    """Record in the caller's act what reading ``row`` back came to; ``batch`` holds it and its twin."""
    if isinstance(seen, ByHand):
        if row.task is Task.VERIFY:  # and not withdrawn while we looked
            _take_their_word(act, row, Sight.UNREAD)
            complete(act, row, batch)
    elif isinstance(seen, ConnectorError):
        record_difficulty(act, row, batch, seen)
    elif row.task is not Task.VERIFY:
        return  # withdrawn while we looked
    elif seen is None:
        _not_there(act, row, batch)
    else:
        _record_seen(act, row, seen)
        complete(act, row, batch)


def _record_seen(act: Act, row: Delivery, seen: Live) -> None:
    if seen.is_page:
        _record_page(act, row, seen)
        return
    pay_look(act, row)
    keep_receipt(act, row, "read-back", Receipt(seen.remote_id, seen.address, seen.published_at), text=seen.text)
    if as_seen(seen.text) != as_seen(row.text):
        act.record(row.subject, Tag.DELIVERY_DIFFERS, account=row.account, carries=row.carries.value)
        act.tell("approver", "delivery_differs", row.subject, account=row.account)
    row.live_at = seen.published_at
    _verify(act, row)


def _record_page(act: Act, row: Delivery, page: Live) -> None:
    """Record that the page was read which a person named: that their words stand there, or that they were not seen.

    A page that shows its words to a browser alone, or to members, holds them all the same: then their word is taken.
    """
    if is_on_page(row.text, page.text):
        receipt = Receipt(page.remote_id, page.address, row.live_at or act.at)
        keep_receipt(act, row, "read-back", receipt, text=row.text)
        _take_their_word(act, row, Sight.SEEN)
    else:
        _take_their_word(act, row, Sight.UNSEEN)


def _take_their_word(act: Act, row: Delivery, sight: Sight) -> None:
    if row.state is DeliveryState.VERIFIED:
        act.record(row.subject, Tag.HAND_SEEN, account=row.account, carries=row.carries.value, sight=sight.value)
    _verify(act, row, sight=sight.value)


def _verify(act: Act, row: Delivery, **more: object) -> None:
    row.verified_at, row.attempts = act.at, 0
    row.task = row.error_code = row.error_detail = None
    if row.state is not DeliveryState.VERIFIED:
        move_delivery(act, row, DeliveryState.VERIFIED, live=(row.live_at or act.at).isoformat(), **more)
    if edit_is_due(act.session, row):
        row.task, row.not_before = Task.EDIT, act.at
    act.session.add(row)


def _not_there(act: Act, row: Delivery, rows: Mapping[int, Delivery]) -> None:
    row.attempts += 1
    if row.attempts < READINGS:
        row.not_before = act.at + wait_after(row.attempts)
    else:
        row.task, row.error_code = None, "not_visible"
        act.record(row.subject, Tag.DELIVERY_DIFFERS, account=row.account, carries=row.carries.value, gone=True)
        act.tell("approver", "delivery_not_visible", row.subject, account=row.account)
    act.session.add(row)
    _let_change_end(act, row, rows)


def _let_change_end(act: Act, row: Delivery, rows: Mapping[int, Delivery]) -> None:
    """Nothing more is read back of a changed pair: it ends as what was written."""
    if row.task is None and is_pair_edit(row):
        finish_edit(act, list(rows.values()))


def change(desk: Desk, claim: Claim, number: int, connector: Connector) -> None:
    """Put a delivery's ``edit`` in the place of what stands there. Repeating an edit changes nothing."""
    with held(desk, claim) as (act, rows):
        row = rows[number]
        if row.edit is None:
            return
        edit, carries = row.edit, carries_after_edit(act.session, row)
        outgoing = outgoing_of(act, row, body=Body.of(edit), carries=carries)
        remote_id = row.remote_id or ""
    make_sure(desk, claim)
    try:
        receipt = connector.edit(remote_id, outgoing)
    except ConnectorError as error:
        _later(desk, claim, number, outgoing, error)
        return
    with held(desk, claim) as (act, rows):
        record_change(act, rows[number], edit, carries, receipt)
        pay_change(act, rows[number], outgoing)


def record_change(act: Act, row: Delivery, edit: Mapping[str, Any], carries: Carries, receipt: Receipt) -> None:
    """Record in the caller's act that a delivery says ``edit`` now and carries ``carries``; it is read back next."""
    Body.of(edit).put_into(row)
    row.says, row.edit, row.carries = edit["says"], None, carries
    row.in_hand = row.handed_at = row.error_code = row.error_detail = None
    if row.task is Task.EDIT:  # and not withdrawn meanwhile
        row.task, row.not_before, row.attempts = Task.VERIFY, act.at, 0
    keep_receipt(act, row, "edited", receipt)
    act.record(row.subject, Tag.DELIVERY_EDITED, account=row.account, carries=carries.value)
    act.session.add(row)


def _later(desk: Desk, claim: Claim, number: int, outgoing: Outgoing, error: ConnectorError) -> None:
    with held(desk, claim) as (act, rows):
        if isinstance(error, ByHand) and rows[number].task is Task.EDIT:
            hand_over(act, rows[number], rows)
            return
        if isinstance(error, OutcomeUnknown):
            pay_change(act, rows[number], outgoing)
        record_difficulty(act, rows[number], rows, error)


def record_difficulty(act: Act, row: Delivery, batch: Mapping[int, Delivery], error: ConnectorError) -> None:
    """Record in the caller's act that what stands could not be read or changed; what may pass is tried again."""
    row.attempts += 1
    row.error_code, row.error_detail = error.code, error.detail
    row.not_before = act.at + wait_after(row.attempts, error)
    # Reading, editing and taking down may all be repeated, so an unclear outcome is simply tried again.
    lasting = is_lasting(error)
    if lasting:
        row.task = None
        act.tell("administrator", "delivery_failed", row.subject, account=row.account, error=error.code)
    act.record(
        row.subject,
        Tag.DELIVERY_RETRIED,
        account=row.account,
        error=error.code,
        unclear=isinstance(error, OutcomeUnknown),
        given_up=lasting,
    )
    act.session.add(row)
    _let_change_end(act, row, batch)
