"""Where the council's agreed terms and acronyms stand in a text, in any form that their language gives them."""

import re
from functools import lru_cache
from typing import Final

from cydbost_language.detection.mutation import mutations
from cydbost_language.pair import Language
from cydbost_language.text import Reading, read

_LONGEST_ACRONYM: Final = 10
_VOWELS: Final = tuple("aeiouwyâêîôûŵŷ")


def is_acronym(term: str) -> bool:
    """Say whether ``term`` is an acronym, whose capitals count: DCC, CSDd, GIG."""
    letters = term.strip()
    return letters.isalpha() and len(letters) <= _LONGEST_ACRONYM and sum(map(str.isupper, letters)) > 1


def _first_forms(word: str, language: Language) -> list[str]:
    """Return the first word of a Welsh term with each mutation of its first letter, and with h before a vowel."""
    if language is Language.EN:
        return [word]
    changed = sorted(mutations(word.lower()))
    return [word, *changed, *(["h" + word] if word.lower().startswith(_VOWELS) else [])]


def _written(term: str, language: Language) -> str:
    """Return the pattern of ``term`` as it may be written; empty for a term of nothing."""
    words = read(term, language).text.split()
    if not words:
        return ""
    if is_acronym(term):
        return rf"(?-i:{re.escape(words[0])})"
    firsts = "|".join(map(re.escape, _first_forms(words[0], language)))
    return r"\s{1,3}".join([f"(?:{firsts})", *map(re.escape, words[1:])])


def _ending(language: Language) -> str:
    return r"(?:'s|s'|s)?" if language is Language.EN else ""


@lru_cache(maxsize=2048)
def _pattern_of(term: str, language: Language) -> re.Pattern[str]:
    written = _written(term, language)
    return re.compile(rf"(?<!\w){written}{_ending(language)}(?!\w)" if written else r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _pattern_of_any(terms: tuple[str, ...], language: Language) -> re.Pattern[str]:
    """Return the pattern of all ``terms``, each a group of its own; the longest is tried first."""
    ordered = sorted(range(len(terms)), key=lambda at: -len(terms[at]))
    written = ((at, _written(terms[at], language)) for at in ordered)
    groups = "|".join(f"(?P<t{at}>{pattern})" for at, pattern in written if pattern)
    return re.compile(rf"(?<!\w)(?:{groups}){_ending(language)}(?!\w)" if groups else r"(?!)", re.IGNORECASE)


def occurrences(term: str, reading: Reading) -> list[tuple[int, int]]:
    """Return every place in ``reading`` where ``term`` stands."""
    return [match.span() for match in _pattern_of(term, reading.language).finditer(reading.text)]


def occurs(term: str, reading: Reading) -> bool:
    """Say whether ``reading`` has ``term`` anywhere."""
    return _pattern_of(term, reading.language).search(reading.text) is not None


def first_places(terms: tuple[str, ...], reading: Reading) -> dict[str, tuple[int, int]]:
    """Return the ``terms`` that ``reading`` has, each with its first place; a term inside a longer one is not one."""
    found: dict[str, tuple[int, int]] = {}
    for match in _pattern_of_any(terms, reading.language).finditer(reading.text):
        found.setdefault(terms[int((match.lastgroup or "t0")[1:])], match.span())
    return found
