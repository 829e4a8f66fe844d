"""procrastinate with empty jobs: the kept queue on PostgreSQL that the throughput is measured against.

usage: rival_queue.py ADDRESS        (one worker: it says that it is ready, waits for a line, and ends with the jobs)
"""

import asyncio
import importlib
import sys
from typing import Any


def app_at(address: str) -> Any:  # noqa: ANN401 - procrastinate is installed only where it is measured
    """Return procrastinate's app on a database, with one task that does nothing."""
    rival = importlib.import_module("procrastinate")
    app = rival.App(connector=rival.PsycopgConnector(conninfo=address))
    app.task(name="nothing")(_nothing)
    return app


def _nothing() -> None:
    """Do nothing."""


async def _work(address: str) -> None:
    app = app_at(address)
    async with app.open_async():
        print("ready", flush=True)
        sys.stdin.readline()
        await app.run_worker_async(wait=False, install_signal_handlers=False)


async def owe_jobs(address: str, count: int) -> None:
    """Leave ``count`` empty jobs to be done, in a schema that is made first."""
    app = app_at(address)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await app.tasks["nothing"].batch_defer_async(*({} for _ in range(count)))


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1]))
