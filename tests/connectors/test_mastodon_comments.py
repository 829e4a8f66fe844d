"""What the public says to an account on a Mastodon server, and what the council answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from connectors.connector_contract import WRITTEN, outgoing
from connectors.mastodon_fixtures import MastodonDesk, open_server
from cydbost_connectors import Rejected


@pytest.fixture
def desk() -> Iterator[MastodonDesk]:
    with open_server() as desk:
        yield desk


def test_a_mention_under_no_post_of_ours_is_a_comment_too(desk: MastodonDesk) -> None:
    written = desk.double.write("@cyngor Mae twll yn y ffordd", by="eleri@arall.example")
    (comment,) = desk.connector().comments(WRITTEN)
    assert (comment.remote_id, comment.on, comment.author) == (written.id, None, "@eleri@arall.example")
    assert comment.text == "Mae twll yn y ffordd"


def test_an_answer_that_mentions_nobody_is_heard_once_and_told_where_it_stands(desk: MastodonDesk) -> None:
    connector = desk.connector()
    post = connector.publish(outgoing()).remote_id
    first = desk.double.write("Pryd?", under=post)
    desk.double.pass_time(timedelta(seconds=5))
    second = desk.double.write("@dafydd @cyngor Yfory, siŵr o fod", under=first.id, by="eleri")
    got = [(one.remote_id, one.on, one.text) for one in connector.comments(WRITTEN)]
    assert got == [(first.id, post, "Pryd?"), (second.id, post, "Yfory, siŵr o fod")]
    assert [one.remote_id for one in connector.comments(second.created_at)] == [second.id]


def test_many_mentions_are_read_page_by_page_and_what_was_deleted_is_passed_over(desk: MastodonDesk) -> None:
    written = [desk.double.write(f"@cyngor {number}") for number in range(95)]
    del desk.double.said[written[50].id]
    got = [one.remote_id for one in desk.connector().comments(WRITTEN)]
    assert got == [said.id for said in written if said is not written[50]]


def test_a_mention_that_comes_late_from_elsewhere_is_not_missed(desk: MastodonDesk) -> None:
    since = desk.double.now + timedelta(hours=1)
    late = desk.double.write("@cyngor Helo")
    desk.double.told[-1] = (desk.double.told[-1][0], since + timedelta(minutes=1), late)
    assert [one.remote_id for one in desk.connector().comments(since)] == [late.id]


@pytest.mark.parametrize("visibility", ["public", "unlisted", "private", "direct"])
def test_a_reply_is_told_to_its_person_and_seen_by_no_more_people_than_the_comment(
    desk: MastodonDesk, visibility: str
) -> None:
    connector = desk.connector()
    asked = desk.double.write("@cyngor Cwestiwn", visibility=visibility, by="eleri@arall.example")
    sent = replace(outgoing(text="Ateb"), reply_to=asked.id)
    receipt = connector.publish(sent)
    said = desk.double.visible()[-1]
    assert (said.text, said.under, said.visibility) == ("@eleri@arall.example Ateb", asked.id, visibility)
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.text == "Ateb"
    assert connector.find(sent) == live
    assert [one.text for one in connector.recent(WRITTEN)] == (["Ateb"] if visibility in {"public", "unlisted"} else [])
    connector.edit(receipt.remote_id, replace(sent, text="Ateb gwell"))
    assert said.text == "@eleri@arall.example Ateb gwell"


def test_a_reply_whose_comment_was_deleted_since_is_still_found(desk: MastodonDesk) -> None:
    asked = desk.double.write("@cyngor Cwestiwn")
    sent = replace(outgoing(text="Ateb"), reply_to=asked.id)
    receipt = desk.connector().publish(sent)
    del desk.double.said[asked.id]
    found = desk.connector().find(sent)
    assert found is not None
    assert found.remote_id == receipt.remote_id


def test_the_name_of_whom_a_reply_answers_counts_without_its_server(desk: MastodonDesk) -> None:
    asked = desk.double.write("@cyngor Helo", by="eleri@" + "a" * 60 + ".example")
    desk.connector().prepare(replace(outgoing(text="a" * 493), reply_to=asked.id))
    with pytest.raises(Rejected, match="501"):
        desk.connector().prepare(replace(outgoing(text="a" * 494), reply_to=asked.id))


def test_a_thread_of_our_own_names_nobody(desk: MastodonDesk) -> None:
    connector = desk.connector()
    first = connector.publish(outgoing()).remote_id
    connector.publish(replace(outgoing("k2", language="en", text="Road closed"), reply_to=first))
    assert (desk.double.visible()[-1].text, desk.double.visible()[-1].under) == ("Road closed", first)
    assert list(connector.comments(WRITTEN)) == []


def test_what_others_wrote_is_neither_read_back_nor_changed_nor_withdrawn(desk: MastodonDesk) -> None:
    theirs = desk.double.write("@cyngor Helo")
    assert desk.connector().read_back(theirs.id) is None
    desk.connector().withdraw(theirs.id)
    with pytest.raises(Rejected):
        desk.connector().edit(theirs.id, outgoing())
    assert theirs.text == "@cyngor Helo"


def test_the_account_s_posts_are_found_however_many_came_after(desk: MastodonDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing())
    for number in range(90):
        desk.double._say(desk.double.people["1001"], str(number), under=None, visibility="public")
    found = connector.find(outgoing())
    assert found is not None
    assert found.remote_id == receipt.remote_id
    assert len(list(connector.recent(WRITTEN))) == 91
