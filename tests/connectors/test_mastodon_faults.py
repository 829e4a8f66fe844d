"""Whatever goes wrong on the way to a Mastodon server: what it is called, that it is tried once, and what is found."""

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors.connector_contract import WELSH, WRITTEN, as_read, outgoing
from connectors.loopback import (
    Answer,
    Exchange,
    Fault,
    acts_and_says,
    babbles,
    nobody_there,
    resets,
    says,
    says_nothing,
)
from connectors.mastodon_double import TOKEN
from connectors.mastodon_fixtures import MastodonDesk, open_server
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

PAGE = b"<!DOCTYPE html><title>502 Bad Gateway</title>" + b"<p>nginx</p>" * 500
ECHO = {"error": f"What you sent was refused: Bearer {TOKEN}"}


def says_a_limit_that_nobody_can_read(exchange: Exchange, act: Callable[[], Answer]) -> None:
    answer = act()
    exchange.reply(Answer(200, answer.body, {"X-RateLimit-Reset": "soon", "X-RateLimit-Remaining": "many"}))


#: What happens to the call that publishes, beside what every connector meets; what it is called; is the post there.
FAULTS: dict[str, tuple[Fault, type[ConnectorError], bool]] = {
    "another thing's JSON": (acts_and_says(200, {"id": "1"}), OutcomeUnknown, True),
    "no thing at all": (acts_and_says(200, b""), OutcomeUnknown, True),
    "a list": (acts_and_says(200, []), OutcomeUnknown, True),
    "a number": (acts_and_says(200, b"7"), OutcomeUnknown, True),
    "limit unreadable": (says_a_limit_that_nobody_can_read, OutcomeUnknown, True),
    "500 on a repeat": (acts_and_says(500, ECHO), OutcomeUnknown, True),
    "503 before": (says(503, ECHO), OutcomeUnknown, False),
    "503 after": (acts_and_says(503, ECHO), OutcomeUnknown, True),
    "504 as a page, after": (acts_and_says(504, PAGE, Content_Type="text/html"), OutcomeUnknown, True),
    "408": (says(408, ECHO), OutcomeUnknown, False),
    "429": (says(429, ECHO), Throttled, False),
    "429 as a page": (says(429, PAGE, Content_Type="text/html"), Throttled, False),
    "expired": (says(401, ECHO), Expired, False),
    "expired, as a page": (says(401, PAGE, Content_Type="text/html"), Expired, False),
    "no permission": (says(403, ECHO), NotAllowed, False),
    "refused": (says(422, ECHO), Rejected, False),
    "too large": (says(413, PAGE, Content_Type="text/html"), Rejected, False),
    "gone": (says(410, ECHO), Rejected, False),
    "a key whose post was deleted": (says(404, ECHO), Rejected, False),
    "redirect": (says(301, {}, Location="http://127.0.0.1:9/elsewhere"), NotAllowed, False),
    "redirect that keeps the call": (says(307, PAGE, Location="https://example.com/"), NotAllowed, False),
}


@pytest.fixture
def desk() -> Iterator[MastodonDesk]:
    with open_server() as desk:
        yield desk


def _posts_sent(desk: MastodonDesk) -> int:
    return sum(one.method == "POST" and one.path == "/api/v1/statuses" for one in desk.double.asked)


def _fail(desk: MastodonDesk, fault: Fault) -> ConnectorError:
    desk.double.meet("POST", "/api/v1/statuses", fault)
    with pytest.raises(ConnectorError) as caught:
        desk.connector().publish(outgoing())
    return caught.value


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_what_to_do_next_and_find_then_tells_the_truth(
    desk: MastodonDesk, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fault, kind, is_there = FAULTS[name]
    error = _fail(desk, fault)
    assert isinstance(error, kind)
    assert _posts_sent(desk) == 1
    found = desk.connector().find(outgoing())
    assert (found is not None) is is_there
    assert [as_read(text) for text in desk.visible()] == ([as_read(WELSH)] if is_there else [])
    told = "".join([str(error), repr(error), error.detail, *traceback.format_exception(error), caplog.text])
    assert TOKEN not in told
    assert len(error.detail) <= 500
    assert " / " in error.detail


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "42"}, 42),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "99999999"}, 86_400),
        ({}, None),
        ({"X_RateLimit_Reset": ""}, None),
        ({"X_RateLimit_Reset": "2026-13-45"}, None),
        ({"X_RateLimit_Reset": "2020-01-01T00:00:00.000Z"}, 0),
    ],
)
def test_a_limit_is_kept_to_for_as_long_as_the_server_says(
    desk: MastodonDesk, headers: dict[str, str], wait: float | None
) -> None:
    assert _fail(desk, says(429, ECHO, **headers)).retry_after == wait


@pytest.mark.parametrize("form", ["mastodon", "gotosocial"])
def test_a_limit_s_end_is_read_as_either_kind_of_server_writes_it(desk: MastodonDesk, form: str) -> None:
    until = datetime.now(UTC) + timedelta(minutes=4)
    written = until.isoformat().replace("+00:00", "Z") if form == "mastodon" else str(int(until.timestamp()))
    wait = _fail(desk, says(429, ECHO, X_RateLimit_Reset=written)).retry_after
    assert wait is not None
    assert 200 < wait <= 241


