"""Deliveries without a twin, many at a time: a backlog of replies does not wait for a commit at every step of each.

The promises are those of ``saga``: every intent is committed before the first call, every outcome after it, and what a
process that died left unclear is asked about. Only the commits are shared. So many are taken together as were done
within a tenth of a second last time; where a platform takes longer, one is.
"""

import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import load_only
from sqlmodel import col, select

from cydbost_connectors import Connector, ConnectorError, OutcomeUnknown, Unavailable
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import LeaseLost
from cydbost_queue.reopening import is_closed
from cydbost_queue.sending.alone import LOOKED_AT, ReadingBack, Sending
from cydbost_queue.sending.claims import MOST_URGENT, Claim, make_sure, may_be_claimed
from cydbost_queue.sending.heartbeat import heartbeat
from cydbost_queue.sending.owner import Owner, lock_owners, owners_of, replies_of
from cydbost_queue.sending.silence import Silence
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Comment, Delivery, Posting, Task

log = logging.getLogger(__name__)

MOST: Final = 64  #: deliveries taken together
SECONDS: Final = 0.1  #: after which no further call of the same taking is begun
_FEWEST: Final = 2

_DOING: Final[Mapping[Task, type[Sending | ReadingBack]]] = {Task.PUBLISH: Sending, Task.VERIFY: ReadingBack}


@dataclass(frozen=True, slots=True)
class _Taken:
    claim: Claim
    connector: Connector
    doing: Sending | ReadingBack
    channel: str

    @property
    def is_silent(self) -> bool:
        return isinstance(self.doing.outcome, (Unavailable, OutcomeUnknown))


@dataclass(slots=True)
class Together:
    """One worker's way of dealing with what has no twin."""

    desk: Desk
    connectors: Mapping[str, Connector]
    worker: str
    on_step: Callable[[str, str], None]
    most: int = _FEWEST  #: how many are taken the next time
    seconds: float = SECONDS
    platform: str | None = None  #: what goes to others is left alone
    silence: Silence | None = None

    def run(self) -> int:
        """Do the most urgent of what is due, as far as it is without a twin; return how many were taken.

        Fewer than two are left to the ``saga``, and so is everything that met a difficulty before.
        """
        taken = self._begin() if self.most >= _FEWEST else {}
        if not taken:
            return 0
        started = time.monotonic()
        with heartbeat(self.desk, *(one.claim for one in taken.values())):
            for one in taken.values():
                if time.monotonic() - started < self.seconds:
                    self._call(one)
            seconds = time.monotonic() - started
            self.took(seconds, len(taken))
            self._record(taken)
        if self.silence is not None:
            called = {one.channel: one.is_silent for one in taken.values() if one.doing.outcome is not None}
            self.silence.hear(called, seconds)
            self.silence.keep()
        return len(taken)

    def took(self, seconds: float, number: int) -> None:
        """Take more together the next time, or fewer, by how long ``number`` of them took."""
        if seconds > self.seconds:
            self.most = number // 2
        elif number >= self.most // 2:
            self.most = min(max(2 * self.most, _FEWEST), MOST)

    def _begin(self) -> dict[int, _Taken]:
        """Claim what is to be done, and commit that it is about to be, in one act."""
        with self.desk.system_act() as act:
            if is_closed(act.session):
                return {}
            due = act.session.exec(
                select(Delivery)
                .options(load_only(*(getattr(Delivery, name) for name in LOOKED_AT)))
                .where(*may_be_claimed(act, platform=self.platform))
                .order_by(*MOST_URGENT)
                .limit(self.most)
                .with_for_update(skip_locked=True)
            ).all()
            doing = _DOING.get(due[0].task) if due and due[0].task is not None else None
            if doing is None:
                return {}
            alone = list(takewhile(lambda row: doing.may_begin(act, row), due))
            return self._claim(act, alone, doing) if len(alone) >= _FEWEST else {}

    def _claim(self, act: Act, rows: Sequence[Delivery], doing: type[Sending | ReadingBack]) -> dict[int, _Taken]:
        owners = owners_of(act.session, rows)
        # Nobody is waited for: about what somebody decides on at this moment, the next look finds the decision.
        locked = lock_owners(act.session, set(owners.values()), wait=False)
        ours = [number for number in owners if owners[number] in locked and not _is_withdrawn(locked[owners[number]])]
        lease = f"{self.worker}:{secrets.token_hex(8)}"
        held = act.session.scalars(
            update(Delivery)
            .where(col(Delivery.id).in_(ours))
            .values(lease=lease, fence=col(Delivery.fence) + 1, lease_until=act.at + act.rules.lease, **doing.moves())
            .returning(Delivery),
            execution_options={"populate_existing": True, "synchronize_session": False},
        ).all()
        by_number = {row.id: row for row in held}
        return {number: self._taken(act, by_number[number], owners[number], doing) for number in ours}

    def _taken(self, act: Act, row: Delivery, owner: Owner, doing: type[Sending | ReadingBack]) -> _Taken:
        claim = Claim(row.batch, row.lease or "", row.fence, owner, act.at + act.rules.lease / 2)
        return _Taken(claim, self.connectors[row.account], doing.begin(act, row), row.channel)

    def _call(self, one: _Taken) -> None:
        self.on_step(one.doing.before, one.doing.key)
        try:
            make_sure(self.desk, one.claim)
            one.doing.call(one.connector)
        except LeaseLost:
            return  # not called; ``_record`` finds that it is no longer ours
        except ConnectorError as error:
            one.doing.outcome = error
            return
        except Exception as error:  # noqa: BLE001 - whatever a platform's library throws, the call had begun
            one.doing.outcome = OutcomeUnknown(type(error).__name__)
            return
        self.on_step(one.doing.after, one.doing.key)

    def _record(self, taken: Mapping[int, _Taken]) -> None:
        with self.desk.system_act() as act:
            # What each conclusion asks for is fetched for all of them at once: the session goes on knowing it.
            owners = lock_owners(act.session, {one.claim.owner for one in taken.values()}, wait=True)
            rows = act.session.exec(
                select(Delivery).where(col(Delivery.id).in_(taken)).order_by(col(Delivery.id)).with_for_update()
            )
            held = {row.id: row for row in rows if row.id is not None and _is_held(row, taken[row.id].claim)}
            known = (owners, replies_of(act.session, held.values()))
            for number, row in held.items():
                taken[number].doing.record(act, row)
                row.lease = row.lease_until = None
                act.session.add(row)
            del known
        for number, one in taken.items():
            if number in held:
                self.on_step(one.doing.recorded, one.doing.key)
            else:
                log.warning("batch %s was taken over by another worker", one.claim.batch)


def _is_withdrawn(owner: Posting | Comment) -> bool:
    return isinstance(owner, Posting) and owner.state is PostingState.WITHDRAWN


def _is_held(row: Delivery, claim: Claim) -> bool:
    return row.lease == claim.lease and row.fence == claim.fence
