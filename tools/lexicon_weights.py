"""Fit the weights of the judgements that rest on the lexicon, on texts of repositories it has not seen."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from cydbost_language import Agreements, Language, Pair, Side
from cydbost_language.checks.structure import signs
from cydbost_language.comparison import Comparison
from cydbost_language.correspondence.lexicon import Lexicon
from cydbost_language.correspondence.likeness import Text, features, links
from cydbost_language.correspondence.stretches import Arrangement, candidates

SEED = 5
CUTS = 3  # of each text, at most
STEPS = 8  # of Newton's method
Samples = list[tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A translation, read."""

    source: str
    licence: str
    pair: Pair
    cy: Text
    en: Text


def mispaired(rows: Sequence[Row]) -> Iterator[tuple[Text, Text]]:
    """Give each English a Welsh of the same repository that is not its own: every other one about as long."""
    chance = random.Random(SEED)  # noqa: S311 - a sample
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    for place, row in enumerate(rows):
        others = chance.choices(by_source[row.source], k=40 if place % 2 else 1)
        strange = [other for other in others if other.cy != row.cy and other.en != row.en]
        if strange:
            near = min(strange, key=lambda other: abs(other.cy.terms.letters - row.cy.terms.letters))
            yield near.cy, row.en


def pairs_told_apart(rows: Sequence[Row], lexicon: Lexicon) -> tuple[Samples, Samples]:
    """Return the features of translations, and of texts that are not translations of each other."""
    good = [features(links(lexicon, row.cy.terms, row.en.terms), row.cy, row.en) for row in rows]
    bad = [features(links(lexicon, cy.terms, en.terms), cy, en) for cy, en in mispaired(rows)]
    return good, bad


def _looked_at(comparison: Comparison, lexicon: Lexicon) -> dict[tuple[Language, int], tuple[float, ...]]:
    linked = links(lexicon, comparison.cy.vocabulary.terms, comparison.en.vocabulary.terms)
    arrangement = Arrangement(comparison)
    found = candidates(arrangement, linked, signs(arrangement))
    return {(one.version.language, one.stretch.start): one.features for one in found}


def _cut(comparison: Comparison, language: Language, place: int) -> Comparison:
    """Take the stretch at ``place`` out of the version in ``language``."""
    version = comparison.version(language)
    span = version.span(version.segments[place])
    rest = version.side.text[: span.start] + version.side.text[span.end :]
    sides = {language: Side(rest), language.other: comparison.version(language.other).side}
    return Comparison(Pair(cy=sides[Language.CY], en=sides[Language.EN]), Agreements())


def stretches_told_apart(rows: Sequence[Row], lexicon: Lexicon) -> tuple[Samples, Samples]:
    """Return the features of stretches whose counterpart has been cut out, and of stretches that have theirs."""
    chance = random.Random(SEED)  # noqa: S311 - a sample
    lost: Samples = []
    kept: Samples = []
    for row in rows:
        whole = Comparison(row.pair, Agreements())
        count = len(whole.cy.segments)
        if max(count, len(whole.en.segments)) < 2:
            continue
        here = [*_looked_at(whole, lexicon).values()]
        kept += chance.sample(here, min(3, len(here)))
        if count != len(whole.en.segments):
            continue
        for place in chance.sample(range(count), min(CUTS, count)):
            language = chance.choice([*Language])
            left = whole.version(language.other).segments[place]
            found = _looked_at(_cut(whole, language, place), lexicon).get((language.other, left.start))
            if found:
                lost.append(found)
    return lost, kept


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations (Gauss, with the largest pivot)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(len(rows)):
            if row != at:
                factor = rows[row][at]
                rows[row] = [value - factor * pivot for value, pivot in zip(rows[row], rows[at], strict=True)]
    return [row[-1] for row in rows]


def fit(good: Samples, bad: Samples) -> list[float]:
    """Fit the weights that tell ``good`` features from ``bad`` (logistic regression, by Newton's method)."""
    told = [(row, 1.0) for row in good] + [(row, 0.0) for row in bad]
    size = len(good[0])
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-weight for weight in weights]
        bend = [[float(row == column) for column in range(size)] for row in range(size)]
        for row, truth in told:
            chance = 1 / (1 + exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, row, strict=True))))))
            pull = chance * (1 - chance)
            for at, value in enumerate(row):
                if value:
                    slope[at] += (truth - chance) * value
                    scaled = pull * value
                    bend[at] = [old + scaled * other for old, other in zip(bend[at], row, strict=True)]
        weights = [old + step for old, step in zip(weights, solve(bend, slope), strict=True)]
    return weights
