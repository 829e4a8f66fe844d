"""The pictures, sounds and films of both versions, and the words that describe them."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Attachment, Finding, Language
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


def _alone(version: Version) -> Iterator[Finding]:
    for item in version.side.media:
        yield from _described(item, version.language)


def _together(cy: Attachment, en: Attachment) -> Iterator[Finding]:
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
            yield from _described(item, Language.CY if cy else Language.EN)


CHECK: Final = Check(
    _NAME,
    N_(
        "Both versions must carry as many pictures, sounds and films, and each must be described in words (alt text) "
        "in its own version's language; a description copied from the other side is reported."
    ),
    _look,
    _alone,
    needs=frozenset([Sign.MEDIA]),
)
