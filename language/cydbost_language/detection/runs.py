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


def _shared_sentences(runs: list[Run]) -> frozenset[int]:
    """Return the sentences in which both languages have a run."""
    languages: dict[int, set[Language]] = {}
    for run in runs:
        languages.setdefault(run.sentence, set()).add(run.language)
    return frozenset(sentence for sentence, found in languages.items() if len(found) > 1)


def _says_something(run: Run, shared: frozenset[int]) -> bool:
    return run.words > 1 and (run.holding > 0 or run.sentence not in shared)


def lesser_share(runs: list[Run]) -> float:
    """Return the share of the clear words, up to 0.5, that the lesser of Welsh and English has; 0.0 if it is silent.

    A loan noun, a name or one stray word says nothing: each language needs two words running with a function word
    among them, or a sentence to itself.
    """
    clear = sum(run.words for run in runs)
    shared = _shared_sentences(runs)
    shares = []
    for language in Language:
        own = [run for run in runs if run.language is language]
        share = sum(run.words for run in own) / max(clear, 1)
        if share < _LEAST_SHARE or not any(_says_something(run, shared) for run in own):
            return 0.0
        shares.append(share)
    return min(shares)


def spans_of(runs: list[Run]) -> tuple[tuple[Language, Span], ...]:
    """Return the runs as stretches of the text."""
    return tuple((run.language, Span(run.start, run.end)) for run in runs)
