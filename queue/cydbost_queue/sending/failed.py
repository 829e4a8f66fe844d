"""What is kept when a platform did not take a delivery, or did not say whether it did, and when it is tried again."""

from collections.abc import Mapping
from datetime import datetime

from cydbost_connectors import ByHand, ConnectorError, NotSent
from cydbost_queue.desk import Act
from cydbost_queue.moves import move_delivery
from cydbost_queue.sending.backoff import LOOK, is_lasting, wait_after
from cydbost_queue.sending.half_pair import hold_refused, is_withdrawn, too_late
from cydbost_queue.sending.in_hand import hand_over
from cydbost_queue.spending.paying import pay
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Task


def record_failure(act: Act, row: Delivery, batch: Mapping[int, Delivery], error: ConnectorError) -> None:
    """Record in the caller's act that ``row`` did not go out, or may not have; ``batch`` holds it and its twin."""
    row.error_code, row.error_detail = error.code, error.detail
    if isinstance(error, ByHand) and row.posting_id is not None and not is_withdrawn(act, [row]):
        hand_over(act, row, batch)
    elif is_lasting(error) or (isinstance(error, ByHand) and row.posting_id is None):
        hold_refused(act, row, batch.values())
    elif isinstance(error, NotSent):
        _try_later(act, row, batch, error)
    else:
        move_delivery(act, row, DeliveryState.UNKNOWN, error=error.code)
        pay(act, row)
        put_off(act, batch, act.at + LOOK)
    act.session.add(row)


def _try_later(act: Act, row: Delivery, batch: Mapping[int, Delivery], error: ConnectorError) -> None:
    if row.state is not DeliveryState.SENDING:
        row.attempts += 1  # turned away before it was begun: the intent has not counted it
    moment = act.at + wait_after(row.attempts, error)
    if too_late(act, row, batch.values(), moment):
        hold_refused(act, row, batch.values())
        return
    move_delivery(act, row, DeliveryState.RETRY, error=error.code, again=moment.isoformat())
    put_off(act, batch, moment)


def put_off(act: Act, batch: Mapping[int, Delivery], moment: datetime) -> None:
    """Let everything that is still to be sent wait until ``moment``, together: no version runs ahead of its twin."""
    for row in batch.values():
        if row.task is Task.PUBLISH:
            row.not_before = moment
            act.session.add(row)
