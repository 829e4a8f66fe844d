"""What of a pair can be used again: its sentences and lines, each with what answers it on the other side."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cydbost_language.alignment import Aligned, align
from cydbost_language.comparison import Comparison, Version
from cydbost_language.correspondence.lexicon import lexicon
from cydbost_language.correspondence.likeness import likeness, links, text_of
from cydbost_language.correspondence.terms import terms
from cydbost_language.pair import Agreements, Language, Pair, Side
from cydbost_language.parting.units import Break, Unit, units
from cydbost_language.text import compose

KEYS: Final = 10  #: by which a text is found again
_MOST_WORDS: Final = 400  #: of a text that is looked for
_FEWEST_WORDS: Final = 3  #: less is no sentence anybody would look for
_UNLIKELY: Final = -1.5  #: the logarithm of the odds below which two pieces do not translate each other
_NO_AGREEMENTS: Final = Agreements()
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a pair, in both languages."""

    cy: str
    en: str

    def text(self, language: Language) -> str:
        """Return the half in ``language``."""
        return self.cy if language is Language.CY else self.en


def segments(cy: str, en: str) -> tuple[Segment, ...]:
    """Return the sentences and lines of a pair that surely answer each other, in order, and the whole at the end.

    Pieces are put together by their lengths within the paragraphs that answer each other; what then shares too few
    words, figures and names with its counterpart is left out.
    """
    comparison = Comparison(Pair(Side(cy), Side(en)), _NO_AGREEMENTS)
    found = [one for one in _pieces(comparison) if _is_worth(one) and _answers(one)]
    whole = Segment(cy.strip(), en.strip())
    if whole not in found and _is_worth(whole):
        found.append(whole)
    return tuple(dict.fromkeys(found))


def settled(text: str) -> str:
    """Return ``text`` as it is compared: small letters, one white space between words, every figure a nought."""
    words = _WORD.findall(unicodedata.normalize("NFC", compose(text)).casefold())
    return " ".join(re.sub(r"\d", "0", word) for word in words[:_MOST_WORDS])


def keys(text: str, language: Language) -> tuple[int, ...]:
    """Return the few numbers by which ``text`` is found again: texts that are alike share some of them.

    They are the smallest hashes of its pairs of neighbouring words: which pairs those are is the same for every text,
    so that two texts that share most of their pairs share most of these.
    """
    words = ["<", *settled(text).split(), ">"]
    found = {_hash(f"{language.value} {one} {two}") for one, two in pairwise(words)}
    return tuple(sorted(found)[:KEYS])


def _hash(said: str) -> int:
    """Return a number of 63 bits: databases have no larger one with a sign."""
    return int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest(), "big") >> 1


def _is_worth(segment: Segment) -> bool:
    return all(sum(map(str.isalpha, settled(half).split())) >= _FEWEST_WORDS for half in (segment.cy, segment.en))


def _answers(segment: Segment) -> bool:
    """Say whether the two halves can translate each other."""
    known = lexicon()
    cy, en = (terms(segment.text(one), one) for one in Language)
    odds = likeness(known.weights["likeness"], links(known, cy, en), text_of(cy, segment.cy), text_of(en, segment.en))
    return odds >= _UNLIKELY


def _pieces(comparison: Comparison) -> Iterator[Segment]:
    cy, en = units(comparison.cy), units(comparison.en)
    for welsh, english in _paragraphs(cy, en):
        for step in align(_lengths(comparison.cy, welsh), _lengths(comparison.en, english)):
            if step.cy and step.en:
                yield _segment(comparison, welsh, english, step)


def _paragraphs(cy: Sequence[Unit], en: Sequence[Unit]) -> Iterator[tuple[Sequence[Unit], Sequence[Unit]]]:
    """Yield the paragraphs beside each other where there are as many, else everything at once."""
    welsh, english = _parted(cy), _parted(en)
    if len(welsh) == len(english):
        yield from zip(welsh, english, strict=True)
    else:
        yield cy, en


def _parted(pieces: Sequence[Unit]) -> list[list[Unit]]:
    parts: list[list[Unit]] = []
    for piece in pieces:
        if piece.before is Break.PARAGRAPH or not parts:
            parts.append([])
        parts[-1].append(piece)
    return parts


def _lengths(version: Version, pieces: Sequence[Unit]) -> list[int]:
    text = version.side.text
    return [sum(map(str.isalnum, text[one.span.start : one.span.end])) for one in pieces]


def _segment(comparison: Comparison, cy: Sequence[Unit], en: Sequence[Unit], step: Aligned) -> Segment:
    return Segment(_joined(comparison.cy, cy, step.cy), _joined(comparison.en, en, step.en))


def _joined(version: Version, pieces: Sequence[Unit], part: range) -> str:
    return version.side.text[pieces[part.start].span.start : pieces[part.stop - 1].span.end]
