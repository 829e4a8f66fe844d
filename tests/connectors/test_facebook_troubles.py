"""Whatever goes wrong between us and Facebook is told truly: what surely did not go out, and what may have."""

import logging
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from connectors.connector_contract import Drawing, as_read, outgoing, seen
from connectors.facebook_double import APP_SECRET, PAGE, PROOF, TOKEN, GraphDouble, PageDesk
from connectors.loopback import (
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
from cydbost_connectors import (
    Connector,
    ConnectorError,
    Expired,
    NotAllowed,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.vault import MemoryVault

DRAFT, PUBLIC_ACT = "/feed", f"/{PAGE}_"


def graph_error(code: int, message: str = "An error", **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AbCd", **more}}


UNCLEAR: dict[str, tuple[Fault, bool]] = {
    "timeout before": (says_nothing(acts=False), False),
    "timeout after": (says_nothing(acts=True), True),
    "reset before": (resets(acts=False), False),
    "reset after": (resets(acts=True), True),
    "reset in mid-answer": (stops_half_way, True),
    "slow drip": (drips, True),
    "no JSON, not done": (babbles(acts=False), False),
    "no JSON, done": (babbles(acts=True), True),
    "unknown error": (says(500, graph_error(1)), False),
    "unknown error, done": (acts_and_says(500, graph_error(2, is_transient=True)), True),
    "transient 400": (acts_and_says(400, graph_error(100, is_transient=True)), True),
    "HTML 503": (says(503, b"<html>Sorry</html>", Content_Type="text/html"), False),
    "HTML 404": (says(404, b"<html>Gone</html>", Content_Type="text/html"), False),
    "a redirect": (says(302, b"", Location="https://elsewhere.example/"), False),
    "not a success": (says(200, {"success": False}), False),
    "a list": (says(200, []), False),
}
BUSY = '{"100200300": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 3}]}'
CLEAR: dict[str, tuple[Fault, type[ConnectorError], float | None]] = {
    "app throttled": (says(400, graph_error(4, is_transient=True)), Throttled, None),
    "user throttled": (says(400, graph_error(17), Retry_After="90"), Throttled, 90),
    "page throttled": (says(403, graph_error(32)), Throttled, None),
    "custom limit": (says(400, graph_error(613)), Throttled, None),
    "business use case": (says(400, graph_error(80001), X_Business_Use_Case_Usage=BUSY), Throttled, 180),
    "429 without JSON": (says(429, b"slow down", Retry_After="7"), Throttled, 7),
    "expired": (says(400, graph_error(190, error_subcode=463)), Expired, None),
    "token unreadable": (says(400, graph_error(190, f"Malformed access token {TOKEN}")), Expired, None),
    "session": (says(401, b""), Expired, None),
    "permission": (says(403, graph_error(200)), NotAllowed, None),
    "no permission at all": (says(400, graph_error(10)), NotAllowed, None),
    "blocked": (says(400, graph_error(368)), NotAllowed, None),
    "content": (says(400, graph_error(100, "Bad parameter " + "x" * 9_000)), Rejected, None),
    "something new": (says(400, graph_error(1366046, error_user_msg="Photo too large")), Rejected, None),
    "too large": (says(413, b"<html>"), Rejected, None),
}


@pytest.fixture
def desk() -> Iterator[PageDesk]:
    double = GraphDouble()
    with served(double):
        yield PageDesk(double)
    assert double.wrong == []


@pytest.fixture
def connector(desk: PageDesk) -> Connector:
    return desk.connector()


def spilled(error: BaseException) -> str:
    return f"{error!r} {error} {''.join(traceback.format_exception(error))}"


def are_both_languages(detail: str) -> bool:
    """Tell whether a reader of either language gets a whole sentence: nothing of it was cut off."""
    welsh, english = detail.split(" / ")
    return welsh != english and all(side.endswith((")", ".")) for side in (welsh, english))


def holds_no_secret(told: str) -> bool:
    return not any(secret in told for secret in (TOKEN, APP_SECRET, PROOF))


#: What every connector meets, by the contract for troubles.
SHARED = ("timeout", "reset", "slow drip", "no JSON", "HTML 503")


@pytest.mark.parametrize("name", [name for name in UNCLEAR if not name.startswith(SHARED)])
def test_an_unclear_answer_to_publishing_may_have_published_and_find_knows(
    name: str, desk: PageDesk, connector: Connector
) -> None:
    fault, is_done = UNCLEAR[name]
    desk.double.meet("POST", PUBLIC_ACT, fault)
    with pytest.raises(OutcomeUnknown) as raised:
        desk.connector().publish(outgoing())
    assert holds_no_secret(spilled(raised.value))
    assert are_both_languages(raised.value.detail)
    found = connector.find(outgoing())
    assert (found is not None) is is_done
    assert len(desk.visible()) == is_done


@pytest.mark.parametrize("name", UNCLEAR)
def test_nothing_is_public_while_a_draft_is_made_so_an_unclear_answer_is_no_harm(
    name: str, desk: PageDesk, connector: Connector
) -> None:
    desk.double.meet("POST", DRAFT, UNCLEAR[name][0])
    with pytest.raises(Unavailable):
        desk.connector().publish(outgoing())
    assert connector.find(outgoing()) is None
    assert desk.visible() == []
    connector.publish(outgoing())
    assert seen(desk.visible()) == [as_read(outgoing().text)]
    assert len(desk.double.things) == 1  # the draft that was lost was found again


@pytest.mark.parametrize("name", [name for name in UNCLEAR if name not in ("not a success",)])
def test_published_directly_or_as_an_answer_an_unclear_answer_may_have_published(name: str, desk: PageDesk) -> None:
    direct = {"publish_by": "direct"}
    fault, is_done = UNCLEAR[name]
    desk.double.meet("POST", DRAFT, fault)
    with pytest.raises(OutcomeUnknown):
        desk.connector(direct).publish(outgoing())
    connector = desk.connector(direct)
    assert (connector.find(outgoing()) is not None) is is_done
    post = connector.publish(outgoing("k2", text="Neges arall"))
    answer = replace(outgoing("r1", text="Ateb"), reply_to=desk.comment(post.remote_id, "Pryd?"))
    desk.double.meet("POST", "/comments", fault)
    with pytest.raises(OutcomeUnknown):
        desk.connector(direct).publish(answer)
    assert (connector.find(answer) is not None) is is_done


@pytest.mark.parametrize("step", [DRAFT, PUBLIC_ACT])
@pytest.mark.parametrize("name", CLEAR)
def test_a_refusal_is_sorted_by_what_to_do_and_nothing_went_out(
    name: str, step: str, desk: PageDesk, connector: Connector
) -> None:
    fault, kind, wait = CLEAR[name]
    desk.double.meet("POST", step, fault)
    with pytest.raises(kind) as raised:
        connector.publish(outgoing())
    assert raised.value.retry_after == wait
    assert are_both_languages(raised.value.detail)
    assert holds_no_secret(spilled(raised.value))
    assert connector.find(outgoing()) is None
    assert desk.visible() == []


@pytest.mark.parametrize("fault", [UNCLEAR["HTML 503"][0], CLEAR["blocked"][0]])
def test_a_picture_that_is_not_taken_leaves_nothing_public(
    fault: Fault, desk: PageDesk, connector: Connector, tmp_path: Path
) -> None:
    desk.double.meet("POST", "/photos", fault)
    with pytest.raises((Unavailable, NotAllowed)):
        connector.publish(replace(outgoing(), media=(Drawing(tmp_path).media(),)))
    assert desk.visible() == []


def test_a_duplicate_that_is_this_very_post_is_found_and_another_is_refused(desk: PageDesk) -> None:
    connector = desk.connector({"publish_by": "direct"})
    refusal = says(400, graph_error(506, "Duplicate status message"))
    desk.double.meet("POST", DRAFT, refusal)
    with pytest.raises(Rejected):
        connector.publish(outgoing())
    first = connector.publish(outgoing())
    desk.double.meet("POST", DRAFT, refusal)
    assert connector.publish(outgoing()) == first
    assert len(desk.visible()) == 1


def test_a_draft_left_by_a_crash_is_used_again_by_a_process_that_knows_nothing_of_it(desk: PageDesk) -> None:
    desk.double.meet("POST", PUBLIC_ACT, resets(acts=False))
    with pytest.raises(OutcomeUnknown):
        desk.connector().publish(outgoing())
    after = desk.connector(vault=MemoryVault())
    assert after.find(outgoing()) is None
    after.publish(outgoing())
    assert len(desk.double.things) == 1
    assert seen(desk.visible()) == [as_read(outgoing().text)]


def test_a_draft_with_other_pictures_link_or_time_is_not_taken_for_this_one(desk: PageDesk, tmp_path: Path) -> None:
    drawing = Drawing(tmp_path)
    wanted = replace(outgoing(), media=(drawing.media(),))
    others = (
        outgoing(),
        replace(outgoing(), media=(drawing.media(alt_text="Rhywbeth arall"),)),
        replace(outgoing(), link="https://cyngor.example/ffordd"),
    )
    for number, other in enumerate(others):
        desk.double.meet("POST", PUBLIC_ACT, resets(acts=False))
        with pytest.raises(OutcomeUnknown):
            desk.connector(vault=MemoryVault()).publish(replace(other, key=f"o{number}"))
    desk.connector(vault=MemoryVault()).publish(wanted)
    assert len([one for one in desk.double.things.values() if one.kind == "post"]) == 4
    (public,) = desk.double.public()
    assert [desk.double.things[photo].alt for photo in public.photos] == ["Ffordd dan ddŵr"]


def test_what_lists_do_not_show_yet_is_known_by_its_draft(desk: PageDesk, connector: Connector) -> None:
    desk.double.lists = desk.double.drafts_listed = False
    desk.double.meet("POST", PUBLIC_ACT, resets(acts=True))
    with pytest.raises(OutcomeUnknown):
        connector.publish(outgoing())
    assert desk.connector().find(outgoing()) is not None
    desk.connector().publish(outgoing())
    assert len(desk.visible()) == 1


def test_a_token_that_may_not_read_drafts_publishes_all_the_same(desk: PageDesk, connector: Connector) -> None:
    desk.double.meet("GET", "/ads_posts", says(403, graph_error(200)), says(403, graph_error(200)))
    connector.publish(outgoing())
    assert connector.find(outgoing()) is not None
    assert len(desk.visible()) == 1


def test_what_was_published_and_cannot_be_read_yet_has_its_receipt(desk: PageDesk, connector: Connector) -> None:
    desk.double.meet("GET", PUBLIC_ACT, says(500, graph_error(2)))
    receipt = connector.publish(outgoing())
    assert receipt.address == f"https://www.facebook.com/{receipt.remote_id}"
    assert connector.read_back(receipt.remote_id) is not None


@pytest.mark.parametrize("address", ["nobody", "https://graph.facebook.invalid"])
def test_a_server_that_cannot_be_reached_was_not_asked(address: str, desk: PageDesk) -> None:
    unreached = desk.connector({"address": nobody_there() if address == "nobody" else address})
    for act in (unreached.publish, unreached.find):
        with pytest.raises(Unavailable) as raised:
            act(outgoing())
        assert holds_no_secret(spilled(raised.value))
    assert not unreached.health().usable


def test_what_still_stands_is_not_called_gone_because_the_token_may_not_delete_it(
    desk: PageDesk, connector: Connector
) -> None:
    receipt = connector.publish(outgoing())
    desk.double.meet("DELETE", "", says(400, graph_error(100, error_subcode=33)))
    with pytest.raises(NotAllowed):
        connector.withdraw(receipt.remote_id)
    desk.double.meet("DELETE", "", resets(acts=True))
    with pytest.raises(OutcomeUnknown):
        connector.withdraw(receipt.remote_id)
    connector.withdraw(receipt.remote_id)
    assert desk.visible() == []


@pytest.mark.parametrize("fault", [UNCLEAR["HTML 503"][0], UNCLEAR["timeout before"][0], UNCLEAR["a list"][0]])
def test_what_cannot_be_read_is_never_an_empty_list(fault: Fault, desk: PageDesk) -> None:
    desk.double.meet("GET", "/published_posts", *[fault] * 3)
    connector = desk.connector()
    for read in (connector.comments, connector.recent):
        with pytest.raises(Unavailable):
            list(read(outgoing().created_at))
    with pytest.raises(Unavailable):
        connector.find(outgoing())


def test_no_secret_is_logged_or_stands_in_an_address_that_is_posted_to(
    desk: PageDesk, connector: Connector, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    connector.publish(outgoing())
    connector.health()
    assert holds_no_secret(caplog.text)
    assert not any("access_token" in asked.query for asked in desk.double.asked)
    assert holds_no_secret(repr(connector) + repr(vars(connector)))
