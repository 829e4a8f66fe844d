"""A real worker process that kills itself, with SIGKILL, at a chosen step or at a chosen write.

usage: worker_process.py QUEUE BOARD NOW (step NAME N | commit N | none)

QUEUE and BOARD are the addresses of the two databases.
"""

import os
import signal
import sys
from datetime import datetime

from sqlalchemy import Connection, event

from cydbost_connectors.noticeboard import NoticeboardConnector, NoticeboardStore
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.store import open_store
from cydbost_queue.worker import Worker


class Killer:
    """Counts down to the moment of death."""

    def __init__(self, kind: str, name: str, nth: int) -> None:
        self.kind, self.name, self.left = kind, name, nth

    def step(self, step: str, _key: str) -> None:
        if self.kind == "step" and step == self.name:
            self._count()

    def commit(self, _connection: Connection) -> None:
        if self.kind == "commit":
            self._count()

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    queue, address, moment, kind, *rest = sys.argv[1:]
    killer = Killer(kind, rest[0] if kind == "step" else "", int(rest[-1]) if rest else 0)
    clock = SettableClock(datetime.fromisoformat(moment))
    store = open_store(queue)
    board = NoticeboardStore(address, clock=clock.now)
    connectors = {
        f"board-{language}": NoticeboardConnector(
            board, f"board-{language}", language=language, base_url="http://board.test"
        )
        for language in ("cy", "en")
    }
    event.listen(store.engine, "commit", killer.commit)
    Worker(Desk(store, clock), connectors, "doomed", on_step=killer.step).tick()


if __name__ == "__main__":
    main()
