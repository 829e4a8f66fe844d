"""Whether a word is in the Welsh or the English dictionary."""

import gc
import unicodedata
from collections.abc import Set
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
    """A large set of words, kept as their 64-bit hashes: half of what a set of strings takes, and built at once."""

    hashes: Set[int]

    def __contains__(self, word: str) -> bool:
        return hash(word) in self.hashes


def _read_hashes(language: str) -> set[int]:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory  # noqa: PLC0415 - 40 MB while it is read

    inflected = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
    # Mapped, not looped over: there are 600,000, and whoever asks for one comment's language waits for them.
    hashes = set(map(hash, map(str.lower, inflected)))
    hashes.update(map(hash, map(str.lower, map(inflected.__getitem__, inflected))))
    if language == "cy":
        hashes.update(hash(bare(form.lower())) for form in inflected if len(form) > 3 and not form.isascii())
    return hashes


def _forms(language: str) -> WordSet:
    hashes = _read_hashes(language)
    gc.collect()  # the factory's cache refers to itself: without this 40 MB wait for the next collection
    return WordSet(hashes)


@cache
def _build() -> tuple[WordSet, WordSet]:
    return _forms("cy"), _forms("en")


def dictionaries() -> tuple[WordSet, WordSet]:
    """Return the Welsh and the English words, with their inflected and mutated forms. Safe from many threads."""
    with _BUILDING:
        return _build()
