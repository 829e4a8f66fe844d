"""One real worker process, with its fast lane beside it, on a platform behind a socket.

usage: bench_live_worker.py DATABASE PLACE ACCOUNT...
"""

import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from threading import Event, Thread

from cydbost_queue.desk import Desk
from cydbost_queue.rules import Rules
from cydbost_queue.store import open_store
from cydbost_queue.worker import Worker
from platform_on_loopback import connectors_to

#: What is measured was due a while ago, when it was written: that is not what is looked at here.
RULES = Rules(late_grace=timedelta(days=1), pair_window=timedelta(days=1), gap_target=timedelta(days=1))


def main(address: str, place: str, accounts: Sequence[str]) -> None:
    """Work on the queue at ``address``, with ``accounts`` of the platform at ``place``."""
    store, stop = open_store(address), Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    clock = store.clock()
    desk = Desk(store, clock, RULES)
    connectors = connectors_to(place, accounts, clock.now)
    worker, fast = (Worker(desk, connectors, name, comments_every=timedelta(days=1)) for name in ("usual", "fast"))
    lane = Thread(target=fast.run_fast_lane, args=(stop,))
    print("ready", flush=True)
    sys.stdin.readline()
    lane.start()
    worker.run(stop)
    lane.join()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
