"""How many deliveries are claimed, sent and recorded in a second, against a rival and against bare SQL, in one run."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
from sqlalchemy import text

from backlog import declare, owe_answers
from bare_sql import bare_rate
from cydbost_queue.desk import Desk
from cydbost_queue.store import Store, create_store, open_store
from measured import Figure
from rival_queue import owe_jobs

TOOLS: Final = Path(__file__).parent
MANY: Final = 10_000  #: deliveries over which memory is to stay as it is
BACKLOG: Final = 9_000  #: so many that what a process does once, at its beginning, weighs little
PATIENCE: Final = 300.0  #: seconds for a backlog

LEFT: Final = text("SELECT count(*) FROM delivery WHERE state IN ('waiting', 'retry', 'sending', 'unknown')")
#: What is measured is the steady state: a process that has just begun still prepares its statements.
FROM: Final = 3 * BACKLOG // 10
UNTIL: Final = 9 * BACKLOG // 10
#: When the so-many-th was recorded, by the clock of the queue.
RECORDED: Final = text("SELECT at FROM receipt WHERE kind = 'published' ORDER BY at LIMIT 1 OFFSET :number")
RIVAL_LEFT: Final = "SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'"
RIVAL_RECORDED: Final = "SELECT at FROM procrastinate_events WHERE type = 'succeeded' ORDER BY at LIMIT 1 OFFSET %s"


def postgresql_throughput() -> float:
    """Return our deliveries a second with 4 workers as a ratio to procrastinate's empty jobs, median of 3."""
    with durable() as databases, owing(databases) as backlog:
        return statistics.median(
            queue_rate(databases, backlog, workers=4) / rival_rate(databases, workers=4) for _ in range(3)
        )


def postgresql_scaling() -> float:
    """Return what 8 workers do in a second as a ratio to what 4 do, median of 3."""
    with durable() as databases, owing(databases) as backlog:
        return statistics.median(
            queue_rate(databases, backlog, workers=8) / queue_rate(databases, backlog, workers=4) for _ in range(3)
        )


def sqlite_throughput() -> float:
    """Return one worker's deliveries a second on SQLite as a ratio to the same two transactions in bare SQL."""
    with tempfile.TemporaryDirectory() as folder:
        ratios = []
        for number in range(3):
            address = f"sqlite:///{folder}/queue-{number}.db"
            create_store(address).close()
            owe(address)
            ratios.append(backlog_rate(address, workers=1) / bare_rate(Path(folder) / f"bare-{number}.db", BACKLOG))
        return statistics.median(ratios)


def memory_flat() -> float:
    """Return one worker's resident memory after 10,000 deliveries as a ratio to what it was after 1,000, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/queue.db"
        create_store(address).close()
        owe(address, MANY)
        with closing(open_store(address)) as store, at_work([str(TOOLS / "bench_worker.py"), address], 1) as (worker,):

            def resident_when_left(number: int) -> float:
                until(lambda: _left(store) <= number, every=0.02)
                return _resident(worker.pid)

            early = resident_when_left(MANY - MANY // 10)
            return resident_when_left(0) / early


def _resident(pid: int) -> float:
    """Return the kilobytes of a process that are in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return float(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


@contextmanager
def owing(databases: Any) -> Iterator[str]:  # noqa: ANN401 - the tests' own server
    """Give the address of a database that owes the backlog, to be copied: making one takes longer than its work."""
    with databases.one() as address:
        owe(address)
        yield address


def owe(address: str, number: int = BACKLOG) -> None:
    """Owe the backlog."""
    with closing(open_store(address)) as store:
        desk = Desk(store, store.clock())
        declare(desk)
        owe_answers(desk, number)
        with store.engine.begin() as connection:
            connection.execute(text("ANALYZE"))  # as autovacuum does within a minute


def queue_rate(databases: Any, backlog: str, *, workers: int) -> float:  # noqa: ANN401 - the tests' own server
    """Return how many deliveries so many workers claim, send and record in a second on a PostgreSQL server."""
    with databases.like(backlog) as address:
        return backlog_rate(address, workers=workers)


def backlog_rate(address: str, *, workers: int) -> float:
    """Return how many deliveries of the backlog at ``address`` so many workers claim, send and record in a second."""
    with closing(open_store(address)) as store:
        with at_work([str(TOOLS / "bench_worker.py"), address], workers):
            until(lambda: not _left(store))
        with store.reading() as session:
            first, last = (
                _moment(session.execute(RECORDED, {"number": number}).scalar_one()) for number in (FROM, UNTIL)
            )
        return (UNTIL - FROM) / (last - first).total_seconds()


def _left(store: Store) -> int:
    with store.reading() as session:
        return int(session.execute(LEFT).scalar_one())


def rival_rate(databases: Any, *, workers: int) -> float:  # noqa: ANN401 - the tests' own server
    """Return how many empty jobs so many workers of procrastinate do in a second."""
    with databases.empty() as address:
        asyncio.run(owe_jobs(address, BACKLOG))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ANALYZE")
            with at_work([str(TOOLS / "rival_queue.py"), address], workers):
                until(lambda: not _one(connection, RIVAL_LEFT))
            first, last = (_one(connection, RIVAL_RECORDED, number) for number in (FROM, UNTIL))
            return (UNTIL - FROM) / float((last - first).total_seconds())


@contextmanager
def at_work(command: Sequence[str], count: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Start so many processes, let them begin together when all are ready, and end them."""
    with ExitStack() as crew:
        workers = [
            crew.enter_context(
                subprocess.Popen([sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(count)
        ]
        for worker in workers:
            crew.callback(worker.terminate)
        for worker in workers:
            if worker.stdout is None or worker.stdout.readline() != "ready\n":
                raise RuntimeError(f"a worker did not start: {command}")
        for worker in workers:
            if worker.stdin is not None:
                worker.stdin.write("go\n")
                worker.stdin.flush()
        yield workers


def until(is_so: Callable[[], bool], *, every: float = 0.25) -> None:
    """Wait until it is so; it is asked seldom, so that asking costs little."""
    ends = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError("the backlog does not end")
        time.sleep(every)


@contextmanager
def durable() -> Iterator[Any]:
    """Start the PostgreSQL server of the tests, with every commit on the disk."""
    sys.path.append(str(TOOLS.parent / "tests"))
    from throwaway_postgresql import durable_databases  # noqa: PLC0415 - the tests' own, found only now

    with durable_databases() as databases:
        yield databases


def _moment(stored: datetime | str) -> datetime:
    """Return a moment as either driver gives it."""
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored


def _one(connection: psycopg.Connection[Any], query: LiteralString, *given: int) -> Any:  # noqa: ANN401 - what it asks
    row = connection.execute(query, given).fetchone()
    return row[0] if row else 0


FIGURES: Final = (
    Figure("postgresql_throughput", postgresql_throughput, "x", 2, least=True),
    Figure("postgresql_scaling", postgresql_scaling, "x", 1, least=True),
    Figure("sqlite_throughput", sqlite_throughput, "x", 0.6, least=True),
    Figure("memory_flat", memory_flat, "x", 1.1),
)
