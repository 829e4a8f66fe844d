"""How far one word speaks for Welsh (above 0) or for English (below 0), by itself."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import Final

from cydbost_language.detection.dictionary import dictionaries
from cydbost_language.detection.mutation import mutated_places
from cydbost_language.detection.word_lists import leanings, words_of
from cydbost_language.recogniser import welsh_probability

#: In natural log odds. A word that only one language has is worth about ten to one.
_FUNCTION: Final = 2.6
_COMMON: Final = 2.2
_LISTED: Final = 1.8
_SHORT_LISTED: Final = 1.0
_CLEAR: Final = 1.5
_LETTERS_AT_MOST: Final = 1.0

_WELSH_CLITICS: Final = {
    "r": 2.5,
    "w": 2.5,
    "u": 2.5,
    "ch": 2.5,
    "th": 2.5,
    "i": 2.2,
    "n": 1.8,
    "na": 2,
    "ma": 2,
    "m": 0.4,
}
_ENGLISH_CLITICS: Final = {"ll": -2.6, "ve": -2.6, "re": -2.6, "s": -1.6, "d": -1.2}
_DRAWN_OUT: Final = re.compile(r"(.)\1{2,}")
_WHOLE: Final = {"I'm": -2.6, "i'm": -0.4, "i'd": -0.8, "it's": -2.6, "be's": 2.0}
_WELSH_LETTERS: Final = frozenset("ŵŷẁẃỳ")


@dataclass(frozen=True, slots=True)
class Weight:
    """A word's vote. ``holds`` is true of function words: those that carry a sentence rather than name a thing."""

    value: float
    holds: bool = False
    is_known: bool = True


def _by_letters(word: str) -> float:
    if not _WELSH_LETTERS.isdisjoint(word):
        return _LISTED
    chance = min(max(round(welsh_probability(word), 6), 0.01), 0.99)  # the model's last digits vary from call to call
    odds = log(chance / (1 - chance)) / 2
    return min(max(odds, -_LETTERS_AT_MOST), _LETTERS_AT_MOST)


@cache
def _lists() -> dict[str, Weight]:
    """Gather the word lists into one table; of a word in two lists the later line here holds."""
    listed: dict[str, Weight] = {}
    for name, weight in (
        ("english_common_words.txt", Weight(-_COMMON)),
        ("welsh_common_words.txt", Weight(_COMMON)),
        ("english_function_words.txt", Weight(-_FUNCTION, holds=True)),
        ("welsh_function_words.txt", Weight(_FUNCTION, holds=True)),
    ):
        listed.update(dict.fromkeys(words_of(name), weight))
    listed = dict.fromkeys(mutated_places(), Weight(_COMMON)) | listed
    listed |= {word: Weight(lean) for word, lean in leanings().items()}
    return listed | dict.fromkeys(words_of("neutral_words.txt"), Weight(0.0))


def is_everyday(word: str) -> bool:
    """Say whether ``word`` is in this package's own lists of Welsh and English."""
    return word in _lists()


def _in_dictionary(word: str) -> Weight | None:
    welsh, english = dictionaries()
    is_welsh, is_english = word in welsh, word in english
    if is_welsh and is_english:
        return Weight(_by_letters(word))
    worth = _LISTED if len(word) > 3 else _SHORT_LISTED
    if is_welsh:
        return Weight(worth)
    if is_english:
        return Weight(-worth)
    return None


def _with_clitic(word: str) -> Weight | None:
    base, mark, clitic = word.rpartition("'")
    if not mark:
        return None
    if clitic == "t" and base.endswith("n"):
        return Weight(-_FUNCTION, holds=True)
    value = _WELSH_CLITICS.get(clitic) or _ENGLISH_CLITICS.get(clitic)
    if value is None:
        return None
    whole = value + word_weight(base).value
    return Weight(min(max(whole, -3.0), 3.0), holds=clitic not in {"s", "d", "m"})


def _compound(word: str) -> Weight | None:
    if "-" not in word:
        return None
    parts = [word_weight(part) for part in word.split("-") if part]
    total = sum(part.value for part in parts) / max(len(parts), 1)
    return Weight(total, is_known=any(part.is_known for part in parts))


def _known(word: str) -> Weight | None:
    return _lists().get(word) or _with_clitic(word) or _in_dictionary(word) or _compound(word)


def _drawn_out(word: str) -> Weight | None:
    """Weigh *dioooolch* as *diolch* and *sooooon* as *soon*."""
    if not _DRAWN_OUT.search(word):
        return None
    return _known(_DRAWN_OUT.sub(r"\1\1", word)) or _known(_DRAWN_OUT.sub(r"\1", word))


@lru_cache(maxsize=16384)
def word_weight(word: str) -> Weight:
    """Weigh one word.

    Args:
        word: composed and lower case, straight apostrophes (``Word.key``).
    """
    if word in _WHOLE:
        return Weight(_WHOLE[word], holds=abs(_WHOLE[word]) >= _CLEAR)
    return _known(word) or _drawn_out(word) or Weight(_by_letters(word), is_known=False)
