"""A message on a WordPress page: in the languages that it is in, under a title, and read back as it was sent."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.connector_contract import WRITTEN, Drawing, as_read, outgoing
from connectors.wordpress_double import SiteDesk, account_of, open_site
from cydbost_connectors import NotAllowed, Rejected, wording
from cydbost_connectors.pictures import long_description, other_kind, too_many
from cydbost_connectors.platforms import find_platform
from cydbost_connectors.wordpress import PLATFORM, details
from cydbost_connectors.wordpress.limits import CAPABILITIES
from cydbost_connectors.wordpress.reading import read
from cydbost_connectors.wordpress.slugs import owner_for, owner_of, slug_for
from cydbost_connectors.wordpress.writing import Picture, Twin, as_html, write

LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\u0085")
WORDS = st.text(st.one_of(LETTERS, st.sampled_from("\n <>&\"'[]-.x1:/#")), min_size=1).filter(lambda text: text.strip())


def _folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def desk() -> Iterator[SiteDesk]:
    with open_site() as desk:
        yield desk


@given(WORDS, WORDS, st.booleans())
def test_whatever_is_written_is_read(text: str, alt: str, has_twin: bool) -> None:
    sent = replace(outgoing(text=text), link="https://council.example/?a=1&b=2")
    picture = Picture("https://site.example/a.png", "0123456789abcdef", alt)
    twin = Twin("en", "https://site.example/?p=7") if has_twin else None
    made = write(sent, [picture], twin, "f" * 16)
    found = read(made.title, made.content)
    assert _folded(found.text) == _folded(text)
    assert (found.language, found.mark, found.link) == ("cy", "f" * 16, sent.link)
    assert (found.twin, found.pictures) == (twin.address if twin else "", (picture.figures,))
    assert _folded(found.alt_texts[0]) == _folded(alt)


@given(WORDS, WORDS)
def test_both_languages_on_one_page_say_which_they_are(cy: str, en: str) -> None:
    text = f"{cy.strip()}\n\n---\n\n{en.strip()}"
    made = write(outgoing(language="cy,en", text=text), [], None, "f" * 16)
    assert re.findall(r'<div lang="(\w+)"', made.content) == ["cy", "en"]
    found = read(made.title, made.content)
    assert (_folded(found.text), found.language) == (_folded(text), "cy,en")


@given(WORDS)
def test_no_mark_that_wordpress_dresses_up_is_left_bare(text: str) -> None:
    assert not re.search(r"[\[\]<>\"'():.\-*_/\\]|\dx\d|Wordpress", re.sub(r"&#\d+;", "", as_html(text)))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ffordd ar gau\n\nMae'r A470 ar gau.", "Ffordd ar gau"),
        ("Mae'r A470 ar gau.", "Mae'r A470 ar gau."),
        ("a " * 60, "a " * 39 + "a…"),
        ("b" * 200, "b" * 80 + "…"),
        (f"{'c ' * 70}\n\nRhagor", "c " * 39 + "c…"),
        ("A & B <c>", "A &amp; B &lt;c&gt;"),
    ],
)
def test_the_first_line_is_the_title_and_is_said_once_where_it_stands_alone(text: str, title: str) -> None:
    made = write(outgoing(text=text), [], None, "f" * 16)
    assert made.title == title
    assert ("Ffordd ar gau" in made.content) is False
    assert _folded(read(made.title, made.content).text) == _folded(text)


def test_a_page_with_both_languages_has_a_title_in_both() -> None:
    made = write(outgoing(language="cy,en", text="Ar gau\n\n---\n\nClosed"), [], None, "f" * 16)
    assert made.title == "Ar gau / Closed"


def test_a_page_that_somebody_wrote_anew_is_read_as_it_is() -> None:
    found = read("Teitl", "<!-- wp:paragraph --><p>Un <b>dau</b></p><ul><li>tri</li></ul>pedwar")
    assert (found.text, found.language, found.mark) == ("Un dau\n\ntri\n\npedwar", None, None)


@given(WORDS, WORDS, WORDS)
def test_a_slug_says_whose_a_post_is_whatever_wordpress_adds_to_it(key: str, pair: str, account: str) -> None:
    slug = slug_for(key, pair, account)
    assert re.fullmatch(r"[a-z0-9-]{1,120}", slug)
    for kept in (slug, f"{slug}-2", f"{slug}__trashed", f"{slug}-3__trashed-2"):
        assert owner_of(kept) == owner_for(pair, account)
    assert owner_of("newyddion-y-cyngor") is None


def test_a_pair_leads_to_and_fro_and_keeps_doing_so_when_changed(desk: SiteDesk) -> None:
    connector = desk.connector()
    cy = connector.publish(outgoing("cy"))
    en = connector.publish(outgoing("en", language="en", text="The road is closed."))
    assert f'href="{desk.site.address}/?p={en.remote_id[5:]}" lang="en"' in desk.page(cy.remote_id)
    assert f'href="{cy.address}" lang="cy"' in desk.page(en.remote_id)
    connector.edit(cy.remote_id, outgoing("cy", text="Ar agor"))
    assert f'href="{desk.site.address}/?p={en.remote_id[5:]}" lang="en"' in desk.page(cy.remote_id)


def test_a_post_may_come_to_carry_both_languages_and_never_lose_one(desk: SiteDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing(language="en", text="Closed"))
    both = outgoing(language="cy,en", text="Ar gau\n\n---\n\nClosed")
    connector.edit(receipt.remote_id, both)
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert (live.language, as_read(live.text)) == ("cy,en", as_read(both.text))
    for wrong in (outgoing(language="en", text="Closed"), replace(both, pair="P-other")):
        with pytest.raises(Rejected, match="make a new one"):
            connector.edit(receipt.remote_id, wrong)


def test_a_changed_picture_is_a_change_and_the_same_one_is_none(desk: SiteDesk, tmp_path: Any) -> None:
    connector, drawing = desk.connector(), Drawing(tmp_path)
    sent = replace(outgoing(), media=(drawing.media(),))
    remote = connector.publish(sent).remote_id
    before = desk.page(remote)
    connector.edit(remote, sent)
    assert desk.page(remote) == before
    connector.edit(remote, replace(sent, media=(drawing.media(alt_text="Arall"),)))
    live = connector.read_back(remote)
    assert live is not None
    assert live.alt_texts == ("Arall",)


def test_categories_polylang_and_wpml_are_each_told_the_language_in_their_way(desk: SiteDesk) -> None:
    desk.plain = {"languages": "categories"}
    remote = desk.connector().publish(outgoing("a", pair="A")).remote_id
    assert desk.site.posts[int(remote[5:])]["categories"] == [2]
    desk.plain, desk.site.knows_lang = {"languages": "polylang"}, True
    cy = desk.connector().publish(outgoing("cy", pair="B")).remote_id
    en = desk.connector().publish(outgoing("en", pair="B", language="en", text="Closed")).remote_id
    assert desk.site.posts[int(en[5:])]["lang"] == "en"
    assert desk.site.posts[int(en[5:])]["translations"] == {"cy": int(cy[5:])}
    assert desk.connector().health().usable
    desk.plain = {"languages": "wpml"}
    desk.connector().publish(outgoing("w", pair="C"))
    assert [one.query["lang"] for one in desk.site.asked if one.method == "POST" and "lang" in one.query] == ["cy"]


def test_polylang_that_leaves_the_language_out_stops_the_post(desk: SiteDesk) -> None:
    desk.plain = {"languages": "polylang"}
    assert not desk.connector().health().usable
    with pytest.raises(NotAllowed, match="Polylang Pro"):
        desk.connector().publish(outgoing())
    assert desk.visible() == []


def test_many_pages_of_posts_and_comments_are_all_read(desk: SiteDesk) -> None:
    connector = desk.connector()
    remote = connector.publish(outgoing()).remote_id
    for number in range(230):
        desk.comment(remote, f"Sylw {number}")
    assert [one.text for one in connector.comments(WRITTEN)] == [f"Sylw {number}" for number in range(230)]


@pytest.mark.parametrize(
    "change",
    [
        {"site": "http://newyddion.example"},
        {"site": "ftp://127.0.0.1"},
        {"site": "https://user:word@newyddion.example"},
        {"site": "https://newyddion.example/?a"},
        {"site": "https://[newyddion"},
        {"site": ""},
        {"languages": "tags"},
    ],
)
def test_an_account_that_cannot_be_used_as_it_is_set_is_told_why(change: dict[str, str]) -> None:
    account = account_of("https://newyddion.example/blog", "cydbost", "secret-word")
    assert PLATFORM.connect(account).capabilities.platform == "wordpress"
    with pytest.raises(NotAllowed) as told:
        PLATFORM.connect(replace(account, plain={**account.plain, **change}))
    assert told.value.detail in {details.ADDRESS, details.LANGUAGES}
    assert "secret-word" not in f"{account!r} {told.value}"


def test_it_is_found_by_its_name() -> None:
    assert find_platform("wordpress") is PLATFORM
    assert PLATFORM.length("ŵy") == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": " "}, wording.EMPTY),
        ({"text": "a\x07"}, wording.CONTROL),
        ({"link": "https://a\x00"}, wording.CONTROL),
    ],
)
def test_what_could_not_be_shown_is_refused(desk: SiteDesk, change: dict[str, str], said: str) -> None:
    with pytest.raises(Rejected) as told:
        desk.connector().prepare(replace(outgoing(), **change))  # type: ignore[arg-type]  # one field of several types
    assert told.value.detail == said


def test_too_many_pictures_or_of_the_wrong_kind_are_refused(desk: SiteDesk, tmp_path: Any) -> None:
    media = Drawing(tmp_path).media()
    for given_media, said in (
        ((media,) * 11, too_many(CAPABILITIES)),
        ((replace(media, mime="image/svg+xml"),), other_kind(CAPABILITIES)),
        ((replace(media, alt_text="a" * 1501),), long_description(CAPABILITIES)),
    ):
        with pytest.raises(Rejected) as told:
            desk.connector().prepare(replace(outgoing(), media=given_media))
        assert told.value.detail == said


def test_an_account_carries_its_own_languages_alone(desk: SiteDesk) -> None:
    desk.language = "cy"
    with pytest.raises(NotAllowed, match="does not carry this language"):
        desk.connector().prepare(outgoing(language="en"))
