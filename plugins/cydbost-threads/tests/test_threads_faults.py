"""Whatever goes wrong between us and Threads is told truly: what surely did not go out, and what may have."""

import logging
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from threads_double import RENEWED, TOKEN, ThreadsDesk, ThreadsDouble

from cydbost_connectors import (
    ConnectorError,
    Expired,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.contract.loopback import (
    Fault,
    acts_and_says,
    babbles,
    drips,
    nobody_there,
    resets,
    says,
    says_nothing,
    served,
    stops_half_way,
)
from cydbost_connectors.contract.promises import Drawing, as_read, outgoing, seen
from cydbost_connectors.vault import MemoryVault

PUBLISH, LIMIT = "/threads_publish", "/threads_publishing_limit"


def graph_error(code: int, message: str = "An error", **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AbCd", **more}}


#: What leaves it open whether the call took effect, whether it did, and whether it takes all the patience there is.
UNCLEAR: dict[str, tuple[Fault, bool, bool]] = {
    "timeout before": (says_nothing(acts=False), False, True),
    "timeout after": (says_nothing(acts=True), True, True),
    "slow drip": (drips, True, True),
    "reset before": (resets(acts=False), False, False),
    "reset after": (resets(acts=True), True, False),
    "reset in mid-answer": (stops_half_way, True, False),
    "no JSON, not done": (babbles(acts=False), False, False),
    "no JSON, done": (babbles(acts=True), True, False),
    "unknown error": (says(500, graph_error(1)), False, False),
    "unknown error, done": (acts_and_says(500, graph_error(2, is_transient=True)), True, False),
    "HTML 503": (says(503, b"<html>Sorry</html>", Content_Type="text/html"), False, False),
    "a redirect": (says(302, b"", Location="https://elsewhere.example/"), False, False),
    "a list": (says(200, []), False, False),
    "no id": (acts_and_says(200, {"id": "x"}), True, False),
}
CLEAR: dict[str, tuple[Fault, type[ConnectorError], float | None]] = {
    "throttled": (says(400, graph_error(4, is_transient=True), Retry_After="90"), Throttled, 90),
    "too much of an account": (says(403, graph_error(80016)), Throttled, None),
    "429 without JSON": (says(429, b"slow down", Retry_After="7"), Throttled, 7),
    "expired": (says(401, graph_error(190, f"Malformed access token {TOKEN}", error_subcode=463)), Expired, None),
    "permission": (says(403, graph_error(10)), NotAllowed, None),
    "blocked": (says(400, graph_error(368)), NotAllowed, None),
    "content": (says(400, graph_error(100, "Bad parameter " + "x" * 9_000)), Rejected, None),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ThreadsDesk]:
    folder = tmp_path / "public"
    folder.mkdir()
    double = ThreadsDouble(folder)
    with served(double):
        yield ThreadsDesk(double)
    assert double.wrong == []


def spilled(error: BaseException) -> str:
    return f"{error!r} {error} {''.join(traceback.format_exception(error))}"


def are_both_languages(detail: str) -> bool:
    """Tell whether a reader of either language gets a whole sentence: nothing of it was cut off."""
    welsh, english = detail.split(" / ")
    return welsh != english and all(side.endswith((")", ".")) for side in (welsh, english))


def holds_no_secret(told: str) -> bool:
    return not any(secret in told for secret in (TOKEN, RENEWED))


@pytest.mark.parametrize("name", UNCLEAR)
def test_an_unclear_answer_to_publishing_may_have_published_and_find_knows(name: str, desk: ThreadsDesk) -> None:
    fault, is_done, is_slow = UNCLEAR[name]
    desk.patience = (0.3, 0.3) if is_slow else desk.patience
    connector = desk.connector()
    connector.prepare(outgoing())
    desk.double.meet("POST", PUBLISH, fault)
    with pytest.raises(OutcomeUnknown) as raised:
        connector.publish(outgoing())
    assert holds_no_secret(spilled(raised.value))
    assert are_both_languages(raised.value.detail)
    assert (desk.connector().find(outgoing()) is not None) is is_done
    assert len(desk.visible()) == is_done
    desk.connector().publish(outgoing())
    assert seen(desk.visible()) == [as_read(outgoing().text)]


@pytest.mark.parametrize("name", [name for name in UNCLEAR if not UNCLEAR[name][2]])
def test_nothing_is_public_while_a_post_is_made_ready_so_an_unclear_answer_is_no_harm(
    name: str, desk: ThreadsDesk
) -> None:
    connector = desk.connector()
    for act in (connector.prepare, connector.publish):
        desk.double.meet("POST", "/me/threads", UNCLEAR[name][0])
        with pytest.raises(Unavailable):
            act(outgoing())
    assert connector.find(outgoing()) is None
    assert desk.visible() == []


@pytest.mark.parametrize("name", CLEAR)
def test_a_refusal_is_sorted_by_what_to_do_and_nothing_went_out(name: str, desk: ThreadsDesk) -> None:
    fault, kind, wait = CLEAR[name]
    connector = desk.connector()
    for step in (PUBLISH, "/me/threads"):
        desk.double.meet("POST", step, fault)
        sent = outgoing(step)
        with pytest.raises(kind) as raised:
            connector.publish(sent)
        assert raised.value.retry_after == wait
        assert are_both_languages(raised.value.detail)
        assert holds_no_secret(spilled(raised.value))
        assert connector.find(sent) is None
    assert desk.visible() == []


def test_a_post_that_is_not_ready_is_waited_for_before_either_language_goes_out(desk: ThreadsDesk) -> None:
    desk.double.readiness = "IN_PROGRESS"
    connector = desk.connector()
    for act in (connector.prepare, connector.publish):
        with pytest.raises(Unavailable) as raised:
            act(outgoing())
        assert raised.value.retry_after
    (container,) = desk.double.containers.values()
    container.status = "FINISHED"
    connector.prepare(outgoing())
    connector.publish(outgoing())
    assert len(desk.double.containers) == len(desk.visible()) == 1


def test_a_container_that_threads_does_not_find_is_tried_again_and_then_made_anew(desk: ThreadsDesk) -> None:
    connector, missing = desk.connector(), says(400, graph_error(24, error_subcode=4279009))
    desk.double.meet("POST", PUBLISH, missing, missing)
    for containers in (1, 1):
        with pytest.raises(Unavailable) as raised:
            connector.publish(outgoing())
        assert raised.value.retry_after
        assert len(desk.double.containers) == containers
    connector.publish(outgoing())
    assert len(desk.double.containers) == 2
    assert seen(desk.visible()) == [as_read(outgoing().text)]


@pytest.mark.parametrize("status", ["EXPIRED", "ERROR"])
def test_a_container_that_came_to_nothing_is_made_anew(status: str, desk: ThreadsDesk) -> None:
    connector = desk.connector()
    connector.prepare(outgoing())
    next(iter(desk.double.containers.values())).status = status
    if status == "ERROR":
        with pytest.raises(Rejected):
            connector.prepare(outgoing())
    connector.publish(outgoing())
    assert len(desk.visible()) == 1
    assert len(desk.double.containers) == 2


def test_what_lists_do_not_show_yet_is_neither_lost_nor_sent_again(desk: ThreadsDesk) -> None:
    desk.double.lists = False
    connector = desk.connector()
    desk.double.meet("POST", PUBLISH, resets(acts=True))
    with pytest.raises(OutcomeUnknown):
        connector.publish(outgoing())
    with pytest.raises(Unavailable):
        connector.find(outgoing())
    with pytest.raises((OutcomeUnknown, Unavailable)):
        connector.publish(outgoing())
    desk.double.lists = True
    found = connector.find(outgoing())
    assert found is not None
    assert connector.publish(outgoing()).remote_id == found.remote_id
    assert len(desk.visible()) == 1


def test_a_post_is_found_by_a_process_that_kept_nothing(desk: ThreadsDesk) -> None:
    receipt = desk.connector().publish(replace(outgoing(), link="https://cyngor.example/ffordd"))
    for text, is_same in ((outgoing().text, True), ("Neges arall", False)):
        found = desk.connector(vault=MemoryVault()).find(outgoing(text=text))
        assert (found is not None and found.remote_id == receipt.remote_id) is is_same


def test_what_was_published_and_cannot_be_read_yet_has_its_receipt(desk: ThreadsDesk) -> None:
    connector = desk.connector()
    connector.prepare(outgoing())
    desk.double.meet("GET", "/v1.0/180", says(200, {"status": "FINISHED"}), says(500, graph_error(2)))
    receipt = connector.publish(outgoing())
    live = connector.read_back(receipt.remote_id)
    assert live is not None


def test_a_pictures_container_that_fails_says_where_to_look(desk: ThreadsDesk, tmp_path: Path) -> None:
    sent = replace(outgoing(), media=(Drawing(tmp_path).media(),))
    connector = desk.connector()
    desk.double.readiness = "ERROR"
    with pytest.raises(Rejected, match="media_base"):
        connector.prepare(sent)
    desk.double.readiness = "FINISHED"
    connector.publish(sent)
    assert len(desk.visible()) == 1


@pytest.mark.parametrize("address", ["nobody", "https://graph.threads.invalid"])
def test_a_server_that_cannot_be_reached_was_not_asked(address: str, desk: ThreadsDesk) -> None:
    unreached = desk.connector({"address": nobody_there() if address == "nobody" else address})
    for act in (unreached.prepare, unreached.publish, unreached.find):
        with pytest.raises(Unavailable) as raised:
            act(outgoing())
        assert holds_no_secret(spilled(raised.value))
    assert not unreached.health().usable


def test_what_still_stands_is_not_called_gone_because_the_token_may_not_delete_it(desk: ThreadsDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    desk.double.meet("DELETE", "", says(400, graph_error(100, error_subcode=33)))
    with pytest.raises(NotAllowed):
        connector.withdraw(receipt.remote_id)
    desk.double.meet("DELETE", "", resets(acts=True))
    with pytest.raises(OutcomeUnknown):
        connector.withdraw(receipt.remote_id)
    connector.withdraw(receipt.remote_id)
    assert desk.visible() == []
    with pytest.raises(Rejected):  # a repeat of what was withdrawn does not bring it back
        connector.publish(outgoing())


@pytest.mark.parametrize("name", ["HTML 503", "a list", "no JSON, not done"])
def test_what_cannot_be_read_is_never_an_empty_list(name: str, desk: ThreadsDesk) -> None:
    connector = desk.connector()
    for read in (lambda: list(connector.recent(outgoing().created_at)), lambda: connector.find(outgoing())):
        desk.double.meet("GET", "/me/threads", UNCLEAR[name][0])
        with pytest.raises(Unavailable):
            read()
    desk.double.meet("GET", "/me/threads", UNCLEAR[name][0])
    with pytest.raises(Unavailable):
        list(connector.comments(outgoing().created_at))


def test_no_secret_is_logged_or_stands_in_an_address_but_where_it_is_renewed(
    desk: ThreadsDesk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    connector = desk.connector()
    connector.publish(outgoing())
    desk.double.now += timedelta(days=2)
    connector.health()
    assert holds_no_secret(caplog.text)
    shown = [one.path for one in desk.double.asked if "access_token" in one.query]
    assert shown == ["/refresh_access_token"]
    assert holds_no_secret(repr(connector) + repr(vars(connector)))
