"""What one side has and the other could have: an agreed tag, account, name or term, or the twin of a link."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cydbost_language.agreed_terms import first_places, occurs
from cydbost_language.facts import Kind, addresses, extract
from cydbost_language.offering.proposing import proposed_twin
from cydbost_language.pair import Agreements, Language, Pair, Span
from cydbost_language.text import Reading, read
from cydbost_language.twins import Twin, twin


class OfferKind(StrEnum):
    """What is offered."""

    HASHTAG = "hashtag"
    MENTION = "mention"
    NAME = "name"
    TERM = "term"
    LINK = "link"  #: in the text
    CARD = "card"  #: given apart from it


@dataclass(frozen=True, slots=True)
class Offer:
    """Words for the side in ``language``: ``put``, since ``beside`` stands at ``span`` of the other side's text.

    ``is_sure`` tells that the council has agreed on them; else they were worked out, and a person looks.
    """

    kind: OfferKind
    language: Language
    put: str
    beside: str
    span: Span | None = None
    is_sure: bool = True


def offers(pair: Pair, agreements: Agreements) -> tuple[Offer, ...]:
    """Return everything that could be put on either side because of what stands on the other; Welsh side first."""
    readings = {language: read(pair.side(language).text, language) for language in Language}
    return tuple(offer for to in Language for offer in _offers_for(to, pair, readings, agreements))


def _offers_for(to: Language, pair: Pair, readings: dict[Language, Reading], agreements: Agreements) -> Iterator[Offer]:
    here, there = readings[to.other], readings[to]
    yield from _tags(to, here, there, agreements.hashtags, kind=Kind.HASHTAG)
    yield from _tags(to, here, there, agreements.mentions, kind=Kind.MENTION)
    yield from _words(to, here, there, agreements.names, kind=OfferKind.NAME)
    yield from _words(to, here, there, agreements.terms, kind=OfferKind.TERM)
    yield from _links(to, here, there, agreements)
    link = pair.side(to.other).link
    if link and not pair.side(to).link:
        proposed = proposed_twin(link, to, agreements)
        if proposed:
            yield Offer(OfferKind.CARD, to, proposed.address, link, is_sure=proposed.is_sure)


def _turned(pairs: tuple[tuple[str, str], ...], to: Language) -> list[tuple[str, str]]:
    """Return the pairs as (what stands on the other side, what is put on this one)."""
    return [(en, cy) if to is Language.CY else (cy, en) for cy, en in pairs]


def _tags(
    to: Language, here: Reading, there: Reading, pairs: tuple[tuple[str, str], ...], *, kind: Kind
) -> Iterator[Offer]:
    sign = "#" if kind is Kind.HASHTAG else "@"
    if sign not in here.text:
        return
    agreed = {sign + one.lstrip(sign).casefold(): sign + twin_of.lstrip(sign) for one, twin_of in _turned(pairs, to)}
    has = {fact.written.casefold() for fact in extract(there)[kind]}
    for fact in extract(here)[kind]:
        put = agreed.get(fact.written.casefold())
        if put and put.casefold() not in has:
            has.add(put.casefold())
            yield Offer(OfferKind(kind.value), to, put, fact.written, fact.span)


def _words(
    to: Language, here: Reading, there: Reading, pairs: tuple[tuple[str, str], ...], *, kind: OfferKind
) -> Iterator[Offer]:
    turned = [(one, put) for one, put in _turned(pairs, to) if one != put]
    if not turned:
        return
    (_facts, here), (_others, there) = addresses(here), addresses(there)
    places = first_places(tuple(dict.fromkeys(one for one, _put in turned)), here)
    offered: set[str] = set()
    for one, put in turned:
        if one in places and one not in offered and not any(occurs(other, there) for other in _puts(turned, one)):
            offered.add(one)
            start, end = places[one]
            yield Offer(kind, to, put, here.text[start:end], here.span(start, end))


def _puts(turned: list[tuple[str, str]], one: str) -> list[str]:
    return [put for other, put in turned if other == one]


def _links(to: Language, here: Reading, there: Reading, agreements: Agreements) -> Iterator[Offer]:
    has = [fact.written for fact in extract(there)[Kind.LINK]]
    for fact in extract(here)[Kind.LINK]:
        if any(_are_twins(fact.written, other, to, agreements) for other in has):
            continue
        proposed = proposed_twin(fact.written, to, agreements)
        if proposed:
            yield Offer(OfferKind.LINK, to, proposed.address, fact.written, fact.span, is_sure=proposed.is_sure)


def _are_twins(one: str, other: str, to: Language, agreements: Agreements) -> bool:
    cy, en = (other, one) if to is Language.CY else (one, other)
    return twin(cy, en, agreements) is not Twin.NO
