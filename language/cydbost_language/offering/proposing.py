"""The address that a page probably has in the other language."""

import re
from typing import Final, NamedTuple

from cydbost_language.pair import Agreements, Language
from cydbost_language.twins import HOST_ENDINGS, KNOWN_HOSTS, parse, plain

_PARTS: Final = re.compile(
    r"(?P<before>(?:[a-z][a-z0-9+.-]{0,20}:)?(?://)?(?:www\.)?)(?P<host>[^/?#]*)(?P<rest>.*)", re.I | re.S
)
#: The marks of a language in a path or a query, Welsh to English; the case they are written in is kept small.
_MARKS: Final = (("cy", "en"), ("cym", "eng"), ("cymraeg", "english"), ("cy-gb", "en-gb"), ("cy_gb", "en_gb"))
_MARK: Final = re.compile(
    r"(?P<before>[/=._-])(?P<mark>cy|cym|cymraeg|cy-gb|cy_gb|en|eng|english|en-gb|en_gb)(?=[/?#&]|\.[a-z]{2,4}$|$)",
    re.I,
)


class Proposed(NamedTuple):
    """An address that was worked out; ``is_sure`` tells that the council has agreed on it."""

    address: str
    is_sure: bool


def proposed_twin(address: str, to: Language, agreements: Agreements) -> Proposed | None:
    """Return the address in the language ``to`` of the page at ``address``, or ``None`` where nothing tells it.

    An agreed link is sure. Otherwise the site's other name and the mark of the language in the address are put in
    their place; whether there is such a page, only a look can tell.
    """
    agreed = _agreed(address, to, agreements)
    if agreed:
        return Proposed(agreed, is_sure=True)
    match = _PARTS.fullmatch(address)
    if match is None or parse(address).language is to:
        return None
    host = _twin_host(match["host"].lower(), to, agreements)
    rest = _MARK.sub(lambda mark: mark["before"] + _twin_mark(mark["mark"], to), match["rest"])
    found = f"{match['before']}{host or match['host']}{rest}"
    return None if found == address else Proposed(found, is_sure=False)


def _agreed(address: str, to: Language, agreements: Agreements) -> str | None:
    for cy, en in agreements.links:
        here, there = (en, cy) if to is Language.CY else (cy, en)
        if plain(here) == plain(address):
            return there
    return None


def _twin_host(host: str, to: Language, agreements: Agreements) -> str | None:
    is_welsh = to is Language.CY
    for cy, en in (*agreements.domains, *KNOWN_HOSTS):
        here, there = (en.lower(), cy.lower()) if is_welsh else (cy.lower(), en.lower())
        if host == here:
            return there
    for cy, en in HOST_ENDINGS:
        here, there = (en, cy) if is_welsh else (cy, en)
        if host.endswith(here):
            return host.removesuffix(here) + there
    return None


def _twin_mark(mark: str, to: Language) -> str:
    for cy, en in _MARKS:
        if mark.lower() in (cy, en):
            return cy if to is Language.CY else en
    return mark
