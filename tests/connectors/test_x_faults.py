"""Whatever goes wrong on the way to X, what is said of it is true, and so is what is found afterwards."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from connectors import loopback
from connectors.connector_contract import WELSH, WRITTEN, Drawing, as_read, outgoing
from connectors.loopback import Fault
from connectors.x_double import KEYS
from connectors.x_fixtures import XDesk, open_x
from cydbost_connectors import errors
from cydbost_connectors.x.connector import XConnector

HTML = b"<!doctype html><title>503</title><p>Something went wrong"


@pytest.fixture
def desk() -> Iterator[XDesk]:
    with open_x() as desk:
        yield desk


@pytest.fixture
def drawing(tmp_path: object) -> Drawing:
    return Drawing(tmp_path)  # type: ignore[arg-type] # pytest's own path


def refusal(detail: str, status: int = 403) -> Fault:
    return loopback.says(status, {"title": "Forbidden", "detail": detail, "status": status, "type": "about:blank"})


DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
UNKNOWN, THROTTLED, EXPIRED = errors.OutcomeUnknown, errors.Throttled, errors.Expired

#: The fault, what is made of it, and whether the post is public.
FAULTS = {
    "silence before": (loopback.says_nothing(acts=False), UNKNOWN, False),
    "silence after": (loopback.says_nothing(acts=True), UNKNOWN, True),
    "reset before": (loopback.resets(acts=False), UNKNOWN, False),
    "reset after": (loopback.resets(acts=True), UNKNOWN, True),
    "half an answer": (loopback.stops_half_way, UNKNOWN, True),
    "slow drip": (loopback.drips, UNKNOWN, True),
    "no JSON, done": (loopback.babbles(acts=True), UNKNOWN, True),
    "no JSON, not done": (loopback.babbles(acts=False), UNKNOWN, False),
    "no id": (loopback.says(201, {"data": {}}), UNKNOWN, False),
    "a list": (loopback.says(201, []), UNKNOWN, False),
    "no JSON object in a failure": (loopback.acts_and_says(500, [1]), UNKNOWN, True),
    "503 JSON, done": (loopback.acts_and_says(503, {"title": "Service Unavailable"}), UNKNOWN, True),
    "503 HTML": (loopback.says(503, HTML, Content_Type="text/html"), UNKNOWN, False),
    "504, done": (loopback.acts_and_says(504, HTML), UNKNOWN, True),
    "duplicate, there": (loopback.acts_and_says(403, {"detail": DUPLICATE}), UNKNOWN, True),
    "duplicate, elsewhere": (refusal(DUPLICATE), UNKNOWN, False),
    "429": (loopback.says(429, {"title": "Too Many Requests"}), THROTTLED, False),
    "429, an empty header": (loopback.says(429, {}, x_rate_limit_reset=""), THROTTLED, False),
    "429 HTML": (loopback.says(429, HTML), THROTTLED, False),
    "401": (loopback.says(401, {"title": "Unauthorized", "detail": "Unauthorized"}), EXPIRED, False),
    "402": (loopback.says(402, {"title": "CreditsDepleted", "detail": "no credits"}), errors.NotAllowed, False),
    "403": (refusal("You are not permitted to perform this action."), errors.NotAllowed, False),
    "403, read only": (refusal("Your client app lacks oauth1 app permissions"), errors.NotAllowed, False),
    "403, suspended": (refusal("User has been suspended"), errors.NotAllowed, False),
    "403, reply barred": (
        refusal("You can only reply to or quote posts where you are mentioned or are the author."),
        errors.Rejected,
        False,
    ),
    "400": (refusal("One or more parameters was invalid", 400), errors.Rejected, False),
    "404": (loopback.says(404, HTML), errors.NotAllowed, False),
    "302": (loopback.says(302, {}, Location="https://elsewhere.example/"), errors.Unavailable, False),
}


#: What every connector meets, by the contract for troubles.
SHARED = ("silence", "reset", "half an answer", "slow drip", "no JSON, ", "503 HTML")
OWN = [name for name in FAULTS if not name.startswith(SHARED)]


@pytest.mark.parametrize("name", OWN)
def test_a_fault_is_called_by_what_to_do_and_find_tells_the_truth(desk: XDesk, name: str) -> None:
    fault, kind, is_public = FAULTS[name]
    desk.double.meet("POST", "/2/tweets", fault)
    connector = desk.connector()
    with pytest.raises(errors.ConnectorError) as raised:
        connector.publish(outgoing())
    assert type(raised.value) is kind
    assert len([asked for asked in desk.double.asked if asked.method == "POST"]) == 1
    found = desk.connector().find(outgoing())
    assert (found is not None) is is_public
    if found is not None:
        assert as_read(found.text) == as_read(WELSH)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("auth", ["oauth1", "oauth2"])
def test_no_fault_shows_a_secret(desk: XDesk, name: str, auth: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    connector = desk.connector(auth=auth)
    desk.double.meet("POST", "/2/tweets", FAULTS[name][0])
    with pytest.raises(errors.ConnectorError) as raised:
        connector.publish(outgoing())
    told = f"{raised.value} {raised.value!r} {raised.value.__cause__!r} {raised.value.detail} {caplog.text}"
    told += f"{desk.account({'auth': auth})!r} {connector!r} {vars(connector)!r}"
    secrets = {*KEYS.values(), desk.double.access_token, desk.double.refresh_token} - {""}
    assert [one for one in secrets if one in told] == []


def test_a_secret_that_x_repeats_is_taken_out_of_its_words(desk: XDesk) -> None:
    desk.double.meet("POST", "/2/tweets", refusal(f"token {KEYS['access_token']} may not; {KEYS['consumer_secret']}"))
    with pytest.raises(errors.NotAllowed) as raised:
        desk.connector().publish(outgoing())
    assert "token … may not; …" in raised.value.detail


def test_a_wait_is_as_long_as_x_says_by_its_own_clock(desk: XDesk) -> None:
    reset = int(time.time()) + 1_000  # the loopback's answers bear the machine's own date
    day = {"x_user_limit_24hour_remaining": "0", "x_user_limit_24hour_reset": str(reset + 3_600)}
    for headers, at_most in (
        ({"x_rate_limit_reset": str(reset)}, 1_000.0),
        ({"x_rate_limit_reset": str(reset), **day}, 4_600.0),
        ({"retry_after": "7"}, 7.0),
        ({"x_rate_limit_reset": "1000"}, 0.0),
    ):
        desk.double.meet("POST", "/2/tweets", loopback.says(429, {}, **headers))
        with pytest.raises(errors.Throttled) as raised:
            desk.connector().publish(outgoing())
        assert raised.value.retry_after is not None
        assert max(0.0, at_most - 100) <= raised.value.retry_after <= at_most or raised.value.retry_after == at_most


@pytest.mark.parametrize("address", [loopback.nobody_there(), "http://nowhere.invalid"], ids=["refused", "unknown"])
def test_x_that_is_not_reached_was_never_asked(desk: XDesk, address: str) -> None:
    connector = XConnector(desk.account({"api": address}))
    for act in (connector.publish, connector.prepare, connector.find):
        with pytest.raises(errors.Unavailable):
            act(outgoing())
    assert not connector.health().usable


@pytest.mark.parametrize(
    "name", ["silence after", "reset after", "503 HTML", "no JSON, done", "half an answer", "a list"]
)
def test_a_read_that_fails_made_nothing_public(desk: XDesk, name: str) -> None:
    number = desk.connector().publish(outgoing()).remote_id
    for part, act in (
        (f"/2/tweets/{number}", lambda one: one.read_back(number)),
        ("/tweets", lambda one: one.find(outgoing())),
        ("/mentions", lambda one: list(one.comments(WRITTEN))),
        ("/tweets", lambda one: list(one.recent(WRITTEN))),
    ):
        desk.double.meet("GET", part, FAULTS[name][0])
        with pytest.raises(errors.Unavailable):
            act(desk.connector())


@pytest.mark.parametrize("name", ["reset after", "503 HTML", "429", "402", "401", "no JSON, done"])
@pytest.mark.parametrize("route", ["/2/media/upload", "/2/media/metadata"])
def test_a_picture_that_does_not_arrive_leaves_nothing_public(
    desk: XDesk, drawing: Drawing, name: str, route: str
) -> None:
    desk.double.meet("POST", route, FAULTS[name][0])
    sent = replace(outgoing(), media=(drawing.media(),))
    if (route, name) == ("/2/media/metadata", "no JSON, done"):
        return  # that answer says nothing that is needed
    with pytest.raises(errors.NotSent):
        desk.connector().publish(sent)
    assert desk.visible() == []
    desk.connector().publish(sent)
    assert len(desk.visible()) == 1


def test_a_picture_that_x_still_works_on_is_waited_for(desk: XDesk, drawing: Drawing) -> None:
    desk.double.state = "pending"
    with pytest.raises(errors.Unavailable):
        desk.connector().publish(replace(outgoing(), media=(drawing.media(),)))
    assert desk.visible() == []


@pytest.mark.parametrize("name", ["reset after", "503 HTML"])
def test_a_withdrawal_without_an_answer_may_be_repeated(desk: XDesk, name: str) -> None:
    connector = desk.connector()
    number = connector.publish(outgoing()).remote_id
    desk.double.meet("DELETE", number, FAULTS[name][0])
    with pytest.raises(errors.OutcomeUnknown):
        connector.withdraw(number)
    connector.withdraw(number)
    assert desk.visible() == []


def test_what_x_no_longer_has_is_withdrawn_already(desk: XDesk) -> None:
    desk.double.meet("DELETE", "/2/tweets/", loopback.says(404, {"title": "Not Found Error"}))
    desk.connector().withdraw("123")
    foreign = desk.double.write("8002", "Rhywun arall")
    with pytest.raises(errors.NotAllowed):
        desk.connector().withdraw(foreign)


def test_keys_that_x_refuses_are_told_within_one_call_and_before_anything_is_sent(desk: XDesk) -> None:
    connector = XConnector(desk.account(secrets={**KEYS, "access_token_secret": "wrong-one"}))
    with pytest.raises(errors.Expired):
        connector.prepare(outgoing())
    assert len(desk.double.asked) == 1
    health = connector.health()
    assert not health.usable
    assert "console.x.com" in health.detail


def test_a_busy_question_does_not_hold_up_a_post(desk: XDesk) -> None:
    desk.double.meet("GET", "/2/users/me", loopback.says(429, {}))
    desk.connector().prepare(outgoing())


def test_an_answer_without_end_is_not_listened_to(desk: XDesk) -> None:
    def trickles(exchange: loopback.Exchange, act: object) -> None:
        exchange.begin(loopback.Answer(201, {}), 1_000_000)
        while not exchange.double.over.wait(0.1):
            exchange.wfile.write(b" ")
            exchange.wfile.flush()

    desk.double.meet("POST", "/2/tweets", trickles)
    with pytest.raises(errors.OutcomeUnknown):
        XConnector(desk.account(), (10.0, 1.0)).publish(outgoing())


def test_find_looks_no_further_back_than_shortly_before_the_post_was_written(desk: XDesk) -> None:
    connector = desk.connector()
    connector.publish(outgoing())
    later = replace(outgoing(), created_at=desk.double.now + timedelta(minutes=3))
    assert connector.find(later) is None
    assert connector.find(replace(outgoing(), created_at=desk.double.now + timedelta(minutes=1))) is not None
