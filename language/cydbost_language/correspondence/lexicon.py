"""Which words translate which, as counted in published translations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from threading import Lock
from typing import Final

#: The weights of the file are hundredths of a natural logarithm over this; two figures are as exact as counts allow.
SCALE: Final = 10
_READING: Final = Lock()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Associations of words, by their keys.

    ``answers`` says, for an English key, how many times as often as by chance each Welsh key stands beside it;
    ``welsh`` are the Welsh keys it knows. ``weights`` weigh the features of a judgement, by its name (``likeness``,
    ``omission``).
    """

    answers: Mapping[str, tuple[tuple[str, float], ...]]
    welsh: frozenset[str]
    weights: Mapping[str, tuple[float, ...]]


def parse(text: str) -> Lexicon:
    """Read the lexicon's file: comments after ``#``, the weights after ``=``, a line for each English key.

    Raises:
        ValueError: a line is not of that form.
    """
    answers: dict[str, tuple[tuple[str, float], ...]] = {}
    weights: dict[str, tuple[float, ...]] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        if line.startswith("="):
            name, *numbers = line[1:].split()
            weights[name] = tuple(map(float, numbers))
            continue
        key, *pairs = line.split(" ")
        found = (pair.rpartition(":") for pair in pairs)
        answers[key] = tuple((welsh, exp(int(weight) / SCALE)) for welsh, _, weight in found)
    welsh = frozenset(key for row in answers.values() for key, _ in row)
    return Lexicon(answers, welsh, weights)


@cache
def _read() -> Lexicon:
    from importlib.resources import files  # noqa: PLC0415 - 10 ms that only the first comparison need pay

    return parse(files("cydbost_language").joinpath("data", "associations.txt").read_text(encoding="utf-8"))


def lexicon() -> Lexicon:
    """Return the lexicon of the package's data, read once. Safe from many threads."""
    with _READING:
        return _read()
