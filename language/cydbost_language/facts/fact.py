"""What a fact is: something a version states that the other must state too."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from cydbost_language.pair import Span
from cydbost_language.text import Reading


class Weight(IntEnum):
    """How surely a stretch of text states its fact."""

    FIRM = 0  #: figures, a full date: it must have its counterpart
    SPOKEN = 1  #: a word such as ``dau`` or ``two``: something must answer for it, if only once
    LOOSE = 2  #: a word that may state it (``un``, ``blwyddyn``, ``both``): it only answers for a firmer one


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one version: every value it can mean, where it stands and how it is written there."""

    values: frozenset[Hashable]
    span: Span
    written: str
    weight: Weight = Weight.FIRM


@dataclass(frozen=True, slots=True)
class Found:
    """A fact and the stretch of the reading that states it, which nothing else may then read."""

    fact: Fact
    start: int
    end: int


def found(
    reading: Reading, stretch: tuple[int, int], values: Iterable[Hashable], weight: Weight = Weight.FIRM
) -> Found:
    """Make the fact that ``stretch`` of ``reading`` states."""
    start, end = stretch
    fact = Fact(frozenset(values), reading.span(start, end), reading.text[start:end], weight)
    return Found(fact, start, end)
