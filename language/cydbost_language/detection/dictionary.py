"""Whether a word is in the Welsh or the English dictionary."""

import gc
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Final

_BUILDING: Final = Lock()


def bare(word: str) -> str:
    """Return ``word`` without its accents, as people type it on a phone."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class WordSet:
    """A large set of words, kept as sorted 64-bit hashes: 8 bytes a word where a set of strings takes 100."""

    hashes: "array[int]"

    def __contains__(self, word: str) -> bool:
        key = hash(word)
        place = bisect_left(self.hashes, key)
        return place < len(self.hashes) and self.hashes[place] == key


def _read_hashes(language: str) -> "array[int]":
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory  # noqa: PLC0415 - 40 MB while it is read

    inflected = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
    hashes = array("q", (hash(form.lower()) for form in inflected))
    hashes.extend({hash(lemma.lower()) for lemma in inflected.values()})
    if language == "cy":
        hashes.extend(hash(bare(form.lower())) for form in inflected if len(form) > 3 and not form.isascii())
    return hashes


def _forms(language: str) -> WordSet:
    hashes = _read_hashes(language)
    gc.collect()  # the factory's cache refers to itself: without this 40 MB wait for the next collection
    return WordSet(array("q", sorted(hashes)))


@cache
def _build() -> tuple[WordSet, WordSet]:
    return _forms("cy"), _forms("en")


def dictionaries() -> tuple[WordSet, WordSet]:
    """Return the Welsh and the English words, with their inflected and mutated forms. Safe from many threads."""
    with _BUILDING:
        return _build()
