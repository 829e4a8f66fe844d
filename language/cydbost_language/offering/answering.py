"""What one side states that the other has to answer for, and whether it does: a list to tick off as one translates.

A fact is answered where the comparison of both sides finds nothing at its place; so the list never says otherwise than
the judgement does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from cydbost_language.agreed_terms import first_places, occurs
from cydbost_language.calendar_words import MONTHS_CY, MONTHS_EN, WEEKDAYS_CY, WEEKDAYS_EN
from cydbost_language.checks.presence import empty
from cydbost_language.comparison import Comparison, Version
from cydbost_language.facts import Fact, Kind, Weight
from cydbost_language.facts.clock import Clock
from cydbost_language.facts.dates import Day
from cydbost_language.judge import check_pair
from cydbost_language.offering.proposing import proposed_twin
from cydbost_language.pair import Agreements, Finding, Language, Pair, Severity, Span
from cydbost_language.rendering import DateStyle, format_date, format_time


class PointKind(StrEnum):
    """What has to be answered for."""

    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    LINK = "link"
    HASHTAG = "hashtag"
    MENTION = "mention"
    PLACEHOLDER = "placeholder"
    NAME = "name"  #: with an agreed twin
    TERM = "term"  #: likewise


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the source states at ``span``; ``could`` is how the other side could say it, where known."""

    kind: PointKind
    written: str
    span: Span
    could: tuple[str, ...]
    is_answered: bool


_KINDS: Final = {
    Kind.DATE: PointKind.DATE,
    Kind.MONTH: PointKind.DATE,
    Kind.WEEKDAY: PointKind.DATE,
    Kind.TIME: PointKind.TIME,
    Kind.AMOUNT: PointKind.AMOUNT,
    Kind.PERCENTAGE: PointKind.PERCENTAGE,
    Kind.NUMBER: PointKind.NUMBER,
    Kind.PHONE: PointKind.PHONE,
    Kind.EMAIL: PointKind.EMAIL,
    Kind.POSTCODE: PointKind.POSTCODE,
    Kind.LINK: PointKind.LINK,
    Kind.HASHTAG: PointKind.HASHTAG,
    Kind.MENTION: PointKind.MENTION,
    Kind.PLACEHOLDER: PointKind.PLACEHOLDER,
}
#: The checks that compare facts; what others find at the same place says nothing of whether it is answered.
_COMPARE: Final = frozenset(
    [
        "dates",
        "times",
        "amounts",
        "percentages",
        "numbers",
        "phones",
        "emails",
        "postcodes",
        "links",
        "hashtags",
        "mentions",
    ]
)
_DAY: Final = 24 * 60
_LEAP_CYCLE: Final = range(2000, 2028)  # every weekday falls on every day of the year in it, 29 February too


def points(pair: Pair, source: Language, agreements: Agreements) -> tuple[Point, ...]:
    """Return everything that ``source`` states and its twin has to answer for, in the order it stands. Never raises."""
    comparison = Comparison(pair, agreements)
    here, there = comparison.version(source), comparison.version(source.other)
    is_empty = empty(there)
    open_places = () if is_empty else tuple(_unanswered(pair, source, agreements))
    found = [
        Point(kind, fact.written, fact.span, _could(kind, fact, source.other, agreements), is_answered)
        for kind, fact in _facts(here)
        for is_answered in (not is_empty and not any(_overlap(fact.span, place) for place in open_places),)
    ]
    return tuple(sorted([*found, *_agreed(here, there)], key=lambda point: (point.span.start, point.span.end)))


def _facts(version: Version) -> Iterator[tuple[PointKind, Fact]]:
    for kind, named in _KINDS.items():
        yield from ((named, fact) for fact in version.facts(kind) if fact.weight is not Weight.LOOSE)


def _unanswered(pair: Pair, source: Language, agreements: Agreements) -> Iterator[Span]:
    for finding in check_pair(pair, agreements):
        span = finding.cy if source is Language.CY else finding.en
        if span is not None and _says_unanswered(finding):
            yield span


