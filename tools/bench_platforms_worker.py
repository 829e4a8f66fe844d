"""One real worker process with an account for each language on each of several platforms behind sockets.

usage: bench_platforms_worker.py DATABASE PLACE...
"""

import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from threading import Event

from bench_live_worker import RULES
from cydbost_connectors import Connector
from cydbost_language import Pair, Side, check_pair
from cydbost_queue.desk import Desk
from cydbost_queue.store import open_store
from cydbost_queue.worker import Worker
from platform_on_loopback import connectors_to


def main(address: str, places: Sequence[str]) -> None:
    """Work on the queue at ``address``; the accounts of the platform at the so-many-th place bear its number."""
    store, stop = open_store(address), Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    clock = store.clock()
    connectors: dict[str, Connector] = {}
    for number, place in enumerate(places):
        connectors |= connectors_to(place, [f"{number}-cy", f"{number}-en"], clock.now)
    check_pair(Pair(Side("Mae'r llyfrgell ar gau."), Side("The library is closed.")))
    worker = Worker(Desk(store, clock, RULES), connectors, comments_every=timedelta(days=1))
    print("ready", flush=True)
    sys.stdin.readline()
    worker.run(stop)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
