"""How likely two texts are to be translations of each other."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from operator import mul
from typing import Final, NamedTuple

from cydbost_language.correspondence.lexicon import Lexicon
from cydbost_language.correspondence.terms import Terms

_ANCHOR: Final = re.compile(r"\d+|\{[^{}\n]{0,200}\}")
_DIGIT: Final = re.compile(r"\d")
_PAUSES: Final = ".?:!,"
_BY_CHANCE: Final = 0.1  # how often a word of a true translation has no counterpart in the lexicon
_COGNATE: Final = 20.0  # how telling a name or a loan in both is: as a word that stands there 20 times too often
_UNANSWERED: Final = log(_BY_CHANCE)
_STRONGEST: Final = 60.0
_USUAL: Final = 1.1  # Welsh is a tenth longer than its English
_FEW: Final = 6  # known words, below which each proves less


class Text(NamedTuple):
    """One version as it is compared: its words, and what it holds that is the same in any language."""

    terms: Terms
    anchors: frozenset[str]
    pause: str


def anchors_of(written: str) -> frozenset[str]:
    """Return the figures and the placeholders of a text."""
    if "{" not in written and not _DIGIT.search(written):
        return frozenset()
    return frozenset(_ANCHOR.findall(written))


def text_of(terms: Terms, written: str) -> Text:
    """Make the text of ``terms``; ``written`` is the version as it stands."""
    last = written.rstrip()[-1:]
    return Text(terms, anchors_of(written), last if last in _PAUSES else "")


#: How strongly each known key is answered on the other side: of the Welsh, and of the English.
Links = tuple[Mapping[str, float], Mapping[str, float]]


def links(lexicon: Lexicon, cy: Terms, en: Terms) -> Links:
    """Say how strongly each key that can be judged is answered on the other side; 0.0 where nothing does."""
    known, answers = lexicon.welsh, lexicon.answers
    here = {key: 0.0 for key in cy.keys if key in known}
    there: dict[str, float] = {}
    for key in en.keys:
        row = answers.get(key)
        if row is None:
            continue
        total = 0.0
        for welsh, ratio in row:
            if welsh in here:
                here[welsh] += ratio
                total += ratio
        there[key] = total
    for cognate in cy.cognates.keys() & en.cognates.keys():
        for side, key in ((here, cy.cognates[cognate]), (there, en.cognates[cognate])):
            if side.get(key, 0.0) < _COGNATE:
                side[key] = side.get(key, 0.0) + _COGNATE
    return here, there


def told(ratio: float, others: int) -> float:
    """Return the evidence of a word that is answered so strongly by a text of so many ``others``, as a logarithm."""
    return _all_told([ratio], others)[0]


def _all_told(ratios: Iterable[float], others: int) -> list[float]:
    """Return what :func:`told` says of each of ``ratios``; most of a judgement's arithmetic is here."""
    most = max(others, 1)
    return [
        log(_BY_CHANCE + (1 - _BY_CHANCE) * min(ratio / most, _STRONGEST)) if ratio else _UNANSWERED for ratio in ratios
    ]


def _answered(side: Mapping[str, float], others: int) -> float:
    """Return the mean evidence of one side's words, drawn to nothing where they are few."""
    return sum(_all_told(side.values(), others)) / (len(side) + 2)


def _anchored(cy: frozenset[str], en: frozenset[str]) -> float:
    """Say how far the figures and placeholders agree; figures that differ have a check, and spellings, of their own."""
    if cy == en:
        return 1.0 if cy else 0.0
    if cy & en:
        return 0.3
    return -1.0 if any(anchor.startswith("{") for anchor in cy | en) else 0.0


def _misfit(cy: int, en: int) -> float:
    """Say how ill the lengths fit; short texts vary more."""
    return min(abs(log((cy + 3) / (en * _USUAL + 3))) * min(1.0, sqrt((cy + en) / 60)), 1.5)


def features(linked: Links, cy: Text, en: Text) -> tuple[float, ...]:
    """Return what speaks for and against two texts being translations, the last a constant; in the weights' order."""
    here, there = linked
    welsh = _answered(here, len(en.terms.keys))
    english = _answered(there, len(cy.terms.keys))
    shared = len(cy.terms.cognates.keys() & en.terms.cognates.keys())
    known = len(here) + len(there)
    return (
        _anchored(cy.anchors, en.anchors),
        welsh,
        english,
        min(welsh, english),
        _misfit(cy.terms.letters, en.terms.letters),
        float(cy.pause != en.pause),
        float(known < _FEW),
        min(shared, 3) / 3,
        log(known + 1) * (welsh + english) / 2,
        log(known + 1) / 3,
        1.0,
    )


def likeness(weights: Sequence[float], linked: Links, cy: Text, en: Text) -> float:
    """Return the logarithm of the odds that ``cy`` and ``en`` translate each other rather than two other texts.

    The odds are those of a collection in which as many pairs are wrong as right: what counts is where the right ones
    end, which was measured.
    """
    return weigh(weights, features(linked, cy, en))


def weigh(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the logarithm of the odds that ``features`` speak for."""
    return float(sum(map(mul, weights, features)))
