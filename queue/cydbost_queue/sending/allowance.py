"""What an account may still take: nothing while it is stopped, and never the last of it for what is no emergency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, or_, select

from cydbost_connectors import (
    Capabilities,
    Connector,
    Health,
    Incoming,
    Live,
    Outgoing,
    Receipt,
    Throttled,
    Unavailable,
)
from cydbost_queue.desk import Act, Desk
from cydbost_queue.rules import Allowance
from cydbost_queue.sending.claims import Claim
from cydbost_queue.tables import Account, Delivery, Lane, ReceiptRow


class Stopped(Unavailable):
    """A person has stopped the account."""

    code = "stopped"


class Reserved(Throttled):
    """What is left of the account's allowance is kept for emergencies."""

    code = "reserved"


def is_stopped(act: Act, account: str) -> bool:
    """Tell whether a person has stopped the account."""
    row = act.session.get(Account, account)
    return row is not None and row.stopped_at is not None


def stopped_of(desk: Desk, claim: Claim) -> list[int]:
    """Return the numbers of a claimed batch's deliveries whose accounts a person has stopped."""
    with desk.store.reading() as session:
        found = session.exec(
            select(Delivery.id)
            .join(Account, col(Account.name) == Delivery.account)
            .where(Delivery.lease == claim.lease, col(Account.stopped_at).is_not(None))
        ).all()
        return [number for number in found if number is not None]


def shortage(act: Act, delivery: Delivery) -> Reserved | None:
    """Return why an ordinary delivery may not use its account now, or ``None`` where it may.

    Emergencies may use the whole allowance; everything else leaves the reserve alone.
    """
    allowance = act.rules.allowances.get(delivery.account)
    if allowance is None or delivery.lane == Lane.EMERGENCY:
        return None
    spent, first = act.session.exec(
        select(func.count(), func.min(Delivery.live_at)).where(
            Delivery.account == delivery.account, col(Delivery.live_at) > act.at - allowance.per
        )
    ).one()
    if allowance.every_write:
        changes, first_change = _changes(act, delivery.account, act.at - allowance.per)
        spent += changes
        first = min((one for one in (first, first_change) if one is not None), default=None)
    if spent < allowance.posts - allowance.reserve:
        return None
    return Reserved(retry_after=_until_free(act.at, first, allowance))


def _changes(act: Act, account: str, since: datetime) -> tuple[int, datetime | None]:
    """Return how many edits and withdrawals an account made since, and when the first of them was."""
    return act.session.exec(
        select(func.count(), func.min(ReceiptRow.at))
        .join(Delivery, col(Delivery.id) == col(ReceiptRow.delivery_id))
        .where(
            or_(col(ReceiptRow.kind) == "edited", col(ReceiptRow.kind) == "withdrawn"),
            col(ReceiptRow.at) > since,
            Delivery.account == account,
        )
    ).one()


def _until_free(now: datetime, first: datetime | str | None, allowance: Allowance) -> float:
    oldest = first if isinstance(first, datetime) else now
    return max((oldest + allowance.per - now) / timedelta(seconds=1), 1.0)


@dataclass(frozen=True, slots=True)
class StoppedConnector:
    """Stands in the place of a stopped account's connector: it says no to everything, and reaches nothing."""

    real: Connector

    @property
    def capabilities(self) -> Capabilities:
        """What the platform could do."""
        return self.real.capabilities

    def prepare(self, outgoing: Outgoing) -> None:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def publish(self, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def find(self, outgoing: Outgoing) -> Live | None:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def read_back(self, remote_id: str) -> Live | None:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def withdraw(self, remote_id: str) -> None:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def comments(self, since: datetime) -> Iterator[Incoming]:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def recent(self, since: datetime) -> Iterator[Live]:  # noqa: ARG002 - the protocol's signature
        """Refuse."""
        raise Stopped

    def health(self) -> Health:
        """Refuse."""
        raise Stopped
