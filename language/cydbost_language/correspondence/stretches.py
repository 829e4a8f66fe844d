"""The sentences and lines of a pair, each with what speaks for its being left out of the other side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cydbost_language.comparison import Comparison, Version
from cydbost_language.correspondence.layout import Layout, layout
from cydbost_language.correspondence.likeness import Links, anchors_of, told
from cydbost_language.correspondence.omission import Compared, Marks, Told, by_scale, omission_features
from cydbost_language.correspondence.terms import Terms, terms
from cydbost_language.pair import Language
from cydbost_language.sentences import Stretch

_STOPS: Final = ".!?"
Group = tuple[Sequence[Stretch], Sequence[Stretch]]  #: stretches of the Welsh, and those of the English to compare


class Arrangement:
    """Which stretches of the two versions are compared with which."""

    def __init__(self, comparison: Comparison) -> None:
        self.cy, self.en = comparison.cy, comparison.en
        self.comparison = comparison

    @cached_property
    def layout(self) -> Layout:
        """How the lines of the two versions answer each other."""
        cy, en = self.cy, self.en
        return layout((cy.lines, cy.sentences), (en.lines, en.sentences))

    @cached_property
    def groups(self) -> list[Group]:
        """The stretches to compare: those of each line with its counterpart's, or all with all."""
        if self.layout is Layout.PAIRED:
            return [*zip(_by_line(self.cy), _by_line(self.en), strict=True)]
        if self.layout is Layout.UNLIKE:
            return [(self.cy.sentences, self.en.sentences)]
        if self.layout is Layout.WRAPPED:
            return [(self.cy.lines, self.en.lines)]
        return [(self.cy.segments, self.en.segments)]

    @property
    def sentences(self) -> list[Group]:
        """The sentences to align by their lengths."""
        return self.groups if self.layout is Layout.PAIRED else [(self.cy.sentences, self.en.sentences)]


def _by_line(version: Version) -> Iterator[list[Stretch]]:
    """Yield the stretches of each line."""
    segments = [*reversed(version.segments)]
    for line in version.lines:
        found = []
        while segments and segments[-1].start < line.end:
            found.append(segments.pop())
        yield found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a version that the other may lack, with its features.

    ``telling`` is whether its words alone may prove it: several are known.
    """

    version: Version
    stretch: Stretch
    features: tuple[float, ...]
    telling: bool


def _marks(version: Version, stretch: Stretch, other: Version) -> Marks:
    """Look at what is no word: figures, placeholders, and how the texts begin and end."""
    anchors = anchors_of(version.reading.text[stretch.start : stretch.end])
    first, last = stretch.start == version.lines[0].start, stretch.end == version.lines[-1].end
    begins, ends = (other.lines[0].text[0], other.lines[-1].text[-1]) if other.lines else ("", "")
    return Marks(
        anchored=not anchors.isdisjoint(other.vocabulary.anchors),
        unfilled=any(anchor.startswith("{") for anchor in anchors - other.vocabulary.anchors),
        headless=first and stretch.text[0].isupper() and begins.islower(),
        cut=last and stretch.text[-1] in _STOPS and ends.isalnum(),
    )


def _told(linked: Links, versions: tuple[Version, Version]) -> tuple[Told, Told]:
    """Return how far each known key of either version is answered by the other."""
    keys = [len(version.vocabulary.terms.keys) for version in versions]
    cy, en = (
        {key: told(ratio, others) for key, ratio in side.items()}
        for side, others in zip(linked, keys[::-1], strict=True)
    )
    return Told(cy, sum(cy.values())), Told(en, sum(en.values()))


def candidates(arrangement: Arrangement, linked: Links, signs: Sequence[float]) -> Iterator[Candidate]:
    """Yield every sentence and line of both versions; ``signs`` are what their lengths alone say."""
    versions = arrangement.cy, arrangement.en
    answered = _told(linked, versions)
    comparable = arrangement.layout in (Layout.LISTED, Layout.WRAPPED)
    lines = len(versions[0].lines) - len(versions[1].lines) if comparable else 0
    for group in arrangement.groups:
        counted = group if arrangement.layout is not Layout.WRAPPED else (versions[0].sentences, versions[1].sentences)
        said = [
            [terms(stretch.text, version.language) for stretch in stretches]
            for version, stretches in zip(versions, group, strict=True)
        ]
        lengths = [
            by_scale(sum(one.letters for one in side), welsh=version.language is Language.CY)
            for version, side in zip(versions, said, strict=True)
        ]
        for here, there in ((0, 1), (1, 0)):
            version = versions[here]
            side = Compared(
                told=answered[here],
                length=lengths[here],
                other_length=lengths[there],
                lines=-lines if here else lines,
                wrapped=arrangement.layout is Layout.WRAPPED,
                sentences=len(counted[here]) - len(counted[there]),
                signs=tuple(signs),
            )
            for stretch, spoken in zip(group[here], said[here], strict=True):
                if spoken.keys:
                    yield _candidate(version, versions[there], side, stretch, spoken)


def _candidate(version: Version, other: Version, side: Compared, stretch: Stretch, said: Terms) -> Candidate:
    length = by_scale(said.letters, welsh=version.language is Language.CY)
    features = omission_features(side, said.keys, length, _marks(version, stretch, other))
    return Candidate(version, stretch, features, sum(key in side.told.keys for key in said.keys) > 1)
