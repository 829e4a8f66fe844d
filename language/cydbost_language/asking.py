"""Which checks are asked about a pair: those that have something to say of what its versions show."""

from functools import cache, lru_cache
from typing import Final

from cydbost_language.catalogue import CHECKS
from cydbost_language.check import Check
from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Kind
from cydbost_language.pair import Language
from cydbost_language.signs import Sign

#: The checks of texts that are there.
OF_TEXTS: Final = tuple(check for check in CHECKS if check.name != "presence")


@cache
def _listened_for(language: Language) -> frozenset[str]:
    """Return the words of ``language`` for which any check listens."""
    return frozenset().union(*(check.words(language) for check in CHECKS))


def _has_listed(version: Version) -> bool:
    listed = _listened_for(version.language)
    if not listed.isdisjoint(version.reading.vocabulary):
        return True
    return version.words is not version.reading and not listed.isdisjoint(version.words.vocabulary)


def _shown(comparison: Comparison) -> frozenset[Sign | Kind]:
    """Return everything that either version shows, and what stands beside the texts."""
    cy, en, agreed = comparison.cy, comparison.en, comparison.agreements
    beside = (
        (Sign.MEDIA, cy.side.media or en.side.media),
        (Sign.CARD, cy.side.link or en.side.link),
        (Sign.AGREED, agreed.terms or agreed.names or agreed.offensive or agreed.ask_first),
        (Sign.SPELLERS, cy.spellers),
        (Sign.LISTED, _has_listed(cy) or _has_listed(en)),
    )
    return frozenset([*cy.signs, *en.signs, *cy.kinds, *en.kinds, *[sign for sign, is_there in beside if is_there]])


@lru_cache(maxsize=1024)
def _with_something_to_say(shown: frozenset[Sign | Kind]) -> tuple[Check, ...]:
    return tuple(check for check in OF_TEXTS if not check.needs or not check.needs.isdisjoint(shown))


def asked(comparison: Comparison) -> tuple[Check, ...]:
    """Return the checks to ask about two texts that are there, in the order of the catalogue."""
    return _with_something_to_say(_shown(comparison))
