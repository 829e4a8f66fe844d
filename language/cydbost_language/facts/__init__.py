"""The facts of a text, each with its value, whatever spelling it has, and the place where it stands."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cydbost_language.facts.addresses import emails, links
from cydbost_language.facts.contacts import phones, postcodes
from cydbost_language.facts.dates import MONTHS, dates, may_have_date
from cydbost_language.facts.fact import Fact, Found, Weight
from cydbost_language.facts.money import amounts, may_have_percentage, may_have_sum, percentages
from cydbost_language.facts.placeholders import placeholders
from cydbost_language.facts.plain_numbers import may_have_number, numbers
from cydbost_language.facts.tags import hashtags, mentions
from cydbost_language.facts.times import may_have_time, times
from cydbost_language.facts.undated import WEEKDAY_FORMS, months, weekdays
from cydbost_language.text import Reading

__all__ = ["Fact", "Facts", "Kind", "Weight", "addresses", "extract", "figures"]


class Kind(StrEnum):
    """The kinds of fact."""

    EMAIL = "email"
    LINK = "link"
    HASHTAG = "hashtag"
    MENTION = "mention"
    PLACEHOLDER = "placeholder"
    PHONE = "phone"
    POSTCODE = "postcode"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DATE = "date"
    TIME = "time"
    MONTH = "month"
    WEEKDAY = "weekday"
    NUMBER = "number"


_Extractors = tuple[tuple[Kind, Callable[[Reading], Iterable[Found]]], ...]

#: In the order in which they are read: what one finds, the next no longer sees, so no fact is of two kinds.
#: Addresses are the same in any language, and no part of the language of the sentence they stand in.
_ADDRESSES: Final[_Extractors] = (
    (Kind.EMAIL, emails),
    (Kind.LINK, links),
    (Kind.HASHTAG, hashtags),
    (Kind.MENTION, mentions),
    (Kind.PLACEHOLDER, placeholders),
    (Kind.PHONE, phones),
    (Kind.POSTCODE, postcodes),
)
_FIGURES: Final[_Extractors] = (
    (Kind.AMOUNT, amounts),
    (Kind.PERCENTAGE, percentages),
    (Kind.DATE, dates),
    (Kind.TIME, times),
    (Kind.MONTH, months),
    (Kind.WEEKDAY, weekdays),
    (Kind.NUMBER, numbers),
)

_DOT_INSIDE: Final = re.compile(r"[./]\S")


def _has_digit(reading: Reading) -> bool:
    return reading.has_digit


#: What a text must hold for a kind of fact to be in it: most texts need not be searched for most kinds.
_NEEDS: Final[Mapping[Kind, Callable[[Reading], object]]] = {
    Kind.EMAIL: lambda reading: "@" in reading.text,
    Kind.LINK: lambda reading: _DOT_INSIDE.search(reading.text),
    Kind.HASHTAG: lambda reading: "#" in reading.text,
    Kind.MENTION: lambda reading: "@" in reading.text,
    Kind.PLACEHOLDER: lambda reading: "{" in reading.text or "%" in reading.text,
    Kind.PHONE: _has_digit,
    Kind.POSTCODE: _has_digit,
    Kind.AMOUNT: may_have_sum,
    Kind.PERCENTAGE: may_have_percentage,
    Kind.DATE: may_have_date,
    Kind.TIME: may_have_time,
    Kind.MONTH: lambda reading: not reading.vocabulary.isdisjoint(MONTHS[reading.language]),
    Kind.WEEKDAY: lambda reading: not reading.vocabulary.isdisjoint(WEEKDAY_FORMS[reading.language]),
    Kind.NUMBER: may_have_number,
}

Facts = Mapping[Kind, tuple[Fact, ...]]


def _extract(extractors: _Extractors, reading: Reading) -> tuple[Facts, Reading]:
    facts: dict[Kind, tuple[Fact, ...]] = dict.fromkeys((kind for kind, _ in extractors), ())
    for kind, extractor in extractors:
        if _NEEDS[kind](reading) and (here := [*extractor(reading)]):
            facts[kind] = tuple(item.fact for item in here)
            reading = reading.without((item.start, item.end) for item in here)
    return MappingProxyType(facts), reading


def addresses(reading: Reading) -> tuple[Facts, Reading]:
    """Find the addresses, tags, telephone numbers and postcodes of ``reading``.

    Returns the facts of each kind in the order they stand, and the reading with them masked, which is what is left
    to be read as sentences and given to :func:`figures`.
    """
    return _extract(_ADDRESSES, reading)


def figures(reading: Reading) -> Facts:
    """Find the dates, times, sums and numbers of ``reading`` as its language writes them; addresses are masked."""
    return _extract(_FIGURES, reading)[0]


def extract(reading: Reading) -> Facts:
    """Find every fact of ``reading``, each kind in the order they stand."""
    found, words = addresses(reading)
    return MappingProxyType({**found, **figures(words)})
