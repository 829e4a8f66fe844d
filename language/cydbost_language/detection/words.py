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
_MOST_WORDS: Final = 20_000  #: no platform takes a comment so long; beyond it nothing is read


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
    if "@" in low or low.startswith(("#", "www.")) or "://" in low:
        return True
    host = low.partition("/")[0]
    return "." in host and host.endswith(_DOMAINS)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    for chunk in _CHUNK.finditer(text):
        if _is_masked(chunk.group()):
            yield *chunk.span(), False
            continue
        for piece in _WORD.finditer(text, chunk.start(), chunk.end()):
            yield *piece.span(), True


def _key(written: str) -> str:
    key = written.translate(_APOSTROPHES)
    low = key.lower()
    if key == "I" or low.startswith("i'"):
        return key[0] + low[1:]  # the English pronoun; the Welsh preposition seldom has a capital
    return low


def read_words(text: str) -> list[Word]:
    """List the words of ``text`` that can tell a language, in order.

    Left out: links, e-mail addresses, handles, hashtags, and pieces with a digit (numbers, postcodes, times).
    Of a text of more than 20,000 words the rest is not read.
    Spans are in characters of ``text`` as given, composed or not.
    """
    words: list[Word] = []
    sentence, told, opens = 0, 0, True
    for start, end, may_be_word in _pieces(text):
        if words and not _SENTENCE_ENDS.isdisjoint(text[told:start]):
            sentence, opens = sentence + 1, True
        told = end
        written = unicodedata.normalize("NFKC", text[start : min(end, start + 2 * _LONGEST_WORD)])[:_LONGEST_WORD]
        if not may_be_word or not written[:1].isalpha() or any(map(str.isdigit, written)):
            continue
        if len(words) == _MOST_WORDS:
            break
        words.append(Word(start, end, _key(written), written[0].isupper(), written.isupper(), sentence, opens))
        opens = False
    return words
