"""What shows which piece of one version answers for which of the other: facts, names, and words that translate."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log
from typing import Final

from cydbost_language.comparison import Comparison, Version
from cydbost_language.correspondence.lexicon import lexicon
from cydbost_language.correspondence.likeness import links
from cydbost_language.correspondence.terms import terms
from cydbost_language.facts import Kind
from cydbost_language.matching import match
from cydbost_language.pair import Span
from cydbost_language.parting.units import Unit

_FACT: Final = 6.0  #: how much two matching facts tell, in the unit of the words
_NAME: Final = 3.0
_WORD: Final = 0.5  #: how much one word does that translates another, at most
_TELLING: Final = log(20)  #: a word that stands beside its translation so many times as often as by chance tells it all
_BAND: Final = 6  #: how many pieces off the diagonal words are compared
_CAPITALISED: Final = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}\b")


class Evidence:
    """How much speaks for two pieces being in the same part, for all pieces of both versions."""

    def __init__(self, comparison: Comparison, cy: Sequence[Unit], en: Sequence[Unit]) -> None:
        """``cy`` and ``en`` are the pieces of the versions that ``comparison`` holds."""
        weights = [[0.0] * len(en) for _ in cy]
        for here, there, weight in (*_facts(comparison), *_names(comparison)):
            row, column = _unit_at(cy, here), _unit_at(en, there)
            if row is not None and column is not None:
                weights[row][column] += weight
        for row, column, weight in _words(comparison, cy, en):
            weights[row][column] += weight
        self._sums = _sums(weights, len(en))

    def torn(self, row: int, column: int) -> float:
        """Return how much would be torn apart by dividing before the Welsh piece ``row`` and the English ``column``."""
        sums = self._sums
        upper_right = sums[row][-1] - sums[row][column]
        lower_left = sums[-1][column] - sums[row][column]
        return upper_right + lower_left


def _sums(weights: Sequence[Sequence[float]], columns: int) -> list[list[float]]:
    """Return the sum of all weights above and to the left of each place."""
    sums = [[0.0] * (columns + 1)]
    for row in weights:
        upto = [*accumulate(row, initial=0.0)]
        sums.append([above + here for above, here in zip(sums[-1], upto, strict=True)])
    return sums


def _unit_at(pieces: Sequence[Unit], span: Span) -> int | None:
    return next((place for place, one in enumerate(pieces) if one.span.start <= span.start < one.span.end), None)


def _facts(comparison: Comparison) -> Iterator[tuple[Span, Span, float]]:
    """Yield the facts that answer for each other; of such as links, those in the same place."""
    for kind in Kind:
        matched = match(comparison.cy.facts(kind), comparison.en.facts(kind))
        pairs = [*matched.pairs]
        if len(matched.cy) == len(matched.en):
            pairs += zip(matched.cy, matched.en, strict=True)
        yield from ((cy.span, en.span, _FACT) for cy, en in pairs)


def _names(comparison: Comparison) -> Iterator[tuple[Span, Span, float]]:
    """Yield the names that stand once in each version, written alike."""
    cy, en = (_once(version) for version in (comparison.cy, comparison.en))
    yield from ((cy[name], en[name], _NAME) for name in cy.keys() & en.keys())


def _once(version: Version) -> dict[str, Span]:
    found = [*_CAPITALISED.finditer(version.words.text)]
    times = Counter(match.group() for match in found)
    return {one.group(): version.words.span(*one.span()) for one in found if times[one.group()] == 1}


def _words(comparison: Comparison, cy: Sequence[Unit], en: Sequence[Unit]) -> Iterator[tuple[int, int, float]]:
    """Yield for each two pieces that may answer each other how many of their words translate each other."""
    known = lexicon()
    ours = [terms(comparison.pair.cy.text[one.span.start : one.span.end], comparison.cy.language) for one in cy]
    theirs = [terms(comparison.pair.en.text[one.span.start : one.span.end], comparison.en.language) for one in en]
    for row, here in enumerate(ours):
        middle = row * len(en) // len(cy)
        for column in range(max(0, middle - _BAND), min(len(en), middle + _BAND + 1)):
            strengths = links(known, here, theirs[column])[0].values()
            told = sum(min(log(ratio), _TELLING) for ratio in strengths if ratio > 1)
            if told:
                yield row, column, _WORD * told / _TELLING
