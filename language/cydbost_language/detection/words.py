"""The words of a comment, once what has no language is masked: links, handles, hashtags, numbers, emoji."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CHUNK: Final = re.compile(r"\S+")
#: Letters with their combining marks; an apostrophe or hyphen only between letters. Each branch eats a character.
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’‘ʼ`\-](?=[^\W_]))*")
_APOSTROPHES: Final = str.maketrans("’‘ʼ`", "''''")
_SENTENCE_ENDS: Final = frozenset(".!?…/|\n;:")
_DOMAINS: Final = (".com", ".org", ".net", ".uk", ".wales", ".cymru", ".gov", ".ly", ".io", ".eu")
_LONGEST_WORD: Final = 60


@dataclass(slots=True)
class Word:
    """One word of the text: where it stands, how it is looked up, and how it is written."""

    start: int
    end: int
    key: str  #: composed, lower case (but for the pronoun I), straight apostrophes
    has_capital: bool
    is_upper: bool
    sentence: int  #: the number of its sentence in the text, from 0
    opens: bool  #: the first word of its sentence


def _is_masked(chunk: str) -> bool:
    low = chunk.lower().strip("()[]<>\"'“”.,!?;:")
    if "@" in low or low.startswith("#") or "://" in low or low.startswith("www."):
        return True
    host = low.partition("/")[0]
    return "." in host and host.endswith(_DOMAINS)


def _ends_sentence(gap: str) -> bool:
    return not _SENTENCE_ENDS.isdisjoint(gap)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNK.finditer(text):
        if _is_masked(chunk.group()):
            continue
        for piece in _WORD.finditer(text, chunk.start(), chunk.end()):
            yield piece.span()


def _key(written: str) -> str:
    key = written.translate(_APOSTROPHES)
    return key if key == "I" else key.lower()  # the English pronoun; the Welsh preposition seldom has a capital


def read_words(text: str) -> list[Word]:
    """List the words of ``text`` that can tell a language, in order.

    Left out: links, e-mail addresses, handles, hashtags, and pieces with a digit (numbers, postcodes, times).
    Spans are in characters of ``text`` as given, composed or not.
    """
    words: list[Word] = []
    sentence, told, opens = 0, 0, True
    for start, end in _pieces(text):
        if words and _ends_sentence(text[told:start]):
            sentence, opens = sentence + 1, True
        told = end
        written = unicodedata.normalize("NFKC", text[start : min(end, start + _LONGEST_WORD)])
        if not written[:1].isalpha() or any(map(str.isdigit, written)):
            continue
        key = _key(written)
        words.append(Word(start, end, key, written[0].isupper(), written.isupper(), sentence, opens))
        opens = False
    return words
