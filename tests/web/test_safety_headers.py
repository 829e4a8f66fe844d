"""What every answer carries, and how the pages behave when things fail."""

import sqlite3
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from cydbost_bot.web import Council, create_noticeboard_app
from cydbost_bot.web.council import BLACK, PAPER, READABLE, WHITE, contrast, stylesheet
from web.notice_board import COUNCIL, Town, fill, open_town


@pytest.mark.parametrize(
    "path", ["/", "/cy/", "/cy/x", "/nowhere", "/cy/atom.xml", "/static/app.css", "/healthz", "/readyz"]
)
def test_every_answer_forbids_scripts_frames_and_guessing(town: Town, path: str) -> None:
    headers = town.client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_fault_of_our_own_is_said_in_both_languages_with_the_same_headers(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("cydbost_bot.web.board.list_page", fail)
    answer = town.client.get("/")
    assert answer.status_code == 500
    assert "Nid yw’r hysbysfwrdd yn gweithio" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_page_the_reader_has_already_is_not_sent_again(town: Town) -> None:
    fill(town)
    first = town.client.get("/cy/atom.xml")
    again = town.client.get("/cy/atom.xml", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert town.client.head("/").status_code == 200


def test_health_is_told_to_whatever_watches(town: Town) -> None:
    assert town.client.get("/healthz").json() == {"alive": True}
    other = sqlite3.connect(town.desk.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert town.client.get("/healthz").status_code == 200
    answer = town.client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "checks": {"board": "unavailable"}})
    other.close()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused_in_both_languages(town: Town, method: str) -> None:
    answer = town.client.request(method, "/cy/x")
    assert answer.status_code == 405
    assert "Ni ellir defnyddio’r dudalen hon fel hynny" in answer.text


def test_under_a_path_of_another_application_every_link_keeps_the_path(tmp_path: Path) -> None:
    with open_town(tmp_path) as town:
        fill(town)
        inner = create_noticeboard_app(town.desk.store, COUNCIL)
        client = TestClient(Starlette(routes=[Mount("/bwrdd", inner)]))
        page = client.get("/bwrdd/cy/p-2026-0001")
        assert page.status_code == 200
        assert 'href="/bwrdd/en/p-2026-0001"' in page.text
        assert 'href="http://testserver/bwrdd/en/p-2026-0001"' in page.text
        sent = client.post("/bwrdd/cy/p-2026-0001", data={"text": "Helo"}, follow_redirects=False)
        assert sent.headers["location"].startswith("/bwrdd/cy/p-2026-0001?sent=1#comment-")


@pytest.mark.parametrize("colour", ["#14532d", "#ffff00", "#ffffff", "#000000", "#777777", "#e4007c"])
def test_whatever_the_councils_colour_text_stays_readable(colour: str) -> None:
    sheet = stylesheet(Council("Cyngor", "Council", colour))
    on_accent = WHITE if f"--on-accent: {WHITE}" in sheet else BLACK
    link = sheet.split("--link: ")[1][:7]
    assert contrast(on_accent, colour) >= READABLE
    assert contrast(link, PAPER) >= READABLE
    assert contrast(link, WHITE) >= READABLE


@pytest.mark.parametrize("colour", ["green", "#fff", "#12345g", "#14532d;}", ""])
def test_a_colour_that_is_none_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        Council("Cyngor", "Council", colour)
