"""The pictures, sounds and films of both versions, and the words that describe them."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Attachment, Finding, Language, Severity
from cydbost_language.signs import Sign
from cydbost_language.voice import is_copied, voice
from cydbost_language.wording.marking import N_

_NAME: Final = "media"
_LONGEST_NAME: Final = 5  # words: a logo may be described by its name


def _described(item: Attachment, language: Language) -> Iterator[Finding]:
    """Judge one attachment's alt text by itself."""
    if not any(map(str.isalnum, item.alt_text)):
        yield finding(f"alt-missing-{language}", check=_NAME, facts={"name": item.name})
    elif voice(item.alt_text, language).foreign:
        yield finding(f"alt-language-{language}", check=_NAME, facts={"name": item.name, "text": item.alt_text})


def _worded(item: Attachment, language: Language) -> Iterator[Finding]:
    """Report a picture whose words are all in the other language."""
    if item.words_in and language not in item.words_in:
        yield finding(f"picture-words-{language}", check=_NAME, facts={"name": item.name})


def _words_apart(cy: Attachment, en: Attachment) -> Iterator[Finding]:
    """Judge the words that stand in the pictures themselves."""
    if cy.digest == en.digest:
        if not (cy.words_in == en.words_in and len(cy.words_in) != 1):
            yield finding("picture-words-shared", check=_NAME, facts={"name": cy.name})
        return
    yield from _worded(cy, Language.CY)
    yield from _worded(en, Language.EN)
    if bool(cy.words_in) != bool(en.words_in):
        named = cy if cy.words_in else en
        yield finding("picture-words-uneven", check=_NAME, severity=Severity.WARN, facts={"name": named.name})


def _alone(version: Version) -> Iterator[Finding]:
    for item in version.side.media:
        yield from _described(item, version.language)
        yield from _worded(item, version.language)


def _together(cy: Attachment, en: Attachment) -> Iterator[Finding]:
    yield from _words_apart(cy, en)
    if is_copied(cy.alt_text, en.alt_text, longest_name=_LONGEST_NAME):
        yield finding("alt-copied", check=_NAME, facts={"name": cy.name, "text": cy.alt_text})
        return
    yield from _described(cy, Language.CY)
    yield from _described(en, Language.EN)


def _look(comparison: Comparison) -> Iterator[Finding]:
    welsh, english = comparison.pair.cy.media, comparison.pair.en.media
    if len(welsh) != len(english):
        facts = {"cy": str(len(welsh)), "en": str(len(english))}
        yield finding("media-count", check=_NAME, facts=facts)
    for cy, en in zip_longest(welsh, english):
        if cy and en:
            yield from _together(cy, en)
        elif item := cy or en:
            language = Language.CY if cy else Language.EN
            yield from (*_described(item, language), *_worded(item, language))


CHECK: Final = Check(
    _NAME,
    N_(
        "Both versions must carry as many pictures, sounds and films, and each must be described in words (alt text) "
        "in its own version's language; a description copied from the other side is reported. A picture that has "
        "words in it needs a picture of its own for each language, or its words in both."
    ),
    _look,
    _alone,
    needs=frozenset([Sign.MEDIA]),
)
