"""The link cards of both versions."""

from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Language, Severity
from cydbost_language.signs import Sign
from cydbost_language.twins import Twin, parse, twin
from cydbost_language.wording.marking import N_

_NAME: Final = "card"


def _alone(version: Version) -> Iterator[Finding]:
    link = version.side.link
    if link and parse(link).language is version.language.other:
        yield finding(f"card-wrong-language-{version.language}", check=_NAME, facts={"link": link})


def _look(comparison: Comparison) -> Iterator[Finding]:
    cy, en = comparison.pair.cy.link or "", comparison.pair.en.link or ""
    if not cy and not en:
        return
    facts = {"cy": cy, "en": en}
    if not cy or not en:
        yield finding(f"card-missing-{Language.EN if cy else Language.CY}", check=_NAME, facts=facts)
        return
    agreed = (cy, en) in comparison.agreements.links
    wrong = [] if agreed else [*_alone(comparison.cy), *_alone(comparison.en)]
    yield from wrong
    verdict = twin(cy, en, comparison.agreements)
    if verdict is Twin.NO and not wrong:
        yield finding("card-differs", check=_NAME, facts=facts)
    elif verdict is Twin.UNSURE:
        yield finding("card-unproven", check=_NAME, severity=Severity.WARN, facts=facts)


CHECK: Final = Check(
    _NAME,
    N_(
        "When one version has a link card the other must have one too, to the same page in its own language, by the "
        "same rules as the links of the text."
    ),
    _look,
    _alone,
    needs=frozenset([Sign.CARD]),
)
