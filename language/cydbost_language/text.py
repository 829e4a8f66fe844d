"""A text made ready to be searched, which can still say where each thing stands in the original."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cydbost_language.lazily import lazily
from cydbost_language.pair import Language, Span

#: Stands in for what has been read already: neither letter, digit nor space, so no later pattern finds it.
MASK: Final = "\ue000"

_MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK: Final = re.compile(f"[{_MARKS}]")
# Thirty marks is the limit of Unicode's stream-safe form; ordering a longer run would cost its square.
_CLUSTER: Final = re.compile(f"(?s:.)[{_MARKS}]{{1,30}}")

_SIGNS: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u201b": "'",
    "`": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\uff03": "#",
    "\uff20": "@",
    "\u200b": " ",
}
_ODD_SIGN: Final = re.compile(f"[{''.join(_SIGNS)}]")
#: Letters that the small ``i`` and ``s`` of a pattern that ignores case find as well.
_ODD_LETTERS: Final = (("İ", "i"), ("ı", "i"), ("ſ", "s"))
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")


def compose(text: str) -> str:
    """Return ``text`` with each letter and its marks as one character where there is one (``w`` + U+0302 is ``ŵ``)."""
    if text.isascii() or not _MARK.search(text):
        return text
    return _CLUSTER.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)


def _with_plain_signs(text: str) -> str:
    """Return ``text`` with one kind of apostrophe, dash, quotation mark and space, each in the place of its like."""
    if text.isascii() and "`" not in text:
        return text
    return _ODD_SIGN.sub(lambda match: _SIGNS[match.group()], text)


def fold(text: str) -> str:
    """Return ``text`` as two spellings of the same words compare equal: composed, one kind of mark, case and space."""
    return " ".join(_with_plain_signs(compose(text)).casefold().split())


def small(text: str) -> str:
    """Return ``text`` in small letters, as a pattern that ignores case reads it; its length may change."""
    if not text.isascii():
        for odd, plain in _ODD_LETTERS:
            text = text.replace(odd, plain)
    return text.lower()


def runs_of_letters(text: str) -> list[str]:
    """Return the runs of letters of ``text`` in small letters, in order."""
    return _LETTERS.findall(small(text))


def first_letters(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first run of letters of each of ``phrases``: a text without any of them has none of the phrases."""
    return frozenset(run for phrase in phrases for run in runs_of_letters(phrase)[:1])


def _places(text: str) -> tuple[str, tuple[int, ...]]:
    """Compose ``text``; with it, where each character of the result began, and where the text ends."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in _CLUSTER.finditer(text):
        pieces.append(text[done : match.start()])
        places.extend(range(done, match.start()))
        cluster = unicodedata.normalize("NFC", match.group())
        pieces.append(cluster)
        places.extend([match.start()] * len(cluster))
        done = match.end()
    pieces.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return "".join(pieces), tuple(places)


@dataclass(frozen=True)
class Reading:
    """One version of a text as the checks read it.

    ``text`` is composed and has one kind of apostrophe, dash, quotation mark and space; ``places`` is empty where
    its characters stand where the original's do.
    """

    text: str
    language: Language
    places: tuple[int, ...] = ()

    @lazily
    def small(self) -> str:
        """The text in small letters; see :func:`small`."""
        return small(self.text)

    @lazily
    def vocabulary(self) -> frozenset[str]:
        """The runs of letters of the text, in small letters: a word that is not among them need not be looked for."""
        return frozenset(self.runs)

    @lazily
    def runs(self) -> list[str]:
        """The runs of letters of the text, in small letters, as they stand."""
        return _LETTERS.findall(self.small)

    @lazily
    def has_digit(self) -> bool:
        """Whether there is a digit in the text, of any script."""
        return _DIGIT.search(self.text) is not None

    def span(self, start: int, end: int) -> Span:
        """Say where ``text[start:end]`` stands in the original."""
        if not self.places:
            return Span(start, end)
        return Span(self.places[start], self.places[end])

    def without(self, stretches: Iterable[tuple[int, int]]) -> "Reading":
        """Return the same reading with the ``stretches`` masked; they are in order and do not overlap."""
        pieces: list[str] = []
        done = 0
        for start, end in stretches:
            pieces += [self.text[done:start], MASK * (end - start)]
            done = end
        return Reading("".join([*pieces, self.text[done:]]), self.language, self.places) if pieces else self


def read(text: str, language: Language) -> Reading:
    """Make ``text`` ready to be searched as ``language``; any string will do."""
    if text.isascii() or not _MARK.search(text):
        return Reading(_with_plain_signs(text), language)
    composed, places = _places(text)
    return Reading(_with_plain_signs(composed), language, places)
