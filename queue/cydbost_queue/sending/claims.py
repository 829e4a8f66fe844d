"""Claiming a batch: one worker at a time holds it, for as long as its lease lasts."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import select as sql_select
from sqlmodel import col, func, or_, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import LeaseLost
from cydbost_queue.halt import halted
from cydbost_queue.reopening import is_closed
from cydbost_queue.sending.backoff import wait_after
from cydbost_queue.sending.begun import begun, half, makes_public, stopped
from cydbost_queue.sending.owner import Owner, lock_owner, owner_of
from cydbost_queue.tables import Channel, Delivery, Lane

#: The order in which batches are claimed.
MOST_URGENT: Final = (col(Delivery.lane), col(Delivery.not_before), col(Delivery.id))


@dataclass(slots=True)
class Claim:
    """One worker's hold on a batch.

    ``lease`` is a name that no other claim has, ``fence`` a number higher than that of every claim before it.
    Until ``sure_until`` nobody else can have taken the batch over; after it, only the database can tell.
    """

    batch: str
    lease: str
    fence: int
    owner: Owner
    sure_until: datetime


def claim_next(desk: Desk, worker: str, lane: Lane | None = None, platform: str | None = None) -> Claim | None:
    """Claim the most urgent batch that is due, if there is one: of one ``lane`` and for one ``platform``, where given.

    What goes to a stopped account is left alone, and everything new while all is stopped; but half a pair is never
    left alone: it is finished, or the channel's policy is applied.
    """
    with desk.system_act() as act:
        if is_closed(act.session):
            return None  # restored, and not opened yet: it may have been sent, and the record forgotten it
        batch = _next_batch(act, lane, platform)
        if batch is None:
            return None
        return _take(act, batch, f"{worker}:{secrets.token_hex(8)}")


def _take(act: Act, batch: str, lease: str) -> Claim | None:
    """Take every row of the batch, or none: a row that somebody writes to at this moment is not waited for."""
    mine = col(Delivery.batch) == batch
    rows = act.session.exec(
        select(Delivery).where(mine).order_by(col(Delivery.id)).with_for_update(skip_locked=True)
    ).all()
    if len(rows) < act.session.exec(select(func.count()).select_from(Delivery).where(mine)).one():
        return None
    fence = 1 + max(row.fence for row in rows)
    for row in rows:
        row.lease, row.fence, row.lease_until = lease, fence, act.at + act.rules.lease
        act.session.add(row)
    return Claim(batch, lease, fence, owner_of(act.session, rows[0]), act.at + act.rules.lease / 2)


def emergency_waits(desk: Desk, platform: str | None = None) -> bool:
    """Tell whether an emergency has something due that no worker holds; it asks without the right to write."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        found = select(Delivery.id).where(*_is_due(now), Delivery.lane == Lane.EMERGENCY, *_goes_to(platform)).limit(1)
        return session.exec(found).first() is not None


def due_platforms(desk: Desk, lane: Lane | None = None) -> Sequence[str]:
    """Return the platforms for which something is due that no worker holds: of one ``lane``, where given."""
    now = desk.clock.now()
    is_due = sql_select(col(Delivery.id)).where(*_is_due(now), col(Delivery.channel) == col(Channel.name))
    if lane is not None:
        is_due = is_due.where(col(Delivery.lane) == lane)
    with desk.store.reading() as session:
        return session.exec(select(Channel.platform).where(is_due.exists()).distinct().order_by(Channel.platform)).all()


def _is_due(now: datetime) -> Sequence[ColumnElement[bool]]:
    """Say of a delivery: something is to be done for it now, and nobody holds it."""
    return (
        col(Delivery.task).is_not(None),
        col(Delivery.not_before) <= now,
        or_(col(Delivery.lease_until).is_(None), col(Delivery.lease_until) <= now),
    )


