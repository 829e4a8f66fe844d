"""Taking a pair down: both versions or neither, English first, so that English never stands where Welsh is gone."""

from collections.abc import Callable, Mapping

from cydbost_connectors import ByHand, Connector, ConnectorError, OutcomeUnknown, Receipt, Unavailable
from cydbost_queue.desk import Act, Desk
from cydbost_queue.moves import move_delivery
from cydbost_queue.record import Tag
from cydbost_queue.sending.backoff import LASTING, TOGETHER, is_lasting, wait_after
from cydbost_queue.sending.change_end import settle_change
from cydbost_queue.sending.claims import Claim, held, make_sure, peek
from cydbost_queue.sending.in_hand import hand_over
from cydbost_queue.sending.receipts import keep_receipt
from cydbost_queue.spending.paying import pay_withdrawal
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Delivery, Posting, Task


class TakingDown:
    """One worker's walk through one claimed batch of which something is to come down."""

    def __init__(
        self, desk: Desk, claim: Claim, connectors: Mapping[int, Connector], on_step: Callable[[str, str], None]
    ) -> None:
        """``connectors`` are by the delivery's number."""
        self.desk, self.claim, self._connectors, self.on_step = desk, claim, connectors, on_step

    def run(self) -> None:
        """Take down what is due.

        Both accounts are asked first whether they can be used. For some two minutes the two sides wait for each
        other; then what can come down does, because a person wants it gone, and people are told what still stands.

        Raises:
            LeaseLost: another worker has taken it over.
        """
        due = self._due()
        if not due or not self._can_all_come_down(due):
            return
        for number in reversed(due):
            if not self._bring_down(number) and self._is_patient(due):
                self._wait_together(due)
                return

    def _due(self) -> list[int]:
        now = self.desk.clock.now()
        rows = peek(self.desk, self.claim)
        return [
            number
            for number, row in rows.items()
            if row.task is Task.WITHDRAW and not row.is_in_hand and row.not_before <= now
        ]

    def _can_all_come_down(self, due: list[int]) -> bool:
        if len(due) < 2 or not self._is_patient(due):
            return True
        for number in due:
            error = self._trouble(number)
            if error is not None:
                self._later(number, error)
                self._wait_together(due)
                return False
        return True

    def _trouble(self, number: int) -> ConnectorError | None:
        try:
            health = self._connectors[number].health()
        except ConnectorError as error:
            return error
        return None if health.usable else Unavailable(health.detail)

    def _is_patient(self, due: list[int]) -> bool:
        rows = peek(self.desk, self.claim)
        return all(number in rows and rows[number].attempts < TOGETHER for number in due)

    def _wait_together(self, due: list[int]) -> None:
        with held(self.desk, self.claim) as (act, rows):
            last = max(rows[number].not_before for number in due)
            for number in due:
                if rows[number].task is Task.WITHDRAW:
                    rows[number].not_before = last
                    act.session.add(rows[number])

    def _bring_down(self, number: int) -> bool:
        remote_id = peek(self.desk, self.claim)[number].remote_id or ""
        self.on_step("down-intent", str(number))
        make_sure(self.desk, self.claim)
        try:
            self._connectors[number].withdraw(remote_id)
        except ByHand:
            self._hand_over(number)
            return True
        except ConnectorError as error:
            self._later(number, error)
            return False
        except Exception as error:  # noqa: BLE001 - whatever a platform's library throws; a repeat does no harm
            self._later(number, OutcomeUnknown(type(error).__name__))
            return False
        self.on_step("down-called", str(number))
        with held(self.desk, self.claim) as (act, rows):
            record_down(act, rows[number], rows)
        self.on_step("down-recorded", str(number))
        return True

    def _hand_over(self, number: int) -> None:
        with held(self.desk, self.claim) as (act, rows):
            if rows[number].task is Task.WITHDRAW:
                hand_over(act, rows[number], {number: rows[number]})

    def _later(self, number: int, error: ConnectorError) -> None:
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            row.attempts += 1
            row.error_code, row.error_detail = error.code, error.detail
            if isinstance(error, OutcomeUnknown):
                pay_withdrawal(act, row)
            # What must come down is never given up: the task stays, and its repeat does no harm.
            row.not_before = act.at + (LASTING if is_lasting(error) else wait_after(row.attempts, error))
            act.session.add(row)
            act.record(
                row.subject,
                Tag.DELIVERY_RETRIED,
                account=row.account,
                error=error.code,
                unclear=isinstance(error, OutcomeUnknown),
                given_up=False,
            )
            if row.attempts == TOGETHER or (is_lasting(error) and row.attempts == 1):
                act.tell("administrator", "delivery_stands", row.subject, account=row.account, error=error.code)


def record_down(act: Act, row: Delivery, rows: Mapping[int, Delivery]) -> None:
    """Record that ``row`` is down, in the caller's act; ``rows`` are its batch."""
    row.task, row.down_at, row.error_code, row.error_detail = None, act.at, None, None
    row.in_hand = row.handed_at = None
    row.edit = row.before = None
    pay_withdrawal(act, row)
    keep_receipt(act, row, "withdrawn", Receipt(row.remote_id or "", row.address or "", act.at))
    alone = _seconds_alone(row, rows)
    move_delivery(act, row, DeliveryState.WITHDRAWN, sent=True, **({"alone": alone} if alone is not None else {}))
    standing = sorted(twin.carries.value for twin in rows.values() if twin.state in LIVE_DELIVERIES)
    if standing and any(twin.attempts >= TOGETHER for twin in rows.values()):
        act.record(row.subject, Tag.PAIR_HALF_DOWN, channel=row.channel, live=standing)
        act.tell("approver", "half_down", row.subject, channel=row.channel)
    settle_change(act, act.session.get(Posting, row.posting_id) if row.posting_id else None)


def _seconds_alone(row: Delivery, rows: Mapping[int, Delivery]) -> float | None:
    """Return how long this language stood without the other, or ``None`` if it did not.

    It did where the other never went live, or came down before it.
    """
    twins = [twin for twin in rows.values() if twin.id != row.id]
    if not twins or row.live_at is None or row.down_at is None:
        return None
    downs = [twin.down_at for twin in twins if twin.down_at is not None]
    if downs:
        alone = (row.down_at - max(downs)).total_seconds()
        return alone if alone > 0 else None
    if any(twin.live_at for twin in twins):
        return None
    return max((row.down_at - row.live_at).total_seconds(), 0.0)
