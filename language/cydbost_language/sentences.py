"""The sentences, lines and list items of a text, and its words."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cydbost_language.text import Reading

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_END: Final = re.compile(
    r"(?<=[a-zâêîôûŵŷá]{3})[.!?](?=[A-Z][a-z])"  # the space after it was forgotten
    r"|[.!?…]{1,10}[\"')\]]{0,3}(?=\s|$)|\n\s*\n|[\r\n]+(?=\s*(?:[-*•‣◦▪–]|\d{1,2}[.)])\s)"
)
_BREAK: Final = re.compile(r"[.!?…\r\n]")
_LINE: Final = re.compile(r"[^\r\n]+")
_ITEM: Final = re.compile(r"\s*(?:[-*•‣◦▪·✅✔➡👉]️?|\d{1,2}[.)])\s")
#: Words that end in a full stop without ending a sentence, in either language.
_SHORTENED: Final = (
    " e.g i.e eg ie etc mr mrs ms dr prof no nos vs st tel ext approx incl ee h.y hy e.e ayyb a.y.b rh rhif ffôn ff "
    "est tua y.b y.h y.p a.m p.m c.c.c gw t tud cyf llyw dept co ltd "
)


class Stretch(NamedTuple):
    """A sentence or a line of a reading, without the white space around it."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words of ``text``, numbers and masked facts left out."""
    return _WORD.findall(text)


def _stretch(text: str, start: int, end: int) -> Stretch | None:
    """Return ``text[start:end]`` without its outer white space, or ``None`` where it has no word or figure."""
    piece = text[start:end]
    kept = piece.strip()
    if not any(map(str.isalnum, kept)):
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return Stretch(kept, begin, begin + len(kept))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Say whether the full stop of ``match`` belongs to a shortened word, or the sentence goes on after it."""
    if not match.group().startswith(".") or len(match.group().rstrip("\"')]")) > 1:
        return False
    before = text[max(0, match.start() - 12) : match.start()].split()
    last = before[-1].lower().lstrip("(\"'") if before else ""
    following = text[match.end() : match.end() + 4].lstrip()
    return f" {last} " in _SHORTENED or (len(last) == 1 and last.isalpha()) or following[:1].islower()


def sentences(reading: Reading) -> tuple[Stretch, ...]:
    """Split ``reading`` into sentences; a list item and a paragraph end one too, a line that merely wraps does not."""
    text = reading.text
    if not _BREAK.search(text, 0, len(text) - 1):  # most texts are one sentence
        stretch = _stretch(text, 0, len(text))
        return (stretch,) if stretch else ()
    return tuple(_sentences(text))


def ends(text: str) -> Iterator[int]:
    """Yield where each sentence, list item and paragraph of ``text`` ends, but for the last."""
    return (match.end() for match in _END.finditer(text) if not _goes_on(text, match))


def _sentences(text: str) -> Iterator[Stretch]:
    done = 0
    for end in (*ends(text), len(text)):
        if stretch := _stretch(text, done, end):
            yield stretch
        done = end


def segments(sentence: Stretch) -> Iterator[Stretch]:
    """Split ``sentence`` where it goes on to another line."""
    if "\n" not in sentence.text and "\r" not in sentence.text:
        yield sentence
        return
    for match in _LINE.finditer(sentence.text):
        if piece := _stretch(sentence.text, *match.span()):
            yield Stretch(piece.text, sentence.start + piece.start, sentence.start + piece.end)


def lines(reading: Reading) -> list[Stretch]:
    """Return the lines of ``reading`` that say something."""
    found = (_stretch(reading.text, *match.span()) for match in _LINE.finditer(reading.text))
    return [line for line in found if line]


def is_item(line: Stretch) -> bool:
    """Say whether ``line`` is an item of a list."""
    return _ITEM.match(line.text) is not None
