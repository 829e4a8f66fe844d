"""The dates of both versions."""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.differences import compare, differences, left
from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Fact, Kind
from cydbost_language.facts.dates import Day
from cydbost_language.matching import match
from cydbost_language.pair import Finding, Severity
from cydbost_language.wording.marking import N_

_NAME: Final = "dates"


def _full(value: Hashable) -> Hashable:
    return value


def _without_weekday(value: Hashable) -> Hashable:
    return (value.day, value.month, value.year) if isinstance(value, Day) else value


def _without_year(value: Hashable) -> Hashable:
    return (value.day, value.month) if isinstance(value, Day) else value


def day_of(fact: Fact) -> Day:
    """Return the day that a fact of dates names."""
    day = next(iter(fact.values))
    assert isinstance(day, Day)  # noqa: S101 - the extractor of dates puts nothing else there
    return day


def _years(comparison: Comparison) -> set[int | None]:
    """Return the years that both versions state somewhere."""
    cy, en = ({day_of(fact).year for fact in version.facts(Kind.DATE)} for version in (comparison.cy, comparison.en))
    return cy & en


def _parts(cy: Fact, en: Fact, shared: set[int | None]) -> Iterator[tuple[str, Severity]]:
    """Yield what differs between two facts of the same day and month.

    A year that one version leaves out is only a warning where it states that year with another date.
    """
    here, there = day_of(cy), day_of(en)
    if here.year != there.year:
        if here.year is not None and there.year is not None:
            yield "date-year-differs", Severity.BLOCK
        else:
            yield "date-year-missing", Severity.WARN if (here.year or there.year) in shared else Severity.BLOCK
    if here.weekday != there.weekday:
        both = here.weekday is not None and there.weekday is not None
        yield ("date-weekday-differs", Severity.BLOCK) if both else ("date-weekday-missing", Severity.INFO)


def _written(cy: Fact, en: Fact) -> dict[str, str]:
    return {"cy": cy.written, "en": en.written}


def _look(comparison: Comparison) -> Iterator[Finding]:
    matched, missing = compare(comparison, Kind.DATE, check=_NAME, keys=(_full, _without_weekday, _without_year))
    shared = _years(comparison) if matched.pairs else set()
    for cy, en in matched.pairs:
        for code, severity in _parts(cy, en, shared):
            yield finding(code, check=_NAME, severity=severity, cy=cy.span, en=en.span, facts=_written(cy, en))
    yield from missing
    for kind in (Kind.MONTH, Kind.WEEKDAY):
        yield from _undated(comparison, kind)


def _undated(comparison: Comparison, kind: Kind) -> Iterator[Finding]:
    """Compare the months or weekdays that stand by themselves; the other version may have them in a full date."""
    cy, en = (version.facts(kind) for version in (comparison.cy, comparison.en))
    matched = match(cy, en)
    if not matched.cy and not matched.en:
        return iter(())
    left_cy = left(matched.cy, [*en, *_within_dates(comparison.en)], beside=comparison.en.reading.text)
    left_en = left(matched.en, [*cy, *_within_dates(comparison.cy)], beside=comparison.cy.reading.text)
    return differences(_NAME, kind, left_cy, left_en)


def _within_dates(version: Version) -> Iterator[Fact]:
    """Return the facts of dates as stating their weekday, and their month with and without its year."""
    for fact in version.facts(Kind.DATE):
        day = day_of(fact)
        parts = Day(None, day.month, day.year), Day(None, day.month), Day(None, None, None, day.weekday)
        yield replace(fact, values=frozenset(parts))


CHECK: Final = Check(
    _NAME,
    N_(
        "Every date must be the same day in both versions: day, month, year and weekday, in whatever order and form "
        "each language writes them (3 June, y 3ydd o Fehefin, 3/6/2026). Months and weekdays that stand without a day "
        "are compared too."
    ),
    _look,
    needs=frozenset([Kind.DATE, Kind.MONTH, Kind.WEEKDAY]),
)
