"""What stands still though it should move: due work that nobody takes, a hold that never ends, a worker gone silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, or_, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.halt import halted
from cydbost_queue.parts import may_begin
from cydbost_queue.reopening import is_closed
from cydbost_queue.rules import Rules
from cydbost_queue.sending.begun import half, stopped
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Delivery, Notice, Posting, WorkerBeat

_MOST: Final = 20  #: of each kind: more would say no more
#: People are told again of the same thing after this.
AGAIN: Final = timedelta(hours=1)
#: A worker that has been silent for longer was taken away, not lost.
FORGOTTEN: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Patience:
    """After how long something that should move is called stuck, how far a clock may be off, and what is told ahead."""

    stuck: timedelta = timedelta(minutes=5)
    silent: timedelta = timedelta(minutes=2)
    clock: timedelta = timedelta(seconds=30)
    token: timedelta = timedelta(days=7)  #: how long before credentials run out it is told


@dataclass(frozen=True, slots=True)
class Stuck:
    """One thing that stands still: a code, what it is about, and since when."""

    code: str
    subject: str
    since: datetime


def stuck(session: Session, now: datetime, rules: Rules, patience: Patience) -> list[Stuck]:
    """Return what stands still. What a person has stopped is not stuck."""
    found = [*_silent(session, now, patience), *_endless(session, now, rules)]
    if halted(session) is None and not is_closed(session):
        found += [*_unclaimed(session, now, patience), *_unreleased(session, now, patience)]
    return found


def watch(desk: Desk, patience: Patience) -> list[Stuck]:
    """Tell an administrator of what stands still, each thing once an hour; return it."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        found = stuck(session, now, desk.rules, patience)
    if found:
        with desk.system_act() as act:
            for one in found:
                _tell_once(act, one)
    return found


def _unclaimed(session: Session, now: datetime, patience: Patience) -> Iterator[Stuck]:
    rows = session.exec(
        select(Delivery)
        .where(
            col(Delivery.task).is_not(None),
            col(Delivery.not_before) <= now - patience.stuck,
            or_(col(Delivery.lease_until).is_(None), col(Delivery.lease_until) <= now),
            or_(~stopped(), half()),
        )
        .order_by(col(Delivery.not_before))
        .limit(_MOST)
    )
    yield from (Stuck("delivery_unclaimed", row.subject, row.not_before) for row in rows)


def _endless(session: Session, now: datetime, rules: Rules) -> Iterator[Stuck]:
    """A hold is made longer a lease at a time: one that reaches further was made by a clock that ran ahead."""
    rows = session.exec(
        select(Delivery)
        .where(col(Delivery.task).is_not(None), col(Delivery.lease_until) > now + 2 * rules.lease)
        .order_by(col(Delivery.id))
        .limit(_MOST)
    )
    yield from (Stuck("lease_endless", row.subject, row.not_before) for row in rows)


def _unreleased(session: Session, now: datetime, patience: Patience) -> Iterator[Stuck]:
    rows = session.exec(
        select(Posting)
        .where(Posting.state == PostingState.SCHEDULED, col(Posting.slot) <= now - patience.stuck, may_begin())
        .order_by(col(Posting.slot))
        .limit(_MOST)
    )
    yield from (Stuck("slot_unreleased", row.subject, row.slot or now) for row in rows)


def _silent(session: Session, now: datetime, patience: Patience) -> Iterator[Stuck]:
    rows = session.exec(
        select(WorkerBeat)
        .where(col(WorkerBeat.at) <= now - patience.silent, col(WorkerBeat.at) > now - FORGOTTEN)
        .order_by(col(WorkerBeat.name))
    )
    yield from (Stuck("worker_silent", f"worker:{row.name}"[:64], row.at) for row in rows)


def _tell_once(act: Act, one: Stuck) -> None:
    told = act.session.exec(
        select(Notice.id)
        .where(Notice.code == one.code, Notice.subject == one.subject, col(Notice.at) > act.at - AGAIN)
        .limit(1)
    ).first()
    if told is not None:
        return
    since = one.since.isoformat()
    if one.code == "delivery_unclaimed":
        act.tell("administrator", "delivery_unclaimed", one.subject, since=since)
    elif one.code == "lease_endless":
        act.tell("administrator", "lease_endless", one.subject, since=since)
    elif one.code == "slot_unreleased":
        act.tell("administrator", "slot_unreleased", one.subject, since=since)
    else:
        act.tell("administrator", "worker_silent", one.subject, since=since)
