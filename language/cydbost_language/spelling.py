"""Words that no dictionary has, and the known word that is one slip of the finger away."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Final, Protocol

from cydbost_language.detection.dictionary import dictionaries
from cydbost_language.detection.weights import is_everyday
from cydbost_language.detection.word_lists import phrases_of
from cydbost_language.pair import Language

_LETTERS: Final = {
    Language.CY: "abcdefghijklmnoprstuwyâêîôûŵŷ",
    Language.EN: "abcdefghijklmnopqrstuvwxyz",
}
_SHORTEST: Final = 4  # letters of a word that another may be a slip for
_ASKED: Final = 8  # known words near by that the speller is asked of: it is slower than the dictionaries


class Speller(Protocol):
    """A spelling dictionary of one language, which the council has installed; what it said of a word is kept."""

    def __hash__(self) -> int:
        """Tell it from other dictionaries."""

    def knows(self, word: str) -> bool:
        """Say whether ``word`` (lower case, composed) is spelt rightly; mutated and inflected forms are."""


Spellers = Mapping[Language, Speller]
NO_SPELLERS: Final[Spellers] = MappingProxyType({})


def _is_place(word: str) -> bool:
    return (word,) in phrases_of("places.txt")


def _is_known(word: str, speller: Speller) -> bool:
    """Ask the fast dictionaries, of both languages, before the speller: a loan is no slip."""
    welsh, english = dictionaries()
    return is_everyday(word) or word in welsh or word in english or _is_place(word) or speller.knows(word)


def _near(word: str, language: Language) -> Iterator[str]:
    """Yield what ``word`` may have been meant as: one swap, one letter missing, too many or wrong, likeliest first.

    The first letter is taken as it is: it is seldom mistyped, and in Welsh another one is often a mutation.
    """
    letters = _LETTERS[language]
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    yield from (before[:-1] + after[0] + before[-1] + after[1:] for before, after in cuts if after)
    yield from (before + letter + after for before, after in cuts for letter in letters)
    yield from (before + after[1:] for before, after in cuts if after)
    yield from (before + letter + after[1:] for before, after in cuts if after for letter in letters)


@lru_cache(maxsize=8192)
def slip_for(word: str, language: Language, speller: Speller) -> str | None:
    """Return the word that ``word`` is a slip for: empty where nothing known is near, ``None`` where it is known.

    A word that no dictionary has and that is near no other is a new word or a name more often than a slip. The time
    it takes grows with the length of the word: give it words only.

    Args:
        word: lower case, composed, letters only.
        language: the language of the text it stands in.
        speller: the dictionary that has the last word.
    """
    if _is_known(word, speller):
        return None
    fast = dictionaries()[0 if language is Language.CY else 1]
    near = (known for known in _near(word, language) if len(known) >= _SHORTEST and known in fast)
    return next((known for known in islice(near, _ASKED) if speller.knows(known)), "")
