"""The links of both versions, and the link cards."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.differences import Left, differences
from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Fact, Kind
from cydbost_language.matching import Key, match
from cydbost_language.pair import Agreements, Finding, Language, Severity
from cydbost_language.twins import Twin, neutral, parse, plain, site, twin
from cydbost_language.wording.marking import N_

_NAME: Final = "links"

_SEVERITIES: Final = {Twin.LIKELY: Severity.INFO, Twin.UNSURE: Severity.WARN}


def _keys(agreements: Agreements) -> Sequence[Key]:
    """Return what to compare addresses by: the same, an agreed pair, twins by their mark, and last the site alone."""
    agreed = {plain(cy): plain(en) for cy, en in agreements.links}

    def by(change: Callable[[str], Hashable]) -> Key:
        return lambda value: change(str(value))

    return (
        by(plain),
        by(lambda address: agreed.get(plain(address), plain(address))),
        by(lambda address: neutral(address, agreements.domains)),
        by(site),
    )


def _judge(cy: Fact, en: Fact, agreements: Agreements) -> Iterator[Finding]:
    verdict = twin(cy.written, en.written, agreements)
    facts = {"cy": cy.written, "en": en.written}
    if verdict in _SEVERITIES:
        yield finding(
            "link-twin-unproven", check=_NAME, severity=_SEVERITIES[verdict], cy=cy.span, en=en.span, facts=facts
        )
    elif verdict is Twin.NO:
        yield finding("link-differs", check=_NAME, cy=cy.span, en=en.span, facts=facts)


def _wrong_language(version: Version) -> Iterator[Finding]:
    """Report a link whose address says that its page is in the other language."""
    for fact in version.facts(Kind.LINK):
        if parse(fact.written).language is version.language.other:
            here = version.language is Language.CY
            yield finding(
                "link-english-page" if here else "link-welsh-page",
                check=_NAME,
                cy=fact.span if here else None,
                en=None if here else fact.span,
                facts={"link": fact.written},
            )


def _look(comparison: Comparison) -> Iterator[Finding]:
    if not comparison.cy.facts(Kind.LINK) and not comparison.en.facts(Kind.LINK):
        return
    agreements = comparison.agreements
    agreed = {plain(address) for pair in agreements.links for address in pair}
    for version in (comparison.cy, comparison.en):
        yield from (item for item in _wrong_language(version) if plain(item.facts["link"]) not in agreed)
    matched = match(comparison.cy.facts(Kind.LINK), comparison.en.facts(Kind.LINK), keys=_keys(agreements))
    for cy, en in matched.pairs:
        yield from _judge(cy, en, agreements)
    yield from differences(_NAME, "link", Left(matched.cy, ()), Left(matched.en, ()))


CHECK: Final = Check(
    _NAME,
    N_(
        "Every link must be in both versions and lead to the same thing, each to the page in its own language: "
        "/cy/ and /en/, ?lang=, a .cy ending, llyw.cymru and gov.wales, and the council's own pairs of sites and links "
        "are twins. A Welsh version that leads to an English page is reported."
    ),
    _look,
    _wrong_language,
    needs=frozenset([Kind.LINK]),
)
