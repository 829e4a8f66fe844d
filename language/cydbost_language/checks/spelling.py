"""Words that look mistyped, each with the word that was probably meant."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Agreements, Finding, Language, Severity
from cydbost_language.signs import Sign
from cydbost_language.spelling import slip_for
from cydbost_language.wording.marking import N_

_NAME: Final = "spelling"
_MOST: Final = 3  # hints a text
_MOST_UNKNOWN: Final = 50  # words that a text is judged by: one with more is no Welsh or English
_MOST_WORDS: Final = 20_000
_LEAST: Final = 4  # letters: nearly every shorter word is one letter away from another
_LONGEST: Final = 40
#: A word in small letters, and what hangs on it; no part of a code, an address, a tag or a placeholder.
_WORD: Final = re.compile(r"(?<![\w'@#./:\\\ue000-])[^\W\d_]{1,80}(?:['-][^\W\d_]{1,80}){0,5}(?![\w@/\\\ue000]|[.:]\w)")
_PART: Final = re.compile(r"[^\W\d_]+")
_QUOTED: Final = re.compile(r"\"[^\"\n]{1,400}\"|(?<!\w)'[^'\n]{1,200}'(?!\w)")


def _places(version: Version) -> Iterator[tuple[str, int]]:
    """Yield each word worth asking for, with its place; a name has a capital, and an English *n't* no word before."""
    reading = version.words
    if '"' in reading.text or "'" in reading.text:
        reading = reading.without([quoted.span() for quoted in _QUOTED.finditer(reading.text)])
    for word in islice(_WORD.finditer(reading.text), _MOST_WORDS):
        written = word.group()
        if not written.islower() or ("'" in written and version.language is Language.EN):
            continue
        for part in _PART.finditer(written):
            if _LEAST <= len(part.group()) <= _LONGEST:
                yield part.group(), word.start() + part.start()


def _unknown(version: Version) -> Iterator[tuple[str, int, str]]:
    """Yield the words of ``version`` that no dictionary has, once each: word, place, and what was probably meant."""
    speller = version.spellers.get(version.language)
    if speller is None or version.spoken is not version.language:
        return
    told = set[str]()
    for word, place in _places(version):
        if word not in told:
            told.add(word)
            meant = slip_for(word, version.language, speller)
            if meant is not None:
                yield word, place, meant


def _nothing() -> frozenset[str]:
    return frozenset()


def _hints(version: Version, passed: Callable[[], frozenset[str]] = _nothing) -> Iterator[Finding]:
    """Report what is probably mistyped; what is written twice is meant so. ``passed`` is asked when it is needed."""
    slips = [slip for slip in islice(_unknown(version), _MOST_UNKNOWN) if slip[2]]
    if not slips:
        return
    text, right = version.words.text, passed()
    slips = [slip for slip in slips if slip[0] not in right and text.count(slip[0]) == 1]
    for word, place, meant in islice(slips, _MOST):
        span = version.words.span(place, place + len(word))
        cy, en = (span, None) if version.language is Language.CY else (None, span)
        facts = {"text": word, "meant": meant}
        yield finding("word-unlikely", check=_NAME, severity=Severity.INFO, cy=cy, en=en, facts=facts)


def _agreed(agreements: Agreements) -> frozenset[str]:
    pairs = (*agreements.terms, *agreements.names)
    return frozenset(word.lower() for pair in pairs for side in pair for word in _PART.findall(side))


def _right(there: Version, agreements: Agreements) -> frozenset[str]:
    return _agreed(agreements) | frozenset(_PART.findall(there.words.text.lower()))


def _look(comparison: Comparison) -> Iterator[Finding]:
    """Report no word that the council has agreed, nor one that the other version writes as well."""
    if not comparison.cy.spellers:
        return
    for here, there in ((comparison.cy, comparison.en), (comparison.en, comparison.cy)):
        yield from _hints(here, partial(_right, there, comparison.agreements))


CHECK: Final = Check(
    _NAME,
    N_(
        "A word that is in no dictionary, and one letter away from a word that is, is noted with the word that was "
        "probably meant; at most three in a text. Names, codes, quotations, agreed terms, short words, words that "
        "stand twice and words of the other version are left alone. It needs a spelling dictionary for the language, "
        "set under [spelling]; without one it says nothing."
    ),
    _look,
    _hints,
    needs=frozenset([Sign.SPELLERS]),
)
