"""The facts of a text, each with its value, whatever spelling it has, and the place where it stands."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cydbost_language.facts.addresses import emails, links
from cydbost_language.facts.contacts import phones, postcodes
from cydbost_language.facts.dates import dates, months, weekdays
from cydbost_language.facts.fact import Fact, Found, Weight
from cydbost_language.facts.money import amounts, percentages
from cydbost_language.facts.placeholders import placeholders
from cydbost_language.facts.plain_numbers import numbers
from cydbost_language.facts.tags import hashtags, mentions
from cydbost_language.facts.times import times
from cydbost_language.text import Reading

__all__ = ["Fact", "Kind", "Weight", "extract"]


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


#: In the order in which they are read: what one finds, the next no longer sees, so no fact is of two kinds.
_EXTRACTORS: Final[tuple[tuple[Kind, Callable[[Reading], Iterable[Found]]], ...]] = (
    (Kind.EMAIL, emails),
    (Kind.LINK, links),
    (Kind.HASHTAG, hashtags),
    (Kind.MENTION, mentions),
    (Kind.PLACEHOLDER, placeholders),
    (Kind.PHONE, phones),
    (Kind.POSTCODE, postcodes),
    (Kind.AMOUNT, amounts),
    (Kind.PERCENTAGE, percentages),
    (Kind.DATE, dates),
    (Kind.TIME, times),
    (Kind.MONTH, months),
    (Kind.WEEKDAY, weekdays),
    (Kind.NUMBER, numbers),
)

#: What is an address or a name to a machine, and no part of the language of the sentence it stands in.
_ADDRESSES: Final = (Kind.EMAIL, Kind.LINK, Kind.HASHTAG, Kind.MENTION, Kind.PLACEHOLDER, Kind.PHONE, Kind.POSTCODE)


def extract(reading: Reading) -> tuple[Mapping[Kind, tuple[Fact, ...]], Reading]:
    """Find every fact of ``reading``.

    Returns the facts of each kind in the order they stand, and the reading with the addresses masked, which is
    what is left to be read as sentences.
    """
    facts: dict[Kind, tuple[Fact, ...]] = {}
    rest = words = reading
    for kind, extractor in _EXTRACTORS:
        here = [*extractor(rest)]
        facts[kind] = tuple(item.fact for item in here)
        rest = rest.without((item.start, item.end) for item in here)
        if kind is _ADDRESSES[-1]:
            words = rest
    return MappingProxyType(facts), words
