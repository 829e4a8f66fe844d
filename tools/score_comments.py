"""The detector scored on labelled comments: right, astray, quick and small, beside lingua and cld2."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from cydbost_language import Detection, detect
from labelled_rows import Row, rows_of
from measured import Measured
from rivals import Names, cld2, lingua

#: The least % that is right: hard comments, texts of a third language, and texts of so many words.
LEAST_HARD = 93.0
LEAST_OTHER = 93.0
LEAST_BY_LENGTH = {1: 96.0, 2: 98.0, 3: 99.3, 5: 99.8}
MOST_ASTRAY, MOST_BOTH = 0.3, 5.0  #: % of the clear comments of three words or more
LEAST_SPEED = 5000  #: texts a second of CPU time
LEAST_OF_LINGUA = 0.25  #: of the speed of lingua, which only chooses between two languages
MOST_MEMORY = 200.0  #: megabytes
_CLEAR = 3  # words

#: What the memory figure runs: one process that has detected texts of every kind, so that every model is loaded.
ALONE = """
import resource
from cydbost_language import detect
for text in ("Pryd fydd y llyfrgell yn ailagor?", "When will it reopen?", "diolch, see you there", "Dziękuję bardzo",
             "Cá bhfuil an leabharlann?", "tbh ma'r bins heb ga'l eu casglu eto", "👍", "mae'n hwyr " * 500):
    detect(text)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def memory() -> float:
    """Return the peak resident megabytes of a process that detects languages and does nothing else."""
    done = subprocess.run([sys.executable, "-c", ALONE], check=True, capture_output=True, text=True)
    return float(done.stdout)


def understood(path: Path) -> Iterator[Measured]:
    """Measure how often a comment's language is right, by kind and length, and what becomes of the answers."""
    rows = rows_of(path)
    ours, took = _heard(rows)
    two, two_took = _named(lingua(), rows)
    many = cld2()
    third = _named(many, rows)[0] if many else None
    yield from _hard(rows, [str(one.language) for one in ours], two, third)
    yield from _by_length(rows, [str(one.language) for one in ours], two)
    yield from _others(rows, [str(one.language) for one in ours])
    yield from _answers(rows, ours)
    yield Measured("comments:speed", len(rows) / took, "texts/s", LEAST_SPEED, least=True)
    yield Measured("comments:speed:of_lingua", two_took / took, "x", LEAST_OF_LINGUA, least=True)


def _heard(rows: Sequence[Row]) -> tuple[list[Detection], float]:
    detect("Pryd fydd y llyfrgell yn ailagor?")
    start = time.process_time()
    return [detect(row["text"]) for row in rows], time.process_time() - start


def _named(name: Names, rows: Sequence[Row]) -> tuple[list[str], float]:
    name("Pryd fydd y llyfrgell yn ailagor?")
    start = time.process_time()
    return [name(row["text"]) for row in rows], time.process_time() - start


def _words(row: Row) -> int:
    """Return of how many words the texts of this row's group are; 0 where the group is of another kind."""
    number, _, unit = str(row["group"]).partition(" ")
    return int(number) if unit == "words" else 0


def _is_hard(row: Row) -> bool:
    return not _words(row) and not _is_other(row)


def _is_other(row: Row) -> bool:
    return str(row["group"]).startswith("other:")


def _share(rows: Sequence[Row], answers: Sequence[str], places: Sequence[int]) -> float:
    return 100 * sum(answers[at] in rows[at]["labels"] for at in places) / max(len(places), 1)


def _hard(
    rows: Sequence[Row], ours: Sequence[str], two: Sequence[str], third: Sequence[str] | None
) -> Iterator[Measured]:
    places = [at for at, row in enumerate(rows) if _is_hard(row)]
    if not places:
        return
    share = _share(rows, ours, places)
    yield Measured("comments:hard", share, "%", LEAST_HARD, least=True)
    for name, theirs in (("lingua", two), ("cld2", third)):
        if theirs is not None:
            above = share - _share(rows, theirs, places)
            yield Measured(f"comments:hard:above_{name}", above, "points", 0, least=True)


def _by_length(rows: Sequence[Row], ours: Sequence[str], two: Sequence[str]) -> Iterator[Measured]:
    """Welsh and English each; five words and more are counted together."""
    for language in ("cy", "en"):
        for words, goal in LEAST_BY_LENGTH.items():
            longest = words == max(LEAST_BY_LENGTH)
            most = 1000 if longest else words
            places = [at for at, row in enumerate(rows) if row["labels"] == [language] and words <= _words(row) <= most]
            if places:
                name = f"comments:{words}{'+' if longest else ''}_words:{language}"
                share = _share(rows, ours, places)
                yield Measured(name, share, "%", goal, least=True)
                above = share - _share(rows, two, places)
                yield Measured(f"{name}:above_lingua", above, "points", 0, least=True)


def _others(rows: Sequence[Row], ours: Sequence[str]) -> Iterator[Measured]:
    places = [at for at, row in enumerate(rows) if _is_other(row)]
    if places:
        yield Measured("comments:other_languages", _share(rows, ours, places), "%", LEAST_OTHER, least=True)


def _answers(rows: Sequence[Row], ours: Sequence[Detection]) -> Iterator[Measured]:
    """What becomes of comments that are wholly Welsh or wholly English, and long enough to be clear."""
    clear = [
        (str(row["labels"][0]), str(one.reply_in))
        for row, one in zip(rows, ours, strict=True)
        if row["labels"] in (["cy"], ["en"]) and len(row["text"].split()) >= _CLEAR
    ]
    if clear:
        astray = sum(answer not in (wanted, "both") for wanted, answer in clear)
        both = sum(answer == "both" for _wanted, answer in clear)
        yield Measured("comments:answered_astray", 100 * astray / len(clear), "%", MOST_ASTRAY)
        yield Measured("comments:answered_in_both", 100 * both / len(clear), "%", MOST_BOTH)
