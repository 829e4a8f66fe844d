"""Changing a live pair: both prepared, Welsh first, English at once after it, and both read back.

Each step commits before the next begins. Repeating an edit changes nothing, so an edit whose outcome is unclear is
simply made again; what stood there before is kept until both sides are changed, so that it can be put back.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from cydbost_connectors import ByHand, Connector, ConnectorError, NotSent, OutcomeUnknown, Outgoing, Receipt
from cydbost_queue.desk import Act, Desk
from cydbost_queue.record import Tag
from cydbost_queue.sending.backoff import is_lasting, wait_after
from cydbost_queue.sending.claims import Claim, held, make_sure, peek
from cydbost_queue.sending.half_edit import abandon, refuse_change, settle_half_edit
from cydbost_queue.sending.in_hand import hand_over
from cydbost_queue.sending.modes import SwitchedOff, mode_of
from cydbost_queue.sending.outbox import Body, outgoing_of
from cydbost_queue.sending.receipts import keep_receipt
from cydbost_queue.spending.paying import pay_change
from cydbost_queue.tables import Delivery, Mode, Task


class PairEdit:
    """One worker's walk through one claimed batch whose pair is to be changed, or put back."""

    def __init__(
        self, desk: Desk, claim: Claim, connectors: Mapping[int, Connector], on_step: Callable[[str, str], None]
    ) -> None:
        """``connectors`` are by the delivery's number."""
        self.desk, self.claim, self._connectors, self.on_step = desk, claim, connectors, on_step

    def run(self) -> None:
        """Take the change as far as it will go now.

        Raises:
            LeaseLost: another worker has taken it over.
        """
        if self._due() and self._prepared():
            for number in self._due():
                if not self._change(number):
                    break
        settle_half_edit(self.desk, self.claim)

    def _due(self) -> list[int]:
        now = self.desk.clock.now()
        rows = peek(self.desk, self.claim)
        if any(row.is_in_hand for row in rows.values()):
            return []  # neither runs ahead of what a person is changing
        return [number for number, row in rows.items() if row.task is Task.EDIT and row.not_before <= now]

    def _prepared(self) -> bool:
        """Prepare both new texts before either is sent; what was begun already is past that."""
        with held(self.desk, self.claim) as (act, rows):
            if any(row.before is not None or _is_restoring(row) for row in rows.values()):
                return True
            wanted = {number: _outgoing(act, row) for number, row in rows.items() if row.edit is not None}
            if any(mode_of(act.session, rows[number].channel) is Mode.OFF for number in wanted):
                abandon(act, rows.values(), SwitchedOff.code)
                return False
        for number, outgoing in wanted.items():
            try:
                # A key of its own: under the delivery's own key the platform knows the old words.
                self._connectors[number].prepare(replace(outgoing, key=f"{outgoing.key}.edit"))
            except NotSent as error:
                self._not_prepared(number, error)
                return False
        self.on_step("edit-prepared", self.claim.batch)
        return True

    def _not_prepared(self, number: int, error: NotSent) -> None:
        with held(self.desk, self.claim) as (act, rows):
            _note(act, rows[number], error)
            moment = act.at + wait_after(rows[number].attempts, error)
            if is_lasting(error) or _is_too_late(act, rows[number]):
                abandon(act, rows.values(), error.code)
                return
            for row in rows.values():
                row.not_before = moment
                act.session.add(row)

    def _change(self, number: int) -> bool:
        outgoing = self._commit_intent(number)
        if outgoing is None:
            return False
        self.on_step("edit-intent", outgoing.key)
        make_sure(self.desk, self.claim)
        try:
            receipt = self._call(number, outgoing)
        except ConnectorError as error:
            self._record_failure(number, error)
            return False
        except Exception as error:  # noqa: BLE001 - whatever a platform's library throws, the call had begun
            self._record_failure(number, OutcomeUnknown(type(error).__name__))
            return False
        self.on_step("edit-called", outgoing.key)
        self._record_changed(number, outgoing, receipt)
        self.on_step("edit-recorded", outgoing.key)
        return True

    def _call(self, number: int, outgoing: Outgoing) -> Receipt | None:
        row = peek(self.desk, self.claim).get(number)
        if row is None or row.edit is None:
            return None
        stands = Body.standing(row) == Body.of(row.edit) and not _is_restoring(row)
        return None if stands else self._connectors[number].edit(row.remote_id or "", outgoing)

    def _commit_intent(self, number: int) -> Outgoing | None:
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            if row.task is not Task.EDIT or row.edit is None:
                return None  # withdrawn meanwhile
            if row.before is not None:
                row.looks = 1  # an earlier attempt may have taken effect
            elif not _is_restoring(row):
                row.before, row.edited_at = {**Body.standing(row).data(), "says": row.says}, act.at
            row.attempts += 1
            act.session.add(row)
            act.record(
                row.subject,
                Tag.EDIT_BEGUN,
                account=row.account,
                carries=row.carries.value,
                attempt=row.attempts,
                restores=_is_restoring(row),
            )
            return _outgoing(act, row)

    def _record_changed(self, number: int, outgoing: Outgoing, receipt: Receipt | None) -> None:
        with held(self.desk, self.claim) as (act, rows):
            if rows[number].edit is not None or receipt is not None:
                record_changed(act, rows[number], receipt)
            if receipt is not None:
                pay_change(act, rows[number], outgoing)

    def _record_failure(self, number: int, error: ConnectorError) -> None:
        with held(self.desk, self.claim) as (act, rows):
            row = rows[number]
            if isinstance(error, ByHand):
                if row.task is Task.EDIT:  # and not withdrawn meanwhile
                    hand_over(act, row, rows)
                return
            _note(act, row, error, counted=True)
            if isinstance(error, OutcomeUnknown):
                row.looks = 1
                pay_change(act, row, _outgoing(act, row))
            elif not row.looks:
                row.before = None  # surely not changed
            moment = act.at + wait_after(row.attempts, error)
            for twin in rows.values():
                if twin.task is Task.EDIT:  # neither runs ahead of the other
                    twin.not_before = moment
                    act.session.add(twin)
            if is_lasting(error):
                refuse_change(act, rows, error.code)


