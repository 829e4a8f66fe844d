"""The notices in feed readers."""

from xml.etree import ElementTree as Tree

import pytest

from cydbost_bot.web.feeds import ATOM
from web.notice_board import Town, fill
from web.page_reading import read

NS = {"a": ATOM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _feed(town: Town, language: str) -> Tree.Element:
    answer = town.client.get(f"/{language}/atom.xml")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return Tree.fromstring(answer.content)


def _text(element: Tree.Element, name: str) -> str:
    found = element.findtext(f"a:{name}", namespaces=NS)
    assert found
    return found


def _links(element: Tree.Element, rel: str) -> dict[str, str]:
    return {link.attrib["hreflang"]: link.attrib["href"] for link in element.findall(f"a:link[@rel='{rel}']", NS)}


@pytest.mark.parametrize(
    ("language", "title"), [("cy", "Hysbysiadau – Cyngor Bro Enghraifft"), ("en", "Notices – Example Vale Council")]
)
def test_a_feed_says_whose_it_is_in_which_language_and_where(town: Town, language: str, title: str) -> None:
    fill(town)
    feed = _feed(town, language)
    base = "https://hysbysfwrdd.example"
    assert (feed.tag, feed.attrib[LANG], _text(feed, "title")) == (f"{{{ATOM}}}feed", language, title)
    assert _links(feed, "self") == {language: f"{base}/{language}/atom.xml"}
    assert _links(feed, "alternate") == {"cy": f"{base}/cy/", "en": f"{base}/en/"}
    assert _text(feed, "id").startswith("urn:uuid:")
    assert feed.find("a:author/a:name", NS) is not None
    assert _text(feed, "updated") == max(_text(entry, "updated") for entry in feed.findall("a:entry", NS))


def test_each_entry_leads_to_its_page_and_to_its_twin(town: Town) -> None:
    fill(town)
    entries = {_text(entry, "title"): entry for entry in _feed(town, "cy").findall("a:entry", NS)}
    assert list(entries) == ["Ysgol ar gau", "Llyfrgell: oriau newydd", "Ffordd ar gau", "Ailgylchu"]
    base = "https://hysbysfwrdd.example"
    assert _links(entries["Ailgylchu"], "alternate") == {
        "cy": f"{base}/cy/p-2026-0001",
        "en": f"{base}/en/p-2026-0001",
    }
    alone = _feed(town, "en").findall("a:entry", NS)[0]
    assert _links(alone, "alternate") == {"en": f"{base}/en/p-2026-0005"}


def test_an_entry_carries_the_notice_escaped_with_its_picture_described(town: Town) -> None:
    town.publish_picture("x", language="cy", text="Un <b>\n\nDau & tri", alt_text="Arwydd")
    entry = _feed(town, "cy").findall("a:entry", NS)[0]
    content = entry.find("a:content", NS)
    assert content is not None
    assert (content.attrib["type"], content.attrib[LANG]) == ("html", "cy")
    body = read(content.text or "")
    assert body.words() == "Un <b> Dau & tri"
    assert body.all("b") == []
    assert body.all("img")[0].attributes["alt"] == "Arwydd"
    assert body.all("img")[0].attributes["src"].startswith("https://hysbysfwrdd.example/media/")


def test_ids_are_unique_and_stay_through_edits_while_updated_moves(town: Town) -> None:
    fill(town)
    before = {language: _feed(town, language) for language in ("cy", "en")}
    ids = [_text(e, "id") for feed in before.values() for e in (feed, *feed.findall("a:entry", NS))]
    assert len(ids) == len(set(ids)) == 2 + 4 + 5
    town.connector.edit("notice-1", town.outgoing("P-2026-0001", language="cy", text="Ailgylchu eto"))
    after = _feed(town, "cy")
    old, new = (feed.findall("a:entry", NS)[-1] for feed in (before["cy"], after))
    assert (_text(old, "id"), _text(old, "published")) == (_text(new, "id"), _text(new, "published"))
    assert _text(old, "updated") < _text(new, "updated") == _text(after, "updated")


def test_an_empty_feed_is_still_a_whole_one(town: Town) -> None:
    feed = _feed(town, "cy")
    assert _text(feed, "updated")
    assert feed.findall("a:entry", NS) == []


def test_every_page_leads_to_both_feeds(town: Town) -> None:
    fill(town)
    for path in ("/", "/cy/", "/en/p-2026-0001"):
        links = [link.attributes for link in read(town.page(path)).all("link")]
        feeds = {one["hreflang"]: one["href"] for one in links if one.get("type") == "application/atom+xml"}
        assert feeds == {"cy": "/cy/atom.xml", "en": "/en/atom.xml"}
