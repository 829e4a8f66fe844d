"""The dates of both versions."""

from collections.abc import Hashable, Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.checks.differences import compare
from cydbost_language.comparison import Comparison
from cydbost_language.facts import Fact, Kind
from cydbost_language.facts.dates import Day
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


def _parts(cy: Fact, en: Fact) -> Iterator[tuple[str, Severity]]:
    """Yield what differs between two facts of the same day and month."""
    here, there = day_of(cy), day_of(en)
    if here.year != there.year:
        both = here.year is not None and there.year is not None
        yield ("date-year-differs", Severity.BLOCK) if both else ("date-year-missing", Severity.WARN)
    if here.weekday != there.weekday:
        both = here.weekday is not None and there.weekday is not None
        yield ("date-weekday-differs", Severity.BLOCK) if both else ("date-weekday-missing", Severity.INFO)


def _written(cy: Fact, en: Fact) -> dict[str, str]:
    return {"cy": cy.written, "en": en.written}


def _look(comparison: Comparison) -> Iterator[Finding]:
    matched, left = compare(comparison, Kind.DATE, check=_NAME, keys=(_full, _without_weekday, _without_year))
    for cy, en in matched.pairs:
        for code, severity in _parts(cy, en):
            yield finding(code, check=_NAME, severity=severity, cy=cy.span, en=en.span, facts=_written(cy, en))
    yield from left
    for kind in (Kind.MONTH, Kind.WEEKDAY):
        yield from compare(comparison, kind, check=_NAME)[1]


CHECK: Final = Check(
    _NAME,
    N_(
        "Every date must be the same day in both versions: day, month, year and weekday, in whatever order and form "
        "each language writes them (3 June, y 3ydd o Fehefin, 3/6/2026). Months and weekdays that stand without a day "
        "are compared too."
    ),
    _look,
)
