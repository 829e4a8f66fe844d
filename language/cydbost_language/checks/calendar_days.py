"""Weekdays that do not fall on their date."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.dates import day_of
from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Fact, Kind
from cydbost_language.facts.dates import Day
from cydbost_language.pair import Finding, Language
from cydbost_language.wording.marking import N_

_NAME: Final = "calendar"


def _impossible(day: Day) -> bool:
    """Say whether ``day`` names a date that is not in the calendar, or a weekday on which it does not fall."""
    try:
        real = date(day.year or 2024, day.month or 1, day.day or 1)  # 2024 has a 29 February
    except ValueError:
        return True
    return day.year is not None and day.weekday is not None and real.weekday() != day.weekday


def _wrong(version: Version) -> list[Fact]:
    return [fact for fact in version.facts(Kind.DATE) if _impossible(day_of(fact))]


def _report(language: Language, fact: Fact) -> Finding:
    span = {language.value: fact.span}
    return finding(
        "calendar-impossible", check=_NAME, cy=span.get("cy"), en=span.get("en"), facts={"date": fact.written}
    )


def _alone(version: Version) -> Iterator[Finding]:
    return (_report(version.language, fact) for fact in _wrong(version))


def _look(comparison: Comparison) -> Iterator[Finding]:
    """Report only what both versions say alike: where they differ, the dates check has said so."""
    stated = {value for fact in _wrong(comparison.en) for value in fact.values}
    for fact in _wrong(comparison.cy):
        if fact.values & stated:
            yield _report(Language.CY, fact)


CHECK: Final = Check(
    _NAME,
    N_(
        "A date must exist, and a weekday must fall on the date beside it when the year is given: 31 June and Monday "
        "4 June 2026 are reported, even when both versions say the same."
    ),
    _look,
    _alone,
    needs=frozenset([Kind.DATE]),
)
