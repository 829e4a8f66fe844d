"""The smallest pieces a text may be divided into, and what it would cost to divide it before each of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from cydbost_language.comparison import Version
from cydbost_language.facts import Kind
from cydbost_language.pair import Span
from cydbost_language.sentences import ends

_LINE_END: Final = re.compile(r"[\r\n]+")
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r")
_OPENING: Final = frozenset("“«")
_CLOSING: Final = frozenset("”»")


class Break(IntEnum):
    """What a text is divided at, the best place first."""

    PARAGRAPH = 0
    SENTENCE = 1
    LINE = 4  #: the sentence goes on in the next line
    QUOTATION = 9  #: what is quoted goes on


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece that stays whole: where it stands in the text, and what stands between it and the one before."""

    span: Span
    before: Break


def units(version: Version) -> tuple[Unit, ...]:
    """Divide a version into sentences, list items and lines; a link, a date or any other fact stays whole."""
    text, stops = version.side.text, _sentence_ends(version)
    begins = frozenset(_skip_space(text, stop) for stop in stops)
    found: list[Unit] = []
    done = quotations = 0
    for start, end in _pieces(text, _cuts(version, stops)):
        before = _break(text[done:start], is_quoted=quotations > 0, is_sentence=start in begins)
        found.append(Unit(Span(start, end), before if found else Break.PARAGRAPH))
        quotations += _opened(text[start:end], quotations)
        done = end
    return tuple(found)


def _sentence_ends(version: Version) -> list[int]:
    words = version.words
    return [words.span(end, end).start for end in ends(words.text)]


def _cuts(version: Version, stops: Sequence[int]) -> list[int]:
    """Return every place where the text may be divided, in order; none is inside a fact."""
    cuts = {*stops, *(match.end() for match in _LINE_END.finditer(version.side.text))}
    for kind in Kind:
        for fact in version.facts(kind):
            cuts.difference_update(range(fact.span.start + 1, fact.span.end))
    return sorted(cuts)


def _pieces(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the cuts, without white space around them; what is nothing else is left out."""
    edges = [0, *cuts, len(text)]
    for start, end in pairwise(edges):
        begin = min(_skip_space(text, start), end)
        if kept := text[begin:end].rstrip():
            yield begin, begin + len(kept)


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _break(between: str, *, is_quoted: bool, is_sentence: bool) -> Break:
    if is_quoted:
        return Break.QUOTATION
    if _PARAGRAPH.search(between):
        return Break.PARAGRAPH
    return Break.SENTENCE if is_sentence else Break.LINE


def _opened(text: str, before: int = 0) -> int:
    """Return how many quotations more are open at the end of ``text`` than before it, where ``before`` were."""
    curly = sum((letter in _OPENING) - (letter in _CLOSING) for letter in text)
    plain = text.count('"') % 2
    return curly + (-plain if before > 0 else plain)
