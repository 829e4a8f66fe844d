"""The comparison scored on labelled pairs: false alarms, damage found, and speed, each beside pofilter's."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cydbost_language import Pair, Severity, Side, check_pair
from labelled_rows import Row, rows_of
from measured import Measured
from rivals import Passes, pofilter

#: The most false alarms for each 1,000 good pairs.
MOST_ALARMS = {"pairs": 4.0, "posts": 10.0}
#: The least share of damage found, in %, where it is not the usual one.
LEAST_FOUND = {
    "copy_english": 100.0,
    "drop_line": 95.0,
    "drop_sentence": 90.0,
    "leave_english": 97.0,
    "number_word": 95.0,
    "swap_random": 97.0,
    "swap_similar": 92.0,
}
USUAL = 98.0


def passes(cy: str, en: str) -> bool:
    """Say whether nothing stops the pair."""
    found = check_pair(Pair(cy=Side(cy), en=Side(en)))
    return not any(finding.severity is Severity.BLOCK for finding in found)


def alarms(name: str, path: Path) -> Iterator[Measured]:
    """Measure false alarms and pairs a second of CPU time on good pairs, models loaded, each beside pofilter's."""
    rows = rows_of(path)
    stopped, took = _judged(passes, rows)
    yield Measured(f"{name}:false_alarms", stopped, "per_1000", MOST_ALARMS[name])
    rival = pofilter()
    if rival is None:
        yield Measured(f"{name}:speed", len(rows) / took, "pairs/s", 1000, least=True)
        return
    rival_stopped, rival_took = _judged(rival, rows)
    yield Measured(f"{name}:false_alarms:of_pofilter", _ratio(stopped, rival_stopped), "x", 1)
    yield Measured(f"{name}:speed:of_pofilter", rival_took / took, "x", 1, least=True)


def _judged(judge: Passes, rows: Sequence[Row]) -> tuple[float, float]:
    """Return the alarms for each 1,000 of ``rows``, and the CPU seconds that ``judge`` took once it was warm."""
    judge("Mae'r llyfrgell ar agor.", "The library is open.")
    start = time.process_time()
    stopped = sum(not judge(row["cy"], row["en"]) for row in rows)
    return 1000 * stopped / len(rows), time.process_time() - start


def _ratio(ours: float, theirs: float) -> float:
    """Return how many times ``theirs`` is ``ours``; none of none is none of it."""
    return ours / theirs if theirs else float("inf") if ours else 0.0


def found(name: str, path: Path) -> Iterator[Measured]:
    """Measure how much of each kind of damage is found, and how far that is above what pofilter finds.

    A detection counts only where the undamaged pair was passed by the same program.
    """
    rows = rows_of(path)
    total = Counter(row["type"] for row in rows)
    ours, rival = _hits(passes, rows), pofilter()
    theirs = _hits(rival, rows) if rival else None
    for kind in sorted(total):
        share = 100 * ours[kind] / total[kind]
        yield Measured(f"{name}:{kind}", share, "%", LEAST_FOUND.get(kind, USUAL), least=True)
        if theirs is not None:
            above = share - 100 * theirs[kind] / total[kind]
            yield Measured(f"{name}:{kind}:above_pofilter", above, "points", 0, least=True)


def _hits(judge: Passes, rows: Sequence[Row]) -> Counter[str]:
    return Counter(row["type"] for row in rows if not judge(row["cy"], row["en"]) and judge(row["cy_good"], row["en"]))
