"""Both versions of a message, read once, for every check to look at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from cydbost_language.correspondence.lexicon import lexicon
from cydbost_language.correspondence.likeness import Links, Text, links, text_of
from cydbost_language.correspondence.terms import terms
from cydbost_language.facts import Fact, Facts, Kind, addresses, counts, figures, may_ask_for_number
from cydbost_language.lazily import lazily
from cydbost_language.matching import Matched, match
from cydbost_language.pair import Agreements, Language, Pair, Side, Span
from cydbost_language.sentences import Stretch, lines, segments, sentences
from cydbost_language.shared_names import names_of_both
from cydbost_language.signs import Sign, signs_of
from cydbost_language.spelling import NO_SPELLERS, Spellers
from cydbost_language.text import Reading, read
from cydbost_language.voice import Voice, voice

_NO_AGREEMENTS: Final = Agreements()
_ALPHANUMERIC: Final = re.compile(r"[^\W_]+")
_LONGEST_LINE: Final = 500
_ENOUGH: Final = 5000  # characters, to tell which language a version is in


def _stretches(line: str, reading: Reading) -> list[tuple[int, int]]:
    """Find ``line`` in ``reading`` whatever its case and white space."""
    words = read(line[:_LONGEST_LINE], reading.language).text.split()
    if not words:
        return []
    pattern = re.compile(r"\s{1,5}".join(map(re.escape, words)), re.IGNORECASE)
    return [line.span() for line in pattern.finditer(reading.text)]


def _parted(reading: Reading, astray: Sequence[Stretch]) -> tuple[Reading, Reading]:
    """Return ``reading`` without the stretches ``astray``, and those alone, in the other language."""
    places = [(stretch.start, stretch.end) for stretch in astray]
    edges = [0, *(edge for place in places for edge in place), len(reading.text)]
    between = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    return reading.without(places), replace(reading.without(between), language=reading.language.other)


def _in_order(parts: Iterable[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """Return the facts of the parts of a version in the order they stand."""
    several = [facts for facts in parts if facts]
    if len(several) < 2:
        return several[0] if several else ()
    return tuple(sorted((fact for facts in several for fact in facts), key=lambda fact: fact.span.start))


class Version:
    """One version, read: its facts, its sentences and lines; each found when first asked for, and kept."""

    def __init__(
        self,
        side: Side,
        language: Language,
        *,
        agreements: Agreements = _NO_AGREEMENTS,
        spellers: Spellers = NO_SPELLERS,
    ) -> None:
        """The names of ``agreements`` may stand in either language; its lists are the council's own."""
        self.side = side
        self.agreements = agreements
        self.language = language
        self.reading = read(side.text, language)
        #: What is compared: the reading without what is agreed to differ.
        self.compared = self.reading
        #: The other version's text, where there is one.
        self.beside = ""
        self._names = tuple(chain.from_iterable(agreements.names))
        self.spellers = spellers

    @lazily
    def _addresses(self) -> tuple[Facts, Reading]:
        return addresses(self.compared)

    @lazily
    def _parts(self) -> tuple[Reading, ...]:
        """The words, those of each language apart: a sentence left in English has English dates."""
        if self.spoken is not self.language:
            return (replace(self.words, language=self.spoken),)
        return _parted(self.words, self.astray) if self.astray else (self.words,)

    @lazily
    def _figures(self) -> tuple[tuple[Facts, Reading], ...]:
        """Of each part, its dates, times and sums, and what is left to be searched for numbers."""
        return tuple(map(figures, self._parts))

    @lazily
    def _numbers(self) -> tuple[Fact, ...]:
        return _in_order(counts(rest) for _, rest in self._figures)

    @lazily
    def kinds(self) -> frozenset[Kind]:
        """The kinds of fact of which there are some; of numbers, where there may be one that has to be answered."""
        found = [*self._addresses[0]]
        for (facts, _), part in zip(self._figures, self._parts, strict=True):
            found += facts
            if may_ask_for_number(part):
                found.append(Kind.NUMBER)
        return frozenset(found)

    @lazily
    def signs(self) -> frozenset[Sign]:
        """What the text shows at a glance."""
        return signs_of(self.side.text, self.reading)

    @lazily
    def spoken(self) -> Language:
        """The language that the version is really in: its own, unless it is a copy or in the wrong place."""
        heard = self.heard[0][1] if len(self.heard) == 1 else self._hear(self.words.text[:_ENOUGH])
        return self.language.other if heard.foreign else self.language

    @lazily
    def letters(self) -> int:
        """How many letters and figures it has, addresses left out."""
        words = self.words
        return len("".join(_ALPHANUMERIC.findall(words.text) if words.has_digit else words.runs))

    def facts(self, kind: Kind) -> tuple[Fact, ...]:
        """Return the facts of ``kind``, in the order they stand; what is agreed to differ is left out."""
        if kind is Kind.NUMBER:
            return self._numbers
        if kind in self._addresses[0]:
            return self._addresses[0][kind]
        return _in_order(facts.get(kind, ()) for facts, _ in self._figures)

    @property
    def words(self) -> Reading:
        """The text with addresses, tags and placeholders masked."""
        return self._addresses[1]

    @lazily
    def vocabulary(self) -> Text:
        """The words and the anchors by which it is told whether the versions translate each other."""
        return text_of(terms(self.words.text, self.language), self.reading.text)

    @lazily
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences, list items and headings."""
        return sentences(self.words)

    @lazily
    def segments(self) -> tuple[Stretch, ...]:
        """The sentences, each line of one by itself: the smallest stretch that can be in another language."""
        text = self.words.text
        if "\n" not in text and "\r" not in text:
            return self.sentences
        return tuple([segment for sentence in self.sentences for segment in segments(sentence)])

    @lazily
    def heard(self) -> tuple[tuple[Stretch, Voice], ...]:
        """Each segment with the language it speaks."""
        return tuple([(part, self._hear(part.text)) for part in self.segments])

    @lazily
    def astray(self) -> tuple[Stretch, ...]:
        """The segments that are in the other language."""
        return tuple([part for part, spoken in self.heard if spoken.foreign])

    def _hear(self, text: str) -> Voice:
        """Judge which language ``text`` speaks; where not its own, again without the names that both versions have."""
        heard = voice(text, self.language, names=self._names)
        names = names_of_both(text, self.beside) if heard.foreign and self.beside else ()
        return voice(text, self.language, names=(*self._names, *names)) if names else heard

    @lazily
    def lines(self) -> tuple[Stretch, ...]:
        """The lines that say something."""
        if len(self.sentences) == 1 and self.segments is self.sentences:
            return self.sentences
        return tuple(lines(self.words))

    @property
    def whole(self) -> Span:
        """The span of the whole text."""
        return Span(0, len(self.side.text))

    def span(self, stretch: Stretch) -> Span:
        """Say where ``stretch`` stands in the original text."""
        return self.reading.span(stretch.start, stretch.end)


class Comparison:
    """A pair, read, with what the council has agreed may differ in it."""

    def __init__(self, pair: Pair, agreements: Agreements, spellers: Spellers = NO_SPELLERS) -> None:
        self.pair = pair
        self.agreements = agreements
        self.cy, self.en = (
            Version(pair.side(language), language, agreements=agreements, spellers=spellers) for language in Language
        )
        self.cy.beside, self.en.beside = self.en.reading.text, self.cy.reading.text
        for version in (self.cy, self.en) if agreements.lines else ():
            version.compared = self._without_agreed(version.language, version.reading)

    def version(self, language: Language) -> Version:
        """Return the version in ``language``."""
        return self.cy if language is Language.CY else self.en

    @lazily
    def figures(self) -> Matched:
        """The times and the numbers of both versions, matched together: ``14.45`` may be either."""
        return match(*([*version.facts(Kind.TIME), *version.facts(Kind.NUMBER)] for version in (self.cy, self.en)))

    @lazily
    def links(self) -> Links:
        """How strongly each known word of either version is answered by the other."""
        return links(lexicon(), self.cy.vocabulary.terms, self.en.vocabulary.terms)

    def _without_agreed(self, language: Language, reading: Reading) -> Reading:
        """Mask the agreed lines of which both halves are in their version."""
        for cy, en in self.agreements.lines:
            here, there = (cy, en) if language is Language.CY else (en, cy)
            stretches = _stretches(here, reading)
            if stretches and _stretches(there, self.version(language.other).reading):
                reading = reading.without(stretches)
        return reading


def lone_version(side: Side, language: Language, agreements: Agreements, spellers: Spellers = NO_SPELLERS) -> Version:
    """Return a version whose counterpart is not there yet, without its halves of the agreed lines."""
    version = Version(side, language, agreements=agreements, spellers=spellers)
    for cy, en in agreements.lines:
        stretches = _stretches(cy if language is Language.CY else en, version.reading)
        version.compared = version.compared.without(stretches) if stretches else version.compared
    return version
