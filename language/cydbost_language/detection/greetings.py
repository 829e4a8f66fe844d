"""Greetings, thanks and good wishes: a courtesy in the council's other language does not change a comment's own."""

from typing import Final

from cydbost_language.detection.names import by_first_word, phrase_at
from cydbost_language.detection.weights import word_weight
from cydbost_language.detection.word_lists import phrases_of
from cydbost_language.detection.words import Word
from cydbost_language.pair import Language

_LISTS: Final = ((Language.CY, "welsh_greetings.txt", 1), (Language.EN, "english_greetings.txt", -1))
_CLEAR: Final = 1.2  #: a next word of this weight in the greeting's own language makes it part of a sentence


def _goes_on(words: list[Word], end: int, sign: int) -> bool:
    following = words[end : end + 1]
    if not following or following[0].sentence != words[end - 1].sentence:
        return False
    weight = word_weight(following[0].key)
    return sign * weight.value >= _CLEAR or (
        sign > 0 and following[0].key in {"i", "o", "a", "am"} and _goes_on(words, end + 1, sign)
    )


def find_greetings(words: list[Word]) -> dict[int, Language]:
    """Return the positions in ``words`` that belong to a mere greeting, each with the greeting's language.

    A greeting that goes on in its own language (*diolch i bawb am alw*) is a sentence, not a mere greeting.
    """
    found: dict[int, Language] = {}
    for language, name, sign in _LISTS:
        phrases = by_first_word(phrases_of(name))
        at = 0
        while at < len(words):
            length = phrase_at(words, at, phrases)
            if length and not _goes_on(words, at + length, sign):
                found.update(dict.fromkeys(range(at, at + length), language))
            at += length or 1
    return found
