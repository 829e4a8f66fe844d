"""Insults and obscenity: "Don't use ethnic slurs, personal insults, obscenity"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cydbost_language.agreed_terms import occurrences
from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.detection.mutation import mutations
from cydbost_language.detection.word_lists import phrases_of
from cydbost_language.pair import Language, Severity
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.signs import Sign
from cydbost_language.text import first_letters, read, runs_of_letters
from cydbost_language.wording.marking import N_

_LISTS: Final = {
    Language.CY: ("insults_cy.txt", "insults_both.txt"),
    Language.EN: ("insults_en.txt", "insults_both.txt"),
}
_HALF_HIDDEN: Final = re.compile(r"[a-z][*#@]", re.IGNORECASE)
_HIDDEN: Final = r"f[*#@]{1,3}(?:ck|k)?(?:er|ed|in|ing)?|s[*#@]{1,2}t|c[*#@]{1,2}t|b[*#@]{4,6}s|w[*#@]{2,3}(?:r|er)"


def _forms(phrase: tuple[str, ...], language: Language) -> list[tuple[str, ...]]:
    """Return ``phrase`` and, in Welsh, its mutated forms."""
    firsts = [phrase[0], *sorted(mutations(phrase[0]))] if language is Language.CY else [phrase[0]]
    return [(first, *phrase[1:]) for first in firsts if len(first) > 2]


@lru_cache(maxsize=16)
def _listed(language: Language, more: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return every form of the words of the lists, and of ``more``, the council's own."""
    phrases = {phrase for name in _LISTS[language] for phrase in phrases_of(name)}
    phrases.update(tuple(read(words, language).text.lower().split()) for words in more if words.strip())
    return tuple(form for phrase in phrases for form in _forms(phrase, language))


@lru_cache(maxsize=16)
def _first_words(language: Language, more: tuple[str, ...]) -> frozenset[str] | None:
    """Return the words one of which any listed phrase begins with; ``None`` where the council lists mere figures."""
    written = [*map(" ".join, _listed(language, more))]
    return first_letters(written) if all(map(runs_of_letters, written)) else None


def _first_listed(language: Language) -> frozenset[str]:
    return _first_words(language, ()) or frozenset()


@lru_cache(maxsize=16)
def _pattern(language: Language, more: tuple[str, ...]) -> re.Pattern[str]:
    written = (r"\s{1,3}".join(map(re.escape, phrase)) for phrase in _listed(language, more))
    forms = sorted(written, key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(forms)}|{_HIDDEN})(?![\w*])", re.IGNORECASE)


def _harmless(version: Version) -> list[tuple[int, int]]:
    """Return where the names and phrases stand that the council has said are no insult."""
    found = (occurrences(phrase, version.reading) for phrase in version.agreements.harmless)
    return [place for places in found for place in places]


def listed_in(version: Version) -> Iterator[re.Match[str]]:
    """Yield every listed word of a version, where it stands in its reading.

    Whole words only: a place or a family may have a name with such letters in it.
    """
    reading, more = version.reading, version.agreements.offensive
    firsts = _first_words(version.language, more)
    unlisted = firsts is not None and reading.vocabulary.isdisjoint(firsts)
    if unlisted and not _HALF_HIDDEN.search(reading.text):
        return
    harmless = _harmless(version)
    for match in _pattern(version.language, more).finditer(reading.text):
        if not any(start <= match.start() and match.end() <= end for start, end in harmless):
            yield match


def _look(version: Version) -> Iterator[Remark]:
    """Report each word once."""
    told = set[str]()
    for match in listed_in(version):
        key = match.group().casefold()
        if key not in told:
            told.add(key)
            span = version.reading.span(*match.span())
            yield Remark("offensive-word", Severity.BLOCK, span, match.group(), key)


CHECK: Final[Check] = check_of_remarks(
    "insults",
    N_(
        "The council’s policy: respect your audience; no ethnic slurs, personal insults or obscenity. Whole words of a "
        "modest list in each language, with their Welsh mutations, stop the posting. The council can add words of its "
        "own, and names in which such a word is no insult. The list is no judge of tone: a person must be."
    ),
    _look,
    needs=frozenset([Sign.LISTED, Sign.HIDING, Sign.AGREED]),
    words=_first_listed,
)
