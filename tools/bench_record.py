"""How fast the record is proved to be whole, and in how much memory."""

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from cydbost_queue.store import create_store
from measured import Figure
from stored_record import write_record

ENTRIES: Final = 1_000_000
FEW: Final = 50_000

#: A process that proves a record, and tells how many entries it went through in how many seconds, and its peak.
PROOF: Final = """
import resource, sys, time
from cydbost_queue.record.verify import verify
from cydbost_queue.store import open_store
store = open_store(sys.argv[1])
start = time.process_time()
proof = verify(store)
assert proof.is_whole, proof.flaws[:3]
print(proof.entries, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def verify_rate() -> float:
    """Return how many entries of a million one process proves in a second, median of 3."""
    with record_of(ENTRIES) as address:
        runs = [prove(address) for _ in range(3)]
    return statistics.median(entries / seconds for entries, seconds, _ in runs)


def verify_memory() -> float:
    """Return the peak memory of proving a million entries as a ratio to that of proving fifty thousand."""
    with record_of(FEW) as few, record_of(ENTRIES) as many:
        return prove(many)[2] / prove(few)[2]


@contextmanager
def record_of(entries: int) -> Iterator[str]:
    """Give the address of an SQLite database with a record of about so many entries."""
    folder = Path(tempfile.mkdtemp())
    address = f"sqlite:///{folder / 'queue.db'}"
    try:
        with closing(create_store(address)) as store:
            write_record(store, entries)
        yield address
    finally:
        shutil.rmtree(folder)


def prove(address: str) -> tuple[int, float, float]:
    """Prove a record in a process of its own; return its entries, the seconds it took, and the peak memory in kB."""
    done = subprocess.run([sys.executable, "-c", PROOF, address], check=True, capture_output=True, text=True)
    entries, seconds, peak = done.stdout.split()
    return int(entries), float(seconds), float(peak)


FIGURES: Final = (
    Figure("verify_rate", verify_rate, "entries/s", 50_000, least=True),
    Figure("verify_memory", verify_memory, "x", 1.2),
)
