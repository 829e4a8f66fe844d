"""What is done with a delivery that has no twin: it is sent, and later read back. See ``together``."""

from dataclasses import dataclass
from typing import ClassVar, Final

from sqlmodel import col

from cydbost_connectors import Connector, ConnectorError, Outgoing, Receipt
from cydbost_queue.desk import Act
from cydbost_queue.moves import move_delivery, tell_move
from cydbost_queue.sending.failed import record_failure
from cydbost_queue.sending.modes import barred
from cydbost_queue.sending.outbox import outgoing_of
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.sending.standing import Seen, record_reading
from cydbost_queue.spending.budgets import is_exempt
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Carries, Delivery, Lane, Task

#: What of a delivery decides whether it may be dealt with together with others.
LOOKED_AT: Final = (
    "task",
    "state",
    "attempts",
    "posting_id",
    "reply_id",
    "carries",
    "channel",
    "account",
    "lane",
    "after",
    "edit",
    "before",
)


def is_alone(row: Delivery) -> bool:
    """Tell whether a delivery has no twin, is no emergency, and nothing is being changed about it."""
    return (
        (row.reply_id is not None or row.carries is Carries.BOTH)
        and row.lane is not Lane.EMERGENCY
        and row.after is None
        and row.edit is None
        and row.before is None
    )


@dataclass(slots=True)
class Sending:
    """One delivery that is to be sent for the first time; ``outcome`` stays empty while its call is not begun."""

    key: str
    outgoing: Outgoing
    outcome: Receipt | ConnectorError | None = None
    before: ClassVar[str] = "intent"
    after: ClassVar[str] = "called"
    recorded: ClassVar[str] = "recorded"

    @staticmethod
    def may_begin(act: Act, row: Delivery) -> bool:
        """Tell whether nothing has happened to it yet, and nothing but the platform can say no to it."""
        is_fresh = row.task is Task.PUBLISH and row.state is DeliveryState.WAITING and row.attempts == 0
        if not is_fresh or not is_alone(row) or row.account in act.rules.allowances:
            return False
        budget = act.rules.budgets.get(row.channel)
        return (budget is None or is_exempt(act, row, [row], budget)) and barred(act, row, [row]) is None

    @staticmethod
    def moves() -> dict[str, object]:
        """Return what the database is to change of all that are begun."""
        return {"state": DeliveryState.SENDING, "attempts": col(Delivery.attempts) + 1}

    @classmethod
    def begin(cls, act: Act, row: Delivery) -> "Sending":
        """Record the intent, in the caller's act; ``row`` has been moved."""
        tell_move(act, row, DeliveryState.WAITING, attempt=row.attempts)
        return cls(row.key, outgoing_of(act, row))

    def call(self, connector: Connector) -> None:
        """Prepare it and send it.

        Raises:
            ConnectorError: the platform did not take it, or did not say whether it did.
        """
        connector.prepare(self.outgoing)
        self.outcome = connector.publish(self.outgoing)

    def record(self, act: Act, row: Delivery) -> None:
        """Record what it came to, in the caller's act."""
        if isinstance(self.outcome, Receipt):
            record_sent(act, row, self.outcome, "published")
        elif self.outcome is not None:
            record_failure(act, row, {row.id or 0: row}, self.outcome)
        else:
            row.attempts -= 1
            move_delivery(act, row, DeliveryState.RETRY, error="not_begun")


@dataclass(slots=True)
class ReadingBack:
    """One delivery that was sent; ``outcome`` is what the public sees of it."""

    key: str
    remote_id: str
    outcome: Seen = None
    is_read: bool = False
    before: ClassVar[str] = "read"
    after: ClassVar[str] = "seen"
    recorded: ClassVar[str] = "verified"

    @staticmethod
    def may_begin(_act: Act, row: Delivery) -> bool:
        """Tell whether it was sent and not yet read back."""
        return row.task is Task.VERIFY and row.state is DeliveryState.SENT and is_alone(row)

    @staticmethod
    def moves() -> dict[str, object]:
        """Return nothing: it stays where it is until something was seen."""
        return {}

    @classmethod
    def begin(cls, _act: Act, row: Delivery) -> "ReadingBack":
        """Note what is to be read; that needs no entry."""
        return cls(row.key, row.remote_id or "")

    def call(self, connector: Connector) -> None:
        """Read it as the public sees it.

        Raises:
            ConnectorError: it could not be read.
        """
        self.is_read = True
        self.outcome = connector.read_back(self.remote_id)

    def record(self, act: Act, row: Delivery) -> None:
        """Record what was seen, in the caller's act."""
        if self.is_read:
            record_reading(act, row, {row.id or 0: row}, self.outcome)
