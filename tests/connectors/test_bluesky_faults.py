"""Whatever goes wrong between Bluesky and us, it is told as what it is, and asking afterwards tells the truth."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.bluesky_double import PASSWORD
from connectors.bluesky_fixtures import BlueskyDesk, account, open_bluesky
from connectors.connector_contract import Drawing, outgoing
from connectors.loopback import (
    Fault,
    acts_and_says,
    babbles,
    drips,
    nobody_there,
    resets,
    says,
    says_nothing,
    stops_half_way,
)
from cydbost_connectors import (
    ConnectorError,
    Expired,
    NotAllowed,
    NotSent,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.bluesky.connector import BlueskyConnector

#: What is asked before a post is written, in order.
BEFORE = [("POST", "createSession"), ("GET", "getRecord"), ("POST", "uploadBlob"), ("GET", "resolveHandle")]
APPLY = "com.atproto.repo.applyWrites"
HTML = b"<html><body>502 Bad Gateway</body></html>"


def named(status: int, name: str, words: str = "words") -> Fault:
    return says(status, {"error": name, "message": words})


UNCLEAR: dict[str, tuple[Fault, bool]] = {
    "silence before": (says_nothing(acts=False), False),
    "silence after": (says_nothing(acts=True), True),
    "reset before": (resets(acts=False), False),
    "reset after": (resets(acts=True), True),
    "half an answer": (stops_half_way, True),
    "a slow drip": (drips, True),
    "no JSON before": (babbles(acts=False), False),
    "no JSON after": (babbles(acts=True), True),
    "500": (named(500, "InternalServerError"), False),
    "502 as a page": (says(502, HTML, Content_Type="text/html"), False),
    "503": (named(503, "NotEnoughResources"), False),
    "sent elsewhere": (says(307, b"", Location="http://127.0.0.1:9/"), False),
}
REFUSED: dict[str, tuple[Fault, type[ConnectorError]]] = {
    "content": (named(400, "InvalidRequest", "Record/text must not be longer"), Rejected),
    "too large": (named(413, "PayloadTooLarge"), Rejected),
    "taken down": (named(400, "AccountTakedown"), NotAllowed),
    "suspended": (named(403, "AccountSuspended"), NotAllowed),
    "barred": (named(403, "Forbidden", "Bad token scope"), NotAllowed),
    "not let in": (named(401, "AuthMissing"), Expired),
}


@pytest.fixture
def desk() -> Iterator[BlueskyDesk]:
    with open_bluesky() as desk:
        yield desk


def assert_discreet(desk: BlueskyDesk, error: ConnectorError, said: str = "") -> None:
    told = f"{error!s} {error!r} {error.detail} {error.__cause__!r} {said}"
    secrets = [PASSWORD, *desk.double.tokens, *desk.double.refreshes]
    assert [secret for secret in secrets if secret in told] == []


@pytest.mark.parametrize("fault", ["silence after", "500", "503", "sent elsewhere"])
def test_an_unclear_answer_is_told_as_unknown_and_find_tells_the_truth(
    desk: BlueskyDesk, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    what, is_there = UNCLEAR[fault]
    desk.double.meet("POST", APPLY, what)
    connector = desk.connector()
    connector.prepare(outgoing())
    with pytest.raises(OutcomeUnknown) as raised:
        connector.publish(outgoing())
    assert_discreet(desk, raised.value, caplog.text)
    found = desk.connector().find(outgoing())
    assert (found is not None) is is_there
    receipt = connector.publish(outgoing())
    assert len(desk.visible()) == 1
    assert found is None or found.remote_id == receipt.remote_id


@pytest.mark.parametrize("fault", REFUSED)
def test_a_refusal_says_who_must_do_what(desk: BlueskyDesk, fault: str) -> None:
    what, kind = REFUSED[fault]
    connector = desk.connector()
    desk.double.meet("POST", APPLY, what)
    with pytest.raises(kind) as raised:
        connector.publish(outgoing())
    assert type(raised.value) is kind
    assert_discreet(desk, raised.value)
    assert desk.connector().find(outgoing()) is None


def test_what_was_written_although_the_server_says_it_is_in_trouble_is_a_success(desk: BlueskyDesk) -> None:
    desk.double.meet("POST", APPLY, acts_and_says(500, {"error": "InternalServerError"}))
    receipt = desk.connector().publish(outgoing())
    assert desk.connector().read_back(receipt.remote_id) is not None
    assert len(desk.visible()) == 1


@pytest.mark.parametrize(("headers", "wait"), [({"Retry_After": "90"}, 90), ({}, None)])
def test_too_many_calls_are_told_with_how_long_to_wait(
    desk: BlueskyDesk, headers: dict[str, str], wait: float | None
) -> None:
    desk.double.meet("POST", APPLY, says(429, {"error": "RateLimitExceeded", "message": "Rate Limit"}, **headers))
    with pytest.raises(Throttled) as raised:
        desk.connector().publish(outgoing())
    assert raised.value.retry_after == wait
    assert desk.visible() == []


def test_a_server_that_is_not_there_was_surely_not_asked() -> None:
    for address in (nobody_there(), "http://nowhere.invalid"):
        connector = BlueskyConnector(account(address))
        with pytest.raises(Unavailable):
            connector.publish(outgoing())
        assert not connector.health().usable


@pytest.mark.parametrize(("method", "part"), BEFORE)
@pytest.mark.parametrize("fault", ["silence after", "reset before", "half an answer", "no JSON after", "502 as a page"])
def test_what_fails_before_anything_is_written_is_surely_not_sent(
    desk: BlueskyDesk, method: str, part: str, fault: str, tmp_path: Path
) -> None:
    desk.double.meet(method, part, UNCLEAR[fault][0])
    sent = replace(outgoing(), text="Diolch @heddlu.example.com", media=(Drawing(tmp_path).media(),))
    with pytest.raises(NotSent) as raised:
        desk.connector().publish(sent)
    assert_discreet(desk, raised.value)
    assert desk.visible() == []


def test_a_wrong_app_password_is_told_within_one_call_and_never_shown(desk: BlueskyDesk) -> None:
    connector = desk.connector(password="wrong-word-here")
    with pytest.raises(Expired) as raised:
        connector.prepare(outgoing())
    assert "app password" in raised.value.detail
    assert "wrong-word-here" not in f"{raised.value!s} {raised.value!r} {connector.health()!r}"
    assert [asked.path for asked in desk.double.asked].count("/xrpc/com.atproto.server.createSession") == 2


def test_the_main_password_with_a_second_factor_is_explained(desk: BlueskyDesk) -> None:
    desk.double.meet("POST", "createSession", named(401, "AuthFactorTokenRequired", "A sign in code has been sent"))
    with pytest.raises(NotAllowed, match="app password"):
        desk.connector().prepare(outgoing())


def test_a_withdrawal_that_got_no_answer_can_be_repeated(desk: BlueskyDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    desk.double.meet("POST", "deleteRecord", says_nothing(acts=True))
    with pytest.raises(OutcomeUnknown):
        desk.connector().withdraw(receipt.remote_id)
    connector.withdraw(receipt.remote_id)
    assert desk.visible() == []


def test_a_post_that_arrives_late_does_not_come_back_after_it_was_withdrawn(desk: BlueskyDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    late = next(asked for asked in desk.double.asked if asked.path.endswith(APPLY))
    connector.withdraw(receipt.remote_id)
    assert desk.double.answer(late).status == 500
    assert desk.visible() == []
