"""Whether each version is in its own language, as a whole and sentence by sentence."""

from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.switches import is_switch
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Language, Span
from cydbost_language.recogniser import welsh_probability
from cydbost_language.sentences import Stretch, words
from cydbost_language.text import fold
from cydbost_language.voice import is_copied, may_be_alike
from cydbost_language.wording.marking import N_

_NAME: Final = "language"
_LONGEST_NAME: Final = 2  # words: a whole message is hardly ever a name alone
_MOST: Final = 0.8  # of the words: a version this far foreign is foreign as a whole
_SHORTEST_COPY: Final = 2  # words
_COPY_DOUBT: Final = 0.35


def _copies(comparison: Comparison) -> frozenset[str]:
    """Return the sentences, folded, that stand in both versions word for word."""
    cy, en = comparison.cy.segments, comparison.en.segments
    if len(cy) == len(en) == 1 and not may_be_alike(cy[0].text, en[0].text):
        return frozenset()
    both = {fold(item.text) for item in cy} & {fold(item.text) for item in en}
    return frozenset(text for text in both if len(words(text)) >= _SHORTEST_COPY)


def _reads_foreign(sentence: Stretch, language: Language) -> bool:
    """Judge a short sentence that stands on both sides; one of names alone ("Canolfan Hamdden") may."""
    said = words(sentence.text)
    welsh = welsh_probability(" ".join(said).lower())
    own = welsh if language is Language.CY else 1 - welsh
    return own < _COPY_DOUBT and any(word.islower() and len(word) > 2 for word in said)


def _foreign(version: Version, copies: frozenset[str]) -> tuple[list[Stretch], bool]:
    """Return the sentences of ``version`` that are in the other language, and whether the whole version is."""
    foreign = [
        sentence
        for sentence, spoken in version.heard
        if spoken.foreign or (copies and fold(sentence.text) in copies and _reads_foreign(sentence, version.language))
    ]
    if not foreign:
        return foreign, False
    judged = sum(spoken.words for _, spoken in version.heard)
    astray = {sentence.start for sentence in foreign}
    lost = sum(spoken.words for sentence, spoken in version.heard if sentence.start in astray)
    return foreign, lost >= _MOST * judged


def _report(code: str, language: Language, span: Span, text: str) -> Finding:
    here = language is Language.CY
    facts = {"text": text if len(text) <= 80 else text[:79] + "…"}
    return finding(f"{code}-{language}", check=_NAME, cy=span if here else None, en=None if here else span, facts=facts)


def _own(version: Version, copies: frozenset[str]) -> Iterator[Finding]:
    foreign, whole = _foreign(version, copies)
    if whole:
        yield _report("wrong-language", version.language, version.whole, version.side.text.strip())
        return
    for sentence in foreign:
        yield _report("sentence-astray", version.language, version.span(sentence), sentence.text)


def _alone(version: Version) -> Iterator[Finding]:
    return _own(version, frozenset())


def _look(comparison: Comparison) -> Iterator[Finding]:
    cy, en = comparison.cy, comparison.en
    spans = {"cy": cy.whole, "en": en.whole}
    switches = [is_switch(version.words.text, version.language.other) for version in (cy, en)]
    if not any(switches) and is_copied(cy.words.text, en.words.text, longest_name=_LONGEST_NAME):
        yield finding("copied", check=_NAME, cy=spans["cy"], en=spans["en"])
        return
    copies = _copies(comparison)
    if not copies and not cy.astray and not en.astray:
        return
    found = [[] if switch else [*_own(version, copies)] for version, switch in zip((cy, en), switches, strict=True)]
    if all(one and one[0].code.startswith("wrong-language") for one in found):
        yield finding("swapped", check=_NAME, cy=spans["cy"], en=spans["en"])
        return
    for one in found:
        yield from one


CHECK: Final = Check(
    _NAME,
    N_(
        "Each version must be in its own language, in every sentence. English left in the Welsh, Welsh left in the "
        "English, a text copied from one side to the other and two sides swapped are reported. Names, quotations and "
        "words in brackets may be in either language."
    ),
    _look,
    _alone,
)
