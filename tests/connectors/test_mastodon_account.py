"""An account on a Mastodon server: its languages, its limits, its pictures, and its health."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.connector_contract import Drawing, outgoing
from connectors.loopback import says
from connectors.mastodon_fixtures import MastodonDesk, open_server
from connectors.mastodon_parts import Said
from cydbost_connectors import AccountSettings, NotAllowed, Rejected, Unavailable
from cydbost_connectors.mastodon import PLATFORM
from cydbost_connectors.mastodon.offer import server_of
from cydbost_connectors.platforms import find_platform
from cydbost_connectors.vault import MemoryVault


@pytest.fixture
def desk() -> Iterator[MastodonDesk]:
    with open_server() as desk:
        yield desk


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    return Drawing(tmp_path)


def _last(desk: MastodonDesk) -> Said:
    return desk.double.visible()[-1]


def _calls(desk: MastodonDesk, method: str, part: str) -> int:
    return sum(one.method == method and part in one.path for one in desk.double.asked)


@pytest.mark.parametrize(("language", "tag"), [("cy", "cy"), ("en", "en"), ("cy,en", "cy")])
def test_each_post_is_public_and_marked_with_its_language_welsh_where_it_carries_both(
    desk: MastodonDesk, language: str, tag: str
) -> None:
    desk.connector().publish(outgoing(language=language))
    assert (_last(desk).language, _last(desk).visibility) == (tag, "public")


def test_a_post_in_a_language_that_the_account_does_not_carry_is_refused_but_a_reply_is_not(desk: MastodonDesk) -> None:
    desk.language = "cy"
    connector = desk.connector()
    for act in (connector.prepare, connector.publish):
        with pytest.raises(NotAllowed, match="does not carry"):
            act(outgoing(language="en"))
    asked = desk.double.write("@cyngor When does it open?").id
    connector.publish(replace(outgoing(language="en", text="At six."), reply_to=asked))
    assert desk.visible() == ["At six."]


def test_an_edit_may_add_the_other_language_and_says_so(desk: MastodonDesk) -> None:
    connector = desk.connector()
    receipt = connector.publish(outgoing(language="en", text="Road closed. Cymraeg i ddilyn."))
    connector.edit(receipt.remote_id, outgoing(language="cy,en", text="Ffordd ar gau.\n\n---\n\nRoad closed."))
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert (live.text, live.language) == ("Ffordd ar gau.\n\n---\n\nRoad closed.", "cy")


def test_a_link_stands_below_the_text_counts_23_and_is_not_taken_for_a_difference(desk: MastodonDesk) -> None:
    connector, link = desk.connector(), "https://www.llyw.cymru/" + "a/" * 60
    sent = replace(outgoing(text="b" * 474), link=link)
    receipt = connector.publish(sent)
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.text == sent.text
    assert desk.visible()[0].split() == [sent.text, link]
    assert connector.find(sent) == live
    assert connector.find(replace(sent, link=None)) is None
    with pytest.raises(Rejected, match=r"501 .* 500"):
        connector.prepare(replace(sent, text="b" * 475))


def test_a_link_that_the_text_holds_is_not_repeated(desk: MastodonDesk) -> None:
    sent = replace(outgoing(text="Gweler\nhttps://a.wales/b"), link="https://a.wales/b")
    receipt = desk.connector().publish(sent)
    live = desk.connector().read_back(receipt.remote_id)
    assert live is not None
    assert live.text == sent.text == _last(desk).text


@pytest.mark.parametrize(
    "text",
    [
        "Un\ndau\n\ntri",
        "a < b & c > d \"e\" 'f' &amp; <b>g</b>",
        "Diolch @dafydd@arall.example am #lifogydd_ŵyn!",
        "https://www.llyw.cymru/" + "llwybr/" * 20,
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍🚒 w\u0302",
    ],
)
def test_words_are_read_back_from_what_the_server_shows(desk: MastodonDesk, text: str) -> None:
    desk.double.write("Helo", by="dafydd@arall.example")
    receipt = desk.connector().publish(outgoing(text=text))
    live = desk.connector().read_back(receipt.remote_id)
    assert live is not None
    assert live.text == text
    assert desk.connector().find(outgoing(text=text)) == live


# Limits


def test_the_server_s_own_limits_hold_once_it_has_told_them(desk: MastodonDesk, drawing: Drawing) -> None:
    desk.double.configuration["statuses"] |= {"max_characters": 600, "characters_reserved_per_url": 30}
    desk.double.configuration["statuses"]["max_media_attachments"] = 1
    desk.double.configuration["media_attachments"] |= {
        "description_limit": 20,
        "image_size_limit": 150,
        "supported_mime_types": ["image/png", "video/mp4"],
    }
    connector = desk.connector()
    connector.prepare(outgoing(text="a" * 600))
    able = connector.capabilities
    assert (able.text_limit, able.media_limit, able.alt_text_limit, able.media_bytes) == (600, 1, 20, 150)
    assert able.media_types == {"image/png"}
    for refused in (
        outgoing(text="a" * 601),
        outgoing(text="a" * 570 + " https://a.wales"),
        replace(outgoing(), media=(drawing.media(alt_text="a"), drawing.media(alt_text="b"))),
        replace(outgoing(), media=(drawing.media(alt_text="a" * 21),)),
        replace(outgoing(), media=(replace(drawing.media(), mime="image/jpeg"),)),
        replace(outgoing(), media=(drawing.media(alt_text="a"),)),
    ):
        with pytest.raises(Rejected):
            connector.prepare(refused)


def test_limits_are_asked_for_again_after_an_hour(desk: MastodonDesk) -> None:
    connector = desk.connector()
    for _ in range(3):
        connector.prepare(outgoing())
    assert _calls(desk, "GET", "/instance") == 1
    desk.double.pass_time(timedelta(hours=1))
    connector.prepare(outgoing())
    assert _calls(desk, "GET", "/instance") == 2


def test_an_older_server_tells_its_limits_the_older_way(desk: MastodonDesk) -> None:
    desk.double.has_v2 = False
    desk.double.configuration["statuses"]["max_characters"] = 1000
    connector = desk.connector()
    connector.publish(outgoing(text="a" * 1000))
    assert connector.capabilities.text_limit == 1000


def test_a_server_that_tells_no_limits_is_taken_to_have_mastodon_s(desk: MastodonDesk) -> None:
    desk.double.has_v2 = False
    desk.double.configuration = {"statuses": {"max_characters": None}, "media_attachments": []}
    connector = desk.connector()
    connector.prepare(outgoing(text="a" * 500))
    assert connector.capabilities == PLATFORM.capabilities


def test_a_server_of_another_kind_is_named_as_such(desk: MastodonDesk) -> None:
    desk.double.meet("GET", "/instance", says(404), says(404))
    with pytest.raises(NotAllowed, match="does not speak Mastodon"):
        desk.connector().prepare(outgoing())
    desk.double.meet("GET", "/verify_credentials", says(404))
    assert "does not speak Mastodon" in desk.connector().health().detail


# Pictures


def test_pictures_are_uploaded_ahead_once_with_their_descriptions_in_order(
    desk: MastodonDesk, drawing: Drawing
) -> None:
    connector = desk.connector()
    media = (drawing.media(alt_text="Pont dan ddŵr"), drawing.media(alt_text="Tŷ", colour=b"\xff\x00\x00"))
    sent = replace(outgoing(), media=media)
    connector.prepare(sent)
    connector.prepare(sent)
    assert _calls(desk, "POST", "/api/v2/media") == 2
    receipt = connector.publish(sent)
    assert _calls(desk, "POST", "/api/v2/media") == 2
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.alt_texts == ("Pont dan ddŵr", "Tŷ")
    assert connector.find(sent) == live
    assert connector.find(replace(sent, media=media[:1])) is None
    connector.publish(replace(sent, key="k2"))  # an upload serves one post only
    assert _calls(desk, "POST", "/api/v2/media") == 4


def test_a_picture_may_stand_twice_in_one_post(desk: MastodonDesk, drawing: Drawing) -> None:
    desk.connector().publish(replace(outgoing(), media=(drawing.media(),) * 2))
    assert len(_last(desk).media) == 2


def test_an_upload_of_long_ago_is_not_counted_on(desk: MastodonDesk, drawing: Drawing) -> None:
    connector, sent = desk.connector(), replace(outgoing(), media=(drawing.media(),))
    connector.prepare(sent)
    desk.double.pass_time(timedelta(hours=2))
    connector.publish(sent)
    assert _calls(desk, "POST", "/api/v2/media") == 2


def test_a_picture_that_the_server_still_works_on_is_waited_for_without_being_sent_again(
    desk: MastodonDesk, drawing: Drawing
) -> None:
    desk.double.works_on_media = 2
    connector, sent = desk.connector(), replace(outgoing(), media=(drawing.media(),))
    with pytest.raises(Unavailable, match="still processing") as caught:
        connector.publish(sent)
    assert caught.value.retry_after is not None
    assert desk.visible() == []
    connector.publish(sent)
    assert (_calls(desk, "POST", "/api/v2/media"), len(_last(desk).media)) == (1, 1)


def test_a_picture_that_is_none_or_that_the_server_refuses_is_told_before_anything_is_public(
    desk: MastodonDesk, drawing: Drawing
) -> None:
    media = drawing.media()
    with pytest.raises(Rejected, match="one of these kinds"):
        desk.connector().prepare(replace(outgoing(), media=(replace(media, mime="image/webp"),)))
    desk.double.meet("POST", "/media", says(422, {"error": "Validation failed: File is invalid"}))
    with pytest.raises(Rejected, match="File is invalid"):
        desk.connector().publish(replace(outgoing(), media=(media,)))
    desk.double.meet("POST", "/media", says(500, {"error": "Error processing thumbnail for uploaded media"}))
    with pytest.raises(Unavailable):
        desk.connector().publish(replace(outgoing(), media=(media,)))
    assert desk.visible() == []


def test_an_edit_replaces_or_removes_pictures(desk: MastodonDesk, drawing: Drawing) -> None:
    connector = desk.connector()
    receipt = connector.publish(replace(outgoing(), media=(drawing.media(alt_text="Hen"),)))
    connector.edit(receipt.remote_id, replace(outgoing(), media=(drawing.media(alt_text="Newydd"),)))
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.alt_texts == ("Newydd",)
    connector.edit(receipt.remote_id, outgoing())
    live = connector.read_back(receipt.remote_id)
    assert live is not None
    assert live.alt_texts == ()


# Health, and being set up


def test_health_tells_what_is_left_and_until_when(desk: MastodonDesk) -> None:
    health = desk.connector().health()
    (quota,) = health.quotas
    assert (health.usable, quota.of, quota.limit) == (True, "calls", 300)
    assert 290 < quota.left < 300
    assert quota.renews_at is not None
    assert health.clock is not None
    assert timedelta(minutes=4) < quota.renews_at - health.clock < timedelta(minutes=6)
    assert health.expires_at is None


@pytest.mark.parametrize(("trouble", "said"), [("suspended", "suspended"), ("limited", "limited"), ("moved", "moved")])
def test_an_account_that_is_held_back_or_has_moved_is_not_healthy(desk: MastodonDesk, trouble: str, said: str) -> None:
    desk.double.trouble = {trouble: {"id": "7"} if trouble == "moved" else True}
    health = desk.connector().health()
    assert not health.usable
    assert said in health.detail


@pytest.mark.parametrize("address", ["https://toot.wales", " https://Toot.Wales/ ", "https://toot.wales:8443"])
def test_an_address_is_a_server_s(address: str) -> None:
    assert server_of(address) == address.strip().rstrip("/").lower()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "toot.wales",
        "http://toot.wales",
        "https://toot.wales/@cyngor",
        "https://a:b@toot.wales",
        "https://toot.wales?a=b",
        "https://",
        "https://toot.wales:port",
        "file:///etc/passwd",
        "https://[",
    ],
)
def test_an_address_that_is_none_or_would_send_the_token_in_clear_is_refused(address: str) -> None:
    with pytest.raises(NotAllowed, match="must be the address of a server"):
        server_of(address)


def test_an_account_is_connected_by_its_settings_without_asking_anything(desk: MastodonDesk) -> None:
    platform = find_platform("mastodon")
    assert platform is PLATFORM
    settings = desk._settings("tocyn")
    connector = platform.connect(settings)
    assert desk.double.asked == []
    assert "tocyn" not in repr(settings) + repr(connector) + str(vars(connector)["_calls"])
    assert {one.name: one.is_secret for one in platform.settings} == {"server": False, "token": True}
    for token in ("", "a b", "tocyn\n\nX-A: b", "ŵ"):
        with pytest.raises(NotAllowed, match="must be an access token"):
            platform.connect(_with_token(settings, token))


def _with_token(settings: AccountSettings, token: str) -> AccountSettings:
    return AccountSettings("cyngor", "cy", settings.plain, {"token": token}, settings.now, MemoryVault())


def test_the_platform_is_asked_of_without_its_library_being_loaded() -> None:
    asked = "import sys; from cydbost_connectors.platforms import find_platform as f; f('mastodon').length('a')"
    command = [sys.executable, "-c", f"{asked}; print({{'mastodon', 'requests'}} & set(sys.modules))"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "set()\n"
