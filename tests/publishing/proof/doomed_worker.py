"""Real worker processes, forked from one that has loaded everything: to be killed at a chosen point, or by anybody.

It reads one job a line, as JSON, and answers with a line: ``{"start": {…}}`` with the process's number, ``{"wait": N}``
with how process N ended: its exit status, or the number of the signal that killed it, negative.
"""

import json
import math
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from time import time
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import configure_mappers

from cydbost_language import Pair, Side, check_pair, detect
from cydbost_queue.clock import SettableClock
from cydbost_queue.desk import Desk
from cydbost_queue.rules import Rules
from cydbost_queue.sending.together import MOST, Together
from cydbost_queue.store import open_store
from cydbost_queue.worker import Worker
from publishing.conftest import ENGLISH, WELSH
from publishing.proof.scripted_connector import ScriptedConnector
from publishing.proof.stage import run_until_idle

#: At this speed a lease of three minutes is nine seconds: more than a busy machine lets a process wait.
SPEED: Final = 20
#: Whoever takes over from the dead comes late: what is proved is that all of it comes.
PATIENT: Final = Rules(pair_window=timedelta(days=1), late_grace=timedelta(days=1), gap_target=timedelta(days=1))


#: How statements begin that leave nothing behind; whatever else is said to a database may be a write.
HARMLESS: Final = ("SELECT", "PRAGMA", "SET", "BEGIN")
WROTE: Final = "wrote"


class Points:
    """Numbers every write and every call from 1 on, as they come; the process dies at the one that is ``fatal``.

    A write is the commit of a transaction that has written something: to die before a commit of nothing is to die at
    the point after it.
    """

    def __init__(self, fatal: int) -> None:
        self.fatal, self.passed = fatal, list[str]()

    def watch(self, engine: Engine, *, rows: bool) -> None:
        """Take notice of every write from now on; with ``rows`` of each statement inside a transaction too."""
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "rollback", lambda connection: connection.info.pop(WROTE, None))
        event.listen(engine, "commit", self._commit)
        if rows:
            event.listen(engine, "after_cursor_execute", self._written)

    def _statement(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(HARMLESS):
            connection.info[WROTE] = True

    def _commit(self, connection: Connection) -> None:
        if connection.info.pop(WROTE, False):
            self.call("commit")

    def _written(self, _connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        words = statement.split(maxsplit=3)
        if words[0] in {"INSERT", "UPDATE", "DELETE"}:
            self.call(" ".join(words[:3]))

    def call(self, name: str) -> bool:
        """Die here, or tell of the answer to a call that its asker is to die while it waits for it."""
        self.passed.append(name)
        is_last = len(self.passed) == self.fatal
        if is_last and not name.startswith("answer"):
            os.kill(os.getpid(), signal.SIGKILL)
        return is_last


def work(job: dict[str, Any]) -> None:
    """Do what is due at the job's moment, and with ``until_idle`` all that comes due after it."""
    clock = SettableClock(datetime.fromisoformat(job["moment"]))
    points = Points(job["fatal"])
    store = open_store(job["queue"])
    connectors = {
        account: ScriptedConnector(job["place"], account, clock.now, watch=points.call, pid=os.getpid())
        for account in job["accounts"]
    }
    points.watch(store.engine, rows=job["writes"])
    rules = PATIENT if job["is_patient"] else Rules()
    desk = Desk(store, clock, rules)
    # All at once from the beginning, however slow the machine: the same points come each time.
    together = Together(desk, connectors, job["name"], lambda _step, _key: None, most=MOST, seconds=math.inf)
    worker = Worker(desk, connectors, job["name"], comments_every=timedelta(0), _together=together)
    if job["until_idle"]:
        run_until_idle(worker, clock)
    else:
        worker.tick()
    Path(job["report"]).write_text(json.dumps({"points": points.passed, "moment": clock.now().isoformat()}))


class QuickClock:
    """Passes ``SPEED`` times as fast as the machine's own, alike in every process: what takes minutes takes seconds."""

    def __init__(self, start: datetime, began: float) -> None:
        """``began`` is when it stood at ``start``, in seconds by the machine's clock."""
        self._start, self._began = start, began

    def now(self) -> datetime:
        """Return the present, in UTC."""
        return self._start + timedelta(seconds=(time() - self._began) * SPEED)


def go_on(job: dict[str, Any]) -> None:
    """Work by a quick clock until somebody asks the process to end."""
    clock, stop = QuickClock(datetime.fromisoformat(job["moment"]), job["began"]), Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    connectors = {account: ScriptedConnector(job["place"], account, clock.now, 3.0) for account in job["accounts"]}
    worker = Worker(Desk(open_store(job["queue"]), clock, PATIENT), connectors, job["name"])
    worker.comments_every = timedelta(days=1)
    worker.run(stop, pause=0.2)


def _in_child(doing: Callable[[dict[str, Any]], None], job: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        doing(job)
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, its parent's loop must not go on in the child
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    configure_mappers()
    # What the languages need is loaded here, once for all children.
    check_pair(Pair(Side(WELSH), Side(ENGLISH)))
    detect(WELSH)
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, ended = os.waitpid(asked["wait"], 0)
            answer = os.waitstatus_to_exitcode(ended)
        elif "go_on" in asked:
            answer = _in_child(go_on, asked["go_on"])
        else:
            answer = _in_child(work, asked["work"])
        print(answer, flush=True)  # noqa: T201 - its parent reads it


if __name__ == "__main__":
    main()
