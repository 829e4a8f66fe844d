"""The pair as a saga: prepare both, send Welsh, send English at once after it, read both back.

Each step commits before the next begins: the intent before the call, the outcome after it. A process that dies
anywhere leaves rows from which the next worker goes on. What may have been sent is ``unknown`` and the platform is
asked about it; it is never simply sent again.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from cydbost_connectors import (
    ByHand,
    Connector,
    ConnectorError,
    NotSent,
    OutcomeUnknown,
    Outgoing,
    Receipt,
)
from cydbost_queue.desk import Act, Desk
from cydbost_queue.moves import move_delivery
from cydbost_queue.reopening import may_be_out_since
from cydbost_queue.sending.allowance import StoppedConnector, is_stopped, shortage, stopped_of
from cydbost_queue.sending.backoff import LOOK, LOOK_AGAIN, LOOKS, wait_after
from cydbost_queue.sending.change_release import is_pair_edit
from cydbost_queue.sending.claims import Claim, held, make_sure, peek
from cydbost_queue.sending.failed import put_off, record_failure
from cydbost_queue.sending.half_pair import is_withdrawn, settle_absent, settle_half
from cydbost_queue.sending.in_hand import hand_over_unclear, remind
from cydbost_queue.sending.modes import barred
from cydbost_queue.sending.one_write import OneWrite, taker_of
from cydbost_queue.sending.outbox import outgoing_of
from cydbost_queue.sending.pair_edit import PairEdit
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.sending.standing import change, read_back
from cydbost_queue.sending.taking_down import TakingDown
from cydbost_queue.spending.budgets import put_money_aside
from cydbost_queue.spending.paying import pay
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Task

#: Told at each step, with the delivery's key: for logs, and for proofs that kill the process there.
OnStep = Callable[[str, str], None]

_UNCLEAR: Final = frozenset({DeliveryState.SENDING, DeliveryState.UNKNOWN})


class Saga:
    """One worker's walk through one claimed batch."""

    def __init__(self, desk: Desk, connectors: Mapping[str, Connector], claim: Claim, on_step: OnStep) -> None:
        """``connectors`` are by account; ``on_step`` is told of each step."""
        self.desk, self.claim, self.on_step = desk, claim, on_step
        self._connectors = {number: connectors[row.account] for number, row in peek(desk, claim).items()}
        for number in stopped_of(desk, claim):
            self._connectors[number] = StoppedConnector(self._connectors[number])

    def run(self) -> None:
        """Take the batch as far as it will go now.

        Raises:
            LeaseLost: another worker has taken it over.
        """
        self.on_step("claimed", self.claim.batch)
        if self._clear_up() and self._prepared():
            self._send_all()
        remind(self.desk, self.claim)
        settle_half(self.desk, self.claim)
        TakingDown(self.desk, self.claim, self._connectors, self.on_step).run()
        if any(is_pair_edit(row) for row in peek(self.desk, self.claim).values()):
            PairEdit(self.desk, self.claim, self._connectors, self.on_step).run()
            TakingDown(self.desk, self.claim, self._connectors, self.on_step).run()
        for number in self._with_task(Task.VERIFY):
            read_back(self.desk, self.claim, number, self._connectors[number])
            self.on_step("verified", str(number))
        for number in self._rows(self._is_to_be_changed_alone):
            change(self.desk, self.claim, number, self._connectors[number])
            read_back(self.desk, self.claim, number, self._connectors[number])

    def _clear_up(self) -> bool:
        """Ask the platform about every unclear outcome; tell whether none is left."""
        now = self.desk.clock.now()
        for number in self._rows(lambda row: row.state in _UNCLEAR and row.not_before <= now):
            if self._rows(lambda row: row.state is DeliveryState.BY_HAND and row.task is Task.PUBLISH):
                return False  # one after the other, the Welsh first
            self._look(number)
        return not self._rows(lambda row: row.state in _UNCLEAR)

    def _look(self, number: int) -> None:
        outgoing = self._mark_unknown(number)
        connector = self._connectors[number]
        try:
            found = connector.find(outgoing)
        except ConnectorError as error:
            self._look_later(number, error)
            return
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            row.looks += 1
            if found is not None:
                record_sent(act, row, Receipt(found.remote_id, found.address, found.published_at), "found")
                put_off(act, rows, act.at)
            elif connector.capabilities.repeat_safe or row.looks >= LOOKS:
                row.looks = 0
                move_delivery(act, row, DeliveryState.RETRY, found=False)
                put_off(act, rows, act.at)
                settle_absent(act, row, rows.values())
            else:
                put_off(act, rows, act.at + LOOK_AGAIN)
            act.session.add(row)

    def _mark_unknown(self, number: int) -> Outgoing:
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            if row.state is DeliveryState.SENDING:
                move_delivery(act, row, DeliveryState.UNKNOWN, error="worker_gone")
                pay(act, row)
            return replace(outgoing_of(act, row), created_at=may_be_out_since(act, row))

    def _look_later(self, number: int, error: ConnectorError) -> None:
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            if isinstance(error, ByHand):
                hand_over_unclear(act, row, rows, is_withdrawn=is_withdrawn(act, [row]))
                return
            put_off(act, rows, act.at + max(LOOK, wait_after(row.attempts, error)))
            row.error_code, row.error_detail = error.code, error.detail
            act.session.add(row)

    def _prepared(self) -> bool:
        """Prepare everything that is still to be sent, before any of it is; tell whether all of it is ready."""
        with held(self.desk, self.claim) as (act, rows):
            to_send = {n: outgoing_of(act, row) for n, row in rows.items() if row.task is Task.PUBLISH}
            if to_send and is_withdrawn(act, rows.values()):
                for number in to_send:
                    rows[number].task = None
                    move_delivery(act, rows[number], DeliveryState.WITHDRAWN, sent=False)
                return False
            if any(row.state is DeliveryState.BY_HAND for row in rows.values()):
                return False  # nothing runs ahead of what a person is posting
            held_back = _held_back(act, rows, to_send)
        if held_back is not None:
            self._record_failure(*held_back)
            return False
        for number, outgoing in to_send.items():
            try:
                self._connectors[number].prepare(outgoing)
            except NotSent as error:
                self._record_failure(number, error)
                return False
        if to_send:
            self.on_step("prepared", self.claim.batch)
        return bool(to_send)

    def _send_all(self) -> None:
        numbers, rows = self._with_task(Task.PUBLISH), peek(self.desk, self.claim)
        taker = taker_of([rows[number] for number in numbers], self._connectors)
        if taker is not None:
            OneWrite(self.desk, self.claim, taker, self.on_step).send(numbers)
            return
        for number in numbers:
            if not self._send(number):
                return

    def _send(self, number: int) -> bool:
        outgoing = self._commit_intent(number)
        if outgoing is None:
            return False
        self.on_step("intent", outgoing.key)
        make_sure(self.desk, self.claim)
        try:
            receipt = self._connectors[number].publish(outgoing)
        except ConnectorError as error:
            self._record_failure(number, error)
            return False
        except Exception as error:  # noqa: BLE001 - whatever a platform's library throws, the call had begun
            self._record_failure(number, OutcomeUnknown(type(error).__name__))
            return False
        self.on_step("called", outgoing.key)
        with held(self.desk, self.claim) as (act, rows):
            record_sent(act, rows[number], receipt, "published")
        self.on_step("recorded", outgoing.key)
        return True

    def _commit_intent(self, number: int) -> Outgoing | None:
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            if is_withdrawn(act, [row]):
                row.task = None
                move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)
                return None
            if is_stopped(act, row.account):
                return None  # stopped since the batch was claimed: nothing was begun
            row.attempts += 1
            move_delivery(act, row, DeliveryState.SENDING, attempt=row.attempts)
            return outgoing_of(act, row)

    def _record_failure(self, number: int, error: ConnectorError) -> None:
        with held(self.desk, self.claim) as (act, rows):
            record_failure(act, rows[number], rows, error)

    def _rows(self, wanted: Callable[[Delivery], bool]) -> list[int]:
        return [number for number, row in peek(self.desk, self.claim).items() if wanted(row)]

    def _with_task(self, task: Task) -> list[int]:
        return self._rows(lambda row: row.task is task and self._is_due(row))

    def _is_to_be_changed_alone(self, row: Delivery) -> bool:
        return row.task is Task.EDIT and not row.is_in_hand and not is_pair_edit(row) and self._is_due(row)

    def _is_due(self, row: Delivery) -> bool:
        return row.not_before <= self.desk.clock.now()


def _held_back(act: Act, rows: Mapping[int, Delivery], to_send: Mapping[int, Outgoing]) -> tuple[int, NotSent] | None:
    """Return which of a batch's deliveries may not be sent now, and why: then none of it is."""
    for number in to_send:
        why = barred(act, rows[number], rows.values()) or shortage(act, rows[number])
        if why is not None:
            return number, why
    over = put_money_aside(act, rows.values(), to_send)
    return None if over is None else (next(iter(to_send)), over)
