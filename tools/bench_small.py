"""What a person or a small server waits for: the start of a command, a due pair, an idle look, memory, a large pair."""

import resource
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

from bench_council import CY, EN, Council
from cydbost_language import Pair, Side, check_pair
from measured import Figure
from score_comments import MOST_MEMORY, memory

CYDBOST: Final = str(Path(sys.executable).with_name("cydbost"))

#: What the memory figure runs: a worker that has judged a pair and a comment, so every model is loaded.
LOADED_WORKER: Final = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import bench_council
from datetime import timedelta
from cydbost_language import detect
with bench_council.Council() as council:
    council.due_pair()
    detect("Pryd fydd y llyfrgell yn ailagor, os gwelwch yn dda?")
    council.clock.advance(timedelta(hours=2))
    council.worker.tick()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def help_cpu() -> float:
    """Return the CPU seconds of ``cydbost --help``, started anew each time."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([CYDBOST, "--help"], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()
    return statistics.median(once() for _ in range(7))


def due_pair_work() -> float:
    """Return the milliseconds of one tick that puts a due pair on the noticeboard, models loaded."""

    def once(council: Council) -> float:
        council.due_pair()
        council.clock.advance(timedelta(hours=1))
        start = time.perf_counter()
        council.worker.tick()
        return 1000 * (time.perf_counter() - start)

    with Council() as council:
        once(council)
        return statistics.median(once(council) for _ in range(9))


def stored_tick_ratio() -> float:
    """Return how much longer an idle tick takes with a million scheduled postings than with a thousand."""

    def idle(council: Council) -> float:
        start = time.perf_counter()
        council.worker.tick()
        return time.perf_counter() - start

    with Council() as few, Council() as many:
        few.fill(1_000)
        many.fill(1_000_000)
        idle(few)
        idle(many)
        pairs = [(idle(many), idle(few)) for _ in range(21)]
        return statistics.median(slow for slow, _ in pairs) / statistics.median(fast for _, fast in pairs)


def worker_memory() -> float:
    """Return the peak resident megabytes of a worker with the language models loaded."""
    command = [sys.executable, "-c", LOADED_WORKER, str(Path(__file__).parent)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def megabyte_pair() -> float:
    """Return the CPU seconds of comparing a pair of one megabyte in all, models loaded."""
    cy, en = (Side(text * (500_000 // len(text))) for text in (CY, EN))
    check_pair(Pair(Side(CY), Side(EN)))

    def once() -> float:
        start = time.process_time()
        check_pair(Pair(cy, en))
        return time.process_time() - start

    return statistics.median(once() for _ in range(3))


FIGURES: Final = (
    Figure("help_cpu", help_cpu, "s", 0.35),
    Figure("due_pair_work", due_pair_work, "ms", 250),
    Figure("stored_tick_ratio", stored_tick_ratio, "x", 1.5),
    Figure("worker_memory", worker_memory, "MB", 250),
    Figure("megabyte_pair", megabyte_pair, "s", 3),
    Figure("detection_memory", memory, "MB", MOST_MEMORY),
)
