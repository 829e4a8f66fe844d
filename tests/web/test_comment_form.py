"""Writing a comment."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cydbost_bot.web.forms import BODY_LIMIT
from web.notice_board import Town, open_town
from web.page_reading import read

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def board(town: Town) -> Town:
    town.publish_pair("x", "Cymraeg", "English")
    return town


def _stored(town: Town) -> list[tuple[str, str]]:
    return [(one.author, one.text) for one in town.connector.comments(datetime(2026, 1, 1, tzinfo=UTC))]


def test_a_comment_stands_on_the_page_at_once_and_reaches_the_council(board: Town) -> None:
    status, location = board.send("/cy/x", text="Diolch!\r\n\r\nŵ 🙂", author="Preswylydd")
    assert (status, location) == (303, "/cy/x?sent=1#comment-1")
    assert _stored(board) == [("Preswylydd", "Diolch!\n\nŵ 🙂")]
    page = read(board.page("/cy/x?sent=1"))
    assert [p.words() for p in page.all("p") if p.attributes.get("role") == "status"] == [
        "Mae eich sylw bellach ar y dudalen hon."
    ]


def test_a_form_sent_twice_is_one_comment(board: Town) -> None:
    locations = {board.send("/en/x", text="Thanks")[1] for _ in range(3)}
    assert locations == {"/en/x?sent=1#comment-1"}
    board.clock.now += timedelta(minutes=11)
    board.send("/en/x", text="Thanks")
    assert _stored(board) == [("", "Thanks")] * 2


@pytest.mark.parametrize(
    ("fields", "field", "cy", "en"),
    [
        ({"text": ""}, "text", "Rhowch eich sylw", "Enter your comment"),
        ({"text": " \n\u200b\u2060 "}, "text", "Rhowch eich sylw", "Enter your comment"),
        ({}, "text", "Rhowch eich sylw", "Enter your comment"),
        (
            {"text": "ŵ" * 2001},
            "text",
            "Rhaid i’ch sylw fod yn 2,000 o nodau neu lai",
            "Your comment must be 2,000 characters or less",
        ),
        (
            {"text": "a\0b"},
            "text",
            "Mae nod na ellir ei ddangos yn eich sylw. Teipiwch y sylw eto yn lle ei ludo",
            "Your comment holds a character that cannot be shown. Type it again in place of pasting it",
        ),
        (
            {"text": "Helo", "author": "x" * 81},
            "author",
            "Rhaid i’ch enw fod yn 80 nod neu lai",
            "Your name must be 80 characters or less",
        ),
        (
            {"text": "Helo", "author": "\x1b[31m"},
            "author",
            "Mae nod na ellir ei ddangos yn eich enw. Teipiwch yr enw eto yn lle ei ludo",
            "Your name holds a character that cannot be shown. Type it again in place of pasting it",
        ),
        (
            {"text": "Helo", "website": "https://spam.example"},
            "website",
            "Gadewch y maes hwn yn wag: mae yno i ddal peiriannau",
            "Leave this field empty: it is there to catch machines",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_pages_language_above_and_beside_the_field(
    board: Town, fields: dict[str, str], field: str, cy: str, en: str
) -> None:
    for code, sentence, prefix in (("cy", cy, "Gwall:"), ("en", en, "Error:")):
        status, html = board.send(f"/{code}/x", **fields)
        assert status == 400
        page = read(html)
        summary = next(div for div in page.all("div") if div.attributes.get("class") == "errors")
        assert [(a.attributes["href"], a.words()) for a in summary.all("a")] == [(f"#{field}", sentence)]
        beside = next(p for p in page.all("p") if p.attributes.get("id") == f"{field}-error")
        assert beside.text == sentence
        box = next(e for e in page.all("textarea") + page.all("input") if e.attributes.get("id") == field)
        assert f"{field}-error" in box.attributes["aria-describedby"]
        assert page.all("title")[0].words().startswith(prefix)
    assert _stored(board) == []


def test_what_was_typed_is_kept_when_something_is_wrong(board: Town) -> None:
    page = read(board.send("/cy/x", text="Fy <b>sylw</b>\n\nhir", author='"' + "x" * 90)[1])
    assert page.all("textarea")[0].words() == "Fy <b>sylw</b>\n\nhir"
    assert page.all("input")[0].attributes["value"] == '"' + "x" * 90


def test_a_comment_of_exactly_the_limit_is_taken(board: Town) -> None:
    assert board.send("/cy/x", text="🙂" * 2000)[0] == 303


@pytest.mark.parametrize("body", [b"text=%ED%A0%80", b"text=%FF%FE", b"text=\xff", b"\0\0", b"a=1&" * 50, b"{}"])
def test_bytes_that_are_no_form_of_ours_are_refused_and_break_nothing(board: Town, body: bytes) -> None:
    answer = board.client.post("/cy/x", content=body, headers=FORM)
    assert answer.status_code == 400
    assert _stored(board) == []


def test_more_than_any_comment_needs_is_not_read(board: Town) -> None:
    answer = board.client.post("/cy/x", content=b"text=" + b"a" * BODY_LIMIT, headers=FORM)
    assert answer.status_code == 413
    assert "Mae’r sylw’n rhy hir i’w ddarllen" in answer.text


def test_another_websites_form_is_refused(board: Town) -> None:
    answer = board.client.post("/cy/x", data={"text": "Helo"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert _stored(board) == []


@pytest.mark.parametrize("path", ["/cy/nothing", "/en/nothing"])
def test_no_comment_can_be_left_where_there_is_no_notice(board: Town, path: str) -> None:
    assert board.send(path, text="Helo")[0] == 404


def test_no_comment_can_be_left_on_what_was_withdrawn(board: Town) -> None:
    board.connector.withdraw("notice-1")
    assert board.send("/cy/x", text="Helo")[0] == 410


def test_too_many_comments_from_one_address_wait_and_lose_nothing(tmp_path: Path) -> None:
    with open_town(tmp_path, count=2) as town:
        town.publish("x", text="Cymraeg")
        town.clock.step = timedelta(0)
        assert [town.send("/cy/x", text=f"Sylw {n}")[0] for n in range(2)] == [303, 303]
        answer = town.client.post("/cy/x", data={"text": "Y trydydd"})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "600")
        assert "Anfonwch yr un hwn ar ôl 6.40yh" in answer.text
        assert "Y trydydd</textarea>" in answer.text
        town.clock.now += timedelta(minutes=10)
        assert town.send("/cy/x", text="Y trydydd")[0] == 303


def test_a_comment_that_cannot_be_saved_is_kept_in_the_form(board: Town) -> None:
    other = sqlite3.connect(board.desk.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    status, html = board.send("/en/x", text="Please keep this")
    other.close()
    assert status == 503
    assert "Your comment was not saved. Send it again in a few minutes" in html
    assert "Please keep this</textarea>" in html
    assert board.send("/en/x", text="Please keep this")[0] == 303


def test_a_removed_comment_leaves_only_that_it_was_there(board: Town) -> None:
    board.send("/cy/x", text="Geiriau cas", author="Rhywun")
    board.desk.store.remove_comment(1)
    page = board.page("/cy/x")
    assert "Tynnwyd y sylw hwn." in page
    assert "Geiriau cas" not in page
    assert "Rhywun" not in page


def test_comments_and_answers_are_marked_with_the_language_they_are_in(board: Town) -> None:
    remote = board.desk.comment("notice-2", "Diolch yn fawr")
    board.publish("R", text="Croeso", reply_to=remote)
    for text in ("When will the road be open again?", "🙂"):
        board.desk.comment("notice-2", text)
    marked = [
        (div.lang, div.words()) for div in read(board.page("/en/x")).all("div") if "words" in div.attributes["class"]
    ]
    assert marked[-4:-2] == [("cy", "Diolch yn fawr"), ("cy", "Croeso")]
    assert marked[-2:] == [("en", "When will the road be open again?"), ("", "🙂")]
