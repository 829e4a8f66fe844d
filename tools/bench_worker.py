"""One real worker process on the instant platform: it says that it is ready, waits for a line, then works.

usage: bench_worker.py DATABASE [PAUSE]        (PAUSE: seconds that it may rest)
"""

import os
import signal
import sys
from datetime import timedelta
from threading import Event

from backlog import ACCOUNT
from cydbost_queue.desk import Desk
from cydbost_queue.store import open_store
from cydbost_queue.worker import Worker
from instant_platform import InstantConnector


def main(address: str, pause: float = 0.2) -> None:
    """Work on the queue at ``address``."""
    store, stop = open_store(address), Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    clock = store.clock()
    worker = Worker(Desk(store, clock), {ACCOUNT: InstantConnector(clock.now)}, f"worker-{os.getpid()}")
    worker.comments_every = timedelta(days=1)
    clock.now()
    print("ready", flush=True)
    sys.stdin.readline()
    worker.run(stop, pause=pause)


if __name__ == "__main__":
    main(sys.argv[1], *map(float, sys.argv[2:]))
