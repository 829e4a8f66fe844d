"""The sentences and lines of a pair, each with what speaks for its being left out of the other side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cydbost_language.comparison import Comparison, Version
from cydbost_language.correspondence.likeness import Links, anchors_of, told
from cydbost_language.correspondence.omission import Whole, by_scale, omission_features
from cydbost_language.correspondence.terms import terms
from cydbost_language.pair import Language
from cydbost_language.sentences import Stretch, wraps


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a version that the other may lack, with its features.

    ``telling`` is whether its words alone may prove it: several are known.
    """

    version: Version
    stretch: Stretch
    features: tuple[float, ...]
    telling: bool


def _letters(version: Version) -> float:
    return by_scale(version.vocabulary.terms.letters, welsh=version.language is Language.CY)


def candidates(comparison: Comparison, linked: Links, signs: Sequence[float]) -> Iterator[Candidate]:
    """Yield every sentence and line of both versions; ``signs`` are what their lengths alone say."""
    wrapped = wraps(comparison.cy.lines) or wraps(comparison.en.lines)
    for ours, version in zip(linked, (comparison.cy, comparison.en), strict=True):
        other = comparison.version(version.language.other)
        others = len(other.vocabulary.terms.keys)
        evidence = {key: told(ratio, others) for key, ratio in ours.items()}
        whole = Whole(
            evidence=evidence,
            all_evidence=sum(evidence.values()),
            length=_letters(version),
            other_length=_letters(other),
            lines=len(version.lines) - len(other.lines),
            wrapped=wrapped,
            sentences=len(version.sentences) - len(other.sentences),
            signs=tuple(signs),
        )
        for stretch in version.segments:
            said = terms(stretch.text, version.language)
            if said.keys:
                length = by_scale(said.letters, welsh=version.language is Language.CY)
                written = version.reading.text[stretch.start : stretch.end]
                anchored = not anchors_of(written).isdisjoint(other.vocabulary.anchors)
                features = omission_features(whole, said.keys, length, anchored=anchored)
                telling = sum(key in ours for key in said.keys) > 1
                yield Candidate(version, stretch, features, telling)
