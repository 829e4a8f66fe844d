"""What is known of a platform grows old: data that was read long ago, and versions of an API that come to an end.

Every platform says of its data where and when it was read; one place, this, says what is to be looked at again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from cydbost_connectors.prices import prices_of

if TYPE_CHECKING:
    from cydbost_connectors.platforms import Platform

#: How long what was read of a platform is taken to hold, where it does not say when to look again.
HOLDS: Final = timedelta(days=365)
#: How long before its end a version is spoken of.
NOTICE: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something known of a platform: ``what`` is ``limits``, ``prices`` or a version's own name.

    Args:
        what: what it is.
        source: where it was read.
        read_on: when it was read.
        ends_on: the day on which it comes to an end, where the platform has said so.
        check_again_on: the day on which it is to be read again; a year after it was read where none is given.
    """

    what: str
    source: str
    read_on: date
    ends_on: date | None = None
    check_again_on: date | None = None


class Dating(Protocol):
    """A platform that knows more dated things than its limits and prices: versions, above all."""

    def dated(self, settings: Mapping[str, str]) -> Iterable[Dated]:
        """Yield what an account with these ``settings`` rests on."""
        ...


class Age(StrEnum):
    """What is the matter with something dated."""

    ENDED = "ended"
    ENDING = "ending"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Ageing:
    """Something dated that is to be looked at; ``day`` is its end, or the day on which it was read."""

    what: str
    source: str
    age: Age
    day: date


def dated_of(platform: "Platform", settings: Mapping[str, str]) -> tuple[Dated, ...]:
    """Return everything dated that an account of ``platform`` with these ``settings`` rests on."""
    limits = platform.capabilities
    found = [Dated("limits", limits.source, limits.read_on, limits.ends_on, limits.check_again_on)]
    prices = prices_of(platform, settings)
    if prices is not None:
        found.append(Dated("prices", prices.source, prices.read_on))
    dated = getattr(platform, "dated", None)
    return (*found, *(dated(settings) if callable(dated) else ()))


def ageing(known: Iterable[Dated], today: date) -> Iterator[Ageing]:
    """Yield what of ``known`` has ended, ends within ``NOTICE``, or was read too long ago."""
    for one in known:
        if one.ends_on is not None and one.ends_on <= today:
            yield Ageing(one.what, one.source, Age.ENDED, one.ends_on)
        elif one.ends_on is not None and one.ends_on <= today + NOTICE:
            yield Ageing(one.what, one.source, Age.ENDING, one.ends_on)
        elif (one.check_again_on or one.read_on + HOLDS) <= today:
            yield Ageing(one.what, one.source, Age.OLD, one.read_on)