@pytest.mark.parametrize("server", ["refused", "http://nobody.invalid"])
def test_a_server_that_cannot_be_reached_was_not_asked(desk: MastodonDesk, server: str) -> None:
    desk.server = nobody_there() if server == "refused" else server
    for act in (desk.connector().publish, desk.connector().prepare, desk.connector().find):
        with pytest.raises(Unavailable, match="was not reached"):
            act(outgoing())
    with pytest.raises(Unavailable):
        desk.connector().withdraw("7")
    health = desk.connector().health()
    assert (health.usable, health.clock) == (False, None)


def test_a_connection_that_is_refused_at_the_very_post_sent_nothing(desk: MastodonDesk) -> None:
    connector = desk.connector()
    connector.prepare(outgoing())
    connector._calls._session.hosts[desk.double.address] = nobody_there()
    with pytest.raises(Unavailable):
        connector.publish(outgoing())
    assert desk.visible() == []


@pytest.mark.parametrize("fault", [says_nothing(acts=False), resets(acts=False), says(503), babbles(acts=False)])
def test_what_cannot_be_read_now_is_read_later_and_nothing_is_unclear_about_it(
    desk: MastodonDesk, fault: Fault
) -> None:
    receipt = desk.connector().publish(outgoing())
    for act, path in (
        (lambda one: one.find(outgoing()), "/statuses"),
        (lambda one: one.read_back(receipt.remote_id), f"/statuses/{receipt.remote_id}"),
        (lambda one: list(one.comments(WRITTEN)), "/notifications"),
        (lambda one: list(one.recent(WRITTEN)), "/statuses"),
        (lambda one: one.prepare(outgoing()), "/verify_credentials"),
    ):
        desk.double.meet("GET", path, fault)
        with pytest.raises(Unavailable):
            act(desk.connector())


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (says_nothing(acts=True), OutcomeUnknown),
        (resets(acts=False), OutcomeUnknown),
        (acts_and_says(503), OutcomeUnknown),
        (says(429), Throttled),
        (says(401), Expired),
        (says(403), NotAllowed),
    ],
)
@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_taking_down_and_changing_fail_by_what_to_do_and_may_be_repeated(
    desk: MastodonDesk, method: str, fault: Fault, kind: type[ConnectorError]
) -> None:
    receipt = desk.connector().publish(outgoing())
    desk.double.meet(method, "/api/v1/statuses/", fault)
    connector = desk.connector()
    changed = outgoing(text="Ar agor eto")

    def act() -> None:
        connector.edit(receipt.remote_id, changed) if method == "PUT" else connector.withdraw(receipt.remote_id)

    with pytest.raises(kind) as caught:
        act()
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    act()
    assert desk.visible() == (["Ar agor eto"] if method == "PUT" else [])


def test_an_expired_token_is_told_within_one_call_with_what_to_do(desk: MastodonDesk) -> None:
    connector = desk.connector("hen-docyn")
    for act in (connector.prepare, connector.find):
        with pytest.raises(Expired, match=r"Make a new one under Preferences, Development"):
            act(outgoing())
    health = connector.health()
    assert not health.usable
    assert "Gwnewch un newydd" in health.detail
    assert health.clock is not None


def test_credentials_that_may_not_read_mentions_are_noticed_before_the_first_comment(desk: MastodonDesk) -> None:
    desk.double.meet("GET", "/notifications", says(403, {"error": "This action is outside the authorized scopes"}))
    health = desk.connector().health()
    assert not health.usable
    assert "outside the authorized scopes" in health.detail


def test_no_calls_left_is_noticed_before_the_pair_is_sent(desk: MastodonDesk) -> None:
    desk.double.left = 2
    connector = desk.connector()
    with pytest.raises(Throttled) as caught:
        connector.prepare(outgoing())
    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= 301


def test_another_post_like_it_made_before_is_not_taken_for_it(desk: MastodonDesk) -> None:
    connector = desk.connector()
    connector.publish(outgoing())
    later = replace(outgoing("k2"), created_at=desk.double.now + timedelta(minutes=10))
    assert connector.find(later) is None
    assert connector.find(replace(outgoing(), language="en")) is None


def test_the_key_is_sent_each_time_and_never_believed(desk: MastodonDesk) -> None:
    connector = desk.connector()
    for key in ("k1", "k1", "allwedd-ŵ"):
        connector.publish(outgoing(key))
    keys = [one.headers["idempotency-key"] for one in desk.double.asked if one.path == "/api/v1/statuses"]
    assert keys[0] == keys[1] != keys[2]
    assert len(desk.visible()) == 3  # a server that ignores it
    assert not connector.capabilities.repeat_safe


def test_a_server_that_keeps_keys_gives_back_the_same_post() -> None:
    with open_server(keeps_keys=True) as desk:
        first = desk.connector().publish(outgoing())
        assert desk.connector().publish(outgoing()) == first
        assert len(desk.visible()) == 1
        desk.connector().withdraw(first.remote_id)
        with pytest.raises(Rejected, match="taken down before"):
            desk.connector().publish(outgoing())
        desk.double.pass_time(timedelta(hours=2))
        desk.connector().publish(outgoing())
        assert len(desk.visible()) == 1


def test_no_error_of_any_kind_is_raised_by_what_is_refused_beforehand(desk: MastodonDesk) -> None:
    for refused in (
        outgoing(text=" "),
        outgoing(text="a\0b"),
        outgoing(text="a" * 501),
        replace(outgoing(), link="https://a.wales", text="a" * 480),
        replace(outgoing(), reply_to="999999"),
        replace(outgoing(), reply_to="not an id / at all"),
    ):
        for act in (desk.connector().prepare, desk.connector().publish):
            with pytest.raises(NotSent):
                act(refused)
    assert _posts_sent(desk) == 0
