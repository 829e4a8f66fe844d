"""A pair in one write: where the platform takes it, both versions become public together, or neither does."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from cydbost_connectors import Connector, ConnectorError, OutcomeUnknown, Outgoing, PairConnector, Receipt
from cydbost_queue.desk import Desk
from cydbost_queue.moves import move_delivery
from cydbost_queue.sending.allowance import is_stopped
from cydbost_queue.sending.claims import Claim, held, make_sure
from cydbost_queue.sending.failed import record_failure
from cydbost_queue.sending.half_pair import is_withdrawn
from cydbost_queue.sending.outbox import outgoing_of
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery


def taker_of(rows: Sequence[Delivery], connectors: Mapping[int, Connector]) -> PairConnector | None:
    """Return the connector that takes all of ``rows`` in one write, or ``None`` where they go one after another.

    They must be for one account, and none may continue another: its address is not known before it is there.
    """
    keys = {row.key for row in rows}
    is_bound = any(row.after in keys or row.reply_to for row in rows)
    if len(rows) < 2 or len({row.account for row in rows}) > 1 or is_bound:
        return None
    connector = connectors[rows[0].id or 0]
    able = connector.capabilities.atomic_pairs and hasattr(connector, "publish_pair")
    return cast("PairConnector", connector) if able else None


class OneWrite:
    """One worker's sending of a pair in one write; the steps commit as in the ``saga``, both sides in each."""

    def __init__(self, desk: Desk, claim: Claim, taker: PairConnector, on_step: Callable[[str, str], None]) -> None:
        """``taker`` is the connector of the account; ``on_step`` is told of each step."""
        self.desk, self.claim, self.taker, self.on_step = desk, claim, taker, on_step

    def send(self, numbers: Sequence[int]) -> None:
        """Send the deliveries of these numbers, in their order.

        Raises:
            LeaseLost: another worker has taken the batch over.
        """
        pair = self._commit_intents(numbers)
        if not pair:
            return
        self._tell("intent", pair)
        make_sure(self.desk, self.claim)
        try:
            receipts = self.taker.publish_pair(pair)
        except ConnectorError as error:
            self._record_failure(numbers, error)
            return
        except Exception as error:  # noqa: BLE001 - whatever a platform's library throws, the call had begun
            self._record_failure(numbers, OutcomeUnknown(type(error).__name__))
            return
        self._tell("called", pair)
        self._record_sent(dict(zip(numbers, receipts, strict=True)))
        self._tell("recorded", pair)

    def _commit_intents(self, numbers: Sequence[int]) -> list[Outgoing]:
        with held(self.desk, self.claim) as (act, rows):
            pair = [rows[number] for number in numbers]
            if is_withdrawn(act, pair):
                for row in pair:
                    row.task = None
                    move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
                return []
            if is_stopped(act, pair[0].account):
                return []  # stopped since the batch was claimed: nothing was begun
            for row in pair:
                row.attempts += 1
                move_delivery(act, row, DeliveryState.SENDING, attempt=row.attempts)
            return [outgoing_of(act, row) for row in pair]

    def _record_sent(self, receipts: Mapping[int, Receipt]) -> None:
        with held(self.desk, self.claim) as (act, rows):
            for number, receipt in receipts.items():
                record_sent(act, rows[number], receipt, "published")

    def _record_failure(self, numbers: Sequence[int], error: ConnectorError) -> None:
        with held(self.desk, self.claim) as (act, rows):
            first, *others = (rows[number] for number in numbers)
            record_failure(act, first, rows, error)
            for row in others:
                if first.state is DeliveryState.FAILED:  # people were told of it with the first
                    row.task, row.error_code, row.error_detail = None, "twin_refused", None
                    move_delivery(act, row, DeliveryState.FAILED, error="twin_refused")
                else:
                    record_failure(act, row, rows, error)

    def _tell(self, step: str, pair: Sequence[Outgoing]) -> None:
        for outgoing in pair:
            self.on_step(step, outgoing.key)
