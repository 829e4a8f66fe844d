"""Stretches of a comment that are surely in one language, and whether both languages have their say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cydbost_language.detection.weights import word_weight
from cydbost_language.detection.words import Word
from cydbost_language.pair import Language, Span

_CLEAR: Final = 1.5  #: a word that weighs less is no sign by itself
_NO_LOAN: Final = 2.2  #: everyday Welsh is no loan in English, as English nouns are in Welsh
_LEAST_SHARE: Final = 0.15  #: of all clear words, in the lesser language


@dataclass(slots=True)
class Run:
    """Words one after another in one language, within a sentence; unclear words between them do not end it."""

    language: Language
    start: int
    end: int
    sentence: int
    words: int = 0
    holding: int = 0  #: function words and everyday Welsh among them


def read_runs(words: Iterable[Word]) -> list[Run]:
    """Gather the clear words of ``words`` into runs, in order."""
    runs: list[Run] = []
    for word in words:
        weight = word_weight(word.key)
        if abs(weight.value) < _CLEAR:
            continue
        language = Language.CY if weight.value > 0 else Language.EN
        if not runs or runs[-1].language is not language or runs[-1].sentence != word.sentence:
            runs.append(Run(language, word.start, word.end, word.sentence))
        run = runs[-1]
        run.end, run.words = word.end, run.words + 1
        run.holding += weight.holds or weight.value >= _NO_LOAN
    return runs


def _stands_alone(run: Run, runs: list[Run]) -> bool:
    return all(other.language is run.language for other in runs if other.sentence == run.sentence)


def _says_something(run: Run, runs: list[Run]) -> bool:
    if run.words < 2:
        return False
    return run.holding > 0 or _stands_alone(run, runs)


def are_both_spoken(runs: list[Run]) -> bool:
    """Say whether Welsh and English each say something of their own.

    A loan noun, a name or one stray word does not: the lesser language needs two words running with a function
    word among them, or a sentence to itself.
    """
    clear = sum(run.words for run in runs)
    for language in Language:
        own = [run for run in runs if run.language is language]
        share = sum(run.words for run in own)
        if share < _LEAST_SHARE * clear or not any(_says_something(run, runs) for run in own):
            return False
    return True


def spans_of(runs: list[Run]) -> tuple[tuple[Language, Span], ...]:
    """Return the runs as stretches of the text."""
    return tuple((run.language, Span(run.start, run.end)) for run in runs)
