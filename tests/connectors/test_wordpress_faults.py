"""What WordPress does when its site goes wrong, at each step of a publish, and that ``find`` tells the truth."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest

from connectors.connector_contract import WRITTEN, Drawing, outgoing
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
from connectors.wordpress_double import PASSWORD, USER, SiteDesk, failed, open_site
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

LIST, DRAFT = ("GET", "/wp/v2/posts"), ("POST", "/wp/v2/posts")
TOKEN = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
LEAK = {"code": "rest_odd", "message": f"You sent {PASSWORD} as Basic {TOKEN}"}

#: What the site says of a list of drafts to whoever may not see them: logged in, or not.
NOBODY, SOMEBODY = (
    {"details": {"status": {"code": "rest_forbidden_status", "data": {"status": status}}}} for status in (401, 403)
)

#: Faults after which nobody can tell, and whether the site acted.
UNCLEAR: dict[str, tuple[Fault, bool]] = {
    "timeout before": (says_nothing(acts=False), False),
    "timeout after": (says_nothing(acts=True), True),
    "reset before": (resets(acts=False), False),
    "reset after": (resets(acts=True), True),
    "stops half way": (stops_half_way, True),
    "drips": (drips, True),
    "500": (says(500, LEAK), False),
    "502 in HTML": (says(502, HTML), False),
    "503 having acted": (acts_and_says(503, LEAK, Retry_After="600"), True),
    "no JSON": (babbles(acts=False), False),
    "no JSON having acted": (babbles(acts=True), True),
    "teapot": (says(418, LEAK), False),
}
#: Those that the contract for troubles does not know.
OWN = ["500", "503 having acted", "teapot"]
#: Those that cost a wait, which need not be waited for at every step.
SLOW = {"timeout before", "timeout after", "drips"}
#: Faults that say that nothing was done, and what to do next.
REFUSED: dict[str, tuple[Fault, type[NotSent]]] = {
    "400": (says(400, LEAK), Rejected),
    "401": (says(401, failed(401, "rest_not_logged_in").body), Expired),
    "400 of nobody": (says(400, {**failed(400, "rest_invalid_param").body, "data": NOBODY}), Expired),
    "400 of somebody else": (says(400, {**failed(400, "rest_invalid_param").body, "data": SOMEBODY}), NotAllowed),
    "403": (says(403, failed(403, "rest_cannot_create").body), NotAllowed),
    "403 of a firewall": (says(403, HTML), NotAllowed),
    "404 without the API": (says(404, HTML), NotAllowed),
    "301": (says(301, HTML, Location="https://elsewhere.example/"), NotAllowed),
    "413": (says(413, HTML), Rejected),
    "429": (says(429, LEAK), Throttled),
    "429 for a while": (says(429, LEAK, Retry_After="30"), Throttled),
}


@pytest.fixture
def desk() -> Iterator[SiteDesk]:
    with open_site() as desk:
        yield desk


@pytest.fixture
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    return Drawing(tmp_path_factory.mktemp("drawing"))


def _holds_no_secret(error: ConnectorError) -> bool:
    said = f"{error} {error!r} {error.detail}"
    return all(secret not in said for secret in (PASSWORD, TOKEN, PASSWORD.split()[0]))


def _last_step(desk: SiteDesk, fault: Fault) -> None:
    desk.site.numbers = 6  # the post will be the seventh thing
    desk.site.meet("POST", "/wp/v2/posts/7", fault)


@pytest.mark.parametrize("name", OWN)
def test_when_the_last_step_is_lost_nobody_can_tell_until_asked(desk: SiteDesk, name: str) -> None:
    fault, acted = UNCLEAR[name]
    _last_step(desk, fault)
    with pytest.raises(OutcomeUnknown) as told:
        desk.connector().publish(outgoing())
    assert _holds_no_secret(told.value)
    assert (desk.connector().find(outgoing()) is not None) is acted
    desk.connector().publish(outgoing())
    assert len(desk.visible()) == 1
    assert len(desk.site.posts) == 1


@pytest.mark.parametrize("name", ["timeout after", *(name for name in UNCLEAR if name not in SLOW)])
@pytest.mark.parametrize("step", [LIST, DRAFT])
def test_when_an_earlier_step_is_lost_nothing_is_public(desk: SiteDesk, step: tuple[str, str], name: str) -> None:
    desk.site.meet(*step, UNCLEAR[name][0])
    with pytest.raises(Unavailable) as told:
        desk.connector().publish(outgoing())
    assert _holds_no_secret(told.value)
    assert desk.connector().find(outgoing()) is None
    desk.connector().publish(outgoing())
    assert len(desk.visible()) == 1


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("step", [LIST, DRAFT, ("POST", "/wp/v2/posts/7")])
def test_a_refusal_says_what_to_do_and_nothing_is_public(desk: SiteDesk, step: tuple[str, str], name: str) -> None:
    desk.site.numbers = 6
    fault, kind = REFUSED[name]
    desk.site.meet(*step, fault)
    with pytest.raises(kind) as told:
        desk.connector().publish(outgoing())
    assert type(told.value) is kind
    assert _holds_no_secret(told.value)
    assert told.value.retry_after == (30.0 if name == "429 for a while" else None)
    assert desk.connector().find(outgoing()) is None


def test_where_nobody_listens_nothing_was_sent(desk: SiteDesk) -> None:
    for address in (nobody_there(), "https://wordpress.invalid"):
        connector = desk.connector(address=address)
        with pytest.raises(Unavailable):
            connector.publish(outgoing())
        assert not connector.health().usable


def test_a_picture_that_is_lost_on_its_way_is_sent_once_in_the_end(desk: SiteDesk, drawing: Drawing) -> None:
    sent = replace(outgoing(), media=(drawing.media(),))
    desk.site.meet("POST", "/wp/v2/media", resets(acts=True))
    with pytest.raises(Unavailable):
        desk.connector().publish(sent)
    assert desk.site.posts == {}
    desk.connector().publish(sent)
    assert len(desk.site.media) == 1


def test_a_picture_that_the_site_refuses_is_named_as_such(desk: SiteDesk, drawing: Drawing) -> None:
    desk.site.meet("POST", "/wp/v2/media", says(500, failed(500, "rest_upload_unknown_error").body))
    with pytest.raises(Rejected):
        desk.connector().publish(replace(outgoing(), media=(drawing.media(),)))


@pytest.mark.parametrize("name", ["timeout after", *(name for name in UNCLEAR if name not in SLOW)])
def test_a_reply_that_is_lost_is_said_once(desk: SiteDesk, name: str) -> None:
    fault, acted = UNCLEAR[name]
    remote = desk.comment(desk.connector().publish(outgoing()).remote_id, "Pryd?")
    reply = replace(outgoing("r1", text="Erbyn 6.30yh.", pair="R-1"), reply_to=remote)
    desk.site.meet("POST", "/wp/v2/comments", fault)
    with pytest.raises(OutcomeUnknown):
        desk.connector().publish(reply)
    assert (desk.connector().find(reply) is not None) is acted
    desk.connector().publish(reply)
    assert len(desk.visible()) == 2


def test_a_reply_that_the_site_calls_said_already_is_found(desk: SiteDesk) -> None:
    remote = desk.comment(desk.connector().publish(outgoing()).remote_id, "Pryd?")
    reply = replace(outgoing("r1", text="Erbyn 6.30yh.", pair="R-1"), reply_to=remote)
    desk.site.meet("POST", "/wp/v2/comments", acts_and_says(409, failed(409, "comment_duplicate").body))
    receipt = desk.connector().publish(reply)
    assert desk.connector().read_back(receipt.remote_id) is not None


@pytest.mark.parametrize("method", ["edit", "withdraw"])
def test_an_edit_or_a_withdrawal_that_is_lost_may_be_repeated(desk: SiteDesk, method: str) -> None:
    connector = desk.connector()
    remote = connector.publish(outgoing()).remote_id
    for act in (resets(acts=True), resets(acts=False)):
        desk.site.meet("DELETE" if method == "withdraw" else "POST", f"/wp/v2/posts/{remote[5:]}", act)
    changed = outgoing(text="Newydd")
    with pytest.raises(OutcomeUnknown):
        connector.withdraw(remote) if method == "withdraw" else connector.edit(remote, changed)
    if method == "edit":
        assert connector.edit(remote, changed).remote_id == remote
        assert desk.visible() == ["Newydd"]
        return
    with pytest.raises(OutcomeUnknown):
        connector.withdraw(remote)
    connector.withdraw(remote)
    assert desk.visible() == []


def test_a_twin_that_cannot_be_led_from_holds_the_second_half_back(desk: SiteDesk) -> None:
    connector = desk.connector()
    cy = connector.publish(outgoing("cy"))
    en = outgoing("en", language="en", text="The road is closed.")
    desk.site.meet("POST", f"/wp/v2/posts/{cy.remote_id[5:]}", resets(acts=True))
    with pytest.raises(Unavailable):
        connector.publish(en)
    assert connector.find(en) is None
    there = connector.publish(en)
    assert desk.page(cy.remote_id).count('data-cydbost="twin"') == 1
    assert f"?p={there.remote_id[5:]}" in desk.page(cy.remote_id)


def test_where_the_site_has_no_trash_what_is_withdrawn_stays_unseen(desk: SiteDesk) -> None:
    desk.site.has_trash = False
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    connector.withdraw(receipt.remote_id)
    assert connector.read_back(receipt.remote_id) is None
    with pytest.raises(Rejected):
        connector.publish(outgoing())


def test_a_site_that_keeps_posts_for_approval_is_told_as_that(desk: SiteDesk) -> None:
    desk.site.keeps_pending = True
    with pytest.raises(NotAllowed, match="any plugin that asks for approval"):
        desk.connector().publish(outgoing())
    assert desk.visible() == []


def test_a_lost_reading_is_no_outcome(desk: SiteDesk) -> None:
    remote = desk.connector().publish(outgoing()).remote_id
    for read in (
        lambda one: one.find(outgoing()),
        lambda one: one.read_back(remote),
        lambda one: list(one.recent(WRITTEN)),
    ):
        desk.site.meet(*LIST, drips)
        with pytest.raises(Unavailable):
            read(desk.connector())


def test_health_names_the_rights_that_are_missing_and_an_account_that_is_not_let_in(desk: SiteDesk) -> None:
    desk.site.rights.discard("moderate_comments")
    health = desk.connector().health()
    assert (health.usable, health.detail.endswith("moderate_comments")) == (False, True)
    assert health.clock is not None
    health = desk.connector(password="wrong").health()
    assert (health.usable, "application password" in health.detail) == (False, True)
