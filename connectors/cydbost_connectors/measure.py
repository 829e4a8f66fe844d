"""How long a message is on one platform, and how much of it the platform takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.platforms import Platform


@runtime_checkable
class Composing(Protocol):
    """A platform that is sent other words than a version has: it puts a link that stands apart from them after them."""

    def sent(self, text: str, link: str | None) -> str:
        """Return the whole text that is sent, as its length counts."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """One platform's way of counting: ``count`` takes a text and its link, and returns how long they are there.

    ``limit`` and the count are in ``unit``; ``limit`` is ``None`` where there is none, and no more than usual where it
    is not ``is_sure``: then each server has its own.
    """

    title: str
    limit: int | None
    unit: str
    count: Callable[[str, str | None], int]
    bytes_limit: int | None = None
    threads: bool = False  #: a post can continue another one
    is_sure: bool = True

    def bytes_over(self, text: str) -> int:
        """Return by how many bytes ``text`` is too long, 0 where it is not."""
        if self.bytes_limit is None:
            return 0
        return max(0, len(text.encode("utf-8", "surrogatepass")) - self.bytes_limit)

    def fits(self, text: str, link: str | None) -> bool:
        """Tell whether the platform takes a post of this text and link."""
        return (self.limit is None or self.count(text, link) <= self.limit) and not self.bytes_over(text)


def measure_of(platform: Platform, *, limit: int | None = None) -> Measure:
    """Return how ``platform`` counts; ``limit`` is what the council's own server takes, where that is known."""
    composing = platform if isinstance(platform, Composing) else None

    def count(text: str, link: str | None) -> int:
        return platform.length(text if composing is None else composing.sent(text, link))

    return _measure(platform.title, platform.capabilities, count, limit)


def plain_measure(title: str, capabilities: Capabilities) -> Measure:
    """Return how a platform counts that takes every character for one, and shows a link apart."""
    return _measure(title, capabilities, lambda text, _link: len(text), None)


def _measure(
    title: str, capabilities: Capabilities, count: Callable[[str, str | None], int], limit: int | None
) -> Measure:
    return Measure(
        title=title,
        limit=capabilities.text_limit if limit is None else limit,
        unit=capabilities.unit,
        count=count,
        bytes_limit=capabilities.text_bytes,
        threads=capabilities.threads,
        is_sure=limit is not None or not capabilities.limit_varies,
    )
