"""The words of a text as the lexicon knows them: without endings, and Welsh ones without their mutation."""

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from cydbost_language.pair import Language

_WORD: Final = re.compile(r"[^\W\d_]{2,60}")
_LETTERS_CY: Final = 6
_LETTERS_EN: Final = 7
_LETTERS_COGNATE: Final = 4

#: What a Welsh word may begin with, and what stands for all that it may mutate to: *cath, gath, nghath, chath* are
#: one word, and so are *gardd* and *ardd*. Longest beginning first.
_BEGINNINGS: Final = (
    ("ngh", ""),
    ("ng", ""),
    ("mh", "p"),
    ("nh", "t"),
    ("ph", "p"),
    ("th", "t"),
    ("ch", ""),
    ("dd", "t"),
    ("ff", "p"),
    ("ll", "l"),
    ("rh", "r"),
    ("b", "p"),
    ("f", "p"),
    ("m", "p"),
    ("d", "t"),
    ("c", ""),
    ("g", ""),
    ("h", ""),
)
_ENDINGS_EN: Final = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")
_SHORTEST_STEM: Final = 3


@lru_cache(maxsize=1 << 14)
def welsh_key(word: str) -> str:
    """Return what stands for ``word`` in all its mutations and endings; two words may share one."""
    word = word.lower()
    for beginning, instead in _BEGINNINGS:
        if word.startswith(beginning):
            word = instead + word[len(beginning) :]
            break
    return word[:_LETTERS_CY]


@lru_cache(maxsize=1 << 14)
def english_key(word: str) -> str:
    """Return what stands for ``word`` in all its endings."""
    word = word.lower()
    for ending in _ENDINGS_EN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:_LETTERS_EN]


def cognate_key(word: str) -> str:
    """Return what a name or a loan shares in both languages: *digidol* and *digital* have one."""
    return welsh_key(word)[:_LETTERS_COGNATE] if len(word) >= _LETTERS_COGNATE else "=" + word.lower()


class Terms(NamedTuple):
    """The words of a text: each key once, in order; by which cognate; and how many letters they have in all."""

    keys: Mapping[str, None]
    cognates: Mapping[str, str]
    letters: int


@lru_cache(maxsize=1 << 14)
def _of_welsh(word: str) -> tuple[str, str]:
    return cognate_key(word), welsh_key(word)


@lru_cache(maxsize=1 << 14)
def _of_english(word: str) -> tuple[str, str]:
    return cognate_key(word), english_key(word)


def terms(text: str, language: Language) -> Terms:
    """Read the words of ``text``; addresses and placeholders have to be masked already."""
    words = _WORD.findall(text)
    both = [*map(_of_welsh if language is Language.CY else _of_english, words)]
    return Terms(dict.fromkeys(map(itemgetter(1), both)), dict(both), len("".join(words)))
