"""Whether the queue can do its work now: for whatever watches the service."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.errors import QueueError
from cydbost_queue.migrations import HEAD
from cydbost_queue.reopening import is_closed
from cydbost_queue.store import revision_of
from cydbost_queue.tables import WorkerBeat
from cydbost_queue.watchdog import Patience, stuck


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so; ``said`` is ``ok`` or a code of what is not."""

    name: str
    said: str

    @property
    def is_well(self) -> bool:
        """Whether it is so."""
        return self.said == "ok"


def readiness(desk: Desk, patience: Patience) -> list[Check]:
    """Return what was looked at: database, tables, worker, clock, work that stands still, and whether it is open."""
    try:
        if revision_of(desk.store) != HEAD:
            return [Check("database", "ok"), Check("tables", "outdated")]
        now = desk.clock.now()
        with desk.store.reading() as session:
            return [Check("database", "ok"), Check("tables", "ok"), *_queue(session, desk, patience, now)]
    except (QueueError, OSError) as error:
        return [Check("database", getattr(error, "code", "unreachable"))]


def _queue(session: Session, desk: Desk, patience: Patience, now: datetime) -> list[Check]:
    beats = session.exec(select(WorkerBeat).where(col(WorkerBeat.at) > now - patience.silent)).all()
    found = [one.code for one in stuck(session, now, desk.rules, patience) if one.code != "worker_silent"]
    return [
        Check("worker", "ok" if beats else "silent"),
        Check("clock", "off" if any(beat.skew is not None for beat in beats) else "ok"),
        Check("queue", found[0] if found else "ok"),
        Check("open", "closed" if is_closed(session) else "ok"),
    ]
