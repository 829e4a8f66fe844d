"""What the public finds on the noticeboard."""

import pytest

from web.notice_board import COUNCIL, NASTY, Town, fill
from web.page_reading import Element, read

PATHS = ["/", "/cy/", "/en/", "/cy/p-2026-0001", "/en/p-2026-0001", "/cy/p-2026-0003", "/en/p-2026-0005"]


def _links(page: Element, rel: str) -> dict[str, str]:
    found = [link.attributes for link in page.all("link") if link.attributes.get("rel") == rel]
    return {link["hreflang"]: link["href"] for link in found if link.get("type") != "application/atom+xml"}


def test_the_front_page_has_each_notice_in_welsh_and_then_in_english(town: Town) -> None:
    fill(town)
    articles = [(one.attributes["lang"], one.all("h2")[0].words()) for one in read(town.page("/")).all("article")]
    assert articles == [
        ("en", "Flood warning: leave the riverside now"),
        ("cy", "Ysgol ar gau"),
        ("en", "School closed"),
        ("cy", "Llyfrgell: oriau newydd"),
        ("en", "Library: new hours"),
        ("cy", "Ffordd ar gau"),
        ("en", "Road closed"),
        ("cy", "Ailgylchu"),
        ("en", "Recycling"),
    ]


def test_a_list_in_one_language_keeps_what_still_has_no_version_in_it(town: Town) -> None:
    fill(town)
    titles = [(one.attributes["lang"], one.all("h2")[0].words()) for one in read(town.page("/cy/")).all("article")]
    assert titles == [
        ("en", "Flood warning: leave the riverside now"),
        ("cy", "Ysgol ar gau"),
        ("cy", "Llyfrgell: oriau newydd"),
        ("cy", "Ffordd ar gau"),
        ("cy", "Ailgylchu"),
    ]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_one_heading_landmarks_a_skip_link_and_both_names(town: Town, path: str) -> None:
    fill(town)
    page = read(town.page(path))
    assert len(page.all("h1")) == 1
    assert [len(page.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert page.all("body")[0].children[0].attributes["href"] == "#main"
    assert page.all("main")[0].attributes["id"] == "main"
    assert page.all("html")[0].attributes["lang"] in {"cy", "en"}
    named = {span.words(): span.lang for span in page.all("header")[0].all("span")}
    assert named == {COUNCIL.name_cy: "cy", COUNCIL.name_en: "en"}


@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_script_inline_style_or_anything_from_elsewhere(town: Town, path: str) -> None:
    fill(town)
    page = read(town.page(path))
    assert page.all("script") == page.all("style") == page.all("iframe") == []

    def look(element: Element) -> None:
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
        if element.tag in {"img", "link"} and element.attributes.get("rel") not in {"alternate", "canonical"}:
            source = element.attributes.get("src") or element.attributes["href"]
            assert source.startswith(("/static/", "/media/"))
        for child in element.children:
            look(child)

    look(page)


@pytest.mark.parametrize(("path", "own", "twin"), [("/cy/", "/cy/", "/en/"), ("/en/x", "/en/x", "/cy/x")])
def test_a_page_names_its_twin_in_the_other_language(town: Town, path: str, own: str, twin: str) -> None:
    town.publish_pair("x", "Cymraeg", "English")
    page = read(town.page(path))
    base, codes = "https://hysbysfwrdd.example", (own[1:3], twin[1:3])
    alternates = _links(page, "alternate")
    assert {code: alternates[code] for code in codes} == {codes[0]: base + own, codes[1]: base + twin}
    link = next(a for p in page.all("p") if p.attributes.get("class") == "twin" for a in p.all("a"))
    assert (link.attributes["href"], link.lang, link.attributes["hreflang"]) == (twin, codes[1], codes[1])


def test_a_notices_time_is_the_councils_own_in_the_pages_language(town: Town) -> None:
    town.publish_pair("x", "Cymraeg", "English")
    assert "dydd Mercher 3 Mehefin 2026, 6.30yh" in town.page("/cy/x")
    assert "Wednesday 3 June 2026, 6.30pm" in town.page("/en/x")
    when = read(town.page("/cy/x")).all("time")[0].attributes["datetime"]
    assert when.startswith("2026-06-03T17:30:")
    assert when.endswith("+00:00")


def test_an_english_notice_alone_says_in_both_languages_that_its_welsh_is_coming(town: Town) -> None:
    town.publish("storm", language="en", text="Flood warning")
    for path in ("/", "/cy/", "/en/", "/en/storm"):
        box = next(div for div in read(town.page(path)).all("div") if div.attributes.get("class") == "awaited")
        assert [(p.lang, p.words()) for p in box.all("p")] == [
            ("cy", "Mae fersiwn Gymraeg yr hysbysiad hwn ar ei ffordd."),
            ("en", "The Welsh version of this notice is on its way."),
        ]
    town.page("/cy/storm", 404)
    town.publish("storm", text="Rhybudd llifogydd")
    assert all("awaited" not in town.page(path) for path in ("/", "/cy/", "/en/", "/en/storm", "/cy/storm"))


def test_an_emergencys_welsh_holding_line_is_told_apart_from_its_english(town: Town) -> None:
    line = "Neges frys. Bydd y fersiwn Gymraeg yma erbyn 10.15yh."
    receipt = town.publish("storm", language="en", text=f"{line}\n\nFlood warning\n\nLeave the riverside now.")
    page = read(town.page("/en/storm"))
    assert page.all("h1")[0].words() == "Flood warning"
    assert [div.lang for div in page.all("div") if div.words() == line] == ["cy"]
    assert [h2.words() for h2 in read(town.page("/")).all("h2")] == ["Flood warning"]
    town.connector.edit(
        receipt.remote_id, town.outgoing("storm", language="cy,en", text="Rhybudd llifogydd\n\n---\n\nFlood warning")
    )
    assert read(town.page("/cy/storm")).all("h1")[0].words() == "Rhybudd llifogydd"
    assert read(town.page("/en/storm")).all("h1")[0].words() == "Flood warning"
    assert "awaited" not in town.page("/")


def test_a_notice_in_one_language_alone_is_never_emptied_by_a_mistaken_ear(town: Town) -> None:
    town.publish("x", language="en", text="Bydd y fersiwn Gymraeg yma erbyn 10.15yh.")
    assert read(town.page("/en/x")).all("h1")[0].words() == "Bydd y fersiwn Gymraeg yma erbyn 10.15yh."


def test_a_combined_notices_pictures_are_described_in_each_pages_language(town: Town) -> None:
    town.publish_picture("x", language="cy,en", text="Ffordd\n---\nRoad", alt_text="Arwydd ar gau / Closed sign")
    alts = {code: read(town.page(f"/{code}/x")).all("img")[0].attributes["alt"] for code in ("cy", "en")}
    assert alts == {"cy": "Arwydd ar gau", "en": "Closed sign"}


def test_a_combined_notice_says_each_language_on_its_own_page(town: Town) -> None:
    town.publish("both", language="cy,en", text="Llyfrgell\n\nAr agor\n---\nLibrary\n\nOpen")
    welsh, english = (read(town.page(f"/{code}/both")).all("article")[0] for code in ("cy", "en"))
    assert ("Llyfrgell" in welsh.words(), "Library" in welsh.words()) == (True, False)
    assert ("Llyfrgell" in english.words(), "Library" in english.words()) == (False, True)


def test_a_combined_notice_whose_parts_are_not_marked_shows_once_and_claims_no_language(town: Town) -> None:
    town.publish("both", language="cy,en", text="Llyfrgell ar agor.\nLibrary open.")
    heading = read(town.page("/")).all("h2")
    assert [(one.attributes["lang"], one.words()) for one in heading] == [("", "Llyfrgell ar agor.")]
    assert "Library open." in town.page("/en/both")


def test_a_later_notice_and_the_one_it_follows_lead_to_each_other(town: Town) -> None:
    first = town.publish("storm-1", text="Rhybudd")
    town.publish("storm-2", text="Rhybudd ar ben", reply_to=first.remote_id)
    assert 'href="/cy/storm-2"' in town.page("/cy/storm-1")
    assert 'href="/cy/storm-1"' in town.page("/cy/storm-2")


def test_nothing_written_by_anybody_becomes_markup(town: Town) -> None:
    receipt = town.publish_pair("x", f"{NASTY}\n\n{NASTY}", "English")[0]
    remote = town.desk.comment(receipt.remote_id, NASTY)
    town.publish("R", text=NASTY, reply_to=remote)
    page = read(town.page("/cy/x"))
    assert page.all("script") == page.all("img") == []
    assert page.words().count("<script>alert('x')</script>") == 5  # title, heading, body, comment, reply


def test_a_picture_is_served_with_its_description_only_while_its_notice_stands(town: Town) -> None:
    receipt, sha256 = town.publish_picture("x", language="cy", text="Ffordd", alt_text='Arwydd "ar gau"')
    image = read(town.page("/cy/x")).all("img")[0].attributes
    assert (image["alt"], image["src"]) == ('Arwydd "ar gau"', f"/media/{sha256}.png")
    answer = town.client.get(image["src"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    town.connector.withdraw(receipt.remote_id)
    assert town.client.get(image["src"]).status_code == 404


def test_web_addresses_in_a_notice_are_links_and_a_sentences_full_stop_is_not(town: Town) -> None:
    town.publish("x", text="Rhagor\n\nGweler https://example.cymru/a?b=1&c=2. Diolch")
    assert [a.attributes["href"] for a in read(town.page("/cy/x")).all("article")[0].all("a")] == [
        "https://example.cymru/a?b=1&c=2"
    ]


def test_long_lists_are_divided_and_their_pages_lead_on_and_back(town: Town) -> None:
    for number in range(45):
        town.publish_pair(f"p{number}", f"Hysbysiad {number}", f"Notice {number}")
    seen: list[str] = []
    path: str | None = "/en/"
    while path:
        page = read(town.page(path))
        seen += [article.all("h2")[0].words() for article in page.all("article")]
        path = next((a.attributes["href"] for a in page.all("a") if a.attributes.get("rel") == "next"), None)
    assert seen == [f"Notice {number}" for number in reversed(range(45))]
    assert 'rel="prev" href="/cy/tudalen/2"' in town.page("/cy/tudalen/3")
    assert len(read(town.page("/page/3")).all("article")) == 10
    for beyond in ("/en/page/4", "/en/page/0", "/en/page/x", "/cy/tudalen/99999999999999999999"):
        town.page(beyond, 404)


@pytest.mark.parametrize("path", ["/cy/nothing", "/en/nothing", "/nowhere", "/cy/%00", "/media/x.png", "/static/x"])
def test_what_is_not_there_is_said_in_both_languages(town: Town, path: str) -> None:
    page = read(town.page(path, 404))
    assert [(span.lang, span.words()) for span in page.all("h1")[0].all("span")] == [
        ("cy", "Ni ellir dod o hyd i’r dudalen"),
        ("en", "Page not found"),
    ]


def test_what_was_withdrawn_is_gone_from_every_page_and_its_own_says_so(town: Town) -> None:
    receipts = town.publish_pair("x", "Cymraeg", "English")
    for receipt in receipts:
        town.connector.withdraw(receipt.remote_id)
    for path in ("/cy/x", "/en/x"):
        heading = read(town.page(path, 410)).all("h1")[0].words()
        assert heading == "Mae’r hysbysiad hwn wedi’i dynnu’n ôl This notice has been withdrawn"
    assert all("/x" not in town.page(path) for path in ("/", "/cy/", "/en/"))


def test_an_edit_shows_with_its_time(town: Town) -> None:
    receipt = town.publish("x", text="Hen")
    town.connector.edit(receipt.remote_id, town.outgoing("x", language="cy", text="Newydd"))
    assert "Newidiwyd:" in town.page("/cy/x")
    assert "Hen" not in town.page("/cy/x")


def test_an_empty_board_says_so_in_both_languages(town: Town) -> None:
    assert [(p.lang, p.words()) for p in read(town.page("/")).all("p") if p.attributes.get("class") == "none"] == [
        ("cy", "Nid oes hysbysiadau ar hyn o bryd."),
        ("en", "There are no notices at the moment."),
    ]
