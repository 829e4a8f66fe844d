"""Which words are names, and so say nothing of the language around them."""

from collections.abc import Set
from functools import cache, lru_cache
from typing import Final

from cydbost_language.detection.dictionary import dictionaries
from cydbost_language.detection.mutation import mutated_places
from cydbost_language.detection.weights import is_everyday, word_weight
from cydbost_language.detection.word_lists import phrases_of, words_of
from cydbost_language.detection.words import Word

_LONG: Final = 6  #: letters a place's name of one word must have to be known without its capital
#: Words that stand between the parts of a name and belong to it.
_JOINS: Final = frozenset(["y", "yr", "ar", "dan"])

Phrases = dict[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=16)
def by_first_word(phrases: frozenset[tuple[str, ...]]) -> Phrases:
    """Arrange ``phrases`` by their first word, longest first."""
    arranged: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        arranged.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in arranged.items()}


def phrase_at(words: list[Word], at: int, phrases: Phrases) -> int:
    """Return how many words the longest of ``phrases`` that starts at word ``at`` has; 0 when none does."""
    for phrase in phrases.get(words[at].key, ()):
        if len(phrase) == 1 or tuple(word.key for word in words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@lru_cache(maxsize=16)
def _place_phrases(extra: frozenset[str]) -> Phrases:
    own = {tuple(place.lower().split()) for place in extra if place.strip()}
    return by_first_word(phrases_of("places.txt") | own)


def _may_be_place(words: list[Word]) -> bool:
    if words[0].has_capital:
        return True
    _, english = dictionaries()
    is_distinct = any(word.key not in english and not is_everyday(word.key) for word in words)
    return is_distinct and (len(words) > 1 or len(words[0].key) >= _LONG)


def _places(words: list[Word], phrases: Phrases) -> set[int]:
    found: set[int] = set()
    for at in range(len(words)):
        length = phrase_at(words, at, phrases)
        if length and _may_be_place(words[at : at + length]):
            found.update(range(at, at + length))
    return found


def is_shouted(words: list[Word]) -> bool:
    """Say whether capitals mean nothing here: most words begin with one."""
    capitals = sum(word.has_capital for word in words)
    upper = sum(word.is_upper and len(word.key) > 1 for word in words)
    return 2 * upper > len(words) or (len(words) > 3 and capitals > 0.8 * len(words))


def _has_name_after(words: list[Word], at: int) -> bool:
    after = [word for word in words[at + 1 : at + 3] if word.sentence == words[at].sentence]
    return bool(after) and (after[0].has_capital or (after[0].key in _JOINS and after[-1].has_capital))


def _is_title(words: list[Word], at: int) -> bool:
    """Say whether the word is the article of a name that keeps it inside a sentence: *a The Guardian*."""
    return words[at].key == "the" and not words[at].opens and _has_name_after(words, at)


def _looks_like_name(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.has_capital and _is_title(words, at):
        return True
    if not word.has_capital or word_weight(word.key).holds or word.key in mutated_places():
        return False
    if word.key in words_of("people.txt"):
        return True
    if word.key in words_of("place_words.txt"):
        return not word.opens or _has_name_after(words, at)
    return not (word.opens or _is_everyday(word.key))


@cache
def _place_name_words() -> frozenset[str]:
    return frozenset(word for phrase in phrases_of("places.txt") for word in phrase) | words_of("place_words.txt")


def is_known_name(word: Word) -> bool:
    """Say whether the lists of places and people have ``word``: such a name leans to neither language."""
    return word.key in words_of("people.txt") or word.key in _place_name_words()


def may_be_names(words: list[Word]) -> bool:
    """Say whether ``words``, two or more, may all be names: each has a capital and none is everyday.

    Words of one letter stand between names (*Wrexham v Cardiff*) and are not asked.
    """
    long = [word for word in words if len(word.key) > 1]
    return len(words) > 1 and all(word.has_capital and not _is_everyday_or_holds(word) for word in long)


def _is_everyday_or_holds(word: Word) -> bool:
    return _is_everyday(word.key) or word_weight(word.key).holds


def _is_everyday(key: str) -> bool:
    return key in words_of("welsh_common_words.txt") or key in words_of("english_common_words.txt")


def _joins(words: list[Word], at: int, names: Set[int]) -> bool:
    before = words[at - 1]
    return (
        words[at].key in _JOINS
        and at - 1 in names
        and at + 1 in names
        and before.key in words_of("place_words.txt")
        and before.sentence == words[at + 1].sentence
    )


def find_names(words: list[Word], *, places: frozenset[str]) -> set[int]:
    """Return the positions in ``words`` of names of places, streets, schools, bodies and people.

    Args:
        words: the comment's words, in order.
        places: names the council adds to the known ones.
    """
    names = _places(words, _place_phrases(places))
    if not is_shouted(words):
        names.update(at for at in range(len(words)) if _looks_like_name(words, at))
    names.update(at for at in range(1, len(words) - 1) if _joins(words, at, names))
    return names
