"""What a page says of its twin in the other language: ``<link rel="alternate" hreflang="en" href="...">``.

Asked for, never by default: the comparison itself goes nowhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from cydbost_bot.problem import Problem
from cydbost_bot.public_page import Page, Unfetched, fetch
from cydbost_language import Agreements, Finding, Language
from cydbost_language.twins import plain

#: What is found of two links or cards that may be twins: only these are worth asking about.
_ASKABLE: Final = frozenset({"link-twin-unproven", "link-differs", "card-unproven", "card-differs"})
_MOST_PAIRS: Final = 10  # of one posting

Fetch = Callable[[str], Page]
#: Told of a page that could not be asked: its address, and why.
Tell = Callable[[str, Problem], None]


class _Alternates(HTMLParser):
    """Collects the addresses that a page gives for itself in each language."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.found: dict[Language, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a ``link`` or an ``a`` that names the page's own alternate in a language."""
        given = {name: value or "" for name, value in attrs}
        is_alternate = "alternate" in given.get("rel", "").lower().split()
        code = given.get("hreflang", "").lower().partition("-")[0]
        if tag in {"link", "a"} and is_alternate and given.get("href") and code in list(Language):
            self.found.setdefault(Language(code), _joined(self._address, given["href"]))


def _joined(address: str, href: str) -> str:
    try:
        return urljoin(address, href)
    except ValueError:  # a broken address in somebody's page proves nothing
        return ""


def alternates(page: Page) -> dict[Language, str]:
    """Return the addresses that ``page`` gives for itself by language."""
    reader = _Alternates(page.address)
    reader.feed(page.html)
    return reader.found


class PageTwins:
    """Asks pages for their twins; each page once."""

    def __init__(self, tell: Tell, fetch_page: Fetch = fetch) -> None:
        """``tell`` hears of each page that could not be asked."""
        self._tell = tell
        self._fetch = fetch_page
        self._known: dict[str, dict[Language, str]] = {}

    def agreed(self, agreements: Agreements, findings: tuple[Finding, ...]) -> Agreements:
        """Return ``agreements`` with every pair of links among ``findings`` that one of its two pages proves."""
        asked = dict.fromkeys(
            (one.facts["cy"], one.facts["en"]) for one in findings if one.code in _ASKABLE and len(one.facts) > 1
        )
        proven = tuple(pair for pair in list(asked)[:_MOST_PAIRS] if self._proves(*pair))
        return replace(agreements, links=(*agreements.links, *proven)) if proven else agreements

    def _proves(self, cy: str, en: str) -> bool:
        return any(plain(named) == plain(twin) for named, twin in self._named(cy, en) if named)

    def _named(self, cy: str, en: str) -> Iterator[tuple[str, str]]:
        yield self._twins(cy).get(Language.EN, ""), en
        yield self._twins(en).get(Language.CY, ""), cy

    def _twins(self, address: str) -> dict[Language, str]:
        if address not in self._known:
            try:
                self._known[address] = alternates(self._fetch(address))
            except Unfetched as error:
                self._known[address] = {}
                self._tell(address, error.why)
        return self._known[address]
