"""Numbers in words that end in a noun which makes a sum of them: *mil o bunnoedd*, *fifty pence*, *deg y cant*."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from cydbost_language.facts.number_words import number_at, powers, unmutated
from cydbost_language.text import Reading

_WORD: Final = re.compile(r"[^\W\d_]+")
_WINDOW: Final = 90  # characters before the noun, in which its number stands
_HALVES: Final = ("a hanner", "and a half")
_LONGEST: Final = 9  # words of a number


def worded_sums(reading: Reading, noun: re.Pattern[str]) -> Iterator[tuple[int, int, Decimal]]:
    """Find each ``noun`` of ``reading`` with a number in words right before it: where they stand, and the number."""
    done = 0
    for match in noun.finditer(reading.text):
        window = max(done, match.start() - _WINDOW)
        words = [*_WORD.finditer(reading.text, window, match.start())][-_LONGEST:]
        if not words or reading.text[words[-1].end() : match.start()].strip(" -"):
            continue
        plain = unmutated((word.group().lower() for word in words), reading.language)
        for at in range(len(plain)):
            read = number_at(plain, at, reading.language)
            rest = " ".join(plain[at + read[1] :]).removesuffix(" o") if read else None
            if read and rest in ("", "o", *_HALVES):
                half = Decimal(powers(reading.language).get(plain[at + read[1] - 1], 1)) / 2 if rest in _HALVES else 0
                done = match.end()
                yield words[at].start(), match.end(), Decimal(read[0]) + half
                break
