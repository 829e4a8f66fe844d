"""WordPress's own server keeps the promises that its double keeps."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests

from connectors.connector_contract import WRITTEN, ConnectorContract, Drawing, as_read, outgoing
from cydbost_connectors import Connector, Expired, NotAllowed, Rejected
from platforms.wordpress_server import RealDesk, WordPressServer, wordpress_server, words_of

pytestmark = pytest.mark.platforms

#: All that WordPress would make something else of: quotation marks, dashes, smileys, short codes, its own name.
DRESSED_UP = (
    "It's \"quoted\" -- 5x5 ... (c) (tm) :) ;-) [gallery] Wordpress 'Steddfod 1/2 <b>&amp; 100% $1 \\ {x} "
    "https://council.example/?a=1&b=2#c, ŵŷ 🌊"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPressServer]:
    with wordpress_server(tmp_path_factory.mktemp("wordpress")) as server:
        yield server


@pytest.fixture
def desk(server: WordPressServer) -> RealDesk:
    desk = RealDesk(server)
    desk.empty()
    return desk


@pytest.fixture
def connector(desk: RealDesk) -> Connector:
    return desk.connector()


class TestRealWordPressContract(ConnectorContract):
    """The contract, by the fixtures above."""


def test_the_public_sees_the_very_words_that_were_approved(connector: Connector, desk: RealDesk) -> None:
    text = f"{DRESSED_UP}\nyr ail linell\n\nhttps://council.example/\n\n{DRESSED_UP}"
    receipt = connector.publish(outgoing(text=text))
    assert words_of(desk.shown(receipt.remote_id)) == as_read(text)
    assert '<div lang="cy"' in desk.shown(receipt.remote_id)
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.text == text


def test_an_author_without_the_right_to_write_html_publishes_the_same(desk: RealDesk, drawing: Drawing) -> None:
    author = desk.connector("author")
    sent = outgoing(text=f"Teitl 'yma' & <acw>\n\n{DRESSED_UP}")
    sent = replace(sent, media=(drawing.media(alt_text="Ffordd \"dan\" <ddŵr> & 'llif' [x]"),))
    receipt = author.publish(sent)
    assert author.publish(sent) == receipt
    live = author.read_back(receipt.remote_id)
    assert live is not None
    assert (live.text, live.alt_texts) == (sent.text, (sent.media[0].alt_text,))
    assert not author.health().usable


@pytest.fixture
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    return Drawing(tmp_path_factory.mktemp("drawing"))


def test_the_two_of_a_pair_lead_to_each_other(connector: Connector, desk: RealDesk) -> None:
    cy = connector.publish(outgoing("cy"))
    en = connector.publish(outgoing("en", language="en", text="The road is closed."))
    for ours, twin, name in ((cy, en, "English"), (en, cy, "Cymraeg")):
        page = desk.shown(ours.remote_id)
        number = twin.remote_id.removeprefix("post-")
        assert f"?p={number}" in page
        assert name in words_of(page)
        assert requests.get(f"{desk.server.address}/?p={number}", timeout=30).status_code == 200


def test_posts_are_filed_under_the_category_of_their_language(desk: RealDesk) -> None:
    desk.plain = {"languages": "categories"}
    receipt = desk.connector().publish(outgoing())
    number = receipt.remote_id.removeprefix("post-")
    filed = desk.server.php(f"echo implode(',', wp_get_post_categories({number}, array('fields'=>'slugs')));")
    assert filed == "cymraeg"
    desk.plain = {"languages": "categories", "category_cy": "nid-yw-yno"}
    with pytest.raises(NotAllowed, match="nid-yw-yno"):
        desk.connector().publish(outgoing("k2", pair="P2"))


def test_without_polylang_pro_nothing_is_made_public_in_no_language(desk: RealDesk) -> None:
    desk.plain = {"languages": "polylang"}
    assert not desk.connector().health().usable
    with pytest.raises(NotAllowed, match="Polylang Pro"):
        desk.connector().publish(outgoing())
    assert desk.visible() == []


def test_a_draft_that_was_left_behind_is_finished_and_no_second_one_made(connector: Connector, desk: RealDesk) -> None:
    receipt = connector.publish(outgoing())
    number = receipt.remote_id.removeprefix("post-")
    desk.server.php(f"wp_update_post(array('ID'=>{number},'post_status'=>'draft','post_date_gmt'=>'','edit_date'=>1));")
    assert connector.find(outgoing()) is None
    assert connector.publish(outgoing()).remote_id == receipt.remote_id
    assert len(desk.visible()) == 1


def test_the_same_reply_is_not_said_twice_and_a_withdrawn_one_not_again(connector: Connector, desk: RealDesk) -> None:
    receipt = connector.publish(outgoing())
    reply = replace(
        outgoing("r", text="Erbyn 6.30yh. It's 'ok' <nawr> & [wedyn]"), reply_to=desk.comment(receipt.remote_id, "?")
    )
    first = connector.publish(reply)
    assert connector.publish(replace(reply, key="r2")) == first
    found = connector.find(reply)
    assert found is not None
    assert (found.remote_id, found.text) == (first.remote_id, reply.text)
    assert [live.remote_id for live in connector.recent(WRITTEN)] == [receipt.remote_id, first.remote_id]
    connector.withdraw(first.remote_id)
    with pytest.raises(Rejected):
        connector.publish(reply)
    assert connector.find(reply) is None


def test_another_accounts_posts_and_comments_are_left_to_it(desk: RealDesk) -> None:
    cy, en = desk.connector(name="cy"), desk.connector(name="en")
    receipt = cy.publish(outgoing("k"))
    remote = desk.comment(receipt.remote_id, "Helo")
    assert [one.remote_id for one in cy.comments(WRITTEN)] == [remote]
    assert list(en.comments(WRITTEN)) == []
    assert list(en.recent(WRITTEN)) == []
    assert en.find(outgoing("k")) is None


def test_a_wrong_password_and_a_missing_right_are_told_apart(desk: RealDesk) -> None:
    health = desk.connector("subscriber").health()
    assert (health.usable, "publish_posts" in health.detail) == (False, True)
    with pytest.raises(NotAllowed):
        desk.connector("subscriber").publish(outgoing())
    desk.server.passwords["nobody"] = "wrong"
    with pytest.raises(Expired):
        desk.connector("nobody").publish(outgoing())


def test_a_server_that_was_killed_comes_back_with_what_it_had(connector: Connector, desk: RealDesk) -> None:
    receipt = connector.publish(outgoing())
    desk.server.kill()
    assert not connector.health().usable
    desk.server.start()
    assert connector.publish(outgoing()) == receipt


def test_no_other_interface_reaches_it(server: WordPressServer) -> None:
    with socket.socket() as taken:  # bound to every interface, the server would stand in the way of this
        taken.bind(("127.0.0.2", server.port))
