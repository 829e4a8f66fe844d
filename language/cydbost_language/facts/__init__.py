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
from cydbost_language.facts.money import (
    COIN_WORDS,
    HUNDREDTH_WORDS,
    amounts,
    may_have_percentage,
    may_have_sum,
    percentages,
)
from cydbost_language.facts.placeholders import placeholders
from cydbost_language.facts.plain_numbers import may_ask_for_number, may_have_number, numbers
from cydbost_language.facts.tags import hashtags, mentions
from cydbost_language.facts.times import TELLING, may_have_time, times
from cydbost_language.facts.undated import WEEKDAY_FORMS, months, weekdays
from cydbost_language.pair import Language
from cydbost_language.text import Reading

__all__ = ["Fact", "Facts", "Kind", "Weight", "addresses", "counts", "extract", "figures", "may_ask_for_number"]


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
)
#: Last, and apart: most of what it finds only answers for what the other version asks.
_COUNTS: Final[_Extractors] = ((Kind.NUMBER, numbers),)

#: One of these is in any text with an address; most texts have none.
_OF_ADDRESSES: Final = re.compile(r"[@#{%\d]|[./]\S")
#: And one of these words, or a digit, in any with a figure that is no plain number.
_OF_FIGURES: Final = {
    language: frozenset().union(MONTHS[language], WEEKDAY_FORMS[language], COIN_WORDS, HUNDREDTH_WORDS, TELLING)
    for language in Language
}
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
_NO_FACTS: Final[Facts] = MappingProxyType({})


def _extract(extractors: _Extractors, reading: Reading) -> tuple[Facts, Reading]:
    facts: dict[Kind, tuple[Fact, ...]] = {}
    for kind, extractor in extractors:
        if _NEEDS[kind](reading) and (here := [*extractor(reading)]):
            facts[kind] = tuple(item.fact for item in here)
            reading = reading.without((item.start, item.end) for item in here)
    return facts, reading


def addresses(reading: Reading) -> tuple[Facts, Reading]:
    """Find the addresses, tags, telephone numbers and postcodes of ``reading``.

    Returns the facts of each kind that there is, in the order they stand, and the reading with them masked, which is
    what is left to be read as sentences and given to :func:`figures`.
    """
    return _extract(_ADDRESSES, reading) if _OF_ADDRESSES.search(reading.text) else (_NO_FACTS, reading)


def figures(reading: Reading) -> tuple[Facts, Reading]:
    """Find the dates, times and sums of ``reading`` as its language writes them; addresses have to be masked.

    Returns the facts of each kind that there is, and the reading with them masked, for :func:`counts`.
    """
    if not reading.has_digit and reading.vocabulary.isdisjoint(_OF_FIGURES[reading.language]):
        return _NO_FACTS, reading
    return _extract(_FIGURES, reading)


def counts(reading: Reading) -> tuple[Fact, ...]:
    """Find the plain numbers of ``reading``, in which all other facts are masked."""
    return _extract(_COUNTS, reading)[0].get(Kind.NUMBER, ())


def extract(reading: Reading) -> Facts:
    """Find every fact of ``reading``, each kind in the order they stand."""
    found, words = addresses(reading)
    said, rest = figures(words)
    every = {**found, **said, Kind.NUMBER: counts(rest)}
    return MappingProxyType({kind: every.get(kind, ()) for kind, _ in (*_ADDRESSES, *_FIGURES, *_COUNTS)})
