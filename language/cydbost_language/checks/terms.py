"""The council's own terms, and the acronyms among its names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from cydbost_language.agreed_terms import first_places, is_acronym, occurs
from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Language, Severity
from cydbost_language.signs import Sign
from cydbost_language.wording.marking import N_

_Pairs = tuple[tuple[str, str], ...]


def _answers(pairs: _Pairs, language: Language) -> dict[str, list[str]]:
    """Return each term of ``language`` with every term of the other that answers for it."""
    answers: dict[str, list[str]] = defaultdict(list)
    for cy, en in pairs:
        if cy.strip() and en.strip():
            here, there = (cy, en) if language is Language.CY else (en, cy)
            answers[here].append(there)
    return answers


def _unanswered(
    pairs: _Pairs, here: Version, there: Version, *, check: str, kind: str, severity: Severity
) -> Iterator[Finding]:
    """Report each term of ``here`` of which ``there`` has no agreed counterpart."""
    answers = _answers(pairs, here.language)
    for term, place in first_places(tuple(answers), here.words).items():
        if any(occurs(answer, there.words) for answer in answers[term]):
            continue
        span, side = here.words.span(*place), here.language.value
        facts = {side: here.side.text[span.start : span.end], "meant": " / ".join(answers[term])}
        spans = {side: span}
        code = f"{kind}-missing-{there.language}"
        yield finding(code, check=check, severity=severity, cy=spans.get("cy"), en=spans.get("en"), facts=facts)


def _both_ways(
    comparison: Comparison, pairs: _Pairs, *, check: str, kind: str, severity: Severity
) -> Iterator[Finding]:
    if not pairs:
        return
    cy, en = comparison.cy, comparison.en
    yield from _unanswered(pairs, en, cy, check=check, kind=kind, severity=severity)
    yield from _unanswered(pairs, cy, en, check=check, kind=kind, severity=severity)


def _terms(comparison: Comparison) -> Iterable[Finding]:
    return _both_ways(comparison, comparison.agreements.terms, check="terms", kind="term", severity=Severity.WARN)


def _acronyms(comparison: Comparison) -> Iterable[Finding]:
    pairs = tuple(pair for pair in comparison.agreements.names if any(map(is_acronym, pair)))
    return _both_ways(comparison, pairs, check="acronyms", kind="acronym", severity=Severity.INFO)


TERMS: Final = Check(
    "terms",
    N_(
        "Where one version has one of the council’s agreed terms, the other must have its agreed counterpart, "
        "whichever way its first letter mutates. A term agreed to be the same in both languages is a name that is not "
        "translated. The terms are set by the council; there are none until it sets them."
    ),
    _terms,
    needs=frozenset([Sign.AGREED]),
)
ACRONYMS: Final = Check(
    "acronyms",
    N_(
        "An acronym on the council’s list of names should have its agreed counterpart in the other version (GIG and "
        "NHS). One that is missing is noted; an acronym that is on no list is left alone."
    ),
    _acronyms,
    needs=frozenset([Sign.AGREED]),
)
