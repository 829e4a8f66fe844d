"""The hashtags and the mentions of both versions."""

from collections.abc import Hashable, Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.differences import Left, differences
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Kind
from cydbost_language.matching import match
from cydbost_language.pair import Finding, Severity
from cydbost_language.wording.marking import N_


def _agreed(pairs: tuple[tuple[str, str], ...], sign: str) -> dict[str, str]:
    """Return the agreed pairs, Welsh to English, whether or not the list writes the sign."""
    return {sign + cy.lstrip(sign).casefold(): sign + en.lstrip(sign).casefold() for cy, en in pairs}


def _look(
    comparison: Comparison, kind: Kind, pairs: tuple[tuple[str, str], ...], *, check: str, sign: str
) -> Iterator[Finding]:
    """Compare tags: an agreed pair answers, then the same tag; of what is left, as many on each side may be twins."""
    if not comparison.cy.facts(kind) and not comparison.en.facts(kind):
        return
    agreed = _agreed(pairs, sign)

    def in_english(value: Hashable) -> Hashable:
        return agreed.get(str(value), value)

    matched = match(comparison.cy.facts(kind), comparison.en.facts(kind), keys=(lambda value: value, in_english))
    for cy, en in matched.pairs:
        if cy.values == en.values and en.written.casefold() in agreed.values() and cy.written.casefold() not in agreed:
            facts = {"cy": cy.written}
            yield finding(
                f"{kind}-left-english", check=check, severity=Severity.WARN, cy=cy.span, en=en.span, facts=facts
            )
    both = min(len(matched.cy), len(matched.en))
    yield from differences(check, kind, Left(matched.cy[both:], ()), Left(matched.en[both:], ()))
    for here, there in zip(matched.cy[:both], matched.en[:both], strict=True):
        facts = {"cy": here.written, "en": there.written}
        yield finding(f"{kind}-unagreed", check=check, severity=Severity.INFO, cy=here.span, en=there.span, facts=facts)


def _hashtags(comparison: Comparison) -> Iterator[Finding]:
    return _look(comparison, Kind.HASHTAG, comparison.agreements.hashtags, check="hashtags", sign="#")


def _mentions(comparison: Comparison) -> Iterator[Finding]:
    return _look(comparison, Kind.MENTION, comparison.agreements.mentions, check="mentions", sign="@")


HASHTAGS: Final = Check(
    "hashtags",
    N_(
        "Every hashtag must have its counterpart: the same tag, or the other half of an agreed pair (#Ailgylchu, "
        "#Recycle). As many unknown tags on each side are taken to be translations and only noted."
    ),
    _hashtags,
    needs=frozenset([Kind.HASHTAG]),
)
MENTIONS: Final = Check(
    "mentions",
    N_(
        "Every account that is mentioned must be mentioned in both versions: the same account, or the other half of an "
        "agreed pair of accounts."
    ),
    _mentions,
    needs=frozenset([Kind.MENTION]),
)
