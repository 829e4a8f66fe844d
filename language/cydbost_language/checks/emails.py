"""The e-mail addresses of both versions."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.differences import Left, differences
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind
from cydbost_language.matching import match
from cydbost_language.pair import Finding, Severity
from cydbost_language.twins import neutral, twin_hosts
from cydbost_language.wording.marking import N_

_NAME: Final = "emails"


def _judge(cy: Fact, en: Fact, pairs: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Judge two addresses that stand on one domain or on twin domains."""
    (here, _, welsh), (there, _, english) = (fact.written.lower().rpartition("@") for fact in (cy, en))
    if here == there:
        return
    facts = {"cy": cy.written, "en": en.written}
    likely = twin_hosts(welsh, english, pairs)
    code, severity = ("email-twin-unproven", Severity.INFO) if likely else ("email-differs", Severity.BLOCK)
    yield finding(code, check=_NAME, severity=severity, cy=cy.span, en=en.span, facts=facts)


def _look(comparison: Comparison) -> Iterator[Finding]:
    if not comparison.cy.facts(Kind.EMAIL) and not comparison.en.facts(Kind.EMAIL):
        return
    domains = comparison.agreements.domains

    def domain(value: Hashable) -> Hashable:
        return neutral(str(value).rpartition("@")[2], domains)

    def whole(value: Hashable) -> Hashable:
        return str(value).rpartition("@")[0], domain(value)

    keys = (lambda value: value, whole, domain)
    matched = match(comparison.cy.facts(Kind.EMAIL), comparison.en.facts(Kind.EMAIL), keys=keys)
    for cy, en in matched.pairs:
        yield from _judge(cy, en, domains)
    yield from differences(_NAME, "email", Left(matched.cy, ()), Left(matched.en, ()))


CHECK: Final = Check(
    _NAME,
    N_(
        "Every e-mail address must be in both versions. The Welsh and the English name of one domain count as the "
        "same; a Welsh address of its own has to be on the list of agreed lines."
    ),
    _look,
    needs=frozenset([Kind.EMAIL]),
)