def record_changed(act: Act, row: Delivery, receipt: Receipt | None) -> None:
    """Record that one side of a pair says its ``edit`` now, in the caller's act; it is read back next.

    ``receipt`` is missing where it said so before.
    """
    if row.edit is not None:
        Body.of(row.edit).put_into(row)
        row.says = row.edit["says"]
    if row.task is Task.EDIT:  # and not withdrawn meanwhile
        row.task, row.not_before, row.attempts, row.looks = Task.VERIFY, act.at, 0, 0
    row.edit = row.in_hand = row.handed_at = None
    row.error_code = row.error_detail = None
    if receipt is not None:
        row.edited_at = receipt.at
        keep_receipt(act, row, "edited", receipt)
    act.record(row.subject, Tag.DELIVERY_EDITED, account=row.account, carries=row.carries.value)
    act.session.add(row)


def _outgoing(act: Act, row: Delivery) -> Outgoing:
    return outgoing_of(act, row, body=Body.of(row.edit) if row.edit else None)


def _is_restoring(row: Delivery) -> bool:
    return bool(row.edit and row.edit.get("restores"))


def _is_too_late(act: Act, row: Delivery) -> bool:
    since = row.edit["since"] if row.edit else act.at.isoformat()
    return (act.at - act.at.fromisoformat(since)) > act.rules.late_grace


def _note(act: Act, row: Delivery, error: ConnectorError, *, counted: bool = False) -> None:
    row.attempts += 0 if counted else 1
    row.error_code, row.error_detail = error.code, error.detail
    act.session.add(row)
    act.record(
        row.subject,
        Tag.DELIVERY_RETRIED,
        account=row.account,
        error=error.code,
        unclear=isinstance(error, OutcomeUnknown),
        given_up=is_lasting(error),
    )