def _goes_to(platform: str | None) -> Sequence[ColumnElement[bool]]:
    if platform is None:
        return ()
    return (col(Delivery.channel).in_(sql_select(col(Channel.name)).where(col(Channel.platform) == platform)),)


def _next_batch(act: Act, lane: Lane | None, platform: str | None) -> str | None:
    return act.session.exec(
        select(Delivery.batch)
        .where(*may_be_claimed(act, lane, platform))
        .order_by(*MOST_URGENT)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


def may_be_claimed(act: Act, lane: Lane | None = None, platform: str | None = None) -> list[ColumnElement[bool]]:
    """Say of a delivery: it is due, nobody holds it, and nothing that a person has stopped forbids it."""
    conditions = [*_is_due(act.at), *_goes_to(platform), or_(~stopped(), half())]
    if halted(act.session) is not None:
        conditions.append(or_(col(Delivery.lane) == Lane.EMERGENCY, ~makes_public(), begun()))
    if lane is not None:
        conditions.append(col(Delivery.lane) == lane)
    return conditions


@contextmanager
def held(desk: Desk, claim: Claim) -> Iterator[tuple[Act, Mapping[int, Delivery]]]:
    """Begin an act on a claimed batch, with its rows by number, Welsh first; the lease is made longer.

    Raises:
        LeaseLost: somebody else has claimed the batch in the meantime.
    """
    with desk.system_act() as act:
        # The posting before its deliveries, as people's acts do: two workers, or a worker and a person, then decide
        # one after the other from what the other has done, and never wait for one another in a ring.
        lock_owner(act.session, claim.owner)
        rows = _rows_of(act, claim)
        if not rows:
            raise LeaseLost("lease_lost", batch=claim.batch)
        lengthen(act, claim, rows)
        yield act, {row.id: row for row in sorted(rows, key=lambda row: row.carries.value) if row.id is not None}


def _rows_of(act: Act, claim: Claim) -> Sequence[Delivery]:
    """Return what the claim still holds, locked, in the order in which everybody locks."""
    return act.session.exec(
        select(Delivery)
        .where(Delivery.batch == claim.batch, Delivery.lease == claim.lease, Delivery.fence == claim.fence)
        .order_by(col(Delivery.id))
        .with_for_update()
    ).all()


def lengthen(act: Act, claim: Claim, rows: Sequence[Delivery], *, at_once: bool = False) -> None:
    """Make the lease longer where half of it has passed, or ``at_once``."""
    lease = act.rules.lease
    until = min(row.lease_until or act.at for row in rows)
    if at_once or until - act.at < lease / 2:
        until = act.at + lease
        for row in rows:
            row.lease_until = until
            act.session.add(row)
    claim.sure_until = until - lease / 2


def renew(desk: Desk, claim: Claim) -> bool:
    """Make the lease longer now; tell whether it is still ours."""
    with desk.system_act() as act:
        rows = _rows_of(act, claim)
        if rows:
            lengthen(act, claim, rows, at_once=True)
        return bool(rows)


def make_sure(desk: Desk, claim: Claim) -> None:
    """Be sure, just before a call that the public would see, that the batch is still ours.

    A process that slept since its last step may have been taken for dead.

    Raises:
        LeaseLost: somebody else has claimed the batch in the meantime.
    """
    if desk.clock.now() >= claim.sure_until and not renew(desk, claim):
        raise LeaseLost("lease_lost", batch=claim.batch)


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
        rows = _rows_of(act, claim)
        for row in rows:
            row.attempts += 1
            row.not_before, row.error_code = act.at + wait_after(row.attempts), "fault"
            act.session.add(row)
        if rows:
            act.tell("administrator", "batch_fault", rows[0].subject, account=rows[0].account)


def let_go(desk: Desk, claim: Claim) -> None:
    """Give a batch back. A claim that was taken over in the meantime has nothing to give."""
    with desk.system_act() as act:
        for row in _rows_of(act, claim):
            row.lease = row.lease_until = None
            act.session.add(row)
