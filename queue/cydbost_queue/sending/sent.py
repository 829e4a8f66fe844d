"""What is kept when a delivery is known to be out: because the platform said so, or because it was found there."""

from cydbost_connectors import Receipt
from cydbost_queue.desk import Act
from cydbost_queue.moves import move_delivery
from cydbost_queue.sending.half_pair import is_withdrawn
from cydbost_queue.sending.receipts import keep_receipt
from cydbost_queue.spending.paying import pay
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Task


def record_sent(act: Act, row: Delivery, receipt: Receipt, kind: str) -> None:
    """Record a delivery as out, in the caller's act; ``kind`` is how that is known: the platform said so
    (``published``), it was ``found`` there, or a person posted it and says so (``by-hand``).

    It is read back next, or taken down where its posting was withdrawn meanwhile.
    """
    row.remote_id, row.address, row.live_at = receipt.remote_id, receipt.address, receipt.at
    row.error_code = row.error_detail = row.in_hand = row.handed_at = None
    row.task = Task.WITHDRAW if is_withdrawn(act, [row]) else Task.VERIFY
    row.not_before, row.looks = act.at, 0
    keep_receipt(act, row, kind, receipt)
    pay(act, row)
    move_delivery(act, row, DeliveryState.SENT, remote=receipt.remote_id, live=receipt.at.isoformat(), how=kind)
