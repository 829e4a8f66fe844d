"""What a worker that has nothing to do uses: CPU, by the kernel's own account."""

import os
import tempfile
import time
from pathlib import Path
from typing import Final

from bench_throughput import TOOLS, at_work, durable
from cydbost_queue.store import create_store
from measured import Figure

WATCHED: Final = 30.0  #: seconds for which an idle worker is watched
PAUSE: Final = 5.0  #: seconds that it may rest, as ``cydbost worker`` does


def idle_cpu_sqlite() -> float:
    """Return the CPU seconds that an idle worker on SQLite uses in a minute."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/queue.db"
        create_store(address).close()
        return idle_cpu(address)


def idle_cpu_postgresql() -> float:
    """Return the CPU seconds that an idle worker on PostgreSQL uses in a minute, the server's own left out."""
    with durable() as databases, databases.one() as address:
        return idle_cpu(address)


def idle_cpu(address: str) -> float:
    """Return the CPU seconds that an idle worker uses in a minute, once it has come to rest."""
    with at_work([str(TOOLS / "bench_worker.py"), address, str(PAUSE)], 1) as (worker,):
        time.sleep(3)
        before = cpu_of(worker.pid)
        time.sleep(WATCHED)
        return (cpu_of(worker.pid) - before) * 60 / WATCHED


def cpu_of(process: int) -> float:
    """Return the CPU seconds a process has used, from the kernel's own account."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


FIGURES: Final = (
    Figure("idle_cpu_sqlite", idle_cpu_sqlite, "s/min", 0.6),
    Figure("idle_cpu_postgresql", idle_cpu_postgresql, "s/min", 0.6),
)
