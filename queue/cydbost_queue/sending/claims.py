"""Claiming a batch: one worker at a time holds it, for as long as its lease lasts."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import LeaseLost
from cydbost_queue.sending.backoff import wait_after
from cydbost_queue.tables import Account, Delivery


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's hold on a batch; ``lease`` is a name that no other claim has."""

    batch: str
    lease: str


def claim_next(desk: Desk, worker: str) -> Claim | None:
    """Claim the most urgent batch that is due, if there is one. What goes to a stopped account is left alone."""
    with desk.system_act() as act:
        batch = _next_batch(act)
        if batch is None:
            return None
        claim = Claim(batch, f"{worker}:{secrets.token_hex(8)}")
        for row in act.session.exec(select(Delivery).where(Delivery.batch == batch)):
            row.lease, row.lease_until = claim.lease, act.at + act.rules.lease
            act.session.add(row)
        return claim


def _next_batch(act: Act) -> str | None:
    twin = aliased(Delivery)
    stopped = (
        select(col(twin.batch))
        .join(Account, col(Account.name) == twin.account)
        .where(col(twin.task).is_not(None), col(Account.stopped_at).is_not(None))
    )
    return act.session.exec(
        select(Delivery.batch)
        .where(
            col(Delivery.task).is_not(None),
            col(Delivery.not_before) <= act.at,
            or_(col(Delivery.lease_until).is_(None), col(Delivery.lease_until) <= act.at),
            col(Delivery.batch).not_in(stopped),
        )
        .order_by(col(Delivery.urgent).desc(), col(Delivery.not_before), col(Delivery.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


@contextmanager
def held(desk: Desk, claim: Claim) -> Iterator[tuple[Act, Mapping[int, Delivery]]]:
    """Begin an act on a claimed batch, with its rows by number, Welsh first; the lease is made longer.

    Raises:
        LeaseLost: somebody else has claimed the batch in the meantime.
    """
    with desk.system_act() as act:
        rows = act.session.exec(
            select(Delivery)
            .where(Delivery.batch == claim.batch, Delivery.lease == claim.lease)
            .order_by(col(Delivery.carries), col(Delivery.id))
            .with_for_update()
        ).all()
        if not rows:
            raise LeaseLost("lease_lost", batch=claim.batch)
        for row in rows:
            row.lease_until = act.at + act.rules.lease
            act.session.add(row)
        yield act, {row.id: row for row in rows if row.id is not None}


def peek(desk: Desk, claim: Claim) -> Mapping[int, Delivery]:
    """Return a claimed batch's rows by number, Welsh first, without the right to write."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(Delivery)
            .where(Delivery.batch == claim.batch, Delivery.lease == claim.lease)
            .order_by(col(Delivery.carries), col(Delivery.id))
        )
        return {row.id: row for row in rows if row.id is not None}


def set_aside(desk: Desk, claim: Claim) -> None:
    """Let a batch that met a fault wait, so that the others come first; people are told."""
    with desk.system_act() as act:
        rows = act.session.exec(select(Delivery).where(Delivery.lease == claim.lease)).all()
        for row in rows:
            row.attempts += 1
            row.not_before, row.error_code = act.at + wait_after(row.attempts), "fault"
            act.session.add(row)
        if rows:
            act.tell("administrator", "batch_fault", rows[0].subject, account=rows[0].account)


def let_go(desk: Desk, claim: Claim) -> None:
    """Give a batch back. A claim that was taken over in the meantime has nothing to give."""
    with desk.system_act() as act:
        for row in act.session.exec(select(Delivery).where(Delivery.lease == claim.lease)):
            row.lease = row.lease_until = None
            act.session.add(row)
