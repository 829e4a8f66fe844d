"""What a post on Bluesky is made of: its key, what can be followed in it, its card, and its language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bluesky_double import OTHER, OWN
from connectors.bluesky_fixtures import BlueskyDesk, account, open_bluesky
from connectors.connector_contract import Drawing, outgoing
from cydbost_connectors import NotAllowed, Rejected
from cydbost_connectors.bluesky import PLATFORM
from cydbost_connectors.bluesky.counting import fits
from cydbost_connectors.bluesky.facets import facets_of
from cydbost_connectors.bluesky.keys import PostId, moment_of, post_id, record_key
from cydbost_connectors.bluesky.pictures import content_id

MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@pytest.fixture
def desk() -> Iterator[BlueskyDesk]:
    with open_bluesky() as desk:
        yield desk


@given(key=st.text(min_size=1, max_size=200), at=MOMENTS)
def test_a_key_is_one_record_key_for_ever_and_names_its_second(key: str, at: datetime) -> None:
    sent = replace(outgoing(key), created_at=at)
    rkey = record_key(sent)
    assert rkey == record_key(replace(sent, text="other", created_at=at.replace(microsecond=0)))
    assert moment_of(rkey) == at.replace(microsecond=0)
    assert post_id(str(PostId("did:plc:abc", rkey))) == PostId("did:plc:abc", rkey)


def test_the_keys_of_one_second_do_not_meet_and_those_of_later_ones_come_later() -> None:
    keys = [record_key(outgoing(str(number))) for number in range(5_000)]
    assert len(set(keys)) == len(keys)
    later = record_key(replace(outgoing("0"), created_at=outgoing().created_at + timedelta(seconds=1)))
    assert max(keys) < later


@given(
    words=st.lists(
        st.sampled_from(["ŵyl", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👩‍🚒", "#Tŷ", "https://llyw.cymru/ŵ", "@rhywun.example.com", "w\u0302"])
    )
)
def test_what_can_be_followed_is_found_at_its_bytes(words: list[str]) -> None:
    text = " ".join(words)
    found = [
        text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode() for one in facets_of(text, str)
    ]
    assert found == [word for word in words if word[0] in "#h@"]


def test_a_name_that_nobody_has_stays_plain_text(desk: BlueskyDesk) -> None:
    desk.connector().publish(outgoing(text="Diolch @heddlu.example.com a @neb.example.com"))
    (post,) = desk.double.posts()
    assert [facet["features"][0]["did"] for facet in post["facets"]] == [OTHER]


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("ŵ" * 300, True),
        ("ŵ" * 301, False),
        ("w\u0302" * 300, True),
        ("👩‍🚒" * 272, True),  # 11 bytes each: 2,992
        ("👩‍🚒" * 273, False),  # 3,003 bytes
        ("🇬🇧" * 300, True),
    ],
)
def test_a_text_is_counted_in_graphemes_and_in_bytes(text: str, is_taken: bool) -> None:
    assert fits(text) is is_taken


def test_a_content_is_named_as_the_protocol_names_it() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert content_id(empty) == "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"


@pytest.mark.parametrize(("language", "langs"), [("cy", ["cy"]), ("en", ["en"]), ("cy,en", ["cy", "en"])])
def test_a_post_says_its_language(desk: BlueskyDesk, language: str, langs: list[str]) -> None:
    receipt = desk.connector().publish(outgoing(language=language))
    assert desk.double.posts()[0]["langs"] == langs
    live = desk.connector().read_back(receipt.remote_id)
    assert live is not None
    assert live.language == language


def test_a_link_is_a_card_of_its_own_only_where_there_is_no_picture(desk: BlueskyDesk) -> None:
    link = "https://llyw.cymru/tŷ"
    desk.connector().publish(replace(outgoing(), link=link))
    (post,) = desk.double.posts()
    assert post["embed"]["external"] == {"uri": link, "title": "llyw.cymru", "description": ""}


def test_a_picture_beside_a_link_needs_the_link_in_its_text(
    desk: BlueskyDesk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    media = (Drawing(tmp_path_factory.mktemp("pictures")).media(),)
    link = "https://llyw.cymru/cau"
    with pytest.raises(Rejected, match="link"):
        desk.connector().prepare(replace(outgoing(), media=media, link=link))
    desk.connector().prepare(replace(outgoing(text=f"Ar gau: {link}"), media=media, link=link))


def test_a_pair_is_one_write_and_only_what_is_missing_of_it_is_written(desk: BlueskyDesk) -> None:
    pair = [outgoing("cy1"), outgoing("en1", language="en", text="The road is closed.")]
    receipts = desk.connector().publish_pair(pair)
    assert (desk.double.commits, len({one.remote_id for one in receipts})) == (1, 2)
    assert desk.connector().publish_pair(pair) == receipts
    third = outgoing("cy2", text="Eto")
    assert desk.connector().publish_pair([pair[0], third])[0] == receipts[0]
    assert desk.double.commits == 2


def test_an_account_of_one_language_refuses_the_other_but_answers_in_it(desk: BlueskyDesk) -> None:
    from cydbost_connectors.bluesky.connector import BlueskyConnector  # noqa: PLC0415 - beside the platform's own

    welsh = BlueskyConnector(account(desk.double.address, language="cy"))
    receipt = welsh.publish(outgoing())
    with pytest.raises(NotAllowed):
        welsh.prepare(outgoing("k2", language="en", text="The road"))
    comment = desk.comment(receipt.remote_id, "When?")
    welsh.publish(replace(outgoing("r1", language="en", text="At noon."), reply_to=comment))
    reply = desk.double.posts()[1]["reply"]
    assert (reply["parent"]["uri"], reply["root"]["uri"]) == (comment, receipt.remote_id)


@pytest.mark.parametrize("service", ["bsky.social", "ftp://bsky.social", "https://bsky.social/xrpc", ""])
def test_a_service_that_is_no_address_is_told(service: str) -> None:
    with pytest.raises(NotAllowed, match="https://"):
        PLATFORM.connect(account(service))


def test_posts_written_by_hand_are_listed_too_page_by_page(desk: BlueskyDesk) -> None:
    for number in range(250):
        desk.double.records[OWN, "app.bsky.feed.post", f"3m{number:011}"] = {
            "text": f"Â llaw {number}",
            "createdAt": "2026-06-03T18:00:00Z" if number else "no time at all",
        }
    listed = list(desk.connector().recent(datetime(2026, 6, 1, tzinfo=UTC)))
    assert len(listed) == 249
    assert listed[0].language is None


def test_a_post_made_anew_with_a_later_time_is_known_by_what_it_says(desk: BlueskyDesk) -> None:
    connector, minute = desk.connector(), timedelta(minutes=1)
    first = connector.publish(outgoing())
    anew = replace(outgoing("made-anew"), created_at=outgoing().created_at - minute)
    found = connector.find(anew)
    assert found is not None
    assert found.remote_id == first.remote_id
    assert connector.find(replace(anew, language="en")) is None
    assert connector.find(replace(anew, text="Neges arall")) is None
    assert connector.find(replace(anew, created_at=first.at + minute)) is None


def test_a_post_that_was_withdrawn_is_not_taken_for_another_that_says_the_same(desk: BlueskyDesk) -> None:
    connector = desk.connector()
    connector.withdraw(connector.publish(outgoing()).remote_id)
    connector.publish(outgoing("another"))
    assert connector.find(outgoing()) is None
