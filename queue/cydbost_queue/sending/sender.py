"""One lane's sending: the most urgent batch is claimed, walked, and given back, until nothing is due in the lane."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event
from time import monotonic

from cydbost_connectors import Connector
from cydbost_queue.desk import Desk
from cydbost_queue.errors import LeaseLost, StoreFailed
from cydbost_queue.sending.claims import Claim, claim_next, emergency_waits, let_go, set_aside
from cydbost_queue.sending.half_pair import settle_half
from cydbost_queue.sending.heartbeat import heartbeat
from cydbost_queue.sending.saga import OnStep, Saga
from cydbost_queue.sending.silence import Silence
from cydbost_queue.sending.together import Together
from cydbost_queue.tables import Lane

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sender:
    """What goes to one ``platform``, or with ``None`` to all of them; by one thread at a time."""

    desk: Desk
    connectors: Mapping[str, Connector]
    worker: str
    on_step: OnStep
    stop: Event  #: once set, no further batch is begun
    platform: str | None = None
    together: Together | None = None
    silence: Silence = field(init=False)

    def __post_init__(self) -> None:
        """Make what depends on the rest."""
        self.silence = Silence(self.desk)
        if self.together is None:
            self.together = Together(self.desk, self.connectors, self.worker, self.on_step)
        self.together.platform, self.together.silence = self.platform, self.silence

    def send_some(self) -> int:
        """Send the most urgent of what is due; return how many batches, 0 where nothing is due."""
        return self.send_emergencies() or self._send_together() or self._send_one()

    def send_emergencies(self) -> int:
        """Send every emergency that is due; return how many batches."""
        sent = 0
        while emergency_waits(self.desk, self.platform) and self._send_next(Lane.EMERGENCY):
            sent += 1
        return sent

    def _send_together(self) -> int:
        return 0 if self.stop.is_set() or self.together is None else self.together.run()

    def _send_one(self) -> int:
        started = monotonic()
        if not self._send_next():
            return 0
        if self.together is not None:
            self.together.took(monotonic() - started, 1)
        return 1

    def _send_next(self, lane: Lane | None = None) -> bool:
        claim = None if self.stop.is_set() else claim_next(self.desk, self.worker, lane, self.platform)
        if claim is None:
            return False
        started = monotonic()
        self._walk(claim)
        self.silence.note(claim, monotonic() - started)
        let_go(self.desk, claim)
        self.silence.keep()
        return True

    def _walk(self, claim: Claim) -> None:
        try:
            with heartbeat(self.desk, claim):
                Saga(self.desk, self.connectors, claim, self.on_step).run()
        except LeaseLost:
            log.warning("batch %s was taken over by another worker", claim.batch)
        except StoreFailed:
            raise
        except Exception:
            # One batch's fault must not keep the others from going out.
            log.exception("batch %s met a fault of ours or of a platform's library", claim.batch)
            set_aside(self.desk, claim)
            settle_half(self.desk, claim)
