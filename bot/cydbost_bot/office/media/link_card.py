"""What a platform will make of a link: the title, the words and the picture that its page gives for that.

The page is asked from here, never by the browser, and with the care that ``public_page`` takes; each page once in a
while, and not too many for one person.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser
from threading import Lock
from typing import Final

from starlette.responses import Response

from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.public_page import Page, Unfetched, fetch
from cydbost_language import Language

_MOST: Final = 300  #: characters of a title or a description
_KEPT: Final = 256  #: cards
_KEPT_FOR: Final = timedelta(minutes=10)
_FAULT_KEPT_FOR: Final = timedelta(minutes=1)
_PAGES: Final = 30  #: that one person may have asked for
_WITHIN: Final = timedelta(minutes=1)
_LONGEST_ADDRESS: Final = 500

_TITLES: Final = ("og:title", "twitter:title", "title")
_WORDS: Final = ("og:description", "twitter:description", "description")
_PICTURES: Final = ("og:image", "og:image:url", "twitter:image")


@dataclass(frozen=True, slots=True)
class Card:
    """One link as it will be shown; ``fault`` says, as a part of a sentence, why nothing is known of it."""

    address: str
    title: str = ""
    words: str = ""
    has_picture: bool = False
    fault: str = ""


class _Head(HTMLParser):
    """Collects what a page says of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a ``meta`` that describes the page."""
        self._in_title = tag == "title" and "title" not in self.said
        if tag == "meta":
            given = {name: value or "" for name, value in attrs}
            name = (given.get("property") or given.get("name") or "").lower()
            if name and given.get("content", "").strip():
                self.said.setdefault(name, given["content"])

    def handle_endtag(self, tag: str) -> None:
        """Note where the title ends."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Note the title."""
        if self._in_title:
            self.said["title"] = self.said.get("title", "") + data

    def first(self, names: tuple[str, ...]) -> str:
        """Return the first of ``names`` that the page says."""
        found = next((self.said[name] for name in names if self.said.get(name, "").strip()), "")
        return " ".join(found.split())[:_MOST]


def card_of(page: Page, address: str) -> Card:
    """Return what ``page``, found at ``address``, says of itself."""
    head = _Head()
    head.feed(page.html)
    return Card(address, head.first(_TITLES), head.first(_WORDS), bool(head.first(_PICTURES)))


class Cards:
    """Asks pages for their cards: each once in a while, and no more for one person than people look at."""

    def __init__(self, fetch_page: Callable[[str], Page] = fetch) -> None:
        """``fetch_page`` gives a page, or raises ``Unfetched``."""
        self._fetch = fetch_page
        self._known: OrderedDict[str, tuple[datetime, Card]] = OrderedDict()
        self._asked: dict[str, list[datetime]] = {}
        self._lock = Lock()

    def card(self, address: str, person: str, now: datetime) -> Card:
        """Return the card of the page at ``address``, which ``person`` wants to see."""
        with self._lock:
            until, known = self._known.get(address, (now, None))
            if known is not None and now < until:
                return known
            if not self._may_ask(person, now):
                return Card(address, fault=_("you have looked at many pages; wait a minute"))
        card = self._fetched(address)
        with self._lock:
            self._known[address] = (now + (_FAULT_KEPT_FOR if card.fault else _KEPT_FOR), card)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return card

    def _fetched(self, address: str) -> Card:
        try:
            return card_of(self._fetch(address), address)
        except Unfetched as error:
            return Card(address, fault=error.why.sentence())

    def _may_ask(self, person: str, now: datetime) -> bool:
        lately = [at for at in self._asked.get(person, []) if now - at < _WITHIN]
        is_allowed = len(lately) < _PAGES
        self._asked[person] = [*lately, now] if is_allowed else lately
        return is_allowed


#: The cards of this process.
CARDS = Cards()


def show_cards(visit: Visit) -> Response:
    """Answer with the cards of both links, Welsh first: ``?link-cy=…&link-en=…``, or of one: ``?url=…&lang=cy``."""
    asked = visit.query
    given = {one.value: (asked.get(f"link-{one.value}") or asked.get(one.value, "")).strip() for one in Language}
    alone = visit.query.get("url", "").strip()
    if alone:
        given = {visit.query.get("lang", "cy") if visit.query.get("lang") in given else "cy": alone}
    cards = {
        language: CARDS.card(address[:_LONGEST_ADDRESS], visit.actor.name, visit.now)
        for language, address in given.items()
        if address
    }
    return visit.swap("media/_link_cards.html", cards=cards)
