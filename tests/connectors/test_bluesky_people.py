"""What others write to the council on Bluesky, and the session through which it is read."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from connectors.bluesky_fixtures import BlueskyDesk, open_bluesky
from connectors.connector_contract import WRITTEN, outgoing
from cydbost_connectors.bluesky.session import DRAWER
from cydbost_connectors.vault import MemoryVault


@pytest.fixture
def desk() -> Iterator[BlueskyDesk]:
    with open_bluesky() as desk:
        yield desk


def count(desk: BlueskyDesk, part: str) -> int:
    return sum(part in asked.path for asked in desk.double.asked)


def test_mentions_and_quotes_are_read_too_with_the_post_that_they_are_about(desk: BlueskyDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    mention = desk.double.write_as_public("Helo @cyngor.example.com")
    embed = {"$type": "app.bsky.embed.record", "record": {"uri": receipt.remote_id, "cid": "bafyrei"}}
    quote = desk.double.write_as_public("Gweler hwn", record={"embed": embed})
    read = [(one.remote_id, one.on, one.author) for one in connector.comments(WRITTEN)]
    name = "Rhywun (@rhywun.example.com)"
    assert read == [(mention, None, name), (quote, receipt.remote_id, name)]


def test_a_reply_that_no_notification_told_of_is_found_in_its_thread(desk: BlueskyDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    first = desk.comment(receipt.remote_id, "Pryd?")
    second = desk.double.write_as_public("Ie, pryd?", parent=first)
    desk.double.unnoticed = {first, second}
    desk.double.indexed[receipt.remote_id] += timedelta(days=3650)  # of the newest, whatever the clock says
    read = list(connector.comments(WRITTEN))
    assert [(one.remote_id, one.on) for one in read] == [(first, receipt.remote_id), (second, receipt.remote_id)]


def test_hundreds_of_comments_are_read_a_hundred_at_a_time_and_no_further_back_than_asked(desk: BlueskyDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    for number in range(300):
        desk.comment(receipt.remote_id, f"Sylw {number}")
    everything = list(connector.comments(WRITTEN))
    assert len(everything) == 300
    before = count(desk, "listNotifications")
    assert len(list(connector.comments(everything[-10].written_at))) == 10
    assert count(desk, "listNotifications") == before + 1


def test_one_session_is_kept_for_all_that_share_the_vault(desk: BlueskyDesk) -> None:
    vault = MemoryVault()
    for _ in range(3):
        desk.connector(vault=vault).prepare(outgoing())
    assert count(desk, "createSession") == 1


def test_a_session_that_the_server_forgot_is_renewed_and_the_post_is_sent_once(desk: BlueskyDesk) -> None:
    vault = MemoryVault()
    connector = desk.connector(vault=vault)
    connector.prepare(outgoing())
    desk.double.tokens.clear()
    connector.publish(outgoing())
    assert (count(desk, "createSession"), count(desk, "refreshSession"), len(desk.visible())) == (1, 1, 1)
    desk.double.tokens.clear()
    desk.double.refreshes.clear()
    assert connector.find(outgoing()) is not None
    assert count(desk, "createSession") == 2


def test_a_session_is_renewed_before_it_runs_out(desk: BlueskyDesk) -> None:
    desk.double.lasts = timedelta(minutes=1)
    connector = desk.connector()
    connector.prepare(outgoing())
    assert count(desk, "refreshSession") >= 1
    assert count(desk, "createSession") == 1


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", json.dumps({"did": "x", "handle": "y", "accessJwt": "z", "refreshJwt": ""})]
)
def test_what_cannot_be_read_in_the_vault_is_replaced(desk: BlueskyDesk, kept: str) -> None:
    vault = MemoryVault()
    with vault.drawer(DRAWER) as drawer:
        drawer.keep(kept)
    assert desk.connector(vault=vault).health().usable


def test_an_account_that_may_not_publish_and_a_main_password_are_told(desk: BlueskyDesk) -> None:
    desk.double.active = False
    assert not desk.connector().health().usable
    desk.double.active, desk.double.scope = True, "com.atproto.access"
    health = desk.connector().health()
    assert "app password" in health.detail
    assert [(quota.of, quota.limit, quota.left) for quota in health.quotas] == [("calls in 300 s", 3000, 2990)]