def _says_unanswered(finding: Finding) -> bool:
    return finding.check in _COMPARE and finding.severity is not Severity.INFO


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _could(kind: PointKind, fact: Fact, to: Language, agreements: Agreements) -> tuple[str, ...]:
    match kind:
        case PointKind.DATE:
            return _dates(fact, to)
        case PointKind.TIME:
            return _times(fact, to)
        case PointKind.LINK:
            twin = proposed_twin(fact.written, to, agreements)
            return (twin.address,) if twin else ()
        case PointKind.HASHTAG | PointKind.MENTION:
            pairs = agreements.hashtags if kind is PointKind.HASHTAG else agreements.mentions
            return _tags(fact.written, pairs, to) or (fact.written,)
        case PointKind.NUMBER:
            return ()
        case _:
            return (fact.written,)


def _dates(fact: Fact, to: Language) -> tuple[str, ...]:
    day = next(iter(fact.values), None)
    if not isinstance(day, Day):
        return ()
    if day.day is None or day.month is None:
        return _undated(day, to)
    years = _LEAP_CYCLE if day.year is None else (day.year,)
    dated = next((one for year in years if (one := _date(year, day)) is not None), None)
    if dated is None:
        return ()
    styles = {
        (True, True): DateStyle.FULL,
        (True, False): DateStyle.WEEKDAY,
        (False, True): DateStyle.LONG,
        (False, False): DateStyle.DAY_MONTH,
    }
    return (format_date(dated, to, styles[day.weekday is not None, day.year is not None]),)


def _undated(day: Day, to: Language) -> tuple[str, ...]:
    """Say a month or a weekday that stands by itself."""
    months, weekdays = (MONTHS_CY, WEEKDAYS_CY) if to is Language.CY else (MONTHS_EN, WEEKDAYS_EN)
    if day.month is not None:
        return (" ".join([months[day.month - 1], *([str(day.year)] if day.year else [])]),)
    if day.weekday is None:
        return ()
    return (f"dydd {weekdays[day.weekday]}" if to is Language.CY else weekdays[day.weekday],)


def _date(year: int, day: Day) -> date | None:
    """Return the day in ``year``, or ``None`` where there is none, or not on its weekday."""
    try:
        dated = date(year, day.month or 0, day.day or 0)
    except ValueError:
        return None
    return dated if day.weekday in {None, dated.weekday()} else None


def _times(fact: Fact, to: Language) -> tuple[str, ...]:
    minutes = sorted(value.minutes % _DAY for value in fact.values if isinstance(value, Clock))
    return tuple(format_time(time(*divmod(value, 60)), to) for value in dict.fromkeys(minutes))


def _tags(written: str, pairs: tuple[tuple[str, str], ...], to: Language) -> tuple[str, ...]:
    sign = written[:1]
    twins = [(en, cy) if to is Language.CY else (cy, en) for cy, en in pairs]
    return tuple(
        sign + there.lstrip(sign) for here, there in twins if here.lstrip(sign).casefold() == written[1:].casefold()
    )


def _agreed(here: Version, there: Version) -> Iterator[Point]:
    """Yield the council's names and terms that the source has, each with its agreed twins."""
    agreements = here.agreements
    for kind, pairs in ((PointKind.NAME, agreements.names), (PointKind.TERM, agreements.terms)):
        answers: dict[str, list[str]] = {}
        for cy, en in pairs:
            one, other = (cy, en) if here.language is Language.CY else (en, cy)
            if one.strip() and other.strip():
                answers.setdefault(one, []).append(other)
        for term, place in first_places(tuple(answers), here.words).items() if answers else ():
            span = here.words.span(*place)
            written = here.side.text[span.start : span.end]
            is_answered = any(occurs(other, there.words) for other in answers[term])
            yield Point(kind, written, span, tuple(answers[term]), is_answered)
