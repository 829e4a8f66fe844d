"""The heartbeat: a lease is made longer while a platform takes its time, and not for ever."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from cydbost_queue.desk import Desk
from cydbost_queue.errors import StoreFailed
from cydbost_queue.sending.claims import Claim, renew

BEATS_A_LEASE: Final = 3
LEASES: Final = 10  #: a call that has not ended after so many leases hangs: another worker may take the batch over


@contextmanager
def heartbeat(desk: Desk, *claims: Claim) -> Iterator[None]:
    """Keep the claims alive while the body runs. A process that stands still has no heartbeat, and loses its claim."""
    done = Event()
    beating = Thread(target=_beat, args=(desk, claims, done), name="heartbeat", daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()


def _beat(desk: Desk, claims: Sequence[Claim], done: Event) -> None:
    pause = desk.rules.lease.total_seconds() / BEATS_A_LEASE
    for _ in range(LEASES * BEATS_A_LEASE):
        if done.wait(pause):
            return
        try:
            if not sum(renew(desk, claim) for claim in claims):
                return
        except StoreFailed:
            continue  # the lease has two beats more to be renewed in
