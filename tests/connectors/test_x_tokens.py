"""Tokens of OAuth 2: a refresh token is used once, by one process, and its answer is never lost."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from connectors import loopback
from connectors.connector_contract import WRITTEN, outgoing
from connectors.x_double import KEYS
from connectors.x_fixtures import XDesk, open_x
from cydbost_connectors import Expired, Throttled, Unavailable
from cydbost_connectors.x.connector import XConnector

TOKENS = "/2/oauth2/token"


@pytest.fixture
def desk() -> Iterator[XDesk]:
    with open_x() as desk:
        yield desk


def at(desk: XDesk, *, hours: float = 0, secrets: dict[str, str] | None = None) -> XConnector:
    account = desk.account({"auth": "oauth2"}, now=WRITTEN + timedelta(hours=hours), secrets=secrets or KEYS)
    return XConnector(account, desk.double.patience)


def kept(desk: XDesk) -> str:
    with desk.vault.drawer("x.council-x") as drawer:
        return drawer.read() or ""


def test_a_token_serves_until_shortly_before_its_end_and_is_then_renewed(desk: XDesk) -> None:
    at(desk).prepare(outgoing())
    at(desk, hours=1.9).prepare(outgoing())
    assert desk.double.renewals == 1
    at(desk, hours=1.95).prepare(outgoing())
    at(desk, hours=3).prepare(outgoing())
    assert desk.double.renewals == 2
    assert at(desk, hours=3).health().expires_at is None


def test_many_at_once_renew_once(desk: XDesk) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: at(desk).prepare(outgoing()), range(8)))
    assert desk.double.renewals == 1


def test_the_answer_is_kept_as_it_came(desk: XDesk) -> None:
    at(desk).prepare(outgoing())
    raw = json.loads(kept(desk))["raw"]
    assert json.loads(raw)["refresh_token"] == desk.double.refresh_token


def test_an_answer_that_nobody_understands_is_kept_for_a_person(desk: XDesk) -> None:
    desk.double.meet("POST", TOKENS, loopback.says(200, b"access_token=abc"))
    with pytest.raises(Expired):
        at(desk).publish(outgoing())
    assert json.loads(kept(desk))["raw"] == "access_token=abc"
    assert desk.visible() == []


def test_a_renewal_that_was_not_answered_is_tried_again_with_the_same_token(desk: XDesk) -> None:
    for fault in (loopback.resets(acts=False), loopback.says(503), loopback.says_nothing(acts=False)):
        desk.double.meet("POST", TOKENS, fault)
        with pytest.raises(Unavailable):
            at(desk).publish(outgoing())
    assert desk.visible() == []
    at(desk).publish(outgoing())
    assert len(desk.visible()) == 1


def test_a_renewal_whose_answer_was_lost_asks_for_a_person_and_a_new_start(desk: XDesk) -> None:
    desk.double.meet("POST", TOKENS, loopback.resets(acts=True))
    with pytest.raises(Unavailable):
        at(desk).publish(outgoing())
    with pytest.raises(Expired) as raised:
        at(desk).publish(outgoing())
    assert "Authorise the app again" in raised.value.detail
    assert not at(desk).health().usable
    desk.double.refresh_token = "refresh-by-hand"
    at(desk, secrets={**KEYS, "refresh_token": "refresh-by-hand"}).publish(outgoing())
    assert len(desk.visible()) == 1


def test_a_busy_token_service_is_waited_for(desk: XDesk) -> None:
    desk.double.meet("POST", TOKENS, loopback.says(429, {}, retry_after="9"))
    with pytest.raises(Throttled) as raised:
        at(desk).publish(outgoing())
    assert raised.value.retry_after == 9


def test_tokens_are_in_no_error_and_no_representation(desk: XDesk) -> None:
    connector = at(desk)
    connector.prepare(outgoing())
    told = {"detail": f"{desk.double.access_token} {desk.double.refresh_token}"}
    desk.double.meet("POST", "/2/tweets", loopback.says(403, told))
    with pytest.raises(Exception, match="… …") as raised:
        connector.publish(replace(outgoing()))
    seen = f"{raised.value!r} {vars(connector)!r}"
    assert desk.double.access_token not in seen
    assert desk.double.refresh_token not in seen
