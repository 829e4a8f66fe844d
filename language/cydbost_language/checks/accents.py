"""Welsh words that have lost their accent, where the bare spelling is another word or none."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Final

from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.detection.dictionary import bare
from cydbost_language.detection.word_lists import phrases_of
from cydbost_language.pair import Language, Severity
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.signs import Sign
from cydbost_language.text import Reading, runs_of_letters
from cydbost_language.wording.marking import N_

_LIST: Final = "welsh_accents.txt"
_MOST: Final = 5  # remarks: a text typed without accents has one in every line


@cache
def _right_spellings() -> dict[str, str]:
    """Return each listed word or phrase by its bare spelling."""
    return {bare(" ".join(phrase)): " ".join(phrase) for phrase in phrases_of(_LIST)}


@cache
def _by_longest_word() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return the words of each listed phrase, by its longest: the least common."""
    phrases: dict[str, tuple[frozenset[str], ...]] = {}
    for phrase in _right_spellings():
        words = runs_of_letters(phrase)
        longest = max(words, key=len)
        phrases[longest] = (*phrases.get(longest, ()), frozenset(words))
    return phrases


def _longest_words(language: Language) -> Set[str]:
    return _by_longest_word().keys() if language is Language.CY else frozenset()


def _may_be_in(reading: Reading) -> bool:
    known = _by_longest_word()
    return any(words <= reading.vocabulary for word in reading.vocabulary & known.keys() for words in known[word])


@cache
def _bare_spelling() -> re.Pattern[str]:
    known = sorted(_right_spellings(), key=len, reverse=True)
    words = "|".join(r"\s{1,3}".join(map(re.escape, phrase.split())) for phrase in known)
    return re.compile(rf"(?<![\w'-])(?:{words})(?![\w-]|'(?!r\b|n\b))", re.IGNORECASE)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Say whether the word begins a name, which is written as its owner writes it: *Ty Hafan*."""
    written, after = match.group(), text[match.end() :][:2].strip()
    return written[:1].isupper() and " " not in written and (after[:1].isupper() or not written.isupper())


def _look(version: Version) -> Iterator[Remark]:
    if version.language is not Language.CY or version.spoken is not Language.CY:
        return
    reading, told = version.words, set[str]()
    if not _may_be_in(reading):
        return
    for match in _bare_spelling().finditer(reading.text):
        key = " ".join(match.group().lower().split())
        if key in told or _is_name(reading.text, match):
            continue
        told.add(key)
        facts = {"meant": _right_spellings()[key]}
        yield Remark("accent-lost", Severity.INFO, reading.span(*match.span()), match.group(), key, facts)
        if len(told) == _MOST:
            return


CHECK: Final[Check] = check_of_remarks(
    "accents",
    N_(
        "Welsh words from a list that are written without their accent are noted, where the bare spelling is no word "
        "or hardly ever meant: dwr for dŵr, pobl hyn for pobl hŷn. Words that are right both ways, such as mor and "
        "môr, are left alone, and so are names."
    ),
    _look,
    needs=frozenset([Sign.LISTED]),
    words=_longest_words,
)
