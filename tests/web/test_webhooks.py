"""A platform that says there is news, over a real socket: believed when it is signed, and then the account is read."""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
import requests
import uvicorn

from cydbost_bot.compose import create_desk
from cydbost_bot.settings import load_settings
from cydbost_bot.web import Council, create_noticeboard_app
from cydbost_bot.webhooks import webhooks_of
from cydbost_connectors.facebook.webhooks import MOST
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_queue.desk import Desk
from cydbost_queue.inbox.turns import due_now, end_turn, take_turn

SECRET, TOKEN = "cyfrinach-yr-ap", "gair-y-cyngor"
PAGES = {"cy": "1001", "en": "1002"}
HOUR = timedelta(hours=1)
CONFIG = """
[council]
name_cy = "Cyngor"
name_en = "Council"
[database]
url = "sqlite:///{folder}/queue.db"
[people.administrator]
roles = ["administrator"]
[[channels]]
name = "pages"
platform = "facebook"
layout = "paired-accounts"
"""
ACCOUNT = """
[channels.accounts.{language}]
name = "{language}"
settings = {{ page_id = "{page}", app_id = "77" }}
[channels.accounts.{language}.credentials]
page_token = {{ env = "PAGE_TOKEN" }}
app_secret = {{ env = "APP_SECRET" }}
verify_token = {{ env = "VERIFY_TOKEN" }}
"""


class Desked:
    """A served board, the desk behind it, and Facebook's side."""

    def __init__(self, address: str, desk: Desk) -> None:
        self.address, self.desk = address, desk

    def call(self, body: bytes, signature: str | None) -> requests.Response:
        headers = {} if signature is None else {"X-Hub-Signature-256": signature}
        return requests.post(f"{self.address}/webhooks/facebook", data=body, headers=headers, timeout=10)

    def due(self) -> set[str]:
        return set(due_now(self.desk, ["pages/cy", "pages/en"]).accounts)


def signed(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def news(page: str, **more: object) -> bytes:
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": "9_1",
        "post_id": f"{page}_9",
        "created_time": 1_780_000_000,
        "message": "Pryd fydd y llyfrgell ar agor? ŵ",
        **more,
    }
    entry = {"id": page, "time": 1_780_000_000, "changes": [{"field": "feed", "value": value}]}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


@pytest.fixture
def facebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desked]:
    for name, value in (("PAGE_TOKEN", "t"), ("APP_SECRET", SECRET), ("VERIFY_TOKEN", TOKEN)):
        monkeypatch.setenv(name, value)
    accounts = [ACCOUNT.format(language=one, page=PAGES[one]) for one in PAGES]
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(folder=tmp_path) + "".join(accounts))
    settings = load_settings(config)
    desk = create_desk(settings)
    for name in ("pages/cy", "pages/en"):
        turn = take_turn(desk, name, "reader")
        assert turn is not None
        end_turn(desk, turn, HOUR)
    board = NoticeboardStore(f"sqlite:///{tmp_path / 'board.db'}", clock=desk.clock.now)
    app = create_noticeboard_app(board, Council("Cyngor", "Council"), webhooks=webhooks_of(settings, desk))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    running = Thread(target=server.run)
    running.start()
    while not server.started:
        running.join(0.01)
    yield Desked(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", desk)
    server.should_exit = True
    running.join()
    board.close()
    desk.store.close()


def test_signed_news_of_a_page_lets_that_page_be_read_at_once_and_again_changes_nothing(facebook: Desked) -> None:
    assert facebook.due() == set()
    body = news(PAGES["cy"])
    for _ in range(2):
        answer = facebook.call(body, signed(body))
        assert (answer.status_code, answer.content) == (200, b"")
    assert facebook.due() == {"pages/cy"}


def test_what_is_not_signed_by_the_councils_app_is_refused_without_a_word_of_why(
    facebook: Desked, caplog: pytest.LogCaptureFixture
) -> None:
    body = news(PAGES["cy"])
    changed = body.replace(b"add", b"sdd")
    said = set()
    with caplog.at_level(logging.DEBUG):
        for sent, signature in (
            (body, None),
            (body, "sha256="),
            (body, signed(body, "other")),
            (changed, signed(body)),
            (body, "sha1=" + signed(body)[7:]),
            (body, "sha256=ŵŵ".encode().decode("latin-1")),
        ):
            answer = facebook.call(sent, signature)
            said.add((answer.status_code, answer.text))
    assert len(said) == 1
    assert next(iter(said))[0] == 403
    assert facebook.due() == set()
    assert not any(secret in caplog.text for secret in (SECRET, TOKEN))


def test_news_of_a_page_that_is_not_the_councils_and_no_news_at_all_wake_nobody(facebook: Desked) -> None:
    for body in (news("999"), b"{}", b"no JSON", b"[]", news(PAGES["cy"], item="like")):
        assert facebook.call(body, signed(body)).status_code == 200
    assert facebook.due() == set()


def test_more_than_a_platform_ever_sends_is_not_read(facebook: Desked) -> None:
    body = b"x" * (MOST + 1)
    try:
        status = facebook.call(body, signed(body)).status_code
    except requests.ConnectionError:  # it was turned away while it was still sending
        status = 413
    assert status == 413


def test_facebook_is_answered_when_it_asks_with_the_councils_word_and_nobody_else_is(facebook: Desked) -> None:
    def ask(platform: str = "facebook", **more: str) -> requests.Response:
        query = {"hub.mode": "subscribe", "hub.verify_token": TOKEN, "hub.challenge": "1158201444", **more}
        return requests.get(f"{facebook.address}/webhooks/{platform}?{urlencode(query)}", timeout=10)

    assert (ask().status_code, ask().text) == (200, "1158201444")
    for refused in (ask(**{"hub.verify_token": "x"}), ask(**{"hub.mode": ""}), ask("bluesky"), ask("nobody")):
        assert (refused.status_code, "1158201444" in refused.text) == (403, False)


def test_who_calls_without_end_is_turned_away_for_a_while(facebook: Desked) -> None:
    with requests.Session() as session:
        statuses = {
            session.post(f"{facebook.address}/webhooks/facebook", data=b"", timeout=10).status_code for _ in range(610)
        }
    assert statuses == {403, 429}
