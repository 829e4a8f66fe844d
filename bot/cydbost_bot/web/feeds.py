"""The notices as Atom feeds, one a language (RFC 4287)."""

from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as Tree

from markupsafe import Markup
from sqlalchemy import Connection

from cydbost_bot.web.rendering import Site, picture_path
from cydbost_bot.web.views import NoticeView, view_of
from cydbost_bot.web.words import N_, words
from cydbost_connectors.noticeboard import reading
from cydbost_connectors.noticeboard.values import LANGUAGES

FEED_LENGTH: Final = 50  #: notices, the newest
ATOM: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_HTML: Final = "text/html"

TITLE: Final = N_("Notices")


def feed_xml(connection: Connection, site: Site, language: str) -> bytes:
    """Return the feed of the notices in ``language``; its ids stay the same wherever the board moves."""
    facts = reading.facts(connection)
    notices = [n for n in reading.newest(connection, language=language, limit=FEED_LENGTH) if n.carries(language)]
    family = reading.of_pairs(connection, sorted({notice.pair for notice in notices}))
    views = [view_of(notice, language, family) for notice in notices]
    updated = max([facts.made_at, *(view.notice.updated_at for view in views)])
    feed = Tree.Element("feed", {"xmlns": ATOM, _LANG: language})
    _add(feed, "id", uuid5(UUID(facts.uid), f"feed {language}").urn)
    _add(feed, "title", f"{words(language)(TITLE)} – {site.council.name(language)}")
    _add(feed, "updated", updated.isoformat())
    _link(feed, "self", f"{site.base_url}/{language}/atom.xml", language, kind="application/atom+xml")
    for code in LANGUAGES:
        _link(feed, "alternate", f"{site.base_url}/{code}/", code)
    author = Tree.SubElement(feed, "author")
    _add(author, "name", site.council.name(language))
    for view in views:
        _entry(feed, site, view)
    xml: bytes = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return xml


def _entry(feed: Tree.Element, site: Site, view: NoticeView) -> None:
    entry = Tree.SubElement(feed, "entry")
    _add(entry, "id", uuid5(UUID(view.notice.uid), view.language).urn)
    _add(entry, "title", view.title)
    _add(entry, "published", view.notice.published_at.isoformat())
    _add(entry, "updated", view.notice.updated_at.isoformat())
    _link(entry, "alternate", site.base_url + view.path, view.language)
    if view.twin:
        _link(entry, "alternate", site.base_url + view.twin, view.other)
    content = _add(entry, "content", str(_content(site, view)))
    content.set("type", "html")
    content.set(_LANG, view.lang)


def _content(site: Site, view: NoticeView) -> Markup:
    heading = Markup("<p>{}</p>").format(view.title)
    pictures = (
        Markup('<p><img src="{}" alt="{}"></p>').format(site.base_url + picture_path(picture), alt_text)
        for picture, alt_text in view.pictures
    )
    link = Markup('<p><a href="{0}">{0}</a></p>').format(view.notice.link) if view.notice.link else Markup()
    lead = Markup('<div lang="{}">{}</div>').format(view.other, view.lead) if view.lead else Markup()
    return Markup("\n").join([lead, heading, view.body, *pictures, link])


def _add(parent: Tree.Element, name: str, text: str) -> Tree.Element:
    made = Tree.SubElement(parent, name)
    made.text = text
    return made


def _link(parent: Tree.Element, rel: str, href: str, language: str, *, kind: str = _HTML) -> None:
    Tree.SubElement(parent, "link", {"rel": rel, "type": kind, "hreflang": language, "href": href})
