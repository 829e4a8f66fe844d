"""Score the comparison and the detector on labelled files; each line is ``NAME VALUE UNIT goal GOAL ok|SHORT``.

usage: score_language.py [--good FILE --damaged FILE] [--posts FILE --damaged-posts FILE] [--comments FILE]

The files are JSON Lines (.gz or not). Of good pairs and posts: ``en``, ``cy``. Of damaged ones also ``type`` and
``cy_good``, the Welsh before the damage: a detection counts only where the undamaged pair was passed. Of comments:
``text``, ``labels`` (those that are right) and ``group``. Exit status 1 when a figure falls short.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cydbost_language import Pair, Severity, Side, check_pair, detect

#: The most false alarms for each 1,000 good pairs.
MOST_ALARMS = {"pairs": 4.0, "posts": 10.0}
#: The least share of damage found, in %, where it is not the usual one.
LEAST_FOUND = {"swap_random": 97.0, "swap_similar": 92.0, "drop_line": 95.0, "drop_sentence": 95.0, "number_word": 95.0}
USUAL = 98.0
LEAST_SPEED = 1000.0  # pairs a second
LEAST_RIGHT = 95.0  # % of the comments of a group
MOST_ASTRAY = 1.0  # % of clear comments answered in the other language alone

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and its goal; ``least`` says that the goal is the least it may be, not the most."""

    name: str
    value: float
    unit: str
    goal: float
    least: bool

    @property
    def met(self) -> bool:
        """Say whether the goal is met."""
        return self.value >= self.goal if self.least else self.value <= self.goal

    def __str__(self) -> str:
        return f"{self.name} {self.value:.1f} {self.unit} goal {self.goal:g} {'ok' if self.met else 'SHORT'}"


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a plain or a compressed file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def passes(cy: str, en: str) -> bool:
    """Say whether nothing stops the pair."""
    found = check_pair(Pair(cy=Side(cy), en=Side(en)))
    return not any(finding.severity is Severity.BLOCK for finding in found)


def alarms(name: str, path: Path) -> Iterator[Figure]:
    """Measure false alarms and speed on good pairs, models loaded."""
    rows = rows_of(path)
    passes("Mae'r llyfrgell ar agor.", "The library is open.")
    start = time.perf_counter()
    stopped = sum(not passes(row["cy"], row["en"]) for row in rows)
    took = time.perf_counter() - start
    yield Figure(f"{name}:false_alarms", 1000 * stopped / len(rows), "per_1000", MOST_ALARMS[name], least=False)
    yield Figure(f"{name}:speed", len(rows) / took, "pairs/s", LEAST_SPEED, least=True)


def found(name: str, path: Path) -> Iterator[Figure]:
    """Measure how much of each kind of damage is found, where the undamaged pair was passed."""
    rows = rows_of(path)
    total = Counter(row["type"] for row in rows)
    hit = Counter(row["type"] for row in rows if not passes(row["cy"], row["en"]) and passes(row["cy_good"], row["en"]))
    for kind in sorted(total):
        goal = LEAST_FOUND.get(kind, USUAL)
        yield Figure(f"{name}:{kind}", 100 * hit[kind] / total[kind], "%", goal, least=True)


def understood(path: Path) -> Iterator[Figure]:
    """Measure how often a comment's language is right, by group, and how often its answer would go astray."""
    rows = rows_of(path)
    total, right = Counter[str](), Counter[str]()
    clear = astray = 0
    for row in rows:
        heard = detect(row["text"])
        group = f"{row['group']}:{row['labels'][0]}" if row["group"].endswith("words") else row["group"]
        total[group] += 1
        right[group] += heard.language in row["labels"]
        if row["labels"] in (["cy"], ["en"]):
            clear += 1
            astray += heard.reply_in not in (row["labels"][0], "both")
    for group in sorted(total):
        name = f"comments:{group.replace(' ', '_')}"
        yield Figure(name, 100 * right[group] / total[group], "%", LEAST_RIGHT, least=True)
    yield Figure("comments:answered_astray", 100 * astray / max(clear, 1), "%", MOST_ASTRAY, least=False)


#: What each option measures.
MEASURES: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "good": lambda path: alarms("pairs", path),
    "damaged": lambda path: found("pairs", path),
    "posts": lambda path: alarms("posts", path),
    "damaged-posts": lambda path: found("posts", path),
    "comments": understood,
}


def main(arguments: Sequence[str]) -> int:
    """Measure what files are given for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in MEASURES:
        parser.add_argument(f"--{name}", type=Path)
    asked = vars(parser.parse_args(arguments))
    files = {name: path for name in MEASURES if (path := asked[name.replace("-", "_")])}
    if not files:
        parser.error("name a file to score")
    short = False
    for name, path in files.items():
        for figure in MEASURES[name](path):
            short = short or not figure.met
            print(figure, flush=True)
    return int(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
